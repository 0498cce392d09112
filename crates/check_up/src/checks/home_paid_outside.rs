//! CU-21: somebody who lives in a care home and is paid as if at home.

use registry::FactKind;
use vocabulary::{CareMode, Month};

use super::times;
use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::Stated;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    evidence.list(ListKind::CareHomeResidents).rows.iter().filter_map(|resident| of_resident(evidence, resident)).collect()
}

fn of_resident(evidence: &Evidence<'_>, resident: &ListRow) -> Option<Hit> {
    let (number, since) = (resident.who.number()?, resident.own_day(OwnField::Since)?);
    let until = resident.own_day(OwnField::Until);
    // The month of entering and that of leaving may be paid either way.
    let inside = |month: Month| month > since.in_month() && until.is_none_or(|until| month < until.in_month());
    let roll = evidence.list(ListKind::TekunRoll).of_person(number).rfind(|row| {
        row.code::<CareMode>(FactKind::CareMode) == Some(CareMode::Home) && inside(row.month.unwrap_or(evidence.as_of))
    })?;
    let paid = evidence.receipts.of_person(number).iter();
    let paid = paid.filter(|receipt| receipt.aid == Aid::Tekun && receipt.stated == Stated::Paid && inside(receipt.month));
    let mut months: Vec<Month> = paid.map(|receipt| receipt.month).collect();
    months.push(roll.month.unwrap_or(evidence.as_of));
    months.sort_unstable();
    months.dedup();
    // Care at home is paid for what the home gives.
    let amount = roll.money(FactKind::TekunCare).and_then(|care| times(care, months.len()));
    let note = format!("{since}起在供养机构，名册仍为分散供养。");
    let cells = vec![evidence.own_cell(resident, OwnField::Since), evidence.fact_cell(roll, FactKind::CareMode)];
    Some(Hit::of(roll, note).at_risk(Aid::Tekun, months, amount).resting_on(&[roll, resident], cells))
}
