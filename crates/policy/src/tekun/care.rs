//! To whom the money of a month goes: care money follows the care (CA-108), one payee for a month.

use vocabulary::{Date, Month};

use crate::{Input, InputValue, Recorder, RuleId, Step, StepAnswer};

/// Who gives the care, by the agreement in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CareProvider {
    /// 照料服务人: at home, by entrustment agreement.
    Carer,
    /// 供养服务机构: where the person lives.
    Institution,
    /// 政府购买服务: a bought service comes to the home.
    BoughtService,
}

/// An agreement on care and its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CareAgreement {
    /// Who gives the care.
    pub provider: CareProvider,
    /// First day.
    pub from: Date,
    /// First day on which it no longer holds, where it was closed.
    pub until: Option<Date>,
}

/// Who receives an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CarePayee {
    /// 本人.
    Person,
    /// The carer, institution or service of the agreement.
    Provider(CareProvider),
}

/// The payees of a month; each amount has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TekunPayees {
    /// Who receives the basic money.
    pub basic: CarePayee,
    /// Who receives the care money; `None` while no agreement is in force: it is held, never dropped.
    pub care: Option<CarePayee>,
}

/// The payees of a month by the agreement in force on its first day. A change within a month holds from the next one, so
/// that care money is never paid to two for one month. Of two in force on that day, which should not be, it is the later.
pub fn payees_of_month<R: Recorder>(agreements: &[CareAgreement], month: Month, recorder: &mut R) -> TekunPayees {
    let first_day = month.first_day();
    let in_force = agreements
        .iter()
        .filter(|agreement| agreement.from <= first_day && agreement.until.is_none_or(|until| until > first_day))
        .max_by_key(|agreement| (agreement.from, agreement.provider));
    let payees = match in_force.map(|agreement| agreement.provider) {
        // Who lives in an institution is kept there: it receives both.
        Some(CareProvider::Institution) => {
            let institution = CarePayee::Provider(CareProvider::Institution);
            TekunPayees { basic: institution, care: Some(institution) }
        }
        Some(provider @ (CareProvider::Carer | CareProvider::BoughtService)) => {
            TekunPayees { basic: CarePayee::Person, care: Some(CarePayee::Provider(provider)) }
        }
        None => TekunPayees { basic: CarePayee::Person, care: None },
    };
    recorder.step(|| Step {
        rule: RuleId::CARE_PAYEE,
        inputs: vec![Input::worked_out("发放月份首日", InputValue::Day(first_day))],
        answer: match payees.care {
            Some(payee) => StepAnswer::Value(InputValue::Word(payee.label())),
            None => StepAnswer::CannotSay("照料服务协议".to_owned()),
        },
    });
    payees
}

impl CarePayee {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            CarePayee::Person => "本人",
            CarePayee::Provider(CareProvider::Carer) => "照料服务人",
            CarePayee::Provider(CareProvider::Institution) => "供养服务机构",
            CarePayee::Provider(CareProvider::BoughtService) => "购买服务承接方",
        }
    }
}
