//! A workbook: its sheets one after another, cells parted by tabs.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::{ReportRead, SIGNS_MAX, TextRefusal};

/// The cells of all sheets.
pub(super) fn text(bytes: &[u8]) -> Result<ReportRead, TextRefusal> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| TextRefusal::Broken { what: "工作簿" })?;
    let mut text = String::new();
    for sheet in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&sheet) else { continue };
        for row in range.rows() {
            let cells: Vec<String> = row.iter().map(cell).collect();
            let line = cells.join("\t");
            text.push_str(line.trim_end_matches('\t'));
            text.push('\n');
            // Four bytes a sign at most: what is longer is refused by the caller anyway.
            if text.len() > 4 * SIGNS_MAX {
                return Err(TextRefusal::TooLong);
            }
        }
        text.push('\n');
    }
    Ok(ReportRead { text, notes: Vec::new() })
}

fn cell(cell: &Data) -> String {
    // What a workbook works out carries binary dust: 0.30000000000000004.
    if let Data::Float(number) = cell {
        let text = format!("{number:.6}");
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    if matches!(cell, Data::Empty) {
        return String::new();
    }
    cell.to_string().replace(['\t', '\n', '\r'], " ")
}
