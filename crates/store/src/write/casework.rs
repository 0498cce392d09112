//! Determinations, gaps, cases with their steps, decisions and awards.

use casework::{Award, AwardTerms, Case, CaseState, Decision, Gap};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use vocabulary::Coded;

use crate::bulk;
use crate::column::{day_number, gap_kind_number, month_number};
use crate::entity::{award, award_member, case_step, decision, determination, gap, gap_case};
use crate::read::{award_of, state};
use crate::record::{ProposalRecord, TermsRecord, heard_columns, kind_columns};
use crate::{Act, Added, CaseStep, Determination, StoreFault};

/// Keys asked for in one statement.
const KEYS: usize = 500;

/// A record as the text of a column.
fn json(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("records of texts and numbers are always JSON")
}

fn terms_text(terms: Option<&AwardTerms>) -> Option<String> {
    terms.map(|terms| json(&TermsRecord::from(terms)))
}

impl Act {
    /// Adds determinations with their traces.
    pub async fn add_determinations(&mut self, determinations: &[Determination]) -> Result<Added, StoreFault> {
        let rows: Vec<determination::Model> = determinations
            .iter()
            .map(|determination| determination::Model {
                county: self.view.number,
                id: determination.id.number(),
                unit: determination.unit.number(),
                programme: determination.programme.number(),
                day: day_number(determination.day),
                known_at: determination.known_at.0,
                answer: json(&determination.answer),
                trace: json(&determination.trace),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<determination::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds gaps; month, unit, programme and list are the key.
    pub async fn add_gaps(&mut self, gaps: &[Gap]) -> Result<Added, StoreFault> {
        let rows: Vec<gap::Model> = gaps
            .iter()
            .map(|gap| gap::Model {
                county: self.view.number,
                id: gap.id.number(),
                month: month_number(gap.month),
                kind: gap_kind_number(gap.line.kind),
                unit: gap.line.unit.number(),
                programme: gap.line.programme.number(),
                should_terms: terms_text(gap.line.should.as_ref()),
                is_terms: terms_text(gap.line.is.as_ref()),
                rule: gap.line.rule.to_string(),
                reason: gap.line.reason.clone(),
                since: day_number(gap.line.since),
                deadline: day_number(gap.line.deadline),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<gap::Entity>(&self.view.transaction, &rows).await
    }

    /// Opens cases, one for a gap. Where a case stands later is told by its steps; a case given in another state than open
    /// is entered as open.
    pub async fn add_cases(&mut self, cases: &[Case]) -> Result<Added, StoreFault> {
        let rows: Vec<gap_case::Model> = cases
            .iter()
            .map(|case| gap_case::Model {
                county: self.view.number,
                id: case.id.number(),
                gap: case.gap.number(),
                unit: case.unit.number(),
                programme: case.programme.number(),
                opened_on: day_number(case.opened_on),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<gap_case::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds steps of cases. The same step again is left as it is; another step with the same number is a conflict: somebody
    /// else was faster.
    pub async fn add_case_steps(&mut self, steps: &[CaseStep]) -> Result<Added, StoreFault> {
        let rows: Vec<case_step::Model> = steps.iter().map(|step| self.step_row(step)).collect();
        let added = bulk::insert::<case_step::Entity>(&self.view.transaction, &rows).await?;
        if added.existing > 0 {
            for (step, row) in steps.iter().zip(&rows) {
                let standing = self.view.step_rows(step.case).await?;
                let same = standing.iter().any(|old| {
                    (old.number, old.state, old.official, old.day) == (row.number, row.state, row.official, row.day)
                        && (&old.proposal, &old.note) == (&row.proposal, &row.note)
                });
                if !same {
                    let key = format!("case {} step {}", step.case, step.number);
                    let why = "他人已先办理这一步 (somebody else took this step)".to_owned();
                    return Err(StoreFault::Conflict { table: "case_step", key, why });
                }
            }
        }
        Ok(added)
    }

    /// Adds decisions, one for a case. The same decision again is left as it is; another one for the same case is a
    /// conflict.
    pub async fn add_decisions(&mut self, decisions: &[Decision]) -> Result<Added, StoreFault> {
        let rows: Vec<decision::Model> = decisions.iter().map(|decision| self.decision_row(decision)).collect();
        let added = bulk::insert::<decision::Entity>(&self.view.transaction, &rows).await?;
        if added.existing > 0 {
            for part in rows.chunks(KEYS) {
                let standing = decision::Entity::find()
                    .filter(decision::Column::County.eq(self.view.number))
                    .filter(decision::Column::GapCase.is_in(part.iter().map(|row| row.gap_case)))
                    .all(&self.view.transaction)
                    .await?;
                for row in part {
                    // The number of the row and of the act differ at a repeat; what is decided must not.
                    let same =
                        |old: &decision::Model| decision::Model { id: row.id, sequence: row.sequence, ..old.clone() } == *row;
                    if !standing.iter().any(same) {
                        let why = "该案已有另一决定 (the case has another decision)".to_owned();
                        let key = format!("case {}", row.gap_case);
                        return Err(StoreFault::Conflict { table: "decision", key, why });
                    }
                }
            }
        }
        Ok(added)
    }

    /// Adds awards. The same award again is left as it is; one that says otherwise, or takes the place of an award whose
    /// place another one has taken, is a conflict.
    pub async fn add_awards(&mut self, awards: &[Award]) -> Result<Added, StoreFault> {
        self.refuse_second_successors(awards).await?;
        let rows: Vec<award::Model> = awards.iter().map(|award| self.award_row(award)).collect();
        let added = bulk::insert::<award::Entity>(&self.view.transaction, &rows).await?;
        let new = if added.existing == 0 { awards.iter().collect() } else { self.new_awards(awards).await? };
        let mut members = Vec::new();
        for award in new {
            for (place, person) in (0..).zip(&award.terms.counted) {
                let (county, id, sequence) = (self.view.number, award.id.number(), self.sequence().0);
                members.push(award_member::Model { county, id, place, person: person.number(), sequence });
            }
        }
        bulk::insert::<award_member::Entity>(&self.view.transaction, &members).await?;
        Ok(added)
    }

    /// Of the awards just added those that are new; one that stood before must say the same.
    async fn new_awards<'a>(&self, awards: &'a [Award]) -> Result<Vec<&'a Award>, StoreFault> {
        let mut counted = self.view.counted().await?;
        let mut new = Vec::new();
        for part in awards.chunks(KEYS) {
            let standing = award::Entity::find()
                .filter(award::Column::County.eq(self.view.number))
                .filter(award::Column::Decision.is_in(part.iter().map(|award| award.decision.number())))
                .all(&self.view.transaction)
                .await?;
            for award in part {
                let row = standing
                    .iter()
                    .find(|row| {
                        row.decision == award.decision.number() && row.supersedes == award.supersedes.map(|old| old.number())
                    })
                    .ok_or_else(|| award_conflict(award, "编号已用于另一救助 (its id is another award's)"))?;
                if row.sequence == self.sequence().0 && !counted.contains_key(&row.id) {
                    new.push(award);
                    continue;
                }
                let old = award_of(row, counted.remove(&row.id).unwrap_or_default())?;
                if (Award { id: award.id, ..old }) != *award {
                    return Err(award_conflict(award, "同一决定已有内容不同的救助 (the decision has another award)"));
                }
            }
        }
        Ok(new)
    }

    async fn refuse_second_successors(&self, awards: &[Award]) -> Result<(), StoreFault> {
        for part in awards.chunks(KEYS) {
            let followed = award::Entity::find()
                .filter(award::Column::County.eq(self.view.number))
                .filter(award::Column::Supersedes.is_in(part.iter().filter_map(|award| award.supersedes).map(|old| old.number())))
                .all(&self.view.transaction)
                .await?;
            for award in part {
                let old = award.supersedes.map(|old| old.number());
                let other = |row: &&award::Model| row.supersedes == old && row.decision != award.decision.number();
                if old.is_some() && followed.iter().any(|row| other(&row)) {
                    return Err(award_conflict(award, "原救助已被另一决定接替 (another decision follows the old award)"));
                }
            }
        }
        Ok(())
    }

    fn step_row(&self, step: &CaseStep) -> case_step::Model {
        let (state, proposal, note) = match &step.state {
            CaseState::Open => (state::OPEN, None, &step.note),
            CaseState::Proposed(proposal) => (state::PROPOSED, Some(json(&ProposalRecord::from(proposal))), &step.note),
            CaseState::Decided => (state::DECIDED, None, &step.note),
            CaseState::Closed { why, .. } => (state::CLOSED, None, why),
        };
        case_step::Model {
            county: self.view.number,
            id: step.id.number(),
            gap_case: step.case.number(),
            number: step.number,
            state,
            official: step.by.number(),
            day: day_number(step.on),
            proposal,
            note: note.clone(),
            sequence: self.sequence().0,
        }
    }

    fn decision_row(&self, decision: &Decision) -> decision::Model {
        let (kind, terms, ends) = kind_columns(&decision.kind);
        let (heard, heard_on, heard_opinion) = heard_columns(&decision.heard);
        decision::Model {
            county: self.view.number,
            id: decision.id.number(),
            gap_case: decision.case.number(),
            unit: decision.unit.number(),
            programme: decision.programme.number(),
            kind,
            terms: terms.as_ref().map(json),
            ends,
            effective: month_number(decision.effective),
            determination: decision.determination.number(),
            reasons: decision.reasons.clone(),
            proposed_by: decision.proposed_by.number(),
            proposed_on: day_number(decision.proposed_on),
            noticed_from: decision.noticed.map(|days| day_number(days.from())),
            noticed_until: decision.noticed.and_then(|days| days.until()).map(day_number),
            confirmed_by: decision.confirmed_by.number(),
            confirmed_on: day_number(decision.confirmed_on),
            heard,
            heard_on,
            heard_opinion,
            sequence: self.sequence().0,
        }
    }

    fn award_row(&self, award: &Award) -> award::Model {
        award::Model {
            county: self.view.number,
            id: award.id.number(),
            unit: award.unit.number(),
            programme: award.programme.number(),
            class: award.terms.class.number(),
            payee: award.payee.number(),
            from_month: month_number(award.from),
            until_month: award.until.map(month_number),
            decision: award.decision.number(),
            supersedes: award.supersedes.map(|old| old.number()),
            sequence: self.sequence().0,
        }
    }
}

fn award_conflict(award: &Award, why: &str) -> StoreFault {
    StoreFault::Conflict { table: "award", key: format!("unit {}, decision {}", award.unit, award.decision), why: why.to_owned() }
}
