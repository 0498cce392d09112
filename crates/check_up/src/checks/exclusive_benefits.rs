//! AU-03: benefits that cannot be had together in one month (the stacking table).

use policy::stacking::{Benefit, PAIRS, Pairing};
use registry::FactKind;
use vocabulary::{Fen, Month};

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::receipts::Receipt;

/// Full rate of an unattended child.
const UNATTENDED_FULL: &str = "children.unattended";

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (_, receipts) in evidence.receipts.people() {
        for (yields, beside) in exclusive() {
            hits.extend(of_pair(evidence, receipts, yields, beside, |_, _| true, ""));
        }
        // An unattended child on dibao gets the difference to the full rate.
        let full = |child: &Receipt, dibao: &Receipt| {
            let rate = evidence.law.money(UNATTENDED_FULL, child.month.first_day());
            let sum = child.amount.unwrap_or(Fen::ZERO) + dibao.amount.unwrap_or(Fen::ZERO);
            rate.is_some_and(|rate| sum > rate)
        };
        hits.extend(of_pair(evidence, receipts, Aid::Unattended, Aid::Dibao, full, "儿童补贴未按差额发放，两项合计超过标准。"));
        let at_full = |_: &Receipt, child: &Receipt| {
            let rate = evidence.law.money(UNATTENDED_FULL, child.month.first_day());
            rate.is_some_and(|rate| child.amount.is_some_and(|amount| amount >= rate))
        };
        hits.extend(of_pair(evidence, receipts, Aid::Living, Aid::Unattended, at_full, "儿童补贴已按全额发放。"));
        hits.extend(beside_injury_fee(evidence, receipts));
    }
    hits
}

/// Pairs of which the law does not let the first be paid beside the second.
fn exclusive() -> impl Iterator<Item = (Aid, Aid)> {
    let aid = |benefit: Benefit| Aid::ALL.into_iter().find(|aid| aid.benefit() == benefit);
    let yields = PAIRS.iter().filter(|(_, _, pairing, _)| *pairing == Pairing::Yields);
    yields.filter_map(move |(one, other, ..)| aid(*one).zip(aid(*other)))
}

fn of_pair(
    evidence: &Evidence<'_>,
    receipts: &[Receipt],
    yields: Aid,
    beside: Aid,
    holds: impl Fn(&Receipt, &Receipt) -> bool,
    why: &str,
) -> Option<Hit> {
    let of = |aid: Aid| receipts.iter().filter(move |receipt| receipt.aid == aid && evidence.is_of_the_person(receipt));
    let both: Vec<(&Receipt, &Receipt)> = of(yields)
        .filter_map(|one| of(beside).find(|other| other.month == one.month && holds(one, other)).map(|other| (one, other)))
        .collect();
    let (one, other) = both.first()?;
    let (months, amount) = evidence.months_and_money(both.iter().map(|(one, _)| *one));
    let (row, beside_row) = (evidence.receipt_row(one), evidence.receipt_row(other));
    let note = format!("同月享受{}和{}，{}个月。{why}", yields.label(), beside.label(), months.len());
    let cells = vec![evidence.receipt_cell(one), evidence.receipt_cell(other)];
    Some(Hit::of(row, note).at_risk(yields, months, amount).resting_on(&[row, beside_row], cells))
}

/// The nursing fee of the work-injury insurance excludes both subsidies.
fn beside_injury_fee(evidence: &Evidence<'_>, receipts: &[Receipt]) -> Vec<Hit> {
    let Some(first) = receipts.first() else { return Vec::new() };
    let insured = evidence.list(ListKind::SocialInsurance).of_person(first.number).next_back();
    let Some(insured) = insured.filter(|row| row.money(FactKind::InjuryNursingFee).is_some_and(|fee| fee > Fen::ZERO)) else {
        return Vec::new();
    };
    let since: Option<Month> = insured.month;
    let subsidies = receipts.iter().filter(|receipt| {
        matches!(receipt.aid, Aid::Living | Aid::Nursing)
            && evidence.is_of_the_person(receipt)
            && since.is_none_or(|since| receipt.month >= since)
    });
    let subsidies: Vec<&Receipt> = subsidies.collect();
    subsidies
        .chunk_by(|one, other| one.aid == other.aid)
        .filter_map(|of_aid| {
            let one = of_aid.first()?;
            let (months, amount) = evidence.months_and_money(of_aid.iter().copied());
            let row = evidence.receipt_row(one);
            let note = format!("领取工伤保险生活护理费，同时享受{}。", one.aid.label());
            let cells = vec![evidence.fact_cell(insured, FactKind::InjuryNursingFee), evidence.receipt_cell(one)];
            Some(Hit::of(row, note).at_risk(one.aid, months, amount).resting_on(&[row, insured], cells))
        })
        .collect()
}
