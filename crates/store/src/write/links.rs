//! Link questions and what was settled.

use serde_json::json;

use crate::bulk;
use crate::column::{day_number, link_verdict_number, region_number};
use crate::entity::{link_candidate, link_decision, link_question};
use crate::record::LinkRow;
use crate::{Act, Added, LinkDecision, LinkQuestion, LinkSubject, StoreFault};

impl Act {
    /// Adds questions with their candidates; the same subject of the same file is asked once.
    pub async fn add_link_questions(&mut self, questions: &[LinkQuestion]) -> Result<Added, StoreFault> {
        let mut added = Added::default();
        let rows = questions.iter().map(|question| self.question_row(question));
        let rows: Vec<link_question::Model> = rows.collect();
        for (question, row) in questions.iter().zip(&rows) {
            // One by one: the candidates of a question that stands there already are not added to it.
            let one = bulk::insert::<link_question::Entity>(&self.view.transaction, std::slice::from_ref(row)).await?;
            if one.inserted > 0 {
                let candidates: Vec<link_candidate::Model> = self.candidate_rows(question).collect();
                bulk::insert::<link_candidate::Entity>(&self.view.transaction, &candidates).await?;
            }
            added = added.and(one);
        }
        Ok(added)
    }

    /// Adds decisions; one that takes the place of another says so.
    pub async fn add_link_decisions(&mut self, decisions: &[LinkDecision]) -> Result<Added, StoreFault> {
        let rows: Vec<link_decision::Model> = decisions
            .iter()
            .map(|decision| link_decision::Model {
                county: self.view.number,
                id: decision.id.number(),
                digest: decision.digest.to_vec(),
                person: decision.person.number(),
                verdict: link_verdict_number(decision.verdict),
                why: decision.why.clone(),
                made_by: decision.by.number(),
                made_on: day_number(decision.on),
                supersedes: decision.supersedes.map(|old| old.number()),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<link_decision::Entity>(&self.view.transaction, &rows).await
    }

    fn question_row(&self, question: &LinkQuestion) -> link_question::Model {
        let empty = link_question::Model {
            county: self.view.number,
            id: question.id.number(),
            subject: 2,
            digest: question.digest.to_vec(),
            reason: i64::from(question.reason),
            file: None,
            sheet: None,
            row_number: None,
            person: None,
            name: String::new(),
            number_masked: String::new(),
            sex: None,
            birth: None,
            village: None,
            household_number: String::new(),
            sequence: self.sequence().0,
        };
        match &question.subject {
            LinkSubject::Person(person) => link_question::Model { person: Some(person.number()), ..empty },
            LinkSubject::Row(LinkRow { cell, name, number_masked, sex, birth, village, household_number }) => {
                link_question::Model {
                    subject: 1,
                    file: Some(cell.file.number()),
                    sheet: Some(i64::from(cell.sheet)),
                    row_number: Some(i64::from(cell.row)),
                    name: name.clone(),
                    number_masked: number_masked.clone(),
                    sex: sex.map(vocabulary::Sex::code),
                    birth: birth.map(day_number),
                    village: village.map(region_number),
                    household_number: household_number.clone(),
                    ..empty
                }
            }
        }
    }

    fn candidate_rows<'a>(&'a self, question: &'a LinkQuestion) -> impl Iterator<Item = link_candidate::Model> + 'a {
        (1i64..).zip(&question.candidates).map(|(place, candidate)| {
            let findings: Vec<_> =
                candidate.findings.iter().map(|finding| json!([finding.field, finding.finding, finding.millibits])).collect();
            link_candidate::Model {
                county: self.view.number,
                id: question.id.number(),
                place,
                person: candidate.person.number(),
                probability: candidate.probability_millionths,
                prior_bits: candidate.prior_millibits,
                findings: serde_json::Value::from(findings).to_string(),
                sequence: self.sequence().0,
            }
        })
    }
}
