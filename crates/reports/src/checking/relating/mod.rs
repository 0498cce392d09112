//! Relations found from wording and layout, and from the identities of the field. A relation is said to fail only where the
//! text itself says that it had to hold; everything else is at most plausible or unknown.

mod accounts;
mod changes;
mod closing;
mod named_wholes;
mod products;
mod rates;
mod repeats;
mod series;
mod shares;
mod stocks;
mod sums;

use super::figure::{Coordinate, StatedFigure};
use super::formula::{Formula, Numbers, Variable};
use super::layout::PartsList;
use super::letters::Letters;
use super::relation::{RelationKind, StatedRelation, WhenOff, judged};

/// What relations are read from.
pub(crate) struct Reading<'a> {
    pub letters: &'a Letters,
    pub figures: &'a [StatedFigure],
    pub lists: &'a [PartsList],
}

/// All relations of running text.
pub(crate) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found = sums::relations(reading);
    found.extend(closing::relations(reading));
    found.extend(series::relations(reading));
    found.extend(accounts::relations(reading));
    let of_shares = shares::relations(reading, &found);
    found.extend(of_shares);
    found.extend(changes::relations(reading));
    found.extend(products::relations(reading));
    found.extend(stocks::relations(reading));
    found.extend(repeats::relations(reading));
    found
}

/// That a whole is the sum of these parts.
fn sum_of(
    reading: &Reading<'_>,
    whole: &StatedFigure,
    parts: &[&StatedFigure],
    off: WhenOff,
    statement: &str,
) -> Option<StatedRelation> {
    let signed: Vec<(&StatedFigure, i8)> = parts.iter().map(|part| (*part, 1)).collect();
    judged(RelationKind::Sum, format!("{}{statement}", name(whole)), sum_formulas(whole, &signed), off, reading.figures)
}

/// That a part, of a whole it is comparable with and not larger than, is so many percent of it. Of households and persons the
/// one that holds is taken.
fn share_relation(
    reading: &Reading<'_>,
    part: &StatedFigure,
    whole: &StatedFigure,
    percent: &StatedFigure,
    off: WhenOff,
) -> Option<StatedRelation> {
    let formulas: Vec<Formula> = shared(&[part, whole])
        .into_iter()
        .filter(|coordinate| {
            let both = part.amount(*coordinate).zip(whole.amount(*coordinate));
            both.is_some_and(|(part, whole)| part.micro() <= whole.micro())
        })
        .map(|coordinate| Formula::Share {
            part: variable(part.id, coordinate),
            whole: variable(whole.id, coordinate),
            percent: variable(percent.id, Coordinate::Value),
        })
        .collect();
    let numbers = Numbers { figures: reading.figures, trial: None };
    let chosen = formulas.iter().find(|formula| formula.holds(&numbers) == Some(true)).or(formulas.last())?.clone();
    let statement = format!("{}占{}的比例与印出的百分比相符", name(part), name(whole));
    judged(RelationKind::Share, statement, vec![chosen], off, reading.figures)
}

impl Reading<'_> {
    fn figure(&self, id: usize) -> Option<&StatedFigure> {
        self.figures.get(id)
    }

    fn same_sentence(&self, one: &StatedFigure, other: &StatedFigure) -> bool {
        self.letters.sentence(one.start) == self.letters.sentence(other.start)
    }

    fn same_paragraph(&self, one: &StatedFigure, other: &StatedFigure) -> bool {
        self.letters.paragraph(one.start) == self.letters.paragraph(other.start)
    }

    /// The list a figure is part of.
    fn list_of(&self, id: usize) -> Option<&PartsList> {
        self.lists.iter().find(|list| list.parts.contains(&id))
    }

    /// Figures of running text before one, nearest first, in its sentence.
    fn before<'b>(&'b self, figure: &'b StatedFigure) -> impl Iterator<Item = &'b StatedFigure> {
        self.figures[..figure.id].iter().rev().take_while(|other| self.same_sentence(other, figure))
    }

    /// Figures of running text behind one in its sentence.
    fn behind<'b>(&'b self, figure: &'b StatedFigure) -> impl Iterator<Item = &'b StatedFigure> {
        self.figures.iter().skip(figure.id + 1).take_while(|other| self.same_sentence(other, figure))
    }

    /// The label of a figure and what is tied to its unit (/月, 每月).
    fn around(&self, figure: &StatedFigure) -> String {
        let behind = self.letters.between(figure.end, figure.end + 6);
        let tied: String = behind.chars().take_while(|sign| *sign == '/' || !super::letters::is_boundary(*sign)).collect();
        format!("{}{tied}", figure.label)
    }
}

/// Whether the label of a figure holds one of the words.
fn says(figure: &StatedFigure, words: &[&str]) -> bool {
    words.iter().any(|word| figure.label.contains(word))
}

fn variable(figure: usize, coordinate: Coordinate) -> Variable {
    Variable { figure, coordinate }
}

/// The coordinates all of them have.
fn shared(figures: &[&StatedFigure]) -> Vec<Coordinate> {
    [Coordinate::Households, Coordinate::Persons, Coordinate::Value]
        .into_iter()
        .filter(|coordinate| figures.iter().all(|figure| figure.coordinates().contains(coordinate)))
        .collect()
}

/// A sum in every coordinate all of them have.
pub(super) fn sum_formulas(total: &StatedFigure, parts: &[(&StatedFigure, i8)]) -> Vec<Formula> {
    let all: Vec<&StatedFigure> = std::iter::once(total).chain(parts.iter().map(|(part, _)| *part)).collect();
    shared(&all)
        .into_iter()
        .map(|coordinate| Formula::Sum {
            total: variable(total.id, coordinate),
            parts: parts.iter().map(|(part, sign)| (variable(part.id, coordinate), *sign)).collect(),
        })
        .collect()
}

/// A difference larger than this part of the total is no slip: the items belong to another total.
const NEAR: i128 = 3;

/// Whether a total is near enough to the sum of its items that they can belong together.
pub(super) fn near(formulas: &[Formula], figures: &[StatedFigure]) -> bool {
    let numbers = super::formula::Numbers { figures, trial: None };
    formulas.iter().all(|formula| match formula {
        Formula::Sum { total, .. } => {
            let pair = numbers.of(*total).zip(formula.solved_for(*total, &numbers));
            pair.is_some_and(|(stated, computed)| {
                let close = (stated.micro() - computed.micro()).abs() * NEAR <= stated.micro().max(computed.micro());
                // 82 written 28 is far off and a slip of the pen.
                close || stated.is_swap_of(computed) || formula.comes_out_by_swap(&numbers)
            })
        }
        // Money a rate does not nearly come to was paid for something else as well.
        Formula::Product { money, .. } => {
            let pair = numbers.of(*money).zip(formula.solved_for(*money, &numbers));
            pair.is_none_or(|(stated, computed)| {
                (stated.micro() - computed.micro()).abs() * 2 <= stated.micro().max(computed.micro())
            })
        }
        Formula::AtMost { .. }
        | Formula::Share { .. }
        | Formula::OneWhole { .. }
        | Formula::Change { .. }
        | Formula::ChangeBy { .. }
        | Formula::Same { .. } => true,
    })
}

/// A figure's name in a sentence about it.
fn name(figure: &StatedFigure) -> &str {
    if figure.context.core.is_empty() { figure.context.programme.unwrap_or("该数") } else { &figure.context.core }
}

/// Whether two programmes may be one: 低保 stands for either roll.
fn words_agree(one: &str, other: &str) -> bool {
    one == other || one.contains(other) || other.contains(one)
}
