//! What the law gives.

use vocabulary::{DibaoClass, PersonId};

use crate::RuleId;

pub use crate::Missing;

/// What a unit is entitled to. The amount follows by the month from class and heads (RD-01).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entitlement {
    /// The class.
    pub class: DibaoClass,
    /// The persons counted and paid for, in the order of the family.
    pub counted: Vec<PersonId>,
}

/// The answer to "is this unit on dibao, and in which class?" on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DibaoAnswer {
    /// Eligible.
    Eligible(Entitlement),
    /// Not eligible; the rule that stands against it.
    NotEligible(RuleId),
    /// Cannot be determined; what is missing. Never treated as eligible, never as not eligible.
    Undetermined(Vec<Missing>),
}

impl DibaoAnswer {
    /// Undetermined for these reasons, each named once.
    pub(super) fn undetermined(mut missing: Vec<Missing>) -> DibaoAnswer {
        assert!(!missing.is_empty(), "an answer that cannot be given names what is missing");
        missing.sort();
        missing.dedup();
        DibaoAnswer::Undetermined(missing)
    }
}
