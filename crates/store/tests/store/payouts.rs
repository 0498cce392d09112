//! Batches, lines, postings, the month's round.

use ledger::{Account, Batch};
use vocabulary::Sequence;

use crate::engines::for_each_engine;
use crate::sample::{arrow, commit, county, enter_everything, id, line, month, posting};

#[test]
fn what_was_paid_is_read_back_as_it_was() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.batches().await.expect("batches"), [Batch { id: id(1), month: month("2022-11") }]);
        assert_eq!(view.lines(Some(id(1))).await.expect("lines"), [line(1, 1, 60_000)], "{}", engine.name);
        assert_eq!(view.lines(None).await.expect("lines").len(), 1);
        assert_eq!(view.lines(Some(id(2))).await.expect("lines"), []);
        assert_eq!(view.postings(None).await.expect("postings"), [posting(1, 60_000)]);
        assert_eq!(view.postings(Some(id(2))).await.expect("postings"), []);
        let arrows = view.round_months(Some(month("2022-10"))).await.expect("arrows");
        assert_eq!(arrows, [store::RoundMonth { sequence: Sequence(3), ..arrow(1, "pay") }]);
        assert_eq!(view.round_months(Some(month("2022-09"))).await.expect("arrows"), []);
    });
}

#[test]
fn a_line_sent_twice_pays_once_also_in_another_batch() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        commit(&store, "again", async |act| {
            act.add_batches(&[Batch { id: id(2), month: month("2022-12") }]).await?;
            let added = act.add_lines(&[line(2, 2, 60_000)]).await?;
            assert_eq!((added.inserted, added.existing), (0, 1), "{}", engine.name);
            Ok(())
        })
        .await;
        assert_eq!(store.view(county()).await.expect("a view").lines(None).await.expect("lines").len(), 1);
    });
}

#[test]
fn a_line_or_posting_that_stands_with_another_amount_is_a_conflict() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        enter_everything(&store).await;
        let mut act = store.act(county()).await.expect("an act");
        let fault = act.add_lines(&[line(2, 1, 60_001)]).await.expect_err("another amount");
        assert_eq!(fault.code(), "store.conflict", "{}", engine.name);
        assert!(fault.to_string().contains("60000") && fault.to_string().contains("60001"), "{fault}");
        assert_eq!(act.add_postings(&[posting(2, 1)]).await.expect_err("another amount").code(), "store.conflict");
        let mut back = posting(2, 60_000);
        (back.draft.debit, back.draft.credit) = (Account::OwedToHouseholds, Account::AssistanceExpense);
        assert_eq!(act.add_postings(&[back]).await.expect("the reverse is another posting").inserted, 1);
    });
}

#[test]
fn an_arrow_done_again_with_the_same_digest_is_the_same() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "arrows", async |act| {
            assert_eq!(act.add_round_months(&[arrow(1, "match"), arrow(2, "gaps")]).await?.inserted, 2);
            assert_eq!(act.add_round_months(&[arrow(3, "match")]).await?.existing, 1, "{}", engine.name);
            let other = store::RoundMonth { digest: "01".to_owned(), ..arrow(4, "match") };
            assert_eq!(act.add_round_months(&[other]).await?.inserted, 1);
            Ok(())
        })
        .await;
        let arrows = store.view(county()).await.expect("a view").round_months(None).await.expect("arrows");
        assert_eq!(arrows.iter().map(|done| done.arrow.as_str()).collect::<Vec<_>>(), ["match", "gaps", "match"]);
    });
}
