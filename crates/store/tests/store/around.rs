//! The part of the register around some rows: as good as the whole of it for them, and no more than it.

use registry::matching::MatchInput;
use registry::{Fact, FactKind, FactValue, Household, HouseholdKind};
use store::Contact;
use vocabulary::{DateRange, PhoneNumber, Programme};

use crate::engines::for_each_engine;
use crate::sample::{commit, county, day, enter_register, fact, household, id, membership, new_person, number, person, village};

/// Beside the register's two persons in unit 1: person 3 who left that unit, is in the register household 9 with person 4,
/// and person 5 with nobody.
async fn store_with_two_families(engine: &crate::engines::Engine) -> store::Store {
    let store = engine.store().await;
    commit(&store, "register", enter_register).await;
    commit(&store, "more", async |act| {
        act.add_persons(&[new_person(3, "赵六", 36), new_person(4, "钱七", 48), new_person(5, "买买提·吐尔逊", 60)]).await?;
        let family = Household { kind: HouseholdKind::Register, number: "0009".to_owned(), ..household(9) };
        act.add_households(&[family]).await?;
        let mut left = membership(13, 1, 3);
        left.days = DateRange::new(day("2020-01-01"), Some(day("2021-01-01"))).expect("days");
        act.add_memberships(&[left, membership(14, 9, 3), membership(15, 9, 4)]).await?;
        act.add_facts(&[fact(30, 3, 7, 10), fact(31, 4, 8, 20), fact(32, 5, 9, 30)]).await.map(|_| ())
    })
    .await;
    store
}

#[test]
fn around_a_person_stand_all_households_they_ever_were_in_with_everybody_and_their_facts() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let view = store.view(county()).await.expect("a view");
        let whole = view.register(None).await.expect("a register");
        let part = view.register_around(&[id(3)], &[]).await.expect("a register");
        assert_eq!(part.persons().iter().map(|person| person.id).collect::<Vec<_>>(), [id(1), id(2), id(3), id(4)]);
        assert_eq!(part.households(), whole.households(), "{}", engine.name);
        for household in whole.households() {
            assert_eq!(part.memberships_of(household.id), whole.memberships_of(household.id));
        }
        for person in part.persons() {
            assert_eq!(part.facts_of(person.id), whole.facts_of(person.id));
        }
        assert_eq!(view.register_around(&[id(5)], &[]).await.expect("a register").households(), []);
    });
}

#[test]
fn for_a_file_stand_everybodys_memberships_and_only_facts_of_its_department_and_signatures() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let (kind, value) = (FactKind::AuthorisationDay, FactValue::day(day("2022-01-03")));
        let signature = Fact { kind, value, department: 9, ..fact(33, 4, 9, 0) };
        commit(&store, "signature", async |act| act.add_facts(std::slice::from_ref(&signature)).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        let whole = view.register(None).await.expect("a register");
        let linked = whole.person(id(3)).expect("a person").clone();
        let facts = async |department| -> Vec<i64> {
            let part = view.register_for_file(vec![linked.clone()], &[], department).await.expect("a register");
            assert_eq!(part.persons(), std::slice::from_ref(&linked), "{}", engine.name);
            for household in whole.households() {
                assert_eq!(part.memberships_of(household.id), whole.memberships_of(household.id));
            }
            whole.persons().iter().flat_map(|person| part.facts_of(person.id)).map(|fact| fact.id.number()).collect()
        };
        let of_three = facts(3).await;
        assert!([30, 31, 33].iter().all(|fact| of_three.contains(fact)) && !of_three.contains(&32), "{of_three:?}");
        assert_eq!(facts(8).await, [33]);
    });
}

#[test]
fn around_a_senders_number_stand_its_households_of_every_kind() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let view = store.view(county()).await.expect("a view");
        let part = view.register_around(&[], &["H0001", "no such number"]).await.expect("a register");
        assert!(part.household_numbered(HouseholdKind::Assistance(Programme::RuralDibao), "H0001").is_some(), "{}", engine.name);
        assert_eq!(part.persons().len(), 3, "the unit's members, also the one who left");
        assert!(view.register_around(&[], &[]).await.expect("a register").persons().is_empty());
    });
}

#[test]
fn whom_a_row_may_be_about_is_found_by_number_or_else_by_name_with_birth_or_village() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let view = store.view(county()).await.expect("a view");
        let ask = async |row: MatchInput| -> Vec<i64> {
            let found = view.candidates_for(std::slice::from_ref(&row)).await.expect("candidates");
            found.into_iter().map(|candidate| candidate.person.id.number()).collect()
        };
        let named = |name: &str| MatchInput { name: Some(name.to_owned()), ..MatchInput::default() };
        assert_eq!(ask(MatchInput { number: Some(number(12)), ..named("别人") }).await, [1], "{}", engine.name);
        assert_eq!(ask(MatchInput { number: Some(number(13)), ..named("王桂兰") }).await, [1], "born on the number's day");
        assert_eq!(ask(MatchInput { village: Some(village()), ..named(" 买买提•吐尔逊") }).await, [5]);
        assert_eq!(ask(MatchInput { birth: Some(day("1999-09-09")), ..named("王桂兰") }).await, [] as [i64; 0]);
        assert_eq!(ask(named("王桂兰")).await, [] as [i64; 0], "a name alone finds nobody");
        let rows = [
            MatchInput { number: Some(number(24)), ..named("李秀英") },
            MatchInput { village: Some(village()), ..named("赵六") },
        ];
        let found = view.candidates_for(&rows).await.expect("candidates");
        let numbers: Vec<_> = found.iter().map(|candidate| candidate.number).collect();
        assert_eq!(numbers, [Some(number(24)), Some(number(36))], "with their numbers");
    });
}

#[test]
fn a_corrected_person_is_found_by_the_new_village_and_told_as_they_are_now() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let moved_to = vocabulary::RegionCode::parse("990101100002").expect("a village");
        let moved = registry::Person { village: moved_to, ..person(1, "王桂兰") };
        commit(&store, "moved", async |act| act.correct_persons(&[(id(70), moved.clone())]).await.map(|_| ())).await;
        let view = store.view(county()).await.expect("a view");
        let asked = MatchInput { name: Some("王桂兰".to_owned()), village: Some(moved_to), ..MatchInput::default() };
        let found = view.candidates_for(&[asked]).await.expect("candidates");
        assert_eq!(found.into_iter().map(|candidate| candidate.person).collect::<Vec<_>>(), [moved], "{}", engine.name);
    });
}

#[test]
fn a_telephone_that_stands_there_already_is_not_written_again() {
    for_each_engine(async |engine| {
        let store = store_with_two_families(&engine).await;
        let phone = |text: &str| Some(PhoneNumber::parse(text).expect("a phone"));
        let same = Contact { person: id(1), phone: phone("13800001234"), account: None };
        let new = Contact { person: id(2), phone: phone("13900005678"), account: None };
        let unknown = Contact { person: id(99), phone: phone("13900005678"), account: None };
        commit(&store, "contacts", async |act| {
            assert_eq!(act.set_contacts(&[same.clone(), new.clone(), unknown.clone()]).await?, 1, "{}", engine.name);
            assert_eq!(act.set_contacts(&[same.clone(), new.clone()]).await?, 0);
            Ok(())
        })
        .await;
        let opened = store.view(county()).await.expect("a view").reveal(&[id(1), id(2)]).await.expect("opened");
        assert_eq!(opened[&id(2)].phone, phone("13900005678"));
        assert!(opened.values().all(|secret| secret.account.is_some()), "what was not named stays");
    });
}
