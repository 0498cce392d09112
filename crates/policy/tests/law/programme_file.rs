//! The form of the cases beside dibao in `policy/cases/*.toml`; its fields are explained in `policy/cases/README.md`.

use std::collections::BTreeMap;

use policy::Known;
use policy::children::{self, AwayParent, LeftBehindChild, Parent, Release, Restriction};
use policy::dibao::{Assets, Incomes};
use policy::disability::Certificate;
use policy::relief::{Connection, EarlierRelief, Gravity, ReliefMeans};
use policy::stacking::{Benefit, HeldBenefit};
use policy::tekun::{Supporter, SupporterList, SupporterStatus, TekunPerson};
use serde::Deserialize;
use vocabulary::{CertificateStatus, Disability, Fen, PersonId, Registration, ReliefReason};

use crate::case_file::{Threshold, code, day, known, yuan};

/// What every case states of itself.
macro_rules! cases {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $form:ty,)* })+) => {
        $($(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            pub name: String,
            pub rule: String,
            pub clause: String,
            pub threshold: Option<Threshold>,
            #[serde(default)]
            pub values: BTreeMap<String, toml::Value>,
            pub expect: String,
            $(pub $field: $form,)*
        })+
    };
}

cases! {
    TekunCase { region: Option<String>, day: String, since: Option<String>, ask: Option<String>, person: PersonText, spouse: Option<PersonText>, }
    SelfCareCase { region: Option<String>,
        day: String, failed: Vec<String>, not_assessed: Option<Vec<String>>, set: Option<String>, reason: Option<String>,
    }
    TekunAmountCase { region: Option<String>, month: String, registration: Option<String>, mode: Option<String>, self_care: String, }
    PayeeCase { month: String, agreements: Vec<AgreementText>, }
    ChildCase { region: Option<String>,
        day: String, since: Option<String>, ask: Option<String>, birth: String, death: Option<String>, adopted: Option<bool>,
        schooling: Option<String>, parents: Vec<ParentText>,
    }
    ChildAmountCase { region: Option<String>,
        month: String, scheme: String, placement: Option<String>, unit_dibao: Option<toml::Value>, heads: Option<i64>,
        tekun_basic: Option<toml::Value>, tekun_care: Option<toml::Value>, living: Option<toml::Value>,
    }
    LeftBehindCase { region: Option<String>, day: String, birth: String, parents: Vec<AwayText>, }
    SubsidyCase { region: Option<String>,
        subsidy: String, month: String, disability: Option<String>, issued: Option<String>, expiry: Option<String>,
        status: Option<String>, multiple_counts: Option<bool>, care: Option<bool>, dibao: Option<bool>, margin: Option<bool>,
        death: Option<String>, moved_out: Option<String>, held: Option<Vec<String>>,
    }
    StackCase { held: Vec<String>, }
    ReliefCase { region: Option<String>,
        day: String, kind: String, cause: String, connection: Option<String>, trouble: Option<bool>, gravity: Option<String>,
        urgent: Option<bool>, spending: Option<bool>, income: Option<toml::Value>, property: Option<bool>,
        assisted: Option<bool>, settled_elsewhere: Option<bool>, persons: Option<i64>, months: Option<i64>,
        earlier: Option<Vec<EarlierText>>,
    }
    PriceCase { region: Option<String>,
        month: String, consumer: Option<String>, food: Option<String>, groups: Vec<String>, registration: Option<String>,
    }
    QuestionCase { region: Option<String>, day: String, given: Option<toml::Value>, }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonText {
    birth: String,
    registration: Option<String>,
    contracted_land: Option<bool>,
    schooling: Option<String>,
    disability: Option<String>,
    multiple_counts: Option<bool>,
    recognised_by_province: Option<bool>,
    wage: Option<toml::Value>,
    business: Option<toml::Value>,
    property_income: Option<toml::Value>,
    support: Option<toml::Value>,
    employee_pension: Option<toml::Value>,
    resident_pension: Option<toml::Value>,
    old_age_allowance: Option<toml::Value>,
    other_transfer: Option<toml::Value>,
    other: Option<toml::Value>,
    transfer_paid: Option<toml::Value>,
    cash: Option<toml::Value>,
    dwellings: Option<i64>,
    motor_cars: Option<i64>,
    shops: Option<i64>,
    whereabouts: Option<String>,
    death: Option<String>,
    chose_tekun: Option<bool>,
    #[serde(default)]
    supporters: Vec<SupporterText>,
    supporters_complete: Option<bool>,
    supporters_found: Option<String>,
    #[serde(default)]
    unknown: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupporterText {
    number: Option<i64>,
    birth: Option<String>,
    death: Option<String>,
    disability: Option<String>,
    income: Option<toml::Value>,
    cash: Option<toml::Value>,
    dwellings: Option<i64>,
    motor_cars: Option<i64>,
    shops: Option<i64>,
    tekun: Option<bool>,
    dibao: Option<bool>,
    without_civil_capacity: Option<bool>,
    whereabouts: Option<String>,
    recognised_by_province: Option<bool>,
    #[serde(default)]
    unknown: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentText {
    #[serde(default)]
    nothing_known: bool,
    condition: Option<String>,
    condition_since: Option<String>,
    death: Option<String>,
    cannot_be_found: Option<bool>,
    declared_missing: Option<bool>,
    disability: Option<String>,
    multiple_counts: Option<bool>,
    serious_illness: Option<bool>,
    restriction: Option<RestrictionText>,
    lost_contact_since: Option<String>,
    guardianship_revoked: Option<bool>,
    deported: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestrictionText {
    kind: String,
    from: String,
    until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwayText {
    away: Option<bool>,
    since: Option<String>,
    able_guardian: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementText {
    pub provider: String,
    pub from: String,
    pub until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierText {
    day: String,
    cause: String,
}

pub fn person(number: i64) -> PersonId {
    PersonId::new(number).expect("an id")
}

pub fn disability(text: &Option<String>) -> Option<Known<Disability>> {
    text.as_deref().and_then(|text| {
        let (kind, level) = text.split_once(' ').unwrap_or_else(|| panic!("类别 等级: {text}"));
        known(Disability { kind: code(kind), level: code(level) })
    })
}

/// Money that is zero where the case does not state it.
pub fn or_zero(value: &Option<toml::Value>) -> Fen {
    value.as_ref().map_or(Fen::ZERO, yuan)
}

pub fn optional_day(text: &Option<String>) -> Option<Known<vocabulary::Date>> {
    text.as_deref().and_then(|text| known(day(text)))
}

fn coded<T: vocabulary::Coded>(text: &Option<String>) -> Option<Known<T>> {
    text.as_deref().and_then(|text| known(code(text)))
}

fn flag(value: Option<bool>) -> Option<Known<bool>> {
    value.and_then(known)
}

/// The word of `all` whose label is `text`.
pub fn word<T: Copy>(all: &[T], label: fn(T) -> &'static str, text: &str) -> T {
    all.iter().copied().find(|one| label(*one) == text).unwrap_or_else(|| panic!("no such word: {text}"))
}

impl PersonText {
    pub fn supporters(&self) -> Vec<Supporter> {
        self.supporters.iter().enumerate().map(|(index, text)| text.supporter(index)).collect()
    }

    pub fn person<'a>(&self, number: i64, supporters: &'a [Supporter]) -> TekunPerson<'a> {
        let is_known = |field: &str| !self.unknown.iter().any(|unknown| unknown == field);
        let money = |field: &str, value: &Option<toml::Value>| known(or_zero(value)).filter(|_| is_known(field));
        let count = |field: &str, value: Option<i64>| known(value.unwrap_or(0)).filter(|_| is_known(field));
        TekunPerson {
            person: person(number),
            birth: day(&self.birth),
            registration: self.registration.as_deref().map_or(Registration::Rural, code),
            contracted_land: flag(self.contracted_land),
            schooling: coded(&self.schooling),
            disability: disability(&self.disability),
            multiple_counts: flag(self.multiple_counts),
            recognised_by_province: flag(self.recognised_by_province),
            incomes: Incomes {
                wage: money("wage", &self.wage),
                wage_months: None,
                business_net: money("business", &self.business),
                property_net: money("property_income", &self.property_income),
                support_received: money("support", &self.support),
                employee_pension: money("employee_pension", &self.employee_pension),
                resident_pension_basic: money("resident_pension", &self.resident_pension),
                old_age_allowance: money("old_age_allowance", &self.old_age_allowance),
                other_transfer: money("other_transfer", &self.other_transfer),
                other: money("other", &self.other),
                excluded: None,
                transfer_paid: money("transfer_paid", &self.transfer_paid),
            },
            assets: Assets {
                cash: money("cash", &self.cash),
                dwellings: count("dwellings", self.dwellings),
                motor_cars: count("motor_cars", self.motor_cars),
                shops_and_companies: count("shops", self.shops),
            },
            supporters: SupporterList {
                known: supporters,
                found: coded(&self.supporters_found),
                complete: known(self.supporters_complete.unwrap_or(true)).filter(|_| is_known("supporters_complete")),
            },
            whereabouts: coded(&self.whereabouts),
            death: optional_day(&self.death),
            chose_tekun: flag(self.chose_tekun),
        }
    }
}

impl SupporterText {
    fn supporter(&self, index: usize) -> Supporter {
        let is_known = |field: &str| !self.unknown.iter().any(|unknown| unknown == field);
        let count = |field: &str, value: Option<i64>| known(value.unwrap_or(0)).filter(|_| is_known(field));
        let income = self.income.as_ref().map_or(Fen::yuan(30_000), yuan);
        let number = self.number.unwrap_or(11 + i64::try_from(index).expect("few supporters"));
        Supporter {
            person: person(number),
            birth: known(day(self.birth.as_deref().unwrap_or("1985-01-01"))).filter(|_| is_known("birth")),
            death: optional_day(&self.death),
            disability: disability(&self.disability),
            income: known(income).filter(|_| is_known("income")),
            assets: Assets {
                cash: known(or_zero(&self.cash)).filter(|_| is_known("cash")),
                dwellings: count("dwellings", self.dwellings),
                motor_cars: count("motor_cars", self.motor_cars),
                shops_and_companies: count("shops", self.shops),
            },
            status: SupporterStatus {
                tekun: flag(self.tekun),
                dibao: flag(self.dibao),
                without_civil_capacity: flag(self.without_civil_capacity),
                whereabouts: coded(&self.whereabouts),
                recognised_by_province: flag(self.recognised_by_province),
            },
        }
    }
}

impl ParentText {
    fn parent(&self) -> Option<Parent> {
        if let Some(condition) = coded(&self.condition) {
            return Parent::of_condition(condition, optional_day(&self.condition_since));
        }
        let restriction = self.restriction.as_ref().and_then(|text| {
            let until = text.until.as_deref().map(|until| match until {
                "尚未届满" => Release::NotYet,
                release => Release::On(day(release)),
            });
            known(Restriction::new(code(&text.kind), day(&text.from), until).expect("a condition that restricts freedom"))
        });
        (!self.nothing_known).then_some(Parent {
            death: optional_day(&self.death),
            cannot_be_found: flag(self.cannot_be_found),
            declared_missing: flag(self.declared_missing),
            disability: disability(&self.disability),
            multiple_counts: flag(self.multiple_counts),
            severely_disabled: None,
            serious_illness: flag(self.serious_illness),
            restriction,
            lost_contact_since: optional_day(&self.lost_contact_since),
            guardianship_revoked: flag(self.guardianship_revoked),
            deported: flag(self.deported),
        })
    }
}

impl ChildCase {
    pub fn child(&self) -> children::Child {
        assert_eq!(self.parents.len(), 2, "{}: a child has two parents", self.name);
        children::Child {
            person: person(1),
            birth: day(&self.birth),
            death: optional_day(&self.death),
            adopted: flag(self.adopted),
            parents: [self.parents[0].parent(), self.parents[1].parent()],
            schooling: coded(&self.schooling),
        }
    }
}

impl LeftBehindCase {
    pub fn child(&self) -> LeftBehindChild {
        assert_eq!(self.parents.len(), 2, "{}: a child has two parents", self.name);
        let parent = |text: &AwayText| AwayParent {
            away: flag(text.away),
            away_since: optional_day(&text.since),
            able_guardian: flag(text.able_guardian),
        };
        LeftBehindChild {
            person: person(1),
            birth: day(&self.birth),
            parents: [parent(&self.parents[0]), parent(&self.parents[1])],
        }
    }
}

/// `特困供养` or, with the month's amount in yuan, `其他部门同类护理补贴 100`.
pub fn held(texts: &[String]) -> Vec<HeldBenefit> {
    let one = |text: &String| {
        let (label, amount) = text.split_once(' ').unwrap_or((text, "0"));
        HeldBenefit {
            benefit: word(&Benefit::ALL, Benefit::label, label),
            monthly: yuan(&toml::Value::String(amount.to_owned())),
        }
    };
    texts.iter().map(one).collect()
}

impl SubsidyCase {
    pub fn person<'a>(&self, held: &'a [HeldBenefit]) -> policy::disability::DisabledPerson<'a> {
        policy::disability::DisabledPerson {
            person: person(1),
            death: optional_day(&self.death),
            moved_out: optional_day(&self.moved_out),
            certificate: disability(&self.disability).and_then(|disability| {
                known(Certificate {
                    disability: disability.value,
                    issued: self.issued.as_deref().map(day),
                    expiry: self.expiry.as_deref().map(day),
                    status: self.status.as_deref().map_or(CertificateStatus::Valid, code),
                })
            }),
            multiple_counts: flag(self.multiple_counts),
            long_term_care: flag(self.care),
            on_dibao: flag(self.dibao),
            in_margin_family: flag(self.margin),
            held,
        }
    }
}

impl ReliefCase {
    pub fn earlier(&self) -> Vec<EarlierRelief> {
        let one = |text: &EarlierText| EarlierRelief { day: day(&text.day), reason: code::<ReliefReason>(&text.cause) };
        self.earlier.iter().flatten().map(one).collect()
    }

    pub fn application<'a>(&self, earlier: &'a [EarlierRelief]) -> policy::relief::ReliefApplication<'a> {
        let connections =
            [Connection::Registered, Connection::ResidencePermit, Connection::EmergencyHere, Connection::NoneOfThese];
        let gravities = [Gravity::Light, Gravity::Heavy, Gravity::Major];
        policy::relief::ReliefApplication {
            person: person(1),
            kind: code(&self.kind),
            reason: code(&self.cause),
            connection: self
                .connection
                .as_deref()
                .map_or(Connection::Registered, |text| word(&connections, Connection::label, text)),
            living_in_trouble: flag(self.trouble),
            gravity: self.gravity.as_deref().and_then(|text| known(word(&gravities, Gravity::label, text))),
            urgent: flag(self.urgent),
            means: ReliefMeans {
                spending_beyond_means: flag(self.spending),
                disposable_income: self.income.as_ref().and_then(|income| known(yuan(income))),
                property_fits: flag(self.property),
            },
            on_dibao_or_tekun: flag(self.assisted),
            settled_elsewhere: flag(self.settled_elsewhere),
            persons: self.persons.and_then(known),
            months: self.months.and_then(known),
            earlier,
        }
    }
}
