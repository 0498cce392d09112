//! Workbooks (xlsx, xls) to tables.
//!
//! Holds: nothing in a file makes this panic or take memory without bound. Absent on purpose: formulas, styles, hidden sheets.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Dimensions, Reader, Sheet, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use vocabulary::Date;

use super::refusal::{CELLS_MAX, FileRefusalReason, Found, ROWS_MAX, SizeLimit, UNPACKED_BYTES_MAX};
use super::table::{Cell, RowCollector, Table};
use super::{archive, compound};

/// Visible sheets with their places in the workbook. A hidden sheet is a list of choices or an old copy: it is not read.
fn visible(sheets: &[Sheet]) -> Vec<(u16, String)> {
    let numbered = (0u16..).zip(sheets);
    numbered.filter(|(_, sheet)| sheet.visible == SheetVisible::Visible).map(|(at, sheet)| (at, sheet.name.clone())).collect()
}

/// Runs a reader of a format that is not ours: should it panic on a damaged file, the file is broken, not the system.
fn guarded<T>(read: impl FnOnce() -> Result<T, FileRefusalReason>) -> Result<T, FileRefusalReason> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(FileRefusalReason::Broken))
}

/// The tables of an xlsx. Its cells are read one by one, so that a stray cell in the last row costs nothing.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Vec<Table>, FileRefusalReason> {
    let unpacked = archive::stated_size(bytes).ok_or(FileRefusalReason::Broken)?;
    if unpacked > UNPACKED_BYTES_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes));
    }
    guarded(|| {
        let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_refusal)?;
        let mut tables = Vec::new();
        let mut filled = 0;
        for (sheet, name) in visible(book.sheets_metadata()) {
            let mut rows = match xlsx_rows(&mut book, &name, &mut filled) {
                Ok(rows) => rows,
                // A sheet of charts has no cells.
                Err(XlsxRows::NoCells) => continue,
                Err(XlsxRows::Refused(reason)) => return Err(reason),
            };
            let merged = book.merge_cells_by_sheet_name(&name).map_err(xlsx_refusal)?;
            merge(&mut rows, &merged);
            tables.push(Table { sheet, name, rows: rows.rows() });
        }
        Ok(tables)
    })
}

enum XlsxRows {
    NoCells,
    Refused(FileRefusalReason),
}

fn xlsx_rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, filled: &mut usize) -> Result<RowCollector, XlsxRows> {
    let refused = |fault| XlsxRows::Refused(xlsx_refusal(fault));
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Err(XlsxRows::NoCells),
        Err(fault) => return Err(refused(fault)),
    };
    let mut rows = RowCollector::default();
    while let Some(cell) = cells.next_cell().map_err(refused)? {
        let (row, column) = cell.get_position();
        put(&mut rows, row, column, &Data::from(cell.get_value().clone()), filled).map_err(XlsxRows::Refused)?;
    }
    Ok(rows)
}

/// The tables of an xls. The reader of this format lays every sheet out in full, so its extent is looked at before.
pub(super) fn xls(bytes: &[u8]) -> Result<Vec<Table>, FileRefusalReason> {
    guarded(|| {
        match compound::look(bytes).ok_or(FileRefusalReason::Broken)? {
            compound::Holds::EncryptedPackage => return Err(FileRefusalReason::PasswordProtected),
            compound::Holds::OtherDocument => return Err(FileRefusalReason::NotATable(Found::Archive)),
            compound::Holds::Workbook { cells } if cells > CELLS_MAX as u64 => {
                return Err(FileRefusalReason::TooLarge(SizeLimit::Cells));
            }
            compound::Holds::Workbook { .. } => {}
        }
        let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(xls_refusal)?;
        let mut tables = Vec::new();
        let mut filled = 0;
        for (sheet, name) in visible(book.sheets_metadata()) {
            let range = book.worksheet_range(&name).map_err(xls_refusal)?;
            let (first_row, first_column) = range.start().unwrap_or((0, 0));
            let mut rows = RowCollector::default();
            for (row, column, value) in range.used_cells() {
                let at = |first: u32, step: usize| first.saturating_add(u32::try_from(step).unwrap_or(u32::MAX));
                put(&mut rows, at(first_row, row), at(first_column, column), value, &mut filled)?;
            }
            merge(&mut rows, &book.merge_cells_by_sheet_name(&name).map_err(xls_refusal)?);
            tables.push(Table { sheet, name, rows: rows.rows() });
        }
        Ok(tables)
    })
}

fn put(rows: &mut RowCollector, row: u32, column: u32, value: &Data, filled: &mut usize) -> Result<(), FileRefusalReason> {
    if row >= ROWS_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::Rows));
    }
    *filled += rows.put(row, column, cell_of(value));
    if *filled > CELLS_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::Cells));
    }
    Ok(())
}

/// Only cells merged down one column are of use: a heading merged to the right stands in its first column already.
fn merge(rows: &mut RowCollector, merged: &[Dimensions]) {
    let mut budget = u64::from(ROWS_MAX);
    for region in merged.iter().filter(|region| region.start.1 == region.end.1 && region.start.0 < region.end.0) {
        let height = u64::from(region.end.0 - region.start.0);
        let Some(left) = budget.checked_sub(height) else { return };
        budget = left;
        rows.merge(region.start.0, region.end.0, region.start.1);
    }
}

fn cell_of(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Blank,
        Data::String(text) => Cell::of_text(text),
        Data::Int(number) => Cell::Text(number.to_string()),
        Data::Float(number) if number.is_finite() => Cell::Number(*number),
        Data::Float(_) | Data::Error(_) => Cell::Fault,
        Data::Bool(true) => Cell::Text("是".to_owned()),
        Data::Bool(false) => Cell::Text("否".to_owned()),
        Data::DateTime(moment) if moment.is_datetime() && moment.as_f64().is_finite() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            day_of(year, month, day).map_or(Cell::Number(moment.as_f64()), Cell::Day)
        }
        Data::DateTime(duration) => Cell::Text(duration.to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::of_text(text),
    }
}

fn day_of(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn xlsx_refusal(fault: XlsxError) -> FileRefusalReason {
    if matches!(fault, XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound) {
        FileRefusalReason::NotATable(Found::Archive)
    } else if matches!(fault, XlsxError::Password) {
        FileRefusalReason::PasswordProtected
    } else {
        FileRefusalReason::Broken
    }
}

fn xls_refusal(fault: XlsError) -> FileRefusalReason {
    if matches!(fault, XlsError::Password) { FileRefusalReason::PasswordProtected } else { FileRefusalReason::Broken }
}
