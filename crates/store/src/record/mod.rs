//! Records that stand nowhere but here: what no pure crate has a type for.

mod audit;
mod files;
mod job;
mod links;
mod people;
mod query;
mod terms;
mod trace;
mod work;

pub use audit::{AuditEntry, AuditVerdict, RecordedEntry};
pub use files::{Clue, ClueId, Complaint, ComplaintId, Original, ReceivedFile, Retention};
pub use job::{Job, JobClaim, JobState};
pub use links::{
    LinkCandidate, LinkDecision, LinkDecisionId, LinkDigest, LinkFinding, LinkQuestion, LinkQuestionId, LinkRow, LinkSubject,
    LinkVerdict,
};
pub use people::{Candidate, Contact, NewPerson, Official, PersonSecret, RowId};
pub use query::{QueryBatch, QueryBatchId, QueryBatchMember};
pub(crate) use terms::{ProposalRecord, TermsRecord, heard_columns, heard_of, kind_columns, kind_of};
pub use trace::{AnswerRecord, InputRecord, MissingRecord, StepRecord, TraceRecord, ValueRecord};
pub use work::{Added, CaseStep, CaseStepId, Counts, Determination, RoundMonth, RoundMonthId};
