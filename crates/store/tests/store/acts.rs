//! Acts: one transaction, one number, all or nothing.

use vocabulary::Sequence;

use crate::engines::for_each_engine;
use crate::sample::{commit, county, enter_everything, enter_register, entry, fact, new_person};

#[test]
fn acts_are_numbered_from_one_without_a_hole() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        assert_eq!(store.view(county()).await.expect("a view").latest_sequence().await.expect("a number"), Sequence(0));
        assert_eq!(commit(&store, "first", async |_| Ok(())).await, Sequence(1));
        drop(store.act(county()).await.expect("an act that is given up"));
        assert_eq!(commit(&store, "second", async |_| Ok(())).await, Sequence(2));
        assert_eq!(store.counties().await.expect("counties"), vec![county()]);
    });
}

#[test]
fn an_act_that_is_not_committed_leaves_nothing() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let mut act = store.act(county()).await.expect("an act");
        enter_register(&mut act).await.expect("it is filled");
        assert_eq!(act.counts().await.expect("counts").persons, 2, "{}: the act sees its own rows", engine.name);
        drop(act);
        let counts = store.view(county()).await.expect("a view").counts().await.expect("counts");
        assert_eq!(counts, store::Counts::default(), "{}", engine.name);
    });
}

#[test]
fn a_program_killed_in_an_act_finds_the_state_before_it() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let before = store.state_hash(county()).await.expect("a hash");
        let mut act = store.act(county()).await.expect("an act");
        act.add_persons(&[new_person(50, "赵六", 50)]).await.expect("added");
        // The connection is cut off without a word, as when the power goes.
        std::mem::forget(act);
        let _ = tokio::time::timeout(std::time::Duration::from_millis(50), store.close()).await;
        let again = if engine.is_postgres() { engine.open().await } else { reopened_copy(&engine).await };
        assert_eq!(again.state_hash(county()).await.expect("a hash"), before, "{}", engine.name);
    });
}

/// The files as a power cut leaves them, opened elsewhere.
async fn reopened_copy(engine: &crate::engines::Engine) -> store::Store {
    let folder = engine.folder.path();
    std::fs::create_dir(folder.join("after")).expect("a folder");
    for name in ["county.db", "county.db-wal"] {
        std::fs::copy(folder.join(name), folder.join("after").join(name)).expect("copied");
    }
    let place = store::Place::Sqlite(folder.join("after/county.db"));
    store::Store::open(&place, engine.keys.clone()).await.expect("it opens")
}

#[test]
fn a_view_shows_one_state_while_others_write() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.counts().await.expect("counts").facts, 2);
        commit(&store, "more", async |act| act.add_facts(&[fact(3, 1, 7, 5)]).await.map(|_| ())).await;
        assert_eq!(view.counts().await.expect("counts").facts, 2, "{}: the old view", engine.name);
        assert_eq!(store.view(county()).await.expect("a view").counts().await.expect("counts").facts, 3);
    });
}

#[test]
fn everything_entered_twice_stands_once() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let counts = store.view(county()).await.expect("a view").counts().await.expect("counts");
        let hash = store.state_hash(county()).await.expect("a hash");
        enter_everything(&store).await;
        let again = store.view(county()).await.expect("a view").counts().await.expect("counts");
        assert_eq!(again, store::Counts { acts: 6, ..counts }, "{}", engine.name);
        assert_eq!(store.state_hash(county()).await.expect("a hash"), hash, "{}", engine.name);
    });
}

#[test]
fn two_acts_on_one_county_wait_for_each_other() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let first = store.act(county()).await.expect("an act");
        let other = store.clone();
        let second = tokio::spawn(async move {
            let act = other.act(county()).await.expect("it waits for the first");
            act.commit(&entry("second")).await.expect("it commits")
        });
        tokio::task::yield_now().await;
        assert_eq!(first.commit(&entry("first")).await.expect("it commits"), Sequence(1));
        assert_eq!(second.await.expect("it ends"), Sequence(2), "{}", engine.name);
    });
}
