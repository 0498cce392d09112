//! `doudi figures`.

use operations::views::FigureView;
use vocabulary::Month;

use super::{accounts, day, open};
use crate::arguments::{CommonOptions, Figures};
use crate::output::{Output, Stop, table};

/// Shows all figures of a month, or one with its rows.
pub async fn run(common: &CommonOptions, options: &Figures, output: &Output) -> Result<(), Stop> {
    let month: Option<Month> = options.at.as_deref().map(|text| day(text, "--at")).transpose()?.map(|day| day.in_month());
    let (office, context) = open(common, accounts::OFFICER).await?;
    if let Some(code) = &options.code {
        let (month, figure) = operations::figures::one(&office, &context, code, month).await?;
        output.result(&json(month, &figure, options.rows), |output| show(&figure, options.rows, output));
        return Ok(());
    }
    let all = operations::figures::view(&office, &context, month).await?;
    let relations: Vec<_> = all
        .relations
        .iter()
        .map(|relation| {
            serde_json::json!({
                "statement": relation.statement, "computed": relation.computed, "stated": relation.stated, "holds": relation.holds
            })
        })
        .collect();
    let figures: Vec<_> = all.figures.iter().map(|figure| json(all.month, figure, false)).collect();
    output.result(&serde_json::json!({ "month": all.month.to_string(), "figures": figures, "relations": relations }), |output| {
        output.line(&all.month.to_string());
        let rows: Vec<Vec<String>> = all
            .figures
            .iter()
            .map(|figure| vec![figure.code.clone(), figure.label.clone(), figure.value.clone(), figure.unit.clone()])
            .collect();
        let head = [
            output.pick("代码", "code"),
            output.pick("指标", "figure"),
            output.pick("数值", "value"),
            output.pick("单位", "unit"),
        ];
        output.line(table(&head, &rows).trim_end());
        for relation in &all.relations {
            let verdict = if relation.holds { output.pick("符合", "holds") } else { output.pick("不符", "FAILS") };
            output.line(&format!("{verdict}  {}（{} / {}）", relation.statement, relation.stated, relation.computed));
        }
    });
    Ok(())
}

fn show(figure: &FigureView, rows: bool, output: &Output) {
    output.line(&format!("{} {}：{}{}", figure.code, figure.label, figure.value, figure.unit));
    output.line(&format!("{}（{}）", figure.definition, figure.clause));
    if rows {
        let rows: Vec<Vec<String>> = figure
            .rows
            .iter()
            .map(|row| {
                let amount = row.amount.map_or_else(String::new, |amount| amount.to_string());
                vec![row.unit_number.clone(), row.village.clone(), row.name.clone(), row.detail.clone(), amount]
            })
            .collect();
        let head = [
            output.pick("户号", "unit"),
            output.pick("村", "village"),
            output.pick("姓名", "name"),
            output.pick("内容", "record"),
            output.pick("金额", "amount"),
        ];
        output.line(table(&head, &rows).trim_end());
    }
}

fn json(month: Month, figure: &FigureView, rows: bool) -> serde_json::Value {
    let mut value = serde_json::json!({
        "code": figure.code, "label": figure.label, "value": figure.value, "unit": figure.unit, "at": month.to_string(),
        "definition": figure.definition, "clause": figure.clause, "rows": figure.rows.len(),
    });
    if rows {
        value["rows"] = figure
            .rows
            .iter()
            .map(|row| {
                serde_json::json!({
                    "unit": row.unit_number, "village": row.village, "name": row.name, "record": row.detail,
                    "amount_fen": row.amount.map(|amount| amount.as_fen()),
                })
            })
            .collect();
    }
    value
}
