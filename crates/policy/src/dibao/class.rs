//! In which of the four classes a unit is paid (DB-502, RD-02 to RD-04). The class rule is the county's; its two shares
//! are values, and without them no class is said.

use vocabulary::{Coded, DibaoClass, Disability, DisabilityKind, DisabilityLevel, LabourCapacity};

use super::means_test::line;
use super::members::counts_as_member;
use super::{DibaoValues, Means, Member, Missing, labels};
use crate::ages::is_of_age;
use crate::known::step_answer;
use crate::{Answer, ExactMoney, Input, InputValue, Recorder, RuleId, Step, StepAnswer};

/// Is the disability severe for a single-person application and for class 2 (A1 §8, RD-04): level 1 or 2 of any type,
/// or level 3 intellectual or mental?
pub fn is_severe(disability: Disability) -> bool {
    match disability.level {
        DisabilityLevel::One | DisabilityLevel::Two => true,
        DisabilityLevel::Three => matches!(disability.kind, DisabilityKind::Intellectual | DisabilityKind::Mental),
        DisabilityLevel::Four => false,
    }
}

/// Is the person severely disabled or seriously ill? Where neither is known, the answer is no.
pub fn is_severely_disabled_or_seriously_ill(member: &Member) -> bool {
    member.disability.is_some_and(|disability| is_severe(disability.value))
        || member.serious_illness.is_some_and(|illness| illness.value)
}

/// Is the person without labour capacity (RD-03)? Always under the age of labour; from it on by the recorded fact. Old age alone
/// is not enough.
pub fn is_without_labour_capacity(member: &Member, values: &DibaoValues) -> Answer {
    let old_enough = is_of_age(member.birth, &values.labour_age, values.day);
    if old_enough == Answer::No {
        return Answer::Yes;
    }
    match member.labour.map(|labour| labour.value) {
        Some(LabourCapacity::None) => Answer::Yes,
        Some(LabourCapacity::Full | LabourCapacity::Partial) => old_enough.not(),
        None => Answer::CannotSay,
    }
}

/// The class of an eligible unit; `None` where it cannot be said. `members` are the persons of the unit, of whom those
/// living together are asked; `single` is the person where the unit is one (then class 2 is open to the severely
/// disabled and seriously ill).
pub fn class_of<R: Recorder>(
    members: &[Member],
    single: Option<&Member>,
    means: &Means,
    values: &DibaoValues,
    recorder: &mut R,
) -> Option<DibaoClass> {
    let class = class_by_rule(members, single, means, values, recorder);
    recorder.step(|| {
        let answer = match class {
            Some(class) => StepAnswer::Value(InputValue::Word(class.label())),
            None => {
                let mut missing = Vec::new();
                name_missing_of_class(members, single, means, values, &mut missing);
                step_answer(Answer::CannotSay, &missing)
            }
        };
        Step { rule: RuleId::CLASS, inputs: means.inputs(), answer }
    });
    class
}

fn class_by_rule<R: Recorder>(
    members: &[Member],
    single: Option<&Member>,
    means: &Means,
    values: &DibaoValues,
    recorder: &mut R,
) -> Option<DibaoClass> {
    let (Some(class_two_share), Some(class_three_share)) = (values.class_two_share.value, values.class_three_share.value) else {
        return None;
    };
    match has_no_labour_and_no_income(members, single, means, values, recorder) {
        Answer::Yes => return Some(DibaoClass::One),
        Answer::CannotSay => return None,
        Answer::No => {}
    }
    let severe = single.is_some_and(is_severely_disabled_or_seriously_ill);
    record_income_share(single, means, values, recorder);
    let heads = means.heads_at_most();
    let two = line(heads, Some(class_two_share), values).map_or(Answer::CannotSay, |limit| means.income.is_at_most(limit));
    match two.or(Answer::when(severe)) {
        Answer::Yes => return Some(DibaoClass::Two),
        Answer::CannotSay => return None,
        Answer::No => {}
    }
    match line(heads, Some(class_three_share), values).map_or(Answer::CannotSay, |limit| means.income.is_at_most(limit)) {
        Answer::Yes => Some(DibaoClass::Three),
        Answer::No => Some(DibaoClass::Four),
        Answer::CannotSay => None,
    }
}

/// Class 1: every member without labour capacity, and no counted income after deductions (RD-03).
fn has_no_labour_and_no_income<R: Recorder>(
    members: &[Member],
    single: Option<&Member>,
    means: &Means,
    values: &DibaoValues,
    recorder: &mut R,
) -> Answer {
    let no_income = means.income.is_at_most(ExactMoney::ZERO);
    // Income settles it for most families; labour capacity is then not asked.
    let answer = if no_income == Answer::No {
        Answer::No
    } else {
        no_income.and(
            unit_members(members, single, values)
                .map(|member| is_without_labour_capacity(member, values))
                .fold(Answer::Yes, Answer::and),
        )
    };
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_labour(members, single, values, &mut missing);
        let mut inputs = means.inputs();
        if no_income != Answer::No {
            inputs.extend(unit_members(members, single, values).flat_map(labour_inputs));
            inputs.push(values.labour_age.input("按事实认定劳动能力的年龄", |years| InputValue::Count(years, "岁")));
        }
        Step { rule: RuleId::NO_LABOUR_NO_INCOME, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

/// The persons the class rule reads: the single person, or all members living together.
fn unit_members<'a>(
    members: &'a [Member],
    single: Option<&'a Member>,
    values: &'a DibaoValues,
) -> impl Iterator<Item = &'a Member> {
    let family = if single.is_some() { &[] } else { members };
    single.into_iter().chain(family.iter().filter(|member| counts_as_member(member, values) == Answer::Yes))
}

fn labour_inputs(member: &Member) -> [Input; 2] {
    [
        Input::of_person(labels::BIRTH, member.person, InputValue::Day(member.birth), None),
        Input::of_person(
            labels::LABOUR,
            member.person,
            member.labour.map_or(InputValue::Missing, |labour| InputValue::Word(labour.value.label())),
            member.labour.map(|labour| labour.fact),
        ),
    ]
}

fn record_income_share<R: Recorder>(single: Option<&Member>, means: &Means, values: &DibaoValues, recorder: &mut R) {
    recorder.step(|| {
        let mut inputs = means.inputs();
        inputs.push(values.standard.input(labels::STANDARD, InputValue::Money));
        inputs.push(values.class_two_share.input("二类上限", InputValue::Ratio));
        inputs.push(values.class_three_share.input("三类上限", InputValue::Ratio));
        inputs.extend(single.into_iter().flat_map(super::single_person::severity_inputs));
        let line = line(means.heads_at_most(), Some(vocabulary::Ratio::ten_thousandths(10_000)), values);
        let answer = match line.filter(|_| means.income.is_exact()) {
            Some(line) => {
                let share = vocabulary::Ratio::share_half_up(means.income.at_least.shown().as_fen(), line.shown().as_fen());
                share.map_or(StepAnswer::No, |share| StepAnswer::Value(InputValue::Ratio(share)))
            }
            None => StepAnswer::CannotSay("收入的确切数额".to_owned()),
        };
        Step { rule: RuleId::CLASS_BY_INCOME, inputs, answer }
    });
}

fn name_missing_labour(members: &[Member], single: Option<&Member>, values: &DibaoValues, missing: &mut Vec<Missing>) {
    for member in unit_members(members, single, values) {
        if is_without_labour_capacity(member, values) == Answer::CannotSay {
            if member.labour.is_none() {
                missing.push(Missing::Fact(member.person, labels::LABOUR));
            }
            values.labour_age.name_if_missing(missing);
        }
    }
}

/// Names what keeps the class from being said.
pub(super) fn name_missing_of_class(
    members: &[Member],
    single: Option<&Member>,
    means: &Means,
    values: &DibaoValues,
    missing: &mut Vec<Missing>,
) {
    values.class_two_share.name_if_missing(missing);
    values.class_three_share.name_if_missing(missing);
    if means.income.is_at_most(ExactMoney::ZERO) != Answer::No {
        name_missing_labour(members, single, values, missing);
    }
    if !means.income.is_exact() {
        for member in unit_members(members, single, values) {
            super::means_test::name_missing_of_person_income(member, values, missing);
        }
    }
}
