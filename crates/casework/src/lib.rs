//! Should be and is: gaps, cases, decisions and their deadlines.
//!
//! Holds: a decision has a determination, reasons and two different officials; nothing is decided by the machine.
//! Absent on purpose: the database, clocks, permissions, how money moves (that is `ledger`).

mod assembly;
mod auditor;
mod award;
mod case;
mod comparison;
mod deadlines;
mod decision;
mod gap;
mod orders;
mod refusal;

pub use assembly::{AssembleFault, Assembled, Assembler, FactConflict, assemble, judge};
pub use auditor::{EntitlementDifference, audit_entitlements};
pub use award::{ApplyRefusal, Award, AwardTerms, Standing, apply, award_at, in_force};
pub use case::{Basis, Case, CaseAct, CaseState, Confirmation, DecisionLaw, Proposal, Returned, takes_away};
pub use comparison::{Compared, compare};
pub use deadlines::GapDeadlines;
pub use decision::{Decision, DecisionKind, Heard};
pub use gap::{Gap, GapKind, GapLine};
pub use orders::{Unpayable, orders};
pub use refusal::CaseRefusal;
