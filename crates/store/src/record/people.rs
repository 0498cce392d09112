//! Persons with what is sealed of them, and officials.

use registry::Person;
use vocabulary::{AccountNumber, CitizenId, Id, OfficialId, PersonId, PhoneNumber, RegionCode};

/// The kind of a correcting row's id.
pub enum RowKind {}
/// Id of a row that corrects the entry of a person or household; the entry keeps its own id.
pub type RowId = Id<RowKind>;

/// A resident to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The entry.
    pub person: Person,
    /// Identity number; it is the sender's key, so that a repeat is harmless. `None` where none was ever given.
    pub number: Option<CitizenId>,
    /// Telephone.
    pub phone: Option<PhoneNumber>,
    /// Bank account.
    pub account: Option<AccountNumber>,
}

/// A new telephone or account of a person; `None` leaves the old one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Whose.
    pub person: PersonId,
    /// Telephone.
    pub phone: Option<PhoneNumber>,
    /// Bank account.
    pub account: Option<AccountNumber>,
}

/// What is sealed of a person, opened. Whoever asks for it writes an audit entry. `Debug` masks every part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonSecret {
    /// Whose.
    pub person: PersonId,
    /// Identity number.
    pub number: Option<CitizenId>,
    /// Telephone.
    pub phone: Option<PhoneNumber>,
    /// Bank account.
    pub account: Option<AccountNumber>,
}

/// A person as the matcher compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub person: Person,
    /// Identity number, opened.
    pub number: Option<CitizenId>,
}

/// A person who acts in office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// Their id.
    pub id: OfficialId,
    /// Login name.
    pub login: String,
    /// Name on documents.
    pub name: String,
    /// Role, a word of the caller's.
    pub role: String,
    /// The region in which the role holds.
    pub region: RegionCode,
    /// The row this one takes the place of, where name, role or region changed.
    pub supersedes: Option<OfficialId>,
}
