//! One hash of what a county's records say, whatever ids, acts and moments they were written under: a load that was cut
//! off and continued gives the same as one that was not, under the same keys.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use casework::{Award, AwardTerms, Decision, DecisionKind, Heard};
use registry::{Fact, Household};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use sm3::{Digest, Sm3};
use vocabulary::{AwardId, CellRef, Coded, FactId, FileId, HouseholdId, LineId, Month, OfficialId, PersonId, RegionCode, Source};

use crate::cipher::{hexadecimal, sm3};
use crate::column::{account_number, gap_kind_number, household_kind_number, id, month, purpose_number, region_number};
use crate::entity::{award, gap, person_secret};
use crate::read::award_of;
use crate::{LinkSubject, Store, StoreFault, View};

/// What stands for a row's id in the hash: what the world knows the thing by.
#[derive(Default)]
struct Names {
    persons: HashMap<PersonId, String>,
    households: HashMap<HouseholdId, String>,
    files: HashMap<FileId, String>,
    officials: HashMap<OfficialId, String>,
    awards: HashMap<AwardId, String>,
    lines: HashMap<LineId, String>,
}

/// The name of a thing; one that is named nowhere has none, which no name is.
fn name<K: Eq + std::hash::Hash>(names: &HashMap<K, String>, key: K) -> &str {
    names.get(&key).map_or("?", String::as_str)
}

/// Hashes of rows by table; their order does not count.
#[derive(Default)]
struct Rows(Vec<[u8; 32]>);

impl Rows {
    fn add(&mut self, row: &str) {
        self.0.push(sm3(row.as_bytes()));
    }
}

impl Store {
    /// SM3 over the county's logical content in a canonical order, in hexadecimal.
    pub async fn state_hash(&self, county: RegionCode) -> Result<String, StoreFault> {
        let view = self.view(county).await?;
        let mut names = Names::default();
        let mut rows = Rows::default();
        view.hash_ground(&mut names, &mut rows).await?;
        view.hash_register(&mut names, &mut rows).await?;
        view.hash_facts(&names, &mut rows).await?;
        view.hash_queries(&names, &mut rows).await?;
        view.hash_links(&names, &mut rows).await?;
        view.hash_casework(&mut names, &mut rows).await?;
        view.hash_ledger(&mut names, &mut rows).await?;
        rows.0.sort_unstable();
        let mut hash = Sm3::new();
        hash.update(region_number(county).to_be_bytes());
        for row in rows.0 {
            hash.update(row);
        }
        Ok(hexadecimal(&hash.finalize()))
    }
}

impl View {
    async fn hash_ground(&self, names: &mut Names, rows: &mut Rows) -> Result<(), StoreFault> {
        for official in self.officials().await? {
            rows.add(&format!("official {}|{}|{}|{}", official.login, official.name, official.role, official.region));
            names.officials.insert(official.id, official.login);
        }
        for file in self.files(None).await? {
            let digest = hexadecimal(&file.digest);
            let (read, taken) = (file.rows_read, file.rows_taken);
            let (complained, dropped) = (file.rows_complained, file.rows_dropped);
            let counts = format!("{read}|{taken}|{complained}|{dropped}|{}", file.repeat);
            rows.add(&format!("file {digest}|{}|{}|{}|{counts}", file.name, file.department, file.month));
            for complaint in self.complaints(file.id).await? {
                let place = format!("{}|{}|{:?}", complaint.sheet, complaint.row, complaint.column);
                rows.add(&format!("complaint {digest}|{place}|{}|{}", complaint.code, complaint.message));
            }
            names.files.insert(file.id, digest);
        }
        for clue in self.clues().await? {
            let cell = clue.cell.as_ref().map(|cell| cell_name(names, cell));
            rows.add(&format!("clue {}|{cell:?}|{}|{:?}", clue.kind, clue.message, clue.outcome));
        }
        Ok(())
    }

    async fn hash_register(&self, names: &mut Names, rows: &mut Rows) -> Result<(), StoreFault> {
        let indexes: Vec<(i64, Option<Vec<u8>>)> = person_secret::Entity::find()
            .select_only()
            .column(person_secret::Column::Id)
            .column(person_secret::Column::ExactIndex)
            .filter(person_secret::Column::County.eq(self.number))
            .into_tuple()
            .all(&self.transaction)
            .await?;
        for (person, index) in indexes {
            names.persons.insert(id(person)?, index.map_or_else(|| "no number".to_owned(), |index| hexadecimal(&index)));
        }
        for person in self.persons(None).await? {
            let entry = format!("{}|{}|{}", person.name, person.sex.code(), person.birth);
            let place = format!("{}|{}", person.village, person.registration.number());
            let known = names.persons.entry(person.id).or_default();
            if known.len() != 64 {
                // Without a number a person is known by the entry itself.
                known.clone_from(&entry);
            }
            rows.add(&format!("person {known}|{entry}|{place}"));
        }
        for household in self.households(None).await? {
            let key = household_name(&household);
            rows.add(&format!("household {key}|{}|{}", household.village, household.registration.number()));
            names.households.insert(household.id, key);
        }
        for membership in self.memberships(None).await? {
            let unit = name(&names.households, membership.household);
            let person = name(&names.persons, membership.person);
            rows.add(&format!("member {unit}|{person}|{}|{:?}", membership.relation.code(), membership.days));
        }
        Ok(())
    }

    async fn hash_facts(&self, names: &Names, rows: &mut Rows) -> Result<(), StoreFault> {
        let facts = self.all_facts().await?;
        let superseded: HashSet<FactId> = facts.iter().filter_map(|fact| fact.supersedes).collect();
        let mut line = String::new();
        for fact in &facts {
            line.clear();
            write_fact(&mut line, names, fact);
            line.push_str(if superseded.contains(&fact.id) { "|superseded" } else { "|stands" });
            rows.add(&line);
        }
        Ok(())
    }

    async fn hash_queries(&self, names: &Names, rows: &mut Rows) -> Result<(), StoreFault> {
        for batch in self.query_batches(None).await? {
            let made = format!("{}|{}", name(&names.officials, batch.made_by), batch.made_on);
            let asked = format!("{}|{}|{:?}", batch.departments.join(","), batch.purpose, batch.valid);
            rows.add(&format!("query {}|{}|{asked}|{made}", batch.name, batch.month));
            for member in batch.members {
                let (person, unit) = (name(&names.persons, member.person), name(&names.households, member.unit));
                rows.add(&format!("asked {}|{person}|{unit}", batch.name));
            }
        }
        Ok(())
    }

    async fn hash_links(&self, names: &Names, rows: &mut Rows) -> Result<(), StoreFault> {
        for question in self.link_questions().await? {
            let subject = match &question.subject {
                LinkSubject::Row(row) => cell_name(names, &row.cell),
                LinkSubject::Person(person) => name(&names.persons, *person).to_owned(),
            };
            rows.add(&format!("link question {subject}|{}", question.reason));
            for candidate in &question.candidates {
                let (person, probability) = (name(&names.persons, candidate.person), candidate.probability_millionths);
                rows.add(&format!("link candidate {subject}|{person}|{probability}"));
            }
        }
        for decision in self.link_decisions().await? {
            let (person, by) = (name(&names.persons, decision.person), name(&names.officials, decision.by));
            let digest = hexadecimal(&decision.digest);
            rows.add(&format!("link decision {digest}|{person}|{:?}|{}|{by}|{}", decision.verdict, decision.why, decision.on));
        }
        Ok(())
    }

    async fn hash_casework(&self, names: &mut Names, rows: &mut Rows) -> Result<(), StoreFault> {
        let months: Vec<i64> = gap::Entity::find()
            .select_only()
            .column(gap::Column::Month)
            .distinct()
            .filter(gap::Column::County.eq(self.number))
            .into_tuple()
            .all(&self.transaction)
            .await?;
        for of in months {
            for gap in self.gaps(month(of)?).await? {
                let line = gap.line;
                let (should, is) = (terms_name(names, line.should.as_ref()), terms_name(names, line.is.as_ref()));
                let place = format!("{}|{}", name(&names.households, line.unit), line.programme.number());
                let days = format!("{}|{}", line.since, line.deadline);
                let said = format!("{}|{}|{days}", line.rule, line.reason);
                rows.add(&format!("gap {}|{}|{place}|{should}|{is}|{said}", gap.month, gap_kind_number(line.kind)));
            }
        }
        let decisions = self.decisions(None).await?;
        let mut decision_names = HashMap::new();
        for decision in &decisions {
            let text = decision_name(names, decision);
            rows.add(&format!("decision {text}"));
            decision_names.insert(decision.id, text);
        }
        // Superseded awards too: lines were paid under them.
        let mut counted = self.counted().await?;
        let awards = award::Entity::find().filter(award::Column::County.eq(self.number)).all(&self.transaction).await?;
        let superseded: HashSet<i64> = awards.iter().filter_map(|row| row.supersedes).collect();
        for row in &awards {
            let award = award_of(row, counted.remove(&row.id).unwrap_or_default())?;
            let why = decision_names.get(&award.decision).map_or("?", String::as_str);
            let text = format!("{}|{why}", award_name(names, &award));
            rows.add(&format!("award {text}|{}", if superseded.contains(&row.id) { "superseded" } else { "stands" }));
            names.awards.insert(award.id, text);
        }
        Ok(())
    }

    async fn hash_ledger(&self, names: &mut Names, rows: &mut Rows) -> Result<(), StoreFault> {
        let batches: HashMap<_, Month> = self.batches().await?.into_iter().map(|batch| (batch.id, batch.month)).collect();
        for line in self.lines(None).await? {
            let order = line.order;
            let key = format!(
                "{}|{}|{}|{}|{}",
                name(&names.awards, order.award),
                order.entitlement_month,
                purpose_number(order.purpose),
                name(&names.persons, order.payee),
                order.instalment
            );
            let unit = name(&names.households, order.unit);
            let paid = format!("{:?}|{}|{}", batches.get(&line.batch), order.heads, order.amount.as_fen());
            rows.add(&format!("line {key}|{unit}|{paid}"));
            names.lines.insert(line.id, key);
        }
        for posting in self.postings(None).await? {
            let draft = posting.draft;
            let accounts = format!("{}|{}", account_number(draft.debit), account_number(draft.credit));
            let line = name(&names.lines, draft.line);
            rows.add(&format!("posting {line}|{accounts}|{}|{:?}", draft.amount.as_fen(), batches.get(&posting.batch)));
        }
        Ok(())
    }
}

fn household_name(household: &Household) -> String {
    format!("{}:{}", household_kind_number(household.kind), household.number)
}

fn cell_name(names: &Names, cell: &CellRef) -> String {
    format!("{}:{}:{}:{}", name(&names.files, cell.file), cell.sheet, cell.row, cell.column)
}

fn write_fact(line: &mut String, names: &Names, fact: &Fact) {
    let source = match &fact.source {
        Source::Cell(cell) => cell_name(names, cell),
        Source::Act(_) => "act".to_owned(),
    };
    let person = name(&names.persons, fact.person);
    let (kind, value, department) = (fact.kind.number(), fact.value.0, fact.department);
    write!(line, "fact {person}|{kind}|{value}|{:?}|{department}|{source}", fact.days).expect("writing to a text cannot fail");
}

fn terms_name(names: &Names, terms: Option<&AwardTerms>) -> String {
    terms.map_or_else(
        || "none".to_owned(),
        |terms| {
            let mut counted: Vec<&str> = terms.counted.iter().map(|person| name(&names.persons, *person)).collect();
            // Their order follows ids, which are not part of the content.
            counted.sort_unstable();
            format!("{}:{}", terms.class.number(), counted.join(","))
        },
    )
}

fn decision_name(names: &Names, decision: &Decision) -> String {
    let kind = match &decision.kind {
        DecisionKind::Grant(terms) => format!("grant {}", terms_name(names, Some(terms))),
        DecisionKind::Change(terms) => format!("change {}", terms_name(names, Some(terms))),
        DecisionKind::Stop => "stop".to_owned(),
        DecisionKind::GradualExit { ends } => format!("exit {ends}"),
        DecisionKind::Deny => "deny".to_owned(),
    };
    let heard = match &decision.heard {
        Heard::NothingTaken => "nothing taken".to_owned(),
        Heard::BeforeTheLaw => "before the law".to_owned(),
        Heard::On(day, opinion) => format!("{day} {opinion}"),
    };
    let unit = format!("{}|{}", name(&names.households, decision.unit), decision.programme.number());
    let proposed = format!("{}|{}", name(&names.officials, decision.proposed_by), decision.proposed_on);
    let confirmed = format!("{}|{}", name(&names.officials, decision.confirmed_by), decision.confirmed_on);
    let rest = format!("{}|{:?}|{heard}", decision.reasons, decision.noticed);
    format!("{unit}|{kind}|{}|{proposed}|{confirmed}|{rest}", decision.effective)
}

fn award_name(names: &Names, award: &Award) -> String {
    let unit = format!("{}|{}", name(&names.households, award.unit), award.programme.number());
    let terms = terms_name(names, Some(&award.terms));
    format!("{unit}|{terms}|{}|{}|{:?}", name(&names.persons, award.payee), award.from, award.until)
}
