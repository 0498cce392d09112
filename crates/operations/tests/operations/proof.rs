//! The proof of the intake: a county's offices send their dirty files, and what the product makes of them is compared with
//! the key, which the product never sees.
//!
//! `DOUDI_PROOF_PEOPLE` and `DOUDI_PROOF_MONTHS` choose another size; `DOUDI_PROOF_SEED` another county.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use model_county::county::rows::{CitizenKey, OfficeMonth};
use model_county::county::{County, CountyPlan, Totals};
use model_county::files::{Cure, FaultKind, MonthKey, OfficeList, Offices, PlantedFault, ReadingExpected, TrueValue, true_cells};
use operations::{Account, FolderImported, Imported, Office, Premises, Role, SetUp, Settings, import, set_up};
use registry::intake::{Field, Layout, Period, embedded_layouts};
use registry::matching::MatchInput;
use registry::{Fact, FactKind, FactValue, Register};
use store::{Keyring, Place, Store};
use vocabulary::{CitizenId, Date, Month, PersonId, RegionCode};

fn number(variable: &str, usual: i64) -> i64 {
    std::env::var(variable).map_or(usual, |text| text.parse().expect("a whole number"))
}

/// Complaints by file and code.
type Tally = BTreeMap<(String, String), usize>;

fn expected_complaints(key: &MonthKey, unasked: &Unasked) -> Tally {
    let mut tally = Tally::new();
    let dropped = expected_dropped(key, unasked);
    for fault in key.faults.iter().filter(|fault| is_told(fault, key, &dropped) && !unasked.hides(fault)) {
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

/// Rows that may not be kept: of families that authorised nothing, and of people of another county in answers to us.
fn expected_dropped(key: &MonthKey, unasked: &Unasked) -> Tally {
    let mut tally = Tally::new();
    for file in key.files.iter().filter(|file| file.about == key.month && is_answer(file.list)) {
        let left_out = |citizen: &&CitizenKey| {
            let is_of = |fault: &&PlantedFault| fault.path == file.path && fault.citizen == Some(**citizen);
            key.faults.iter().filter(is_of).any(|fault| fault.kind == FaultKind::DoubledOtherwise)
        };
        let rows = unasked.citizens.iter().filter(|citizen| !left_out(citizen)).count();
        if rows > 0 {
            *tally.entry((file_name(&file.path), DROPPED.to_owned())).or_default() += rows;
        }
    }
    let strangers = key.faults.iter().filter(|fault| fault.kind == FaultKind::OtherCounty && is_answer(fault.list));
    for path in key.unauthorised.iter().map(|row| &row.path).chain(strangers.map(|fault| &fault.path)) {
        *tally.entry((file_name(path), DROPPED.to_owned())).or_default() += 1;
    }
    tally
}

const DROPPED: &str = "rows dropped";

fn dropped(imported: &FolderImported) -> Tally {
    let of = |file: &Imported| ((file.name.clone(), DROPPED.to_owned()), usize::try_from(file.dropped).expect("a count"));
    imported.imported.iter().map(of).filter(|(_, count)| *count > 0).collect()
}

/// 户号 of families by what the county has read of them so far.
#[derive(Default)]
struct Families {
    signed: BTreeSet<String>,
    applied: BTreeSet<String>,
}

/// People whom the model's offices answer about, though the county could not ask: the fault in the village's report took
/// their family's authorisation.
struct Unasked {
    citizens: BTreeSet<CitizenKey>,
}

impl Unasked {
    /// Of a month, where `families` holds what was read before, and takes up this month's.
    fn of(rows: &OfficeMonth, key: &MonthKey, earlier: &[PlantedFault], families: &mut Families) -> Unasked {
        let takes = |fault: &&PlantedFault| {
            fault.list == OfficeList::VillageReport
                && (fault.costs_the_row() || (fault.field == "authorisation_day" && fault.costs_the_cell()))
        };
        let lost: BTreeSet<CitizenKey> = key.faults.iter().filter(takes).filter_map(|fault| fault.citizen).collect();
        let signed = rows.declarations.iter().filter(|row| row.authorised.is_some() && !lost.contains(&row.citizen));
        families.signed.extend(signed.map(|row| row.household.clone()));
        let takes_application = |fault: &&PlantedFault| {
            let is_application = matches!(fault.field, "application_day" | "application_kind") && fault.costs_the_cell();
            fault.list == OfficeList::VillageReport && (fault.costs_the_row() || is_application)
        };
        let lost: BTreeSet<CitizenKey> = key.faults.iter().filter(takes_application).filter_map(|fault| fault.citizen).collect();
        let applied = rows.declarations.iter().filter(|row| row.application.is_some() && !lost.contains(&row.citizen));
        families.applied.extend(applied.map(|row| row.household.clone()));
        let on_roll: BTreeSet<CitizenKey> = rows.opening.dibao.iter().map(|row| row.citizen).collect();
        let helped = rows.register.iter().filter(|row| on_roll.contains(&row.citizen));
        families.applied.extend(helped.map(|row| row.household.clone()));
        let authorised: BTreeSet<&String> = families.signed.intersection(&families.applied).collect();
        let unknown: BTreeSet<CitizenKey> = earlier
            .iter()
            .filter(|fault| keeps_out_of_the_register(fault, rows.month))
            .filter_map(|fault| fault.citizen)
            .collect();
        let unasked = rows.answers.iter().filter(|row| !authorised.contains(&row.household) || unknown.contains(&row.citizen));
        Unasked { citizens: unasked.map(|row| row.citizen).collect() }
    }

    /// What is wrong with the row of somebody who was not asked about is not told either.
    fn hides(&self, fault: &PlantedFault) -> bool {
        let is_hidden = is_answer(fault.list) && fault.kind != FaultKind::DoubledOtherwise;
        is_hidden && fault.citizen.is_some_and(|citizen| self.citizens.contains(&citizen))
    }
}

/// Whether a fault of the register's row keeps the person unknown in a month.
fn keeps_out_of_the_register(fault: &PlantedFault, month: Month) -> bool {
    let until = match &fault.cure {
        Cure::Never => None,
        Cure::VisitForm { month, .. } | Cure::NextList { month, .. } | Cure::FileSentAgain { month, .. } => Some(*month),
        Cure::NotNeeded => Some(fault.month),
    };
    // Nobody enters the register without these.
    let needed = ["household_number", "relation", "registration", "village"].contains(&fault.field) && fault.costs_the_cell();
    let is_of_register = fault.list == OfficeList::HouseholdRegister && (fault.costs_the_row() || needed);
    is_of_register && fault.month <= month && until.is_none_or(|until| month < until)
}

/// Whether a list answers a query batch.
fn is_answer(list: OfficeList) -> bool {
    list.needs_authorisation() && list != OfficeList::VillageReport
}

/// A wrong total is told only where every cell above it could be read, since otherwise the missing cell may be the
/// difference, and only where no row was dropped, since the difference would tell what may not be kept.
fn is_told(fault: &PlantedFault, key: &MonthKey, dropped: &Tally) -> bool {
    if fault.kind == FaultKind::TotalWrong && dropped.contains_key(&(file_name(&fault.path), DROPPED.to_owned())) {
        return false;
    }
    let unread = |other: &&PlantedFault| {
        let is_cell = !matches!(other.kind, FaultKind::TotalWrong | FaultKind::DoubledSame | FaultKind::DoubledOtherwise);
        let is_unread = matches!(other.expected, ReadingExpected::Complaint(_) | ReadingExpected::LeftUnknown(_));
        is_cell && is_unread && (&other.path, other.sheet, other.column) == (&fault.path, fault.sheet, fault.column)
    };
    fault.kind != FaultKind::TotalWrong || !key.faults.iter().any(|other| unread(&other))
}

/// Fields of which one says nothing without the other, with the complaint that a row has where one is missing.
const COMPANIONS: [(&str, &str, &str); 4] = [
    ("disability_kind", "disability_level", "IN-303"),
    ("wage_income", "wage_months", "IN-304"),
    ("application_day", "application_kind", "IN-306"),
    ("hardship", "hardship_day", "IN-308"),
];

fn companion(field: &str) -> Option<(&'static str, &'static str)> {
    COMPANIONS.iter().find_map(|(one, other, code)| match field {
        _ if field == *one => Some((*other, *code)),
        _ if field == *other => Some((*one, *code)),
        _ => None,
    })
}

/// The complaint that a row has besides, because what the faulty cell should state is missing beside its companion.
fn follows(fault: &PlantedFault) -> Option<&'static str> {
    let is_disability = matches!(fault.field, "disability_kind" | "disability_level");
    if is_disability && fault.kind == FaultKind::DoubledOtherwise {
        return Some("IN-307");
    }
    // Wages may lack where months are stated: only the other way round is incomplete.
    let (_, code) = companion(fault.field).filter(|_| fault.costs_the_cell() && fault.field != "wage_income")?;
    Some(code)
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
        settings: Settings::usual(region),
        policy: None,
        policy_files: vec![(name.to_owned(), text.to_owned())],
        officials: vec![Account {
            login: "officer".into(), name: "县级业务人员".into(), role: Role::CountyOfficer, region
        }],
    };
    set_up(&Premises { data: data.to_owned(), database: None }, &order).await.expect("a county is set up")
}

/// A county that was sent to an office of ours, month after month.
struct Sent {
    county: County,
    months: Vec<(OfficeMonth, MonthKey, FolderImported)>,
    premises: Premises,
    _folder: tempfile::TempDir,
}

/// Makes the county, writes its files and imports them.
async fn send() -> Sent {
    let totals = Totals::parse(Totals::YEAR_2022).expect("the table is read");
    let year = CountyPlan::of_year(1, totals.clone()).expect("the year is planned");
    let count = usize::try_from(number("DOUDI_PROOF_MONTHS", 3)).expect("a few months");
    let months: Vec<Month> = year.months().iter().copied().take(count).collect();
    let seed = u64::try_from(number("DOUDI_PROOF_SEED", 20_220_101)).expect("a seed is not negative");
    let plan = CountyPlan::new(number("DOUDI_PROOF_PEOPLE", 3_000), seed, months.clone(), totals).expect("the plan is one");
    let county = County::new(plan).expect("the table holds together");
    let mut offices = Offices::new(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let premises = Premises { data: folder.path().join("data"), database: None };
    let office = county_office(&premises.data).await;
    let inbox = folder.path().join("files");
    let mut sent = Vec::new();
    for month in months {
        let rows = county.month(month);
        let key = offices.send_month(county.people(), &rows, |file| {
            let path = inbox.join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder is made");
            std::fs::write(path, &file.bytes).expect("the file is written");
        });
        let officer = office.context("officer", Some(month.last_day())).await.expect("the officer acts");
        let imported =
            import::import_folder(&office, &officer, month, &inbox.join(month.to_string()), &|_| {}).await.expect("the folder");
        sent.push((rows, key, imported));
    }
    Sent { county, months: sent, premises, _folder: folder }
}

/// A stranger's row in a village's report is dropped, or a clue where it bears the 户号 of a family that signed; and a total
/// is told only where nothing was dropped. Either is right.
fn without(differences: Vec<String>, key: &MonthKey) -> Vec<String> {
    let is_stranger = |fault: &&PlantedFault| fault.kind == FaultKind::OtherCounty && fault.list == OfficeList::VillageReport;
    let files: BTreeSet<String> = key.faults.iter().filter(is_stranger).map(|fault| file_name(&fault.path)).collect();
    let either = |line: &String| {
        files.iter().any(|file| [DROPPED, "IN-501"].iter().any(|what| line.starts_with(&format!("{file} {what}"))))
    };
    differences.into_iter().filter(|line| !either(line)).collect()
}

fn compare_complaints(sent: &Sent) -> Vec<String> {
    let mut all = Vec::new();
    let (mut families, mut faults) = (Families::default(), Vec::new());
    for (rows, key, imported) in &sent.months {
        faults.extend(key.faults.iter().cloned());
        let unasked = Unasked::of(rows, key, &faults, &mut families);
        for (name, refusal) in &imported.refused {
            all.push(format!("{name}: refused: {}", refusal.message(operations::Language::Chinese).why));
        }
        all.extend(without(differences(&expected_complaints(key, &unasked), &complaints(imported)), key));
        all.extend(without(differences(&expected_dropped(key, &unasked), &dropped(imported)), key));
    }
    all
}

/// What the county's office knows in the end.
async fn known(sent: &Sent) -> (Register, HashMap<CitizenId, PersonId>) {
    let place = Place::Sqlite(sent.premises.data.join("doudi.sqlite"));
    let keys = Keyring::load(&sent.premises.data.join("keys.toml")).expect("the keys");
    let store = Store::open(&place, keys).await.expect("the database");
    let view = store.view(RegionCode::parse("620521").expect("the county")).await.expect("a view");
    let inputs: Vec<MatchInput> = sent
        .county
        .people()
        .citizens
        .iter()
        .map(|citizen| MatchInput { number: Some(citizen.number), name: Some(citizen.name.clone()), village: None, birth: None })
        .collect();
    let persons = view.candidates_for(&inputs).await.expect("the persons");
    let persons = persons.into_iter().filter_map(|known| known.number.map(|number| (number, known.person.id))).collect();
    (view.register(None).await.expect("the register"), persons)
}

/// What a list states of somebody, as a fact.
fn fact_of(layout: &Layout, kind: FactKind, value: &TrueValue<'_>) -> Option<FactValue> {
    let monthly =
        layout.column(Field::Fact(kind)).and_then(|column| column.unit).and_then(|unit| unit.period) == Some(Period::Month);
    match value {
        TrueValue::Nothing | TrueValue::Text(_) => None,
        TrueValue::Word(word) => kind.parse_code(word),
        TrueValue::Day(day) => Some(FactValue::day(*day)),
        TrueValue::Month(month) => Some(FactValue::day(month.first_day())),
        TrueValue::Money(amount) => Some(FactValue(amount.as_fen() * if monthly { 12 } else { 1 })),
        TrueValue::Count(count) => Some(FactValue(*count)),
        TrueValue::Yes => Some(FactValue(1)),
        TrueValue::No => Some(FactValue(0)),
    }
}

/// What the county knows of what a list should have told: by the list itself, or by a visit since.
fn known_of(register: &Register, person: PersonId, list: OfficeList, kind: FactKind, day: Date) -> Option<&Fact> {
    let of = |department| register.statements(person, kind, department).iter().rev().find(|fact| fact.days.contains(day));
    let (listed, found) = (of(i16::from(list.number())), of(i16::from(OfficeList::VisitForms.number())));
    let is_news = |listed: &&Fact| found.is_none_or(|found| listed.days.from() > found.days.from());
    listed.filter(is_news).or(found).or(listed)
}

type Statement = (CitizenKey, OfficeList, FactKind);

/// What each list last said of everybody, as it truly is, and the month.
fn truth(sent: &Sent, layouts: &HashMap<i16, Layout>) -> HashMap<Statement, (FactValue, Month)> {
    let mut truth = HashMap::new();
    for (rows, _, _) in &sent.months {
        for cell in true_cells(sent.county.people(), rows) {
            // Several of one kind may be true of one person in a month.
            if cell.list.repeats_persons() {
                continue;
            }
            let Some(kind) = FactKind::from_code(cell.field) else { continue };
            // How a family is on a roll is the shape of its unit, not a fact about a person.
            if (cell.list, kind) == (OfficeList::DibaoRoll, FactKind::ApplicationKind) {
                continue;
            }
            let layout = &layouts[&i16::from(cell.list.number())];
            if let Some(value) = fact_of(layout, kind, &cell.value) {
                truth.insert((cell.citizen, cell.list, kind), (value, rows.month));
            }
        }
    }
    truth
}

/// Whether a fault explains that the county does not know what a list should have told it.
fn explains(fault: &PlantedFault, statement: &Statement, last: Month, forms: &Layout) -> bool {
    let (citizen, list, kind) = *statement;
    let of_companion = companion(fault.field).is_some_and(|(other, _)| other == kind.code());
    let of_cell = fault.field == kind.code() || of_companion || fault.costs_the_row();
    let still_open = match &fault.cure {
        Cure::Never => true,
        // A visit form has no place for a signature, nor for what other offices alone can say.
        Cure::VisitForm { month, .. } => *month > last || forms.column(Field::Fact(kind)).is_none(),
        Cure::NextList { month, .. } | Cure::FileSentAgain { month, .. } => *month > last,
        Cure::NotNeeded => false,
    };
    fault.citizen == Some(citizen) && fault.list == list && of_cell && still_open
}

/// Facts that the county does not know rightly though it could, and how many it could not know.
async fn compare_facts(sent: &Sent) -> (Vec<String>, usize, usize) {
    let layouts: HashMap<i16, Layout> = embedded_layouts().into_iter().map(|layout| (layout.number, layout)).collect();
    let (register, persons) = known(sent).await;
    let last = sent.months.last().map(|(rows, _, _)| rows.month).expect("a month was sent");
    let day: Date = last.last_day();
    let mut families = Families::default();
    let every: Vec<PlantedFault> = sent.months.iter().flat_map(|(_, key, _)| key.faults.iter().cloned()).collect();
    let unasked: HashMap<Month, Unasked> =
        sent.months.iter().map(|(rows, key, _)| (rows.month, Unasked::of(rows, key, &every, &mut families))).collect();
    let forms = &layouts[&i16::from(OfficeList::VisitForms.number())];
    let faults: Vec<&PlantedFault> = sent.months.iter().flat_map(|(_, key, _)| &key.faults).collect();
    let mut wrong = Vec::new();
    let (mut right, mut unknowable) = (0, 0);
    for (statement, (value, month)) in truth(sent, &layouts) {
        let (citizen, list, kind) = statement;
        let number = sent.county.people().citizens[citizen.0 as usize].number;
        // Whom the register's own row did not name that month could be linked by no list.
        let unregistered = |fault: &&PlantedFault| fault.citizen == Some(citizen) && keeps_out_of_the_register(fault, month);
        let stated = persons.get(&number).and_then(|person| known_of(&register, *person, list, kind, day));
        if stated.is_some_and(|fact| fact.value == value) {
            right += 1;
        } else if faults.iter().any(|fault| explains(fault, &statement, last, forms))
            || faults.iter().copied().any(|fault| unregistered(&fault))
            || (is_answer(list) && unasked[&month].citizens.contains(&citizen))
        {
            unknowable += 1;
        } else {
            let got = stated.map_or("nothing".to_owned(), |fact| kind.show(fact.value));
            wrong.push(format!("{month} {list:?} {} of {citizen:?}: true {}, known {got}", kind.code(), kind.show(value)));
        }
    }
    wrong.sort();
    (wrong, right, unknowable)
}

#[tokio::test(flavor = "multi_thread")]
async fn complaints_by_kind_equal_the_planted_faults_and_facts_equal_the_truth_wherever_it_became_knowable() {
    let sent = send().await;
    let complaints = compare_complaints(&sent);
    let (wrong, right, unknowable) = compare_facts(&sent).await;
    println!("facts right {right}, not knowable by the files {unknowable}, wrong {}", wrong.len());
    let shown: Vec<&String> = complaints.iter().chain(&wrong).take(60).collect();
    assert!(complaints.is_empty() && wrong.is_empty(), "{} and {} differences:\n{shown:#?}", complaints.len(), wrong.len());
    assert!(right > unknowable, "most facts are known");
}
