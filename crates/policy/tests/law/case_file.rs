//! The form of `policy/cases/*.toml`; its fields are explained in `policy/cases/README.md`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use policy::Key;
use policy::dibao::{Assets, Incomes, Known, Member};
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
    pub supplement: Vec<SupplementCase>,
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub day: String,
    pub region: Option<String>,
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
pub struct SupplementCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub day: String,
    pub member: MemberText,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlineCase {
    pub name: String,
    pub rule: String,
    pub clause: String,
    pub region: Option<String>,
    pub from: String,
    pub class: Option<String>,
    pub expect: String,
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

/// A case's own values as a policy file.
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

impl Case {
    /// The case's own values as a policy file laid over the others.
    pub fn own_values(&self) -> String {
        own_values(&self.values)
    }

    pub fn people(&self) -> Vec<Member> {
        self.members.iter().enumerate().map(|(index, text)| text.member(index + 1)).collect()
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
        }
    }
}
