//! Each column declares its privacy class.

use std::collections::BTreeSet;

use crate::engines::for_each_engine;

const CLASSES: [&str; 7] = ["public", "official", "personal", "masked", "sealed", "index", "key"];

fn declared() -> BTreeSet<(String, String)> {
    let tables: toml::Table = store::PRIVACY.parse().expect("privacy.toml is TOML");
    let mut declared = BTreeSet::new();
    for (table, columns) in &tables {
        for (column, class) in columns.as_table().expect("a table of columns") {
            let class = class.as_str().expect("a class");
            if column != "retention" {
                assert!(CLASSES.contains(&class), "{table}.{column}: `{class}` is no class");
                declared.insert((table.clone(), column.clone()));
            }
        }
    }
    declared
}

#[test]
fn each_column_of_the_live_schema_declares_its_class_and_no_line_is_stale() {
    for_each_engine(async |engine| {
        let text = if engine.is_postgres() {
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'"
        } else {
            "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
        };
        let rows = engine.intruder().await.texts(text).await;
        let live: BTreeSet<(String, String)> = rows.into_iter().map(|mut row| (row.remove(0), row.remove(0))).collect();
        let declared = declared();
        let undeclared: Vec<_> = live.difference(&declared).collect();
        let stale: Vec<_> = declared.difference(&live).collect();
        assert!(undeclared.is_empty(), "{}: without a class: {undeclared:?}", engine.name);
        assert!(stale.is_empty(), "{}: no such column: {stale:?}", engine.name);
    });
}

#[test]
fn each_table_is_kept_by_county_first() {
    for_each_engine(async |engine| {
        let text = if engine.is_postgres() {
            "SELECT i.indrelid::regclass::text, a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid \
             AND a.attnum = i.indkey[0] WHERE i.indisprimary AND i.indrelid::regclass::text IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')"
        } else {
            "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk = 1"
        };
        let rows = engine.intruder().await.texts(text).await;
        assert_eq!(rows.len(), 31, "{}", engine.name);
        for row in rows {
            assert!(row[1] == "county" || row[0] == "seaql_migrations", "{}: {row:?}", engine.name);
        }
    });
}
