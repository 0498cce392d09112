//! Finds the row of headings, the columns under it, and the unit each column states its money in.
//!
//! Holds: a column is read only under a heading of the layout and in a unit that the file or the layout names.

use std::borrow::Cow;

use vocabulary::{MoneyUnit, Month, squeeze};

use super::layout::{ColumnUnit, Field, Layout, LayoutColumn, Period};
use super::refusal::FileRefusalReason;
use super::table::{Table, TableRow};
use crate::{FactKind, FactShape};

/// Rows in which headings are looked for: above them stand a title, the sender, the unit and notes.
const ROWS_LOOKED_AT: usize = 30;

/// A column that is read.
#[derive(Clone, Debug)]
pub(super) struct HeadColumn<'a> {
    /// Column, from 0.
    pub column: u16,
    /// Its heading as the file has it.
    pub heading: String,
    /// What the layout says of it.
    pub layout: &'a LayoutColumn,
    /// Unit of its money.
    pub unit: Option<ColumnUnit>,
}

/// The headings of one sheet.
#[derive(Clone, Debug)]
pub(super) struct Head<'a> {
    /// How many rows of the table come before the first row of persons.
    pub rows: usize,
    /// Columns that are read, from left to right.
    pub columns: Vec<HeadColumn<'a>>,
    /// Headings that are not of the layout, with their columns.
    pub unrecognised: Vec<(u16, String)>,
    /// The month a title names.
    pub month: Option<Month>,
}

/// What the search for a layout's headings in a sheet came to.
pub(super) enum HeadSearch<'a> {
    /// They are there.
    Found(Head<'a>),
    /// They are there, but not fit to be read.
    Unfit(FileRefusalReason),
    /// These of the required headings stand in no row; those of the row that came closest.
    Missing(Vec<String>),
}

/// A unit as a heading states it; what it leaves out comes from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct StatedUnit {
    money: Option<MoneyUnit>,
    period: Option<Period>,
}

/// What one heading is.
enum Recognised<'a> {
    Column(&'a LayoutColumn, StatedUnit),
    UnknownUnit,
    Other,
}

/// Looks for the headings of a layout in the first rows of a table: in one row, or in two rows one above the other.
pub(super) fn find<'a>(table: &Table, layout: &'a Layout) -> HeadSearch<'a> {
    let mut closest: Option<Vec<String>> = None;
    let looked_at = table.rows.len().min(ROWS_LOOKED_AT);
    for at in 0..looked_at {
        let single = headings_of(None, &table.rows[at]);
        // Headings often stand in two rows: groups above, columns below. Two rows count where they name more columns.
        let double = table.rows.get(at + 1).map(|below| headings_of(Some(&table.rows[at]), below));
        let alone = table.rows.get(at + 1).map_or(0, |below| named(layout, &headings_of(None, below)));
        let double = double.filter(|double| named(layout, double) > named(layout, &single).max(alone));
        let last = at + usize::from(double.is_some());
        let headings = double.unwrap_or(single);
        let missing = missing_headings(layout, &headings);
        if missing.is_empty() {
            return read_head(table, layout, (at, last), headings);
        }
        if closest.as_ref().is_none_or(|least| missing.len() < least.len()) {
            closest = Some(missing);
        }
    }
    HeadSearch::Missing(closest.unwrap_or_else(|| layout.required_headings().into_iter().map(str::to_owned).collect()))
}

/// How many columns of the layout the headings name.
fn named(layout: &Layout, headings: &[TypedHeading]) -> usize {
    layout.columns.iter().filter(|column| headings.iter().any(|heading| names(&heading.text, column))).count()
}

/// A heading, and the unit of the group heading above it.
struct TypedHeading {
    column: u16,
    text: String,
    group_unit: StatedUnit,
}

fn headings_of(above: Option<&TableRow>, row: &TableRow) -> Vec<TypedHeading> {
    let width = row.cells.len().max(above.map_or(0, |above| above.cells.len()));
    let mut group_unit = StatedUnit::default();
    let mut headings = Vec::new();
    for (column, at) in (0u16..).zip(0..width) {
        let own = row.cell(at).text();
        let upper = above.and_then(|above| above.cell(at).text());
        if let Some(upper) = &upper {
            group_unit = split_unit(upper).and_then(|(_, unit)| stated_unit(unit)).unwrap_or_default();
        }
        let below_group = own.is_some();
        if let Some(text) = own.or(upper) {
            let group_unit = if below_group { group_unit } else { StatedUnit::default() };
            headings.push(TypedHeading { column, text: text.into_owned(), group_unit });
        }
    }
    headings
}

fn missing_headings(layout: &Layout, headings: &[TypedHeading]) -> Vec<String> {
    let is_there = |wanted: &LayoutColumn| headings.iter().any(|heading| names(&heading.text, wanted));
    layout.columns.iter().filter(|column| column.required && !is_there(column)).map(|column| column.heading.clone()).collect()
}

/// Whether a heading names the column, in whatever unit.
fn names(heading: &str, column: &LayoutColumn) -> bool {
    !matches!(recognise_as(heading, column), Recognised::Other)
}

fn read_head<'a>(table: &Table, layout: &'a Layout, rows: (usize, usize), headings: Vec<TypedHeading>) -> HeadSearch<'a> {
    let (first, last) = rows;
    let titles = || table.rows[..first].iter().flat_map(|row| &row.cells).filter_map(|cell| cell.text()).map(Cow::into_owned);
    let title_unit = titles().find_map(|text| title_unit(&text)).unwrap_or_default();
    let unit_row = table.rows.get(last + 1).filter(|row| is_unit_row(row));
    let mut head =
        Head { rows: last + 1 + usize::from(unit_row.is_some()), columns: Vec::new(), unrecognised: Vec::new(), month: None };
    head.month = one_month(titles()).or_else(|| one_month(std::iter::once(table.name.clone())));
    let at = (table.sheet, table.rows[last].number);
    for heading in headings {
        let below = unit_row.and_then(|row| row.cell(usize::from(heading.column)).text()).and_then(|text| unit_alone(&text));
        match layout
            .columns
            .iter()
            .map(|column| recognise_as(&heading.text, column))
            .find(|found| !matches!(found, Recognised::Other))
        {
            Some(Recognised::Column(column, own)) => {
                if head.columns.iter().any(|known| known.layout.field == column.field) {
                    let heading = column.heading.clone();
                    return HeadSearch::Unfit(FileRefusalReason::HeadingTwice { heading, sheet: at.0, row: at.1 });
                }
                let stated = [own, below.unwrap_or_default(), heading.group_unit, title_unit];
                let unit = column.unit.map(|layout| unit_in_force(layout, &stated));
                head.columns.push(HeadColumn { column: heading.column, heading: heading.text, layout: column, unit });
            }
            Some(Recognised::UnknownUnit) => {
                let heading = heading.text;
                return HeadSearch::Unfit(FileRefusalReason::UnknownUnit { heading, sheet: at.0, row: at.1 });
            }
            Some(Recognised::Other) | None => head.unrecognised.push((heading.column, heading.text)),
        }
    }
    HeadSearch::Found(head)
}

/// The first of the statements that names a unit, else a period, counts; the layout fills in what none names.
fn unit_in_force(layout: ColumnUnit, stated: &[StatedUnit]) -> ColumnUnit {
    let money = stated.iter().find_map(|unit| unit.money).unwrap_or(layout.money);
    let period = layout.period.map(|usual| stated.iter().find_map(|unit| unit.period).unwrap_or(usual));
    ColumnUnit { money, period }
}

/// A heading without marks of form: `*姓名：` is `姓名`.
fn plain(heading: &str) -> String {
    heading.trim_matches(['*', ':', '、', '.']).to_owned()
}

fn recognise_as<'a>(heading: &str, column: &'a LayoutColumn) -> Recognised<'a> {
    let typed = plain(heading);
    if column.headings().any(|known| known == typed) {
        return Recognised::Column(column, StatedUnit::default());
    }
    let Some((name, unit)) = split_unit(&typed) else { return Recognised::Other };
    if !column.headings().any(|known| known == name) {
        return Recognised::Other;
    }
    match (column.unit, stated_unit(unit)) {
        (Some(ColumnUnit { period: None, .. }), Some(StatedUnit { period: Some(_), .. })) => Recognised::UnknownUnit,
        (Some(_), Some(stated)) => Recognised::Column(column, stated),
        // A note in brackets, such as 工资性收入(近12个月), names no other unit.
        (Some(_), None) if names_no_unit(unit) => Recognised::Column(column, StatedUnit::default()),
        (Some(_), None) => Recognised::UnknownUnit,
        (None, _) if is_count_of(column.field, unit) => Recognised::Column(column, StatedUnit::default()),
        (None, _) => Recognised::UnknownUnit,
    }
}

/// A heading's name and what stands in brackets, or behind a stroke, at its end.
fn split_unit(heading: &str) -> Option<(&str, &str)> {
    if let Some(body) = heading.strip_suffix([')', ']', '】', '〕']) {
        let at = body.rfind(['(', '[', '【', '〔'])?;
        let bracket = body[at..].chars().next()?.len_utf8();
        return Some((&body[..at], &body[at + bracket..]));
    }
    heading.split_once([',', '/', '_'])
}

fn stated_unit(text: &str) -> Option<StatedUnit> {
    let text = text.strip_prefix("单位:").or_else(|| text.strip_prefix("单位")).unwrap_or(text);
    let text = text.strip_prefix("人民币").unwrap_or(text);
    let (money, rest) = match (text.strip_prefix("万元"), text.strip_prefix('元')) {
        (Some(rest), _) => (Some(MoneyUnit::WanYuan), rest),
        (None, Some(rest)) => (Some(MoneyUnit::Yuan), rest),
        (None, None) => (None, text),
    };
    let period = match rest {
        "" => None,
        "/年" | "每年" | "/人/年" | "/年/人" | "年" => Some(Period::Year),
        "/月" | "每月" | "/人/月" | "/月/人" | "月" => Some(Period::Month),
        _unknown => return None,
    };
    (money.is_some() || period.is_some()).then_some(StatedUnit { money, period })
}

/// A bracket that is a note: one of the usual words for the year before, or without any sign that units are made of.
fn names_no_unit(text: &str) -> bool {
    const OF_UNITS: [char; 17] =
        ['元', '角', '分', '币', '$', '¥', '%', '万', '千', '百', '年', '月', '日', '天', '季', '周', '均'];
    const YEAR_BEFORE: [&str; 6] = ["近12个月", "近十二个月", "前12个月", "申请前12个月", "近一年", "上年度"];
    YEAR_BEFORE.contains(&text) || !text.contains(OF_UNITS)
}

/// Brackets behind a count name what is counted; months are not days. Behind what is no count they are a note.
fn is_count_of(field: Field, bracket: &str) -> bool {
    match field {
        Field::Fact(FactKind::WageMonths) => matches!(bracket, "月" | "个月" | "个") || names_no_unit(bracket),
        Field::Fact(kind) if kind.shape() == FactShape::Count => names_no_unit(bracket),
        Field::Fact(_) | Field::Identity(_) => true,
    }
}

/// A row below the headings that holds nothing but units.
fn is_unit_row(row: &TableRow) -> bool {
    let mut texts = row.cells.iter().filter_map(|cell| cell.text()).peekable();
    texts.peek().is_some() && texts.all(|text| unit_alone(&text).is_some())
}

/// A cell that holds a unit, in brackets or not.
fn unit_alone(text: &str) -> Option<StatedUnit> {
    stated_unit(text.trim_matches(['(', ')']))
}

/// The unit a title states for the whole table: `单位：万元`.
fn title_unit(text: &str) -> Option<StatedUnit> {
    let (_, unit) = text.split_once("单位:")?;
    stated_unit(unit.trim_end_matches([')', ',', '。']))
}

/// The one month that texts name; `None` where they name none or several.
pub(super) fn one_month(texts: impl Iterator<Item = String>) -> Option<Month> {
    let mut found: Option<Month> = None;
    for month in texts.flat_map(|text| months_in(&squeeze(&text))) {
        if found.is_some_and(|known| known != month) {
            return None;
        }
        found = Some(month);
    }
    found
}

/// Months written as `2022年10月`; one that goes on with a day is the day of filling in, not the month of the list.
fn months_in(text: &str) -> Vec<Month> {
    let mut months = Vec::new();
    for (at, _) in text.match_indices('年') {
        let (before, after) = (&text[..at], &text[at + '年'.len_utf8()..]);
        let digits = before.len() - before.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
        let Some((month, rest)) = after.split_once('月') else { continue };
        if digits == 4 && !rest.starts_with(|sign: char| sign.is_ascii_digit()) {
            months.extend(Month::parse(&format!("{}年{month}月", &before[at - 4..])));
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(text: &str) -> Option<(Option<MoneyUnit>, Option<Period>)> {
        stated_unit(text).map(|unit| (unit.money, unit.period))
    }

    #[test]
    fn units_of_headings_are_read_and_others_are_not_guessed() {
        assert_eq!(unit("元/年"), Some((Some(MoneyUnit::Yuan), Some(Period::Year))));
        assert_eq!(unit("万元/月"), Some((Some(MoneyUnit::WanYuan), Some(Period::Month))));
        assert_eq!(unit("单位:元"), Some((Some(MoneyUnit::Yuan), None)));
        for other in ["美元", "千元", "元/季", "角", "", "元/天"] {
            assert_eq!(unit(other), None, "{other}");
        }
    }

    #[test]
    fn a_title_names_the_month_of_the_list_and_a_date_of_filling_in_does_not() {
        let month = |texts: &[&str]| one_month(texts.iter().map(|text| (*text).to_owned())).map(|month| month.to_string());
        assert_eq!(month(&["样例县２０２２年１０月户籍名册"]).as_deref(), Some("2022-10"));
        assert_eq!(month(&["户籍名册", "填表日期：2022年11月3日"]), None);
        assert_eq!(month(&["2022年9月至2022年10月"]), None);
        assert_eq!(month(&["2022年户籍名册"]), None);
        assert_eq!(month(&["2022年13月"]), None);
    }

    #[test]
    fn a_heading_is_split_from_its_bracket() {
        assert_eq!(split_unit("工资性收入(元/年)"), Some(("工资性收入", "元/年")));
        assert_eq!(split_unit("工资性收入【万元】"), Some(("工资性收入", "万元")));
        assert_eq!(split_unit("工资性收入/元"), Some(("工资性收入", "元")));
        assert_eq!(split_unit("姓名"), None);
        assert_eq!(split_unit("姓名)"), None);
    }
}
