//! The register as known at an act, and clues.

use std::collections::HashSet;

use registry::{Fact, FactKind, FactValue, Household, HouseholdKind, Membership, Person, Register};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult};
use vocabulary::{CellRef, Coded, PersonId, Registration, Relation, Sequence, Sex, Source};

use crate::bulk::{self, Numbers, Pages};
use crate::column::{coded, day, days, household_kind, household_kind_number, id, id_or_none, narrow, region, unreadable};
use crate::entity::{clue, fact, household};
use crate::{Clue, StoreFault, View};

pub(super) const PERSON: [&str; 8] = ["id", "supersedes", "person", "name", "sex", "birth", "village", "registration"];
pub(super) const HOUSEHOLD: [&str; 7] = ["id", "supersedes", "household", "kind", "number", "village", "registration"];
pub(super) const MEMBERSHIP: [&str; 7] = ["id", "supersedes", "household", "person", "relation", "days_from", "days_until"];
pub(super) const FACT: [&str; 14] = [
    "id",
    "supersedes",
    "person",
    "kind",
    "value",
    "days_from",
    "days_until",
    "department",
    "file",
    "sheet",
    "row_number",
    "column_number",
    "source_act",
    "sequence",
];

/// A row with its id and the one it takes the place of.
pub(super) type Versioned<T> = (i64, Option<i64>, T);

/// The rows no other row takes the place of.
pub(super) fn newest<T>(rows: Vec<Versioned<T>>) -> Vec<T> {
    let superseded: HashSet<i64> = rows.iter().filter_map(|row| row.1).collect();
    rows.into_iter().filter(|row| !superseded.contains(&row.0)).map(|row| row.2).collect()
}

fn versioned<T>(row: &QueryResult, value: T) -> Result<Versioned<T>, StoreFault> {
    Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, value))
}

impl View {
    /// Persons, households, memberships and facts as known after an act; after the last one for `None`.
    pub async fn register(&self, at: Option<Sequence>) -> Result<Register, StoreFault> {
        let persons = self.persons(at).await?;
        let (households, memberships) = (self.households(at).await?, self.memberships(at).await?);
        // Superseded facts are left out by the register itself.
        let facts = bulk::read_numbers(&self.transaction, self.pages("fact", &FACT, at), fact_of).await?;
        Ok(Register::new(persons, households, memberships, facts))
    }

    /// Persons as known after an act.
    pub async fn persons(&self, at: Option<Sequence>) -> Result<Vec<Person>, StoreFault> {
        Ok(newest(bulk::read(&self.transaction, self.pages("person", &PERSON, at), person_of).await?))
    }

    /// Households of all kinds as known after an act.
    pub async fn households(&self, at: Option<Sequence>) -> Result<Vec<Household>, StoreFault> {
        Ok(newest(bulk::read(&self.transaction, self.pages("household", &HOUSEHOLD, at), household_of).await?))
    }

    /// Memberships as known after an act.
    pub async fn memberships(&self, at: Option<Sequence>) -> Result<Vec<Membership>, StoreFault> {
        Ok(newest(bulk::read_numbers(&self.transaction, self.pages("membership", &MEMBERSHIP, at), membership_of).await?))
    }

    /// Every fact that was ever recorded, superseded ones too.
    pub(crate) async fn all_facts(&self) -> Result<Vec<Fact>, StoreFault> {
        bulk::read_numbers(&self.transaction, self.pages("fact", &FACT, None), fact_of).await
    }

    fn pages<'a>(&self, table: &'a str, columns: &'a [&'a str], at: Option<Sequence>) -> Pages<'a> {
        Pages { table, columns, county: self.number, up_to: View::known_at(at), only: None }
    }

    /// The household of a kind with a sender's number, as it is now.
    pub async fn household_by_number(&self, kind: HouseholdKind, number: &str) -> Result<Option<Household>, StoreFault> {
        let rows = household::Entity::find()
            .filter(household::Column::County.eq(self.number))
            .filter(household::Column::Kind.eq(household_kind_number(kind)))
            .filter(household::Column::Number.eq(number))
            .all(&self.transaction)
            .await?;
        let rows = rows.into_iter().map(|row| (row.id, row.supersedes, row)).collect();
        newest(rows).into_iter().next_back().map(household_row).transpose()
    }

    /// All facts of a person that no other one takes the place of, in the order of their ids.
    pub async fn facts_of(&self, person: PersonId) -> Result<Vec<Fact>, StoreFault> {
        let rows = fact::Entity::find()
            .filter(fact::Column::County.eq(self.number))
            .filter(fact::Column::Person.eq(person.number()))
            .order_by_asc(fact::Column::Id)
            .all(&self.transaction)
            .await?;
        newest(rows.into_iter().map(|row| (row.id, row.supersedes, row)).collect()).into_iter().map(fact_row).collect()
    }

    /// Clues as they stand now, settled ones with their outcome, in the order of their ids.
    pub async fn clues(&self) -> Result<Vec<Clue>, StoreFault> {
        let rows = clue::Entity::find()
            .filter(clue::Column::County.eq(self.number))
            .order_by_asc(clue::Column::Id)
            .all(&self.transaction)
            .await?;
        newest(rows.into_iter().map(|row| (row.id, row.supersedes, row)).collect()).into_iter().map(clue_of).collect()
    }
}

pub(super) fn sex(number: i64) -> Result<Sex, StoreFault> {
    [Sex::Male, Sex::Female].into_iter().find(|sex| sex.code() == number).ok_or_else(|| unreadable("sex", number))
}

fn registration(number: i64) -> Result<Registration, StoreFault> {
    Registration::from_number(number).ok_or_else(|| unreadable("registration", number))
}

fn relation(number: i64) -> Result<Relation, StoreFault> {
    Relation::parse(&format!("{number:02}")).ok_or_else(|| unreadable("relation", number))
}

pub(super) fn person_of(row: &QueryResult) -> Result<Versioned<Person>, StoreFault> {
    let person = Person {
        id: id(row.try_get_by_index(2)?)?,
        name: row.try_get_by_index(3)?,
        sex: sex(row.try_get_by_index(4)?)?,
        birth: day(row.try_get_by_index(5)?)?,
        village: region(row.try_get_by_index(6)?)?,
        registration: registration(row.try_get_by_index(7)?)?,
    };
    versioned(row, person)
}

pub(super) fn household_of(row: &QueryResult) -> Result<Versioned<Household>, StoreFault> {
    let household = Household {
        id: id(row.try_get_by_index(2)?)?,
        kind: household_kind(row.try_get_by_index(3)?)?,
        number: row.try_get_by_index(4)?,
        village: region(row.try_get_by_index(5)?)?,
        registration: registration(row.try_get_by_index(6)?)?,
    };
    versioned(row, household)
}

fn household_row(row: household::Model) -> Result<Household, StoreFault> {
    Ok(Household {
        id: id(row.household)?,
        kind: household_kind(row.kind)?,
        number: row.number,
        village: region(row.village)?,
        registration: coded("registration", row.registration)?,
    })
}

pub(super) fn membership_of(row: &Numbers<'_>) -> Result<Versioned<Membership>, StoreFault> {
    let membership = Membership {
        id: id(row.at(0)?)?,
        household: id(row.at(2)?)?,
        person: id(row.at(3)?)?,
        relation: relation(row.at(4)?)?,
        days: days(row.at(5)?, row.or_none(6))?,
    };
    Ok((row.at(0)?, row.or_none(1), membership))
}

pub(super) fn fact_of(row: &Numbers<'_>) -> Result<Fact, StoreFault> {
    fact_row(fact::Model {
        county: 0,
        id: row.at(0)?,
        supersedes: row.or_none(1),
        person: row.at(2)?,
        kind: row.at(3)?,
        value: row.at(4)?,
        days_from: row.at(5)?,
        days_until: row.or_none(6),
        department: row.at(7)?,
        file: row.or_none(8),
        sheet: row.or_none(9),
        row_number: row.or_none(10),
        column_number: row.or_none(11),
        source_act: row.or_none(12),
        sequence: row.at(13)?,
    })
}

fn fact_row(row: fact::Model) -> Result<Fact, StoreFault> {
    let kind = i16::try_from(row.kind).ok().and_then(FactKind::from_number).ok_or_else(|| unreadable("fact kind", row.kind))?;
    let source = match (cell((row.file, row.sheet, row.row_number, row.column_number))?, row.source_act) {
        (Some(cell), None) => Source::Cell(cell),
        (None, Some(act)) => Source::Act(Sequence(act)),
        (Some(_), Some(_)) | (None, None) => return Err(unreadable("source of fact", row.id)),
    };
    Ok(Fact {
        id: id(row.id)?,
        person: id(row.person)?,
        kind,
        value: FactValue(row.value),
        days: days(row.days_from, row.days_until)?,
        department: narrow("department", row.department)?,
        recorded: Sequence(row.sequence),
        supersedes: id_or_none(row.supersedes)?,
        source,
    })
}

/// A cell from its four columns; none where there is no file.
fn cell((file, sheet, row, column): (Option<i64>, Option<i64>, Option<i64>, Option<i64>)) -> Result<Option<CellRef>, StoreFault> {
    let Some(file) = file else { return Ok(None) };
    let (Some(sheet), Some(row), Some(column)) = (sheet, row, column) else { return Err(unreadable("cell of file", file)) };
    let (sheet, row, column) = (narrow("sheet", sheet)?, narrow("row", row)?, narrow("column", column)?);
    Ok(Some(CellRef { file: id(file)?, sheet, row, column }))
}

fn clue_of(row: clue::Model) -> Result<Clue, StoreFault> {
    Ok(Clue {
        id: id(row.id)?,
        kind: row.kind,
        person: id_or_none(row.person)?,
        cell: cell((row.file, row.sheet, row.row_number, row.column_number))?,
        message: row.message,
        outcome: row.outcome,
        supersedes: id_or_none(row.supersedes)?,
    })
}
