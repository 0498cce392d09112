//! A check-up as documents: the workbook of findings, the draft register of rectification in it, a summary of two pages, and
//! the workbook of lists compared.

mod findings;
mod page;
mod reconciliation;
mod summary;

pub use findings::findings_workbook;
pub use reconciliation::reconciliation_workbook;
pub use summary::findings_summary;

use ::check_up::{CheckState, CheckUp, Finding};

/// Findings with cases, in the order of the codes.
fn with_cases(checked: &CheckUp) -> impl Iterator<Item = &Finding> {
    checked.findings.iter().filter(|finding| !finding.hits.is_empty())
}

/// What became of a check, in words.
fn state_text(finding: &Finding) -> String {
    match &finding.state {
        CheckState::Ran if finding.hits.is_empty() => "已检查，未发现".to_owned(),
        CheckState::Ran => "已检查，有线索".to_owned(),
        CheckState::Lacks(_) => "缺文件，未检查".to_owned(),
    }
}

/// The files that would let a check run: of each group one.
fn lacking_text(finding: &Finding) -> String {
    let CheckState::Lacks(groups) = &finding.state else { return String::new() };
    let group = |kinds: &Vec<::check_up::ListKind>| kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("或");
    groups.iter().map(group).collect::<Vec<_>>().join("；另需")
}
