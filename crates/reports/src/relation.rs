//! Relations between figures (勾稽关系): what must hold before a report is issued. The same check serves figures that
//! others state.

use vocabulary::Fen;

use crate::{Figure, FigureCode, FigureValue};

/// What each class is paid, a person and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassRates {
    /// Classes one to four, in this order.
    pub of_classes: [Fen; 4],
}

/// Whether a relation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 相符.
    Holds,
    /// 不符.
    Fails,
    /// 可能相符: distinct counts, entries and exits or the like may explain the difference. Never of our own figures.
    Plausible,
    /// 无法判断: nothing says that it had to hold. Never of our own figures.
    Unknown,
}

/// A relation checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationResult {
    /// Its code; never changed.
    pub code: &'static str,
    /// What must hold, in Chinese.
    pub statement: &'static str,
    /// The figure checked.
    pub figure: FigureCode,
    /// What that figure says.
    pub stated: FigureValue,
    /// What it is held against, worked out from the other figures.
    pub computed: FigureValue,
    /// Whether it holds.
    pub verdict: Verdict,
}

impl Verdict {
    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Holds => "相符",
            Verdict::Fails => "不符",
            Verdict::Plausible => "可能相符",
            Verdict::Unknown => "无法判断",
        }
    }

    /// Its word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Fails => "fails",
            Verdict::Plausible => "plausible",
            Verdict::Unknown => "unknown",
        }
    }

    fn of(holds: bool) -> Verdict {
        if holds { Verdict::Holds } else { Verdict::Fails }
    }
}

const CLASS_HOUSEHOLDS: [FigureCode; 4] = [
    FigureCode("dibao.rural.class1.households"),
    FigureCode("dibao.rural.class2.households"),
    FigureCode("dibao.rural.class3.households"),
    FigureCode("dibao.rural.class4.households"),
];
const CLASS_PERSONS: [FigureCode; 4] = [
    FigureCode("dibao.rural.class1.persons"),
    FigureCode("dibao.rural.class2.persons"),
    FigureCode("dibao.rural.class3.persons"),
    FigureCode("dibao.rural.class4.persons"),
];
const HOUSEHOLDS: FigureCode = FigureCode("dibao.rural.households");
const PERSONS: FigureCode = FigureCode("dibao.rural.persons");
const PAID_OF_MONTH: FigureCode = FigureCode("dibao.rural.paid.month");
const PAID_OF_YEAR: FigureCode = FigureCode("dibao.rural.paid");

/// The relations between computed figures.
pub fn relations(figures: &[Figure], rates: Option<&ClassRates>) -> Vec<RelationResult> {
    check_relations(|code| figures.iter().find(|figure| figure.code() == code).map(Figure::value), rates)
}

/// The relations between figures stated by whomever. A relation is left out where one of its figures is not stated, or
/// where it needs rates and none are given.
pub fn check_relations(stated: impl Fn(FigureCode) -> Option<FigureValue>, rates: Option<&ClassRates>) -> Vec<RelationResult> {
    let count = |code| match stated(code) {
        Some(FigureValue::Count(count)) => Some(count),
        Some(FigureValue::Money(_)) | None => None,
    };
    let money = |code| match stated(code) {
        Some(FigureValue::Money(amount)) => Some(amount),
        Some(FigureValue::Count(_)) | None => None,
    };
    let counts = |codes: [FigureCode; 4]| codes.into_iter().map(count).collect::<Option<Vec<i64>>>();
    let all = [
        sum("RL-01", "农村低保户数等于一至四类户数之和", HOUSEHOLDS, count(HOUSEHOLDS), counts(CLASS_HOUSEHOLDS)),
        sum("RL-02", "农村低保人数等于一至四类人数之和", PERSONS, count(PERSONS), counts(CLASS_PERSONS)),
        at_least("RL-03", "农村低保人数不少于户数", PERSONS, count(PERSONS), count(HOUSEHOLDS)),
        at_least("RL-04", "一类人数不少于户数", CLASS_PERSONS[0], count(CLASS_PERSONS[0]), count(CLASS_HOUSEHOLDS[0])),
        at_least("RL-05", "二类人数不少于户数", CLASS_PERSONS[1], count(CLASS_PERSONS[1]), count(CLASS_HOUSEHOLDS[1])),
        at_least("RL-06", "三类人数不少于户数", CLASS_PERSONS[2], count(CLASS_PERSONS[2]), count(CLASS_HOUSEHOLDS[2])),
        at_least("RL-07", "四类人数不少于户数", CLASS_PERSONS[3], count(CLASS_PERSONS[3]), count(CLASS_HOUSEHOLDS[3])),
        rates
            .zip(counts(CLASS_PERSONS))
            .zip(money(PAID_OF_MONTH))
            .map(|((rates, persons), paid)| paid_by_rates(rates, &persons, paid)),
        money(PAID_OF_YEAR).zip(money(PAID_OF_MONTH)).map(|(year, month)| RelationResult {
            code: "RL-09",
            statement: "累计发放资金不少于当月保障金",
            figure: PAID_OF_YEAR,
            stated: FigureValue::Money(year),
            computed: FigureValue::Money(month),
            verdict: Verdict::of(year >= month),
        }),
    ];
    all.into_iter().flatten().collect()
}

fn sum(
    code: &'static str,
    statement: &'static str,
    figure: FigureCode,
    total: Option<i64>,
    parts: Option<Vec<i64>>,
) -> Option<RelationResult> {
    total.zip(parts).map(|(total, parts)| {
        let computed = parts.iter().sum();
        let verdict = Verdict::of(total == computed);
        let (stated, computed) = (FigureValue::Count(total), FigureValue::Count(computed));
        RelationResult { code, statement, figure, stated, computed, verdict }
    })
}

fn at_least(
    code: &'static str,
    statement: &'static str,
    figure: FigureCode,
    count: Option<i64>,
    least: Option<i64>,
) -> Option<RelationResult> {
    count.zip(least).map(|(count, least)| {
        let verdict = Verdict::of(count >= least);
        let (stated, computed) = (FigureValue::Count(count), FigureValue::Count(least));
        RelationResult { code, statement, figure, stated, computed, verdict }
    })
}

fn paid_by_rates(rates: &ClassRates, persons: &[i64], paid: Fen) -> RelationResult {
    let computed: Fen = rates.of_classes.iter().zip(persons).map(|(rate, persons)| *rate * *persons).sum();
    RelationResult {
        code: "RL-08",
        statement: "当月保障金等于各类人数与当月标准乘积之和",
        figure: PAID_OF_MONTH,
        stated: FigureValue::Money(paid),
        computed: FigureValue::Money(computed),
        verdict: Verdict::of(paid == computed),
    }
}
