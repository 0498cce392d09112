//! No amount, ratio, age or deadline of law stands in Rust: such a value has a date, a place and a source, in `policy/`.

use super::{Finding, Tree, rust_text};

/// Calls that make a value of law from a number, and the largest number that is only arithmetic.
const CALLS: &[(&str, i64)] = &[
    ("Fen::yuan(", 0),
    ("Fen::new(", 0),
    ("Ratio::ten_thousandths(", 0),
    (".plus_months(", 0),
    // The day before and the day after are arithmetic of ranges.
    (".plus_days(", 1),
];

/// Ten thousand ten-thousandths are the whole, whatever a law says.
const WHOLE: i64 = 10_000;

/// Last words of a constant's name that say it is a limit of law when its value is a number.
const LIMIT_WORDS: &[&str] = &["AGE", "AGES", "DAYS", "MONTHS", "YEARS", "STANDARD", "RATE", "DEADLINE"];

/// Sources that may hold such numbers, with the reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("crates/vocabulary/", "it makes the values and knows the calendar, not the law"),
    ("crates/model_county/", "its numbers are assumptions about people who do not exist, not law"),
    ("crates/labelled_lists/", "its numbers are errors in lists of people who do not exist, not law"),
];

/// Findings in the tree, outside its tests.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    let sources = tree.files.iter().filter(|file| !file.is_test && applies_to(&file.path));
    sources.flat_map(|file| check(&file.path, &file.text)).collect()
}

/// True for the sources of the crates, but for exceptions.
pub fn applies_to(path: &str) -> bool {
    path.starts_with("crates/")
        && path.contains("/src/")
        && path.ends_with(".rs")
        && !EXCEPTIONS.iter().any(|(exception, _)| path.starts_with(exception))
}

/// Findings in one source file, outside its tests.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let code = rust_text::without_tests(&rust_text::read(text).code);
    let mut findings = Vec::new();
    for (number, line) in rust_text::lines(&code) {
        for found in calls(line).into_iter().chain(limit_constant(line)).chain(age_compared(line)) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{found}` is a value of law in code; give it a line with place, first day and source in policy/ and read it from there"),
            ));
        }
    }
    findings
}

/// Calls of [`CALLS`] whose only argument is a number that is more than arithmetic.
fn calls(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (call, harmless_max) in CALLS {
        for (at, _) in line.match_indices(call) {
            let Some((argument, _)) = line[at + call.len()..].split_once(')') else { continue };
            let whole = *call == "Ratio::ten_thousandths(" && number(argument) == Some(WHOLE);
            if number(argument).is_some_and(|number| number.abs() > *harmless_max) && !whole {
                found.push(format!("{}{argument})", call.trim_start_matches('.')));
            }
        }
    }
    found
}

/// `const HEARING_DAYS: i32 = 5;`. Units of the calendar (`DAYS_IN_WEEK`) do not end in a word of limits.
fn limit_constant(line: &str) -> Option<String> {
    let (declared, value) = line.split_once('=')?;
    let words = rust_text::words(declared);
    let name = words.iter().skip_while(|word| **word != "const").nth(1)?;
    let limit = name.rsplit('_').next().is_some_and(|last| LIMIT_WORDS.contains(&last));
    let value = value.trim().trim_end_matches(';');
    (limit && number(value).is_some()).then(|| format!("{name} = {value}"))
}

/// `age >= 60`, `age_of_birth(birth) < 16`, `60 <= age`, `(60..80).contains(&age)`.
fn age_compared(line: &str) -> Option<String> {
    let pieces = line.split("&&").flat_map(|piece| piece.split("||"));
    for piece in pieces {
        let words = rust_text::words(piece);
        let of_age = words.iter().any(|word| word.split('_').any(|part| ["age", "ages", "aged"].contains(&part)));
        let compared = [">=", "<=", " < ", " > ", "..", " == "].iter().any(|sign| piece.contains(sign));
        let limit = words.iter().find(|word| number(word).is_some_and(|number| number > 1));
        if let (true, true, Some(limit)) = (of_age, compared, limit) {
            return Some(format!("an age compared with {limit}"));
        }
    }
    None
}

/// The number a text is, with or without sign, underscores and a type behind it.
fn number(text: &str) -> Option<i64> {
    let digits = text.trim().replace('_', "");
    let digits = ["i64", "i32", "u32", "i8", "u8", "usize"].iter().find_map(|kind| digits.strip_suffix(kind)).unwrap_or(&digits);
    digits.parse().ok()
}
