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
