//! Whom a row is about, where number and name do not say so: questions, what a person settles, and taking that back.
//!
//! Holds: nobody is linked by a machine; what is settled is a row that supersedes what was settled before, with who, when and
//! why, and is in the audit chain; the same row of a later file is linked without asking, one that was found to be another
//! person never; a file that contradicts it raises a question and changes nothing.

mod duplicates;
mod listing;

use std::collections::HashSet;

use registry::{Fact, FactValue};
use store::{
    Act as StoreAct, AuditEntry, LinkDecision, LinkDecisionId, LinkQuestion, LinkQuestionId, LinkSubject, LinkVerdict, View,
};
use vocabulary::{CellRef, FactId, PersonId, Source};

use crate::context::Context;
use crate::import::attach;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};

pub use duplicates::find_duplicates;
pub use listing::list;

/// What an official settles about a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkOrder {
    /// The question.
    pub question: LinkQuestionId,
    /// What is settled.
    pub answer: LinkAnswer,
    /// Why; never blank.
    pub why: String,
}

/// What is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkAnswer {
    /// It is this person.
    Same(PersonId),
    /// It is not this person; without one, nobody of those asked about.
    NotSame(Option<PersonId>),
    /// Nobody can say.
    CannotSay,
}

/// What came of settling a question or of taking it back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkSettled {
    /// Decisions recorded.
    pub decisions: usize,
    /// Facts recorded because of it.
    pub facts: usize,
    /// Files whose original is no longer kept: of these nothing could be recorded.
    pub originals_destroyed: usize,
    /// Rows whose number is not that of the register: a clue for a person.
    pub numbers_differ: usize,
}

/// Settles a question. The facts of the row attach to the person from now on.
pub async fn settle(office: &Office, ctx: &Context, order: &LinkOrder) -> Result<LinkSettled, Refusal> {
    ctx.require(Act::SettleLink, ctx.official().region)?;
    crate::people::require_reason(&order.why)?;
    let mut act = office.store.act(office.county).await?;
    let question = question(&act, ctx, order.question).await?;
    let before = act.link_decisions_about(&[question.digest]).await?;
    let (verdict, persons) = verdict_of(&question, order.answer)?;
    refuse_second_person(&before, verdict, &persons)?;
    let decisions: Vec<LinkDecision> =
        persons.iter().map(|person| decision(ctx, &act, &question, &before, *person, verdict, &order.why)).collect();
    act.add_link_decisions(&decisions).await?;
    let mut settled = LinkSettled { decisions: decisions.len(), ..LinkSettled::default() };
    if let (LinkVerdict::Same, Some(person)) = (verdict, persons.first()) {
        for (file, cell) in rows_of(&act, &question).await? {
            let attached = attach(office, ctx, &mut act, (&file, cell), *person).await?;
            settled.facts += attached.facts;
            settled.originals_destroyed += usize::from(attached.original_destroyed);
            settled.numbers_differ += usize::from(attached.number_differs);
        }
    }
    let subject = format!("link question {}", order.question);
    act.commit(&entry(ctx, &subject, &settled, &persons, verdict, &order.why)).await?;
    Ok(settled)
}

/// Takes back what was settled about a question: later rows are asked about again, and what the rows stated no longer stands,
/// from now on.
pub async fn undo(office: &Office, ctx: &Context, of: LinkQuestionId, why: &str) -> Result<LinkSettled, Refusal> {
    ctx.require(Act::SettleLink, ctx.official().region)?;
    crate::people::require_reason(why)?;
    let mut act = office.store.act(office.county).await?;
    let question = question(&act, ctx, of).await?;
    let before = act.link_decisions_about(&[question.digest]).await?;
    let standing: Vec<&LinkDecision> = before.iter().filter(|decision| decision.verdict != LinkVerdict::Undone).collect();
    if standing.is_empty() {
        return Err(Refusal::Conflict {
            what: format!("比对问题 {of} 没有可撤销的认定。"),
            english: format!("Nothing is settled about link question {of}."),
        });
    }
    let persons: Vec<PersonId> = standing.iter().map(|decision| decision.person).collect();
    let undone: Vec<LinkDecision> =
        persons.iter().map(|person| decision(ctx, &act, &question, &before, *person, LinkVerdict::Undone, why)).collect();
    act.add_link_decisions(&undone).await?;
    let mut settled = LinkSettled { decisions: undone.len(), ..LinkSettled::default() };
    for decision in standing.iter().filter(|decision| decision.verdict == LinkVerdict::Same) {
        let cells: HashSet<CellRef> = rows_of(&act, &question).await?.into_iter().map(|(_, cell)| cell).collect();
        let facts = taken_back(ctx, &act, decision.person, &cells).await?;
        settled.facts += facts.len();
        act.add_facts(&facts).await?;
    }
    act.commit(&entry(ctx, &format!("link question {of}"), &settled, &persons, LinkVerdict::Undone, why)).await?;
    Ok(settled)
}

/// The question, where it is about somebody of the official's region.
async fn question(view: &View, ctx: &Context, of: LinkQuestionId) -> Result<LinkQuestion, Refusal> {
    let not_found = || Refusal::NotFound { kind: RecordKind::LinkQuestion, id: of.to_string() };
    let question = view.link_question(of).await?.ok_or_else(not_found)?;
    let mut persons: Vec<PersonId> = question.candidates.iter().map(|candidate| candidate.person).collect();
    if persons.is_empty() {
        // Of a row that was linked because it was settled before, the decision says whom.
        let decisions = view.link_decisions_about(&[question.digest]).await?;
        persons = decisions.iter().map(|decision| decision.person).collect();
    }
    let known = view.candidates_with_homes(&persons).await?;
    let is_of_region = known.iter().any(|(known, _)| ctx.official().region.contains(known.person.village));
    if is_of_region { Ok(question) } else { Err(not_found()) }
}

/// The verdict and whom it is about.
fn verdict_of(question: &LinkQuestion, answer: LinkAnswer) -> Result<(LinkVerdict, Vec<PersonId>), Refusal> {
    let all = || question.candidates.iter().map(|candidate| candidate.person);
    let asked_about = |person: PersonId| {
        all()
            .find(|candidate| *candidate == person)
            .map(|person| vec![person])
            .ok_or_else(|| Refusal::NotFound { kind: RecordKind::Person, id: person.to_string() })
    };
    match answer {
        LinkAnswer::Same(person) => Ok((LinkVerdict::Same, asked_about(person)?)),
        LinkAnswer::NotSame(Some(person)) => Ok((LinkVerdict::NotSame, asked_about(person)?)),
        LinkAnswer::NotSame(None) => Ok((LinkVerdict::NotSame, all().collect())),
        LinkAnswer::CannotSay => Ok((LinkVerdict::CannotSay, all().collect())),
    }
}

/// A row is one person: who was settled before is taken back first, by somebody who says why.
fn refuse_second_person(before: &[LinkDecision], verdict: LinkVerdict, persons: &[PersonId]) -> Result<(), Refusal> {
    let standing = before.iter().find(|decision| decision.verdict == LinkVerdict::Same);
    match standing {
        Some(standing) if verdict != LinkVerdict::Same || persons != [standing.person] => Err(Refusal::Conflict {
            what: format!(
                "该行已于{}认定为人员 {}。如需改变，请先用 doudi links undo 撤销并说明理由。",
                standing.on, standing.person
            ),
            english: format!(
                "The row was settled to be person {} on {}. Take that back first with doudi links undo.",
                standing.person, standing.on
            ),
        }),
        Some(_) | None => Ok(()),
    }
}

fn decision(
    ctx: &Context,
    act: &StoreAct,
    question: &LinkQuestion,
    before: &[LinkDecision],
    person: PersonId,
    verdict: LinkVerdict,
    why: &str,
) -> LinkDecision {
    LinkDecision {
        id: LinkDecisionId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        digest: question.digest,
        person,
        verdict,
        why: why.trim().to_owned(),
        by: ctx.official().id,
        on: ctx.today(),
        supersedes: before.iter().find(|decision| decision.person == person).map(|decision| decision.id),
        sequence: act.sequence(),
    }
}

/// Every row of a received file that a question of this subject was raised by, or that was linked by what was settled.
async fn rows_of(act: &StoreAct, question: &LinkQuestion) -> Result<Vec<(store::ReceivedFile, CellRef)>, Refusal> {
    let mut rows = Vec::new();
    for other in act.link_questions().await?.into_iter().filter(|other| other.digest == question.digest) {
        if let LinkSubject::Row(row) = other.subject
            && let Some(file) = act.file(row.cell.file).await?
        {
            rows.push((file, row.cell));
        }
    }
    Ok(rows)
}

/// Facts that take the place of those the rows stated of a person: what the same department stated before stands again, and
/// where it stated nothing, nothing is stated.
async fn taken_back(ctx: &Context, act: &StoreAct, person: PersonId, rows: &HashSet<CellRef>) -> Result<Vec<Fact>, Refusal> {
    let register = act.register_around(&[person], &[]).await?;
    let is_of_rows = |fact: &Fact| match fact.source {
        Source::Cell(cell) => rows.contains(&CellRef { column: 0, ..cell }),
        Source::Act(_) => false,
    };
    let mut facts = Vec::new();
    for fact in register.facts_of(person).iter().filter(|fact| is_of_rows(fact)) {
        let superseded: Vec<FactId> = fact.supersedes.into_iter().collect();
        let corrected = act.facts_numbered(&superseded).await?;
        let day = fact.days.from();
        let mut stated = register.statements(person, fact.kind, fact.department).iter();
        let earlier = stated.rfind(|other| other.days.contains(day) && !is_of_rows(other));
        let value = corrected.first().or(earlier).map_or(FactValue::EMPTY, |before| before.value);
        facts.push(Fact {
            id: FactId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
            value,
            recorded: act.sequence(),
            supersedes: Some(fact.id),
            source: Source::Act(act.sequence()),
            ..fact.clone()
        });
    }
    Ok(facts)
}

fn entry(
    ctx: &Context,
    subject: &str,
    settled: &LinkSettled,
    persons: &[PersonId],
    verdict: LinkVerdict,
    why: &str,
) -> AuditEntry {
    let persons: Vec<i64> = persons.iter().map(|person| person.number()).collect();
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::SettleLink.code().to_owned(),
        subject: subject.to_owned(),
        rows: i64::try_from(settled.decisions).unwrap_or(i64::MAX),
        detail: serde_json::json!({
            "verdict": format!("{verdict:?}"), "persons": persons, "facts": settled.facts, "why": why.trim(),
        }),
    }
}
