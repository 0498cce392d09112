//! Bytes of a department's file to rows and complaints.
//!
//! Holds: a bad cell costs that cell, a bad row that row, and only what cannot be read at all costs the file; a blank is
//! never zero; nothing panics on any bytes. Absent on purpose: who the rows are about ([`crate::matching`]), what is
//! recorded of them ([`crate::statement`]), and any judgement of dates against today.

mod archive;
mod cell;
mod complaint;
mod compound;
mod delimited;
mod doubles;
mod heading;
mod layout;
mod refusal;
mod row;
mod table;
mod workbook;

use vocabulary::{AccountNumber, CitizenId, Date, Month, PhoneNumber, RegionCode, Registration, Relation, Sex, squeeze};

use crate::matching::MatchInput;
use crate::{FactKind, FactShape, FactValue};
use heading::{Head, HeadSearch};
use table::{Table, TableRow};

pub use complaint::{Complaint, ComplaintCode, Consequence};
pub use layout::{
    BlankMeans, ColumnUnit, Field, Gives, IdentityField, LawfulBasis, Layout, LayoutColumn, LayoutFault, LayoutKind, Period,
    embedded_layouts,
};
pub use refusal::{
    BYTES_MAX, CELLS_MAX, COLUMNS_MAX, FileRefusal, FileRefusalReason, Found, ROWS_MAX, SizeLimit, UNPACKED_BYTES_MAX,
};

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
    /// Names of visible sheets without the headings of the layout; they were not read.
    pub sheets_left_out: Vec<String>,
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

/// Headings of columns that only number the rows.
const NUMBERING: [&str; 5] = ["序号", "编号", "行号", "No", "No."];
/// First words of a row of totals.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];
/// First words of a row that is a note to the table.
const NOTES: [&str; 12] =
    ["注:", "注1", "备注:", "说明:", "填表说明", "填表人", "填报人", "制表人", "审核人", "负责人", "填表日期", "填报日期"];

/// Reads a file of any of the layouts. Rows and complaints come in the order of the file; a refusal means that nothing
/// was read. `file_name` is for messages and as the last place where a month may stand.
pub fn read(bytes: &[u8], file_name: &str, layouts: &[Layout]) -> Result<Reading, FileRefusal> {
    let refused = |reason| FileRefusal { file_name: file_name.to_owned(), reason };
    let tables = table::tables(bytes).map_err(refused)?;
    let (layout, heads) = choose(&tables, layouts).map_err(refused)?;
    Ok(read_tables(layout, &tables, &heads, file_name))
}

/// The headings found in each table, `None` where they are not those of the layout.
type Heads<'a> = Vec<Option<Head<'a>>>;

/// The layout that the headings fit: of several the one of which more columns are there.
fn choose<'a>(tables: &[Table], layouts: &'a [Layout]) -> Result<(&'a Layout, Heads<'a>), FileRefusalReason> {
    let mut fitting: Vec<(usize, &Layout, Heads<'_>)> = Vec::new();
    let mut unfit = None;
    let mut missing = Vec::new();
    for layout in layouts {
        let mut heads = Vec::new();
        let mut least: Option<Vec<String>> = None;
        for table in tables {
            let search = if is_of(layout, table) { heading::find(table, layout) } else { HeadSearch::Missing(Vec::new()) };
            heads.push(match search {
                HeadSearch::Found(head) => Some(head),
                HeadSearch::Unfit(reason) => {
                    unfit = unfit.or(Some(reason));
                    None
                }
                HeadSearch::Missing(headings) => {
                    let closer = least.as_ref().is_none_or(|least| headings.len() < least.len());
                    least = if closer && !headings.is_empty() { Some(headings) } else { least };
                    None
                }
            });
        }
        match heads.iter().flatten().map(|head| head.columns.len()).max() {
            Some(columns) => fitting.push((columns, layout, heads)),
            None => missing.push((layout.name.clone(), least.unwrap_or_default())),
        }
    }
    // Headings that are there but unfit are not passed over for another layout or sheet.
    if let Some(reason) = unfit {
        return Err(reason);
    }
    one_of(fitting, missing)
}

/// Whether a layout reads a sheet of this name. A text file has no sheets.
fn is_of(layout: &Layout, table: &Table) -> bool {
    layout.sheets.is_empty() || table.name.is_empty() || layout.sheets.iter().any(|name| squeeze(name) == squeeze(&table.name))
}

fn one_of<'a>(
    mut fitting: Vec<(usize, &'a Layout, Heads<'a>)>,
    missing: Vec<(String, Vec<String>)>,
) -> Result<(&'a Layout, Heads<'a>), FileRefusalReason> {
    fitting.sort_by_key(|(columns, layout, _)| (std::cmp::Reverse(*columns), layout.number));
    let names = fitting.iter().map(|(_, layout, _)| layout.name.clone()).collect();
    let mut fitting = fitting.into_iter();
    let Some((columns, layout, heads)) = fitting.next() else { return Err(FileRefusalReason::NoHeadings { missing }) };
    for (other_columns, _, other_heads) in fitting {
        // A sheet that only the other layout can read would be lost without a word.
        let another_sheet = heads.iter().zip(&other_heads).any(|(head, other)| head.is_none() && other.is_some());
        if other_columns == columns || another_sheet {
            return Err(FileRefusalReason::SeveralLayouts { names });
        }
    }
    Ok((layout, heads))
}

fn read_tables(layout: &Layout, tables: &[Table], heads: &Heads<'_>, file_name: &str) -> Reading {
    let mut reading = Reading {
        department: layout.number,
        layout_code: layout.code.clone(),
        basis: layout.basis,
        gives: layout.gives,
        month: None,
        rows: Vec::new(),
        complaints: Vec::new(),
        households_of_rows_left_out: Vec::new(),
        rows_seen: 0,
        totals: Vec::new(),
        recognised: Vec::new(),
        unrecognised: Vec::new(),
        sheets_left_out: Vec::new(),
    };
    for (table, head) in tables.iter().zip(heads) {
        match head {
            Some(head) => read_table(&mut reading, table, head),
            None if table.rows.is_empty() => {}
            None => reading.sheets_left_out.push(table.name.clone()),
        }
    }
    let stated: Vec<Month> = heads.iter().flatten().filter_map(|head| head.month).collect();
    reading.month = match stated.as_slice() {
        [] => heading::one_month(std::iter::once(file_name.to_owned())),
        [month, others @ ..] => others.iter().all(|other| other == month).then_some(*month),
    };
    let rows = std::mem::take(&mut reading.rows);
    reading.rows = doubles::leave_out(rows, &mut reading.complaints, &mut reading.households_of_rows_left_out);
    reading.complaints.sort_by_key(|complaint| (complaint.sheet, complaint.row, complaint.column, complaint.code));
    reading
}

fn read_table(reading: &mut Reading, table: &Table, head: &Head<'_>) {
    let sheet = table.sheet;
    reading.recognised.extend(head.columns.iter().map(|column| RecognisedColumn {
        sheet,
        column: column.column,
        heading: column.heading.clone(),
        field: column.layout.field,
        unit: column.unit,
    }));
    let unknown = head.unrecognised.iter().filter(|(_, heading)| !NUMBERING.contains(&heading.as_str()));
    reading.unrecognised.extend(unknown.map(|(column, heading)| UnrecognisedColumn {
        sheet,
        column: *column,
        heading: heading.clone(),
    }));
    for row in table.rows.iter().skip(head.rows) {
        match kind_of(row, head) {
            RowKind::Total(label) => {
                reading.totals.push(TotalRow { sheet, row: row.number, label, amounts: amounts(row, head) });
            }
            RowKind::Nothing => {}
            RowKind::Person => {
                reading.rows_seen += 1;
                reading.rows.extend(row::read(sheet, row, head, &mut reading.complaints));
            }
        }
    }
}

enum RowKind {
    Person,
    Total(String),
    /// A note, headings repeated on a new page, or only a number in the column of numbers.
    Nothing,
}

fn kind_of(row: &TableRow, head: &Head<'_>) -> RowKind {
    let cell = |column: &heading::HeadColumn<'_>| row.cell(usize::from(column.column));
    let is_number = |column: &&heading::HeadColumn<'_>| column.layout.field == Field::Identity(IdentityField::CitizenId);
    let number = head.columns.iter().find(is_number).and_then(|column| cell(column).text());
    if number.as_ref().is_some_and(|number| number.starts_with(|sign: char| sign.is_ascii_digit())) {
        return RowKind::Person;
    }
    if number.is_none() {
        let first = row.cells.iter().find_map(|cell| cell.text()).unwrap_or_default();
        if TOTALS.iter().any(|word| first.trim_matches(['(', ')', ':']).starts_with(word)) {
            return RowKind::Total(first.into_owned());
        }
        if NOTES.iter().any(|word| first.starts_with(word)) {
            return RowKind::Nothing;
        }
    }
    let repeats = |column: &&heading::HeadColumn<'_>| cell(column).text().is_some_and(|text| text == column.heading);
    let is_empty = head.columns.iter().all(|column| cell(column).is_blank());
    // Two cells that say what stands in the head above them are no accident.
    if is_empty || head.columns.iter().filter(repeats).count() >= 2 { RowKind::Nothing } else { RowKind::Person }
}

fn amounts(row: &TableRow, head: &Head<'_>) -> Vec<CellFact> {
    let amount = |column: &heading::HeadColumn<'_>| {
        let Field::Fact(kind) = column.layout.field else { return None };
        let sums = matches!(kind.shape(), FactShape::Money | FactShape::Count);
        let value = cell::fact(kind, column.unit, row.cell(usize::from(column.column))).ok().flatten().filter(|_| sums)?;
        Some(CellFact { kind, value, column: column.column })
    };
    head.columns.iter().filter_map(amount).collect()
}
