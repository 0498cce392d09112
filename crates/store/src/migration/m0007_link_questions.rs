//! Migration 0007: which person a row is about, asked and settled; persons by their day of birth.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use super::table::{index, table, unique, wide_table};
use super::triggers::append_only;

/// Migration 0007.
pub struct LinkQuestions;

impl MigrationName for LinkQuestions {
    fn name(&self) -> &str {
        "m0007_link_questions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for LinkQuestions {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        questions(manager).await?;
        wide_table("link_decision")
            .bytes("digest")
            .number("person")
            .number("verdict")
            .text("why")
            .number("made_by")
            .number("made_on")
            .number_or_none("supersedes")
            .number("sequence")
            .check("verdict IN (1, 2, 3, 4)")
            .create(manager)
            .await?;
        index(manager, "link_question", "digest").await?;
        index(manager, "link_decision", "digest").await?;
        append_only(manager, &["link_question", "link_candidate", "link_decision"]).await?;
        let connection = manager.get_connection();
        connection.execute_unprepared("CREATE INDEX person_by_birth ON person (county, birth, person)").await?;
        if manager.get_database_backend() == DbBackend::Sqlite {
            // Told like the other indexes of persons: some thirty were born on one day.
            let tell = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('person', 'person_by_birth', '1000000 1000000 30 1')";
            connection.execute_unprepared(tell).await?;
            connection.execute_unprepared("ANALYZE sqlite_schema").await?;
        }
        Ok(())
    }
}

async fn questions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    wide_table("link_question")
        .number("subject")
        .bytes("digest")
        .number("reason")
        .number_or_none("file")
        .number_or_none("sheet")
        .number_or_none("row_number")
        .number_or_none("person")
        .text("name")
        .text("number_masked")
        .number_or_none("sex")
        .number_or_none("birth")
        .number_or_none("village")
        .text("household_number")
        .number("sequence")
        .check("subject IN (1, 2)")
        .create(manager)
        .await?;
    table("link_candidate")
        .number("place")
        .number("person")
        .number("probability")
        .number("prior_bits")
        .text("findings")
        .number("sequence")
        .keyed_also_by("place")
        .references("id", "link_question")
        .create(manager)
        .await?;
    unique(manager, "link_question", "digest, coalesce(file, 0)").await?;
    unique(manager, "link_candidate", "id, person").await
}
