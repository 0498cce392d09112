//! A month's payout: orders become lines, each once.

use vocabulary::{AwardId, BatchId, Fen, HouseholdId, LineId, Month, PersonId};

/// What a payment is for (line kinds of the month-end practice). More join with their rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// 当月保障金.
    Regular,
    /// 补发: for an earlier month, with the amount that month lacks.
    BackPay,
}

/// The order to pay: made by those who know why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutOrder {
    /// The award it is due under.
    pub award: AwardId,
    /// The assisted unit.
    pub unit: HouseholdId,
    /// Month the money is for.
    pub entitlement_month: Month,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose card it goes to.
    pub payee: PersonId,
    /// 1 for the first and usually only instalment.
    pub instalment: i16,
    /// How many persons it is for.
    pub heads: i64,
    /// How much; above zero.
    pub amount: Fen,
}

/// What makes a line one: a second with the same key is the same line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    /// The award.
    pub award: AwardId,
    /// Month the money is for.
    pub entitlement_month: Month,
    /// What it is for.
    pub purpose: Purpose,
    /// Whose card.
    pub payee: PersonId,
    /// Which instalment.
    pub instalment: i16,
}

/// A batch: one payment month of one programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// Month it is paid in.
    pub month: Month,
}

/// A line of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutLine {
    /// Its id.
    pub id: LineId,
    /// The batch it is in.
    pub batch: BatchId,
    /// The order it carries out.
    pub order: PayoutOrder,
}

/// What planning gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// Orders that become new lines, in the order of their keys.
    pub new: Vec<PayoutOrder>,
    /// Keys that stand in an earlier batch with the same amount: nothing to do.
    pub already: Vec<LineKey>,
    /// Keys that stand with another amount: a person must look, nothing is paid again.
    pub different: Vec<(LineKey, Fen, Fen)>,
    /// Orders that cannot be paid, with the reason: amount not above zero, or the key twice among the orders.
    pub refused: Vec<(PayoutOrder, &'static str)>,
}
