//! What an [`crate::Act`] adds, by subject.

mod casework;
mod ground;
mod ledger;
mod links;
mod query;
mod register;
