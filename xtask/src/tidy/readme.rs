//! The first page of both languages names the two commands.

use super::{Finding, Tree};

/// The pages a reader meets first.
pub const PAGES: &[&str] = &["README.md", "README.zh-CN.md"];

/// Findings in the first pages of the tree; a page that is not there lacks both commands.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    PAGES.iter().flat_map(|page| check(page, tree.text(page).unwrap_or(""))).collect()
}

/// Findings in one first page.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let missing = ["./demo", "./test"].into_iter().filter(|command| !text.contains(command));
    missing
        .map(|command| Finding::in_file(path, format!("does not name `{command}`; say what it does and what it needs")))
        .collect()
}
