//! What holds of the files of a small random county over three months.

mod formats;
mod reading;
mod sample;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::*;
use crate::county::rows::CitizenKey;
use reading::Cells;

const PERSONS: u32 = 3_000;

struct Sent {
    people: People,
    months: Vec<(OfficeMonth, Vec<OutFile>, MonthKey)>,
}

fn send(seed: u64) -> Sent {
    let (people, rows) = sample::county(PERSONS, 11, 3);
    let mut offices = Offices::new(seed);
    let months = rows.into_iter().map(|rows| {
        let mut files = Vec::new();
        let key = offices.send_month(&people, &rows, |file| files.push(file));
        (rows, files, key)
    });
    Sent { months: months.collect(), people }
}

/// The county of seed 7, written once for all tests.
fn county() -> &'static Sent {
    static SENT: OnceLock<Sent> = OnceLock::new();
    SENT.get_or_init(|| send(7))
}

fn file<'a>(files: &'a [OutFile], path: &str) -> &'a OutFile {
    files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} was not sent"))
}

#[test]
fn every_kind_of_fault_stands_in_every_month() {
    for (rows, _, key) in &county().months {
        let kinds: BTreeSet<FaultKind> = key.faults.iter().map(|fault| fault.kind).collect();
        // Rolls with months of payment come in the first month only.
        let is_first = !rows.opening.dibao.is_empty();
        let missing: Vec<FaultKind> = FaultKind::ALL
            .into_iter()
            .filter(|kind| !kinds.contains(kind) && (is_first || *kind != FaultKind::NotAMonth))
            .collect();
        assert_eq!(missing, [], "{}", rows.month);
    }
}

#[test]
fn no_list_with_rows_is_clean() {
    for (_, _, key) in &county().months {
        let mut rows: BTreeMap<OfficeList, usize> = BTreeMap::new();
        for file in key.files.iter().filter(|file| file.replaces.is_none()) {
            *rows.entry(file.list).or_default() += file.rows;
        }
        for (list, rows) in rows.into_iter().filter(|(_, rows)| *rows >= 5) {
            assert!(key.faults.iter().any(|fault| fault.list == list), "{list:?} with {rows} rows in {}", key.month);
        }
    }
}

#[test]
fn a_key_names_the_cell_that_holds_what_is_written() {
    for (_, files, key) in &county().months {
        let mut read: BTreeMap<&str, Cells> = BTreeMap::new();
        for fault in &key.faults {
            let cells = read.entry(&fault.path).or_insert_with(|| Cells::of(file(files, &fault.path)));
            assert_eq!(cells.at(fault.sheet, fault.row, fault.column), fault.written, "{fault:?}");
        }
    }
}

#[test]
fn a_fault_on_the_number_leaves_no_other_number_to_be_read() {
    use vocabulary::CitizenId;
    for (_, _, key) in &county().months {
        for fault in key.faults.iter().filter(|fault| fault.field == "citizen_id") {
            let Some(citizen) = fault.citizen else { continue };
            let number = county().people.citizens[citizen.0 as usize].number;
            match fault.expected {
                ReadingExpected::AsMeant if fault.kind == FaultKind::HiddenRow => assert_eq!(fault.written, fault.meant),
                ReadingExpected::AsMeant => assert_eq!(CitizenId::parse(&fault.written), Ok(number), "{fault:?}"),
                ReadingExpected::Complaint(_) => assert!(CitizenId::parse(&fault.written).is_err(), "{fault:?}"),
                ReadingExpected::Clue
                | ReadingExpected::CountedOnce(_)
                | ReadingExpected::LeftUnknown(_)
                | ReadingExpected::NotOfCounty
                | ReadingExpected::NotAPerson
                | ReadingExpected::NotRead => {}
            }
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let again = send(7);
    for ((_, files, key), (_, files_again, key_again)) in county().months.iter().zip(&again.months) {
        assert!(files == files_again, "the files of {} differ", key.month);
        assert_eq!(key, key_again);
    }
    assert!(county().months[0].1 != send(8).months[0].1);
}

#[test]
fn what_a_visit_found_stands_in_the_form_the_key_names() {
    for pair in county().months.windows(2) {
        let [(_, _, before), (_, files, after)] = pair else { panic!("two months") };
        let visited: Vec<&PlantedFault> =
            before.faults.iter().filter(|fault| matches!(fault.cure, Cure::VisitForm { .. })).collect();
        assert!(!visited.is_empty());
        for fault in visited {
            let Cure::VisitForm { path, .. } = &fault.cure else { continue };
            let row = after
                .visits
                .iter()
                .find(|row| row.faults.contains(&(before.month, fault.number)))
                .expect("every finding is written down");
            assert_eq!((&row.path, Some(row.citizen)), (path, fault.citizen));
            assert!(!row.fields.is_empty(), "{fault:?}");
            let cells = Cells::of(file(files, path));
            let written: Vec<String> = cells.row(row.sheet, row.row).into_iter().map(vocabulary::squeeze).collect();
            let spoiled = after.faults.iter().any(|fault| fault.path == *path && fault.row == row.row);
            let number = county().people.citizens[row.citizen.0 as usize].number;
            assert!(spoiled || written.iter().any(|cell| cell == number.reveal()), "{row:?}: {written:?}");
        }
    }
}

#[test]
fn a_file_sent_again_and_a_row_of_the_next_list_are_right() {
    let mut again = 0;
    for pair in county().months.windows(2) {
        let [(rows, _, before), (_, files, after)] = pair else { panic!("two months") };
        for fault in &before.faults {
            let Some(citizen) = fault.citizen else { continue };
            let number = county().people.citizens[citizen.0 as usize].number;
            match &fault.cure {
                Cure::FileSentAgain { path, .. } => {
                    let sent = after.files.iter().find(|file| file.path == *path).expect("it is sent again");
                    assert_eq!((sent.replaces.as_deref(), sent.about), (Some(fault.path.as_str()), rows.month));
                    assert!(Cells::of(file(files, path)).texts().any(|text| text == number.reveal()), "{fault:?}");
                    assert!(after.faults.iter().all(|fault| fault.path != *path));
                    again += 1;
                }
                Cure::NextList { path, .. } => {
                    assert!(Cells::of(file(files, path)).texts().any(|text| text == number.reveal()), "{fault:?}");
                }
                Cure::NotNeeded | Cure::Never | Cure::VisitForm { .. } => {}
            }
        }
    }
    assert!(again > 0, "some files are sent again");
}

#[test]
fn every_answer_holds_rows_about_families_that_authorised_nothing() {
    for (rows, files, key) in &county().months {
        let asked: BTreeSet<&String> = key.batch.households.iter().collect();
        assert_eq!(asked, rows.answers.iter().map(|row| &row.household).collect());
        for list in OfficeList::ALL.into_iter().filter(|list| list.needs_authorisation()) {
            assert!(key.unauthorised.iter().filter(|row| row.list == list).count() >= 2, "{list:?}");
        }
        for row in &key.unauthorised {
            assert!(!asked.contains(&sample::household(row.citizen)), "{row:?}");
            let written = Cells::of(file(files, &row.path));
            let number = county().people.citizens[row.citizen.0 as usize].number;
            assert!(written.row(row.sheet, row.row).contains(&number.reveal()), "{row:?}");
        }
    }
}

#[test]
fn rows_without_a_fault_state_the_number_and_name_of_their_citizen() {
    let (rows, files, key) = &county().months[0];
    for sent in key.files.iter().filter(|sent| sent.list == OfficeList::HouseholdRegister) {
        let cells = Cells::of(file(files, &sent.path));
        let texts: BTreeSet<&str> = cells.texts().collect();
        let faulty: BTreeSet<CitizenKey> = key.faults.iter().filter_map(|fault| fault.citizen).collect();
        let area = sent.path.split('_').nth(2).expect("the township").to_owned();
        let of_area = |row: &&crate::county::rows::RegisterRow| {
            let township = row.village.at(vocabulary::RegionLevel::Town);
            list::Area::Township(township).name() == area && !faulty.contains(&row.citizen)
        };
        let mut seen = 0;
        for row in rows.register.iter().filter(of_area) {
            let who = &county().people.citizens[row.citizen.0 as usize];
            assert!(texts.contains(who.number.reveal()) && texts.contains(who.name.as_str()), "{}", sent.path);
            seen += 1;
        }
        assert!(seen > 0);
    }
}

#[test]
fn files_are_named_by_month_list_and_township() {
    let (_, files, _) = &county().months[1];
    let names: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names.len(), files.len(), "no name twice");
    for name in names {
        assert!(name.starts_with("2022-02/"), "{name}");
        let parts: Vec<&str> = name["2022-02/".len()..].split('_').collect();
        assert_eq!(parts.len(), 4, "{name}");
        assert!(parts[3].starts_with("2022-02.") || parts[3].starts_with("2022-01."), "{name}");
    }
}

#[test]
fn the_truth_of_a_month_has_a_value_for_every_column_of_every_row() {
    let (rows, _, _) = &county().months[0];
    let cells: Vec<TrueCell<'_>> = true_cells(&county().people, rows).collect();
    let deaths: Vec<&TrueCell<'_>> = cells.iter().filter(|cell| cell.list == OfficeList::Deaths).collect();
    assert_eq!(deaths.len(), rows.deaths.len() * OfficeList::Deaths.columns().len());
    for list in OfficeList::ALL {
        for statement in statements(list, rows).iter().take(3) {
            assert_eq!(statement.values(list, &county().people).len(), list.columns().len(), "{list:?}");
        }
    }
}

#[test]
fn a_batch_is_named_by_its_month() {
    let month = Month::new(2022, 1).expect("a month");
    assert_eq!(query_batch(month), "HD-202201-01");
    let (_, _, key) = &county().months[0];
    assert_eq!(key.batch.name, "HD-202201-01");
}

#[test]
fn every_heading_is_known_to_the_layout_of_its_list() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../departments");
    let mut layouts: BTreeMap<String, String> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the layouts stand beside the crates") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(path).expect("text");
            let name = text.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default();
            layouts.insert(name.trim_matches('"').to_owned(), text);
        }
    }
    for list in OfficeList::ALL {
        let layout = layouts.get(list.name()).unwrap_or_else(|| panic!("no layout is named {}", list.name()));
        let headings = list.columns().iter().flat_map(|column| column.headings);
        let unknown: Vec<&&str> = headings.filter(|heading| !layout.contains(&format!("\"{heading}\""))).collect();
        assert!(unknown.is_empty(), "{list:?}: {unknown:?}");
    }
}

/// Rows, over all townships, in which a kind that needs a certain value may find none.
const FEW_ROWS: usize = 24;

#[test]
fn a_small_model_county_has_every_kind_of_fault_in_every_month_with_rows_for_it() {
    use crate::county::{County, CountyPlan, Totals};
    let totals = Totals::parse(Totals::YEAR_2022).expect("the table reads");
    let months = CountyPlan::of_year(1, totals.clone()).expect("a plan").months().to_vec();
    let county = County::new(CountyPlan::new(3_000, 1, months, totals).expect("a plan")).expect("the table holds together");
    let mut offices = Offices::new(7);
    for month in county.plan().months() {
        let key = offices.send_month(county.people(), &county.month(*month), |_| {});
        for kind in FaultKind::ALL {
            let can_have = |file: &&SentFile| file.replaces.is_none() && soiling::kinds(file.list).contains(&kind);
            let rows: usize = key.files.iter().filter(can_have).map(|file| file.rows).sum();
            let planted = key.faults.iter().any(|fault| fault.kind == kind);
            assert!(planted || rows < FEW_ROWS, "{kind:?} in {month}, {rows} rows");
        }
    }
}
