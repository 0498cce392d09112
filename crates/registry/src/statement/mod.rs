//! What to record of a file whose rows are linked: persons, households and facts, as values for the store.
//!
//! Holds: facts are only added, a correction names what it takes the place of, and the same file a second time records
//! nothing; a row that is not linked gives a clue and no fact; work grows in step with the rows. Absent on purpose: the
//! store, how ids are made, and any ending of a membership because a person is not in a file.

mod facts;
mod households;
mod lawful;
mod monitored;
mod place;
mod roll;

use std::collections::HashSet;

use vocabulary::{
    AccountNumber, CellRef, CitizenId, Date, FileId, Id, MembershipId, Month, PersonId, PhoneNumber, Sequence, Source,
};

use crate::intake::{CellFact, Gives, LawfulBasis, SourceRow};
use crate::matching::{DoubtReason, Link};
use crate::{Fact, FactKind, FactValue, Household, Membership, Person, Register};

pub use lawful::{LawfulReading, QueryBatch, QueryBatches};

/// The file that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The file.
    pub file: FileId,
    /// The month it states: what it says holds from the first day of that month.
    pub month: Month,
    /// The act under which it is recorded.
    pub recorded: Sequence,
}

/// What to record of a file. Everything is new rows; nothing known is edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// New persons of the household register.
    pub persons: Vec<NewPerson>,
    /// Known persons whose village or registration is another now, as they are to be.
    pub persons_changed: Vec<Person>,
    /// New households: of the register, monitored ones, and assistance units of an opening roll.
    pub households: Vec<Household>,
    /// Known register households whose village or registration is another now, as they are to be.
    pub households_changed: Vec<Household>,
    /// New memberships of households.
    pub memberships: Vec<Membership>,
    /// Memberships that end because the person moved or the relation to the head is another.
    pub memberships_ended: Vec<MembershipEnd>,
    /// New facts; where one supersedes another it says so.
    pub facts: Vec<Fact>,
    /// Cells that say what is known already: nothing is recorded of them.
    pub facts_unchanged: usize,
    /// How persons are reached and paid, as the file has it. Whether that is new only the store can tell.
    pub contacts: Vec<Contact>,
    /// Rows that were not recorded, for a person to settle.
    pub clues: Vec<Clue>,
}

/// A new person with the number that the store keeps apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The person.
    pub person: Person,
    /// Identity number.
    pub number: CitizenId,
    /// The row that stated them.
    pub row: RowAddress,
}

/// The end of a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MembershipEnd {
    /// The membership.
    pub membership: MembershipId,
    /// First day out. Where it is the membership's first day, a corrected file of the same month says it never was.
    pub until: Date,
}

/// Telephone and account of a person as a row states them; at least one is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose.
    pub person: PersonId,
    /// Telephone number.
    pub phone: Option<PhoneNumber>,
    /// Account of the one-card channel (一卡通).
    pub account: Option<AccountNumber>,
    /// The row.
    pub row: RowAddress,
}

/// A row of a received file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowAddress {
    /// The file.
    pub file: FileId,
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
}

/// A row that was not recorded, for a person to settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clue {
    /// The row.
    pub row: RowAddress,
    /// Why it was not recorded.
    pub reason: ClueReason,
    /// Whom it may be about.
    pub candidate: Option<PersonId>,
}

/// Why a row was not recorded. Numbers are those of a column: never changed, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClueReason {
    /// The link is doubtful.
    Doubtful(DoubtReason),
    /// The row has no usable number and nobody of the register is like it.
    NoNumber,
    /// The row has a number, but nobody of the register bears it.
    UnknownNumber,
    /// A new person of the household register without name, household, relation to the head, village or registration.
    IncompletePerson,
    /// The person's row stands above already under another number.
    PersonTwice,
    /// An application of a person without a register household.
    NoRegisterHousehold,
    /// An application for somebody who is in another assistance unit already.
    InAnotherUnit,
}

impl ClueReason {
    /// Number in columns.
    pub fn number(self) -> i16 {
        match self {
            ClueReason::Doubtful(DoubtReason::NameDiffers) => 11,
            ClueReason::Doubtful(DoubtReason::NameMissing) => 12,
            ClueReason::Doubtful(DoubtReason::NumberHeldTwice) => 13,
            ClueReason::Doubtful(DoubtReason::NameAndBirth) => 14,
            ClueReason::Doubtful(DoubtReason::NameAndVillage) => 15,
            ClueReason::Doubtful(DoubtReason::Resembles) => 16,
            ClueReason::Doubtful(DoubtReason::SettledOtherwise) => 17,
            ClueReason::NoNumber => 21,
            ClueReason::UnknownNumber => 22,
            ClueReason::IncompletePerson => 31,
            ClueReason::PersonTwice => 32,
            ClueReason::NoRegisterHousehold => 41,
            ClueReason::InAnotherUnit => 42,
        }
    }

    /// The reason with that number.
    pub fn from_number(number: i16) -> Option<ClueReason> {
        use ClueReason::{Doubtful, InAnotherUnit, IncompletePerson, NoNumber, NoRegisterHousehold, PersonTwice, UnknownNumber};
        let of_rows = [NoNumber, UnknownNumber, IncompletePerson, PersonTwice, NoRegisterHousehold, InAnotherUnit];
        DoubtReason::ALL.map(Doubtful).into_iter().chain(of_rows).find(|reason| reason.number() == number)
    }

    /// Why, a Chinese sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            ClueReason::Doubtful(why) => why.sentence(),
            ClueReason::NoNumber => "本行没有可用的公民身份号码，登记中没有可比对的人员。",
            ClueReason::UnknownNumber => "登记中没有此公民身份号码。",
            ClueReason::IncompletePerson => "新登记人员缺少姓名、户号、与户主关系、村（居）代码或户口性质。",
            ClueReason::PersonTwice => "此人在本文件中已有一行。",
            ClueReason::NoRegisterHousehold => "申请人没有户籍户。",
            ClueReason::InAnotherUnit => "申请涉及的人员已在另一保障户中。",
        }
    }
}

impl SourceRow {
    /// Where the row stands.
    pub fn address(&self, file: FileId) -> RowAddress {
        RowAddress { file, sheet: self.sheet, row: self.row }
    }
}

/// Ids for new rows, made by the shell.
pub(crate) struct Ids<'a>(pub &'a mut dyn FnMut() -> i64);

impl Ids<'_> {
    pub(crate) fn next<K>(&mut self) -> Id<K> {
        Id::new((self.0)()).expect("the shell makes ids above zero")
    }
}

/// What to record of a file's lawful rows on what is known (`register`, read at or after the last act). `next_id` gives
/// ids above zero, each once. The facts hold from the first day of the file's month.
///
/// `register` may be a part of the county: the persons that rows are linked to with all their facts of the file's department
/// and of signatures, the households of all kinds they ever were in and those whose numbers the rows bear, with all their
/// memberships.
pub fn state(lawful: &LawfulReading, arrival: &Arrival, register: &Register, next_id: &mut dyn FnMut() -> i64) -> Statement {
    let mut ids = Ids(next_id);
    let mut statement = Statement::default();
    let persons = match lawful.reading().gives {
        Gives::RegisterHouseholds => households::state(&mut statement, lawful, arrival, register, &mut ids),
        Gives::Facts | Gives::MonitoredHouseholds | Gives::OpeningRoll => {
            lawful.rows().map(|(row, link)| person_of_facts(&mut statement, arrival, row, link)).collect()
        }
    };
    let persons: Vec<Option<PersonId>> = persons;
    match lawful.reading().gives {
        Gives::RegisterHouseholds | Gives::Facts => {}
        Gives::MonitoredHouseholds => monitored::state(&mut statement, lawful, &persons, arrival, register, &mut ids),
        Gives::OpeningRoll => roll::state(&mut statement, lawful, &persons, arrival, register, &mut ids),
    }
    let mut stated: HashSet<(PersonId, Vec<(FactKind, FactValue)>)> = HashSet::with_capacity(persons.len());
    let department = lawful.reading().department;
    let unsettled = unsettled_households(lawful, &persons);
    for ((row, _), person) in lawful.rows().zip(persons) {
        let Some(person) = person else { continue };
        let distinct = row.distinct(&lawful.reading().distinct_by);
        if !stated.insert((person, distinct.clone())) {
            let row = row.address(arrival.file);
            statement.clues.push(Clue { row, reason: ClueReason::PersonTwice, candidate: Some(person) });
            continue;
        }
        let about = facts::About { person, department, gives: lawful.reading().gives, row };
        if distinct.is_empty() {
            facts::state(&mut statement, &about, arrival, register, &mut ids);
        } else {
            facts::state_row(&mut statement, &about, &distinct, arrival, register, &mut ids);
        }
        let is_unsettled = row.identity.household_number.as_deref().is_some_and(|number| unsettled.contains(number));
        let was = facts::last(register, &about, arrival, FactKind::UnsettledRow).is_some_and(|fact| fact.value == FactValue(1));
        if is_unsettled || was {
            let value = FactValue(i64::from(is_unsettled));
            let cell = CellFact { kind: FactKind::UnsettledRow, value, column: 0 };
            facts::add(&mut statement, &about, arrival, register, &mut ids, &cell);
        }
        if row.identity.phone.is_some() || row.identity.account.is_some() {
            let (phone, account) = (row.identity.phone.clone(), row.identity.account.clone());
            statement.contacts.push(Contact { person, phone, account, row: row.address(arrival.file) });
        }
    }
    statement
}

/// The 户号 of rows that were not linked to a person or were left out: who is in those families, or what a member has, is
/// not known. Numbers of monitored households and of rolls are not those of families of the register.
fn unsettled_households<'a>(lawful: &'a LawfulReading, persons: &[Option<PersonId>]) -> HashSet<&'a str> {
    let reading = lawful.reading();
    match (reading.gives, reading.basis) {
        (Gives::RegisterHouseholds, _) | (Gives::Facts, LawfulBasis::FamilyAuthorisation) => {}
        (Gives::MonitoredHouseholds | Gives::OpeningRoll, _) | (Gives::Facts, LawfulBasis::PushedList) => return HashSet::new(),
    }
    let mut met: HashSet<PersonId> = HashSet::new();
    let rows = lawful.rows().zip(persons).filter(|(_, person)| person.is_none_or(|person| !met.insert(person)));
    let of_rows = rows.filter_map(|((row, _), _)| row.identity.household_number.as_deref());
    of_rows.chain(lawful.reading().households_of_rows_left_out.iter().map(String::as_str)).collect()
}

/// The person whose facts a row states; of a row that is not linked a clue.
fn person_of_facts(statement: &mut Statement, arrival: &Arrival, row: &SourceRow, link: Link) -> Option<PersonId> {
    let clue = |reason, candidate| Clue { row: row.address(arrival.file), reason, candidate };
    match link {
        Link::Linked(person) => return Some(person),
        Link::Doubtful { person, why } => statement.clues.push(clue(ClueReason::Doubtful(why), Some(person))),
        Link::Unknown => statement.clues.push(clue(without_person(row), None)),
    }
    None
}

fn without_person(row: &SourceRow) -> ClueReason {
    if row.identity.citizen_id.is_some() { ClueReason::UnknownNumber } else { ClueReason::NoNumber }
}

fn cell(row: &SourceRow, file: FileId, column: u16) -> Source {
    Source::Cell(CellRef { file, sheet: row.sheet, row: row.row, column })
}
