//! The table of totals a county's year is made to fit, and the same rows counted in a modelled county.
//!
//! Holds: every row has a key for the file, a Chinese label for the reader and a figure of households and persons. The
//! figures are those of the roll of one month, the stock month; money is what was paid from January to it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use vocabulary::{Fen, MonitoredGroup, Month};

/// Households and persons of a row. A row of persons only has no households; relief counts times and person-times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// 户 (or 户次).
    pub households: i64,
    /// 人 (or 人次).
    pub persons: i64,
}

impl Figure {
    /// A figure of households and persons.
    pub const fn of(households: i64, persons: i64) -> Figure {
        Figure { households, persons }
    }
}

impl std::ops::Add for Figure {
    type Output = Figure;

    fn add(self, other: Figure) -> Figure {
        Figure::of(self.households + other.households, self.persons + other.persons)
    }
}

impl std::ops::Sub for Figure {
    type Output = Figure;

    fn sub(self, other: Figure) -> Figure {
        Figure::of(self.households - other.households, self.persons - other.persons)
    }
}

impl std::iter::Sum for Figure {
    fn sum<I: Iterator<Item = Figure>>(figures: I) -> Figure {
        figures.fold(Figure::default(), |sum, figure| sum + figure)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}户{}人", self.households, self.persons)
    }
}

/// How a group of the rural-revitalisation side stands in the table. Lifted counts the unstable lifted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// All households of the group with all members.
    Members,
    /// Distinct households in assistance with their persons.
    InAssistance,
    /// With persons on classes 1 and 2.
    ClassesOneAndTwo,
    /// With persons on classes 3 and 4.
    ClassesThreeAndFour,
    /// With tekun persons.
    Tekun,
    /// With a disability subsidy and neither dibao nor tekun; all members count.
    SubsidiesOnly,
    /// Households that stand in two of the four columns before.
    TwoProgrammes,
    /// With children of the two schemes and none of the four columns; the children count.
    ChildrenOnly,
    /// With unattended children, whatever else they have; the children count.
    UnattendedChildren,
    /// Distinct households and persons with temporary relief since January.
    Relief,
}

impl Column {
    /// All columns.
    pub const ALL: [Column; 10] = [
        Column::Members,
        Column::InAssistance,
        Column::ClassesOneAndTwo,
        Column::ClassesThreeAndFour,
        Column::Tekun,
        Column::SubsidiesOnly,
        Column::TwoProgrammes,
        Column::ChildrenOnly,
        Column::UnattendedChildren,
        Column::Relief,
    ];

    fn key_and_label(self) -> (&'static str, &'static str) {
        match self {
            Column::Members => ("members", "全部"),
            Column::InAssistance => ("in_assistance", "纳入社会救助"),
            Column::ClassesOneAndTwo => ("classes_1_2", "一二类低保"),
            Column::ClassesThreeAndFour => ("classes_3_4", "三四类低保"),
            Column::Tekun => ("tekun", "特困供养"),
            Column::SubsidiesOnly => ("subsidies_only", "仅残疾人两项补贴"),
            Column::TwoProgrammes => ("two_programmes", "同时列入两项"),
            Column::ChildrenOnly => ("children_only", "仅儿童保障"),
            Column::UnattendedChildren => ("unattended", "事实无人抚养儿童"),
            Column::Relief => ("relief", "临时救助"),
        }
    }
}

/// Groups in the order of the table.
pub(crate) const GROUPS: [MonitoredGroup; 4] =
    [MonitoredGroup::Lifted, MonitoredGroup::UnstableLifted, MonitoredGroup::MarginalProne, MonitoredGroup::SuddenHardship];

fn group_key_and_label(group: MonitoredGroup) -> (&'static str, &'static str) {
    match group {
        MonitoredGroup::Lifted => ("lifted", "已脱贫户"),
        MonitoredGroup::UnstableLifted => ("unstable_lifted", "脱贫不稳定户"),
        MonitoredGroup::MarginalProne => ("marginal_prone", "边缘易致贫户"),
        MonitoredGroup::SuddenHardship => ("sudden_hardship", "突发严重困难户"),
    }
}

/// Declares the rows that do not belong to a group, each with key and label.
macro_rules! total_rows {
    ($($(#[$doc:meta])* $row:ident = $key:literal $label:literal),+ $(,)?) => {
        /// A row of the table of totals.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TotalRow {
            $($(#[$doc])* $row,)+
            /// A group of the rural-revitalisation side in one of its columns.
            Group(MonitoredGroup, Column),
        }

        impl TotalRow {
            /// All rows in the order of the table.
            pub fn all() -> Vec<TotalRow> {
                let mut rows = vec![$(TotalRow::$row),+];
                for group in GROUPS {
                    rows.extend(Column::ALL.map(|column| TotalRow::Group(group, column)));
                }
                rows
            }

            /// Key in the file of totals.
            pub fn key(self) -> String {
                match self {
                    $(TotalRow::$row => $key.to_owned(),)+
                    TotalRow::Group(group, column) => format!("{}.{}", group_key_and_label(group).0, column.key_and_label().0),
                }
            }

            /// Chinese label.
            pub fn label(self) -> String {
                match self {
                    $(TotalRow::$row => $label.to_owned(),)+
                    TotalRow::Group(group, column) => {
                        format!("{}·{}", group_key_and_label(group).1, column.key_and_label().1)
                    }
                }
            }
        }
    };
}

total_rows! {
    /// Persons of rural registration, alive and not moved out: denominator of the shares.
    AgriculturalPopulation = "agricultural_population" "农业人口",
    /// Urban residents and families on the public payroll, beside the farm population.
    UrbanPopulation = "urban_population" "城镇居民及财政供养家庭人口",
    /// Rural dibao.
    Dibao = "dibao" "农村低保",
    /// Class 1.
    ClassOne = "dibao.class_1" "一类低保",
    /// Class 2.
    ClassTwo = "dibao.class_2" "二类低保",
    /// Classes 1 and 2.
    ClassesOneAndTwo = "dibao.classes_1_2" "一二类低保",
    /// Class 3.
    ClassThree = "dibao.class_3" "三类低保",
    /// Class 4.
    ClassFour = "dibao.class_4" "四类低保",
    /// Classes 3 and 4.
    ClassesThreeAndFour = "dibao.classes_3_4" "三四类低保",
    /// Single-person units, all of disabled persons in classes 1 and 2.
    SinglePersonUnits = "dibao.single_person_units" "单人保",
    /// Disabled persons in whole-family units; persons only.
    DisabledInFamilies = "dibao.disabled_in_families" "整户保残疾人",
    /// Classes 1 and 2 on the January roll; persons only.
    ClassesOneAndTwoInJanuary = "dibao.classes_1_2.january" "年初一二类低保",
    /// Classes 3 and 4 on the January roll.
    ClassesThreeAndFourInJanuary = "dibao.classes_3_4.january" "年初三四类低保",
    /// New units of classes 1 and 2 since January.
    NewInClassesOneAndTwo = "dibao.classes_1_2.new" "新增一二类低保",
    /// Units that left after a gradual exit since January.
    LeftAfterGradualExit = "dibao.left_after_gradual_exit" "渐退期满退出",
    /// Tekun households and persons.
    Tekun = "tekun" "特困供养",
    /// Of these in care homes; persons only.
    TekunInHomes = "tekun.in_homes" "集中供养",
    /// Entered since January; persons only.
    TekunEntered = "tekun.entered" "新增特困",
    /// Whose care level changed since January; persons only.
    CareLevelChanged = "tekun.care_level_changed" "护理档次调整",
    /// Orphans; persons only.
    Orphans = "orphans" "孤儿",
    /// Orphans at some time since January; persons only.
    OrphansInYear = "orphans.in_year" "年内孤儿",
    /// Unattended children; persons only.
    Unattended = "unattended" "事实无人抚养儿童",
    /// Of these in families of class 3; persons only.
    UnattendedInClassThree = "unattended.class_3" "三类低保家庭中的事实无人抚养儿童",
    /// Nursing subsidy; persons only.
    NursingSubsidy = "subsidies.nursing" "重度残疾人护理补贴",
    /// Living subsidy; persons only.
    LivingSubsidy = "subsidies.living" "困难残疾人生活补贴",
    /// Both subsidies; persons only.
    BothSubsidies = "subsidies.both" "同时享受两项补贴",
    /// At least one of the two; persons only.
    AnySubsidy = "subsidies.any" "残疾人两项补贴合计人数",
    /// Removed from both since January; persons only.
    SubsidiesRemoved = "subsidies.removed" "清退两项补贴",
    /// Disabled on dibao without living subsidy; persons only.
    DisabledWithoutLiving = "subsidies.dibao_without_living" "低保残疾人未享受生活补贴",
    /// Temporary relief since January: times and person-times.
    Relief = "relief" "临时救助",
    /// Families relieved for a student's costs since January; households only.
    ReliefForStudents = "relief.students" "就学救助家庭",
    /// Families relieved after an accident since January; households only.
    ReliefForAccidents = "relief.accidents" "意外事故救助家庭",
    /// Left-behind children under 16; persons only.
    LeftBehindChildren = "left_behind_children" "农村留守儿童",
    /// Units of dibao visited at home since January, with their persons.
    Checked = "dibao.checked" "低保入户核查",
}

impl fmt::Display for TotalRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label())
    }
}

/// Money paid from January to the stock month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyRow {
    /// 农村低保金.
    Dibao,
    /// 特困供养金, basic and care.
    Tekun,
    /// 孤儿基本生活费.
    Orphans,
    /// 事实无人抚养儿童基本生活补贴.
    Unattended,
    /// 残疾人两项补贴.
    Subsidies,
    /// 临时救助金.
    Relief,
}

impl MoneyRow {
    /// All rows.
    pub const ALL: [MoneyRow; 6] =
        [MoneyRow::Dibao, MoneyRow::Tekun, MoneyRow::Orphans, MoneyRow::Unattended, MoneyRow::Subsidies, MoneyRow::Relief];

    /// Key in the file of totals.
    pub fn key(self) -> &'static str {
        match self {
            MoneyRow::Dibao => "dibao",
            MoneyRow::Tekun => "tekun",
            MoneyRow::Orphans => "orphans",
            MoneyRow::Unattended => "unattended",
            MoneyRow::Subsidies => "subsidies",
            MoneyRow::Relief => "relief",
        }
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            MoneyRow::Dibao => "农村低保资金",
            MoneyRow::Tekun => "特困供养资金",
            MoneyRow::Orphans => "孤儿基本生活费",
            MoneyRow::Unattended => "事实无人抚养儿童补贴",
            MoneyRow::Subsidies => "残疾人两项补贴资金",
            MoneyRow::Relief => "临时救助资金",
        }
    }
}

/// Amounts and rules of the year that its payments and declarations follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Rural dibao standard a head and month.
    pub standard: Fen,
    /// Dibao a head and month in classes 1 to 4.
    pub classes: [Fen; 4],
    /// Tekun basic living a month.
    pub tekun_basic: Fen,
    /// Care money a month for full, partial and no self-care.
    pub care: [Fen; 3],
    /// A child of either scheme a month.
    pub child: Fen,
    /// Living subsidy a month.
    pub living: Fen,
    /// Nursing subsidy a month.
    pub nursing: Fen,
    /// Urban dibao standard a month, base of temporary relief.
    pub urban_standard: Fen,
    /// Most that light emergency relief gives.
    pub small_sum: Fen,
    /// Months of gradual exit granted in the year.
    pub exit_months: u8,
    /// Whether the basic part of the resident pension counts as income for dibao.
    pub pension: PensionRule,
}

/// Whether the basic part of the resident pension counts (A1 §13: not until the end of 2025).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PensionRule {
    /// It does not count.
    LeftOut,
    /// It counts.
    Counted,
}

/// A table of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Month whose roll the stocks are of; flows and money run from January of its year to it.
    pub month: Month,
    /// Figures; a row that is not in it is not asked for.
    pub figures: BTreeMap<TotalRow, Figure>,
    /// Money since January.
    pub money: BTreeMap<MoneyRow, Fen>,
    /// Amounts of the year.
    pub rates: Rates,
}

impl Totals {
    /// The year 2022 of the county's report, in the values that hold together.
    pub const YEAR_2022: &'static str = include_str!("../../totals/2022.toml");
    /// The same county in the year 2026, with the amounts the model assumes for it.
    pub const YEAR_2026: &'static str = include_str!("../../totals/2026.toml");
    /// The year 2022 with a flood: more relief, more sudden hardship.
    pub const DISASTER: &'static str = include_str!("../../totals/disaster.toml");

    /// The figure of a row; nothing where the table does not ask for it.
    pub fn get(&self, row: TotalRow) -> Figure {
        self.figures.get(&row).copied().unwrap_or_default()
    }

    /// Reads a file of totals.
    pub fn parse(text: &str) -> Result<Totals, TotalsUnreadable> {
        let file: TotalsFile = toml::from_str(text).map_err(|fault| TotalsUnreadable(fault.message().to_owned()))?;
        let mut figures = BTreeMap::new();
        let mut left = file.figures;
        for row in TotalRow::all() {
            if let Some(line) = left.remove(&row.key()) {
                figures.insert(row, Figure::of(line.households, line.persons));
            }
        }
        let mut money = BTreeMap::new();
        let mut amounts = file.money;
        for row in MoneyRow::ALL {
            if let Some(line) = amounts.remove(row.key()) {
                money.insert(row, Fen::new(line.fen));
            }
        }
        if let Some(key) = left.keys().chain(amounts.keys()).next() {
            return Err(TotalsUnreadable(format!("没有名为“{key}”的指标")));
        }
        let month = Month::parse(&file.month).map_err(|_| TotalsUnreadable(format!("“{}”不是月份", file.month)))?;
        Ok(Totals { month, figures, money, rates: file.rates.into_rates() })
    }
}

/// Why a file of totals cannot be read, in the words of its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalsUnreadable(String);

impl fmt::Display for TotalsUnreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "总量表无法读取：{}。请对照 totals/2022.toml 的写法改正后重试", self.0)
    }
}

impl std::error::Error for TotalsUnreadable {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TotalsFile {
    month: String,
    rates: RatesInFile,
    figures: BTreeMap<String, FigureInFile>,
    money: BTreeMap<String, MoneyInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureInFile {
    #[serde(default)]
    households: i64,
    #[serde(default)]
    persons: i64,
    /// Why this value; for the reader of the file only.
    #[serde(rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyInFile {
    fen: i64,
    /// Why this value; for the reader of the file only.
    #[serde(rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RatesInFile {
    standard: i64,
    classes: [i64; 4],
    tekun_basic: i64,
    care_full_partial_none: [i64; 3],
    child: i64,
    living: i64,
    nursing: i64,
    urban_standard: i64,
    small_sum: i64,
    exit_months: u8,
    resident_pension_counts: bool,
}

impl RatesInFile {
    /// Amounts stand in yuan in the file.
    fn into_rates(self) -> Rates {
        Rates {
            standard: Fen::yuan(self.standard),
            classes: self.classes.map(Fen::yuan),
            tekun_basic: Fen::yuan(self.tekun_basic),
            care: self.care_full_partial_none.map(Fen::yuan),
            child: Fen::yuan(self.child),
            living: Fen::yuan(self.living),
            nursing: Fen::yuan(self.nursing),
            urban_standard: Fen::yuan(self.urban_standard),
            small_sum: Fen::yuan(self.small_sum),
            exit_months: self.exit_months,
            pension: if self.resident_pension_counts { PensionRule::Counted } else { PensionRule::LeftOut },
        }
    }
}
