//! Long work as rows: claimed by a key, held under a lease, continued after a restart. Marks of a job are written in short
//! transactions of their own, or inside the act that did the work they mark.

use sea_orm::{ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Set};
use serde_json::Value;
use vocabulary::{JobId, RegionCode};

use crate::column::{county_number, id, unreadable};
use crate::entity::job;
use crate::{Act, Job, JobClaim, JobState, Store, StoreFault, bulk};

const RUNNING: i64 = 1;
const DONE: i64 = 2;
const FAILED: i64 = 3;

/// What is asked for when claiming a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRequest {
    /// Id, should the job be new.
    pub id: JobId,
    /// Idempotency key: the same work has the same key.
    pub key: String,
    /// Kind of work.
    pub kind: String,
    /// Who will work on it: one text for each running worker, such as process and start time.
    pub holder: String,
    /// Now, milliseconds UTC.
    pub now_ms: i64,
    /// For how long, in milliseconds.
    pub lease_ms: i64,
}

/// What is written about a job by its holder.
enum Mark<'a> {
    Progress { progress: &'a Value, lease_until_ms: i64 },
    Done { result: &'a Value },
    Failed { error: &'a str },
}

impl Store {
    /// Claims a job. It is the caller's where it is new, where it failed, where its lease ran out, or where the caller held
    /// it already; it continues from the progress that was written.
    pub async fn claim_job(&self, county: RegionCode, request: &JobRequest) -> Result<JobClaim, StoreFault> {
        self.require_schema().await?;
        let county = county_number(county)?;
        let transaction = self.begin_writing().await?;
        let new = job::Model {
            county,
            id: request.id.number(),
            key: request.key.clone(),
            kind: request.kind.clone(),
            state: RUNNING,
            holder: request.holder.clone(),
            lease_until_ms: request.now_ms + request.lease_ms,
            attempt: 0,
            progress: Value::Null.to_string(),
            result: None,
            error: None,
        };
        bulk::insert::<job::Entity>(&transaction, &[new]).await?;
        let row = job::Entity::find()
            .filter(job::Column::County.eq(county))
            .filter(job::Column::Key.eq(request.key.as_str()))
            .lock_exclusive()
            .one(&transaction)
            .await?
            .ok_or_else(|| unreadable("job", &request.key))?;
        if row.state == DONE {
            return Ok(JobClaim::Done { result: json(row.result.as_ref(), row.id)?.unwrap_or_default() });
        }
        if row.state == RUNNING && row.holder != request.holder && request.now_ms < row.lease_until_ms {
            return Ok(JobClaim::Running { holder: row.holder, lease_until_ms: row.lease_until_ms });
        }
        let claimed = JobClaim::Claimed { id: id(row.id)?, progress: json(Some(&row.progress), row.id)?.unwrap_or_default() };
        let attempt = row.attempt + 1;
        let mut row = row.into_active_model();
        row.state = Set(RUNNING);
        row.holder = Set(request.holder.clone());
        row.lease_until_ms = Set(request.now_ms + request.lease_ms);
        row.attempt = Set(attempt);
        row.error = Set(None);
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(claimed)
    }

    /// Writes down how far a job is and holds it until a later moment. Refused where the lease went to somebody else.
    pub async fn job_progress(
        &self,
        county: RegionCode,
        job: JobId,
        holder: &str,
        progress: &Value,
        lease_until_ms: i64,
    ) -> Result<(), StoreFault> {
        self.mark(county, job, holder, Mark::Progress { progress, lease_until_ms }).await
    }

    /// Writes down that a job is finished and what came of it.
    pub async fn finish_job(&self, county: RegionCode, job: JobId, holder: &str, result: &Value) -> Result<(), StoreFault> {
        self.mark(county, job, holder, Mark::Done { result }).await
    }

    /// Writes down that a job failed and why; claiming it takes it up again from its progress.
    pub async fn fail_job(&self, county: RegionCode, job: JobId, holder: &str, error: &str) -> Result<(), StoreFault> {
        self.mark(county, job, holder, Mark::Failed { error }).await
    }

    async fn mark(&self, county: RegionCode, job: JobId, holder: &str, mark: Mark<'_>) -> Result<(), StoreFault> {
        self.require_schema().await?;
        let county = county_number(county)?;
        let transaction = self.begin_writing().await?;
        write_mark(&transaction, county, job, holder, mark).await?;
        Ok(transaction.commit().await?)
    }
}

impl Act {
    /// Writes down how far a job is together with the rows of this act: both last or neither.
    pub async fn job_progress(
        &mut self,
        job: JobId,
        holder: &str,
        progress: &Value,
        lease_until_ms: i64,
    ) -> Result<(), StoreFault> {
        write_mark(&self.transaction, self.number, job, holder, Mark::Progress { progress, lease_until_ms }).await
    }

    /// Writes down that a job is finished together with the rows of this act.
    pub async fn finish_job(&mut self, job: JobId, holder: &str, result: &Value) -> Result<(), StoreFault> {
        write_mark(&self.transaction, self.number, job, holder, Mark::Done { result }).await
    }
}

async fn write_mark(
    transaction: &DatabaseTransaction,
    county: i64,
    job: JobId,
    holder: &str,
    mark: Mark<'_>,
) -> Result<(), StoreFault> {
    let row = job::Entity::find()
        .filter(job::Column::County.eq(county))
        .filter(job::Column::Id.eq(job.number()))
        .lock_exclusive()
        .one(transaction)
        .await?;
    let held = row.filter(|row| row.state == RUNNING && row.holder == holder);
    let Some(row) = held else { return Err(StoreFault::LeaseLost { key: job.to_string() }) };
    let mut row = row.into_active_model();
    match mark {
        Mark::Progress { progress, lease_until_ms } => {
            row.progress = Set(progress.to_string());
            row.lease_until_ms = Set(lease_until_ms);
        }
        Mark::Done { result } => {
            row.state = Set(DONE);
            row.result = Set(Some(result.to_string()));
        }
        Mark::Failed { error } => {
            row.state = Set(FAILED);
            row.error = Set(Some(error.to_owned()));
        }
    }
    row.update(transaction).await?;
    Ok(())
}

fn json(text: Option<&String>, job: i64) -> Result<Option<Value>, StoreFault> {
    text.map(|text| serde_json::from_str(text).map_err(|_| unreadable("JSON of job", job))).transpose()
}

/// A job from its row.
pub fn job_of(row: job::Model) -> Result<Job, StoreFault> {
    let state = match row.state {
        RUNNING => JobState::Running,
        DONE => JobState::Done,
        FAILED => JobState::Failed,
        other => return Err(unreadable("state of job", other)),
    };
    Ok(Job {
        id: id(row.id)?,
        state,
        lease_until_ms: row.lease_until_ms,
        attempt: row.attempt,
        progress: json(Some(&row.progress), row.id)?.unwrap_or_default(),
        result: json(row.result.as_ref(), row.id)?,
        key: row.key,
        kind: row.kind,
        holder: row.holder,
        error: row.error,
    })
}
