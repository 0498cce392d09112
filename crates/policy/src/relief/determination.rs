//! Is temporary relief due on this application? Emergencies are asked whether living is in trouble now, expenses whether
//! they are beyond what the family can bear.

use vocabulary::{Coded, Date, ReliefKind};

use super::{Connection, ReliefApplication, ReliefValues};
use crate::known::step_answer;
use crate::{Answer, Conclusion, Input, InputValue, Known, Missing, Recorder, RuleId, Step, inputs};

const LIVING_IN_TROUBLE: &str = "基本生活是否陷入困境";
const SPENDING: &str = "必需支出是否超出承受能力";
const INCOME: &str = "家庭年可支配收入";
const PROPERTY: &str = "财产是否符合当地规定";
const PERSONS: &str = "救助人数";

/// Does this place take the application (TR-20)? Place of registration and of the residence permit always; the place of
/// the emergency by the law of the day.
pub fn is_taken_here<R: Recorder>(application: &ReliefApplication<'_>, values: &ReliefValues, recorder: &mut R) -> Answer {
    let by_place = match application.kind {
        ReliefKind::Emergency => &values.place_of_emergency,
        ReliefKind::Expense => &values.place_of_emergency_any,
    };
    let answer = match application.connection {
        Connection::Registered | Connection::ResidencePermit => Answer::Yes,
        Connection::EmergencyHere => by_place.value.map_or(Answer::CannotSay, Answer::when),
        Connection::NoneOfThese => Answer::No,
    };
    recorder.step(|| {
        let mut missing = Vec::new();
        by_place.name_if_missing(&mut missing);
        let inputs = vec![
            Input::worked_out("与本地的联系", InputValue::Word(application.connection.label())),
            Input::worked_out("救助类型", InputValue::Word(application.kind.label())),
            by_place.input("急难发生地受理", inputs::yes_no_word),
        ];
        Step { rule: RuleId::RELIEF_PLACE, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

/// Has another chain of help not settled the case already (TR-11)?
pub fn is_not_settled_elsewhere<R: Recorder>(application: &ReliefApplication<'_>, recorder: &mut R) -> Answer {
    let answer = Answer::when(!inputs::is_on_record(application.settled_elsewhere));
    recorder.step(|| Step {
        rule: RuleId::RELIEF_OTHER_CHAIN,
        inputs: inputs::on_record("已由其他渠道解决", application.person, application.settled_elsewhere).into_iter().collect(),
        answer: step_answer(answer.not(), &[]),
    });
    answer
}

/// Is the living of the family or person in trouble now (TR-101)?
pub fn is_in_emergency<R: Recorder>(application: &ReliefApplication<'_>, recorder: &mut R) -> Answer {
    let answer = application.living_in_trouble.map_or(Answer::CannotSay, |known| Answer::when(known.value));
    recorder.step(|| Step {
        rule: RuleId::RELIEF_EMERGENCY,
        inputs: vec![
            Input::worked_out("困难原因", InputValue::Word(application.reason.label())),
            inputs::yes_no(LIVING_IN_TROUBLE, application.person, application.living_in_trouble),
        ],
        answer: step_answer(answer, &[Missing::Fact(application.person, LIVING_IN_TROUBLE)]),
    });
    answer
}

/// Is necessary spending beyond what the family can bear, with income a head below the place's and property within its
/// rule (TR-102)? Of people on dibao or tekun only the spending is asked (TR-405).
pub fn is_in_need_by_expense<R: Recorder>(
    application: &ReliefApplication<'_>,
    values: &ReliefValues,
    recorder: &mut R,
) -> Answer {
    let spending = said(application.means.spending_beyond_means);
    let only_spending = inputs::is_on_record(application.on_dibao_or_tekun);
    recorder.step(|| Step {
        rule: RuleId::RELIEF_ONLY_SPENDING,
        inputs: inputs::on_record("低保或特困对象", application.person, application.on_dibao_or_tekun).into_iter().collect(),
        answer: step_answer(Answer::when(only_spending), &[]),
    });
    let answer = if only_spending {
        spending
    } else {
        spending.and(has_low_income(application, values)).and(said(application.means.property_fits))
    };
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_expense(application, values, &mut missing);
        let means = &application.means;
        let inputs = vec![
            inputs::yes_no(SPENDING, application.person, means.spending_beyond_means),
            inputs::money(INCOME, application.person, means.disposable_income),
            inputs::fact(PERSONS, application.person, application.persons, |count| InputValue::Count(count, "人")),
            values.disposable_income.input("上年人均可支配收入", InputValue::Money),
            inputs::yes_no(PROPERTY, application.person, means.property_fits),
        ];
        Step { rule: RuleId::RELIEF_EXPENSE, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn said(known: Option<Known<bool>>) -> Answer {
    known.map_or(Answer::CannotSay, |known| Answer::when(known.value))
}

/// Income of all against the line of all: the same as a head against a head, without dividing.
fn has_low_income(application: &ReliefApplication<'_>, values: &ReliefValues) -> Answer {
    match (application.means.disposable_income, application.persons, values.disposable_income.value) {
        (Some(income), Some(persons), Some(line)) => Answer::when(income.value < line * persons.value.max(0)),
        (None, ..) | (_, None, _) | (_, _, None) => Answer::CannotSay,
    }
}

fn name_missing_of_expense(application: &ReliefApplication<'_>, values: &ReliefValues, missing: &mut Vec<Missing>) {
    let person = application.person;
    inputs::name_if_not_known(missing, person, SPENDING, application.means.spending_beyond_means);
    if inputs::is_on_record(application.on_dibao_or_tekun) {
        return;
    }
    inputs::name_if_not_known(missing, person, INCOME, application.means.disposable_income);
    inputs::name_if_not_known(missing, person, PERSONS, application.persons);
    inputs::name_if_not_known(missing, person, PROPERTY, application.means.property_fits);
    values.disposable_income.name_if_missing(missing);
}

/// Is the number of times a year not used up (TR-412): for this cause, and for all causes, in the calendar year of the day
/// (RD-23)?
pub fn is_within_times<R: Recorder>(application: &ReliefApplication<'_>, values: &ReliefValues, recorder: &mut R) -> Answer {
    let this_year = || application.earlier.iter().filter(|earlier| earlier.day.year() == values.day.year());
    let count = |times: usize| i64::try_from(times).expect("a family's relief in a year is little");
    let all = count(this_year().count());
    let same = count(this_year().filter(|earlier| earlier.reason == application.reason).count());
    let below = |times: i64, limit: Option<i64>| limit.map_or(Answer::CannotSay, |limit| Answer::when(times < limit));
    let answer = below(same, values.times_same_cause.value).and(below(all, values.times_all_causes.value));
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_times(values, &mut missing);
        let times = |count: i64| InputValue::Count(count, "次");
        let inputs = vec![
            Input::worked_out("本年度同一原因已救助", times(same)),
            values.times_same_cause.input("同一原因每年至多", times),
            Input::worked_out("本年度已救助", times(all)),
            values.times_all_causes.input("每年至多", times),
        ];
        Step { rule: RuleId::RELIEF_TIMES, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_times(values: &ReliefValues, missing: &mut Vec<Missing>) {
    values.times_same_cause.name_if_missing(missing);
    values.times_all_causes.name_if_missing(missing);
}

/// Determines an application by the values of the day decided on (RD-01). The amount and who decides it follow from
/// [`relief_amount`](super::relief_amount).
///
/// # Panics
///
/// Where `values` are those of another day: that would be the wrong version of the law.
pub fn determine<R: Recorder>(
    application: &ReliefApplication<'_>,
    values: &ReliefValues,
    day: Date,
    recorder: &mut R,
) -> Conclusion<ReliefKind> {
    assert_eq!(values.day, day, "the values are those of the day decided on");
    let here = is_taken_here(application, values, recorder);
    let elsewhere = is_not_settled_elsewhere(application, recorder);
    let need = match application.kind {
        ReliefKind::Emergency => (is_in_emergency(application, recorder), RuleId::RELIEF_EMERGENCY),
        ReliefKind::Expense => (is_in_need_by_expense(application, values, recorder), RuleId::RELIEF_EXPENSE),
    };
    let times = is_within_times(application, values, recorder);
    let conditions = [(here, RuleId::RELIEF_PLACE), (elsewhere, RuleId::RELIEF_OTHER_CHAIN), need, (times, RuleId::RELIEF_TIMES)];
    Conclusion::of(
        &conditions,
        || application.kind,
        |missing| {
            if here == Answer::CannotSay {
                values.place_of_emergency.name_if_missing(missing);
                values.place_of_emergency_any.name_if_missing(missing);
            }
            if need.0 == Answer::CannotSay {
                match application.kind {
                    ReliefKind::Emergency => missing.push(Missing::Fact(application.person, LIVING_IN_TROUBLE)),
                    ReliefKind::Expense => name_missing_of_expense(application, values, missing),
                }
            }
            if times == Answer::CannotSay {
                name_missing_of_times(values, missing);
            }
        },
    )
}

/// An unemployed worker without unemployment insurance, met by the epidemic (TR-103).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnemployedWorker {
    /// 未参加失业保险; `None` is not known.
    pub uninsured: Option<Known<bool>>,
    /// 受疫情影响; `None` is not known.
    pub by_epidemic: Option<Known<bool>>,
    /// First day without income; `None` is not known.
    pub without_income_since: Option<Known<Date>>,
}

/// Is one-off relief open to the worker, at the place of work or residence (TR-103)? It is while the law of the day sets a
/// number of months above zero.
pub fn is_open_to_unemployed<R: Recorder>(worker: &UnemployedWorker, values: &ReliefValues, recorder: &mut R) -> Answer {
    let answer = match values.unemployed_months.value {
        Some(0) => Answer::No,
        None | Some(_) => {
            let since = worker.without_income_since;
            let long = since
                .map_or(Answer::CannotSay, |since| crate::ages::lasts_months(since.value, values.day, &values.unemployed_months));
            said(worker.uninsured).and(said(worker.by_epidemic)).and(long)
        }
    };
    recorder.step(|| Step {
        rule: RuleId::RELIEF_UNEMPLOYED,
        inputs: vec![values.unemployed_months.input("连续无收入", inputs::months)],
        answer: match answer {
            Answer::CannotSay => crate::StepAnswer::CannotSay("失业、参保或收入情况".to_owned()),
            Answer::Yes | Answer::No => step_answer(answer, &[]),
        },
    });
    answer
}
