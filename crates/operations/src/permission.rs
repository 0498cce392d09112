//! Who may do what, and where: one table of act × role, each within the official's own region. Pages only ask it.

use vocabulary::RegionCode;

use crate::Refusal;
use crate::context::Context;

/// A role an official holds. One official holds one role; who proposes never confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 系统管理员: sets the system up; sees no person.
    SystemAdministrator,
    /// 乡镇经办人员: proposes.
    TownshipClerk,
    /// 县级业务人员: imports, runs the round, reads, reports.
    CountyOfficer,
    /// 县级确认人员: confirms.
    CountyConfirmer,
    /// 资金发放经办人员: makes the payout list.
    FinanceMaker,
    /// 审计人员: reads all, changes nothing.
    Auditor,
}

/// What an official does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// 初始化.
    SetUp,
    /// 导入部门文件.
    ImportFile,
    /// 导入启用前在册名册.
    ImportOpeningRoll,
    /// 发起经济状况核对.
    QueryFamilies,
    /// 打开原始文件.
    OpenOriginal,
    /// 执行后台任务.
    RunJobs,
    /// 开展月度认定.
    RunRound,
    /// 提出审核意见.
    Propose,
    /// 审核确认.
    Confirm,
    /// 编制发放清单.
    PlanPayout,
    /// 查看.
    Read,
    /// 查看完整证件号码.
    Reveal,
    /// 认定比对结果.
    SettleLink,
    /// 查找登记重复人员.
    FindDuplicates,
    /// 出具报告.
    Report,
    /// 核验审计链.
    VerifyAudit,
    /// 轮换密钥.
    RotateKeys,
    /// 删除个人信息.
    ErasePerson,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 6] = [
        Role::SystemAdministrator,
        Role::TownshipClerk,
        Role::CountyOfficer,
        Role::CountyConfirmer,
        Role::FinanceMaker,
        Role::Auditor,
    ];

    /// Code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Role::SystemAdministrator => "system_administrator",
            Role::TownshipClerk => "township_clerk",
            Role::CountyOfficer => "county_officer",
            Role::CountyConfirmer => "county_confirmer",
            Role::FinanceMaker => "finance_maker",
            Role::Auditor => "auditor",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Role::SystemAdministrator => "系统管理员",
            Role::TownshipClerk => "乡镇经办人员",
            Role::CountyOfficer => "县级业务人员",
            Role::CountyConfirmer => "县级确认人员",
            Role::FinanceMaker => "资金发放经办人员",
            Role::Auditor => "审计人员",
        }
    }
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 18] = [
        Act::SetUp,
        Act::ImportFile,
        Act::ImportOpeningRoll,
        Act::QueryFamilies,
        Act::OpenOriginal,
        Act::RunJobs,
        Act::RunRound,
        Act::Propose,
        Act::Confirm,
        Act::PlanPayout,
        Act::Read,
        Act::Reveal,
        Act::SettleLink,
        Act::FindDuplicates,
        Act::Report,
        Act::VerifyAudit,
        Act::RotateKeys,
        Act::ErasePerson,
    ];

    /// Code in the audit chain.
    pub fn code(self) -> &'static str {
        match self {
            Act::SetUp => "set_up",
            Act::ImportFile => "import_file",
            Act::ImportOpeningRoll => "import_opening_roll",
            Act::QueryFamilies => "query_families",
            Act::OpenOriginal => "open_original",
            Act::RunJobs => "run_jobs",
            Act::RunRound => "run_round",
            Act::Propose => "propose",
            Act::Confirm => "confirm",
            Act::PlanPayout => "plan_payout",
            Act::Read => "read",
            Act::Reveal => "reveal",
            Act::SettleLink => "settle_link",
            Act::FindDuplicates => "find_duplicates",
            Act::Report => "report",
            Act::VerifyAudit => "verify_audit",
            Act::RotateKeys => "rotate_keys",
            Act::ErasePerson => "erase_person",
        }
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Act::SetUp => "初始化",
            Act::ImportFile => "导入部门文件",
            Act::ImportOpeningRoll => "导入启用前在册名册",
            Act::QueryFamilies => "发起经济状况核对",
            Act::OpenOriginal => "打开原始文件",
            Act::RunJobs => "执行后台任务",
            Act::RunRound => "开展月度认定",
            Act::Propose => "提出审核意见",
            Act::Confirm => "审核确认",
            Act::PlanPayout => "编制发放清单",
            Act::Read => "查看",
            Act::Reveal => "查看完整证件号码",
            Act::SettleLink => "认定比对结果",
            Act::FindDuplicates => "查找登记重复人员",
            Act::Report => "出具报告",
            Act::VerifyAudit => "核验审计链",
            Act::RotateKeys => "轮换密钥",
            Act::ErasePerson => "删除个人信息",
        }
    }

    /// The roles that may do it, each within its own region.
    pub fn roles(self) -> &'static [Role] {
        use Role::{Auditor, CountyConfirmer, CountyOfficer, FinanceMaker, SystemAdministrator, TownshipClerk};
        match self {
            Act::SetUp | Act::RotateKeys => &[SystemAdministrator],
            Act::ImportFile
            | Act::ImportOpeningRoll
            | Act::QueryFamilies
            | Act::RunRound
            | Act::FindDuplicates
            | Act::Report
            | Act::ErasePerson => &[CountyOfficer],
            Act::SettleLink => &[TownshipClerk, CountyOfficer],
            Act::OpenOriginal => &[CountyOfficer, Auditor],
            Act::RunJobs => &[SystemAdministrator, CountyOfficer],
            Act::Propose => &[TownshipClerk],
            Act::Confirm => &[CountyConfirmer],
            Act::PlanPayout => &[FinanceMaker],
            Act::Read => &[TownshipClerk, CountyOfficer, CountyConfirmer, FinanceMaker, Auditor],
            Act::Reveal => &[TownshipClerk, CountyOfficer, Auditor],
            Act::VerifyAudit => &[Auditor, CountyOfficer, SystemAdministrator],
        }
    }
}

impl Context {
    /// The first line of every operation: whether the official may do this in that region.
    pub fn require(&self, act: Act, region: RegionCode) -> Result<(), Refusal> {
        if act.roles().contains(&self.official().role) && self.official().region.contains(region) {
            return Ok(());
        }
        Err(Refusal::Permission { act, role: self.official().role, region: region.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_proposes_never_confirms_and_who_reads_all_changes_nothing() {
        let may = |role: Role| -> Vec<Act> { Act::ALL.into_iter().filter(|act| act.roles().contains(&role)).collect() };
        assert!(!may(Role::TownshipClerk).contains(&Act::Confirm));
        assert!(!may(Role::CountyConfirmer).contains(&Act::Propose));
        assert_eq!(may(Role::Auditor), [Act::OpenOriginal, Act::Read, Act::Reveal, Act::VerifyAudit]);
        assert!(!may(Role::SystemAdministrator).contains(&Act::Read));
    }

    #[test]
    fn every_role_reads_back_from_its_code() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("mayor"), None);
    }
}
