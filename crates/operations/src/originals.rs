//! Originals of files: sealed for their retention, opened with a reason, sent back with their faults marked, destroyed.
//!
//! Holds: whoever opens one is in the audit chain with the reason before the bytes are given; after the retention key and
//! bytes are gone and no backup of the database without them opens one.

use documents::xlsx::{ReceivedSheet, marked_up};
use registry::intake::Complaint as RowComplaint;
use store::{AuditEntry, JobClaim, JobRequest, ReceivedFile, View};
use vocabulary::{Date, FileId, JobId};

use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};

/// The bytes of a received file.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedOriginal {
    /// Its name as sent.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for OpenedOriginal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedOriginal({:?}, {} bytes)", self.name, self.bytes.len())
    }
}

/// Opens the original of a file, for a reason that is written down.
pub async fn open(office: &Office, ctx: &Context, file: FileId, reason: &str) -> Result<OpenedOriginal, Refusal> {
    ctx.require(Act::OpenOriginal, office.county)?;
    crate::people::require_reason(reason)?;
    let act = office.store.act(office.county).await?;
    let (known, bytes) = bytes_of(&act, file).await?;
    act.commit(&entry(ctx, Act::OpenOriginal, &format!("{file} {}", known.name), 1, reason)).await?;
    Ok(OpenedOriginal { name: known.name, bytes })
}

/// A copy of a received file as a workbook with its complaints marked, to be sent back to who made it.
pub async fn complaints_marked(office: &Office, ctx: &Context, file: FileId) -> Result<OpenedOriginal, Refusal> {
    ctx.require(Act::OpenOriginal, office.county)?;
    let act = office.store.act(office.county).await?;
    let (known, bytes) = bytes_of(&act, file).await?;
    let refuse = |why| Refusal::File { name: known.name.clone(), why: Box::new(why) };
    let sheets: Vec<ReceivedSheet> = registry::intake::sheets(&bytes, &known.name)
        .map_err(refuse)?
        .into_iter()
        .map(|sheet| ReceivedSheet { sheet: sheet.sheet, name: sheet.name, rows: sheet.rows })
        .collect();
    let reading = registry::intake::read(&bytes, &known.name, &office.layouts).map_err(refuse)?;
    // Complaints about rows that were dropped without a lawful basis are not kept, and not read out again either.
    let kept: std::collections::HashSet<(u16, u32, Option<u16>, String)> = act
        .complaints(file)
        .await?
        .into_iter()
        .map(|complaint| (complaint.sheet, complaint.row, complaint.column, complaint.code))
        .collect();
    let complaints: Vec<RowComplaint> = reading
        .complaints
        .into_iter()
        .filter(|complaint| kept.contains(&(complaint.sheet, complaint.row, complaint.column, complaint.code.text().to_owned())))
        .collect();
    let marked = marked_up(&sheets, &complaints, ctx.today()).map_err(|fault| Refusal::Fault(fault.to_string()))?;
    let rows = i64::try_from(complaints.len()).unwrap_or(i64::MAX);
    act.commit(&entry(ctx, Act::OpenOriginal, &format!("{file} {}", known.name), rows, "complaints marked")).await?;
    let stem = known.name.rsplit_once('.').map_or(known.name.as_str(), |(stem, _)| stem);
    Ok(OpenedOriginal { name: format!("{stem}_问题标注.xlsx"), bytes: marked })
}

/// The complaints about a file's rows: code and sentence, in the order of the file.
pub async fn complaints(office: &Office, ctx: &Context, file: FileId) -> Result<Vec<(String, String)>, Refusal> {
    ctx.require(Act::Read, office.county)?;
    let view = office.store.view(office.county).await?;
    known_file(&view, file).await?;
    Ok(view.complaints(file).await?.into_iter().map(|complaint| (complaint.code, complaint.message)).collect())
}

/// The file of a number, or the last one received under a name.
pub async fn find(office: &Office, ctx: &Context, typed: &str) -> Result<FileId, Refusal> {
    ctx.require(Act::Read, office.county)?;
    let view = office.store.view(office.county).await?;
    if let Some(file) = typed.parse().ok().and_then(|number: i64| FileId::new(number).ok()) {
        return Ok(known_file(&view, file).await?.id);
    }
    let named = view.files(None).await?.into_iter().rfind(|file| file.name == typed);
    named.map(|file| file.id).ok_or_else(|| not_found(typed))
}

/// Destroys the originals whose retention ended on or before the day of the act; gives how many. A job that is done once a
/// day, and goes on where it was cut off.
pub async fn destroy_due(office: &Office, ctx: &Context) -> Result<usize, Refusal> {
    /// Longer than the one act takes.
    const LEASE_MS: i64 = 60_000;
    ctx.require(Act::RunJobs, office.county)?;
    let today = ctx.today();
    let request = JobRequest {
        id: JobId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        key: format!("destroy originals {today}"),
        kind: "destroy_originals".to_owned(),
        holder: format!("{} ({})", ctx.official().login, std::process::id()),
        now_ms: ctx.now_ms(),
        lease_ms: LEASE_MS,
    };
    let job = match office.store.claim_job(office.county, &request).await? {
        JobClaim::Claimed { id, .. } => id,
        JobClaim::Done { .. } => return Ok(0),
        JobClaim::Running { holder, .. } => {
            return Err(Refusal::Conflict {
                what: format!("销毁到期原件的任务正由{holder}办理。"),
                english: format!("The destruction of originals is being run by {holder}."),
            });
        }
    };
    let mut act = office.store.act(office.county).await?;
    let destroyed = act.erase_originals(today).await?;
    let files: Vec<i64> = destroyed.iter().map(|file| file.number()).collect();
    // In one transaction: a job that is done has destroyed, and what is destroyed is in the chain.
    act.finish_job(job, &request.holder, &serde_json::json!({ "destroyed": files.len() })).await?;
    let rows = i64::try_from(files.len()).unwrap_or(i64::MAX);
    let done = AuditEntry { detail: serde_json::json!({ "files": files }), ..entry(ctx, Act::RunJobs, &request.key, rows, "") };
    act.commit(&done).await?;
    office.store.forget_freed().await?;
    Ok(destroyed.len())
}

async fn bytes_of(view: &View, file: FileId) -> Result<(ReceivedFile, Vec<u8>), Refusal> {
    let known = known_file(view, file).await?;
    match view.original(file).await? {
        Some(bytes) => Ok((known, bytes)),
        None => Err(Refusal::OriginalDestroyed { name: known.name, since: destroyed_since(view, file).await? }),
    }
}

async fn destroyed_since(view: &View, file: FileId) -> Result<Date, Refusal> {
    view.retention(file).await?.map(|retention| retention.until).ok_or_else(|| not_found(&file.to_string()))
}

async fn known_file(view: &View, file: FileId) -> Result<ReceivedFile, Refusal> {
    view.file(file).await?.ok_or_else(|| not_found(&file.to_string()))
}

fn not_found(id: &str) -> Refusal {
    Refusal::NotFound { kind: RecordKind::File, id: id.to_owned() }
}

fn entry(ctx: &Context, act: Act, subject: &str, rows: i64, why: &str) -> AuditEntry {
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: act.code().to_owned(),
        subject: subject.to_owned(),
        rows,
        detail: serde_json::json!({ "why": why }),
    }
}
