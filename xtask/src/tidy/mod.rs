//! The style rules a machine can check, each in a module of its own that turns text into findings.
//!
//! A rule reads text only. It is right about the habits of this tree, not about all of Rust; where it is
//! wrong, the place goes into the rule's list of exceptions with the reason.

use std::fmt;

pub mod addresses;
pub mod directions;
pub mod glossary;
pub mod headers;
pub mod imports;
pub mod leftovers;
pub mod length;
pub mod literals;
pub mod markdown;
pub mod names;
pub mod readme;
pub mod rust_text;
pub mod sql;
mod tree;
pub mod walls;

pub use tree::{TextFile, Tree, TreeFault};

/// A place that breaks a rule, and what to do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the root of the repository.
    pub path: String,
    /// The line, from 1; `None` where the file as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl Finding {
    /// A finding about a file as a whole.
    pub fn in_file(path: &str, message: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line: None, message: message.into() }
    }

    /// A finding about one line. `line` counts from 1.
    pub fn on_line(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding { path: path.to_owned(), line: Some(line), message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// A rule as it is run over the tree.
pub struct Rule {
    /// Its name, the module's.
    pub name: &'static str,
    /// Every place in the tree that breaks it.
    pub findings: fn(&Tree) -> Vec<Finding>,
}

/// All rules, in the order they are printed.
pub const RULES: &[Rule] = &[
    Rule { name: "directions", findings: directions::in_tree },
    Rule { name: "imports", findings: |tree| each(tree, imports::applies_to, imports::check) },
    Rule { name: "walls", findings: walls::in_tree },
    Rule { name: "headers", findings: |tree| each(tree, headers::applies_to, headers::check) },
    Rule { name: "length", findings: |tree| each(tree, length::applies_to, length::check) },
    Rule { name: "literals", findings: literals::in_tree },
    Rule { name: "names", findings: |tree| each(tree, names::applies_to, names::check) },
    Rule { name: "leftovers", findings: |tree| each(tree, leftovers::applies_to, leftovers::check) },
    Rule { name: "sql", findings: |tree| each(tree, sql::applies_to, sql::check) },
    Rule { name: "addresses", findings: |tree| each(tree, addresses::applies_to, addresses::check) },
    Rule { name: "markdown", findings: markdown::in_tree },
    Rule { name: "readme", findings: readme::in_tree },
    Rule { name: "glossary", findings: glossary::in_tree },
];

fn each(tree: &Tree, applies_to: fn(&str) -> bool, check: fn(&str, &str) -> Vec<Finding>) -> Vec<Finding> {
    tree.files.iter().filter(|file| applies_to(&file.path)).flat_map(|file| check(&file.path, &file.text)).collect()
}
