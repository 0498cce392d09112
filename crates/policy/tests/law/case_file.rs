//! The form of `policy/cases/*.toml`; its fields are explained in `policy/cases/README.md`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use policy::Key;
use policy::dibao::{Assets, Incomes, Known, Member, OtherAward, Recognitions, SpecialCase};
use policy::low_income::RigidSpending;
use serde::Deserialize;
use vocabulary::{
    Coded, Date, Disability, DisabilityKind, DisabilityLevel, Employment, FactId, Fen, LabourCapacity, MoneyUnit, PersonId,
    Relation, Schooling, Whereabouts,
};

use crate::programme_file::{
    ChildAmountCase, ChildCase, LeftBehindCase, PayeeCase, PriceCase, QuestionCase, ReliefCase, SelfCareCase, StackCase,
    SubsidyCase, TekunAmountCase, TekunCase,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    #[serde(default)]
    pub case: Vec<Case>,
    #[serde(default)]
    pub amount: Vec<AmountCase>,
    #[serde(default)]
    pub person: Vec<PersonCase>,
    #[serde(default)]
    pub deadline: Vec<DeadlineCase>,
    // Programmes beside dibao.
    #[serde(default)]
    pub tekun: Vec<TekunCase>,
    #[serde(default)]
    pub self_care: Vec<SelfCareCase>,
    #[serde(default)]
    pub tekun_amount: Vec<TekunAmountCase>,
    #[serde(default)]
    pub payee: Vec<PayeeCase>,
    #[serde(default)]
    pub child: Vec<ChildCase>,
    #[serde(default)]
    pub child_amount: Vec<ChildAmountCase>,
    #[serde(default)]
    pub left_behind: Vec<LeftBehindCase>,
    #[serde(default)]
    pub subsidy: Vec<SubsidyCase>,
    #[serde(default)]
    pub stack: Vec<StackCase>,
    #[serde(default)]
    pub relief: Vec<ReliefCase>,
    #[serde(default)]
    pub price: Vec<PriceCase>,
    #[serde(default)]
    pub question: Vec<QuestionCase>,
    #[serde(default)]
    pub low_income: Vec<LowIncomeCase>,
    #[serde(default)]
    pub exit: Vec<ExitCase>,
    #[serde(default)]
    pub decision: Vec<DecisionCase>,
    #[serde(default)]
    pub preview: Vec<PreviewCase>,
}

/// Which value of law a case stands at, and on which side: 低于, 等于 or 高于.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub value: String,
    pub side: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub day: String,
    pub threshold: Option<Threshold>,
    pub region: Option<String>,
    pub roll: Option<String>,
    pub registration: Option<String>,
    pub single: Option<i64>,
    #[serde(default)]
    pub values: BTreeMap<String, toml::Value>,
    pub members: Vec<MemberText>,
    pub expect: Expectation,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    pub class: Option<String>,
    pub heads: Option<usize>,
    pub amount: Option<String>,
    pub not_eligible: Option<String>,
    pub missing: Option<Vec<String>>,
    pub no_rule_version: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub region: Option<String>,
    pub class: String,
    pub heads: usize,
    pub month: String,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub threshold: Option<Threshold>,
    pub day: String,
    #[serde(default)]
    pub values: BTreeMap<String, toml::Value>,
    pub member: MemberText,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub threshold: Option<Threshold>,
    pub region: Option<String>,
    pub from: String,
    pub class: Option<String>,
    pub months: Option<i64>,
    pub event: Option<String>,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LowIncomeCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub threshold: Option<Threshold>,
    pub day: String,
    #[serde(default)]
    pub values: BTreeMap<String, toml::Value>,
    pub roll: Option<String>,
    pub registration: Option<String>,
    pub members: Vec<MemberText>,
    pub on_dibao: Option<bool>,
    pub monitored: Option<String>,
    pub left_assistance: Option<String>,
    #[serde(default)]
    pub spending: SpendingText,
    pub expect: LowIncomeExpectation,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpendingText {
    living: Option<toml::Value>,
    medical: Option<toml::Value>,
    education: Option<toml::Value>,
    rehabilitation: Option<toml::Value>,
    other: Option<toml::Value>,
    #[serde(default)]
    unknown: Vec<String>,
}

#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct LowIncomeExpectation {
    #[serde(default)]
    pub categories: Vec<String>,
    #[serde(default)]
    pub cannot_say: Vec<String>,
    #[serde(default)]
    pub no_categories: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExitCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub day: String,
    pub members: Vec<MemberText>,
    pub raised_by_employment: Option<bool>,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub day: String,
    pub change: Option<String>,
    pub obtained: Option<toml::Value>,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreviewCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub threshold: Option<Threshold>,
    #[serde(default)]
    pub values: BTreeMap<String, toml::Value>,
    pub units: usize,
    pub touched: usize,
    pub expect: String,
}

/// What every kind of case has.
pub struct Heading<'a> {
    pub name: &'a str,
    pub rule: &'a str,
    pub clause: &'a str,
    pub threshold: Option<&'a Threshold>,
}

impl CaseFile {
    /// The headings of all cases of the file.
    pub fn headings(&self) -> Vec<Heading<'_>> {
        let mut headings = Vec::new();
        macro_rules! take {
            ($($cases:ident $(with $threshold:ident)?),+) => {
                $(for case in &self.$cases {
                    let threshold = None$(.or(case.$threshold.as_ref()))?;
                    headings.push(Heading { name: &case.name, rule: &case.rule, clause: &case.clause, threshold });
                })+
            };
        }
        take!(
            case with threshold, amount, person with threshold, deadline with threshold, low_income with threshold, exit,
            decision, preview with threshold, tekun with threshold, self_care with threshold, tekun_amount with threshold,
            payee with threshold, child with threshold, child_amount with threshold, left_behind with threshold,
            subsidy with threshold, stack with threshold, relief with threshold, price with threshold, question with threshold
        );
        headings
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberText {
    relation: String,
    birth: String,
    wage: Option<toml::Value>,
    wage_months: Option<i64>,
    business: Option<toml::Value>,
    property_income: Option<toml::Value>,
    support: Option<toml::Value>,
    employee_pension: Option<toml::Value>,
    resident_pension: Option<toml::Value>,
    old_age_allowance: Option<toml::Value>,
    other_transfer: Option<toml::Value>,
    other: Option<toml::Value>,
    excluded: Option<toml::Value>,
    transfer_paid: Option<toml::Value>,
    illness_spending: Option<toml::Value>,
    cash: Option<toml::Value>,
    dwellings: Option<i64>,
    motor_cars: Option<i64>,
    shops: Option<i64>,
    labour: Option<String>,
    disability: Option<String>,
    serious_illness: Option<bool>,
    schooling: Option<String>,
    employment: Option<String>,
    whereabouts: Option<String>,
    whereabouts_since: Option<String>,
    death: Option<String>,
    award: Option<String>,
    special_case: Option<String>,
    contracted_land: Option<bool>,
    job_refusals: Option<i64>,
    exempted_support: Option<toml::Value>,
    #[serde(default)]
    unknown: Vec<String>,
}

/// All case files, in the order of their names. The folder is listed, so that a new file runs without any code.
#[expect(clippy::disallowed_methods, reason = "only the test reads files; the crate takes texts")]
pub fn all() -> Vec<(String, CaseFile)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../policy/cases");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("policy/cases").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a case file");
            let file = toml::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
            (path.file_name().expect("a file name").to_string_lossy().into_owned(), file)
        })
        .collect()
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

pub fn code<T: Coded>(text: &str) -> T {
    T::parse(text).unwrap_or_else(|| panic!("no value of its code set: {text}"))
}

pub fn known<T>(value: T) -> Option<Known<T>> {
    Some(Known { value, fact: FactId::new(1).expect("an id") })
}

pub fn yuan(value: &toml::Value) -> Fen {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Fen::parse(&text, MoneyUnit::Yuan).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// A case's own values as a policy file laid over the others.
pub fn own_values(values: &BTreeMap<String, toml::Value>) -> String {
    let mut text = String::new();
    for (name, amount) in values {
        let key = Key::find(name).unwrap_or_else(|| panic!("no value of law is named {name}"));
        text += &format!(
            "[{name}]\nlabel = \"{name}\"\nunit = \"{}\"\nsource = \"本例\"\nconfidence = \"assumption\"\n\
             values = [{{ region = \"620521\", from = \"2021-01-01\", amount = {amount} }}]\n",
            key.unit.text()
        );
    }
    text
}

/// The persons of a case, numbered from 1.
pub fn people(members: &[MemberText]) -> Vec<Member> {
    members.iter().enumerate().map(|(index, text)| text.member(index + 1)).collect()
}

fn award(text: &str) -> OtherAward {
    [OtherAward::Tekun, OtherAward::Orphan]
        .into_iter()
        .find(|award| award.label() == text)
        .unwrap_or_else(|| panic!("no award: {text}"))
}

fn special_case(text: &str) -> SpecialCase {
    [SpecialCase::SetByCounty, SpecialCase::SpecialHardship]
        .into_iter()
        .find(|special| special.label() == text)
        .unwrap_or_else(|| panic!("no special case: {text}"))
}

impl SpendingText {
    pub fn spending(&self) -> RigidSpending {
        let money = |field: &str, value: &Option<toml::Value>| {
            known(value.as_ref().map_or(Fen::ZERO, yuan)).filter(|_| !self.unknown.iter().any(|unknown| unknown == field))
        };
        RigidSpending {
            living: money("living", &self.living),
            medical: money("medical", &self.medical),
            education: money("education", &self.education),
            rehabilitation: money("rehabilitation", &self.rehabilitation),
            other: money("other", &self.other),
        }
    }
}

impl MemberText {
    pub fn member(&self, number: usize) -> Member {
        let is_known = |field: &str| !self.unknown.iter().any(|unknown| unknown == field);
        let money =
            |field: &str, value: &Option<toml::Value>| known(value.as_ref().map_or(Fen::ZERO, yuan)).filter(|_| is_known(field));
        let count = |field: &str, value: Option<i64>| known(value.unwrap_or(0)).filter(|_| is_known(field));
        Member {
            person: PersonId::new(i64::try_from(number).expect("few members")).expect("an id"),
            birth: day(&self.birth),
            relation: Relation::parse(&self.relation).unwrap_or_else(|| panic!("no relation: {}", self.relation)),
            incomes: Incomes {
                wage: money("wage", &self.wage),
                wage_months: count("wage_months", self.wage_months),
                business_net: money("business", &self.business),
                property_net: money("property_income", &self.property_income),
                support_received: money("support", &self.support),
                employee_pension: money("employee_pension", &self.employee_pension),
                resident_pension_basic: money("resident_pension", &self.resident_pension),
                old_age_allowance: money("old_age_allowance", &self.old_age_allowance),
                other_transfer: money("other_transfer", &self.other_transfer),
                other: money("other", &self.other),
                excluded: money("excluded", &self.excluded),
                transfer_paid: money("transfer_paid", &self.transfer_paid),
            },
            assets: Assets {
                cash: money("cash", &self.cash),
                dwellings: count("dwellings", self.dwellings),
                motor_cars: count("motor_cars", self.motor_cars),
                shops_and_companies: count("shops", self.shops),
            },
            labour: known(self.labour.as_deref().map_or(LabourCapacity::Full, code)).filter(|_| is_known("labour")),
            disability: self.disability.as_deref().and_then(|text| {
                let (kind, level) = text.split_once(' ').unwrap_or_else(|| panic!("类别 等级: {text}"));
                known(Disability { kind: code::<DisabilityKind>(kind), level: code::<DisabilityLevel>(level) })
            }),
            serious_illness: self.serious_illness.and_then(known),
            illness_spending: self.illness_spending.as_ref().and_then(|value| known(yuan(value))),
            schooling: self.schooling.as_deref().and_then(|text| known(code::<Schooling>(text))),
            employment: known(self.employment.as_deref().map_or(Employment::Employed, code)).filter(|_| is_known("employment")),
            whereabouts: self.whereabouts.as_deref().and_then(|text| known(code::<Whereabouts>(text))),
            whereabouts_since: self.whereabouts_since.as_deref().and_then(|text| known(day(text))),
            death: self.death.as_deref().and_then(|text| known(day(text))),
            recognitions: Recognitions {
                other_award: self.award.as_deref().and_then(|text| known(award(text))),
                special_case: self.special_case.as_deref().and_then(|text| known(special_case(text))),
                contracted_land: self.contracted_land.and_then(known),
                job_refusals: self.job_refusals.and_then(known),
                exempted_support: self.exempted_support.as_ref().and_then(|value| known(yuan(value))),
            },
        }
    }
}
