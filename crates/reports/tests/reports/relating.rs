//! Relations between figures, computed here or stated by others.

use std::collections::BTreeMap;

use reports::{ClassRates, FigureCode, FigureValue, RelationResult, Verdict, check_relations};
use vocabulary::Fen;

const RATES: ClassRates = ClassRates { of_classes: [Fen::yuan(439), Fen::yuan(417), Fen::yuan(84), Fen::yuan(58)] };

/// Figures of a county's October 2022 as published, with money to match.
fn published() -> BTreeMap<&'static str, FigureValue> {
    [
        ("dibao.rural.households", 8_576),
        ("dibao.rural.persons", 25_697),
        ("dibao.rural.class1.households", 1_262),
        ("dibao.rural.class1.persons", 2_088),
        ("dibao.rural.class2.households", 4_243),
        ("dibao.rural.class2.persons", 10_243),
        ("dibao.rural.class3.households", 2_908),
        ("dibao.rural.class3.persons", 12_565),
        ("dibao.rural.class4.households", 163),
        ("dibao.rural.class4.persons", 801),
    ]
    .map(|(code, count)| (code, FigureValue::Count(count)))
    .into_iter()
    .chain([
        ("dibao.rural.paid.month", FigureValue::Money(Fen::yuan(6_289_881))),
        ("dibao.rural.paid", FigureValue::Money(Fen::yuan(63_371_359))),
    ])
    .collect()
}

fn results(stated: &BTreeMap<&'static str, FigureValue>, rates: Option<&ClassRates>) -> Vec<RelationResult> {
    check_relations(|FigureCode(code)| stated.get(code).copied(), rates)
}

/// With that figure stated as that value, exactly these relations fail.
fn check(code: &'static str, value: FigureValue, failing: &[&str]) {
    let mut stated = published();
    stated.insert(code, value);
    let found: Vec<&str> = results(&stated, Some(&RATES))
        .iter()
        .filter(|relation| relation.verdict == Verdict::Fails)
        .map(|relation| relation.code)
        .collect();
    assert_eq!(found, failing, "{code} = {value:?}");
}

#[test]
fn figures_that_agree_hold_every_relation() {
    let found = results(&published(), Some(&RATES));
    assert_eq!(found.len(), 9);
    assert!(found.iter().all(|relation| relation.verdict == Verdict::Holds), "{found:?}");
}

#[test]
fn classes_that_do_not_add_up_fail() {
    check("dibao.rural.households", FigureValue::Count(8_577), &["RL-01"]);
    check("dibao.rural.persons", FigureValue::Count(25_696), &["RL-02"]);
    check("dibao.rural.class3.households", FigureValue::Count(3_256), &["RL-01"]);
    check("dibao.rural.class3.persons", FigureValue::Count(14_093), &["RL-02", "RL-08"]);
}

#[test]
fn fewer_persons_than_households_fail() {
    check("dibao.rural.persons", FigureValue::Count(8_575), &["RL-02", "RL-03"]);
    check("dibao.rural.class1.persons", FigureValue::Count(1_262), &["RL-02", "RL-08"]);
    check("dibao.rural.class1.persons", FigureValue::Count(1_261), &["RL-02", "RL-04", "RL-08"]);
    check("dibao.rural.class2.persons", FigureValue::Count(4_242), &["RL-02", "RL-05", "RL-08"]);
    check("dibao.rural.class3.persons", FigureValue::Count(2_907), &["RL-02", "RL-06", "RL-08"]);
    check("dibao.rural.class4.persons", FigureValue::Count(162), &["RL-02", "RL-07", "RL-08"]);
}

#[test]
fn money_of_the_month_is_persons_times_rates_to_the_fen() {
    check("dibao.rural.paid.month", FigureValue::Money(Fen::new(628_988_101)), &["RL-08"]);
    check("dibao.rural.paid.month", FigureValue::Money(Fen::new(628_988_099)), &["RL-08"]);
}

#[test]
fn the_year_is_no_less_than_the_month() {
    check("dibao.rural.paid", FigureValue::Money(Fen::yuan(6_289_881)), &[]);
    check("dibao.rural.paid", FigureValue::Money(Fen::new(628_988_099)), &["RL-09"]);
}

#[test]
fn a_relation_without_its_figures_or_rates_is_left_out() {
    let codes = |stated: &BTreeMap<&'static str, FigureValue>, rates| {
        results(stated, rates).iter().map(|relation| relation.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&published(), None).len(), 8);
    let mut few = published();
    few.remove("dibao.rural.class4.persons");
    assert_eq!(codes(&few, Some(&RATES)), vec!["RL-01", "RL-03", "RL-04", "RL-05", "RL-06", "RL-09"]);
}
