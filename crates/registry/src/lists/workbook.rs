//! Workbooks (xlsx, xls) to columns: the first visible sheet with a heading that names a person.
//!
//! The readers of the intake are used, with their bounds on what a file may take.

use super::{Gathered, List, ListOptions, ListRefusal};
use crate::intake::{FileRefusalReason, ListSheet, list_sheets};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], options: &ListOptions) -> Result<List, ListRefusal> {
    let mut refusal = ListRefusal::Empty;
    for sheet in list_sheets(bytes).map_err(refused)? {
        match of_sheet(&sheet, options) {
            Ok(list) => return Ok(list),
            Err(other) => refusal = if refusal == ListRefusal::Empty { other } else { refusal },
        }
    }
    Err(refusal)
}

fn refused(reason: FileRefusalReason) -> ListRefusal {
    match reason {
        FileRefusalReason::Empty => ListRefusal::Empty,
        FileRefusalReason::TooLarge(limit) => ListRefusal::TooLarge(limit),
        FileRefusalReason::PasswordProtected => ListRefusal::PasswordProtected,
        FileRefusalReason::NotATable(_) => ListRefusal::NotATable,
        FileRefusalReason::Broken
        | FileRefusalReason::NoHeadings { .. }
        | FileRefusalReason::SeveralLayouts { .. }
        | FileRefusalReason::HeadingTwice { .. }
        | FileRefusalReason::UnknownUnit { .. }
        | FileRefusalReason::ColumnsUnclear { .. } => ListRefusal::Broken("工作簿不完整或已损坏".to_owned()),
    }
}

fn of_sheet(sheet: &ListSheet, options: &ListOptions) -> Result<List, ListRefusal> {
    let mut gathered = Gathered::new(options);
    for cells in sheet.rows().filter(|cells| cells.iter().any(|cell| !cell.is_empty())) {
        gathered.push(|at| cells.get(at).map_or("", |cell| cell), cells.len())?;
    }
    gathered.finish()
}
