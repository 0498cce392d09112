//! Assistance units of an opening roll: who was assisted together when this system was opened.
//!
//! Holds: nobody is created and nobody is put into two units; a unit bears the number that an application of the same people
//! would give it, so that a later application makes no second one. Absent on purpose: awards, which are taken over from the
//! roll's facts elsewhere.

use std::collections::{HashMap, HashSet};

use vocabulary::{ApplicationKind, DateRange, HouseholdId, PersonId, Relation};

use super::{Arrival, Clue, ClueReason, Ids, LawfulReading, Statement};
use crate::intake::SourceRow;
use crate::{FactKind, Household, HouseholdKind, Membership, Register, units};

/// A linked row of a unit.
type Line<'a> = (&'a SourceRow, PersonId);

/// Adds the units of rows that bear the number of one on the sender's roll; a roll of persons has no units.
pub(super) fn state(
    statement: &mut Statement,
    lawful: &LawfulReading,
    persons: &[Option<PersonId>],
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
) {
    let mut opening = Opening { statement, arrival, register, placed: HashSet::new(), numbers: HashSet::new() };
    for lines in by_unit(lawful, persons) {
        opening.unit(&lines, ids);
    }
}

/// The linked rows of each unit, in the order in which the units are met.
fn by_unit<'a>(lawful: &'a LawfulReading, persons: &[Option<PersonId>]) -> Vec<Vec<Line<'a>>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut units: Vec<Vec<Line<'a>>> = Vec::new();
    let mut met = HashSet::new();
    for ((row, _), person) in lawful.rows().zip(persons) {
        let (Some(number), Some(person)) = (row.identity.household_number.as_deref(), *person) else { continue };
        if !met.insert(person) {
            continue;
        }
        let place = *places.entry(number).or_insert(units.len());
        if place == units.len() {
            units.push(Vec::new());
        }
        units[place].push((row, person));
    }
    units
}

struct Opening<'a> {
    statement: &'a mut Statement,
    arrival: &'a Arrival,
    register: &'a Register,
    /// Persons put into a unit of this file.
    placed: HashSet<PersonId>,
    /// Numbers of units of this file.
    numbers: HashSet<String>,
}

impl Opening<'_> {
    fn unit(&mut self, lines: &[Line<'_>], ids: &mut Ids<'_>) {
        let day = self.arrival.month.first_day();
        let is_head = |line: &&Line<'_>| line.0.identity.relation.is_some_and(Relation::is_head);
        let Some((_, first)) = lines.iter().find(is_head).or_else(|| lines.first()).copied() else { return };
        let register = self.register;
        let Some(family) = register.household_of(first, HouseholdKind::Register, day) else {
            return self.clues(lines, ClueReason::NoRegisterHousehold);
        };
        let number = match self.applied_as(lines, family) {
            ApplicationKind::WholeFamily => family.number.clone(),
            ApplicationKind::SinglePerson => units::number_of_one(register, family, first),
        };
        let known = register.household_numbered(HouseholdKind::Assistance, &number);
        if let Some(known) = known {
            // The same roll once more; who is in another unit is told below.
            let others: Vec<Line<'_>> = lines.iter().filter(|(_, person)| !self.is_in(*person, known.id)).copied().collect();
            return self.clues(&others, ClueReason::InAnotherUnit);
        }
        if self.numbers.contains(&number) || lines.iter().any(|(_, person)| self.is_placed(*person)) {
            return self.clues(lines, ClueReason::InAnotherUnit);
        }
        let id = ids.next();
        for (row, person) in lines {
            self.placed.insert(*person);
            let relation = row.identity.relation.or_else(|| self.registered_as(*person)).unwrap_or(Relation::HEAD);
            let days = DateRange::starting(day);
            self.statement.memberships.push(Membership { id: ids.next(), household: id, person: *person, relation, days });
        }
        self.numbers.insert(number.clone());
        self.statement.households.push(Household { id, kind: HouseholdKind::Assistance, number, ..family.clone() });
    }

    /// As the roll says, else a whole family where everybody of the register household is on it.
    fn applied_as(&self, lines: &[Line<'_>], family: &Household) -> ApplicationKind {
        let mut facts = lines.iter().flat_map(|(row, _)| &row.facts);
        let stated = facts.find(|fact| fact.kind == FactKind::ApplicationKind).and_then(|fact| fact.value.as_code());
        let on_roll = |person: PersonId| lines.iter().any(|(_, other)| *other == person);
        let day = self.arrival.month.first_day();
        let is_whole = || self.register.members(family.id, day).all(|member| on_roll(member.person));
        stated.unwrap_or_else(|| if is_whole() { ApplicationKind::WholeFamily } else { ApplicationKind::SinglePerson })
    }

    fn registered_as(&self, person: PersonId) -> Option<Relation> {
        let day = self.arrival.month.first_day();
        let mut memberships = self.register.memberships_in(person, HouseholdKind::Register);
        memberships.find(|(membership, _)| membership.days.contains(day)).map(|(membership, _)| membership.relation)
    }

    fn is_in(&self, person: PersonId, unit: HouseholdId) -> bool {
        self.register.memberships_of(unit).iter().any(|membership| membership.person == person)
    }

    fn is_placed(&self, person: PersonId) -> bool {
        let day = self.arrival.month.first_day();
        self.placed.contains(&person) || self.register.household_of(person, HouseholdKind::Assistance, day).is_some()
    }

    fn clues(&mut self, lines: &[Line<'_>], reason: ClueReason) {
        let file = self.arrival.file;
        let clue = |(row, person): &Line<'_>| Clue { row: row.address(file), reason, candidate: Some(*person) };
        self.statement.clues.extend(lines.iter().map(clue));
    }
}
