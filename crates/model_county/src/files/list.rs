//! The lists that offices send, one for each layout of the county, and how their files are named.

use vocabulary::{Month, RegionCode};

use super::columns::{self, ColumnForm};
use super::region;

/// A list that an office sends to the county bureau.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficeList {
    /// 公安户籍名册.
    HouseholdRegister,
    /// 村级申报核对表.
    VillageReport,
    /// 死亡人员名单.
    Deaths,
    /// 残疾人证名册.
    DisabilityCertificates,
    /// 医保高额费用名单.
    MedicalCosts,
    /// 防返贫监测名单.
    MonitoredHouseholds,
    /// 学籍名单.
    Enrolment,
    /// 车辆信息核对结果.
    Vehicles,
    /// 不动产核对结果.
    RealEstate,
    /// 市场主体核对结果.
    Businesses,
    /// 财政供养核对结果.
    PublicPayroll,
    /// 社会保险核对结果.
    SocialInsurance,
    /// 银行存款核对结果.
    BankBalances,
    /// 入户调查表.
    VisitForms,
    /// 村级动态上报表.
    VillageEvents,
    /// 临时救助申请名单.
    ReliefApplications,
    /// 救助项目申请名单.
    ProgrammeApplications,
    /// 困境儿童父母情况表.
    ChildrenParents,
    /// 特困人员认定评估表.
    CareAssessments,
    /// 农村低保在册名册.
    DibaoRoll,
    /// 特困供养在册名册.
    TekunRoll,
    /// 孤儿和事实无人抚养儿童名册.
    ChildrenRoll,
    /// 残疾人两项补贴名册.
    SubsidiesRoll,
    /// 银行发放结果.
    BankResults,
}

/// Who writes a list: one office of the county, or an office in each township.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writer {
    County,
    Township,
}

impl OfficeList {
    /// All lists, in the order of their numbers.
    pub const ALL: [OfficeList; 24] = [
        OfficeList::HouseholdRegister,
        OfficeList::VillageReport,
        OfficeList::Deaths,
        OfficeList::DisabilityCertificates,
        OfficeList::MedicalCosts,
        OfficeList::MonitoredHouseholds,
        OfficeList::Enrolment,
        OfficeList::Vehicles,
        OfficeList::RealEstate,
        OfficeList::Businesses,
        OfficeList::PublicPayroll,
        OfficeList::SocialInsurance,
        OfficeList::BankBalances,
        OfficeList::VisitForms,
        OfficeList::VillageEvents,
        OfficeList::ReliefApplications,
        OfficeList::ProgrammeApplications,
        OfficeList::ChildrenParents,
        OfficeList::CareAssessments,
        OfficeList::DibaoRoll,
        OfficeList::TekunRoll,
        OfficeList::ChildrenRoll,
        OfficeList::SubsidiesRoll,
        OfficeList::BankResults,
    ];

    /// Number of its layout, 1 to 19 and 21 to 25.
    pub fn number(self) -> u8 {
        match self {
            OfficeList::HouseholdRegister => 1,
            OfficeList::VillageReport => 2,
            OfficeList::Deaths => 3,
            OfficeList::DisabilityCertificates => 4,
            OfficeList::MedicalCosts => 5,
            OfficeList::MonitoredHouseholds => 6,
            OfficeList::Enrolment => 7,
            OfficeList::Vehicles => 8,
            OfficeList::RealEstate => 9,
            OfficeList::Businesses => 10,
            OfficeList::PublicPayroll => 11,
            OfficeList::SocialInsurance => 12,
            OfficeList::BankBalances => 13,
            OfficeList::VisitForms => 14,
            OfficeList::VillageEvents => 15,
            OfficeList::ReliefApplications => 16,
            OfficeList::ProgrammeApplications => 17,
            OfficeList::ChildrenParents => 18,
            OfficeList::CareAssessments => 19,
            OfficeList::DibaoRoll => 21,
            OfficeList::TekunRoll => 22,
            OfficeList::ChildrenRoll => 23,
            OfficeList::SubsidiesRoll => 24,
            OfficeList::BankResults => 25,
        }
    }

    /// Chinese name, as it stands in titles and file names.
    pub fn name(self) -> &'static str {
        match self {
            OfficeList::HouseholdRegister => "公安户籍名册",
            OfficeList::VillageReport => "村级申报核对表",
            OfficeList::Deaths => "死亡人员名单",
            OfficeList::DisabilityCertificates => "残疾人证名册",
            OfficeList::MedicalCosts => "医保高额费用名单",
            OfficeList::MonitoredHouseholds => "防返贫监测名单",
            OfficeList::Enrolment => "学籍名单",
            OfficeList::Vehicles => "车辆信息核对结果",
            OfficeList::RealEstate => "不动产核对结果",
            OfficeList::Businesses => "市场主体核对结果",
            OfficeList::PublicPayroll => "财政供养核对结果",
            OfficeList::SocialInsurance => "社会保险核对结果",
            OfficeList::BankBalances => "银行存款核对结果",
            OfficeList::VisitForms => "入户调查表",
            OfficeList::VillageEvents => "村级动态上报表",
            OfficeList::ReliefApplications => "临时救助申请名单",
            OfficeList::ProgrammeApplications => "救助项目申请名单",
            OfficeList::ChildrenParents => "困境儿童父母情况表",
            OfficeList::CareAssessments => "特困人员认定评估表",
            OfficeList::DibaoRoll => "农村低保在册名册",
            OfficeList::TekunRoll => "特困供养在册名册",
            OfficeList::ChildrenRoll => "孤儿和事实无人抚养儿童名册",
            OfficeList::SubsidiesRoll => "残疾人两项补贴名册",
            OfficeList::BankResults => "银行发放结果",
        }
    }

    /// The office that signs it.
    pub(super) fn office(self) -> &'static str {
        match self {
            OfficeList::HouseholdRegister | OfficeList::Vehicles => "清水县公安局",
            OfficeList::VillageReport
            | OfficeList::VisitForms
            | OfficeList::VillageEvents
            | OfficeList::ReliefApplications
            | OfficeList::ProgrammeApplications
            | OfficeList::ChildrenParents => "社会救助服务站",
            OfficeList::Deaths
            | OfficeList::CareAssessments
            | OfficeList::DibaoRoll
            | OfficeList::TekunRoll
            | OfficeList::ChildrenRoll
            | OfficeList::SubsidiesRoll => "清水县民政局",
            OfficeList::DisabilityCertificates => "清水县残疾人联合会",
            OfficeList::MedicalCosts => "清水县医疗保障局",
            OfficeList::MonitoredHouseholds => "清水县乡村振兴局",
            OfficeList::Enrolment => "清水县教育局",
            OfficeList::RealEstate => "清水县自然资源局",
            OfficeList::Businesses => "清水县市场监督管理局",
            OfficeList::PublicPayroll => "清水县财政局",
            OfficeList::SocialInsurance => "清水县人力资源和社会保障局",
            OfficeList::BankBalances | OfficeList::BankResults => "清水县农村信用合作联社",
        }
    }

    /// Whether it answers a question about families who authorised it.
    pub fn needs_authorisation(self) -> bool {
        matches!(
            self,
            OfficeList::VillageReport
                | OfficeList::Vehicles
                | OfficeList::RealEstate
                | OfficeList::Businesses
                | OfficeList::PublicPayroll
                | OfficeList::SocialInsurance
                | OfficeList::BankBalances
        )
    }

    pub(super) fn writer(self) -> Writer {
        match self {
            OfficeList::HouseholdRegister
            | OfficeList::VillageReport
            | OfficeList::MonitoredHouseholds
            | OfficeList::Enrolment
            | OfficeList::VisitForms
            | OfficeList::VillageEvents
            | OfficeList::ReliefApplications
            | OfficeList::ProgrammeApplications
            | OfficeList::ChildrenParents
            | OfficeList::DibaoRoll
            | OfficeList::SubsidiesRoll => Writer::Township,
            OfficeList::Deaths
            | OfficeList::DisabilityCertificates
            | OfficeList::MedicalCosts
            | OfficeList::Vehicles
            | OfficeList::RealEstate
            | OfficeList::Businesses
            | OfficeList::PublicPayroll
            | OfficeList::SocialInsurance
            | OfficeList::BankBalances
            | OfficeList::CareAssessments
            | OfficeList::TekunRoll
            | OfficeList::ChildrenRoll
            | OfficeList::BankResults => Writer::County,
        }
    }

    /// Rows with a planted fault, in a thousand: forms of villages have most, exports of a computer fewest.
    pub(super) fn faulty_in_a_thousand(self) -> usize {
        match self {
            OfficeList::HouseholdRegister => 5,
            OfficeList::VillageReport | OfficeList::VillageEvents | OfficeList::ReliefApplications => 40,
            OfficeList::Vehicles
            | OfficeList::RealEstate
            | OfficeList::Businesses
            | OfficeList::PublicPayroll
            | OfficeList::SocialInsurance
            | OfficeList::BankBalances
            | OfficeList::BankResults => 12,
            OfficeList::Deaths
            | OfficeList::DisabilityCertificates
            | OfficeList::MedicalCosts
            | OfficeList::MonitoredHouseholds
            | OfficeList::Enrolment
            | OfficeList::VisitForms
            | OfficeList::ProgrammeApplications
            | OfficeList::ChildrenParents
            | OfficeList::CareAssessments
            | OfficeList::DibaoRoll
            | OfficeList::TekunRoll
            | OfficeList::ChildrenRoll
            | OfficeList::SubsidiesRoll => 24,
        }
    }

    /// Whether a person can rightly stand in it several times in a month.
    pub fn repeats_persons(self) -> bool {
        matches!(
            self,
            OfficeList::VillageEvents
                | OfficeList::ReliefApplications
                | OfficeList::ProgrammeApplications
                | OfficeList::BankResults
        )
    }

    pub(super) fn is_roll(self) -> bool {
        matches!(self, OfficeList::DibaoRoll | OfficeList::TekunRoll | OfficeList::ChildrenRoll | OfficeList::SubsidiesRoll)
    }

    /// Its columns, in the order in which the form prints them.
    pub(super) fn columns(self) -> &'static [ColumnForm] {
        match self {
            OfficeList::HouseholdRegister => columns::REGISTER,
            OfficeList::VillageReport => columns::VILLAGE_REPORT,
            OfficeList::Deaths => columns::DEATHS,
            OfficeList::DisabilityCertificates => columns::CERTIFICATES,
            OfficeList::MedicalCosts => columns::MEDICAL_COSTS,
            OfficeList::MonitoredHouseholds => columns::MONITORED,
            OfficeList::Enrolment => columns::ENROLMENT,
            OfficeList::Vehicles => columns::VEHICLES,
            OfficeList::RealEstate => columns::REAL_ESTATE,
            OfficeList::Businesses => columns::BUSINESSES,
            OfficeList::PublicPayroll => columns::PUBLIC_PAYROLL,
            OfficeList::SocialInsurance => columns::SOCIAL_INSURANCE,
            OfficeList::BankBalances => columns::BANK_BALANCES,
            OfficeList::VisitForms => columns::VISIT_FORMS,
            OfficeList::VillageEvents => columns::VILLAGE_EVENTS,
            OfficeList::ReliefApplications => columns::RELIEF_APPLICATIONS,
            OfficeList::ProgrammeApplications => columns::PROGRAMME_APPLICATIONS,
            OfficeList::ChildrenParents => columns::CHILDREN_PARENTS,
            OfficeList::CareAssessments => columns::CARE_ASSESSMENTS,
            OfficeList::DibaoRoll => columns::DIBAO_ROLL,
            OfficeList::TekunRoll => columns::TEKUN_ROLL,
            OfficeList::ChildrenRoll => columns::CHILDREN_ROLL,
            OfficeList::SubsidiesRoll => columns::SUBSIDIES_ROLL,
            OfficeList::BankResults => columns::BANK_RESULTS,
        }
    }
}

/// Whose rows a file holds: those of a township or of the whole county.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Area {
    WholeCounty,
    Township(RegionCode),
}

impl Area {
    /// As file names and titles have it.
    pub(super) fn name(self) -> String {
        match self {
            Area::WholeCounty => "全县".to_owned(),
            Area::Township(code) => region::name(code).map_or_else(|| code.to_string(), str::to_owned),
        }
    }

    /// A number that tells it from all others.
    pub(super) fn code(self) -> u64 {
        match self {
            Area::WholeCounty => 0,
            Area::Township(code) => code.padded(),
        }
    }
}

/// Path of a file about a month that is sent in a month.
pub(super) fn path(list: OfficeList, area: Area, about: Month, sent: Month, ending: &str) -> String {
    format!("{sent}/{:02}_{}_{}_{about}.{ending}", list.number(), list.name(), area.name())
}
