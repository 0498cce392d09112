//! Checking a report: upload or paste, the text with each figure marked, the relations with their verdicts.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::response::Html;
use operations::checking::{CheckedReport, check_file};
use reports::Verdict;

use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Frame, Reader, Section};
use crate::pages::words::filters;

/// A piece of the checked text.
enum Piece {
    Text(String),
    Figure(MarkedFigure),
}

/// A figure as it stands in the text.
struct MarkedFigure {
    id: usize,
    text: String,
    class: &'static str,
    title: String,
    repaired: Option<String>,
    relations: Vec<usize>,
}

/// A relation as a row.
struct RelationRow {
    id: usize,
    statement: String,
    figures: Vec<(usize, String)>,
    expression: String,
    computed: String,
    stated: String,
    verdict: &'static str,
    mark: &'static str,
    fails: bool,
}

/// What is shown of a checked report.
struct Shown {
    notes: Vec<String>,
    failing: usize,
    relations: Vec<RelationRow>,
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "check_report.html")]
struct CheckReportTemplate {
    frame: Frame,
    shown: Option<Shown>,
}

/// `/check-report`, empty.
pub async fn page(State(desk): State<Desk>) -> Answer {
    Ok(render(desk.reader(), None))
}

/// `/check-report` with a file or a text.
pub async fn sent(State(desk): State<Desk>, form: Result<Multipart, MultipartRejection>) -> Answer {
    let mut form = form.map_err(|_| ErrorPage::unreadable_form())?;
    let (mut file, mut text) = (Vec::new(), Vec::new());
    while let Some(field) = form.next_field().await.map_err(|_| ErrorPage::unreadable_form())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| ErrorPage::unreadable_form())?;
        match name.as_str() {
            "file" => file = bytes.to_vec(),
            "text" => text = bytes.to_vec(),
            _ => {}
        }
    }
    let bytes = if file.is_empty() { text } else { file };
    // Reading a large file takes long enough to hold up other pages.
    let report = tokio::task::spawn_blocking(move || check_file(&bytes)).await.map_err(|_| ErrorPage::unreadable_form())?;
    let report = report.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render(desk.reader(), Some(shown(&report))))
}

fn render(reader: Reader, shown: Option<Shown>) -> Html<String> {
    let frame = Frame::new("核对报告", Section::CheckReport, None, Some(reader)).below(Vec::new());
    rendered(&CheckReportTemplate { frame, shown })
}

fn shown(report: &CheckedReport) -> Shown {
    let checked = &report.checked;
    let order = |verdict| match verdict {
        Verdict::Fails => 0,
        Verdict::Plausible => 1,
        Verdict::Unknown => 2,
        Verdict::Holds => 3,
    };
    let mut relations: Vec<_> = checked.relations.iter().collect();
    relations.sort_by_key(|relation| (order(relation.verdict), relation.id));
    let rows = relations.into_iter().map(|relation| RelationRow {
        id: relation.id,
        statement: relation.statement.clone(),
        figures: relation
            .figures
            .iter()
            .filter_map(|id| checked.figures.get(*id))
            .map(|figure| (figure.id, figure.text.clone()))
            .collect(),
        expression: relation.expression.clone(),
        computed: relation.computed.clone(),
        stated: relation.stated.clone(),
        verdict: relation.verdict.label(),
        mark: match relation.verdict {
            Verdict::Holds => "mark-good",
            Verdict::Fails => "mark-late",
            Verdict::Plausible => "mark-warn",
            Verdict::Unknown => "",
        },
        fails: relation.verdict == Verdict::Fails,
    });
    Shown { notes: report.notes.clone(), failing: checked.failing().count(), relations: rows.collect(), pieces: pieces(report) }
}

fn pieces(report: &CheckedReport) -> Vec<Piece> {
    let checked = &report.checked;
    let signs: Vec<char> = checked.text.chars().collect();
    let text = |start: usize, end: usize| signs.get(start..end).map(|signs| signs.iter().collect::<String>()).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut at = 0;
    for figure in &checked.figures {
        pieces.push(Piece::Text(text(at, figure.start)));
        let of = |verdict| {
            checked.relations.iter().any(|relation| relation.verdict == verdict && relation.figures.contains(&figure.id))
        };
        let class = if of(Verdict::Fails) {
            "mark-late"
        } else if of(Verdict::Plausible) {
            "mark-warn"
        } else if of(Verdict::Holds) {
            "mark-good"
        } else {
            "mark-plain"
        };
        pieces.push(Piece::Figure(MarkedFigure {
            id: figure.id,
            text: figure.text.clone(),
            class,
            title: format!("{}：{}；{}", figure.meaning, figure.value_text(), figure.why),
            repaired: figure.repaired.clone(),
            relations: checked
                .failing()
                .filter(|relation| relation.figures.contains(&figure.id))
                .map(|relation| relation.id)
                .collect(),
        }));
        at = figure.end;
    }
    pieces.push(Piece::Text(text(at, signs.len())));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    fn checked(text: &str) -> String {
        let report = check_file(text.as_bytes()).expect("a text");
        render(samples::reader(), Some(shown(&report))).0
    }

    #[test]
    fn a_figure_that_fails_is_marked_where_it_stands_and_leads_to_its_relation() {
        let page = checked("全县特困人员960人，其中集中供养41人、分散供养927人。<b>");
        for part in ["项不符", "id=\"figure-0\" class=\"mark-late\"", "href=\"#relation-0\"", "968人", "&#60;b&#62;"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    #[test]
    fn the_empty_page_has_a_form_and_no_results() {
        let page = render(samples::reader(), None).0;
        assert!(page.contains("multipart/form-data") && !page.contains("text-checked"));
    }
}
