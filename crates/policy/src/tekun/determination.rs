//! Is this person a tekun person? The one path for a page, a batch and a province.

use vocabulary::{Coded, Date, PersonId, Registration, Whereabouts};

use super::labour::{is_without_labour_capacity, name_missing_of_labour};
use super::means::{PropertyLimits, meets_income_test, meets_property_test, name_missing_of_income};
use super::supporters::{has_no_able_supporter, name_missing_of_supporters};
use super::{TekunPerson, TekunValues};
use crate::known::step_answer;
use crate::{Answer, AwardStage, Conclusion, Input, InputValue, NoTrace, Recorder, RuleId, Step, inputs};

/// What a tekun person is entitled to. The amounts follow by the month from roll, mode and level of self-care (RD-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TekunEntitlement {
    /// The rate that holds: rural or urban (TK-211).
    pub roll: Registration,
}

/// Is the rural or the urban rate the person's (TK-211)? Contracted land or a share in collective income is rural.
pub fn roll_of<R: Recorder>(person: &TekunPerson<'_>, recorder: &mut R) -> Registration {
    let roll = match person.registration {
        Registration::Urban if inputs::is_on_record(person.contracted_land) => Registration::Rural,
        registration @ (Registration::Rural | Registration::Urban) => registration,
    };
    recorder.step(|| {
        let mut inputs = vec![Input::worked_out("户口性质", InputValue::Word(person.registration.label()))];
        inputs.extend(person.contracted_land.map(|land| inputs::yes_no("承包土地或集体收益", person.person, Some(land))));
        Step { rule: RuleId::TEKUN_ROLL, inputs, answer: crate::StepAnswer::Value(InputValue::Word(roll.label())) }
    });
    roll
}

/// Is the person alive, neither declared missing nor in prison (TK-24)?
pub fn is_within_reach<R: Recorder>(person: &TekunPerson<'_>, values: &TekunValues, recorder: &mut R) -> Answer {
    let dead = person.death.is_some_and(|death| death.value <= values.day);
    let away =
        person.whereabouts.is_some_and(|known| matches!(known.value, Whereabouts::InPrison | Whereabouts::DeclaredMissing));
    let answer = Answer::when(!dead && !away);
    recorder.step(|| {
        let mut inputs: Vec<Input> =
            person.death.into_iter().map(|death| inputs::day("死亡日期", person.person, Some(death))).collect();
        inputs.extend(person.whereabouts.map(|known| inputs::word("人员去向", person.person, Some(known))));
        // The question of the rule is whether an end has come.
        Step { rule: RuleId::TEKUN_END, inputs, answer: step_answer(answer.not(), &[]) }
    });
    answer
}

/// Did a child that fits a children's scheme choose tekun (RD-14)? Where no scheme is in question, tekun is open.
fn is_open_beside_children<R: Recorder>(person: &TekunPerson<'_>, recorder: &mut R) -> Answer {
    let Some(choice) = person.chose_tekun else { return Answer::Yes };
    let answer = Answer::when(choice.value);
    recorder.step(|| Step {
        rule: RuleId::CHILD_SCHEME_OR_TEKUN,
        inputs: vec![inputs::yes_no("选择特困供养", person.person, Some(choice))],
        answer: step_answer(answer, &[]),
    });
    answer
}

/// Determines a person on a day by the values of that day (RD-01), asking for tekun or standing on it.
///
/// # Panics
///
/// Where `values` are those of another day: that would be the wrong version of the law.
pub fn determine<R: Recorder>(
    person: &TekunPerson<'_>,
    stage: AwardStage,
    values: &TekunValues,
    day: Date,
    recorder: &mut R,
) -> Conclusion<TekunEntitlement> {
    determine_beside(person, None, stage, values, day, recorder)
}

/// Determines a couple of which each supports the other (RD-11): each is set aside among the other's supporters, and
/// either both qualify or neither does by this way.
pub fn determine_couple<R: Recorder>(
    couple: (&TekunPerson<'_>, &TekunPerson<'_>),
    stage: AwardStage,
    values: &TekunValues,
    day: Date,
    recorder: &mut R,
) -> (Conclusion<TekunEntitlement>, Conclusion<TekunEntitlement>) {
    let (one, other) = couple;
    let first = determine_beside(one, Some(other.person), stage, values, day, recorder);
    let second = determine_beside(other, Some(one.person), stage, values, day, recorder);
    let together = first.answer().and(second.answer());
    recorder.step(|| Step {
        rule: RuleId::TEKUN_COUPLE,
        inputs: Vec::new(),
        answer: match together {
            Answer::Yes => crate::StepAnswer::Yes,
            Answer::No => crate::StepAnswer::No,
            Answer::CannotSay => crate::StepAnswer::CannotSay("夫妻一方的认定".to_owned()),
        },
    });
    match together {
        Answer::Yes => (first, second),
        // One of the two is no tekun person: then that one is a supporter like any other.
        Answer::No => (determine(one, stage, values, day, recorder), determine(other, stage, values, day, recorder)),
        Answer::CannotSay => {
            let missing: Vec<_> = first.missing().iter().chain(second.missing()).cloned().collect();
            (Conclusion::undetermined(missing.clone()), Conclusion::undetermined(missing))
        }
    }
}

fn determine_beside<R: Recorder>(
    person: &TekunPerson<'_>,
    beside: Option<PersonId>,
    stage: AwardStage,
    values: &TekunValues,
    day: Date,
    recorder: &mut R,
) -> Conclusion<TekunEntitlement> {
    assert_eq!(values.day, day, "the values are those of the day decided on");
    let roll = roll_of(person, recorder);
    // Every test is made: the trace shows all, and any one alone can settle a no (RD-10).
    let labour = is_without_labour_capacity(person, stage, values, recorder);
    let income = meets_income_test(person, roll, values, recorder);
    let property = meets_property_test(person, roll, values, recorder);
    let supporters = has_no_able_supporter(person, beside, values, recorder);
    let conditions = [
        (is_within_reach(person, values, recorder), RuleId::TEKUN_END),
        (is_open_beside_children(person, recorder), RuleId::CHILD_SCHEME_OR_TEKUN),
        (labour, RuleId::TEKUN_NO_LABOUR),
        (income, RuleId::TEKUN_INCOME_TEST),
        (property, RuleId::TEKUN_PROPERTY_TEST),
        (supporters, RuleId::TEKUN_SUPPORTERS),
    ];
    Conclusion::of(
        &conditions,
        || TekunEntitlement { roll },
        |missing| {
            if labour == Answer::CannotSay {
                name_missing_of_labour(person, stage, values, missing);
            }
            if income == Answer::CannotSay {
                name_missing_of_income(person, roll, values, missing);
            }
            if property == Answer::CannotSay {
                PropertyLimits::of_person(roll, values).name_missing(person.person, &person.assets, missing);
            }
            if supporters == Answer::CannotSay {
                name_missing_of_supporters(person, beside, values, missing);
            }
        },
    )
}

/// Why tekun ends (A2 §24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TekunEndReason {
    /// 死亡、被宣告失踪或死亡.
    DeathOrMissing,
    /// 依法被判处刑罚且在监狱服刑.
    Imprisoned,
    /// 具备或恢复劳动能力, 成年且不再就读.
    LabourCapacity,
    /// 收入和财产不再符合.
    Means,
    /// 法定义务人具有履行义务能力.
    AbleSupporter,
    /// 选择儿童保障.
    ChoseChildScheme,
    /// 自愿退出.
    Voluntary,
}

impl TekunEndReason {
    /// The name on notices.
    pub fn label(self) -> &'static str {
        match self {
            TekunEndReason::DeathOrMissing => "死亡或被宣告失踪、死亡",
            TekunEndReason::Imprisoned => "在监狱服刑",
            TekunEndReason::LabourCapacity => "具备或恢复劳动能力",
            TekunEndReason::Means => "收入和财产状况不再符合规定",
            TekunEndReason::AbleSupporter => "法定义务人具有履行义务能力",
            TekunEndReason::ChoseChildScheme => "选择儿童基本生活保障",
            TekunEndReason::Voluntary => "自愿申请退出",
        }
    }
}

/// Why a standing award has to end on the day (TK-24): `None` while every condition is proved or cannot be said. What
/// cannot be said never ends an award; [`determine`] names what is missing.
pub fn end_reason(person: &TekunPerson<'_>, since: Date, values: &TekunValues) -> Option<TekunEndReason> {
    let stage = AwardStage::Standing { since };
    let Conclusion::NotEligible(rule) = determine(person, stage, values, values.day, &mut NoTrace) else { return None };
    Some(match rule {
        RuleId::TEKUN_END if person.whereabouts.is_some_and(|known| known.value == Whereabouts::InPrison) => {
            TekunEndReason::Imprisoned
        }
        RuleId::TEKUN_END => TekunEndReason::DeathOrMissing,
        RuleId::TEKUN_NO_LABOUR => TekunEndReason::LabourCapacity,
        RuleId::TEKUN_SUPPORTERS => TekunEndReason::AbleSupporter,
        RuleId::CHILD_SCHEME_OR_TEKUN => TekunEndReason::ChoseChildScheme,
        _income_or_property => TekunEndReason::Means,
    })
}

/// Must the person be heard before tekun is ended or reduced (TK-27)?
pub fn must_be_heard(values: &TekunValues) -> Answer {
    values.hearing_required.value.map_or(Answer::CannotSay, Answer::when)
}
