//! Decisions: by named officials, on a determination, with reasons.

use vocabulary::{CaseId, Date, DateRange, DecisionId, DeterminationId, HouseholdId, Month, OfficialId, Programme};

use crate::AwardTerms;

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// 确认纳入.
    Grant(AwardTerms),
    /// 调整: another class or other persons.
    Change(AwardTerms),
    /// 停发: paid up to, not including, the month.
    Stop,
    /// 渐退: the award stays as it was until the month, then ends (DB-604).
    GradualExit {
        /// First month no longer paid.
        ends: Month,
    },
    /// 不予确认.
    Deny,
}

/// The opinion of those who lose by a decision (Social Assistance Law §48).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The decision takes nothing away.
    NothingTaken,
    /// It is of a day before the law that asks for a hearing.
    BeforeTheLaw,
    /// They were heard on that day; their opinion in short.
    On(Date, String),
}

/// A decision. It is never changed; another one follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The case it ends.
    pub case: CaseId,
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// What is decided.
    pub kind: DecisionKind,
    /// First month it changes anything: the month after the decision (DB-414).
    pub effective: Month,
    /// The stored determination it rests on.
    pub determination: DeterminationId,
    /// The reasons in Chinese.
    pub reasons: String,
    /// Who proposed.
    pub proposed_by: OfficialId,
    /// When.
    pub proposed_on: Date,
    /// Days the proposal was on the village board (DB-407), where it had to be.
    pub noticed: Option<DateRange>,
    /// Who confirmed; another person than the one who proposed.
    pub confirmed_by: OfficialId,
    /// When.
    pub confirmed_on: Date,
    /// Whether those who lose by it were heard.
    pub heard: Heard,
}

impl DecisionKind {
    /// Chinese label.
    pub fn label(&self) -> &'static str {
        match self {
            DecisionKind::Grant(_) => "确认纳入",
            DecisionKind::Change(_) => "调整",
            DecisionKind::Stop => "停发",
            DecisionKind::GradualExit { .. } => "渐退",
            DecisionKind::Deny => "不予确认",
        }
    }
}
