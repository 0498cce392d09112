//! Should be and is: gaps, cases, decisions and their deadlines.
//!
//! Holds: a decision has a determination, reasons and two different officials; nothing is decided by the machine.
//! Absent on purpose: the database, clocks, permissions, how money moves (that is `ledger`).

mod award;
mod case;
mod decision;
mod gap;

pub use award::{Award, AwardTerms};
pub use case::{Case, CaseState, Proposal};
pub use decision::{Decision, DecisionKind, Heard};
pub use gap::{Gap, GapKind, GapLine};
