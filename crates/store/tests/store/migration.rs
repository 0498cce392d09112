//! From every older schema to the newest, with rows in it; and what no connection may do.

use registry::matching::MatchInput;

use crate::engines::{Engine, Intruder, for_each_empty_engine, for_each_engine};
use crate::sample::{commit, county, day, enter_everything};

const TABLES: [&str; 30] = [
    "audit_checkpoint",
    "audit_entry",
    "award",
    "award_member",
    "batch",
    "case_step",
    "clue",
    "complaint",
    "county_head",
    "decision",
    "determination",
    "fact",
    "file_original",
    "gap",
    "gap_case",
    "household",
    "job",
    "link_candidate",
    "link_decision",
    "link_question",
    "membership",
    "official",
    "payout_line",
    "person",
    "person_secret",
    "posting",
    "query_batch",
    "query_batch_member",
    "received_file",
    "round_month",
];
const MUTABLE: [&str; 4] = ["county_head", "file_original", "job", "person_secret"];

/// Rows that a program of each schema could have written, by the migration that made their table.
const OLD_ROWS: [&[&str]; 5] = [
    &[
        "INSERT INTO received_file VALUES (990101, 1, X, 'old.xlsx', 3, 24273, 1, 1, 0, 0, 1)",
        "INSERT INTO complaint VALUES (990101, 1, 1, 0, 9, NULL, 'old', 'old complaint', 1)",
        "INSERT INTO official VALUES (990101, 1, 'old', 'Old', 'county', 990101000000, NULL, 1)",
    ],
    &[
        "INSERT INTO person VALUES (990101, 1, 1, 'Old Person', 2, 19600501, 990101100001, 1, NULL, 2)",
        "INSERT INTO fact VALUES (990101, 1, 1, 1, 500, 20220101, NULL, 3, 1, 0, 2, 4, NULL, NULL, 2)",
    ],
    &[
        "INSERT INTO determination VALUES (990101, 1, 1, 1, 20221015, 2, '{\"answer\":\"not_eligible\",\"rule\":\"DB-101\"}', '{\"steps\":[]}', 3)",
        "INSERT INTO gap VALUES (990101, 1, 24273, 2, 1, 1, NULL, NULL, 'DB-101', 'old gap', 20221015, 20221130, 3)",
    ],
    &[],
    &[],
];

/// Bytes as each engine writes them.
fn with_bytes(text: &str, engine: &Engine) -> String {
    let bytes = "ab".repeat(32);
    text.replace(" X,", &if engine.is_postgres() { format!(" '\\x{bytes}'::bytea,") } else { format!(" x'{bytes}',") })
}

/// Everything about a schema that can differ: columns, indexes, triggers.
pub async fn schema(engine: &Engine, intruder: &Intruder) -> Vec<Vec<String>> {
    if engine.is_postgres() {
        let columns = "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text FROM information_schema.columns \
                       WHERE table_schema = 'public' ORDER BY 1, 2";
        let indexes = "SELECT indexname::text, indexdef::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";
        let triggers = "SELECT c.relname::text, pg_get_triggerdef(t.oid)::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
                        WHERE NOT t.tgisinternal ORDER BY 1, 2";
        let checks = "SELECT conrelid::regclass::text, pg_get_constraintdef(oid)::text FROM pg_constraint ORDER BY 1, 2";
        let mut all = intruder.texts(columns).await;
        all.extend(intruder.texts(indexes).await);
        all.extend(intruder.texts(triggers).await);
        all.extend(intruder.texts(checks).await);
        all
    } else {
        intruder.texts("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2").await
    }
}

#[test]
fn every_older_schema_with_rows_in_it_comes_up_to_the_newest_one() {
    for steps in 1..=4u32 {
        for_each_empty_engine(async |engine| {
            let store = engine.open().await;
            assert_eq!(store.migrate_by(Some(steps)).await.expect("an older schema").len(), steps as usize);
            let intruder = engine.intruder().await;
            let rows: Vec<&&str> = OLD_ROWS[..steps as usize].iter().copied().flatten().collect();
            for row in &rows {
                intruder.run(&with_bytes(row, &engine)).await.expect("an old row");
            }
            assert!(store.act(county()).await.is_err(), "{}: an older schema is not written", engine.name);
            assert_eq!(store.migrate().await.expect("the newest").len(), 7 - steps as usize);

            let view = store.view(county()).await.expect("a view");
            assert_eq!(view.files(None).await.expect("files")[0].name, "old.xlsx", "{} from {steps}", engine.name);
            assert_eq!(view.officials().await.expect("officials").len(), 1);
            if steps >= 2 {
                assert_eq!(view.register(None).await.expect("a register").persons()[0].name, "Old Person");
                let asked =
                    MatchInput { name: Some("old person".to_owned()), birth: Some(day("1960-05-01")), ..MatchInput::default() };
                assert_eq!(view.candidates_for(&[asked]).await.expect("candidates").len(), 1, "old names are compared too");
            }
            if steps >= 3 {
                assert_eq!(view.gaps(crate::sample::month("2022-10")).await.expect("gaps")[0].line.reason, "old gap");
            }
            drop(view);
            let fresh = Engine { place: fresh_place(&engine).await, keys: engine.keys.clone(), ..other(&engine) };
            fresh.store().await;
            let fresh_schema = schema(&fresh, &fresh.intruder().await).await;
            assert_eq!(schema(&engine, &intruder).await, fresh_schema, "{} from {steps}", engine.name);
            for row in &rows {
                let table = row.split(' ').nth(2).expect("a table");
                assert!(intruder.run(&format!("DELETE FROM {table}")).await.is_err(), "{}: {table}", engine.name);
            }
        });
    }
}

async fn fresh_place(engine: &Engine) -> store::Place {
    match &engine.place {
        store::Place::Sqlite(path) => store::Place::Sqlite(path.with_file_name("fresh.db")),
        store::Place::Postgres(address) => {
            let name = format!("{}_fresh", address.rsplit('/').next().expect("a name"));
            let admin = crate::engines::Intruder(
                sea_orm::Database::connect(address.replace(address.rsplit('/').next().expect("a name"), "postgres"))
                    .await
                    .expect("it connects"),
            );
            admin.run(&format!("CREATE DATABASE {name}")).await.expect("made");
            store::Place::Postgres(format!("{address}_fresh"))
        }
    }
}

fn other(engine: &Engine) -> Engine {
    Engine {
        name: engine.name,
        place: engine.place.clone(),
        keys: engine.keys.clone(),
        folder: tempfile::tempdir().expect("a folder"),
    }
}

#[test]
fn rows_are_neither_changed_nor_deleted_by_any_connection() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let clue = store::Clue {
            id: crate::sample::id(1),
            kind: "death".to_owned(),
            person: None,
            cell: None,
            message: "疑似死亡".to_owned(),
            outcome: None,
            supersedes: None,
        };
        commit(&store, "clue", async |act| act.add_clues(std::slice::from_ref(&clue)).await.map(|_| ())).await;
        for number in 5..=100 {
            commit(&store, &format!("{number}"), async |_| Ok(())).await;
        }
        let intruder = engine.intruder().await;
        for table in TABLES.iter().filter(|table| **table != "job") {
            assert!(intruder.number(&format!("SELECT count(*) FROM {table}")).await > 0, "{}: {table} has a row", engine.name);
            let changed = intruder.run(&format!("UPDATE {table} SET county = county")).await;
            assert_eq!(changed.is_ok(), MUTABLE.contains(table), "{}: UPDATE {table}: {changed:?}", engine.name);
            let deleted = intruder.run(&format!("DELETE FROM {table}")).await.expect_err(table);
            assert!(deleted.to_string().contains("are not changed"), "{}: {table}: {deleted}", engine.name);
            if engine.is_postgres() {
                assert!(intruder.run(&format!("TRUNCATE {table} CASCADE")).await.is_err(), "TRUNCATE {table}");
            }
        }
    });
}

#[test]
fn a_row_that_breaks_the_rules_of_money_or_of_two_officials_is_refused_by_the_database() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let mut act = store.act(county()).await.expect("an act");
        let mut line = crate::sample::line(2, 1, 0);
        line.order.instalment = 2;
        assert!(act.add_lines(&[line]).await.is_err(), "{}: nothing to pay", engine.name);
        drop(act);
        let mut act = store.act(county()).await.expect("an act");
        let mut decision = crate::sample::decision(2, 1);
        decision.confirmed_by = decision.proposed_by;
        assert!(act.add_decisions(&[decision]).await.is_err(), "{}: one official alone", engine.name);
        drop(act);
        let mut act = store.act(county()).await.expect("an act");
        assert!(act.add_awards(&[crate::sample::award(7, 99)]).await.is_err(), "{}: an award without a decision", engine.name);
    });
}
