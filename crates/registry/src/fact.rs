//! Facts: one dated statement of one department about one person, with the cell it was read from.

use vocabulary::{
    ApplicationKind, Coded, Date, DateRange, DisabilityKind, DisabilityLevel, Employment, FactId, Fen, LabourCapacity, PersonId,
    Schooling, Sequence, Source, Whereabouts,
};

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
}

/// A fact's value as one whole number: fen, a count, `yyyymmdd`, 0 or 1, or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactValue(pub i64);

/// One dated statement about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Key inside this system.
    pub id: FactId,
    /// Whom it is about.
    pub person: PersonId,
    /// What it states.
    pub kind: FactKind,
    /// Its value.
    pub value: FactValue,
    /// Days for which it is stated.
    pub days: DateRange,
    /// Number of the department's layout that gave it (`departments/*.toml`).
    pub department: i16,
    /// The act under which it was recorded.
    pub recorded: Sequence,
    /// The fact it takes the place of, where a later file corrected one for the same days.
    pub supersedes: Option<FactId>,
    /// Where it stands.
    pub source: Source,
}

impl FactValue {
    /// The cell could not be read, or is blank where the form demands a statement: what was stated before no longer
    /// stands, and what is the case is not known. It is never read as a default. No amount, count or code is ever such a number.
    pub const UNREADABLE: FactValue = FactValue(-9_000_000_000_000_000_001);
    /// The cell is blank where a blank says "none": what was stated before no longer stands.
    pub const EMPTY: FactValue = FactValue(-9_000_000_000_000_000_002);

    /// From an amount.
    pub fn money(amount: Fen) -> FactValue {
        FactValue(amount.as_fen())
    }

    /// From a day, as `yyyymmdd`.
    pub fn day(day: Date) -> FactValue {
        FactValue(i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day()))
    }

    /// From a value of a code set.
    pub fn code<T: Coded>(value: T) -> FactValue {
        FactValue(value.number())
    }

    /// As an amount.
    pub fn as_money(self) -> Fen {
        Fen::new(self.0)
    }

    /// As a day, where it is one.
    pub fn as_day(self) -> Option<Date> {
        let part = |value: i64| i8::try_from(value).ok();
        Date::new(i16::try_from(self.0 / 10_000).ok()?, part(self.0 / 100 % 100)?, part(self.0 % 100)?)
    }

    /// As a value of a code set, where the set has that number.
    pub fn as_code<T: Coded>(self) -> Option<T> {
        T::from_number(self.0)
    }
}

impl FactKind {
    /// All kinds with their column number, their code in layouts, their Chinese label and their shape.
    pub const TABLE: [(FactKind, i16, &'static str, &'static str, FactShape); 31] = [
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
    ];

    fn row(self) -> &'static (FactKind, i16, &'static str, &'static str, FactShape) {
        FactKind::TABLE.iter().find(|row| row.0 == self).expect("every kind of fact stands in the table")
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
            | FactKind::UnsettledRow => None,
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
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_number_and_its_code() {
        for (kind, number, code, _, _) in FactKind::TABLE {
            assert_eq!(FactKind::from_number(number), Some(kind));
            assert_eq!(FactKind::from_code(code), Some(kind));
        }
        let mut numbers: Vec<i16> = FactKind::TABLE.iter().map(|row| row.1).collect();
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
        assert_eq!(FactKind::WageIncome.show(FactValue::money(Fen::yuan(12))), "12.00元");
    }
}
