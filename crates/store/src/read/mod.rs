//! The questions a [`crate::View`] answers, by subject.

mod around;
mod casework;
mod ground;
mod ledger;
mod links;
mod query;
mod register;

pub(crate) use casework::{award_of, state};
