//! Finds the row of headings, the columns under it, and the unit each column states its money in.
//!
//! Holds: a column is read only under a heading of the layout and in a unit that the file or the layout names.

use std::borrow::Cow;

use vocabulary::{MoneyUnit, Month, squeeze};

use super::layout::{ColumnUnit, Field, IdentityField, Layout, LayoutColumn, Period};
use super::questions::{self, ColumnAnswers};
use super::refusal::FileRefusalReason;
use super::table::{Table, TableRow};
use crate::{FactKind, FactShape, MoneyPeriod};

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
    /// Place in `columns` of the identity number.
    pub number: Option<usize>,
    /// Headings that are not of the layout.
    pub unrecognised: Vec<TypedHeading>,
    /// The month a title names.
    pub month: Option<Month>,
}

/// What the search for a layout's headings in a sheet came to.
pub(super) enum HeadSearch<'a> {
    /// They are there.
    Found(Head<'a>),
    /// They are there, but not fit to be read.
    Unfit(FileRefusalReason),
    /// Some of the required headings stand in no row.
    Missing(Closest<'a>),
}

/// The row that came closest to a layout's headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Closest<'a> {
    /// Required columns that no heading of it names.
    pub missing: Vec<&'a LayoutColumn>,
    /// Required columns that it names.
    pub named: usize,
    /// Its headings that name no column.
    pub unnamed: Vec<TypedHeading>,
    /// Columns that it names.
    pub taken: Vec<Field>,
    /// How many rows of the table come before the first row below it.
    pub rows: usize,
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
    /// It is known and not kept.
    Ignored,
    Other,
}

/// A heading, and the unit of the group heading above it.
#[derive(Clone, Debug)]
pub(super) struct TypedHeading {
    pub column: u16,
    /// As the file has it, in half width and without spaces.
    pub text: String,
    /// How many columns to the left bear the same heading.
    pub occurrence: u16,
    /// Without marks of form.
    plain: String,
    group_unit: StatedUnit,
}

/// The first rows of a table as headings: each alone, and each together with the row below it. They are the same for
/// every layout that is looked for.
pub(super) struct HeadingRows {
    alone: Vec<Vec<TypedHeading>>,
    with_next: Vec<Option<Vec<TypedHeading>>>,
}

impl HeadingRows {
    pub(super) fn of(table: &Table) -> HeadingRows {
        let looked_at = &table.rows[..table.rows.len().min(ROWS_LOOKED_AT + 1)];
        let alone = looked_at.iter().map(|row| headings_of(None, row)).collect();
        let next = |at: usize| looked_at.get(at + 1).map(|below| headings_of(Some(&looked_at[at]), below));
        HeadingRows { alone, with_next: (0..looked_at.len()).map(next).collect() }
    }
}

/// Looks for the headings of a layout in the first rows of a table: in one row, or in two rows one above the other.
pub(super) fn find<'a>(table: &Table, rows: &HeadingRows, layout: &'a Layout, answers: &ColumnAnswers) -> HeadSearch<'a> {
    let mut closest: Option<Closest<'a>> = None;
    let named = |headings: &[TypedHeading]| columns_named(layout, headings, answers).len();
    for at in 0..rows.alone.len().min(ROWS_LOOKED_AT) {
        let single = &rows.alone[at];
        // Headings often stand in two rows: groups above, columns below. Two rows count where they name more columns.
        let least = rows.alone.get(at + 1).map_or(0, |below| named(below)).max(named(single));
        let double = rows.with_next[at].as_ref().filter(|double| named(double) > least);
        let last = at + usize::from(double.is_some());
        let headings = double.unwrap_or(single);
        let missing = missing_columns(layout, headings, answers);
        if missing.is_empty() {
            return read_head(table, layout, (at, last), headings, answers);
        }
        if closest.as_ref().is_none_or(|least| missing.len() < least.missing.len()) {
            let required = layout.columns.iter().filter(|column| column.required).count();
            let is_unnamed = |heading: &&TypedHeading| matches!(recognise(layout, heading, answers), Recognised::Other);
            closest = Some(Closest {
                named: required - missing.len(),
                missing,
                unnamed: headings.iter().filter(is_unnamed).cloned().collect(),
                taken: columns_named(layout, headings, answers),
                rows: last + 1,
            });
        }
    }
    HeadSearch::Missing(closest.unwrap_or_default())
}

/// The columns of the layout that the headings name, in whatever unit.
fn columns_named(layout: &Layout, headings: &[TypedHeading], answers: &ColumnAnswers) -> Vec<Field> {
    let mut fields: Vec<Field> =
        headings.iter().filter_map(|heading| column_named(layout, heading, answers)).map(|column| column.field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn missing_columns<'a>(layout: &'a Layout, headings: &[TypedHeading], answers: &ColumnAnswers) -> Vec<&'a LayoutColumn> {
    let named = columns_named(layout, headings, answers);
    layout.columns.iter().filter(|column| column.required && named.binary_search(&column.field).is_err()).collect()
}

fn headings_of(above: Option<&TableRow>, row: &TableRow) -> Vec<TypedHeading> {
    let width = row.cells.len().max(above.map_or(0, |above| above.cells.len()));
    let mut group_unit = StatedUnit::default();
    let mut headings: Vec<TypedHeading> = Vec::new();
    for (column, at) in (0u16..).zip(0..width) {
        let own = row.cell(at).text();
        let upper = above.and_then(|above| above.cell(at).text());
        if let Some(upper) = &upper {
            group_unit = split_unit(upper).and_then(|(_, unit)| stated_unit(unit)).unwrap_or_default();
        }
        let below_group = own.is_some();
        if let Some(text) = own.or(upper) {
            let group_unit = if below_group { group_unit } else { StatedUnit::default() };
            let earlier = headings.iter().filter(|heading| heading.text == text).count();
            let occurrence = u16::try_from(earlier).expect("a row has few columns");
            headings.push(TypedHeading { column, occurrence, plain: plain(&text), text: text.into_owned(), group_unit });
        }
    }
    headings
}

/// The column that a heading names, in whatever unit.
fn column_named<'a>(layout: &'a Layout, heading: &TypedHeading, answers: &ColumnAnswers) -> Option<&'a LayoutColumn> {
    match answers.of(&heading.text, heading.occurrence) {
        Some(answer) => answer.and_then(|field| layout.column(field)),
        None => layout.named(&heading.plain).or_else(|| layout.named(split_unit(&heading.plain)?.0)),
    }
}

fn recognise<'a>(layout: &'a Layout, heading: &TypedHeading, answers: &ColumnAnswers) -> Recognised<'a> {
    let split = split_unit(&heading.plain);
    let Some(column) = column_named(layout, heading, answers) else {
        let is_answered = answers.of(&heading.text, heading.occurrence).is_some();
        let name = split.map_or(heading.plain.as_str(), |(name, _)| name);
        let is_known = [heading.plain.as_str(), name].iter().any(|known| layout.ignored.iter().any(|ignored| ignored == known));
        return if is_answered || is_known { Recognised::Ignored } else { Recognised::Other };
    };
    // A synonym may itself hold a bracket; only what is not the whole heading is a unit.
    match split.filter(|_| layout.named(&heading.plain).is_none()) {
        None => Recognised::Column(column, StatedUnit::default()),
        Some((_, unit)) => in_unit(column, unit),
    }
}

/// A column with what stands in the brackets of its heading.
fn in_unit<'a>(column: &'a LayoutColumn, unit: &str) -> Recognised<'a> {
    let of_month = matches!(column.field, Field::Fact(kind) if kind.money_period() == Some(MoneyPeriod::Month));
    match (column.unit, stated_unit(unit)) {
        // A rate of a roll is an amount a month: a heading may say so, and nothing else.
        (Some(ColumnUnit { period: None, .. }), Some(StatedUnit { money, period: Some(Period::Month) })) if of_month => {
            Recognised::Column(column, StatedUnit { money, period: None })
        }
        (Some(ColumnUnit { period: None, .. }), Some(StatedUnit { period: Some(_), .. })) => Recognised::UnknownUnit,
        (Some(_), Some(stated)) => Recognised::Column(column, stated),
        // A note in brackets, such as 工资性收入(近12个月), names no other unit.
        (Some(_), None) if names_no_unit(unit) => Recognised::Column(column, StatedUnit::default()),
        (Some(_), None) => Recognised::UnknownUnit,
        (None, _) if is_count_of(column.field, unit) => Recognised::Column(column, StatedUnit::default()),
        (None, _) => Recognised::UnknownUnit,
    }
}

fn read_head<'a>(
    table: &Table,
    layout: &'a Layout,
    (first, last): (usize, usize),
    headings: &[TypedHeading],
    answers: &ColumnAnswers,
) -> HeadSearch<'a> {
    let titles = || table.rows[..first].iter().flat_map(|row| &row.cells).filter_map(|cell| cell.text()).map(Cow::into_owned);
    let title_unit = titles().find_map(|text| title_unit(&text)).unwrap_or_default();
    let unit_row = table.rows.get(last + 1).filter(|row| is_unit_row(row));
    let mut head = Head {
        rows: last + 1 + usize::from(unit_row.is_some()),
        columns: Vec::new(),
        number: None,
        unrecognised: Vec::new(),
        month: one_month(titles()).or_else(|| one_month(std::iter::once(table.name.clone()))),
    };
    let (sheet, row) = (table.sheet, table.rows[last].number);
    for heading in headings {
        let below = unit_row.and_then(|row| row.cell(usize::from(heading.column)).text()).and_then(|text| unit_alone(&text));
        match recognise(layout, heading, answers) {
            Recognised::Column(column, own) => {
                if let Some(known) = head.columns.iter().find(|known| known.layout.field == column.field) {
                    let other = headings.iter().find(|other| other.column == known.column);
                    let of_both = other.into_iter().chain([heading]);
                    let questions = of_both.map(|heading| questions::of_same_field(table, head.rows, heading, column)).collect();
                    let heading = column.heading.clone();
                    return HeadSearch::Unfit(FileRefusalReason::HeadingTwice { heading, sheet, row, questions });
                }
                if column.field == Field::Identity(IdentityField::CitizenId) {
                    head.number = Some(head.columns.len());
                }
                let stated = [own, below.unwrap_or_default(), heading.group_unit, title_unit];
                let unit = column.unit.map(|layout| unit_in_force(layout, &stated));
                head.columns.push(HeadColumn { column: heading.column, heading: heading.text.clone(), layout: column, unit });
            }
            Recognised::UnknownUnit => {
                let heading = heading.text.clone();
                return HeadSearch::Unfit(FileRefusalReason::UnknownUnit { heading, sheet, row });
            }
            Recognised::Other => head.unrecognised.push(heading.clone()),
            Recognised::Ignored => {}
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

/// Months written as `2022年10月` or `2022-10`; one that goes on with a day is the day of filling in, not the month of the
/// list.
fn months_in(text: &str) -> Vec<Month> {
    let mut months: Vec<Month> = text
        .split(|sign: char| !sign.is_ascii_digit() && sign != '-')
        .filter(|word| word.len() == "2022-10".len() && word.as_bytes().get(4) == Some(&b'-'))
        .filter_map(|word| Month::parse(word).ok())
        .collect();
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
        assert_eq!(month(&["03_死亡人员名单_全县_2022-01.xlsx"]).as_deref(), Some("2022-01"));
        assert_eq!(month(&["名单2022-01-05.xlsx"]), None);
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
