//! A received file as it stands, for a copy with its faults marked.

use std::borrow::Cow;
use std::num::NonZeroUsize;

use super::table::{Cell, Table};
use super::{FileRefusal, FileRefusalReason, formats};

/// A visible sheet, or the whole of a text file, cell by cell as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetText {
    /// Sheet, from 0 in the order of the workbook; complaints name it.
    pub sheet: u16,
    /// Its name; empty in a text file.
    pub name: String,
    /// All rows from the first on, blank ones too.
    pub rows: Vec<Vec<String>>,
}

/// The sheets of a file as texts, whatever its layout.
pub fn sheets(bytes: &[u8], file_name: &str) -> Result<Vec<SheetText>, FileRefusal> {
    let tables =
        formats::tables(bytes, NonZeroUsize::MIN).map_err(|reason| FileRefusal { file_name: file_name.to_owned(), reason })?;
    Ok(tables.into_iter().filter(|table| !table.is_hidden).map(of_table).collect())
}

/// A visible sheet row by row, for lists of any shape.
pub(crate) struct ListSheet(Table);

impl ListSheet {
    /// The rows with a filled cell: texts without spaces around them, days as ISO writes them, nothing for an error.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Vec<Cow<'_, str>>> {
        self.0.rows.iter().map(|row| row.cells.iter().map(listed).collect())
    }
}

fn listed(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => Cow::Borrowed(text.trim()),
        Cell::Blank | Cell::Continued(_) | Cell::Number(_) | Cell::Day(_) | Cell::Fault => cell.text().unwrap_or_default(),
    }
}

/// The visible sheets of a file.
pub(crate) fn list_sheets(bytes: &[u8]) -> Result<Vec<ListSheet>, FileRefusalReason> {
    let tables = formats::tables(bytes, NonZeroUsize::MIN)?;
    Ok(tables.into_iter().filter(|table| !table.is_hidden).map(ListSheet).collect())
}

fn of_table(table: Table) -> SheetText {
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(table.rows.len());
    for row in table.rows {
        let at = usize::try_from(row.number).unwrap_or(usize::MAX).saturating_sub(1);
        // Rows come in their order; those between are blank.
        rows.resize_with(at.max(rows.len()), Vec::new);
        rows.push(row.cells.iter().map(shown).collect());
    }
    SheetText { sheet: table.sheet, name: table.name, rows }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Fault => "#错误".to_owned(),
        Cell::Blank | Cell::Continued(_) | Cell::Number(_) | Cell::Day(_) => {
            cell.text().map_or_else(String::new, |text| text.into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_shown_as_it_stands_with_its_blank_rows() {
        let shown = sheets("名单,\n\n姓名,户号\n王桂兰,001\n".as_bytes(), "名单.csv").expect("read");
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].rows[2], ["姓名", "户号"]);
        assert_eq!(shown[0].rows[3], ["王桂兰", "001"]);
        assert!(shown[0].rows[1].iter().all(String::is_empty));
    }
}
