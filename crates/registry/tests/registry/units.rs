//! Applications to assistance units.

use registry::HouseholdKind;
use registry::statement::ClueReason;
use vocabulary::{CitizenId, Programme, Relation};

use crate::files::{number, reported, resident};
use crate::recording::{County, county, head, report, roll, son, wife};

fn applies(name: &str, number: CitizenId, kind: &str) -> String {
    let cells = [("申请日期", "2022-10-12"), ("申请方式", kind), ("授权书签署日期", "2022-10-12")];
    reported("A1", name, number.reveal(), &cells)
}

fn unit(county: &County, number: &str) -> Vec<String> {
    county.members(HouseholdKind::Assistance(Programme::RuralDibao), number, "2022-10-31")
}

#[test]
fn a_whole_family_is_one_unit_of_all_members_with_their_relations() {
    let mut county = county();
    let (_, _, units) = county.receive("2022-10", &report(&[applies("王小二", head(), "整户")]));
    assert_eq!((units.households.len(), units.clues.len()), (1, 0));
    assert_eq!(unit(&county, "A1"), ["王小二", "李三娘", "王小三"]);
    let relations: Vec<Relation> = units.memberships.iter().map(|membership| membership.relation).collect();
    assert_eq!(relations.iter().map(|relation| relation.label()).collect::<Vec<_>>(), ["户主", "妻", "子"]);
}

#[test]
fn one_member_alone_is_a_unit_with_their_place_in_the_register_household() {
    let mut county = county();
    county.receive("2022-10", &report(&[applies("王小三", son(), "单人")]));
    assert_eq!((unit(&county, "A1/3"), unit(&county, "A1")), (vec!["王小三".to_owned()], vec![]));
}

#[test]
fn the_place_stays_when_earlier_members_leave() {
    let mut county = county();
    county.receive("2022-10", &report(&[applies("王小三", son(), "单人")]));
    let mut lines = roll();
    lines[2] = resident("A7", "李三娘", wife(), "户主");
    county.receive("2022-11", &lines);
    let (_, _, units) = county.receive("2022-11", &report(&[applies("王小三", son(), "单人")]));
    assert_eq!((units.households.len(), units.clues.len()), (0, 0));
}

#[test]
fn an_application_that_is_known_makes_no_second_unit() {
    let mut county = county();
    let lines = report(&[applies("王小二", head(), "整户"), applies("李三娘", wife(), "整户")]);
    let (_, _, first) = county.receive("2022-10", &lines);
    let (_, _, second) = county.receive("2022-11", &lines);
    assert_eq!((first.households.len(), second.households.len(), second.clues.len()), (1, 0, 0));
}

#[test]
fn nobody_is_put_into_two_units() {
    let mut county = county();
    let both = report(&[applies("王小三", son(), "单人"), applies("王小二", head(), "整户")]);
    let (_, _, units) = county.receive("2022-10", &both);
    assert_eq!(units.households.iter().map(|household| household.number.as_str()).collect::<Vec<_>>(), ["A1/3"]);
    assert_eq!(units.clues.iter().map(|clue| (clue.row.row, clue.reason)).collect::<Vec<_>>(), [(3, ClueReason::InAnotherUnit)]);
}

#[test]
fn who_is_not_linked_opens_no_unit() {
    let mut county = county();
    let (_, _, units) = county.receive("2022-10", &report(&[applies("王小九", number("1990-09-09", 9), "整户")]));
    assert_eq!((units.households.len(), units.memberships.len()), (0, 0));
}

#[test]
fn an_application_for_tekun_or_a_subsidy_opens_a_unit_of_that_person_once() {
    let mut county = county();
    let rows = [
        "姓名,身份证号,申请项目,申请日期".to_owned(),
        format!("王小二,{},特困供养,2022-10-09", head().reveal()),
        format!("李三娘,{},困难残疾人生活补贴,2022-10-09", wife().reveal()),
        format!("李三娘,{},重度残疾人护理补贴,2022-10-09", wife().reveal()),
    ];
    let (_, statement, units) = county.receive("2022-10", &rows);
    assert_eq!((units.households.len(), statement.clues.len()), (3, 0));
    let of = |programme| county.members(HouseholdKind::Assistance(programme), "A1/2", "2022-10-31");
    assert_eq!((of(Programme::LivingSubsidy), of(Programme::NursingSubsidy)), (vec!["李三娘".into()], vec!["李三娘".into()]));
    assert_eq!(of(Programme::Tekun), Vec::<String>::new());
    assert_eq!(county.receive("2022-10", &rows).2.households.len(), 0);
}
