//! Determinations, steps of cases, the month's round, and what adding rows gives.

use casework::CaseState;
use vocabulary::{CaseId, Date, DeterminationId, HouseholdId, Id, Month, OfficialId, Programme, Sequence};

use super::{AnswerRecord, TraceRecord};

/// What adding rows gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// New rows.
    pub inserted: u64,
    /// Rows that stood there before: nothing was changed.
    pub existing: u64,
}

impl Added {
    /// Together with another list's.
    pub fn and(self, other: Added) -> Added {
        Added { inserted: self.inserted + other.inserted, existing: self.existing + other.existing }
    }
}

/// What the law gives for a unit on a day, as stored with its trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Determination {
    /// Its id.
    pub id: DeterminationId,
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// The day it holds for.
    pub day: Date,
    /// The last act whose facts it knew.
    pub known_at: Sequence,
    /// The answer.
    pub answer: AnswerRecord,
    /// Step by step.
    pub trace: TraceRecord,
}

/// The kind of a step's id.
pub enum CaseStepKind {}
/// Id of a step of a case.
pub type CaseStepId = Id<CaseStepKind>;

/// A step of a case. The last one says where the case stands; a case without steps is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStep {
    /// Its id.
    pub id: CaseStepId,
    /// The case.
    pub case: CaseId,
    /// Which step, from 1. Two officials at one time cannot both take the same one.
    pub number: i64,
    /// Where the case stands after it.
    pub state: CaseState,
    /// Who took it.
    pub by: OfficialId,
    /// When.
    pub on: Date,
    /// A remark in Chinese; for [`CaseState::Closed`] its `why` is kept instead.
    pub note: String,
}

/// The kind of a done arrow's id.
pub enum RoundMonthKind {}
/// Id of a done arrow.
pub type RoundMonthId = Id<RoundMonthKind>;

/// An arrow of a month's round that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundMonth {
    /// Its id.
    pub id: RoundMonthId,
    /// The month.
    pub month: Month,
    /// Code of the arrow.
    pub arrow: String,
    /// The act it was done under; when adding, the act in hand is written.
    pub sequence: Sequence,
    /// Hash of what it gave, in hexadecimal.
    pub digest: String,
}

/// How many rows a county has, as a screen shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Acts in the chain.
    pub acts: i64,
    /// Persons.
    pub persons: i64,
    /// Households of all three kinds.
    pub households: i64,
    /// Facts, superseded ones too.
    pub facts: i64,
    /// Received files.
    pub files: i64,
    /// Complaints.
    pub complaints: i64,
    /// Open clues.
    pub open_clues: i64,
    /// Gaps of all months.
    pub gaps: i64,
    /// Cases neither decided nor closed.
    pub open_cases: i64,
    /// Decisions.
    pub decisions: i64,
    /// Award rows, superseded ones too.
    pub awards: i64,
    /// Payout lines.
    pub lines: i64,
    /// Postings.
    pub postings: i64,
}
