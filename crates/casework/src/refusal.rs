//! Why a step of a case is not taken: each message says what, where, why and what next.

use vocabulary::{AwardId, CaseId, Date, DeterminationId, HouseholdId, OfficialId};

/// Why a step of a case is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseRefusal {
    /// The case is not in the state the step starts from.
    #[error("{code}：案件{case}：不能办理这一步。案件现为“{state}”，这一步只能从“{expected}”进行。请刷新后按现状态办理", code = self.code())]
    WrongState {
        /// The case.
        case: CaseId,
        /// Its state.
        state: &'static str,
        /// The state it should be in.
        expected: &'static str,
    },
    /// Who proposed may not confirm.
    #[error("{code}：案件{case}：不能确认。初审人与确认人是同一人（{official}），经办与确认须由不同人员进行。请由另一名有权人员确认", code = self.code())]
    SameOfficial {
        /// The case.
        case: CaseId,
        /// The official.
        official: OfficialId,
    },
    /// No reasons are given (Social Assistance Law §45, §48).
    #[error("{code}：案件{case}：不能办理。没有写明理由，决定和办结都须说明理由。请补写理由后再提交", code = self.code())]
    NoReasons {
        /// The case.
        case: CaseId,
    },
    /// Days stand in the wrong order.
    #[error("{code}：案件{case}：日期有误。{what}为{day}，不得早于{after}。请核对日期后再提交", code = self.code())]
    DatesOutOfOrder {
        /// The case.
        case: CaseId,
        /// Which day.
        what: &'static str,
        /// The day given.
        day: Date,
        /// The day it may not be before.
        after: Date,
    },
    /// The proposal rests on another determination than the one given.
    #[error("{code}：案件{case}：不能办理。初审依据的是认定{proposed}，现给出的是认定{given}。请退回乡镇按新的认定重新初审", code = self.code())]
    OtherDetermination {
        /// The case.
        case: CaseId,
        /// The determination proposed on.
        proposed: DeterminationId,
        /// The one given.
        given: DeterminationId,
    },
    /// The award given belongs to another unit or programme.
    #[error("{code}：案件{case}：不能办理。保障{award}不是保障户{unit}在本项目下的保障。请核对保障户后再提交", code = self.code())]
    OtherUnit {
        /// The case.
        case: CaseId,
        /// Its unit.
        unit: HouseholdId,
        /// The award given.
        award: AwardId,
    },
    /// The determination does not support the decision.
    #[error("{code}：案件{case}：不能作出“{kind}”决定。{why}。请按认定结果提出决定，或补充事实后重新认定", code = self.code())]
    NotSupported {
        /// The case.
        case: CaseId,
        /// What was to be decided.
        kind: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The village notice is not over (DB-407).
    #[error("{code}：案件{case}：不能确认纳入。{why}，初审意见须在村（社区）公示{days}天且已期满（《最低生活保障审核确认办法》第十九条）。请公示期满后再确认", code = self.code())]
    NoticeNotOver {
        /// The case.
        case: CaseId,
        /// Days asked for.
        days: i32,
        /// What is lacking.
        why: &'static str,
    },
    /// Those who lose by the decision were not heard (DB-610).
    #[error("{code}：案件{case}：不能作出“{kind}”决定。{why}；自{from}起减少或停止救助前须听取本人意见（《社会救助法》第四十八条）。请听取并记录意见后再提交", code = self.code())]
    NotHeard {
        /// The case.
        case: CaseId,
        /// What was to be decided.
        kind: &'static str,
        /// First day of the duty.
        from: Date,
        /// What is lacking.
        why: &'static str,
    },
    /// A gradual exit without employment behind it (DB-604).
    #[error("{code}：案件{case}：不能渐退。没有因就业增收的调查结论，渐退期只给予因就业增收的家庭（《最低生活保障审核确认办法》第三十三条）。请补录调查结论，或作停发决定", code = self.code())]
    NotByEmployment {
        /// The case.
        case: CaseId,
    },
    /// A gradual exit of too many months or none (DB-604).
    #[error("{code}：案件{case}：不能渐退。渐退期为{months}个月，应为{least}至{most}个月。请改正截止月份", code = self.code())]
    GradualExitMonths {
        /// The case.
        case: CaseId,
        /// Months proposed.
        months: i32,
        /// Least months allowed.
        least: i64,
        /// Most months allowed.
        most: i64,
    },
}

impl CaseRefusal {
    /// Its code; it never changes and is never used again.
    pub fn code(&self) -> &'static str {
        match self {
            CaseRefusal::WrongState { .. } => "CW-101",
            CaseRefusal::SameOfficial { .. } => "CW-102",
            CaseRefusal::NoReasons { .. } => "CW-103",
            CaseRefusal::DatesOutOfOrder { .. } => "CW-104",
            CaseRefusal::OtherDetermination { .. } => "CW-105",
            CaseRefusal::OtherUnit { .. } => "CW-106",
            CaseRefusal::NotSupported { .. } => "CW-107",
            CaseRefusal::NoticeNotOver { .. } => "CW-201",
            CaseRefusal::NotHeard { .. } => "CW-202",
            CaseRefusal::NotByEmployment { .. } => "CW-203",
            CaseRefusal::GradualExitMonths { .. } => "CW-204",
        }
    }
}
