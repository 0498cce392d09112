//! Runs one test on both engines.

use std::future::Future;
use std::sync::OnceLock;

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbErr};
use store::test_postgres::TestServer;
use store::{Keyring, Place, Store};

const TEMPLATE: &str = "template_doudi";

/// The server of this test process; its guard stops it when the process ends.
fn server() -> &'static TestServer {
    static SERVER: OnceLock<TestServer> = OnceLock::new();
    SERVER.get_or_init(|| TestServer::start().unwrap_or_else(|why| panic!("{why}")))
}

/// A new, empty database on one engine, with its keys.
pub struct Engine {
    pub name: &'static str,
    pub place: Place,
    pub keys: Keyring,
    pub folder: tempfile::TempDir,
}

impl Engine {
    fn sqlite() -> Engine {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::Sqlite(folder.path().join("county.db"));
        Engine { name: "SQLite", place, keys: Keyring::random().expect("random keys"), folder }
    }

    fn postgres(address: String) -> Engine {
        let folder = tempfile::tempdir().expect("a folder");
        Engine { name: "PostgreSQL", place: Place::Postgres(address), keys: Keyring::random().expect("random keys"), folder }
    }

    /// Opens it with its own keys.
    pub async fn open(&self) -> Store {
        Store::open(&self.place, self.keys.clone()).await.expect("it opens")
    }

    /// Opens it and brings it up to the newest schema.
    pub async fn store(&self) -> Store {
        let store = self.open().await;
        store.migrate().await.expect("it migrates");
        store
    }

    /// A connection beside the store: what an intruder or a careless administrator has.
    pub async fn intruder(&self) -> Intruder {
        let address = match &self.place {
            Place::Sqlite(path) => format!("sqlite:{}", path.display()),
            Place::Postgres(address) => address.clone(),
        };
        Intruder(Database::connect(address).await.expect("it connects"))
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.place, Place::Postgres(_))
    }
}

/// Runs SQL past the store.
pub struct Intruder(pub DatabaseConnection);

impl Intruder {
    pub async fn run(&self, text: &str) -> Result<(), DbErr> {
        self.0.execute_unprepared(text).await.map(|_| ())
    }

    /// All rows of a query whose columns are texts.
    pub async fn texts(&self, text: &str) -> Vec<Vec<String>> {
        let statement = sea_orm::Statement::from_string(self.0.get_database_backend(), text);
        let rows = self.0.query_all_raw(statement).await.expect("the query runs");
        rows.iter()
            .map(|row| (0..row.column_names().len()).map(|at| row.try_get_by_index(at).expect("a text")).collect())
            .collect()
    }

    /// The one number a query gives.
    pub async fn number(&self, text: &str) -> i64 {
        let statement = sea_orm::Statement::from_string(self.0.get_database_backend(), text);
        self.0.query_one_raw(statement).await.expect("the query runs").expect("a row").try_get_by_index(0).expect("a number")
    }

    /// Lets a table be changed, as one can who may change the schema.
    pub async fn disarm(&self, engine: &Engine, table: &str) {
        if engine.is_postgres() {
            self.run(&format!("ALTER TABLE {table} DISABLE TRIGGER ALL")).await.expect("disarmed");
        } else {
            for act in ["update", "delete"] {
                self.run(&format!("DROP TRIGGER {table}_kept_{act}")).await.expect("disarmed");
            }
        }
    }
}

fn block_on(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime").block_on(test);
}

/// Runs a test on both engines, each time with a new database of the newest schema.
pub fn for_each_engine<F: Future<Output = ()>>(test: impl Fn(Engine) -> F) {
    block_on(async {
        let engine = Engine::sqlite();
        engine.store().await.close().await.expect("it closes");
        test(engine).await;
    });
    static MADE: OnceLock<()> = OnceLock::new();
    MADE.get_or_init(|| {
        block_on(async {
            let admin = Engine::postgres(server().address("postgres")).intruder().await;
            admin.run(&format!("CREATE DATABASE {TEMPLATE}")).await.expect("a template");
            let engine = Engine::postgres(server().address(TEMPLATE));
            engine.store().await.close().await.expect("it closes");
        });
    });
    let address = server().database_from(TEMPLATE).unwrap_or_else(|why| panic!("{why}"));
    block_on(test(Engine::postgres(address)));
}

/// Runs a test on both engines, each time with an empty database without a schema.
pub fn for_each_empty_engine<F: Future<Output = ()>>(test: impl Fn(Engine) -> F) {
    block_on(test(Engine::sqlite()));
    let address = server().empty_database().unwrap_or_else(|why| panic!("{why}"));
    block_on(test(Engine::postgres(address)));
}
