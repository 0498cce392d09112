//! Why a unit gets what it gets: the determination in Chinese sentences, each with its clause and facts.

use casework::{AwardTerms, Gap};
use policy::dibao::DibaoAnswer;
use policy::{Rule, render};
use registry::Register;
use vocabulary::Date;

use crate::determine::{Determined, name_in};
use crate::office::Office;
use crate::views::{DeterminationView, StepView};

/// A determination made ready to read.
pub(crate) fn determination_view(office: &Office, register: &Register, determined: &Determined, day: Date) -> DeterminationView {
    let name_of = name_in(register);
    let steps = determined
        .trace
        .steps
        .iter()
        .map(|step| {
            let rule = Rule::of(step.rule);
            StepView {
                rule: step.rule.to_string(),
                sentence: render::sentence(step, &name_of),
                clause: rule.map_or_else(String::new, |rule| rule.clause.to_owned()),
                facts: step.inputs.iter().filter_map(|input| input.fact).collect(),
            }
        })
        .collect();
    let monthly = match &determined.answer {
        DibaoAnswer::Eligible(entitlement) => {
            let heads = i64::try_from(entitlement.counted.len()).expect("a household has fewer than 2^63 members");
            office.amount_of(entitlement.class, heads, day.in_month()).ok()
        }
        DibaoAnswer::NotEligible(_) | DibaoAnswer::Undetermined(_) => None,
    };
    DeterminationView { day, answer: answer_in_words(office, register, &determined.answer), monthly, steps }
}

/// The answer in one Chinese sentence.
pub(crate) fn answer_in_words(office: &Office, register: &Register, answer: &DibaoAnswer) -> String {
    match answer {
        DibaoAnswer::Eligible(entitlement) => format!("符合农村低保条件，{}", AwardTerms::from(entitlement).in_words()),
        DibaoAnswer::NotEligible(rule) => match Rule::of(*rule) {
            Some(rule) => format!("不符合农村低保条件：{}——否（{} {}）", rule.question, rule.id, rule.clause),
            None => format!("不符合农村低保条件（{rule}）"),
        },
        DibaoAnswer::Undetermined(missing) => {
            format!("尚不能认定，缺少：{}", render::missing_words(missing, &office.book, name_in(register)))
        }
    }
}

/// The reasons of a decision, from its gap and the determination's own sentences.
pub(crate) fn reasons_of(office: &Office, register: &Register, gap: &Gap, determined: &Determined) -> String {
    let sentences = render::sentences(&determined.trace.steps, name_in(register));
    format!("{} 认定：{}。{}", gap.line.reason, answer_in_words(office, register, &determined.answer), sentences.join(""))
}
