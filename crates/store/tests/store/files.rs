//! Received files, originals, complaints, officials.

use store::{Official, sm3};

use crate::engines::for_each_engine;
use crate::sample::*;

#[test]
fn the_same_bytes_sent_again_are_the_same_file() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        commit(&store, "again", async |act| {
            let renamed = store::ReceivedFile { name: "另一名称.xlsx".to_owned(), ..file(2, b"first file") };
            let added = act.add_files(&[renamed, file(3, b"second file")]).await?;
            assert_eq!((added.inserted, added.existing), (1, 1), "{}", engine.name);
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.file_by_digest(&sm3(b"first file")).await.expect("found"), Some(file(1, b"first file")));
        assert_eq!(view.file_by_digest(&sm3(b"no file")).await.expect("none"), None);
        assert_eq!(view.file(id(3)).await.expect("found"), Some(file(3, b"second file")));
        assert_eq!(view.files(Some(month("2022-10"))).await.expect("files").len(), 2);
        assert_eq!(view.files(Some(month("2022-09"))).await.expect("files"), []);
    });
}

#[test]
fn an_original_is_kept_until_its_retention_ends_and_then_destroyed() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let original = async || store.view(county()).await.expect("a view").original(id(1)).await.expect("opened");
        assert_eq!(original().await.as_deref(), Some(b"first file".as_slice()), "{}", engine.name);
        for (on, erased) in [("2024-09-30", 0), ("2024-10-01", 1), ("2024-10-02", 0)] {
            commit(&store, "retention", async |act| {
                assert_eq!(act.erase_originals(day(on)).await?.len(), erased, "{on}");
                Ok(())
            })
            .await;
        }
        assert_eq!(original().await, None);
        assert!(store.view(county()).await.expect("a view").file(id(1)).await.expect("read").is_some(), "the file stays known");
        assert_eq!(engine.intruder().await.number("SELECT count(*) FROM file_original WHERE sealed IS NOT NULL").await, 0);
    });
}

#[test]
fn complaints_are_listed_by_row_and_stand_once() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        commit(&store, "again", async |act| {
            let added = act.add_complaints(&[complaint(8, Some(1)), complaint(9, None), complaint(10, Some(2))]).await?;
            assert_eq!((added.inserted, added.existing), (1, 2), "{}", engine.name);
            Ok(())
        })
        .await;
        let listed = store.view(county()).await.expect("a view").complaints(id(1)).await.expect("complaints");
        assert_eq!(listed, [complaint(1, Some(1)), complaint(2, None), complaint(10, Some(2))]);
    });
}

#[test]
fn an_official_who_changes_is_a_new_row_and_the_old_one_stays_readable() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let promoted = Official { role: "county".to_owned(), supersedes: Some(id(1)), ..official(11, "zhang") };
        commit(&store, "promoted", async |act| act.add_officials(std::slice::from_ref(&promoted)).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.official_by_login("zhang").await.expect("found"), Some(promoted.clone()), "{}", engine.name);
        assert_eq!(view.officials().await.expect("officials"), [official(2, "li"), promoted]);
        assert_eq!(view.official(id(1)).await.expect("found"), Some(official(1, "zhang")));
        assert_eq!(view.official_by_login("nobody").await.expect("none"), None);
    });
}

#[test]
fn after_its_retention_neither_bytes_nor_key_of_an_original_are_on_the_disk() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let intruder = engine.intruder().await;
        let sealed = if engine.is_postgres() { Vec::new() } else { sealed_of(&intruder).await };
        commit(&store, "retention", async |act| {
            assert_eq!(act.erase_originals(day("2024-10-01")).await?, [id(1)]);
            Ok(())
        })
        .await;
        store.forget_freed().await.expect("cleared away");
        assert_eq!(intruder.number("SELECT count(*) FROM file_original WHERE sealed IS NULL AND wrapped_key IS NULL").await, 1);
        let retention = store.view(county()).await.expect("a view").retention(id(1)).await.expect("read").expect("known");
        assert_eq!((retention.until, retention.destroyed), (day("2024-10-01"), true), "{}", engine.name);
        store.close().await.expect("it closes");
        for entry in std::fs::read_dir(engine.folder.path()).expect("a folder") {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
            for part in &sealed {
                assert!(!bytes.windows(part.len()).any(|window| window == part.as_slice()), "a destroyed value is still there");
            }
        }
    });
}

/// What stands sealed of the one original, and its wrapped key.
async fn sealed_of(intruder: &crate::engines::Intruder) -> Vec<Vec<u8>> {
    let texts = intruder.texts("SELECT hex(sealed), hex(wrapped_key) FROM file_original").await;
    let bytes = |text: &String| -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal")).collect()
    };
    let parts: Vec<Vec<u8>> = texts[0].iter().map(bytes).collect();
    assert!(parts.iter().all(|part| part.len() > 16));
    parts
}

#[test]
fn bytes_that_count_again_are_another_file_and_the_last_one_is_found() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let again = store::ReceivedFile { repeat: 1, ..file(5, b"first file") };
        commit(&store, "again", async |act| {
            assert_eq!(act.add_files(std::slice::from_ref(&again)).await?.inserted, 1, "{}", engine.name);
            assert_eq!(act.add_files(&[file(6, b"first file")]).await?.existing, 1);
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.file_by_digest(&sm3(b"first file")).await.expect("found"), Some(again));
    });
}

#[test]
fn a_file_is_followed_by_later_ones_of_its_kind_and_month_about_the_same_persons_only() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let other_month = store::ReceivedFile { month: month("2022-11"), ..file(8, b"other month") };
        commit(&store, "later", async |act| {
            act.add_files(&[file(6, b"about the same"), file(7, b"about nobody"), other_month.clone()]).await?;
            act.add_facts(&[of_file(20, 6), of_file(21, 8)]).await.map(|_| ())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        let since = async |key: i64, bytes: &[u8]| view.files_about_the_same_since(&file(key, bytes)).await.expect("files");
        let ids: Vec<_> = since(1, b"first file").await.into_iter().map(|file| file.id).collect();
        assert_eq!(ids, [id(6)], "{}", engine.name);
        assert_eq!(since(6, b"about the same").await, []);
        assert_eq!(view.received_at(id(6)).await.expect("a moment"), 1_700_000_000_000);
    });
}

/// A fact about the first person from another file.
fn of_file(key: i64, file: i64) -> registry::Fact {
    let cell = vocabulary::CellRef { file: id(file), sheet: 0, row: 2, column: 4 };
    registry::Fact { source: vocabulary::Source::Cell(cell), ..fact(key, 1, 2, 5) }
}
