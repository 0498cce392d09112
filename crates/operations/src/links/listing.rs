//! Link questions as an official sees them: both sides, the weight of each field, what was settled.

use std::collections::{BTreeMap, HashMap};

use store::{LinkCandidate, LinkDecision, LinkDigest, LinkQuestion, LinkRow, LinkSubject, LinkVerdict, View};
use vocabulary::{FileId, OfficialId, PersonId};

use super::duplicates::DOUBLE_ENTRY;
use crate::context::Context;
use crate::import::REMEMBERED;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::Refusal;
use crate::views::{FieldWeightView, LinkCandidateView, LinkDecisionView, LinkQuestionView, LinkSideView};

/// Questions about persons of the official's region, open ones first, then the latest first. Of the same row in several
/// files the latest is shown.
pub async fn list(office: &Office, ctx: &Context) -> Result<Vec<LinkQuestionView>, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    let view = office.store.view(office.county).await?;
    let mut latest: BTreeMap<LinkDigest, LinkQuestion> = BTreeMap::new();
    for question in view.link_questions().await?.into_iter().filter(|question| question.reason != REMEMBERED) {
        latest.insert(question.digest, question);
    }
    let mut decisions: HashMap<LinkDigest, Vec<LinkDecision>> = HashMap::new();
    for decision in view.link_decisions().await?.into_iter().filter(|decision| decision.verdict != LinkVerdict::Undone) {
        decisions.entry(decision.digest).or_default().push(decision);
    }
    let shown = Shown::load(office, &view, latest.values()).await?;
    let mut views: Vec<LinkQuestionView> = latest
        .values()
        .filter(|question| shown.is_of_region(ctx, question))
        .map(|question| shown.question(question, decisions.get(&question.digest).map_or(&[], Vec::as_slice)))
        .collect();
    views.sort_by_key(|view| (!view.is_open, std::cmp::Reverse(view.id)));
    Ok(views)
}

/// Whether a person still has to look: nothing was settled that counts, or the file contradicted it since.
fn is_open(question: &LinkQuestion, decisions: &[LinkDecision]) -> bool {
    let contradicted =
        question.reason == SETTLED_OTHERWISE && decisions.iter().all(|decision| decision.sequence < question.sequence);
    let closes = |decision: &LinkDecision| match decision.verdict {
        LinkVerdict::Same | LinkVerdict::CannotSay => true,
        LinkVerdict::NotSame | LinkVerdict::Undone => false,
    };
    let is_another = |candidate: &LinkCandidate| {
        decisions.iter().any(|decision| decision.person == candidate.person && decision.verdict == LinkVerdict::NotSame)
    };
    contradicted || (!decisions.iter().any(closes) && !question.candidates.iter().all(is_another))
}

/// Number of the reason that a file contradicts what was settled.
const SETTLED_OTHERWISE: i16 = 17;

/// What the questions name, loaded once.
struct Shown<'a> {
    office: &'a Office,
    persons: HashMap<PersonId, (store::Candidate, Vec<String>)>,
    files: HashMap<FileId, String>,
    officials: HashMap<OfficialId, String>,
}

impl<'a> Shown<'a> {
    async fn load(office: &'a Office, view: &View, questions: impl Iterator<Item = &LinkQuestion>) -> Result<Shown<'a>, Refusal> {
        let mut persons: Vec<PersonId> = Vec::new();
        for question in questions {
            persons.extend(question.candidates.iter().map(|candidate| candidate.person));
            if let LinkSubject::Person(person) = question.subject {
                persons.push(person);
            }
        }
        persons.sort_unstable();
        persons.dedup();
        // Opened only to be shown under the mask of their type.
        let known = view.candidates_with_homes(&persons).await?;
        let mut officials: HashMap<OfficialId, String> = HashMap::new();
        for official in view.officials().await? {
            officials.insert(official.id, official.name);
        }
        Ok(Shown {
            office,
            persons: known.into_iter().map(|known| (known.0.person.id, known)).collect(),
            files: view.files(None).await?.into_iter().map(|file| (file.id, file.name)).collect(),
            officials,
        })
    }

    fn is_of_region(&self, ctx: &Context, question: &LinkQuestion) -> bool {
        let is_there = |person: PersonId| {
            self.persons.get(&person).is_some_and(|(known, _)| ctx.official().region.contains(known.person.village))
        };
        question.candidates.iter().any(|candidate| is_there(candidate.person))
    }

    fn question(&self, question: &LinkQuestion, decisions: &[LinkDecision]) -> LinkQuestionView {
        let subject = match &question.subject {
            LinkSubject::Row(row) => self.row(row),
            LinkSubject::Person(person) => self.person(*person),
        };
        LinkQuestionView {
            id: question.id.number(),
            is_open: is_open(question, decisions),
            reason: reason(question.reason),
            subject,
            candidates: question.candidates.iter().map(|candidate| self.candidate(candidate)).collect(),
            decisions: decisions.iter().map(|decision| self.decision(decision)).collect(),
        }
    }

    fn row(&self, row: &LinkRow) -> LinkSideView {
        let place = format!(
            "{} 第{}表第{}行",
            self.files.get(&row.cell.file).map_or("", String::as_str),
            u32::from(row.cell.sheet) + 1,
            row.cell.row
        );
        LinkSideView {
            place,
            name: or_dash(row.name.clone()),
            number: or_dash(row.number_masked.clone()),
            sex: row.sex.map_or("—", vocabulary::Sex::label),
            birth: row.birth.map_or_else(|| "—".to_owned(), |birth| birth.to_string()),
            village: row.village.map_or_else(|| "—".to_owned(), |village| self.office.regions.name(village)),
            household: or_dash(row.household_number.clone()),
        }
    }

    fn person(&self, person: PersonId) -> LinkSideView {
        let Some((known, homes)) = self.persons.get(&person) else {
            let dash = || "—".to_owned();
            let place = format!("登记人员 {person}");
            return LinkSideView {
                place,
                name: dash(),
                number: dash(),
                sex: "—",
                birth: dash(),
                village: dash(),
                household: dash(),
            };
        };
        LinkSideView {
            place: format!("登记人员 {person}"),
            name: known.person.name.clone(),
            number: known.number.map_or_else(|| "—".to_owned(), |number| number.to_string()),
            sex: known.person.sex.label(),
            birth: known.person.birth.to_string(),
            village: self.office.regions.name(known.person.village),
            household: or_dash(homes.last().cloned().unwrap_or_default()),
        }
    }

    fn candidate(&self, candidate: &LinkCandidate) -> LinkCandidateView {
        let field = |finding: &store::LinkFinding| FieldWeightView {
            field: finding.field.clone(),
            finding: finding.finding.clone(),
            millibits: finding.millibits,
        };
        LinkCandidateView {
            person: candidate.person.number(),
            side: self.person(candidate.person),
            probability_millionths: candidate.probability_millionths,
            prior_millibits: candidate.prior_millibits,
            fields: candidate.findings.iter().map(field).collect(),
        }
    }

    fn decision(&self, decision: &LinkDecision) -> LinkDecisionView {
        LinkDecisionView {
            person: decision.person.number(),
            verdict: match decision.verdict {
                LinkVerdict::Same => "同一人",
                LinkVerdict::NotSame => "不是同一人",
                LinkVerdict::CannotSay => "无法判断",
                LinkVerdict::Undone => "已撤销",
            },
            by: self.officials.get(&decision.by).cloned().unwrap_or_default(),
            on: decision.on,
            why: decision.why.clone(),
        }
    }
}

fn or_dash(text: String) -> String {
    if text.is_empty() { "—".to_owned() } else { text }
}

/// Why it is asked, from the number of the clue.
fn reason(number: i16) -> String {
    if number == DOUBLE_ENTRY {
        return "登记中的两人可能是同一人。".to_owned();
    }
    registry::statement::ClueReason::from_number(number).map_or_else(String::new, |reason| reason.sentence().to_owned())
}
