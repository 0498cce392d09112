//! AU-15: goods whose books do not balance, and signatures by another's hand for many.

use std::collections::BTreeMap;

use registry::matching::comparable_name;

use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{Confidence, Hit};
use crate::list_kind::ListKind;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let issued = &evidence.list(ListKind::GoodsIssued).rows;
    let mut handed_out: BTreeMap<&str, i64> = BTreeMap::new();
    let mut signed_for: BTreeMap<String, Vec<&ListRow>> = BTreeMap::new();
    for row in issued {
        if let Some(good) = row.cell(OwnField::Good) {
            *handed_out.entry(good).or_default() += row.own_count(OwnField::Quantity).unwrap_or(0);
        }
        let signer = row.cell(OwnField::Signer).map(comparable_name).unwrap_or_default();
        if !signer.is_empty() && signer != comparable_name(&row.name) {
            signed_for.entry(signer).or_default().push(row);
        }
    }
    let stock = &evidence.list(ListKind::GoodsStock).rows;
    let mut hits: Vec<Hit> = stock.iter().flat_map(|row| of_stock(evidence, row, &handed_out)).collect();
    // One for another of the family is usual; one for several is not.
    for rows in signed_for.values().filter(|rows| rows.len() > 1) {
        hits.extend(rows.iter().map(|row| {
            let cells = vec![evidence.own_cell(row, OwnField::Good), evidence.own_cell(row, OwnField::Quantity)];
            Hit::of(row, format!("签收人不是本人，同一签收人代签{}份。", rows.len())).resting_on(&[row], cells)
        }));
    }
    hits
}

fn of_stock(evidence: &Evidence<'_>, row: &ListRow, handed_out: &BTreeMap<&str, i64>) -> Vec<Hit> {
    let count = |field: OwnField| row.own_count(field);
    let mut notes = Vec::new();
    let good = row.cell(OwnField::Good).unwrap_or_default();
    if let (Some(bought), Some(issued), Some(stock)) = (count(OwnField::Bought), count(OwnField::Issued), count(OwnField::Stock))
        && bought - issued != stock
    {
        notes.push(format!("{good}购入{bought}、发出{issued}，结存应为{}，账面为{stock}。", bought - issued));
    }
    if let (Some(issued), Some(signed)) = (count(OwnField::Issued), handed_out.get(good))
        && issued != *signed
    {
        notes.push(format!("{good}台账发出{issued}，签收表合计{signed}。"));
    }
    let cells = vec![evidence.own_cell(row, OwnField::Issued), evidence.own_cell(row, OwnField::Stock)];
    notes
        .into_iter()
        .map(|note| {
            // A book of goods names nobody: what it says, it says for sure.
            let mut hit = Hit::of(row, note);
            (hit.confidence, hit.evidence) = (Confidence::NumberAndName, cells.clone());
            hit
        })
        .collect()
}
