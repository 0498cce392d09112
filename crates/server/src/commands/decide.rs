//! `doudi decide`.

use operations::{Done, ProposalOrder, cases};
use vocabulary::{CaseId, GapId, Id, Month};

use super::{accounts, open};
use crate::arguments::{CommonOptions, Decide};
use crate::output::{Output, Stop};

/// Proposes, confirms or closes.
pub async fn run(common: &CommonOptions, options: &Decide, output: &Output) -> Result<(), Stop> {
    match options {
        Decide::Propose { gaps, reasons, gradual_until, heard } => {
            let gradual_until = gradual_until.as_deref().map(month_of).transpose()?;
            let order = ProposalOrder { reasons: reasons.clone(), gradual_until, heard: heard.clone() };
            let (office, context) = open(common, accounts::CLERK).await?;
            let done = cases::propose(&office, &context, &numbers(gaps)?, &order).await?;
            tell(&done, "已提出意见", "proposed", output)
        }
        Decide::Confirm { cases: typed } => {
            let (office, context) = open(common, accounts::CONFIRMER).await?;
            let done = cases::confirm(&office, &context, &numbers(typed)?).await?;
            tell(&done, "已确认", "confirmed", output)
        }
        Decide::Return { case, why } => {
            let (office, context) = open(common, accounts::CONFIRMER).await?;
            let case: CaseId = number(*case)?;
            cases::return_to_township(&office, &context, case, why).await?;
            tell(&Done { cases: vec![case], left: Vec::new() }, "已退回乡镇", "returned to the township", output)
        }
        Decide::Close { gap, why } => {
            let (office, context) = open(common, accounts::CLERK).await?;
            let gap: GapId = number(*gap)?;
            let case: CaseId = cases::close(&office, &context, gap, why).await?;
            tell(&Done { cases: vec![case], left: Vec::new() }, "已办结", "closed", output)
        }
    }
}

/// Tells what was done and what was left; an act that did nothing at all is refused with what stood against it.
fn tell(done: &Done, chinese: &str, english: &str, output: &Output) -> Result<(), Stop> {
    let json = serde_json::json!({
        "cases": done.cases.iter().map(|case| case.number()).collect::<Vec<_>>(),
        "left": done.left.iter().map(|(number, why)| serde_json::json!({ "number": number, "why": why })).collect::<Vec<_>>(),
    });
    output.result(&json, |output| {
        let cases: Vec<String> = done.cases.iter().map(ToString::to_string).collect();
        output.note(
            &format!("{chinese}{}件：{}", cases.len(), cases.join(" ")),
            &format!("{} {english}: {}", cases.len(), cases.join(" ")),
        );
        for (number, why) in &done.left {
            output.note(&format!("未办理 {number}：{why}"), &format!("left {number}: {why}"));
        }
    });
    if done.cases.is_empty() && !done.left.is_empty() { Err(Stop::NothingDone(done.left.len())) } else { Ok(()) }
}

fn month_of(text: &str) -> Result<Month, Stop> {
    Month::parse(text).map_err(|fault| Stop::Usage {
        chinese: format!("--gradual-until “{text}”：{fault}，应写作 2022-07。"),
        english: format!("--gradual-until {text:?} is not a month such as 2022-07."),
    })
}

fn numbers<K>(typed: &[i64]) -> Result<Vec<Id<K>>, Stop> {
    typed.iter().map(|typed| number(*typed)).collect()
}

/// An id from what was typed.
pub fn number<K>(typed: i64) -> Result<Id<K>, Stop> {
    Id::new(typed)
        .map_err(|fault| Stop::Usage { chinese: format!("编号{typed}不对：{fault}。"), english: fault.to_string() })
}
