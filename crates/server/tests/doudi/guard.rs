//! Guard against show: one changed value of law or one changed cell moves the right household and nobody else.

use std::collections::{BTreeMap, BTreeSet};

use crate::demonstration::{County, copy_folder, csv_facts, read_csv, write_csv};

type Paid = BTreeMap<(String, String), i64>;

/// The units whose payments differ between two counties.
fn moved(one: &Paid, other: &Paid) -> BTreeSet<String> {
    let differing = |of: &Paid, against: &Paid| -> Vec<String> {
        of.iter().filter(|(key, amount)| against.get(*key) != Some(*amount)).map(|(key, _)| key.0.clone()).collect()
    };
    differing(one, other).into_iter().chain(differing(other, one)).collect()
}

fn households_of_class(county: &County, class: u8) -> BTreeSet<String> {
    let code = format!("dibao.rural.class{class}.households");
    let figure = county.json(&["figures", &code, "--rows", "--at", "2022-02-28"]);
    let rows = figure["rows"].as_array().expect("rows");
    rows.iter().map(|row| row["unit"].as_str().expect("a unit").to_owned()).collect()
}

#[test]
fn a_changed_class_rate_moves_the_households_of_that_class_and_nobody_else() {
    let county = County::new();
    county.demo();
    let paid = county.paid();
    // The class with households in February, and its rate with one yuan more.
    let (class, rate, of_class) = [(3, 8_500), (2, 41_800), (1, 44_000), (4, 5_900)]
        .into_iter()
        .map(|(class, rate)| (class, rate, households_of_class(&county, class)))
        .find(|(_, _, units)| !units.is_empty())
        .expect("somebody is on the roll");
    let changed = County::new();
    let policy = changed.path().join("policy");
    std::fs::create_dir_all(&policy).expect("a folder");
    let one_yuan_more = format!(
        "[dibao.rural.class_{class}.amount]\nlabel = \"月补助\"\nunit = \"fen/person/month\"\nsource = \"test\"\n\
         confidence = \"assumption\"\n\
         values = [{{ region = \"620521\", from = \"2022-02-01\", until = \"2022-03-01\", amount = {rate} }}]\n"
    );
    std::fs::write(policy.join("zz-change.toml"), one_yuan_more).expect("written");
    changed.demo();
    let after = changed.paid();
    assert_eq!(moved(&paid, &after), of_class);
    for (key, amount) in &after {
        if amount != &paid[key] {
            assert!(key.1.starts_with("2022-02"), "only the month of the changed value: {key:?}");
            let heads: i64 = key
                .1
                .split(' ')
                .next_back()
                .and_then(|heads| heads.strip_suffix('人'))
                .expect("heads")
                .parse()
                .expect("a number");
            assert_eq!(amount - paid[key], heads * 100, "{key:?}");
        }
    }
}

#[test]
fn a_changed_cell_moves_its_household_and_nobody_else() {
    let county = County::new();
    county.demo();
    let paid = county.paid();
    let (unit, fact) = paid
        .keys()
        .filter(|(unit, record)| !unit.contains('/') && record.starts_with("2022-02"))
        .find_map(|(unit, _)| {
            let explained = county.json(&["explain", unit, "--on", "2022-01-16"]);
            let facts = csv_facts(&explained);
            facts
                .into_iter()
                .find(|fact| fact.label == "财产净收入" && fact.file.contains("2022-01"))
                .map(|fact| (unit.clone(), fact))
        })
        .expect("a family of a village that sends csv");
    let changed = County::new();
    copy_folder(&county.path().join("inbox"), &changed.path().join("inbox"));
    // From the first month on the family lets out land for far more than the line.
    for month in ["2022-01", "2022-02", "2022-03"] {
        let path = changed.inbox_file(&fact.file.replace("2022-01", month));
        let mut rows = read_csv(&path);
        let number = read_csv(&changed.inbox_file(&fact.file))[fact.row - 1][4].clone();
        for row in rows.iter_mut().filter(|row| row.get(4) == Some(&number)) {
            row[fact.column] = "990000".to_owned();
        }
        write_csv(&path, &rows);
    }
    changed.demo();
    assert_eq!(moved(&paid, &changed.paid()), BTreeSet::from([unit.clone()]));
    assert!(changed.paid().keys().all(|(paid, _)| *paid != unit), "the family is paid nothing");
}
