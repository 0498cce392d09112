//! Relations between the columns and rows of a table that most of its rows bear out: a total and the columns it adds up,
//! stock accounts, rate × persons = money, shares, 其中 columns and rows, 小计 rows. What most rows show, the others must too.

use super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::formula::{Formula, Numbers, Variable};
use super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::table::{NumberCell, TOTAL, Table};
use crate::Verdict;

const OPENING: [&str; 12] =
    ["上月末", "上月底", "上期末", "期初", "年初", "月初", "季初", "上季末", "上季度末", "上年末", "上年底", "上月在册"];
const CLOSING: [&str; 10] = ["本月末", "本期末", "期末", "年末", "月末", "季末", "季度末", "月底", "现有", "本月在册"];
const ADDED: [&str; 8] = ["新增", "增加", "新纳入", "新审批", "新进", "调入", "迁入", "转入"];
const TAKEN: [&str; 12] = ["退出", "减少", "清退", "停发", "取消", "注销", "死亡", "核减", "迁出", "调出", "转出", "停保"];
const RATE: [&str; 8] = ["标准", "人均", "户均", "月均", "补差", "单价", "每人", "水平"];
/// Months a rate in a table may be paid for: one, a quarter, half a year, a year.
const TIMES: [i64; 4] = [1, 3, 6, 12];

/// The relations of a table that its own rows bear out.
pub(super) fn relations(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let mut found = total_columns(table, figures);
    found.extend(stocks(table, figures));
    found.extend(stocks_down(table, figures));
    found.extend(products(table, figures));
    found.extend(shares(table, figures));
    found.extend(among_columns(table, figures));
    found.extend(among_rows(table, figures));
    found.extend(subtotals(table, figures));
    found
}

fn has(head: &str, words: &[&str]) -> bool {
    words.iter().any(|word| head.contains(word))
}

fn holding(relations: &[StatedRelation]) -> usize {
    relations.iter().filter(|relation| relation.verdict == Verdict::Holds).count()
}

/// Whether so many of the relations hold that the others must, too.
fn borne_out(relations: &[StatedRelation], least: usize) -> bool {
    let holding = holding(relations);
    holding >= least && holding * 2 >= relations.len()
}

fn row_name(table: &Table, row: usize) -> &str {
    table.labels.get(row).map_or("", String::as_str)
}

/// Rows that are tried before a candidate is worked out: there are many candidates and few of them come out at all.
const TRIED_ROWS: usize = 6;

/// Whether a candidate comes out in any of its first rows.
fn comes_out(formulas: &[(usize, Formula)], figures: &[StatedFigure]) -> bool {
    let numbers = Numbers { figures, trial: None };
    formulas.iter().take(TRIED_ROWS).any(|(_, formula)| formula.holds(&numbers) == Some(true))
}

/// The candidate most rows bear out.
fn best(candidates: impl Iterator<Item = Vec<StatedRelation>>) -> Option<Vec<StatedRelation>> {
    candidates.filter(|relations| borne_out(relations, 2)).max_by_key(|relations| (holding(relations), relations.len()))
}

fn columns(table: &Table) -> std::ops::Range<usize> {
    0..table.heads.len()
}

fn unit_of(table: &Table, column: usize) -> Option<StatedUnit> {
    table.cells.iter().find(|cell| cell.column == column).map(|cell| cell.unit)
}

/// A column 合计 against the columns beside it.
fn total_columns(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for (column, head) in table.heads.iter().enumerate() {
        let is_total = (has(head, &TOTAL) || has(head, &["小计", "总"])) && table.adds(column);
        let Some(unit) = unit_of(table, column).filter(|_| is_total) else { continue };
        let alike = |other: &usize| table.adds(*other) && unit_of(table, *other) == Some(unit);
        let behind: Vec<usize> = (column + 1..table.heads.len()).filter(alike).collect();
        let before: Vec<usize> = (0..column).filter(alike).collect();
        let all: Vec<usize> = before.iter().chain(&behind).copied().collect();
        let behind_first = (2..=behind.len()).rev().map(|count| behind[..count].to_vec());
        let before_last = (2..=before.len()).rev().map(|count| before[before.len() - count..].to_vec());
        let candidates = std::iter::once(all).chain(behind_first).chain(before_last).filter(|parts| parts.len() > 1);
        found.extend(best(candidates.map(|parts| total_column(table, figures, column, &parts))).unwrap_or_default());
    }
    found
}

fn total_column(table: &Table, figures: &[StatedFigure], column: usize, parts: &[usize]) -> Vec<StatedRelation> {
    let head = table.heads.get(column).map_or("", String::as_str);
    let relation = |row: usize| {
        let total = table.at(row, column, figures)?;
        let parts: Vec<(Variable, i8)> =
            parts.iter().filter_map(|part| table.at(row, *part, figures)).map(|part| (part, 1)).collect();
        let statement = format!("表中“{}”一行：{head}等于各列之和", row_name(table, row));
        judged(RelationKind::Sum, statement, vec![Formula::Sum { total, parts }], WhenOff::Fails, figures)
    };
    table.rows_with_cells().into_iter().filter_map(relation).collect()
}

/// Opening + new − left = closing, column by column.
fn stocks(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let counts = |column: usize| !matches!(unit_of(table, column), None | Some(StatedUnit::Percent | StatedUnit::Yuan));
    let role = |words: &'static [&'static str]| -> Vec<usize> {
        columns(table).filter(|column| counts(*column) && has(&table.heads[*column], words)).collect()
    };
    let (openings, added, taken) = (role(&OPENING), role(&ADDED), role(&TAKEN));
    let mut found = Vec::new();
    for closing in role(&CLOSING).into_iter().filter(|column| !openings.contains(column)) {
        let unit = unit_of(table, closing);
        let fits = |column: &usize| {
            let other = unit_of(table, *column);
            other == unit || other == Some(StatedUnit::Pieces) || unit == Some(StatedUnit::Pieces)
        };
        let Some(opening) = openings.iter().copied().find(fits) else { continue };
        let flows: Vec<(usize, i8)> = added
            .iter()
            .filter(|column| fits(column) && !taken.contains(column))
            .map(|column| (*column, 1))
            .chain(taken.iter().filter(|column| fits(column) && !added.contains(column)).map(|column| (*column, -1)))
            .collect();
        if !(flows.iter().any(|flow| flow.1 > 0) && flows.iter().any(|flow| flow.1 < 0)) {
            continue;
        }
        let relation = |row: usize| {
            let total = table.at(row, closing, figures)?;
            let mut parts = vec![(table.at(row, opening, figures)?, 1)];
            parts.extend(flows.iter().filter_map(|(column, sign)| Some((table.at(row, *column, figures)?, *sign))));
            let statement = format!("表中“{}”一行：期初加新增减退出等于期末", row_name(table, row));
            judged(RelationKind::Stock, statement, vec![Formula::Sum { total, parts }], WhenOff::Fails, figures)
        };
        let relations: Vec<StatedRelation> = table.rows_with_cells().into_iter().filter_map(relation).collect();
        if borne_out(&relations, 1) {
            found.extend(relations);
        }
    }
    found
}

/// Stocks of months one below the other: last month's closing is this month's opening, or carries the flows by itself.
fn stocks_down(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    const STOCK: [&str; 4] = ["在册", "在保", "实有", "结存"];
    let months: Vec<(usize, u32)> =
        table.rows_with_cells().into_iter().filter_map(|row| Some((row, month(row_name(table, row))?))).collect();
    let pairs: Vec<(usize, usize)> =
        months.windows(2).filter(|pair| pair[0].1 + 1 == pair[1].1).map(|pair| (pair[0].0, pair[1].0)).collect();
    let counts = |column: usize| !matches!(unit_of(table, column), None | Some(StatedUnit::Percent | StatedUnit::Yuan));
    let role = |words: &[&str]| -> Vec<usize> {
        columns(table).filter(|column| counts(*column) && has(&table.heads[*column], words)).collect()
    };
    let (openings, added, taken) = (role(&OPENING), role(&ADDED), role(&TAKEN));
    let mut found = Vec::new();
    for closing in role(&[&CLOSING[..], &STOCK[..]].concat()) {
        let unit = unit_of(table, closing);
        let alike = |columns: &[usize]| -> Vec<usize> {
            columns.iter().copied().filter(|column| unit_of(table, *column) == unit).collect()
        };
        let (opening, added, taken) = (alike(&openings), alike(&added), alike(&taken));
        if opening.contains(&closing) || added.contains(&closing) || taken.contains(&closing) {
            continue;
        }
        let relation = |(last, row): &(usize, usize)| {
            let total = table.at(*row, closing, figures)?;
            let before = table.at(*last, closing, figures)?;
            let name = row_name(table, *row);
            if let [opening] = opening.as_slice() {
                let formula = Formula::Same { one: before, other: table.at(*row, *opening, figures)? };
                let statement = format!("表中“{name}”一行：期初等于上一月的期末");
                return judged(RelationKind::Repeat, statement, vec![formula], WhenOff::Fails, figures);
            }
            let ([added], [taken]) = (added.as_slice(), taken.as_slice()) else { return None };
            let parts = vec![(before, 1), (table.at(*row, *added, figures)?, 1), (table.at(*row, *taken, figures)?, -1)];
            let statement = format!("表中“{name}”一行：上一月在册加新增减退出等于本月在册");
            judged(RelationKind::Stock, statement, vec![Formula::Sum { total, parts }], WhenOff::Fails, figures)
        };
        let relations: Vec<StatedRelation> = pairs.iter().filter_map(relation).collect();
        if borne_out(&relations, 1) {
            found.extend(relations);
        }
    }
    found
}

/// The month a row is of: 3月, 2023年3月.
fn month(label: &str) -> Option<u32> {
    let (before, _) = label.split_once('月')?;
    let digits = before.rsplit(|sign: char| !sign.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|month| (1..=12).contains(month))
}

/// Rate × persons (× months) = money, column by column.
fn products(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let yuan = |column: &usize| unit_of(table, *column) == Some(StatedUnit::Yuan);
    let rates: Vec<usize> = columns(table).filter(yuan).filter(|column| has(&table.heads[*column], &RATE)).collect();
    let monies: Vec<usize> = columns(table).filter(yuan).filter(|column| !has(&table.heads[*column], &RATE)).collect();
    let months: Option<usize> = columns(table).find(|column| has(&table.heads[*column], &["月数", "月份数", "个月"]));
    let counts: Vec<usize> = columns(table)
        .filter(|column| Some(*column) != months && table.adds(*column) && unit_of(table, *column) != Some(StatedUnit::Yuan))
        .filter(|column| unit_of(table, *column).is_some())
        .collect();
    let mut found = Vec::new();
    for money in monies {
        let mut candidates = Vec::new();
        for rate in &rates {
            for count in &counts {
                for times in TIMES.iter().filter(|times| months.is_none() || **times == 1) {
                    candidates.push(product(table, figures, money, (*rate, *count, months), *times));
                }
            }
        }
        found.extend(best(candidates.into_iter()).unwrap_or_default());
    }
    found
}

fn product(
    table: &Table,
    figures: &[StatedFigure],
    money: usize,
    (rate, count, months): (usize, usize, Option<usize>),
    times: i64,
) -> Vec<StatedRelation> {
    let formula = |row: usize| {
        let mut factors = vec![table.at(row, rate, figures)?, table.at(row, count, figures)?];
        if let Some(months) = months {
            factors.push(table.at(row, months, figures)?);
        }
        Some((row, Formula::Product { money: table.at(row, money, figures)?, factors, times }))
    };
    // A total row has no rate of its own, at most an average.
    let formulas: Vec<(usize, Formula)> =
        table.rows_with_cells().into_iter().filter(|row| !table.is_total(*row)).filter_map(formula).collect();
    if !comes_out(&formulas, figures) {
        return Vec::new();
    }
    let relation = |(row, formula): (usize, Formula)| {
        let statement = format!("表中“{}”一行：标准、人数（户数）与月数的乘积等于资金", row_name(table, row));
        judged(RelationKind::Product, statement, vec![formula], WhenOff::Fails, figures)
    };
    formulas.into_iter().filter_map(relation).collect()
}

/// A column of shares: of the column's own total, or of another column.
fn shares(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let is_share = |column: &usize| {
        unit_of(table, *column) == Some(StatedUnit::Percent) && has(&table.heads[*column], &["占", "比例", "率", "比重"])
    };
    let counts: Vec<usize> = columns(table)
        .filter(|column| !matches!(unit_of(table, *column), None | Some(StatedUnit::Percent)) && table.adds(*column))
        .collect();
    let totals: Vec<usize> = table.rows_with_cells().into_iter().filter(|row| table.is_total(*row)).collect();
    let mut found = Vec::new();
    for percent in columns(table).filter(is_share) {
        let of_total = counts.iter().filter_map(|part| {
            let [total] = totals.as_slice() else { return None };
            Some(share(table, figures, percent, &|row| Some((table.at(row, *part, figures)?, table.at(*total, *part, figures)?))))
        });
        let of_column = counts
            .iter()
            .flat_map(|part| counts.iter().map(move |whole| (*part, *whole)))
            .filter(|(part, whole)| part != whole)
            .map(|(part, whole)| {
                share(table, figures, percent, &|row| Some((table.at(row, part, figures)?, table.at(row, whole, figures)?)))
            });
        found.extend(best(of_total.chain(of_column)).unwrap_or_default());
    }
    found
}

fn share(
    table: &Table,
    figures: &[StatedFigure],
    percent: usize,
    pair: &dyn Fn(usize) -> Option<(Variable, Variable)>,
) -> Vec<StatedRelation> {
    let formula = |row: usize| {
        let (part, whole) = pair(row)?;
        Some((row, Formula::Share { part, whole, percent: table.at(row, percent, figures)? }))
    };
    let formulas: Vec<(usize, Formula)> = table.rows_with_cells().into_iter().filter_map(formula).collect();
    if !comes_out(&formulas, figures) {
        return Vec::new();
    }
    let relation = |(row, formula): (usize, Formula)| {
        let statement = format!("表中“{}”一行：比例与前列数字相符", row_name(table, row));
        judged(RelationKind::Share, statement, vec![formula], WhenOff::Fails, figures)
    };
    formulas.into_iter().filter_map(relation).collect()
}

fn at_most(part: Variable, whole: Variable, statement: String, figures: &[StatedFigure]) -> Option<StatedRelation> {
    judged(RelationKind::Part, statement, vec![Formula::AtMost { part, whole }], WhenOff::Fails, figures)
}

/// Only what fails is worth saying, and only where most rows keep it.
fn broken(relations: Vec<StatedRelation>) -> Vec<StatedRelation> {
    let kept = borne_out(&relations, 1);
    relations.into_iter().filter(|relation| kept && relation.verdict == Verdict::Fails).collect()
}

/// A column 其中 against the column it belongs to.
fn among_columns(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for part in columns(table).filter(|column| has(&table.heads[*column], &["其中"]) && table.adds(*column)) {
        let unit = unit_of(table, part);
        let fits = |column: &usize| {
            let other = unit_of(table, *column);
            let counts = |unit| matches!(unit, Some(StatedUnit::Pieces | StatedUnit::Persons | StatedUnit::Households));
            !has(&table.heads[*column], &["其中"])
                && table.adds(*column)
                && (other == unit || (counts(other) && counts(unit) && [other, unit].contains(&Some(StatedUnit::Pieces))))
        };
        let Some(whole) = (0..part).rev().find(fits) else { continue };
        let relation = |row: usize| {
            let statement = format!("表中“{}”一行：其中列不大于总数列", row_name(table, row));
            at_most(table.at(row, part, figures)?, table.at(row, whole, figures)?, statement, figures)
        };
        found.extend(broken(table.rows_with_cells().into_iter().filter_map(relation).collect()));
    }
    found
}

/// A row 其中 against the row it belongs to.
fn among_rows(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let rows = table.rows_with_cells();
    let mut relations = Vec::new();
    let mut whole = None;
    for row in rows {
        if !row_name(table, row).starts_with("其中") {
            whole = Some(row);
            continue;
        }
        let Some(whole) = whole else { continue };
        for column in columns(table).filter(|column| table.adds(*column)) {
            let (Some(part), Some(of)) = (table.cell(row, column), table.cell(whole, column)) else { continue };
            if part.unit != of.unit || matches!(part.unit, StatedUnit::Percent) {
                continue;
            }
            let statement = format!("表中“{}”是“{}”的一部分，不应大于它", row_name(table, row), row_name(table, whole));
            if let (Some(part), Some(of)) = (table.variable(part, figures), table.variable(of, figures)) {
                relations.extend(at_most(part, of, statement, figures));
            }
        }
    }
    // One row 其中 in all: where a column says the unit of each row, the row above is its whole.
    if let [only] = relations.as_slice()
        && table.heads.iter().any(|head| head.contains("单位"))
        && only.verdict == Verdict::Fails
    {
        return relations;
    }
    broken(relations)
}

/// Rows 小计 against the rows above them, or below them, up to the next 小计.
fn subtotals(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let rows = table.rows_with_cells();
    let above = |at: usize| -> Vec<usize> { rows[..at].iter().rev().copied().take_while(|row| is_plain(table, *row)).collect() };
    let below = |at: usize| -> Vec<usize> { rows[at + 1..].iter().copied().take_while(|row| is_plain(table, *row)).collect() };
    let of = |side: &dyn Fn(usize) -> Vec<usize>| -> Vec<StatedRelation> {
        let mut found = Vec::new();
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| table.is_subtotal(**row)) {
            let parts = side(at);
            for column in columns(table).filter(|column| parts.len() > 1 && table.adds(*column)) {
                found.extend(subtotal(table, figures, column, *row, &parts));
            }
        }
        found
    };
    best([of(&above), of(&below)].into_iter()).unwrap_or_default()
}

fn is_plain(table: &Table, row: usize) -> bool {
    !table.is_subtotal(row) && !table.is_total(row)
}

fn subtotal(table: &Table, figures: &[StatedFigure], column: usize, row: usize, parts: &[usize]) -> Option<StatedRelation> {
    let cell: &NumberCell = table.cell(row, column).filter(|cell| cell.unit != StatedUnit::Percent)?;
    let total = table.variable(cell, figures)?;
    let parts: Vec<(Variable, i8)> =
        parts.iter().filter_map(|part| table.at(*part, column, figures)).map(|part| (part, 1)).collect();
    let head = table.heads.get(column).map_or("", String::as_str);
    let statement = format!("表中“{}”一行“{head}”：小计等于各行之和", row_name(table, row));
    let both = total.coordinate == Coordinate::Households && parts.iter().any(|part| part.0.coordinate != total.coordinate);
    (parts.len() > 1 && !both)
        .then(|| judged(RelationKind::Sum, statement, vec![Formula::Sum { total, parts }], WhenOff::Fails, figures))
        .flatten()
}
