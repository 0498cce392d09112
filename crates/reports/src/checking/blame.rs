//! The likeliest wrong figure: the single number whose change to one value makes most of the relations it takes part in
//! hold, and breaks fewest of those that hold.

use super::amount::Amount;
use super::figure::{Coordinate, StatedFigure};
use super::formula::{Formula, Numbers, Variable};
use super::relation::{StatedRelation, held};
use crate::Verdict;

/// What a figure should likeliest say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The figure.
    pub figure: usize,
    /// Which of its numbers.
    pub coordinate: Coordinate,
    /// What it says.
    pub stated: Amount,
    /// What it should likeliest say.
    pub likeliest: Amount,
    /// The relations that hold with it.
    pub settles: Vec<usize>,
}

/// How likely a change is the right one; the fields decide in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeliness {
    /// Relations that come to hold, less those that are broken, and a little for what the text says elsewhere.
    gain: i64,
    /// The relation gives one value, and two neighbouring digits of the number changed places.
    swap: bool,
    /// It is the money of a product: rates and months are known, a count seldom is all that is wrong.
    product: bool,
    /// One digit differs, or two changed places.
    slip: bool,
    /// It is the number its relation is held against: a total, a per cent, a product.
    held: bool,
}

/// At most one correction for each number; a relation that fails and is settled by none of them stays open.
pub(crate) fn corrections(figures: &[StatedFigure], relations: &[StatedRelation]) -> Vec<Correction> {
    let mut found: Vec<Correction> = Vec::new();
    for relation in relations.iter().filter(|relation| relation.verdict == Verdict::Fails) {
        for formula in failing(relation, figures) {
            if let Some(correction) = likeliest(formula, figures, relations)
                && !found.iter().any(|other| (other.figure, other.coordinate) == (correction.figure, correction.coordinate))
            {
                found.push(correction);
            }
        }
    }
    found
}

fn failing<'a>(relation: &'a StatedRelation, figures: &'a [StatedFigure]) -> impl Iterator<Item = &'a Formula> {
    let numbers = Numbers { figures, trial: None };
    relation.formulas.iter().filter(move |formula| formula.holds(&numbers) == Some(false))
}

fn likeliest(formula: &Formula, figures: &[StatedFigure], relations: &[StatedRelation]) -> Option<Correction> {
    let plain = Numbers { figures, trial: None };
    let mut tried: Vec<(Likeliness, Correction)> = Vec::new();
    for variable in formula.variables() {
        let Some(stated) = plain.of(variable) else { continue };
        let values = values(formula, variable, stated, &plain);
        let solved = formula.solved_for(variable, &plain).is_some();
        for likeliest in values {
            let trial = Numbers { figures, trial: Some((variable, likeliest)) };
            let (gain, settles) = gain(variable, &plain, &trial, relations);
            let elsewhere = i64::from(repeated(variable, likeliest, figures)) - i64::from(repeated(variable, stated, figures));
            let likeliness = Likeliness {
                gain: gain + elsewhere,
                swap: solved && stated.is_swap_of(likeliest),
                product: matches!(formula, Formula::Product { money, .. } if *money == variable),
                slip: stated.is_slip_of(likeliest),
                held: held(formula) == Some(variable),
            };
            let correction = Correction { figure: variable.figure, coordinate: variable.coordinate, stated, likeliest, settles };
            tried.push((likeliness, correction));
        }
    }
    let best = tried.iter().map(|(likeliness, _)| *likeliness).max().filter(|best| best.gain > 0)?;
    let mut of_best = tried.into_iter().filter(|(likeliness, _)| *likeliness == best);
    let (_, correction) = of_best.next()?;
    // Of several changes that are as likely none is the likeliest.
    of_best.all(|(_, other)| other.likeliest == correction.likeliest && other.figure == correction.figure).then_some(correction)
}

/// What a number could be for a formula to hold: the value it is solved for, or a swap of two of its digits where many would do.
fn values(formula: &Formula, variable: Variable, stated: Amount, plain: &Numbers<'_>) -> Vec<Amount> {
    if let Some(solved) = formula.solved_for(variable, plain) {
        return vec![solved];
    }
    let comes_out =
        |swapped: &Amount| formula.holds(&Numbers { figures: plain.figures, trial: Some((variable, *swapped)) }) == Some(true);
    stated.swaps().filter(comes_out).collect()
}

/// Relations a change settles, twice, less those it breaks, twice; a relation that only may hold counts once.
fn gain(variable: Variable, plain: &Numbers<'_>, trial: &Numbers<'_>, relations: &[StatedRelation]) -> (i64, Vec<usize>) {
    let (mut gain, mut settles) = (0, Vec::new());
    for relation in relations.iter().filter(|relation| relation.figures.contains(&variable.figure)) {
        for formula in relation.formulas.iter().filter(|formula| formula.variables().contains(&variable)) {
            match (formula.holds(plain), formula.holds(trial), relation.verdict) {
                (Some(false), Some(true), Verdict::Fails) => {
                    gain += 2;
                    settles.push(relation.id);
                }
                (Some(false), Some(true), Verdict::Holds | Verdict::Plausible | Verdict::Unknown) => gain += 1,
                (Some(true), Some(false), _) => gain -= 2,
                (Some(true) | None, _, _) | (Some(false), Some(false) | None, _) => {}
            }
        }
    }
    settles.dedup();
    (gain, settles)
}

/// Whether the number stands elsewhere in the text, at a figure of the same name.
fn repeated(variable: Variable, amount: Amount, figures: &[StatedFigure]) -> bool {
    let Some(own) = figures.get(variable.figure) else { return false };
    figures.iter().any(|figure| {
        figure.id != own.id
            && figure.context.core == own.context.core
            && !own.context.core.is_empty()
            && figure.amount(variable.coordinate).is_some_and(|other| other.micro() == amount.micro())
    })
}
