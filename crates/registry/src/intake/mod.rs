//! Bytes of a department's file to rows and complaints.
//!
//! Holds: a bad cell costs that cell, a bad row that row, and only what cannot be read at all costs the file; a blank is
//! never zero; nothing panics on any bytes. Absent on purpose: who the rows are about ([`crate::matching`]), what is
//! recorded of them ([`crate::statement`]), and any judgement of dates against today.

mod cell;
mod certificate;
mod complaint;
mod doubles;
mod formats;
mod heading;
mod layout;
mod questions;
mod reader;
mod recent;
mod refusal;
mod row;
mod sheets;
mod table;
mod totals;

use vocabulary::{AccountNumber, CitizenId, Date, Month, PhoneNumber, RegionCode, Registration, Relation, Sex};

use crate::matching::MatchInput;
use crate::{FactKind, FactValue};

pub use complaint::{Complaint, ComplaintCode, Consequence};
pub use layout::{
    BlankMeans, ColumnUnit, Field, Gives, IdentityField, LawfulBasis, Layout, LayoutColumn, LayoutFault, LayoutKind, Period,
    embedded_layouts,
};
pub use questions::{ColumnAnswer, ColumnAnswers, ColumnQuestion, QuestionReason};
pub use reader::{Reader, read};
pub use refusal::{
    BYTES_MAX, CELLS_MAX, COLUMNS_MAX, FileRefusal, FileRefusalReason, Found, ROWS_MAX, SizeLimit, TEXT_BYTES_MAX,
    UNPACKED_BYTES_MAX,
};
pub(crate) use sheets::{ListSheet, list_sheets};
pub use sheets::{SheetText, sheets};

/// What was read of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Number of the department's layout.
    pub department: i16,
    /// Code of the layout.
    pub layout_code: String,
    /// On what basis its rows may be kept.
    pub basis: LawfulBasis,
    /// What is recorded from it.
    pub gives: Gives,
    /// Whether its rows answer a query batch of ours, so that only those who were asked about may be kept.
    pub answers_batches: bool,
    /// The kind that tells several rows of one person apart; without it a person has one row.
    pub distinct_by: Vec<FactKind>,
    /// The month that a title, a sheet's name or the file's name states; `None` where none does or several differ.
    pub month: Option<Month>,
    /// Rows that name somebody, in the order of the file.
    pub rows: Vec<SourceRow>,
    /// What is wrong, in the order of the file.
    pub complaints: Vec<Complaint>,
    /// Register households (户号) of rows that were left out though they may be of one of their members.
    pub households_of_rows_left_out: Vec<String>,
    /// Rows of persons in the file, kept or not; titles, totals, notes and blank rows are none.
    pub rows_seen: usize,
    /// Rows of totals at the foot or between, which are not rows of persons.
    pub totals: Vec<TotalRow>,
    /// Columns that were read.
    pub recognised: Vec<RecognisedColumn>,
    /// Columns under a heading that the layout does not know; they were not read.
    pub unrecognised: Vec<UnrecognisedColumn>,
    /// Columns of these whose cells fit one field: an official is asked.
    pub questions: Vec<ColumnQuestion>,
    /// Sheets that were not read.
    pub sheets_left_out: Vec<SheetLeftOut>,
    /// Rows of persons that the spreadsheet does not show, mostly because a filter was left on; they are read like others.
    pub rows_hidden: usize,
}

/// A sheet that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLeftOut {
    /// Name as the tab shows it.
    pub name: String,
    /// Why.
    pub reason: SheetLeftOutReason,
}

/// Why a sheet was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetLeftOutReason {
    /// The headings of the layout are not there.
    NoHeadings,
    /// The sheet is hidden: such hold lists of choices and old copies.
    Hidden,
}

/// A row about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Who it is about.
    pub identity: RowIdentity,
    /// What it states, by kind.
    pub facts: Vec<CellFact>,
    /// Cells that state nothing, by kind: [`FactValue::UNREADABLE`], or [`FactValue::EMPTY`] where a blank says "none".
    pub unstated: Vec<CellFact>,
}

impl SourceRow {
    /// What tells this row apart from other rows of the same person, where a person may have several; empty where nothing does.
    pub fn distinct(&self, by: &[FactKind]) -> Vec<(FactKind, FactValue)> {
        let stated = |kind: &FactKind| self.facts.iter().find(|fact| fact.kind == *kind).map(|fact| (fact.kind, fact.value));
        by.iter().filter_map(stated).collect()
    }
}

/// Who a row is about, as far as its cells say so. Name or number is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowIdentity {
    /// 公民身份号码 and its column. Without it the row can be a clue only.
    pub citizen_id: Option<(CitizenId, u16)>,
    /// 姓名, without spaces.
    pub name: Option<String>,
    /// 性别 as typed; the number's counts where they differ.
    pub sex: Option<Sex>,
    /// 出生日期 as typed; the number's counts where they differ.
    pub birth: Option<Date>,
    /// 与户主关系.
    pub relation: Option<Relation>,
    /// 户口性质.
    pub registration: Option<Registration>,
    /// 村（居）代码.
    pub village: Option<RegionCode>,
    /// 村（居）名称.
    pub village_name: Option<String>,
    /// 户号, without spaces.
    pub household_number: Option<String>,
    /// 手机号码.
    pub phone: Option<PhoneNumber>,
    /// 一卡通账号.
    pub account: Option<AccountNumber>,
    /// 核对批次号: the query of ours that the row answers.
    pub query_batch: Option<String>,
}

impl RowIdentity {
    /// What the row is matched by.
    pub fn match_input(&self) -> MatchInput {
        MatchInput {
            number: self.citizen_id.map(|(number, _)| number),
            name: self.name.clone(),
            village: self.village,
            birth: self.birth,
        }
    }
}

/// A fact that a cell states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellFact {
    /// What it states.
    pub kind: FactKind,
    /// Its value; money of income a year, in fen.
    pub value: FactValue,
    /// Column, from 0.
    pub column: u16,
}

/// A row of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalRow {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row as a spreadsheet shows it.
    pub row: u32,
    /// Its label, such as 合计.
    pub label: String,
    /// Totals of money and counts, where the cells state them.
    pub amounts: Vec<CellFact>,
}

/// A column that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecognisedColumn {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Column, from 0.
    pub column: u16,
    /// Heading as the file has it.
    pub heading: String,
    /// What its cells state.
    pub field: Field,
    /// Unit of its money.
    pub unit: Option<ColumnUnit>,
}

/// A column that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnrecognisedColumn {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Column, from 0.
    pub column: u16,
    /// Heading as the file has it.
    pub heading: String,
}
