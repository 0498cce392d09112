//! AU-18: a gradual exit whose last month is over, and the family still on the roll or paid.

use registry::FactKind;
use vocabulary::{Fen, Month};

use super::times;
use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let paid = evidence.receipts.months_paid(Aid::Dibao);
    let mut hits = Vec::new();
    for unit in &evidence.units.all {
        let Some(last) = unit.exit_after else { continue };
        let mut months: Vec<Month> = (unit.month > last).then_some(unit.month).into_iter().collect();
        let later = paid.iter().filter(|month| **month > last && **month > unit.month);
        months.extend(later.filter(|month| evidence.unit_paid(unit, **month) > Fen::ZERO));
        let row = unit.rows.first().map(|row| evidence.row(ListKind::DibaoRoll, *row));
        let (false, Some(row)) = (months.is_empty(), row) else { continue };
        let note = format!("渐退期至{last}，之后{}个月仍在保。", months.len());
        let amount = unit.monthly.and_then(|monthly| times(monthly, months.len()));
        let cells = vec![evidence.fact_cell(row, FactKind::ExitAfter), evidence.fact_cell(row, FactKind::DibaoMonthly)];
        hits.push(Hit::of(row, note).at_risk(Aid::Dibao, months, amount).resting_on(&[row], cells));
    }
    hits
}
