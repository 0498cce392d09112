//! The part of the register that a file's rows can touch: in step with the rows, whatever the size of the county.

use std::collections::{BTreeSet, HashMap};

use registry::matching::{MatchInput, comparable_name};
use registry::{Fact, FactKind, Household, HouseholdKind, Membership, Person, Register};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use vocabulary::{Date, HouseholdId, PersonId, RegionCode};

use super::register::{FACT, HOUSEHOLD, MEMBERSHIP, PERSON, Versioned, fact_of, household_of, membership_of, newest, person_of};
use crate::bulk::{self, Listed, NameAsked};
use crate::column::{day_number, household_kind_number, id, region_number};
use crate::entity::person;
use crate::{Candidate, StoreFault, View};

impl View {
    /// Whom rows may be about: persons who bear one of the numbers, and, for a row whose number nobody bears, everybody of
    /// its name who was born on its day or is registered in its village. For the matcher this is as good as everybody. Only
    /// numbers of the latter are opened: that of the former is the row's own.
    pub async fn candidates_for(&self, rows: &[MatchInput]) -> Result<Vec<Candidate>, StoreFault> {
        let numbers: Vec<_> = rows.iter().filter_map(|row| row.number).collect();
        let known = self.persons_by_numbers(&numbers).await?;
        let unknown = rows.iter().filter(|row| row.number.is_none_or(|number| !known.contains_key(&number)));
        let asked: BTreeSet<_> = unknown.filter_map(name_asked).collect();
        let asked: Vec<NameAsked> = asked.into_iter().map(|(name, birth, village)| NameAsked { name, birth, village }).collect();
        let by_name = bulk::persons_by_names(&self.transaction, self.number, &asked).await?;
        let by_number: BTreeSet<i64> = known.values().map(|person| person.number()).collect();
        let by_name: Vec<PersonId> =
            by_name.into_iter().filter(|person| !by_number.contains(person)).map(id).collect::<Result<_, _>>()?;
        let opened = self.numbers_of(&by_name).await?;
        let number_of: HashMap<PersonId, _> = known.into_iter().map(|(number, person)| (person, number)).chain(opened).collect();
        let persons: Vec<i64> = by_number.into_iter().chain(by_name.iter().map(|person| person.number())).collect();
        let persons = self.persons_listed(&persons).await?;
        Ok(persons.into_iter().map(|person| Candidate { number: number_of.get(&person.id).copied(), person }).collect())
    }

    /// Whom rows that no number links may be about, wider than [`View::candidates_for`]: also who was born on one of these
    /// days or lives in one of these register households; with numbers opened, for the matcher. The caller audits the read.
    pub async fn candidates_around(
        &self,
        births: &[Date],
        household_numbers: &[&str],
    ) -> Result<Vec<(Candidate, Vec<String>)>, StoreFault> {
        let births: BTreeSet<i64> = births.iter().copied().map(day_number).collect();
        let births: Vec<i64> = births.into_iter().collect();
        let listed = self.listed("person", &["person"], "birth");
        let born: Vec<i64> = bulk::by_numbers(&self.transaction, listed, &births, |row| Ok(row.try_get_by_index(0)?)).await?;
        let households = self.households_numbered(&[HouseholdKind::Register], household_numbers).await?;
        let members = self.memberships_by("household", households.iter().copied()).await?;
        let asked: BTreeSet<i64> = born.into_iter().chain(members.iter().map(|row| row.2.person.number())).collect();
        let asked: Vec<PersonId> = asked.into_iter().map(id).collect::<Result<_, _>>()?;
        self.candidates_with_homes(&asked).await
    }

    /// Persons as the matcher compares them, with the numbers of the register households they are in.
    pub async fn candidates_with_homes(&self, of: &[PersonId]) -> Result<Vec<(Candidate, Vec<String>)>, StoreFault> {
        let ids: Vec<i64> = of.iter().map(|person| person.number()).collect();
        let persons = self.persons_listed(&ids).await?;
        let numbers = self.numbers_of(of).await?;
        let memberships = newest(self.memberships_by("person", ids.iter().copied()).await?);
        let households: BTreeSet<i64> = memberships.iter().map(|membership| membership.household.number()).collect();
        let households: Vec<i64> = households.into_iter().collect();
        let households = self.households_listed(&households).await?;
        let number_of: HashMap<HouseholdId, &str> = households
            .iter()
            .filter(|household| household.kind == HouseholdKind::Register)
            .map(|household| (household.id, household.number.as_str()))
            .collect();
        let mut homes: HashMap<PersonId, Vec<String>> = HashMap::new();
        for membership in memberships.iter().filter(|membership| membership.days.until().is_none()) {
            if let Some(number) = number_of.get(&membership.household) {
                homes.entry(membership.person).or_default().push((*number).to_owned());
            }
        }
        let candidate = |person: Person| {
            let home = homes.remove(&person.id).unwrap_or_default();
            (Candidate { number: numbers.get(&person.id).copied(), person }, home)
        };
        Ok(persons.into_iter().map(candidate).collect())
    }

    /// How many entries of the register bear each of these names, compared as [`comparable_name`] does; a corrected entry
    /// counts again, which makes a name no commoner than it is by more than a little.
    pub async fn bearers_of(&self, names: &[String]) -> Result<Vec<(String, u32)>, StoreFault> {
        let names: BTreeSet<String> = names.iter().map(|name| comparable_name(name)).collect();
        let asked: Vec<&str> = names.iter().map(String::as_str).collect();
        let listed = self.listed("person", &["comparable_name"], "comparable_name");
        let counts = bulk::counts_by_texts(&self.transaction, listed, &asked).await?;
        let borne = counts.into_iter().filter(|(_, count)| *count > 0);
        Ok(borne.map(|(name, count)| (name, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }

    /// How many entries of persons the register holds; a corrected entry counts again.
    pub async fn persons_count(&self) -> Result<u64, StoreFault> {
        Ok(person::Entity::find().filter(person::Column::County.eq(self.number)).count(&self.transaction).await?)
    }

    /// The register around some persons and households numbered by their senders: these persons, the households of all
    /// kinds they ever were in and those with the numbers, everybody who ever was in one of these, with all their facts and
    /// the other households they were in. What is asked of those persons is answered on it as on the whole register.
    pub async fn register_around(&self, persons: &[PersonId], household_numbers: &[&str]) -> Result<Register, StoreFault> {
        let around = self.around(persons, household_numbers).await?;
        let (persons, households) =
            (self.persons_listed(&around.persons).await?, self.households_listed(&around.households).await?);
        let facts = self.facts_listed("person", &around.persons).await?;
        Ok(Register::new(persons, households, newest(around.memberships), facts))
    }

    /// What the rows of a department's file are recorded against: these persons, whom its rows are linked to, households
    /// and memberships as in [`View::register_around`], and of everybody's facts those of the department and signatures.
    pub async fn register_for_file(
        &self,
        persons: Vec<Person>,
        household_numbers: &[&str],
        department: i16,
    ) -> Result<Register, StoreFault> {
        let ids: Vec<PersonId> = persons.iter().map(|person| person.id).collect();
        let around = self.around(&ids, household_numbers).await?;
        let households = self.households_listed(&around.households).await?;
        let signature = FactKind::AuthorisationDay.number();
        let column = format!("(department = {department} OR kind = {signature}) AND person");
        let facts = self.facts_listed(&column, &around.persons).await?;
        Ok(Register::new(persons, households, newest(around.memberships), facts))
    }

    async fn around(&self, persons: &[PersonId], household_numbers: &[&str]) -> Result<Around, StoreFault> {
        let mut asked: BTreeSet<i64> = persons.iter().map(|person| person.number()).collect();
        let kinds: Vec<HouseholdKind> = HouseholdKind::all().collect();
        let numbered = self.households_numbered(&kinds, household_numbers).await?;
        let mut memberships = self.memberships_by("person", asked.iter().copied()).await?;
        let mut households: BTreeSet<i64> = numbered.iter().copied().collect();
        households.extend(memberships.iter().map(|row| row.2.household.number()));
        memberships.extend(self.memberships_by("household", households.iter().copied()).await?);
        let others: BTreeSet<i64> =
            memberships.iter().map(|row| row.2.person.number()).filter(|person| !asked.contains(person)).collect();
        memberships.extend(self.memberships_by("person", others.iter().copied()).await?);
        asked.extend(others);
        households.extend(memberships.iter().map(|row| row.2.household.number()));
        memberships.sort_unstable_by_key(|row| row.0);
        memberships.dedup_by_key(|row| row.0);
        Ok(Around { persons: asked.into_iter().collect(), households: households.into_iter().collect(), memberships })
    }

    /// Everybody who ever was in an assistance unit, in the order of their ids.
    pub async fn persons_in_units(&self) -> Result<Vec<PersonId>, StoreFault> {
        bulk::persons_in_units(&self.transaction, self.number).await?.into_iter().map(id).collect()
    }

    fn listed<'a>(&self, table: &'a str, columns: &'a [&'a str], column: &'a str) -> Listed<'a> {
        Listed { table, columns, county: self.number, column }
    }

    /// Persons by their ids, as they are now.
    pub(crate) async fn persons_listed(&self, persons: &[i64]) -> Result<Vec<Person>, StoreFault> {
        let listed = self.listed("person", &PERSON, "person");
        Ok(newest(bulk::by_numbers(&self.transaction, listed, persons, person_of).await?))
    }

    async fn households_listed(&self, households: &[i64]) -> Result<Vec<Household>, StoreFault> {
        let listed = self.listed("household", &HOUSEHOLD, "household");
        Ok(newest(bulk::by_numbers(&self.transaction, listed, households, household_of).await?))
    }

    async fn memberships_by(
        &self,
        column: &str,
        of: impl Iterator<Item = i64>,
    ) -> Result<Vec<Versioned<Membership>>, StoreFault> {
        let of: Vec<i64> = of.collect();
        bulk::numbers_by_numbers(&self.transaction, self.listed("membership", &MEMBERSHIP, column), &of, membership_of).await
    }

    pub(super) async fn facts_listed(&self, column: &str, persons: &[i64]) -> Result<Vec<Fact>, StoreFault> {
        // Superseded facts are left out by the register itself.
        bulk::numbers_by_numbers(&self.transaction, self.listed("fact", &FACT, column), persons, fact_of).await
    }

    /// Ids of the households of these kinds with one of the senders' numbers.
    async fn households_numbered(&self, kinds: &[HouseholdKind], numbers: &[&str]) -> Result<Vec<i64>, StoreFault> {
        // Naming the kinds lets the index of kind and number be used.
        let kinds: Vec<String> = kinds.iter().map(|kind| household_kind_number(*kind).to_string()).collect();
        let kind_and_number = format!("kind IN ({}) AND number", kinds.join(", "));
        let listed = self.listed("household", &["household"], &kind_and_number);
        bulk::by_texts(&self.transaction, listed, numbers, |row| Ok(row.try_get_by_index(0)?)).await
    }
}

/// Everybody and every household around some persons.
struct Around {
    persons: Vec<i64>,
    households: Vec<i64>,
    memberships: Vec<Versioned<Membership>>,
}

type Asked = (String, Option<i64>, Option<i64>);

/// What the matcher looks a row without a known number up by, as columns hold it.
fn name_asked(row: &MatchInput) -> Option<Asked> {
    let name = row.name.as_deref().map(comparable_name).filter(|name| !name.is_empty())?;
    let birth = row.birth.or_else(|| row.number.map(|number| number.birth())).map(day_number);
    let village = row.village.map(|village: RegionCode| region_number(village));
    (birth.is_some() || village.is_some()).then_some((name, birth, village))
}
