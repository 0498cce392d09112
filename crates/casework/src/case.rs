//! The work on one gap, from opening to decision, in the order the law gives.

use vocabulary::{CaseId, Date, DeterminationId, GapId, HouseholdId, OfficialId, Programme};

use crate::{DecisionKind, Heard};

/// What the township proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What to decide.
    pub kind: DecisionKind,
    /// The determination it rests on.
    pub determination: DeterminationId,
    /// Reasons in Chinese.
    pub reasons: String,
    /// Who proposes.
    pub by: OfficialId,
    /// When.
    pub on: Date,
    /// Whether those who lose by it were heard.
    pub heard: Heard,
}

/// Where a case stands. Each state holds what it knows; nothing is a flag beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Opened for a gap.
    Open,
    /// Proposed by the township; the village notice runs where it must.
    Proposed(Proposal),
    /// Confirmed: the decision is made.
    Decided,
    /// Closed without a change: checked and found not to be so, declined by the household, or waiting.
    Closed {
        /// Who closed it.
        by: OfficialId,
        /// When.
        on: Date,
        /// Why, in Chinese.
        why: String,
    },
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The gap it works on.
    pub gap: GapId,
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// Day it was opened.
    pub opened_on: Date,
    /// Where it stands.
    pub state: CaseState,
}
