//! `doudi round` and `doudi payout`.

use operations::{Arrow, PaidOut, Progress};

use super::{accounts, import, month, open, premises};
use crate::arguments::{CommonOptions, MonthOnly, Round};
use crate::output::{Output, Stop};

/// Runs the first part of a month's round, or with `--close` the second.
pub async fn run(common: &CommonOptions, options: &Round, output: &Output) -> Result<(), Stop> {
    let month = month(&options.month)?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    if options.close {
        let finance = office.context(accounts::FINANCE, Some(context.today())).await?;
        let closed = operations::rounds::close(&office, &context, &finance, month).await?;
        output.result(
            &serde_json::json!({ "month": month.to_string(), "payout": payout_json(&closed.payout), "sm3": closed.hash }),
            |output| {
                tell_payout(&closed.payout, output);
                output.note(
                    &format!("{month}已结账，指标杂凑值 {}", closed.hash),
                    &format!("{month} is closed; hash of its figures {}", closed.hash),
                );
            },
        );
        return Ok(());
    }
    let inbox = options.inbox.clone().unwrap_or_else(|| premises(common).inbox(month));
    let bar = output.progress();
    let opened = operations::rounds::open(&office, &context, month, &inbox, &|progress| show(&bar, output, &progress)).await;
    bar.finish_and_clear();
    let opened = opened?;
    let files: Vec<_> = opened.imported.iter().map(import::json).collect();
    let refused: Vec<_> = opened.refused.iter().map(|(name, refusal)| (name.clone(), refusal.to_string())).collect();
    output.result(
        &serde_json::json!({ "month": month.to_string(), "gaps": opened.gaps, "files": files, "refused": refused }),
        |output| {
            for file in &opened.imported {
                import::tell(file, output);
            }
            for (_, refusal) in &opened.refused {
                import::tell_refusal(refusal, output);
            }
            if opened.before.contains(&Arrow::Gaps) {
                output.note("收件和查找差距此前已完成。", "Files and gaps were done before.");
            }
            output.note(
                &format!("{month}：差距{}条。用 doudi gaps --month {month} 查看，由人员办理后执行 doudi round --month {month} --close。", opened.gaps),
                &format!("{month}: {} gaps. See doudi gaps --month {month}; after the decisions run doudi round --month {month} --close.", opened.gaps),
            );
        },
    );
    Ok(())
}

/// Shows progress on a terminal.
pub fn show(bar: &indicatif::ProgressBar, output: &Output, progress: &Progress) {
    match progress {
        Progress::File(name, at, of) => {
            bar.set_length(u64::try_from(*of).unwrap_or(0));
            bar.set_position(u64::try_from(*at).unwrap_or(0));
            bar.set_message(name.clone());
        }
        Progress::Arrow(arrow) => {
            bar.set_length(0);
            bar.set_message(output.pick(arrow.label(), arrow.code()).to_owned());
        }
    }
}

/// Makes the payout list of a month.
pub async fn payout(common: &CommonOptions, options: &MonthOnly, output: &Output) -> Result<(), Stop> {
    let month = month(&options.month)?;
    let (office, context) = open(common, accounts::FINANCE).await?;
    let paid = operations::payout::plan_month(&office, &context, month).await?;
    output.result(&payout_json(&paid), |output| tell_payout(&paid, output));
    Ok(())
}

fn payout_json(paid: &PaidOut) -> serde_json::Value {
    serde_json::json!({ "lines": paid.lines, "new": paid.new, "sum_fen": paid.sum.as_fen(), "left": paid.left })
}

/// A payout list in words.
pub fn tell_payout(paid: &PaidOut, output: &Output) {
    output.note(
        &format!("发放清单：{}条（本次新增{}条），合计{}元。", paid.lines, paid.new, paid.sum),
        &format!("Payout list: {} lines ({} new), {} yuan.", paid.lines, paid.new, paid.sum),
    );
    for left in &paid.left {
        output.line(&format!("    {left}"));
    }
}
