//! Link questions and what was settled; digests of subjects.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult};
use vocabulary::{CellRef, FactId, Sequence};

use super::register::{newest, sex};
use crate::bulk::{self, Listed};
use crate::cipher::Index;
use crate::column::{day, id, id_or_none, link_verdict, narrow, region, unreadable};
use crate::entity::{link_candidate, link_decision, link_question};
use crate::record::{LinkDigest, LinkFinding, LinkRow};
use crate::{LinkCandidate, LinkDecision, LinkQuestion, LinkQuestionId, LinkSubject, StoreFault, View};

impl View {
    /// Keyed digests of texts that identify subjects. What they are made of is the caller's; they can be compared only.
    pub fn link_digests(&self, texts: &[String]) -> Result<Vec<LinkDigest>, StoreFault> {
        // No identity number begins so: a digest of a subject is never the index of a number.
        texts.iter().map(|text| self.cipher.mac(Index::Exact, format!("link {text}").as_bytes())).collect()
    }

    /// All questions with their candidates, in the order in which they were asked.
    pub async fn link_questions(&self) -> Result<Vec<LinkQuestion>, StoreFault> {
        let rows = link_question::Entity::find()
            .filter(link_question::Column::County.eq(self.number))
            .order_by_asc(link_question::Column::Id)
            .all(&self.transaction)
            .await?;
        let candidates = link_candidate::Entity::find()
            .filter(link_candidate::Column::County.eq(self.number))
            .order_by_asc(link_candidate::Column::Id)
            .order_by_asc(link_candidate::Column::Place)
            .all(&self.transaction)
            .await?;
        let mut of_question: HashMap<i64, Vec<LinkCandidate>> = HashMap::new();
        for row in candidates {
            of_question.entry(row.id).or_default().push(candidate_of(&row)?);
        }
        rows.into_iter().map(|row| question_of(row, &mut of_question)).collect()
    }

    /// The question with that id.
    pub async fn link_question(&self, question: LinkQuestionId) -> Result<Option<LinkQuestion>, StoreFault> {
        let row = link_question::Entity::find_by_id((self.number, question.number())).one(&self.transaction).await?;
        let Some(row) = row else { return Ok(None) };
        let candidates = link_candidate::Entity::find()
            .filter(link_candidate::Column::County.eq(self.number))
            .filter(link_candidate::Column::Id.eq(question.number()))
            .order_by_asc(link_candidate::Column::Place)
            .all(&self.transaction)
            .await?;
        let candidates = candidates.iter().map(candidate_of).collect::<Result<Vec<_>, _>>()?;
        question_of(row, &mut HashMap::from([(question.number(), candidates)])).map(Some)
    }

    /// All decisions that count now: those that nothing takes the place of, in the order in which they were made.
    pub async fn link_decisions(&self) -> Result<Vec<LinkDecision>, StoreFault> {
        let rows = link_decision::Entity::find()
            .filter(link_decision::Column::County.eq(self.number))
            .order_by_asc(link_decision::Column::Id)
            .all(&self.transaction)
            .await?;
        newest(rows.into_iter().map(|row| (row.id, row.supersedes, row)).collect()).into_iter().map(decision_of).collect()
    }

    /// The decisions about these subjects that count now.
    pub async fn link_decisions_about(&self, digests: &[LinkDigest]) -> Result<Vec<LinkDecision>, StoreFault> {
        let columns = ["id", "supersedes", "digest", "person", "verdict", "why", "made_by", "made_on", "sequence"];
        let listed = Listed { table: "link_decision", columns: &columns, county: self.number, column: "digest" };
        let rows = bulk::by_bytes(&self.transaction, listed, digests, |row: &QueryResult| {
            let model = link_decision::Model {
                county: self.number,
                id: row.try_get_by_index(0)?,
                supersedes: row.try_get_by_index(1)?,
                digest: row.try_get_by_index(2)?,
                person: row.try_get_by_index(3)?,
                verdict: row.try_get_by_index(4)?,
                why: row.try_get_by_index(5)?,
                made_by: row.try_get_by_index(6)?,
                made_on: row.try_get_by_index(7)?,
                sequence: row.try_get_by_index(8)?,
            };
            Ok((model.id, model.supersedes, model))
        });
        newest(rows.await?).into_iter().map(decision_of).collect()
    }

    /// Facts by their ids, superseded ones too.
    pub async fn facts_numbered(&self, facts: &[FactId]) -> Result<Vec<registry::Fact>, StoreFault> {
        let ids: Vec<i64> = facts.iter().map(|fact| fact.number()).collect();
        self.facts_listed("id", &ids).await
    }
}

fn candidate_of(row: &link_candidate::Model) -> Result<LinkCandidate, StoreFault> {
    let findings: Vec<(String, String, i64)> =
        serde_json::from_str(&row.findings).map_err(|_| unreadable("findings of link question", row.id))?;
    Ok(LinkCandidate {
        person: id(row.person)?,
        probability_millionths: row.probability,
        prior_millibits: row.prior_bits,
        findings: findings.into_iter().map(|(field, finding, millibits)| LinkFinding { field, finding, millibits }).collect(),
    })
}

fn digest_of(bytes: Vec<u8>, row: i64) -> Result<LinkDigest, StoreFault> {
    bytes.try_into().map_err(|_| unreadable("digest of link", row))
}

fn question_of(row: link_question::Model, candidates: &mut HashMap<i64, Vec<LinkCandidate>>) -> Result<LinkQuestion, StoreFault> {
    let subject = match (row.file, row.person) {
        (Some(file), _) => LinkSubject::Row(LinkRow {
            cell: CellRef {
                file: id(file)?,
                sheet: narrow("sheet", row.sheet.unwrap_or_default())?,
                row: narrow("row", row.row_number.unwrap_or_default())?,
                column: 0,
            },
            name: row.name,
            number_masked: row.number_masked,
            sex: row.sex.map(sex).transpose()?,
            birth: row.birth.map(day).transpose()?,
            village: row.village.map(region).transpose()?,
            household_number: row.household_number,
        }),
        (None, Some(person)) => LinkSubject::Person(id(person)?),
        (None, None) => return Err(unreadable("subject of link question", row.id)),
    };
    Ok(LinkQuestion {
        id: id(row.id)?,
        subject,
        digest: digest_of(row.digest, row.id)?,
        reason: narrow("reason", row.reason)?,
        candidates: candidates.remove(&row.id).unwrap_or_default(),
        sequence: Sequence(row.sequence),
    })
}

fn decision_of(row: link_decision::Model) -> Result<LinkDecision, StoreFault> {
    Ok(LinkDecision {
        id: id(row.id)?,
        digest: digest_of(row.digest, row.id)?,
        person: id(row.person)?,
        verdict: link_verdict(row.verdict)?,
        why: row.why,
        by: id(row.made_by)?,
        on: day(row.made_on)?,
        supersedes: id_or_none(row.supersedes)?,
        sequence: Sequence(row.sequence),
    })
}
