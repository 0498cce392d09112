//! The tree is the same on every machine and behind every mirror: no path of one machine, no registry's host name.

use super::{Finding, rust_text};

/// Directories that are somebody's, on the machine the text was written on.
const MACHINE_ROOTS: &[&str] = &["/work/", "/root/", "/home/", "/Users/"];

/// Registries and mirrors. Which one is used is the machine's setting, not ours.
const HOSTS: &[&str] = &[
    "crates.io",
    "static.rust-lang.org",
    "rustup.rs",
    "rsproxy",
    "npmjs.",
    "npmmirror",
    "debian.org",
    "pypi.org",
    "docker.io",
    "ghcr.io",
    "//mirrors.",
];

/// Cargo writes the address of its registry as the name of the source; it is not an address that is used as such.
const CARGO_SOURCE: &str = "source = \"registry+";

/// True for every text but this rule and its examples, which spell the names.
pub fn applies_to(path: &str) -> bool {
    path != "xtask/src/tidy/addresses.rs" && path != "xtask/tests/tidy.rs"
}

/// Findings in one text.
pub fn check(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in rust_text::lines(text) {
        for root in MACHINE_ROOTS.iter().filter(|root| begins_a_path(line, root)) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{root}…` is a place on one machine; write it from the root of the repository"),
            ));
        }
        if path.rsplit('/').next() == Some("Cargo.lock") && line.starts_with(CARGO_SOURCE) {
            continue;
        }
        for host in HOSTS.iter().filter(|host| line.contains(**host)) {
            findings.push(Finding::on_line(
                path,
                number,
                format!("`{host}` is a registry's host; leave it to the machine's own settings"),
            ));
        }
        if path.ends_with("package-lock.json") && line.contains("\"resolved\"") {
            let message =
                "names a registry; npm leaves it out where web/.npmrc says so: remove the line, run npm install in web/ again";
            findings.push(Finding::on_line(path, number, message));
        }
    }
    findings
}

/// True where `root` begins a path: `/home/a`, not `web/home/a`, `$machine/root/` or the bare directory.
fn begins_a_path(line: &str, root: &str) -> bool {
    line.match_indices(root).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + root.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || "_-.}~*".contains(c))
            && after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
    })
}
