//! `doudi bench round`: each step of a month on a generated township.

use std::path::{Path, PathBuf};
use std::time::Instant;

use model_county::Plan;
use operations::{Office, Premises, ProposalOrder, cases, figures, gaps, rounds, set_up};
use vocabulary::Month;

use super::super::{accounts, init, report};
use super::{Measured, in_a_folder, show};
use crate::arguments::BenchRound;
use crate::output::{Output, Stop};

/// Days from a proposal to its confirmation in this measurement.
const NOTICE_OVER_AFTER: i32 = 9;

/// Measures one month from files to figures in a folder of its own, which is removed afterwards.
pub async fn run(options: &BenchRound, output: &Output) -> Result<(), Stop> {
    let measured = in_a_folder(async |folder: PathBuf| measure(&folder, options.people).await).await?;
    show(&measured, &serde_json::json!({ "people": options.people }), output);
    Ok(())
}

async fn measure(folder: &Path, people: u32) -> Result<Vec<Measured>, Stop> {
    let month = Month::new(2022, 1).expect("a month");
    // Everybody of the month has applied by its last day; the notice of a grant is over nine days later.
    let (last, confirmed_on) = (month.last_day(), month.last_day().plus_days(NOTICE_OVER_AFTER));
    let mut measured = Vec::new();
    let mut add = |step, english, since: Instant, of: String| measured.push(Measured::since(step, english, since, of));
    let plan = Plan::new(people, 1, vec![month])
        .map_err(|fault| Stop::Usage { chinese: fault.to_string(), english: format!("--people {people}: {fault:?}") })?;
    let at = Instant::now();
    let files = model_county::write(&plan);
    add("生成文件", "make files", at, format!("{} persons", people));
    let layouts = registry::intake::embedded_layouts();
    let at = Instant::now();
    let mut rows = 0;
    for file in &files {
        rows += registry::intake::read(&file.bytes, &file.path, &layouts).map_or(0, |reading| reading.rows.len());
    }
    add("读取文件", "read files", at, format!("{rows} rows"));
    let premises = Premises { data: folder.to_owned(), database: None };
    let (name, text) = policy::model_county();
    let office: Office = set_up(&premises, &init::order("620521", None, vec![(name.to_owned(), text.to_owned())])?).await?;
    for file in &files {
        report::save(&folder.join("inbox").join(&file.path), &file.bytes)?;
    }
    let officer = office.context(accounts::OFFICER, Some(last)).await?;
    let at = Instant::now();
    let opened = rounds::open(&office, &officer, month, &premises.inbox(month), &|_| {}).await?;
    let facts: usize = opened.imported.iter().map(|file| file.facts).sum();
    add("收件并查找差距", "files to gaps", at, format!("{facts} facts, {} gaps", opened.gaps));
    let clerk = office.context(accounts::CLERK, Some(last)).await?;
    let open: Vec<_> = gaps::lists(&office, &clerk, Some(month)).await?.lines.iter().map(|line| line.id).collect();
    let at = Instant::now();
    let proposed = cases::propose(&office, &clerk, &open, &ProposalOrder::default()).await?;
    add("提出意见", "propose", at, format!("{} cases", proposed.cases.len()));
    let confirmer = office.context(accounts::CONFIRMER, Some(confirmed_on)).await?;
    let at = Instant::now();
    let confirmed = cases::confirm(&office, &confirmer, &proposed.cases).await?;
    add("审核确认", "confirm", at, format!("{} cases", confirmed.cases.len()));
    let (officer, finance) = (
        office.context(accounts::OFFICER, Some(confirmed_on)).await?,
        office.context(accounts::FINANCE, Some(confirmed_on)).await?,
    );
    let at = Instant::now();
    rounds::close(&office, &officer, &finance, month).await?;
    add("发放并结账", "payout and closing", at, String::new());
    let at = Instant::now();
    let shown = figures::view(&office, &officer, Some(month)).await?;
    add("指标", "figures", at, format!("{} figures", shown.figures.len()));
    Ok(measured)
}
