//! In which form an office writes a file: format, headings, units, how days and words are typed.

use vocabulary::{Date, Month};

use super::columns::{ColumnForm, Content, Span, VISIT_FORM_FIRST};
use super::list::{Area, OfficeList, Writer};
use super::page::{Cell, FileFormat, Group, serial};
use super::value::TrueValue;
use crate::random::Random;

/// How a file types its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayForm {
    /// `2022-03-05`.
    Dashes,
    /// `2022/3/5`.
    Strokes,
    /// `2022.03.05`.
    Dots,
    /// `20220305`.
    Plain,
    /// `2022年3月5日`.
    Chinese,
    /// A serial number shown as a date.
    SpreadsheetDate,
    /// A serial number shown as a number.
    Serial,
}

/// How a file types its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MonthForm {
    Chinese,
    Plain,
    Dashes,
    FirstDay,
}

/// The unit of a column of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Yuan,
    WanYuan,
}

/// Which spelling of a code set's word a file uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Usual,
    Other,
}

/// Whether the sheet has something at its foot or head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    Yes,
    No,
}

/// A column as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FormColumn {
    /// Place among the columns of the list.
    pub(super) place: usize,
    pub(super) column: &'static ColumnForm,
    pub(super) heading: String,
    pub(super) unit: Unit,
}

/// The form of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileForm {
    pub(super) format: FileFormat,
    /// Its columns behind 序号.
    pub(super) columns: Vec<FormColumn>,
    pub(super) day: DayForm,
    month: MonthForm,
    yes_and_no: (&'static str, &'static str),
    spelling: Spelling,
    pub(super) title: Printed,
    pub(super) sender: Printed,
    pub(super) upper_headings: Printed,
    pub(super) totals: Printed,
    pub(super) note: Printed,
    pub(super) explanations: Printed,
    /// Sheets over which the rows are spread.
    pub(super) sheets: usize,
}

/// Other spellings of words that readers know.
const OTHER_SPELLINGS: [(&str, &str); 22] = [
    ("农业", "农业户口"),
    ("非农业", "非农业户口"),
    ("有劳动能力", "有"),
    ("部分丧失劳动能力", "部分"),
    ("视力", "视力残疾"),
    ("听力", "听力残疾"),
    ("言语", "言语残疾"),
    ("肢体", "肢体残疾"),
    ("智力", "智力残疾"),
    ("精神", "精神残疾"),
    ("多重", "多重残疾"),
    ("一级", "壹级"),
    ("二级", "贰级"),
    ("三级", "叁级"),
    ("四级", "肆级"),
    ("学前及义务教育", "义务教育"),
    ("高中阶段", "高中"),
    ("全日制专科本科", "本科"),
    ("外出务工就学", "外出务工"),
    ("强制戒毒", "强制隔离戒毒"),
    ("宣告失踪", "失踪"),
    ("单人", "单人户"),
];

/// The format in which an office sends a list: the same every month.
pub(super) fn format(list: OfficeList, area: Area, seed: u64) -> FileFormat {
    let mut random = Random::from_seed(seed ^ (u64::from(list.number()) << 48 | area.code() << 4 | 0x5));
    let weights: &[(FileFormat, i64)] = match list.writer() {
        Writer::County => &[(FileFormat::Xlsx, 6), (FileFormat::Xls, 2), (FileFormat::CsvGb18030, 2), (FileFormat::CsvUtf8, 1)],
        Writer::Township => &[
            (FileFormat::Xlsx, 8),
            (FileFormat::Xls, 4),
            (FileFormat::CsvGb18030, 5),
            (FileFormat::CsvUtf8Marked, 2),
            (FileFormat::CsvUtf8, 1),
        ],
    };
    *random.weighted(weights)
}

impl FileForm {
    /// Draws the form of a file with so many rows. A visit form prints only the facts that one of its rows states.
    pub(super) fn draw(
        list: OfficeList,
        format: FileFormat,
        rows: usize,
        used: &[&'static str],
        random: &mut Random,
    ) -> FileForm {
        let is_workbook = format.is_workbook();
        let days: &[DayForm] = if is_workbook {
            &[
                DayForm::Dashes,
                DayForm::Strokes,
                DayForm::Dots,
                DayForm::Plain,
                DayForm::Chinese,
                DayForm::SpreadsheetDate,
                DayForm::SpreadsheetDate,
                DayForm::Serial,
            ]
        } else {
            &[DayForm::Dashes, DayForm::Strokes, DayForm::Dots, DayForm::Plain, DayForm::Chinese]
        };
        let yes = |random: &mut Random, times: i64| if random.in_a_thousand(times) { Printed::Yes } else { Printed::No };
        let day = *random.pick(days);
        let month = *random.pick(&[MonthForm::Chinese, MonthForm::Plain, MonthForm::Dashes, MonthForm::FirstDay]);
        let yes_and_no = *random.weighted(&[(("是", "否"), 6), (("有", "无"), 1), (("1", "0"), 1)]);
        let spelling = if random.in_a_thousand(300) { Spelling::Other } else { Spelling::Usual };
        let title = yes(random, 850);
        let sender = if title == Printed::Yes { yes(random, 500) } else { Printed::No };
        let upper_headings = if is_workbook { yes(random, 300) } else { Printed::No };
        let totals = yes(random, 500);
        let note = yes(random, 450);
        let explanations = if is_workbook { yes(random, 200) } else { Printed::No };
        let spread = if is_workbook && rows > 60 && random.in_a_thousand(250) { random.index(3) + 2 } else { 1 };
        let sheets = if format == FileFormat::Xls { spread.max(rows.div_ceil(60_000)) } else { spread };
        let columns = columns(list, used, random);
        FileForm {
            format,
            columns,
            day,
            month,
            yes_and_no,
            spelling,
            title,
            sender,
            upper_headings,
            totals,
            note,
            explanations,
            sheets,
        }
    }

    /// The cell of a column of the form for a value.
    pub(super) fn typed<'a>(&self, column: &FormColumn, value: &TrueValue<'a>) -> Cell<'a> {
        match value {
            TrueValue::Nothing => Cell::Blank,
            TrueValue::Text(text) => Cell::Text(text.clone()),
            TrueValue::Word(word) => {
                let other = OTHER_SPELLINGS.iter().find(|(usual, _)| *usual == word);
                match other.filter(|_| self.spelling == Spelling::Other) {
                    Some((_, other)) => Cell::text(*other),
                    None => Cell::Text(word.clone()),
                }
            }
            TrueValue::Day(day) => typed_day(*day, self.day),
            TrueValue::Month(month) => self.typed_month(*month),
            TrueValue::Money(amount) => {
                Cell::Number { units: amount.as_fen(), places: if column.unit == Unit::WanYuan { 6 } else { 2 } }
            }
            TrueValue::Count(count) => Cell::count(*count),
            TrueValue::Yes => Cell::text(self.yes_and_no.0),
            TrueValue::No => Cell::text(self.yes_and_no.1),
        }
    }

    fn typed_month<'a>(&self, month: Month) -> Cell<'a> {
        match self.month {
            MonthForm::Chinese => Cell::text(format!("{}年{}月", month.year(), month.month())),
            MonthForm::Plain => Cell::text(format!("{}{:02}", month.year(), month.month())),
            MonthForm::Dashes => Cell::text(month.to_string()),
            MonthForm::FirstDay => typed_day(month.first_day(), self.day),
        }
    }

    /// Column in the sheet of this field.
    pub(super) fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.column.field == field).map(|at| at + 1)
    }

    /// The headings in their row; where there are two rows, those of the lower one.
    pub(super) fn headings(&self) -> Vec<String> {
        let upper = self.upper_headings == Printed::Yes;
        let numbering = if upper { String::new() } else { "序号".to_owned() };
        let of_column =
            |column: &FormColumn| if upper && is_identity(column.column.field) { String::new() } else { column.heading.clone() };
        std::iter::once(numbering).chain(self.columns.iter().map(of_column)).collect()
    }

    /// The upper row of headings: who a row is about is merged down over both rows, the facts stand under a group.
    pub(super) fn groups(&self) -> Vec<Group> {
        if self.upper_headings == Printed::No {
            return Vec::new();
        }
        let mut groups = vec![Group { first: 0, last: 0, text: "序号".to_owned() }];
        for (at, column) in (1u16..).zip(&self.columns) {
            if is_identity(column.column.field) {
                groups.push(Group { first: at, last: at, text: column.heading.clone() });
                continue;
            }
            match groups.last_mut() {
                Some(group) if group.text == FACTS => group.last = at,
                Some(_) | None => groups.push(Group { first: at, last: at, text: FACTS.to_owned() }),
            }
        }
        groups
    }
}

/// Heading of a group of facts.
const FACTS: &str = "有关情况";

/// Whether a field tells who a row is about, or how to reach or pay them.
pub(super) fn is_identity(field: &str) -> bool {
    matches!(
        field,
        "household_number"
            | "name"
            | "citizen_id"
            | "village"
            | "village_name"
            | "sex"
            | "birth"
            | "phone"
            | "account"
            | "query_batch"
    )
}

fn columns(list: OfficeList, used: &[&'static str], random: &mut Random) -> Vec<FormColumn> {
    let in_wan = random.in_a_thousand(300);
    let mut columns = Vec::new();
    for (place, column) in list.columns().iter().enumerate() {
        if list == OfficeList::VisitForms && place >= VISIT_FORM_FIRST && !used.contains(&column.field) {
            continue;
        }
        let heading = if random.in_a_thousand(650) { column.headings[0] } else { random.pick(column.headings) };
        let wan = in_wan && matches!(column.field, "cash_assets" | "medical_total" | "illness_spending");
        let unit = if wan { Unit::WanYuan } else { Unit::Yuan };
        let bracket = match column.content {
            Content::Money(_) if unit == Unit::WanYuan => "（万元）",
            Content::Money(Span::Year) => random.pick(&["", "(元)", "（元/年）", "（元）"]),
            Content::Money(Span::MonthOfYear) => random.pick(&["", "(元)", "（元/月）"]),
            Content::Money(Span::Nothing) => random.pick(&["", "(元)", "（元）"]),
            Content::Name
            | Content::Number
            | Content::Text
            | Content::Word
            | Content::Day
            | Content::Month
            | Content::Count
            | Content::YesNo => "",
        };
        columns.push(FormColumn { place, column, heading: format!("{heading}{bracket}"), unit });
    }
    columns
}

/// A day in one of the forms.
pub(super) fn typed_day<'a>(day: Date, form: DayForm) -> Cell<'a> {
    let (year, month, date) = (day.year(), day.month(), day.day());
    match form {
        DayForm::Dashes => Cell::text(day.to_string()),
        DayForm::Strokes => Cell::text(format!("{year}/{month}/{date}")),
        DayForm::Dots => Cell::text(format!("{year}.{month:02}.{date:02}")),
        DayForm::Plain => Cell::text(format!("{year}{month:02}{date:02}")),
        DayForm::Chinese => Cell::text(format!("{year}年{month}月{date}日")),
        DayForm::SpreadsheetDate => Cell::Day(day),
        DayForm::Serial => Cell::count(serial(day)),
    }
}

/// A day in another form than this one.
pub(super) fn another_form(form: DayForm, format: FileFormat, random: &mut Random) -> DayForm {
    let mut others = vec![DayForm::Dashes, DayForm::Strokes, DayForm::Dots, DayForm::Plain, DayForm::Chinese];
    if format.is_workbook() {
        others.extend([DayForm::SpreadsheetDate, DayForm::Serial]);
    }
    others.retain(|other| *other != form);
    *random.pick(&others)
}
