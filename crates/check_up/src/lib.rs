//! The check-up: whatever spreadsheets a county has, to the findings an auditor would make of them.
//!
//! Holds: a finding shows the cells it rests on and how sure the link between them is; without number and name a link is a
//! clue. A rate, limit or date of law comes from `policy` by day; where it is unknown, the check says so and judges nothing.
//! A check that lacks a file says which. Nothing here decides or records anything: what is found, a person looks into.
//! Absent on purpose: files, the clock, the register and the database of a county; the form of documents.

mod aid;
mod checks;
mod column;
mod correction;
mod evidence;
mod finding;
mod intake;
mod law;
mod list_kind;
mod months;
mod own_list;
mod receipts;
mod reconciliation;
mod row;
mod units;

pub use aid::Aid;
pub use checks::{CHECKS, Check};
pub use column::OwnField;
pub use correction::{Correction, CorrectionFault, Corrections};
pub use evidence::{Evidence, List, county_of};
pub use finding::{CheckState, CheckUp, Confidence, EvidenceCell, FileSeen, Finding, Hit, Identities, SeenColumn, check_up};
pub use intake::{NotRead, ReadList, read_list};
pub use law::Law;
pub use list_kind::ListKind;
pub use receipts::{Receipt, Receipts, Stated};
pub use reconciliation::{Difference, DifferenceKind, Reconciliation, reconcile};
pub use row::{ListRow, Who};
pub use units::{Unit, Units};
