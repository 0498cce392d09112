//! Migration 0005: a whole county's files. Names as they are compared, households by their key, query batches, and the same
//! bytes that count again.

use registry::matching::comparable_name;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

use super::table::{index, table, unique, wide_table};
use super::triggers::{append_only, may_change};

/// Rows given their comparable name between two looks at the table.
const ROWS: usize = 5_000;

/// Migration 0005.
pub struct WholeCounty;

impl MigrationName for WholeCounty {
    fn name(&self) -> &str {
        "m0005_whole_county"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for WholeCounty {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection.execute_unprepared("ALTER TABLE person ADD COLUMN comparable_name text NOT NULL DEFAULT ''").await?;
        may_change(manager, "person").await?;
        compare_names(manager).await?;
        append_only(manager, &["person"]).await?;
        connection
            .execute_unprepared(
                "CREATE INDEX person_by_comparable_name ON person (county, comparable_name, birth, village, person)",
            )
            .await?;
        index(manager, "household", "household").await?;
        connection.execute_unprepared("ALTER TABLE received_file ADD COLUMN repeat bigint NOT NULL DEFAULT 0").await?;
        connection.execute_unprepared("DROP INDEX received_file_once").await?;
        unique(manager, "received_file", "digest, repeat").await?;
        query_batches(manager).await
    }
}

async fn query_batches(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    wide_table("query_batch")
        .text("name")
        .number("month")
        .text("departments")
        .text("purpose")
        .number("valid_from")
        .number("valid_until")
        .number("made_by")
        .number("made_on")
        .number("sequence")
        .check("valid_from < valid_until")
        .create(manager)
        .await?;
    table("query_batch_member")
        .number("place")
        .number("person")
        .number("unit")
        .number("sequence")
        .keyed_also_by("place")
        .references("id", "query_batch")
        .create(manager)
        .await?;
    unique(manager, "query_batch", "name").await?;
    unique(manager, "query_batch_member", "id, person").await?;
    append_only(manager, &["query_batch", "query_batch_member"]).await
}

/// Gives the rows that stand there their comparable name; how names are compared is written in Rust only.
async fn compare_names(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let engine = manager.get_database_backend();
    let (first, second, third) = if engine == DbBackend::Postgres { ("$1", "$2", "$3") } else { ("?", "?", "?") };
    let update = format!("UPDATE person SET comparable_name = {first} WHERE county = {second} AND id = {third}");
    let mut after = (0i64, 0i64);
    loop {
        let (county, id) = after;
        let select = format!(
            "SELECT county, id, name FROM person WHERE county > {county} OR (county = {county} AND id > {id}) \
             ORDER BY county, id LIMIT {ROWS}"
        );
        let rows = connection.query_all_raw(Statement::from_string(engine, select)).await?;
        for row in &rows {
            let name: String = row.try_get_by_index(2)?;
            after = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let values = [comparable_name(&name).into(), after.0.into(), after.1.into()];
            connection.execute_raw(Statement::from_sql_and_values(engine, update.as_str(), values)).await?;
        }
        if rows.len() < ROWS {
            return Ok(());
        }
    }
}
