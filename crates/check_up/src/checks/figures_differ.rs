//! AU-20: a table of totals against the rolls and payments of its month.

use std::collections::BTreeSet;

use vocabulary::{Fen, Month};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{Confidence, Hit};
use crate::list_kind::ListKind;
use crate::months::one_month;
use crate::receipts::Stated;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    evidence.list(ListKind::ReportedTotals).rows.iter().flat_map(|row| of_row(evidence, row)).collect()
}

fn of_row(evidence: &Evidence<'_>, row: &ListRow) -> Vec<Hit> {
    let Some(aid) = row.cell(OwnField::Programme).and_then(Aid::named_in) else { return Vec::new() };
    let month = row.cell(OwnField::Month).and_then(one_month).or(row.month).unwrap_or(evidence.as_of);
    let mut hits = Vec::new();
    if evidence.receipts.months_of_rolls(aid).contains(&month) {
        let persons = row.own_count(OwnField::Persons).map(|stated| (stated, persons_on_roll(evidence, aid, month)));
        let households = row.own_count(OwnField::Households).filter(|_| aid == Aid::Dibao);
        let units = || evidence.units.all.iter().filter(|unit| unit.month == month).count();
        let households = households.map(|stated| (stated, units()));
        for (field, unit, compared) in [(OwnField::Persons, "人", persons), (OwnField::Households, "户", households)] {
            if let Some((stated, counted)) = compared.filter(|(stated, counted)| usize::try_from(*stated) != Ok(*counted)) {
                let note = format!("{month}{}报表{stated}{unit}，名册{counted}{unit}。", aid.label());
                hits.push(hit(evidence, row, field, aid, month, note));
            }
        }
    }
    if let Some(stated) = row.own_money(OwnField::Amount).filter(|_| evidence.receipts.months_paid(aid).contains(&month)) {
        let paid = paid(evidence, aid, month);
        if stated != paid {
            let note = format!("{month}{}报表支出{stated}元，发放名册合计{paid}元。", aid.label());
            let mut hit = hit(evidence, row, OwnField::Amount, aid, month, note);
            hit.amount = Some(if stated > paid { stated - paid } else { paid - stated });
            hits.push(hit);
        }
    }
    hits
}

/// Rows of the roll, those without a number too; a person in it twice counts once.
fn persons_on_roll(evidence: &Evidence<'_>, aid: Aid, month: Month) -> usize {
    let receipts = evidence.receipts.all().iter();
    let on_roll = receipts.filter(|receipt| receipt.aid == aid && receipt.month == month && receipt.stated == Stated::Roll);
    let numbered = on_roll.map(|receipt| receipt.number).collect::<BTreeSet<_>>().len();
    let unnamed = match aid {
        Aid::Dibao => ListKind::DibaoRoll,
        Aid::Tekun => ListKind::TekunRoll,
        Aid::Orphan | Aid::Unattended | Aid::Living | Aid::Nursing | Aid::Relief => return numbered,
    };
    let rows = evidence.list(unnamed).rows.iter();
    numbered + rows.filter(|row| row.who.number().is_none() && row.month.unwrap_or(evidence.as_of) == month).count()
}

fn paid(evidence: &Evidence<'_>, aid: Aid, month: Month) -> Fen {
    let receipts = evidence.receipts.all().iter();
    let paid = receipts.filter(|receipt| receipt.aid == aid && receipt.month == month && receipt.stated == Stated::Paid);
    paid.filter_map(|receipt| receipt.amount).fold(Fen::ZERO, |sum, amount| sum + amount)
}

fn hit(evidence: &Evidence<'_>, row: &ListRow, field: OwnField, aid: Aid, month: Month, note: String) -> Hit {
    let mut hit = Hit::of(row, note).at_risk(aid, vec![month], None);
    // A table of totals names nobody: what it says, it says for sure.
    (hit.confidence, hit.evidence) = (Confidence::NumberAndName, vec![evidence.own_cell(row, field)]);
    hit
}
