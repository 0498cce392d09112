//! Persons, register households and memberships that the household register states.

use std::collections::HashMap;

use vocabulary::{CitizenId, Date, DateRange, HouseholdId, PersonId, RegionCode, Registration, Relation};

use super::place::{self, Place};
use super::{Arrival, Clue, ClueReason, Ids, LawfulReading, NewPerson, Statement, without_person};
use crate::intake::SourceRow;
use crate::matching::{DoubtReason, Link};
use crate::{Household, HouseholdKind, Membership, Person, Register};

/// What the rows of one household number say of the household; the head's row before the others.
#[derive(Clone, Copy, Default)]
struct Shape {
    village: Option<RegionCode>,
    registration: Option<Registration>,
}

/// Who a row of the household register is about.
enum Who {
    Known(PersonId),
    New(CitizenId),
    Clue(Clue),
}

/// The households of one file as they are stated.
struct Households<'a> {
    statement: &'a mut Statement,
    register: &'a Register,
    arrival: &'a Arrival,
    shapes: HashMap<&'a str, Shape>,
    /// Register households by number, known and new.
    ids: HashMap<&'a str, HouseholdId>,
}

/// Adds persons, households and memberships; the answer is the person of each row, in the order of the rows.
pub(super) fn state(
    statement: &mut Statement,
    lawful: &LawfulReading,
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
) -> Vec<Option<PersonId>> {
    let mut households = Households { statement, register, arrival, shapes: shapes(&lawful.reading().rows), ids: HashMap::new() };
    lawful.rows().map(|(row, link)| households.person(row, link, ids)).collect()
}

fn shapes(rows: &[SourceRow]) -> HashMap<&str, Shape> {
    let mut shapes: HashMap<&str, Shape> = HashMap::new();
    let is_head = |row: &&SourceRow| row.identity.relation.is_some_and(Relation::is_head);
    let heads = rows.iter().filter(is_head);
    let others = rows.iter().filter(|row| !is_head(row));
    for row in heads.chain(others) {
        let Some(number) = row.identity.household_number.as_deref() else { continue };
        let shape = shapes.entry(number).or_default();
        shape.village = shape.village.or(row.identity.village);
        shape.registration = shape.registration.or(row.identity.registration);
    }
    shapes
}

impl<'a> Households<'a> {
    fn day(&self) -> Date {
        self.arrival.month.first_day()
    }

    fn clue(&self, row: &SourceRow, reason: ClueReason, candidate: Option<PersonId>) -> Clue {
        Clue { row: row.address(self.arrival.file), reason, candidate }
    }

    fn person(&mut self, row: &'a SourceRow, link: Link, ids: &mut Ids<'_>) -> Option<PersonId> {
        match self.who(row, link) {
            Who::Known(person) => {
                self.known(row, person, ids);
                Some(person)
            }
            Who::New(number) => self.new_person(row, number, ids),
            Who::Clue(clue) => {
                self.statement.clues.push(clue);
                None
            }
        }
    }

    /// The police register is what says who exists: a number that nobody bears is a new person, also where a known
    /// person of the village has the name. Only name, birth and village together speak for a number that was corrected.
    fn who(&self, row: &SourceRow, link: Link) -> Who {
        let number = row.identity.citizen_id.map(|(number, _)| number);
        let is_there = |person| self.register.person(person).map(|person| person.village) == row.identity.village;
        match (link, number) {
            (Link::Linked(person), _) => Who::Known(person),
            (Link::Unknown, Some(number)) => Who::New(number),
            (Link::Doubtful { why: DoubtReason::NameAndVillage, .. }, Some(number)) => Who::New(number),
            (Link::Doubtful { why: DoubtReason::NameAndBirth, person }, Some(number)) if !is_there(person) => Who::New(number),
            (Link::Doubtful { person, why }, _) => Who::Clue(self.clue(row, ClueReason::Doubtful(why), Some(person))),
            (Link::Unknown, None) => Who::Clue(self.clue(row, without_person(row), None)),
        }
    }

    fn new_person(&mut self, row: &'a SourceRow, number: CitizenId, ids: &mut Ids<'_>) -> Option<PersonId> {
        let identity = &row.identity;
        let household_number = identity.household_number.as_deref();
        let shape = household_number.and_then(|number| self.shapes.get(number)).copied().unwrap_or_default();
        let village = identity.village.or(shape.village);
        let registration = identity.registration.or(shape.registration);
        let (Some(name), Some(household_number), Some(relation), Some(village), Some(registration)) =
            (&identity.name, household_number, identity.relation, village, registration)
        else {
            let clue = self.clue(row, ClueReason::IncompletePerson, None);
            self.statement.clues.push(clue);
            return None;
        };
        // Sex and birth are those of the number; a row that says otherwise has its complaint.
        let person =
            Person { id: ids.next(), name: name.clone(), sex: number.sex(), birth: number.birth(), village, registration };
        let id = person.id;
        self.statement.persons.push(NewPerson { person, number, row: row.address(self.arrival.file) });
        let household = self.household(household_number, village, registration, ids);
        self.join(id, household, relation, ids);
        Some(id)
    }

    /// A known person: where the register has a later statement already, an older file changes nothing.
    fn known(&mut self, row: &'a SourceRow, person: PersonId, ids: &mut Ids<'_>) {
        let day = self.day();
        if place::is_known_later(self.register, person, HouseholdKind::Register, day) {
            return;
        }
        self.change_person(row, person);
        let Some(number) = row.identity.household_number.as_deref() else { return };
        let shape = self.shapes.get(number).copied().unwrap_or_default();
        let (Some(relation), Some(village), Some(registration)) = (row.identity.relation, shape.village, shape.registration)
        else {
            return;
        };
        let household = self.household(number, village, registration, ids);
        let place = Place { kind: HouseholdKind::Register, household, relation };
        place::put(self.statement, self.register, day, person, place, ids);
    }

    fn change_person(&mut self, row: &SourceRow, id: PersonId) {
        let Some(known) = self.register.person(id) else { return };
        let village = row.identity.village.unwrap_or(known.village);
        let registration = row.identity.registration.unwrap_or(known.registration);
        if (village, registration) != (known.village, known.registration) {
            self.statement.persons_changed.push(Person { village, registration, ..known.clone() });
        }
    }

    /// The register household with this number, stated when it is first met in the file.
    fn household(&mut self, number: &'a str, village: RegionCode, registration: Registration, ids: &mut Ids<'_>) -> HouseholdId {
        if let Some(id) = self.ids.get(number) {
            return *id;
        }
        let shape = self.shapes.get(number).copied().unwrap_or_default();
        let village = shape.village.unwrap_or(village);
        let registration = shape.registration.unwrap_or(registration);
        let known = self.register.household_numbered(HouseholdKind::Register, number);
        let id = match known {
            Some(known) => {
                if (village, registration) != (known.village, known.registration) {
                    self.statement.households_changed.push(Household { village, registration, ..known.clone() });
                }
                known.id
            }
            None => {
                let kind = HouseholdKind::Register;
                let household = Household { id: ids.next(), kind, number: number.to_owned(), village, registration };
                let id = household.id;
                self.statement.households.push(household);
                id
            }
        };
        self.ids.insert(number, id);
        id
    }

    fn join(&mut self, person: PersonId, household: HouseholdId, relation: Relation, ids: &mut Ids<'_>) {
        let days = DateRange::starting(self.day());
        self.statement.memberships.push(Membership { id: ids.next(), household, person, relation, days });
    }
}
