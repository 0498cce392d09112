//! How much relief, who decides it, and whether it comes first (TR-30, TR-407, RD-23).

use vocabulary::{Fen, ReliefKind};

use super::{Gravity, ReliefApplication, ReliefValues};
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, Missing, Recorder, RuleId, Step, StepAnswer, inputs};

const PERSONS: &str = "救助人数";
const MONTHS: &str = "救助月数";
const GRAVITY: &str = "急难程度";

/// What relief the formula gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliefAmount {
    /// So much, in fen for the case.
    Money(Fen),
    /// 一事一议: the county meeting sets it, no formula does.
    CaseConference,
}

/// Who decides an amount (RD-23).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReliefTier {
    /// 乡镇 (街道), by delegation.
    Township,
    /// 县级民政部门.
    Bureau,
    /// 县级会议.
    CountyMeeting,
}

/// Whether help comes before the papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HelpFirst {
    /// 应当先行救助.
    Shall,
    /// 可以先行救助.
    May,
    /// 按程序办理.
    No,
}

/// How much (TR-30): the urban standard times persons times months, months cut to the most; light emergency help cut to
/// the small sum; a major fire, traffic accident or sudden illness is discussed by itself. What is missing is named, and
/// then nothing is paid (RD-10).
pub fn relief_amount<R: Recorder>(
    application: &ReliefApplication<'_>,
    values: &ReliefValues,
    recorder: &mut R,
) -> Result<ReliefAmount, Vec<Missing>> {
    let gravity = application.gravity.map(|known| known.value);
    let by_formula = formula(application, values);
    let amount = match (application.kind, gravity) {
        (ReliefKind::Expense, _) | (ReliefKind::Emergency, Some(Gravity::Heavy)) => by_formula.map(ReliefAmount::Money),
        (ReliefKind::Emergency, Some(Gravity::Light)) => {
            by_formula.zip(values.small_sum_cap.value).map(|(amount, cap)| ReliefAmount::Money(amount.min(cap)))
        }
        (ReliefKind::Emergency, Some(Gravity::Major)) => Some(ReliefAmount::CaseConference),
        (ReliefKind::Emergency, None) => None,
    };
    let name_missing = || {
        let mut missing = Vec::new();
        if application.kind == ReliefKind::Emergency {
            inputs::name_if_not_known(&mut missing, application.person, GRAVITY, application.gravity);
            values.small_sum_cap.name_if_missing(&mut missing);
        }
        inputs::name_if_not_known(&mut missing, application.person, PERSONS, application.persons);
        inputs::name_if_not_known(&mut missing, application.person, MONTHS, application.months);
        values.urban_standard.name_if_missing(&mut missing);
        values.months_most.name_if_missing(&mut missing);
        missing
    };
    recorder.step(|| {
        let person = application.person;
        let mut inputs = vec![
            values.urban_standard.input("城市低保月标准", InputValue::Money),
            inputs::fact(PERSONS, person, application.persons, |count| InputValue::Count(count, "人")),
            inputs::fact(MONTHS, person, application.months, inputs::months),
            values.months_most.input("至多", inputs::months),
        ];
        if application.kind == ReliefKind::Emergency {
            inputs.push(inputs::fact(GRAVITY, person, application.gravity, |gravity| InputValue::Word(gravity.label())));
            inputs.push(values.small_sum_cap.input("小金额上限", InputValue::Money));
        }
        let answer = match amount {
            Some(ReliefAmount::Money(money)) => StepAnswer::Value(InputValue::Money(money)),
            Some(ReliefAmount::CaseConference) => StepAnswer::Value(InputValue::Word("一事一议")),
            None => step_answer(Answer::CannotSay, &name_missing()),
        };
        Step { rule: RuleId::RELIEF_AMOUNT, inputs, answer }
    });
    amount.ok_or_else(name_missing)
}

fn formula(application: &ReliefApplication<'_>, values: &ReliefValues) -> Option<Fen> {
    let months = application.months?.value.clamp(0, values.months_most.value?);
    Some(values.urban_standard.value? * (application.persons?.value.max(0) * months))
}

/// Who decides the amount (RD-23): the township up to the small sum or its own cap, whichever is higher; the bureau up to
/// the second tier; the county meeting above, and where no formula gives an amount. `None` while a cap that could matter
/// is UNKNOWN.
pub fn decided_by<R: Recorder>(amount: ReliefAmount, values: &ReliefValues, recorder: &mut R) -> Option<ReliefTier> {
    let tier = match amount {
        ReliefAmount::CaseConference => Some(ReliefTier::CountyMeeting),
        ReliefAmount::Money(amount) => tier_of(amount, values),
    };
    recorder.step(|| {
        let shown = match amount {
            ReliefAmount::Money(money) => InputValue::Money(money),
            ReliefAmount::CaseConference => InputValue::Word("一事一议"),
        };
        let inputs = vec![
            Input::worked_out("救助金额", shown),
            values.small_sum_cap.input("小金额上限", InputValue::Money),
            values.township_cap.input("乡镇审批上限", InputValue::Money),
            values.bureau_cap.input("县级民政部门审批上限", InputValue::Money),
        ];
        let mut missing = Vec::new();
        values.small_sum_cap.name_if_missing(&mut missing);
        values.township_cap.name_if_missing(&mut missing);
        values.bureau_cap.name_if_missing(&mut missing);
        let answer = match tier {
            Some(tier) => StepAnswer::Value(InputValue::Word(tier.label())),
            None => step_answer(Answer::CannotSay, &missing),
        };
        Step { rule: RuleId::RELIEF_TIER, inputs, answer }
    });
    tier
}

fn tier_of(amount: Fen, values: &ReliefValues) -> Option<ReliefTier> {
    let caps = [values.small_sum_cap.value, values.township_cap.value];
    if caps.into_iter().flatten().any(|cap| amount <= cap) {
        return Some(ReliefTier::Township);
    }
    // An UNKNOWN cap of the township could be above the amount.
    if caps.contains(&None) {
        return None;
    }
    values.bureau_cap.value.map(|cap| if amount <= cap { ReliefTier::Bureau } else { ReliefTier::CountyMeeting })
}

/// Does help come first (TR-407)? Where it is urgent and small it shall from the day the law says so, and may before; an
/// urgent emergency above the small sum may be helped first all the same (TR-402). `None` while a value is UNKNOWN.
pub fn helps_first<R: Recorder>(
    application: &ReliefApplication<'_>,
    amount: ReliefAmount,
    values: &ReliefValues,
    recorder: &mut R,
) -> Option<HelpFirst> {
    let urgent = inputs::is_on_record(application.urgent);
    let small = match amount {
        ReliefAmount::Money(amount) => values.small_sum_cap.value.map(|cap| amount <= cap),
        ReliefAmount::CaseConference => Some(false),
    };
    let answer = match (urgent, application.kind) {
        (false, _) => Some(HelpFirst::No),
        (true, kind) => match (small, kind) {
            (Some(true), _) => values.help_first_required.value.map(|duty| if duty { HelpFirst::Shall } else { HelpFirst::May }),
            (Some(false), ReliefKind::Emergency) => Some(HelpFirst::May),
            (Some(false), ReliefKind::Expense) => Some(HelpFirst::No),
            (None, _) => None,
        },
    };
    recorder.step(|| {
        let mut inputs = vec![
            values.small_sum_cap.input("小金额上限", InputValue::Money),
            values.help_first_required.input("应当先行救助", inputs::yes_no_word),
        ];
        inputs.extend(inputs::on_record("情况紧急", application.person, application.urgent));
        let mut missing = Vec::new();
        values.small_sum_cap.name_if_missing(&mut missing);
        values.help_first_required.name_if_missing(&mut missing);
        let answer = match answer {
            Some(first) => StepAnswer::Value(InputValue::Word(first.label())),
            None => step_answer(Answer::CannotSay, &missing),
        };
        Step { rule: RuleId::RELIEF_HELP_FIRST, inputs, answer }
    });
    answer
}

impl ReliefTier {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            ReliefTier::Township => "乡镇",
            ReliefTier::Bureau => "县级民政部门",
            ReliefTier::CountyMeeting => "县级会议",
        }
    }
}

impl HelpFirst {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            HelpFirst::Shall => "应当先行救助",
            HelpFirst::May => "可以先行救助",
            HelpFirst::No => "按程序办理",
        }
    }
}
