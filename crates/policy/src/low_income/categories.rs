//! To which categories of the low-income population a person belongs (MO-11).

use vocabulary::{Coded, Date, MonitoredGroup};

use super::{LowIncomeValues, RigidSpending, is_rigid_expense_family};
use crate::dibao::{Answer, DibaoValues, Family, Known, Means, Member, OtherAward, counts_as_member, is_margin_family};
use crate::known::step_answer;
use crate::{Input, InputValue, NoTrace, Recorder, RuleId, Step, StepAnswer};

/// What is on record about a person's assistance. These are imported or the office's own; none is decided here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssistanceRecord {
    /// Whether the person is on the dibao roll.
    pub on_dibao: Answer,
    /// Group of the monitored household, as the rural-revitalisation side keeps it.
    pub monitored: Option<Known<MonitoredGroup>>,
    /// Day on which the person left dibao or tekun, where they did.
    pub left_assistance: Option<Known<Date>>,
}

/// The answer for each category. A person can belong to several: a monitored household is often on dibao.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowIncomeCategories {
    /// 最低生活保障对象.
    pub dibao: Answer,
    /// 特困人员.
    pub tekun: Answer,
    /// 防止返贫监测对象.
    pub anti_relapse: Answer,
    /// 最低生活保障边缘家庭成员.
    pub margin: Answer,
    /// 刚性支出困难家庭成员.
    pub rigid_expense: Answer,
    /// 其他困难人员: those who left assistance a short while ago.
    pub other: Answer,
}

impl LowIncomeCategories {
    /// Each category's name and answer, in the order of the text.
    pub fn named(&self) -> [(&'static str, Answer); 6] {
        [
            ("最低生活保障对象", self.dibao),
            ("特困人员", self.tekun),
            ("防止返贫监测对象", self.anti_relapse),
            ("最低生活保障边缘家庭成员", self.margin),
            ("刚性支出困难家庭成员", self.rigid_expense),
            ("其他困难人员", self.other),
        ]
    }

    /// Does the person belong to the low-income population at all?
    pub fn any(&self) -> Answer {
        self.named().iter().fold(Answer::No, |any, (_, answer)| any.or(*answer))
    }
}

/// The categories of one person of a family.
pub fn low_income_categories<R: Recorder>(
    person: &Member,
    family: &Family<'_>,
    record: &AssistanceRecord,
    spending: &RigidSpending,
    dibao: &DibaoValues,
    values: &LowIncomeValues,
    recorder: &mut R,
) -> LowIncomeCategories {
    let in_tekun = person.recognitions.other_award.is_some_and(|award| award.value == OtherAward::Tekun);
    let means = Means::of_family(family, dibao, &mut NoTrace);
    // A member of the family, on neither roll: only then are margin and rigid spending asked.
    let asked = record.on_dibao.not().and(counts_as_member(person, dibao));
    let margin = if asked == Answer::No { Answer::No } else { asked.and(is_margin_family(&means, dibao, recorder)) };
    let still = asked.and(margin.not());
    let rigid_expense = if still == Answer::No {
        Answer::No
    } else {
        still.and(is_rigid_expense_family(&means, spending, dibao, values, recorder))
    };
    let categories = LowIncomeCategories {
        dibao: record.on_dibao,
        tekun: Answer::when(in_tekun),
        anti_relapse: is_anti_relapse(record, recorder),
        margin,
        rigid_expense,
        other: record.on_dibao.not().and(Answer::when(in_tekun).not()).and(is_watched(record, values, recorder)),
    };
    recorder.step(|| Step {
        rule: RuleId::LOW_INCOME,
        inputs: categories
            .named()
            .iter()
            .map(|(label, answer)| {
                Input::of_person(
                    label,
                    person.person,
                    match answer {
                        Answer::Yes => InputValue::Word("是"),
                        Answer::No => InputValue::Word("否"),
                        Answer::CannotSay => InputValue::Missing,
                    },
                    None,
                )
            })
            .collect(),
        answer: match categories.any() {
            Answer::Yes => StepAnswer::Yes,
            Answer::No => StepAnswer::No,
            Answer::CannotSay => StepAnswer::CannotSay("家庭成员的部分收入、财产或支出事实".to_owned()),
        },
    });
    categories
}

/// Is the household monitored against relapse (MO-16)? Imported, not decided; a lifted household alone is not monitored.
fn is_anti_relapse<R: Recorder>(record: &AssistanceRecord, recorder: &mut R) -> Answer {
    let Some(group) = record.monitored else { return Answer::No };
    let answer = Answer::when(match group.value {
        MonitoredGroup::UnstableLifted | MonitoredGroup::MarginalProne | MonitoredGroup::SuddenHardship => true,
        MonitoredGroup::Lifted => false,
    });
    recorder.step(|| Step {
        rule: RuleId::ANTI_RELAPSE,
        inputs: vec![Input {
            fact: Some(group.fact), ..Input::worked_out("监测户类型", InputValue::Word(group.value.label()))
        }],
        answer: step_answer(answer, &[]),
    });
    answer
}

/// Did the person leave dibao or tekun so short a while ago that they are still watched (MO-15)? The last day is the one
/// before so many months have passed.
fn is_watched<R: Recorder>(record: &AssistanceRecord, values: &LowIncomeValues, recorder: &mut R) -> Answer {
    let Some(left) = record.left_assistance else { return Answer::No };
    let months = values.watched_after_leaving.value.and_then(|months| i32::try_from(months).ok());
    let answer = months.map_or(Answer::CannotSay, |months| {
        Answer::when(left.value <= values.day && values.day < left.value.plus_months(months))
    });
    recorder.step(|| {
        let mut missing = Vec::new();
        values.watched_after_leaving.name_if_missing(&mut missing);
        Step {
            rule: RuleId::WATCHED_AFTER_LEAVING,
            inputs: vec![
                Input { fact: Some(left.fact), ..Input::worked_out("退出日期", InputValue::Day(left.value)) },
                values.watched_after_leaving.input("退出后监测月数", |months| InputValue::Count(months, "个月")),
            ],
            answer: step_answer(answer, &missing),
        }
    });
    answer
}
