//! The front page of a month: how wide each gap is, what to do next, the figures.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use casework::GapKind;
use operations::Refusal;
use operations::views::{FiguresView, GapLists, GapState, GapView};
use serde::Deserialize;
use vocabulary::Month;

use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Frame, Reader, Section};
use crate::pages::gaps::{Choice, StateChoice};
use crate::pages::words::filters;
use crate::pages::{address, words};

/// Lines with the nearest deadlines shown.
const NEAREST_MAX: usize = 6;
/// Figures shown before the page of all of them.
const FIGURES_MAX: usize = 8;

/// The address as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    month: Option<String>,
}

/// One of the gap lists as a tile.
struct Tile {
    kind: GapKind,
    meaning: &'static str,
    open: usize,
    all: usize,
    overdue: usize,
    address: String,
}

impl Tile {
    fn closed(&self) -> usize {
        self.all - self.open
    }
}

/// Something to do, who does it, and the command for it.
struct NextStep {
    what: String,
    who: &'static str,
    command: String,
    address: Option<String>,
}

/// A figure as a tile.
struct FigureTile<'a> {
    label: &'a str,
    value: &'a str,
    unit: &'a str,
    address: String,
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontTemplate<'a> {
    frame: Frame,
    month: Month,
    earlier: Option<Month>,
    later: Option<Month>,
    months: Vec<Month>,
    tiles: Vec<Tile>,
    steps: Vec<NextStep>,
    nearest: Vec<&'a GapView>,
    due_address: String,
    figures: Vec<FigureTile<'a>>,
    relations: usize,
    relations_broken: usize,
}

impl FrontTemplate<'_> {
    fn household(&self, line: &GapView) -> String {
        address::household(line.unit, Some(self.month))
    }
}

#[derive(Template)]
#[template(path = "front_empty.html")]
struct EmptyTemplate {
    frame: Frame,
    month: Month,
}

/// `/`.
pub async fn page(State(desk): State<Desk>, typed: Result<Query<Typed>, QueryRejection>) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let asked = address::month(typed.month.as_deref())?;
    let months = desk.months().await?;
    if months.is_empty() {
        let frame = Frame::new("本月", Section::Front, None, Some(desk.reader()));
        return Ok(rendered(&EmptyTemplate { frame, month: desk.today().in_month() }));
    }
    desk.require_round(asked, &months)?;
    let lists = operations::gaps::lists(&desk.office, &desk.context, asked).await.map_err(|refusal| desk.refused(&refusal))?;
    let figures = match operations::figures::view(&desk.office, &desk.context, Some(lists.month)).await {
        Ok(figures) => Some(figures),
        // A month has lists from its round on, and figures from its closing on.
        Err(Refusal::NotFound { .. }) => None,
        Err(refusal) => return Err(desk.refused(&refusal)),
    };
    Ok(render(desk.reader(), &months, &lists, figures.as_ref()))
}

fn render(reader: Reader, months: &[Month], lists: &GapLists, figures: Option<&FiguresView>) -> axum::response::Html<String> {
    let month = lists.month;
    let mut nearest: Vec<&GapView> = lists.lines.iter().filter(|line| line.state.is_open()).collect();
    nearest.sort_by_key(|line| (line.deadline, &line.unit_number, line.id));
    nearest.truncate(NEAREST_MAX);
    let relations = figures.map(|view| view.relations.as_slice()).unwrap_or_default();
    rendered(&FrontTemplate {
        frame: Frame::new(words::month(month), Section::Front, Some(month), Some(reader)),
        month,
        earlier: months.iter().copied().filter(|other| *other < month).max(),
        later: months.iter().copied().filter(|other| *other > month).min(),
        months: months.iter().rev().copied().collect(),
        tiles: GapKind::ALL.into_iter().map(|kind| tile(kind, lists)).collect(),
        steps: next_steps(lists),
        nearest,
        due_address: Choice { month: Some(month), state: Some(StateChoice::Due), ..Choice::default() }.address(),
        figures: figures.map(figure_tiles).unwrap_or_default(),
        relations: relations.len(),
        relations_broken: relations.iter().filter(|relation| !relation.holds).count(),
    })
}

fn tile(kind: GapKind, lists: &GapLists) -> Tile {
    let (all, open) = lists.count(kind);
    let overdue = lists.lines.iter().filter(|line| line.kind == kind && line.overdue).count();
    let address = Choice { month: Some(lists.month), kind: Some(kind), ..Choice::default() }.address();
    Tile { kind, meaning: words::list_meaning(kind), open, all, overdue, address }
}

fn figure_tiles(view: &FiguresView) -> Vec<FigureTile<'_>> {
    let first = view.figures.iter().take(FIGURES_MAX);
    first
        .map(|figure| FigureTile {
            label: &figure.label,
            value: &figure.value,
            unit: &figure.unit,
            address: address::figure(&figure.code, view.month),
        })
        .collect()
}

/// What is to be done on the lists, the most pressing first; who does it and with which command.
fn next_steps(lists: &GapLists) -> Vec<NextStep> {
    let month = lists.month;
    let chosen = |kind, state| Some(Choice { month: Some(month), kind, state: Some(state), ..Choice::default() }.address());
    let count = |takes: &dyn Fn(&GapView) -> bool| lists.lines.iter().filter(|line| takes(line)).count();
    let overdue = count(&|line| line.overdue);
    let missing = count(&|line| line.kind == GapKind::Undetermined && line.state == GapState::Open);
    let open = count(&|line| line.kind != GapKind::Undetermined && line.state == GapState::Open);
    let proposed = count(&|line| matches!(line.state, GapState::Proposed { .. }));
    let mut steps = Vec::new();
    if overdue > 0 {
        steps.push(NextStep {
            what: format!("{overdue} 条已过期限，先办这些"),
            who: "乡镇经办人员、县级确认人员",
            command: format!("doudi gaps --month {month} --open"),
            address: chosen(None, StateChoice::Overdue),
        });
    }
    if missing > 0 {
        steps.push(NextStep {
            what: format!("{missing} 条无法认定：补齐缺少的事实或政策数值，再运行一次当月认定"),
            who: "县级业务人员",
            command: format!("doudi import --month {month} 文件…"),
            address: chosen(Some(GapKind::Undetermined), StateChoice::Open),
        });
    }
    if open > 0 {
        steps.push(NextStep {
            what: format!("{open} 条待提出意见"),
            who: "乡镇经办人员",
            command: "doudi decide propose 差距编号…".to_owned(),
            address: chosen(None, StateChoice::Open),
        });
    }
    if proposed > 0 {
        steps.push(NextStep {
            what: format!("{proposed} 条在公示，期满后由另一人确认"),
            who: "县级确认人员",
            command: "doudi decide confirm 个案编号…".to_owned(),
            address: chosen(None, StateChoice::Proposed),
        });
    }
    if steps.is_empty() {
        steps.push(NextStep {
            what: "当月差距都已办结，可以编制发放清单、计算指标并关闭当月".to_owned(),
            who: "县级业务人员",
            command: format!("doudi round --month {month} --close"),
            address: None,
        });
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    fn shown(lists: &GapLists, figures: Option<&FiguresView>) -> String {
        let months = [samples::month(), samples::month().next()];
        render(samples::reader(), &months, lists, figures).0
    }

    #[test]
    fn the_month_shows_its_lists_what_to_do_and_its_figures() {
        let page = shown(&samples::lists(), Some(&samples::figures()));
        for part in ["2022年1月", "应保未保", "应退未退", "标准不符", "无法认定", "低保户数", "勾稽关系 1 项不成立"]
        {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("/gaps?month=2022-01&#38;kind=uncovered"));
        assert!(page.contains("/figures/units?month=2022-01"));
        assert!(page.contains("2022年2月") && page.contains("rel=\"next\"") && !page.contains("rel=\"prev\""));
        samples::assert_no_full_number(&page);
    }

    #[test]
    fn what_to_do_begins_with_the_overdue_and_names_who_does_it() {
        let steps: Vec<String> = next_steps(&samples::lists()).into_iter().map(|step| step.what).collect();
        assert_eq!(
            steps,
            [
                "1 条已过期限，先办这些",
                "1 条无法认定：补齐缺少的事实或政策数值，再运行一次当月认定",
                "2 条待提出意见",
                "1 条在公示，期满后由另一人确认",
            ]
        );
    }

    #[test]
    fn a_month_without_open_gaps_is_ready_to_be_closed() {
        let lists = GapLists { month: samples::month(), lines: Vec::new() };
        let page = shown(&lists, None);
        assert!(page.contains("doudi round --month 2022-01 --close") && page.contains("没有未办结的差距"));
        assert!(page.contains("当月还没有指标"));
        assert!(page.contains("当月没有这类差距") && !page.contains("<progress"));
    }

    #[test]
    fn an_office_without_a_round_is_told_where_to_begin() {
        let frame = Frame::new("本月", Section::Front, None, Some(samples::reader()));
        let page = rendered(&EmptyTemplate { frame, month: samples::month() }).0;
        assert!(page.contains("doudi import --month 2022-01") && page.contains("doudi demo"));
    }
}
