//! The rigid-expense family (刚性支出困难家庭, MO-12): from 2025-01-01.

use vocabulary::Fen;

use super::LowIncomeValues;
use crate::dibao::{Answer, DibaoValues, ExactMoney, Known, Means, MoneyWithin, property_within_limits, step_answer_of_means};
use crate::{Input, InputValue, Recorder, RuleId, Step};

/// Necessary spending of a family in the twelve months before it applied. `None` is not known, of which nothing is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RigidSpending {
    /// 基本生活支出.
    pub living: Option<Known<Fen>>,
    /// 医疗支出: the own part after insurance and relief.
    pub medical: Option<Known<Fen>>,
    /// 教育支出: kindergarten to full-time undergraduate study, at the price of public schools.
    pub education: Option<Known<Fen>>,
    /// 残疾康复支出: the own part.
    pub rehabilitation: Option<Known<Fen>>,
    /// 其他: what the county has added.
    pub other: Option<Known<Fen>>,
}

impl RigidSpending {
    fn items(&self) -> [(&'static str, Option<Known<Fen>>); 5] {
        [
            ("基本生活支出", self.living),
            ("医疗支出", self.medical),
            ("教育支出", self.education),
            ("残疾康复支出", self.rehabilitation),
            ("其他刚性支出", self.other),
        ]
    }

    /// The sum, as far as it is known.
    pub fn total(&self) -> MoneyWithin {
        let nothing = MoneyWithin::NOTHING;
        self.items().iter().fold(nothing, |total, (_, known)| {
            total.plus(known.map_or(MoneyWithin::NOT_KNOWN, |known| {
                MoneyWithin::exactly(ExactMoney::of(known.value.or_nothing_if_negative()))
            }))
        })
    }

    fn inputs(&self) -> impl Iterator<Item = Input> {
        self.items().into_iter().map(|(label, known)| {
            let value = known.map_or(InputValue::Missing, |known| InputValue::Money(known.value));
            Input { fact: known.map(|known| known.fact), ..Input::worked_out(label, value) }
        })
    }
}

/// Is the income a head strictly below last year's disposable income a head of the place (MO-17)?
pub fn has_income_below_disposable<R: Recorder>(means: &Means, values: &LowIncomeValues, recorder: &mut R) -> Answer {
    let line = values.disposable_income.value.map(|a_head| ExactMoney::of(a_head * means.heads_at_most()));
    let answer = line.map_or(Answer::CannotSay, |line| means.income.is_below(line));
    recorder.step(|| {
        let mut inputs = means.inputs();
        inputs.push(values.disposable_income.input("上年人均可支配收入", InputValue::Money));
        let mut missing = Vec::new();
        values.disposable_income.name_if_missing(&mut missing);
        Step { rule: RuleId::DISPOSABLE_INCOME_TEST, inputs, answer: step_answer_of_means(answer, missing) }
    });
    answer
}

/// Is rigid spending strictly above the local share of the counted income (RD-24)? Compared without dividing, so a family
/// without income exceeds every share with any spending.
pub fn has_rigid_share<R: Recorder>(
    means: &Means,
    spending: &RigidSpending,
    values: &LowIncomeValues,
    recorder: &mut R,
) -> Answer {
    let total = spending.total();
    let answer = values.rigid_expense_share.value.map_or(Answer::CannotSay, |share| total.exceeds_share(share, means.income));
    recorder.step(|| {
        let mut inputs = means.inputs();
        inputs.extend(spending.inputs());
        inputs.push(values.rigid_expense_share.input("刚性支出比例", InputValue::Ratio));
        let mut missing = Vec::new();
        values.rigid_expense_share.name_if_missing(&mut missing);
        Step { rule: RuleId::RIGID_EXPENSE_SHARE, inputs, answer: step_answer_of_means(answer, missing) }
    });
    answer
}

/// Is the family a rigid-expense family (MO-12), where it is not on dibao or tekun and no margin family? Income below
/// disposable income, property within the same limits as dibao (RD-27), rigid spending above the share.
pub fn is_rigid_expense_family<R: Recorder>(
    means: &Means,
    spending: &RigidSpending,
    dibao: &DibaoValues,
    values: &LowIncomeValues,
    recorder: &mut R,
) -> Answer {
    let recognised = values.rigid_expense_recognised.value.map_or(Answer::CannotSay, Answer::when);
    let answer = recognised
        .and(has_income_below_disposable(means, values, recorder))
        .and(property_within_limits(RuleId::SHARED_PROPERTY_LIMITS, means, dibao, recorder))
        .and(has_rigid_share(means, spending, values, recorder));
    recorder.step(|| {
        let word = |holds: bool| InputValue::Word(if holds { "已施行" } else { "未施行" });
        let mut missing = Vec::new();
        values.rigid_expense_recognised.name_if_missing(&mut missing);
        Step {
            rule: RuleId::RIGID_EXPENSE,
            inputs: vec![values.rigid_expense_recognised.input("刚性支出困难家庭认定办法", word)],
            answer: step_answer_of_means(answer, missing),
        }
    });
    answer
}
