//! AU-02: in prison or compulsory detoxification, and still paid. A person detained is no member of the family; tekun ends,
//! and the subsidies of disabled persons stop. The children's schemes do not depend on it.

use registry::FactKind;
use vocabulary::{CitizenId, Date, Month, Whereabouts};

use super::times;
use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{EvidenceCell, Hit};
use crate::list_kind::ListKind;
use crate::receipts::{Receipt, Stated};
use crate::row::ListRow;

/// A stay, from the statement that it began.
struct Stay<'r> {
    number: CitizenId,
    since: Date,
    until: Option<Date>,
    row: &'r ListRow,
    evidence: EvidenceCell,
}

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    stays(evidence).iter().flat_map(|stay| of_stay(evidence, stay)).collect()
}

fn stays<'r>(evidence: &'r Evidence<'_>) -> Vec<Stay<'r>> {
    let mut stays: Vec<Stay<'r>> = Vec::new();
    for row in &evidence.list(ListKind::Detained).rows {
        let (Some(number), Some(since)) = (row.who.number(), row.own_day(OwnField::Since)) else { continue };
        let until = row.own_day(OwnField::Until);
        stays.push(Stay { number, since, until, row, evidence: evidence.own_cell(row, OwnField::Since) });
    }
    for kind in [ListKind::VillageEvents, ListKind::VisitForms] {
        let list = evidence.list(kind);
        for row in &list.rows {
            let detained = matches!(
                row.code::<Whereabouts>(FactKind::Whereabouts),
                Some(Whereabouts::InPrison | Whereabouts::CompulsoryDetoxification)
            );
            let (true, Some(number), Some(since)) = (detained, row.who.number(), row.day(FactKind::WhereaboutsSince)) else {
                continue;
            };
            // A later statement of being elsewhere ends the stay.
            let ends = list.of_person(number).filter(|other| other.fact(FactKind::Whereabouts).is_some());
            let until = ends.filter_map(|other| other.day(FactKind::WhereaboutsSince)).filter(|day| *day > since).min();
            if stays.iter().all(|known| known.number != number || known.since != since) {
                stays.push(Stay { number, since, until, row, evidence: evidence.fact_cell(row, FactKind::Whereabouts) });
            }
        }
    }
    stays
}

fn of_stay(evidence: &Evidence<'_>, stay: &Stay<'_>) -> Vec<Hit> {
    let during = |month: Month| month > stay.since.in_month() && stay.until.is_none_or(|until| month < until.in_month());
    let receipts = evidence.receipts.of_person(stay.number);
    let mut hits = Vec::new();
    for of_aid in receipts.chunk_by(|one, other| one.aid == other.aid) {
        let aid = of_aid[0].aid;
        if !matches!(aid, Aid::Dibao | Aid::Tekun | Aid::Living | Aid::Nursing) {
            continue;
        }
        let (mut months, amount, receipt): (Vec<Month>, _, &Receipt) = if aid == Aid::Dibao {
            let Some(unit) = evidence.units.of_person(stay.number).next_back() else { continue };
            let Some(receipt) = of_aid.iter().rfind(|receipt| receipt.stated == Stated::Roll) else { continue };
            let mut months = Vec::new();
            evidence.months_not_lowered(unit, stay.since.in_month(), &mut months);
            months.retain(|month| during(*month));
            months.sort_unstable();
            months.dedup();
            let amount = unit.share().and_then(|share| times(share, months.len()));
            (months, amount, receipt)
        } else {
            let then = |receipt: &&Receipt| during(receipt.month) && receipt.stated != Stated::Returned;
            let Some(first) = of_aid.iter().find(then) else { continue };
            let (months, amount) = evidence.months_and_money(of_aid.iter().filter(then));
            (months, amount, first)
        };
        months.sort_unstable();
        if months.is_empty() {
            continue;
        }
        let row = evidence.receipt_row(receipt);
        let note = format!("自{}起服刑或强制隔离戒毒，期间{}个月仍享受{}。", stay.since, months.len(), aid.label());
        let cells = vec![stay.evidence.clone(), evidence.receipt_cell(receipt)];
        hits.push(Hit::of(row, note).at_risk(aid, months, amount).resting_on(&[row, stay.row], cells));
    }
    hits
}
