//! The wall around the pure crates is a `clippy.toml` in each: it has to be there, and the same in all six.

use super::{Finding, Tree};

const WALLS: &[&str] = &[
    "crates/vocabulary/clippy.toml",
    "crates/policy/clippy.toml",
    "crates/registry/clippy.toml",
    "crates/ledger/clippy.toml",
    "crates/casework/clippy.toml",
    "crates/reports/clippy.toml",
];

/// What a wall forbids at least.
const FORBIDDEN: &[&str] = &[
    "std::time::SystemTime::now",
    "std::time::Instant::now",
    "std::thread::sleep",
    "std::fs::read_to_string",
    "std::env::var",
    "std::net::TcpStream",
    "std::process::Command",
];

/// Findings in the walls of the tree.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    let first = WALLS.first().and_then(|path| tree.text(path)).unwrap_or("");
    WALLS.iter().flat_map(|path| check(path, tree.text(path).unwrap_or(""), first)).collect()
}

/// Findings in one wall. `first` is the wall the others are copies of.
pub fn check(path: &str, text: &str, first: &str) -> Vec<Finding> {
    let open = FORBIDDEN.iter().filter(|path| !text.contains(&format!("\"{path}\"")));
    let mut findings: Vec<Finding> = open
        .map(|open| Finding::in_file(path, format!("does not forbid `{open}`; add it, with what to do in its place")))
        .collect();
    if text != first {
        findings.push(Finding::in_file(path, "differs from crates/vocabulary/clippy.toml; change all six together"));
    }
    findings
}
