//! `doudi import`.

use std::collections::BTreeMap;

use operations::{FileProgress, FolderImported, Imported, Refusal, Repeat};

use super::{accounts, month, open};
use crate::arguments::{CommonOptions, Import};
use crate::output::{Output, Stop, table};

/// Imports files and folders one after another; a file that cannot be read is told and the others go on.
pub async fn run(common: &CommonOptions, options: &Import, output: &Output) -> Result<(), Stop> {
    let month = month(&options.month)?;
    let (office, context) = open(common, accounts::OFFICER).await?;
    let repeat = if options.again { Repeat::CountsAgain } else { Repeat::Told };
    let mut done = FolderImported::default();
    for path in &options.files {
        if path.is_dir() {
            let step = |step: FileProgress| {
                let text = format!("[{}/{}] {}", step.at, step.of, step.name);
                output.note(&text, &text);
            };
            let folder = operations::import::import_folder(&office, &context, month, path, &step).await?;
            done.imported.extend(folder.imported);
            done.refused.extend(folder.refused);
            done.batches.extend(folder.batches);
            continue;
        }
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let bytes = std::fs::read(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
        match operations::import::import(&office, &context, month, &name, &bytes, repeat).await {
            Ok(file) => done.imported.push(file),
            Err(refusal) if refusal.is_of_one_file() => done.refused.push((name, refusal)),
            Err(other) => return Err(other.into()),
        }
    }
    done.imported.iter().for_each(|file| tell(file, output));
    tell_summary(&done, output);
    let last = done.refused.pop();
    done.refused.iter().for_each(|(_, refusal)| tell_refusal(refusal, output));
    let refused: Vec<&str> = done.refused.iter().chain(&last).map(|(name, _)| name.as_str()).collect();
    output.result(
        &serde_json::json!({
            "month": month.to_string(), "files": done.imported.iter().map(json).collect::<Vec<_>>(), "refused": refused,
            "query_batches": done.batches,
        }),
        |_| {},
    );
    last.map_or(Ok(()), |(_, refusal)| Err(refusal.into()))
}

/// What became of all files together, with the complaints by their code.
fn tell_summary(done: &FolderImported, output: &Output) {
    if done.imported.len() + done.refused.len() < 2 {
        return;
    }
    let sum = |of: fn(&Imported) -> usize| done.imported.iter().map(of).sum::<usize>();
    let (rows, dropped): (i64, i64) = done.imported.iter().fold((0, 0), |sum, file| (sum.0 + file.rows, sum.1 + file.dropped));
    let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, _) in done.imported.iter().flat_map(|file| &file.complaints) {
        *by_code.entry(code).or_default() += 1;
    }
    let heads =
        [("文件", "files"), ("拒收", "refused"), ("行", "rows"), ("事实", "facts"), ("待核对", "clues"), ("不予保留", "dropped")];
    let heads = heads.map(|(chinese, english)| output.pick(chinese, english));
    let row = vec![
        done.imported.len().to_string(),
        done.refused.len().to_string(),
        rows.to_string(),
        sum(|file| file.facts).to_string(),
        sum(|file| file.clues).to_string(),
        dropped.to_string(),
    ];
    output.line(table(&heads, &[row]).trim_end());
    if !by_code.is_empty() {
        let rows: Vec<Vec<String>> = by_code.iter().map(|(code, count)| vec![(*code).to_owned(), count.to_string()]).collect();
        output.line(table(&[output.pick("问题", "complaint"), output.pick("条", "times")], &rows).trim_end());
    }
    for name in &done.batches {
        output.note(&format!("已生成核对批次{name}。"), &format!("Query batch {name} was made."));
    }
}

/// What became of a file, with its complaints.
pub fn tell(file: &Imported, output: &Output) {
    if let Some(before) = &file.before {
        let (name, on) = (&file.name, before.on);
        match &before.superseded_by {
            None => output.note(
                &format!("{name}：{on}已导入，未重复记录。"),
                &format!("{name}: imported before, on {on}; nothing recorded again."),
            ),
            Some((later, day)) => output.note(
                &format!("{name}：{on}已导入，其后{day}收到的《{later}》已作更正，未重复记录。如应以本文件为准，请加 --again 重新导入。"),
                &format!(
                    "{name}: imported before, on {on}, and superseded since by {later} of {day}; nothing recorded again. If it is meant to count again, import it with --again."
                ),
            ),
        }
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
    for (_, complaint) in &file.complaints {
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
        "file": file.file.number(), "name": file.name, "department": file.department, "before": file.before.is_some(), "rows": file.rows,
        "persons": file.persons, "facts": file.facts, "unchanged": file.unchanged, "units": file.units,
        "complaints": file.complaints.iter().map(|(_, sentence)| sentence).collect::<Vec<_>>(), "clues": file.clues, "dropped_without_basis": file.dropped,
    })
}
