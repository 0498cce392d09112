//! Determinations, gaps, cases, decisions and awards.

use std::collections::{HashMap, HashSet};

use casework::{Award, AwardTerms, Case, CaseState, Decision, Gap, GapLine};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use vocabulary::{CaseId, DateRange, DecisionId, DeterminationId, HouseholdId, Month, PersonId, Sequence};

use crate::column::{coded, day, days, gap_kind, id, id_or_none, month, month_number, rule_id, unreadable};
use crate::entity::{award, award_member, case_step, decision, determination, gap, gap_case};
use crate::record::{ProposalRecord, TermsRecord, heard_of, kind_of};
use crate::{CaseStep, Determination, StoreFault, View};

/// Numbers of the states of a case in a column.
pub mod state {
    /// Opened.
    pub const OPEN: i64 = 1;
    /// Proposed by the township.
    pub const PROPOSED: i64 = 2;
    /// Decided.
    pub const DECIDED: i64 = 3;
    /// Closed without a change.
    pub const CLOSED: i64 = 4;
}

impl View {
    /// A stored determination with its trace.
    pub async fn determination(&self, determination: DeterminationId) -> Result<Option<Determination>, StoreFault> {
        let row = determination::Entity::find_by_id((self.number, determination.number())).one(&self.transaction).await?;
        row.map(determination_of).transpose()
    }

    /// Determinations of a unit, oldest first.
    pub async fn determinations_of(&self, unit: HouseholdId) -> Result<Vec<Determination>, StoreFault> {
        let rows = determination::Entity::find()
            .filter(determination::Column::County.eq(self.number))
            .filter(determination::Column::Unit.eq(unit.number()))
            .order_by_asc(determination::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(determination_of).collect()
    }

    /// The gaps a month's round found, in the order of their ids.
    pub async fn gaps(&self, of: Month) -> Result<Vec<Gap>, StoreFault> {
        let rows = gap::Entity::find()
            .filter(gap::Column::County.eq(self.number))
            .filter(gap::Column::Month.eq(month_number(of)))
            .order_by_asc(gap::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(gap_of).collect()
    }

    /// Cases neither decided nor closed, in the order of their ids.
    pub async fn open_cases(&self) -> Result<Vec<Case>, StoreFault> {
        let cases = self.cases().await?;
        Ok(cases.into_iter().filter(|case| matches!(case.state, CaseState::Open | CaseState::Proposed(_))).collect())
    }

    /// All cases, in the order of their ids.
    pub async fn cases(&self) -> Result<Vec<Case>, StoreFault> {
        let steps = case_step::Entity::find()
            .filter(case_step::Column::County.eq(self.number))
            .order_by_asc(case_step::Column::Number)
            .all(&self.transaction)
            .await?;
        // Of the steps of a case the last one stays.
        let mut last: HashMap<i64, case_step::Model> = steps.into_iter().map(|step| (step.gap_case, step)).collect();
        let rows = gap_case::Entity::find()
            .filter(gap_case::Column::County.eq(self.number))
            .order_by_asc(gap_case::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(|row| case_of(&row, last.remove(&row.id))).collect()
    }

    /// One case.
    pub async fn case(&self, case: CaseId) -> Result<Option<Case>, StoreFault> {
        let row = gap_case::Entity::find_by_id((self.number, case.number())).one(&self.transaction).await?;
        let Some(row) = row else { return Ok(None) };
        let last = self.step_rows(case).await?.pop();
        case_of(&row, last).map(Some)
    }

    /// The steps of a case, first to last.
    pub async fn steps(&self, case: CaseId) -> Result<Vec<CaseStep>, StoreFault> {
        self.step_rows(case).await?.into_iter().map(step_of).collect()
    }

    /// Decisions in the order of their ids; those about one unit where one is given.
    pub async fn decisions(&self, about: Option<HouseholdId>) -> Result<Vec<Decision>, StoreFault> {
        let mut select = decision::Entity::find().filter(decision::Column::County.eq(self.number));
        if let Some(unit) = about {
            select = select.filter(decision::Column::Unit.eq(unit.number()));
        }
        let rows = select.order_by_asc(decision::Column::Id).all(&self.transaction).await?;
        rows.into_iter().map(decision_of).collect()
    }

    /// One decision.
    pub async fn decision(&self, decision: DecisionId) -> Result<Option<Decision>, StoreFault> {
        let row = decision::Entity::find_by_id((self.number, decision.number())).one(&self.transaction).await?;
        row.map(decision_of).transpose()
    }

    /// The award rows that held after an act, without those another one had taken the place of; in the order of their ids.
    pub async fn awards(&self, at: Option<Sequence>) -> Result<Vec<Award>, StoreFault> {
        let rows = award::Entity::find()
            .filter(award::Column::County.eq(self.number))
            .filter(award::Column::Sequence.lte(View::known_at(at)))
            .order_by_asc(award::Column::Id)
            .all(&self.transaction)
            .await?;
        let superseded: HashSet<i64> = rows.iter().filter_map(|row| row.supersedes).collect();
        let mut counted = self.counted().await?;
        rows.into_iter()
            .filter(|row| !superseded.contains(&row.id))
            .map(|row| {
                let members = counted.remove(&row.id).unwrap_or_default();
                award_of(&row, members)
            })
            .collect()
    }

    /// The persons of each award, in their order.
    pub(crate) async fn counted(&self) -> Result<HashMap<i64, Vec<PersonId>>, StoreFault> {
        let rows = award_member::Entity::find()
            .filter(award_member::Column::County.eq(self.number))
            .order_by_asc(award_member::Column::Id)
            .order_by_asc(award_member::Column::Place)
            .all(&self.transaction)
            .await?;
        let mut counted: HashMap<i64, Vec<PersonId>> = HashMap::new();
        for row in rows {
            counted.entry(row.id).or_default().push(id(row.person)?);
        }
        Ok(counted)
    }

    pub(crate) async fn count_open_cases(&self) -> Result<i64, StoreFault> {
        let number = self.open_cases().await?.len();
        i64::try_from(number).map_err(|_| unreadable("count", number))
    }

    pub(crate) async fn step_rows(&self, case: CaseId) -> Result<Vec<case_step::Model>, StoreFault> {
        Ok(case_step::Entity::find()
            .filter(case_step::Column::County.eq(self.number))
            .filter(case_step::Column::GapCase.eq(case.number()))
            .order_by_asc(case_step::Column::Number)
            .all(&self.transaction)
            .await?)
    }
}

fn determination_of(row: determination::Model) -> Result<Determination, StoreFault> {
    Ok(Determination {
        id: id(row.id)?,
        unit: id(row.unit)?,
        programme: coded("programme", row.programme)?,
        day: day(row.day)?,
        known_at: Sequence(row.known_at),
        answer: serde_json::from_str(&row.answer).map_err(|_| unreadable("answer of determination", row.id))?,
        trace: serde_json::from_str(&row.trace).map_err(|_| unreadable("trace of determination", row.id))?,
    })
}

/// Terms from their column.
fn terms(text: Option<&String>) -> Result<Option<AwardTerms>, StoreFault> {
    let read = |text: &String| {
        let record: TermsRecord = serde_json::from_str(text).map_err(|_| unreadable("terms", text))?;
        record.terms()
    };
    text.map(read).transpose()
}

fn gap_of(row: gap::Model) -> Result<Gap, StoreFault> {
    Ok(Gap {
        id: id(row.id)?,
        month: month(row.month)?,
        line: GapLine {
            kind: gap_kind(row.kind)?,
            unit: id(row.unit)?,
            programme: coded("programme", row.programme)?,
            should: terms(row.should_terms.as_ref())?,
            is: terms(row.is_terms.as_ref())?,
            rule: rule_id(row.rule),
            reason: row.reason,
            since: day(row.since)?,
            deadline: day(row.deadline)?,
        },
    })
}

fn case_of(row: &gap_case::Model, last: Option<case_step::Model>) -> Result<Case, StoreFault> {
    Ok(Case {
        id: id(row.id)?,
        gap: id(row.gap)?,
        unit: id(row.unit)?,
        programme: coded("programme", row.programme)?,
        opened_on: day(row.opened_on)?,
        state: last.map_or(Ok(CaseState::Open), |step| Ok::<_, StoreFault>(step_of(step)?.state))?,
    })
}

fn step_of(row: case_step::Model) -> Result<CaseStep, StoreFault> {
    let proposal = |text: &String| {
        let record: ProposalRecord = serde_json::from_str(text).map_err(|_| unreadable("proposal of step", row.id))?;
        record.proposal()
    };
    let state = match (row.state, row.proposal.as_ref()) {
        (state::OPEN, None) => CaseState::Open,
        (state::PROPOSED, Some(text)) => CaseState::Proposed(proposal(text)?),
        (state::DECIDED, None) => CaseState::Decided,
        (state::CLOSED, None) => CaseState::Closed { by: id(row.official)?, on: day(row.day)?, why: row.note.clone() },
        _ => return Err(unreadable("state of case", row.state)),
    };
    let (by, on) = (id(row.official)?, day(row.day)?);
    Ok(CaseStep { id: id(row.id)?, case: id(row.gap_case)?, number: row.number, state, by, on, note: row.note })
}

fn decision_of(row: decision::Model) -> Result<Decision, StoreFault> {
    let read = |text: &String| serde_json::from_str::<TermsRecord>(text).map_err(|_| unreadable("terms of decision", row.id));
    let terms = row.terms.as_ref().map(read).transpose()?;
    let noticed: Option<DateRange> = row.noticed_from.map(|from| days(from, row.noticed_until)).transpose()?;
    Ok(Decision {
        id: id(row.id)?,
        case: id(row.gap_case)?,
        unit: id(row.unit)?,
        programme: coded("programme", row.programme)?,
        kind: kind_of(row.kind, terms.as_ref(), row.ends)?,
        effective: month(row.effective)?,
        determination: id(row.determination)?,
        reasons: row.reasons,
        proposed_by: id(row.proposed_by)?,
        proposed_on: day(row.proposed_on)?,
        noticed,
        confirmed_by: id(row.confirmed_by)?,
        confirmed_on: day(row.confirmed_on)?,
        heard: heard_of(row.heard, row.heard_on, row.heard_opinion)?,
    })
}

/// An award from its row and its persons.
pub fn award_of(row: &award::Model, counted: Vec<PersonId>) -> Result<Award, StoreFault> {
    Ok(Award {
        id: id(row.id)?,
        unit: id(row.unit)?,
        programme: coded("programme", row.programme)?,
        terms: AwardTerms { class: coded("class", row.class)?, counted },
        payee: id(row.payee)?,
        from: month(row.from_month)?,
        until: row.until_month.map(month).transpose()?,
        decision: id(row.decision)?,
        supersedes: id_or_none(row.supersedes)?,
    })
}
