//! Dependencies point one way, and what touches the outside has one room each: read from the manifests.

use std::collections::BTreeMap;

use toml::Table;

use super::{Finding, Tree};

/// A crate and the crates of the project it may use.
pub struct Room {
    /// The crate.
    pub name: &'static str,
    /// What it may depend on.
    pub may_use: &'static [&'static str],
    /// What its tests may use beside that.
    pub tests_may_use: &'static [&'static str],
}

const SIX: &[&str] = &["vocabulary", "policy", "registry", "ledger", "casework", "reports"];

/// The table of `docs/architecture.md`. A room uses only rooms above it, so that no circle can be written down.
pub const ROOMS: &[Room] = &[
    Room { name: "vocabulary", may_use: &[], tests_may_use: &[] },
    Room { name: "policy", may_use: &["vocabulary"], tests_may_use: &[] },
    Room { name: "labelled_lists", may_use: &["vocabulary"], tests_may_use: &[] },
    // Matching is measured on lists whose errors it does not know.
    Room { name: "registry", may_use: &["vocabulary"], tests_may_use: &["labelled_lists"] },
    Room { name: "ledger", may_use: &["vocabulary"], tests_may_use: &[] },
    Room { name: "casework", may_use: &["vocabulary", "policy", "registry", "ledger"], tests_may_use: &[] },
    Room { name: "reports", may_use: &["vocabulary", "policy", "registry", "ledger", "casework"], tests_may_use: &[] },
    Room { name: "model_county", may_use: &["vocabulary"], tests_may_use: &[] },
    // What is found in it is tested on the model county's files.
    Room { name: "check_up", may_use: &["vocabulary", "policy", "registry"], tests_may_use: &["model_county"] },
    Room { name: "documents", may_use: &["vocabulary", "registry", "reports", "check_up"], tests_may_use: &[] },
    Room { name: "store", may_use: SIX, tests_may_use: &[] },
    Room {
        name: "operations",
        may_use: &["vocabulary", "policy", "registry", "ledger", "casework", "reports", "check_up", "documents", "store"],
        // The walk of a whole month is tested on the model county's files.
        tests_may_use: &["model_county"],
    },
    Room {
        name: "server",
        may_use: &[
            "vocabulary",
            "policy",
            "registry",
            "ledger",
            "casework",
            "reports",
            "check_up",
            "documents",
            "operations",
            "model_county",
            "labelled_lists",
        ],
        tests_may_use: &[],
    },
    Room { name: "xtask", may_use: &[], tests_may_use: &[] },
];

/// Outside crates that only one room may use, and why.
const ONLY_IN: &[(&str, &str, &str)] = &[
    ("sea-orm", "store", "the database lives in store"),
    ("sea-orm-migration", "store", "the database lives in store"),
    ("sqlx", "store", "the database lives in store"),
    ("axum", "server", "HTTP lives in server"),
    ("askama", "server", "HTML lives in server"),
    ("clap", "server", "the command line lives in server"),
];

/// Outside crates no pure crate may use, and what it does in their place.
const NOT_IN_PURE: &[(&str, &str)] = &[
    ("tokio", "it is not async"),
    ("futures", "it is not async"),
    ("async-trait", "it is not async"),
    ("tracing", "it returns what is worth logging"),
    ("tracing-subscriber", "it returns what is worth logging"),
    ("log", "it returns what is worth logging"),
    ("serde_json", "JSON is a format of the shell"),
    ("getrandom", "ids and nonces are arguments"),
    ("rand", "ids and nonces are arguments"),
    ("tempfile", "it knows no files; give its tests text"),
    ("anyhow", "its errors are its own enums"),
];

/// Findings in the manifests of the tree.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| {
            file.path == "xtask/Cargo.toml" || (file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml"))
        })
        .flat_map(|file| check(&file.path, &file.text))
        .collect()
}

/// Findings in one crate's manifest.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let manifest = match text.parse::<Table>() {
        Ok(manifest) => manifest,
        Err(fault) => return vec![Finding::in_file(path, format!("is not TOML: {fault}"))],
    };
    let name = manifest.get("package").and_then(|package| package.get("name")).and_then(|name| name.as_str()).unwrap_or("");
    let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
        return vec![Finding::in_file(
            path,
            format!(
                "crate `{name}` has no line in the table; add it to ROOMS in xtask/src/tidy/directions.rs and to docs/architecture.md"
            ),
        )];
    };
    let mut findings = Vec::new();
    for (dependency, (for_tests, from_workspace)) in dependencies(&manifest) {
        // A crate's tests may name the crate itself, to switch on a feature that only they use.
        if for_tests && dependency == name {
            continue;
        }
        if !from_workspace {
            findings.push(Finding::in_file(
                path,
                format!("`{dependency}` has a version of its own; put it into [workspace.dependencies] and write `{dependency}.workspace = true`"),
            ));
        }
        if let Some(message) = forbidden(room, &dependency, for_tests) {
            findings.push(Finding::in_file(path, message));
        }
    }
    findings
}

/// Every dependency: whether only tests use it, and whether it comes from the workspace's list.
fn dependencies(manifest: &Table) -> BTreeMap<String, (bool, bool)> {
    let mut found = BTreeMap::new();
    let targets = manifest.get("target").and_then(|targets| targets.as_table());
    let places = std::iter::once(manifest).chain(targets.into_iter().flat_map(|t| t.values()).filter_map(|t| t.as_table()));
    for place in places {
        for (section, for_tests) in [("dev-dependencies", true), ("build-dependencies", false), ("dependencies", false)] {
            for (dependency, how) in place.get(section).and_then(|section| section.as_table()).into_iter().flatten() {
                let from_workspace = how.get("workspace").and_then(|flag| flag.as_bool()) == Some(true);
                found.insert(dependency.clone(), (for_tests, from_workspace));
            }
        }
    }
    found
}

fn forbidden(room: &Room, dependency: &str, for_tests: bool) -> Option<String> {
    let of_the_project = ROOMS.iter().any(|other| other.name == dependency);
    let allowed = room.may_use.contains(&dependency) || (for_tests && room.tests_may_use.contains(&dependency));
    if of_the_project && !allowed {
        return Some(format!(
            "`{}` may not use `{dependency}`; move the code to the room it belongs to, or make the new arrow a change of its own \
             (docs/architecture.md and ROOMS in xtask/src/tidy/directions.rs)",
            room.name
        ));
    }
    if let Some((_, home, why)) = ONLY_IN.iter().find(|(outside, home, _)| *outside == dependency && *home != room.name) {
        return Some(format!("`{dependency}` is only for `{home}` ({why}); call {home} or move the code there"));
    }
    let (_, instead) = NOT_IN_PURE.iter().find(|(outside, _)| *outside == dependency)?;
    SIX.contains(&room.name).then(|| format!("`{}` is a pure crate and may not use `{dependency}`: {instead}", room.name))
}
