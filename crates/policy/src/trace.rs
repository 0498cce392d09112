//! How a determination came about, step by step. One code path; what is kept depends on the recorder.

use vocabulary::{Date, FactId, Fen, PersonId, Ratio};

use crate::{RuleId, ValueKey};

/// What an input of a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputValue {
    /// Money.
    Money(Fen),
    /// A whole number with its Chinese unit (`人`, `月`, `岁`).
    Count(i64, &'static str),
    /// A ratio.
    Ratio(Ratio),
    /// A day.
    Day(Date),
    /// A word in Chinese: a code's label.
    Word(&'static str),
    /// Not known.
    Missing,
}

/// One input of a step and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What it is, in Chinese.
    pub label: &'static str,
    /// Its value.
    pub value: InputValue,
    /// Whom it is about, where it is about one person.
    pub person: Option<PersonId>,
    /// The fact it was read from.
    pub fact: Option<FactId>,
    /// The policy value it is, with the first day of the version used.
    pub policy: Option<(ValueKey, Date)>,
}

/// What a step found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepAnswer {
    /// The test is passed.
    Yes,
    /// The test is not passed.
    No,
    /// Cannot be said: what is missing, in Chinese.
    CannotSay(String),
    /// A value worked out.
    Value(InputValue),
}

/// One step: a rule's question, what went in, what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The rule asked.
    pub rule: RuleId,
    /// What went in.
    pub inputs: Vec<Input>,
    /// What came out.
    pub answer: StepAnswer,
}

/// Takes the steps of a determination. The step is made only when it is kept.
pub trait Recorder {
    /// Whether steps are kept at all; what only prepares steps is left out where they are not.
    const KEEPS: bool = true;

    /// Records one step.
    fn step(&mut self, step: impl FnOnce() -> Step);
}

/// Keeps nothing; costs nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTrace;

impl Recorder for NoTrace {
    const KEEPS: bool = false;

    #[inline]
    fn step(&mut self, _step: impl FnOnce() -> Step) {}
}

/// Keeps every step in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The steps, first to last.
    pub steps: Vec<Step>,
}

impl Recorder for Trace {
    fn step(&mut self, step: impl FnOnce() -> Step) {
        self.steps.push(step());
    }
}

impl Input {
    /// A fact about a person; [`InputValue::Missing`] where it is not known.
    pub(crate) fn of_person(label: &'static str, person: PersonId, value: InputValue, fact: Option<FactId>) -> Input {
        Input { label, value, person: Some(person), fact, policy: None }
    }

    /// A figure worked out in an earlier step.
    pub(crate) fn worked_out(label: &'static str, value: InputValue) -> Input {
        Input { label, value, person: None, fact: None, policy: None }
    }

    /// A value of law.
    pub(crate) fn of_law(label: &'static str, value: InputValue, key: &str, from: Option<Date>) -> Input {
        Input { label, value, person: None, fact: None, policy: from.map(|from| (ValueKey(key.to_owned()), from)) }
    }
}
