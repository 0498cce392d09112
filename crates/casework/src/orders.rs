//! From awards to orders for the ledger.

use ledger::{PayoutOrder, Purpose};
use policy::Unknown;
use vocabulary::{AwardId, DibaoClass, Fen, HouseholdId, Month};

use crate::Standing;

/// An award that cannot be paid in a month, with the value of law that is missing. Nothing is guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpayable {
    /// The award.
    pub award: AwardId,
    /// The unit.
    pub unit: HouseholdId,
    /// What is missing.
    pub reason: Unknown,
}

/// The orders of a month, one for each award in force in it, and the awards whose amount is unknown. `amount_of` gives
/// the amount of a unit by class, heads and month (RD-01).
pub fn orders(
    standing: &[Standing<'_>],
    month: Month,
    amount_of: impl Fn(DibaoClass, i64, Month) -> Result<Fen, Unknown>,
) -> (Vec<PayoutOrder>, Vec<Unpayable>) {
    let mut orders = Vec::new();
    let mut unpayable = Vec::new();
    for Standing { award, first } in standing.iter().filter(|standing| standing.award.covers(month)) {
        let heads = i64::try_from(award.terms.counted.len()).expect("a household has fewer than 2^63 members");
        match amount_of(award.terms.class, heads, month) {
            Ok(amount) => orders.push(PayoutOrder {
                award: *first,
                unit: award.unit,
                entitlement_month: month,
                purpose: Purpose::Regular,
                payee: award.payee,
                instalment: 1,
                heads,
                amount,
            }),
            Err(reason) => unpayable.push(Unpayable { award: award.id, unit: award.unit, reason }),
        }
    }
    (orders, unpayable)
}
