//! Every crate says at its top what it is for.

use super::Finding;

/// True for the root file of a crate.
pub fn applies_to(path: &str) -> bool {
    path.ends_with("src/lib.rs") || path.ends_with("src/main.rs")
}

/// Findings in the root file of a crate.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    if text.starts_with("//! ") {
        return Vec::new();
    }
    let message =
        "does not begin with `//!`; say in a header what the crate is for, what holds in it and what is deliberately absent";
    vec![Finding::in_file(path, message)]
}
