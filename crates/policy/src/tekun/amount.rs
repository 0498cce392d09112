//! How much a month: the basic rate by roll and mode, the care rate by level of self-care, and the funeral
//! (TK-401, TK-402, TK-41, TK-42).

use vocabulary::{CareMode, Coded, Date, Fen, Ratio, RegionCode, Registration, SelfCare};

use crate::programme_values::{month_rates, value_in_force};
use crate::{Answer, ExactMoney, Input, InputValue, Key, PolicyBook, Recorder, RuleId, Unknown, ValueInForce};

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

month_rates! {
    /// The rates of tekun on the first day of a month.
    pub struct TekunRates {
        /// Basic rate, rural, at home.
        rural_basic_home: Fen = Key::TEKUN_RURAL_BASIC_HOME;
        /// Basic rate, rural, in an institution.
        rural_basic_institution: Fen = Key::TEKUN_RURAL_BASIC_INSTITUTION;
        /// Basic rate, urban, at home.
        urban_basic_home: Fen = Key::TEKUN_URBAN_BASIC_HOME;
        /// Basic rate, urban, in an institution.
        urban_basic_institution: Fen = Key::TEKUN_URBAN_BASIC_INSTITUTION;
        /// Care rate of those who can look after themselves.
        care_full: Fen = Key::TEKUN_CARE_FULL;
        /// Care rate of those who can in part.
        care_partial: Fen = Key::TEKUN_CARE_PARTIAL;
        /// Care rate of those who cannot.
        care_none: Fen = Key::TEKUN_CARE_NONE;
    }
}

impl TekunRates {
    /// The basic rate.
    pub fn basic(&self, roll: Registration, mode: CareMode) -> &ValueInForce<Fen> {
        match (roll, mode) {
            (Registration::Rural, CareMode::Home) => &self.rural_basic_home,
            (Registration::Rural, CareMode::Institution) => &self.rural_basic_institution,
            (Registration::Urban, CareMode::Home) => &self.urban_basic_home,
            (Registration::Urban, CareMode::Institution) => &self.urban_basic_institution,
        }
    }

    /// The care rate.
    pub fn care(&self, self_care: SelfCare) -> &ValueInForce<Fen> {
        match self_care {
            SelfCare::Full => &self.care_full,
            SelfCare::Partial => &self.care_partial,
            SelfCare::None => &self.care_none,
        }
    }
}

/// What is paid for the month of the rates (RD-01). While a rate is UNKNOWN nothing is paid and the value is named (RD-10).
pub fn monthly_amounts<R: Recorder>(rates: &TekunRates, terms: TekunTerms, recorder: &mut R) -> Result<TekunAmounts, Unknown> {
    let basic = rates.basic(terms.roll, terms.mode);
    recorder.step(|| {
        let inputs = vec![
            Input::worked_out("城乡", InputValue::Word(terms.roll.label())),
            Input::worked_out("供养方式", InputValue::Word(terms.mode.label())),
        ];
        basic.rate_step(RuleId::TEKUN_BASIC, inputs, rates.day)
    });
    let care = rates.care(terms.self_care);
    recorder.step(|| {
        let inputs = vec![Input::worked_out("生活自理能力", InputValue::Word(terms.self_care.label()))];
        care.rate_step(RuleId::TEKUN_CARE, inputs, rates.day)
    });
    let (region, day) = (rates.region, rates.day);
    Ok(TekunAmounts { basic: basic.known(region, day)?, care: care.known(region, day)? })
}

/// Is the basic rate not lower than its least ratio to the dibao standard of the same roll (TK-41)? For the page on which
/// rates are entered; a rate below it is paid all the same until it is corrected.
pub fn is_basic_rate_high_enough(book: &PolicyBook, region: RegionCode, roll: Registration, day: Date) -> Answer {
    let standard = match roll {
        Registration::Rural => Key::STANDARD,
        Registration::Urban => Key::URBAN_STANDARD,
    };
    let ratio = value_in_force::<Ratio>(book, region, day, Key::TEKUN_LEAST_BASIC_RATIO);
    let (Ok((standard, _)), Some(ratio)) = (book.money(standard, region, day), ratio.value) else { return Answer::CannotSay };
    let least = ExactMoney::share(ratio, standard);
    let rates = TekunRates::of_book(book, region, day);
    let is_enough = |mode| {
        let rate = rates.basic(roll, mode).value;
        rate.map_or(Answer::CannotSay, |rate| Answer::when(ExactMoney::of(rate) >= least))
    };
    is_enough(CareMode::Home).and(is_enough(CareMode::Institution))
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
    TekunRates::of_book(book, region, died).basic(roll, mode).known(region, died).map(|rate| rate * months)
}
