//! `doudi link-model`: what changed between two saved models.

use super::link;
use crate::arguments::LinkModelCommand;
use crate::output::{Output, Stop, table};

/// Prints the parameters that differ by more than a tenth.
pub fn run(options: &LinkModelCommand, output: &Output) -> Result<(), Stop> {
    let LinkModelCommand::Diff { first, second } = options;
    let differences = link::model(first)?.differences(&link::model(second)?);
    let json: Vec<_> = differences
        .iter()
        .map(|(name, here, there)| serde_json::json!({ "parameter": name, "first": here, "second": there }))
        .collect();
    output.result(&serde_json::json!({ "differences": json }), |output| {
        if differences.is_empty() {
            output.note("两个模型没有相差一成以上的参数。", "No parameter differs by more than a tenth.");
            return;
        }
        let heads = [("参数", "parameter"), ("前者", "first"), ("后者", "second")];
        let heads = heads.map(|(chinese, english)| output.pick(chinese, english));
        let rows: Vec<Vec<String>> = differences
            .iter()
            .map(|(name, here, there)| vec![name.clone(), format!("{here:.3e}"), format!("{there:.3e}")])
            .collect();
        output.line(table(&heads, &rows).trim_end());
    });
    Ok(())
}
