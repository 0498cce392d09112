//! Whom rows without a right number may be about: both sides beside each other, and the weight of each field as a waterfall.
//! What is settled is typed at the command line, as every act.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use operations::views::{LinkCandidateView, LinkQuestionView, LinkSideView};
use serde::Deserialize;

use crate::pages::address;
use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Frame, Reader, Section};
use crate::pages::paging::{PageLinks, Paging};
use crate::pages::words::filters;

/// The address as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    all: Option<String>,
    page: Option<String>,
}

/// A bar of a waterfall, in hundredths of its width.
#[derive(Clone, Debug, PartialEq)]
struct Bar {
    field: String,
    finding: String,
    bits: String,
    from: f64,
    width: f64,
    top: usize,
    class: &'static str,
}

/// A candidate with its waterfall.
struct Shown<'a> {
    candidate: &'a LinkCandidateView,
    /// The row, and the person beside it.
    sides: [&'a LinkSideView; 2],
    probability: String,
    bars: Vec<Bar>,
    height: usize,
}

/// A question with its candidates.
struct Asked<'a> {
    question: &'a LinkQuestionView,
    candidates: Vec<Shown<'a>>,
}

#[derive(Template)]
#[template(path = "links.html")]
struct LinksTemplate<'a> {
    frame: Frame,
    asked: Vec<Asked<'a>>,
    open: usize,
    all: bool,
    links: PageLinks,
}

/// `/links`: the questions that are open, with `all=1` those that are settled as well.
pub async fn page(State(desk): State<Desk>, typed: Result<Query<Typed>, QueryRejection>) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let all = address::given(typed.all.as_deref()).is_some();
    let page = address::page(typed.page.as_deref())?;
    let questions = operations::links::list(&desk.office, &desk.context).await.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render(desk.reader(), &questions, all, page))
}

fn render(reader: Reader, questions: &[LinkQuestionView], all: bool, page: usize) -> axum::response::Html<String> {
    let open = questions.iter().filter(|question| question.is_open).count();
    let wanted: Vec<&LinkQuestionView> = questions.iter().filter(|question| all || question.is_open).collect();
    let paging = Paging::new(wanted.len(), page);
    let address = |page: usize| format!("/links?{}page={page}", if all { "all=1&" } else { "" });
    rendered(&LinksTemplate {
        frame: Frame::new("待认定的比对", Section::Links, None, Some(reader)).below(Vec::new()),
        asked: paging.of(&wanted).iter().map(|question| asked(question)).collect(),
        open,
        all,
        links: PageLinks::new(paging, address),
    })
}

fn asked(question: &LinkQuestionView) -> Asked<'_> {
    let candidates = question.candidates.iter().map(|candidate| {
        let bars = waterfall(candidate);
        let probability = format!("{:.1}%", candidate.probability_millionths as f64 / 10_000.0);
        let sides = [&question.subject, &candidate.side];
        Shown { candidate, sides, probability, height: bars.len() * BAR_HEIGHT, bars }
    });
    Asked { question, candidates: candidates.collect() }
}

/// Height of a bar with the room around it.
const BAR_HEIGHT: usize = 22;

/// From the odds before anything is compared, field by field, to those after all: each bar begins where the last one ended.
fn waterfall(candidate: &LinkCandidateView) -> Vec<Bar> {
    if candidate.fields.is_empty() {
        return Vec::new();
    }
    let prior = ("比对之前".to_owned(), String::new(), candidate.prior_millibits);
    let fields = candidate.fields.iter().map(|field| (field.field.clone(), field.finding.clone(), field.millibits));
    let steps: Vec<(String, String, i64)> = std::iter::once(prior).chain(fields).collect();
    let mut ends = vec![0i64];
    for (.., millibits) in &steps {
        ends.push(ends.last().copied().unwrap_or_default() + millibits);
    }
    let (least, most) = (ends.iter().min().copied().unwrap_or_default(), ends.iter().max().copied().unwrap_or_default());
    let scale = 100.0 / ((most - least).max(1)) as f64;
    let bar = |at: usize, (field, finding, millibits): (String, String, i64)| {
        let (from, to) = (ends[at].min(ends[at + 1]), ends[at].max(ends[at + 1]));
        Bar {
            field,
            finding,
            bits: format!("{:+.1}", millibits as f64 / 1_000.0),
            from: (from - least) as f64 * scale,
            width: ((to - from) as f64 * scale).max(0.5),
            top: at * BAR_HEIGHT,
            class: if millibits < 0 { "bar-against" } else { "bar-for" },
        }
    };
    steps.into_iter().enumerate().map(|(at, step)| bar(at, step)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    fn shown(questions: &[LinkQuestionView], all: bool) -> String {
        render(samples::reader(), questions, all, 1).0
    }

    #[test]
    fn a_question_shows_both_sides_the_weight_of_each_field_and_how_to_settle_it() {
        let page = shown(&[samples::link_question(true)], false);
        for part in
            ["王桂蓝", "王桂兰", "音同", "+9.8", "97.0%", "doudi links settle 31", "--person 7", "<svg", "申报.csv 第1表第2行"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        samples::assert_no_full_number(&page);
        assert!(!page.contains("style="), "the content policy forbids inline styles");
    }

    #[test]
    fn a_settled_question_is_shown_on_request_with_who_when_and_why() {
        let questions = [samples::link_question(false)];
        let open = shown(&questions, false);
        assert!(open.contains("没有待认定的比对问题") && !open.contains("王桂蓝"));
        let all = shown(&questions, true);
        for part in ["同一人", "刘玉梅", "2022-01-20", "入户核实", "doudi links undo 31"] {
            assert!(all.contains(part), "{part}");
        }
    }

    #[test]
    fn a_name_never_becomes_markup() {
        let mut question = samples::link_question(true);
        question.subject.name = "<script>alert(1)</script>".into();
        assert!(!shown(&[question], false).contains("<script"));
    }

    #[test]
    fn bars_follow_one_another_and_stay_inside() {
        let bars = waterfall(&samples::link_question(true).candidates[0]);
        assert_eq!(bars.len(), 3);
        assert!(bars.iter().all(|bar| bar.from >= 0.0 && bar.from + bar.width <= 100.6), "{bars:?}");
        assert_eq!((bars[0].class, bars[1].class), ("bar-against", "bar-for"));
    }
}
