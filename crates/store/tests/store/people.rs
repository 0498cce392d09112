//! What is sealed of a person.

use store::{AuditVerdict, Contact, Keyring, Store};
use vocabulary::{AccountNumber, PersonId};

use crate::engines::for_each_engine;
use crate::sample::{commit, county, enter_register, entry, id, new_person, number};

#[test]
fn a_number_telephone_and_account_are_given_back_in_full_and_shown_masked() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        let opened = view.reveal(&[id(1), id(99)]).await.expect("opened");
        let secret = &opened[&id(1)];
        assert_eq!(opened.len(), 1);
        assert_eq!(secret.number, Some(number(12)));
        assert_eq!(secret.phone.as_ref().map(|phone| phone.reveal()), Some("13800001234"));
        assert_eq!(secret.account.as_ref().map(|account| account.reveal()), Some("6228480012345678901"));
        let shown = format!("{secret:?}");
        assert!(!shown.contains(number(12).reveal()) && !shown.contains("13800001234"), "{shown}");
    });
}

#[test]
fn no_number_stands_in_the_database_in_plain() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        store.close().await.expect("it closes");
        let mut bytes = Vec::new();
        if engine.is_postgres() {
            let intruder = engine.intruder().await;
            for table in ["person", "person_secret", "audit_entry", "file_original"] {
                for row in intruder.texts(&format!("SELECT CAST({table}.* AS TEXT) FROM {table}")).await {
                    bytes.extend_from_slice(row[0].as_bytes());
                }
            }
        } else {
            for entry in std::fs::read_dir(engine.folder.path()).expect("a folder") {
                bytes.extend(std::fs::read(entry.expect("an entry").path()).expect("read"));
            }
        }
        let holds = |text: &str| {
            let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
            [text.as_bytes(), hex.as_bytes()].iter().any(|part| bytes.windows(part.len()).any(|window| window == *part))
        };
        assert!(holds("王桂兰"), "{}: names are plain, so the search works", engine.name);
        for text in [number(12).reveal(), "13800001234", "6228480012345678901", "first file"] {
            assert!(!holds(text), "{}: {text}", engine.name);
        }
    });
}

#[test]
fn a_person_is_found_by_number_and_by_its_last_four() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        let found = view.persons_by_numbers(&[number(12), number(77)]).await.expect("found");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [(number(12), id(1))]);
        let last_four = number(24).last_four().to_lowercase();
        assert_eq!(view.find_by_last_four(&last_four).await.expect("found"), vec![id(2)]);
        assert_eq!(view.find_by_last_four("0000").await.expect("found"), Vec::<PersonId>::new());
    });
}

#[test]
fn a_person_entered_again_under_another_id_is_the_same_person() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let mut act = store.act(county()).await.expect("an act");
        let twice = [new_person(31, "王桂兰", 12), new_person(32, "新来", 60), new_person(33, "新来", 60)];
        let added = act.add_persons(&twice).await.expect("added");
        assert_eq!((added.inserted, added.existing), (1, 2), "{}", engine.name);
        act.commit(&entry("again")).await.expect("it commits");
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.persons_by_numbers(&[number(12), number(60)]).await.expect("found")[&number(12)], id(1));
        assert_eq!(view.counts().await.expect("counts").persons, 3);
    });
}

#[test]
fn a_new_account_takes_the_place_of_the_old_one() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let account = AccountNumber::parse("6217000000000000009").expect("an account");
        let change = Contact { person: id(1), phone: None, account: Some(account.clone()) };
        commit(&store, "account", async |act| {
            assert_eq!(act.set_contacts(std::slice::from_ref(&change)).await?, 1);
            Ok(())
        })
        .await;
        let opened = store.view(county()).await.expect("a view").reveal(&[id(1)]).await.expect("opened");
        assert_eq!(opened[&id(1)].account, Some(account));
        assert_eq!(opened[&id(1)].phone.as_ref().map(|phone| phone.reveal()), Some("13800001234"), "{}", engine.name);
    });
}

#[test]
fn an_erased_person_cannot_be_read_or_found_and_may_be_entered_anew() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        commit(&store, "erase", async |act| {
            assert!(act.erase_person(id(1)).await?);
            assert!(!act.erase_person(id(1)).await?);
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        let opened = view.reveal(&[id(1), id(2)]).await.expect("opened");
        let erased = &opened[&id(1)];
        assert_eq!((erased.number, erased.phone.is_none(), erased.account.is_none()), (None, true, true), "{}", engine.name);
        assert_eq!(opened[&id(2)].number, Some(number(24)), "others are untouched");
        assert!(view.persons_by_numbers(&[number(12)]).await.expect("found").is_empty());
        assert!(view.find_by_last_four(number(12).last_four()).await.expect("found").is_empty());
        drop(view);
        let intruder = engine.intruder().await;
        let left = "SELECT count(*) FROM person_secret WHERE id = 1 AND (wrapped_key IS NOT NULL OR identity IS NOT NULL OR phone IS NOT NULL \
                    OR account IS NOT NULL OR exact_index IS NOT NULL OR last_four_index IS NOT NULL OR key_version IS NOT NULL)";
        assert_eq!(intruder.number(left).await, 0, "{}", engine.name);
        commit(&store, "anew", async |act| {
            assert_eq!(act.add_persons(&[new_person(41, "王桂兰", 12)]).await?.inserted, 1);
            Ok(())
        })
        .await;
    });
}

#[test]
fn a_rotation_wraps_every_key_anew_and_the_old_master_is_needed_no_more() {
    for_each_engine(async |engine| {
        let path = engine.folder.path().join("county.keys");
        let keys = Keyring::create(&path).expect("created");
        let store = Store::open(&engine.place, keys).await.expect("it opens");
        commit(&store, "register", enter_register).await;
        store.close().await.expect("it closes");

        let store = Store::open(&engine.place, Keyring::rotate(&path).expect("rotated")).await.expect("it opens");
        let before = store.state_hash(county()).await.expect("a hash");
        let rotated = store.rotate_person_keys(county(), &entry("rotate")).await.expect("rotated");
        assert_eq!(rotated, 3, "{}: two persons and an original", engine.name);
        assert_eq!(store.rotate_person_keys(county(), &entry("rotate")).await.expect("rotated"), 0);
        assert_eq!(store.state_hash(county()).await.expect("a hash"), before);
        store.close().await.expect("it closes");

        let text = std::fs::read_to_string(&path).expect("read");
        let mut file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        file["masters"].as_object_mut().expect("masters").remove("1").expect("the old master");
        std::fs::write(&path, file.to_string()).expect("written");
        let store = Store::open(&engine.place, Keyring::load(&path).expect("loaded")).await.expect("it opens");
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.reveal(&[id(1)]).await.expect("opened")[&id(1)].number, Some(number(12)), "{}", engine.name);
        assert_eq!(view.original(id(1)).await.expect("opened"), Some(b"first file".to_vec()), "{}", engine.name);
        assert!(matches!(store.verify_audit(county()).await.expect("read"), AuditVerdict::Whole { .. }));
    });
}

#[test]
fn a_sealed_value_moved_to_another_person_does_not_open() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let swap = "UPDATE person_secret SET key_version = 1, wrapped_key = (SELECT wrapped_key FROM person_secret WHERE id = 2), \
                    identity = (SELECT identity FROM person_secret WHERE id = 2) WHERE id = 1";
        engine.intruder().await.run(swap).await.expect("moved");
        let fault = store.view(county()).await.expect("a view").reveal(&[id(1)]).await.expect_err("it does not open");
        assert_eq!(fault.code(), "store.unsealed", "{}", engine.name);
    });
}
