//! Determinations in a format of their own, with owned texts, so that a page can show one made by an older program.

use policy::dibao::{DibaoAnswer, Missing};
use policy::{Input, InputValue, Step, StepAnswer, Trace};
use serde::{Deserialize, Serialize};
use vocabulary::Coded;

/// The answer of a determination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum AnswerRecord {
    /// Eligible.
    Eligible {
        /// Number of the class.
        class: i64,
        /// Keys of the persons counted.
        counted: Vec<i64>,
    },
    /// Not eligible.
    NotEligible {
        /// The rule against it.
        rule: String,
    },
    /// Cannot be determined.
    Undetermined {
        /// What is missing.
        missing: Vec<MissingRecord>,
    },
}

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingRecord {
    /// Key of the person, where it is a fact.
    pub person: Option<i64>,
    /// The fact's label, or the name of the value of law.
    pub what: String,
}

/// The steps of a determination.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRecord {
    /// First to last.
    pub steps: Vec<StepRecord>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    /// Id of the rule asked.
    pub rule: String,
    /// What went in.
    pub inputs: Vec<InputRecord>,
    /// Code of the answer: `yes`, `no`, `cannot_say`, `value`.
    pub answer: String,
    /// What is missing, for `cannot_say`.
    pub missing: Option<String>,
    /// What was worked out, for `value`.
    pub value: Option<ValueRecord>,
}

/// One input of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// What it is, in Chinese.
    pub label: String,
    /// Its value.
    pub value: ValueRecord,
    /// Key of the person it is about.
    pub person: Option<i64>,
    /// Key of the fact it was read from.
    pub fact: Option<i64>,
    /// Name of the policy value it is.
    pub policy: Option<String>,
    /// First day of the version used, ISO 8601.
    pub policy_from: Option<String>,
}

/// A value that went in or came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum ValueRecord {
    /// Money.
    Money {
        /// In fen.
        fen: i64,
    },
    /// A whole number.
    Count {
        /// The number.
        number: i64,
        /// Its unit in Chinese.
        unit: String,
    },
    /// A ratio.
    Ratio {
        /// In ten-thousandths.
        ten_thousandths: i64,
    },
    /// A day.
    Day {
        /// ISO 8601.
        day: String,
    },
    /// A word in Chinese.
    Word {
        /// The word.
        word: String,
    },
    /// Not known.
    Missing,
}

impl From<&DibaoAnswer> for AnswerRecord {
    fn from(answer: &DibaoAnswer) -> AnswerRecord {
        match answer {
            DibaoAnswer::Eligible(entitlement) => AnswerRecord::Eligible {
                class: entitlement.class.number(),
                counted: entitlement.counted.iter().map(|person| person.number()).collect(),
            },
            DibaoAnswer::NotEligible(rule) => AnswerRecord::NotEligible { rule: rule.to_string() },
            DibaoAnswer::Undetermined(missing) => {
                AnswerRecord::Undetermined { missing: missing.iter().map(MissingRecord::from).collect() }
            }
        }
    }
}

impl From<&Missing> for MissingRecord {
    fn from(missing: &Missing) -> MissingRecord {
        match missing {
            Missing::Fact(person, label) => MissingRecord { person: Some(person.number()), what: (*label).to_owned() },
            Missing::Value(name) => MissingRecord { person: None, what: name.clone() },
        }
    }
}

impl From<&Trace> for TraceRecord {
    fn from(trace: &Trace) -> TraceRecord {
        TraceRecord { steps: trace.steps.iter().map(StepRecord::from).collect() }
    }
}

impl From<&Step> for StepRecord {
    fn from(step: &Step) -> StepRecord {
        let (answer, missing, value) = match &step.answer {
            StepAnswer::Yes => ("yes", None, None),
            StepAnswer::No => ("no", None, None),
            StepAnswer::CannotSay(missing) => ("cannot_say", Some(missing.clone()), None),
            StepAnswer::Value(value) => ("value", None, Some(ValueRecord::from(value))),
        };
        StepRecord {
            rule: step.rule.to_string(),
            inputs: step.inputs.iter().map(InputRecord::from).collect(),
            answer: answer.to_owned(),
            missing,
            value,
        }
    }
}

impl From<&Input> for InputRecord {
    fn from(input: &Input) -> InputRecord {
        InputRecord {
            label: input.label.to_owned(),
            value: (&input.value).into(),
            person: input.person.map(|person| person.number()),
            fact: input.fact.map(|fact| fact.number()),
            policy: input.policy.as_ref().map(|(key, _)| key.to_string()),
            policy_from: input.policy.as_ref().map(|(_, from)| from.to_string()),
        }
    }
}

impl From<&InputValue> for ValueRecord {
    fn from(value: &InputValue) -> ValueRecord {
        match value {
            InputValue::Money(amount) => ValueRecord::Money { fen: amount.as_fen() },
            InputValue::Count(number, unit) => ValueRecord::Count { number: *number, unit: (*unit).to_owned() },
            InputValue::Ratio(ratio) => ValueRecord::Ratio { ten_thousandths: ratio.as_ten_thousandths() },
            InputValue::Day(day) => ValueRecord::Day { day: day.to_string() },
            InputValue::Word(word) => ValueRecord::Word { word: (*word).to_owned() },
            InputValue::Missing => ValueRecord::Missing,
        }
    }
}
