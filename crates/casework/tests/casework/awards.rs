//! Award rows: only added to, never two for a unit and month; and the orders they make.

use casework::{ApplyRefusal, Award, Decision, DecisionKind, Standing, apply, audit_entitlements, award_at, in_force, orders};
use ledger::PayoutLine;
use proptest::prelude::*;
use vocabulary::{AwardId, BatchId, DibaoClass, Fen, LineId, Month, Programme};

use crate::{amount_of, award, decision, month, person, terms, unit};

/// Rows after a decision, with ids that go on counting.
fn after(mut rows: Vec<Award>, decision: &Decision) -> Result<Vec<Award>, ApplyRefusal> {
    let mut number = i64::try_from(rows.len()).expect("few rows");
    let mut next_id = || {
        number += 1;
        AwardId::new(number).expect("an id")
    };
    let standing = in_force(&rows);
    let current = award_at(&standing, decision.unit, decision.programme, decision.effective);
    let added = apply(decision, current, person(1), &mut next_id)?;
    rows.extend(added);
    Ok(rows)
}

/// The rows in force as text: class, heads, from, until, first row of the chain.
fn check(decisions: &[(DecisionKind, &str)], expected: &[&str]) {
    let mut rows = Vec::new();
    for (number, (kind, effective)) in (1..).zip(decisions) {
        rows = after(rows, &decision(number, unit(1), kind.clone(), month(effective))).expect("a decision that fits");
    }
    let found: Vec<String> = in_force(&rows)
        .iter()
        .map(|Standing { award, first }| {
            let until = award.until.map_or("…".to_owned(), |until| until.to_string());
            format!("{} {} → {until} of {first}", award.terms.in_words(), award.from)
        })
        .collect();
    assert_eq!(found, expected);
}

fn grant(class: DibaoClass, persons: &[i64]) -> DecisionKind {
    DecisionKind::Grant(terms(class, persons))
}

fn change(class: DibaoClass, persons: &[i64]) -> DecisionKind {
    DecisionKind::Change(terms(class, persons))
}

#[test]
fn a_grant_begins_in_its_month_and_a_stop_ends_before_its_month() {
    check(&[(grant(DibaoClass::Three, &[1]), "2022-02")], &["三类1人 2022-02 → … of 1"]);
    check(&[(grant(DibaoClass::Three, &[1]), "2022-02"), (DecisionKind::Stop, "2022-11")], &["三类1人 2022-02 → 2022-11 of 1"]);
}

#[test]
fn a_change_ends_the_old_terms_and_begins_the_new_ones_in_the_same_month() {
    check(
        &[(grant(DibaoClass::Three, &[1, 2]), "2022-02"), (change(DibaoClass::Two, &[1]), "2022-06")],
        &["三类2人 2022-02 → 2022-06 of 1", "二类1人 2022-06 → … of 2"],
    );
}

#[test]
fn a_gradual_exit_goes_on_until_its_month_and_can_be_cut_short_or_taken_back() {
    let exit = DecisionKind::GradualExit { ends: month("2022-12") };
    let begun = [(grant(DibaoClass::Three, &[1]), "2022-02"), (exit, "2022-08")];
    check(&begun, &["三类1人 2022-02 → 2022-12 of 1"]);
    check(&[begun.as_slice(), &[(DecisionKind::Stop, "2022-10")]].concat(), &["三类1人 2022-02 → 2022-10 of 1"]);
    check(
        &[begun.as_slice(), &[(change(DibaoClass::Three, &[1]), "2022-10")]].concat(),
        &["三类1人 2022-02 → 2022-10 of 1", "三类1人 2022-10 → … of 3"],
    );
}

#[test]
fn an_award_stopped_before_it_begins_is_paid_in_no_month() {
    check(&[(grant(DibaoClass::Three, &[1]), "2022-02"), (DecisionKind::Stop, "2022-02")], &["三类1人 2022-02 → 2022-02 of 1"]);
}

#[test]
fn a_denial_awards_nothing() {
    check(&[(DecisionKind::Deny, "2022-02")], &[]);
}

#[test]
fn a_decision_that_does_not_fit_the_awards_is_refused() {
    let refused = |rows, kind| after(rows, &decision(9, unit(1), kind, month("2022-06"))).expect_err("refused").to_string();
    let covered = || vec![award(terms(DibaoClass::Three, &[1]))];
    insta::assert_snapshot!(refused(vec![], DecisionKind::Stop), @"CW-301：决定9：不能执行。该户没有可调整或停发的保障。请核对保障后重新办理");
    assert!(refused(vec![], change(DibaoClass::One, &[1])).starts_with("CW-301"));
    assert!(refused(vec![], DecisionKind::GradualExit { ends: month("2022-09") }).starts_with("CW-301"));
    insta::assert_snapshot!(refused(covered(), grant(DibaoClass::One, &[1])), @"CW-302：决定9：不能执行。该户已有保障1。请核对保障后重新办理");
    let of_unit_two = decision(9, unit(2), DecisionKind::Stop, month("2022-06"));
    let refusal = apply(&of_unit_two, covered().first(), person(1), &mut || AwardId::new(9).expect("an id"));
    insta::assert_snapshot!(refusal.expect_err("refused"), @"CW-303：决定9：不能执行。保障1不属于该户该项目。请核对保障户后重新办理");
}

#[test]
fn an_award_in_force_is_ordered_once_with_the_rate_of_the_month() {
    let rows = vec![award(terms(DibaoClass::Two, &[1, 2]))];
    let (found, unpayable) = orders(&in_force(&rows), month("2022-10"), amount_of);
    assert_eq!((found.len(), unpayable.len()), (1, 0));
    assert_eq!((found[0].amount, found[0].heads, found[0].payee), (Fen::yuan(834), 2, person(1)));
    assert_eq!(orders(&in_force(&rows), month("2021-12"), amount_of).0, vec![]);
}

#[test]
fn an_award_whose_rate_is_unknown_is_named_and_not_paid() {
    let rows = vec![award(terms(DibaoClass::Two, &[1, 2]))];
    let (found, unpayable) = orders(&in_force(&rows), month("2023-01"), amount_of);
    assert_eq!((found.len(), unpayable.len()), (0, 1));
    assert!(unpayable[0].reason.to_string().contains("未知"));
}

#[test]
fn a_decided_end_does_not_make_a_month_already_paid_look_unpaid() {
    let rows = vec![award(terms(DibaoClass::Two, &[1]))];
    let october = |rows: &[Award]| orders(&in_force(rows), month("2022-10"), amount_of).0;
    let before = october(&rows);
    let rows = after(rows, &decision(9, unit(1), DecisionKind::Stop, month("2022-11"))).expect("a stop");
    assert_eq!(october(&rows), before);
}

/// Sequences of decisions for three units in months that only go on; decisions that do not fit are left out.
fn decided() -> impl Strategy<Value = (Vec<Award>, Vec<Decision>)> {
    let step = (0i64..3, 0usize..5, 0usize..4, 0i32..3, prop::collection::btree_set(1i64..6, 1..4), 1i32..7);
    prop::collection::vec(step, 0..40).prop_map(|steps| {
        let classes = [DibaoClass::One, DibaoClass::Two, DibaoClass::Three, DibaoClass::Four];
        let (mut rows, mut decisions, mut effective) = (Vec::new(), Vec::new(), month("2020-01"));
        for (number, (of, kind, class, later, persons, grace)) in (1..).zip(steps) {
            effective = effective.plus(later);
            let terms = terms(classes[class], &persons.into_iter().collect::<Vec<_>>());
            let kind = match kind {
                0 => DecisionKind::Grant(terms),
                1 => DecisionKind::Change(terms),
                2 => DecisionKind::Stop,
                3 => DecisionKind::GradualExit { ends: effective.plus(grace) },
                _deny => DecisionKind::Deny,
            };
            let decision = decision(number, unit(of + 1), kind, effective);
            if let Ok(with) = after(rows.clone(), &decision) {
                rows = with;
                decisions.push(decision);
            }
        }
        (rows, decisions)
    })
}

fn months() -> impl Iterator<Item = Month> {
    (0..90).map(|months| month("2020-01").plus(months))
}

proptest! {
    #[test]
    fn every_month_has_at_most_one_award_for_a_unit((rows, _) in decided()) {
        let standing = in_force(&rows);
        for month in months() {
            for number in 1..=3 {
                let covering = standing.iter().filter(|standing| {
                    standing.award.unit == unit(number)
                        && standing.award.programme == Programme::RuralDibao
                        && standing.award.covers(month)
                });
                prop_assert!(covering.count() <= 1, "unit {number} in {month}");
            }
        }
    }

    #[test]
    fn rows_are_only_added_and_each_is_superseded_at_most_once((rows, _) in decided()) {
        let mut superseded: Vec<AwardId> = rows.iter().filter_map(|row| row.supersedes).collect();
        superseded.sort();
        let count = superseded.len();
        superseded.dedup();
        prop_assert_eq!(superseded.len(), count);
        prop_assert!(rows.iter().all(|row| row.until.is_none_or(|until| row.from <= until)));
    }

    #[test]
    fn the_auditor_agrees_with_the_awards_in_every_month((rows, decisions) in decided()) {
        for month in months().filter(|month| month.year() <= 2022) {
            let lines: Vec<PayoutLine> = (1..).zip(orders(&in_force(&rows), month, amount_of).0).map(|(number, order)| {
                PayoutLine { id: LineId::new(number).expect("an id"), batch: BatchId::new(1).expect("an id"), order }
            }).collect();
            prop_assert_eq!(audit_entitlements(&decisions, &lines, month, amount_of), vec![]);
        }
    }
}
