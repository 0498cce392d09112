//! `doudi gaps`.

use operations::cases::{gap_code, gap_kind, gap_label};
use operations::views::GapView;

use super::{accounts, month, open};
use crate::arguments::{CommonOptions, Gaps};
use crate::output::{Output, Stop, table};

/// Lists the gaps of a month.
pub async fn run(common: &CommonOptions, options: &Gaps, output: &Output) -> Result<(), Stop> {
    let month = options.month.as_deref().map(month).transpose()?;
    let kind = options
        .kind
        .as_deref()
        .map(|code| {
            gap_kind(code).ok_or_else(|| Stop::Usage {
                chinese: format!("--kind “{code}” 不是差距类别。"),
                english: format!("--kind {code:?} is no list of gaps."),
            })
        })
        .transpose()?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    let lists = operations::gaps::lists(&office, &context, month).await?;
    let wanted = |line: &&GapView| kind.is_none_or(|kind| line.kind == kind) && (!options.open || line.state.is_open());
    let lines: Vec<&GapView> = lists.lines.iter().filter(wanted).collect();
    let json = serde_json::json!({
        "month": lists.month.to_string(), "gaps": lines.iter().map(|line| json(line)).collect::<Vec<_>>()
    });
    output.result(&json, |output| {
        let rows: Vec<Vec<String>> = lines
            .iter()
            .map(|line| {
                vec![
                    line.id.to_string(),
                    output.pick(gap_label(line.kind), gap_code(line.kind)).to_owned(),
                    line.unit_number.clone(),
                    line.applicant.clone(),
                    line.village.clone(),
                    line.should.clone(),
                    line.is.clone(),
                    line.deadline.to_string(),
                    line.state.label().to_owned(),
                    line.case.map_or_else(String::new, |case| case.to_string()),
                ]
            })
            .collect();
        let head: [&str; 10] = match output.language() {
            operations::Language::Chinese => ["编号", "类别", "户号", "姓名", "村", "应为", "现为", "期限", "状态", "个案"],
            operations::Language::English => {
                ["gap", "list", "unit", "name", "village", "should", "is", "deadline", "state", "case"]
            }
        };
        output.line(table(&head, &rows).trim_end());
    });
    Ok(())
}

fn json(line: &GapView) -> serde_json::Value {
    serde_json::json!({
        "gap": line.id.number(), "list": gap_code(line.kind), "unit": line.unit_number, "name": line.applicant,
        "village": line.village, "should": line.should, "is": line.is, "reason": line.reason, "clause": line.clause,
        "since": line.since.to_string(), "deadline": line.deadline.to_string(), "overdue": line.overdue,
        "state": line.state.label(), "case": line.case.map(|case| case.number()),
    })
}
