//! The tests on means: income (DB-101), property (DB-31), and both together for the margin family (DB-13).

use vocabulary::{Fen, Ratio};

use super::income::name_missing_of_income;
use super::means::Tally;
use super::members::{counts_as_member, name_missing_of_membership};
use super::{DibaoValues, Family, Means, Member, Missing, labels};
use crate::ages::MONTHS_OF_A_YEAR;
use crate::known::step_answer;
use crate::{Answer, ExactMoney, Input, InputValue, Recorder, RuleId, Step, StepAnswer, ValueInForce};

const WHOLE: Ratio = Ratio::ten_thousandths(10_000);

/// The line for these heads and a year: twelve monthly standards a head, times a ratio; `None` while the standard or
/// ratio is UNKNOWN.
///
/// The law compares income a head with the standard. Here the year's income of all is compared with the line of all:
/// the same test without dividing, so no rounding can put anyone on the wrong side.
pub(super) fn line(heads: i64, ratio: Option<Ratio>, values: &DibaoValues) -> Option<ExactMoney> {
    let year = values.standard.value? * (MONTHS_OF_A_YEAR * heads);
    Some(ExactMoney::share(ratio?, year))
}

/// Is the income a head strictly below the standard (DB-101)?
pub fn meets_income_test<R: Recorder>(means: &Means, values: &DibaoValues, recorder: &mut R) -> Answer {
    income_below_standard(RuleId::INCOME_TEST, means, values, recorder)
}

/// The income test, asked by the rule for a family (DB-101) or for a person alone (RD-04).
pub(super) fn income_below_standard<R: Recorder>(rule: RuleId, means: &Means, values: &DibaoValues, recorder: &mut R) -> Answer {
    let answer = line(means.heads_at_most(), Some(WHOLE), values).map_or(Answer::CannotSay, |line| means.income.is_below(line));
    recorder.step(|| {
        let mut inputs = means.inputs();
        inputs.push(values.standard.input(labels::STANDARD, InputValue::Money));
        let mut missing = Vec::new();
        values.standard.name_if_missing(&mut missing);
        Step { rule, inputs, answer: step_answer_of_means(answer, missing) }
    });
    answer
}

/// Is the property within the limits of the place (DB-31)? The same limits serve the margin family (RD-27).
pub fn meets_property_test<R: Recorder>(means: &Means, values: &DibaoValues, recorder: &mut R) -> Answer {
    property_within_limits(RuleId::PROPERTY_TEST, means, values, recorder)
}

/// The property test, asked by the rule for dibao (DB-31) or for those that share its limits (RD-27).
pub(crate) fn property_within_limits<R: Recorder>(rule: RuleId, means: &Means, values: &DibaoValues, recorder: &mut R) -> Answer {
    let cash_limit = line(means.heads_at_most(), values.cash_limit.value, values);
    let answer = cash_limit
        .map_or(Answer::CannotSay, |limit| is_within(means.cash, |cash| ExactMoney::of(Fen::new(cash)) <= limit))
        .and(is_within_count(means.dwellings, &values.dwellings_limit))
        .and(is_within_count(means.motor_cars, &values.motor_cars_limit))
        .and(is_within_count(means.shops_and_companies, &values.shops_and_companies_limit));
    recorder.step(|| Step {
        rule,
        inputs: property_inputs(means, values),
        answer: step_answer_of_means(answer, missing_property_values(values)),
    });
    answer
}

/// Is the family a margin family: not below the standard, below the margin line, property within the limits (DB-13)?
pub fn is_margin_family<R: Recorder>(means: &Means, values: &DibaoValues, recorder: &mut R) -> Answer {
    let property = property_within_limits(RuleId::SHARED_PROPERTY_LIMITS, means, values, recorder);
    let answer = has_margin_income(means, values).and(property);
    recorder.step(|| {
        let mut inputs = means.inputs();
        inputs.push(values.standard.input(labels::STANDARD, InputValue::Money));
        inputs.push(values.margin_ratio.input("低保边缘倍数", InputValue::Ratio));
        let mut missing = Vec::new();
        values.standard.name_if_missing(&mut missing);
        values.margin_ratio.name_if_missing(&mut missing);
        Step { rule: RuleId::MARGIN_FAMILY, inputs, answer: step_answer_of_means(answer, missing) }
    });
    answer
}

/// Is the income not below the standard but below the margin line?
pub(super) fn has_margin_income(means: &Means, values: &DibaoValues) -> Answer {
    let below = |ratio| line(means.heads_at_most(), ratio, values).map_or(Answer::CannotSay, |line| means.income.is_below(line));
    below(Some(WHOLE)).not().and(below(values.margin_ratio.value))
}

fn is_within(tally: Tally, limit_holds: impl Fn(i64) -> bool) -> Answer {
    if !limit_holds(tally.at_least) {
        Answer::No
    } else if tally.complete {
        Answer::Yes
    } else {
        Answer::CannotSay
    }
}

fn is_within_count(tally: Tally, limit: &ValueInForce<i64>) -> Answer {
    limit.value.map_or(Answer::CannotSay, |limit| is_within(tally, |count| count <= limit))
}

/// The step of a test on sums: without a missing value of law it is the facts of the steps before that are missing.
pub(crate) fn step_answer_of_means(answer: Answer, missing: Vec<Missing>) -> StepAnswer {
    if answer == Answer::CannotSay && missing.is_empty() {
        return StepAnswer::CannotSay("家庭成员的部分收入或财产事实".to_owned());
    }
    step_answer(answer, &missing)
}

fn property_inputs(means: &Means, values: &DibaoValues) -> Vec<Input> {
    // Nothing known of and not all told is not zero.
    let shown = |tally: Tally, value| if tally.at_least == 0 && !tally.complete { InputValue::Missing } else { value };
    let count = |label, tally: Tally| Input::worked_out(label, shown(tally, InputValue::Count(tally.at_least, "")));
    let limit = |known: i64| InputValue::Count(known, "");
    vec![
        Input::worked_out(labels::CASH, shown(means.cash, InputValue::Money(Fen::new(means.cash.at_least)))),
        values.cash_limit.input("人均上限（年标准的倍数）", InputValue::Ratio),
        values.standard.input(labels::STANDARD, InputValue::Money),
        Input::worked_out(labels::HEADS, InputValue::Count(means.heads, "人")),
        count(labels::DWELLINGS, means.dwellings),
        values.dwellings_limit.input("住房上限", limit),
        count(labels::MOTOR_CARS, means.motor_cars),
        values.motor_cars_limit.input("机动车上限", limit),
        count(labels::SHOPS_AND_COMPANIES, means.shops_and_companies),
        values.shops_and_companies_limit.input("商铺企业上限", limit),
    ]
}

fn missing_property_values(values: &DibaoValues) -> Vec<Missing> {
    let mut missing = Vec::new();
    values.standard.name_if_missing(&mut missing);
    values.cash_limit.name_if_missing(&mut missing);
    values.dwellings_limit.name_if_missing(&mut missing);
    values.motor_cars_limit.name_if_missing(&mut missing);
    values.shops_and_companies_limit.name_if_missing(&mut missing);
    missing
}

/// Names what keeps the property of these persons from being said.
pub(super) fn name_missing_of_property(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    let assets = &member.assets;
    let mut fact_missing = |label, is_missing: bool| {
        if is_missing {
            missing.push(Missing::Fact(member.person, label));
        }
    };
    fact_missing(labels::CASH, assets.cash.is_none());
    fact_missing(labels::DWELLINGS, assets.dwellings.is_none());
    fact_missing(labels::MOTOR_CARS, assets.motor_cars.is_none());
    fact_missing(labels::SHOPS_AND_COMPANIES, assets.shops_and_companies.is_none());
    missing.append(&mut missing_property_values(values));
}

/// Names what keeps the income of a family from being said.
pub(super) fn name_missing_of_family_income(family: &Family<'_>, values: &DibaoValues, missing: &mut Vec<Missing>) {
    values.standard.name_if_missing(missing);
    for member in family.members {
        match counts_as_member(member, values) {
            Answer::Yes => name_missing_of_person_income(member, values, missing),
            Answer::CannotSay => name_missing_of_membership(member, values, missing),
            Answer::No => {}
        }
    }
}

/// Names what keeps the income of a person from being said.
pub(super) fn name_missing_of_person_income(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    values.standard.name_if_missing(missing);
    name_missing_of_income(member, values, missing);
    if super::income::illness_spending(member) > Fen::ZERO {
        values.illness_deduction_share.name_if_missing(missing);
    }
}

/// Names what keeps the property of a family from being said.
pub(super) fn name_missing_of_family_property(family: &Family<'_>, values: &DibaoValues, missing: &mut Vec<Missing>) {
    for member in family.members {
        match counts_as_member(member, values) {
            Answer::Yes => name_missing_of_property(member, values, missing),
            Answer::CannotSay => name_missing_of_membership(member, values, missing),
            Answer::No => {}
        }
    }
}
