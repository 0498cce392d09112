//! Pairs of lists of fictional people with the true links: what matching is measured on.
//!
//! Holds: the same seed gives the same lists; errors come from processes of their own (keyboards, ears, copies, spreadsheets,
//! moves, marriages), written without looking at how matching compares. Absent on purpose: everything of the product but the
//! vocabulary. The registry may use this crate in its tests only.

mod errors;
mod people;
mod random;
mod spoiling;

pub use people::Group;
pub use spoiling::{LabelledLists, Profile, Row, Table, generate};
