//! `doudi check-report`: needs no county, no account and no database.

use operations::checking::{CheckedReport, check_file, json};
use reports::Verdict;
use reports::checking::{BYTES_MAX, TextRefusal};

use crate::arguments::CheckReport;
use crate::output::{Output, Stop};

/// Prints the contradictions of a report, and writes the marked text where it is asked for. Contradictions found are a
/// result, not a failure: the exit code is 0.
pub fn run(options: &CheckReport, output: &Output) -> Result<(), Stop> {
    let refuse = |why| Stop::File { path: options.file.display().to_string(), why };
    let size = std::fs::metadata(&options.file).map_err(refuse)?.len();
    if usize::try_from(size).unwrap_or(usize::MAX) > BYTES_MAX {
        let bytes = usize::try_from(size).unwrap_or(usize::MAX);
        return Err(operations::Refusal::from(TextRefusal::TooLarge { bytes }).into());
    }
    let bytes = std::fs::read(&options.file).map_err(refuse)?;
    let report = check_file(&bytes)?;
    if let Some(out) = &options.fix {
        super::report::save(out, report.checked.marked_text().as_bytes())?;
    }
    output.result(&json(&report), |output| show(&report, output));
    if let Some(out) = &options.fix {
        output.note(
            &format!("已写入 {}：改动和疑误都在文中标出，文末列明。", out.display()),
            &format!("Written to {}; every change is marked in it.", out.display()),
        );
    }
    Ok(())
}

fn show(report: &CheckedReport, output: &Output) {
    let checked = &report.checked;
    for note in &report.notes {
        output.line(note);
    }
    for figure in checked.figures.iter().filter(|figure| figure.repaired.is_some()) {
        output.line(&format!("  {} → {}  {}", figure.text, figure.repaired.as_deref().unwrap_or_default(), figure.why));
    }
    for verdict in [Verdict::Fails, Verdict::Plausible] {
        for relation in checked.relations.iter().filter(|relation| relation.verdict == verdict) {
            output.line(&format!("[{}] {}：{}", verdict.label(), relation.kind.label(), relation.statement));
            let places: Vec<&str> =
                relation.figures.iter().filter_map(|id| checked.figures.get(*id)).map(|figure| figure.text.as_str()).collect();
            output.line(&format!(
                "       {} ；算得 {}，原文 {}（{}）",
                relation.expression,
                relation.computed,
                relation.stated,
                places.join("、")
            ));
        }
    }
    let count = |verdict| checked.relations.iter().filter(|relation| relation.verdict == verdict).count();
    let repaired = checked.figures.iter().filter(|figure| figure.repaired.is_some()).count();
    output.note(
        &format!(
            "数字{}个（补回{repaired}个），关系{}项：相符{}，不符{}，可能相符{}，无法判断{}。",
            checked.figures.len(),
            checked.relations.len(),
            count(Verdict::Holds),
            count(Verdict::Fails),
            count(Verdict::Plausible),
            count(Verdict::Unknown)
        ),
        &format!(
            "{} figures ({repaired} repaired), {} relations: {} hold, {} fail, {} plausible, {} unknown.",
            checked.figures.len(),
            checked.relations.len(),
            count(Verdict::Holds),
            count(Verdict::Fails),
            count(Verdict::Plausible),
            count(Verdict::Unknown)
        ),
    );
}
