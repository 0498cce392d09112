//! The catalogue of figures: what each is called, what it counts, by which clause.

use casework::GapKind;
use vocabulary::DibaoClass;

/// The code of a figure; it never changes and is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureCode(pub &'static str);

/// The unit a figure is stated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureUnit {
    /// 户.
    Households,
    /// 人.
    Persons,
    /// 件: gap lines or decisions.
    Pieces,
    /// 元 in the ledger, 万元 in reports.
    Money,
}

/// What kind of decision a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionSort {
    /// 确认纳入.
    Granted,
    /// 调整.
    Changed,
    /// 停发.
    Stopped,
    /// 渐退.
    Exiting,
    /// 不予确认.
    Denied,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counts {
    /// Units with an award in force in the month; of one class where one is named.
    Households(Option<DibaoClass>),
    /// Persons counted in those awards.
    Persons(Option<DibaoClass>),
    /// Money of the regular payment for the month.
    PaidOfMonth,
    /// Money of all lines of the year's batches up to the month.
    PaidOfYear,
    /// Open gap lines of a kind.
    Gaps(GapKind),
    /// Decisions confirmed in the month.
    Decisions(DecisionSort),
}

/// A figure's definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FigureDefinition {
    /// Its code.
    pub code: FigureCode,
    /// Label in Chinese.
    pub label: &'static str,
    /// Unit.
    pub unit: FigureUnit,
    /// What it counts, as a Chinese sentence.
    pub definition: &'static str,
    /// Clause behind it.
    pub clause: &'static str,
    /// What it counts.
    pub counts: Counts,
}

impl FigureUnit {
    /// The Chinese word printed after the number in a report.
    pub fn label(self) -> &'static str {
        match self {
            FigureUnit::Households => "户",
            FigureUnit::Persons => "人",
            FigureUnit::Pieces => "件",
            FigureUnit::Money => "万元",
        }
    }
}

/// One line of the catalogue.
const fn defined(
    code: &'static str,
    label: &'static str,
    unit: FigureUnit,
    definition: &'static str,
    clause: &'static str,
    counts: Counts,
) -> FigureDefinition {
    FigureDefinition { code: FigureCode(code), label, unit, definition, clause, counts }
}

const MEASURE_23: &str = "《最低生活保障审核确认办法》第二十三条";
const MEASURE_21: &str = "《最低生活保障审核确认办法》第二十一条";
const MEASURE_32: &str = "《最低生活保障审核确认办法》第三十二条";
const MEASURE_25: &str = "《最低生活保障审核确认办法》第二十五条";
const DECREE_9: &str = "《社会救助暂行办法》第九条";

/// Every figure these records can give, in the order of a report.
pub const CATALOGUE: [FigureDefinition; 21] = [
    defined(
        "dibao.rural.households",
        "农村低保户数",
        FigureUnit::Households,
        "报告月有农村低保待遇的保障户，同一户只计一次。",
        DECREE_9,
        Counts::Households(None),
    ),
    defined(
        "dibao.rural.persons",
        "农村低保人数",
        FigureUnit::Persons,
        "报告月农村低保待遇计入的人员，同一人只计一次。",
        DECREE_9,
        Counts::Persons(None),
    ),
    class_households(DibaoClass::One, "dibao.rural.class1.households", "一类户数"),
    class_persons(DibaoClass::One, "dibao.rural.class1.persons", "一类人数"),
    class_households(DibaoClass::Two, "dibao.rural.class2.households", "二类户数"),
    class_persons(DibaoClass::Two, "dibao.rural.class2.persons", "二类人数"),
    class_households(DibaoClass::Three, "dibao.rural.class3.households", "三类户数"),
    class_persons(DibaoClass::Three, "dibao.rural.class3.persons", "三类人数"),
    class_households(DibaoClass::Four, "dibao.rural.class4.households", "四类户数"),
    class_persons(DibaoClass::Four, "dibao.rural.class4.persons", "四类人数"),
    defined(
        "dibao.rural.paid.month",
        "当月保障金",
        FigureUnit::Money,
        "报告月发放批次中、属于报告月的当月保障金之和，不含补发。",
        MEASURE_25,
        Counts::PaidOfMonth,
    ),
    defined(
        "dibao.rural.paid",
        "累计发放资金",
        FigureUnit::Money,
        "当年1月至报告月各发放批次的发放明细金额之和，含补发。",
        MEASURE_25,
        Counts::PaidOfYear,
    ),
    open_gaps(GapKind::Uncovered, "dibao.rural.gaps.uncovered", "应保未保", DECREE_9),
    open_gaps(GapKind::Overstayed, "dibao.rural.gaps.overstayed", "应退未退", MEASURE_32),
    open_gaps(GapKind::Misgraded, "dibao.rural.gaps.misgraded", "标准不符", MEASURE_23),
    open_gaps(GapKind::Undetermined, "dibao.rural.gaps.undetermined", "无法认定", DECREE_9),
    decisions(DecisionSort::Granted, "dibao.rural.decisions.granted", "确认纳入", MEASURE_21),
    decisions(DecisionSort::Changed, "dibao.rural.decisions.changed", "调整", MEASURE_32),
    decisions(DecisionSort::Stopped, "dibao.rural.decisions.stopped", "停发", MEASURE_32),
    decisions(DecisionSort::Exiting, "dibao.rural.decisions.exiting", "渐退", "《最低生活保障审核确认办法》第三十三条"),
    decisions(DecisionSort::Denied, "dibao.rural.decisions.denied", "不予确认", MEASURE_21),
];

const fn class_households(class: DibaoClass, code: &'static str, label: &'static str) -> FigureDefinition {
    let definition = "报告月按该档次发放农村低保的保障户，同一户只计一次。";
    defined(code, label, FigureUnit::Households, definition, MEASURE_23, Counts::Households(Some(class)))
}

const fn class_persons(class: DibaoClass, code: &'static str, label: &'static str) -> FigureDefinition {
    let definition = "报告月按该档次计入农村低保待遇的人员，同一人只计一次。";
    defined(code, label, FigureUnit::Persons, definition, MEASURE_23, Counts::Persons(Some(class)))
}

const fn open_gaps(kind: GapKind, code: &'static str, label: &'static str, clause: &'static str) -> FigureDefinition {
    let definition = "报告月清单上该类未办结的事项，每户一件。";
    defined(code, label, FigureUnit::Pieces, definition, clause, Counts::Gaps(kind))
}

const fn decisions(sort: DecisionSort, code: &'static str, label: &'static str, clause: &'static str) -> FigureDefinition {
    let definition = "报告月内确认的该类决定，每个决定一件。";
    defined(code, label, FigureUnit::Pieces, definition, clause, Counts::Decisions(sort))
}

impl FigureCode {
    /// Its definition, where the code stands in the catalogue.
    pub fn definition(self) -> Option<&'static FigureDefinition> {
        CATALOGUE.iter().find(|definition| definition.code == self)
    }
}

impl std::fmt::Display for FigureCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// The definition with that code, as a link or a form writes it.
pub fn definition(code: &str) -> Option<&'static FigureDefinition> {
    CATALOGUE.iter().find(|definition| definition.code.0 == code)
}
