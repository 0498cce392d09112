//! Batches, lines, postings and the month's round.

use ledger::{Batch, PayoutLine, PayoutOrder, Posting, PostingDraft};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use vocabulary::{BatchId, Fen, Month, Sequence};

use crate::bulk::{self, Numbers, Pages};
use crate::column::{account, id, month, month_number, narrow, purpose};
use crate::entity::{batch, round_month};
use crate::{RoundMonth, StoreFault, View};

const LINE: [&str; 10] =
    ["id", "batch", "award", "unit", "entitlement_month", "purpose", "payee", "instalment", "heads", "amount"];
const POSTING: [&str; 6] = ["id", "batch", "line", "debit", "credit", "amount"];

impl View {
    /// All batches, in the order of their ids.
    pub async fn batches(&self) -> Result<Vec<Batch>, StoreFault> {
        let rows = batch::Entity::find()
            .filter(batch::Column::County.eq(self.number))
            .order_by_asc(batch::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(|row| Ok(Batch { id: id(row.id)?, month: month(row.month)? })).collect()
    }

    /// The lines of a batch, or all lines, in the order of their ids.
    pub async fn lines(&self, of: Option<BatchId>) -> Result<Vec<PayoutLine>, StoreFault> {
        let pages = self.pages_of_batch("payout_line", &LINE, of);
        bulk::read_numbers(&self.transaction, pages, line_of).await
    }

    /// The postings of a batch, or all postings, in the order of their ids.
    pub async fn postings(&self, of: Option<BatchId>) -> Result<Vec<Posting>, StoreFault> {
        let pages = self.pages_of_batch("posting", &POSTING, of);
        bulk::read_numbers(&self.transaction, pages, posting_of).await
    }

    fn pages_of_batch<'a>(&self, table: &'a str, columns: &'a [&'a str], of: Option<BatchId>) -> Pages<'a> {
        let only = of.map(|batch| ("batch", batch.number()));
        Pages { table, columns, county: self.number, up_to: View::known_at(None), only }
    }

    /// The arrows of a month's round that are done, first to last; of all months for `None`.
    pub async fn round_months(&self, of: Option<Month>) -> Result<Vec<RoundMonth>, StoreFault> {
        let mut select = round_month::Entity::find().filter(round_month::Column::County.eq(self.number));
        if let Some(of) = of {
            select = select.filter(round_month::Column::Month.eq(month_number(of)));
        }
        let rows = select.order_by_asc(round_month::Column::Sequence).order_by_asc(round_month::Column::Id);
        rows.all(&self.transaction).await?.into_iter().map(round_month_of).collect()
    }
}

fn line_of(row: &Numbers<'_>) -> Result<PayoutLine, StoreFault> {
    Ok(PayoutLine {
        id: id(row.at(0)?)?,
        batch: id(row.at(1)?)?,
        order: PayoutOrder {
            award: id(row.at(2)?)?,
            unit: id(row.at(3)?)?,
            entitlement_month: month(row.at(4)?)?,
            purpose: purpose(row.at(5)?)?,
            payee: id(row.at(6)?)?,
            instalment: narrow("instalment", row.at(7)?)?,
            heads: row.at(8)?,
            amount: Fen::new(row.at(9)?),
        },
    })
}

fn posting_of(row: &Numbers<'_>) -> Result<Posting, StoreFault> {
    let draft = PostingDraft {
        line: id(row.at(2)?)?,
        debit: account(row.at(3)?)?,
        credit: account(row.at(4)?)?,
        amount: Fen::new(row.at(5)?),
    };
    Ok(Posting { id: id(row.at(0)?)?, batch: id(row.at(1)?)?, draft })
}

fn round_month_of(row: round_month::Model) -> Result<RoundMonth, StoreFault> {
    Ok(RoundMonth {
        id: id(row.id)?,
        month: month(row.month)?,
        arrow: row.arrow,
        sequence: Sequence(row.sequence),
        digest: row.digest,
    })
}
