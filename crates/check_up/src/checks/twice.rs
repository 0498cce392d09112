//! AU-04: one person twice on a roll of a month, or paid twice for it.

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::receipts::{Receipt, Stated};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (_, receipts) in evidence.receipts.people() {
        // Months of which a person has several statements of a kind stand side by side.
        let key = |receipt: &Receipt| (receipt.aid, receipt.month, receipt.stated);
        for of_month in receipts.chunk_by(|one, other| key(one) == key(other)).filter(|of_month| of_month.len() > 1) {
            hits.extend(match of_month[0].stated {
                Stated::Roll => on_roll(evidence, of_month),
                Stated::Paid if of_month[0].aid != Aid::Relief => paid(evidence, of_month),
                Stated::Paid | Stated::Returned => None,
            });
        }
    }
    hits
}

/// Rows of one unit that say the same are one row copied, not a person helped twice.
fn on_roll(evidence: &Evidence<'_>, of_month: &[Receipt]) -> Option<Hit> {
    let first = &of_month[0];
    let row = evidence.receipt_row(first);
    let other = of_month[1..].iter().find(|other| {
        let other = evidence.receipt_row(other);
        let states = |row: &crate::row::ListRow| row.facts.iter().map(|fact| (fact.kind, fact.value)).collect::<Vec<_>>();
        other.household != row.household || states(other) != states(row)
    })?;
    let other_row = evidence.receipt_row(other);
    let note = if row.household == other_row.household {
        format!("{}{}名册中有{}行，内容不同。", first.month, first.aid.label(), of_month.len())
    } else {
        format!("{}{}名册中同时在户“{}”和户“{}”。", first.month, first.aid.label(), row.household, other_row.household)
    };
    let cells = vec![evidence.receipt_cell(first), evidence.receipt_cell(other)];
    Some(Hit::of(row, note).at_risk(first.aid, vec![first.month], other.amount).resting_on(&[row, other_row], cells))
}

fn paid(evidence: &Evidence<'_>, of_month: &[Receipt]) -> Option<Hit> {
    let (first, second) = (of_month.first()?, of_month.get(1)?);
    let (row, other_row) = (evidence.receipt_row(first), evidence.receipt_row(second));
    let same = first.amount == second.amount;
    let may_be = if same { "金额相同。" } else { "金额不同，可能含补发。" };
    let note = format!("{}{}发放{}次，{may_be}", first.month, first.aid.label(), of_month.len());
    let amount = of_month[1..].iter().filter_map(|receipt| receipt.amount).reduce(|sum, amount| sum + amount);
    let cells = of_month.iter().map(|receipt| evidence.receipt_cell(receipt)).collect();
    Some(Hit::of(row, note).at_risk(first.aid, vec![first.month], amount).resting_on(&[row, other_row], cells))
}
