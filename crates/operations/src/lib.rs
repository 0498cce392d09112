//! One function for each act of an official: check permission, load, let the core decide, save with the audit entry.
//!
//! Holds: the first line of every operation is its permission; what it writes and its audit entry are one transaction;
//! an operation done twice changes nothing more. Time and ids are read here ([`Context`]) and passed down.
//! Absent on purpose: SQL (that is `store`), rules of law (`policy`), HTML and arguments (`server`).

pub mod audit;
pub mod cases;
pub mod check_up;
pub mod checking;
mod context;
mod determine;
mod explain;
pub mod figures;
pub mod gaps;
pub mod households;
pub mod import;
mod law;
pub mod links;
mod office;
pub mod originals;
pub mod payout;
pub mod people;
mod permission;
pub mod queries;
mod refusal;
mod regions;
pub mod report;
pub mod rounds;
mod set_up;
pub mod views;

pub use cases::{Done, ProposalOrder};
pub use context::{Context, Official};
pub use import::{FileProgress, FolderImported, Imported, ImportedBefore, Repeat};
pub use links::{LinkAnswer, LinkOrder, LinkSettled};
pub use office::{Office, Premises, Settings};
pub use originals::OpenedOriginal;
pub use payout::PaidOut;
pub use permission::{Act, Role};
pub use queries::{BatchFile, BatchOrder, BatchView};
pub use refusal::{Language, Message, RecordKind, Refusal};
pub use regions::Regions;
pub use report::WrittenReport;
pub use rounds::{Arrow, Progress, RoundClosed, RoundOpened};
pub use set_up::{Account, SetUp, set_up};
#[cfg(feature = "test-postgres")]
pub use store::test_postgres;
pub use store::{AuditVerdict, LinkQuestionId};
