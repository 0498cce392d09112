//! The only database code: schema, migrations, queries, transactions, encryption, audit chain, privacy of each column.
//!
//! One [`Store`] runs unchanged on an embedded SQLite file and on a PostgreSQL server. Whatever is read is read in a
//! [`View`], one consistent state of one county; whatever is written is written in an [`Act`], which is committed with its
//! [`AuditEntry`] or leaves nothing. Rows are only added: a change is a row that supersedes another, and triggers refuse
//! anything else. Four tables may change, each for a reason: `county_head`, `job`, `person_secret`, `file_original`.
//!
//! Absent on purpose: permissions, the clock, any rule of law, what a row means.

mod act;
mod audit;
mod bulk;
pub mod cipher;
mod column;
mod connection;
mod entity;
mod fault;
mod ids;
mod jobs;
mod keyring;
mod migration;
mod people;
mod place;
mod read;
mod record;
mod state_hash;
mod store;
#[cfg(feature = "test-postgres")]
pub mod test_postgres;
mod view;
mod write;
mod writer_lock;

pub use act::Act;
pub use audit::verify_export;
pub use cipher::{Cipher, SoftwareCipher, sm3};
pub use fault::StoreFault;
pub use ids::IdSource;
pub use jobs::JobRequest;
pub use keyring::Keyring;
pub use place::Place;
pub use record::{
    Added, AnswerRecord, AuditEntry, AuditVerdict, Candidate, CaseStep, CaseStepId, Clue, ClueId, Complaint, ComplaintId,
    Contact, Counts, Determination, InputRecord, Job, JobClaim, JobState, LinkCandidate, LinkDecision, LinkDecisionId,
    LinkDigest, LinkFinding, LinkQuestion, LinkQuestionId, LinkRow, LinkSubject, LinkVerdict, MissingRecord, NewPerson, Official,
    Original, PersonSecret, QueryBatch, QueryBatchId, QueryBatchMember, ReceivedFile, RecordedEntry, Retention, RoundMonth,
    RoundMonthId, RowId, StepRecord, TraceRecord, ValueRecord,
};
pub use store::Store;
pub use view::View;

/// The privacy class of every column and the retention where it matters; a test holds it against the live schema.
pub const PRIVACY: &str = include_str!("../privacy.toml");
