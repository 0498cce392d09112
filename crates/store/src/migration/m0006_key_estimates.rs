//! Migration 0006: what SQLite is to expect of its indexes.
//!
//! Knowing nothing, SQLite takes a county for ten rows and reads all of it, in the order of its key, where an index by person
//! or household would find the four rows that are asked for. It is told once, in round numbers that fit every county, so
//! that a question is answered in the same way on the first day as after years. PostgreSQL counts for itself.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Rows expected in a table, all of one county.
const ROWS: i64 = 1_000_000;

/// Table, index, and rows that agree in the columns after the county: in the first, in the first two, and so on.
const ESTIMATES: [(&str, &str, &[i64]); 21] = [
    ("person", "person", &[1]),
    ("person", "person_once", &[1, 1]),
    ("person", "person_by_comparable_name", &[10, 1, 1, 1]),
    ("household", "household", &[1]),
    ("household", "household_once", &[300_000, 1, 1]),
    ("household", "household_by_household", &[1]),
    ("membership", "membership", &[1]),
    ("membership", "membership_once", &[4, 1, 1, 1]),
    ("membership", "membership_by_person", &[4]),
    ("fact", "fact", &[1]),
    ("fact", "fact_once", &[20_000, 20_000, 20, 1, 1, 1, 1]),
    ("fact", "fact_by_person", &[20]),
    ("gap", "gap", &[1]),
    ("gap", "gap_once", &[20_000, 10, 2, 1]),
    ("case_step", "case_step", &[1]),
    ("case_step", "case_step_once", &[10, 1]),
    ("award", "award", &[1]),
    ("award", "award_once", &[2, 1]),
    ("award", "award_by_unit", &[4]),
    ("payout_line", "payout_line", &[1]),
    ("payout_line", "payout_line_by_batch", &[20_000]),
];

/// Migration 0006.
pub struct KeyEstimates;

impl MigrationName for KeyEstimates {
    fn name(&self) -> &str {
        "m0006_key_estimates"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeyEstimates {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Sqlite {
            return Ok(());
        }
        let connection = manager.get_connection();
        // The first one makes the table of estimates without counting anything, the second one takes them up.
        connection.execute_unprepared("ANALYZE sqlite_schema").await?;
        for (table, index, rest) in ESTIMATES {
            let numbers: Vec<String> = [ROWS, ROWS].iter().chain(rest).map(i64::to_string).collect();
            let forget = format!("DELETE FROM sqlite_stat1 WHERE tbl = '{table}' AND idx = '{index}'");
            connection.execute_unprepared(&forget).await?;
            let tell =
                format!("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('{table}', '{index}', '{}')", numbers.join(" "));
            connection.execute_unprepared(&tell).await?;
        }
        connection.execute_unprepared("ANALYZE sqlite_schema").await.map(|_| ())
    }
}
