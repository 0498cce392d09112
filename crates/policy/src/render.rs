//! Steps as Chinese sentences, for notices and pages. Persons are shown by a name the caller supplies.

use vocabulary::PersonId;

use crate::dibao::Missing;
use crate::{Input, InputValue, PolicyBook, Rule, Step, StepAnswer};

/// One sentence for each step: question, inputs with their values, clause, answer.
pub fn sentences(steps: &[Step], name: impl Fn(PersonId) -> String) -> Vec<String> {
    steps.iter().map(|step| sentence(step, &name)).collect()
}

/// One step: `人均收入是否低于最低生活保障标准：计入的年收入5000.00元，…。依据：…。结论：是。`
pub fn sentence(step: &Step, name: impl Fn(PersonId) -> String) -> String {
    let (question, clause) = match Rule::of(step.rule) {
        Some(rule) => (rule.question, rule.clause),
        None => (step.rule.0, step.rule.0),
    };
    let inputs: Vec<String> = step.inputs.iter().map(|input| input_words(input, &name)).collect();
    let inputs = if inputs.is_empty() { "无".to_owned() } else { inputs.join("，") };
    format!("{question}：{inputs}。依据：{clause}（{}）。结论：{}。", step.rule, answer_words(&step.answer))
}

/// What is missing, in words, each with the person's name or the value's label: `张三的工资性收入、政策数值“住房套数上限”`.
pub fn missing_words(missing: &[Missing], book: &PolicyBook, name: impl Fn(PersonId) -> String) -> String {
    let words: Vec<String> = missing
        .iter()
        .map(|missing| match missing {
            Missing::Fact(person, label) => format!("{}的{label}", name(*person)),
            Missing::Value(key) => format!("政策数值“{}”", book.label(key)),
        })
        .collect();
    words.join("、")
}

fn input_words(input: &Input, name: &impl Fn(PersonId) -> String) -> String {
    let whose = input.person.map(name).unwrap_or_default();
    let value = value_words(&input.value);
    match &input.policy {
        Some((key, from)) => format!("{whose}{}{value}（{key}，{from}起）", input.label),
        None => format!("{whose}{}{value}", input.label),
    }
}

fn answer_words(answer: &StepAnswer) -> String {
    match answer {
        StepAnswer::Yes => "是".to_owned(),
        StepAnswer::No => "否".to_owned(),
        StepAnswer::CannotSay(missing) => format!("无法认定，缺少{missing}"),
        StepAnswer::Value(value) => value_words(value),
    }
}

fn value_words(value: &InputValue) -> String {
    match value {
        InputValue::Money(money) => format!("{money}元"),
        InputValue::Count(count, unit) => format!("{count}{unit}"),
        InputValue::Ratio(ratio) => ratio.to_string(),
        InputValue::Day(day) => day.to_string(),
        InputValue::Word(word) => format!("“{word}”"),
        InputValue::Missing => "不详".to_owned(),
    }
}
