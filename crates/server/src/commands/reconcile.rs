//! `doudi reconcile`: two to four lists of the same people, ours first. It changes nothing; differences are a result.

use check_up::{Difference, Reconciliation};
use operations::check_up::{CheckUpOrder, CheckedFile, FileBytes, reconcile_files, reconciliation, reconciliation_json};

use super::check_up::{corrections, identities};
use super::report;
use crate::arguments::{CommonOptions, Reconcile};
use crate::output::{Output, Stop, table};

/// Compares the lists and prints or writes where they differ.
pub fn run(common: &CommonOptions, options: &Reconcile, output: &Output) -> Result<(), Stop> {
    let name = |path: &std::path::PathBuf| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let files: Vec<CheckedFile> =
        options.files.iter().map(|path| CheckedFile { name: name(path), bytes: FileBytes::At(path.clone()) }).collect();
    let compared = reconcile_files(&files, &corrections(&options.correct)?).map_err(|not_read| {
        let what = not_read.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
        Stop::List { what, why: not_read.into_iter().map(|file| file.why).collect::<Vec<_>>().join("\n") }
    })?;
    let day = common.day.as_deref().map(|text| super::day(text, "--day")).transpose()?;
    let day = CheckUpOrder { day, ..CheckUpOrder::default() }.day();
    if let Some(out) = &options.out {
        report::save(out, &reconciliation(&compared, identities(options.masked), day)?)?;
    }
    output.result(&reconciliation_json(&compared, identities(options.masked)), |output| show(&compared, output));
    if let Some(out) = &options.out {
        output.note(&format!("差异已写入 {}", out.display()), &format!("The differences are in {}", out.display()));
    }
    Ok(())
}

/// Counts only: who it is about stands in the file.
fn show(compared: &Reconciliation, output: &Output) {
    for (list, people) in compared.lists.iter().zip(&compared.people) {
        output.note(&format!("{list}：{people}人"), &format!("{list}: {people} people"));
    }
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for of_kind in compared.differences.chunk_by(|one, other| one.kind == other.kind) {
        let of_kind: &[Difference] = of_kind;
        kinds.extend(of_kind.first().map(|first| (first.kind.label(), of_kind.len())));
    }
    let rows: Vec<Vec<String>> = kinds.iter().map(|(kind, count)| vec![(*kind).to_owned(), count.to_string()]).collect();
    output.line(&table(&["差异", "人数"], &rows));
    output.note(&format!("各名单一致{}人。", compared.agreeing), &format!("{} people agree in all lists.", compared.agreeing));
}
