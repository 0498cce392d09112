//! Pages of a file as they are typed: cells, headings, notes, and which rows are hidden.

use std::borrow::Cow;

use vocabulary::Date;

/// A cell as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Blank,
    Text(Cow<'a, str>),
    /// A number: so many units, with so many decimal places.
    Number {
        units: i64,
        places: u8,
    },
    /// A serial number that is shown as a date.
    Day(Date),
}

/// A row of a page below its headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageRow<'a> {
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) shown: Shown,
}

/// Whether a row or a sheet is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Visible,
    Hidden,
}

/// A cell of the upper row of headings: merged over its columns, and over both rows where nothing stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) text: String,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    pub(super) name: String,
    pub(super) shown: Shown,
    /// Rows of one text each: title, sender, notes.
    pub(super) above: Vec<String>,
    /// The upper row of headings, where there are two.
    pub(super) groups: Vec<Group>,
    /// Headings; none on a page of explanations.
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<PageRow<'a>>,
}

/// The formats in which offices save a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileFormat {
    Xlsx,
    Xls,
    /// Text in GB18030, as a spreadsheet program saves it in Chinese Windows.
    CsvGb18030,
    CsvUtf8,
    /// Text in UTF-8 with its mark in front.
    CsvUtf8Marked,
}

impl FileFormat {
    pub(super) fn ending(self) -> &'static str {
        match self {
            FileFormat::Xlsx => "xlsx",
            FileFormat::Xls => "xls",
            FileFormat::CsvGb18030 | FileFormat::CsvUtf8 | FileFormat::CsvUtf8Marked => "csv",
        }
    }

    /// Whether it has sheets, merged cells, hidden rows and numbers that are not text.
    pub(super) fn is_workbook(self) -> bool {
        matches!(self, FileFormat::Xlsx | FileFormat::Xls)
    }
}

impl Page<'_> {
    /// Whether nothing stands below a cell of the upper row of headings, so that it is merged over both rows.
    pub(super) fn is_tall(&self, group: &Group) -> bool {
        group.first == group.last && self.headings[usize::from(group.first)].is_empty()
    }

    /// Rows above the first row of persons.
    pub(super) fn rows_above(&self) -> u32 {
        let headings = usize::from(!self.headings.is_empty()) + usize::from(!self.groups.is_empty());
        u32::try_from(self.above.len() + headings).expect("a page has few rows above its list")
    }
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Text(text.into())
    }

    pub(super) fn count(units: i64) -> Cell<'static> {
        Cell::Number { units, places: 0 }
    }

    /// What stands in the cell of a file of this format. Workbooks show a day as `2022-03-05`, text files as `2022/3/5`;
    /// a number of more than fifteen digits is shortened when a spreadsheet program saves it as text.
    pub(super) fn written(&self, format: FileFormat) -> Cow<'_, str> {
        match self {
            Cell::Blank => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number { units, places: 0 } if !format.is_workbook() && units.abs() >= 1_000_000_000_000_000 => {
                Cow::Owned(shortened(*units))
            }
            Cell::Number { units, places } => Cow::Owned(decimal(*units, *places)),
            Cell::Day(day) if format.is_workbook() => Cow::Owned(day.to_string()),
            Cell::Day(day) => Cow::Owned(format!("{}/{}/{}", day.year(), day.month(), day.day())),
        }
    }

    /// The number that a spreadsheet keeps for the cell.
    pub(super) fn as_number(units: i64, places: u8) -> f64 {
        // A spreadsheet has no other numbers than floating ones; beyond fifteen digits they are lost, as they are in offices.
        units as f64 / 10f64.powi(i32::from(places))
    }
}

/// `6.20521E+17`.
fn shortened(units: i64) -> String {
    let digits = units.to_string();
    format!("{}.{}E+{}", &digits[..1], &digits[1..6], digits.len() - 1)
}

/// A decimal without zeros behind.
pub(super) fn decimal(units: i64, places: u8) -> String {
    let scale = 10i64.pow(u32::from(places));
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = (units.abs() / scale, units.abs() % scale);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::from(places);
    format!("{sign}{whole}.{}", format!("{rest:0width$}").trim_end_matches('0'))
}

/// The number a spreadsheet keeps for a day after February 1900 (1900 system).
pub(super) fn serial(day: Date) -> i64 {
    let eve = Date::new(1899, 12, 30).expect("a day of the calendar");
    i64::from(eve.days_until(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_without_zeros_behind() {
        assert_eq!(decimal(120_050, 2), "1200.5");
        assert_eq!(decimal(-100, 2), "-1");
        assert_eq!(decimal(1_200_000, 6), "1.2");
        assert_eq!(decimal(0, 2), "0");
        assert_eq!(decimal(-5, 2), "-0.05");
    }

    #[test]
    fn a_text_file_shortens_a_long_number_and_a_workbook_keeps_fifteen_digits() {
        let cell = Cell::count(620_521_197_001_011_000);
        assert_eq!(cell.written(FileFormat::CsvUtf8), "6.20521E+17");
        assert_eq!(cell.written(FileFormat::Xlsx), "620521197001011000");
    }

    #[test]
    fn a_serial_means_the_day_it_stands_for() {
        let day = Date::new(2022, 1, 15).expect("a day");
        assert_eq!(Date::from_spreadsheet_serial(serial(day)), Some(day));
    }
}
