//! Is this child an orphan or a de-facto unattended child? The one path for a page, a batch and a province.

use vocabulary::{ChildScheme, Coded, Date, Month, Schooling};

use super::parents::{PARENTS, is_in_list, is_lost, name_missing_of_parent};
use super::{Child, ChildValues, Parent};
use crate::ages::{day_of_age, is_of_age};
use crate::known::step_answer;
use crate::{Answer, AwardStage, Conclusion, Input, InputValue, Missing, NoTrace, Recorder, RuleId, Step, StepAnswer, inputs};

const SCHOOLING: &str = "在读情况";

/// Is the child below the age of the schemes (CH-101, CH-20)? On the day of the birthday it is not (RD-21).
pub fn is_minor<R: Recorder>(child: &Child, values: &ChildValues, recorder: &mut R) -> Answer {
    let answer = is_of_age(child.birth, &values.age, values.day).not();
    recorder.step(|| Step {
        rule: RuleId::AGE,
        inputs: vec![inputs::birth(child.person, child.birth), values.age.input("成年年龄", inputs::years)],
        // The question of the rule is whether the age is reached.
        answer: step_answer(answer.not(), &[]),
    });
    answer
}

/// Does a standing award go on past the age because the child studies full-time in senior secondary or higher education
/// (CH-109)? A local rule; of a child that asks, the answer is no.
pub fn stays_as_student<R: Recorder>(child: &Child, stage: AwardStage, values: &ChildValues, recorder: &mut R) -> Answer {
    if stage == AwardStage::Asking {
        return Answer::No;
    }
    let studies = child.schooling.map_or(Answer::CannotSay, |schooling| {
        Answer::when(match schooling.value {
            Schooling::SeniorSecondary | Schooling::Undergraduate | Schooling::Postgraduate => true,
            Schooling::None | Schooling::Compulsory => false,
        })
    });
    let answer = values.students_stay.value.map_or(Answer::CannotSay, Answer::when).and(studies);
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_student(child, values, &mut missing);
        let inputs = vec![
            inputs::word(SCHOOLING, child.person, child.schooling),
            values.students_stay.input("当地是否继续保障", inputs::yes_no_word),
        ];
        Step { rule: RuleId::CHILD_STUDENT, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_student(child: &Child, values: &ChildValues, missing: &mut Vec<Missing>) {
    values.students_stay.name_if_missing(missing);
    inputs::name_if_not_known(missing, child.person, SCHOOLING, child.schooling);
}

/// Has the child lost both parents: each dead, or not to be found (CH-101, RD-13)?
pub fn is_orphan<R: Recorder>(child: &Child, values: &ChildValues, recorder: &mut R) -> Answer {
    let lost =
        |parent: &Option<Parent>| parent.as_ref().map_or(Answer::CannotSay, |parent| Answer::when(is_lost(parent, values.day)));
    let answer = lost(&child.parents[0]).and(lost(&child.parents[1]));
    recorder.step(|| {
        let deaths = child.parents.iter().flatten().filter_map(|parent| parent.death);
        let inputs = deaths.map(|death| inputs::day("父母死亡日期", child.person, Some(death))).collect();
        Step { rule: RuleId::ORPHAN, inputs, answer: step_answer(answer, &[Missing::Fact(child.person, PARENTS)]) }
    });
    answer
}

/// Are both parents in the list, without the child being an orphan (CH-20, RD-13)?
pub fn is_unattended<R: Recorder>(child: &Child, values: &ChildValues, recorder: &mut R) -> Answer {
    let orphan = is_orphan(child, values, &mut NoTrace);
    let in_list = child
        .parents
        .each_ref()
        .map(|parent| parent.as_ref().map_or(Answer::CannotSay, |parent| is_in_list(child, parent, values, recorder)));
    let answer = in_list[0].and(in_list[1]).and(orphan.not());
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_parents(child, values, &mut missing);
        Step { rule: RuleId::UNATTENDED, inputs: Vec::new(), answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_parents(child: &Child, values: &ChildValues, missing: &mut Vec<Missing>) {
    for parent in &child.parents {
        match parent {
            Some(parent) => name_missing_of_parent(child, parent, values, missing),
            None => missing.push(Missing::Fact(child.person, PARENTS)),
        }
    }
}

/// Is the child alive and not adopted (CH-35)?
fn is_still_without_family<R: Recorder>(child: &Child, values: &ChildValues, recorder: &mut R) -> Answer {
    let dead = child.death.is_some_and(|death| death.value <= values.day);
    let answer = Answer::when(!dead && !inputs::is_on_record(child.adopted));
    recorder.step(|| {
        let mut inputs: Vec<Input> =
            child.death.into_iter().map(|death| inputs::day("死亡日期", child.person, Some(death))).collect();
        inputs.extend(child.adopted.map(|adopted| inputs::yes_no("被依法收养", child.person, Some(adopted))));
        // The question of the rule is whether an end has come.
        Step { rule: RuleId::CHILD_END, inputs, answer: step_answer(answer.not(), &[]) }
    });
    answer
}

/// Determines a child on a day by the values of that day (RD-01): which scheme, if any. The amount follows by the month
/// from scheme, placement and other awards.
///
/// # Panics
///
/// Where `values` are those of another day: that would be the wrong version of the law.
pub fn determine<R: Recorder>(
    child: &Child,
    stage: AwardStage,
    values: &ChildValues,
    day: Date,
    recorder: &mut R,
) -> Conclusion<ChildScheme> {
    assert_eq!(values.day, day, "the values are those of the day decided on");
    let free = is_still_without_family(child, values, recorder);
    let minor = is_minor(child, values, recorder);
    // A student is asked only where the age is reached.
    let of_age = if minor == Answer::Yes { Answer::Yes } else { minor.or(stays_as_student(child, stage, values, recorder)) };
    let orphan = is_orphan(child, values, recorder);
    let unattended = is_unattended(child, values, recorder);
    let scheme = if orphan == Answer::Yes { ChildScheme::Orphan } else { ChildScheme::Unattended };
    let either = orphan.or(unattended);
    recorder.step(|| Step {
        rule: RuleId::ORPHAN_OR_UNATTENDED,
        inputs: Vec::new(),
        answer: match either {
            Answer::Yes => StepAnswer::Value(InputValue::Word(scheme.label())),
            Answer::No | Answer::CannotSay => step_answer(either, &[Missing::Fact(child.person, PARENTS)]),
        },
    });
    let conditions = [(free, RuleId::CHILD_END), (of_age, RuleId::CHILD_STUDENT), (either, RuleId::UNATTENDED)];
    Conclusion::of(
        &conditions,
        || scheme,
        |missing| {
            if of_age == Answer::CannotSay {
                values.age.name_if_missing(missing);
                if stage != AwardStage::Asking {
                    name_missing_of_student(child, values, missing);
                }
            }
            if either == Answer::CannotSay {
                name_missing_of_parents(child, values, missing);
            }
        },
    )
}

/// Why a children's award ends (CH-35).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChildEndReason {
    /// 死亡.
    Death,
    /// 被依法收养.
    Adopted,
    /// 年满十八周岁且不再就读.
    CameOfAge,
    /// 父母恢复履行监护职责.
    ParentAble,
}

impl ChildEndReason {
    /// The name on notices.
    pub fn label(self) -> &'static str {
        match self {
            ChildEndReason::Death => "死亡",
            ChildEndReason::Adopted => "被依法收养",
            ChildEndReason::CameOfAge => "年满十八周岁",
            ChildEndReason::ParentAble => "父母能够履行抚养义务",
        }
    }
}

/// Why a standing award has to end on the day (CH-35); `None` while it goes on or cannot be said.
pub fn end_reason(child: &Child, since: Date, values: &ChildValues) -> Option<ChildEndReason> {
    let stage = AwardStage::Standing { since };
    let Conclusion::NotEligible(rule) = determine(child, stage, values, values.day, &mut NoTrace) else { return None };
    Some(match rule {
        RuleId::CHILD_END if inputs::is_on_record(child.adopted) => ChildEndReason::Adopted,
        RuleId::CHILD_END => ChildEndReason::Death,
        RuleId::CHILD_STUDENT => ChildEndReason::CameOfAge,
        _parents => ChildEndReason::ParentAble,
    })
}

/// The first month not paid to a child that comes of age and does not stay as a student: the month of the birthday is
/// still paid (RD-21). `None` while a value is UNKNOWN.
pub fn first_month_not_paid_of_age(birth: Date, values: &ChildValues) -> Option<Month> {
    let birthday = day_of_age(birth, values.age.value?);
    let after = i32::try_from(values.stop_after.value?).expect("the reader refuses counts above its bound");
    Some(birthday.in_month().plus(after))
}

/// Is there a public notice (CH-34)? There must be none: the scheme tells of a family's misfortune.
pub fn has_public_notice<R: Recorder>(values: &ChildValues, recorder: &mut R) -> Answer {
    let answer = values.public_notice.value.map_or(Answer::CannotSay, Answer::when);
    recorder.step(|| Step {
        rule: RuleId::CHILD_PUBLIC_NOTICE,
        inputs: vec![values.public_notice.input("公示", inputs::yes_no_word)],
        answer: step_answer(answer, &[]),
    });
    answer
}
