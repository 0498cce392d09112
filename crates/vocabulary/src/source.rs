//! Where a statement comes from: a cell of a received file, or an act of an official.

use std::fmt;

use crate::{FileId, Sequence};

/// A cell of a received file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// The file.
    pub file: FileId,
    /// Sheet, from 0 in the order of the workbook; 0 in a csv.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Column, from 0 (A).
    pub column: u16,
}

/// What stands behind a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A cell of a department's file.
    Cell(CellRef),
    /// An official's act, by its number in the audit chain.
    Act(Sequence),
}

impl CellRef {
    /// Column and row as a spreadsheet names them: `C214`.
    pub fn address(&self) -> String {
        let mut letters = Vec::new();
        let mut left = u32::from(self.column) + 1;
        while left > 0 {
            left -= 1;
            letters.push(b'A' + u8::try_from(left % 26).expect("a remainder below 26"));
            left /= 26;
        }
        letters.reverse();
        format!("{}{}", String::from_utf8_lossy(&letters), self.row)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {} sheet {} {}", self.file, self.sheet + 1, self.address())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_a_spreadsheet_names_it() {
        let at = |column| CellRef { file: FileId::new(1).expect("an id"), sheet: 0, row: 214, column }.address();
        assert_eq!(
            (at(0), at(25), at(26), at(701), at(702)),
            ("A214".into(), "Z214".into(), "AA214".into(), "ZZ214".into(), "AAA214".into())
        );
    }
}
