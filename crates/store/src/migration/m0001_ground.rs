//! Migration 0001: the chain of acts, officials, jobs, received files.

use sea_orm_migration::prelude::*;

use super::table::{table, unique, wide_table};
use super::triggers::{append_only, never_deleted, refusing_function};

/// Migration 0001.
pub struct Ground;

impl MigrationName for Ground {
    fn name(&self) -> &str {
        "m0001_ground"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Ground {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        refusing_function(manager).await?;
        acts_and_officials(manager).await?;
        files(manager).await?;
        unique(manager, "official", "login, coalesce(supersedes, 0)").await?;
        unique(manager, "job", "key").await?;
        unique(manager, "received_file", "digest").await?;
        unique(manager, "complaint", "file, sheet, row_number, coalesce(column_number, -1), code").await?;
        append_only(manager, &["audit_entry", "audit_checkpoint", "official", "received_file", "complaint"]).await?;
        never_deleted(manager, &["county_head", "job", "file_original"]).await
    }
}

async fn acts_and_officials(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("county_head").number("sequence").bytes("audit_hash").bytes("key_check").create(manager).await?;
    wide_table("audit_entry")
        .number("moment_ms")
        .number_or_none("official")
        .text("act")
        .text("subject")
        .number("row_count")
        .text("detail")
        .bytes("previous_hash")
        .bytes("hash")
        .check("id > 0")
        .create(manager)
        .await?;
    table("audit_checkpoint").number("entry_count").bytes("hash").create(manager).await?;
    table("official")
        .text("login")
        .text("name")
        .text("role")
        .number("region")
        .number_or_none("supersedes")
        .number("sequence")
        .create(manager)
        .await?;
    wide_table("job")
        .text("key")
        .text("kind")
        .number("state")
        .text("holder")
        .number("lease_until_ms")
        .number("attempt")
        .text("progress")
        .text_or_none("result")
        .text_or_none("error")
        .create(manager)
        .await
}

async fn files(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("received_file")
        .bytes("digest")
        .text("name")
        .number("department")
        .number("month")
        .number("rows_read")
        .number("rows_taken")
        .number("rows_complained")
        .number("rows_dropped")
        .number("sequence")
        .create(manager)
        .await?;
    wide_table("file_original")
        .number_or_none("key_version")
        .bytes_or_none("wrapped_key")
        .bytes_or_none("sealed")
        .number("retained_until")
        .number("sequence")
        .references("id", "received_file")
        .create(manager)
        .await?;
    wide_table("complaint")
        .number("file")
        .number("sheet")
        .number("row_number")
        .number_or_none("column_number")
        .text("code")
        .text("message")
        .number("sequence")
        .references("file", "received_file")
        .create(manager)
        .await
}
