//! Checking a report anybody wrote: its text, its figures, the relations between them. Needs no county, no account and no
//! database, and keeps nothing: what is checked is the sender's own text.

use reports::checking::{self, Checked};

use crate::refusal::Refusal;

/// A report that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedReport {
    /// Text, figures, relations, corrections.
    pub checked: Checked,
    /// What a reader should know about the file, in Chinese.
    pub notes: Vec<String>,
}

/// Checks a file: txt, docx, html, xlsx, or a PDF with a text layer.
pub fn check_file(bytes: &[u8]) -> Result<CheckedReport, Refusal> {
    let read = checking::read(bytes)?;
    Ok(CheckedReport { checked: checking::check(&read.text), notes: read.notes })
}

/// The answer for programs: figures and relations, offsets in Unicode scalar values of the text.
pub fn json(report: &CheckedReport) -> serde_json::Value {
    let checked = &report.checked;
    serde_json::json!({
        "figures": checked.figures.iter().map(figure_json).collect::<Vec<_>>(),
        "relations": checked.relations.iter().map(relation_json).collect::<Vec<_>>(),
        "corrections": checked.corrections.iter().map(|one| correction_json(one, checked)).collect::<Vec<_>>(),
        "notes": report.notes,
    })
}

fn figure_json(figure: &checking::StatedFigure) -> serde_json::Value {
    let mut json = serde_json::json!({
        "id": figure.id, "text": figure.text, "start": figure.start, "end": figure.end, "meaning": figure.meaning,
        "unit": if figure.unit.label().contains('/') || figure.unit_printed.is_empty() { figure.unit.label() } else { &figure.unit_printed },
        "why": figure.why,
    });
    match figure.value {
        checking::StatedValue::Both { households, persons } => {
            json["households"] = number(&households.text());
            json["persons"] = number(&persons.text());
        }
        checking::StatedValue::One(amount) => json["value"] = number(&amount.text()),
        checking::StatedValue::Unreadable => {}
    }
    if let Some(repaired) = &figure.repaired {
        json["repaired"] = serde_json::json!(repaired);
    }
    json
}

fn relation_json(relation: &checking::StatedRelation) -> serde_json::Value {
    serde_json::json!({
        "id": relation.id, "kind": relation.kind.code(), "statement": relation.statement, "figures": relation.figures,
        "expression": relation.expression, "computed": relation.computed, "stated": relation.stated,
        "verdict": relation.verdict.code(),
    })
}

fn correction_json(correction: &checking::Correction, checked: &Checked) -> serde_json::Value {
    let text = |amount| checked.figures.get(correction.figure).map(|figure| figure.number_text(correction.coordinate, amount));
    serde_json::json!({
        "figure": correction.figure, "stated": text(correction.stated), "likeliest": text(correction.likeliest),
        "settles": correction.settles,
    })
}

/// A printed number as a JSON number; all of them are digits with at most one point.
fn number(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or(serde_json::Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_holds_what_was_repaired_and_what_fails() {
        let text = "全县农村低保对象550512331人，其中一类12622088人，二类424310243人，三类0人。特困人员20人，其中集中供养5人、分散供养14人。";
        let report = check_file(text.as_bytes()).expect("a text");
        let json = json(&report);
        assert_eq!(json["figures"][0]["households"], 5505);
        assert_eq!(json["figures"][0]["persons"], 12331);
        let fails: Vec<_> =
            json["relations"].as_array().expect("a list").iter().filter(|one| one["verdict"] == "fails").collect();
        assert_eq!(fails.len(), 1, "{fails:?}");
        assert_eq!(fails[0]["computed"], "19人");
    }

    fn names(json: &serde_json::Value) -> Vec<&str> {
        json.as_object().expect("an object").keys().map(String::as_str).collect()
    }

    #[test]
    fn the_answer_has_exactly_the_fields_that_are_documented() {
        let text = "低保550512331人。特困20人，其中集中供养5人、分散供养14人。";
        let json = json(&check_file(text.as_bytes()).expect("a text"));
        assert_eq!(names(&json), ["corrections", "figures", "notes", "relations"]);
        let of_both = ["end", "households", "id", "meaning", "persons", "repaired", "start", "text", "unit", "why"];
        assert_eq!(names(&json["figures"][0]), of_both);
        assert_eq!(names(&json["figures"][1]), ["end", "id", "meaning", "start", "text", "unit", "value", "why"]);
        let of_relation = ["computed", "expression", "figures", "id", "kind", "stated", "statement", "verdict"];
        assert_eq!(names(&json["relations"][0]), of_relation);
        // Places count signs of the text, not bytes.
        let first = &json["figures"][0];
        assert_eq!((first["start"].as_u64(), first["end"].as_u64()), (Some(2), Some(12)));
        assert_eq!(first["text"], "550512331人");
        assert_eq!((&first["households"], &first["persons"]), (&5505.into(), &12331.into()));
        let relation = &json["relations"][0];
        assert_eq!((&relation["kind"], &relation["verdict"]), (&"sum".into(), &"fails".into()));
        assert_eq!((&relation["computed"], &relation["stated"]), (&"19人".into(), &"20人".into()));
    }

    #[test]
    fn what_gives_no_text_ends_with_one_exit_code_and_says_what_to_do() {
        let check = |bytes: &[u8], code: &str| {
            let refusal = check_file(bytes).expect_err("no text");
            let message = refusal.message(crate::refusal::Language::Chinese);
            assert_eq!((message.code.as_str(), refusal.exit_code()), (code, 8));
            assert!(refusal.to_string().contains('请'), "{refusal}");
        };
        check(b"", "RP-301");
        check(&vec![b'1'; 50 << 20], "RP-302");
        check(b"%PDF-1.4 broken", "RP-307");
        check(b"\x89PNG\r\n\x1a\n", "RP-306");
        check(b"PK\x03\x04broken", "RP-307");
        check(b"\xd0\xcf\x11\xe0 of before 2007", "RP-306");
    }

    #[test]
    fn an_empty_file_is_refused_with_what_to_do() {
        let refusal = check_file(b" ").expect_err("nothing to check");
        let message = refusal.message(crate::refusal::Language::Chinese);
        assert_eq!((message.code.as_str(), refusal.exit_code()), ("RP-301", 8));
    }
}
