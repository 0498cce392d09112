//! The questions a [`crate::View`] answers, by subject.

mod casework;
mod ground;
mod ledger;
mod register;

pub(crate) use casework::{award_of, state};
