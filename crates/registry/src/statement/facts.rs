//! Facts of one row against what the same department has stated before.

use vocabulary::{DateRange, FactId, PersonId};

use super::{Arrival, Ids, Statement};
use crate::intake::{CellFact, SourceRow};
use crate::{Fact, FactKind, FactValue, Register};

/// Whose facts a row states.
pub(super) struct About<'a> {
    pub person: PersonId,
    pub department: i16,
    pub row: &'a SourceRow,
}

/// What a cell says against what is known.
enum Against {
    Unchanged,
    New,
    Correction(FactId),
}

/// Adds the row's facts that say something new, and takes back what a cell no longer states.
pub(super) fn state(statement: &mut Statement, about: &About<'_>, arrival: &Arrival, register: &Register, ids: &mut Ids<'_>) {
    for fact in &about.row.facts {
        add(statement, about, arrival, register, ids, fact);
    }
    for cell in &about.row.unstated {
        let known = last(register, about, arrival, cell.kind).is_some();
        let takes_back = known && cell.kind.is_taken_back_by_a_blank();
        let stands_in_the_way = cell.value == FactValue::UNREADABLE && cell.kind.is_none_unless_stated();
        if takes_back || stands_in_the_way {
            add(statement, about, arrival, register, ids, cell);
        }
    }
}

/// Adds one cell's statement where it says something new.
pub(super) fn add(
    statement: &mut Statement,
    about: &About<'_>,
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
    fact: &CellFact,
) {
    let supersedes = match against(register, about, arrival, fact) {
        Against::Unchanged => {
            statement.facts_unchanged += 1;
            return;
        }
        Against::New => None,
        Against::Correction(superseded) => Some(superseded),
    };
    statement.facts.push(Fact {
        id: ids.next(),
        person: about.person,
        kind: fact.kind,
        value: fact.value,
        days: DateRange::starting(arrival.month.first_day()),
        department: about.department,
        recorded: arrival.recorded,
        supersedes,
        source: super::cell(about.row, arrival.file, fact.column),
    });
}

/// The department's last statement of a kind that holds on the first day of the month.
pub(super) fn last<'a>(register: &'a Register, about: &About<'_>, arrival: &Arrival, kind: FactKind) -> Option<&'a Fact> {
    let day = arrival.month.first_day();
    register.statements(about.person, kind, about.department).iter().rfind(|known| known.days.contains(day))
}

/// The department's last statement that holds on the first day of the month counts: equal, nothing is recorded; of the
/// same first day, it is corrected; of an earlier one, the new statement follows it.
fn against(register: &Register, about: &About<'_>, arrival: &Arrival, fact: &CellFact) -> Against {
    let day = arrival.month.first_day();
    match last(register, about, arrival, fact.kind) {
        Some(known) if known.value == fact.value => Against::Unchanged,
        Some(known) if known.days.from() == day => Against::Correction(known.id),
        Some(_) | None => Against::New,
    }
}
