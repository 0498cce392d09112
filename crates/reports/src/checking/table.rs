//! Figures in tables: lines of cells parted by tabs or `|`. A cell takes its meaning from the heads above it and the first
//! cells of its row.

use super::amount::Amount;
use super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::formula::{Formula, Numbers, Variable};
use super::letters::Letters;
use super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::scan::Scanned;
use super::words;
use crate::Verdict;

/// Rows of one table that are read.
const ROWS_MAX: usize = 2_000;
/// Columns of one table that are read.
const COLUMNS_MAX: usize = 60;

/// A cell that is a number.
#[derive(Clone, Debug)]
pub(crate) struct NumberCell {
    pub(super) row: usize,
    pub(super) column: usize,
    start: usize,
    end: usize,
    amount: Amount,
    pub(super) unit: StatedUnit,
    /// Persons, where households and persons stand in it with a sign between them.
    persons: Option<Amount>,
    /// Its digits, where the head says that households and persons stand in one cell.
    glued: Option<String>,
}

/// A table of the text.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<(usize, usize)>>,
    pub(super) heads: Vec<String>,
    pub(super) labels: Vec<String>,
    pub(super) cells: Vec<NumberCell>,
}

/// The tables of a text.
pub(crate) fn tables(letters: &Letters) -> Vec<Table> {
    let mut found = Vec::new();
    let mut rows: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut start = 0;
    for end in (0..=letters.plain.len()).filter(|at| letters.at(*at).is_none_or(|sign| sign == '\n')) {
        let cells = cells(letters, start, end);
        start = end + 1;
        if cells.len() > 1 && rows.len() < ROWS_MAX {
            rows.push(cells);
        } else if cells.len() <= 1 || rows.len() == ROWS_MAX {
            found.extend(table(letters, std::mem::take(&mut rows)));
        }
    }
    found.extend(table(letters, rows));
    found
}

fn cells(letters: &Letters, start: usize, end: usize) -> Vec<(usize, usize)> {
    let line = letters.plain.get(start..end).unwrap_or_default();
    let bar = if line.contains(&'\t') { '\t' } else { '|' };
    if !line.contains(&bar) {
        return Vec::new();
    }
    let mut cells = Vec::new();
    let mut at = start;
    for part in line.split(|sign| *sign == bar) {
        cells.push((at, at + part.len()));
        at += part.len() + 1;
    }
    // A line of a table drawn with bars begins and ends with one.
    let empty = |cell: &(usize, usize)| letters.between(cell.0, cell.1).trim().is_empty();
    if bar == '|' {
        if cells.first().is_some_and(empty) {
            cells.remove(0);
        }
        if cells.last().is_some_and(empty) {
            cells.pop();
        }
    }
    cells.truncate(COLUMNS_MAX);
    cells
}

fn table(letters: &Letters, rows: Vec<Vec<(usize, usize)>>) -> Option<Table> {
    let ruled = |row: &Vec<(usize, usize)>| {
        row.iter().all(|cell| letters.between(cell.0, cell.1).chars().all(|sign| matches!(sign, '-' | ':' | ' ')))
    };
    let text = |cell: &(usize, usize)| letters.between(cell.0, cell.1).trim().to_owned();
    let rows: Vec<Vec<(usize, usize)>> =
        rows.into_iter().filter(|row| !ruled(row) && !row.iter().any(|cell| is_of_the_sheet(&text(cell)))).collect();
    let first = rows
        .iter()
        .position(|row| row.iter().skip(1).any(|cell| number(&text(cell), 1).or_else(|| Some(pair(&text(cell))?.0)).is_some()))?;
    if first == 0 || rows.len() - first < 2 {
        return None;
    }
    let width = rows[first..].iter().map(Vec::len).max()?;
    let heads = heads(&rows[..first], width, &text);
    let mut found = Table { labels: Vec::new(), heads, cells: Vec::new(), rows };
    for (row, cells) in found.rows.iter().enumerate() {
        let mut label = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let content = text(cell);
            let head = found.heads.get(column).map_or("", String::as_str);
            let (unit, scale) = unit(head, &content);
            let serial = ["序号", "编号", "代码"].iter().any(|word| head.contains(word));
            let both = is_of_both(head).then(|| pair(&content)).flatten();
            let amount = both.map(|(households, _)| households).or_else(|| number(&content, scale));
            match amount.filter(|_| row >= first && !serial && !(column == 0 && label.is_empty())) {
                Some(amount) => {
                    let lead = letters.between(cell.0, cell.1).chars().take_while(|sign| sign.is_whitespace()).count();
                    let start = cell.0 + lead;
                    let end = start + content.chars().count();
                    let glued = (is_of_both(head) && both.is_none()).then(|| content.clone());
                    let (unit, persons) = match both {
                        Some((_, persons)) => (StatedUnit::HouseholdsAndPersons, Some(persons)),
                        None => (unit, None),
                    };
                    found.cells.push(NumberCell { row, column, start, end, amount, unit, persons, glued });
                }
                None if !serial && column < 3 && number(&content, 1).is_none() => label.push_str(&content),
                None => {}
            }
        }
        found.labels.push(label);
    }
    (found.cells.len() > 1).then_some(found)
}

/// 单位：户、人, 填报单位：…, 制表日期：…: said of the whole sheet, and no head of a column.
fn is_of_the_sheet(cell: &str) -> bool {
    const OF_THE_SHEET: [&str; 7] = ["单位:", "计量单位:", "填报单位", "填表单位", "制表", "填报日期", "填表日期"];
    OF_THE_SHEET.iter().any(|word| cell.starts_with(word))
}

/// Heads of the columns: a head that spans several columns stands above each of them.
fn heads(rows: &[Vec<(usize, usize)>], width: usize, text: &dyn Fn(&(usize, usize)) -> String) -> Vec<String> {
    let mut heads = vec![String::new(); width];
    for (at, row) in rows.iter().enumerate() {
        let mut last = String::new();
        for (column, head) in heads.iter_mut().enumerate() {
            let own = row.get(column).map(text).unwrap_or_default();
            if !own.is_empty() {
                last.clone_from(&own);
            }
            let spans = at + 1 < rows.len() && rows.len() > 1;
            head.push_str(if own.is_empty() && spans { &last } else { &own });
        }
    }
    heads
}

fn number(text: &str, scale: i128) -> Option<Amount> {
    let digits = text.trim_end_matches(['%', '户', '人', '元', '次', '万']).trim();
    let (negative, digits) = match digits.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let fits = !digits.is_empty()
        && digits.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ','))
        && digits.starts_with(|sign: char| sign.is_ascii_digit());
    let amount = Amount::parse(digits, scale).filter(|_| fits)?;
    Some(if negative { Amount::computed(-amount.micro(), amount) } else { amount })
}

/// Households and persons in one cell: 112/186, 112户186人.
fn pair(text: &str) -> Option<(Amount, Amount)> {
    let (households, persons) = text.split_once(['/', '、', '户'])?;
    let persons = persons.trim_start_matches(['/', '、', '，']).trim().trim_end_matches('人');
    Some((number(households.trim(), 1)?, number(persons, 1)?)).filter(|_| !persons.is_empty())
}

/// A head such as 农村低保（户、人）.
pub(crate) fn is_of_both(head: &str) -> bool {
    ["户、人", "户/人", "户,人", "户，人", "户 人", "户数、人数", "户数/人数"].iter().any(|word| head.contains(word))
}

fn unit(head: &str, content: &str) -> (StatedUnit, i128) {
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if is_of_both(head) {
        (StatedUnit::None, 1)
    } else if content.ends_with('%') || has(&["%", "率", "占比", "增幅", "比例"]) {
        (StatedUnit::Percent, 1)
    } else if has(&["亿元"]) {
        (StatedUnit::Yuan, 100_000_000)
    } else if has(&["万元"]) || content.ends_with("万元") {
        (StatedUnit::Yuan, 10_000)
    } else if has(&["元", "金额", "资金"]) {
        (StatedUnit::Yuan, 1)
    } else if has(&["人次"]) {
        (StatedUnit::PersonTimes, 1)
    } else if has(&["户次"]) {
        (StatedUnit::HouseholdTimes, 1)
    } else if has(&["户数", "(户)", "/户"]) || head.ends_with('户') {
        (StatedUnit::Households, 1)
    } else if has(&["人数", "(人)", "人口", "/人"]) || head.ends_with('人') {
        (StatedUnit::Persons, 1)
    } else {
        (StatedUnit::Pieces, 1)
    }
}

/// The cells as scanned figures, in order of the text.
pub(crate) fn scanned(tables: &[Table]) -> Vec<Scanned> {
    let cells = tables.iter().flat_map(|table| &table.cells);
    cells
        .map(|cell| Scanned {
            start: cell.start,
            end: cell.end,
            amount: cell.amount,
            persons: cell.persons,
            unit: cell.unit,
            approximate: false,
            run: cell.glued.clone().filter(|digits| digits.chars().all(|sign| sign.is_ascii_digit())),
            year: None,
            label_start: cell.start,
            mended: None,
        })
        .collect()
}

/// Names the cells by row and column.
pub(crate) fn name_cells(tables: &[Table], figures: &mut [StatedFigure]) {
    for table in tables {
        for cell in &table.cells {
            let Ok(at) = figures.binary_search_by_key(&cell.start, |figure| figure.start) else { continue };
            let figure = &mut figures[at];
            let (row, head) =
                (table.labels.get(cell.row).map_or("", String::as_str), table.heads.get(cell.column).map_or("", String::as_str));
            figure.context.cell = true;
            figure.label = format!("{row}·{head}");
            figure.meaning.clone_from(&figure.label);
            figure.context.core.clone_from(&figure.label);
            figure.context.own_programme = words::programme(&figure.label);
            "按表格的行名和列名读取".clone_into(&mut figure.why);
        }
    }
}

/// The relations of all tables.
pub(crate) fn relations(tables: &[Table], figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for table in tables {
        found.extend(total_rows(table, figures));
        found.extend(super::columns::relations(table, figures));
        found.extend(changes(table, figures));
        found.extend(persons(table, figures));
    }
    found
}

/// Heads of a change.
const CHANGE: [&str; 6] = ["增减", "增长", "增幅", "环比", "同比", "比上"];

/// Words of a total.
pub(super) const TOTAL: [&str; 4] = ["合计", "总计", "共计", "总数"];

impl Table {
    pub(super) fn is_total(&self, row: usize) -> bool {
        self.labels.get(row).is_some_and(|label| {
            TOTAL.iter().any(|word| label.contains(word))
                || matches!(label.as_str(), "全县" | "全市" | "全区" | "全镇" | "全乡" | "全村" | "总数" | "计")
        })
    }

    pub(super) fn is_subtotal(&self, row: usize) -> bool {
        self.labels.get(row).is_some_and(|label| label.contains("小计"))
    }

    fn is_among(&self, row: usize) -> bool {
        self.labels.get(row).is_some_and(|label| label.contains("其中") || label.contains("占"))
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&NumberCell> {
        self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok().and_then(|at| self.cells.get(at))
    }

    pub(super) fn variable(&self, cell: &NumberCell, figures: &[StatedFigure]) -> Option<Variable> {
        let figure = figures.get(figures.binary_search_by_key(&cell.start, |figure| figure.start).ok()?)?;
        Some(Variable { figure: figure.id, coordinate: *figure.coordinates().first()? })
    }

    /// The number of a cell.
    pub(super) fn at(&self, row: usize, column: usize, figures: &[StatedFigure]) -> Option<Variable> {
        self.variable(self.cell(row, column)?, figures)
    }

    /// Whether the numbers of a column can be added.
    pub(super) fn adds(&self, column: usize) -> bool {
        const NOT: [&str; 13] =
            ["标准", "人均", "户均", "平均", "补差", "月数", "水平", "率", "%", "占比", "增幅", "年度", "年份"];
        self.heads.get(column).is_some_and(|head| !NOT.iter().any(|word| head.contains(word)))
    }

    pub(super) fn rows_with_cells(&self) -> Vec<usize> {
        let mut rows: Vec<usize> = self.cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        rows
    }
}

/// The row 合计 against the rows it adds up.
fn total_rows(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    // A table of indicators with this and the last period has rows of many kinds, and totals of some of them.
    if table.heads.iter().any(|head| CHANGE.iter().chain(&["本期", "上期"]).any(|word| head.contains(word))) {
        return Vec::new();
    }
    let rows = table.rows_with_cells();
    let totals: Vec<usize> = rows.iter().copied().filter(|row| table.is_total(*row)).collect();
    let [total] = totals.as_slice() else { return Vec::new() };
    let plain: Vec<usize> =
        rows.iter().copied().filter(|row| row != total && !table.is_subtotal(*row) && !table.is_among(*row)).collect();
    let subtotals: Vec<usize> = rows.iter().copied().filter(|row| table.is_subtotal(*row)).collect();
    if plain.len() < 2 || rows.iter().any(|row| table.is_among(*row)) && subtotals.is_empty() && plain.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    for column in (0..table.heads.len()).filter(|column| table.adds(*column)) {
        let sum = |rows: &[usize]| column_sum(table, figures, column, *total, rows);
        let whole = sum(&plain);
        let by_subtotals = (subtotals.len() > 1).then(|| sum(&subtotals)).flatten();
        let chosen = match (whole, by_subtotals) {
            (Some(whole), Some(other)) if whole.verdict != Verdict::Holds => Some(other),
            (Some(whole), _) => Some(whole),
            (None, other) => other,
        };
        found.extend(chosen);
    }
    // Where no column comes out the rows are of another kind than parts of the total.
    if found.len() > 2 && !found.iter().any(|relation| relation.verdict == Verdict::Holds) {
        found.clear();
    }
    found
}

fn column_sum(table: &Table, figures: &[StatedFigure], column: usize, total: usize, rows: &[usize]) -> Option<StatedRelation> {
    let figure = |cell: &NumberCell| table.variable(cell, figures).and_then(|variable| figures.get(variable.figure));
    let total = table.cell(total, column).filter(|total| total.unit != StatedUnit::Percent)?;
    let parts: Vec<(&StatedFigure, i8)> =
        rows.iter().filter_map(|row| figure(table.cell(*row, column)?)).map(|part| (part, 1)).collect();
    if parts.len() < 2 {
        return None;
    }
    let statement = format!("表中“{}”一列：合计等于各行之和", table.heads.get(column).map_or("", String::as_str));
    judged(RelationKind::Sum, statement, super::relating::sum_formulas(figure(total)?, &parts), WhenOff::Fails, figures)
}

/// 本期, 上期, 增减 and 增减%.
fn changes(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let column = |words: &[&str], not: &[&str]| {
        table
            .heads
            .iter()
            .position(|head| words.iter().any(|word| head.contains(word)) && !not.iter().any(|word| head.contains(word)))
    };
    let now = column(&["本期", "本月", "本年", "本季", "今年"], &CHANGE);
    let before = column(&["上期", "上月", "上年", "上季", "去年", "同期"], &CHANGE);
    let (Some(now), Some(before)) = (now, before) else { return Vec::new() };
    let mut found = Vec::new();
    for (at, head) in table.heads.iter().enumerate().filter(|(_, head)| CHANGE.iter().any(|word| head.contains(word))) {
        for row in table.rows_with_cells() {
            let cells = (table.cell(row, now), table.cell(row, before), table.cell(row, at));
            let (Some(to), Some(from), Some(by)) = cells else { continue };
            let variables = (table.variable(to, figures), table.variable(from, figures), table.variable(by, figures));
            let (Some(to), Some(from), Some(change)) = variables else { continue };
            let formula = if by.unit == StatedUnit::Percent {
                Formula::Change { from, to, percent: change, sign: 1 }
            } else {
                Formula::Sum { total: to, parts: vec![(from, 1), (change, 1)] }
            };
            let statement = format!("表中“{}”一行：{head}与前后两数相符", table.labels.get(row).map_or("", String::as_str));
            found.extend(judged(RelationKind::Change, statement, vec![formula], WhenOff::Fails, figures));
        }
    }
    let holding = found.iter().filter(|relation| relation.verdict == Verdict::Holds).count();
    if holding * 2 < found.len() {
        found.clear();
    }
    found
}

/// Households and persons in neighbouring columns.
fn persons(table: &Table, figures: &[StatedFigure]) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    let numbers = Numbers { figures, trial: None };
    for cell in table.cells.iter().filter(|cell| cell.unit == StatedUnit::Households) {
        let Some(next) = table.cell(cell.row, cell.column + 1).filter(|next| next.unit == StatedUnit::Persons) else { continue };
        let heads = |column: usize| {
            table
                .heads
                .get(column)
                .map(|head| head.replace("户数", "").replace("人数", "").replace("(户)", "").replace("(人)", ""))
        };
        let (Some(part), Some(whole)) = (table.variable(cell, figures), table.variable(next, figures)) else { continue };
        let formula = Formula::AtMost { part: Variable { coordinate: Coordinate::Households, ..part }, whole };
        if heads(cell.column) == heads(next.column) && formula.holds(&numbers) == Some(false) {
            let statement = format!("表中“{}”一行：人数不少于户数", table.labels.get(cell.row).map_or("", String::as_str));
            found.extend(judged(RelationKind::Persons, statement, vec![formula], WhenOff::Fails, figures));
        }
    }
    found
}
