//! Payout batches and double-entry postings.
//!
//! Holds: debits equal credits in every posting set; a line exists once for (award, month, purpose, payee, instalment);
//! nothing posted is changed, corrections are new postings that name the old.
//! Absent on purpose: why money is owed, eligibility, classes, the database, clocks.

mod auditor;
mod batch;
mod posting;

pub use batch::{Batch, LineKey, PayoutLine, PayoutOrder, Planned, Purpose};
pub use posting::{Account, Posting, PostingDraft};
