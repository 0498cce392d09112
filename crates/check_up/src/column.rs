//! Columns of the check-up's own lists.

/// What a column of a list of the check-up's own states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnField {
    /// 姓名.
    Name,
    /// 身份证号.
    Number,
    /// 户编号.
    Household,
    /// 村（居）代码.
    Village,
    /// 村（居）名称.
    VillageName,
    /// 账号.
    Account,
    /// 开户名.
    AccountHolder,
    /// 发放项目.
    Purpose,
    /// 金额.
    Amount,
    /// 发放结果.
    Result,
    /// 发放日期.
    Day,
    /// 月份.
    Month,
    /// 起始日期.
    Since,
    /// 终止日期.
    Until,
    /// 机构名称.
    Institution,
    /// 职务.
    Post,
    /// 备案人.
    OfficialName,
    /// 备案日期.
    FilingDay,
    /// 申请日期.
    ApplicationDay,
    /// 入户日期.
    VisitDay,
    /// 调查人, all of them in one cell.
    Visitors,
    /// 公示开始日期.
    NoticeFrom,
    /// 公示截止日期.
    NoticeUntil,
    /// 审批日期.
    DecisionDay,
    /// 照片编号.
    Photo,
    /// 服务日期.
    ServiceDay,
    /// 服务时长.
    Hours,
    /// 约定时长.
    HoursAgreed,
    /// 定位.
    ServicePlace,
    /// 物资名称.
    Good,
    /// 数量.
    Quantity,
    /// 签收人.
    Signer,
    /// 购入数量.
    Bought,
    /// 发出数量.
    Issued,
    /// 结存数量.
    Stock,
    /// 号牌号码.
    Plate,
    /// 车辆类型.
    VehicleKind,
    /// 救助项目.
    Programme,
    /// 人数.
    Persons,
    /// 户数.
    Households,
}

impl OwnField {
    const TABLE: [(OwnField, &'static str, &'static str); 40] = [
        (OwnField::Name, "name", "姓名"),
        (OwnField::Number, "number", "身份证号"),
        (OwnField::Household, "household", "户编号"),
        (OwnField::Village, "village", "村（居）代码"),
        (OwnField::VillageName, "village_name", "村（居）名称"),
        (OwnField::Account, "account", "账号"),
        (OwnField::AccountHolder, "account_holder", "开户名"),
        (OwnField::Purpose, "purpose", "发放项目"),
        (OwnField::Amount, "amount", "金额"),
        (OwnField::Result, "result", "发放结果"),
        (OwnField::Day, "day", "发放日期"),
        (OwnField::Month, "month", "月份"),
        (OwnField::Since, "since", "起始日期"),
        (OwnField::Until, "until", "终止日期"),
        (OwnField::Institution, "institution", "机构名称"),
        (OwnField::Post, "post", "职务"),
        (OwnField::OfficialName, "official_name", "备案人"),
        (OwnField::FilingDay, "filing_day", "备案日期"),
        (OwnField::ApplicationDay, "application_day", "申请日期"),
        (OwnField::VisitDay, "visit_day", "入户日期"),
        (OwnField::Visitors, "visitors", "调查人"),
        (OwnField::NoticeFrom, "notice_from", "公示开始日期"),
        (OwnField::NoticeUntil, "notice_until", "公示截止日期"),
        (OwnField::DecisionDay, "decision_day", "审批日期"),
        (OwnField::Photo, "photo", "照片编号"),
        (OwnField::ServiceDay, "service_day", "服务日期"),
        (OwnField::Hours, "hours", "服务时长"),
        (OwnField::HoursAgreed, "hours_agreed", "约定时长"),
        (OwnField::ServicePlace, "service_place", "定位"),
        (OwnField::Good, "good", "物资名称"),
        (OwnField::Quantity, "quantity", "数量"),
        (OwnField::Signer, "signer", "签收人"),
        (OwnField::Bought, "bought", "购入数量"),
        (OwnField::Issued, "issued", "发出数量"),
        (OwnField::Stock, "stock", "结存数量"),
        (OwnField::Plate, "plate", "号牌号码"),
        (OwnField::VehicleKind, "vehicle_kind", "车辆类型"),
        (OwnField::Programme, "programme", "救助项目"),
        (OwnField::Persons, "persons", "人数"),
        (OwnField::Households, "households", "户数"),
    ];

    /// The field of this code or Chinese label.
    pub fn named(text: &str) -> Option<OwnField> {
        OwnField::TABLE.iter().find(|row| row.1 == text || row.2 == text).map(|row| row.0)
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        OwnField::TABLE.iter().find(|row| row.0 == self).map(|row| row.2).expect("every field stands in the table")
    }
}
