//! Everything about one unit: what should be and what is, the determination step by step, and the facts behind it.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use operations::views::{AwardView, FactView, GapView, HouseholdView, StepView};
use operations::{RecordKind, Refusal};
use serde::Deserialize;
use vocabulary::{FactId, Fen, HouseholdId, Month};

use crate::pages::desk::{Answer, Desk};
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Crumb, Frame, Reader, Section};
use crate::pages::words::filters;
use crate::pages::{address, words};

/// The address as typed.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    month: Option<String>,
    on: Option<String>,
}

/// A fact a step read, as a link to its row.
struct FactLink {
    number: i64,
    label: String,
    /// Code of the rule by which it was used where sources differ.
    conflict: Option<&'static str>,
    is_listed: bool,
}

/// A step with links to its facts.
struct StepRow<'a> {
    number: usize,
    step: &'a StepView,
    facts: Vec<FactLink>,
}

/// A fact with the numbers of the steps that read it.
struct FactRow<'a> {
    fact: &'a FactView,
    steps: Vec<usize>,
}

/// The facts about one person.
struct FactGroup<'a> {
    name: &'a str,
    rows: Vec<FactRow<'a>>,
}

#[derive(Template)]
#[template(path = "household.html")]
struct HouseholdTemplate<'a> {
    frame: Frame,
    month: Option<Month>,
    view: &'a HouseholdView,
    counted: usize,
    steps: Vec<StepRow<'a>>,
    facts: Vec<FactGroup<'a>>,
    conflicts: usize,
    award: Option<&'a AwardView>,
    /// An award decided already and paid from a later month on.
    decided: Option<&'a AwardView>,
    gaps_open: usize,
    paid: Fen,
}

impl HouseholdTemplate<'_> {
    fn state_detail(&self, line: &GapView) -> Option<String> {
        words::state_detail(&line.state)
    }
}

/// `/households/{unit}`: on the day `on`; without it on the last day of `month`, or today while that month runs.
pub async fn page(
    State(desk): State<Desk>,
    Path(typed_unit): Path<String>,
    typed: Result<Query<Typed>, QueryRejection>,
) -> Answer {
    let Query(typed) = typed.map_err(|_| ErrorPage::unreadable_address())?;
    let unit = typed_unit.parse().ok().and_then(|number| HouseholdId::new(number).ok());
    let Some(unit) = unit else {
        return Err(ErrorPage::refusal(&Refusal::NotFound { kind: RecordKind::Unit, id: typed_unit }));
    };
    let month = address::month(typed.month.as_deref())?;
    let day = address::day(typed.on.as_deref())?.or(month.map(|month| month.last_day().min(desk.today())));
    let view = operations::households::view(&desk.office, &desk.context, unit, day).await;
    let view = view.map_err(|refusal| desk.refused(&refusal))?;
    Ok(render(desk.reader(), month, &view))
}

fn render(reader: Reader, month: Option<Month>, view: &HouseholdView) -> axum::response::Html<String> {
    let between = vec![Crumb { label: "差距清单".to_owned(), address: Some(address::in_month("/gaps", month)) }];
    let frame = Frame::new(format!("保障户 {}", view.number), Section::Gaps, month, Some(reader)).below(between);
    let current = view.determination.day.in_month();
    let covers = |award: &&AwardView| award.from <= current && award.until.is_none_or(|until| current < until);
    rendered(&HouseholdTemplate {
        frame,
        month,
        view,
        counted: view.members.iter().filter(|member| member.counted).count(),
        steps: step_rows(view),
        facts: fact_groups(view),
        conflicts: view.facts.iter().filter(|fact| fact.conflict.is_some()).count(),
        award: view.awards.iter().rfind(covers),
        decided: view.awards.iter().find(|award| award.from > current),
        gaps_open: view.gaps.iter().filter(|gap| gap.state.is_open()).count(),
        paid: view.payments.iter().map(|payment| payment.amount).sum(),
    })
}

fn step_rows(view: &HouseholdView) -> Vec<StepRow<'_>> {
    let link = |id: &FactId| {
        let fact = view.facts.iter().find(|fact| fact.id == *id);
        FactLink {
            number: id.number(),
            label: fact.map_or_else(|| format!("事实 {id}"), |fact| format!("{}：{}", fact.name, fact.label)),
            conflict: fact.and_then(|fact| fact.conflict).map(|conflict| conflict.rule),
            is_listed: fact.is_some(),
        }
    };
    let steps = view.determination.steps.iter().enumerate();
    steps.map(|(at, step)| StepRow { number: at + 1, step, facts: step.facts.iter().map(link).collect() }).collect()
}

/// Facts by person, the family's members first and in their order.
fn fact_groups(view: &HouseholdView) -> Vec<FactGroup<'_>> {
    let mut persons: Vec<_> = view.members.iter().map(|member| member.person).collect();
    for fact in &view.facts {
        if !persons.contains(&fact.person) {
            persons.push(fact.person);
        }
    }
    let steps_of = |fact: &FactView| {
        let reads = |(at, step): (usize, &StepView)| step.facts.contains(&fact.id).then_some(at + 1);
        view.determination.steps.iter().enumerate().filter_map(reads).collect()
    };
    let group = |person| {
        let of_person = view.facts.iter().filter(|fact| fact.person == person);
        let rows: Vec<FactRow<'_>> = of_person.map(|fact| FactRow { fact, steps: steps_of(fact) }).collect();
        rows.first().map(|row| row.fact.name.as_str()).map(|name| FactGroup { name, rows })
    };
    persons.into_iter().filter_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    fn shown(view: &HouseholdView) -> String {
        render(samples::reader(), Some(samples::month()), view).0
    }

    #[test]
    fn the_determination_shows_each_step_with_its_clause_and_leads_to_its_facts() {
        let page = shown(&samples::household());
        for part in ["家庭月收入合计 1,850.00 元。", "民发〔2021〕57号 第四条", "DB-110", "href=\"#fact-12\"", "id=\"fact-12\""]
        {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("href=\"#step-1\""), "a fact leads back to the step that read it");
        assert!(
            !page.contains("href=\"#fact-99\"") && page.contains("事实 99"),
            "a fact that is not listed is named without a link"
        );
    }

    #[test]
    fn a_fact_shows_department_file_sheet_cell_and_disagreement() {
        let page = shown(&samples::household());
        assert!(page.contains("入户核查_2022-01.csv 第1表 H12") && page.contains("民政局"));
        assert!(page.contains("1 条部门不一致"));
    }

    #[test]
    fn identity_numbers_are_masked_and_names_never_become_markup() {
        let page = shown(&samples::household());
        assert!(!page.contains(samples::FULL_NUMBER) && page.contains('*'));
        samples::assert_no_full_number(&page);
        assert!(!page.contains("<script") && page.contains("&#60;script&#62;"));
    }

    #[test]
    fn what_is_paid_in_the_month_of_the_day_stands_beside_what_should_be() {
        let page = shown(&samples::household());
        for part in ["符合条件，二类，1人", "每月 1,234.00 元", "二类，1人", "自 2022年1月起，2022年3月起停发", "1 条差距未办结"]
        {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.contains("已决定：一类，1人，2022年3月起"), "what is decided for later is told apart from what is paid");
        assert!(page.contains("1,000.50 元"), "payments are summed");
    }

    #[test]
    fn a_unit_with_nothing_says_so_and_what_to_do() {
        let mut view = samples::household();
        (view.members, view.facts, view.determination.steps) = (Vec::new(), Vec::new(), Vec::new());
        (view.awards, view.decisions, view.payments, view.gaps) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let page = shown(&view);
        for part in ["没有待遇", "没有事实。请导入", "还没有决定", "没有发放记录", "没有差距", "没有未办结的差距"]
        {
            assert!(page.contains(part), "{part}");
        }
    }
}
