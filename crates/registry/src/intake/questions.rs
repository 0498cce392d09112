//! Columns that a heading does not settle: what may be in them, asked of an official and never guessed.
//!
//! Holds: a question quotes no whole number or name of a person; an answer counts wherever the same heading stands.

use vocabulary::{CitizenId, Coded, PhoneNumber, RegionCode, RegionLevel, Registration, Relation, Sex};

use super::cell;
use super::complaint::{column_letters, quoted};
use super::heading::{Closest, Head, TypedHeading};
use super::layout::{Field, IdentityField, Layout, LayoutColumn};
use super::table::{Cell, Table};
use crate::{FactKind, FactShape};

/// Filled cells of a column that are looked at.
const CELLS_LOOKED_AT: usize = 60;
/// Cells that a question shows.
const SAMPLES: usize = 3;
/// Required headings that may lack for a file to be asked about; with more it is another form.
const MISSING_MAX: usize = 3;

/// A column of a file of which an official is asked what it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnQuestion {
    /// Sheet, from 0.
    pub sheet: u16,
    /// Column, from 0.
    pub column: u16,
    /// Heading as the file has it.
    pub heading: String,
    /// How many columns to the left bear the same heading.
    pub occurrence: u16,
    /// What its cells may state.
    pub candidates: Vec<Field>,
    /// Headings of the layout for these, in the same order.
    pub candidate_headings: Vec<String>,
    /// Some of its cells, shortened and without whole names and numbers of persons.
    pub samples: Vec<String>,
    /// Why it is asked.
    pub why: QuestionReason,
}

/// Why a column is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionReason {
    /// Its heading is not known, and its cells fit one field only. It was not read.
    UnknownHeading,
    /// A required column lacks, and this one's cells fit it. The file was not read.
    RequiredMissing,
    /// Another column bears a heading of the same field. The file was not read.
    SameField,
}

/// What an official answered about columns. The caller keeps it and gives it with every later file of the same sender.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnAnswers {
    answers: Vec<ColumnAnswer>,
}

/// What a column under a heading states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnAnswer {
    /// Heading as the file has it, as a question gives it.
    pub heading: String,
    /// How many columns to the left bear the same heading.
    pub occurrence: u16,
    /// What its cells state; `None` where the column is not to be read.
    pub field: Option<Field>,
}

impl ColumnAnswers {
    /// No answers.
    pub const NONE: ColumnAnswers = ColumnAnswers { answers: Vec::new() };

    /// These answers; of two about one heading the later counts.
    pub fn new(answers: Vec<ColumnAnswer>) -> ColumnAnswers {
        ColumnAnswers { answers }
    }

    /// What was answered about a heading: a field, or that it is not to be read; `None` where nothing was.
    pub(super) fn of(&self, heading: &str, occurrence: u16) -> Option<Option<Field>> {
        let is_meant = |answer: &&ColumnAnswer| answer.occurrence == occurrence && answer.heading == heading;
        self.answers.iter().rfind(is_meant).map(|answer| answer.field)
    }
}

impl ColumnQuestion {
    /// The answer that the column states this field, or that it is not to be read.
    pub fn answer(&self, field: Option<Field>) -> ColumnAnswer {
        ColumnAnswer { heading: self.heading.clone(), occurrence: self.occurrence, field }
    }

    /// The question, a Chinese sentence: where, what stands there, what it may be.
    pub fn sentence(&self) -> String {
        let at = format!("第{}张表{}列“{}”", u32::from(self.sheet) + 1, column_letters(self.column), self.heading);
        let may_be = self.candidate_headings.iter().map(|heading| format!("“{heading}”")).collect::<Vec<_>>().join("或");
        let shown = if self.samples.is_empty() { String::new() } else { format!("（如{}）", self.samples.join("、")) };
        let asked = match self.why {
            QuestionReason::UnknownHeading => format!("的表头不认识，内容{shown}像是{may_be}，本次未读取。是这一列吗？"),
            QuestionReason::RequiredMissing => format!("的内容{shown}像是所缺的{may_be}。是这一列吗？"),
            QuestionReason::SameField => format!("与另一列都是{may_be}{shown}。以这一列为准吗？"),
        };
        format!("{at}{asked}")
    }
}

/// A column that bears a heading of the same field as another.
pub(super) fn of_same_field(table: &Table, rows: usize, heading: &TypedHeading, column: &LayoutColumn) -> ColumnQuestion {
    question(table, rows, heading, &[column], QuestionReason::SameField)
}

/// Columns under unknown headings whose cells fit one field of the layout that no other column states.
pub(super) fn of_unknown_headings(table: &Table, layout: &Layout, head: &Head<'_>) -> Vec<ColumnQuestion> {
    let is_free = |column: &&LayoutColumn| head.columns.iter().all(|taken| taken.layout.field != column.field);
    let free: Vec<&LayoutColumn> = layout.columns.iter().filter(is_free).filter(|column| tells_itself(column.field)).collect();
    let asked = head.unrecognised.iter().filter_map(|heading| {
        let cells = filled(table, head.rows, heading.column);
        let fitting: Vec<&LayoutColumn> = free.iter().copied().filter(|column| fits(column.field, &cells)).collect();
        (fitting.len() == 1).then(|| question(table, head.rows, heading, &fitting, QuestionReason::UnknownHeading))
    });
    asked.collect()
}

/// Where every required column that lacks may be one under an unknown heading: these columns. Empty where some cannot.
pub(super) fn of_missing(table: &Table, closest: &Closest<'_>) -> Vec<ColumnQuestion> {
    if closest.missing.is_empty() || closest.missing.len() > MISSING_MAX || closest.named < closest.missing.len() {
        return Vec::new();
    }
    let candidates: Vec<(&TypedHeading, Vec<&LayoutColumn>)> = closest
        .unnamed
        .iter()
        .map(|heading| {
            let cells = filled(table, closest.rows, heading.column);
            (heading, closest.missing.iter().copied().filter(|column| fits(column.field, &cells)).collect::<Vec<_>>())
        })
        .filter(|(_, fitting)| !fitting.is_empty())
        .collect();
    let is_found =
        |wanted: &&LayoutColumn| candidates.iter().any(|(_, fitting)| fitting.iter().any(|column| column.field == wanted.field));
    if !closest.missing.iter().all(is_found) {
        return Vec::new();
    }
    let asked = candidates.iter();
    asked.map(|(heading, fitting)| question(table, closest.rows, heading, fitting, QuestionReason::RequiredMissing)).collect()
}

fn question(
    table: &Table,
    rows: usize,
    heading: &TypedHeading,
    columns: &[&LayoutColumn],
    why: QuestionReason,
) -> ColumnQuestion {
    let is_name = columns.iter().any(|column| column.field == Field::Identity(IdentityField::Name));
    let shown = |cell: &&Cell| cell.text().map(|text| if is_name { first_sign(&text) } else { quoted(&text) });
    ColumnQuestion {
        sheet: table.sheet,
        column: heading.column,
        heading: heading.text.clone(),
        occurrence: heading.occurrence,
        candidates: columns.iter().map(|column| column.field).collect(),
        candidate_headings: columns.iter().map(|column| column.heading.clone()).collect(),
        samples: filled(table, rows, heading.column).iter().take(SAMPLES).filter_map(shown).collect(),
        why,
    }
}

fn first_sign(name: &str) -> String {
    format!("“{}＊”", name.chars().take(1).collect::<String>())
}

fn filled(table: &Table, rows: usize, column: u16) -> Vec<&Cell> {
    let below = table.rows.iter().skip(rows).map(|row| row.cell(usize::from(column)));
    below.filter(|cell| !cell.is_blank()).take(CELLS_LOOKED_AT).collect()
}

/// Whether cells of a field are unlike those of most others. A plain number may be anything.
fn tells_itself(field: Field) -> bool {
    match field {
        Field::Identity(field) => field != IdentityField::Name,
        Field::Fact(kind) => match kind.shape() {
            FactShape::Day | FactShape::Month | FactShape::Code => true,
            FactShape::Money | FactShape::Count | FactShape::YesNo => false,
        },
    }
}

/// Whether nearly all of these cells can state the field: one in ten may be wrong.
fn fits(field: Field, cells: &[&Cell]) -> bool {
    let fitting = cells.iter().filter(|cell| fits_cell(field, cell)).count();
    fitting > 0 && fitting * 10 >= cells.len() * 9
}

fn fits_cell(field: Field, cell: &Cell) -> bool {
    let Some(text) = cell.text() else { return false };
    let is_word = !text.starts_with(|sign: char| sign.is_ascii_digit());
    let digits = if text.bytes().all(|sign| sign.is_ascii_digit()) { text.len() } else { 0 };
    match field {
        Field::Identity(IdentityField::CitizenId) => CitizenId::parse(&text).is_ok(),
        Field::Identity(IdentityField::Name) => {
            (2..=4).contains(&text.chars().count()) && matches!(cell::name(cell), Ok(Some(_)))
        }
        Field::Identity(IdentityField::Sex) => is_word && Sex::parse(&text).is_some(),
        Field::Identity(IdentityField::Birth) => is_day(cell),
        Field::Identity(IdentityField::Relation) => is_word && Relation::parse(&text).is_some(),
        Field::Identity(IdentityField::Registration) => is_word && Registration::parse(&text).is_some(),
        Field::Identity(IdentityField::Village) => is_village(&text),
        Field::Identity(IdentityField::Phone) => digits == 11 && text.starts_with('1') && PhoneNumber::parse(&text).is_ok(),
        Field::Identity(IdentityField::Account) => (16..=19).contains(&digits) && CitizenId::parse(&text).is_err(),
        Field::Identity(IdentityField::CertificateNumber) => {
            text.get(..18).is_some_and(|number| text.len() >= 20 && CitizenId::parse(number).is_ok())
        }
        // Texts of any kind: nothing in them says what they are.
        Field::Identity(IdentityField::VillageName | IdentityField::HouseholdNumber | IdentityField::QueryBatch) => false,
        Field::Fact(kind) => match kind.shape() {
            FactShape::Day => is_day(cell),
            FactShape::Month => !is_village(&text) && matches!(cell::month(cell), Ok(Some(_))),
            FactShape::Code => is_word && kind.parse_code(&text).is_some(),
            FactShape::YesNo => matches!(text.as_ref(), "是" | "否"),
            FactShape::Money | FactShape::Count => is_amount(kind, cell),
        },
    }
}

fn is_day(cell: &Cell) -> bool {
    // A plain number may be the serial of a day and may be anything else.
    !matches!(cell, Cell::Number(_)) && matches!(cell::day(cell), Ok(Some(_)))
}

fn is_village(text: &str) -> bool {
    text.len() == 12 && RegionCode::parse(text).is_ok_and(|code| code.level() == RegionLevel::Village)
}

fn is_amount(kind: FactKind, cell: &Cell) -> bool {
    matches!(cell::fact(kind, None, cell), Ok(Some(_)))
}
