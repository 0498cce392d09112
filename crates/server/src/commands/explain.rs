//! `doudi explain`.

use operations::views::HouseholdView;

use super::{accounts, day, open};
use crate::arguments::{CommonOptions, Explain};
use crate::output::{Output, Stop};

/// Shows a unit's determination step by step with the cells behind it.
pub async fn run(common: &CommonOptions, options: &Explain, output: &Output) -> Result<(), Stop> {
    let on = options.on.as_deref().map(|text| day(text, "--on")).transpose()?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    let unit = operations::households::find(&office, &context, &options.unit).await?;
    let view = operations::households::view(&office, &context, unit, on).await?;
    output.result(&json(&view), |output| show(&view, output));
    Ok(())
}

fn show(view: &HouseholdView, output: &Output) {
    output.line(&format!("{} {} {} {}", view.number, view.village, view.kind, view.determination.day));
    for member in &view.members {
        let counted = if member.counted { output.pick("计入", "counted") } else { "" };
        output.line(&format!(
            "  {} {} {} {} {}{} {counted}",
            member.relation,
            member.name,
            member.number,
            member.sex,
            member.age,
            output.pick("岁", "")
        ));
    }
    output.line(&view.determination.answer);
    if let Some(monthly) = view.determination.monthly {
        output.note(&format!("每月{monthly}元"), &format!("{monthly} yuan a month"));
    }
    for (at, step) in view.determination.steps.iter().enumerate() {
        output.line(&format!("  {}. [{}] {}", at + 1, step.rule, step.sentence));
        for fact in view.facts.iter().filter(|fact| step.facts.contains(&fact.id)) {
            let source = &fact.source;
            output.line(&format!("       {}{} {} ← {} {}", fact.name, fact.label, fact.value, source.department, source.place));
            if let Some(conflict) = fact.conflict {
                output.line(&format!("         [{}] {}", conflict.rule, conflict.sentence));
            }
        }
    }
    for award in &view.awards {
        let until = award.until.map_or_else(String::new, |until| format!(" – {until}"));
        let monthly = award.monthly.map_or_else(String::new, |monthly| monthly.to_string());
        output.line(&format!("{} {}{} {}{until} {monthly}", output.pick("待遇", "award"), award.class, award.heads, award.from));
    }
    for decision in &view.decisions {
        output.line(&format!(
            "{} {}（{} / {}）{}",
            output.pick("决定", "decision"),
            decision.kind,
            decision.proposed,
            decision.confirmed,
            decision.effective
        ));
    }
    for payment in &view.payments {
        output.line(&format!("{} {} {} {}", output.pick("发放", "payment"), payment.month, payment.purpose, payment.amount));
    }
}

fn json(view: &HouseholdView) -> serde_json::Value {
    let facts: Vec<_> = view
        .facts
        .iter()
        .map(|fact| {
            serde_json::json!({
                "fact": fact.id.number(), "person": fact.person.number(), "name": fact.name, "label": fact.label,
                "value": fact.value, "from": fact.from.to_string(), "conflict": fact.conflict.map(|conflict| serde_json::json!({ "rule": conflict.rule, "used": conflict.is_used })),
                "department": fact.source.department, "source": fact.source.place,
                "file": fact.source.file.map(|file| file.number()),
            })
        })
        .collect();
    let steps: Vec<_> = view
        .determination
        .steps
        .iter()
        .map(|step| {
            let facts: Vec<i64> = step.facts.iter().map(|fact| fact.number()).collect();
            serde_json::json!({ "rule": step.rule, "sentence": step.sentence, "clause": step.clause, "facts": facts })
        })
        .collect();
    let members: Vec<_> = view
        .members
        .iter()
        .map(|member| {
            serde_json::json!({
                "person": member.person.number(), "name": member.name, "number": member.number, "sex": member.sex,
                "birth": member.birth.to_string(), "relation": member.relation, "counted": member.counted,
            })
        })
        .collect();
    let payments: Vec<_> = view
        .payments
        .iter()
        .map(|payment| {
            serde_json::json!({ "month": payment.month.to_string(), "heads": payment.heads, "amount_fen": payment.amount.as_fen() })
        })
        .collect();
    serde_json::json!({
        "unit": view.number, "village": view.village, "kind": view.kind, "members": members, "facts": facts,
        "determination": {
            "day": view.determination.day.to_string(), "answer": view.determination.answer,
            "monthly_fen": view.determination.monthly.map(|monthly| monthly.as_fen()), "steps": steps,
        },
        "payments": payments,
    })
}
