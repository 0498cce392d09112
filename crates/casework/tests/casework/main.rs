//! What casework must do, as sentences an official could check.

mod assembling;
mod awards;
mod cases;
mod comparing;
mod entitlements;

use casework::{Award, AwardTerms, Decision, DecisionKind, Heard};
use policy::Unknown;
use vocabulary::{
    AwardId, CaseId, Date, DecisionId, DeterminationId, DibaoClass, Fen, HouseholdId, Month, OfficialId, PersonId, Programme,
    RegionCode,
};

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

fn person(number: i64) -> PersonId {
    PersonId::new(number).expect("an id")
}

fn unit(number: i64) -> HouseholdId {
    HouseholdId::new(number).expect("an id")
}

fn official(number: i64) -> OfficialId {
    OfficialId::new(number).expect("an id")
}

fn determination(number: i64) -> DeterminationId {
    DeterminationId::new(number).expect("an id")
}

fn terms(class: DibaoClass, persons: &[i64]) -> AwardTerms {
    AwardTerms { class, counted: persons.iter().copied().map(person).collect() }
}

/// Award 1 of unit 1 from January 2022, without an end.
fn award(terms: AwardTerms) -> Award {
    Award {
        id: AwardId::new(1).expect("an id"),
        unit: unit(1),
        programme: Programme::RuralDibao,
        terms,
        payee: person(1),
        from: month("2022-01"),
        until: None,
        decision: DecisionId::new(1).expect("an id"),
        supersedes: None,
    }
}

/// A decision of a unit with effect from a month on, confirmed in the month before.
fn decision(number: i64, of: HouseholdId, kind: DecisionKind, effective: Month) -> Decision {
    let confirmed_on = effective.plus(-1).first_day().plus_days(14);
    Decision {
        id: DecisionId::new(number).expect("an id"),
        case: CaseId::new(number).expect("an id"),
        unit: of,
        programme: Programme::RuralDibao,
        kind,
        effective,
        determination: determination(number),
        reasons: "经调查核实。".to_owned(),
        proposed_by: official(1),
        proposed_on: confirmed_on,
        noticed: None,
        confirmed_by: official(2),
        confirmed_on,
        heard: Heard::BeforeTheLaw,
    }
}

/// The rates of 2022 by class; those of 2023 are not known.
fn amount_of(class: DibaoClass, heads: i64, month: Month) -> Result<Fen, Unknown> {
    if month.year() > 2022 {
        let key = policy::ValueKey("dibao.rural.class.amount".to_owned());
        return Err(Unknown { key, region: RegionCode::parse("990101").expect("a region"), day: month.first_day() });
    }
    let rate = match class {
        DibaoClass::One => 439,
        DibaoClass::Two => 417,
        DibaoClass::Three => 84,
        DibaoClass::Four => 58,
    };
    Ok(Fen::yuan(rate) * heads)
}
