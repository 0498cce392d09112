//! Persons, households and dated facts; files in ([`intake`]) and rows to persons ([`matching`]).
//!
//! Holds in it: a person's number never stands here in full outside a row that was just read; facts are only added.
//! Absent on purpose: policy, cases, money owed, the database, files and clocks. `matching` knows only the vocabulary.

mod fact;
mod household;
pub mod intake;
pub mod matching;
mod person;
mod register;

pub use fact::{Fact, FactKind, FactShape, FactValue};
pub use household::{Household, HouseholdKind, Membership};
pub use person::Person;
pub use register::{Picked, Register};
