//! Everything about one unit: family, facts with their cells, determination, awards, decisions, payments, gaps.

use std::collections::HashMap;

use casework::{Assembled, Award, Decision, DecisionKind};
use ledger::Purpose;
use registry::{Fact, HouseholdKind, Register};
use store::View;
use vocabulary::{CellRef, Coded, Date, FileId, HouseholdId, Programme, Source};

use crate::context::Context;
use crate::determine::{determine_unit, name_in};
use crate::explain::determination_view;
use crate::gaps::{Work, all_gaps, gap_view};
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};
use crate::views::{AwardView, ConflictView, DecisionView, FactView, HouseholdView, MemberView, PaymentView, SourceView};

/// A unit by its number (户号, or 户号/place for a person alone).
pub async fn find(office: &Office, ctx: &Context, number: &str) -> Result<HouseholdId, Refusal> {
    ctx.require(Act::Read, ctx.official().region)?;
    let view = office.store.view(office.county).await?;
    let unit = view.household_by_number(HouseholdKind::Assistance(Programme::RuralDibao), number).await?;
    let own = unit.filter(|unit| ctx.official().region.contains(unit.village));
    own.map(|unit| unit.id).ok_or_else(|| Refusal::NotFound { kind: RecordKind::Unit, id: number.to_owned() })
}

/// A unit on a day: on the day given, or today but not before its first month and not after the last month on record.
pub async fn view(office: &Office, ctx: &Context, unit: HouseholdId, on: Option<Date>) -> Result<HouseholdView, Refusal> {
    let not_found = || Refusal::NotFound { kind: RecordKind::Unit, id: unit.to_string() };
    let store_view = office.store.view(office.county).await?;
    let register = store_view.register(None).await?;
    let household = register.household(unit).filter(|household| household.programme() == Some(Programme::RuralDibao));
    let household = household.filter(|household| ctx.official().region.contains(household.village)).ok_or_else(not_found)?;
    ctx.require(Act::Read, household.village)?;
    let work = Work::load(&store_view).await?;
    let gaps = all_gaps(&store_view).await?;
    let day = match on {
        Some(day) => day,
        None => latest_day(&store_view, ctx.today()).await?,
    };
    let determined = determine_unit(office, &register, unit, day)?;
    let sources = Sources::load(office, &store_view).await?;
    let own_gaps = gaps.iter().filter(|gap| gap.line.unit == unit);
    Ok(HouseholdView {
        unit,
        number: household.number.clone(),
        village: office.regions.name(household.village),
        kind: determined.assembled.applied_as.label(),
        members: members(&store_view, &register, &determined.assembled, &determined.answer, day).await?,
        facts: facts(&register, &determined.assembled, &sources, day),
        determination: determination_view(office, &register, &determined, day),
        awards: awards(office, &store_view.awards(None).await?, unit),
        decisions: store_view.decisions(Some(unit)).await?.iter().map(|decision| decision_view(&work, decision)).collect(),
        payments: payments(&store_view, unit).await?,
        gaps: own_gaps.map(|gap| gap_view(office, &register, &work, gap, ctx.today())).collect(),
    })
}

/// Today where the records reach it, else the last day of the last month with a round.
async fn latest_day(view: &View, today: Date) -> Result<Date, Refusal> {
    let last = crate::rounds::months_with_gaps(view).await?.last().map(|month| month.last_day());
    Ok(last.map_or(today, |last| last.min(today)))
}

async fn members(
    view: &View,
    register: &Register,
    assembled: &Assembled,
    answer: &policy::dibao::DibaoAnswer,
    day: Date,
) -> Result<Vec<MemberView>, Refusal> {
    let counted = match answer {
        policy::dibao::DibaoAnswer::Eligible(entitlement) => entitlement.counted.as_slice(),
        policy::dibao::DibaoAnswer::NotEligible(_) | policy::dibao::DibaoAnswer::Undetermined(_) => &[],
    };
    let persons: Vec<_> = assembled.members.iter().map(|member| member.person).collect();
    // Opened only to be shown under the mask of their type.
    let opened = view.reveal(&persons).await?;
    let mut rows = Vec::with_capacity(persons.len());
    for member in &assembled.members {
        let Some(person) = register.person(member.person) else { continue };
        rows.push(MemberView {
            person: member.person,
            name: person.name.clone(),
            number: opened
                .get(&member.person)
                .and_then(|secret| secret.number)
                .map_or_else(|| "—".to_owned(), |number| number.to_string()),
            sex: person.sex.label(),
            birth: person.birth,
            age: day.age_of_birth(person.birth),
            relation: member.relation.label(),
            counted: counted.contains(&member.person),
        });
    }
    Ok(rows)
}

fn facts(register: &Register, assembled: &Assembled, sources: &Sources, day: Date) -> Vec<FactView> {
    let name_of = name_in(register);
    let conflict_of = |fact: &Fact| {
        let mut conflicts = assembled.conflicts.iter();
        let conflict = conflicts.find(|conflict| conflict.chosen.id == fact.id || conflict.other.id == fact.id)?;
        let (rule, sentence) = (conflict.rule.code(), conflict.rule.sentence());
        Some(ConflictView { rule, sentence, is_used: conflict.chosen.id == fact.id })
    };
    let mut rows = Vec::new();
    for member in &assembled.members {
        for fact in register.facts_of(member.person).iter().filter(|fact| fact.days.contains(day)) {
            rows.push(FactView {
                id: fact.id,
                person: fact.person,
                name: name_of(fact.person),
                label: fact.kind.label(),
                value: fact.kind.show(fact.value),
                from: fact.days.from(),
                conflict: conflict_of(fact),
                source: sources.of(fact),
            });
        }
    }
    rows
}

fn awards(office: &Office, rows: &[Award], unit: HouseholdId) -> Vec<AwardView> {
    rows.iter()
        .filter(|award| award.unit == unit && award.until != Some(award.from))
        .map(|award| AwardView {
            class: award.terms.class.label(),
            heads: award.terms.counted.len(),
            from: award.from,
            until: award.until,
            monthly: i64::try_from(award.terms.counted.len())
                .ok()
                .and_then(|heads| office.amount_of(award.terms.class, heads, award.from).ok()),
        })
        .collect()
}

fn decision_view(work: &Work, decision: &Decision) -> DecisionView {
    let kind = match &decision.kind {
        DecisionKind::Grant(terms) | DecisionKind::Change(terms) => format!("{}：{}", decision.kind.label(), terms.in_words()),
        DecisionKind::GradualExit { ends } => format!("{}：自{ends}起不再发放", decision.kind.label()),
        DecisionKind::Stop | DecisionKind::Deny => decision.kind.label().to_owned(),
    };
    DecisionView {
        kind,
        reasons: decision.reasons.clone(),
        proposed: format!("{} {}", work.name(decision.proposed_by), decision.proposed_on),
        confirmed: format!("{} {}", work.name(decision.confirmed_by), decision.confirmed_on),
        effective: decision.effective,
    }
}

async fn payments(view: &View, unit: HouseholdId) -> Result<Vec<PaymentView>, Refusal> {
    let mut rows: Vec<PaymentView> = view
        .lines(None)
        .await?
        .iter()
        .filter(|line| line.order.unit == unit)
        .map(|line| PaymentView {
            month: line.order.entitlement_month,
            purpose: purpose_label(line.order.purpose),
            heads: line.order.heads,
            amount: line.order.amount,
        })
        .collect();
    rows.sort_by_key(|payment| payment.month);
    Ok(rows)
}

pub(crate) fn purpose_label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Regular => "当月保障金",
        Purpose::BackPay => "补发",
    }
}

/// Names of departments and files, to say where a fact stands.
pub(crate) struct Sources {
    departments: HashMap<i16, String>,
    files: HashMap<FileId, String>,
}

impl Sources {
    pub(crate) async fn load(office: &Office, view: &View) -> Result<Sources, Refusal> {
        let departments = office.layouts.iter().map(|layout| (layout.number, layout.name.clone())).collect();
        let files = view.files(None).await?.into_iter().map(|file| (file.id, file.name)).collect();
        Ok(Sources { departments, files })
    }

    pub(crate) fn of(&self, fact: &Fact) -> SourceView {
        let department = self.departments.get(&fact.department).cloned().unwrap_or_else(|| fact.department.to_string());
        match fact.source {
            Source::Cell(cell) => SourceView { department, file: Some(cell.file), place: self.place(cell) },
            Source::Act(sequence) => SourceView { department, file: None, place: format!("办理记录第{sequence}号") },
        }
    }

    fn place(&self, cell: CellRef) -> String {
        let file = self.files.get(&cell.file).cloned().unwrap_or_else(|| cell.file.to_string());
        format!("{file} 第{}表 {}", cell.sheet + 1, cell.address())
    }
}
