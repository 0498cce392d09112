//! Suitable jobs refused: what it costs the person who refuses, and nobody else (DB-608).

use vocabulary::{Coded, Employment};

use super::class::is_without_labour_capacity;
use super::{DibaoValues, Member, Missing, labels};
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, Recorder, RuleId, Step};

/// Has the person, able to work and without a job, refused suitable jobs so many times in a row that their own money is
/// reduced or stopped (DB-608)? The others of the family keep theirs, and the person stays in the head-count of the tests.
pub fn loses_own_money<R: Recorder>(member: &Member, values: &DibaoValues, recorder: &mut R) -> Answer {
    let refusals = member.recognitions.job_refusals.map_or(0, |refusals| refusals.value);
    let often = values.job_refusals_limit.value.map_or(Answer::CannotSay, |limit| Answer::when(refusals >= limit));
    let no_job = match member.employment.map(|employment| employment.value) {
        Some(Employment::None) => Answer::Yes,
        Some(Employment::Employed) => Answer::No,
        None => Answer::CannotSay,
    };
    let answer = often.and(no_job).and(is_without_labour_capacity(member, values).not());
    recorder.step(|| Step {
        rule: RuleId::JOB_REFUSALS,
        inputs: job_inputs(member, values),
        answer: step_answer(answer, &missing_of_jobs(member, values)),
    });
    answer
}

/// The heads paid for: those counted, less those who lose their own money. Those of whom it cannot be said are paid.
pub fn heads_paid<'a>(counted: impl Iterator<Item = &'a Member>, values: &DibaoValues) -> usize {
    counted.filter(|member| loses_own_money(member, values, &mut crate::NoTrace) != Answer::Yes).count()
}

fn job_inputs(member: &Member, values: &DibaoValues) -> Vec<Input> {
    vec![
        Input::of_person(
            labels::JOB_REFUSALS,
            member.person,
            InputValue::Count(member.recognitions.job_refusals.map_or(0, |refusals| refusals.value), "次"),
            member.recognitions.job_refusals.map(|refusals| refusals.fact),
        ),
        values.job_refusals_limit.input("减发或停发的次数", |times| InputValue::Count(times, "次")),
        Input::of_person(
            labels::EMPLOYMENT,
            member.person,
            member.employment.map_or(InputValue::Missing, |employment| InputValue::Word(employment.value.label())),
            member.employment.map(|employment| employment.fact),
        ),
        Input::of_person(
            labels::LABOUR,
            member.person,
            member.labour.map_or(InputValue::Missing, |labour| InputValue::Word(labour.value.label())),
            member.labour.map(|labour| labour.fact),
        ),
    ]
}

fn missing_of_jobs(member: &Member, values: &DibaoValues) -> Vec<Missing> {
    let mut missing = Vec::new();
    values.job_refusals_limit.name_if_missing(&mut missing);
    values.labour_age.name_if_missing(&mut missing);
    if member.employment.is_none() {
        missing.push(Missing::Fact(member.person, labels::EMPLOYMENT));
    }
    if member.labour.is_none() {
        missing.push(Missing::Fact(member.person, labels::LABOUR));
    }
    missing
}
