//! Numbered migrations. Each only adds; none is changed once a county has run it.

mod m0001_ground;
mod m0002_register;
mod m0003_casework;
mod m0004_ledger;
mod m0005_whole_county;
mod m0006_key_estimates;
mod m0007_link_questions;
mod table;
mod triggers;

use sea_orm::{ConnectionTrait, DatabaseConnection};
use sea_orm_migration::prelude::*;

use crate::StoreFault;

/// All migrations, oldest first.
pub struct Migrations;

impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_ground::Ground),
            Box::new(m0002_register::Registers),
            Box::new(m0003_casework::Casework),
            Box::new(m0004_ledger::Ledger),
            Box::new(m0005_whole_county::WholeCounty),
            Box::new(m0006_key_estimates::KeyEstimates),
            Box::new(m0007_link_questions::LinkQuestions),
        ]
    }
}

/// Name of the newest migration this program knows.
pub fn newest() -> String {
    Migrations::migrations().last().map(|migration| migration.name().to_owned()).unwrap_or_default()
}

/// Names of the migrations a database has run, oldest first. Read as text: a newer program's are listed too.
pub async fn applied(connection: &DatabaseConnection) -> Result<Vec<String>, StoreFault> {
    let manager = SchemaManager::new(connection);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let select = Query::select().column("version").from("seaql_migrations").order_by("version", Order::Asc).take();
    let rows = connection.query_all(&select).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}
