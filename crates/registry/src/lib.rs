//! Persons, households and dated facts; files in ([`intake`]), rows to persons ([`matching`]), what is recorded of them
//! ([`statement`]) and who is assisted together ([`units`]). Lists of any shape are read by [`lists`].
//!
//! Holds in it: a person's number never stands here in full outside a row that was just read; facts are only added.
//! Absent on purpose: policy, cases, money owed, the database, files and clocks. `matching` knows only the vocabulary.

mod fact;
mod household;
pub mod intake;
pub mod lists;
pub mod matching;
mod person;
mod rank;
mod register;
pub mod statement;
pub mod units;

pub use fact::{Fact, FactKind, FactShape, FactValue, MoneyPeriod};
pub use household::{Household, HouseholdKind, Membership};
pub use person::Person;
pub use rank::{PickRule, Ranks};
pub use register::{FactConflict, Picked, Register};
