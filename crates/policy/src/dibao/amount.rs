//! How much a month: class, heads and the rate in force in the month paid for (DB-501, DB-503, RD-01).

use vocabulary::{DibaoClass, Fen, Month, RegionCode};

use super::bounds::Answer;
use super::class::is_severely_disabled_or_seriously_ill;
use super::members::is_of_age;
use super::{DibaoValues, Member};
use crate::{Input, InputValue, Key, NoTrace, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown};

fn class_amount_key(class: DibaoClass) -> Key {
    match class {
        DibaoClass::One => Key::CLASS_1_AMOUNT,
        DibaoClass::Two => Key::CLASS_2_AMOUNT,
        DibaoClass::Three => Key::CLASS_3_AMOUNT,
        DibaoClass::Four => Key::CLASS_4_AMOUNT,
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
    let key = class_amount_key(class);
    let heads = i64::try_from(heads).expect("the heads of a unit are few");
    let rate = book.money(key, region, month.first_day());
    recorder.step(|| Step {
        rule: RuleId::MONTHLY_AMOUNT,
        inputs: vec![
            Input::worked_out("发放月份首日", InputValue::Day(month.first_day())),
            Input::of_law(
                "每人每月金额",
                rate.as_ref().map_or(InputValue::Missing, |(rate, _)| InputValue::Money(*rate)),
                key.name,
                rate.as_ref().ok().map(|(_, from)| *from),
            ),
            Input::worked_out("保障人数", InputValue::Count(heads, "人")),
        ],
        answer: match &rate {
            Ok((rate, _)) => StepAnswer::Value(InputValue::Money(*rate * heads)),
            Err(unknown) => StepAnswer::CannotSay(format!("政策数值“{}”", unknown.key)),
        },
    });
    rate.map(|(rate, _)| rate * heads)
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
    book.money(Key::CATEGORY_SUPPLEMENT, region, month.first_day()).map(|(each, _)| each * persons)
}
