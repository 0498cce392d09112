//! Gaps: where what should be and what is differ.

use policy::RuleId;
use vocabulary::{Date, GapId, HouseholdId, Month, Programme};

use crate::AwardTerms;

/// Which list a gap stands on. The lists of unrelieved, uncared and unpaid join with their records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// 应保未保: should be, is not.
    Uncovered,
    /// 应退未退: is, should not be.
    Overstayed,
    /// 标准不符: both, with another class or other persons.
    Misgraded,
    /// 无法认定: cannot be determined; a fact or value is missing.
    Undetermined,
}

impl GapKind {
    /// All kinds, in the order of the lists.
    pub const ALL: [GapKind; 4] = [GapKind::Uncovered, GapKind::Overstayed, GapKind::Misgraded, GapKind::Undetermined];

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            GapKind::Uncovered => "应保未保",
            GapKind::Overstayed => "应退未退",
            GapKind::Misgraded => "标准不符",
            GapKind::Undetermined => "无法认定",
        }
    }
}

/// What the comparison found for one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLine {
    /// Which list.
    pub kind: GapKind,
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// What should be; `None` for nothing.
    pub should: Option<AwardTerms>,
    /// What is; `None` for nothing.
    pub is: Option<AwardTerms>,
    /// The rule behind it.
    pub rule: RuleId,
    /// The reason in Chinese, one sentence with what is missing where something is.
    pub reason: String,
    /// Since when it is known to be so.
    pub since: Date,
    /// By when the law wants it closed.
    pub deadline: Date,
}

/// A gap on a month's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its id.
    pub id: GapId,
    /// The month whose round found it.
    pub month: Month,
    /// What it says.
    pub line: GapLine,
}
