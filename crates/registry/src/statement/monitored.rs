//! Monitored households (监测户) that the rural-revitalisation side states: who is in them. Their group, and since and until
//! when they are watched, are facts of their members.
//!
//! Holds: nobody is created; who is not in a file stays where they were, for later files state changes only.

use std::collections::{HashMap, HashSet};

use vocabulary::{HouseholdId, PersonId, Relation};

use super::place::{self, Place};
use super::{Arrival, Ids, LawfulReading, Statement};
use crate::{Household, HouseholdKind, Person, Register};

/// Adds households and memberships of the persons of the rows, in the order of the rows.
pub(super) fn state(
    statement: &mut Statement,
    lawful: &LawfulReading,
    persons: &[Option<PersonId>],
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
) {
    let day = arrival.month.first_day();
    let kind = HouseholdKind::Monitored;
    let linked = || lawful.rows().zip(persons).filter_map(|((row, _), person)| Some((row, register.person((*person)?)?)));
    // A household lies where its head is registered, else where the first of its members is.
    let mut lies: HashMap<&str, &Person> = HashMap::new();
    for (row, person) in linked() {
        let Some(number) = row.identity.household_number.as_deref() else { continue };
        if row.identity.relation.is_some_and(Relation::is_head) {
            lies.insert(number, person);
        } else {
            lies.entry(number).or_insert(person);
        }
    }
    let mut met: HashMap<&str, HouseholdId> = HashMap::new();
    let mut placed: HashSet<PersonId> = HashSet::new();
    for (row, person) in linked() {
        let (Some(number), Some(relation)) = (row.identity.household_number.as_deref(), row.identity.relation) else { continue };
        if !placed.insert(person.id) || place::is_known_later(register, person.id, kind, day) {
            continue;
        }
        let household = *met.entry(number).or_insert_with(|| match register.household_numbered(kind, number) {
            Some(known) => known.id,
            None => {
                let of = lies.get(number).copied().unwrap_or(person);
                let (village, registration) = (of.village, of.registration);
                let household = Household { id: ids.next(), kind, number: number.to_owned(), village, registration };
                let id = household.id;
                statement.households.push(household);
                id
            }
        });
        place::put(statement, register, day, person.id, Place { kind, household, relation }, ids);
    }
}
