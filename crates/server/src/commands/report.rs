//! `doudi report`.

use std::path::{Path, PathBuf};

use vocabulary::Month;

use super::{accounts, month, open};
use crate::arguments::{CommonOptions, Report};
use crate::output::{Output, Stop};

/// Writes the monthly report.
pub async fn run(common: &CommonOptions, options: &Report, output: &Output) -> Result<(), Stop> {
    let month = month(&options.month)?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    let path = options.out.clone().unwrap_or_else(|| default_path(&common.data, month));
    let report = operations::report::write(&office, &context, month).await?;
    save(&path, &report.docx)?;
    output.result(&serde_json::json!({ "file": path.display().to_string(), "text": report.text }), |output| {
        output.note(&format!("报告已写入 {}", path.display()), &format!("The report is in {}", path.display()));
    });
    Ok(())
}

/// Where the report of a month goes unless another file is named.
pub fn default_path(data: &Path, month: Month) -> PathBuf {
    data.join("reports").join(format!("{month}.docx"))
}

/// Writes bytes beside the file and then puts them in its place, so that a stop in between leaves no half file.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let refuse = |why| Stop::File { path: path.display().to_string(), why };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(refuse)?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes).map_err(refuse)?;
    std::fs::rename(&part, path).map_err(refuse)
}
