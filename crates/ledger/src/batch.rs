//! A month's payout: orders become lines, each once.

use std::collections::HashMap;

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
    /// Keys that stand with another amount, with the standing one and the new one: a person must look, nothing is paid again.
    pub different: Vec<(LineKey, Fen, Fen)>,
    /// Orders that cannot be paid, with the reason in Chinese: an amount, head-count or instalment not above zero, or the
    /// key twice among the orders.
    pub refused: Vec<(PayoutOrder, &'static str)>,
}

impl PayoutOrder {
    /// What makes its line one.
    pub fn key(&self) -> LineKey {
        LineKey {
            award: self.award,
            entitlement_month: self.entitlement_month,
            purpose: self.purpose,
            payee: self.payee,
            instalment: self.instalment,
        }
    }

    /// Why it cannot be paid as it stands.
    fn fault(&self) -> Option<&'static str> {
        if self.amount <= Fen::ZERO {
            Some("发放金额应大于零，请核对标准和人数后重新生成")
        } else if self.heads < 1 {
            Some("保障人数应大于零，请核对保障决定后重新生成")
        } else if self.instalment < 1 {
            Some("发放期次应从1起，请核对后重新生成")
        } else {
            None
        }
    }
}

/// Sorts the orders of a batch into new lines, lines that stand already, lines that stand with another amount, and orders
/// that cannot be paid. `existing` are the lines of all batches that may hold one of the keys. The result does not depend
/// on the order of the orders: one said twice in the same words is taken once, one said twice in different words is not
/// taken at all, since nothing here can know which is right.
pub fn plan(mut orders: Vec<PayoutOrder>, existing: &[PayoutLine]) -> Planned {
    let standing: HashMap<LineKey, Fen> = existing.iter().map(|line| (line.order.key(), line.order.amount)).collect();
    orders.sort_by_key(|order| (order.key(), order.amount, order.heads, order.unit));
    let mut planned = Planned::default();
    for same_key in orders.chunk_by(|one, next| one.key() == next.key()) {
        let Some((order, repeats)) = same_key.split_first() else { continue };
        if repeats.iter().any(|repeat| repeat != order) {
            let conflict = "同一发放键有两条内容不同的发放指令，均未发放，请核对保障决定后重新生成";
            planned.refused.extend(same_key.iter().map(|order| (order.clone(), conflict)));
            continue;
        }
        planned.refused.extend(repeats.iter().map(|order| (order.clone(), "同一发放指令重复提交，只按一次计，无须处理")));
        match (order.fault(), standing.get(&order.key())) {
            (Some(fault), _) => planned.refused.push((order.clone(), fault)),
            (None, None) => planned.new.push(order.clone()),
            (None, Some(amount)) if *amount == order.amount => planned.already.push(order.key()),
            (None, Some(amount)) => planned.different.push((order.key(), *amount, order.amount)),
        }
    }
    planned
}
