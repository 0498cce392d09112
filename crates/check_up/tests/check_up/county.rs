//! The model county's dirty October files with planted problems: every one of them is found, and what is found beside them is
//! counted.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use check_up::{CheckUp, Corrections, Evidence, Hit, Law, check_up, read_list};
use model_county::county::{County, CountyPlan, Totals};
use model_county::files::Offices;
use vocabulary::{CitizenId, Date, Month, RegionCode};

use crate::planting::{Planting, plant};
use crate::{book, finding};

/// A county whose first month is October, so that it sends whole rolls and registers then.
fn october(people: i64) -> (CheckUp, Planting, Spoilt) {
    let totals = Totals::parse(Totals::YEAR_2022).expect("the table of the year");
    let month = Month::new(2022, 10).expect("a month");
    let plan = CountyPlan::new(people, 20_220_101, vec![month], totals).expect("a plan");
    let county = County::new(plan).expect("a county");
    let rows = county.month(month);
    let planting = plant(&county, &rows);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let key = Offices::new(20_220_101).send_month(county.people(), &rows, |file| files.push((file.path, file.bytes)));
    let mut spoilt = Spoilt::default();
    let mut names: BTreeMap<CitizenId, String> = BTreeMap::new();
    for row in &rows.opening.dibao {
        names.insert(county.people().citizens[row.citizen.0 as usize].number, row.unit.clone());
    }
    for fault in &key.faults {
        spoilt.places.insert((fault.path.clone(), fault.row));
        let number = fault.citizen.map(|citizen| county.people().citizens[citizen.0 as usize].number);
        spoilt.people.extend(number);
        spoilt.units.extend(number.and_then(|number| names.get(&number).cloned()));
    }
    files.extend(planting.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    let (mut lists, mut not_read) = (Vec::new(), Vec::new());
    for (name, bytes) in &files {
        match read_list(bytes, name, &Corrections::default(), NonZeroUsize::MIN) {
            Ok(list) => lists.push(list),
            Err(fault) => not_read.push(fault),
        }
    }
    let book = book();
    let law = Law::new(&book, RegionCode::parse("620521").expect("a county"));
    let evidence = Evidence::new(lists, law, Date::parse("2022-10-31").expect("a day"));
    (check_up(&evidence, not_read), planting, spoilt)
}

/// Where the county's files have faults: places, people and dibao units that they touch.
#[derive(Default)]
struct Spoilt {
    places: BTreeSet<(String, u32)>,
    people: BTreeSet<CitizenId>,
    units: BTreeSet<String>,
}

impl Spoilt {
    /// Whether a fault of the files explains a case.
    fn explains(&self, checked: &CheckUp, hit: &Hit) -> bool {
        hit.number.is_some_and(|number| self.people.contains(&number))
            || self.units.contains(&hit.household)
            || hit
                .evidence
                .iter()
                .any(|cell| self.places.contains(&(checked.files[usize::from(cell.file)].name.clone(), cell.row)))
    }
}

#[test]
fn every_planted_problem_is_found_in_the_dirty_files_of_a_small_county() {
    let (checked, planting, spoilt) = october(4_000);
    let mut missed = Vec::new();
    for planted in &planting.planted {
        let hits = &finding(&checked, planted.code).hits;
        let found = if planted.number.is_empty() {
            hits.iter().any(|hit| hit.note.contains("共用") || hit.number.is_none())
        } else {
            hits.iter().any(|hit| hit.number.is_some_and(|number| number.reveal() == planted.number))
        };
        if !found {
            missed.push((planted.code, planted.number.clone()));
        }
    }
    // What is found beside the planted: explained by a fault of the files, or true of the county as it was made.
    let (mut explained, mut of_the_county) = (0, 0);
    for finding in &checked.findings {
        let planted = |number: Option<CitizenId>| {
            number.is_some_and(|number| planting.planted.iter().any(|planted| planted.number == number.reveal()))
        };
        // What a planted file says of people that it was not about is found there too: files of the planting are passed over.
        let own = |hit: &Hit| hit.evidence.iter().any(|cell| checked.files[usize::from(cell.file)].name.starts_with("补充"));
        let beside: Vec<&Hit> = finding.hits.iter().filter(|hit| !planted(hit.number) && !own(hit)).collect();
        let by_faults = beside.iter().filter(|hit| spoilt.explains(&checked, hit)).count();
        explained += by_faults;
        of_the_county += beside.len() - by_faults;
        println!("{} found {}, beside {}, by faults {by_faults}", finding.check.code, finding.hits.len(), beside.len());
        for hit in beside.iter().filter(|hit| !spoilt.explains(&checked, hit)).take(4) {
            println!("    {:?} {}", hit.confidence, hit.note);
        }
    }
    println!("explained by faults {explained}, of the county {of_the_county}; not read: {:?}", checked.not_read.len());
    assert!(missed.is_empty(), "{missed:?}");
}
