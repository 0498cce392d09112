//! The register as known at an act.

use registry::{FactValue, HouseholdKind};
use store::Clue;
use vocabulary::{CellRef, DateRange, Programme, Sequence, Source};

use crate::engines::for_each_engine;
use crate::sample::{commit, county, day, enter_register, fact, household, id, membership, person, village};

#[test]
fn what_was_entered_is_read_back_as_it_was() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let sequence = commit(&store, "register", enter_register).await;
        let view = store.view(county()).await.expect("a view");
        let register = view.register(None).await.expect("a register");
        assert_eq!(register.persons(), [person(1, "王桂兰"), person(2, "李秀英")], "{}", engine.name);
        assert_eq!(register.households(), [household(1)]);
        let members: Vec<_> = register.members(id(1), day("2022-10-01")).cloned().collect();
        assert_eq!(members, [membership(1, 1, 1), membership(2, 1, 2)]);
        let expected = registry::Fact { recorded: sequence, ..fact(1, 1, 2, 360_000) };
        assert_eq!(register.facts_of(id(1)), std::slice::from_ref(&expected));
        assert_eq!(view.facts_of(id(1)).await.expect("facts"), [expected]);
        let found =
            view.household_by_number(HouseholdKind::Assistance(Programme::RuralDibao), "H0001").await.expect("a household");
        assert_eq!(found, Some(household(1)));
        assert_eq!(view.household_by_number(HouseholdKind::Register, "H0001").await.expect("none"), None);
    });
}

#[test]
fn a_correction_is_known_from_its_act_on_and_not_before() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        let before = commit(&store, "register", enter_register).await;
        let mut corrected = fact(3, 1, 2, 400_000);
        corrected.source = Source::Act(Sequence(2));
        corrected.supersedes = Some(id(1));
        commit(&store, "correction", async |act| {
            act.add_facts(&[corrected.clone()]).await?;
            act.correct_persons(&[(id(70), person(1, "王桂蘭"))]).await?;
            let mut moved = household(1);
            moved.village = vocabulary::RegionCode::parse("990101100002").expect("a village");
            act.correct_households(&[(id(71), moved)]).await?;
            let mut ended = membership(72, 1, 2);
            ended.days = DateRange::new(day("2020-01-01"), Some(day("2022-11-01"))).expect("days");
            act.supersede_memberships(&[(id(2), ended)]).await?;
            Ok(())
        })
        .await;
        let view = store.view(county()).await.expect("a view");
        let now = view.register(None).await.expect("a register");
        assert_eq!(
            now.facts_of(id(1)).iter().map(|fact| fact.value).collect::<Vec<_>>(),
            [FactValue(400_000)],
            "{}",
            engine.name
        );
        assert_eq!(now.person(id(1)).map(|person| person.name.as_str()), Some("王桂蘭"));
        assert_eq!(now.household(id(1)).map(|household| household.village.to_string()).as_deref(), Some("990101100002"));
        assert_eq!(now.members(id(1), day("2022-11-01")).count(), 1);

        let then = view.register(Some(before)).await.expect("a register");
        assert_eq!(then.facts_of(id(1)).iter().map(|fact| fact.value).collect::<Vec<_>>(), [FactValue(360_000)]);
        assert_eq!(then.person(id(1)).map(|person| person.name.as_str()), Some("王桂兰"));
        assert_eq!(then.household(id(1)).map(|household| household.village), Some(village()));
        assert_eq!(then.members(id(1), day("2022-11-01")).count(), 2);
    });
}

#[test]
fn a_correction_entered_twice_stands_once() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        for expected in [1, 0] {
            commit(&store, "correction", async |act| {
                let added = act.correct_persons(&[(id(70), person(1, "王桂蘭"))]).await?;
                assert_eq!(added.inserted, expected, "{}", engine.name);
                Ok(())
            })
            .await;
        }
        let mut act = store.act(county()).await.expect("an act");
        let fault = act.correct_persons(&[(id(71), person(99, "无此人"))]).await.expect_err("nobody");
        assert_eq!(fault.code(), "store.conflict");
    });
}

#[test]
fn the_same_cell_read_again_is_the_same_fact() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let mut act = store.act(county()).await.expect("an act");
        let added = act.add_facts(&[fact(11, 1, 2, 360_000), fact(12, 1, 4, 1)]).await.expect("added");
        assert_eq!((added.inserted, added.existing), (1, 1), "{}", engine.name);
        let households = [household(1), household(2)];
        assert_eq!(act.add_households(&households).await.expect("added").inserted, 1);
        assert_eq!(act.add_memberships(&[membership(21, 1, 1)]).await.expect("added").existing, 1);
    });
}

#[test]
fn long_lists_go_in_and_come_back_whole() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let facts: Vec<_> =
            (0..45_001).map(|number| fact(1000 + i64::from(number), 1, 100 + number, i64::from(number))).collect();
        commit(&store, "many", async |act| {
            assert_eq!(act.add_facts(&facts).await?.inserted, 45_001);
            assert_eq!(act.add_facts(&facts).await?.existing, 45_001);
            Ok(())
        })
        .await;
        let register = store.view(county()).await.expect("a view").register(None).await.expect("a register");
        assert_eq!(register.facts_of(id(1)).len(), 45_002, "{}", engine.name);
    });
}

#[test]
fn a_clue_is_settled_by_a_row_that_follows_it() {
    for_each_engine(async |engine| {
        let store = engine.store().await;
        commit(&store, "register", enter_register).await;
        let found = Clue {
            id: id(1),
            kind: "name_without_number".to_owned(),
            person: Some(id(1)),
            cell: Some(CellRef { file: id(1), sheet: 0, row: 9, column: 2 }),
            message: "同名，无身份证号".to_owned(),
            outcome: None,
            supersedes: None,
        };
        let settled = Clue { id: id(2), outcome: Some("不是本人".to_owned()), supersedes: Some(id(1)), ..found.clone() };
        commit(&store, "clue", async |act| act.add_clues(std::slice::from_ref(&found)).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.clues().await.expect("clues"), [found]);
        assert_eq!(view.counts().await.expect("counts").open_clues, 1);
        commit(&store, "settled", async |act| act.add_clues(std::slice::from_ref(&settled)).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        assert_eq!(view.clues().await.expect("clues"), [settled], "{}", engine.name);
        assert_eq!(view.counts().await.expect("counts").open_clues, 0);
    });
}
