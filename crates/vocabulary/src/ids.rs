//! One type for each kind of record. Ids are whole numbers made in order of time by the shell; no id is made here.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// The id of a record of kind `K`: a number above zero that grows with time, so that new rows go to the end of a key.
pub struct Id<K> {
    number: i64,
    kind: PhantomData<fn() -> K>,
}

/// A number that cannot be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an id: ids are above zero")]
pub struct IdFault(i64);

impl<K> Id<K> {
    /// The id with this number.
    pub fn new(number: i64) -> Result<Id<K>, IdFault> {
        if number > 0 { Ok(Id { number, kind: PhantomData }) } else { Err(IdFault(number)) }
    }

    /// The number, for a column or a link.
    pub fn number(self) -> i64 {
        self.number
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.number.cmp(&other.number)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.number)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)
    }
}

/// The kinds of records, in order of the alphabet; new ones are added, none is renamed.
pub mod kinds {
    /// A benefit decided for a unit from a month on.
    pub enum Award {}
    /// One payout batch: a programme, a month, an instalment.
    pub enum Batch {}
    /// The work on one gap or application from opening to decision.
    pub enum Case {}
    /// A decision by named officials.
    pub enum Decision {}
    /// What the law gives on the facts known, with its trace.
    pub enum Determination {}
    /// One dated statement about a person or a household.
    pub enum Fact {}
    /// One received file.
    pub enum File {}
    /// One line of a gap list.
    pub enum Gap {}
    /// A register household, an assistance unit or a monitored household.
    pub enum Household {}
    /// One piece of long work.
    pub enum Job {}
    /// One line of a payout batch.
    pub enum Line {}
    /// A person's place in a household for some days.
    pub enum Membership {}
    /// A person who acts in office.
    pub enum Official {}
    /// A resident.
    pub enum Person {}
    /// One double-entry posting.
    pub enum Posting {}
}

/// Id of an award.
pub type AwardId = Id<kinds::Award>;
/// Id of a payout batch.
pub type BatchId = Id<kinds::Batch>;
/// Id of a case.
pub type CaseId = Id<kinds::Case>;
/// Id of a decision.
pub type DecisionId = Id<kinds::Decision>;
/// Id of a stored determination.
pub type DeterminationId = Id<kinds::Determination>;
/// Id of a fact.
pub type FactId = Id<kinds::Fact>;
/// Id of a received file.
pub type FileId = Id<kinds::File>;
/// Id of a gap.
pub type GapId = Id<kinds::Gap>;
/// Id of a household of any of the three kinds.
pub type HouseholdId = Id<kinds::Household>;
/// Id of a job.
pub type JobId = Id<kinds::Job>;
/// Id of a payout line.
pub type LineId = Id<kinds::Line>;
/// Id of a membership.
pub type MembershipId = Id<kinds::Membership>;
/// Id of an official.
pub type OfficialId = Id<kinds::Official>;
/// Id of a person.
pub type PersonId = Id<kinds::Person>;
/// Id of a posting.
pub type PostingId = Id<kinds::Posting>;

/// The number of an act in a county's audit chain. Every recorded row carries the one it was recorded under;
/// "as known at" is a sequence, not a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub i64);

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_above_zero_and_keep_their_order() {
        assert_eq!(PersonId::new(0), Err(IdFault(0)));
        let (first, second) = (PersonId::new(1).expect("an id"), PersonId::new(2).expect("an id"));
        assert!(first < second);
        assert_eq!(first.to_string(), "1");
    }
}
