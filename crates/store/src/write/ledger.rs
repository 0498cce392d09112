//! Batches, lines, postings and the month's round.

use std::collections::HashMap;

use ledger::{Batch, LineKey, PayoutLine, Posting};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::bulk;
use crate::column::{account_number, id, month, month_number, purpose, purpose_number};
use crate::entity::{batch, payout_line, posting, round_month};
use crate::{Act, Added, RoundMonth, StoreFault};

/// Keys asked for in one statement.
const KEYS: usize = 500;

impl Act {
    /// Adds batches.
    pub async fn add_batches(&mut self, batches: &[Batch]) -> Result<Added, StoreFault> {
        let rows: Vec<batch::Model> = batches
            .iter()
            .map(|batch| batch::Model {
                county: self.view.number,
                id: batch.id.number(),
                month: month_number(batch.month),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<batch::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds payout lines. A line exists once for award, month, purpose, payee and instalment: the same line again is left
    /// as it is; one that stands with another amount is a conflict, and the act must not be committed.
    pub async fn add_lines(&mut self, lines: &[PayoutLine]) -> Result<Added, StoreFault> {
        let rows: Vec<payout_line::Model> = lines.iter().map(|line| self.line_row(line)).collect();
        let added = bulk::insert::<payout_line::Entity>(&self.view.transaction, &rows).await?;
        if added.existing > 0 {
            self.refuse_other_amounts(lines).await?;
        }
        Ok(added)
    }

    /// Adds postings: one for each batch, line and pair of accounts. One that stands with another amount is a conflict.
    pub async fn add_postings(&mut self, postings: &[Posting]) -> Result<Added, StoreFault> {
        let rows: Vec<posting::Model> = postings
            .iter()
            .map(|posting| posting::Model {
                county: self.view.number,
                id: posting.id.number(),
                batch: posting.batch.number(),
                line: posting.draft.line.number(),
                debit: account_number(posting.draft.debit),
                credit: account_number(posting.draft.credit),
                amount: posting.draft.amount.as_fen(),
                sequence: self.sequence().0,
            })
            .collect();
        let added = bulk::insert::<posting::Entity>(&self.view.transaction, &rows).await?;
        if added.existing > 0 {
            self.refuse_other_postings(&rows).await?;
        }
        Ok(added)
    }

    /// Records arrows of a month's round as done under this act. The same arrow with the same digest is the same row.
    pub async fn add_round_months(&mut self, arrows: &[RoundMonth]) -> Result<Added, StoreFault> {
        let rows: Vec<round_month::Model> = arrows
            .iter()
            .map(|arrow| round_month::Model {
                county: self.view.number,
                id: arrow.id.number(),
                month: month_number(arrow.month),
                arrow: arrow.arrow.clone(),
                digest: arrow.digest.clone(),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<round_month::Entity>(&self.view.transaction, &rows).await
    }

    fn line_row(&self, line: &PayoutLine) -> payout_line::Model {
        payout_line::Model {
            county: self.view.number,
            id: line.id.number(),
            batch: line.batch.number(),
            award: line.order.award.number(),
            unit: line.order.unit.number(),
            entitlement_month: month_number(line.order.entitlement_month),
            purpose: purpose_number(line.order.purpose),
            payee: line.order.payee.number(),
            instalment: i64::from(line.order.instalment),
            heads: line.order.heads,
            amount: line.order.amount.as_fen(),
            sequence: self.sequence().0,
        }
    }

    async fn refuse_other_amounts(&self, lines: &[PayoutLine]) -> Result<(), StoreFault> {
        for part in lines.chunks(KEYS) {
            let standing = payout_line::Entity::find()
                .filter(payout_line::Column::County.eq(self.view.number))
                .filter(payout_line::Column::Award.is_in(part.iter().map(|line| line.order.award.number())))
                .all(&self.view.transaction)
                .await?;
            let standing: HashMap<LineKey, i64> =
                standing.iter().map(|row| Ok((key_of(row)?, row.amount))).collect::<Result<_, StoreFault>>()?;
            for line in part {
                let key = key_of(&self.line_row(line))?;
                let asked = line.order.amount.as_fen();
                let stands = standing.get(&key).copied();
                if stands != Some(asked) {
                    let why = format!("已有金额 {stands:?} 分，本次 {asked} 分 (stands: {stands:?} fen, asked: {asked} fen)");
                    return Err(StoreFault::Conflict { table: "payout_line", key: format!("{key:?}"), why });
                }
            }
        }
        Ok(())
    }

    async fn refuse_other_postings(&self, rows: &[posting::Model]) -> Result<(), StoreFault> {
        let key = |row: &posting::Model| (row.batch, row.line, row.debit, row.credit);
        for part in rows.chunks(KEYS) {
            let standing = posting::Entity::find()
                .filter(posting::Column::County.eq(self.view.number))
                .filter(posting::Column::Line.is_in(part.iter().map(|row| row.line)))
                .all(&self.view.transaction)
                .await?;
            let standing: HashMap<_, i64> = standing.iter().map(|row| (key(row), row.amount)).collect();
            if let Some(other) = part.iter().find(|row| standing.get(&key(row)) != Some(&row.amount)) {
                let why = format!("已有分录与本次 {} 分不同 (asked: {} fen)", other.amount, other.amount);
                return Err(StoreFault::Conflict { table: "posting", key: format!("{:?}", key(other)), why });
            }
        }
        Ok(())
    }
}

fn key_of(row: &payout_line::Model) -> Result<LineKey, StoreFault> {
    Ok(LineKey {
        award: id(row.award)?,
        entitlement_month: month(row.entitlement_month)?,
        purpose: purpose(row.purpose)?,
        payee: id(row.payee)?,
        instalment: crate::column::narrow("instalment", row.instalment)?,
    })
}
