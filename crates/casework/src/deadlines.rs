//! By when a gap must be closed. The days are worked out by `policy::deadlines`; here it is said which one counts.

use vocabulary::Date;

use crate::GapKind;

/// The last days for closing a gap known since a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GapDeadlines {
    /// Since when it is known.
    pub since: Date,
    /// Last day to confirm or deny what was applied for (DB-411 to DB-413).
    pub confirm_by: Date,
    /// Last day to adjust or stop what is paid after a change in the family (DB-605).
    pub adjust_by: Date,
}

impl GapDeadlines {
    /// The one that counts for a kind of gap. What cannot be determined waits no longer than what can.
    pub fn of(&self, kind: GapKind) -> Date {
        match kind {
            GapKind::Uncovered | GapKind::Undetermined => self.confirm_by,
            GapKind::Overstayed | GapKind::Misgraded => self.adjust_by,
        }
    }
}
