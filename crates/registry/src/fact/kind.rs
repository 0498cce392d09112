//! What facts state: their kinds, numbers, labels and shapes.

use vocabulary::{
    ApplicationKind, CareMode, CertificateStatus, ChildScheme, Coded, DibaoClass, DisabilityKind, DisabilityLevel, Employment,
    HardshipKind, LabourCapacity, MonitoredGroup, ParentCondition, PaymentPurpose, PaymentResult, Programme, ReliefKind,
    ReliefReason, Schooling, SelfCare, Supporters, Whereabouts,
};

use super::FactValue;

/// What a fact states. Numbers are those of the columns: never changed, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// 工资性收入, of the twelve months before, per year.
    WageIncome,
    /// 务工月数: months worked in those twelve.
    WageMonths,
    /// 经营净收入, per year; may be below zero.
    BusinessNetIncome,
    /// 财产净收入, per year.
    PropertyNetIncome,
    /// 赡养费、抚养费、扶养费收入, per year.
    SupportReceived,
    /// 职工养老金、退休金, per year.
    EmployeePension,
    /// 城乡居民基础养老金 (the basic part set centrally), per year.
    ResidentPensionBasic,
    /// 高龄津贴, per year.
    OldAgeAllowance,
    /// 其他转移净收入, per year.
    OtherTransfer,
    /// 其他收入, per year.
    OtherIncome,
    /// 不计入收入的款项 (preferential payments, scholarships, social assistance, disability subsidies), per year.
    ExcludedIncome,
    /// 支出的赡养费、抚养费 and own social insurance, per year: taken off transfer income.
    TransferPaid,
    /// 残疾类别.
    DisabilityKind,
    /// 残疾等级.
    DisabilityLevel,
    /// 劳动能力.
    LabourCapacity,
    /// 重特大疾病 (1 yes, 0 no).
    SeriousIllness,
    /// 自付医疗及康复支出, per year.
    IllnessSpending,
    /// 在读情况.
    Schooling,
    /// 人员去向.
    Whereabouts,
    /// 去向起始日.
    WhereaboutsSince,
    /// 就业状况.
    Employment,
    /// 死亡日期.
    Death,
    /// 存款、有价证券等货币财产.
    CashAssets,
    /// 住房套数.
    Dwellings,
    /// 机动车辆数 (motor cars; no motorcycles, e-bikes or disability scooters).
    MotorCars,
    /// 商铺、雇工企业数.
    ShopsAndCompanies,
    /// 申请日期 of the application this person signed for the unit.
    ApplicationDay,
    /// 申请方式.
    ApplicationKind,
    /// 核对授权书签署日期: from this day the family's economic facts may be asked for.
    AuthorisationDay,
    /// 因就业增收退出 (1 yes): the investigation found that employment raised the income (DB-604).
    RaisedByEmployment,
    /// 同户有未核实的行 (1 yes): a row of the person's register household could not be linked or kept, so who belongs to the
    /// family, or what a member has, is not known. It is stated by the intake itself.
    UnsettledRow,
    /// 工伤护理费 of the work-injury insurance, per year.
    InjuryNursingFee,
    /// 财政供养工资, per year.
    PublicWage,
    /// 迁出日期: from this day the person is registered elsewhere.
    MovedOut,
    /// 火化日期.
    Cremation,
    /// 残疾人证发证日期.
    CertificateIssued,
    /// 残疾人证有效期至: the last day it is in force.
    CertificateExpiry,
    /// 残疾人证证件状态.
    CertificateStatus,
    /// 长期照护需求 (1 yes, 0 no).
    LongTermCare,
    /// 医疗总费用 before insurance, per year.
    MedicalTotal,
    /// 商业用房数.
    ShopPremises,
    /// 雇工企业数: companies and other businesses with employees.
    Companies,
    /// 个体工商户数.
    SoleTrades,
    /// 财政供养 (1 yes, 0 no).
    PublicPayroll,
    /// 单位参保 (1 yes): an employer pays the person's social insurance.
    EmployerInsured,
    /// 入户日期 of the visit at which the family was verified.
    VisitDay,
    /// 户类型 of the monitored household, decided by the rural-revitalisation side.
    MonitoredGroup,
    /// 识别日期 of the monitored household.
    MonitoredSince,
    /// 风险消除日期 of the monitored household.
    RiskCleared,
    /// 突发事项.
    Hardship,
    /// 突发事项发生日期.
    HardshipDay,
    /// 临时救助申请日期.
    ReliefDay,
    /// 临时救助类型.
    ReliefKind,
    /// 临时救助困难原因.
    ReliefReason,
    /// 临时救助人数.
    ReliefPersons,
    /// 自付费用 that the relief is asked for, once.
    ReliefOwnCost,
    /// 临时救助金额 granted, once.
    ReliefGranted,
    /// 低保类别 on the roll.
    DibaoClass,
    /// 低保月保障金额 of the unit, a month.
    DibaoMonthly,
    /// 低保享受起始年月.
    DibaoSince,
    /// 渐退截止年月: the last month of the gradual exit.
    ExitAfter,
    /// 特困供养方式.
    CareMode,
    /// 生活自理能力.
    SelfCare,
    /// 特困基本生活费, a month.
    TekunBasic,
    /// 特困照料护理费, a month.
    TekunCare,
    /// 特困享受起始年月.
    TekunSince,
    /// 儿童类别.
    ChildScheme,
    /// 儿童月保障金额, a month.
    ChildMonthly,
    /// 儿童享受起始年月.
    ChildSince,
    /// 困难残疾人生活补贴, a month.
    LivingSubsidy,
    /// 重度残疾人护理补贴, a month.
    NursingSubsidy,
    /// 残疾人两项补贴享受起始年月.
    SubsidySince,
    /// 发放项目 of a payment by the bank; the amount, result and day of the same row belong to it.
    PaymentPurpose,
    /// 发放金额, once.
    PaymentAmount,
    /// 发放结果.
    PaymentResult,
    /// 发放日期.
    PaymentDay,
    /// 申请项目: what is applied for besides dibao and temporary relief; the day of the same row belongs to it.
    AppliedFor,
    /// 该项目申请日期.
    AppliedDay,
    /// 父亲情况 of a child without care.
    FatherCondition,
    /// 父亲情况起始日.
    FatherSince,
    /// 母亲情况.
    MotherCondition,
    /// 母亲情况起始日.
    MotherSince,
    /// 法定义务人情况 of a tekun person.
    Supporters,
    /// 生活自理能力评估日期.
    AssessmentDay,
}

/// The shape of a fact's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactShape {
    /// Fen.
    Money,
    /// A whole number.
    Count,
    /// A day.
    Day,
    /// 1 yes, 0 no.
    YesNo,
    /// A number of the code set of that kind.
    Code,
    /// A month, as its first day.
    Month,
}

impl FactKind {
    /// All kinds in their order, with their column number, their code in layouts, their Chinese label and their shape.
    pub const TABLE: [(FactKind, i16, &'static str, &'static str, FactShape); 84] = [
        (FactKind::WageIncome, 1, "wage_income", "工资性收入", FactShape::Money),
        (FactKind::WageMonths, 2, "wage_months", "务工月数", FactShape::Count),
        (FactKind::BusinessNetIncome, 3, "business_net_income", "经营净收入", FactShape::Money),
        (FactKind::PropertyNetIncome, 4, "property_net_income", "财产净收入", FactShape::Money),
        (FactKind::SupportReceived, 5, "support_received", "赡养抚养费收入", FactShape::Money),
        (FactKind::EmployeePension, 6, "employee_pension", "职工养老金", FactShape::Money),
        (FactKind::ResidentPensionBasic, 7, "resident_pension_basic", "城乡居民基础养老金", FactShape::Money),
        (FactKind::OldAgeAllowance, 8, "old_age_allowance", "高龄津贴", FactShape::Money),
        (FactKind::OtherTransfer, 9, "other_transfer", "其他转移净收入", FactShape::Money),
        (FactKind::OtherIncome, 10, "other_income", "其他收入", FactShape::Money),
        (FactKind::ExcludedIncome, 11, "excluded_income", "不计入收入的款项", FactShape::Money),
        (FactKind::TransferPaid, 12, "transfer_paid", "支出赡养费及社保费", FactShape::Money),
        (FactKind::DisabilityKind, 20, "disability_kind", "残疾类别", FactShape::Code),
        (FactKind::DisabilityLevel, 21, "disability_level", "残疾等级", FactShape::Code),
        (FactKind::LabourCapacity, 22, "labour_capacity", "劳动能力", FactShape::Code),
        (FactKind::SeriousIllness, 23, "serious_illness", "重特大疾病", FactShape::YesNo),
        (FactKind::IllnessSpending, 24, "illness_spending", "自付医疗康复支出", FactShape::Money),
        (FactKind::Schooling, 25, "schooling", "在读情况", FactShape::Code),
        (FactKind::Whereabouts, 26, "whereabouts", "人员去向", FactShape::Code),
        (FactKind::WhereaboutsSince, 27, "whereabouts_since", "去向起始日", FactShape::Day),
        (FactKind::Employment, 28, "employment", "就业状况", FactShape::Code),
        (FactKind::Death, 29, "death", "死亡日期", FactShape::Day),
        (FactKind::CashAssets, 40, "cash_assets", "货币财产", FactShape::Money),
        (FactKind::Dwellings, 41, "dwellings", "住房套数", FactShape::Count),
        (FactKind::MotorCars, 42, "motor_cars", "机动车辆数", FactShape::Count),
        (FactKind::ShopsAndCompanies, 43, "shops_and_companies", "商铺企业数", FactShape::Count),
        (FactKind::ApplicationDay, 60, "application_day", "申请日期", FactShape::Day),
        (FactKind::ApplicationKind, 61, "application_kind", "申请方式", FactShape::Code),
        (FactKind::AuthorisationDay, 62, "authorisation_day", "授权书签署日期", FactShape::Day),
        (FactKind::RaisedByEmployment, 63, "raised_by_employment", "因就业增收", FactShape::YesNo),
        (FactKind::UnsettledRow, 64, "unsettled_row", "同户有未核实的行", FactShape::YesNo),
        (FactKind::InjuryNursingFee, 13, "injury_nursing_fee", "工伤护理费", FactShape::Money),
        (FactKind::PublicWage, 14, "public_wage", "财政供养工资", FactShape::Money),
        (FactKind::MovedOut, 30, "moved_out", "迁出日期", FactShape::Day),
        (FactKind::Cremation, 31, "cremation", "火化日期", FactShape::Day),
        (FactKind::CertificateIssued, 32, "certificate_issued", "残疾人证发证日期", FactShape::Day),
        (FactKind::CertificateExpiry, 33, "certificate_expiry", "残疾人证有效期至", FactShape::Day),
        (FactKind::CertificateStatus, 34, "certificate_status", "残疾人证状态", FactShape::Code),
        (FactKind::LongTermCare, 35, "long_term_care", "长期照护需求", FactShape::YesNo),
        (FactKind::MedicalTotal, 36, "medical_total", "医疗总费用", FactShape::Money),
        (FactKind::ShopPremises, 44, "shop_premises", "商业用房数", FactShape::Count),
        (FactKind::Companies, 45, "companies", "雇工企业数", FactShape::Count),
        (FactKind::SoleTrades, 46, "sole_trades", "个体工商户数", FactShape::Count),
        (FactKind::PublicPayroll, 47, "public_payroll", "财政供养", FactShape::YesNo),
        (FactKind::EmployerInsured, 48, "employer_insured", "单位参保", FactShape::YesNo),
        (FactKind::VisitDay, 65, "visit_day", "入户日期", FactShape::Day),
        (FactKind::MonitoredGroup, 70, "monitored_group", "监测户类型", FactShape::Code),
        (FactKind::MonitoredSince, 71, "monitored_since", "识别日期", FactShape::Day),
        (FactKind::RiskCleared, 72, "risk_cleared", "风险消除日期", FactShape::Day),
        (FactKind::Hardship, 73, "hardship", "突发事项", FactShape::Code),
        (FactKind::HardshipDay, 74, "hardship_day", "突发事项发生日期", FactShape::Day),
        (FactKind::ReliefDay, 75, "relief_day", "临时救助申请日期", FactShape::Day),
        (FactKind::ReliefKind, 76, "relief_kind", "临时救助类型", FactShape::Code),
        (FactKind::ReliefReason, 77, "relief_reason", "临时救助困难原因", FactShape::Code),
        (FactKind::ReliefPersons, 78, "relief_persons", "临时救助人数", FactShape::Count),
        (FactKind::ReliefOwnCost, 79, "relief_own_cost", "临时救助自付费用", FactShape::Money),
        (FactKind::ReliefGranted, 80, "relief_granted", "临时救助金额", FactShape::Money),
        (FactKind::DibaoClass, 90, "dibao_class", "低保类别", FactShape::Code),
        (FactKind::DibaoMonthly, 91, "dibao_monthly", "低保月保障金额", FactShape::Money),
        (FactKind::DibaoSince, 92, "dibao_since", "低保享受起始年月", FactShape::Month),
        (FactKind::ExitAfter, 93, "exit_after", "渐退截止年月", FactShape::Month),
        (FactKind::CareMode, 94, "care_mode", "供养方式", FactShape::Code),
        (FactKind::SelfCare, 95, "self_care", "生活自理能力", FactShape::Code),
        (FactKind::TekunBasic, 96, "tekun_basic", "特困基本生活费", FactShape::Money),
        (FactKind::TekunCare, 97, "tekun_care", "特困照料护理费", FactShape::Money),
        (FactKind::TekunSince, 98, "tekun_since", "特困享受起始年月", FactShape::Month),
        (FactKind::ChildScheme, 100, "child_scheme", "儿童类别", FactShape::Code),
        (FactKind::ChildMonthly, 101, "child_monthly", "儿童月保障金额", FactShape::Money),
        (FactKind::ChildSince, 102, "child_since", "儿童享受起始年月", FactShape::Month),
        (FactKind::LivingSubsidy, 103, "living_subsidy", "困难残疾人生活补贴", FactShape::Money),
        (FactKind::NursingSubsidy, 104, "nursing_subsidy", "重度残疾人护理补贴", FactShape::Money),
        (FactKind::SubsidySince, 105, "subsidy_since", "两项补贴享受起始年月", FactShape::Month),
        (FactKind::PaymentPurpose, 110, "payment_purpose", "发放项目", FactShape::Code),
        (FactKind::PaymentAmount, 111, "payment_amount", "发放金额", FactShape::Money),
        (FactKind::PaymentResult, 112, "payment_result", "发放结果", FactShape::Code),
        (FactKind::PaymentDay, 113, "payment_day", "发放日期", FactShape::Day),
        (FactKind::AppliedFor, 120, "applied_for", "申请项目", FactShape::Code),
        (FactKind::AppliedDay, 121, "applied_day", "项目申请日期", FactShape::Day),
        (FactKind::FatherCondition, 122, "father_condition", "父亲情况", FactShape::Code),
        (FactKind::FatherSince, 123, "father_since", "父亲情况起始日", FactShape::Day),
        (FactKind::MotherCondition, 124, "mother_condition", "母亲情况", FactShape::Code),
        (FactKind::MotherSince, 125, "mother_since", "母亲情况起始日", FactShape::Day),
        (FactKind::Supporters, 126, "supporters", "法定义务人情况", FactShape::Code),
        (FactKind::AssessmentDay, 127, "assessment_day", "自理能力评估日期", FactShape::Day),
    ];

    fn row(self) -> &'static (FactKind, i16, &'static str, &'static str, FactShape) {
        // The table is in the order of the kinds; a test holds it there. This is asked of every cell.
        &FactKind::TABLE[self as usize]
    }

    /// Whether not knowing it would be read as "none" or "as usual" by the rules, so that an unreadable cell must stand
    /// in the way of an answer instead.
    pub fn is_none_unless_stated(self) -> bool {
        matches!(
            self,
            FactKind::DisabilityKind
                | FactKind::DisabilityLevel
                | FactKind::SeriousIllness
                | FactKind::Schooling
                | FactKind::Whereabouts
                | FactKind::WhereaboutsSince
                | FactKind::Death
        )
    }

    /// Whether a blank cell of a later file takes it back. A signature and a death stay until somebody states otherwise.
    pub(crate) fn is_taken_back_by_a_blank(self) -> bool {
        !matches!(
            self,
            FactKind::ApplicationDay
                | FactKind::ApplicationKind
                | FactKind::AuthorisationDay
                | FactKind::RaisedByEmployment
                | FactKind::Death
        )
    }

    /// Number in columns.
    pub fn number(self) -> i16 {
        self.row().1
    }

    /// Code in layouts.
    pub fn code(self) -> &'static str {
        self.row().2
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        self.row().3
    }

    /// Shape of its value.
    pub fn shape(self) -> FactShape {
        self.row().4
    }

    /// The kind with this number.
    pub fn from_number(number: i16) -> Option<FactKind> {
        FactKind::TABLE.iter().find(|row| row.1 == number).map(|row| row.0)
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<FactKind> {
        FactKind::TABLE.iter().find(|row| row.2 == code).map(|row| row.0)
    }

    /// The code set whose values it has; `None` for every other shape.
    fn code_set(self) -> Option<CodeSet> {
        match self {
            FactKind::DisabilityKind => Some(CodeSet::of::<DisabilityKind>()),
            FactKind::DisabilityLevel => Some(CodeSet::of::<DisabilityLevel>()),
            FactKind::LabourCapacity => Some(CodeSet::of::<LabourCapacity>()),
            FactKind::Schooling => Some(CodeSet::of::<Schooling>()),
            FactKind::Whereabouts => Some(CodeSet::of::<Whereabouts>()),
            FactKind::Employment => Some(CodeSet::of::<Employment>()),
            FactKind::ApplicationKind => Some(CodeSet::of::<ApplicationKind>()),
            FactKind::CertificateStatus => Some(CodeSet::of::<CertificateStatus>()),
            FactKind::MonitoredGroup => Some(CodeSet::of::<MonitoredGroup>()),
            FactKind::Hardship => Some(CodeSet::of::<HardshipKind>()),
            FactKind::ReliefKind => Some(CodeSet::of::<ReliefKind>()),
            FactKind::ReliefReason => Some(CodeSet::of::<ReliefReason>()),
            FactKind::DibaoClass => Some(CodeSet::of::<DibaoClass>()),
            FactKind::CareMode => Some(CodeSet::of::<CareMode>()),
            FactKind::SelfCare => Some(CodeSet::of::<SelfCare>()),
            FactKind::ChildScheme => Some(CodeSet::of::<ChildScheme>()),
            FactKind::PaymentPurpose => Some(CodeSet::of::<PaymentPurpose>()),
            FactKind::PaymentResult => Some(CodeSet::of::<PaymentResult>()),
            FactKind::AppliedFor => Some(CodeSet::of::<Programme>()),
            FactKind::FatherCondition | FactKind::MotherCondition => Some(CodeSet::of::<ParentCondition>()),
            FactKind::Supporters => Some(CodeSet::of::<Supporters>()),
            FactKind::WageIncome
            | FactKind::WageMonths
            | FactKind::BusinessNetIncome
            | FactKind::PropertyNetIncome
            | FactKind::SupportReceived
            | FactKind::EmployeePension
            | FactKind::ResidentPensionBasic
            | FactKind::OldAgeAllowance
            | FactKind::OtherTransfer
            | FactKind::OtherIncome
            | FactKind::ExcludedIncome
            | FactKind::TransferPaid
            | FactKind::SeriousIllness
            | FactKind::IllnessSpending
            | FactKind::WhereaboutsSince
            | FactKind::Death
            | FactKind::CashAssets
            | FactKind::Dwellings
            | FactKind::MotorCars
            | FactKind::ShopsAndCompanies
            | FactKind::ApplicationDay
            | FactKind::AuthorisationDay
            | FactKind::RaisedByEmployment
            | FactKind::UnsettledRow
            | FactKind::InjuryNursingFee
            | FactKind::PublicWage
            | FactKind::MovedOut
            | FactKind::Cremation
            | FactKind::CertificateIssued
            | FactKind::CertificateExpiry
            | FactKind::LongTermCare
            | FactKind::MedicalTotal
            | FactKind::ShopPremises
            | FactKind::Companies
            | FactKind::SoleTrades
            | FactKind::PublicPayroll
            | FactKind::EmployerInsured
            | FactKind::VisitDay
            | FactKind::MonitoredSince
            | FactKind::RiskCleared
            | FactKind::HardshipDay
            | FactKind::ReliefDay
            | FactKind::ReliefPersons
            | FactKind::ReliefOwnCost
            | FactKind::ReliefGranted
            | FactKind::DibaoMonthly
            | FactKind::DibaoSince
            | FactKind::ExitAfter
            | FactKind::TekunBasic
            | FactKind::TekunCare
            | FactKind::TekunSince
            | FactKind::ChildMonthly
            | FactKind::ChildSince
            | FactKind::LivingSubsidy
            | FactKind::NursingSubsidy
            | FactKind::SubsidySince
            | FactKind::PaymentAmount
            | FactKind::PaymentDay
            | FactKind::AppliedDay
            | FactKind::FatherSince
            | FactKind::MotherSince
            | FactKind::AssessmentDay => None,
        }
    }

    /// Reads a code set's value for a kind of shape [`FactShape::Code`]; `None` where the text is no value of the set.
    pub fn parse_code(self, text: &str) -> Option<FactValue> {
        self.code_set().and_then(|set| (set.parse)(text))
    }

    /// A value of this kind in words, for traces and pages.
    pub fn show(self, value: FactValue) -> String {
        match value {
            FactValue::UNREADABLE => return "无法辨认".to_owned(),
            FactValue::EMPTY => return "未填写".to_owned(),
            FactValue(_) => {}
        }
        match self.shape() {
            FactShape::Money => format!("{}元", value.as_money()),
            FactShape::Count => value.0.to_string(),
            FactShape::Day => value.as_day().map_or_else(|| value.0.to_string(), |day| day.to_string()),
            FactShape::Month => value.as_day().map_or_else(|| value.0.to_string(), |day| day.in_month().to_string()),
            FactShape::YesNo => if value.0 == 1 { "是" } else { "否" }.to_owned(),
            FactShape::Code => self.code_set().and_then(|set| (set.label)(value)).unwrap_or("未知代码").to_owned(),
        }
    }
}

/// How values of a code set are read and shown.
struct CodeSet {
    parse: fn(&str) -> Option<FactValue>,
    label: fn(FactValue) -> Option<&'static str>,
}

impl CodeSet {
    fn of<T: Coded>() -> CodeSet {
        CodeSet { parse: |text| T::parse(text).map(FactValue::code), label: |value| value.as_code::<T>().map(Coded::label) }
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::{Date, Fen};

    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_number_and_its_code() {
        for (place, (kind, number, code, _, _)) in FactKind::TABLE.into_iter().enumerate() {
            assert_eq!(kind as usize, place, "the table is in the order of the kinds");
            assert_eq!(FactKind::from_number(number), Some(kind));
            assert_eq!(FactKind::from_code(code), Some(kind));
        }
        let mut numbers: Vec<i16> = FactKind::TABLE.iter().map(|row| row.1).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), FactKind::TABLE.len());
    }

    #[test]
    fn days_and_codes_survive_as_numbers() {
        let day = Date::parse("2022-10-31").expect("a day");
        assert_eq!(FactValue::day(day).as_day(), Some(day));
        assert_eq!(
            FactKind::DisabilityKind.parse_code("肢体").map(|value| FactKind::DisabilityKind.show(value)).as_deref(),
            Some("肢体")
        );
        for (kind, _, _, _, shape) in FactKind::TABLE {
            assert_eq!(kind.code_set().is_some(), shape == FactShape::Code, "{kind:?}");
        }
        assert_eq!(FactKind::DibaoSince.show(FactValue(20_210_701)), "2021-07");
        assert_eq!(FactKind::WageIncome.show(FactValue::money(Fen::yuan(12))), "12.00元");
    }
}
