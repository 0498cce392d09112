//! The answer key of the files of a month: which faults stand where, and whether they are ever put right.

use vocabulary::Month;

use super::fault::{FaultKind, Loss, ReadingExpected};
use super::list::OfficeList;
use crate::county::rows::CitizenKey;

/// What tests may compare the product with; the product never sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthKey {
    /// The month in which the files come.
    pub month: Month,
    /// The files, in the order in which they were handed out.
    pub files: Vec<SentFile>,
    /// Planted faults, by file, sheet and row.
    pub faults: Vec<PlantedFault>,
    /// Rows about families that authorised nothing: they must be counted and dropped.
    pub unauthorised: Vec<UnauthorisedRow>,
    /// Visit forms that settle faults of the month before.
    pub visits: Vec<VisitRow>,
    /// The query batch that the answers name, with the register households asked about.
    pub batch: AnsweredBatch,
}

/// A file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Its path.
    pub path: String,
    /// Which list.
    pub list: OfficeList,
    /// The month its rows are about: that of the key, or the one before in a file that is sent again.
    pub about: Month,
    /// The file of the month before whose place it takes.
    pub replaces: Option<String>,
    /// Rows of persons as they stand in the file, doubled ones and those of strangers included.
    pub rows: usize,
}

/// A planted fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlantedFault {
    /// Its number within the month, from 1 on.
    pub number: u32,
    /// The month in which the file comes.
    pub month: Month,
    /// The file.
    pub path: String,
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Column, from 0 (A).
    pub column: u16,
    /// Which list.
    pub list: OfficeList,
    /// Field of the column, as the layouts name it.
    pub field: &'static str,
    /// What is wrong.
    pub kind: FaultKind,
    /// Whose row it is; nobody of the county, or no row of a person where absent.
    pub citizen: Option<CitizenKey>,
    /// What stands in the cell. Workbooks keep a day as `2022-03-05` and a number in full.
    pub written: String,
    /// What should stand there, in the form of the file.
    pub meant: String,
    /// What the product must make of it.
    pub expected: ReadingExpected,
    /// Whether and how what was lost becomes known.
    pub cure: Cure,
}

impl PlantedFault {
    /// Whether it takes everything the row states, because the row can be tied to nobody for sure.
    pub fn costs_the_row(&self) -> bool {
        self.kind.loss() == Loss::Row
    }

    /// Whether it takes what its cell should state.
    pub fn costs_the_cell(&self) -> bool {
        self.kind.loss() == Loss::Cell
    }
}

/// How what a fault took becomes known after all. The file comes if its month is written at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Nothing was lost.
    NotNeeded,
    /// Officials go there: a row of this visit form states name, number and what was lost.
    VisitForm {
        /// Month in which the form comes.
        month: Month,
        /// The file.
        path: String,
    },
    /// The office puts the row into its next list, rightly.
    NextList {
        /// Month in which the list comes.
        month: Month,
        /// The file.
        path: String,
    },
    /// The office sends the whole file again without its faults.
    FileSentAgain {
        /// Month in which it comes.
        month: Month,
        /// The file.
        path: String,
    },
    /// It stays unknown.
    Never,
}

/// A row about somebody whose family authorised nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnauthorisedRow {
    /// The file.
    pub path: String,
    /// Which list.
    pub list: OfficeList,
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Whom it is about.
    pub citizen: CitizenKey,
}

/// A row of a visit form and the faults it settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// The file.
    pub path: String,
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Whom officials visited.
    pub citizen: CitizenKey,
    /// The faults it settles: their month, and their number within it.
    pub faults: Vec<(Month, u32)>,
    /// Facts that the row states, by field.
    pub fields: Vec<&'static str>,
}

/// What the answers to a query batch are about: families asked for together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredBatch {
    /// Its name, such as `HD-202201-01`.
    pub name: String,
    /// 户号 of the families, in the order of the question.
    pub households: Vec<String>,
    /// Their members that were asked about, in the same order.
    pub citizens: Vec<CitizenKey>,
}
