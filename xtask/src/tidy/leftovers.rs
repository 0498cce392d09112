//! Nothing is left for later.

use super::{Finding, rust_text};

const MACROS: &[&str] = &["todo!", "unimplemented!", "dbg!"];
const MARKS: &[&str] = &["TODO", "FIXME", "XXX"];

/// True for every text a person writes but prose, and but this rule and its examples, which spell the marks.
pub fn applies_to(path: &str) -> bool {
    let written = [".rs", ".sh", ".html", ".css", ".js", ".toml", ".sql"].iter().any(|ending| path.ends_with(ending))
        || ["demo", "test", ".ci/run"].contains(&path)
        || path.starts_with("scripts/");
    written && path != "xtask/src/tidy/leftovers.rs" && path != "xtask/tests/tidy.rs"
}

/// Findings in one text.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in rust_text::lines(text) {
        for found in MACROS.iter().filter(|name| calls(line, name)) {
            findings.push(Finding::on_line(path, number, format!("`{found}` is left over; write the code or take the path out")));
        }
        for found in MARKS.iter().filter(|mark| rust_text::words(line).contains(mark)) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{found}` is left over; do it in this change or open an issue and say nothing here"),
            ));
        }
    }
    findings
}

/// True where the macro is named on its own: `dbg!`, not `my_dbg!`.
fn calls(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}
