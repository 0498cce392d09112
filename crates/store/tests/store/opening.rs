//! Opening: schema, keys, the writer's lock, a server that is not there.

use store::{Keyring, Place, Store, StoreFault};
use vocabulary::RegionCode;

use crate::engines::{for_each_empty_engine, for_each_engine};
use crate::sample::{commit, county, enter_register};

#[test]
fn an_empty_database_must_be_brought_up_to_the_schema_first() {
    for_each_empty_engine(async |engine| {
        let store = engine.open().await;
        assert_eq!(store.schema_version().await.expect("read"), "");
        let fault = store.act(county()).await.expect_err("no schema");
        assert!(matches!(&fault, StoreFault::OlderSchema { found, .. } if found.is_empty()), "{}: {fault}", engine.name);
        assert!(store.view(county()).await.is_err());
        assert_eq!(store.migrate().await.expect("it migrates").len(), 7);
        assert_eq!(store.migrate().await.expect("nothing to do"), Vec::<String>::new());
        assert_eq!(store.schema_version().await.expect("read"), "m0007_link_questions");
        commit(&store, "first", async |_| Ok(())).await;
    });
}

#[test]
fn a_database_of_a_newer_program_is_refused() {
    for_each_engine(async |engine| {
        engine.intruder().await.run("INSERT INTO seaql_migrations VALUES ('m9999_future', 0)").await.expect("written");
        let fault = Store::open(&engine.place, engine.keys.clone()).await.expect_err("newer");
        assert_eq!(fault.code(), "store.newer_schema", "{}: {fault}", engine.name);
        assert!(fault.to_string().contains("m9999_future"));
        assert!(fault.chinese().contains("请安装新版程序"), "{}", fault.chinese());
    });
}

#[test]
fn keys_of_another_database_are_refused_at_the_door() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        store.close().await.expect("it closes");
        let fault = Store::open(&engine.place, Keyring::random().expect("random keys")).await.expect_err("other keys");
        assert_eq!(fault.code(), "store.wrong_key", "{}: {fault}", engine.name);
        assert!(fault.chinese().contains("密钥与本数据库不符"), "{}", fault.chinese());
    });
}

#[test]
fn a_second_program_may_read_a_file_but_not_write_it() {
    for_each_engine(async |engine| {
        if engine.is_postgres() {
            return;
        }
        let server = engine.store().await;
        commit(&server, "register", enter_register).await;
        let command = engine.open().await;
        assert_eq!(command.view(county()).await.expect("a view").counts().await.expect("counts").persons, 2);
        let fault = command.act(county()).await.expect_err("the server writes");
        assert_eq!(fault.code(), "store.locked");
        assert!(fault.to_string().contains(&std::process::id().to_string()), "{fault}");
        server.close().await.expect("it closes");
        commit(&command, "now free", async |_| Ok(())).await;
    });
}

#[test]
fn records_belong_to_a_county_and_to_nothing_else() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        for place in ["CN", "99", "9901", "990101100", "990101100001"] {
            let fault = store.act(RegionCode::parse(place).expect("a region")).await.expect_err("no county");
            assert_eq!(fault.code(), "store.not_a_county", "{place}");
        }
    });
}

#[test]
fn counties_do_not_see_each_other() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let other = RegionCode::parse("990102").expect("a county");
        let view = store.view(other).await.expect("a view");
        assert_eq!(view.counts().await.expect("counts"), store::Counts::default(), "{}", engine.name);
        let mut act = store.act(other).await.expect("an act");
        assert_eq!(act.sequence().0, 1);
        enter_register(&mut act).await.expect("the same ids in another county");
        act.commit(&crate::sample::entry("other")).await.expect("it commits");
        assert_eq!(store.counties().await.expect("counties").len(), 2);
    });
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_without_its_password() {
    let place = Place::parse("postgres://doudi:secret@127.0.0.1:1/county").expect("a server");
    let fault = Store::open(&place, Keyring::random().expect("random keys")).await.expect_err("nobody there");
    assert_eq!(fault.code(), "store.unreachable");
    assert!(fault.to_string().contains("127.0.0.1:1") && !fault.to_string().contains("secret"), "{fault}");
    assert!(fault.chinese().contains("无法连接数据库") && !fault.chinese().contains("secret"), "{}", fault.chinese());
}

#[tokio::test]
async fn a_file_in_no_folder_cannot_be_reached() {
    let place = Place::Sqlite("/nowhere/at/all/county.db".into());
    let fault = Store::open(&place, Keyring::random().expect("random keys")).await.expect_err("no folder");
    assert_eq!(fault.code(), "store.unreachable");
}

#[test]
fn every_fault_an_administrator_can_act_on_says_what_where_why_and_what_next() {
    let path = std::path::PathBuf::from("county.db");
    let source = || std::io::Error::other("no access");
    let text = || "x".to_owned();
    let faults = [
        StoreFault::BadPlace { text: text() },
        StoreFault::LockedByAnother { path: path.clone(), holder: "pid 1".to_owned() },
        StoreFault::Busy,
        StoreFault::NewerSchema { found: text(), known: text() },
        StoreFault::OlderSchema { found: text(), known: text() },
        StoreFault::KeyFile { path: path.clone(), why: text() },
        StoreFault::WrongKey { county: 990_101 },
        StoreFault::DiskFull,
        StoreFault::Unreachable { place: text(), why: text() },
        StoreFault::Conflict { table: "award", key: text(), why: text() },
        StoreFault::LeaseLost { key: text() },
        StoreFault::File { path, source: source() },
    ];
    let mut codes = std::collections::BTreeSet::new();
    for fault in faults {
        let (chinese, english) = (fault.chinese(), fault.to_string());
        for part in ["位置：", "原因：", "处理："] {
            assert!(chinese.contains(part), "{chinese}");
        }
        for part in ["Place:", "Why:", "Next:"] {
            assert!(english.contains(part), "{english}");
        }
        assert!(codes.insert(fault.code()), "{} twice", fault.code());
    }
}

#[test]
fn a_full_disk_is_told_as_such() {
    for_each_engine(async |engine| {
        if engine.is_postgres() {
            return;
        }
        let intruder = engine.intruder().await;
        // The engine then behaves as on a disk with no room for another page.
        intruder.run("PRAGMA max_page_count = 1").await.expect("limited");
        let big = "INSERT INTO received_file VALUES (990101, 1, x'00', printf('%.*c', 100000, 'x'), 3, 1, 1, 1, 0, 0, 1, 0)";
        let fault = StoreFault::from(intruder.run(big).await.expect_err("no room"));
        assert_eq!(fault.code(), "store.disk_full", "{fault}");
        assert!(fault.chinese().contains("磁盘已满"), "{}", fault.chinese());
    });
}
