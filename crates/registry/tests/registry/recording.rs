//! A file read, linked and recorded, month after month.

use std::collections::{HashMap, HashSet};

use registry::intake::{ComplaintCode, Reading};
use registry::matching::{Candidate, Candidates, DoubtReason, Link, MatchInput, match_rows};
use registry::statement::{Arrival, ClueReason, LawfulReading, QueryBatches, Statement, state};
use registry::units::{UnitsOpened, open};
use registry::{Fact, FactKind, FactValue, Household, HouseholdKind, Membership, Person, Register};
use vocabulary::{CitizenId, DateRange, FileId, HouseholdId, Month, PersonId, Sequence, Source};

use crate::files::{REGISTER_HEADINGS, VILLAGE_HEADINGS, csv, day, number, reading, reported, resident};

/// What a store holds of a county, as far as these tests need it.
#[derive(Default)]
pub struct County {
    persons: Vec<Person>,
    numbers: HashMap<PersonId, CitizenId>,
    households: Vec<Household>,
    memberships: Vec<Membership>,
    facts: Vec<Fact>,
    last_id: i64,
    files: i64,
}

impl County {
    pub fn register(&self) -> Register {
        Register::new(self.persons.clone(), self.households.clone(), self.memberships.clone(), self.facts.clone())
    }

    /// The part of the register that a file's rows touch: the linked persons, the households they ever were in and those
    /// whose numbers the rows bear, everybody's memberships who ever was in one of these, and of their facts those of the
    /// file's department and signatures.
    fn register_around(&self, reading: &Reading, links: &[Link]) -> Register {
        let candidates = links.iter().filter_map(|link| match link {
            Link::Linked(person) | Link::Doubtful { person, .. } => Some(*person),
            Link::Unknown => None,
        });
        let linked: HashSet<PersonId> = candidates.collect();
        let mut persons = linked.clone();
        let numbers: HashSet<&str> = reading.rows.iter().filter_map(|row| row.identity.household_number.as_deref()).collect();
        let numbered = self.households.iter().filter(|household| numbers.contains(household.number.as_str()));
        let mut households: HashSet<HouseholdId> = numbered.map(|household| household.id).collect();
        let of = |membership: &&Membership| persons.contains(&membership.person);
        households.extend(self.memberships.iter().filter(of).map(|membership| membership.household));
        let memberships = self.memberships.iter();
        persons.extend(memberships.filter(|known| households.contains(&known.household)).map(|known| known.person));
        let memberships: Vec<Membership> =
            self.memberships.iter().filter(|membership| persons.contains(&membership.person)).cloned().collect();
        households.extend(memberships.iter().map(|membership| membership.household));
        let is_asked = |fact: &Fact| fact.department == reading.department || fact.kind == FactKind::AuthorisationDay;
        Register::new(
            self.persons.iter().filter(|person| linked.contains(&person.id)).cloned().collect(),
            self.households.iter().filter(|household| households.contains(&household.id)).cloned().collect(),
            memberships,
            self.facts.iter().filter(|fact| persons.contains(&fact.person) && is_asked(fact)).cloned().collect(),
        )
    }

    fn links(&self, reading: &Reading) -> Vec<Link> {
        let candidates = self.persons.iter().map(|person| Candidate {
            person: person.id,
            number: self.numbers.get(&person.id).copied(),
            name: person.name.clone(),
            birth: person.birth,
            village: person.village,
        });
        let rows: Vec<MatchInput> = reading.rows.iter().map(|row| row.identity.match_input()).collect();
        match_rows(&rows, &Candidates::new(candidates))
    }

    fn arrival(&mut self, month: &str) -> Arrival {
        self.files += 1;
        let file = FileId::new(self.files).expect("an id");
        Arrival { file, month: Month::parse(month).expect("a month"), recorded: Sequence(self.files) }
    }

    /// Reads and records a file of that month, opens the units it applies for, and says what was recorded.
    pub fn receive(&mut self, month: &str, lines: &[String]) -> (LawfulReading, Statement, UnitsOpened) {
        self.receive_answers(month, lines, &QueryBatches::default())
    }

    /// Like `receive`, where these queries were sent out.
    pub fn receive_answers(
        &mut self,
        month: &str,
        lines: &[String],
        batches: &QueryBatches,
    ) -> (LawfulReading, Statement, UnitsOpened) {
        let arrival = self.arrival(month);
        let reading = reading(&csv(&lines.iter().map(String::as_str).collect::<Vec<&str>>()));
        let links = self.links(&reading);
        let mut last_id = self.last_id;
        let mut recorded = |register: &Register| {
            last_id = self.last_id;
            let mut next_id = || {
                last_id += 1;
                last_id
            };
            let day = arrival.month.first_day();
            let lawful = LawfulReading::of(reading.clone(), links.clone(), register, day, batches);
            let statement = state(&lawful, &arrival, register, &mut next_id);
            let units = open(&lawful, &arrival, register, &mut next_id);
            (lawful, statement, units)
        };
        let (lawful, statement, units) = recorded(&self.register());
        let of_a_part = recorded(&self.register_around(&reading, &links));
        assert_eq!(of_a_part, (lawful.clone(), statement.clone(), units.clone()), "a part of the county says the same");
        self.last_id = last_id;
        self.save(&statement, &units);
        (lawful, statement, units)
    }

    fn save(&mut self, statement: &Statement, units: &UnitsOpened) {
        for new in &statement.persons {
            self.numbers.insert(new.person.id, new.number);
            self.persons.push(new.person.clone());
        }
        for changed in &statement.persons_changed {
            self.persons.iter_mut().filter(|person| person.id == changed.id).for_each(|person| *person = changed.clone());
        }
        for changed in &statement.households_changed {
            self.households.iter_mut().filter(|known| known.id == changed.id).for_each(|known| *known = changed.clone());
        }
        for end in &statement.memberships_ended {
            self.memberships.retain_mut(|membership| {
                if membership.id != end.membership {
                    return true;
                }
                let days = DateRange::new(membership.days.from(), Some(end.until));
                membership.days = days.unwrap_or(membership.days);
                days.is_some()
            });
        }
        self.households.extend(statement.households.iter().chain(&units.households).cloned());
        self.memberships.extend(statement.memberships.iter().chain(&units.memberships).cloned());
        self.facts.extend(statement.facts.iter().cloned());
    }

    /// The person with this number.
    pub fn person(&self, number: CitizenId) -> PersonId {
        let found = self.numbers.iter().find(|(_, known)| **known == number);
        found.map(|(person, _)| *person).expect("a person of the county")
    }

    /// Names in the household of that kind and number on a day.
    pub fn members(&self, kind: HouseholdKind, number: &str, on: &str) -> Vec<String> {
        let register = self.register();
        let Some(household) = register.household_numbered(kind, number) else { return Vec::new() };
        let name = |membership: &Membership| register.person(membership.person).map(|person| person.name.clone());
        register.members(household.id, day(on)).filter_map(name).collect()
    }
}

pub fn head() -> CitizenId {
    number("1970-01-01", 1)
}

pub fn wife() -> CitizenId {
    number("1972-02-02", 2)
}

pub fn son() -> CitizenId {
    number("2001-03-03", 3)
}

pub fn neighbour() -> CitizenId {
    number("1950-05-05", 5)
}

/// The household register of October: A1 with three members, A2 with one.
pub fn roll() -> Vec<String> {
    vec![
        REGISTER_HEADINGS.to_owned(),
        resident("A1", "王小二", head(), "户主"),
        resident("A1", "李三娘", wife(), "妻"),
        resident("A1", "王小三", son(), "子"),
        resident("A2", "赵六", neighbour(), "户主"),
    ]
}

/// A county that has received the household register of October.
pub fn county() -> County {
    let mut county = County::default();
    county.receive("2022-10", &roll());
    county
}

/// A village report with these rows.
pub fn report(rows: &[String]) -> Vec<String> {
    std::iter::once(VILLAGE_HEADINGS.to_owned()).chain(rows.iter().cloned()).collect()
}

fn nothing_new(statement: &Statement) -> bool {
    let Statement { facts_unchanged: _, contacts: _, clues, .. } = statement;
    let recorded = Statement { facts_unchanged: 0, contacts: Vec::new(), ..statement.clone() };
    clues.is_empty() && recorded == Statement::default()
}

fn signed(name: &str, number: CitizenId, cells: &[(&str, &str)]) -> String {
    let cells = [cells, &[("授权书签署日期", "2022-10-08")]].concat();
    reported("A1", name, number.reveal(), &cells)
}

#[test]
fn the_household_register_makes_persons_households_and_memberships() {
    let mut county = County::default();
    let (_, statement, _) = county.receive("2022-10", &roll());
    assert_eq!((statement.persons.len(), statement.households.len(), statement.memberships.len()), (4, 2, 4));
    assert_eq!((statement.contacts.len(), statement.clues.len(), statement.facts.len()), (4, 0, 0));
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-10-01"), ["王小二", "李三娘", "王小三"]);
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-09-30"), Vec::<String>::new());
}

#[test]
fn the_same_register_twice_records_nothing_new() {
    let mut county = county();
    for month in ["2022-10", "2022-11"] {
        let (_, statement, _) = county.receive(month, &roll());
        assert!(nothing_new(&statement), "{month}: {statement:?}");
    }
}

#[test]
fn a_person_who_is_not_in_the_file_any_more_stays() {
    let mut county = county();
    let (_, statement, _) = county.receive("2022-11", &roll()[..3]);
    assert!(nothing_new(&statement));
    assert_eq!(county.members(HouseholdKind::Register, "A2", "2022-11-30"), ["赵六"]);
}

#[test]
fn a_death_is_a_fact_and_ends_no_membership() {
    let mut county = county();
    let died = format!("{}2022-10-20", resident("A2", "赵六", neighbour(), "户主"));
    let (_, statement, _) = county.receive("2022-11", &[REGISTER_HEADINGS.to_owned(), died]);
    assert_eq!(statement.facts.iter().map(|fact| fact.kind).collect::<Vec<_>>(), [FactKind::Death]);
    assert_eq!((statement.memberships_ended.len(), statement.persons.len()), (0, 0));
    assert_eq!(county.members(HouseholdKind::Register, "A2", "2022-11-30"), ["赵六"]);
}

#[test]
fn who_moves_to_another_household_leaves_the_old_one_on_the_first_day_of_the_month() {
    let mut county = county();
    let mut lines = roll();
    lines[3] = resident("A3", "王小三", son(), "户主");
    let (_, statement, _) = county.receive("2022-11", &lines);
    assert_eq!((statement.households.len(), statement.memberships.len(), statement.memberships_ended.len()), (1, 1, 1));
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-10-31"), ["王小二", "李三娘", "王小三"]);
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-11-01"), ["王小二", "李三娘"]);
    assert_eq!(county.members(HouseholdKind::Register, "A3", "2022-11-01"), ["王小三"]);
    let (_, again, _) = county.receive("2022-11", &lines);
    assert!(nothing_new(&again));
    let (_, late, _) = county.receive("2022-10", &roll());
    assert!(nothing_new(&late), "an older file moves nobody back");
}

#[test]
fn a_correction_within_the_month_says_that_the_membership_never_was() {
    let mut county = county();
    let mut lines = roll();
    lines[3] = resident("A2", "王小三", son(), "子");
    let (_, statement, _) = county.receive("2022-10", &lines);
    assert_eq!(statement.memberships_ended[0].until, day("2022-10-01"));
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-10-01"), ["王小二", "李三娘"]);
    assert_eq!(county.members(HouseholdKind::Register, "A2", "2022-10-01"), ["赵六", "王小三"]);
}

#[test]
fn a_changed_relation_to_the_head_is_a_new_membership() {
    let mut county = county();
    let mut lines = roll();
    lines[2] = resident("A1", "李三娘", wife(), "户主");
    let (_, statement, _) = county.receive("2022-11", &lines);
    assert_eq!((statement.memberships.len(), statement.memberships_ended.len()), (1, 1));
    assert!(statement.memberships[0].relation.is_head());
}

#[test]
fn a_household_that_moves_to_another_village_is_told_with_its_persons() {
    let mut county = county();
    let lines: Vec<String> = roll().iter().map(|line| line.replace("620521100001", "620521100002")).collect();
    let (_, statement, _) = county.receive("2022-11", &lines);
    assert_eq!((statement.persons_changed.len(), statement.households_changed.len()), (4, 2));
    assert!(statement.memberships.is_empty());
    assert!(nothing_new(&county.receive("2022-11", &lines).1));
}

#[test]
fn a_namesake_with_a_number_of_their_own_is_a_new_person_and_a_changed_number_is_a_clue() {
    let mut county = county();
    let namesake = resident("A4", "赵六", number("1999-09-09", 1), "户主");
    let changed = resident("A2", "赵六", number("1950-05-05", 777), "户主");
    let (_, statement, _) = county.receive("2022-11", &[REGISTER_HEADINGS.to_owned(), namesake, changed]);
    assert_eq!(statement.persons.len(), 1);
    let clues: Vec<_> = statement.clues.iter().map(|clue| (clue.row.row, clue.reason, clue.candidate)).collect();
    let known = Some(county.person(neighbour()));
    assert_eq!(clues, [(3, ClueReason::Doubtful(DoubtReason::NameAndBirth), known)]);
}

#[test]
fn a_new_person_without_relation_is_a_clue_and_one_without_village_has_that_of_the_household() {
    let without_relation = resident("A1", "王小四", number("2005-05-05", 1), "");
    let without_village = resident("A1", "王小五", number("2006-06-06", 1), "子").replace("620521100001", "");
    let lines = [REGISTER_HEADINGS.to_owned(), resident("A1", "王小二", head(), "户主"), without_relation, without_village];
    let (_, statement, _) = County::default().receive("2022-10", &lines);
    assert_eq!(statement.persons.iter().map(|new| new.person.name.as_str()).collect::<Vec<_>>(), ["王小二", "王小五"]);
    assert_eq!(statement.persons[0].person.village, statement.persons[1].person.village);
    assert_eq!(statement.clues.iter().map(|clue| clue.reason).collect::<Vec<_>>(), [ClueReason::IncompletePerson]);
}

#[test]
fn each_fact_keeps_the_cell_it_was_read_from_and_the_month_it_holds_from() {
    let mut county = county();
    let (_, statement, _) = county.receive("2022-10", &report(&[signed("王小二", head(), &[("住房套数", "2")])]));
    let fact = statement.facts.iter().find(|fact| fact.kind == FactKind::Dwellings).expect("a fact");
    let Source::Cell(cell) = fact.source else { panic!("a cell") };
    assert_eq!((cell.file.number(), cell.sheet, cell.address()), (2, 0, "AD2".to_owned()));
    assert_eq!((fact.value.0, fact.days, fact.department), (2, DateRange::starting(day("2022-10-01")), 2));
    assert_eq!(fact.recorded, Sequence(2));
}

#[test]
fn the_same_report_twice_records_nothing_new() {
    let mut county = county();
    let lines = report(&[signed("王小二", head(), &[]), signed("李三娘", wife(), &[("经营净收入", "-50")])]);
    let (_, first, _) = county.receive("2022-10", &lines);
    let (_, second, _) = county.receive("2022-10", &lines);
    assert!(nothing_new(&second), "{second:?}");
    assert_eq!(second.facts_unchanged, first.facts.len());
}

#[test]
fn a_corrected_cell_supersedes_exactly_one_fact() {
    let mut county = county();
    let (_, first, _) = county.receive("2022-10", &report(&[signed("王小二", head(), &[("其他收入", "100")])]));
    let (_, second, _) = county.receive("2022-10", &report(&[signed("王小二", head(), &[("其他收入", "200")])]));
    assert_eq!(second.facts.len(), 1);
    let corrected = first.facts.iter().find(|fact| fact.kind == FactKind::OtherIncome).expect("a fact");
    assert_eq!((second.facts[0].supersedes, second.facts[0].days), (Some(corrected.id), corrected.days));
    let picked =
        county.register().pick(county.person(head()), FactKind::OtherIncome, day("2022-10-31")).fact().map(|fact| fact.value.0);
    assert_eq!(picked, Some(20_000));
    let (_, back, _) = county.receive("2022-10", &report(&[signed("王小二", head(), &[("其他收入", "100")])]));
    assert_eq!(back.facts.iter().map(|fact| fact.supersedes).collect::<Vec<_>>(), [Some(second.facts[0].id)]);
}

#[test]
fn a_new_value_of_a_later_month_follows_the_old_one() {
    let mut county = county();
    county.receive("2022-10", &report(&[signed("王小二", head(), &[("其他收入", "100")])]));
    let (_, later, _) = county.receive("2022-11", &report(&[signed("王小二", head(), &[("其他收入", "200")])]));
    assert_eq!(later.facts.iter().map(|fact| fact.supersedes).collect::<Vec<_>>(), [None]);
    let register = county.register();
    let value = |on| register.pick(county.person(head()), FactKind::OtherIncome, day(on)).fact().map(|fact| fact.value.0);
    assert_eq!((value("2022-10-31"), value("2022-11-01")), (Some(10_000), Some(20_000)));
}

/// The last statement of a kind about the head, as a later month's rules would read it.
pub fn stated(county: &County, kind: FactKind, on: &str) -> Option<FactValue> {
    county.register().pick(county.person(head()), kind, day(on)).fact().map(|fact| fact.value)
}

#[test]
fn what_a_later_file_no_longer_states_does_not_stay_in_force() {
    let mut county = county();
    county.receive("2022-10", &report(&[signed("王小二", head(), &[("其他收入", "100"), ("重特大疾病", "是")])]));
    county.receive("2022-11", &report(&[signed("王小二", head(), &[("其他收入", "约两万"), ("重特大疾病", "")])]));
    assert_eq!(stated(&county, FactKind::OtherIncome, "2022-11-01"), Some(FactValue::UNREADABLE));
    assert_eq!(stated(&county, FactKind::SeriousIllness, "2022-11-01"), Some(FactValue::EMPTY));
    assert_eq!(stated(&county, FactKind::OtherIncome, "2022-10-31"), Some(FactValue(10_000)), "October stays as it was");
    county.receive("2022-12", &report(&[signed("王小二", head(), &[("其他收入", "300")])]));
    assert_eq!(stated(&county, FactKind::OtherIncome, "2022-12-01"), Some(FactValue(30_000)));
}

#[test]
fn a_row_that_is_not_linked_leaves_its_family_unsettled_until_it_is() {
    let mut county = county();
    county.receive("2022-10", &report(&[signed("王小二", head(), &[]), signed("王二", wife(), &[])]));
    assert_eq!(stated(&county, FactKind::UnsettledRow, "2022-10-31"), Some(FactValue(1)));
    county.receive("2022-11", &report(&[signed("王小二", head(), &[])]));
    assert_eq!(stated(&county, FactKind::UnsettledRow, "2022-11-30"), Some(FactValue(0)));
}

#[test]
fn a_row_that_is_not_linked_gives_a_clue_and_no_fact() {
    let mut county = county();
    let stranger = number("1988-08-08", 8);
    let lines = report(&[
        signed("王小二", head(), &[]),
        signed("王二", wife(), &[]),
        signed("孙八", stranger, &[]),
        reported("A1", "孙八", "", &[]),
        reported("A1", "王小三", "", &[]),
    ]);
    let (_, statement, _) = county.receive("2022-10", &lines);
    let clues: Vec<_> = statement.clues.iter().map(|clue| (clue.row.row, clue.reason)).collect();
    let expected = [
        (3, ClueReason::Doubtful(DoubtReason::NameDiffers)),
        (4, ClueReason::UnknownNumber),
        (5, ClueReason::NoNumber),
        (6, ClueReason::Doubtful(DoubtReason::NameAndVillage)),
    ];
    assert_eq!(clues, expected);
    assert!(statement.facts.iter().all(|fact| fact.person == county.person(head())));
}

#[test]
fn rows_of_a_household_without_authorisation_are_counted_and_nothing_of_them_is_kept() {
    let mut county = county();
    let other = reported("A2", "赵六", neighbour().reveal(), &[("残疾类别", "不详"), ("残疾等级", "一级")]);
    let (lawful, statement, _) =
        county.receive("2022-10", &report(&[signed("王小二", head(), &[]), other, reported("A9", "路人", "", &[])]));
    assert_eq!((lawful.dropped_without_basis(), lawful.reading().rows.len()), (2, 1));
    assert_eq!(lawful.reading().complaints, []);
    assert!(statement.clues.is_empty());
    assert!(statement.facts.iter().all(|fact| fact.person == county.person(head())));
}

#[test]
fn one_signature_covers_the_whole_register_household_and_holds_later() {
    let mut county = county();
    let unsigned = |name, number: CitizenId| reported("A1", name, number.reveal(), &[]);
    let (lawful, ..) = county.receive("2022-10", &report(&[signed("王小二", head(), &[]), unsigned("李三娘", wife())]));
    assert_eq!((lawful.dropped_without_basis(), lawful.reading().rows.len()), (0, 2));
    let (lawful, ..) = county.receive("2022-11", &report(&[unsigned("王小三", son())]));
    assert_eq!((lawful.dropped_without_basis(), lawful.reading().rows.len()), (0, 1));
}

#[test]
fn a_household_number_that_is_not_the_persons_own_lends_no_authorisation() {
    let mut county = county();
    let borrowed = reported("A1", "赵六", neighbour().reveal(), &[]);
    let (lawful, ..) = county.receive("2022-10", &report(&[signed("王小二", head(), &[]), borrowed]));
    assert_eq!(lawful.dropped_without_basis(), 1);
    let signs_elsewhere = reported("A1", "赵六", neighbour().reveal(), &[("授权书签署日期", "2022-11-02")]);
    let (lawful, ..) = county.receive("2022-11", &report(&[signs_elsewhere]));
    assert_eq!(lawful.dropped_without_basis(), 0, "a signature counts for the signer's own household");
}

#[test]
fn a_list_that_may_be_pushed_is_kept_whole() {
    let mut county = County::default();
    let (lawful, ..) = county.receive("2022-10", &roll());
    assert_eq!((lawful.dropped_without_basis(), lawful.reading().rows.len()), (0, 4));
}

#[test]
fn complaints_about_dropped_rows_are_dropped_and_the_others_stay() {
    let mut county = county();
    let bad = |row: String| row.replace(",0,0,0,", ",约一百,0,0,");
    let lines = report(&[bad(signed("王小二", head(), &[])), bad(reported("A2", "赵六", neighbour().reveal(), &[]))]);
    let (lawful, ..) = county.receive("2022-10", &lines);
    let told: Vec<_> = lawful.reading().complaints.iter().map(|complaint| (complaint.row, complaint.code)).collect();
    assert!(!told.is_empty() && told.iter().all(|told| *told == (2, ComplaintCode::NotAnAmount)), "{told:?}");
}
