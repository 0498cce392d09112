//! Assistance units (保障户): who applies together, from the applications that rows state.
//!
//! Holds: an application that is known makes no second unit, and nobody is put into two units of one programme. Absent on purpose: whether
//! a unit is eligible, and what becomes of it when the family changes.

use std::collections::HashSet;

use vocabulary::{ApplicationKind, DateRange, PersonId, Programme};

use crate::intake::{Gives, SourceRow};
use crate::statement::{Arrival, Clue, ClueReason, Ids, LawfulReading};
use crate::{FactKind, FactValue, Household, HouseholdKind, Membership, Register};

/// Units to record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitsOpened {
    /// New households of the kind assistance unit.
    pub households: Vec<Household>,
    /// Their memberships, from the first day of the file's month.
    pub memberships: Vec<Membership>,
    /// Applications that were not taken, for a person to settle.
    pub clues: Vec<Clue>,
}

/// Opens the units of the applications in a file's lawful rows.
///
/// A whole family's unit bears the number of its register household, `{户号}`, and has its members on the first day of the
/// file's month; that of one member bears `{户号}/{place}`, the place of the member among all who ever were in the register
/// household, from 1, so that it stays theirs (民发〔2021〕57号 Art. 7, 8). `register` may be a part of the county: the persons
/// that rows are linked to, the households of all kinds they ever were in with all their memberships, and of the members of
/// those register households the assistance units too.
pub fn open(lawful: &LawfulReading, arrival: &Arrival, register: &Register, next_id: &mut dyn FnMut() -> i64) -> UnitsOpened {
    let mut opening = Opening {
        arrival,
        register,
        ids: Ids(next_id),
        opened: UnitsOpened::default(),
        placed: HashSet::new(),
        numbers: HashSet::new(),
    };
    // A roll's units are those of its own rows, opened with what it states.
    let applies = lawful.reading().gives != Gives::OpeningRoll;
    for (row, link) in lawful.rows().filter(|_| applies) {
        if let (Some((programme, kind)), Some(person)) = (application_of(row), link.linked()) {
            opening.apply(row, programme, kind, person);
        }
    }
    opening.opened
}

/// The programme that a row applies for, and as what: all but dibao are applied for by one person.
fn application_of(row: &SourceRow) -> Option<(Programme, ApplicationKind)> {
    let value = |kind| row.facts.iter().find(|fact| fact.kind == kind).map(|fact| fact.value);
    let of_dibao = value(FactKind::ApplicationKind).and_then(FactValue::as_code).map(|kind| (Programme::RuralDibao, kind));
    let of_another = || {
        let programme: Programme = value(FactKind::AppliedFor).and_then(FactValue::as_code)?;
        // Relief is given once, to whoever asks: it needs no unit.
        let has_units = !matches!(programme, Programme::RuralDibao | Programme::TemporaryRelief);
        has_units.then_some((programme, ApplicationKind::SinglePerson))
    };
    of_dibao.or_else(of_another)
}

/// The number of a unit of one member of a register household: `{户号}/{place}`.
pub(crate) fn number_of_one(register: &Register, family: &Household, person: PersonId) -> String {
    let mut met = HashSet::new();
    let earlier = register.memberships_of(family.id).iter().map(|membership| membership.person);
    let place = earlier.take_while(|earlier| *earlier != person).filter(|earlier| met.insert(*earlier)).count() + 1;
    format!("{}/{place}", family.number)
}

struct Opening<'a> {
    arrival: &'a Arrival,
    register: &'a Register,
    ids: Ids<'a>,
    opened: UnitsOpened,
    /// Persons put into a unit of this file, by programme.
    placed: HashSet<(Programme, PersonId)>,
    /// Numbers of units of this file, by programme.
    numbers: HashSet<(Programme, String)>,
}

impl Opening<'_> {
    fn apply(&mut self, row: &SourceRow, programme: Programme, kind: ApplicationKind, person: PersonId) {
        let day = self.arrival.month.first_day();
        let register = self.register;
        let Some(family) = register.household_of(person, HouseholdKind::Register, day) else {
            return self.clue(row, ClueReason::NoRegisterHousehold, person);
        };
        let in_unit: Vec<&Membership> = register
            .members(family.id, day)
            .filter(|member| kind == ApplicationKind::WholeFamily || member.person == person)
            .collect();
        let number = match kind {
            ApplicationKind::WholeFamily => family.number.clone(),
            ApplicationKind::SinglePerson => number_of_one(register, family, person),
        };
        let unit_kind = HouseholdKind::Assistance(programme);
        let is_known = register.household_numbered(unit_kind, &number).is_some();
        if is_known || self.numbers.contains(&(programme, number.clone())) {
            return;
        }
        if in_unit.iter().any(|member| self.is_placed(programme, member.person)) {
            return self.clue(row, ClueReason::InAnotherUnit, person);
        }
        let id = self.ids.next();
        for member in in_unit {
            self.placed.insert((programme, member.person));
            let days = DateRange::starting(day);
            let membership = Membership { id: self.ids.next(), household: id, days, ..member.clone() };
            self.opened.memberships.push(membership);
        }
        self.numbers.insert((programme, number.clone()));
        self.opened.households.push(Household { id, kind: unit_kind, number, ..family.clone() });
    }

    fn is_placed(&self, programme: Programme, person: PersonId) -> bool {
        let (day, kind) = (self.arrival.month.first_day(), HouseholdKind::Assistance(programme));
        self.placed.contains(&(programme, person)) || self.register.household_of(person, kind, day).is_some()
    }

    fn clue(&mut self, row: &SourceRow, reason: ClueReason, candidate: PersonId) {
        self.opened.clues.push(Clue { row: row.address(self.arrival.file), reason, candidate: Some(candidate) });
    }
}
