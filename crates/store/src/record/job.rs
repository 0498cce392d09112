//! Long work that survives a restart.

use vocabulary::JobId;

/// How a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Somebody works on it, or did until their lease ran out.
    Running,
    /// It is finished.
    Done,
    /// It failed; claiming it takes it up again.
    Failed,
}

/// A piece of long work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Idempotency key: the same work has the same key.
    pub key: String,
    /// Kind of work.
    pub kind: String,
    /// How it stands.
    pub state: JobState,
    /// Who works or worked on it.
    pub holder: String,
    /// Until when the holder has it, milliseconds UTC.
    pub lease_until_ms: i64,
    /// How often it was taken up.
    pub attempt: i64,
    /// Where the work continues from; no personal numbers.
    pub progress: serde_json::Value,
    /// What came of it.
    pub result: Option<serde_json::Value>,
    /// Why it failed.
    pub error: Option<String>,
}

/// What claiming a job gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobClaim {
    /// It is the caller's: do it, from this progress on.
    Claimed {
        /// Its id.
        id: JobId,
        /// Where to continue; `null` at the first attempt.
        progress: serde_json::Value,
    },
    /// Another has it.
    Running {
        /// Who.
        holder: String,
        /// Until when, milliseconds UTC.
        lease_until_ms: i64,
    },
    /// It was done before.
    Done {
        /// What came of it.
        result: serde_json::Value,
    },
}
