//! The kinds of lists that the check-up reads.

/// What a file is a list of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// 农村低保名册.
    DibaoRoll,
    /// 特困供养名册.
    TekunRoll,
    /// 孤儿和事实无人抚养儿童名册.
    ChildrenRoll,
    /// 残疾人两项补贴名册.
    SubsidiesRoll,
    /// 资金发放名册 or 银行发放结果 of a month.
    Payments,
    /// 死亡人员名单.
    Deaths,
    /// 残疾人证名册.
    Certificates,
    /// 公安户籍名册.
    Register,
    /// 车辆: counts by person.
    Vehicles,
    /// 不动产.
    RealEstate,
    /// 市场主体.
    Businesses,
    /// 财政供养.
    PublicPayroll,
    /// 社会保险: pensions, employers' insurance, nursing fees of work injuries.
    SocialInsurance,
    /// 银行存款.
    BankBalances,
    /// 防返贫监测名单.
    Monitored,
    /// 临时救助名单.
    Relief,
    /// 村级动态: who left, came back, was detained.
    VillageEvents,
    /// 入户调查表.
    VisitForms,
    /// 特困人员认定评估表.
    CareAssessments,
    /// 困境儿童父母情况表.
    ChildrenParents,
    /// 申报核对表, with signatures.
    Declarations,
    /// Other lists of the intake, which no check needs.
    Other,
    /// 供养机构在院人员名册.
    CareHomeResidents,
    /// 服刑和强制隔离戒毒人员名单.
    Detained,
    /// 经办人员和村（居）委会成员名册.
    Officials,
    /// 近亲属备案表.
    KinFilings,
    /// 审核确认办理台账.
    ProcedureRecords,
    /// 购买服务记录.
    ServiceRecords,
    /// 物资发放签收表.
    GoodsIssued,
    /// 物资收发存台账.
    GoodsStock,
    /// 机动车登记名单, a row a vehicle.
    VehiclePlates,
    /// 统计报表.
    ReportedTotals,
}

impl ListKind {
    /// Every kind with its code, its Chinese name, and the number of the intake's layout where it is one.
    const TABLE: [(ListKind, &'static str, &'static str, Option<i16>); 32] = [
        (ListKind::DibaoRoll, "dibao_roll", "农村低保名册", Some(21)),
        (ListKind::TekunRoll, "tekun_roll", "特困供养名册", Some(22)),
        (ListKind::ChildrenRoll, "children_roll", "孤儿和事实无人抚养儿童名册", Some(23)),
        (ListKind::SubsidiesRoll, "subsidies_roll", "残疾人两项补贴名册", Some(24)),
        (ListKind::Payments, "payments", "资金发放名册", None),
        (ListKind::Deaths, "deaths", "死亡人员名单", Some(3)),
        (ListKind::Certificates, "disability_certificates", "残疾人证名册", Some(4)),
        (ListKind::Register, "household_register", "公安户籍名册", Some(1)),
        (ListKind::Vehicles, "vehicles", "车辆信息核对结果", Some(8)),
        (ListKind::RealEstate, "real_estate", "不动产核对结果", Some(9)),
        (ListKind::Businesses, "businesses", "市场主体核对结果", Some(10)),
        (ListKind::PublicPayroll, "public_payroll", "财政供养核对结果", Some(11)),
        (ListKind::SocialInsurance, "social_insurance", "社会保险核对结果", Some(12)),
        (ListKind::BankBalances, "bank_balances", "银行存款核对结果", Some(13)),
        (ListKind::Monitored, "monitored_households", "防返贫监测名单", Some(6)),
        (ListKind::Relief, "relief_applications", "临时救助名单", Some(16)),
        (ListKind::VillageEvents, "village_events", "村级动态上报表", Some(15)),
        (ListKind::VisitForms, "visit_forms", "入户调查表", Some(14)),
        (ListKind::CareAssessments, "care_assessments", "特困人员认定评估表", Some(19)),
        (ListKind::ChildrenParents, "children_parents", "困境儿童父母情况表", Some(18)),
        (ListKind::Declarations, "village_report", "村级申报核对表", Some(2)),
        (ListKind::Other, "other", "其他名单（检查未使用）", None),
        (ListKind::CareHomeResidents, "care_home_residents", "供养机构在院人员名册", None),
        (ListKind::Detained, "detained", "服刑和强制隔离戒毒人员名单", None),
        (ListKind::Officials, "officials", "经办人员和村（居）委会成员名册", None),
        (ListKind::KinFilings, "kin_filings", "近亲属备案表", None),
        (ListKind::ProcedureRecords, "procedure_records", "审核确认办理台账", None),
        (ListKind::ServiceRecords, "service_records", "购买服务记录", None),
        (ListKind::GoodsIssued, "goods_issued", "物资发放签收表", None),
        (ListKind::GoodsStock, "goods_stock", "物资收发存台账", None),
        (ListKind::VehiclePlates, "vehicle_plates", "机动车登记名单", None),
        (ListKind::ReportedTotals, "reported_totals", "统计报表", None),
    ];

    /// All kinds.
    pub fn all() -> impl Iterator<Item = ListKind> {
        ListKind::TABLE.iter().map(|row| row.0)
    }

    fn row(self) -> &'static (ListKind, &'static str, &'static str, Option<i16>) {
        // The table is in the order of the kinds; a test holds it there.
        &ListKind::TABLE[self as usize]
    }

    /// Code, as in layouts.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// Chinese name.
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// Number of the layout of the intake that reads it.
    pub fn layout(self) -> Option<i16> {
        self.row().3
    }

    /// The kind that a layout of the intake reads.
    pub fn of_layout(number: i16) -> ListKind {
        ListKind::TABLE.iter().find(|row| row.3 == Some(number)).map_or(ListKind::Other, |row| row.0)
    }

    /// The kind of this code or Chinese name, as a correction gives it.
    pub fn named(text: &str) -> Option<ListKind> {
        ListKind::TABLE.iter().find(|row| row.1 == text || row.2 == text).map(|row| row.0)
    }

    /// Whether any check looks at its rows.
    pub fn is_looked_at(self) -> bool {
        !matches!(self, ListKind::Other | ListKind::Declarations)
    }

    /// Whether its rows are of interest only where they are about somebody who receives something, or about their family.
    pub(crate) fn is_about_anybody(self) -> bool {
        matches!(
            self,
            ListKind::Register
                | ListKind::Vehicles
                | ListKind::RealEstate
                | ListKind::Businesses
                | ListKind::PublicPayroll
                | ListKind::SocialInsurance
                | ListKind::BankBalances
                | ListKind::VehiclePlates
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_list_is_found_by_its_code_and_by_its_name() {
        for (place, kind) in ListKind::all().enumerate() {
            assert_eq!(kind as usize, place);
            assert_eq!(ListKind::named(kind.code()), Some(kind));
            assert_eq!(ListKind::named(kind.label()), Some(kind));
        }
        assert_eq!(ListKind::of_layout(3), ListKind::Deaths);
        assert_eq!(ListKind::of_layout(7), ListKind::Other);
    }
}
