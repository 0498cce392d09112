//! The gap lists of a month, each line with where its work stands.

use std::collections::{HashMap, HashSet};

use casework::{Case, CaseState, Gap};
use policy::Rule;
use registry::Register;
use store::View;
use vocabulary::{Date, HouseholdId, Month, OfficialId, Programme};

use crate::context::Context;
use crate::determine::name_in;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::Refusal;
use crate::rounds::months_with_gaps;
use crate::views::{GapLists, GapState, GapView};

/// The gap lists of a month within the official's region; of the latest month for `None`.
pub async fn lists(office: &Office, ctx: &Context, month: Option<Month>) -> Result<GapLists, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    let view = office.store.view(office.county).await?;
    let months = months_with_gaps(&view).await?;
    let month = month.or(months.last().copied()).unwrap_or_else(|| ctx.today().in_month());
    let register = view.register(None).await?;
    let work = Work::load(&view).await?;
    let mut lines: Vec<GapView> = view
        .gaps(month)
        .await?
        .iter()
        .filter(|gap| register.household(gap.line.unit).is_some_and(|unit| ctx.official().region.contains(unit.village)))
        .map(|gap| gap_view(office, &register, &work, gap, ctx.today()))
        .collect();
    lines.sort_by(|one, other| (one.kind, &one.unit_number).cmp(&(other.kind, &other.unit_number)));
    Ok(GapLists { month, lines })
}

/// All gaps of all months, earliest first.
pub(crate) async fn all_gaps(view: &View) -> Result<Vec<Gap>, Refusal> {
    let mut gaps = Vec::new();
    for month in months_with_gaps(view).await? {
        gaps.extend(view.gaps(month).await?);
    }
    Ok(gaps)
}

/// Cases and names needed to say where the work on gaps stands.
pub(crate) struct Work {
    /// The cases of each unit and programme, earliest first.
    cases: HashMap<(HouseholdId, Programme), Vec<Case>>,
    names: HashMap<OfficialId, String>,
    months: Vec<Month>,
    /// Which units each month's lists name.
    listed: HashSet<(HouseholdId, Month)>,
}

impl Work {
    pub(crate) async fn load(view: &View) -> Result<Work, Refusal> {
        let mut cases: HashMap<_, Vec<Case>> = HashMap::new();
        for case in view.cases().await? {
            cases.entry((case.unit, case.programme)).or_default().push(case);
        }
        let names = view.officials().await?.into_iter().map(|official| (official.id, official.name)).collect();
        let listed = all_gaps(view).await?.iter().map(|gap| (gap.line.unit, gap.month)).collect();
        Ok(Work { cases, names, months: months_with_gaps(view).await?, listed })
    }

    /// The case that works on a gap: its own, or an earlier one of the unit that was still in hand when it was found.
    pub(crate) fn case_of(&self, gap: &Gap) -> Option<&Case> {
        let cases = self.cases.get(&(gap.line.unit, gap.line.programme))?;
        cases.iter().find(|case| case.gap == gap.id).or_else(|| {
            cases.iter().rev().find(|case| match case.state {
                CaseState::Open | CaseState::Proposed(_) => self.months.last() == Some(&gap.month),
                CaseState::Decided | CaseState::Closed { .. } => false,
            })
        })
    }

    pub(crate) fn state_of(&self, gap: &Gap) -> GapState {
        match self.case_of(gap).map(|case| &case.state) {
            None => self.without_case(gap),
            Some(CaseState::Open) => GapState::Open,
            Some(CaseState::Proposed(proposal)) => GapState::Proposed { by: self.name(proposal.by), on: proposal.on },
            Some(CaseState::Decided) => GapState::Decided,
            Some(CaseState::Closed { why, .. }) => GapState::Closed(why.clone()),
        }
    }

    /// A line nobody took up: the next month's lists either name the unit again, or the facts have settled it.
    fn without_case(&self, gap: &Gap) -> GapState {
        match self.months.iter().find(|month| **month > gap.month) {
            None => GapState::Open,
            Some(next) if self.listed.contains(&(gap.line.unit, *next)) => GapState::Closed(format!("转入{next}继续办理")),
            Some(next) => GapState::Closed(format!("{next}核对时已无此差距")),
        }
    }

    pub(crate) fn name(&self, official: OfficialId) -> String {
        self.names.get(&official).cloned().unwrap_or_else(|| official.to_string())
    }
}

pub(crate) fn gap_view(office: &Office, register: &Register, work: &Work, gap: &Gap, today: Date) -> GapView {
    let unit = register.household(gap.line.unit);
    let name_of = name_in(register);
    let first = register.members(gap.line.unit, gap.month.last_day()).next();
    let state = work.state_of(gap);
    let rule = Rule::of(gap.line.rule);
    GapView {
        id: gap.id,
        kind: gap.line.kind,
        unit: gap.line.unit,
        unit_number: unit.map_or_else(|| gap.line.unit.to_string(), |unit| unit.number.clone()),
        applicant: first.map_or_else(String::new, |membership| name_of(membership.person)),
        village: unit.map_or_else(String::new, |unit| office.regions.name(unit.village)),
        reason: gap.line.reason.clone(),
        clause: rule.map_or_else(|| gap.line.rule.to_string(), |rule| format!("{} {}", rule.id, rule.clause)),
        should: gap.line.should.as_ref().map_or_else(|| "—".to_owned(), casework::AwardTerms::in_words),
        is: gap.line.is.as_ref().map_or_else(|| "—".to_owned(), casework::AwardTerms::in_words),
        since: gap.line.since,
        deadline: gap.line.deadline,
        overdue: state.is_open() && today > gap.line.deadline,
        case: work.case_of(gap).map(|case| case.id),
        state,
    }
}
