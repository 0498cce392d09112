//! Legal supporters: absent, or every one unable to perform (TK-103, TK-106).

use vocabulary::{PersonId, Supporters, Whereabouts};

use super::means::PropertyLimits;
use super::{Supporter, SupporterList, TekunPerson, TekunValues};
use crate::ages::is_of_age;
use crate::dibao::is_severe;
use crate::known::step_answer;
use crate::{Answer, InputValue, Missing, NoTrace, Recorder, RuleId, Step, inputs};

const BIRTH: &str = "出生日期";
const INCOME: &str = "本人年收入";
const COMPLETE: &str = "法定义务人是否已全部查清";
const FOUND: &str = "法定义务人情况";

/// Is this supporter unable to perform (TK-106)? Any one of: dead; on tekun; on dibao and of age; without civil capacity,
/// declared missing or in prison, with little property; of age or severely disabled, with low income and little property;
/// recognised by the province.
pub fn is_unable_to_support<R: Recorder>(supporter: &Supporter, values: &TekunValues, recorder: &mut R) -> Answer {
    let answer = settled_by_status(supporter, values).or(settled_by_means(supporter, values));
    recorder.step(|| {
        let limits = PropertyLimits::of_supporter(values);
        let person = supporter.person;
        let mut inputs = vec![inputs::day(BIRTH, person, supporter.birth)];
        inputs.extend(inputs::disability(person, supporter.disability));
        let status = &supporter.status;
        for (label, known) in [
            ("特困人员", status.tekun),
            ("低保对象", status.dibao),
            ("无民事行为能力", status.without_civil_capacity),
            ("省级规定的其他情形", status.recognised_by_province),
        ] {
            inputs.extend(known.map(|known| inputs::yes_no(label, person, Some(known))));
        }
        inputs.extend(status.whereabouts.map(|known| inputs::word("人员去向", person, Some(known))));
        inputs.extend(supporter.death.map(|known| inputs::day("死亡日期", person, Some(known))));
        inputs.push(values.supporter_age.input("高龄年龄", inputs::years));
        inputs.push(inputs::money(INCOME, person, supporter.income));
        inputs.push(values.disposable_income.input("上年人均可支配收入", InputValue::Money));
        inputs.append(&mut limits.inputs(person, &supporter.assets));
        let mut missing = Vec::new();
        name_missing_of_supporter(supporter, values, &mut missing);
        Step { rule: RuleId::TEKUN_UNABLE_SUPPORTER, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

/// What needs no look at means.
fn settled_by_status(supporter: &Supporter, values: &TekunValues) -> Answer {
    let status = &supporter.status;
    let dead = supporter.death.is_some_and(|death| death.value <= values.day);
    let at_once = dead || inputs::is_on_record(status.tekun) || inputs::is_on_record(status.recognised_by_province);
    let on_dibao = Answer::when(inputs::is_on_record(status.dibao));
    Answer::when(at_once).or(on_dibao.and(is_of_years(supporter, &values.supporter_dibao_age, values)))
}

fn is_of_years(supporter: &Supporter, years: &crate::ValueInForce<i64>, values: &TekunValues) -> Answer {
    supporter.birth.map_or(Answer::CannotSay, |birth| is_of_age(birth.value, years, values.day))
}

fn settled_by_means(supporter: &Supporter, values: &TekunValues) -> Answer {
    let little_property = PropertyLimits::of_supporter(values).hold(&supporter.assets);
    let weak = is_of_years(supporter, &values.supporter_age, values)
        .or(Answer::when(supporter.disability.is_some_and(|disability| is_severe(disability.value))));
    let out_of_reach = inputs::is_on_record(supporter.status.without_civil_capacity) || is_away_by_law(supporter);
    little_property.and(Answer::when(out_of_reach).or(weak.and(has_low_income(supporter, values))))
}

fn is_away_by_law(supporter: &Supporter) -> bool {
    supporter
        .status
        .whereabouts
        .is_some_and(|whereabouts| matches!(whereabouts.value, Whereabouts::InPrison | Whereabouts::DeclaredMissing))
}

fn has_low_income(supporter: &Supporter, values: &TekunValues) -> Answer {
    match (supporter.income, values.disposable_income.value) {
        (Some(income), Some(line)) => Answer::when(income.value < line),
        (None, _) | (_, None) => Answer::CannotSay,
    }
}

fn name_missing_of_supporter(supporter: &Supporter, values: &TekunValues, missing: &mut Vec<Missing>) {
    inputs::name_if_not_known(missing, supporter.person, BIRTH, supporter.birth);
    inputs::name_if_not_known(missing, supporter.person, INCOME, supporter.income);
    PropertyLimits::of_supporter(values).name_missing(supporter.person, &supporter.assets, missing);
    values.supporter_age.name_if_missing(missing);
    values.supporter_dibao_age.name_if_missing(missing);
    values.disposable_income.name_if_missing(missing);
}

/// Is there no legal supporter, or is every one unable (TK-103)? `beside` is a supporter who asks together with the
/// person and is set aside (RD-11).
pub fn has_no_able_supporter<R: Recorder>(
    person: &TekunPerson<'_>,
    beside: Option<PersonId>,
    values: &TekunValues,
    recorder: &mut R,
) -> Answer {
    let SupporterList { known, complete, found } = person.supporters;
    // An able one settles it, whether or not all are known (RD-10).
    let all_unable =
        others(known, beside).map(|supporter| is_unable_to_support(supporter, values, recorder)).fold(Answer::Yes, Answer::and);
    let answer = all_unable.and(unlisted_are_unable(&person.supporters));
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_supporters(person, beside, values, &mut missing);
        let count = i64::try_from(known.len()).expect("a person's supporters are few");
        Step {
            rule: RuleId::TEKUN_SUPPORTERS,
            inputs: [
                Some(crate::Input::worked_out("已知法定义务人", InputValue::Count(count, "人"))),
                found.map(|found| inputs::word(FOUND, person.person, Some(found))),
                // Without a finding it is the list that has to be complete.
                (complete.is_some() || found.is_none()).then(|| inputs::yes_no(COMPLETE, person.person, complete)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            answer: step_answer(answer, &missing),
        }
    });
    answer
}

/// Is there nobody beside those listed who could perform? By the investigation's finding, or because the list is complete.
fn unlisted_are_unable(supporters: &SupporterList<'_>) -> Answer {
    match supporters.found.map(|found| found.value) {
        Some(Supporters::Able) => Answer::No,
        Some(Supporters::None | Supporters::Unable) => Answer::Yes,
        None if inputs::is_on_record(supporters.complete) => Answer::Yes,
        None => Answer::CannotSay,
    }
}

fn others(known: &[Supporter], beside: Option<PersonId>) -> impl Iterator<Item = &Supporter> {
    known.iter().filter(move |supporter| Some(supporter.person) != beside)
}

/// Names what keeps the question of supporters open.
pub(super) fn name_missing_of_supporters(
    person: &TekunPerson<'_>,
    beside: Option<PersonId>,
    values: &TekunValues,
    missing: &mut Vec<Missing>,
) {
    if unlisted_are_unable(&person.supporters) == Answer::CannotSay {
        missing.push(Missing::Fact(person.person, FOUND));
    }
    for supporter in others(person.supporters.known, beside) {
        if is_unable_to_support(supporter, values, &mut NoTrace) == Answer::CannotSay {
            name_missing_of_supporter(supporter, values, missing);
        }
    }
}
