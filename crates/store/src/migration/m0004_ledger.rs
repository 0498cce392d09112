//! Migration 0004: batches, lines, postings, the month's round.

use sea_orm_migration::prelude::*;

use super::table::{index, table, unique};
use super::triggers::append_only;

/// Migration 0004.
pub struct Ledger;

impl MigrationName for Ledger {
    fn name(&self) -> &str {
        "m0004_ledger"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Ledger {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        tables(manager).await?;
        unique(manager, "payout_line", "award, entitlement_month, purpose, payee, instalment").await?;
        unique(manager, "posting", "batch, line, debit, credit").await?;
        unique(manager, "round_month", "month, arrow, digest").await?;
        index(manager, "payout_line", "batch").await?;
        append_only(manager, &["batch", "payout_line", "posting", "round_month"]).await
    }
}

async fn tables(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("batch").number("month").number("sequence").create(manager).await?;
    table("payout_line")
        .number("batch")
        .number("award")
        .number("unit")
        .number("entitlement_month")
        .number("purpose")
        .number("payee")
        .number("instalment")
        .number("heads")
        .number("amount")
        .number("sequence")
        .check("amount > 0")
        .references("batch", "batch")
        .references("award", "award")
        .create(manager)
        .await?;
    table("posting")
        .number("batch")
        .number("line")
        .number("debit")
        .number("credit")
        .number("amount")
        .number("sequence")
        .check("amount > 0")
        .check("debit <> credit")
        .references("batch", "batch")
        .references("line", "payout_line")
        .create(manager)
        .await?;
    table("round_month").number("month").text("arrow").text("digest").number("sequence").create(manager).await
}
