//! Facts of one row against what the same department has stated before.

use vocabulary::{DateRange, FactId, PersonId};

use super::{Arrival, Ids, Statement};
use crate::intake::{CellFact, SourceRow};
use crate::{Fact, Register};

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

/// Adds the row's facts that say something new.
pub(super) fn state(statement: &mut Statement, about: &About<'_>, arrival: &Arrival, register: &Register, ids: &mut Ids<'_>) {
    for fact in &about.row.facts {
        let supersedes = match against(register, about, arrival, fact) {
            Against::Unchanged => {
                statement.facts_unchanged += 1;
                continue;
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
}

/// The department's last statement that holds on the first day of the month counts: equal, nothing is recorded; of the
/// same first day, it is corrected; of an earlier one, the new statement follows it.
fn against(register: &Register, about: &About<'_>, arrival: &Arrival, fact: &CellFact) -> Against {
    let day = arrival.month.first_day();
    let known = register.statements(about.person, fact.kind, about.department);
    match known.iter().rfind(|known| known.days.contains(day)) {
        Some(known) if known.value == fact.value => Against::Unchanged,
        Some(known) if known.days.from() == day => Against::Correction(known.id),
        Some(_) | None => Against::New,
    }
}
