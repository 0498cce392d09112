//! AU-16: temporary relief split under the township's cap, more often than the rules allow, or given out evenly or in turn.

use std::collections::BTreeMap;

use registry::FactKind;
use vocabulary::{CitizenId, Coded, Date, Fen, RegionCode, ReliefReason};

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::{Confidence, Hit};
use crate::list_kind::ListKind;
use crate::row::ListRow;

/// Days between two grants for one cause that look like one grant split. An auditor's yardstick, no rule of law.
const LOOKS_SPLIT_WITHIN: i32 = 30;
/// Grants of a village from which on equal amounts are remarkable, and of how many in ten. A yardstick as well.
const EVEN_FROM: usize = 8;
const EVEN_IN_TEN: usize = 8;

/// A grant.
struct Grant<'r> {
    row: &'r ListRow,
    day: Date,
    reason: ReliefReason,
    amount: Option<Fen>,
}

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut families: BTreeMap<String, Vec<Grant<'_>>> = BTreeMap::new();
    let mut villages: BTreeMap<(RegionCode, i16), Vec<Grant<'_>>> = BTreeMap::new();
    for row in &evidence.list(ListKind::Relief).rows {
        let grant = || {
            let amount = row.money(FactKind::ReliefGranted).filter(|amount| *amount > Fen::ZERO);
            Some(Grant { row, day: row.day(FactKind::ReliefDay)?, reason: row.code(FactKind::ReliefReason)?, amount })
        };
        if let (Some(number), Some(grant)) = (row.who.number(), grant()) {
            families.entry(family(evidence, number)).or_default().push(grant);
        }
        if let (Some(village), Some(grant)) = (row.village, grant()) {
            villages.entry((village, grant.day.year())).or_default().push(grant);
        }
    }
    let mut hits: Vec<Hit> = families.into_values().flat_map(|grants| of_family(evidence, grants)).collect();
    hits.extend(villages.into_values().filter_map(|grants| evenly(evidence, &grants)));
    hits
}

fn family(evidence: &Evidence<'_>, number: CitizenId) -> String {
    evidence.register_household(number).map_or_else(|| number.reveal().to_owned(), str::to_owned)
}

fn of_family(evidence: &Evidence<'_>, mut grants: Vec<Grant<'_>>) -> Vec<Hit> {
    grants.sort_by_key(|grant| (grant.reason, grant.day, grant.row.row));
    // The same row in two files is one grant.
    grants.dedup_by(|one, other| {
        (one.reason, one.day, one.amount, one.row.who) == (other.reason, other.day, other.amount, other.row.who)
    });
    let mut hits = Vec::new();
    for of_reason in grants.chunk_by(|one, other| one.reason == other.reason) {
        for pair in of_reason.windows(2) {
            let [one, other] = pair else { continue };
            if one.day.days_until(other.day) <= LOOKS_SPLIT_WITHIN {
                hits.push(split(evidence, one, other));
            }
        }
    }
    let by_year = |grants: &[Grant<'_>]| grants.first().map(|grant| grant.day);
    grants.sort_by_key(|grant| grant.day);
    for of_year in grants.chunk_by(|one, other| one.day.year() == other.day.year()) {
        let Some(day) = by_year(of_year) else { continue };
        let most = evidence.law.count("relief.times_a_year.all_causes", day).and_then(|most| usize::try_from(most).ok());
        if let Some(most) = most.filter(|most| of_year.len() > *most) {
            let note = format!("{}年救助{}次，超过{most}次。", day.year(), of_year.len());
            hits.extend(several(evidence, &of_year[most..], note));
        }
    }
    hits
}

fn split(evidence: &Evidence<'_>, one: &Grant<'_>, other: &Grant<'_>) -> Hit {
    let sum = one.amount.unwrap_or(Fen::ZERO) + other.amount.unwrap_or(Fen::ZERO);
    let cap =
        evidence.law.money("relief.township_cap", other.day).or_else(|| evidence.law.money("relief.small_sum_cap", other.day));
    let below = |grant: &Grant<'_>| cap.is_some_and(|cap| grant.amount.is_some_and(|amount| amount <= cap));
    let under_cap = below(one) && below(other) && cap.is_some_and(|cap| sum > cap);
    let days = one.day.days_until(other.day);
    let why = if under_cap {
        "每次都在乡镇审批额度内，合计超过额度，疑似拆分。"
    } else {
        "疑似拆分或重复。"
    };
    let note = format!("因{}{days}天内救助两次，合计{sum}元，{why}", one.reason.label());
    let cells =
        vec![evidence.fact_cell(one.row, FactKind::ReliefGranted), evidence.fact_cell(other.row, FactKind::ReliefGranted)];
    let hit = Hit::of(other.row, note).at_risk(Aid::Relief, vec![one.day.in_month(), other.day.in_month()], other.amount);
    let same_person = one.row.who == other.row.who;
    let rows: &[&ListRow] = if same_person { &[other.row, one.row] } else { &[other.row] };
    hit.resting_on(rows, cells)
}

fn several(evidence: &Evidence<'_>, grants: &[Grant<'_>], note: String) -> Option<Hit> {
    let first = grants.first()?;
    let months = grants.iter().map(|grant| grant.day.in_month()).collect();
    let amount = grants.iter().filter_map(|grant| grant.amount).reduce(|sum, amount| sum + amount);
    let cells = grants.iter().map(|grant| evidence.fact_cell(grant.row, FactKind::ReliefDay)).collect();
    Some(Hit::of(first.row, note).at_risk(Aid::Relief, months, amount).resting_on(&[first.row], cells))
}

/// Nearly all grants of a village in a year of one amount: given out evenly or in turn instead of by need.
fn evenly(evidence: &Evidence<'_>, grants: &[Grant<'_>]) -> Option<Hit> {
    let mut amounts: BTreeMap<Fen, usize> = BTreeMap::new();
    for amount in grants.iter().filter_map(|grant| grant.amount) {
        *amounts.entry(amount).or_default() += 1;
    }
    let (usual, times) = amounts.into_iter().max_by_key(|(_, times)| *times)?;
    if grants.len() < EVEN_FROM || times * 10 < grants.len() * EVEN_IN_TEN {
        return None;
    }
    let alike: Vec<&Grant<'_>> = grants.iter().filter(|grant| grant.amount == Some(usual)).collect();
    let (first, count) = (alike.first()?, i64::try_from(alike.len()).ok()?);
    let note = format!("本村全年{}次临时救助中{count}次为{usual}元，疑似平均发放或轮流享受。", grants.len());
    let cells = alike.iter().map(|grant| evidence.fact_cell(grant.row, FactKind::ReliefGranted)).collect();
    let months = alike.iter().map(|grant| grant.day.in_month()).collect();
    let mut hit = Hit::of(first.row, note).at_risk(Aid::Relief, months, Some(Fen::new(usual.as_fen() * count)));
    (hit.name, hit.number, hit.confidence, hit.evidence) = (String::new(), None, Confidence::Clue, cells);
    Some(hit)
}
