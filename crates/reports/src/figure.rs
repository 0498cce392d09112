//! Figures: a value and the rows it counts, which cannot come apart.

use std::collections::BTreeSet;

use casework::{Award, Decision, DecisionKind, Gap, in_force};
use ledger::{PayoutLine, Purpose};
use vocabulary::{AwardId, DecisionId, DibaoClass, Fen, GapId, HouseholdId, LineId, Month, PersonId, Programme};

use crate::{Counts, DecisionSort, FigureCode, FigureDefinition, FigureUnit, catalogue};

/// A payout line with the month its batch is paid in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidLine<'a> {
    /// The line.
    pub line: &'a PayoutLine,
    /// Month of its batch.
    pub paid_in: Month,
}

/// The records figures are computed from; of one programme, and of one place.
#[derive(Clone, Copy, Debug)]
pub struct FigureInputs<'a> {
    /// The month reported on.
    pub at: Month,
    /// Award rows; those superseded are left out here.
    pub awards: &'a [Award],
    /// Lines of approved batches.
    pub lines: &'a [PaidLine<'a>],
    /// Gap lines that are open.
    pub gaps: &'a [Gap],
    /// Decisions.
    pub decisions: &'a [Decision],
}

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureValue {
    /// A number of households, persons or pieces.
    Count(i64),
    /// Money.
    Money(Fen),
}

/// The record behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowRecord {
    /// An award.
    Award(AwardId),
    /// A payout line.
    Line(LineId),
    /// A gap.
    Gap(GapId),
    /// A decision.
    Decision(DecisionId),
}

/// One row a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRow {
    /// The unit.
    pub unit: HouseholdId,
    /// The person, in figures of persons.
    pub person: Option<PersonId>,
    /// The record it comes from.
    pub record: RowRecord,
    /// The amount, in figures of money.
    pub amount: Option<Fen>,
}

/// A figure of a month. Its value is worked out from its rows and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    definition: &'static FigureDefinition,
    at: Month,
    rows: Vec<FigureRow>,
}

/// No figure has this code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("RP-101：指标“{code}”：指标目录中没有这一代码，无法计算。请从指标目录中选择")]
pub struct UnknownFigure {
    /// The code asked for.
    pub code: String,
}

impl FigureValue {
    /// The number alone, as a report prints it: counts plain, money in 万元 with four decimals.
    pub fn text(self) -> String {
        match self {
            FigureValue::Count(count) => count.to_string(),
            FigureValue::Money(amount) => amount.wan_text(),
        }
    }
}

impl Figure {
    /// A figure of these rows. Of rows about one household, or one person in a figure of persons, the first is kept:
    /// 户 and 人 are distinct ones.
    pub fn of(definition: &'static FigureDefinition, at: Month, mut rows: Vec<FigureRow>) -> Figure {
        rows.sort();
        match definition.unit {
            FigureUnit::Households => rows.dedup_by_key(|row| row.unit),
            FigureUnit::Persons => {
                let mut counted = BTreeSet::new();
                rows.retain(|row| row.person.is_some_and(|person| counted.insert(person)));
            }
            FigureUnit::Pieces | FigureUnit::Money => rows.dedup_by_key(|row| row.record),
        }
        Figure { definition, at, rows }
    }

    /// Its code.
    pub fn code(&self) -> FigureCode {
        self.definition.code
    }

    /// Its definition.
    pub fn definition(&self) -> &'static FigureDefinition {
        self.definition
    }

    /// The month it is of.
    pub fn at(&self) -> Month {
        self.at
    }

    /// The rows it counts, by unit and person.
    pub fn rows(&self) -> &[FigureRow] {
        &self.rows
    }

    /// Its value.
    pub fn value(&self) -> FigureValue {
        match self.definition.unit {
            FigureUnit::Households | FigureUnit::Persons | FigureUnit::Pieces => {
                FigureValue::Count(i64::try_from(self.rows.len()).expect("rows are fewer than 2^63"))
            }
            FigureUnit::Money => FigureValue::Money(self.rows.iter().filter_map(|row| row.amount).sum()),
        }
    }

    /// Value and unit, as a report prints them.
    pub fn text(&self) -> String {
        format!("{}{}", self.value().text(), self.definition.unit.label())
    }
}

/// The figure with that code.
pub fn compute(code: &str, inputs: &FigureInputs<'_>) -> Result<Figure, UnknownFigure> {
    let definition = catalogue::definition(code).ok_or_else(|| UnknownFigure { code: code.to_owned() })?;
    Ok(computed(definition, inputs))
}

/// All figures of the catalogue, in its order.
pub fn compute_all(inputs: &FigureInputs<'_>) -> Vec<Figure> {
    catalogue::CATALOGUE.iter().map(|definition| computed(definition, inputs)).collect()
}

fn computed(definition: &'static FigureDefinition, inputs: &FigureInputs<'_>) -> Figure {
    let rows = match definition.counts {
        Counts::Households(class) => award_rows(inputs, class, |_| vec![None]),
        Counts::Persons(class) => award_rows(inputs, class, |award| award.terms.counted.iter().copied().map(Some).collect()),
        Counts::PaidOfMonth => line_rows(inputs, |paid| {
            paid.paid_in == inputs.at && paid.line.order.entitlement_month == inputs.at && is_regular(paid.line)
        }),
        Counts::PaidOfYear => line_rows(inputs, |paid| paid.paid_in.year() == inputs.at.year() && paid.paid_in <= inputs.at),
        Counts::Gaps(kind) => inputs
            .gaps
            .iter()
            .filter(|gap| gap.line.programme == Programme::RuralDibao && gap.line.kind == kind)
            .map(|gap| FigureRow { unit: gap.line.unit, person: None, record: RowRecord::Gap(gap.id), amount: None })
            .collect(),
        Counts::Decisions(sort) => inputs
            .decisions
            .iter()
            .filter(|decision| decision.programme == Programme::RuralDibao && sort_of(&decision.kind) == sort)
            .filter(|decision| decision.confirmed_on.in_month() == inputs.at)
            .map(|decision| FigureRow {
                unit: decision.unit,
                person: None,
                record: RowRecord::Decision(decision.id),
                amount: None,
            })
            .collect(),
    };
    Figure::of(definition, inputs.at, rows)
}

fn award_rows(
    inputs: &FigureInputs<'_>,
    class: Option<DibaoClass>,
    persons: impl Fn(&Award) -> Vec<Option<PersonId>>,
) -> Vec<FigureRow> {
    in_force(inputs.awards)
        .into_iter()
        .map(|standing| standing.award)
        .filter(|award| award.programme == Programme::RuralDibao && award.covers(inputs.at))
        .filter(|award| class.is_none_or(|class| award.terms.class == class))
        .flat_map(|award| {
            let row = |person| FigureRow { unit: award.unit, person, record: RowRecord::Award(award.id), amount: None };
            persons(award).into_iter().map(row)
        })
        .collect()
}

fn line_rows(inputs: &FigureInputs<'_>, counts: impl Fn(&PaidLine<'_>) -> bool) -> Vec<FigureRow> {
    inputs
        .lines
        .iter()
        .filter(|paid| counts(paid))
        .map(|paid| FigureRow {
            unit: paid.line.order.unit,
            person: None,
            record: RowRecord::Line(paid.line.id),
            amount: Some(paid.line.order.amount),
        })
        .collect()
}

fn is_regular(line: &PayoutLine) -> bool {
    match line.order.purpose {
        Purpose::Regular => true,
        Purpose::BackPay => false,
    }
}

fn sort_of(kind: &DecisionKind) -> DecisionSort {
    match kind {
        DecisionKind::Grant(_) => DecisionSort::Granted,
        DecisionKind::Change(_) => DecisionSort::Changed,
        DecisionKind::Stop => DecisionSort::Stopped,
        DecisionKind::GradualExit { .. } => DecisionSort::Exiting,
        DecisionKind::Deny => DecisionSort::Denied,
    }
}
