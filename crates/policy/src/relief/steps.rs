//! Which steps an application goes through, and by when (TR-401 to TR-404, TR-414).

use vocabulary::{Date, ReliefKind};

use crate::Key;
use crate::deadlines::{DeadlineRefusal, Deadlines};

/// The steps that differ between the two kinds. Expense relief goes the full way; an emergency is spared what would make
/// it wait, and its papers follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReliefSteps {
    /// 信息核对 before the decision (TR-402).
    pub matched_first: bool,
    /// 民主评议和公示 before the decision (TR-401, TR-402).
    pub noticed_first: bool,
    /// 公布 after the approval (TR-414).
    pub published_after: bool,
    /// 补办手续 after the help (TR-404).
    pub papers_after: bool,
}

/// The steps of a kind of relief.
pub fn steps_of(kind: ReliefKind) -> ReliefSteps {
    match kind {
        ReliefKind::Expense => {
            ReliefSteps { matched_first: true, noticed_first: true, published_after: true, papers_after: false }
        }
        ReliefKind::Emergency => {
            ReliefSteps { matched_first: false, noticed_first: false, published_after: false, papers_after: true }
        }
    }
}

impl Deadlines<'_> {
    /// Last day for a first response to an emergency (TR-403).
    pub fn relief_response(&self, reported: Date) -> Result<Date, DeadlineRefusal> {
        Ok(reported.plus_days(self.whole(Key::RELIEF_RESPONSE_DAYS, reported)?))
    }

    /// Last day to complete the papers after help first, from the day the emergency eased (TR-404).
    pub fn relief_papers(&self, eased: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::RELIEF_PAPERS_LIMIT, eased)
    }
}
