//! CU-22: a monitored household whose risk is not cleared, and none of whose members any benefit reaches. An open case is no
//! proof of neglect: it is to be looked into.

use std::collections::BTreeMap;

use registry::FactKind;
use vocabulary::{Coded, MonitoredGroup};

use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut households: BTreeMap<&str, Vec<&ListRow>> = BTreeMap::new();
    for row in &evidence.list(ListKind::Monitored).rows {
        if !row.household.is_empty() {
            households.entry(&row.household).or_default().push(row);
        }
    }
    households.into_values().filter_map(|rows| of_household(evidence, &rows)).collect()
}

fn of_household(evidence: &Evidence<'_>, rows: &[&ListRow]) -> Option<Hit> {
    let group = rows.iter().rev().find_map(|row| row.code::<MonitoredGroup>(FactKind::MonitoredGroup))?;
    let cleared = rows.iter().any(|row| row.day(FactKind::RiskCleared).is_some());
    if group == MonitoredGroup::Lifted || cleared {
        return None;
    }
    let members = rows.iter().filter_map(|row| row.who.number());
    // The register household is asked too: a benefit of any of its members reaches the family.
    let mut family: Vec<_> = members.collect();
    let registered = family.iter().flat_map(|number| evidence.registered_with(*number));
    let others: Vec<_> = registered.filter_map(|row| row.who.number()).collect();
    family.extend(others);
    let relief = evidence.list(ListKind::Relief);
    let reached = family.iter().any(|number| {
        Aid::ALL.iter().any(|aid| evidence.receipts.has(*number, *aid)) || relief.of_person(*number).next().is_some()
    });
    let head = rows.iter().find(|row| row.relation.is_some_and(vocabulary::Relation::is_head)).or(rows.first())?;
    if reached || head.who.number().is_some_and(|number| evidence.is_gone(number, evidence.as_of)) {
        return None;
    }
    let people = rows.iter().map(|row| (row.who, &row.name)).collect::<std::collections::HashSet<_>>().len();
    let note = format!("{}，{people}人，风险未消除，家中无人享受任何救助。", group.label());
    let cells = vec![evidence.fact_cell(head, FactKind::MonitoredGroup), evidence.fact_cell(head, FactKind::MonitoredSince)];
    let mut hit = Hit::of(head, note).resting_on(&[head], cells);
    hit.months = vec![evidence.as_of];
    Some(hit)
}
