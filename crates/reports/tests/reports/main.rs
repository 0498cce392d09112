//! Figures, their rows, the relations between them and the report they make.

mod checking;
mod figures;
mod monthly;
mod relating;
mod tables;
mod texts;

use casework::{Award, AwardTerms, Decision, DecisionKind, Gap, GapKind, GapLine, Heard};
use ledger::{PayoutLine, PayoutOrder, Purpose};
use policy::RuleId;
use vocabulary::{
    AwardId, BatchId, CaseId, Date, DecisionId, DeterminationId, DibaoClass, Fen, GapId, HouseholdId, LineId, Month, OfficialId,
    PersonId, Programme,
};

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

fn unit(number: i64) -> HouseholdId {
    HouseholdId::new(number).expect("an id")
}

fn person(number: i64) -> PersonId {
    PersonId::new(number).expect("an id")
}

/// An award of the unit with the same number, from January 2022.
fn award(number: i64, class: DibaoClass, persons: &[i64]) -> Award {
    Award {
        id: AwardId::new(number).expect("an id"),
        unit: unit(number),
        programme: Programme::RuralDibao,
        terms: AwardTerms { class, counted: persons.iter().copied().map(person).collect() },
        payee: person(persons[0]),
        from: month("2022-01"),
        until: None,
        decision: DecisionId::new(number).expect("an id"),
        supersedes: None,
    }
}

fn line(number: i64, entitlement_month: &str, purpose: Purpose, amount: Fen) -> PayoutLine {
    PayoutLine {
        id: LineId::new(number).expect("an id"),
        batch: BatchId::new(1).expect("an id"),
        order: PayoutOrder {
            award: AwardId::new(number).expect("an id"),
            unit: unit(number),
            entitlement_month: month(entitlement_month),
            purpose,
            payee: person(number),
            instalment: 1,
            heads: 1,
            amount,
        },
    }
}

fn gap(number: i64, kind: GapKind) -> Gap {
    let day = Date::parse("2022-10-08").expect("a day");
    let line = GapLine {
        kind,
        unit: unit(number),
        programme: Programme::RuralDibao,
        should: None,
        is: None,
        rule: RuleId::INCOME_TEST,
        reason: "理由。".to_owned(),
        since: day,
        deadline: day.plus_days(30),
    };
    Gap { id: GapId::new(number).expect("an id"), month: month("2022-10"), line }
}

fn decision(number: i64, kind: DecisionKind, confirmed_on: &str) -> Decision {
    let day = Date::parse(confirmed_on).expect("a day");
    Decision {
        id: DecisionId::new(number).expect("an id"),
        case: CaseId::new(number).expect("an id"),
        unit: unit(number),
        programme: Programme::RuralDibao,
        kind,
        effective: day.in_month().next(),
        determination: DeterminationId::new(number).expect("an id"),
        reasons: "理由。".to_owned(),
        proposed_by: OfficialId::new(1).expect("an id"),
        proposed_on: day,
        noticed: None,
        confirmed_by: OfficialId::new(2).expect("an id"),
        confirmed_on: day,
        heard: Heard::NothingTaken,
    }
}
