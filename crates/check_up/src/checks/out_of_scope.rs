//! AU-07: money to somebody who is not on that month's roll, or for a purpose that is no assistance.

use std::collections::HashSet;

use vocabulary::{CitizenId, Month};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::{Stated, month_of};
use crate::row::{ListRow, Who};

/// Words of purposes that are no assistance.
const PURPOSES: [&str; 10] = ["工作经费", "办公", "会议", "接待", "车辆", "燃油", "工程", "维修", "差旅", "培训"];
/// Words in names of holders that are no persons.
const ORGANISATIONS: [&str; 8] = ["公司", "合作社", "村委会", "村民委员会", "人民政府", "经销", "商店", "工作站"];

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = evidence.list(ListKind::Payments).rows.iter().filter_map(|row| by_words(evidence, row)).collect();
    hits.extend(not_on_roll(evidence));
    hits
}

fn by_words(evidence: &Evidence<'_>, row: &ListRow) -> Option<Hit> {
    let has = |field: OwnField, words: &[&str]| row.cell(field).is_some_and(|text| words.iter().any(|word| text.contains(word)));
    let (field, note) = if has(OwnField::Purpose, &PURPOSES) {
        (OwnField::Purpose, "用途不是对困难群众的救助。")
    } else if has(OwnField::AccountHolder, &ORGANISATIONS) {
        (OwnField::AccountHolder, "收款账户属于单位而不是救助对象。")
    } else if ORGANISATIONS.iter().any(|word| row.name.contains(word)) {
        (OwnField::Amount, "领款人是单位而不是救助对象。")
    } else {
        return None;
    };
    let cells = vec![evidence.own_cell(row, field), evidence.own_cell(row, OwnField::Amount)];
    let mut hit = Hit::of(row, note).resting_on(&[row], cells);
    hit.months = vec![month_of(row, evidence.as_of)];
    hit.amount = row.own_money(OwnField::Amount);
    Some(hit)
}

/// Payments of a month and benefit against the roll of the same month. Where there is none, nothing is said.
fn not_on_roll(evidence: &Evidence<'_>) -> Vec<Hit> {
    let on_roll: HashSet<(CitizenId, Aid, Month)> = evidence
        .receipts
        .all()
        .iter()
        .filter(|receipt| receipt.stated == Stated::Roll)
        .map(|receipt| (receipt.number, receipt.aid, receipt.month))
        .collect();
    // Somebody whose number on the roll cannot be read may be meant by any row of that name.
    let unnamed: HashSet<&str> = RECEIVING_ROLLS
        .iter()
        .flat_map(|kind| &evidence.list(*kind).rows)
        .filter(|row| row.who == Who::Unknown)
        .map(|row| row.name.as_ref())
        .collect();
    let mut hits = Vec::new();
    for receipt in evidence.receipts.all().iter().filter(|receipt| receipt.stated == Stated::Paid) {
        let has_roll = evidence.receipts.months_of_rolls(receipt.aid).contains(&receipt.month);
        let row = evidence.receipt_row(receipt);
        if !has_roll || on_roll.contains(&(receipt.number, receipt.aid, receipt.month)) || unnamed.contains(row.name.as_ref()) {
            continue;
        }
        let note = format!("{}发放{}，当月名册中没有此人。", receipt.month, receipt.aid.label());
        let hit = Hit::of(row, note).at_risk(receipt.aid, vec![receipt.month], receipt.amount);
        hits.push(hit.resting_on(&[row], vec![evidence.receipt_cell(receipt)]));
    }
    hits
}

/// The rolls that payments are held against.
const RECEIVING_ROLLS: [ListKind; 4] =
    [ListKind::DibaoRoll, ListKind::TekunRoll, ListKind::ChildrenRoll, ListKind::SubsidiesRoll];
