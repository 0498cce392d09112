//! What is known of an application for temporary relief: the input of every test of it.

use vocabulary::{Date, Fen, PersonId, ReliefKind, ReliefReason};

use crate::Known;

/// How hard an emergency is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// 较轻: the small sum.
    Light,
    /// 较重: the formula.
    Heavy,
    /// 重大火灾、交通事故、突发重病: one case, one discussion (一事一议).
    Major,
}

/// How an applicant is connected with the place that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Connection {
    /// 户籍在本地.
    Registered,
    /// 持有本地居住证.
    ResidencePermit,
    /// 急难发生在本地, of people from elsewhere.
    EmergencyHere,
    /// None of them.
    NoneOfThese,
}

/// Relief granted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlierRelief {
    /// Day of the decision.
    pub day: Date,
    /// Cause.
    pub reason: ReliefReason,
}

/// What is known of the means of an applicant for expense relief. `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReliefMeans {
    /// 必需支出超出承受能力, found on verification.
    pub spending_beyond_means: Option<Known<bool>>,
    /// Disposable income of all persons of the form, a year.
    pub disposable_income: Option<Known<Fen>>,
    /// 财产符合当地规定, found on verification.
    pub property_fits: Option<Known<bool>>,
}

/// An application for temporary relief, as its form and verification state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReliefApplication<'a> {
    /// Who applies.
    pub person: PersonId,
    /// Emergency or expense.
    pub kind: ReliefKind,
    /// Cause.
    pub reason: ReliefReason,
    /// How the applicant is connected with this place.
    pub connection: Connection,
    /// 基本生活当前陷入困境, asked of emergencies; `None` is not known.
    pub living_in_trouble: Option<Known<bool>>,
    /// How hard the emergency is; `None` is not known.
    pub gravity: Option<Known<Gravity>>,
    /// 情况紧急: waiting for the procedure would harm. Nothing on record is no.
    pub urgent: Option<Known<bool>>,
    /// Means, asked of expenses.
    pub means: ReliefMeans,
    /// 低保或特困对象: only the spending is checked (TR-405). Nothing on record is no.
    pub on_dibao_or_tekun: Option<Known<bool>>,
    /// Already settled by disaster relief or the traffic accident fund (TR-11). Nothing on record is no.
    pub settled_elsewhere: Option<Known<bool>>,
    /// Persons stated on the form (RD-23); `None` is not known.
    pub persons: Option<Known<i64>>,
    /// Months of hardship found; `None` is not known.
    pub months: Option<Known<i64>>,
    /// Relief of the same family before. Payments of one approval in stages and follow-up relief (跟进救助) of one cause
    /// count as one.
    pub earlier: &'a [EarlierRelief],
}

impl Gravity {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Gravity::Light => "较轻",
            Gravity::Heavy => "较重",
            Gravity::Major => "重大",
        }
    }
}

impl Connection {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Connection::Registered => "户籍在本地",
            Connection::ResidencePermit => "持有本地居住证",
            Connection::EmergencyHere => "急难发生在本地",
            Connection::NoneOfThese => "均不在本地",
        }
    }
}
