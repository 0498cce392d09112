//! CU-23: paid month after month, then no more, and none of the files says why; or on the roll of a month and not paid in it.

use std::collections::HashSet;

use policy::Key;
use registry::FactKind;
use vocabulary::{CertificateStatus, CitizenId, Month};

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::{Receipt, Stated};
use crate::row::Who;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    // A payment whose number cannot be read may be to anybody of that name.
    let unnumbered: HashSet<&str> = evidence
        .list(ListKind::Payments)
        .rows
        .iter()
        .filter(|row| !matches!(row.who, Who::Number(_)))
        .map(|row| row.name.as_ref())
        .collect();
    for (number, receipts) in evidence.receipts.people() {
        for of_aid in receipts.chunk_by(|one, other| one.aid == other.aid) {
            let name = &evidence.receipt_row(&of_aid[0]).name;
            if of_aid[0].aid != Aid::Relief && !unnumbered.contains(name.as_ref()) {
                hits.extend(stopped(evidence, number, of_aid));
                hits.extend(not_paid(evidence, of_aid));
            }
        }
    }
    hits.extend(units_not_paid(evidence, &unnumbered));
    hits
}

/// The last payment lies before the last month in which the benefit was paid to anybody.
fn stopped(evidence: &Evidence<'_>, number: CitizenId, of_aid: &[Receipt]) -> Option<Hit> {
    let last = of_aid.iter().rfind(|receipt| receipt.stated != Stated::Roll)?;
    let months: Vec<Month> = evidence.receipts.months_paid(last.aid).into_iter().filter(|month| *month > last.month).collect();
    let since = *months.first()?;
    if last.stated == Stated::Returned || has_reason(evidence, number, last.aid, since) {
        return None;
    }
    let row = evidence.receipt_row(last);
    let note = format!("{}发放至{}，此后未发，所给文件中没有停发理由。", last.aid.label(), last.month);
    let amount = last.amount.and_then(|amount| super::times(amount, months.len()));
    let cells = vec![evidence.receipt_cell(last)];
    Some(Hit::of(row, note).at_risk(last.aid, months, amount).resting_on(&[row], cells))
}

/// What ends a benefit: death, moving away, a gradual exit that is over, an expired certificate, another benefit in its
/// place, coming of age, detention.
fn has_reason(evidence: &Evidence<'_>, number: CitizenId, aid: Aid, since: Month) -> bool {
    if evidence.is_gone(number, since) {
        return true;
    }
    let receipts = evidence.receipts.of_person(number);
    let other = receipts.iter().any(|receipt| {
        receipt.month >= since && receipt.aid != aid && matches!(receipt.aid, Aid::Tekun | Aid::Orphan | Aid::Unattended)
    });
    let exit = evidence.units.of_person(number).any(|unit| unit.exit_after.is_some_and(|last| last <= since));
    let left = |kind: ListKind| evidence.list(kind).of_person(number).any(|row| row.fact(FactKind::Whereabouts).is_some());
    let of_aid = match aid {
        Aid::Living | Aid::Nursing => {
            let certificate = evidence.list(ListKind::Certificates).of_person(number).next_back();
            certificate.is_some_and(|row| {
                row.day(FactKind::CertificateExpiry).is_some_and(|day| day.in_month() < since)
                    || row.code(FactKind::CertificateStatus) == Some(CertificateStatus::Cancelled)
            })
        }
        Aid::Orphan | Aid::Unattended => {
            let adult = evidence.law.count(Key::ADULT_AGE.name, since.first_day());
            adult.is_some_and(|adult| i64::from(since.first_day().age_of_birth(number.birth())) >= adult)
        }
        // A unit whose payee changed goes on under another member.
        Aid::Dibao => evidence.units.of_person(number).any(|unit| evidence.unit_paid(unit, since) > vocabulary::Fen::ZERO),
        Aid::Tekun | Aid::Relief => false,
    };
    other || exit || of_aid || left(ListKind::VillageEvents) || left(ListKind::VisitForms)
}

/// On the roll of a month in which others were paid, and not paid.
fn not_paid(evidence: &Evidence<'_>, of_aid: &[Receipt]) -> Vec<Hit> {
    let aid = of_aid[0].aid;
    if aid == Aid::Dibao {
        return Vec::new();
    }
    let paid_months = evidence.receipts.months_paid(aid);
    let on_roll = of_aid.iter().filter(|receipt| receipt.stated == Stated::Roll && paid_months.contains(&receipt.month));
    let missing = on_roll.filter(|receipt| {
        let paid = of_aid.iter().any(|other| other.stated != Stated::Roll && other.month == receipt.month);
        !paid && !evidence.is_gone(receipt.number, receipt.month) && starts_by(evidence, receipt)
    });
    missing
        .map(|receipt| {
            let row = evidence.receipt_row(receipt);
            let note = format!("{}在{}名册，当月未发放。", receipt.month, aid.label());
            let hit = Hit::of(row, note).at_risk(aid, vec![receipt.month], receipt.amount);
            hit.resting_on(&[row], vec![evidence.receipt_cell(receipt)])
        })
        .collect()
}

fn starts_by(evidence: &Evidence<'_>, receipt: &Receipt) -> bool {
    let row = evidence.receipt_row(receipt);
    let starts = [FactKind::DibaoSince, FactKind::TekunSince, FactKind::ChildSince, FactKind::SubsidySince];
    starts.into_iter().filter_map(|kind| row.day(kind)).all(|day| day.in_month() <= receipt.month)
}

/// A dibao unit none of whose members was paid in the month of its roll.
fn units_not_paid(evidence: &Evidence<'_>, unnumbered: &HashSet<&str>) -> Vec<Hit> {
    let paid_months = evidence.receipts.months_paid(Aid::Dibao);
    let paid: HashSet<(CitizenId, Month)> = evidence
        .receipts
        .all()
        .iter()
        .filter(|receipt| receipt.aid == Aid::Dibao && receipt.stated != Stated::Roll)
        .map(|receipt| (receipt.number, receipt.month))
        .collect();
    let mut hits = Vec::new();
    for unit in evidence.units.all.iter().filter(|unit| paid_months.contains(&unit.month)) {
        let members: Vec<_> = unit.rows.iter().map(|at| evidence.row(ListKind::DibaoRoll, *at)).collect();
        let started = members.iter().all(|row| row.day(FactKind::DibaoSince).is_none_or(|day| day.in_month() <= unit.month));
        let mut numbers = members.iter().filter_map(|row| row.who.number());
        let Some(row) = members.first().filter(|_| started) else { continue };
        let may_be_paid = members.iter().any(|row| unnumbered.contains(row.name.as_ref()));
        if !may_be_paid && !numbers.any(|number| paid.contains(&(number, unit.month))) {
            let note = format!("{}在农村低保名册，当月全户无人领款。", unit.month);
            let cells = vec![evidence.fact_cell(row, FactKind::DibaoMonthly)];
            hits.push(Hit::of(row, note).at_risk(Aid::Dibao, vec![unit.month], unit.monthly).resting_on(&[row], cells));
        }
    }
    hits
}
