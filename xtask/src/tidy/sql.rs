//! SQL is written in `store` and nowhere else.

use super::{Finding, rust_text};

/// Beginnings of a statement, and what has to follow somewhere in the same text for it to be one.
const STATEMENTS: &[(&str, &str)] = &[
    ("select ", " from "),
    ("insert into ", ""),
    ("update ", " set "),
    ("delete from ", ""),
    ("create table ", ""),
    ("create index ", ""),
    ("create unique index ", ""),
    ("create trigger ", ""),
    ("alter table ", ""),
    ("drop table ", ""),
    ("pragma ", ""),
];

/// True for Rust and SQL outside `store`; this rule's own examples are not statements.
pub fn applies_to(path: &str) -> bool {
    (path.ends_with(".rs") || path.ends_with(".sql")) && !path.starts_with("crates/store/") && !path.starts_with("xtask/")
}

/// Findings in one file.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let instead = "ask store by a function named after the question, and keep the statement there";
    if path.ends_with(".sql") {
        return vec![Finding::in_file(path, format!("is SQL outside crates/store; {instead}"))];
    }
    let strings = rust_text::read(text).strings;
    strings
        .iter()
        .filter(|(_, string)| is_statement(string))
        .map(|(line, _)| Finding::on_line(path, *line, format!("SQL outside crates/store; {instead}")))
        .collect()
}

/// A statement is written in capitals or in small letters; `Select a file from the list` is a sentence.
fn is_statement(string: &str) -> bool {
    let words = string.split_whitespace().collect::<Vec<_>>().join(" ") + " ";
    STATEMENTS.iter().any(|(beginning, inside)| {
        let written = |beginning: &str, inside: &str| words.starts_with(beginning) && words.contains(inside);
        written(beginning, inside) || written(&beginning.to_uppercase(), &inside.to_uppercase())
    })
}
