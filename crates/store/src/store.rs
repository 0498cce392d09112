//! The store: opening, bringing up to the newest schema, acts and views.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IsolationLevel, QueryFilter,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use vocabulary::RegionCode;

use crate::cipher::Index;
use crate::column::county_number;
use crate::connection::{Connections, connect};
use crate::entity::county_head;
use crate::migration::{Migrations, applied, newest};
use crate::writer_lock::WriterLock;
use crate::{Act, Cipher, Keyring, Place, SoftwareCipher, StoreFault, View};

/// A database with its keys. Cloning gives another handle to the same one.
#[derive(Clone, Debug)]
pub struct Store {
    place: Place,
    connections: Connections,
    cipher: Arc<dyn Cipher>,
    lock: Arc<Mutex<Option<WriterLock>>>,
    /// The schema was seen to be this program's; it does not go back while the store is open.
    schema_seen: Arc<AtomicBool>,
}

impl Store {
    /// Opens a database with the keys of a file. A database file that is not there is made, empty; see [`Store::migrate`].
    /// Refuses a schema newer than this program and keys of another database.
    pub async fn open(place: &Place, keys: Keyring) -> Result<Store, StoreFault> {
        Store::open_with(place, Arc::new(SoftwareCipher::new(keys))).await
    }

    /// Opens a database whose keys are kept by a cipher machine.
    pub async fn open_with(place: &Place, cipher: Arc<dyn Cipher>) -> Result<Store, StoreFault> {
        let connections = connect(place).await?;
        let store = Store {
            place: place.clone(),
            connections,
            cipher,
            lock: Arc::default(),
            schema_seen: Arc::new(AtomicBool::new(false)),
        };
        let found = store.schema_version().await?;
        if found.as_str() > newest().as_str() {
            return Err(StoreFault::NewerSchema { found, known: newest() });
        }
        if !found.is_empty() {
            for head in county_head::Entity::find().all(&store.connections.readers).await.map_err(StoreFault::from)? {
                check_key(&*store.cipher, &head)?;
            }
        }
        Ok(store)
    }

    /// Where the database is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Brings the schema up to this program's; gives the names of the migrations that ran.
    pub async fn migrate(&self) -> Result<Vec<String>, StoreFault> {
        self.migrate_by(None).await
    }

    /// Brings the schema forward by so many migrations at most; all for `None`.
    pub async fn migrate_by(&self, steps: Option<u32>) -> Result<Vec<String>, StoreFault> {
        self.take_writer_lock()?;
        let before = applied(&self.connections.writer).await?;
        Migrations::up(&self.connections.writer, steps).await?;
        let after = applied(&self.connections.writer).await?;
        Ok(after.into_iter().filter(|name| !before.contains(name)).collect())
    }

    /// Name of this program's newest migration.
    pub fn newest_schema() -> String {
        newest()
    }

    /// Name of the last migration that ran; empty for an empty database.
    pub async fn schema_version(&self) -> Result<String, StoreFault> {
        Ok(applied(&self.connections.readers).await?.pop().unwrap_or_default())
    }

    /// Begins an act on a county: one transaction, alone in writing to that county. Dropping it takes everything back.
    /// A task must not begin an act, or write a job mark, while it holds another act: on SQLite there is one writer.
    pub async fn act(&self, county: RegionCode) -> Result<Act, StoreFault> {
        let number = county_number(county)?;
        self.require_schema().await?;
        let transaction = self.begin_writing().await?;
        let head = self.lock_head(&transaction, number).await?;
        check_key(&*self.cipher, &head)?;
        Ok(Act::new(View::new(transaction, county, number, Arc::clone(&self.cipher)), head))
    }

    /// Begins to read a county: everything read through the view is of one state.
    pub async fn view(&self, county: RegionCode) -> Result<View, StoreFault> {
        let number = county_number(county)?;
        self.require_schema().await?;
        let options = if self.connections.readers.get_database_backend() == DbBackend::Postgres {
            TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                sqlite_transaction_mode: None,
            }
        } else {
            let sqlite_transaction_mode = Some(SqliteTransactionMode::Deferred);
            TransactionOptions { isolation_level: None, access_mode: None, sqlite_transaction_mode }
        };
        let transaction = self.connections.readers.begin_with_options(options).await?;
        // The first statement fixes the state that all later ones see.
        let head = county_head::Entity::find_by_id((number, 1)).one(&transaction).await?;
        if let Some(head) = &head {
            check_key(&*self.cipher, head)?;
        }
        Ok(View::new(transaction, county, number, Arc::clone(&self.cipher)))
    }

    /// Counties that have had an act.
    pub async fn counties(&self) -> Result<Vec<RegionCode>, StoreFault> {
        self.require_schema().await?;
        let heads = county_head::Entity::find().all(&self.connections.readers).await?;
        heads.iter().map(|head| crate::column::region(head.county * 1_000_000)).collect()
    }

    /// Makes the database forget on its disk what was destroyed: rows as they were before stand in the write-ahead log, or
    /// as dead rows in the table, until they are cleared away.
    pub async fn forget_freed(&self) -> Result<(), StoreFault> {
        let writer = &self.connections.writer;
        let clear = if writer.get_database_backend() == DbBackend::Postgres {
            "VACUUM file_original, person_secret"
        } else {
            "PRAGMA wal_checkpoint(TRUNCATE)"
        };
        writer.execute_unprepared(clear).await?;
        Ok(())
    }

    /// Closes all connections and frees the writer's lock.
    pub async fn close(self) -> Result<(), StoreFault> {
        self.connections.readers.close_by_ref().await?;
        self.connections.writer.close_by_ref().await?;
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    pub(crate) fn cipher(&self) -> &dyn Cipher {
        &*self.cipher
    }

    /// A transaction that may write; on SQLite it has the write lock from its first moment.
    pub(crate) async fn begin_writing(&self) -> Result<DatabaseTransaction, StoreFault> {
        self.take_writer_lock()?;
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: (self.connections.writer.get_database_backend() == DbBackend::Sqlite)
                .then_some(SqliteTransactionMode::Immediate),
        };
        Ok(self.connections.writer.begin_with_options(options).await?)
    }

    pub(crate) async fn require_schema(&self) -> Result<(), StoreFault> {
        if self.schema_seen.load(Ordering::Relaxed) {
            return Ok(());
        }
        let found = self.schema_version().await?;
        let known = newest();
        match found.as_str().cmp(known.as_str()) {
            std::cmp::Ordering::Less => Err(StoreFault::OlderSchema { found, known }),
            std::cmp::Ordering::Equal => {
                self.schema_seen.store(true, Ordering::Relaxed);
                Ok(())
            }
            std::cmp::Ordering::Greater => Err(StoreFault::NewerSchema { found, known }),
        }
    }

    fn take_writer_lock(&self) -> Result<(), StoreFault> {
        let Place::Sqlite(path) = &self.place else { return Ok(()) };
        let mut lock = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if lock.is_none() {
            *lock = Some(WriterLock::take(path)?);
        }
        Ok(())
    }

    /// The county's head, locked until the transaction ends; made at the county's first act.
    async fn lock_head(&self, transaction: &DatabaseTransaction, county: i64) -> Result<county_head::Model, StoreFault> {
        use sea_orm::QuerySelect;
        let first = county_head::Model {
            county,
            id: 1,
            sequence: 0,
            audit_hash: crate::audit::first_hash(county).to_vec(),
            key_check: key_check(&*self.cipher, county)?,
        };
        crate::bulk::insert::<county_head::Entity>(transaction, &[first]).await?;
        county_head::Entity::find()
            .filter(county_head::Column::County.eq(county))
            .lock_exclusive()
            .one(transaction)
            .await?
            .ok_or_else(|| crate::column::unreadable("county head", county))
    }
}

/// What the keys give for a county; stored with its first act.
fn key_check(cipher: &dyn Cipher, county: i64) -> Result<Vec<u8>, StoreFault> {
    Ok(cipher.mac(Index::Exact, format!("key check of {county}").as_bytes())?.to_vec())
}

fn check_key(cipher: &dyn Cipher, head: &county_head::Model) -> Result<(), StoreFault> {
    if key_check(cipher, head.county)? == head.key_check { Ok(()) } else { Err(StoreFault::WrongKey { county: head.county }) }
}
