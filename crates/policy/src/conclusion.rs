//! What the law gives on the facts known: something, nothing by a rule, or no answer yet.

use crate::{Answer, Missing, RuleId};

/// The answer of a programme's tests on a day, `T` being what the law gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusion<T> {
    /// Every condition holds.
    Eligible(T),
    /// Not eligible; the rule that stands against it.
    NotEligible(RuleId),
    /// Cannot be determined; what is missing. Never treated as eligible, never as not eligible.
    Undetermined(Vec<Missing>),
}

impl<T> Conclusion<T> {
    /// From the answers of all conditions in the order of the law: the first that is proved not to hold settles it,
    /// whatever else is missing (RD-10); with every one proved it is eligible; otherwise `name_missing` names what keeps
    /// the answer open.
    pub(crate) fn of(
        conditions: &[(Answer, RuleId)],
        given: impl FnOnce() -> T,
        name_missing: impl FnOnce(&mut Vec<Missing>),
    ) -> Conclusion<T> {
        if let Some((_, rule)) = conditions.iter().find(|(answer, _)| *answer == Answer::No) {
            return Conclusion::NotEligible(*rule);
        }
        if conditions.iter().all(|(answer, _)| *answer == Answer::Yes) {
            return Conclusion::Eligible(given());
        }
        let mut missing = Vec::new();
        name_missing(&mut missing);
        Conclusion::undetermined(missing)
    }

    /// Yes, no, or cannot be said.
    pub fn answer(&self) -> Answer {
        match self {
            Conclusion::Eligible(_) => Answer::Yes,
            Conclusion::NotEligible(_) => Answer::No,
            Conclusion::Undetermined(_) => Answer::CannotSay,
        }
    }

    /// What is missing; nothing where the answer is yes or no.
    pub fn missing(&self) -> &[Missing] {
        match self {
            Conclusion::Eligible(_) | Conclusion::NotEligible(_) => &[],
            Conclusion::Undetermined(missing) => missing,
        }
    }

    /// Undetermined for these reasons, each named once.
    pub(crate) fn undetermined(mut missing: Vec<Missing>) -> Conclusion<T> {
        assert!(!missing.is_empty(), "an answer that cannot be given names what is missing");
        missing.sort();
        missing.dedup();
        Conclusion::Undetermined(missing)
    }
}
