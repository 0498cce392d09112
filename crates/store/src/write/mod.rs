//! What an [`crate::Act`] adds, by subject.

mod casework;
mod ground;
mod ledger;
mod query;
mod register;
