//! No labour capacity: age, disability, or having entered as a minor (TK-101, TK-107, TK-108, RD-12).

use vocabulary::{Disability, DisabilityKind, DisabilityLevel, Schooling};

use super::{TekunPerson, TekunValues};
use crate::ages::is_of_age;
use crate::known::step_answer;
use crate::{Answer, AwardStage, Missing, Recorder, RuleId, Step, inputs};

const MULTIPLE_COUNTS: &str = "多重残疾中有单独符合的一项";
const SCHOOLING: &str = "在读情况";

/// Does the disability alone mean no labour capacity (TK-101): intellectual or mental of level 1 to 3, physical of level
/// 1 or 2, visual of level 1? Of several disabilities in one certificate it cannot be said from the level alone, except
/// that nothing in a certificate of level 4 is heavier.
pub fn is_disability_without_labour_capacity(disability: Disability) -> Answer {
    use DisabilityLevel::{Four, One, Three, Two};
    match (disability.kind, disability.level) {
        (DisabilityKind::Intellectual | DisabilityKind::Mental, One | Two | Three)
        | (DisabilityKind::Physical, One | Two)
        | (DisabilityKind::Visual, One) => Answer::Yes,
        (DisabilityKind::Multiple, One | Two | Three) => Answer::CannotSay,
        (DisabilityKind::Intellectual | DisabilityKind::Mental | DisabilityKind::Multiple, Four)
        | (DisabilityKind::Physical, Three | Four)
        | (DisabilityKind::Visual, Two | Three | Four)
        | (DisabilityKind::Hearing | DisabilityKind::Speech, One | Two | Three | Four) => Answer::No,
    }
}

/// Is the person without labour capacity (TK-101)? A person on tekun who entered as a minor stays so while
/// [`stays_as_minor`] holds.
pub fn is_without_labour_capacity<R: Recorder>(
    person: &TekunPerson<'_>,
    stage: AwardStage,
    values: &TekunValues,
    recorder: &mut R,
) -> Answer {
    let elderly = is_of_age(person.birth, &values.elderly_age, values.day);
    let answer = elderly
        .or(by_disability(person))
        .or(Answer::when(inputs::is_on_record(person.recognised_by_province)))
        .or(is_below_entry_age(person, values, recorder))
        .or(stays_as_minor(person, stage, values, recorder));
    recorder.step(|| {
        let mut inputs = vec![inputs::birth(person.person, person.birth)];
        inputs.push(values.elderly_age.input("老年人年龄", inputs::years));
        inputs.extend(inputs::disability(person.person, person.disability));
        if person.multiple_counts.is_some() {
            inputs.push(inputs::yes_no(MULTIPLE_COUNTS, person.person, person.multiple_counts));
        }
        let mut missing = Vec::new();
        name_missing_of_labour(person, stage, values, &mut missing);
        Step { rule: RuleId::TEKUN_NO_LABOUR, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn by_disability(person: &TekunPerson<'_>) -> Answer {
    let Some(disability) = person.disability else { return Answer::No };
    match is_disability_without_labour_capacity(disability.value) {
        Answer::CannotSay => person.multiple_counts.map_or(Answer::CannotSay, |known| Answer::when(known.value)),
        answer @ (Answer::Yes | Answer::No) => answer,
    }
}

/// Is the person below the age at which minors enter (TK-107, RD-12)?
pub fn is_below_entry_age<R: Recorder>(person: &TekunPerson<'_>, values: &TekunValues, recorder: &mut R) -> Answer {
    let answer = is_of_age(person.birth, &values.minor_entry_age, values.day).not();
    recorder.step(|| Step {
        rule: RuleId::TEKUN_MINOR_ENTRY,
        inputs: vec![inputs::birth(person.person, person.birth), values.minor_entry_age.input("进入年龄", inputs::years)],
        answer: step_answer(answer, &[]),
    });
    answer
}

/// Does a person who entered as a minor stay (TK-108, RD-12): below the age of an adult, or at school up to the end of
/// senior secondary? Of a person who asks, or who entered later, the answer is no.
pub fn stays_as_minor<R: Recorder>(
    person: &TekunPerson<'_>,
    stage: AwardStage,
    values: &TekunValues,
    recorder: &mut R,
) -> Answer {
    let Some(since) = stage.since() else { return Answer::No };
    let entered_as_minor = is_of_age(person.birth, &values.minor_entry_age, since).not();
    if entered_as_minor == Answer::No {
        return Answer::No;
    }
    let still_minor = is_of_age(person.birth, &values.minor_stay_age, values.day).not();
    let at_school = person.schooling.map_or(Answer::CannotSay, |schooling| {
        Answer::when(matches!(schooling.value, Schooling::Compulsory | Schooling::SeniorSecondary))
    });
    let answer = entered_as_minor.and(still_minor.or(at_school));
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_stay(person, values, &mut missing);
        let inputs = vec![
            inputs::birth(person.person, person.birth),
            values.minor_stay_age.input("成年年龄", inputs::years),
            inputs::word(SCHOOLING, person.person, person.schooling),
        ];
        Step { rule: RuleId::TEKUN_MINOR_STAYS, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_stay(person: &TekunPerson<'_>, values: &TekunValues, missing: &mut Vec<Missing>) {
    values.minor_entry_age.name_if_missing(missing);
    values.minor_stay_age.name_if_missing(missing);
    inputs::name_if_not_known(missing, person.person, SCHOOLING, person.schooling);
}

/// Names what keeps labour capacity from being said.
pub(super) fn name_missing_of_labour(
    person: &TekunPerson<'_>,
    stage: AwardStage,
    values: &TekunValues,
    missing: &mut Vec<Missing>,
) {
    values.elderly_age.name_if_missing(missing);
    values.minor_entry_age.name_if_missing(missing);
    if by_disability(person) == Answer::CannotSay {
        inputs::name_if_not_known(missing, person.person, MULTIPLE_COUNTS, person.multiple_counts);
    }
    if stays_as_minor(person, stage, values, &mut crate::NoTrace) == Answer::CannotSay {
        name_missing_of_stay(person, values, missing);
    }
}
