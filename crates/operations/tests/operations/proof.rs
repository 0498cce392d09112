//! The proof of the intake: a county's offices send their dirty files, and what the product makes of them is compared with
//! the key, which the product never sees.
//!
//! `DOUDI_PROOF_PEOPLE` and `DOUDI_PROOF_MONTHS` choose another size; `DOUDI_PROOF_SEED` another county.

use std::collections::BTreeMap;
use std::path::Path;

use model_county::county::{County, CountyPlan, Totals};
use model_county::files::{FaultKind, MonthKey, Offices, PlantedFault, ReadingExpected};
use operations::{
    AUTHORISATION_DAYS, Account, FolderImported, Office, Premises, QUERY_BATCH_DAYS, Role, SetUp, Settings, import, set_up,
};
use vocabulary::{Month, RegionCode};

fn number(variable: &str, usual: i64) -> i64 {
    std::env::var(variable).map_or(usual, |text| text.parse().expect("a whole number"))
}

/// Complaints by file and code.
type Tally = BTreeMap<(String, String), usize>;

fn expected_complaints(key: &MonthKey) -> Tally {
    let mut tally = Tally::new();
    for fault in &key.faults {
        match fault.expected {
            ReadingExpected::Complaint(code) | ReadingExpected::CountedOnce(code) | ReadingExpected::LeftUnknown(code) => {
                // Two rows that contradict each other are both complained of.
                let times = if fault.kind == FaultKind::DoubledOtherwise { 2 } else { 1 };
                *tally.entry((file_name(&fault.path), code.to_owned())).or_default() += times;
                if let Some(code) = follows(fault) {
                    *tally.entry((file_name(&fault.path), code.to_owned())).or_default() += 1;
                }
            }
            ReadingExpected::AsMeant
            | ReadingExpected::Clue
            | ReadingExpected::NotOfCounty
            | ReadingExpected::NotAPerson
            | ReadingExpected::NotRead => {}
        }
    }
    tally
}

/// The complaint that a row has besides, because what the faulty cell should state is missing beside its companion.
fn follows(fault: &PlantedFault) -> Option<&'static str> {
    match fault.field {
        "disability_kind" | "disability_level" if fault.kind == FaultKind::UnknownWord => Some("IN-303"),
        "wage_months" if fault.kind == FaultKind::NotACount => Some("IN-304"),
        _other => None,
    }
}

fn complaints(imported: &FolderImported) -> Tally {
    let mut tally = Tally::new();
    for file in &imported.imported {
        for (code, _) in &file.complaints {
            *tally.entry((file.name.clone(), code.clone())).or_default() += 1;
        }
    }
    tally
}

fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// What differs, one line each, for whoever reads a failing run.
fn differences(expected: &Tally, got: &Tally) -> Vec<String> {
    let keys: std::collections::BTreeSet<_> = expected.keys().chain(got.keys()).collect();
    let of = |tally: &Tally, key: &(String, String)| tally.get(key).copied().unwrap_or_default();
    keys.into_iter()
        .filter(|key| of(expected, key) != of(got, key))
        .map(|key| format!("{} {}: key {}, product {}", key.0, key.1, of(expected, key), of(got, key)))
        .collect()
}

async fn county_office(data: &Path) -> Office {
    let region = RegionCode::parse("620521").expect("the county");
    let (name, text) = policy::model_county();
    let order = SetUp {
        settings: Settings {
            county: region.to_string(),
            issuer: "县民政局".to_owned(),
            document_sign: "民发".to_owned(),
            addressee: "县人民政府".to_owned(),
            original_retention_days: 1095,
            authorisation_days: AUTHORISATION_DAYS,
            query_batch_days: QUERY_BATCH_DAYS,
        },
        policy: None,
        policy_files: vec![(name.to_owned(), text.to_owned())],
        officials: vec![Account {
            login: "officer".into(), name: "县级业务人员".into(), role: Role::CountyOfficer, region
        }],
    };
    set_up(&Premises { data: data.to_owned(), database: None }, &order).await.expect("a county is set up")
}

#[tokio::test(flavor = "multi_thread")]
async fn for_every_month_and_file_complaints_by_kind_equal_the_faults_that_were_planted() {
    let totals = Totals::parse(Totals::YEAR_2022).expect("the table is read");
    let year = CountyPlan::of_year(1, totals.clone()).expect("the year is planned");
    let count = usize::try_from(number("DOUDI_PROOF_MONTHS", 3)).expect("a few months");
    let months: Vec<Month> = year.months().iter().copied().take(count).collect();
    let seed = u64::try_from(number("DOUDI_PROOF_SEED", 20_220_101)).expect("a seed is not negative");
    let plan = CountyPlan::new(number("DOUDI_PROOF_PEOPLE", 3_000), seed, months.clone(), totals).expect("the plan is one");
    let county = County::new(plan).expect("the table holds together");
    let mut offices = Offices::new(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let office = county_office(&folder.path().join("data")).await;
    let mut all = Vec::new();
    for month in months {
        let inbox = folder.path().join("files");
        let key = offices.send_month(county.people(), &county.month(month), |file| {
            let path = inbox.join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is made");
            std::fs::write(path, &file.bytes).expect("the file is written");
        });
        let officer = office.context("officer", Some(month.last_day())).await.expect("the officer acts");
        let imported =
            import::import_folder(&office, &officer, month, &inbox.join(month.to_string()), &|_| {}).await.expect("the folder");
        for (name, refusal) in &imported.refused {
            all.push(format!("{name}: refused: {}", refusal.message(operations::Language::Chinese).why));
        }
        all.extend(differences(&expected_complaints(&key), &complaints(&imported)));
        let dropped: i64 = imported.imported.iter().map(|file| file.dropped).sum();
        if usize::try_from(dropped) != Ok(key.unauthorised.len()) {
            all.push(format!("{month}: rows without authorisation: key {}, product {dropped}", key.unauthorised.len()));
        }
    }
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
}
