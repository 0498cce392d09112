//! What a manifest cannot say: matching knows no policy, and nothing waits in the pure crates.

use super::{Finding, rust_text};

const PURE: &[&str] = &[
    "crates/vocabulary/src/",
    "crates/policy/src/",
    "crates/registry/src/",
    "crates/ledger/src/",
    "crates/casework/src/",
    "crates/reports/src/",
];

const MATCHING: &str = "crates/registry/src/matching";

/// Where a path in `matching` may begin: its own crate, the language, the vocabulary, the derive for its errors, and the
/// published table of readings of characters.
const MATCHING_MAY_USE: &[&str] = &["crate", "self", "super", "std", "core", "vocabulary", "thiserror", "pinyin"];

/// True for the sources this rule reads.
pub fn applies_to(path: &str) -> bool {
    path.ends_with(".rs") && PURE.iter().any(|source| path.starts_with(source))
}

/// Findings in one source file of a pure crate.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let code = rust_text::without_tests(&rust_text::read(text).code);
    // A module of this file may be named without `self::`.
    let modules: Vec<&str> = rust_text::declared(&code).into_iter().filter(|item| item.1 == "mod").map(|item| item.2).collect();
    let mut findings = Vec::new();
    for (number, line) in rust_text::lines(&code) {
        if rust_text::words(line).iter().any(|word| ["async", "await"].contains(word)) {
            findings.push(Finding::on_line(
                path,
                number,
                "a pure crate does not wait: take the value as an argument, let operations fetch it",
            ));
        }
        if path.starts_with(MATCHING) && !rust_text::is_test_file(path) {
            for outside in used(line).filter(|first| !MATCHING_MAY_USE.contains(first) && !modules.contains(first)) {
                findings.push(Finding::on_line(
                    path,
                    number,
                    format!("registry::matching uses `{outside}`; it joins rows to persons by vocabulary alone, so take what it needs as an argument"),
                ));
            }
        }
    }
    findings
}

/// The first part of the path a `use` line names; nothing for other lines.
fn used(line: &str) -> impl Iterator<Item = &str> {
    let declaration = line.trim_start();
    let declaration = declaration.strip_prefix("pub ").unwrap_or(declaration);
    let path = declaration.strip_prefix("use ").map(|path| path.trim_start_matches("::"));
    path.and_then(|path| rust_text::words(path).first().copied()).into_iter()
}
