//! A resident as the register holds them.

use vocabulary::{Date, PersonId, RegionCode, Registration, Sex};

/// A resident. The identity number is not part of it: only the store can give that, and writes down who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Key inside this system.
    pub id: PersonId,
    /// Name as the household register writes it.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Date,
    /// Village of registration.
    pub village: RegionCode,
    /// Rural or urban registration.
    pub registration: Registration,
}
