//! Triggers that refuse what there is no function for either.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Refuses every UPDATE and DELETE on these tables.
pub async fn append_only(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        refuse(manager, table, &["UPDATE", "DELETE"]).await?;
    }
    Ok(())
}

/// Refuses every DELETE on these tables, whose rows may change.
pub async fn never_deleted(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        refuse(manager, table, &["DELETE"]).await?;
    }
    Ok(())
}

/// PostgreSQL's function that the triggers call; made once, by the first migration.
pub async fn refusing_function(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let text = "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ \
                    BEGIN RAISE EXCEPTION 'rows of % are not changed: %', TG_TABLE_NAME, TG_OP; END $$";
        manager.get_connection().execute_unprepared(text).await?;
    }
    Ok(())
}

/// Takes the triggers of [`append_only`] from a table, for a migration that fills a new column of it; they are put back by
/// the same migration.
pub async fn may_change(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let texts = if manager.get_database_backend() == DbBackend::Postgres {
        vec![format!("DROP TRIGGER {table}_kept ON {table}")]
    } else {
        vec![format!("DROP TRIGGER {table}_kept_update"), format!("DROP TRIGGER {table}_kept_delete")]
    };
    for text in texts {
        manager.get_connection().execute_unprepared(&text).await?;
    }
    Ok(())
}

async fn refuse(manager: &SchemaManager<'_>, table: &str, acts: &[&str]) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        // TRUNCATE empties a table without touching a row, so it is named as well.
        let text = format!(
            "CREATE TRIGGER {table}_kept BEFORE {} OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
            acts.join(" OR ")
        );
        connection.execute_unprepared(&text).await?;
        return Ok(());
    }
    for act in acts {
        let text = format!(
            "CREATE TRIGGER {table}_kept_{} BEFORE {act} ON {table} \
             BEGIN SELECT RAISE(ABORT, 'rows of {table} are not changed: {act}'); END",
            act.to_lowercase()
        );
        connection.execute_unprepared(&text).await?;
    }
    Ok(())
}
