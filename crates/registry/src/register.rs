//! The register as known at a sequence: what every determination reads.

use std::collections::HashMap;

use vocabulary::{Date, HouseholdId, PersonId};

use crate::{Fact, FactKind, Household, HouseholdKind, Membership, Person};

/// Persons, households, memberships and facts of one county as known at one sequence: superseded rows are not in it.
#[derive(Clone, Debug, Default)]
pub struct Register {
    persons: Vec<Person>,
    households: Vec<Household>,
    memberships: Vec<Membership>,
    facts: Vec<Fact>,
    person_at: HashMap<PersonId, usize>,
    household_at: HashMap<HouseholdId, usize>,
    /// First and one-past-last place in `facts` of each person.
    facts_at: HashMap<PersonId, (usize, usize)>,
    /// Places in `memberships` (sorted by household).
    members_at: HashMap<HouseholdId, (usize, usize)>,
    /// Places in `memberships` by person.
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
    },
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
        let superseded: std::collections::HashSet<_> = facts.iter().filter_map(|fact| fact.supersedes).collect();
        facts.retain(|fact| !superseded.contains(&fact.id));
        persons.sort_by_key(|person| person.id);
        households.sort_by_key(|household| household.id);
        memberships.sort_by_key(|membership| (membership.household, membership.id));
        facts.sort_by_key(|fact| (fact.person, fact.kind, fact.department, fact.days.from(), fact.recorded, fact.id));
        let person_at = persons.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
        let household_at = households.iter().enumerate().map(|(at, household)| (household.id, at)).collect();
        let facts_at = spans(facts.iter().map(|fact| fact.person));
        let members_at = spans(memberships.iter().map(|membership| membership.household));
        let mut households_of: HashMap<PersonId, Vec<usize>> = HashMap::new();
        for (at, membership) in memberships.iter().enumerate() {
            households_of.entry(membership.person).or_default().push(at);
        }
        Register { persons, households, memberships, facts, person_at, household_at, facts_at, members_at, households_of }
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
        let (from, to) = self.members_at.get(&household).copied().unwrap_or((0, 0));
        self.memberships[from..to].iter().filter(move |membership| membership.days.contains(day))
    }

    /// The household of that kind the person is in on that day.
    pub fn household_of(&self, person: PersonId, kind: HouseholdKind, day: Date) -> Option<&Household> {
        self.households_of
            .get(&person)?
            .iter()
            .map(|at| &self.memberships[*at])
            .filter(|membership| membership.days.contains(day))
            .filter_map(|membership| self.household(membership.household))
            .find(|household| household.kind == kind)
    }

    /// All facts of a person, by kind, department and first day.
    pub fn facts_of(&self, person: PersonId) -> &[Fact] {
        let (from, to) = self.facts_at.get(&person).copied().unwrap_or((0, 0));
        &self.facts[from..to]
    }

    /// The fact of a kind that holds on a day. Of one department the one with the latest first day counts; among
    /// departments the lowest number ranks highest, and a disagreement is told, not hidden.
    pub fn pick(&self, person: PersonId, kind: FactKind, day: Date) -> Picked<'_> {
        let facts = self.facts_of(person);
        let from = facts.partition_point(|fact| fact.kind < kind);
        let mut chosen: Option<&Fact> = None;
        let mut other: Option<&Fact> = None;
        for fact in facts[from..].iter().take_while(|fact| fact.kind == kind).filter(|fact| fact.days.contains(day)) {
            match chosen {
                Some(kept) if kept.department != fact.department => {
                    // Of a second department the last one before a disagreement is judged is its latest statement.
                    other = Some(fact);
                }
                Some(_) | None => chosen = Some(fact),
            }
        }
        match (chosen, other) {
            (None, _) => Picked::Missing,
            (Some(chosen), Some(other)) if other.value != chosen.value => Picked::Conflict { chosen, other },
            (Some(chosen), _) => Picked::One(chosen),
        }
    }
}

fn spans<K: std::hash::Hash + Eq + Copy>(keys: impl Iterator<Item = K>) -> HashMap<K, (usize, usize)> {
    let mut spans: HashMap<K, (usize, usize)> = HashMap::new();
    for (at, key) in keys.enumerate() {
        spans.entry(key).and_modify(|span| span.1 = at + 1).or_insert((at, at + 1));
    }
    spans
}
