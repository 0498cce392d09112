//! `doudi bench`: what this machine needs for each step of a month, on a generated township. It prints; it judges nothing.

use std::time::{Duration, Instant};

use model_county::Plan;
use operations::{Office, Premises, ProposalOrder, cases, figures, gaps, rounds, set_up};
use vocabulary::Month;

use super::{accounts, init};
use crate::arguments::{Bench, BenchSubject, CommonOptions};
use crate::output::{Output, Stop, table};

/// Days from a proposal to its confirmation in this measurement.
const NOTICE_OVER_AFTER: i32 = 9;

/// One measured step.
struct Measured {
    step: &'static str,
    english: &'static str,
    took: Duration,
    of: String,
}

/// Measures one month from files to figures in a folder of its own, which is removed afterwards.
pub async fn run(_common: &CommonOptions, options: &Bench, output: &Output) -> Result<(), Stop> {
    if options.subject == Some(BenchSubject::Check) {
        check(output);
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("doudi-bench-{}", std::process::id()));
    let measured = measure(&folder, options.people).await;
    let removed = std::fs::remove_dir_all(&folder);
    let measured = measured?;
    removed.map_err(|why| Stop::File { path: folder.display().to_string(), why })?;
    let json: Vec<_> = measured
        .iter()
        .map(|line| serde_json::json!({ "step": line.english, "seconds": line.took.as_secs_f64(), "of": line.of }))
        .collect();
    output.result(
        &serde_json::json!({ "people": options.people, "steps": json, "memory_peak_kib": memory_peak_kib() }),
        |output| {
            let rows: Vec<Vec<String>> = measured
                .iter()
                .map(|line| {
                    vec![
                        output.pick(line.step, line.english).to_owned(),
                        format!("{:.3} s", line.took.as_secs_f64()),
                        line.of.clone(),
                    ]
                })
                .collect();
            output.line(
                table(&[output.pick("步骤", "step"), output.pick("用时", "time"), output.pick("数量", "of")], &rows).trim_end(),
            );
            if let Some(kib) = memory_peak_kib() {
                output.note(&format!("内存峰值 {} MiB", kib / 1024), &format!("peak memory {} MiB", kib / 1024));
            }
        },
    );
    Ok(())
}

/// A report of 10,000 characters, checked several times: the milliseconds of the middle run.
fn check(output: &Output) {
    const SIGNS: usize = 10_000;
    const RUNS: usize = 9;
    let passage = "全县农村低保对象857625697人，其中一二类550512331人（一类12622088人，二类424310243人），三四类307113366人\
                   （三类290812565人，四类163801人），占农业人口8.69%。特困人员968人，其中集中供养41人、分散供养927人，\
                   发放资金779.7956万元，比上年增加12.5万元。临时救助9802户20003人，支出2281.5818万元。\n";
    let text: String = passage.chars().cycle().take(SIGNS).collect();
    let mut took: Vec<f64> = Vec::new();
    let mut found = 0;
    for _ in 0..RUNS {
        let at = Instant::now();
        found = reports::checking::check(&text).figures.len();
        took.push(at.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    let middle = took.get(RUNS / 2).copied().unwrap_or_default();
    output.result(&serde_json::json!({ "characters": SIGNS, "milliseconds": middle, "figures": found }), |output| {
        output.note(
            &format!("报告核对：{SIGNS}字，{found}个数字，{middle:.1} 毫秒"),
            &format!("checker: {SIGNS} characters, {found} figures, {middle:.1} ms"),
        );
    });
}

async fn measure(folder: &std::path::Path, people: u32) -> Result<Vec<Measured>, Stop> {
    let month = Month::new(2022, 1).expect("a month");
    // Everybody of the month has applied by its last day; the notice of a grant is over nine days later.
    let (last, confirmed_on) = (month.last_day(), month.last_day().plus_days(NOTICE_OVER_AFTER));
    let mut measured = Vec::new();
    let mut add =
        |step, english, since: Instant, of: String| measured.push(Measured { step, english, took: since.elapsed(), of });
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
        super::report::save(&folder.join("inbox").join(&file.path), &file.bytes)?;
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

/// Largest resident memory of this process, where the system tells it.
fn memory_peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
