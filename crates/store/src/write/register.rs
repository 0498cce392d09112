//! Households, memberships, facts, clues and corrections of the register. Persons stand in `people`.

use std::collections::HashMap;

use registry::matching::comparable_name;
use registry::{Fact, Household, Membership, Person};
use vocabulary::{CellRef, Coded, MembershipId, Source};

use crate::bulk::{self, Listed};
use crate::column::{day_number, household_kind_number, region_number};
use crate::entity::{clue, fact, household, membership, person};
use crate::record::RowId;
use crate::{Act, Added, Clue, StoreFault};

impl Act {
    /// Adds households; kind and number are the sender's key.
    pub async fn add_households(&mut self, households: &[Household]) -> Result<Added, StoreFault> {
        let rows: Vec<household::Model> =
            households.iter().map(|household| self.household_row(household.id.number(), household, None)).collect();
        bulk::insert::<household::Entity>(&self.view.transaction, &rows).await
    }

    /// Records that a household's village or registration is another one: a row that supersedes the one that stands.
    /// A household nobody entered is a conflict.
    pub async fn correct_households(&mut self, corrections: &[(RowId, Household)]) -> Result<Added, StoreFault> {
        let of: Vec<i64> = corrections.iter().map(|(_, household)| household.id.number()).collect();
        let versions = self.versions("household", &of).await?;
        let mut rows = Vec::with_capacity(corrections.len());
        for (row, household) in corrections {
            let old = versions.last(household.id.number(), row.number());
            let old = old.ok_or_else(|| nobody("household", household.id.number()))?;
            rows.push(self.household_row(row.number(), household, Some(old)));
        }
        bulk::insert::<household::Entity>(&self.view.transaction, &rows).await
    }

    /// Records that a person's entry is another one: a row that supersedes the one that stands. A person nobody entered
    /// is a conflict.
    pub async fn correct_persons(&mut self, corrections: &[(RowId, Person)]) -> Result<Added, StoreFault> {
        let of: Vec<i64> = corrections.iter().map(|(_, person)| person.id.number()).collect();
        let versions = self.versions("person", &of).await?;
        let mut rows = Vec::with_capacity(corrections.len());
        for (row, person) in corrections {
            let old = versions.last(person.id.number(), row.number());
            let old = old.ok_or_else(|| nobody("person", person.id.number()))?;
            rows.push(self.person_row(row.number(), person, Some(old)));
        }
        bulk::insert::<person::Entity>(&self.view.transaction, &rows).await
    }

    /// All rows of these entries, by the entry; table and column bear one name.
    async fn versions(&self, table: &str, of: &[i64]) -> Result<Versions, StoreFault> {
        let columns = ["id", table, "supersedes"];
        let listed = Listed { table, columns: &columns, county: self.view.number, column: table };
        let mut versions = Versions::default();
        bulk::numbers_by_numbers(&self.view.transaction, listed, of, |row| {
            versions.0.entry(row.at(1)?).or_default().push((row.at(0)?, row.or_none(2)));
            Ok(())
        })
        .await?;
        Ok(versions)
    }

    /// Adds memberships; household, person and first day are the key.
    pub async fn add_memberships(&mut self, memberships: &[Membership]) -> Result<Added, StoreFault> {
        let rows: Vec<membership::Model> = memberships.iter().map(|membership| self.membership_row(membership, None)).collect();
        bulk::insert::<membership::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds memberships that take the place of others: an end, or another relation.
    pub async fn supersede_memberships(&mut self, changes: &[(MembershipId, Membership)]) -> Result<Added, StoreFault> {
        let rows: Vec<membership::Model> =
            changes.iter().map(|(old, membership)| self.membership_row(membership, Some(*old))).collect();
        bulk::insert::<membership::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds facts under this act, whatever their `recorded` says. The same kind for the same person and first day from
    /// the same cell is the same fact; a fact stated by an act is known by its id.
    pub async fn add_facts(&mut self, facts: &[Fact]) -> Result<Added, StoreFault> {
        let rows = facts.iter().map(|fact| self.fact_row(fact));
        bulk::insert::<fact::Entity>(&self.view.transaction, rows).await
    }

    /// Adds clues, and what came of earlier ones.
    pub async fn add_clues(&mut self, clues: &[Clue]) -> Result<Added, StoreFault> {
        let rows: Vec<clue::Model> = clues
            .iter()
            .map(|clue| {
                let (file, sheet, row_number, column_number) = cell_columns(clue.cell.as_ref());
                clue::Model {
                    county: self.view.number,
                    id: clue.id.number(),
                    kind: clue.kind.clone(),
                    person: clue.person.map(|person| person.number()),
                    file,
                    sheet,
                    row_number,
                    column_number,
                    message: clue.message.clone(),
                    outcome: clue.outcome.clone(),
                    supersedes: clue.supersedes.map(|old| old.number()),
                    sequence: self.sequence().0,
                }
            })
            .collect();
        bulk::insert::<clue::Entity>(&self.view.transaction, &rows).await
    }

    fn household_row(&self, row: i64, household: &Household, supersedes: Option<i64>) -> household::Model {
        household::Model {
            county: self.view.number,
            id: row,
            household: household.id.number(),
            kind: household_kind_number(household.kind),
            number: household.number.clone(),
            village: region_number(household.village),
            registration: household.registration.number(),
            supersedes,
            sequence: self.sequence().0,
        }
    }

    pub(crate) fn person_row(&self, row: i64, person: &Person, supersedes: Option<i64>) -> person::Model {
        person::Model {
            county: self.view.number,
            id: row,
            person: person.id.number(),
            name: person.name.clone(),
            sex: person.sex.code(),
            birth: day_number(person.birth),
            village: region_number(person.village),
            registration: person.registration.number(),
            supersedes,
            sequence: self.sequence().0,
            comparable_name: comparable_name(&person.name),
        }
    }

    fn membership_row(&self, membership: &Membership, supersedes: Option<MembershipId>) -> membership::Model {
        membership::Model {
            county: self.view.number,
            id: membership.id.number(),
            household: membership.household.number(),
            person: membership.person.number(),
            relation: i64::from(membership.relation.code()),
            days_from: day_number(membership.days.from()),
            days_until: membership.days.until().map(day_number),
            supersedes: supersedes.map(|old| old.number()),
            sequence: self.sequence().0,
        }
    }

    fn fact_row(&self, fact: &Fact) -> fact::Model {
        let (cell, act) = match &fact.source {
            Source::Cell(cell) => (Some(cell), None),
            Source::Act(act) => (None, Some(act.0)),
        };
        let (file, sheet, row_number, column_number) = cell_columns(cell);
        fact::Model {
            county: self.view.number,
            id: fact.id.number(),
            person: fact.person.number(),
            kind: i64::from(fact.kind.number()),
            value: fact.value.0,
            days_from: day_number(fact.days.from()),
            days_until: fact.days.until().map(day_number),
            department: i64::from(fact.department),
            file,
            sheet,
            row_number,
            column_number,
            source_act: act,
            supersedes: fact.supersedes.map(|old| old.number()),
            sequence: self.sequence().0,
        }
    }
}

/// The rows of entries, each with the one it takes the place of.
#[derive(Default)]
struct Versions(HashMap<i64, Vec<(i64, Option<i64>)>>);

impl Versions {
    /// The version nothing takes the place of. A repeat of the row in hand finds what it superseded the first time.
    fn last(&self, entry: i64, in_hand: i64) -> Option<i64> {
        let rows = self.0.get(&entry)?;
        if let Some((_, old)) = rows.iter().find(|row| row.0 == in_hand) {
            return *old;
        }
        rows.iter().map(|row| row.0).find(|id| rows.iter().all(|row| row.1 != Some(*id)))
    }
}

fn nobody(table: &'static str, key: i64) -> StoreFault {
    StoreFault::Conflict {
        table, key: key.to_string(), why: "没有可更正的原记录 (there is nothing to correct)".to_owned()
    }
}

type CellColumns = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

/// File, sheet, row and column of a cell.
fn cell_columns(cell: Option<&CellRef>) -> CellColumns {
    cell.map_or((None, None, None, None), |cell| {
        (Some(cell.file.number()), Some(i64::from(cell.sheet)), Some(i64::from(cell.row)), Some(i64::from(cell.column)))
    })
}
