//! One hash of what the records say.

use vocabulary::{FactId, IdFault, Sequence, Source};

use crate::engines::for_each_engine;
use crate::sample::*;

/// Enters the register under ids of a source that begins at a moment, in one act or in several.
async fn enter(store: &store::Store, moment_ms: i64, in_pieces: InPieces, wage: i64) {
    let ids = ids();
    let next = || ids.next(moment_ms);
    let mut people = [new_person(next(), "王桂兰", 12), new_person(next(), "李秀英", 24)];
    if let InPieces::Yes = in_pieces {
        people.reverse();
    }
    let mut received = file(1, b"first file");
    received.id = id(next());
    let mut unit = household(1);
    unit.id = id(next());
    let mut facts = Vec::new();
    let mut members = Vec::new();
    for new in &people {
        let key = new.person.id.number();
        members.push(membership(next(), unit.id.number(), key));
        let row = if new.number == Some(number(12)) { 2 } else { 3 };
        let mut fact = fact(next(), key, row, wage);
        if let Source::Cell(cell) = &mut fact.source {
            cell.file = received.id;
        }
        facts.push(fact);
    }
    if let InPieces::Yes = in_pieces {
        commit(store, "files", async |act| act.add_files(std::slice::from_ref(&received)).await.map(|_| ())).await;
        for new in &people {
            commit(store, "person", async |act| act.add_persons(std::slice::from_ref(new)).await.map(|_| ())).await;
        }
        let mut lost = store.act(county()).await.expect("an act");
        lost.add_facts(&facts).await.expect("added");
        drop(lost);
    }
    commit(store, "all", async |act| {
        act.add_files(&[received]).await?;
        act.add_persons(&people).await?;
        act.add_households(&[unit]).await?;
        act.add_memberships(&members).await?;
        act.add_facts(&facts).await.map(|_| ())
    })
    .await;
}

#[derive(Clone, Copy)]
enum InPieces {
    Yes,
    No,
}

#[test]
fn the_hash_does_not_depend_on_ids_acts_order_or_engine() {
    let hashes = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let keys = store::Keyring::random().expect("random keys");
    for (moment_ms, in_pieces) in [(1_600_000_000_000, InPieces::No), (1_700_000_000_000, InPieces::Yes)] {
        for_each_engine(async |mut engine| {
            engine.keys = keys.clone();
            let store = engine.store().await;
            enter(&store, moment_ms, in_pieces, 100).await;
            let hash = store.state_hash(county()).await.expect("a hash");
            hashes.borrow_mut().insert(hash);
        });
    }
    assert_eq!(hashes.borrow().len(), 1, "{hashes:?}");
}

#[test]
fn one_changed_cell_changes_the_hash() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter(&store, 1_600_000_000_000, InPieces::No, 100).await;
        let before = store.state_hash(county()).await.expect("a hash");
        let register = store.view(county()).await.expect("a view").register(None).await.expect("a register");
        let old = register.facts_of(register.persons()[0].id)[0].clone();
        let key: Result<FactId, IdFault> = FactId::new(old.id.number() + 1_000_000);
        let mut changed = registry::Fact { id: key.expect("an id"), supersedes: Some(old.id), ..old };
        changed.value.0 += 1;
        changed.source = Source::Act(Sequence(2));
        commit(&store, "change", async |act| act.add_facts(&[changed]).await.map(|_| ())).await;
        assert_ne!(store.state_hash(county()).await.expect("a hash"), before, "{}", engine.name);
    });
}

#[test]
fn decisions_and_money_are_part_of_the_hash() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let mut seen = vec![store.state_hash(county()).await.expect("a hash")];
        commit(&store, "register", enter_register).await;
        seen.push(store.state_hash(county()).await.expect("a hash"));
        commit(&store, "casework", enter_casework).await;
        seen.push(store.state_hash(county()).await.expect("a hash"));
        commit(&store, "payout", enter_payout).await;
        seen.push(store.state_hash(county()).await.expect("a hash"));
        commit(&store, "nothing", async |_| Ok(())).await;
        assert_eq!(store.state_hash(county()).await.expect("a hash"), seen[3], "{}", engine.name);
        seen.dedup();
        assert_eq!(seen.len(), 4, "{}", engine.name);
    });
}
