//! A row of an office as the values of its list's columns, in their order.

use std::borrow::Cow;

use vocabulary::{CareMode, CertificateStatus, CitizenId, Coded, Date, Fen, Month, PaymentResult, Sex};

use super::list::OfficeList;
use super::region;
use super::value::TrueValue;
use crate::county::rows::{
    AnswerRow, ApplicationRow, CareRow, CertificateRow, ChildRollRow, Citizen, CitizenKey, DeathRow, DeclarationRow,
    DibaoRollRow, EnrolmentRow, MedicalRow, MonitoredRow, OfficeMonth, ParentRow, PaymentRow, People, RegisterRow, ReliefRow,
    SubsidyRollRow, TekunRollRow, VillageEvent, VillageEventRow,
};

/// What officials found on a visit because a list had it wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VisitFinding {
    pub(super) citizen: CitizenKey,
    pub(super) household: Option<String>,
    pub(super) day: Date,
    pub(super) facts: Vec<(&'static str, TrueValue<'static>)>,
    /// Month and number of each fault it settles: a person is visited once.
    pub(super) of_faults: Vec<(Month, u32)>,
}

/// A row kept from the month before, for a file that is sent again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptRow {
    pub(super) citizen: CitizenKey,
    pub(super) values: Vec<TrueValue<'static>>,
}

/// A row that is to stand in a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Statement<'a> {
    Register(&'a RegisterRow),
    Declaration(&'a DeclarationRow),
    Death(&'a DeathRow),
    Certificate(&'a CertificateRow),
    Medical(&'a MedicalRow),
    Monitored(&'a MonitoredRow),
    Enrolment(&'a EnrolmentRow),
    /// An answer, with the month of its batch.
    Answer(&'a AnswerRow, Month),
    Visit(&'a VisitFinding),
    Event(&'a VillageEventRow),
    Relief(&'a ReliefRow),
    Application(&'a ApplicationRow),
    /// What is stated of one child's parents, one row for each.
    Parents(&'a [ParentRow]),
    Care(&'a CareRow),
    Dibao(&'a DibaoRollRow),
    Tekun(&'a TekunRollRow),
    Child(&'a ChildRollRow),
    Subsidy(&'a SubsidyRollRow),
    Payment(&'a PaymentRow),
    Kept(&'a KeptRow),
}

/// Name of a month's query batch; the county asks once a month.
pub fn query_batch(month: Month) -> String {
    format!("HD-{:04}{:02}-01", month.year(), month.month())
}

/// Everything the offices state in a list this month. Visit forms come from faults, so that none are among them.
pub(super) fn statements(list: OfficeList, rows: &OfficeMonth) -> Vec<Statement<'_>> {
    match list {
        OfficeList::HouseholdRegister => rows.register.iter().map(Statement::Register).collect(),
        OfficeList::VillageReport => rows.declarations.iter().map(Statement::Declaration).collect(),
        OfficeList::Deaths => rows.deaths.iter().map(Statement::Death).collect(),
        OfficeList::DisabilityCertificates => rows.certificates.iter().map(Statement::Certificate).collect(),
        OfficeList::MedicalCosts => rows.medical.iter().map(Statement::Medical).collect(),
        OfficeList::MonitoredHouseholds => rows.monitored.iter().map(Statement::Monitored).collect(),
        OfficeList::Enrolment => rows.enrolment.iter().map(Statement::Enrolment).collect(),
        OfficeList::Vehicles
        | OfficeList::RealEstate
        | OfficeList::Businesses
        | OfficeList::PublicPayroll
        | OfficeList::SocialInsurance
        | OfficeList::BankBalances => rows.answers.iter().map(|row| Statement::Answer(row, rows.month)).collect(),
        OfficeList::VisitForms => Vec::new(),
        OfficeList::VillageEvents => rows.village_events.iter().map(Statement::Event).collect(),
        OfficeList::ReliefApplications => rows.relief.iter().map(Statement::Relief).collect(),
        OfficeList::ProgrammeApplications => rows.applications.iter().map(Statement::Application).collect(),
        OfficeList::ChildrenParents => {
            rows.parents.chunk_by(|one, other| one.child == other.child).map(Statement::Parents).collect()
        }
        OfficeList::CareAssessments => rows.care.iter().map(Statement::Care).collect(),
        OfficeList::DibaoRoll => rows.opening.dibao.iter().map(Statement::Dibao).collect(),
        OfficeList::TekunRoll => rows.opening.tekun.iter().map(Statement::Tekun).collect(),
        OfficeList::ChildrenRoll => rows.opening.children.iter().map(Statement::Child).collect(),
        OfficeList::SubsidiesRoll => rows.opening.subsidies.iter().map(Statement::Subsidy).collect(),
        OfficeList::BankResults => rows.payments.iter().map(Statement::Payment).collect(),
    }
}

/// Number, kind and level: the twenty digits of a certificate.
fn certificate_number(number: CitizenId, row: &CertificateRow) -> String {
    format!("{}{}{}", number.reveal(), row.disability.kind.number(), row.disability.level.number())
}

impl<'a> Statement<'a> {
    /// Whom it is about.
    pub(super) fn citizen(&self) -> CitizenKey {
        match self {
            Statement::Register(row) => row.citizen,
            Statement::Declaration(row) => row.citizen,
            Statement::Death(row) => row.citizen,
            Statement::Certificate(row) => row.citizen,
            Statement::Medical(row) => row.citizen,
            Statement::Monitored(row) => row.citizen,
            Statement::Enrolment(row) => row.citizen,
            Statement::Answer(row, _) => row.citizen,
            Statement::Visit(row) => row.citizen,
            Statement::Event(row) => row.citizen,
            Statement::Relief(row) => row.citizen,
            Statement::Application(row) => row.citizen,
            Statement::Parents(rows) => rows.first().expect("of each child at least one parent is stated").child,
            Statement::Care(row) => row.citizen,
            Statement::Dibao(row) => row.citizen,
            Statement::Tekun(row) => row.citizen,
            Statement::Child(row) => row.citizen,
            Statement::Subsidy(row) => row.citizen,
            Statement::Payment(row) => row.citizen,
            Statement::Kept(row) => row.citizen,
        }
    }

    /// The values of the list's columns, in their order.
    pub(super) fn values(&self, list: OfficeList, people: &'a People) -> Vec<TrueValue<'a>> {
        let who = &people.citizens[self.citizen().0 as usize];
        match self {
            Statement::Register(row) => register(who, row),
            Statement::Declaration(row) => declaration(who, row),
            Statement::Death(row) => death(who, row),
            Statement::Certificate(row) => certificate(who, row),
            Statement::Medical(row) => medical(who, row),
            Statement::Monitored(row) => monitored(who, row),
            Statement::Enrolment(row) => enrolment(who, row),
            Statement::Answer(row, month) => answer(list, who, row, query_batch(*month)),
            Statement::Visit(row) => visit(list, who, row),
            Statement::Event(row) => event(who, row),
            Statement::Relief(row) => relief(who, row),
            Statement::Application(row) => application(who, row, people),
            Statement::Parents(rows) => parents(who, rows),
            Statement::Care(row) => care(who, row),
            Statement::Dibao(row) => dibao(who, row),
            Statement::Tekun(row) => tekun(who, row),
            Statement::Child(row) => child(who, row, people),
            Statement::Subsidy(row) => subsidy(who, row),
            Statement::Payment(row) => payment(who, row),
            Statement::Kept(row) => row.values.clone(),
        }
    }
}

fn name(who: &Citizen) -> TrueValue<'_> {
    TrueValue::text(&who.name)
}

fn number(who: &Citizen) -> TrueValue<'_> {
    TrueValue::text(who.number.reveal())
}

fn village(who: &Citizen) -> TrueValue<'_> {
    TrueValue::Text(Cow::Owned(who.village.to_string()))
}

fn account(who: &Citizen) -> TrueValue<'_> {
    who.account.as_ref().map_or(TrueValue::Nothing, |account| TrueValue::text(account.reveal()))
}

fn money(amount: Fen) -> TrueValue<'static> {
    TrueValue::Money(amount)
}

fn count(count: u8) -> TrueValue<'static> {
    TrueValue::Count(i64::from(count))
}

fn label<T: Coded>(value: T) -> TrueValue<'static> {
    TrueValue::word(value.label())
}

fn register<'a>(who: &'a Citizen, row: &'a RegisterRow) -> Vec<TrueValue<'a>> {
    vec![
        TrueValue::text(&row.household),
        name(who),
        number(who),
        TrueValue::word(who.sex.label()),
        TrueValue::Day(who.birth),
        TrueValue::word(row.relation.label()),
        label(row.registration),
        TrueValue::Text(Cow::Owned(row.village.to_string())),
        region::name(row.village).map_or(TrueValue::Nothing, TrueValue::text),
        who.phone.as_ref().map_or(TrueValue::Nothing, |phone| TrueValue::text(phone.reveal())),
        TrueValue::day(row.death),
        TrueValue::day(row.moved_out),
    ]
}

fn declaration<'a>(who: &'a Citizen, row: &'a DeclarationRow) -> Vec<TrueValue<'a>> {
    vec![
        TrueValue::text(&row.household),
        name(who),
        number(who),
        village(who),
        TrueValue::day(row.application.map(|(day, _)| day)),
        row.application.map_or(TrueValue::Nothing, |(_, kind)| label(kind)),
        TrueValue::day(row.authorised),
        money(row.wages),
        count(row.wage_months),
        money(row.business),
        money(row.property),
        money(row.support),
        money(row.employee_pension),
        money(row.resident_pension),
        money(row.old_age_allowance),
        money(row.other_transfer),
        money(row.other),
        money(row.excluded),
        money(row.paid),
        label(row.labour),
        row.disability.map_or(TrueValue::Nothing, |disability| label(disability.kind)),
        row.disability.map_or(TrueValue::Nothing, |disability| label(disability.level)),
        TrueValue::yes(row.serious_illness),
        money(row.illness_spending),
        label(row.schooling),
        label(row.employment),
        row.whereabouts.map_or(TrueValue::Nothing, |(whereabouts, _)| label(whereabouts)),
        TrueValue::day(row.whereabouts.map(|(_, since)| since)),
        money(row.cash),
        count(row.dwellings),
        count(row.cars),
        count(row.shops),
        TrueValue::yes(row.raised_by_employment),
        account(who),
    ]
}

fn death<'a>(who: &'a Citizen, row: &DeathRow) -> Vec<TrueValue<'a>> {
    vec![name(who), number(who), village(who), TrueValue::Day(row.day), TrueValue::day(row.cremation)]
}

fn certificate<'a>(who: &'a Citizen, row: &CertificateRow) -> Vec<TrueValue<'a>> {
    vec![
        name(who),
        number(who),
        village(who),
        TrueValue::Text(Cow::Owned(certificate_number(who.number, row))),
        label(row.disability.kind),
        label(row.disability.level),
        TrueValue::Day(row.issued),
        TrueValue::Day(row.expires),
        label(if row.cancelled { CertificateStatus::Cancelled } else { CertificateStatus::Valid }),
        TrueValue::yes(row.needs_care),
    ]
}

fn medical<'a>(who: &'a Citizen, row: &MedicalRow) -> Vec<TrueValue<'a>> {
    vec![name(who), number(who), village(who), money(row.total), money(row.own_share), TrueValue::yes(row.serious)]
}

fn monitored<'a>(who: &'a Citizen, row: &'a MonitoredRow) -> Vec<TrueValue<'a>> {
    vec![
        TrueValue::text(&row.household),
        name(who),
        number(who),
        TrueValue::word(row.relation.label()),
        village(who),
        label(row.group),
        TrueValue::Day(row.identified),
        TrueValue::day(row.cleared),
    ]
}

fn enrolment<'a>(who: &'a Citizen, row: &'a EnrolmentRow) -> Vec<TrueValue<'a>> {
    let school = if row.school.is_empty() { TrueValue::Nothing } else { TrueValue::text(&row.school) };
    vec![name(who), number(who), village(who), label(row.schooling), school]
}

fn answer<'a>(list: OfficeList, who: &'a Citizen, row: &'a AnswerRow, batch: String) -> Vec<TrueValue<'a>> {
    let mut values = vec![TrueValue::Text(Cow::Owned(batch)), TrueValue::text(&row.household), name(who), number(who)];
    match list {
        OfficeList::RealEstate => values.extend([count(row.dwellings), count(row.shop_premises)]),
        OfficeList::Businesses => values.extend([count(row.companies), count(row.sole_trades)]),
        OfficeList::PublicPayroll => {
            let wage = Some(row.public_wage).filter(|wage| *wage > Fen::ZERO);
            values.extend([TrueValue::yes(wage.is_some()), TrueValue::money(wage)]);
        }
        OfficeList::SocialInsurance => values.extend([
            money(row.employee_pension),
            money(row.resident_pension),
            TrueValue::yes(row.employer_insured),
            money(row.injury_nursing_fee),
        ]),
        OfficeList::BankBalances => values.push(money(row.balance)),
        OfficeList::Vehicles => values.push(count(row.cars)),
        OfficeList::HouseholdRegister
        | OfficeList::VillageReport
        | OfficeList::Deaths
        | OfficeList::DisabilityCertificates
        | OfficeList::MedicalCosts
        | OfficeList::MonitoredHouseholds
        | OfficeList::Enrolment
        | OfficeList::VisitForms
        | OfficeList::VillageEvents
        | OfficeList::ReliefApplications
        | OfficeList::ProgrammeApplications
        | OfficeList::ChildrenParents
        | OfficeList::CareAssessments
        | OfficeList::DibaoRoll
        | OfficeList::TekunRoll
        | OfficeList::ChildrenRoll
        | OfficeList::SubsidiesRoll
        | OfficeList::BankResults => unreachable!("answers stand in the six lists of answering offices only"),
    }
    values
}

fn visit<'a>(list: OfficeList, who: &'a Citizen, row: &'a VisitFinding) -> Vec<TrueValue<'a>> {
    let household = row.household.as_deref().map_or(TrueValue::Nothing, TrueValue::text);
    let mut values = vec![household, name(who), number(who), TrueValue::Day(row.day)];
    let found = list.columns().iter().skip(values.len());
    let fact = |field: &str| row.facts.iter().find(|(known, _)| *known == field).map(|(_, value)| value.clone());
    values.extend(found.map(|column| fact(column.field).unwrap_or(TrueValue::Nothing)));
    values
}

fn event<'a>(who: &'a Citizen, row: &VillageEventRow) -> Vec<TrueValue<'a>> {
    let mut values = vec![name(who), number(who), village(who)];
    let hardship = match row.event {
        // Villages write either word for an accident.
        VillageEvent::Accident if who.number.last_four().as_bytes()[0].is_multiple_of(2) => "交通事故",
        VillageEvent::Accident => "意外伤害",
        VillageEvent::Fire => "火灾",
        VillageEvent::Disaster => "自然灾害",
        VillageEvent::SuddenIllness => "突发重病",
        VillageEvent::Whereabouts(whereabouts) => {
            values.extend([TrueValue::Nothing, TrueValue::Nothing, label(whereabouts), TrueValue::Day(row.day)]);
            return values;
        }
    };
    values.extend([TrueValue::word(hardship), TrueValue::Day(row.day), TrueValue::Nothing, TrueValue::Nothing]);
    values
}

fn relief<'a>(who: &'a Citizen, row: &'a ReliefRow) -> Vec<TrueValue<'a>> {
    vec![
        name(who),
        number(who),
        village(who),
        TrueValue::Day(row.day),
        label(row.kind),
        TrueValue::Word(Cow::Borrowed(&row.reason)),
        count(row.persons),
        money(row.own_cost),
        money(row.granted),
    ]
}

fn application<'a>(who: &'a Citizen, row: &ApplicationRow, people: &'a People) -> Vec<TrueValue<'a>> {
    let guardian = row.guardian.map(|guardian| &people.citizens[guardian.0 as usize]);
    vec![
        name(who),
        number(who),
        village(who),
        label(row.programme),
        TrueValue::Day(row.day),
        guardian.map_or(TrueValue::Nothing, name),
    ]
}

fn parents<'a>(who: &'a Citizen, rows: &[ParentRow]) -> Vec<TrueValue<'a>> {
    let mut values = vec![name(who), number(who), village(who)];
    for sex in [Sex::Male, Sex::Female] {
        let parent = rows.iter().find(|row| row.parent_sex == sex);
        values.push(parent.map_or(TrueValue::Nothing, |row| label(row.condition)));
        values.push(TrueValue::day(parent.map(|row| row.since)));
    }
    values
}

fn care<'a>(who: &'a Citizen, row: &'a CareRow) -> Vec<TrueValue<'a>> {
    vec![
        name(who),
        number(who),
        village(who),
        label(row.supporters),
        label(row.self_care),
        label(care_mode(row.home.as_ref())),
        row.home.as_deref().map_or(TrueValue::Nothing, TrueValue::text),
        TrueValue::Day(row.day),
    ]
}

fn care_mode(home: Option<&String>) -> CareMode {
    if home.is_some() { CareMode::Institution } else { CareMode::Home }
}

fn dibao<'a>(who: &'a Citizen, row: &'a DibaoRollRow) -> Vec<TrueValue<'a>> {
    vec![
        TrueValue::text(&row.unit),
        name(who),
        number(who),
        TrueValue::word(row.relation.label()),
        village(who),
        label(row.kind),
        label(row.class),
        money(row.monthly),
        TrueValue::Month(row.since),
        TrueValue::month(row.exit_after),
        account(who),
    ]
}

fn tekun<'a>(who: &'a Citizen, row: &'a TekunRollRow) -> Vec<TrueValue<'a>> {
    vec![
        TrueValue::text(&row.unit),
        name(who),
        number(who),
        village(who),
        label(care_mode(row.home.as_ref())),
        row.home.as_deref().map_or(TrueValue::Nothing, TrueValue::text),
        label(row.self_care),
        money(row.basic),
        money(row.care),
        TrueValue::Month(row.since),
        account(who),
    ]
}

fn child<'a>(who: &'a Citizen, row: &ChildRollRow, people: &'a People) -> Vec<TrueValue<'a>> {
    let guardian = row.guardian.map(|guardian| &people.citizens[guardian.0 as usize]);
    vec![
        name(who),
        number(who),
        village(who),
        label(row.scheme),
        guardian.map_or(TrueValue::Nothing, name),
        money(row.monthly),
        TrueValue::Month(row.since),
        account(who),
    ]
}

fn subsidy<'a>(who: &'a Citizen, row: &SubsidyRollRow) -> Vec<TrueValue<'a>> {
    vec![
        name(who),
        number(who),
        village(who),
        TrueValue::money(row.living),
        TrueValue::money(row.nursing),
        TrueValue::Month(row.since),
        account(who),
    ]
}

fn payment<'a>(who: &'a Citizen, row: &'a PaymentRow) -> Vec<TrueValue<'a>> {
    vec![
        name(who),
        number(who),
        account(who),
        label(row.purpose),
        money(row.amount),
        TrueValue::Day(row.day),
        label(if row.returned.is_some() { PaymentResult::Failed } else { PaymentResult::Paid }),
        row.returned.as_deref().map_or(TrueValue::Nothing, TrueValue::text),
    ]
}
