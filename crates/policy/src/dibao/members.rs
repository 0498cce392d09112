//! Who belongs to the family living together (DB-11), and ages.

use vocabulary::{Coded, Whereabouts};

use super::bounds::Answer;
use super::{DibaoValues, Family, Member, Missing, labels};
use crate::{Input, InputValue, Recorder, RuleId, Step};

pub(super) use crate::ages::is_of_age;
pub(super) use crate::known::step_answer;

/// Does the person count as a member living together on the day of the values (DB-11)?
///
/// Not counted: the dead from the day of death on, those in prison, in compulsory detoxification or declared missing,
/// those found to live apart, and clergy away for three years or more. Everyone else whom the register has in the
/// family counts, also while away for work or study.
pub fn counts_as_member(member: &Member, values: &DibaoValues) -> Answer {
    if member.birth > values.day || member.death.is_some_and(|death| death.value <= values.day) {
        return Answer::No;
    }
    match member.whereabouts.map(|known| known.value) {
        None | Some(Whereabouts::AtHome | Whereabouts::AwayForWorkOrStudy) => Answer::Yes,
        Some(
            Whereabouts::InPrison
            | Whereabouts::CompulsoryDetoxification
            | Whereabouts::DeclaredMissing
            | Whereabouts::LivesApart,
        ) => Answer::No,
        Some(Whereabouts::Clergy) => is_clergy_away_for_years(member, values).not(),
    }
}

/// Is the person a member of the clergy who has been away from the family for the years of A1 §7 and §8?
pub fn is_clergy_away_for_years(member: &Member, values: &DibaoValues) -> Answer {
    if member.whereabouts.map(|known| known.value) != Some(Whereabouts::Clergy) {
        return Answer::No;
    }
    match member.whereabouts_since {
        Some(since) => is_of_age(since.value, &values.clergy_years, values.day),
        None => Answer::CannotSay,
    }
}

/// Is the family on the rural roll (RD-26)?
pub fn is_on_rural_roll<R: Recorder>(family: &Family<'_>, recorder: &mut R) -> Answer {
    let answer = Answer::when(matches!(family.registration, vocabulary::Registration::Rural));
    recorder.step(|| Step {
        rule: RuleId::ROLL,
        inputs: vec![Input::worked_out(labels::REGISTRATION, InputValue::Word(family.registration.label()))],
        answer: step_answer(answer, &[]),
    });
    answer
}

/// Records for each person of the register whether and why they count.
pub(super) fn record_members<R: Recorder>(family: &Family<'_>, values: &DibaoValues, recorder: &mut R) {
    for member in family.members {
        recorder.step(|| {
            let mut missing = Vec::new();
            name_missing_of_membership(member, values, &mut missing);
            let mut inputs = vec![match member.whereabouts {
                Some(known) => {
                    Input::of_person(labels::WHEREABOUTS, member.person, InputValue::Word(known.value.label()), Some(known.fact))
                }
                None => Input::of_person(labels::WHEREABOUTS, member.person, InputValue::Word(Whereabouts::AtHome.label()), None),
            }];
            inputs.extend(member.whereabouts_since.map(|since| {
                Input::of_person(labels::WHEREABOUTS_SINCE, member.person, InputValue::Day(since.value), Some(since.fact))
            }));
            inputs.extend(
                member
                    .death
                    .map(|death| Input::of_person(labels::DEATH, member.person, InputValue::Day(death.value), Some(death.fact))),
            );
            Step { rule: RuleId::MEMBERS, inputs, answer: step_answer(counts_as_member(member, values), &missing) }
        });
    }
}

/// Names what is missing to say whether the person counts.
pub(super) fn name_missing_of_membership(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    if counts_as_member(member, values) != Answer::CannotSay {
        return;
    }
    if member.whereabouts_since.is_none() {
        missing.push(Missing::Fact(member.person, labels::WHEREABOUTS_SINCE));
    }
    values.clergy_years.name_if_missing(missing);
}
