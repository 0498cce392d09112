//! Rows of cells, whatever the format they came in. The formats themselves are in [`super::reader`].
//!
//! Holds: the memory of a table is counted while it grows, so that no file takes more than its share.

use std::borrow::Cow;

use smol_str::SmolStr;
use vocabulary::{Date, squeezed};

use super::refusal::{CELLS_MAX, FileRefusalReason, ROWS_MAX, SizeLimit, TEXT_BYTES_MAX};

/// A cell as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// A text.
    Text(SmolStr),
    /// A number.
    Number(f64),
    /// A number shown as a date.
    Day(Date),
    /// An error of the spreadsheet, such as `#REF!`.
    Fault,
    /// Below the first row of a merged cell, with the text of that cell. Only what a household shares is read from it.
    Continued(SmolStr),
}

/// A row with at least one filled cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TableRow {
    /// Row as a spreadsheet shows it, from 1.
    pub number: u32,
    /// Not shown in the spreadsheet, mostly because a filter was left on; it is read like any other.
    pub is_hidden: bool,
    /// Cells from column A on; blank ones at the end may be missing.
    pub cells: Vec<Cell>,
}

/// One sheet, or the whole of a text file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Name of the sheet; empty in a text file.
    pub name: String,
    /// A hidden sheet is a list of choices or an old copy: its rows are not read.
    pub is_hidden: bool,
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

    /// A number of at most two decimals and not below zero, in hundredths.
    #[inline]
    pub(super) fn hundredths(&self) -> Option<i64> {
        match self {
            Cell::Number(number) => hundredths(*number).filter(|hundredths| *hundredths >= 0),
            Cell::Blank | Cell::Text(_) | Cell::Day(_) | Cell::Fault | Cell::Continued(_) => None,
        }
    }

    /// A text cell; blank where nothing visible stands in it.
    #[inline]
    pub(super) fn of_text(text: &str) -> Cell {
        let text = visible_text(text);
        if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
    }

    /// A cell that is ticked or not.
    pub(super) fn yes_or_no(yes: bool) -> Cell {
        Cell::Text(SmolStr::new_static(if yes { "是" } else { "否" }))
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Cell::Blank | Cell::Continued(_))
    }
}

/// A text as it is kept: without the signs that programs pad fields with (NUL, say), and empty where nothing visible stands
/// in it. Up to 23 bytes, as most cells have, take no memory of their own.
#[inline]
pub(super) fn visible_text(text: &str) -> SmolStr {
    let begins_visibly = text.bytes().next().is_some_and(|first| first.is_ascii_graphic() || matches!(first, 0xE4..=0xE9));
    let has_control = text.bytes().fold(false, |found, byte| found | (byte < b' ') | (byte == 0x7F));
    if begins_visibly && !has_control {
        return SmolStr::new(text);
    }
    let shown: String = text.chars().filter(|sign| !sign.is_control() || sign.is_whitespace()).collect();
    if squeezed(&shown).is_empty() { SmolStr::default() } else { SmolStr::new(shown) }
}

/// Bytes that a text takes beside its cell.
#[inline]
pub(super) fn own_bytes(text: &SmolStr) -> usize {
    if text.is_heap_allocated() { text.len() } else { 0 }
}

/// A number as a spreadsheet shows it: fifteen digits, so that 1.1 + 2.2 is 3.3.
fn number_text(number: f64) -> String {
    if let Some(hundredths) = hundredths(number) {
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let sign = if hundredths < 0 { "-" } else { "" };
        return match (rest, rest % 10) {
            (0, _) => format!("{sign}{whole}"),
            (_, 0) => format!("{sign}{whole}.{}", rest / 10),
            (_, _) => format!("{sign}{whole}.{rest:02}"),
        };
    }
    let whole_digits = number.abs().log10().floor().clamp(0.0, 14.0);
    // The clamp above keeps this between 0 and 14; a cast of such a number is exact.
    let decimals = 14 - whole_digits as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number of at most two decimals in hundredths. Nearly all numbers of forms are such amounts, which whole numbers write
/// and read ten times as quickly. Below `EXACT_BELOW` the cast is exact, and equality says that nothing else is meant.
#[inline]
fn hundredths(number: f64) -> Option<i64> {
    let hundredths = (number * 100.0).round();
    (hundredths.abs() < EXACT_BELOW && hundredths / 100.0 == number).then_some(hundredths as i64)
}

/// What a file may still take of memory.
pub(super) struct Allowance {
    cells: usize,
    rows: usize,
    text_bytes: usize,
}

impl Default for Allowance {
    fn default() -> Allowance {
        Allowance { cells: CELLS_MAX, rows: ROWS_MAX as usize * SHEETS_FILLED, text_bytes: TEXT_BYTES_MAX }
    }
}

impl Allowance {
    /// Takes cells, blank ones before and between the filled too.
    fn take_cells(&mut self, cells: usize) -> Result<(), FileRefusalReason> {
        self.cells = self.cells.checked_sub(cells).ok_or(FileRefusalReason::TooLarge(SizeLimit::Cells))?;
        Ok(())
    }

    fn take_row(&mut self) -> Result<(), FileRefusalReason> {
        self.rows = self.rows.checked_sub(1).ok_or(FileRefusalReason::TooLarge(SizeLimit::Rows))?;
        Ok(())
    }

    /// Takes a text that needs memory of its own.
    #[inline]
    pub(super) fn take_text(&mut self, text: Option<&SmolStr>) -> Result<(), FileRefusalReason> {
        self.take_text_bytes(text.map_or(0, own_bytes))
    }

    /// Takes bytes of texts that need memory of their own.
    pub(super) fn take_text_bytes(&mut self, bytes: usize) -> Result<(), FileRefusalReason> {
        self.text_bytes = self.text_bytes.checked_sub(bytes).ok_or(FileRefusalReason::TooLarge(SizeLimit::TextBytes))?;
        Ok(())
    }
}

/// A cell merged over several rows of one column, rows and column from 0. One merged to the right stands in its first
/// column already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    /// First row.
    pub first_row: u32,
    /// Last row.
    pub last_row: u32,
    /// The column.
    pub column: u32,
}

/// Sheets with the most rows that one file may have.
const SHEETS_FILLED: usize = 4;

/// Collects the rows of one sheet, mostly in their order.
#[derive(Default)]
pub(super) struct RowCollector {
    rows: Vec<TableRow>,
    is_out_of_order: bool,
}

impl RowCollector {
    /// Puts a row, counted from 0. Where it was put before, the cells of both count, the later before the earlier.
    pub(super) fn put_row(
        &mut self,
        row: u32,
        mut cells: Vec<Cell>,
        is_hidden: bool,
        allowance: &mut Allowance,
    ) -> Result<(), FileRefusalReason> {
        if row >= ROWS_MAX {
            return Err(FileRefusalReason::TooLarge(SizeLimit::Rows));
        }
        allowance.take_row()?;
        allowance.take_cells(cells.len())?;
        if cells.capacity() > 2 * cells.len() {
            cells.shrink_to_fit();
        }
        let number = row + 1;
        self.is_out_of_order |= self.rows.last().is_some_and(|last| last.number >= number);
        self.rows.push(TableRow { number, is_hidden, cells });
        Ok(())
    }

    /// Fills the lower rows, counted from 0, of a cell that is merged over several rows of one column.
    pub(super) fn merge(&mut self, merged: Merged, allowance: &mut Allowance) -> Result<(), FileRefusalReason> {
        self.settle();
        let (first, last) = (merged.first_row.saturating_add(1), merged.last_row.saturating_add(1));
        let column = merged.column as usize;
        let at = self.rows.partition_point(|row| row.number < first);
        let Some((top, below)) = self.rows.get_mut(at..).and_then(<[TableRow]>::split_first_mut) else { return Ok(()) };
        let top = Some(top).filter(|top| top.number == first);
        let Some(text) = top.and_then(|top| top.cell(column).text().map(SmolStr::new)) else { return Ok(()) };
        for row in below.iter_mut().take_while(|row| row.number <= last) {
            if row.cells.len() <= column {
                allowance.take_cells(column + 1 - row.cells.len())?;
                row.cells.resize(column + 1, Cell::Blank);
            }
            if let Some(cell) = row.cells.get_mut(column).filter(|cell| **cell == Cell::Blank) {
                *cell = Cell::Continued(text.clone());
            }
        }
        Ok(())
    }

    /// Fills below all merged cells of a sheet, as far as they together are no higher than a sheet can be.
    pub(super) fn merge_all(
        &mut self,
        merged: impl IntoIterator<Item = Merged>,
        allowance: &mut Allowance,
    ) -> Result<(), FileRefusalReason> {
        let mut left = ROWS_MAX;
        for merged in merged {
            let Some(after) = left.checked_sub(merged.last_row.saturating_sub(merged.first_row)) else { break };
            left = after;
            self.merge(merged, allowance)?;
        }
        Ok(())
    }

    /// The rows with a filled cell.
    pub(super) fn rows(mut self) -> Vec<TableRow> {
        self.settle();
        self.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
        self.rows
    }

    /// Puts the rows in order, each once.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.is_out_of_order) {
            return;
        }
        self.rows.sort_by_key(|row| row.number);
        self.rows.dedup_by(|later, earlier| {
            let same = later.number == earlier.number;
            if same {
                earlier.take_over(later);
            }
            same
        });
    }
}

impl TableRow {
    /// Takes the filled cells of a row with the same number.
    fn take_over(&mut self, later: &mut TableRow) {
        self.is_hidden |= later.is_hidden;
        if self.cells.len() < later.cells.len() {
            self.cells.resize(later.cells.len(), Cell::Blank);
        }
        for (cell, later) in self.cells.iter_mut().zip(later.cells.drain(..)) {
            if later != Cell::Blank {
                *cell = later;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::refusal::COLUMNS_MAX;
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
            (-0.5, "-0.5"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (0.004, "0.004"),
            (9_999_999_999_999.99, "9999999999999.99"),
            (620_521_197_001_010_017.0, "620521197001010048"),
            (1000.0 / 3.0, "333.333333333333"),
        ];
        for (number, text) in cases {
            assert_eq!(number_text(number), text);
        }
        assert_eq!(number_text(f64::NAN), "NaN");
        assert_eq!(number_text(f64::INFINITY), "inf");
    }

    #[test]
    fn rows_out_of_order_are_put_in_order_and_the_later_cell_counts() {
        let mut allowance = Allowance::default();
        let mut rows = RowCollector::default();
        let text = |text: &str| Cell::of_text(text);
        for (row, cells) in
            [(4, vec![text("丁")]), (1, vec![text("甲"), text("乙")]), (4, vec![Cell::Blank, text("戊")]), (1, vec![text("丙")])]
        {
            rows.put_row(row, cells, false, &mut allowance).expect("few rows");
        }
        let shown: Vec<(u32, Vec<Cell>)> = rows.rows().into_iter().map(|row| (row.number, row.cells)).collect();
        assert_eq!(shown, [(2, vec![text("丙"), text("乙")]), (5, vec![text("丁"), text("戊")])]);
    }

    #[test]
    fn a_cell_merged_downwards_continues_in_the_rows_that_are_there() {
        let mut allowance = Allowance::default();
        let mut rows = RowCollector::default();
        for row in [0u32, 2, 3, 5] {
            let first = if row == 0 { Cell::of_text("甲") } else { Cell::Blank };
            rows.put_row(row, vec![first, Cell::Number(f64::from(row))], false, &mut allowance).expect("few rows");
        }
        let merged = [(0, 3, 0), (u32::MAX, u32::MAX, u32::MAX), (7, 9, 0)];
        let merged = merged.map(|(first_row, last_row, column)| Merged { first_row, last_row, column });
        rows.merge_all(merged, &mut allowance).expect("few rows");
        let shown: Vec<bool> = rows.rows().iter().map(|row| row.cells[0] == Cell::Continued("甲".into())).collect();
        assert_eq!(shown, [false, true, true, false]);
    }

    #[test]
    fn memory_for_one_file_has_an_end() {
        let wide = |rows: &mut RowCollector, row, allowance: &mut Allowance| {
            rows.put_row(row, vec![Cell::Blank; COLUMNS_MAX], false, allowance)
        };
        let mut allowance = Allowance { cells: 600, rows: 9, text_bytes: 30 };
        let mut rows = RowCollector::default();
        assert_eq!([0, 1].map(|row| wide(&mut rows, row, &mut allowance)), [Ok(()), Ok(())]);
        assert_eq!(wide(&mut rows, 2, &mut allowance), Err(FileRefusalReason::TooLarge(SizeLimit::Cells)));
        assert_eq!(wide(&mut rows, ROWS_MAX, &mut allowance), Err(FileRefusalReason::TooLarge(SizeLimit::Rows)));
        let long = visible_text("十个汉字是三十个字节的");
        assert_eq!(allowance.take_text(Some(&long)), Err(FileRefusalReason::TooLarge(SizeLimit::TextBytes)));
    }

    #[test]
    fn padding_is_no_part_of_a_text() {
        assert_eq!(visible_text("王小二\0\0"), "王小二");
        assert_eq!(visible_text("王\n小二"), "王\n小二");
        assert_eq!(visible_text("\0 \u{3000}"), "");
        assert_eq!(visible_text(" 王"), " 王");
    }
}
