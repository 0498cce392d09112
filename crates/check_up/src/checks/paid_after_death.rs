//! AU-01: money for months after the month of death. The month of death itself is paid.

use registry::FactKind;
use vocabulary::CitizenId;

use super::times;
use crate::aid::Aid;
use crate::evidence::{Death, Evidence};
use crate::finding::Hit;
use crate::receipts::{Receipt, Stated};

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    evidence.dead().flat_map(|(number, death)| of_person(evidence, number, death)).collect()
}

fn of_person(evidence: &Evidence<'_>, number: CitizenId, death: &Death) -> Vec<Hit> {
    let died_in = death.day.in_month();
    let receipts = evidence.receipts.of_person(number);
    let mut hits = Vec::new();
    for of_aid in receipts.chunk_by(|one, other| one.aid == other.aid) {
        let aid = of_aid[0].aid;
        if aid == Aid::Relief {
            continue;
        }
        if aid == Aid::Dibao && !evidence.receipts.months_of_rolls(aid).is_empty() {
            hits.extend(in_unit(evidence, number, death));
            continue;
        }
        let later: Vec<&Receipt> =
            of_aid.iter().filter(|receipt| receipt.month > died_in && receipt.stated != Stated::Returned).collect();
        let Some(first) = later.first() else { continue };
        let (months, amount) = evidence.months_and_money(later.iter().copied());
        hits.push(hit(evidence, first, death, months, amount));
    }
    hits
}

/// A member of a unit: the roll of a later month names them, or the unit's payment did not fall by their part.
fn in_unit(evidence: &Evidence<'_>, number: CitizenId, death: &Death) -> Option<Hit> {
    let unit = evidence.units.of_person(number).next_back()?;
    let mut months = Vec::new();
    evidence.months_not_lowered(unit, death.day.in_month(), &mut months);
    months.sort_unstable();
    months.dedup();
    let mut of_roll = evidence.receipts.of_person(number).iter();
    let receipt = of_roll.rfind(|receipt| receipt.aid == Aid::Dibao && receipt.stated == Stated::Roll)?;
    let amount = unit.share().and_then(|share| times(share, months.len()));
    (!months.is_empty()).then(|| hit(evidence, receipt, death, months, amount))
}

fn hit(
    evidence: &Evidence<'_>,
    receipt: &Receipt,
    death: &Death,
    months: Vec<vocabulary::Month>,
    amount: Option<vocabulary::Fen>,
) -> Hit {
    let row = evidence.receipt_row(receipt);
    let (kind, at, fact) = death.stated;
    let stated = evidence.row(kind, at);
    let word = if fact == FactKind::Cremation { "火化" } else { "死亡" };
    let note = format!("{}{word}，之后{}个月仍享受{}。", death.day, months.len(), receipt.aid.label());
    Hit::of(row, note)
        .at_risk(receipt.aid, months, amount)
        .resting_on(&[row, stated], vec![evidence.fact_cell(stated, fact), evidence.receipt_cell(receipt)])
}
