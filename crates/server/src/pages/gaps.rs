//! The gap lists of a month: filtered, ordered, in pages; every line leads to its unit.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use casework::GapKind;
use operations::views::{GapLists, GapState, GapView};
use serde::Deserialize;
use vocabulary::Month;

use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Frame, Reader, Section};
use crate::pages::paging::{PageLinks, Paging};
use crate::pages::words::filters;
use crate::pages::{address, words};

/// The address as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    month: Option<String>,
    kind: Option<String>,
    state: Option<String>,
    village: Option<String>,
    order: Option<String>,
    page: Option<String>,
}

/// Which lines are shown by the state of their work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateChoice {
    /// Work is still due.
    Due,
    /// Work is still due and the deadline has passed.
    Overdue,
    /// Nobody has taken it up.
    Open,
    /// Proposed.
    Proposed,
    /// Decided.
    Decided,
    /// Closed without a change.
    Closed,
}

impl StateChoice {
    const ALL: [StateChoice; 6] = [
        StateChoice::Due,
        StateChoice::Overdue,
        StateChoice::Open,
        StateChoice::Proposed,
        StateChoice::Decided,
        StateChoice::Closed,
    ];

    /// Code in the address.
    pub fn code(self) -> &'static str {
        match self {
            StateChoice::Due => "due",
            StateChoice::Overdue => "overdue",
            StateChoice::Open => "open",
            StateChoice::Proposed => "proposed",
            StateChoice::Decided => "decided",
            StateChoice::Closed => "closed",
        }
    }

    fn label(self) -> &'static str {
        match self {
            StateChoice::Due => "尚未办结",
            StateChoice::Overdue => "已逾期",
            StateChoice::Open => "待办",
            StateChoice::Proposed => "待确认",
            StateChoice::Decided => "已决定",
            StateChoice::Closed => "已办结",
        }
    }

    fn takes(self, line: &GapView) -> bool {
        match self {
            StateChoice::Due => line.state.is_open(),
            StateChoice::Overdue => line.overdue,
            StateChoice::Open => line.state == GapState::Open,
            StateChoice::Proposed => matches!(line.state, GapState::Proposed { .. }),
            StateChoice::Decided => line.state == GapState::Decided,
            StateChoice::Closed => matches!(line.state, GapState::Closed(_)),
        }
    }
}

/// What the lines are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The nearest deadline first.
    #[default]
    Deadline,
    /// By the unit's number.
    Unit,
}

impl Order {
    fn code(self) -> &'static str {
        match self {
            Order::Deadline => "deadline",
            Order::Unit => "unit",
        }
    }
}

/// Which lines are asked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The month; the latest without one.
    pub month: Option<Month>,
    /// Only this list.
    pub kind: Option<GapKind>,
    /// Only these states.
    pub state: Option<StateChoice>,
    /// Only this village.
    pub village: Option<String>,
    /// The order.
    pub order: Order,
}

impl Choice {
    fn read(typed: &Typed) -> Result<Choice, ErrorPage> {
        let kind = address::given(typed.kind.as_deref()).map(|text| {
            let named = GapKind::ALL.into_iter().find(|kind| words::list_code(*kind) == text);
            named.ok_or_else(|| ErrorPage::wrong_parameter("kind", text, "uncovered"))
        });
        let state = address::given(typed.state.as_deref()).map(|text| {
            let named = StateChoice::ALL.into_iter().find(|state| state.code() == text);
            named.ok_or_else(|| ErrorPage::wrong_parameter("state", text, "open"))
        });
        let order = address::given(typed.order.as_deref()).map(|text| {
            let named = [Order::Deadline, Order::Unit].into_iter().find(|order| order.code() == text);
            named.ok_or_else(|| ErrorPage::wrong_parameter("order", text, "deadline"))
        });
        Ok(Choice {
            month: address::month(typed.month.as_deref())?,
            kind: kind.transpose()?,
            state: state.transpose()?,
            village: address::given(typed.village.as_deref()).map(str::to_owned),
            order: order.transpose()?.unwrap_or_default(),
        })
    }

    /// The address of the lines chosen.
    pub fn address(&self) -> String {
        let mut parameters = Vec::new();
        parameters.extend(self.month.map(|month| format!("month={month}")));
        parameters.extend(self.kind.map(|kind| format!("kind={}", words::list_code(kind))));
        parameters.extend(self.state.map(|state| format!("state={}", state.code())));
        parameters.extend(self.village.as_deref().map(|village| format!("village={}", address::encoded(village))));
        if self.order != Order::default() {
            parameters.push(format!("order={}", self.order.code()));
        }
        if parameters.is_empty() { "/gaps".to_owned() } else { format!("/gaps?{}", parameters.join("&")) }
    }

    fn page_address(&self, page: usize) -> String {
        let address = self.address();
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}page={page}")
    }

    /// The lines chosen, in their order.
    pub fn of<'a>(&self, lists: &'a GapLists) -> Vec<&'a GapView> {
        let mut lines: Vec<&GapView> = lists
            .lines
            .iter()
            .filter(|line| self.kind.is_none_or(|kind| line.kind == kind))
            .filter(|line| self.state.is_none_or(|state| state.takes(line)))
            .filter(|line| self.village.as_deref().is_none_or(|village| line.village == village))
            .collect();
        match self.order {
            Order::Deadline => lines.sort_by_key(|line| (line.deadline, &line.unit_number, line.id)),
            Order::Unit => lines.sort_by_key(|line| (&line.unit_number, line.id)),
        }
        lines
    }
}

/// One entry of a select field or a row of links.
struct Choosable {
    value: String,
    label: String,
    address: String,
    chosen: bool,
    open: usize,
}

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsTemplate<'a> {
    frame: Frame,
    month: Option<Month>,
    months: Vec<Choosable>,
    lists: Vec<Choosable>,
    states: Vec<Choosable>,
    villages: Vec<Choosable>,
    order: Order,
    kind_code: Option<&'static str>,
    by_deadline: String,
    by_unit: String,
    all_states: String,
    lines: Vec<&'a GapView>,
    links: PageLinks,
}

impl GapsTemplate<'_> {
    fn state_detail(&self, line: &GapView) -> Option<String> {
        words::state_detail(&line.state)
    }

    fn household(&self, line: &GapView) -> String {
        address::household(line.unit, self.month)
    }

    fn sorted(&self, order: Order) -> &'static str {
        if self.order == order { "ascending" } else { "none" }
    }
}

/// `/gaps`.
pub async fn page(State(desk): State<Desk>, typed: Result<Query<Typed>, QueryRejection>) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let choice = Choice::read(&typed)?;
    let page = address::page(typed.page.as_deref())?;
    let months = desk.months().await?;
    if months.is_empty() {
        return Ok(render(&desk.reader(), &[], None, &choice, page));
    }
    desk.require_round(choice.month, &months)?;
    let lists =
        operations::gaps::lists(&desk.office, &desk.context, choice.month).await.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render(&desk.reader(), &months, Some(&lists), &choice, page))
}

/// The page of the lines chosen; without lists, what to do first.
fn render(
    reader: &Reader,
    months: &[Month],
    lists: Option<&GapLists>,
    choice: &Choice,
    page: usize,
) -> axum::response::Html<String> {
    let month = lists.map(|lists| lists.month).or(choice.month);
    let choice = Choice { month, ..choice.clone() };
    let all = lists.map(|lists| choice.of(lists)).unwrap_or_default();
    let paging = Paging::new(all.len(), page);
    let title = choice.kind.map_or("差距清单", GapKind::label);
    let frame = Frame::new(title, Section::Gaps, month, Some(reader.clone())).below(Vec::new());
    rendered(&GapsTemplate {
        frame,
        month,
        months: months.iter().rev().map(|month| month_choice(*month, &choice)).collect(),
        lists: list_choices(lists, &choice),
        states: StateChoice::ALL.into_iter().map(|state| state_choice(state, &choice)).collect(),
        villages: lists.map(|lists| village_choices(lists, &choice)).unwrap_or_default(),
        order: choice.order,
        kind_code: choice.kind.map(words::list_code),
        by_deadline: Choice { order: Order::Deadline, ..choice.clone() }.address(),
        by_unit: Choice { order: Order::Unit, ..choice.clone() }.address(),
        all_states: Choice { state: None, village: None, ..choice.clone() }.address(),
        lines: paging.of(&all).to_vec(),
        links: PageLinks::new(paging, |page| choice.page_address(page)),
    })
}

fn month_choice(month: Month, choice: &Choice) -> Choosable {
    Choosable {
        value: month.to_string(),
        label: words::month(month),
        address: Choice { month: Some(month), ..choice.clone() }.address(),
        chosen: choice.month == Some(month),
        open: 0,
    }
}

/// All lists together and each alone, with the lines still due in each.
fn list_choices(lists: Option<&GapLists>, choice: &Choice) -> Vec<Choosable> {
    let open = |kind| lists.map_or(0, |lists| lists.count(kind).1);
    let one = |kind: Option<GapKind>, label: &str, open: usize| Choosable {
        value: kind.map(words::list_code).unwrap_or_default().to_owned(),
        label: label.to_owned(),
        address: Choice { kind, ..choice.clone() }.address(),
        chosen: choice.kind == kind,
        open,
    };
    let mut choices = vec![one(None, "全部", GapKind::ALL.into_iter().map(open).sum())];
    choices.extend(GapKind::ALL.into_iter().map(|kind| one(Some(kind), kind.label(), open(kind))));
    choices
}

fn state_choice(state: StateChoice, choice: &Choice) -> Choosable {
    Choosable {
        value: state.code().to_owned(),
        label: state.label().to_owned(),
        address: Choice { state: Some(state), ..choice.clone() }.address(),
        chosen: choice.state == Some(state),
        open: 0,
    }
}

fn village_choices(lists: &GapLists, choice: &Choice) -> Vec<Choosable> {
    let villages: BTreeSet<&str> =
        lists.lines.iter().map(|line| line.village.as_str()).chain(choice.village.as_deref()).collect();
    let one = |village: &str| Choosable {
        value: village.to_owned(),
        label: village.to_owned(),
        address: Choice { village: Some(village.to_owned()), ..choice.clone() }.address(),
        chosen: choice.village.as_deref() == Some(village),
        open: 0,
    };
    villages.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::paging::ROWS_MAX;
    use crate::pages::samples;

    fn choice(address: &str) -> Choice {
        let Query(typed) = Query::<Typed>::try_from_uri(&address.parse().expect("an address")).expect("parameters");
        Choice::read(&typed).expect("a choice")
    }

    /// Numbers of the lines shown for an address.
    fn check(address: &str, expected: &[i64]) {
        let lists = samples::lists();
        let shown: Vec<i64> = choice(address).of(&lists).iter().map(|line| line.id.number()).collect();
        assert_eq!(shown, expected, "{address}");
    }

    fn shown(address: &str, lists: &GapLists, page: usize) -> String {
        render(&samples::reader(), &[samples::month()], Some(lists), &choice(address), page).0
    }

    #[test]
    fn lines_are_chosen_by_list_state_and_village_and_the_nearest_deadline_comes_first() {
        check("/gaps", &[4, 1, 5, 3, 2]);
        check("/gaps?order=unit", &[1, 2, 3, 4, 5]);
        check("/gaps?kind=uncovered", &[1, 2]);
        check("/gaps?state=due", &[1, 5, 3, 2]);
        check("/gaps?state=overdue", &[1]);
        check("/gaps?state=open", &[1, 5, 2]);
        check("/gaps?state=proposed", &[3]);
        check("/gaps?state=decided", &[]);
        check("/gaps?state=closed", &[4]);
        check("/gaps?village=%E6%B0%B8%E6%B8%85%E6%9D%91", &[4, 2]);
        check("/gaps?kind=uncovered&state=&village=&order=", &[1, 2]);
    }

    #[test]
    fn a_choice_reads_back_from_its_own_address() {
        for address in ["/gaps", "/gaps?month=2022-01&kind=misgraded&state=overdue&village=%E6%9D%91%26&order=unit"] {
            assert_eq!(choice(address).address(), address);
            assert_eq!(choice(&choice(address).address()), choice(address));
        }
    }

    #[test]
    fn an_unknown_list_state_or_order_is_refused() {
        for address in ["/gaps?kind=all", "/gaps?state=late", "/gaps?order=name", "/gaps?month=1"] {
            let Query(typed) = Query::<Typed>::try_from_uri(&address.parse().expect("an address")).expect("parameters");
            assert!(Choice::read(&typed).is_err(), "{address}");
        }
    }

    #[test]
    fn a_line_shows_reason_clause_should_is_deadline_and_leads_to_its_unit_in_that_month() {
        let page = shown("/gaps", &samples::lists(), 1);
        for part in ["人均收入低于标准", "DB-101 第四条", "二类 3人", "2022-02-20", "陈志强 2022-01-12 提出", "核查不符", "逾期"]
        {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("href=\"/households/9001?month=2022-01\""));
        samples::assert_no_full_number(&page);
    }

    #[test]
    fn a_name_never_becomes_markup() {
        let mut lists = samples::lists();
        lists.lines[0].applicant = "<script>alert(1)</script>".into();
        lists.lines[0].village = "\"><img src=x>".into();
        let page = shown("/gaps", &lists, 1);
        assert!(!page.contains("<script") && !page.contains("<img src=x"));
    }

    #[test]
    fn a_long_list_comes_in_pages_that_keep_the_choice() {
        let lines = (1..=250).map(|number| samples::gap(number, GapKind::Uncovered, GapState::Open, "2022-02-20")).collect();
        let lists = GapLists { month: samples::month(), lines };
        let page = shown("/gaps?kind=uncovered", &lists, 2);
        assert_eq!(page.matches("id=\"gap-").count(), ROWS_MAX);
        assert!(page.contains("第 101–200 行，共 250 行"));
        assert!(page.contains("month=2022-01&#38;kind=uncovered&#38;page=3"), "{page}");
    }

    #[test]
    fn without_a_round_the_page_says_what_to_do() {
        let page = render(&samples::reader(), &[], None, &Choice::default(), 1).0;
        assert!(page.contains("doudi round --month"));
        let nothing_chosen = shown("/gaps?state=decided", &samples::lists(), 1);
        assert!(nothing_chosen.contains("去掉状态和村的筛选"));
    }
}
