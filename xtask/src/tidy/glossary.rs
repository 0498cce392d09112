//! A new noun enters the glossary in the same change as the code.

use super::{Finding, Tree, rust_text};

/// The only source of terms.
pub const GLOSSARY: &str = "docs/glossary.md";

/// Names SeaORM asks for in every entity and migration; they are its nouns, not ours.
const OF_SEA_ORM: &[&str] = &["Model", "Entity", "Relation", "Column", "PrimaryKey", "ActiveModel", "Migration", "Migrator"];

/// Every public type of the crates that the glossary does not name.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    let glossary = tree.text(GLOSSARY).unwrap_or("");
    let sources = tree.files.iter().filter(|file| !file.is_test && applies_to(&file.path));
    sources.flat_map(|file| check(&file.path, &file.text, glossary)).collect()
}

/// True for the sources of the crates.
pub fn applies_to(path: &str) -> bool {
    path.starts_with("crates/") && path.contains("/src/") && path.ends_with(".rs")
}

/// Findings in one source file.
pub fn check(path: &str, text: &str, glossary: &str) -> Vec<Finding> {
    let code = rust_text::without_tests(&rust_text::read(text).code);
    let mut findings = Vec::new();
    for (number, keyword, name, public) in rust_text::declared(&code) {
        let noun = public && ["struct", "enum", "trait", "type"].contains(&keyword);
        let of_sea_orm = path.starts_with("crates/store/") && OF_SEA_ORM.contains(&name);
        if noun && !of_sea_orm && !glossary.contains(&format!("`{name}`")) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{name}` is not in {GLOSSARY}; add its line there: legal term, name, meaning, clause"),
            ));
        }
    }
    findings
}
