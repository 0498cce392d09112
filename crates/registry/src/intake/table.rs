//! Bytes to rows of cells, whatever the format. The formats themselves are in `workbook` and `delimited`.

use std::borrow::Cow;

use vocabulary::{Date, squeeze};

use super::refusal::{BYTES_MAX, COLUMNS_MAX, FileRefusalReason, Found, SizeLimit};
use super::{delimited, workbook};

/// A cell as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A number shown as a date.
    Day(Date),
    /// An error of the spreadsheet, such as `#REF!`.
    Fault,
    /// Below the first row of a merged cell, with the text of that cell. Only what a household shares is read from it.
    Continued(String),
}

/// A row with at least one filled cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TableRow {
    /// Row as a spreadsheet shows it, from 1.
    pub number: u32,
    /// Cells from column A on; blank ones at the end may be missing.
    pub cells: Vec<Cell>,
}

/// One visible sheet, or the whole of a text file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Name of the sheet; empty in a text file.
    pub name: String,
    /// Rows in their order.
    pub rows: Vec<TableRow>,
}

/// Digits up to which a number typed as a number is exact: from here on Excel replaces the last digits by zeros.
pub(super) const EXACT_BELOW: f64 = 1e15;

impl TableRow {
    /// The cell in a column, blank where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &Cell {
        const BLANK: Cell = Cell::Blank;
        self.cells.get(column).unwrap_or(&BLANK)
    }
}

impl Cell {
    /// The cell as text in half width and without spaces; `None` where it is blank, an error, or the lower part of a
    /// merged cell.
    pub(super) fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Cell::Blank | Cell::Fault | Cell::Continued(_) => None,
            Cell::Text(text) => Some(squeezed(text)).filter(|text| !text.is_empty()),
            Cell::Number(number) => Some(Cow::Owned(number_text(*number))),
            Cell::Day(day) => Some(Cow::Owned(day.to_string())),
        }
    }

    /// A text cell; blank where nothing visible stands in it.
    pub(super) fn of_text(text: &str) -> Cell {
        if squeezed(text).is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Cell::Blank | Cell::Continued(_))
    }
}

/// [`squeeze`] without a copy where the text is as it should be, as nearly every cell is: a county has millions.
pub(super) fn squeezed(text: &str) -> Cow<'_, str> {
    let is_plain = |sign: char| matches!(sign, '!'..='~' | '·' | '\u{4E00}'..='\u{9FFF}');
    if text.chars().all(is_plain) { Cow::Borrowed(text) } else { Cow::Owned(squeeze(text)) }
}

/// A number as a spreadsheet shows it: fifteen digits, so that 1.1 + 2.2 is 3.3.
fn number_text(number: f64) -> String {
    let whole_digits = number.abs().log10().floor().clamp(0.0, 14.0);
    // The clamp above keeps this between 0 and 14; a cast of such a number is exact.
    let decimals = 14 - whole_digits as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The tables of a file, blank rows left out.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Table>, FileRefusalReason> {
    if bytes.is_empty() {
        return Err(FileRefusalReason::Empty);
    }
    if bytes.len() > BYTES_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::Bytes));
    }
    let tables = if bytes.starts_with(b"PK\x03\x04") {
        workbook::xlsx(bytes)?
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        workbook::xls(bytes)?
    } else if let Some(found) = known_by_first_bytes(bytes) {
        return Err(FileRefusalReason::NotATable(found));
    } else {
        vec![delimited::table(bytes)?]
    };
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err(FileRefusalReason::Empty);
    }
    Ok(tables)
}

fn known_by_first_bytes(bytes: &[u8]) -> Option<Found> {
    const FIRST: [(&[u8], Found); 9] = [
        (b"PK", Found::Archive),
        (b"Rar!", Found::Archive),
        (b"7z\xBC\xAF", Found::Archive),
        (b"\x1F\x8B", Found::Archive),
        (b"{\\rtf", Found::Archive),
        (b"\x89PNG", Found::Picture),
        (b"\xFF\xD8\xFF", Found::Picture),
        (b"GIF8", Found::Picture),
        (b"%PDF", Found::Pdf),
    ];
    let known = FIRST.iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, found)| *found);
    let start: Vec<u8> = bytes.iter().filter(|byte| !byte.is_ascii_whitespace()).take(9).map(u8::to_ascii_lowercase).collect();
    let markup = start.starts_with(b"<html") || start.starts_with(b"<!doctype") || start.starts_with(b"<?xml");
    known.or(markup.then_some(Found::WebPage))
}

/// Collects the cells of one sheet in the order of its rows; columns beyond the limit are passed over.
#[derive(Default)]
pub(super) struct RowCollector {
    rows: std::collections::BTreeMap<u32, Vec<Cell>>,
}

impl RowCollector {
    /// Puts a filled cell at a row and column counted from 0; the answer is how many cells were taken.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> usize {
        let column = column as usize;
        if column >= COLUMNS_MAX || cell == Cell::Blank {
            return 0;
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Blank);
        }
        cells[column] = cell;
        1
    }

    /// Fills the lower rows of a cell that is merged over several rows of one column.
    pub(super) fn merge(&mut self, first_row: u32, last_row: u32, column: u32) {
        let first = self.rows.get(&first_row).and_then(|cells| cells.get(column as usize));
        let Some(text) = first.and_then(Cell::text).map(Cow::into_owned) else { return };
        for (_, cells) in self.rows.range_mut(first_row + 1..=last_row) {
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Blank);
            }
            if cells[column] == Cell::Blank {
                cells[column] = Cell::Continued(text.clone());
            }
        }
    }

    /// The rows with a filled cell.
    pub(super) fn rows(self) -> Vec<TableRow> {
        let filled = self.rows.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_blank()));
        filled.map(|(row, cells)| TableRow { number: row + 1, cells }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_a_spreadsheet_shows_them() {
        let cases = [
            (0.0, "0"),
            (1.1 + 2.2, "3.3"),
            (12_345.670_000_000_002, "12345.67"),
            (-500.5, "-500.5"),
            (130_503_670_401_001.0, "130503670401001"),
            (0.01, "0.01"),
            (1000.0 / 3.0, "333.333333333333"),
        ];
        for (number, text) in cases {
            assert_eq!(number_text(number), text);
        }
        assert_eq!(number_text(f64::NAN), "NaN");
        assert_eq!(number_text(f64::INFINITY), "inf");
    }

    #[test]
    fn what_is_no_table_is_told_by_its_first_bytes() {
        let refused = |bytes: &[u8]| tables(bytes).expect_err("no table");
        assert_eq!(refused(b""), FileRefusalReason::Empty);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), FileRefusalReason::NotATable(Found::Picture));
        assert_eq!(refused(b"%PDF-1.7"), FileRefusalReason::NotATable(Found::Pdf));
        assert_eq!(refused(b"\n <HTML><table>"), FileRefusalReason::NotATable(Found::WebPage));
        assert_eq!(refused(b"\0\0\0\0"), FileRefusalReason::NotATable(Found::Bytes));
        assert_eq!(refused(b" \r\n\r\n"), FileRefusalReason::Empty);
    }
}
