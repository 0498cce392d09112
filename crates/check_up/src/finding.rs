//! What a check-up comes to: files as they were understood, checks, and what they found.

use registry::matching::comparable_name;
use vocabulary::{CellRef, CitizenId, Fen, FileId, Month};

use crate::aid::Aid;
use crate::checks::{CHECKS, Check};
use crate::evidence::Evidence;
use crate::intake::NotRead;
use crate::list_kind::ListKind;
use crate::row::{ListRow, Who};

/// A whole check-up.
#[derive(Clone, Debug)]
pub struct CheckUp {
    /// The month up to which the lists speak.
    pub as_of: Month,
    /// Files that were read, for confirmation.
    pub files: Vec<FileSeen>,
    /// Files that were not.
    pub not_read: Vec<NotRead>,
    /// Every check with what it found, or what it lacks.
    pub findings: Vec<Finding>,
    /// Values of law that nobody has supplied: what depends on them was not judged.
    pub unknown_values: Vec<String>,
}

/// A file as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSeen {
    /// Its name.
    pub name: String,
    /// What it was taken for.
    pub kind: ListKind,
    /// Month that it states.
    pub month: Option<Month>,
    /// The one benefit that its title speaks of.
    pub aid: Option<Aid>,
    /// Rows.
    pub rows: usize,
    /// Cells and rows that something is wrong with.
    pub complaints: usize,
    /// Columns as they were understood.
    pub columns: Vec<SeenColumn>,
    /// Headings that were not read.
    pub unknown: Vec<String>,
    /// Columns of which an official is asked what they state.
    pub questions: Vec<String>,
}

/// A column as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenColumn {
    /// Heading of the file.
    pub heading: String,
    /// What it was taken for.
    pub states: String,
}

/// A check with what it found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// Whether it could run.
    pub state: CheckState,
    /// What it found.
    pub hits: Vec<Hit>,
}

/// Whether a check could run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// It ran.
    Ran,
    /// It lacks files: of each of these groups one.
    Lacks(Vec<Vec<ListKind>>),
}

/// One case that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// 姓名.
    pub name: String,
    /// 身份证号.
    pub number: Option<CitizenId>,
    /// 户编号.
    pub household: String,
    /// 村.
    pub village: String,
    /// Which benefit.
    pub aid: Option<Aid>,
    /// Months concerned.
    pub months: Vec<Month>,
    /// Money at risk over these months; `None` where it cannot be said.
    pub amount: Option<Fen>,
    /// How sure the link between the rows is.
    pub confidence: Confidence,
    /// The cells it rests on.
    pub evidence: Vec<EvidenceCell>,
    /// What is the matter, in a sentence, with what may explain it.
    pub note: String,
}

/// How sure it is that the rows of a case are about one person; the last is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// 号码和姓名一致.
    NumberAndName,
    /// 仅号码一致: the names differ or one is missing.
    NumberOnly,
    /// 线索: linked without a number.
    Clue,
}

/// A cell, or a whole row, that a finding rests on. It never holds an identity number or account in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceCell {
    /// File, from 0.
    pub file: u16,
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 0; `None` for the whole row.
    pub column: Option<u16>,
    /// What it states.
    pub what: String,
    /// How it is stated.
    pub value: String,
}

/// How people are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identities {
    /// In full, for who may see them.
    Full,
    /// Name and number masked.
    Masked,
}

/// Runs every check that has its files.
pub fn check_up(evidence: &Evidence<'_>, not_read: Vec<NotRead>) -> CheckUp {
    let findings = CHECKS.iter().map(|check| {
        let lacking = check.lacks(|kind| evidence.has(kind));
        if !lacking.is_empty() {
            return Finding { check, state: CheckState::Lacks(lacking), hits: Vec::new() };
        }
        let mut hits = (check.run)(evidence);
        hits.sort_by(|one, other| {
            let key = |hit: &Hit| (hit.confidence, std::cmp::Reverse(hit.amount), hit.number, hit.months.clone());
            key(one).cmp(&key(other)).then_with(|| one.note.cmp(&other.note))
        });
        Finding { check, state: CheckState::Ran, hits }
    });
    CheckUp {
        as_of: evidence.as_of,
        findings: findings.collect(),
        files: evidence.files.clone(),
        not_read,
        unknown_values: evidence.law.unknown(),
    }
}

impl Confidence {
    /// Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Confidence::NumberAndName => "号码和姓名一致",
            Confidence::NumberOnly => "仅号码一致",
            Confidence::Clue => "线索（无号码）",
        }
    }

    /// Code for programs.
    pub fn code(self) -> &'static str {
        match self {
            Confidence::NumberAndName => "number_and_name",
            Confidence::NumberOnly => "number_only",
            Confidence::Clue => "clue",
        }
    }

    /// How sure it is that these rows are about one person.
    pub fn of(rows: &[&ListRow]) -> Confidence {
        if rows.iter().any(|row| !matches!(row.who, Who::Number(_))) {
            return Confidence::Clue;
        }
        let Some((first, others)) = rows.split_first() else { return Confidence::Clue };
        if others.iter().all(|row| row.same_name(first)) { Confidence::NumberAndName } else { Confidence::NumberOnly }
    }
}

impl Hit {
    /// A case of the person of this row, shown by that row.
    pub(crate) fn of(row: &ListRow, note: impl Into<String>) -> Hit {
        let village = match (&*row.village_name, row.village) {
            ("", Some(code)) => format!("{code}"),
            (name, _) => name.to_owned(),
        };
        Hit {
            name: row.name.to_string(),
            number: row.who.number(),
            household: row.household.to_string(),
            village,
            aid: None,
            months: Vec::new(),
            amount: None,
            confidence: Confidence::of(&[row]),
            evidence: Vec::new(),
            note: note.into(),
        }
    }

    /// The same with a benefit, its months and the money at risk.
    pub(crate) fn at_risk(mut self, aid: Aid, mut months: Vec<Month>, amount: Option<Fen>) -> Hit {
        months.sort_unstable();
        months.dedup();
        (self.aid, self.months, self.amount) = (Some(aid), months, amount);
        self
    }

    /// The same resting on these rows and cells.
    pub(crate) fn resting_on(mut self, rows: &[&ListRow], evidence: Vec<EvidenceCell>) -> Hit {
        self.confidence = Confidence::of(rows);
        self.evidence = evidence;
        self
    }

    /// Months as they are printed: `2022-08至2022-10` where they follow one another.
    pub fn months_text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for run in self.months.chunk_by(|month, after| month.next() == *after) {
            match run {
                [] => {}
                [month] => parts.push(month.to_string()),
                [first, .., last] => parts.push(format!("{first}至{last}")),
            }
        }
        parts.join("、")
    }
}

impl Finding {
    /// Money at risk of the cases of this confidence or better, and whether some of it cannot be said.
    pub fn amount(&self, least: Confidence) -> Fen {
        let hits = self.hits.iter().filter(|hit| hit.confidence <= least);
        hits.filter_map(|hit| hit.amount).fold(Fen::ZERO, |sum, amount| sum + amount)
    }

    /// Different people.
    pub fn persons(&self) -> usize {
        let mut people: Vec<_> = self.hits.iter().map(|hit| (hit.number, hit.number.is_none().then_some(&hit.name))).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }

    /// Different households, where rows bear their numbers.
    pub fn households(&self) -> usize {
        let mut households: Vec<&str> =
            self.hits.iter().map(|hit| hit.household.as_str()).filter(|number| !number.is_empty()).collect();
        households.sort_unstable();
        households.dedup();
        households.len()
    }
}

impl EvidenceCell {
    /// `C214`, or the row where the whole row is meant.
    pub fn address(&self) -> String {
        match self.column {
            None => format!("第{}行", self.row),
            Some(column) => {
                // Only the address is asked for, which does not depend on the file.
                let file = FileId::new(1).expect("one is above zero");
                CellRef { file, sheet: self.sheet, row: self.row, column }.address()
            }
        }
    }
}

impl Identities {
    /// A name as it may be shown.
    pub fn name(self, name: &str) -> String {
        match self {
            Identities::Full => name.to_owned(),
            Identities::Masked => {
                let name = comparable_name(name);
                let rest = name.chars().count().saturating_sub(1);
                name.chars().take(1).chain(std::iter::repeat_n('＊', rest)).collect()
            }
        }
    }

    /// An identity number as it may be shown.
    pub fn number(self, number: CitizenId) -> String {
        match self {
            Identities::Full => number.reveal().to_owned(),
            Identities::Masked => number.to_string(),
        }
    }
}
