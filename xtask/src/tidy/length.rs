//! A file can be read in one sitting.

use super::Finding;

/// Lines a file may have.
pub const LINES_MAX: usize = 600;

/// Files that may be longer, with the reason. Empty, and meant to stay so.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// True for files people write: Rust, HTML, CSS, JavaScript.
pub fn applies_to(path: &str) -> bool {
    [".rs", ".html", ".css", ".js"].iter().any(|ending| path.ends_with(ending))
        && !EXCEPTIONS.iter().any(|(exception, _)| *exception == path)
}

/// A finding where the text is too long.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let lines = text.lines().count();
    if lines <= LINES_MAX {
        return Vec::new();
    }
    vec![Finding::in_file(path, format!("has {lines} lines, {LINES_MAX} are the most; split it by subject, not by size"))]
}
