//! AU-08: money that came back and was not paid again, and money paid in a later month than the one it is of.

use vocabulary::Fen;

use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::receipts::{Receipt, Stated};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (_, receipts) in evidence.receipts.people() {
        for of_aid in receipts.chunk_by(|one, other| one.aid == other.aid) {
            let returned = of_aid.iter().filter(|receipt| receipt.stated == Stated::Returned);
            hits.extend(returned.filter(|returned| !is_paid_again(of_aid, returned)).map(|returned| held(evidence, returned)));
            hits.extend(of_aid.iter().filter_map(|receipt| late(evidence, receipt)));
        }
    }
    hits
}

/// Paid for the same month after all, or with a later month: twice in it, or as much more.
fn is_paid_again(of_aid: &[Receipt], returned: &Receipt) -> bool {
    let paid = || of_aid.iter().filter(|receipt| receipt.stated == Stated::Paid && receipt.month >= returned.month);
    if paid().any(|receipt| receipt.month == returned.month) {
        return true;
    }
    let owed = returned.amount.unwrap_or(Fen::ZERO);
    let later: Vec<&Receipt> = paid().collect();
    let twice = later.chunk_by(|one, other| one.month == other.month).any(|of_month| of_month.len() > 1);
    // One payment for both months is twice as large.
    let together = later.iter().filter_map(|receipt| receipt.amount).any(|amount| amount >= owed + owed && amount > owed);
    twice || together
}

fn held(evidence: &Evidence<'_>, returned: &Receipt) -> Hit {
    let row = evidence.receipt_row(returned);
    let note = format!("{}{}退回，截至{}未见重新发放。", returned.month, returned.aid.label(), evidence.as_of);
    let cells = vec![evidence.receipt_cell(returned), evidence.own_cell(row, OwnField::Result)];
    Hit::of(row, note).at_risk(returned.aid, vec![returned.month], returned.amount).resting_on(&[row], cells)
}

fn late(evidence: &Evidence<'_>, receipt: &Receipt) -> Option<Hit> {
    if receipt.stated != Stated::Paid {
        return None;
    }
    let row = evidence.receipt_row(receipt);
    let day = row.own_day(OwnField::Day).filter(|day| day.in_month() > receipt.month)?;
    let note = format!("{}的{}于{day}才发放。", receipt.month, receipt.aid.label());
    let cells = vec![evidence.own_cell(row, OwnField::Day), evidence.receipt_cell(receipt)];
    Some(Hit::of(row, note).at_risk(receipt.aid, vec![receipt.month], receipt.amount).resting_on(&[row], cells))
}
