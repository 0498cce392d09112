//! Which rows of a file may be kept at all.

use std::collections::{HashMap, HashSet};

use vocabulary::{Date, HouseholdId};

use crate::intake::{ComplaintCode, LawfulBasis, Reading, SourceRow};
use crate::matching::Link;
use crate::{FactKind, Household, HouseholdKind, Register};

/// A file's rows with their links, of which every one may be kept: what [`super::state`] and [`crate::units::open`] read.
///
/// Of a file that needs the family's authorisation (核对授权), rows of register households without one are counted and
/// dropped with their complaints; nothing about them is in here.
#[derive(Clone, Debug, PartialEq)]
pub struct LawfulReading {
    reading: Reading,
    links: Vec<Link>,
    dropped_without_basis: usize,
}

impl LawfulReading {
    /// Keeps the rows with a lawful basis on `day`, the first day of the file's month. `links` has one link for each row
    /// of the reading, in its order.
    pub fn of(reading: Reading, links: Vec<Link>, register: &Register, day: Date) -> LawfulReading {
        assert_eq!(reading.rows.len(), links.len(), "every row has its link");
        match reading.basis {
            LawfulBasis::PushedList => LawfulReading { reading, links, dropped_without_basis: 0 },
            LawfulBasis::FamilyAuthorisation => {
                let covered = Authorised::of(&reading, &links, register, day).covered(&reading, &links);
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

    /// How many rows were dropped because their register household has not authorised the query.
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
            if row.facts.iter().any(|fact| fact.kind == FactKind::AuthorisationDay) {
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
        let signed = |person| register.facts_of(person).iter().any(|fact| fact.kind == FactKind::AuthorisationDay);
        *self
            .before
            .entry(household)
            .or_insert_with(|| register.members(household, day).any(|membership| signed(membership.person)))
    }

    fn covered(mut self, reading: &Reading, links: &[Link]) -> Vec<bool> {
        reading.rows.iter().zip(links).map(|(row, link)| self.covers(row, *link)).collect()
    }
}

fn drop_uncovered(mut reading: Reading, links: Vec<Link>, covered: &[bool]) -> LawfulReading {
    let rows = std::mem::take(&mut reading.rows);
    let kept = rows.into_iter().zip(links).zip(covered).filter(|(_, covered)| **covered).map(|(row, _)| row);
    let (rows, links): (Vec<SourceRow>, Vec<Link>) = kept.unzip();
    let dropped_without_basis = covered.len() - rows.len();
    let places: HashSet<(u16, u32)> = rows.iter().map(|row| (row.sheet, row.row)).collect();
    // These name rows that were left out before it could be asked whose they are, and quote nothing of them.
    let quotes_nothing = [ComplaintCode::NobodyNamed, ComplaintCode::DoubledSame, ComplaintCode::DoubledOtherwise];
    reading
        .complaints
        .retain(|complaint| places.contains(&(complaint.sheet, complaint.row)) || quotes_nothing.contains(&complaint.code));
    if dropped_without_basis > 0 {
        // A subtotal may be that of one family.
        reading.totals.clear();
    }
    reading.rows = rows;
    LawfulReading { reading, links, dropped_without_basis }
}
