//! Migration 0003: determinations, gaps, cases, decisions, awards.

use sea_orm_migration::prelude::*;

use super::table::{index, table, unique, wide_table};
use super::triggers::append_only;

/// Migration 0003.
pub struct Casework;

impl MigrationName for Casework {
    fn name(&self) -> &str {
        "m0003_casework"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Casework {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        gaps_and_cases(manager).await?;
        decisions_and_awards(manager).await?;
        unique(manager, "gap", "month, unit, programme, kind").await?;
        unique(manager, "gap_case", "gap").await?;
        unique(manager, "case_step", "gap_case, number").await?;
        unique(manager, "decision", "gap_case").await?;
        unique(manager, "award", "decision, coalesce(supersedes, 0)").await?;
        index(manager, "determination", "unit").await?;
        index(manager, "decision", "unit").await?;
        index(manager, "award", "unit").await?;
        append_only(manager, &["determination", "gap", "gap_case", "case_step", "decision", "award", "award_member"]).await
    }
}

async fn gaps_and_cases(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    wide_table("determination")
        .number("unit")
        .number("programme")
        .number("day")
        .number("known_at")
        .text("answer")
        .text("trace")
        .number("sequence")
        .create(manager)
        .await?;
    table("gap")
        .number("month")
        .number("kind")
        .number("unit")
        .number("programme")
        .text_or_none("should_terms")
        .text_or_none("is_terms")
        .text("rule")
        .text("reason")
        .number("since")
        .number("deadline")
        .number("sequence")
        .create(manager)
        .await?;
    table("gap_case")
        .number("gap")
        .number("unit")
        .number("programme")
        .number("opened_on")
        .number("sequence")
        .references("gap", "gap")
        .create(manager)
        .await?;
    table("case_step")
        .number("gap_case")
        .number("number")
        .number("state")
        .number("official")
        .number("day")
        .text_or_none("proposal")
        .text("note")
        .number("sequence")
        .check("number > 0")
        .references("gap_case", "gap_case")
        .create(manager)
        .await
}

async fn decisions_and_awards(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table("decision")
        .number("gap_case")
        .number("unit")
        .number("programme")
        .number("kind")
        .text_or_none("terms")
        .number_or_none("ends")
        .number("effective")
        .number("determination")
        .text("reasons")
        .number("proposed_by")
        .number("proposed_on")
        .number_or_none("noticed_from")
        .number_or_none("noticed_until")
        .number("confirmed_by")
        .number("confirmed_on")
        .number("heard")
        .number_or_none("heard_on")
        .text_or_none("heard_opinion")
        .number("sequence")
        .check("proposed_by <> confirmed_by")
        .references("gap_case", "gap_case")
        .references("determination", "determination")
        .create(manager)
        .await?;
    table("award")
        .number("unit")
        .number("programme")
        .number("class")
        .number("payee")
        .number("from_month")
        .number_or_none("until_month")
        .number("decision")
        .number_or_none("supersedes")
        .number("sequence")
        .check("until_month IS NULL OR from_month <= until_month")
        .references("decision", "decision")
        .create(manager)
        .await?;
    table("award_member")
        .number("place")
        .number("person")
        .number("sequence")
        .keyed_also_by("place")
        .references("id", "award")
        .create(manager)
        .await
}
