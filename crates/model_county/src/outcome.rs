//! What the rules of 2022 make of a family, worked out a second time and in the fewest lines.
//!
//! Tests of the whole product compare this with what the product determines. It must therefore share no code with it.
//! It covers decision days from 2021-07-01 to 2022-10-19 and the model county's own assumptions (asset limits, employment cost).

use vocabulary::{
    ApplicationKind, Date, DibaoClass, DisabilityKind, DisabilityLevel, Fen, LabourCapacity, Registration, Schooling, Whereabouts,
};

use crate::circumstances::{Circumstances, Illness};
use crate::township::{Resident, Township};

/// Rural standard of 2022, a head and year.
pub(crate) const LINE: Fen = Fen::yuan(5_268);
/// One and a half times the standard: below it lies a margin family.
pub(crate) const MARGIN_LINE: Fen = Fen::yuan(7_902);
/// Money and securities a head that a family may hold: twice the standard.
pub(crate) const CASH_LIMIT: Fen = Fen::yuan(10_536);
/// Largest employment cost taken off a month's wage.
const EMPLOYMENT_COST_MONTHLY: Fen = Fen::yuan(1_000);
/// Years away after which clergy no longer count as members (A1 §7).
const CLERGY_YEARS: i32 = 3;

/// What the rules of 2022 give a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// On the roll.
    Eligible {
        /// The class.
        class: DibaoClass,
        /// Persons counted and paid for.
        heads: i64,
    },
    /// Not on the roll.
    NotEligible(Ground),
}

/// Why a unit is not on the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The family is registered as urban: it would be on the other roll (RD-26).
    UrbanRegistration,
    /// Income a head is not below the standard.
    Income,
    /// Money, dwellings, cars or shops are above the limits.
    Property,
    /// One person alone: the family is no margin family.
    NotAMarginFamily,
    /// One person alone: neither severely disabled nor seriously ill nor clergy in difficulty.
    NoGroundToApplyAlone,
    /// One person alone: own income is not below the standard (RD-04).
    OwnIncome,
}

/// Counted income of one person a year: employment cost and support paid are off, a loss counts as nothing (RD-08).
pub(crate) fn counted_income(person: &Circumstances) -> Fen {
    let fifth = person.wage.divide_half_up(5);
    let wage = person.wage - fifth.min(EMPLOYMENT_COST_MONTHLY * person.wage_months);
    let transfers = person.support_received + person.employee_pension + person.old_age_allowance + person.other_transfer;
    wage + person.business_net.or_nothing_if_negative()
        + person.property_net
        + (transfers - person.transfer_paid).or_nothing_if_negative()
        + person.other_income
}

/// Whether a person counts as a member living with the family on that day (A1 §7).
fn counts(person: &Resident, day: Date) -> bool {
    let years_away = person.circumstances.whereabouts_since.map_or(0, |since| day.age_of_birth(since));
    let lives_here = match person.circumstances.whereabouts {
        Whereabouts::AtHome | Whereabouts::AwayForWorkOrStudy => true,
        Whereabouts::InPrison
        | Whereabouts::CompulsoryDetoxification
        | Whereabouts::DeclaredMissing
        | Whereabouts::LivesApart => false,
        Whereabouts::Clergy => years_away < CLERGY_YEARS,
    };
    person.death.is_none() && lives_here && person.circumstances.schooling != Schooling::Postgraduate
}

/// The members who count, head first.
pub(crate) fn counted_members(township: &Township, household: usize, day: Date) -> Vec<usize> {
    township.living(household).into_iter().filter(|place| counts(&township.residents[*place], day)).collect()
}

/// What the rules give the unit that applied, on that day; `None` where none applied or nobody is left.
pub(crate) fn outcome(township: &Township, household: usize, day: Date) -> Option<Outcome> {
    let application = township.application(household)?;
    let members = counted_members(township, household, day);
    let heads = i64::try_from(members.len()).expect("families are small");
    if heads == 0 {
        return None;
    }
    if township.households[household].registration == Registration::Urban {
        return Some(Outcome::NotEligible(Ground::UrbanRegistration));
    }
    let people: Vec<&Circumstances> = members.iter().map(|place| &township.residents[*place].circumstances).collect();
    let income: Fen = people.iter().map(|person| counted_income(person)).sum();
    let allowed = within_asset_limits(&people, heads);
    Some(match application.kind {
        ApplicationKind::WholeFamily if income >= LINE * heads => Outcome::NotEligible(Ground::Income),
        ApplicationKind::WholeFamily if !allowed => Outcome::NotEligible(Ground::Property),
        ApplicationKind::WholeFamily => Outcome::Eligible { class: class(&people, income, heads), heads },
        ApplicationKind::SinglePerson => {
            let margin = income < MARGIN_LINE * heads;
            alone(&township.residents[application.applicant], margin, allowed, day)
        }
    })
}

fn within_asset_limits(people: &[&Circumstances], heads: i64) -> bool {
    let cash: Fen = people.iter().map(|person| person.cash).sum();
    let dwellings: i64 = people.iter().map(|person| person.dwellings).sum();
    let cars_and_shops: i64 = people.iter().map(|person| person.motor_cars + person.shops_and_companies).sum();
    cash <= CASH_LIMIT * heads && dwellings <= 1 && cars_and_shops == 0
}

/// A person who applies alone from a family that is (or is not) a margin family within the asset limits (A1 §8).
fn alone(person: &Resident, margin: bool, allowed: bool, day: Date) -> Outcome {
    let facts = &person.circumstances;
    let years_away = facts.whereabouts_since.map_or(0, |since| day.age_of_birth(since));
    let clergy = facts.whereabouts == Whereabouts::Clergy && years_away >= CLERGY_YEARS;
    let ill_or_disabled = severely_disabled(facts) || facts.illness == Illness::Serious;
    let income = counted_income(facts);
    if !(clergy || ill_or_disabled) {
        Outcome::NotEligible(Ground::NoGroundToApplyAlone)
    } else if !(clergy || margin) {
        Outcome::NotEligible(Ground::NotAMarginFamily)
    } else if !allowed {
        Outcome::NotEligible(Ground::Property)
    } else if income >= LINE {
        Outcome::NotEligible(Ground::OwnIncome)
    } else if income == Fen::ZERO && facts.labour == LabourCapacity::None {
        Outcome::Eligible { class: DibaoClass::One, heads: 1 }
    } else if ill_or_disabled {
        Outcome::Eligible { class: DibaoClass::Two, heads: 1 }
    } else {
        Outcome::Eligible { class: class(&[facts], income, 1), heads: 1 }
    }
}

/// Level 1 or 2 of any type, level 3 intellectual or mental.
pub(crate) fn severely_disabled(person: &Circumstances) -> bool {
    person.disability.is_some_and(|disability| match disability.level {
        DisabilityLevel::One | DisabilityLevel::Two => true,
        DisabilityLevel::Three => matches!(disability.kind, DisabilityKind::Intellectual | DisabilityKind::Mental),
        DisabilityLevel::Four => false,
    })
}

/// The class by income a head (RD-02), compared without dividing.
fn class(people: &[&Circumstances], income: Fen, heads: i64) -> DibaoClass {
    let nobody_can_work = people.iter().all(|person| person.labour == LabourCapacity::None);
    if nobody_can_work && income == Fen::ZERO {
        DibaoClass::One
    } else if income * 5 <= LINE * heads {
        DibaoClass::Two
    } else if income * 5 <= LINE * (4 * heads) {
        DibaoClass::Three
    } else {
        DibaoClass::Four
    }
}
