//! Figures and the rows they count.

use std::collections::BTreeSet;

use casework::{Award, AwardTerms, Decision, DecisionKind, Gap, GapKind};
use ledger::{PayoutLine, Purpose};
use proptest::prelude::*;
use reports::{CATALOGUE, Figure, FigureInputs, FigureUnit, FigureValue, PaidLine, RowRecord, compute, compute_all, definition};
use vocabulary::{AwardId, DibaoClass, Fen, Month};

use crate::{award, decision, gap, line, month, unit};

/// Records of October 2022.
#[derive(Default)]
struct Records {
    awards: Vec<Award>,
    lines: Vec<(PayoutLine, &'static str)>,
    gaps: Vec<Gap>,
    decisions: Vec<Decision>,
}

fn figure(records: &Records, code: &str) -> Figure {
    let lines: Vec<PaidLine<'_>> =
        records.lines.iter().map(|(line, paid_in)| PaidLine { line, paid_in: month(paid_in) }).collect();
    let Records { awards, gaps, decisions, .. } = records;
    compute(code, &FigureInputs { at: month("2022-10"), awards, lines: &lines, gaps, decisions }).expect("a figure")
}

fn check(records: &Records, code: &str, expected: i64) {
    match figure(records, code).value() {
        FigureValue::Count(count) => assert_eq!(count, expected, "{code}"),
        FigureValue::Money(amount) => assert_eq!(amount, Fen::yuan(expected), "{code}"),
    }
}

#[test]
fn without_records_every_figure_is_zero() {
    for definition in &CATALOGUE {
        check(&Records::default(), definition.code.0, 0);
    }
}

#[test]
fn one_household_of_two_persons_counts_as_one_and_two() {
    let records = Records { awards: vec![award(1, DibaoClass::Two, &[1, 2])], ..Records::default() };
    check(&records, "dibao.rural.households", 1);
    check(&records, "dibao.rural.persons", 2);
    check(&records, "dibao.rural.class2.households", 1);
    check(&records, "dibao.rural.class2.persons", 2);
    check(&records, "dibao.rural.class1.persons", 0);
}

#[test]
fn many_households_are_counted_by_class() {
    let records = Records {
        awards: vec![
            award(1, DibaoClass::One, &[1]),
            award(2, DibaoClass::Two, &[2, 3]),
            award(3, DibaoClass::Three, &[4, 5, 6]),
            award(4, DibaoClass::Three, &[7]),
            award(5, DibaoClass::Four, &[8, 9]),
        ],
        ..Records::default()
    };
    check(&records, "dibao.rural.households", 5);
    check(&records, "dibao.rural.persons", 9);
    for (class, households, persons) in [(1, 1, 1), (2, 1, 2), (3, 2, 4), (4, 1, 2)] {
        check(&records, &format!("dibao.rural.class{class}.households"), households);
        check(&records, &format!("dibao.rural.class{class}.persons"), persons);
    }
}

#[test]
fn an_award_counts_from_its_first_month_to_the_one_before_its_end() {
    let during = |from: &str, until: Option<&str>| Records {
        awards: vec![Award { from: month(from), until: until.map(month), ..award(1, DibaoClass::One, &[1]) }],
        ..Records::default()
    };
    check(&during("2022-11", None), "dibao.rural.households", 0);
    check(&during("2022-10", None), "dibao.rural.households", 1);
    check(&during("2022-01", Some("2022-11")), "dibao.rural.households", 1);
    check(&during("2022-01", Some("2022-10")), "dibao.rural.households", 0);
}

#[test]
fn a_superseded_award_row_does_not_count() {
    let begun = award(1, DibaoClass::One, &[1]);
    let ended =
        Award { id: AwardId::new(2).expect("an id"), until: Some(month("2022-10")), supersedes: Some(begun.id), ..begun.clone() };
    check(&Records { awards: vec![begun, ended], ..Records::default() }, "dibao.rural.households", 0);
}

#[test]
fn a_person_in_two_households_counts_once() {
    let awards = vec![award(1, DibaoClass::One, &[1, 2]), award(2, DibaoClass::One, &[2, 3])];
    let records = Records { awards, ..Records::default() };
    check(&records, "dibao.rural.households", 2);
    check(&records, "dibao.rural.persons", 3);
}

#[test]
fn paid_money_counts_by_the_month_of_the_batch_from_january_on() {
    let records = Records {
        lines: vec![
            (line(1, "2021-12", Purpose::Regular, Fen::yuan(1)), "2021-12"),
            (line(2, "2021-12", Purpose::BackPay, Fen::yuan(2)), "2022-01"),
            (line(3, "2022-09", Purpose::Regular, Fen::yuan(4)), "2022-09"),
            (line(4, "2022-09", Purpose::Regular, Fen::yuan(8)), "2022-10"),
            (line(5, "2022-10", Purpose::Regular, Fen::yuan(16)), "2022-10"),
            (line(6, "2022-10", Purpose::BackPay, Fen::yuan(32)), "2022-10"),
            (line(7, "2022-10", Purpose::Regular, Fen::yuan(64)), "2022-11"),
        ],
        ..Records::default()
    };
    check(&records, "dibao.rural.paid", 2 + 4 + 8 + 16 + 32);
    check(&records, "dibao.rural.paid.month", 16);
}

#[test]
fn gaps_count_by_kind_and_decisions_by_kind_and_month() {
    let terms = AwardTerms { class: DibaoClass::One, counted: vec![] };
    let records = Records {
        gaps: vec![gap(1, GapKind::Uncovered), gap(2, GapKind::Uncovered), gap(3, GapKind::Undetermined)],
        decisions: vec![
            decision(1, DecisionKind::Grant(terms.clone()), "2022-10-01"),
            decision(2, DecisionKind::Grant(terms), "2022-09-30"),
            decision(3, DecisionKind::Stop, "2022-10-31"),
            decision(4, DecisionKind::GradualExit { ends: month("2023-01") }, "2022-11-01"),
        ],
        ..Records::default()
    };
    for (code, expected) in [
        ("gaps.uncovered", 2),
        ("gaps.overstayed", 0),
        ("gaps.misgraded", 0),
        ("gaps.undetermined", 1),
        ("decisions.granted", 1),
        ("decisions.changed", 0),
        ("decisions.stopped", 1),
        ("decisions.exiting", 0),
        ("decisions.denied", 0),
    ] {
        check(&records, &format!("dibao.rural.{code}"), expected);
    }
}

#[test]
fn a_row_names_the_unit_the_person_and_the_record() {
    let records = Records { awards: vec![award(1, DibaoClass::Two, &[2, 1])], ..Records::default() };
    let persons = figure(&records, "dibao.rural.persons");
    let rows: Vec<_> =
        persons.rows().iter().map(|row| (row.unit, row.person.map(|person| person.number()), row.record)).collect();
    let record = RowRecord::Award(AwardId::new(1).expect("an id"));
    assert_eq!(rows, vec![(unit(1), Some(1), record), (unit(1), Some(2), record)]);
    assert_eq!(figure(&records, "dibao.rural.households").rows()[0].person, None);
}

#[test]
fn every_definition_is_found_by_its_code_and_no_code_stands_twice() {
    let codes: BTreeSet<&str> = CATALOGUE.iter().map(|definition| definition.code.0).collect();
    assert_eq!(codes.len(), CATALOGUE.len());
    for defined in &CATALOGUE {
        assert_eq!(definition(defined.code.0), Some(defined));
        assert_eq!(defined.code.definition(), Some(defined));
        assert!(defined.definition.ends_with('。') && !defined.clause.is_empty() && !defined.label.is_empty());
    }
}

#[test]
fn an_unknown_code_is_refused_by_name() {
    let inputs = FigureInputs { at: month("2022-10"), awards: &[], lines: &[], gaps: &[], decisions: &[] };
    let refusal = compute("dibao.urban.persons", &inputs).expect_err("no such figure");
    insta::assert_snapshot!(refusal, @"RP-101：指标“dibao.urban.persons”：指标目录中没有这一代码，无法计算。请从指标目录中选择");
}

fn awards() -> impl Strategy<Value = Vec<Award>> {
    let one = (0usize..4, prop::collection::vec(1i64..30, 1..5), 0i32..14, prop::option::of(0i32..14));
    prop::collection::vec(one, 0..12).prop_map(|awards| {
        let classes = [DibaoClass::One, DibaoClass::Two, DibaoClass::Three, DibaoClass::Four];
        let from = |months| month("2022-01").plus(months);
        (1..)
            .zip(awards)
            .map(|(number, (class, persons, begins, lasts))| Award {
                from: from(begins),
                until: lasts.map(|lasts| from(begins + lasts)),
                ..award(number, classes[class], &persons)
            })
            .collect()
    })
}

fn paid() -> impl Strategy<Value = Vec<(PayoutLine, Month)>> {
    prop::collection::vec((1i64..1_000_000, 0i32..16), 0..20).prop_map(|lines| {
        (1..)
            .zip(lines)
            .map(|(number, (fen, later))| {
                (line(number, "2022-10", Purpose::Regular, Fen::new(fen)), month("2021-11").plus(later))
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_figure_and_its_rows_always_agree(awards in awards(), paid in paid()) {
        let lines: Vec<PaidLine<'_>> = paid.iter().map(|(line, paid_in)| PaidLine { line, paid_in: *paid_in }).collect();
        let inputs = FigureInputs { at: month("2022-10"), awards: &awards, lines: &lines, gaps: &[], decisions: &[] };
        for figure in compute_all(&inputs) {
            let rows = figure.rows();
            let expected = match figure.definition().unit {
                FigureUnit::Households => count(rows.iter().map(|row| row.unit).collect::<BTreeSet<_>>().len()),
                FigureUnit::Persons => count(rows.iter().map(|row| row.person).collect::<BTreeSet<_>>().len()),
                FigureUnit::Pieces => count(rows.iter().map(|row| row.record).collect::<BTreeSet<_>>().len()),
                FigureUnit::Money => FigureValue::Money(rows.iter().map(|row| row.amount.expect("an amount")).sum()),
            };
            prop_assert_eq!(figure.value(), expected);
        }
        // Counted once more, without the rows.
        let covering = awards.iter().filter(|award| award.covers(month("2022-10")));
        let persons: BTreeSet<_> = covering.clone().flat_map(|award| &award.terms.counted).collect();
        prop_assert_eq!(compute("dibao.rural.households", &inputs).expect("a figure").value(), count(covering.count()));
        prop_assert_eq!(compute("dibao.rural.persons", &inputs).expect("a figure").value(), count(persons.len()));
    }
}

fn count(number: usize) -> FigureValue {
    FigureValue::Count(i64::try_from(number).expect("few rows"))
}
