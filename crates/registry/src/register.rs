//! The register as known at a sequence: what every determination reads.

use std::collections::{HashMap, HashSet};

use vocabulary::{Date, HouseholdId, MembershipId, PersonId, Source};

use crate::{Fact, FactKind, FactValue, Household, HouseholdKind, Membership, Person, PickRule, Ranks};

/// Persons, households, memberships and facts of one county as known at one sequence: superseded rows are not in it.
///
/// It may be a part of the county. What is asked of a person is right where all facts and memberships of that person are in
/// it; what is asked of a household where all its memberships are.
#[derive(Clone, Debug, Default)]
pub struct Register {
    persons: Vec<Person>,
    households: Vec<Household>,
    memberships: Vec<Membership>,
    facts: Vec<Fact>,
    person_at: HashMap<PersonId, usize>,
    household_at: HashMap<HouseholdId, usize>,
    household_by_number: HashMap<HouseholdKind, HashMap<String, usize>>,
    /// First and one-past-last place in `facts` of each person.
    facts_at: HashMap<PersonId, (usize, usize)>,
    /// First and one-past-last place in `memberships` of each household.
    members_at: HashMap<HouseholdId, (usize, usize)>,
    /// Places in `memberships` by id, in the order of the ids.
    membership_at: Vec<(MembershipId, usize)>,
    /// Places in `memberships` of each person.
    households_of: HashMap<PersonId, Vec<usize>>,
}

/// Which fact of a kind a determination reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked<'a> {
    /// None is known for that day.
    Missing,
    /// One, or several that agree: the one from the highest-ranked department.
    One(&'a Fact),
    /// Departments disagree; the chosen one is from the highest-ranked department, the other is kept and shown.
    Conflict {
        /// The fact used.
        chosen: &'a Fact,
        /// One that says otherwise.
        other: &'a Fact,
        /// The rule by which it was chosen.
        rule: PickRule,
    },
}

/// Sources that state a kind of fact differently for one person and day. All are kept; one is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactConflict<'a> {
    /// What they state.
    pub kind: FactKind,
    /// The statement used.
    pub used: &'a Fact,
    /// What each source states, the one used first, also those that agree with it.
    pub statements: Vec<&'a Fact>,
    /// The rule by which it is used.
    pub rule: PickRule,
}

impl<'a> Picked<'a> {
    /// The fact used, if any.
    pub fn fact(self) -> Option<&'a Fact> {
        match self {
            Picked::Missing => None,
            Picked::One(fact) | Picked::Conflict { chosen: fact, .. } => Some(fact),
        }
    }
}

impl Register {
    /// A register of these rows; facts that another of them supersedes are left out.
    pub fn new(
        mut persons: Vec<Person>,
        mut households: Vec<Household>,
        mut memberships: Vec<Membership>,
        mut facts: Vec<Fact>,
    ) -> Register {
        let superseded: HashSet<_> = facts.iter().filter_map(|fact| fact.supersedes).collect();
        facts.retain(|fact| !superseded.contains(&fact.id));
        persons.sort_by_key(|person| person.id);
        households.sort_by_key(|household| household.id);
        memberships.sort_by_key(|membership| (membership.household, membership.id));
        let ranks = Ranks::embedded();
        facts.sort_by_key(|fact| {
            let source = (ranks.rank(fact.kind, fact.department), fact.department);
            (fact.person, fact.kind, source, fact.days.from(), fact.recorded, fact.id)
        });
        let person_at = persons.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
        let household_at = households.iter().enumerate().map(|(at, household)| (household.id, at)).collect();
        let facts_at = spans(facts.iter().map(|fact| fact.person));
        let members_at = spans(memberships.iter().map(|membership| membership.household));
        let mut membership_at: Vec<(MembershipId, usize)> =
            memberships.iter().enumerate().map(|(at, membership)| (membership.id, at)).collect();
        membership_at.sort_unstable();
        let mut households_of: HashMap<PersonId, Vec<usize>> = HashMap::new();
        for (at, membership) in memberships.iter().enumerate() {
            households_of.entry(membership.person).or_default().push(at);
        }
        let mut household_by_number: HashMap<HouseholdKind, HashMap<String, usize>> = HashMap::new();
        for (at, household) in households.iter().enumerate() {
            household_by_number.entry(household.kind).or_default().insert(household.number.clone(), at);
        }
        Register {
            persons,
            households,
            memberships,
            facts,
            person_at,
            household_at,
            household_by_number,
            facts_at,
            members_at,
            membership_at,
            households_of,
        }
    }

    /// All persons, by id.
    pub fn persons(&self) -> &[Person] {
        &self.persons
    }

    /// All households, by id.
    pub fn households(&self) -> &[Household] {
        &self.households
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.person_at.get(&id).and_then(|at| self.persons.get(*at))
    }

    /// The household with this id.
    pub fn household(&self, id: HouseholdId) -> Option<&Household> {
        self.household_at.get(&id).and_then(|at| self.households.get(*at))
    }

    /// Who is in the household on that day, in order of their memberships.
    pub fn members(&self, household: HouseholdId, day: Date) -> impl Iterator<Item = &Membership> {
        self.memberships_of(household).iter().filter(move |membership| membership.days.contains(day))
    }

    /// All memberships of a household, also ended ones, in the order of their ids.
    pub fn memberships_of(&self, household: HouseholdId) -> &[Membership] {
        let (from, to) = self.members_at.get(&household).copied().unwrap_or((0, 0));
        &self.memberships[from..to]
    }

    /// The membership with this id.
    pub fn membership(&self, id: MembershipId) -> Option<&Membership> {
        let place = self.membership_at.binary_search_by_key(&id, |(known, _)| *known).ok()?;
        self.memberships.get(self.membership_at[place].1)
    }

    /// All memberships of a person in households of that kind, also ended ones, with the households.
    pub fn memberships_in(&self, person: PersonId, kind: HouseholdKind) -> impl Iterator<Item = (&Membership, &Household)> {
        let places = self.households_of.get(&person).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .map(|at| &self.memberships[*at])
            .filter_map(|membership| Some((membership, self.household(membership.household)?)))
            .filter(move |(_, household)| household.kind == kind)
    }

    /// The household of that kind the person is in on that day.
    pub fn household_of(&self, person: PersonId, kind: HouseholdKind, day: Date) -> Option<&Household> {
        self.memberships_in(person, kind).find(|(membership, _)| membership.days.contains(day)).map(|(_, household)| household)
    }

    /// The household of that kind with the sender's number.
    pub fn household_numbered(&self, kind: HouseholdKind, number: &str) -> Option<&Household> {
        self.household_by_number.get(&kind)?.get(number).and_then(|at| self.households.get(*at))
    }

    /// All facts of a person, by kind, rank of the department and first day.
    pub fn facts_of(&self, person: PersonId) -> &[Fact] {
        let (from, to) = self.facts_at.get(&person).copied().unwrap_or((0, 0));
        &self.facts[from..to]
    }

    /// The fact of a kind that holds on a day. Of one department the one with the latest first day counts, and of two with
    /// the same first day the one recorded later; among departments the lowest rank of their layouts counts (RG-01), and a
    /// disagreement is told, not hidden: the `other` is that of the highest-ranked department that says otherwise. A
    /// department that no longer states anything gives way to one that does.
    pub fn pick(&self, person: PersonId, kind: FactKind, day: Date) -> Picked<'_> {
        pick_of(of_kind(self.facts_of(person), kind), day)
    }

    /// Where sources state different things of a person on a day, by kind. In time linear to the person's facts.
    pub fn conflicts(&self, person: PersonId, day: Date) -> Vec<FactConflict<'_>> {
        let mut conflicts = Vec::new();
        for facts in self.facts_of(person).chunk_by(|one, next| one.kind == next.kind) {
            let Picked::Conflict { chosen: used, rule, .. } = pick_of(facts, day) else { continue };
            let statements = each_of(facts, day).filter(|fact| fact.value != FactValue::EMPTY).collect();
            conflicts.push(FactConflict { kind: used.kind, used, statements, rule });
        }
        conflicts
    }

    /// What a department stated of a person row by row, where a person may have several rows at a time (a row for each
    /// purpose of payment): the facts of each row of its files, in the order of the files and rows.
    pub fn stated_rows(&self, person: PersonId, department: i16) -> Vec<Vec<&Fact>> {
        let place = |fact: &Fact| match fact.source {
            Source::Cell(cell) => Some((fact.recorded, cell.file, cell.sheet, cell.row)),
            Source::Act(_) => None,
        };
        let mut facts: Vec<_> = self
            .facts_of(person)
            .iter()
            .filter(|fact| fact.department == department)
            .filter_map(|fact| Some((place(fact)?, fact)))
            .collect();
        facts.sort_by_key(|(place, _)| *place);
        facts.chunk_by(|one, next| one.0 == next.0).map(|row| row.iter().map(|(_, fact)| *fact).collect()).collect()
    }

    /// What each department states of a person and kind on a day, highest-ranked first.
    pub fn each(&self, person: PersonId, kind: FactKind, day: Date) -> impl Iterator<Item = &Fact> {
        each_of(of_kind(self.facts_of(person), kind), day)
    }

    /// What one department states of a person and kind, by first day; superseded facts are not among them.
    pub fn statements(&self, person: PersonId, kind: FactKind, department: i16) -> &[Fact] {
        let facts = of_kind(self.facts_of(person), kind);
        let ranks = Ranks::embedded();
        let wanted = (ranks.rank(kind, department), department);
        let source = |fact: &Fact| (ranks.rank(kind, fact.department), fact.department);
        let from = facts.partition_point(|fact| source(fact) < wanted);
        let to = facts.partition_point(|fact| source(fact) <= wanted);
        &facts[from..to]
    }
}

fn of_kind(facts: &[Fact], kind: FactKind) -> &[Fact] {
    let from = facts.partition_point(|fact| fact.kind < kind);
    let to = facts.partition_point(|fact| fact.kind <= kind);
    &facts[from..to]
}

/// What each department states on a day; `facts` are those of one person and kind.
fn each_of(facts: &[Fact], day: Date) -> impl Iterator<Item = &Fact> {
    facts
        .chunk_by(|one, next| one.department == next.department)
        .filter_map(move |facts| facts.iter().rfind(|fact| fact.days.contains(day)))
}

fn pick_of(facts: &[Fact], day: Date) -> Picked<'_> {
    let mut stating = each_of(facts, day).filter(|fact| fact.value != FactValue::EMPTY);
    let Some(chosen) = stating.next() else { return each_of(facts, day).next().map_or(Picked::Missing, Picked::One) };
    let ranks = Ranks::embedded();
    if ranks.corrects(chosen.department) {
        // A finding corrects what was stated by then. What a source states anew afterwards is news.
        let is_news = |other: &&Fact| other.days.from() > chosen.days.from() && other.value != FactValue::UNREADABLE;
        let news = each_of(facts, day).skip(1).filter(|fact| fact.value != FactValue::EMPTY).find(is_news);
        if let Some(news) = news {
            let differs = news.value != chosen.value;
            return if differs {
                Picked::Conflict { chosen: news, other: chosen, rule: PickRule::News }
            } else {
                Picked::One(news)
            };
        }
    }
    // A cell that could not be read contradicts nobody.
    match stating.find(|other| other.value != chosen.value && other.value != FactValue::UNREADABLE) {
        Some(other) => {
            let rule = ranks.rule(chosen.kind, chosen.department, other.department);
            Picked::Conflict { chosen, other, rule }
        }
        None => Picked::One(chosen),
    }
}

fn spans<K: std::hash::Hash + Eq + Copy>(keys: impl Iterator<Item = K>) -> HashMap<K, (usize, usize)> {
    let mut spans: HashMap<K, (usize, usize)> = HashMap::new();
    for (at, key) in keys.enumerate() {
        spans.entry(key).and_modify(|span| span.1 = at + 1).or_insert((at, at + 1));
    }
    spans
}

#[cfg(test)]
mod tests {
    use vocabulary::{CellRef, DateRange, FactId, FileId, Sequence, Source};

    use super::*;
    use crate::FactValue;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn person() -> PersonId {
        PersonId::new(1).expect("an id")
    }

    /// Facts as (id, department, first day, first day out, value, superseded id).
    type Stated<'a> = (i64, i16, &'a str, Option<&'a str>, i64, Option<i64>);

    fn fact(kind: FactKind, (id, department, from, until, value, supersedes): Stated<'_>) -> Fact {
        Fact {
            id: FactId::new(id).expect("an id"),
            person: person(),
            kind,
            value: FactValue(value),
            days: DateRange::new(day(from), until.map(day)).expect("days"),
            department,
            recorded: Sequence(id),
            supersedes: supersedes.map(|id| FactId::new(id).expect("an id")),
            source: Source::Cell(CellRef { file: FileId::new(1).expect("an id"), sheet: 0, row: 2, column: 0 }),
        }
    }

    /// The answer as ids: nothing, the chosen one, or the chosen one and the other.
    fn check(stated: &[Stated<'_>], on: &str, expected: &[i64]) {
        let wages = stated.iter().map(|stated| fact(FactKind::WageIncome, *stated));
        let noise = [(901, 1, "2022-01-01", None, 5, None), (902, 2, "2022-01-01", None, 6, None)];
        let others = noise.map(|stated| fact(FactKind::WageMonths, stated));
        let register = Register::new(vec![], vec![], vec![], wages.chain(others).collect());
        let ids: Vec<i64> = match register.pick(person(), FactKind::WageIncome, day(on)) {
            Picked::Missing => vec![],
            Picked::One(fact) => vec![fact.id.number()],
            Picked::Conflict { chosen, other, .. } => vec![chosen.id.number(), other.id.number()],
        };
        assert_eq!(ids, expected, "{stated:?} on {on}");
    }

    #[test]
    fn nothing_is_known_before_the_first_day_of_a_fact() {
        check(&[], "2022-10-31", &[]);
        check(&[(1, 1, "2022-10-01", None, 10, None)], "2022-09-30", &[]);
        check(&[(1, 1, "2022-10-01", None, 10, None)], "2022-10-01", &[1]);
    }

    #[test]
    fn the_day_a_fact_ends_is_no_longer_in_it() {
        let facts = [(1, 1, "2022-01-01", Some("2022-02-01"), 10, None)];
        check(&facts, "2022-01-31", &[1]);
        check(&facts, "2022-02-01", &[]);
    }

    #[test]
    fn of_one_department_the_latest_first_day_counts() {
        let facts = [(1, 1, "2022-01-01", None, 10, None), (2, 1, "2022-10-01", None, 20, None)];
        check(&facts, "2022-09-30", &[1]);
        check(&facts, "2022-10-01", &[2]);
        check(&[facts[1], facts[0]], "2022-10-01", &[2]);
    }

    #[test]
    fn an_ended_later_fact_gives_way_to_the_earlier_one_that_goes_on() {
        let facts = [(1, 1, "2022-01-01", None, 10, None), (2, 1, "2022-03-01", Some("2022-04-01"), 20, None)];
        check(&facts, "2022-03-31", &[2]);
        check(&facts, "2022-04-01", &[1]);
    }

    #[test]
    fn of_one_first_day_the_fact_recorded_later_counts() {
        check(&[(1, 1, "2022-01-01", None, 10, None), (2, 1, "2022-01-01", None, 20, None)], "2022-01-01", &[2]);
    }

    #[test]
    fn the_department_with_the_lowest_rank_is_used_and_a_conflict_is_told() {
        let facts = [(1, 2, "2022-10-01", None, 20, None), (2, 1, "2022-01-01", None, 10, None)];
        check(&facts, "2022-10-01", &[2, 1]);
        check(&facts, "2022-09-30", &[2]);
    }

    #[test]
    fn departments_that_agree_are_no_conflict() {
        check(&[(1, 1, "2022-01-01", None, 10, None), (2, 2, "2022-01-01", None, 10, None)], "2022-01-01", &[1]);
    }

    #[test]
    fn of_three_departments_the_first_that_disagrees_is_told() {
        let first = (1, 1, "2022-01-01", None, 10, None);
        check(&[first, (2, 3, "2022-01-01", None, 20, None), (3, 2, "2022-01-01", None, 10, None)], "2022-01-01", &[1, 2]);
        check(&[first, (2, 3, "2022-01-01", None, 10, None), (3, 2, "2022-01-01", None, 30, None)], "2022-01-01", &[1, 3]);
        check(&[first, (2, 3, "2022-01-01", None, 20, None), (3, 2, "2022-01-01", None, 30, None)], "2022-01-01", &[1, 2]);
        check(&[first, (2, 3, "2022-01-01", None, 10, None), (3, 2, "2022-01-01", None, 10, None)], "2022-01-01", &[1]);
    }

    #[test]
    fn what_officials_saw_on_a_visit_is_used_whatever_the_lists_say_by_then() {
        let lists = [(1, 2, "2022-10-01", None, 20, None), (2, 12, "2022-10-01", None, 30, None)];
        check(&[lists[0], lists[1], (3, 14, "2022-10-01", None, 10, None)], "2022-10-01", &[3, 2]);
        check(&[lists[0], lists[1], (3, 14, "2022-01-01", None, 10, None)], "2022-10-01", &[2, 3]);
    }

    #[test]
    fn a_source_that_states_nothing_any_more_gives_way_to_one_that_does() {
        let empty = FactValue::EMPTY.0;
        check(&[(1, 4, "2022-10-01", None, empty, None), (2, 2, "2022-10-01", None, 20, None)], "2022-10-01", &[2]);
        check(&[(1, 4, "2022-10-01", None, empty, None)], "2022-10-01", &[1]);
    }

    #[test]
    fn a_cell_that_could_not_be_read_contradicts_nobody_but_is_not_passed_over() {
        let unreadable = FactValue::UNREADABLE.0;
        check(&[(1, 4, "2022-10-01", None, 20, None), (2, 2, "2022-10-01", None, unreadable, None)], "2022-10-01", &[1]);
        check(&[(1, 4, "2022-10-01", None, unreadable, None), (2, 2, "2022-10-01", None, 20, None)], "2022-10-01", &[1, 2]);
    }

    #[test]
    fn what_a_source_states_anew_after_a_visit_is_used_and_what_it_stated_before_is_not() {
        let visit = (1, 14, "2022-02-01", None, 4, None);
        let check = |list: &'static str, expected: (i64, &str)| {
            let facts = [visit, (2, 7, list, None, 1, None)].map(|stated| fact(FactKind::Schooling, stated));
            let register = Register::new(vec![], vec![], vec![], facts.into());
            let Picked::Conflict { chosen, rule, .. } = register.pick(person(), FactKind::Schooling, day("2022-10-31")) else {
                panic!("two sources differ")
            };
            assert_eq!((chosen.value.0, rule.code()), expected, "{list}");
        };
        check("2022-01-01", (4, "RG-01"));
        check("2022-02-01", (4, "RG-01"));
        check("2022-03-01", (1, "RG-03"));
    }

    #[test]
    fn conflicts_are_told_by_kind_with_every_source_and_the_rule() {
        let kinds =
            [(FactKind::Dwellings, 9, 2), (FactKind::Dwellings, 2, 1), (FactKind::Dwellings, 14, 2), (FactKind::MotorCars, 8, 0)];
        let facts = kinds
            .into_iter()
            .zip(1i64..)
            .map(|((kind, department, value), id)| fact(kind, (id, department, "2022-10-01", None, value, None)));
        let register = Register::new(vec![], vec![], vec![], facts.collect());
        let conflicts = register.conflicts(person(), day("2022-10-31"));
        assert_eq!(conflicts.len(), 1);
        let conflict = &conflicts[0];
        assert_eq!((conflict.kind, conflict.rule.code(), conflict.used.department), (FactKind::Dwellings, "RG-01", 14));
        assert_eq!(conflict.statements.iter().map(|fact| fact.department).collect::<Vec<_>>(), [14, 9, 2]);
        assert_eq!(register.conflicts(person(), day("2022-09-30")), []);
    }

    #[test]
    fn an_older_disagreement_of_a_department_is_over_with_its_newer_statement() {
        let facts =
            [(1, 1, "2022-01-01", None, 10, None), (2, 2, "2022-01-01", None, 20, None), (3, 2, "2022-02-01", None, 10, None)];
        check(&facts, "2022-01-31", &[1, 2]);
        check(&facts, "2022-02-01", &[1]);
    }

    #[test]
    fn a_superseded_fact_is_left_out() {
        let facts = [(1, 1, "2022-01-01", None, 10, None), (2, 1, "2022-01-01", None, 20, Some(1))];
        check(&facts, "2022-01-01", &[2]);
        let register = Register::new(vec![], vec![], vec![], facts.map(|stated| fact(FactKind::Death, stated)).into());
        assert_eq!(register.facts_of(person()).len(), 1);
    }

    #[test]
    fn the_statements_of_one_department_are_told_apart_from_those_of_others() {
        let facts = [
            (1, 1, "2022-01-01", None, 10, None),
            (3, 2, "2022-02-01", None, 30, None),
            (2, 2, "2022-01-01", None, 20, None),
            (4, 3, "2022-01-01", None, 40, None),
        ];
        let register = Register::new(vec![], vec![], vec![], facts.map(|stated| fact(FactKind::Dwellings, stated)).into());
        let ids = |department| -> Vec<i64> {
            register.statements(person(), FactKind::Dwellings, department).iter().map(|fact| fact.id.number()).collect()
        };
        assert_eq!((ids(1), ids(2), ids(3), ids(4)), (vec![1], vec![2, 3], vec![4], vec![]));
        assert_eq!(register.statements(person(), FactKind::Death, 1), []);
    }
}
