//! `doudi import`.

use std::path::{Path, PathBuf};

use operations::{Imported, Refusal};

use super::{accounts, month, open};
use crate::arguments::{CommonOptions, Import};
use crate::output::{Output, Stop};

/// Imports files one after another; one that cannot be read is told and the others go on.
pub async fn run(common: &CommonOptions, options: &Import, output: &Output) -> Result<(), Stop> {
    let month = month(&options.month)?;
    let files = files(&options.files)?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    if files.is_empty() {
        return Err(Stop::Usage {
            chinese: "所给目录中没有 xlsx、xls 或 csv 文件。".to_owned(),
            english: "there is no xlsx, xls or csv file in what was given.".to_owned(),
        });
    }
    let mut imported = Vec::new();
    let mut last_refusal: Option<Refusal> = None;
    for path in &files {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let bytes = std::fs::read(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
        match operations::import::import(&office, &context, month, &name, &bytes).await {
            Ok(file) => {
                tell(&file, output);
                imported.push(file);
            }
            Err(refusal @ (Refusal::File { .. } | Refusal::OtherMonth { .. })) => {
                if let Some(earlier) = last_refusal.replace(refusal) {
                    tell_refusal(&earlier, output);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    output.result(
        &serde_json::json!({ "month": month.to_string(), "files": imported.iter().map(json).collect::<Vec<_>>() }),
        |_| {},
    );
    last_refusal.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// What became of a file, with its complaints.
pub fn tell(file: &Imported, output: &Output) {
    if file.before {
        output.note(
            &format!("{}：以前已导入，未重复记录。", file.name),
            &format!("{}: imported before, nothing recorded again.", file.name),
        );
        return;
    }
    output.note(
        &format!(
            "{}（{}）：{}行，新增人员{}、事实{}、保障户{}；未变{}项；问题{}条，待核对{}行，无授权不予保留{}行。",
            file.name, file.department, file.rows, file.persons, file.facts, file.units, file.unchanged, file.complaints.len(),
            file.clues, file.dropped
        ),
        &format!(
            "{} ({}): {} rows; new persons {}, facts {}, units {}; {} unchanged; {} complaints, {} rows to settle, {} rows without authorisation not kept.",
            file.name, file.department, file.rows, file.persons, file.facts, file.units, file.unchanged, file.complaints.len(),
            file.clues, file.dropped
        ),
    );
    for complaint in &file.complaints {
        output.line(&format!("    {complaint}"));
    }
}

/// A file that was not imported, and why.
pub fn tell_refusal(refusal: &Refusal, output: &Output) {
    let message = refusal.message(output.language());
    output.line(&format!("{}  {} {} {}", message.code, message.what, message.why, message.next));
}

/// A file as JSON.
pub fn json(file: &Imported) -> serde_json::Value {
    serde_json::json!({
        "file": file.file.number(), "name": file.name, "department": file.department, "before": file.before, "rows": file.rows,
        "persons": file.persons, "facts": file.facts, "unchanged": file.unchanged, "units": file.units,
        "complaints": file.complaints, "clues": file.clues, "dropped_without_basis": file.dropped,
    })
}

/// The files typed, and the tables in folders typed, by name.
fn files(typed: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for path in typed {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let refuse = |why| Stop::File { path: path.display().to_string(), why };
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(refuse)? {
            inside.push(entry.map_err(refuse)?.path());
        }
        inside.retain(|path| is_table(path));
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn is_table(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase);
    matches!(extension.as_deref(), Some("xlsx" | "xls" | "csv"))
}
