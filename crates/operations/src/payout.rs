//! The payout list of a month: one line for each award in force, once, with balanced postings.

use std::collections::HashSet;

use casework::{Standing, Unpayable, audit_entitlements, in_force, orders};
use ledger::{Batch, LineStates, PayoutLine, PayoutOrder, Posting, Purpose, approve, audit, plan};
use policy::Unknown;
use store::{AuditEntry, View};
use vocabulary::{BatchId, DibaoClass, Fen, LineId, Month, PostingId};

use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};
use crate::rounds::{Arrow, arrow_done, arrow_row};

/// What a payout list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidOut {
    /// Lines of the month, those made now and those made before.
    pub lines: usize,
    /// Lines made now.
    pub new: usize,
    /// Sum of the month's lines.
    pub sum: Fen,
    /// What was not paid and why, in Chinese.
    pub left: Vec<String>,
}

/// Makes the month's payout list and approves its lines in the books. Done twice it adds nothing.
pub async fn plan_month(office: &Office, ctx: &Context, month: Month) -> Result<PaidOut, Refusal> {
    ctx.require(Act::PlanPayout, office.county)?;
    let mut act = office.store.act(office.county).await?;
    if arrow_done(&act, month, Arrow::Payout).await?.is_some() {
        return paid_out(&act, month, 0, Vec::new()).await;
    }
    if arrow_done(&act, month, Arrow::Gaps).await?.is_none() {
        return Err(Refusal::NotFound { kind: RecordKind::Month, id: month.to_string() });
    }
    let awards = act.awards(None).await?;
    let standing = in_force(&awards);
    let existing = act.lines(None).await?;
    let amount_of = |class, heads, month| office.amount_of(class, heads, month);
    let (mut due, mut unpayable) = orders(&standing, month, amount_of);
    let (back, unknown) = back_pay(&standing, &existing, month, amount_of);
    due.extend(back);
    unpayable.extend(unknown);
    let planned = plan(due, &existing);
    let batch = Batch { id: BatchId::new(ctx.new_id()).expect("an id source gives numbers above zero"), month };
    let lines: Vec<PayoutLine> = planned
        .new
        .into_iter()
        .map(|order| PayoutLine {
            id: LineId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
            batch: batch.id,
            order,
        })
        .collect();
    let stepped = approve(&lines, &LineStates::default());
    let postings: Vec<Posting> = stepped
        .drafts
        .iter()
        .map(|draft| Posting {
            id: PostingId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
            batch: batch.id,
            draft: *draft,
        })
        .collect();
    assert_sound(office, &act, month, &lines, &postings).await?;
    let mut left: Vec<String> = unpayable.iter().map(|unpayable| unpayable.reason.to_string()).collect();
    left.extend(planned.different.iter().map(|(key, stands, now)| {
        format!("待遇{}的{}发放记录已有{stands}元，现算得{now}元，须由人员核对", key.award, key.entitlement_month)
    }));
    left.extend(planned.refused.iter().map(|(order, why)| format!("保障户{}：{why}", order.unit)));
    act.add_batches(std::slice::from_ref(&batch)).await?;
    act.add_lines(&lines).await?;
    act.add_postings(&postings).await?;
    let sum: Fen = lines.iter().map(|line| line.order.amount).sum();
    act.add_round_months(&[arrow_row(ctx, &act, month, Arrow::Payout, &format!("{}:{}", lines.len(), sum.as_fen()))]).await?;
    let new = lines.len();
    let result = paid_out(&act, month, new, left).await?;
    act.commit(&AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::PlanPayout.code().to_owned(),
        subject: month.to_string(),
        rows: i64::try_from(new).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "sum_fen": sum.as_fen(), "left": result.left.len() }),
    })
    .await?;
    Ok(result)
}

/// What is owed for earlier months that no line pays: decisions that were entered after their first month was paid out.
fn back_pay(
    standing: &[Standing<'_>],
    existing: &[PayoutLine],
    month: Month,
    amount_of: impl Fn(DibaoClass, i64, Month) -> Result<Fen, Unknown> + Copy,
) -> (Vec<PayoutOrder>, Vec<Unpayable>) {
    let paid: HashSet<_> = existing.iter().map(|line| (line.order.award, line.order.entitlement_month)).collect();
    let first = standing.iter().map(|standing| standing.award.from).min().unwrap_or(month);
    let (mut owed, mut unpayable) = (Vec::new(), Vec::new());
    for earlier in (first.index()..month.index()).filter_map(Month::from_index) {
        let (orders, unknown) = orders(standing, earlier, amount_of);
        let unpaid = orders.into_iter().filter(|order| !paid.contains(&(order.award, earlier)));
        owed.extend(unpaid.map(|order| PayoutOrder { purpose: Purpose::BackPay, ..order }));
        unpayable.extend(unknown);
    }
    (owed, unpayable)
}

/// The invariants of money hold before anything is written: the books balance, and an auditor that reads only decisions
/// finds the same amounts due.
async fn assert_sound(
    office: &Office,
    view: &View,
    month: Month,
    new: &[PayoutLine],
    postings: &[Posting],
) -> Result<(), Refusal> {
    let mut lines = view.lines(None).await?;
    lines.extend_from_slice(new);
    let mut books = view.postings(None).await?;
    books.extend_from_slice(postings);
    let faults = audit(&lines, &books);
    if let Some(fault) = faults.first() {
        return Err(Refusal::Fault(format!("the books do not balance: {fault}")));
    }
    let decisions = view.decisions(None).await?;
    let differences = audit_entitlements(&decisions, &lines, month, |class, heads, month| office.amount_of(class, heads, month));
    match differences.first() {
        Some(casework::EntitlementDifference::AmountUnknown { .. }) | None => Ok(()),
        Some(difference) => Err(Refusal::Fault(format!("decisions and payout lines differ: {difference}"))),
    }
}

async fn paid_out(view: &View, month: Month, new: usize, left: Vec<String>) -> Result<PaidOut, Refusal> {
    let batches: Vec<BatchId> =
        view.batches().await?.into_iter().filter(|batch| batch.month == month).map(|batch| batch.id).collect();
    let lines: Vec<PayoutLine> = view.lines(None).await?.into_iter().filter(|line| batches.contains(&line.batch)).collect();
    Ok(PaidOut { lines: lines.len(), new, sum: lines.iter().map(|line| line.order.amount).sum(), left })
}
