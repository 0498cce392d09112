//! A file's bytes to a list: first by the layouts of the intake, then by the check-up's own lists.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use registry::intake::{
    ColumnQuestion, Field, FileRefusal, FileRefusalReason, IdentityField, Layout, Reader, Reading, embedded_layouts, sheets,
};
use vocabulary::Month;

use crate::aid::Aid;
use crate::column::OwnField;
use crate::correction::Corrections;
use crate::finding::SeenColumn;
use crate::list_kind::ListKind;
use crate::months::one_month;
use crate::own_list::{self, OwnHead};
use crate::row::ListRow;

/// Number of the layout of bank results, which the check-up reads with its accounts as a payment list.
const BANK_RESULTS: i16 = 25;

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadList {
    /// Name of the file.
    pub name: String,
    /// What it is a list of.
    pub kind: ListKind,
    /// Month that it states.
    pub month: Option<Month>,
    /// The one benefit that its title or name speaks of.
    pub aid: Option<Aid>,
    /// Columns as they were understood.
    pub columns: Vec<SeenColumn>,
    /// Headings that were not read.
    pub unknown: Vec<String>,
    /// Columns of which an official is asked what they state.
    pub questions: Vec<String>,
    /// Rows of the file.
    pub rows_seen: usize,
    /// Cells and rows that something is wrong with.
    pub complaints: usize,
    /// Its rows.
    pub rows: Vec<ListRow>,
}

/// A file that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotRead {
    /// Name of the file.
    pub name: String,
    /// Why, and what to do.
    pub why: String,
    /// Columns of which an official is asked what they state.
    pub questions: Vec<String>,
}

/// The layouts of the intake as the check-up takes them: an answer of a department need not name our query batch and
/// household, for who checks up has asked nobody.
fn layouts() -> &'static [Layout] {
    static LAYOUTS: OnceLock<Vec<Layout>> = OnceLock::new();
    LAYOUTS.get_or_init(|| {
        let mut layouts: Vec<Layout> = embedded_layouts().into_iter().filter(|layout| layout.number != BANK_RESULTS).collect();
        for layout in layouts.iter_mut().filter(|layout| layout.answers_batches()) {
            for column in &mut layout.columns {
                let may_lack = [IdentityField::QueryBatch, IdentityField::HouseholdNumber].map(Field::Identity);
                column.required &= !may_lack.contains(&column.field);
            }
        }
        layouts
    })
}

/// Reads a file of whatever list. `threads` divides a long sheet.
pub fn read_list(bytes: &[u8], name: &str, corrections: &Corrections, threads: NonZeroUsize) -> Result<ReadList, NotRead> {
    let said = corrections.kind_of(name);
    if said.is_some_and(own_list::reads) {
        return read_own(bytes, name, corrections).unwrap_or_else(|| Err(NotRead::without_headings(name)));
    }
    let of_kind: Vec<Layout>;
    let known = match said.and_then(ListKind::layout) {
        None => layouts(),
        Some(number) => {
            of_kind = layouts().iter().filter(|layout| layout.number == number).cloned().collect();
            &of_kind
        }
    };
    let answers = corrections.answers(name);
    let reader = Reader { answers: &answers, threads, ..Reader::new(known) };
    match reader.read_every_row(bytes, name) {
        Ok(reading) => Ok(of_reading(reading, name)),
        Err(refusal) if may_be_own(&refusal.reason) => {
            read_own(bytes, name, corrections).unwrap_or_else(|| Err(NotRead::of(refusal)))
        }
        Err(refusal) => Err(NotRead::of(refusal)),
    }
}

/// Whether a file that the intake refused may be one of the check-up's own lists.
fn may_be_own(reason: &FileRefusalReason) -> bool {
    matches!(
        reason,
        FileRefusalReason::NoHeadings { .. } | FileRefusalReason::ColumnsUnclear { .. } | FileRefusalReason::HeadingTwice { .. }
    )
}

impl NotRead {
    fn of(refusal: FileRefusal) -> NotRead {
        if let FileRefusalReason::NoHeadings { .. } = refusal.reason {
            return NotRead::without_headings(&refusal.file_name);
        }
        let questions = if let FileRefusalReason::ColumnsUnclear { questions, .. } = &refusal.reason {
            questions.iter().map(question).collect()
        } else {
            Vec::new()
        };
        NotRead { why: refusal.to_string(), name: refusal.file_name, questions }
    }

    fn without_headings(name: &str) -> NotRead {
        let why = format!(
            "文件“{name}”：没有找到已知名单的表头，整个文件未读。请核对表头是否齐全（至少有姓名、身份证号和名单特有的列），或用“更正”指明名单和各列。"
        );
        NotRead { name: name.to_owned(), why, questions: Vec::new() }
    }
}

fn question(question: &ColumnQuestion) -> String {
    let may_be = question.candidate_headings.join("或");
    format!("“{}”一列是否为{may_be}？", question.heading)
}

fn of_reading(reading: Reading, name: &str) -> ReadList {
    let month = reading.month.or_else(|| one_month(name));
    let kind = ListKind::of_layout(reading.department);
    // Rows that no check looks at are not kept in memory.
    let rows = if kind.is_looked_at() { reading.rows } else { Vec::new() };
    let columns = reading.recognised.iter();
    let columns = columns.map(|column| SeenColumn { heading: column.heading.clone(), states: label(column.field) }).collect();
    ReadList {
        name: name.to_owned(),
        kind,
        month,
        aid: None,
        columns,
        unknown: reading.unrecognised.iter().map(|column| column.heading.clone()).collect(),
        questions: reading.questions.iter().map(question).collect(),
        rows_seen: reading.rows_seen,
        complaints: reading.complaints.len(),
        rows: rows.into_iter().map(|row| ListRow::of_intake(row, month)).collect(),
    }
}

fn label(field: Field) -> String {
    match field {
        Field::Fact(kind) => kind.label().to_owned(),
        Field::Identity(identity) => match identity {
            IdentityField::CitizenId => "身份证号",
            IdentityField::Name => "姓名",
            IdentityField::Sex => "性别",
            IdentityField::Birth => "出生日期",
            IdentityField::Relation => "与户主关系",
            IdentityField::Registration => "户口性质",
            IdentityField::Village => "村（居）代码",
            IdentityField::VillageName => "村（居）名称",
            IdentityField::HouseholdNumber => "户编号",
            IdentityField::Phone => "手机号码",
            IdentityField::Account => "账号",
            IdentityField::QueryBatch => "核对批次号",
            IdentityField::CertificateNumber => "残疾人证号",
        }
        .to_owned(),
    }
}

/// Reads a list of the check-up's own; `None` where it is none.
fn read_own(bytes: &[u8], name: &str, corrections: &Corrections) -> Option<Result<ReadList, NotRead>> {
    let sheets = match sheets(bytes, name) {
        Ok(sheets) => sheets,
        Err(refusal) => return Some(Err(NotRead::of(refusal))),
    };
    let mut heads: Vec<(usize, OwnHead)> = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let head = own_list::head_of(sheet, name, corrections);
        // All sheets of a file are one list: that of the first that is one.
        heads.extend(head.filter(|head| heads.first().is_none_or(|(_, first)| first.kind == head.kind)).map(|head| (at, head)));
    }
    let (first, head) = heads.first()?;
    let (month, kind) = (own_list::month_of(&sheets[*first], head).or_else(|| one_month(name)), head.kind);
    let title = own_list::title_of(&sheets[*first], head);
    let mut rows = Vec::new();
    for (at, head) in &heads {
        let month = own_list::month_of(&sheets[*at], head).or_else(|| one_month(name));
        rows.extend(own_list::rows_of(&sheets[*at], head, month));
    }
    let seen = |(_, field, heading): &(usize, OwnField, String)| SeenColumn {
        heading: heading.clone(),
        states: field.label().to_owned(),
    };
    Some(Ok(ReadList {
        name: name.to_owned(),
        kind,
        month,
        aid: Aid::named_in(&title).or_else(|| Aid::named_in(name)),
        columns: head.columns.iter().map(seen).collect(),
        unknown: head.unknown.clone(),
        questions: Vec::new(),
        rows_seen: rows.len(),
        complaints: 0,
        rows,
    }))
}
