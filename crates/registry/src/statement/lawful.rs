//! Which rows of a file may be kept at all.

use std::collections::{HashMap, HashSet};

use vocabulary::{Date, DateRange, HouseholdId, PersonId};

use crate::intake::{CellFact, ComplaintCode, LawfulBasis, Reading, SourceRow};
use crate::matching::Link;
use crate::{Fact, FactKind, FactValue, Household, HouseholdKind, Register};

/// The query batches (核对批次) whose answers may be kept, by name: families are asked about only by one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryBatches {
    by_name: HashMap<String, QueryBatch>,
}

/// A query about authorised families.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryBatch {
    /// The number that answers bear (核对批次号).
    pub name: String,
    /// For what the families are looked into; a query without a purpose is no lawful one.
    pub purpose: String,
    /// Codes of the layouts that were asked for.
    pub layouts: Vec<String>,
    /// Days on which answers may come.
    pub days: DateRange,
    /// Who was asked about.
    pub persons: HashSet<PersonId>,
}

impl QueryBatches {
    /// These batches; a name stands once.
    pub fn new(batches: impl IntoIterator<Item = QueryBatch>) -> QueryBatches {
        QueryBatches { by_name: batches.into_iter().map(|batch| (batch.name.clone(), batch)).collect() }
    }

    /// The batch of that name, where it asked for files of that layout and answers may come on that day.
    fn lawful(&self, name: &str, layout: &str, day: Date) -> Option<&QueryBatch> {
        let has_purpose = |batch: &&QueryBatch| !batch.purpose.trim().is_empty();
        let asked = |batch: &&QueryBatch| batch.layouts.iter().any(|asked| asked == layout) && batch.days.contains(day);
        self.by_name.get(name).filter(has_purpose).filter(asked)
    }
}

/// A file's rows with their links, of which every one may be kept: what [`super::state`] and [`crate::units::open`] read.
///
/// Of a file that needs the family's authorisation (核对授权), rows of register households without one are counted and
/// dropped with their complaints, and so are rows of people whom no query batch asked about where the file answers one;
/// nothing about them is in here.
#[derive(Clone, Debug, PartialEq)]
pub struct LawfulReading {
    reading: Reading,
    links: Vec<Link>,
    dropped_without_basis: usize,
}

impl LawfulReading {
    /// Keeps the rows with a lawful basis on `day`, the first day of the file's month, by the query batches that the file
    /// may answer. `links` has one link for each row of the reading, in its order.
    ///
    /// `register` may be a part of the county: the persons that rows are linked to, their register households and those
    /// whose numbers the rows bear, with all their members and the members' facts of kind [`FactKind::AuthorisationDay`].
    pub fn of(reading: Reading, links: Vec<Link>, register: &Register, day: Date, batches: &QueryBatches) -> LawfulReading {
        assert_eq!(reading.rows.len(), links.len(), "every row has its link");
        match reading.basis {
            LawfulBasis::PushedList => LawfulReading { reading, links, dropped_without_basis: 0 },
            LawfulBasis::FamilyAuthorisation => {
                let covered = Authorised::of(&reading, &links, register, day).covered(&reading, &links, batches);
                drop_uncovered(reading, links, &covered)
            }
        }
    }

    /// The file's rows, complaints and columns, without what was dropped.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The rows with their links, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = (&SourceRow, Link)> {
        self.reading.rows.iter().zip(self.links.iter().copied())
    }

    /// How many rows were dropped because their register household has not authorised the query, or no query asked about them.
    pub fn dropped_without_basis(&self) -> usize {
        self.dropped_without_basis
    }
}

/// Which register households have authorised.
struct Authorised<'a> {
    register: &'a Register,
    day: Date,
    /// Numbers of register households on whose behalf somebody signed in this file.
    in_file: HashSet<&'a str>,
    /// Whether a member of the household has signed before, as far as it was asked.
    before: HashMap<HouseholdId, bool>,
}

impl<'a> Authorised<'a> {
    fn of(reading: &'a Reading, links: &[Link], register: &'a Register, day: Date) -> Authorised<'a> {
        let mut authorised = Authorised { register, day, in_file: HashSet::new(), before: HashMap::new() };
        for (row, link) in reading.rows.iter().zip(links) {
            let signed = |fact: &CellFact| fact.kind == FactKind::AuthorisationDay && is_valid(fact.value, day);
            if row.facts.iter().any(signed) {
                // A signature counts for the household the signer is registered in, whatever number the row bears.
                let number = authorised.household(row, *link).map(|household| household.number.as_str());
                authorised.in_file.extend(number.or(row.identity.household_number.as_deref()));
            }
        }
        authorised
    }

    /// The register household of a linked person; of another row that of the number it bears.
    fn household(&self, row: &SourceRow, link: Link) -> Option<&'a Household> {
        let of_person = link.linked().and_then(|person| self.register.household_of(person, HouseholdKind::Register, self.day));
        let numbered = || {
            let number = row.identity.household_number.as_deref()?;
            self.register.household_numbered(HouseholdKind::Register, number)
        };
        of_person.or_else(numbered)
    }

    fn covers(&mut self, row: &SourceRow, link: Link) -> bool {
        let Some(household) = self.household(row, link) else {
            return row.identity.household_number.as_deref().is_some_and(|number| self.in_file.contains(number));
        };
        self.in_file.contains(household.number.as_str()) || self.has_signed_before(household.id)
    }

    fn has_signed_before(&mut self, household: HouseholdId) -> bool {
        let (register, day) = (self.register, self.day);
        let is_signature =
            |fact: &Fact| fact.kind == FactKind::AuthorisationDay && fact.days.contains(day) && is_valid(fact.value, day);
        let signed = |person| register.facts_of(person).iter().any(is_signature);
        *self
            .before
            .entry(household)
            .or_insert_with(|| register.members(household, day).any(|membership| signed(membership.person)))
    }

    fn covered(mut self, reading: &Reading, links: &[Link], batches: &QueryBatches) -> Vec<bool> {
        let rows = reading.rows.iter().zip(links);
        rows.map(|(row, link)| {
            let is_asked = !reading.answers_batches || self.is_asked(row, *link, &reading.layout_code, batches);
            is_asked && self.covers(row, *link)
        })
        .collect()
    }

    /// Whether the row's batch asked about the linked person. A row that is not linked may be about somebody who was asked
    /// about only where a member of its household was: then it is a clue.
    fn is_asked(&self, row: &SourceRow, link: Link, layout: &str, batches: &QueryBatches) -> bool {
        let name = row.identity.query_batch.as_deref();
        let Some(batch) = name.and_then(|name| batches.lawful(name, layout, self.day)) else { return false };
        match link.linked() {
            Some(person) => batch.persons.contains(&person),
            None => self.household(row, link).is_some_and(|household| {
                self.register.members(household.id, self.day).any(|member| batch.persons.contains(&member.person))
            }),
        }
    }
}

/// Whether the family had signed by the end of the month that begins on `day`.
fn is_valid(signed: FactValue, day: Date) -> bool {
    signed.as_day().is_some_and(|signed| signed <= day.in_month().last_day())
}

fn drop_uncovered(mut reading: Reading, links: Vec<Link>, covered: &[bool]) -> LawfulReading {
    let rows = std::mem::take(&mut reading.rows);
    let kept = rows.into_iter().zip(links).zip(covered).filter(|(_, covered)| **covered).map(|(row, _)| row);
    let (rows, links): (Vec<SourceRow>, Vec<Link>) = kept.unzip();
    let dropped_without_basis = covered.len() - rows.len();
    let places: HashSet<(u16, u32)> = rows.iter().map(|row| (row.sheet, row.row)).collect();
    // These name rows that were left out before it could be asked whose they are, and quote nothing of them.
    let quotes_nothing = [ComplaintCode::NobodyNamed, ComplaintCode::DoubledSame, ComplaintCode::DoubledOtherwise];
    reading.complaints.retain(|complaint| {
        let of_totals = complaint.code == ComplaintCode::TotalDiffers && dropped_without_basis == 0;
        of_totals || places.contains(&(complaint.sheet, complaint.row)) || quotes_nothing.contains(&complaint.code)
    });
    let kept: HashSet<&str> = rows.iter().filter_map(|row| row.identity.household_number.as_deref()).collect();
    reading.households_of_rows_left_out.retain(|number| kept.contains(number.as_str()));
    if dropped_without_basis > 0 {
        // A subtotal may be that of one family, and a question shows cells.
        reading.totals.clear();
        reading.questions.clear();
    }
    reading.rows = rows;
    LawfulReading { reading, links, dropped_without_basis }
}
