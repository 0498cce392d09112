//! What is written down about an act.

use vocabulary::{OfficialId, Sequence};

/// What an act writes into the audit chain. Its number and its hash are given when it is committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Moment, milliseconds UTC.
    pub moment_ms: i64,
    /// Who acted; `None` for the system itself.
    pub official: Option<OfficialId>,
    /// Code of the act, such as `file.receive`.
    pub act: String,
    /// What it was about: a file, a month, a unit by its key.
    pub subject: String,
    /// Rows it recorded or showed.
    pub rows: i64,
    /// More, by name; never an identity number, account or telephone.
    pub detail: serde_json::Value,
}

/// An entry as it stands in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedEntry {
    /// Number of the act.
    pub sequence: Sequence,
    /// What it says.
    pub entry: AuditEntry,
    /// SM3 over the previous entry's hash and this one, in hexadecimal.
    pub hash: String,
}

/// What reading a whole chain gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditVerdict {
    /// Every link holds.
    Whole {
        /// How many entries.
        entries: i64,
        /// Hash of the last one, in hexadecimal; write it down outside the system.
        last_hash: String,
    },
    /// A link does not hold.
    Broken {
        /// The first entry that is wrong.
        sequence: Sequence,
        /// What differs.
        what: String,
    },
}
