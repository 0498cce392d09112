//! The text with repaired separators, and likeliest corrections beside what is printed. Every change is marked where it
//! stands and listed at the end; nothing is changed silently.

use super::Checked;
use crate::Verdict;

/// The marked text.
pub(crate) fn marked(checked: &Checked) -> String {
    let mut text: Vec<char> = checked.text.chars().collect();
    let mut changes: Vec<String> = Vec::new();
    for figure in checked.figures.iter().rev() {
        let (note, line) = match (&figure.repaired, checked.corrected(figure.id)) {
            (Some(repaired), None) => {
                (format!("{repaired}【原文“{}”】", figure.text), format!("“{}”改为“{repaired}”：{}", figure.text, figure.why))
            }
            (repaired, Some(likeliest)) => {
                let shown = repaired.as_ref().unwrap_or(&figure.text);
                let original = repaired.as_ref().map(|_| format!("原文“{}”，", figure.text)).unwrap_or_default();
                (
                    format!("{shown}【{original}疑误，最可能应为{likeliest}】"),
                    format!("“{}”未改，最可能应为{likeliest}，请核实", figure.text),
                )
            }
            (None, None) => continue,
        };
        changes.push(line);
        if figure.start <= figure.end && figure.end <= text.len() {
            text.splice(figure.start..figure.end, note.chars());
        }
    }
    changes.reverse();
    changes.extend(
        checked
            .relations
            .iter()
            .filter(|relation| relation.verdict == Verdict::Fails)
            .map(|relation| format!("不符：{}。算得{}，原文{}", relation.statement, relation.computed, relation.stated)),
    );
    let mut out: String = text.into_iter().collect();
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str("\n—— 核对说明 ——\n");
    if changes.is_empty() {
        out.push_str("没有改动，也没有发现不符。\n");
    }
    for (at, change) in changes.iter().enumerate() {
        out.push_str(&format!("{}. {change}\n", at + 1));
    }
    out
}
