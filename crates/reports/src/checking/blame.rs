//! The likeliest wrong figure: the single change that makes most relations hold.

use super::amount::Amount;
use super::figure::{Coordinate, StatedFigure};
use super::formula::{Formula, Numbers, Variable};
use super::relation::StatedRelation;
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
    let mut tried: Vec<(i64, bool, Correction)> = Vec::new();
    for variable in formula.variables() {
        let (Some(stated), Some(likeliest)) = (plain.of(variable), formula.solved_for(variable, &plain)) else { continue };
        let trial = Numbers { figures, trial: Some((variable, likeliest)) };
        let (mut gain, mut settles) = (0, Vec::new());
        for relation in relations.iter().filter(|relation| relation.figures.contains(&variable.figure)) {
            for formula in relation.formulas.iter().filter(|formula| formula.variables().contains(&variable)) {
                match (formula.holds(&plain), formula.holds(&trial)) {
                    (Some(false), Some(true)) if relation.verdict == Verdict::Fails => {
                        gain += 2;
                        settles.push(relation.id);
                    }
                    (Some(true), Some(false)) => gain -= 2,
                    _ => {}
                }
            }
        }
        gain += i64::from(repeated(variable, likeliest, figures)) - i64::from(repeated(variable, stated, figures));
        settles.dedup();
        let correction = Correction { figure: variable.figure, coordinate: variable.coordinate, stated, likeliest, settles };
        tried.push((gain, stated.is_slip_of(likeliest), correction));
    }
    let best = tried.iter().map(|(gain, slip, _)| (*gain, *slip)).max().filter(|(gain, _)| *gain > 0)?;
    let mut of_best = tried.into_iter().filter(|(gain, slip, _)| (*gain, *slip) == best);
    let (_, slip, correction) = of_best.next()?;
    // Of several changes that settle as much, none is likelier unless it is a slip of the pen.
    let alone = of_best.next().is_none();
    (alone && (slip || best.0 > 0)).then_some(correction)
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
