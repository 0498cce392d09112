//! Persons, registers and the order of months.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{RegionLevel, Registration, Whereabouts};

use super::super::lives::NOBODY;
use super::super::rows::{CitizenKey, VillageEvent};
use super::super::{CountyPlan, TotalRow};
use super::{SEEDS, county, months, year_2022};

#[test]
fn one_seed_gives_one_county_and_another_seed_another() {
    let (first, again, other) = (county(3_000, 5, year_2022()), county(3_000, 5, year_2022()), county(3_000, 6, year_2022()));
    assert_eq!(first.people(), again.people());
    for month in months(&year_2022()) {
        assert_eq!(first.month(month), again.month(month));
    }
    assert_ne!(first.people(), other.people());
}

#[test]
fn no_two_persons_share_a_number_and_each_number_tells_sex_and_birthday() {
    for seed in SEEDS {
        let county = county(20_000, seed, year_2022());
        let mut seen = BTreeSet::new();
        for citizen in &county.people().citizens {
            assert!(seen.insert(citizen.number), "a number twice with seed {seed}");
            assert_eq!((citizen.number.sex(), citizen.number.birth()), (citizen.sex, citizen.birth));
            assert!(!citizen.name.is_empty());
        }
    }
}

#[test]
fn people_live_in_all_268_village_units() {
    let county = county(295_708, 1, year_2022());
    let villages: BTreeSet<_> = county.people().citizens.iter().map(|citizen| citizen.village).collect();
    assert_eq!(villages.len(), 268);
    assert!(villages.iter().all(|village| village.level() == RegionLevel::Village));
}

#[test]
fn the_register_read_month_by_month_holds_the_farm_population_of_the_table() {
    for seed in SEEDS {
        let county = county(20_000, seed, year_2022());
        let mut farm: BTreeMap<CitizenKey, Registration> = BTreeMap::new();
        for month in &months(&year_2022())[..10] {
            let rows = county.month(*month);
            for row in rows.register {
                if row.death.is_some() || row.moved_out.is_some() {
                    farm.remove(&row.citizen);
                } else {
                    farm.insert(row.citizen, row.registration);
                }
            }
            for death in rows.deaths {
                farm.remove(&death.citizen);
            }
        }
        let rural = farm.values().filter(|registration| **registration == Registration::Rural).count();
        let table = county.table().get(TotalRow::AgriculturalPopulation).persons;
        assert_eq!(i64::try_from(rural), Ok(table), "seed {seed}");
    }
}

#[test]
fn a_plan_that_begins_in_september_opens_with_the_rolls_of_september() {
    let whole = county(3_000, 9, year_2022());
    let later = months(&year_2022())[8..].to_vec();
    let plan = CountyPlan::new(3_000, 9, later.clone(), year_2022()).expect("a plan within bounds");
    let county = super::County::new(plan).expect("a table that holds together");
    let rows = county.month(later[0]);
    let paid = whole.month(later[0]).payments.len();
    assert!(rows.register.len() > 3_000 && !rows.opening.dibao.is_empty());
    assert!(rows.payments.len() <= paid, "what came back before the plan is not paid again in it");
    assert_eq!(county.totals_at(later[1]).figures, whole.totals_at(later[1]).figures);
}

#[test]
fn mothers_are_fifteen_to_fifty_years_older_than_their_children() {
    for seed in SEEDS {
        let county = county(20_000, seed, year_2022());
        for resident in &county.settled.residents {
            for parent in [resident.father, resident.mother].into_iter().filter(|parent| *parent != NOBODY) {
                let parent = &county.settled.residents[parent as usize];
                let years = resident.birth.age_of_birth(parent.birth);
                assert!((14..=51).contains(&years), "{years} years with seed {seed}");
            }
        }
    }
}

#[test]
fn left_behind_children_have_both_parents_away_in_what_villages_report() {
    let county = county(20_000, 1_949, year_2022());
    let mut away: BTreeMap<CitizenKey, vocabulary::Date> = BTreeMap::new();
    for month in &months(&year_2022())[..10] {
        for event in county.month(*month).village_events {
            if event.event == VillageEvent::Whereabouts(Whereabouts::AwayForWorkOrStudy) {
                away.insert(event.citizen, event.day);
            }
        }
    }
    let last = county.table().month.last_day();
    let half_a_year = |parent: u32| away.get(&CitizenKey(parent)).is_some_and(|since| since.days_until(last) >= 180);
    let residents = county.settled.residents.iter().filter(|resident| resident.is_here(9) && resident.age(last) < 16);
    let children = residents.filter(|child| half_a_year(child.father) && half_a_year(child.mother)).count();
    assert_eq!(i64::try_from(children), Ok(county.table().get(TotalRow::LeftBehindChildren).persons));
}
