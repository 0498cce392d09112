//! Lists of persons that departments are asked about.

use vocabulary::{Date, DateRange, HouseholdId, Id, Month, OfficialId, PersonId};

/// The kind of a query batch's id.
pub enum QueryBatchKind {}
/// Id of a query batch.
pub type QueryBatchId = Id<QueryBatchKind>;

/// A list of persons that departments are asked about (核对批次), each on the authorisation of their family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryBatch {
    /// Its id.
    pub id: QueryBatchId,
    /// Its name, such as `HD-202201-01`; an answer bears it.
    pub name: String,
    /// The month it was made in.
    pub month: Month,
    /// Codes of the layouts it was sent out for.
    pub departments: Vec<String>,
    /// What for.
    pub purpose: String,
    /// Days on which answers to it are taken.
    pub valid: DateRange,
    /// Who made it.
    pub made_by: OfficialId,
    /// On which day.
    pub made_on: Date,
    /// Whom it asks about, in the order of the list.
    pub members: Vec<QueryBatchMember>,
}

/// A person a query batch asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueryBatchMember {
    /// The person.
    pub person: PersonId,
    /// The assistance unit whose family authorised the query.
    pub unit: HouseholdId,
}
