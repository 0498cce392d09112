//! Assistance units of an opening roll: who was assisted together, under which programme, when this system was opened.
//!
//! Holds: nobody is created and nobody is put into two units of one programme; a unit bears the number that an application of
//! the same people would give it, so that a later application makes no second one. Somebody on the rolls of two programmes
//! is in a unit of each: whether both may be, the law says. Absent on purpose: awards, which are taken over from the roll's
//! facts elsewhere.

use std::collections::{HashMap, HashSet};

use vocabulary::{ApplicationKind, ChildScheme, DateRange, HouseholdId, PersonId, Programme, Relation};

use super::{Arrival, Clue, ClueReason, Ids, LawfulReading, Statement};
use crate::intake::{Field, Reading, SourceRow};
use crate::{FactKind, Household, HouseholdKind, Membership, Register, units};

/// A linked row of a unit.
type Line<'a> = (&'a SourceRow, PersonId);

/// Adds the units of a roll: on those of dibao and tekun of rows that bear one number, on those of children and of disability
/// subsidies of each person.
pub(super) fn state(
    statement: &mut Statement,
    lawful: &LawfulReading,
    persons: &[Option<PersonId>],
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
) {
    let mut opening = Opening { statement, arrival, register, placed: HashSet::new(), numbers: HashSet::new() };
    let reading = lawful.reading();
    for roll in Roll::ALL.into_iter().filter(|roll| roll.is_stated_in(reading)) {
        let lines: Vec<Line<'_>> =
            lawful.rows().zip(persons).filter_map(|((row, _), person)| person.map(|person| (row, person))).collect();
        match roll {
            Roll::Dibao => by_unit(&lines).iter().for_each(|unit| opening.unit(Programme::RuralDibao, unit, ids)),
            Roll::Tekun => by_unit(&lines).iter().for_each(|unit| opening.unit(Programme::Tekun, unit, ids)),
            Roll::Children | Roll::Subsidies => {
                for line in &lines {
                    roll.programmes_of(line.0).for_each(|programme| opening.unit(programme, std::slice::from_ref(line), ids));
                }
            }
        }
    }
}

/// What a roll is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Roll {
    Dibao,
    Tekun,
    Children,
    Subsidies,
}

impl Roll {
    const ALL: [Roll; 4] = [Roll::Dibao, Roll::Tekun, Roll::Children, Roll::Subsidies];

    /// Whether the file has the columns that make it this roll.
    fn is_stated_in(self, reading: &Reading) -> bool {
        let has = |kind| reading.recognised.iter().any(|column| column.field == Field::Fact(kind));
        match self {
            Roll::Dibao => has(FactKind::DibaoSince),
            Roll::Tekun => has(FactKind::TekunSince),
            Roll::Children => has(FactKind::ChildSince),
            Roll::Subsidies => has(FactKind::SubsidySince),
        }
    }

    /// The programmes that a row of one person states.
    fn programmes_of(self, row: &SourceRow) -> impl Iterator<Item = Programme> {
        let value = |kind| row.facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.value);
        let is_paid = |kind| value(kind).is_some_and(|amount| amount.0 > 0);
        let stated = match self {
            Roll::Dibao => [Some(Programme::RuralDibao), None],
            Roll::Tekun => [Some(Programme::Tekun), None],
            Roll::Children => {
                let scheme: Option<ChildScheme> = value(FactKind::ChildScheme).and_then(|scheme| scheme.as_code());
                let programme = scheme.map(|scheme| match scheme {
                    ChildScheme::Orphan => Programme::Orphan,
                    ChildScheme::Unattended => Programme::UnattendedChild,
                });
                [programme, None]
            }
            Roll::Subsidies => [
                is_paid(FactKind::LivingSubsidy).then_some(Programme::LivingSubsidy),
                is_paid(FactKind::NursingSubsidy).then_some(Programme::NursingSubsidy),
            ],
        };
        stated.into_iter().flatten()
    }
}

/// The lines of each unit, in the order in which the units are met.
fn by_unit<'a>(lines: &[Line<'a>]) -> Vec<Vec<Line<'a>>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut units: Vec<Vec<Line<'a>>> = Vec::new();
    let mut met = HashSet::new();
    for (row, person) in lines {
        let Some(number) = row.identity.household_number.as_deref() else { continue };
        if !met.insert(*person) {
            continue;
        }
        let place = *places.entry(number).or_insert(units.len());
        if place == units.len() {
            units.push(Vec::new());
        }
        units[place].push((*row, *person));
    }
    units
}

struct Opening<'a> {
    statement: &'a mut Statement,
    arrival: &'a Arrival,
    register: &'a Register,
    /// Persons put into a unit of this file, by programme.
    placed: HashSet<(Programme, PersonId)>,
    /// Numbers of units of this file, by programme.
    numbers: HashSet<(Programme, String)>,
}

impl Opening<'_> {
    fn unit(&mut self, programme: Programme, lines: &[Line<'_>], ids: &mut Ids<'_>) {
        let day = self.arrival.month.first_day();
        let is_head = |line: &&Line<'_>| line.0.identity.relation.is_some_and(Relation::is_head);
        let Some((_, first)) = lines.iter().find(is_head).or_else(|| lines.first()).copied() else { return };
        let register = self.register;
        let Some(family) = register.household_of(first, HouseholdKind::Register, day) else {
            return self.clues(lines, ClueReason::NoRegisterHousehold);
        };
        let number = match self.applied_as(programme, lines, family) {
            ApplicationKind::WholeFamily => family.number.clone(),
            ApplicationKind::SinglePerson => units::number_of_one(register, family, first),
        };
        let kind = HouseholdKind::Assistance(programme);
        if let Some(known) = register.household_numbered(kind, &number) {
            // The same roll once more; who is in another unit is told below.
            let others: Vec<Line<'_>> = lines.iter().filter(|(_, person)| !self.is_in(*person, known.id)).copied().collect();
            return self.clues(&others, ClueReason::InAnotherUnit);
        }
        let is_met = self.numbers.contains(&(programme, number.clone()));
        if is_met || lines.iter().any(|(_, person)| self.is_placed(programme, *person)) {
            return self.clues(lines, ClueReason::InAnotherUnit);
        }
        let id = ids.next();
        for (row, person) in lines {
            self.placed.insert((programme, *person));
            let relation = row.identity.relation.or_else(|| self.registered_as(*person)).unwrap_or(Relation::HEAD);
            let days = DateRange::starting(day);
            self.statement.memberships.push(Membership { id: ids.next(), household: id, person: *person, relation, days });
        }
        self.numbers.insert((programme, number.clone()));
        self.statement.households.push(Household { id, kind, number, ..family.clone() });
    }

    /// Of dibao as the roll says, else a whole family where everybody of the register household is on it. The other
    /// programmes are of persons: their units bear the place of the first.
    fn applied_as(&self, programme: Programme, lines: &[Line<'_>], family: &Household) -> ApplicationKind {
        if programme != Programme::RuralDibao {
            return ApplicationKind::SinglePerson;
        }
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

    fn is_placed(&self, programme: Programme, person: PersonId) -> bool {
        let (day, kind) = (self.arrival.month.first_day(), HouseholdKind::Assistance(programme));
        self.placed.contains(&(programme, person)) || self.register.household_of(person, kind, day).is_some()
    }

    fn clues(&mut self, lines: &[Line<'_>], reason: ClueReason) {
        let file = self.arrival.file;
        let clue = |(row, person): &Line<'_>| Clue { row: row.address(file), reason, candidate: Some(*person) };
        self.statement.clues.extend(lines.iter().map(clue));
    }
}
