//! The auditor of entitlements: works out who is due what in a month from the decisions alone, its own way, and compares
//! with the payout lines. It reads no award rows, so that a fault in them cannot hide itself.

use std::collections::{BTreeMap, BTreeSet};

use ledger::PayoutLine;
use policy::Unknown;
use vocabulary::{DibaoClass, Fen, HouseholdId, Month};

use crate::{AwardTerms, Decision, DecisionKind};

/// A difference between what the decisions give and what the lines pay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntitlementDifference {
    /// Due by decision, no line.
    #[error("保障户{unit}：{month}应发{due}元，没有发放明细。请补发")]
    NotPaid {
        /// The unit.
        unit: HouseholdId,
        /// The month.
        month: Month,
        /// What is due.
        due: Fen,
    },
    /// A line, but nothing due by decision.
    #[error("保障户{unit}：{month}没有保障决定，发放明细{paid}元。请核实，属多发的按规定追回")]
    NotDue {
        /// The unit.
        unit: HouseholdId,
        /// The month.
        month: Month,
        /// What the lines pay.
        paid: Fen,
    },
    /// Another amount.
    #[error("保障户{unit}：{month}应发{due}元，发放明细{paid}元。请核实后补发或追回")]
    OtherAmount {
        /// The unit.
        unit: HouseholdId,
        /// The month.
        month: Month,
        /// What is due.
        due: Fen,
        /// What the lines pay.
        paid: Fen,
    },
    /// The amount due cannot be said.
    #[error("保障户{unit}：{month}应发金额无法核算：{reason}")]
    AmountUnknown {
        /// The unit.
        unit: HouseholdId,
        /// The month.
        month: Month,
        /// The value missing.
        reason: Unknown,
    },
}

/// What a unit's decisions give in a month, if anything.
fn due<'a>(decisions: &mut Vec<&'a Decision>, month: Month) -> Option<&'a AwardTerms> {
    decisions.sort_by_key(|decision| (decision.effective, decision.confirmed_on, decision.id));
    // The month each right ends in is kept beside it; a later decision can only take its place or cut it short.
    let mut right: Option<(&AwardTerms, Option<Month>)> = None;
    for decision in decisions.iter().filter(|decision| decision.effective <= month) {
        right = match &decision.kind {
            DecisionKind::Grant(terms) | DecisionKind::Change(terms) => Some((terms, None)),
            DecisionKind::Stop => None,
            DecisionKind::GradualExit { ends } => {
                right.map(|(terms, earlier)| (terms, Some(earlier.map_or(*ends, |earlier| earlier.min(*ends)))))
            }
            DecisionKind::Deny => right,
        };
    }
    right.filter(|(_, ends)| ends.is_none_or(|ends| month < ends)).map(|(terms, _)| terms)
}

/// The differences of a month between decisions and lines, by unit. `decisions` and `lines` are of one programme; lines
/// for the month from any batch count, back pay too.
pub fn audit_entitlements(
    decisions: &[Decision],
    lines: &[PayoutLine],
    month: Month,
    amount_of: impl Fn(DibaoClass, i64, Month) -> Result<Fen, Unknown>,
) -> Vec<EntitlementDifference> {
    let mut decided: BTreeMap<HouseholdId, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions {
        decided.entry(decision.unit).or_default().push(decision);
    }
    let mut paid: BTreeMap<HouseholdId, Fen> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.order.entitlement_month == month) {
        *paid.entry(line.order.unit).or_default() += line.order.amount;
    }
    let units: BTreeSet<HouseholdId> = decided.keys().chain(paid.keys()).copied().collect();
    let mut differences = Vec::new();
    for unit in units {
        let terms = decided.get_mut(&unit).and_then(|decisions| due(decisions, month));
        let amount = terms.map(|terms| {
            let persons: BTreeSet<_> = terms.counted.iter().collect();
            amount_of(terms.class, i64::try_from(persons.len()).expect("a household has fewer than 2^63 members"), month)
        });
        let difference = match (amount, paid.get(&unit).copied()) {
            (None, None) => None,
            (Some(Err(reason)), _) => Some(EntitlementDifference::AmountUnknown { unit, month, reason }),
            (Some(Ok(due)), None) => Some(EntitlementDifference::NotPaid { unit, month, due }),
            (None, Some(paid)) => Some(EntitlementDifference::NotDue { unit, month, paid }),
            (Some(Ok(due)), Some(paid)) if due == paid => None,
            (Some(Ok(due)), Some(paid)) => Some(EntitlementDifference::OtherAmount { unit, month, due, paid }),
        };
        differences.extend(difference);
    }
    differences
}
