//! How much a month: class, heads and the rate in force in the month paid for (DB-501, DB-503, RD-01). Rural units are
//! paid by class, urban ones what income lacks to the standard.

use vocabulary::{DibaoClass, Fen, Month, RegionCode};

use super::class::is_severely_disabled_or_seriously_ill;
use super::{AmountValues, DibaoValues, Member, Roll, labels};
use crate::ages::{MONTHS_OF_A_YEAR, is_of_age};
use crate::{
    Answer, ExactMoney, Input, InputValue, NoTrace, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown, ValueInForce,
};

impl AmountValues {
    /// The amount a head of a class.
    pub fn of_class(&self, class: DibaoClass) -> ValueInForce<Fen> {
        match class {
            DibaoClass::One => self.class_one,
            DibaoClass::Two => self.class_two,
            DibaoClass::Three => self.class_three,
            DibaoClass::Four => self.class_four,
        }
    }

    /// What a rural unit of so many heads in a class is paid for the month (DB-501).
    pub fn class_amount<R: Recorder>(&self, class: DibaoClass, heads: usize, recorder: &mut R) -> Result<Fen, Unknown> {
        let rate = self.of_class(class);
        let heads = i64::try_from(heads).expect("the heads of a unit are few");
        let amount = rate.known(self.region, self.day).map(|rate| rate * heads);
        recorder.step(|| Step {
            rule: RuleId::MONTHLY_AMOUNT,
            inputs: vec![
                Input::worked_out("发放月份首日", InputValue::Day(self.day)),
                rate.input("每人每月金额", InputValue::Money),
                Input::worked_out("保障人数", InputValue::Count(heads, "人")),
            ],
            answer: amount_answer(&amount),
        });
        amount
    }

    /// What an urban unit of so many heads is paid for the month: what a twelfth of the year's counted income lacks to
    /// the standards of all heads (A1 §23, 补差). A part of a fen is paid as a whole one, so that nobody is left below the
    /// standard.
    pub fn gap_amount<R: Recorder>(&self, income: ExactMoney, heads: usize, recorder: &mut R) -> Result<Fen, Unknown> {
        let heads = i64::try_from(heads).expect("the heads of a unit are few");
        let amount = self.standard.known(self.region, self.day).map(|standard| {
            let year = ExactMoney::of(standard * (MONTHS_OF_A_YEAR * heads));
            year.less(income).part_rounded_up(MONTHS_OF_A_YEAR)
        });
        recorder.step(|| Step {
            rule: RuleId::MONTHLY_AMOUNT,
            inputs: vec![
                Input::worked_out("发放月份首日", InputValue::Day(self.day)),
                self.standard.input(labels::STANDARD, InputValue::Money),
                Input::worked_out(labels::COUNTED_INCOME, InputValue::Money(income.shown())),
                Input::worked_out("保障人数", InputValue::Count(heads, "人")),
            ],
            answer: amount_answer(&amount),
        });
        amount
    }
}

fn amount_answer(amount: &Result<Fen, Unknown>) -> StepAnswer {
    match amount {
        Ok(amount) => StepAnswer::Value(InputValue::Money(*amount)),
        Err(unknown) => StepAnswer::CannotSay(format!("政策数值“{}”", unknown.key)),
    }
}

/// What a unit of so many heads in a class is paid for a month: the class's amount a head in force on the first day of
/// that month (RD-01, DB-501). While the amount is UNKNOWN nothing is paid and the value is named (RD-10).
pub fn monthly_amount(
    book: &PolicyBook,
    region: RegionCode,
    class: DibaoClass,
    heads: usize,
    month: Month,
) -> Result<Fen, Unknown> {
    monthly_amount_recorded(book, region, class, heads, month, &mut NoTrace)
}

/// [`monthly_amount`] with its step, for the notice.
pub fn monthly_amount_recorded<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    class: DibaoClass,
    heads: usize,
    month: Month,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    AmountValues::at(book, region, month, Roll::Rural).class_amount(class, heads, recorder)
}

/// Does the person belong to those for whom help is increased (分类施保, DB-503): the elderly, minors, the severely
/// disabled and the seriously ill?
pub fn gets_category_supplement(member: &Member, values: &DibaoValues) -> Answer {
    Answer::when(is_severely_disabled_or_seriously_ill(member))
        .or(is_of_age(member.birth, &values.elderly_age, values.day))
        .or(is_of_age(member.birth, &values.adult_age, values.day).not())
}

/// The supplement of a month for so many persons of [`gets_category_supplement`], on top of [`monthly_amount`].
pub fn category_supplement(book: &PolicyBook, region: RegionCode, persons: usize, month: Month) -> Result<Fen, Unknown> {
    let persons = i64::try_from(persons).expect("the heads of a unit are few");
    let values = AmountValues::at(book, region, month, Roll::Rural);
    values.category_supplement.known(region, values.day).map(|each| each * persons)
}
