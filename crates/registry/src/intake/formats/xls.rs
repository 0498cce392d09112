//! Workbooks of the older format (xls, BIFF8) and of WPS (et) to tables.
//!
//! The reader of this format is calamine: files have at most 65,536 rows, and its many old forms are not worth a second
//! reader. Absent on purpose: formulas, styles, the rows of hidden sheets.

use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetVisible, Xls, XlsError};
use vocabulary::Date;

use super::super::refusal::{CELLS_MAX, COLUMNS_MAX, FileRefusalReason, Found, SizeLimit};
use super::super::table::{Allowance, Cell, Merged, RowCollector, Table};
use super::compound::{self, Holds};

/// The tables of an xls. The reader of this format lays every sheet out in full, so its extent is looked at before.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<Table>, FileRefusalReason> {
    let hidden_rows = match compound::look(bytes).ok_or(FileRefusalReason::Broken)? {
        Holds::Encrypted => return Err(FileRefusalReason::PasswordProtected),
        Holds::OtherDocument => return Err(FileRefusalReason::NotATable(Found::Archive)),
        Holds::Workbook { cells, .. } if cells > CELLS_MAX as u64 => {
            return Err(FileRefusalReason::TooLarge(SizeLimit::Cells));
        }
        Holds::Workbook { hidden_rows, .. } => hidden_rows,
    };
    let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(refusal)?;
    let mut allowance = Allowance::default();
    let mut tables = Vec::new();
    let sheets = book.sheets_metadata().to_vec();
    for ((at, sheet), hidden_rows) in (0u16..).zip(sheets).zip(hidden_rows) {
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let mut table = Table { sheet: at, name: sheet.name, is_hidden, rows: Vec::new() };
        if !is_hidden {
            let range = book.worksheet_range(&table.name).map_err(refusal)?;
            let (first_row, first_column) = range.start().unwrap_or((0, 0));
            let mut rows = RowCollector::default();
            for (row, values) in (first_row..).zip(range.rows()) {
                let cells = cells(values, first_column as usize, &mut allowance)?;
                if !cells.is_empty() {
                    rows.put_row(row, cells, hidden_rows.contains(&row), &mut allowance)?;
                }
            }
            let merged = book.merge_cells_by_sheet_name(&table.name).map_err(refusal)?;
            rows.merge_all(merged.iter().filter_map(downwards), &mut allowance)?;
            table.rows = rows.rows();
        }
        tables.push(table);
    }
    Ok(tables)
}

/// The cells of a row from column A to the last filled one.
fn cells(values: &[Data], first_column: usize, allowance: &mut Allowance) -> Result<Vec<Cell>, FileRefusalReason> {
    let filled = values.iter().rposition(|value| *value != Data::Empty).map_or(0, |last| last + 1);
    let mut cells = Vec::new();
    if filled == 0 || first_column >= COLUMNS_MAX {
        return Ok(cells);
    }
    cells.resize(first_column, Cell::Blank);
    for value in values.iter().take(filled.min(COLUMNS_MAX - first_column)) {
        let cell = cell_of(value);
        if let Cell::Text(text) = &cell {
            allowance.take_text(Some(text))?;
        }
        cells.push(cell);
    }
    Ok(cells)
}

fn downwards(region: &Dimensions) -> Option<Merged> {
    let merged = Merged { first_row: region.start.0, last_row: region.end.0, column: region.start.1 };
    (region.start.1 == region.end.1 && merged.first_row < merged.last_row).then_some(merged)
}

fn cell_of(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Blank,
        Data::String(text) => Cell::of_text(text),
        // Whole numbers of this format have at most 30 bits (RK), so nothing is lost.
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) if number.is_finite() => Cell::Number(*number),
        Data::Float(_) | Data::Error(_) => Cell::Fault,
        Data::Bool(yes) => Cell::yes_or_no(*yes),
        Data::DateTime(moment) if moment.is_datetime() && moment.as_f64().is_finite() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            day_of(year, month, day).map_or(Cell::Number(moment.as_f64()), Cell::Day)
        }
        Data::DateTime(duration) => Cell::of_text(&duration.to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::of_text(text),
    }
}

fn day_of(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn refusal(fault: XlsError) -> FileRefusalReason {
    if matches!(fault, XlsError::Password) { FileRefusalReason::PasswordProtected } else { FileRefusalReason::Broken }
}
