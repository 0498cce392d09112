//! What has happened to a parent: the list of the unattended-child rule (CH-21 to CH-29).

use vocabulary::{Coded, Date, DisabilityKind, DisabilityLevel, ParentCondition, PersonId};

use super::{Child, ChildValues, Parent, Release, Restriction};
use crate::ages::lasts_months;
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, Missing, Recorder, RuleId, Step, inputs};

const MULTIPLE_COUNTS: &str = "父母多重残疾中有智力或精神三四级";
const RELEASE: &str = "父母限制人身自由届满日期";
/// What is missing of a parent nobody has looked into.
pub(super) const PARENTS: &str = "父母情况";

/// Is the parent severely disabled in the sense of this rule (CH-21): level 1 or 2 of any type, or level 3 or 4
/// intellectual or mental, or found so by the office? This is wider than in dibao
/// and tekun.
pub fn is_severely_disabled_parent(parent: &Parent) -> Answer {
    use DisabilityKind::{Hearing, Intellectual, Mental, Multiple, Physical, Speech, Visual};
    use DisabilityLevel::{Four, One, Three, Two};
    if inputs::is_on_record(parent.severely_disabled) {
        return Answer::Yes;
    }
    let Some(disability) = parent.disability else { return Answer::No };
    match (disability.value.level, disability.value.kind) {
        (One | Two, _) | (Three | Four, Intellectual | Mental) => Answer::Yes,
        (Three | Four, Multiple) => parent.multiple_counts.map_or(Answer::CannotSay, |known| Answer::when(known.value)),
        (Three | Four, Visual | Hearing | Speech | Physical) => Answer::No,
    }
}

/// Is a restriction of this kind in force on the day, and its term of the length of the law or more (CH-23 to CH-25)?
pub fn is_restricted(parent: &Parent, kind: ParentCondition, values: &ChildValues) -> Answer {
    let Some(restriction) = parent.restriction.map(|known| known.value).filter(|found| found.kind() == kind) else {
        return Answer::No;
    };
    if restriction.from > values.day {
        return Answer::No;
    }
    match restriction.until {
        Some(Release::On(release)) if release <= values.day => Answer::No,
        Some(Release::On(release)) => lasts_months(restriction.from, release, &values.restriction_months),
        // What has lasted long enough already is long enough; the rest of the term may still make it so.
        Some(Release::NotYet) => match lasts_months(restriction.from, values.day, &values.restriction_months) {
            Answer::Yes => Answer::Yes,
            Answer::No | Answer::CannotSay => Answer::CannotSay,
        },
        None => Answer::CannotSay,
    }
}

/// Has there been no contact for the months of the law or more (CH-26)?
pub fn is_out_of_contact(parent: &Parent, values: &ChildValues) -> Answer {
    parent.lost_contact_since.map_or(Answer::No, |since| lasts_months(since.value, values.day, &values.lost_contact_months))
}

/// Is the parent dead on the day, by nature or by declaration?
pub(super) fn is_dead(parent: &Parent, day: Date) -> bool {
    parent.death.is_some_and(|death| death.value <= day)
}

/// Is the parent dead or not to be found, so that the child has lost this parent (CH-101)?
pub(super) fn is_lost(parent: &Parent, day: Date) -> bool {
    is_dead(parent, day) || inputs::is_on_record(parent.cannot_be_found)
}

/// Does the parent stand in the list of the rule: dead, missing, or one of the conditions (CH-20, CH-21 to CH-29)?
pub fn is_in_list<R: Recorder>(child: &Child, parent: &Parent, values: &ChildValues, recorder: &mut R) -> Answer {
    let gone = is_lost(parent, values.day) || inputs::is_on_record(parent.declared_missing);
    let mut answer = Answer::No;
    for (rule, holds) in [
        (RuleId::PARENT_DEAD_OR_MISSING, Answer::when(gone)),
        (RuleId::PARENT_DISABLED, is_severely_disabled_parent(parent)),
        (RuleId::PARENT_ILL, Answer::when(inputs::is_on_record(parent.serious_illness))),
        (RuleId::PARENT_IN_PRISON, is_restricted(parent, ParentCondition::InPrison, values)),
        (RuleId::PARENT_IN_DETOX, is_restricted(parent, ParentCondition::CompulsoryDetoxification, values)),
        (RuleId::PARENT_RESTRICTED, is_restricted(parent, ParentCondition::OtherRestriction, values)),
        (RuleId::PARENT_LOST_CONTACT, is_out_of_contact(parent, values)),
        (RuleId::PARENT_REVOKED, Answer::when(inputs::is_on_record(parent.guardianship_revoked))),
        (RuleId::PARENT_DEPORTED, Answer::when(inputs::is_on_record(parent.deported))),
    ] {
        answer = answer.or(holds);
        // Nine questions for each parent: only those with something on record tell how the answer comes about.
        if holds != Answer::No || has_record(parent, rule) {
            recorder.step(|| {
                let mut missing = Vec::new();
                name_missing_of_parent(child, parent, values, &mut missing);
                Step { rule, inputs: condition_inputs(child.person, parent, values, rule), answer: step_answer(holds, &missing) }
            });
        }
    }
    answer
}

fn has_record(parent: &Parent, rule: RuleId) -> bool {
    let restricted = |kind| parent.restriction.is_some_and(|restriction| restriction.value.kind() == kind);
    match rule {
        RuleId::PARENT_DISABLED => parent.disability.is_some() || parent.severely_disabled.is_some(),
        RuleId::PARENT_IN_PRISON => restricted(ParentCondition::InPrison),
        RuleId::PARENT_IN_DETOX => restricted(ParentCondition::CompulsoryDetoxification),
        RuleId::PARENT_RESTRICTED => restricted(ParentCondition::OtherRestriction),
        RuleId::PARENT_LOST_CONTACT => parent.lost_contact_since.is_some(),
        _settled_by_one_fact => false,
    }
}

fn condition_inputs(child: PersonId, parent: &Parent, values: &ChildValues, rule: RuleId) -> Vec<Input> {
    match rule {
        RuleId::PARENT_DEAD_OR_MISSING => {
            let mut inputs = vec![inputs::day("父母死亡日期", child, parent.death)];
            inputs.push(inputs::yes_no("父母查找不到", child, parent.cannot_be_found));
            inputs.push(inputs::yes_no("父母被宣告失踪", child, parent.declared_missing));
            inputs.retain(|input| input.value != InputValue::Missing);
            inputs
        }
        RuleId::PARENT_DISABLED => {
            let found = inputs::on_record("父母重残", child, parent.severely_disabled);
            inputs::disability(child, parent.disability).chain(found).collect()
        }
        RuleId::PARENT_ILL => vec![inputs::yes_no("父母重病", child, parent.serious_illness)],
        RuleId::PARENT_LOST_CONTACT => vec![
            inputs::day("父母失联起始日", child, parent.lost_contact_since),
            values.lost_contact_months.input("期限", inputs::months),
        ],
        RuleId::PARENT_REVOKED => vec![inputs::yes_no("父母被撤销监护资格", child, parent.guardianship_revoked)],
        RuleId::PARENT_DEPORTED => vec![inputs::yes_no("父母被遣送（驱逐）出境", child, parent.deported)],
        _a_restriction => {
            let shown = |restriction: Restriction| InputValue::Word(restriction.kind().label());
            let mut inputs = vec![inputs::fact("父母限制人身自由", child, parent.restriction, shown)];
            inputs.push(inputs::fact("起始日", child, parent.restriction, |restriction| InputValue::Day(restriction.from)));
            inputs.push(inputs::fact("届满日", child, parent.restriction, |restriction| {
                restriction.until.map_or(InputValue::Missing, |release| match release {
                    Release::On(day) => InputValue::Day(day),
                    Release::NotYet => InputValue::Word("尚未届满"),
                })
            }));
            inputs.push(values.restriction_months.input("期限", inputs::months));
            inputs
        }
    }
}

/// Names what keeps [`is_in_list`] from being answered for a parent.
pub(super) fn name_missing_of_parent(child: &Child, parent: &Parent, values: &ChildValues, missing: &mut Vec<Missing>) {
    if is_severely_disabled_parent(parent) == Answer::CannotSay {
        missing.push(Missing::Fact(child.person, MULTIPLE_COUNTS));
    }
    if let Some(restriction) = parent.restriction.map(|known| known.value).filter(|found| found.from <= values.day) {
        values.restriction_months.name_if_missing(missing);
        let open = match restriction.until {
            Some(Release::On(_)) => false,
            Some(Release::NotYet) => is_restricted(parent, restriction.kind(), values) == Answer::CannotSay,
            None => true,
        };
        if open {
            missing.push(Missing::Fact(child.person, RELEASE));
        }
    }
    if parent.lost_contact_since.is_some() {
        values.lost_contact_months.name_if_missing(missing);
    }
}
