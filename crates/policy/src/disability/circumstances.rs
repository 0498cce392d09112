//! What is known of a disabled person in a month: the input of every test of the two subsidies.

use vocabulary::{CertificateStatus, Date, Disability, PersonId};

use crate::Known;
use crate::stacking::HeldBenefit;

/// The two subsidies of disabled persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subsidy {
    /// 困难残疾人生活补贴.
    Living,
    /// 重度残疾人护理补贴.
    Nursing,
}

/// A disability certificate (残疾人证).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it states.
    pub disability: Disability,
    /// Day of issue; `None` is not known.
    pub issued: Option<Date>,
    /// Last day it is valid; `None` is not known.
    pub expiry: Option<Date>,
    /// Whether it is in force.
    pub status: CertificateStatus,
}

/// A person who asks for a subsidy or has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisabledPerson<'a> {
    /// Who.
    pub person: PersonId,
    /// Day of death (register), where one is known.
    pub death: Option<Known<Date>>,
    /// Day on which the registration left the county (register), where it did.
    pub moved_out: Option<Known<Date>>,
    /// The certificate; `None` is none known, which makes nobody eligible.
    pub certificate: Option<Known<Certificate>>,
    /// For 多重残疾 of level 3 or 4: whether an intellectual or mental part is of level 3 or 4; `None` is not known.
    pub multiple_counts: Option<Known<bool>>,
    /// 需要长期照护, found for six months or more (DS-103); `None` is not known.
    pub long_term_care: Option<Known<bool>>,
    /// Member of a family on dibao in the month; nothing on record is no.
    pub on_dibao: Option<Known<bool>>,
    /// Member of a margin family in the month; nothing on record is no.
    pub in_margin_family: Option<Known<bool>>,
    /// The other benefits of the month, of this office and of others.
    pub held: &'a [HeldBenefit],
}

impl Subsidy {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Subsidy::Living => "困难残疾人生活补贴",
            Subsidy::Nursing => "重度残疾人护理补贴",
        }
    }
}
