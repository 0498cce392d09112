//! What must hold between numbers of figures, in a form that can be checked, worked out and solved for one of them.

use super::amount::Amount;
use super::figure::{Coordinate, StatedFigure};

/// Millionths in one.
const MICRO: i128 = 1_000_000;
/// Hundredths of a per cent and so on: the factor between a share and its per cent.
const HUNDRED: i128 = 100;

/// One number of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Variable {
    /// The figure.
    pub figure: usize,
    /// Its number.
    pub coordinate: Coordinate,
}

/// What must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    /// The total is the sum of the parts, each with its sign.
    Sum { total: Variable, parts: Vec<(Variable, i8)> },
    /// The part is not more than the whole.
    AtMost { part: Variable, whole: Variable },
    /// The part is that share of the whole.
    Share { part: Variable, whole: Variable, percent: Variable },
    /// All parts with their shares imply one whole.
    OneWhole { shares: Vec<(Variable, Variable)> },
    /// The per cent is the change from one to the other, up or down.
    Change { from: Variable, to: Variable, percent: Variable, sign: i8 },
    /// The per cent is the change by that much, ending at `to`.
    ChangeBy { to: Variable, by: Variable, percent: Variable, sign: i8 },
    /// Money is the product of the factors and a number of months.
    Product { money: Variable, factors: Vec<Variable>, times: i64 },
    /// Both say the same.
    Same { one: Variable, other: Variable },
}

/// The numbers, with one of them changed for trial.
#[derive(Clone, Copy)]
pub(crate) struct Numbers<'a> {
    pub figures: &'a [StatedFigure],
    pub trial: Option<(Variable, Amount)>,
}

impl Numbers<'_> {
    pub(crate) fn of(&self, variable: Variable) -> Option<Amount> {
        match self.trial {
            Some((changed, amount)) if changed == variable => Some(amount),
            Some(_) | None => self.figures.get(variable.figure)?.amount(variable.coordinate),
        }
    }
}

impl Formula {
    /// Its numbers.
    pub(crate) fn variables(&self) -> Vec<Variable> {
        match self {
            Formula::Sum { total, parts } => std::iter::once(*total).chain(parts.iter().map(|(part, _)| *part)).collect(),
            Formula::AtMost { part, whole } => vec![*part, *whole],
            Formula::Share { part, whole, percent } => vec![*part, *whole, *percent],
            Formula::OneWhole { shares } => shares.iter().flat_map(|(part, percent)| [*part, *percent]).collect(),
            Formula::Change { from, to, percent, .. } => vec![*from, *to, *percent],
            Formula::ChangeBy { to, by, percent, .. } => vec![*to, *by, *percent],
            Formula::Product { money, factors, .. } => std::iter::once(*money).chain(factors.iter().copied()).collect(),
            Formula::Same { one, other } => vec![*one, *other],
        }
    }

    /// Whether it holds within the rounding printed; none where a number is missing or too large.
    pub(crate) fn holds(&self, numbers: &Numbers<'_>) -> Option<bool> {
        match self {
            Formula::Sum { total, parts } => {
                let total = numbers.of(*total)?;
                let (mut sum, mut slack) = (0, rounding(total));
                for (part, sign) in parts {
                    let part = numbers.of(*part)?;
                    sum += i128::from(*sign) * part.micro();
                    slack += rounding(part);
                }
                Some((sum - total.micro()).abs() <= slack)
            }
            Formula::AtMost { part, whole } => {
                let (part, whole) = (numbers.of(*part)?, numbers.of(*whole)?);
                Some(part.micro() <= whole.micro() + rounding(part) + rounding(whole))
            }
            Formula::Share { part, whole, percent } => {
                share_holds(numbers.of(*part)?, numbers.of(*whole)?.micro(), numbers.of(*percent)?)
            }
            Formula::OneWhole { shares } => {
                let (mut low, mut high) = (0, i128::MAX);
                for (part, percent) in shares {
                    let (least, most) = implied_whole(numbers.of(*part)?, numbers.of(*percent)?)?;
                    (low, high) = (low.max(least), high.min(most));
                }
                Some(low <= high)
            }
            Formula::Change { from, to, percent, sign } => {
                let (from, to) = (numbers.of(*from)?, numbers.of(*to)?);
                change_holds(
                    i128::from(*sign) * (to.micro() - from.micro()),
                    from.micro(),
                    rounding(from) + rounding(to),
                    numbers.of(*percent)?,
                )
            }
            Formula::ChangeBy { to, by, percent, sign } => {
                let (to, by) = (numbers.of(*to)?, numbers.of(*by)?);
                change_holds(
                    by.micro(),
                    to.micro() - i128::from(*sign) * by.micro(),
                    rounding(to) + rounding(by),
                    numbers.of(*percent)?,
                )
            }
            Formula::Product { money, factors, times } => {
                let money = numbers.of(*money)?;
                let product = product(numbers, factors, *times)?;
                let relative: i128 = factors
                    .iter()
                    .filter_map(|factor| numbers.of(*factor))
                    // A rate printed without places (8万元) is exact.
                    .filter(|factor| !factor.is_whole_in_its_unit())
                    .map(|factor| rounding(factor).saturating_mul(product) / factor.micro().max(1))
                    .sum();
                Some((product - money.micro()).abs() <= money.step() + relative)
            }
            Formula::Same { one, other } => {
                let (one, other) = (numbers.of(*one)?, numbers.of(*other)?);
                Some((one.micro() - other.micro()).abs() <= one.step().max(other.step()) / 2 || one.micro() == other.micro())
            }
        }
    }

    /// Whether a slip of the pen in one of its numbers is all that parts it from holding. Short numbers differ so by chance.
    pub(crate) fn is_off_by_slip(&self, numbers: &Numbers<'_>) -> bool {
        self.variables().into_iter().any(|variable| {
            let count = match self {
                Formula::Share { percent, .. } | Formula::Change { percent, .. } => *percent != variable,
                Formula::Sum { .. }
                | Formula::AtMost { .. }
                | Formula::OneWhole { .. }
                | Formula::ChangeBy { .. }
                | Formula::Product { .. }
                | Formula::Same { .. } => false,
            };
            if count && self.comes_out_swapped(variable, numbers) {
                return true;
            }
            let pair = numbers.of(variable).zip(self.solved_for(variable, numbers));
            pair.is_some_and(|(stated, right)| {
                let far = (stated.micro() - right.micro()).abs() * 5 <= stated.micro().max(right.micro());
                let off = matches!(self, Formula::Sum { .. })
                    .then_some(far || self.is_small_swap(stated, right, numbers))
                    .unwrap_or(true);
                let factor = matches!(self, Formula::Product { money, .. } if *money != variable);
                off && stated.digits() >= if factor { 3 } else { 2 } && stated.is_slip_of(right)
            })
        })
    }

    /// Whether two neighbouring digits of a number of a sum changed places, and that is not much of the total.
    fn is_small_swap(&self, stated: Amount, right: Amount, numbers: &Numbers<'_>) -> bool {
        const PART_OF_TOTAL: i128 = 4;
        let Formula::Sum { total, .. } = self else { return false };
        let total = numbers.of(*total).map_or(0, |total| total.micro());
        stated.is_swap_of(right) && (stated.micro() - right.micro()).abs() * PART_OF_TOTAL <= total
    }

    /// Whether a sum comes out when two neighbouring digits of one of its numbers change places.
    pub(crate) fn comes_out_by_swap(&self, numbers: &Numbers<'_>) -> bool {
        self.variables().into_iter().any(|variable| {
            let pair = numbers.of(variable).zip(self.solved_for(variable, numbers));
            pair.is_some_and(|(stated, right)| stated.is_swap_of(right))
        })
    }

    /// Whether it holds when two neighbouring digits of a count change places. A share leaves room for many counts, so
    /// no other slip says anything.
    fn comes_out_swapped(&self, variable: Variable, numbers: &Numbers<'_>) -> bool {
        let long = numbers.of(variable).filter(|stated| stated.digits() >= 3 && numbers.trial.is_none());
        long.is_some_and(|stated| {
            stated
                .swaps()
                .any(|swapped| self.holds(&Numbers { figures: numbers.figures, trial: Some((variable, swapped)) }) == Some(true))
        })
    }

    /// What the number would have to be for this to hold, the others being right.
    pub(crate) fn solved_for(&self, variable: Variable, numbers: &Numbers<'_>) -> Option<Amount> {
        let like = numbers.of(variable)?;
        let micro = match self {
            Formula::Sum { total, parts } if *total == variable => {
                let mut sum = 0;
                for (part, sign) in parts {
                    sum += i128::from(*sign) * numbers.of(*part)?.micro();
                }
                sum
            }
            Formula::Sum { total, parts } => {
                let mut rest = numbers.of(*total)?.micro();
                let mut own = 0;
                for (part, sign) in parts {
                    if *part == variable {
                        own = i128::from(*sign);
                    } else {
                        rest -= i128::from(*sign) * numbers.of(*part)?.micro();
                    }
                }
                rest * own
            }
            Formula::Same { one, other } => numbers.of(if *one == variable { *other } else { *one })?.micro(),
            Formula::Share { part, whole, percent } | Formula::Change { from: whole, to: part, percent, .. }
                if *percent == variable =>
            {
                let (part, whole) = (numbers.of(*part)?.micro(), numbers.of(*whole)?.micro());
                let top = if let Formula::Change { sign, .. } = self { i128::from(*sign) * (part - whole) } else { part };
                rounded(top.checked_mul(HUNDRED * MICRO)?, whole, like.step())?
            }
            Formula::ChangeBy { to, by, percent, sign } if *percent == variable => {
                let (to, by) = (numbers.of(*to)?.micro(), numbers.of(*by)?.micro());
                rounded(by.checked_mul(HUNDRED * MICRO)?, to - i128::from(*sign) * by, like.step())?
            }
            Formula::Product { money, factors, times } if *money == variable => {
                rounded(product(numbers, factors, *times)?, 1, like.step())?
            }
            Formula::Product { money, factors, times } => {
                let others: Vec<Variable> = factors.iter().copied().filter(|factor| *factor != variable).collect();
                let divisor = product(numbers, &others, *times)?;
                rounded(numbers.of(*money)?.micro().checked_mul(MICRO)?, divisor, like.step())?
            }
            Formula::OneWhole { shares } => of_one_whole(shares, variable, numbers, like)?,
            Formula::AtMost { .. } | Formula::Share { .. } | Formula::Change { .. } | Formula::ChangeBy { .. } => return None,
        };
        (micro >= 0).then(|| Amount::computed(micro, like))
    }
}

/// Half a step where the number may be rounded; nothing for a count in plain units.
fn rounding(amount: Amount) -> i128 {
    if amount.step() == MICRO && amount.micro() % MICRO == 0 { 0 } else { amount.step() / 2 }
}

/// Whether the printed per cent is the share, rounded or cut.
fn share_holds(part: Amount, whole: i128, percent: Amount) -> Option<bool> {
    if whole <= 0 {
        return None;
    }
    let exact = part.micro().checked_mul(HUNDRED * MICRO)? / whole;
    let slack = rounding(part).checked_mul(HUNDRED * MICRO)? / whole;
    Some(is_printed_as(exact, percent, slack))
}

/// Whether a quotient, rounded or cut to the last printed place, is the printed per cent.
fn is_printed_as(exact: i128, percent: Amount, slack: i128) -> bool {
    let above = exact - percent.micro();
    -(percent.step() / 2) - slack <= above && above < percent.step() + slack.max(1)
}

fn change_holds(change: i128, from: i128, slack: i128, percent: Amount) -> Option<bool> {
    if from <= 0 {
        return None;
    }
    let exact = change.checked_mul(HUNDRED * MICRO)? / from;
    let slack = slack.checked_mul(2 * HUNDRED * MICRO)? / from;
    Some(is_printed_as(exact, percent, slack))
}

/// The least and the most whole a part with its share can be of.
pub(crate) fn implied_whole(part: Amount, percent: Amount) -> Option<(i128, i128)> {
    let least = percent.micro().checked_sub(percent.step() / 2).filter(|least| *least > 0)?;
    let most = percent.micro() + percent.step() / 2;
    let scaled = part.micro().checked_mul(HUNDRED * MICRO)?;
    Some((scaled / most, scaled / least + 1))
}

/// The per cent a part has of the whole that the other shares, at least two, agree on.
fn of_one_whole(shares: &[(Variable, Variable)], variable: Variable, numbers: &Numbers<'_>, like: Amount) -> Option<i128> {
    let (part, _) = shares.iter().find(|(_, percent)| *percent == variable)?;
    let others: Vec<&(Variable, Variable)> = shares.iter().filter(|(_, percent)| *percent != variable).collect();
    let (mut low, mut high) = (0, i128::MAX);
    for (part, percent) in &others {
        let (least, most) = implied_whole(numbers.of(*part)?, numbers.of(*percent)?)?;
        (low, high) = (low.max(least), high.min(most));
    }
    (others.len() > 1 && low <= high).then_some(())?;
    rounded(numbers.of(*part)?.micro().checked_mul(HUNDRED * MICRO)?, (low + high) / 2, like.step())
}

fn product(numbers: &Numbers<'_>, factors: &[Variable], times: i64) -> Option<i128> {
    let mut product = i128::from(times).checked_mul(MICRO)?;
    for factor in factors {
        product = product.checked_mul(numbers.of(*factor)?.micro())? / MICRO;
    }
    Some(product)
}

/// The quotient rounded half up to whole steps.
fn rounded(top: i128, bottom: i128, step: i128) -> Option<i128> {
    if bottom <= 0 || step <= 0 {
        return None;
    }
    let exact = top / bottom;
    Some((exact + step / 2) / step * step)
}
