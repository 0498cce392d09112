//! Relations between the figures of a report somebody else wrote, with their verdicts.

use super::figure::StatedFigure;
use super::formula::{Formula, Numbers, Variable};
use crate::Verdict;

/// What kind of relation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// Parts that close a whole add up to it.
    Sum,
    /// A part is not more than its whole.
    Part,
    /// Those who get either subsidy = one + the other − both.
    Union,
    /// A part has the printed share of its whole.
    Share,
    /// A change fits the two values.
    Change,
    /// Rate × persons × months = money.
    Product,
    /// The annual standard is twelve monthly ones.
    Year,
    /// Opening + new − left = closing.
    Stock,
    /// The same figure stated twice is the same.
    Repeat,
    /// Persons are not fewer than households.
    Persons,
}

impl RelationKind {
    /// Its word in JSON and in expectations.
    pub fn code(self) -> &'static str {
        match self {
            RelationKind::Sum => "sum",
            RelationKind::Part => "part",
            RelationKind::Union => "union",
            RelationKind::Share => "share",
            RelationKind::Change => "change",
            RelationKind::Product => "product",
            RelationKind::Year => "year",
            RelationKind::Stock => "stock",
            RelationKind::Repeat => "repeat",
            RelationKind::Persons => "persons",
        }
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            RelationKind::Sum => "分项合计",
            RelationKind::Part => "部分不大于总数",
            RelationKind::Union => "两项补贴去重",
            RelationKind::Share => "占比",
            RelationKind::Change => "增减变化",
            RelationKind::Product => "标准×人数×月数",
            RelationKind::Year => "年标准与月标准",
            RelationKind::Stock => "期初、新增、退出与期末",
            RelationKind::Repeat => "前后一致",
            RelationKind::Persons => "人数不少于户数",
        }
    }
}

/// A relation of a report somebody else wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedRelation {
    /// Its place among the relations, from 0.
    pub id: usize,
    /// Its kind.
    pub kind: RelationKind,
    /// What must hold, in Chinese, and where it fails what is likeliest wrong.
    pub statement: String,
    /// The figures that take part, the one held against the others first.
    pub figures: Vec<usize>,
    /// The arithmetic: `2908户+163户；12565人+801人`.
    pub expression: String,
    /// What the arithmetic gives.
    pub computed: String,
    /// What the text says.
    pub stated: String,
    /// Whether it holds.
    pub verdict: Verdict,
    pub(crate) formulas: Vec<Formula>,
}

/// How a relation that does not come out is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhenOff {
    /// It had to come out.
    Fails,
    /// The wording suggests it, and only a slip of the pen in one number parts it from coming out.
    Slip,
    /// Distinct counts, entries and exits may explain it.
    Plausible,
    /// Nothing says that it had to.
    Unknown,
}

/// A relation from its formulas, judged; none where no formula can be worked out.
pub(crate) fn judged(
    kind: RelationKind,
    statement: String,
    formulas: Vec<Formula>,
    when_off: WhenOff,
    figures: &[StatedFigure],
) -> Option<StatedRelation> {
    let numbers = Numbers { figures, trial: None };
    let known: Vec<Formula> = formulas.into_iter().filter(|formula| formula.holds(&numbers).is_some()).collect();
    if known.is_empty() {
        return None;
    }
    let vague = known
        .iter()
        .flat_map(Formula::variables)
        .any(|variable| figures.get(variable.figure).is_none_or(|figure| figure.approximate || figure.context.two_readings));
    let holds = known.iter().all(|formula| formula.holds(&numbers) == Some(true));
    let when_off =
        if holds || kind == RelationKind::Union || super::relating::near(&known, figures) { when_off } else { WhenOff::Unknown };
    let off_by_slip =
        || known.iter().filter(|formula| formula.holds(&numbers) == Some(false)).all(|formula| formula.is_off_by_slip(&numbers));
    let when_off = match when_off {
        WhenOff::Slip if !holds && off_by_slip() => WhenOff::Fails,
        WhenOff::Slip => WhenOff::Unknown,
        WhenOff::Fails | WhenOff::Plausible | WhenOff::Unknown => when_off,
    };
    let verdict = match (holds, vague, when_off) {
        (true, _, _) => Verdict::Holds,
        (false, true, _) | (false, false, WhenOff::Unknown | WhenOff::Slip) => Verdict::Unknown,
        (false, false, WhenOff::Plausible) => Verdict::Plausible,
        (false, false, WhenOff::Fails) => Verdict::Fails,
    };
    let mut parts: Vec<usize> = Vec::new();
    for variable in known.iter().flat_map(Formula::variables) {
        if !parts.contains(&variable.figure) {
            parts.push(variable.figure);
        }
    }
    let joined = |texts: Vec<String>| texts.join("；");
    let expression = joined(known.iter().map(|formula| expression(formula, &numbers)).collect());
    let computed = joined(known.iter().map(|formula| computed(formula, &numbers)).collect());
    let stated = joined(known.iter().map(|formula| stated(formula, &numbers)).collect());
    Some(StatedRelation { id: 0, kind, statement, figures: parts, expression, computed, stated, verdict, formulas: known })
}

fn text(variable: Variable, numbers: &Numbers<'_>) -> String {
    let figure = numbers.figures.get(variable.figure);
    figure.zip(numbers.of(variable)).map(|(figure, amount)| figure.number_text(variable.coordinate, amount)).unwrap_or_default()
}

fn expression(formula: &Formula, numbers: &Numbers<'_>) -> String {
    let text = |variable: &Variable| text(*variable, numbers);
    match formula {
        Formula::Sum { parts, .. } => parts.iter().enumerate().fold(String::new(), |mut line, (at, (part, sign))| {
            line.push_str(match (*sign < 0, at) {
                (true, _) => "−",
                (false, 0) => "",
                (false, _) => "+",
            });
            line.push_str(&text(part));
            line
        }),
        Formula::AtMost { part, whole } => format!("{}≤{}", text(part), text(whole)),
        Formula::Share { part, whole, .. } => format!("{}÷{}", text(part), text(whole)),
        Formula::OneWhole { shares } => {
            shares.iter().map(|(part, percent)| format!("{}÷{}", text(part), text(percent))).collect::<Vec<_>>().join("=")
        }
        Formula::Change { from, to, sign, .. } if *sign < 0 => format!("({}−{})÷{}", text(from), text(to), text(from)),
        Formula::Change { from, to, .. } => format!("({}−{})÷{}", text(to), text(from), text(from)),
        Formula::ChangeBy { to, by, sign, .. } => {
            format!("{}÷({}{}{})", text(by), text(to), if *sign < 0 { "+" } else { "−" }, text(by))
        }
        Formula::Product { factors, times, .. } => {
            let mut parts: Vec<String> = factors.iter().map(text).collect();
            if *times > 1 {
                parts.push(format!("{times}个月"));
            }
            parts.join("×")
        }
        Formula::Same { one, other } => format!("{}={}", text(one), text(other)),
    }
}

/// The number a formula is held against.
pub(crate) fn held(formula: &Formula) -> Option<Variable> {
    match formula {
        Formula::Sum { total, .. } => Some(*total),
        Formula::Share { percent, .. } | Formula::Change { percent, .. } | Formula::ChangeBy { percent, .. } => Some(*percent),
        Formula::Product { money, .. } => Some(*money),
        Formula::Same { other, .. } => Some(*other),
        Formula::AtMost { .. } | Formula::OneWhole { .. } => None,
    }
}

fn computed(formula: &Formula, numbers: &Numbers<'_>) -> String {
    match held(formula) {
        Some(variable) => match (numbers.figures.get(variable.figure), formula.solved_for(variable, numbers)) {
            (Some(figure), Some(amount)) => figure.number_text(variable.coordinate, amount),
            _ => String::new(),
        },
        None => match formula {
            Formula::AtMost { whole, .. } => format!("不大于{}", text(*whole, numbers)),
            Formula::OneWhole { shares } => {
                shares.iter().map(|(part, percent)| implied(*part, *percent, numbers)).collect::<Vec<_>>().join("、")
            }
            Formula::Sum { .. }
            | Formula::Share { .. }
            | Formula::Change { .. }
            | Formula::ChangeBy { .. }
            | Formula::Product { .. }
            | Formula::Same { .. } => String::new(),
        },
    }
}

fn implied(part: Variable, percent: Variable, numbers: &Numbers<'_>) -> String {
    let whole = numbers
        .of(part)
        .zip(numbers.of(percent))
        .and_then(|(part, percent)| super::formula::implied_whole(part, percent).map(|ends| (part, ends)));
    whole
        .map(|(part, (least, most))| {
            format!(
                "总数{}至{}",
                super::amount::Amount::computed(least / 1_000_000 * 1_000_000, part).text(),
                super::amount::Amount::computed(most / 1_000_000 * 1_000_000, part).text()
            )
        })
        .unwrap_or_default()
}

fn stated(formula: &Formula, numbers: &Numbers<'_>) -> String {
    match (held(formula), formula) {
        (Some(variable), _) => text(variable, numbers),
        (None, Formula::AtMost { part, .. }) => text(*part, numbers),
        (None, Formula::OneWhole { shares }) => {
            shares.iter().map(|(_, percent)| text(*percent, numbers)).collect::<Vec<_>>().join("、")
        }
        (
            None,
            Formula::Sum { .. }
            | Formula::Share { .. }
            | Formula::Change { .. }
            | Formula::ChangeBy { .. }
            | Formula::Product { .. }
            | Formula::Same { .. },
        ) => String::new(),
    }
}
