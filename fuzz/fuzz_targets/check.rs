//! Reports of others: files of every kind, and what the checker finds in their text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use reports::checking::{check, read};

/// Signs of a text that are checked: a longer one is only slower.
const SIGNS_CHECKED: usize = 4_000;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = read(bytes) {
        let text: String = read.text.chars().take(SIGNS_CHECKED).collect();
        let checked = check(&text);
        let signs = text.chars().count();
        assert!(checked.figures.iter().all(|figure| figure.start < figure.end && figure.end <= signs));
        assert!(checked.relations.iter().all(|relation| relation.figures.iter().all(|id| *id < checked.figures.len())));
        assert!(!checked.marked_text().is_empty());
    }
});
