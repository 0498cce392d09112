//! The audit chain.

use store::{AuditVerdict, verify_export};
use vocabulary::Sequence;

use crate::engines::for_each_engine;
use crate::sample::{commit, county, entry};

async fn chain(store: &store::Store, acts: i64) {
    for number in 1..=acts {
        commit(store, &format!("act {number}"), async |_| Ok(())).await;
    }
}

fn broken_at(verdict: &AuditVerdict) -> Option<i64> {
    match verdict {
        AuditVerdict::Broken { sequence, .. } => Some(sequence.0),
        AuditVerdict::Whole { .. } => None,
    }
}

#[test]
fn an_untouched_chain_is_whole_here_and_in_its_export() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        assert!(matches!(store.verify_audit(county()).await.expect("read"), AuditVerdict::Whole { entries: 0, .. }));
        chain(&store, 205).await;
        let verdict = store.verify_audit(county()).await.expect("read");
        assert!(matches!(&verdict, AuditVerdict::Whole { entries: 205, .. }), "{}: {verdict:?}", engine.name);
        let export = store.export_audit(county()).await.expect("exported");
        assert_eq!(verify_export(&export), verdict, "{}", engine.name);
        assert_eq!(String::from_utf8_lossy(&export).matches("\"checkpoint\"").count(), 2);
        let read = store.view(county()).await.expect("a view").audit_entries(3..5).await.expect("entries");
        assert_eq!(read.iter().map(|read| read.sequence).collect::<Vec<_>>(), [Sequence(3), Sequence(4)]);
        assert_eq!(read[0].entry, entry("act 3"));
    });
}

#[test]
fn a_changed_entry_is_found_at_its_number() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        chain(&store, 12).await;
        let intruder = engine.intruder().await;
        intruder.disarm(&engine, "audit_entry").await;
        for change in
            ["moment_ms = moment_ms + 1", "official = 2", "act = 'other'", "subject = ''", "row_count = 0", "detail = '{}'"]
        {
            let column = change.split(' ').next().expect("a column");
            intruder
                .run(&format!("CREATE TABLE kept AS SELECT {column} AS old FROM audit_entry WHERE id = 7"))
                .await
                .expect("kept");
            intruder.run(&format!("UPDATE audit_entry SET {change} WHERE id = 7")).await.expect("changed");
            let verdict = store.verify_audit(county()).await.expect("read");
            assert_eq!(broken_at(&verdict), Some(7), "{} {change}: {verdict:?}", engine.name);
            let export = store.export_audit(county()).await.expect("exported");
            assert_eq!(broken_at(&verify_export(&export)), Some(7), "{} {change}", engine.name);
            intruder
                .run(&format!("UPDATE audit_entry SET {column} = (SELECT old FROM kept) WHERE id = 7"))
                .await
                .expect("put back");
            intruder.run("DROP TABLE kept").await.expect("dropped");
        }
        assert_eq!(broken_at(&store.verify_audit(county()).await.expect("read")), None, "{}: put back", engine.name);
    });
}

#[test]
fn an_entry_taken_out_is_found_in_the_middle_and_at_the_end() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        chain(&store, 6).await;
        let intruder = engine.intruder().await;
        intruder.disarm(&engine, "audit_entry").await;
        intruder.run("DELETE FROM audit_entry WHERE id = 6").await.expect("taken out");
        assert_eq!(broken_at(&store.verify_audit(county()).await.expect("read")), Some(6), "{}", engine.name);
        intruder.run("DELETE FROM audit_entry WHERE id = 3").await.expect("taken out");
        assert_eq!(broken_at(&store.verify_audit(county()).await.expect("read")), Some(3), "{}", engine.name);
    });
}

#[test]
fn an_export_that_was_cut_or_written_into_is_found() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        chain(&store, 5).await;
        let export = String::from_utf8(store.export_audit(county()).await.expect("exported")).expect("a text");
        let lines: Vec<&str> = export.lines().collect();
        assert_eq!(broken_at(&verify_export(lines[..3].join("\n").as_bytes())), Some(4), "{}", engine.name);
        let without_third = [&lines[..2], &lines[3..]].concat().join("\n");
        assert_eq!(broken_at(&verify_export(without_third.as_bytes())), Some(3), "{}", engine.name);
        let rewritten = export.replace("act 2", "act 9");
        assert_eq!(broken_at(&verify_export(rewritten.as_bytes())), Some(2), "{}", engine.name);
        assert_eq!(broken_at(&verify_export(b"no export")), Some(1));
        assert_eq!(broken_at(&verify_export(b"")), Some(1));
    });
}

#[test]
fn a_checkpoint_catches_a_chain_written_anew() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        chain(&store, 101).await;
        let intruder = engine.intruder().await;
        intruder.disarm(&engine, "audit_checkpoint").await;
        intruder.run("UPDATE audit_checkpoint SET hash = (SELECT hash FROM audit_entry WHERE id = 1)").await.expect("changed");
        assert_eq!(broken_at(&store.verify_audit(county()).await.expect("read")), Some(100), "{}", engine.name);
    });
}
