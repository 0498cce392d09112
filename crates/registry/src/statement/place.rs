//! Where a person belongs among the households of one kind.

use vocabulary::{Date, DateRange, HouseholdId, PersonId, Relation};

use super::{Ids, MembershipEnd, Statement};
use crate::{HouseholdKind, Membership, Register};

/// A place in a household.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub kind: HouseholdKind,
    pub household: HouseholdId,
    pub relation: Relation,
}

/// Whether a later file has stated the person's place already: then an older one changes nothing.
pub(super) fn is_known_later(register: &Register, person: PersonId, kind: HouseholdKind, day: Date) -> bool {
    register.memberships_in(person, kind).any(|(membership, _)| membership.days.from() > day)
}

/// Puts a known person into a place from a day on; another place of that kind ends.
pub(super) fn put(statement: &mut Statement, register: &Register, day: Date, person: PersonId, place: Place, ids: &mut Ids<'_>) {
    let memberships = register.memberships_in(person, place.kind).map(|(membership, _)| membership);
    let current = memberships.into_iter().find(|membership| membership.days.contains(day));
    if current.is_some_and(|current| current.household == place.household && current.relation == place.relation) {
        return;
    }
    if let Some(current) = current {
        statement.memberships_ended.push(MembershipEnd { membership: current.id, until: day });
    }
    let Place { household, relation, .. } = place;
    statement.memberships.push(Membership { id: ids.next(), household, person, relation, days: DateRange::starting(day) });
}
