//! Connections. SQLite: one for writing, a pool for reading. PostgreSQL: one pool for both.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use crate::{Place, StoreFault};

/// How long an act waits for the one before it.
const WAIT: Duration = Duration::from_secs(30);
/// Pages read at the same time on SQLite; more gain nothing on a county's machine.
const SQLITE_READERS: u32 = 8;
/// Connections to a server: readers and acts of several counties together.
const POSTGRES_CONNECTIONS: u32 = 16;

/// The two ways to the database.
#[derive(Clone, Debug)]
pub struct Connections {
    /// For acts.
    pub writer: DatabaseConnection,
    /// For views.
    pub readers: DatabaseConnection,
}

/// Connects; a file that is not there is made, a server's database is not.
pub async fn connect(place: &Place) -> Result<Connections, StoreFault> {
    let unreachable = |fault: sqlx::Error| StoreFault::Unreachable { place: place.to_string(), why: fault.to_string() };
    match place {
        Place::Sqlite(path) => connect_file(path).await.map_err(unreachable),
        Place::Postgres(address) => connect_server(address).await.map_err(unreachable),
    }
}

async fn connect_file(path: &Path) -> Result<Connections, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // A committed act must survive a power cut, not only a crash of the program.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(WAIT)
        .foreign_keys(true)
        .pragma("cache_size", "-65536")
        // A load changes the same pages of the indexes file after file: they are copied into the database once for several.
        .pragma("wal_autocheckpoint", "16384")
        .pragma("temp_store", "memory")
        // What is destroyed is overwritten, not only taken out of its table.
        .pragma("secure_delete", "on")
        // The driver reads on a thread of its own; with its usual 50 rows the two spend a load waiting for each other.
        .row_buffer_size(4_096)
        .disable_statement_logging();
    let writer: SqlitePool = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    let readers: SqlitePool = SqlitePoolOptions::new()
        .max_connections(SQLITE_READERS)
        .acquire_timeout(WAIT)
        .connect_with(options.create_if_missing(false).pragma("query_only", "on"))
        .await?;
    Ok(Connections { writer: writer.into(), readers: readers.into() })
}

async fn connect_server(address: &str) -> Result<Connections, sqlx::Error> {
    let wait_ms = WAIT.as_millis().to_string();
    let options = PgConnectOptions::from_str(address)?
        .application_name("doudi")
        .options([("lock_timeout", wait_ms.as_str())])
        .disable_statement_logging();
    let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(WAIT).connect_with(options).await?;
    Ok(Connections { writer: pool.clone().into(), readers: pool.into() })
}
