//! `doudi query`: batches of families whom departments are asked about.

use operations::{BatchOrder, BatchView, queries};

use super::{accounts, month, open, report};
use crate::arguments::{CommonOptions, Query};
use crate::output::{Output, Stop, table};

/// Makes, lists or writes out query batches.
pub async fn run(common: &CommonOptions, options: &Query, output: &Output) -> Result<(), Stop> {
    let (office, context) = open(common, accounts::OFFICER).await?;
    let batches = match options {
        Query::List => queries::list(&office, &context).await?,
        Query::Make { month: of, purpose, departments } => {
            let usual = BatchOrder::default();
            let order = BatchOrder { purpose: purpose.clone().unwrap_or(usual.purpose), departments: departments.clone() };
            queries::make_batch(&office, &context, month(of)?, &order).await?.into_iter().collect()
        }
        Query::Export { batch, out } => {
            let file = queries::export(&office, &context, batch).await?;
            let path = out.clone().unwrap_or_else(|| std::path::PathBuf::from(&file.name));
            report::save(&path, &file.bytes)?;
            let path = path.display().to_string();
            output.result(&serde_json::json!({ "batch": batch, "persons": file.persons, "out": path }), |output| {
                output.note(&format!("已写出{path}，{}人。", file.persons), &format!("Wrote {path}, {} persons.", file.persons));
            });
            return Ok(());
        }
    };
    tell(&batches, output);
    Ok(())
}

fn tell(batches: &[BatchView], output: &Output) {
    let json: Vec<_> = batches
        .iter()
        .map(|batch| {
            serde_json::json!({
                "name": batch.name, "month": batch.month.to_string(), "families": batch.families, "persons": batch.persons,
                "purpose": batch.purpose, "departments": batch.departments, "made_on": batch.made_on.to_string(),
            })
        })
        .collect();
    output.result(&serde_json::json!({ "batches": json }), |output| {
        if batches.is_empty() {
            output.note("没有核对批次。", "There is no query batch.");
            return;
        }
        let heads = [
            ("批次", "batch"),
            ("月份", "month"),
            ("户", "families"),
            ("人", "persons"),
            ("生成日", "made"),
            ("用途", "purpose"),
        ];
        let heads = heads.map(|(chinese, english)| output.pick(chinese, english));
        let rows: Vec<Vec<String>> = batches
            .iter()
            .map(|batch| {
                let counts = [batch.families, batch.persons].map(|count| count.to_string());
                let [families, persons] = counts;
                vec![
                    batch.name.clone(),
                    batch.month.to_string(),
                    families,
                    persons,
                    batch.made_on.to_string(),
                    batch.purpose.clone(),
                ]
            })
            .collect();
        output.line(table(&heads, &rows).trim_end());
    });
}
