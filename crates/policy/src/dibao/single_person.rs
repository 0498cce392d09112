//! Who may be assisted alone (DB-12, DB-14, RD-04, RD-05): one member, read against the family where the route asks it.

use vocabulary::{Coded, DisabilityLevel, Employment};

use super::class::{class_of, is_severely_disabled_or_seriously_ill};
use super::means_test::{
    has_margin_income, income_below_standard, is_margin_family, meets_income_test, meets_property_test,
    name_missing_of_family_income, name_missing_of_family_property, name_missing_of_person_income, name_missing_of_property,
};
use super::members::{
    counts_as_member, is_clergy_away_for_years, is_kept_otherwise, is_living, name_missing_of_clergy, name_missing_of_membership,
    record_members,
};
use super::{DibaoAnswer, DibaoValues, Entitlement, Family, Known, Means, Member, Missing, SpecialCase, labels};
use crate::ages::is_of_age;
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, NoTrace, Recorder, RuleId, Step};

/// Whether one of the ways to be assisted alone is open.
enum Route {
    /// It is open.
    Open,
    /// It is closed by this rule.
    Closed(RuleId),
    /// It cannot be said.
    CannotSay,
}

/// Is the person an adult without a job and severely disabled, level 1 or 2 (RD-05)?
pub fn is_adult_without_job(member: &Member, values: &DibaoValues) -> Answer {
    let severe = member.disability.is_some_and(|disability| match disability.value.level {
        DisabilityLevel::One | DisabilityLevel::Two => true,
        DisabilityLevel::Three | DisabilityLevel::Four => false,
    });
    let no_job = match member.employment.map(|employment| employment.value) {
        Some(Employment::None) => Answer::Yes,
        Some(Employment::Employed) => Answer::No,
        None => Answer::CannotSay,
    };
    Answer::when(severe).and(no_job).and(is_of_age(member.birth, &values.adult_age, values.day))
}

pub(super) fn determine_single<R: Recorder>(
    person: &Member,
    family: &Family<'_>,
    values: &DibaoValues,
    recorder: &mut R,
) -> DibaoAnswer {
    record_members(family, values, recorder);
    if is_kept_otherwise(person) {
        return DibaoAnswer::NotEligible(RuleId::OTHER_AWARD);
    }
    let clergy = is_clergy_away_for_years(person, values);
    // Clergy are no members of the family and may yet apply alone.
    if !is_living(person, values) || (counts_as_member(person, values) == Answer::No && clergy == Answer::No) {
        return DibaoAnswer::NotEligible(RuleId::MEMBERS);
    }
    let own = Means::of_single(person, values, recorder);
    let own_income = income_below_standard(RuleId::OWN_INCOME, &own, values, recorder);
    if own_income == Answer::No {
        return DibaoAnswer::NotEligible(RuleId::OWN_INCOME);
    }
    let ways = [
        clergy_route(clergy, &own, values, recorder),
        margin_route(person, family, values, recorder),
        special_case_route(person, &own, family, values, recorder),
        adult_without_job_route(person, &own, family, values, recorder),
    ];
    let open = ways.iter().any(|way| matches!(way, Route::Open));
    let unclear = ways.iter().any(|way| matches!(way, Route::CannotSay));
    if !open && !unclear {
        return DibaoAnswer::NotEligible(closing_rule(&ways));
    }
    if !open || own_income == Answer::CannotSay {
        return DibaoAnswer::undetermined(missing_of_single(person, family, values, own_income, open));
    }
    match class_of(&[], Some(person), &own, values, recorder) {
        Some(class) => DibaoAnswer::Eligible(Entitlement { class, counted: vec![person.person] }),
        None => {
            let mut missing = Vec::new();
            super::class::name_missing_of_class(&[], Some(person), &own, values, &mut missing);
            DibaoAnswer::undetermined(missing)
        }
    }
}

/// The rule that stands against every way: the first that is more than "is not one of those persons".
fn closing_rule(ways: &[Route]) -> RuleId {
    ways.iter()
        .find_map(|way| match way {
            Route::Closed(rule) if *rule != RuleId::SINGLE_PERSON => Some(*rule),
            Route::Closed(_) | Route::Open | Route::CannotSay => None,
        })
        .unwrap_or(RuleId::SINGLE_PERSON)
}

/// Clergy away from the family for years, living in a religious site (A1 §8): their own means alone.
fn clergy_route<R: Recorder>(clergy: Answer, own: &Means, values: &DibaoValues, recorder: &mut R) -> Route {
    match clergy {
        Answer::No => Route::Closed(RuleId::SINGLE_PERSON),
        Answer::CannotSay => Route::CannotSay,
        Answer::Yes => {
            recorder.step(|| Step {
                rule: RuleId::SINGLE_PERSON,
                inputs: vec![values.clergy_years.input("脱离家庭年数", |years| InputValue::Count(years, "年"))],
                answer: crate::StepAnswer::Yes,
            });
            property_route(meets_property_test(own, values, recorder))
        }
    }
}

fn property_route(property: Answer) -> Route {
    match property {
        Answer::Yes => Route::Open,
        Answer::No => Route::Closed(RuleId::PROPERTY_TEST),
        Answer::CannotSay => Route::CannotSay,
    }
}

/// A special case that the county or a higher level has set by rule and the office has recognised (A1 §8, DB-14): own
/// income; own property where it is known, else the family's, as for the adult without job.
fn special_case_route<R: Recorder>(
    person: &Member,
    own: &Means,
    family: &Family<'_>,
    values: &DibaoValues,
    recorder: &mut R,
) -> Route {
    let Some(special) = person.recognitions.special_case.filter(|special| special.value == SpecialCase::SetByCounty) else {
        return Route::Closed(RuleId::SINGLE_PERSON);
    };
    recorder.step(|| Step {
        rule: RuleId::SPECIAL_CASE,
        inputs: vec![special_case_input(person, special)],
        answer: crate::StepAnswer::Yes,
    });
    own_or_family_property_route(person, own, family, values, recorder)
}

fn special_case_input(person: &Member, special: Known<SpecialCase>) -> Input {
    Input::of_person(labels::SPECIAL_CASE, person.person, InputValue::Word(special.value.label()), Some(special.fact))
}

/// Does special hardship open the margin family's way, as it does from 2026-07-01 (Social Assistance Law §21)?
fn has_special_hardship<R: Recorder>(person: &Member, values: &DibaoValues, recorder: &mut R) -> Answer {
    let Some(special) = person.recognitions.special_case.filter(|special| special.value == SpecialCase::SpecialHardship) else {
        return Answer::No;
    };
    let opens = values.special_hardship_applies_alone;
    let answer = opens.value.map_or(Answer::CannotSay, Answer::when);
    recorder.step(|| {
        let mut missing = Vec::new();
        opens.name_if_missing(&mut missing);
        Step {
            rule: RuleId::SPECIAL_CASE,
            inputs: vec![
                special_case_input(person, special),
                opens.input("当日可否单独申请", |holds| InputValue::Word(if holds { "可以" } else { "不可以" })),
            ],
            answer: step_answer(answer, &missing),
        }
    });
    answer
}

/// Own property where all of it is known, else that of the family.
fn own_or_family_property_route<R: Recorder>(
    person: &Member,
    own: &Means,
    family: &Family<'_>,
    values: &DibaoValues,
    recorder: &mut R,
) -> Route {
    if knows_own_property(person) {
        return property_route(meets_property_test(own, values, recorder));
    }
    property_route(meets_property_test(&Means::of_family(family, values, &mut NoTrace), values, recorder))
}

/// The severely disabled or seriously ill person of a margin family (A1 §8), from 2026-07-01 also one in special hardship.
fn margin_route<R: Recorder>(person: &Member, family: &Family<'_>, values: &DibaoValues, recorder: &mut R) -> Route {
    let severe = Answer::when(is_severely_disabled_or_seriously_ill(person));
    recorder.step(|| Step { rule: RuleId::SINGLE_PERSON, inputs: severity_inputs(person), answer: step_answer(severe, &[]) });
    let one_of_those = severe.or(has_special_hardship(person, values, recorder));
    let is_member = counts_as_member(person, values);
    match one_of_those.and(is_member) {
        Answer::No => return Route::Closed(RuleId::SINGLE_PERSON),
        // Clergy of unknown years who is severe: member of the family or not, that has to be known first.
        Answer::CannotSay if is_member == Answer::CannotSay => return Route::CannotSay,
        Answer::Yes | Answer::CannotSay => {}
    }
    let means = Means::of_family(family, values, recorder);
    let below_standard = meets_income_test(&means, values, recorder);
    match is_margin_family(&means, values, recorder) {
        Answer::Yes if one_of_those == Answer::Yes => Route::Open,
        Answer::Yes | Answer::CannotSay => Route::CannotSay,
        Answer::No => Route::Closed(match (meets_property_test(&means, values, &mut NoTrace), below_standard) {
            (Answer::No, _) => RuleId::PROPERTY_TEST,
            (Answer::Yes | Answer::CannotSay, Answer::Yes) => RuleId::WHOLE_FAMILY_FIRST,
            (Answer::Yes | Answer::CannotSay, Answer::No | Answer::CannotSay) => RuleId::MARGIN_FAMILY,
        }),
    }
}

/// From 2022-10-20 the adult without job who is severely disabled, in any family: own income; own property where it is
/// known, else the family's (RD-05).
fn adult_without_job_route<R: Recorder>(
    person: &Member,
    own: &Means,
    family: &Family<'_>,
    values: &DibaoValues,
    recorder: &mut R,
) -> Route {
    let one_of_those = applies_as_adult_without_job(person, values);
    recorder.step(|| {
        let mut inputs = severity_inputs(person);
        inputs.push(Input::of_person(
            labels::EMPLOYMENT,
            person.person,
            person.employment.map_or(InputValue::Missing, |employment| InputValue::Word(employment.value.label())),
            person.employment.map(|employment| employment.fact),
        ));
        inputs.push(Input::of_person(labels::BIRTH, person.person, InputValue::Day(person.birth), None));
        inputs.push(values.adult_age.input("成年年龄", |years| InputValue::Count(years, "岁")));
        inputs.push(
            values
                .adult_without_job_applies_alone
                .input("当日可否单独申请", |holds| InputValue::Word(if holds { "可以" } else { "不可以" })),
        );
        let mut missing = Vec::new();
        name_missing_of_adult_without_job(person, values, &mut missing);
        Step { rule: RuleId::ADULT_WITHOUT_JOB, inputs, answer: step_answer(one_of_those, &missing) }
    });
    match one_of_those {
        Answer::No => Route::Closed(RuleId::SINGLE_PERSON),
        Answer::CannotSay => Route::CannotSay,
        Answer::Yes => own_or_family_property_route(person, own, family, values, recorder),
    }
}

/// Does the law of the day let the person apply alone as an adult without job?
pub(super) fn applies_as_adult_without_job(person: &Member, values: &DibaoValues) -> Answer {
    let in_force = values.adult_without_job_applies_alone.value.map_or(Answer::CannotSay, Answer::when);
    in_force.and(is_adult_without_job(person, values))
}

fn knows_own_property(person: &Member) -> bool {
    let assets = &person.assets;
    assets.cash.is_some() && assets.dwellings.is_some() && assets.motor_cars.is_some() && assets.shops_and_companies.is_some()
}

fn name_missing_of_adult_without_job(person: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    values.adult_without_job_applies_alone.name_if_missing(missing);
    values.adult_age.name_if_missing(missing);
    if person.employment.is_none() {
        missing.push(Missing::Fact(person.person, labels::EMPLOYMENT));
    }
}

/// Names what keeps a single-person application open: the own income, or each way that cannot be said.
fn missing_of_single(
    person: &Member,
    family: &Family<'_>,
    values: &DibaoValues,
    own_income: Answer,
    a_way_is_open: bool,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    if own_income == Answer::CannotSay {
        name_missing_of_person_income(person, values, &mut missing);
    }
    if a_way_is_open {
        return missing;
    }
    name_missing_of_membership(person, values, &mut missing);
    name_missing_of_clergy(person, values, &mut missing);
    if is_clergy_away_for_years(person, values) == Answer::Yes {
        name_missing_of_property(person, values, &mut missing);
    }
    let hardship = has_special_hardship(person, values, &mut NoTrace);
    if hardship == Answer::CannotSay {
        values.special_hardship_applies_alone.name_if_missing(&mut missing);
    }
    if Answer::when(is_severely_disabled_or_seriously_ill(person)).or(hardship) != Answer::No
        && counts_as_member(person, values) == Answer::Yes
    {
        let means = Means::of_family(family, values, &mut NoTrace);
        if is_margin_family(&means, values, &mut NoTrace) == Answer::CannotSay {
            if has_margin_income(&means, values) == Answer::CannotSay {
                values.margin_ratio.name_if_missing(&mut missing);
                name_missing_of_family_income(family, values, &mut missing);
            }
            if meets_property_test(&means, values, &mut NoTrace) == Answer::CannotSay {
                name_missing_of_family_property(family, values, &mut missing);
            }
        }
    }
    if person.recognitions.special_case.is_some_and(|special| special.value == SpecialCase::SetByCounty) {
        name_missing_of_property(person, values, &mut missing);
    }
    match applies_as_adult_without_job(person, values) {
        Answer::No => {}
        Answer::CannotSay => name_missing_of_adult_without_job(person, values, &mut missing),
        Answer::Yes => name_missing_of_property(person, values, &mut missing),
    }
    missing
}

/// Disability and illness of a person as inputs of a step.
pub(super) fn severity_inputs(member: &Member) -> Vec<Input> {
    let mut inputs = Vec::new();
    if let Some(disability) = member.disability {
        let of_person = |label, word| Input::of_person(label, member.person, InputValue::Word(word), Some(disability.fact));
        inputs.push(of_person(labels::DISABILITY_KIND, disability.value.kind.label()));
        inputs.push(of_person(labels::DISABILITY_LEVEL, disability.value.level.label()));
    }
    inputs.extend(member.serious_illness.map(|illness| {
        let word = InputValue::Word(if illness.value { "是" } else { "否" });
        Input::of_person(labels::SERIOUS_ILLNESS, member.person, word, Some(illness.fact))
    }));
    inputs
}
