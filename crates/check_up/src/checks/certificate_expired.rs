//! AU-17: subsidies for months after the certificate's month of expiry, or after it was cancelled (RD-18).

use registry::FactKind;
use vocabulary::{CertificateStatus, Month};

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::Receipt;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (number, receipts) in evidence.receipts.people() {
        let Some(row) = evidence.list(ListKind::Certificates).of_person(number).next_back() else { continue };
        let cancelled = row.code::<CertificateStatus>(FactKind::CertificateStatus) == Some(CertificateStatus::Cancelled);
        let expiry = row.day(FactKind::CertificateExpiry);
        // A list that says cancelled without a day says so of its own month.
        let last: Option<Month> = match (expiry, cancelled) {
            (Some(expiry), true) => Some(expiry.in_month().min(row.month.unwrap_or(evidence.as_of))),
            (Some(expiry), false) => Some(expiry.in_month()),
            (None, true) => Some(row.month.unwrap_or(evidence.as_of)),
            (None, false) => None,
        };
        let Some(last) = last else { continue };
        let of_subsidies = receipts.iter().filter(|receipt| {
            matches!(receipt.aid, Aid::Living | Aid::Nursing) && receipt.month > last && evidence.is_of_the_person(receipt)
        });
        let of_subsidies: Vec<&Receipt> = of_subsidies.collect();
        for of_aid in of_subsidies.chunk_by(|one, other| one.aid == other.aid) {
            let Some(first) = of_aid.first() else { continue };
            let (months, amount) = evidence.months_and_money(of_aid.iter().copied());
            let (paid, kind) =
                (evidence.receipt_row(first), if cancelled { FactKind::CertificateStatus } else { FactKind::CertificateExpiry });
            let what = if cancelled { "已注销" } else { "已过期" };
            let note = format!("残疾人证{what}（至{last}），之后{}个月仍享受{}。", months.len(), first.aid.label());
            let cells = vec![evidence.fact_cell(row, kind), evidence.receipt_cell(first)];
            hits.push(Hit::of(paid, note).at_risk(first.aid, months, amount).resting_on(&[paid, row], cells));
        }
    }
    hits
}
