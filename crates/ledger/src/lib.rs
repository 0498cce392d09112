//! Payout batches and double-entry postings.
//!
//! Holds: debits equal credits in every posting set; a line exists once for (award, month, purpose, payee, instalment);
//! a step taken twice is posted once; nothing posted is changed, what comes back from the bank is a new posting.
//! Absent on purpose: why money is owed, eligibility, classes, the database, clocks.

mod auditor;
mod balance;
mod batch;
mod posting;

pub use auditor::{AuditFault, BankEvent, BankRow, audit, audit_against_bank};
pub use balance::{Balances, balances};
pub use batch::{Batch, LineKey, PayoutLine, PayoutOrder, Planned, Purpose, plan};
pub use posting::{
    Account, LineState, LineStates, LineStep, Posting, PostingDraft, Stepped, approve, bank_confirmed, bank_returned, reissue,
    send,
};
