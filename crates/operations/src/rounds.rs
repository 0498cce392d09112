//! The month's round. Its arrows are recorded when they are done, so it can be killed, run twice or continued at any of them.

use std::path::Path;

use store::{AuditEntry, JobClaim, JobRequest, RoundMonth, RoundMonthId, View};
use vocabulary::{GapId, Month, Sequence};

use crate::context::Context;
use crate::determine::{FirstFound, find_gaps, round_day};
use crate::figures::figures_digest;
use crate::gaps::Work;
use crate::import::{FileProgress, Imported, Watcher, import_files};
use crate::office::Office;
use crate::payout::{PaidOut, plan_month};
use crate::permission::Act;
use crate::refusal::Refusal;

/// The arrows of a round, in their order. Between gaps and payout people decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrow {
    /// 收件: all files of the inbox are read.
    Files,
    /// 差距: the law's answers are compared with the awards.
    Gaps,
    /// 发放: the payout list is made.
    Payout,
    /// 结账: the figures are fixed with their hash.
    Closed,
}

impl Arrow {
    /// Code in the database.
    pub fn code(self) -> &'static str {
        match self {
            Arrow::Files => "files",
            Arrow::Gaps => "gaps",
            Arrow::Payout => "payout",
            Arrow::Closed => "closed",
        }
    }

    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            Arrow::Files => "收件",
            Arrow::Gaps => "查找差距",
            Arrow::Payout => "编制发放清单",
            Arrow::Closed => "结账",
        }
    }
}

/// How far a round is, told to whoever watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A file is being read: its name, which one, of how many.
    File(String, usize, usize),
    /// An arrow begins.
    Arrow(Arrow),
}

/// What the first part of a round gave.
#[derive(Debug, Default)]
pub struct RoundOpened {
    /// Files imported, in order.
    pub imported: Vec<Imported>,
    /// Files that could not be read, with why.
    pub refused: Vec<(String, Refusal)>,
    /// Gaps found, all lists together.
    pub gaps: usize,
    /// Arrows that were done before and were not done again.
    pub before: Vec<Arrow>,
}

/// What the second part of a round gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundClosed {
    /// The payout list.
    pub payout: PaidOut,
    /// SM3 over the month's figures and their rows.
    pub hash: String,
}

/// The first part: the files of the month's inbox, then the gaps. `inbox` holds the files; each is imported once.
pub async fn open(
    office: &Office,
    ctx: &Context,
    month: Month,
    inbox: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<RoundOpened, Refusal> {
    ctx.require(Act::RunRound, office.county)?;
    let mut opened = RoundOpened::default();
    if done(office, month, Arrow::Gaps).await? {
        opened.before = vec![Arrow::Files, Arrow::Gaps];
        opened.gaps = office.store.view(office.county).await?.gaps(month).await?.len();
        return Ok(opened);
    }
    let job = claim(office, ctx, month).await?;
    if done(office, month, Arrow::Files).await? {
        opened.before.push(Arrow::Files);
    } else {
        progress(Progress::Arrow(Arrow::Files));
        import_inbox(office, ctx, &job, month, inbox, progress, &mut opened).await?;
        record_arrow(office, ctx, month, Arrow::Files, &format!("{}", opened.imported.len())).await?;
    }
    progress(Progress::Arrow(Arrow::Gaps));
    opened.gaps = record_gaps(office, ctx, month).await?;
    office.store.finish_job(office.county, job.id, &job.holder, &serde_json::json!({ "gaps": opened.gaps })).await?;
    Ok(opened)
}

/// The second part: payout, figures, closing. Decisions still open stay open for the next month.
pub async fn close(office: &Office, officer: &Context, finance: &Context, month: Month) -> Result<RoundClosed, Refusal> {
    officer.require(Act::RunRound, office.county)?;
    let payout = plan_month(office, finance, month).await?;
    let mut act = office.store.act(office.county).await?;
    if let Some(row) = arrow_done(&act, month, Arrow::Closed).await? {
        return Ok(RoundClosed { payout, hash: row.digest });
    }
    let hash = figures_digest(office, &act, month).await?;
    act.add_round_months(&[arrow_row(officer, &act, month, Arrow::Closed, &hash)]).await?;
    let closing = entry(officer, month, Arrow::Closed, 1);
    // In the chain the hash cannot be changed afterwards without breaking it.
    let detail = serde_json::json!({ "day": officer.today().to_string(), "figures_sm3": hash });
    act.commit(&AuditEntry { detail, ..closing }).await?;
    Ok(RoundClosed { payout, hash })
}

/// Whether a month is closed.
pub async fn is_closed(office: &Office, ctx: &Context, month: Month) -> Result<bool, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    done(office, month, Arrow::Closed).await
}

/// All months with a round, latest last.
pub async fn months(office: &Office, ctx: &Context) -> Result<Vec<Month>, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    let view = office.store.view(office.county).await?;
    months_with_gaps(&view).await
}

/// Months whose gaps were found, latest last.
pub(crate) async fn months_with_gaps(view: &View) -> Result<Vec<Month>, Refusal> {
    let rows = view.round_months(None).await?;
    let mut months: Vec<Month> = rows.into_iter().filter(|row| row.arrow == Arrow::Gaps.code()).map(|row| row.month).collect();
    months.sort_unstable();
    Ok(months)
}

pub(crate) async fn arrow_done(view: &View, month: Month, arrow: Arrow) -> Result<Option<RoundMonth>, Refusal> {
    Ok(view.round_months(Some(month)).await?.into_iter().find(|row| row.arrow == arrow.code()))
}

pub(crate) fn arrow_row(ctx: &Context, view: &View, month: Month, arrow: Arrow, content: &str) -> RoundMonth {
    RoundMonth {
        id: RoundMonthId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        month,
        arrow: arrow.code().to_owned(),
        sequence: Sequence(0),
        digest: hexadecimal(&store::sm3(format!("{} {month} {} {content}", view.county(), arrow.code()).as_bytes())),
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn done(office: &Office, month: Month, arrow: Arrow) -> Result<bool, Refusal> {
    let view = office.store.view(office.county).await?;
    Ok(arrow_done(&view, month, arrow).await?.is_some())
}

/// Two rounds of one month never run at a time: the second waits for the lease of the first to run out, which it does at
/// once where that one was killed, and otherwise is told who has it.
async fn claim(office: &Office, ctx: &Context, month: Month) -> Result<JobRequest, Refusal> {
    /// Between two signs of life of a round; every file and arrow is one.
    const LEASE_MS: i64 = 1_000;
    let mut request = JobRequest {
        id: vocabulary::JobId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        key: format!("round {month}"),
        kind: "round".to_owned(),
        holder: format!("{} ({})", ctx.official().login, std::process::id()),
        now_ms: ctx.now_ms(),
        lease_ms: LEASE_MS,
    };
    let mut waited = false;
    loop {
        request.now_ms = ctx.now_ms();
        match office.store.claim_job(office.county, &request).await? {
            JobClaim::Claimed { id, .. } => return Ok(JobRequest { id, ..request }),
            JobClaim::Done { .. } => return Ok(request),
            JobClaim::Running { lease_until_ms, .. } if !waited => {
                waited = true;
                let left = (lease_until_ms - ctx.now_ms()).clamp(0, LEASE_MS);
                tokio::time::sleep(std::time::Duration::from_millis(left.unsigned_abs() + 1)).await;
            }
            JobClaim::Running { holder, .. } => {
                return Err(Refusal::Conflict {
                    what: format!("{month}的月度认定正由{holder}办理。"),
                    english: format!("The round of {month} is being run by {holder}."),
                });
            }
        }
    }
}

async fn import_inbox(
    office: &Office,
    ctx: &Context,
    job: &JobRequest,
    month: Month,
    inbox: &Path,
    progress: &(dyn Fn(Progress) + Sync),
    opened: &mut RoundOpened,
) -> Result<(), Refusal> {
    let told = |step: FileProgress| progress(Progress::File(step.name, step.at, step.of));
    let done = import_files(office, ctx, month, inbox, &Watcher { progress: &told, job: Some(job) }).await?;
    (opened.imported, opened.refused) = (done.imported, done.refused);
    Ok(())
}

async fn record_gaps(office: &Office, ctx: &Context, month: Month) -> Result<usize, Refusal> {
    let mut act = office.store.act(office.county).await?;
    let register = act.register(None).await?;
    let awards = act.awards(None).await?;
    let first_found = first_found(&act).await?;
    let standing = casework::in_force(&awards);
    let lines = find_gaps(office, &register, &standing, &first_found, round_day(month, ctx.today()))?;
    let gaps: Vec<casework::Gap> = lines
        .into_iter()
        .map(|line| casework::Gap { id: GapId::new(ctx.new_id()).expect("an id source gives numbers above zero"), month, line })
        .collect();
    act.add_gaps(&gaps).await?;
    act.add_round_months(&[arrow_row(ctx, &act, month, Arrow::Gaps, &gaps.len().to_string())]).await?;
    act.commit(&entry(ctx, month, Arrow::Gaps, gaps.len())).await?;
    Ok(gaps.len())
}

/// Since when each gap of the last month whose work is still due has been known.
async fn first_found(view: &View) -> Result<FirstFound, Refusal> {
    let Some(last) = months_with_gaps(view).await?.last().copied() else { return Ok(FirstFound::new()) };
    let work = Work::load(view).await?;
    let due = view.gaps(last).await?.into_iter().filter(|gap| work.state_of(gap).is_open());
    Ok(due.map(|gap| ((gap.line.unit, gap.line.kind), gap.line.since)).collect())
}

async fn record_arrow(office: &Office, ctx: &Context, month: Month, arrow: Arrow, content: &str) -> Result<(), Refusal> {
    let mut act = office.store.act(office.county).await?;
    act.add_round_months(&[arrow_row(ctx, &act, month, arrow, content)]).await?;
    act.commit(&entry(ctx, month, arrow, 1)).await?;
    Ok(())
}

fn entry(ctx: &Context, month: Month, arrow: Arrow, rows: usize) -> AuditEntry {
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::RunRound.code().to_owned(),
        subject: format!("{month} {}", arrow.code()),
        rows: i64::try_from(rows).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "day": ctx.today().to_string() }),
    }
}
