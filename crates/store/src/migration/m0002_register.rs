//! Migration 0002: persons, households, memberships, facts, clues.

use sea_orm_migration::prelude::*;

use super::table::{index, table, unique, wide_table};
use super::triggers::{append_only, never_deleted};

/// Migration 0002.
pub struct Registers;

impl MigrationName for Registers {
    fn name(&self) -> &str {
        "m0002_register"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Registers {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        people(manager).await?;
        households_and_facts(manager).await?;
        unique(manager, "person", "person, coalesce(supersedes, 0)").await?;
        unique(manager, "person_secret", "exact_index").await?;
        unique(manager, "household", "kind, number, coalesce(supersedes, 0)").await?;
        unique(manager, "membership", "household, person, days_from, coalesce(supersedes, 0)").await?;
        unique(manager, "fact", "file, sheet, row_number, column_number, person, kind, days_from").await?;
        index(manager, "person_secret", "last_four_index").await?;
        index(manager, "membership", "person").await?;
        index(manager, "fact", "person").await?;
        append_only(manager, &["person", "household", "membership", "fact", "clue"]).await?;
        never_deleted(manager, &["person_secret"]).await
    }
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("person")
        .number("person")
        .text("name")
        .number("sex")
        .number("birth")
        .number("village")
        .number("registration")
        .number_or_none("supersedes")
        .number("sequence")
        .create(manager)
        .await?;
    wide_table("person_secret")
        .number_or_none("key_version")
        .bytes_or_none("wrapped_key")
        .bytes_or_none("identity")
        .bytes_or_none("exact_index")
        .bytes_or_none("last_four_index")
        .bytes_or_none("phone")
        .bytes_or_none("account")
        .number_or_none("erased")
        .number("sequence")
        .create(manager)
        .await
}

async fn households_and_facts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("household")
        .number("household")
        .number("kind")
        .text("number")
        .number("village")
        .number("registration")
        .number_or_none("supersedes")
        .number("sequence")
        .create(manager)
        .await?;
    table("membership")
        .number("household")
        .number("person")
        .number("relation")
        .number("days_from")
        .number_or_none("days_until")
        .number_or_none("supersedes")
        .number("sequence")
        .check("days_until IS NULL OR days_from < days_until")
        .create(manager)
        .await?;
    table("fact")
        .number("person")
        .number("kind")
        .number("value")
        .number("days_from")
        .number_or_none("days_until")
        .number("department")
        .number_or_none("file")
        .number_or_none("sheet")
        .number_or_none("row_number")
        .number_or_none("column_number")
        .number_or_none("source_act")
        .number_or_none("supersedes")
        .number("sequence")
        .check("days_until IS NULL OR days_from < days_until")
        .create(manager)
        .await?;
    table("clue")
        .text("kind")
        .number_or_none("person")
        .number_or_none("file")
        .number_or_none("sheet")
        .number_or_none("row_number")
        .number_or_none("column_number")
        .text("message")
        .text_or_none("outcome")
        .number_or_none("supersedes")
        .number("sequence")
        .create(manager)
        .await
}
