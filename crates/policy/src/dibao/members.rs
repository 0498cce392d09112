//! Who belongs to the family living together (DB-11), and ages.

use vocabulary::{Coded, Registration, Schooling, Whereabouts};

use super::{DibaoValues, Family, Member, Missing, Roll, labels};
use crate::ages::is_of_age;
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, Recorder, RuleId, Step, StepAnswer};

/// Does the person count as a member living together on the day of the values (DB-11)?
///
/// Not counted: the dead from the day of death on, those in prison, in compulsory detoxification or declared missing,
/// those found to live apart, clergy away for three years or more, grown children in postgraduate study, and those whom
/// another programme keeps (RD-15). Everyone else whom the register has in the family counts, also while away for work
/// or study; who comes back from prison is at home again and counts again.
#[inline]
pub fn counts_as_member(member: &Member, values: &DibaoValues) -> Answer {
    if !is_living(member, values) || is_kept_otherwise(member) {
        return Answer::No;
    }
    let lives_with_family = match member.whereabouts.map(|known| known.value) {
        None | Some(Whereabouts::AtHome | Whereabouts::AwayForWorkOrStudy) => Answer::Yes,
        Some(
            Whereabouts::InPrison
            | Whereabouts::CompulsoryDetoxification
            | Whereabouts::DeclaredMissing
            | Whereabouts::LivesApart,
        ) => Answer::No,
        Some(Whereabouts::Clergy) => is_clergy_away_for_years(member, values).not(),
    };
    if is_in_postgraduate_study(member) {
        return lives_with_family.and(is_of_age(member.birth, &values.adult_age, values.day).not());
    }
    lives_with_family
}

/// Is the person born and, as far as is known, not dead on the day of the values?
pub(super) fn is_living(member: &Member, values: &DibaoValues) -> bool {
    member.birth <= values.day && member.death.is_none_or(|death| death.value > values.day)
}

/// Does another programme keep the person, so that no dibao is counted for them (RD-15)?
pub fn is_kept_otherwise(member: &Member) -> bool {
    member.recognitions.other_award.is_some()
}

/// A child of the family in study above the bachelor level, which ends the duty to keep a grown child (A1 §7).
fn is_in_postgraduate_study(member: &Member) -> bool {
    let is_head_or_spouse = member.relation.is_head() || member.relation.is_spouse();
    !is_head_or_spouse && member.schooling.is_some_and(|schooling| matches!(schooling.value, Schooling::Postgraduate))
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

/// Which roll does the family belong to (RD-26)? Rural registration or contracted land makes it the rural one.
pub fn roll_of(family: &Family<'_>) -> Roll {
    let has_land = || family.members.iter().any(|member| member.recognitions.contracted_land.is_some_and(|land| land.value));
    match family.registration {
        Registration::Rural => Roll::Rural,
        Registration::Urban if has_land() => Roll::Rural,
        Registration::Urban => Roll::Urban,
    }
}

/// Does the family belong to the roll whose values these are (RD-26)?
pub fn belongs_to_roll<R: Recorder>(family: &Family<'_>, values: &DibaoValues, recorder: &mut R) -> Answer {
    let answer = Answer::when(roll_of(family) == values.roll);
    recorder.step(|| {
        let mut inputs = vec![
            Input::worked_out(labels::ROLL, InputValue::Word(values.roll.label())),
            Input::worked_out(labels::REGISTRATION, InputValue::Word(family.registration.label())),
        ];
        inputs.extend(family.members.iter().filter_map(|member| {
            let land = member.recognitions.contracted_land?;
            let word = InputValue::Word(if land.value { "有" } else { "无" });
            Some(Input::of_person(labels::CONTRACTED_LAND, member.person, word, Some(land.fact)))
        }));
        Step { rule: RuleId::ROLL, inputs, answer: step_answer(answer, &[]) }
    });
    answer
}

/// Records which version of the rules the day has picked (RD-22).
pub(super) fn record_version<R: Recorder>(values: &DibaoValues, recorder: &mut R) {
    recorder.step(|| Step {
        rule: RuleId::RULE_VERSION,
        inputs: vec![
            Input::worked_out("认定日期", InputValue::Day(values.day)),
            values.rules_in_force.input("规则版本", |_in_force| InputValue::Word("施行中")),
        ],
        answer: values.version().map_or(StepAnswer::Yes, |first| StepAnswer::Value(InputValue::Day(first))),
    });
}

/// Records for each person of the register whether and why they count.
pub(super) fn record_members<R: Recorder>(family: &Family<'_>, values: &DibaoValues, recorder: &mut R) {
    if !R::KEEPS {
        return;
    }
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
            inputs.extend(member.schooling.filter(|_| is_in_postgraduate_study(member)).map(|schooling| {
                Input::of_person(
                    labels::SCHOOLING,
                    member.person,
                    InputValue::Word(schooling.value.label()),
                    Some(schooling.fact),
                )
            }));
            Step { rule: RuleId::MEMBERS, inputs, answer: step_answer(counts_as_member(member, values), &missing) }
        });
        if let Some(award) = member.recognitions.other_award {
            recorder.step(|| Step {
                rule: RuleId::OTHER_AWARD,
                inputs: vec![Input::of_person(
                    labels::OTHER_AWARD,
                    member.person,
                    InputValue::Word(award.value.label()),
                    Some(award.fact),
                )],
                answer: StepAnswer::No,
            });
        }
    }
}

/// Names what is missing to say whether the person counts.
pub(super) fn name_missing_of_membership(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    if counts_as_member(member, values) != Answer::CannotSay {
        return;
    }
    if is_in_postgraduate_study(member) {
        values.adult_age.name_if_missing(missing);
    }
    name_missing_of_clergy(member, values, missing);
}

/// Names what is missing to say for how many years a member of the clergy has been away.
pub(super) fn name_missing_of_clergy(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    if is_clergy_away_for_years(member, values) != Answer::CannotSay {
        return;
    }
    if member.whereabouts_since.is_none() {
        missing.push(Missing::Fact(member.person, labels::WHEREABOUTS_SINCE));
    }
    values.clergy_years.name_if_missing(missing);
}
