//! AU-06: officials and members of village committees, or people of their register household, on a roll without a filing.

use std::collections::HashSet;

use vocabulary::CitizenId;

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::Stated;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let filed: HashSet<CitizenId> = evidence.list(ListKind::KinFilings).rows.iter().filter_map(|row| row.who.number()).collect();
    let mut seen: HashSet<(CitizenId, CitizenId)> = HashSet::new();
    let mut hits = Vec::new();
    for official in &evidence.list(ListKind::Officials).rows {
        let Some(number) = official.who.number() else { continue };
        for kin in family(evidence, number) {
            if !filed.contains(&kin) && seen.insert((number, kin)) {
                hits.extend(hit(evidence, official, number, kin));
            }
        }
    }
    hits
}

/// The official and everybody of the register household; without a register, of the assistance unit.
fn family(evidence: &Evidence<'_>, number: CitizenId) -> Vec<CitizenId> {
    let registered = evidence.registered_with(number);
    let units = evidence.units.of_person(number).flat_map(|unit| &unit.rows);
    let of_units = units.filter_map(|row| evidence.row(ListKind::DibaoRoll, *row).who.number());
    let mut family: Vec<CitizenId> = registered.filter_map(|row| row.who.number()).chain(of_units).chain([number]).collect();
    family.sort_unstable();
    family.dedup();
    family
}

fn hit(evidence: &Evidence<'_>, official: &ListRow, number: CitizenId, kin: CitizenId) -> Option<Hit> {
    let receipts = evidence.receipts.of_person(kin).iter();
    let mut on_roll = receipts.filter(|receipt| matches!(receipt.aid, Aid::Dibao | Aid::Tekun) && receipt.stated == Stated::Roll);
    let receipt = on_roll.next_back()?;
    let row = evidence.receipt_row(receipt);
    let post = official.cell(OwnField::Post).unwrap_or("经办人员");
    let note = if kin == number {
        format!("{post}本人享受{}，无备案。", receipt.aid.label())
    } else {
        format!("与{post}同户，享受{}，无近亲属备案。", receipt.aid.label())
    };
    let mut cells = vec![evidence.own_cell(official, OwnField::Post), evidence.receipt_cell(receipt)];
    // The register shows that the two live together.
    let of_register = evidence.list(ListKind::Register).of_person(kin).next_back();
    cells.extend(of_register.map(|row| evidence.cell(row, None, "户号", row.household.to_string())));
    let rows: &[&ListRow] = if kin == number { &[row, official] } else { &[row] };
    Some(Hit::of(row, note).at_risk(receipt.aid, vec![receipt.month], receipt.amount).resting_on(rows, cells))
}
