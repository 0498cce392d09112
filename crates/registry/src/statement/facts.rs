//! Facts of one row against what the same department has stated before.

use vocabulary::{DateRange, FactId, PersonId};

use super::{Arrival, Ids, Statement};
use crate::intake::{CellFact, Gives, SourceRow};
use crate::{Fact, FactKind, FactValue, Register};

/// Whose facts a row states.
pub(super) struct About<'a> {
    pub person: PersonId,
    pub department: i16,
    pub gives: Gives,
    pub row: &'a SourceRow,
}

impl About<'_> {
    fn is_stated(&self, kind: FactKind) -> bool {
        kind != FactKind::ApplicationKind || self.gives != Gives::OpeningRoll
    }
}

/// What a cell says against what is known.
enum Against {
    Unchanged,
    New,
    Correction(FactId),
}

/// Adds the row's facts that say something new, and takes back what a cell no longer states.
pub(super) fn state(statement: &mut Statement, about: &About<'_>, arrival: &Arrival, register: &Register, ids: &mut Ids<'_>) {
    // As what a unit of the opening roll was applied for stands in its number; nobody applied here.
    let facts = about.row.facts.iter().filter(|fact| about.is_stated(fact.kind));
    for fact in facts {
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

/// Adds a row of a list in which a person may have several rows, told apart by what `distinct` says. The cells of such a
/// row belong together, so that they are recorded together or, where the very row is known, not at all. A row that stands
/// in the file's place of a known one (same `distinct`, same first day) supersedes it.
pub(super) fn state_row(
    statement: &mut Statement,
    about: &About<'_>,
    distinct: &[(FactKind, FactValue)],
    arrival: &Arrival,
    register: &Register,
    ids: &mut Ids<'_>,
) {
    let day = arrival.month.first_day();
    let rows = register.stated_rows(about.person, about.department);
    let is_same = |row: &&Vec<&Fact>| {
        distinct.iter().all(|(kind, value)| row.iter().any(|fact| fact.kind == *kind && fact.value == *value))
    };
    let says = |row: &Vec<&Fact>| {
        let mut says: Vec<(FactKind, FactValue)> = row.iter().map(|fact| (fact.kind, fact.value)).collect();
        says.sort_unstable();
        says
    };
    let now: Vec<(FactKind, FactValue)> = about.row.facts.iter().map(|fact| (fact.kind, fact.value)).collect();
    if rows.iter().filter(is_same).any(|row| says(row) == now) {
        statement.facts_unchanged += now.len();
        return;
    }
    let corrected = rows.iter().filter(is_same).find(|row| row.iter().all(|fact| fact.days.from() == day));
    for fact in &about.row.facts {
        let supersedes = corrected.and_then(|row| row.iter().find(|known| known.kind == fact.kind)).map(|known| known.id);
        push(statement, about, arrival, ids, fact, supersedes);
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
    push(statement, about, arrival, ids, fact, supersedes);
}

fn push(
    statement: &mut Statement,
    about: &About<'_>,
    arrival: &Arrival,
    ids: &mut Ids<'_>,
    fact: &CellFact,
    supersedes: Option<FactId>,
) {
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
