//! Facts with where they were read, and what is missing where none was.

use vocabulary::{FactId, PersonId};

use crate::{Answer, StepAnswer};

/// A value with the fact it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// The fact.
    pub fact: FactId,
}

/// What is missing for an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A fact about a person: its Chinese label.
    Fact(PersonId, &'static str),
    /// A value of law: its name.
    Value(String),
}

/// An answer as a step keeps it, with what is missing in words.
pub(crate) fn step_answer(answer: Answer, missing: &[Missing]) -> StepAnswer {
    match answer {
        Answer::Yes => StepAnswer::Yes,
        Answer::No => StepAnswer::No,
        Answer::CannotSay => {
            let mut words: Vec<String> = missing
                .iter()
                .map(|missing| match missing {
                    Missing::Fact(_, label) => (*label).to_owned(),
                    Missing::Value(key) => format!("政策数值“{key}”"),
                })
                .collect();
            words.sort();
            words.dedup();
            StepAnswer::CannotSay(words.join("、"))
        }
    }
}
