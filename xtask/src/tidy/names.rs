//! Names come from the field: words that fit anything are not names.

use super::{Finding, rust_text};

const BANNED: &[&str] = &["data", "info", "manager", "helper", "helpers", "util", "utils", "common", "process", "handle"];

/// True for Rust.
pub fn applies_to(path: &str) -> bool {
    path.ends_with(".rs")
}

/// Findings in one Rust file.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let code = rust_text::read(text).code;
    let mut findings = Vec::new();
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
    if BANNED.contains(&stem) {
        findings.push(Finding::in_file(path, format!("`{stem}` says nothing; name the file after its subject in the field")));
    }
    for (number, keyword, name, _) in rust_text::declared(&code) {
        if let Some(word) = banned_word(keyword, name) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{keyword} {name}`: `{word}` fits anything; say with a word of docs/glossary.md what it is or does"),
            ));
        }
    }
    findings
}

/// The banned word in a name. A function may not begin with one (`handle_request`), a type may not end with one
/// (`CaseManager`), a module may do neither; a name that is only such a word is banned everywhere.
fn banned_word(keyword: &str, name: &str) -> Option<String> {
    let parts = parts(name);
    let (first, last) = (parts.first()?, parts.last()?);
    let candidates = match keyword {
        "fn" => vec![first],
        "mod" => vec![first, last],
        _ => vec![last],
    };
    candidates.into_iter().find(|part| BANNED.contains(&part.as_str())).cloned()
}

/// The words of `snake_case` and `CamelCase`, in small letters.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    for character in name.chars() {
        let begins = character == '_' || character.is_uppercase();
        if begins && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.extend(character.to_lowercase().filter(|c| *c != '_'));
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
