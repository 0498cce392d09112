//! Link questions are asked once for a file, and a decision counts until a later one takes its place.

use store::{LinkDecision, LinkVerdict};
use vocabulary::Sequence;

use crate::engines::for_each_engine;
use crate::sample::{commit, county, enter_register, id, link_decision, link_question, number, village};

#[test]
fn a_question_is_asked_once_for_the_same_row_of_the_same_file_and_reads_back_whole() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let mut again = link_question(2);
        again.candidates.clear();
        commit(&store, "again", async |act| {
            let added = act.add_link_questions(std::slice::from_ref(&again)).await?;
            assert_eq!((added.inserted, added.existing), (0, 1), "{}", engine.name);
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.link_questions().await.expect("questions"), [link_question(1)], "{}", engine.name);
        assert_eq!(view.link_question(id(1)).await.expect("a question"), Some(link_question(1)));
        assert_eq!(view.link_question(id(9)).await.expect("no fault"), None);
    });
}

#[test]
fn a_later_decision_takes_the_place_of_an_earlier_one_and_nothing_is_forgotten() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let undone = LinkDecision { supersedes: Some(id(1)), ..link_decision(2, LinkVerdict::Undone) };
        commit(&store, "undone", async |act| act.add_link_decisions(std::slice::from_ref(&undone)).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        let now = LinkDecision { sequence: Sequence(2), ..undone.clone() };
        assert_eq!(view.link_decisions().await.expect("decisions"), std::slice::from_ref(&now), "{}", engine.name);
        assert_eq!(view.link_decisions_about(&[[7; 32], [8; 32]]).await.expect("decisions"), [now]);
        assert!(view.link_decisions_about(&[[8; 32]]).await.expect("none").is_empty());
        let kept = engine.intruder().await.number("SELECT count(*) FROM link_decision").await;
        assert_eq!(kept, 2, "{}: the first one is kept", engine.name);
    });
}

#[test]
fn the_digest_of_a_row_is_keyed_and_is_not_the_index_of_a_number() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        let text = number(12).reveal().to_owned();
        let digests = view.link_digests(&[text.clone(), text.clone(), "other".to_owned()]).expect("digests");
        assert_eq!(digests[0], digests[1]);
        assert_ne!(digests[0], digests[2]);
        assert_ne!(digests[0], store::sm3(text.as_bytes()), "{}: without a key anybody could try numbers", engine.name);
    });
}

#[test]
fn persons_born_on_a_day_are_candidates_and_names_are_counted() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        let day = crate::sample::day("1960-05-01");
        let found = view.candidates_around(&[day], &[]).await.expect("candidates");
        assert_eq!(found.len(), 2, "{}", engine.name);
        assert!(found.iter().all(|(candidate, _)| candidate.number.is_some() && candidate.person.village == village()));
        assert!(view.candidates_around(&[crate::sample::day("1999-09-09")], &[]).await.expect("nobody").is_empty());
        let bearers = view.bearers_of(&[" 王 桂兰".to_owned(), "赵六".to_owned()]).await.expect("counts");
        assert_eq!(bearers, [("王桂兰".to_owned(), 1)]);
        assert_eq!(view.persons_count().await.expect("a count"), 2);
    });
}
