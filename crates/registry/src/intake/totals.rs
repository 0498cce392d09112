//! Rows of totals, compared with the rows they are totals of.
//!
//! Holds: a total is never read as a person and never used as an amount; where a cell above it could not be read, only a
//! total below what the other cells already add up to is told.

use vocabulary::Fen;

use super::cell::{self, Read};
use super::complaint::{Complaint, ComplaintCode, Consequence};
use super::heading::{Head, HeadColumn};
use super::layout::{Field, Period};
use super::table::TableRow;
use super::{CellFact, TotalRow};
use crate::{FactKind, FactShape, FactValue};

/// A total that says another sum than its rows.
pub(super) struct Differing<'a> {
    total: &'a TotalRow,
    stated: CellFact,
    column: &'a HeadColumn<'a>,
    sum: i128,
}

/// Reads a row of totals.
pub(super) fn read(sheet: u16, row: &TableRow, head: &Head<'_>, label: String) -> TotalRow {
    let amount = |column: &HeadColumn<'_>| {
        let kind = summed(column)?;
        let value = cell::total(kind, column.unit, row.cell(usize::from(column.column)))?;
        Some(CellFact { kind, value, column: column.column })
    };
    TotalRow { sheet, row: row.number, label, amounts: head.columns.iter().filter_map(amount).collect() }
}

fn summed(column: &HeadColumn<'_>) -> Option<FactKind> {
    let Field::Fact(kind) = column.layout.field else { return None };
    matches!(kind.shape(), FactShape::Money | FactShape::Count).then_some(kind)
}

/// What the cells of a column add up to, as far as they can be read. The sums fit: a cell is below 2^63, rows below 2^20.
#[derive(Clone, Copy, Default)]
struct Sum {
    amount: i128,
    unread: usize,
}

impl Sum {
    fn add(&mut self, value: &Read<FactValue>) {
        match value {
            Ok(value) => self.amount += value.map_or(0, |value| i128::from(value.0)),
            Err(_) => self.unread += 1,
        }
    }

    fn allows(self, kind: FactKind, stated: i128) -> bool {
        let may_be_more = kind == FactKind::BusinessNetIncome || stated > self.amount;
        stated == self.amount || (self.unread > 0 && may_be_more)
    }
}

/// Totals that are the sum neither of the rows since the total before, nor of all rows above, nor of all of the sheet.
/// Rows that were left out are counted in: the sender added them up too.
pub(super) fn check<'a>(
    rows: &'a [TableRow],
    head: &'a Head<'a>,
    totals: impl Iterator<Item = &'a TotalRow>,
    is_person: impl Fn(&TableRow) -> bool,
) -> impl Iterator<Item = Differing<'a>> {
    let totals: Vec<&TotalRow> = totals.collect();
    let mut differing = Vec::new();
    for column in &head.columns {
        let Some(kind) = summed(column) else { continue };
        if totals.iter().all(|total| total.amounts.iter().all(|amount| amount.column != column.column)) {
            continue;
        }
        let (mut all, mut since) = (Sum::default(), Sum::default());
        let mut sums = Vec::with_capacity(totals.len());
        for row in rows {
            if totals.get(sums.len()).is_some_and(|total| total.row == row.number) {
                sums.push((all, std::mem::take(&mut since)));
            } else if is_person(row) {
                let value = cell::fact(kind, column.unit, row.cell(usize::from(column.column)));
                all.add(&value);
                since.add(&value);
            }
        }
        for (total, (above, since)) in totals.iter().zip(sums) {
            let Some(stated) = total.amounts.iter().find(|amount| amount.column == column.column) else { continue };
            if ![above, since, all].iter().any(|sum| sum.allows(kind, i128::from(stated.value.0))) {
                differing.push(Differing { total, stated: *stated, column, sum: above.amount });
            }
        }
    }
    differing.into_iter()
}

impl Differing<'_> {
    pub(super) fn complaint(&self, sheet: u16) -> Complaint {
        let what = format!(
            "“{}”合计与明细不符：{}行填的是{}，以上各行（含未录入的行）之和是{}。",
            self.column.heading,
            self.total.label,
            self.shown(i128::from(self.stated.value.0)),
            self.shown(self.sum),
        );
        Complaint::new(sheet, self.total.row, Some(self.stated.column), ComplaintCode::TotalDiffers, what, Consequence::Kept)
    }

    /// In yuan as the column states it: an amount that is kept a year is shown a month again where the column is of months.
    fn shown(&self, value: i128) -> String {
        let months = if self.column.unit.is_some_and(|unit| unit.period == Some(Period::Month)) { 12 } else { 1 };
        match (self.stated.kind.shape(), i64::try_from(value / months)) {
            (FactShape::Money, Ok(fen)) => format!("{}元", Fen::new(fen)),
            (FactShape::Money | FactShape::Count, _) => value.to_string(),
            (FactShape::Day | FactShape::Month | FactShape::YesNo | FactShape::Code, _) => String::new(),
        }
    }
}
