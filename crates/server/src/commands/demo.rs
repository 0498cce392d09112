//! `doudi demo`: a model township, three months of work by scripted officials through the same operations people use, the
//! report, the pages. Run again it goes on where it stopped.

use std::path::Path;
use std::sync::Arc;

use casework::GapKind;
use model_county::Plan;
use operations::views::GapState;
use operations::{Context, Office, Premises, ProposalOrder, cases, gaps, report, rounds, set_up};
use vocabulary::{CaseId, Date, GapId, Month};

use super::{accounts, import, init, premises, report as report_command, round, serve};
use crate::arguments::{CommonOptions, Demo};
use crate::output::{Output, Stop, table};

/// Months the demonstration lives through.
const MONTHS: [(i16, i8); 3] = [(2022, 1), (2022, 2), (2022, 3)];
/// Days of the month on which the scripted officials act: round and proposals, confirmation after the notice, payout, report.
const ROUND_DAY: i8 = 16;
const CONFIRMATION_DAY: i8 = 25;
const CLOSING_DAY: i8 = 26;
const REPORT_DAY: i8 = 28;
/// The county whose codes the model township lies in.
const COUNTY: &str = "620521";

/// Runs the demonstration.
pub async fn run(common: &CommonOptions, options: &Demo, output: &Output) -> Result<(), Stop> {
    let premises = premises(common);
    let months = months();
    let plan = Plan::new(options.people, options.seed, months.clone()).map_err(|fault| Stop::Usage {
        chinese: fault.to_string(),
        english: format!("--people {}: {fault:?}", options.people),
    })?;
    keep_plan(&premises.data, options)?;
    let office = if premises.is_set_up() {
        output.stage("继续此前的演示", "going on with an earlier demonstration");
        Office::open(&premises).await?
    } else {
        output.stage("初始化样例县", "setting up the model county");
        let (name, text) = policy::model_county();
        set_up(&premises, &init::order(COUNTY, None, vec![(name.to_owned(), text.to_owned())])?).await?
    };
    write_files(&premises, &plan, output)?;
    for month in &months {
        live(&office, &premises, *month, output).await?;
    }
    finish(&office, &premises, &months, output).await?;
    if options.no_serve {
        return Ok(());
    }
    let office = Arc::new(office);
    let context = office.context(accounts::OFFICER, None).await?;
    let listener = serve::listen(std::net::IpAddr::from([127, 0, 0, 1]), options.port).await?;
    serve::serve(office, context, listener, output).await
}

fn months() -> Vec<Month> {
    MONTHS.iter().map(|(year, month)| Month::new(*year, *month).expect("months of the script exist")).collect()
}

fn day_of(month: Month, day: i8) -> Date {
    Date::new(month.year(), month.month(), day).expect("days of the script are in every month")
}

/// A data folder holds one demonstration: another size or seed in it would mix two townships.
fn keep_plan(data: &Path, options: &Demo) -> Result<(), Stop> {
    let path = data.join("demo.txt");
    let text = format!("people {}\nseed {}\n", options.people, options.seed);
    match std::fs::read_to_string(&path) {
        Ok(kept) if kept == text => Ok(()),
        Ok(kept) => Err(Stop::Usage {
            chinese: format!(
                "{} 中已有另一次演示（{}）。请用 --data 另选目录，或改回原来的参数。",
                data.display(),
                kept.trim().replace('\n', "，")
            ),
            english: format!(
                "{} holds another demonstration ({}). Choose another --data.",
                data.display(),
                kept.trim().replace('\n', ", ")
            ),
        }),
        Err(_) => report_command::save(&path, text.as_bytes()),
    }
}

/// Puts the files into the inbox, as departments would; those already there stay.
fn write_files(premises: &Premises, plan: &Plan, output: &Output) -> Result<(), Stop> {
    let done = premises.data.join("inbox").join("complete");
    if done.exists() {
        return Ok(());
    }
    output.stage("生成样例乡镇的部门文件", "making the model township's files");
    let files = model_county::write(plan);
    for file in &files {
        report_command::save(&premises.data.join("inbox").join(&file.path), &file.bytes)?;
    }
    report_command::save(&done, files.len().to_string().as_bytes())
}

/// One month: files and gaps, proposals, confirmations, payout and closing.
async fn live(office: &Office, premises: &Premises, month: Month, output: &Output) -> Result<(), Stop> {
    let on = |login: &'static str, day: i8| office.context(login, Some(day_of(month, day)));
    let officer = on(accounts::OFFICER, ROUND_DAY).await?;
    if rounds::is_closed(office, &officer, month).await? {
        output.stage(&format!("{month} 此前已结账"), &format!("{month} was closed before"));
        return Ok(());
    }
    output.stage(&format!("{month} 收件并查找差距"), &format!("{month}: files and gaps"));
    let bar = output.progress();
    let opened =
        rounds::open(office, &officer, month, &premises.inbox(month), &|progress| round::show(&bar, output, &progress)).await;
    bar.finish_and_clear();
    let opened = opened?;
    let complaints: usize = opened.imported.iter().map(|file| file.complaints.len()).sum();
    let clues: usize = opened.imported.iter().map(|file| file.clues).sum();
    for (_, refusal) in &opened.refused {
        import::tell_refusal(refusal, output);
    }
    output.note(
        &format!("           文件{}份，问题{complaints}条，待核对{clues}行；差距{}条", opened.imported.len(), opened.gaps),
        &format!(
            "           {} files, {complaints} complaints, {clues} rows to settle; {} gaps",
            opened.imported.len(),
            opened.gaps
        ),
    );
    let proposed = propose(office, &on(accounts::CLERK, ROUND_DAY).await?, month).await?;
    let confirmed = confirm(office, &on(accounts::CONFIRMER, CONFIRMATION_DAY).await?, month).await?;
    output.stage(
        &format!("{month} 乡镇提出意见{proposed}件，公示后县级确认{confirmed}件"),
        &format!("{month}: {proposed} proposals by the township, {confirmed} confirmed by the county after the notice"),
    );
    let officer = on(accounts::OFFICER, CLOSING_DAY).await?;
    let closed = rounds::close(office, &officer, &on(accounts::FINANCE, CLOSING_DAY).await?, month).await?;
    output.stage(&format!("{month} 发放并结账"), &format!("{month}: payout and closing"));
    round::tell_payout(&closed.payout, output);
    Ok(())
}

/// The township's clerk proposes on every gap that can be decided. Where employment raised the income, the exit is
/// gradual; what may not be gradual is proposed as a stop.
async fn propose(office: &Office, clerk: &Context, month: Month) -> Result<usize, Stop> {
    let open = |lists: &operations::views::GapLists, overstayed: bool| -> Vec<GapId> {
        let due = lists.lines.iter().filter(|line| line.state == GapState::Open && line.kind != GapKind::Undetermined);
        due.filter(|line| (line.kind == GapKind::Overstayed) == overstayed).map(|line| line.id).collect()
    };
    let lists = gaps::lists(office, clerk, Some(month)).await?;
    let mut proposed = cases::propose(office, clerk, &open(&lists, false), &ProposalOrder::default()).await?.cases.len();
    let gradual_until = cases::earliest_gradual_end(office, clerk)?;
    let gradual = ProposalOrder { gradual_until: Some(gradual_until), ..ProposalOrder::default() };
    proposed += cases::propose(office, clerk, &open(&lists, true), &gradual).await?.cases.len();
    let lists = gaps::lists(office, clerk, Some(month)).await?;
    proposed += cases::propose(office, clerk, &open(&lists, true), &ProposalOrder::default()).await?.cases.len();
    Ok(proposed)
}

/// The county's official confirms; a proposal that no longer stands goes back to the township.
async fn confirm(office: &Office, confirmer: &Context, month: Month) -> Result<usize, Stop> {
    let lists = gaps::lists(office, confirmer, Some(month)).await?;
    let waiting: Vec<CaseId> =
        lists.lines.iter().filter(|line| matches!(line.state, GapState::Proposed { .. })).filter_map(|line| line.case).collect();
    let done = cases::confirm(office, confirmer, &waiting).await?;
    for (case, why) in &done.left {
        cases::return_to_township(office, confirmer, super::decide::number(*case)?, why).await?;
    }
    Ok(done.cases.len())
}

/// Report, gaps, figures, and where things are.
async fn finish(office: &Office, premises: &Premises, months: &[Month], output: &Output) -> Result<(), Stop> {
    let Some(last) = months.last().copied() else { return Ok(()) };
    let officer = office.context(accounts::OFFICER, Some(day_of(last, REPORT_DAY))).await?;
    let path = report_command::default_path(&premises.data, last);
    if !path.exists() {
        report_command::save(&path, &report::write(office, &officer, last).await?.docx)?;
    }
    output.stage("报告已生成", "the report is written");
    let lists = gaps::lists(office, &officer, Some(last)).await?;
    let kinds = [GapKind::Uncovered, GapKind::Overstayed, GapKind::Misgraded, GapKind::Undetermined];
    output.line("");
    let rows: Vec<Vec<String>> = kinds
        .iter()
        .map(|kind| {
            let (all, open) = lists.count(*kind);
            vec![output.pick(cases::gap_label(*kind), cases::gap_code(*kind)).to_owned(), all.to_string(), open.to_string()]
        })
        .collect();
    let head = [output.pick("差距", "gap"), output.pick("本月发现", "found"), output.pick("未办结", "open")];
    output.line(&table(&head, &rows));
    let figures = operations::figures::view(office, &officer, Some(last)).await?;
    let rows: Vec<Vec<String>> = figures
        .figures
        .iter()
        .map(|figure| vec![figure.label.clone(), format!("{}{}", figure.value, figure.unit), figure.code.clone()])
        .collect();
    output.line(&table(&[output.pick("指标", "figure"), output.pick("数值", "value"), output.pick("代码", "code")], &rows));
    let holding = figures.relations.iter().filter(|relation| relation.holds).count();
    output.note(
        &format!("勾稽关系：{}项，符合{holding}项", figures.relations.len()),
        &format!("Relations between figures: {}, {holding} hold", figures.relations.len()),
    );
    output.note(&format!("报告：{}", path.display()), &format!("Report: {}", path.display()));
    output.note(&format!("数据：{}", premises.data.display()), &format!("Data: {}", premises.data.display()));
    Ok(())
}
