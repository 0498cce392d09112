//! How much a month: the basic rate by roll and mode, the care rate by level of self-care, and the funeral
//! (TK-401, TK-402, TK-41, TK-42).

use vocabulary::{CareMode, Coded, Date, Fen, Month, RegionCode, Registration, SelfCare};

use crate::{Answer, ExactMoney, Input, InputValue, Key, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown};

/// What a tekun award states of itself for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TekunTerms {
    /// Rural or urban rate.
    pub roll: Registration,
    /// In an institution or at home; the rate may differ by place.
    pub mode: CareMode,
    /// Level of self-care.
    pub self_care: SelfCare,
}

/// The two amounts of a month. They are two purposes of payment and may go to two payees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TekunAmounts {
    /// 基本生活费.
    pub basic: Fen,
    /// 照料护理费.
    pub care: Fen,
}

impl TekunAmounts {
    /// Both together.
    pub fn total(self) -> Fen {
        self.basic + self.care
    }
}

/// The value that holds the basic rate.
pub fn basic_key(roll: Registration, mode: CareMode) -> Key {
    match (roll, mode) {
        (Registration::Rural, CareMode::Home) => Key::TEKUN_RURAL_BASIC_HOME,
        (Registration::Rural, CareMode::Institution) => Key::TEKUN_RURAL_BASIC_INSTITUTION,
        (Registration::Urban, CareMode::Home) => Key::TEKUN_URBAN_BASIC_HOME,
        (Registration::Urban, CareMode::Institution) => Key::TEKUN_URBAN_BASIC_INSTITUTION,
    }
}

fn care_key(self_care: SelfCare) -> Key {
    match self_care {
        SelfCare::Full => Key::TEKUN_CARE_FULL,
        SelfCare::Partial => Key::TEKUN_CARE_PARTIAL,
        SelfCare::None => Key::TEKUN_CARE_NONE,
    }
}

/// What is paid for a month by the rates in force on its first day (RD-01). While a rate is UNKNOWN nothing is paid and
/// the value is named (RD-10).
pub fn monthly_amounts<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    terms: TekunTerms,
    month: Month,
    recorder: &mut R,
) -> Result<TekunAmounts, Unknown> {
    let basic = rate(book, region, month, (RuleId::TEKUN_BASIC, basic_key(terms.roll, terms.mode)), recorder, || {
        vec![
            Input::worked_out("城乡", InputValue::Word(terms.roll.label())),
            Input::worked_out("供养方式", InputValue::Word(terms.mode.label())),
        ]
    });
    let care = rate(book, region, month, (RuleId::TEKUN_CARE, care_key(terms.self_care)), recorder, || {
        vec![Input::worked_out("生活自理能力", InputValue::Word(terms.self_care.label()))]
    });
    Ok(TekunAmounts { basic: basic?, care: care? })
}

fn rate<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    month: Month,
    (rule, key): (RuleId, Key),
    recorder: &mut R,
    inputs: impl FnOnce() -> Vec<Input>,
) -> Result<Fen, Unknown> {
    let rate = book.money(key, region, month.first_day());
    recorder.step(|| {
        let mut inputs = inputs();
        inputs.push(Input::worked_out("发放月份首日", InputValue::Day(month.first_day())));
        let shown = rate.as_ref().map_or(InputValue::Missing, |(rate, _)| InputValue::Money(*rate));
        inputs.push(Input::of_law("月标准", shown, key.name, rate.as_ref().ok().map(|(_, from)| *from)));
        let answer = match &rate {
            Ok((rate, _)) => StepAnswer::Value(InputValue::Money(*rate)),
            Err(unknown) => StepAnswer::CannotSay(format!("政策数值“{}”", unknown.key)),
        };
        Step { rule, inputs, answer }
    });
    rate.map(|(rate, _)| rate)
}

/// Is the basic rate not lower than its least ratio to the dibao standard of the same roll (TK-41)? For the page on which
/// rates are entered; a rate below it is paid all the same until it is corrected.
pub fn is_basic_rate_high_enough(book: &PolicyBook, region: RegionCode, roll: Registration, day: Date) -> Answer {
    let standard = match roll {
        Registration::Rural => Key::STANDARD,
        Registration::Urban => Key::URBAN_STANDARD,
    };
    let ratio = crate::programme_values::value_in_force::<vocabulary::Ratio>(book, region, day, Key::TEKUN_LEAST_BASIC_RATIO);
    let rates = [CareMode::Home, CareMode::Institution].map(|mode| book.money(basic_key(roll, mode), region, day));
    let (Ok((standard, _)), Some(ratio)) = (book.money(standard, region, day), ratio.value) else { return Answer::CannotSay };
    let least = ExactMoney::share(ratio, standard);
    let answer = |rate: Result<(Fen, Date), Unknown>| {
        rate.map_or(Answer::CannotSay, |(rate, _)| Answer::when(ExactMoney::of(rate) >= least))
    };
    rates.map(answer).into_iter().fold(Answer::Yes, Answer::and)
}

/// What is paid for the funeral of a person on tekun: so many months of the basic rate in force on the day of death
/// (TK-42). Once for a death, whatever is still owed for months before.
pub fn funeral_amount(
    book: &PolicyBook,
    region: RegionCode,
    roll: Registration,
    mode: CareMode,
    died: Date,
) -> Result<Fen, Unknown> {
    let months = book.count(Key::TEKUN_FUNERAL_MONTHS, region, died)?;
    book.money(basic_key(roll, mode), region, died).map(|(rate, _)| rate * months)
}
