//! A page has one title, and its links lead somewhere.

use std::collections::BTreeSet;

use super::{Finding, Tree};

/// Findings in every page of the tree.
pub fn in_tree(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .filter(|file| file.path.ends_with(".md"))
        .flat_map(|file| check(&file.path, &file.text, &tree.paths))
        .collect()
}

/// Findings in one page. `paths` are the files there are.
pub fn check(path: &str, text: &str, paths: &BTreeSet<String>) -> Vec<Finding> {
    let lines = outside_fences(text);
    let titles: Vec<usize> = lines.iter().filter(|(_, line)| line.starts_with("# ")).map(|(number, _)| *number).collect();
    let mut findings = Vec::new();
    match titles.as_slice() {
        [_] => {}
        [] => findings.push(Finding::in_file(path, "has no title; begin it with one `# ` line")),
        [_, second, ..] => {
            findings.push(Finding::on_line(path, *second, "is a second title; make it `## `, or a page of its own"));
        }
    }
    for (number, line) in lines {
        for target in links(&line) {
            if !leads_somewhere(path, target, paths) {
                findings.push(Finding::on_line(
                    path,
                    number,
                    format!("link to `{target}`: there is no such file; correct the link or add the file"),
                ));
            }
        }
    }
    findings
}

/// The lines that are not in a fenced block, without their `code`.
fn outside_fences(text: &str) -> Vec<(usize, String)> {
    let mut fenced = false;
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let prose = line.split('`').enumerate().filter(|(part, _)| part % 2 == 0).map(|(_, prose)| prose);
            lines.push((index + 1, prose.collect::<Vec<_>>().join("``")));
        }
    }
    lines
}

/// The targets of `[text](target)` and `![picture](target)`.
fn links(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target.split_whitespace().next().unwrap_or("")).collect()
}

fn leads_somewhere(page: &str, target: &str, paths: &BTreeSet<String>) -> bool {
    if ["http://", "https://", "mailto:", "#"].iter().any(|outside| target.starts_with(outside)) {
        return true;
    }
    let target = target.split('#').next().unwrap_or("");
    let mut place: Vec<&str> = page.split('/').collect();
    place.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if place.pop().is_none() {
                    return false;
                }
            }
            name => place.push(name),
        }
    }
    let place = place.join("/");
    let inside = format!("{place}/");
    place.is_empty() || paths.contains(&place) || paths.iter().any(|path| path.starts_with(&inside))
}
