//! Query batches (核对批次): the lists of persons that departments are asked about, each on their family's authorisation.
//!
//! Holds: nobody is asked about without an application or a place on a roll, and an authorisation that is valid on the day;
//! an answer counts only for whom its batch asked about, within its days; who leaves the county with a list is in the audit
//! chain. Absent on purpose: sending, which is done through the provincial system.

use std::collections::{BTreeMap, BTreeSet};

use casework::{Award, in_force};
use documents::xlsx::{Cell, Sheet};
use registry::intake::{Field, IdentityField, LayoutKind};
use registry::statement::{QueryBatch as AskedBatch, QueryBatches};
use registry::{FactKind, Household, HouseholdKind, Register};
use store::{Act as StoreAct, AuditEntry, QueryBatch, QueryBatchId, QueryBatchMember, View};
use vocabulary::{Date, DateRange, HouseholdId, Month, PersonId, Programme};

use crate::context::Context;
use crate::determine::round_day;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};

/// What a query batch is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchOrder {
    /// What for; it stands on the list.
    pub purpose: String,
    /// Codes of the layouts whose departments are asked; all that answer to batches where it is empty.
    pub departments: Vec<String>,
}

impl Default for BatchOrder {
    fn default() -> BatchOrder {
        BatchOrder { purpose: "社会救助家庭经济状况核对".to_owned(), departments: Vec::new() }
    }
}

/// A query batch as it is listed: no names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchView {
    /// Its name.
    pub name: String,
    /// The month it was made in.
    pub month: Month,
    /// Chinese names of the departments' files it asks for.
    pub departments: Vec<String>,
    /// What for.
    pub purpose: String,
    /// Days on which answers are taken.
    pub valid: DateRange,
    /// The day it was made.
    pub made_on: Date,
    /// Families.
    pub families: usize,
    /// Persons.
    pub persons: usize,
}

/// A list to send: its name as a file and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchFile {
    /// Name of the file.
    pub name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
    /// Persons on it.
    pub persons: usize,
}

/// Makes a batch of the month for the families who may be asked about and are in none that is still valid; `None` where
/// there are none. Done twice it makes one.
pub async fn make_batch(office: &Office, ctx: &Context, month: Month, order: &BatchOrder) -> Result<Option<BatchView>, Refusal> {
    ctx.require(Act::QueryFamilies, office.county)?;
    let departments = departments(office, &order.departments)?;
    if departments.is_empty() {
        return Ok(None);
    }
    let day = round_day(month, ctx.today());
    let mut act = office.store.act(office.county).await?;
    let earlier = act.query_batches(None).await?;
    let asked: BTreeSet<HouseholdId> = earlier
        .iter()
        .filter(|batch| batch.valid.contains(day) && batch.month == month)
        .flat_map(|batch| batch.members.iter().map(|member| member.unit))
        .collect();
    let members = families(office, &act, day, &asked).await?;
    if members.is_empty() {
        return Ok(None);
    }
    let number = earlier.iter().filter(|batch| batch.month == month).count() + 1;
    let until = ctx.today().max(day).plus_days(office.settings.query_batch_days);
    let valid = DateRange::new(month.first_day(), Some(until))
        .ok_or_else(|| Refusal::Fault("a batch is valid for at least a day".to_owned()))?;
    let batch = QueryBatch {
        id: QueryBatchId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        name: format!("HD-{:04}{:02}-{number:02}", month.year(), month.month()),
        month,
        departments,
        purpose: order.purpose.clone(),
        valid,
        made_by: ctx.official().id,
        made_on: ctx.today(),
        members,
    };
    act.add_query_batches(std::slice::from_ref(&batch)).await?;
    act.commit(&entry(ctx, "make", &batch)).await?;
    Ok(Some(batch_view(office, &batch)))
}

/// Query batches, latest last.
pub async fn list(office: &Office, ctx: &Context) -> Result<Vec<BatchView>, Refusal> {
    ctx.require(Act::Read, office.county)?;
    let view = office.store.view(office.county).await?;
    Ok(view.query_batches(None).await?.iter().map(|batch| batch_view(office, batch)).collect())
}

/// The list of a batch with names and numbers, as it goes out. The read is in the audit chain before it is given.
pub async fn export(office: &Office, ctx: &Context, name: &str) -> Result<BatchFile, Refusal> {
    ctx.require(Act::QueryFamilies, office.county)?;
    let act = office.store.act(office.county).await?;
    let batches = act.query_batches(None).await?;
    let batch = batches.into_iter().find(|batch| batch.name == name);
    let batch = batch.ok_or_else(|| Refusal::NotFound { kind: RecordKind::QueryBatch, id: name.to_owned() })?;
    let persons: Vec<PersonId> = batch.members.iter().map(|member| member.person).collect();
    let register = act.register_around(&persons, &[]).await?;
    let mut secrets = act.reveal(&persons).await?;
    let rows = batch.members.iter().map(|member| {
        let person = register.person(member.person);
        let number = secrets.remove(&member.person).and_then(|secret| secret.number);
        let text = |text: Option<String>| text.map_or(Cell::Blank, Cell::Text);
        vec![
            Cell::Text(batch.name.clone()),
            text(
                register.household_of(member.person, HouseholdKind::Register, batch.made_on).map(|family| family.number.clone()),
            ),
            text(person.map(|person| person.name.clone())),
            text(number.map(|number| number.reveal().to_owned())),
            text(person.map(|person| person.village.to_string())),
            text(person.map(|person| office.regions.name(person.village))),
        ]
    });
    let sheet = Sheet {
        name: "核对名单".to_owned(),
        title: format!("{}（{}）", batch.purpose, batch.name),
        header: ["核对批次号", "户号", "姓名", "身份证号", "村（居）代码", "村（居）名称"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
        day: ctx.today(),
    };
    let bytes = documents::xlsx::table(&sheet).map_err(|fault| Refusal::Fault(fault.to_string()))?;
    act.commit(&entry(ctx, "export", &batch)).await?;
    Ok(BatchFile { name: format!("{}.xlsx", batch.name), bytes, persons: persons.len() })
}

/// Codes of the layouts that are asked for, of those that answer to batches.
fn departments(office: &Office, typed: &[String]) -> Result<Vec<String>, Refusal> {
    let of_batch = Field::Identity(IdentityField::QueryBatch);
    let answers: Vec<&str> = office
        .layouts
        .iter()
        .filter(|layout| layout.kind == LayoutKind::Answer && layout.columns.iter().any(|column| column.field == of_batch))
        .map(|layout| layout.code.as_str())
        .collect();
    if let Some(unknown) = typed.iter().find(|code| !answers.contains(&code.as_str())) {
        return Err(Refusal::NotFound { kind: RecordKind::Layout, id: unknown.clone() });
    }
    let is_asked = |code: &&str| typed.is_empty() || typed.iter().any(|typed| typed == code);
    Ok(answers.into_iter().filter(is_asked).map(str::to_owned).collect())
}

/// Everybody who may be asked about on a day, by unit: co-living members of families that applied or are on a roll, with an
/// authorisation that is valid that day. Families in `asked` are left out.
async fn families(
    office: &Office,
    act: &StoreAct,
    day: Date,
    asked: &BTreeSet<HouseholdId>,
) -> Result<Vec<QueryBatchMember>, Refusal> {
    let units: Vec<PersonId> = act.persons_in_units().await?;
    let register = act.register_around(&units, &[]).await?;
    let awards = act.awards(None).await?;
    let on_roll: BTreeSet<HouseholdId> = in_force(&awards).iter().map(|standing| unit_of(standing.award)).collect();
    let mut members: BTreeMap<PersonId, HouseholdId> = BTreeMap::new();
    let units =
        register.households().iter().filter(|unit| unit.programme().is_some_and(is_means_tested) && !asked.contains(&unit.id));
    for unit in units {
        let family = co_living(&register, unit, day);
        if may_be_asked(office, &register, unit, &family, &on_roll, day) {
            family.into_iter().for_each(|person| {
                members.entry(person).or_insert(unit.id);
            });
        }
    }
    let mut members: Vec<QueryBatchMember> =
        members.into_iter().map(|(person, unit)| QueryBatchMember { person, unit }).collect();
    members.sort_by_key(|member| (member.unit, member.person));
    Ok(members)
}

/// Whether the law looks at incomes and property: only then is there a purpose to ask.
fn is_means_tested(programme: Programme) -> bool {
    match programme {
        Programme::RuralDibao | Programme::Tekun => true,
        Programme::Orphan
        | Programme::UnattendedChild
        | Programme::LivingSubsidy
        | Programme::NursingSubsidy
        | Programme::TemporaryRelief => false,
    }
}

fn unit_of(award: &Award) -> HouseholdId {
    award.unit
}

/// The unit's members and everybody of the register households they live in.
fn co_living(register: &Register, unit: &Household, day: Date) -> BTreeSet<PersonId> {
    let in_unit: BTreeSet<PersonId> = register.members(unit.id, day).map(|membership| membership.person).collect();
    let families = in_unit.iter().filter_map(|person| register.household_of(*person, HouseholdKind::Register, day));
    let of_families = families.flat_map(|family| register.members(family.id, day)).map(|membership| membership.person);
    let of_families: BTreeSet<PersonId> = of_families.collect();
    in_unit.union(&of_families).copied().collect()
}

/// What rolls state of everybody on them: since when.
const ON_OPENING_ROLL: [FactKind; 4] = [FactKind::DibaoSince, FactKind::TekunSince, FactKind::ChildSince, FactKind::SubsidySince];

/// Whether the family applied or is on a roll, and authorised the query; the authorisation lasts for its days, and for those
/// who are helped as long as they are.
fn may_be_asked(
    office: &Office,
    register: &Register,
    unit: &Household,
    family: &BTreeSet<PersonId>,
    on_roll: &BTreeSet<HouseholdId>,
    day: Date,
) -> bool {
    let days_of =
        |kind: FactKind| family.iter().flat_map(move |person| register.facts_of(*person)).filter(move |fact| fact.kind == kind);
    let by_then = |value: Option<Date>| value.filter(|stated| *stated <= day);
    // Until its first decision here, a family of the opening rolls is helped by what the roll says.
    let is_helped = on_roll.contains(&unit.id) || ON_OPENING_ROLL.iter().any(|kind| days_of(*kind).next().is_some());
    let applied = is_helped || days_of(FactKind::ApplicationDay).any(|fact| by_then(fact.value.as_day()).is_some());
    let valid = |signed: Date| is_helped || day < signed.plus_days(office.settings.authorisation_days);
    applied && days_of(FactKind::AuthorisationDay).filter_map(|fact| by_then(fact.value.as_day())).any(valid)
}

/// The batches whose answers may be kept, as the reading of a file is held against them.
pub(crate) async fn answerable(view: &View) -> Result<QueryBatches, Refusal> {
    let batches = view.query_batches(None).await?;
    Ok(QueryBatches::new(batches.into_iter().map(|batch| AskedBatch {
        persons: batch.members.iter().map(|member| member.person).collect(),
        name: batch.name,
        purpose: batch.purpose,
        layouts: batch.departments,
        days: batch.valid,
    })))
}

fn batch_view(office: &Office, batch: &QueryBatch) -> BatchView {
    let name_of = |code: &String| {
        office.layouts.iter().find(|layout| layout.code == *code).map_or_else(|| code.clone(), |layout| layout.name.clone())
    };
    let families: BTreeSet<HouseholdId> = batch.members.iter().map(|member| member.unit).collect();
    BatchView {
        name: batch.name.clone(),
        month: batch.month,
        departments: batch.departments.iter().map(name_of).collect(),
        purpose: batch.purpose.clone(),
        valid: batch.valid,
        made_on: batch.made_on,
        families: families.len(),
        persons: batch.members.len(),
    }
}

fn entry(ctx: &Context, step: &str, batch: &QueryBatch) -> AuditEntry {
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::QueryFamilies.code().to_owned(),
        subject: format!("{step} {}", batch.name),
        rows: i64::try_from(batch.members.len()).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "purpose": batch.purpose, "departments": batch.departments }),
    }
}
