//! How far a person can look after themselves: six items, and an override with its reason (TK-20, A2 §20 to §22).

use vocabulary::{Coded, PersonId, SelfCare};

use super::TekunValues;
use crate::known::step_answer;
use crate::{Answer, InputValue, Known, Missing, Recorder, RuleId, Step, StepAnswer, inputs};

/// Whether each of the six items is achieved; `None` is not assessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelfCareItems {
    /// 吃饭.
    pub eating: Option<Known<bool>>,
    /// 穿衣.
    pub dressing: Option<Known<bool>>,
    /// 上下床.
    pub bed: Option<Known<bool>>,
    /// 如厕.
    pub toilet: Option<Known<bool>>,
    /// 室内行走.
    pub walking: Option<Known<bool>>,
    /// 洗澡.
    pub bathing: Option<Known<bool>>,
}

/// A level set against the count of items. The text says "may be regarded as" (可以视为), so the county may find otherwise
/// and says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelfCareOverride<'a> {
    level: SelfCare,
    reason: &'a str,
}

impl<'a> SelfCareOverride<'a> {
    /// An override; none without a reason.
    pub fn new(level: SelfCare, reason: &'a str) -> Option<SelfCareOverride<'a>> {
        let reason = reason.trim();
        (!reason.is_empty()).then_some(SelfCareOverride { level, reason })
    }

    /// The level.
    pub fn level(self) -> SelfCare {
        self.level
    }

    /// The reason in writing.
    pub fn reason(self) -> &'a str {
        self.reason
    }
}

impl SelfCareItems {
    fn labelled(&self) -> [(&'static str, Option<Known<bool>>); 6] {
        [
            ("吃饭", self.eating),
            ("穿衣", self.dressing),
            ("上下床", self.bed),
            ("如厕", self.toilet),
            ("室内行走", self.walking),
            ("洗澡", self.bathing),
        ]
    }
}

/// Which level is the person's (TK-20)? All six achieved is full ability, up to so many not achieved is ability lost in
/// part, more is ability lost. Where an item is not assessed, the level is said only if it is the same either way.
pub fn self_care_level<R: Recorder>(
    person: PersonId,
    items: &SelfCareItems,
    set: Option<SelfCareOverride<'_>>,
    values: &TekunValues,
    recorder: &mut R,
) -> Result<SelfCare, Vec<Missing>> {
    let labelled = items.labelled();
    let failed = labelled.iter().filter(|(_, item)| item.is_some_and(|item| !item.value)).count();
    let open = labelled.iter().filter(|(_, item)| item.is_none()).count();
    let by_count = |failed: usize| level_of(failed, values.self_care_partial_most.value);
    let least = by_count(failed);
    let counted = least.filter(|level| by_count(failed + open) == Some(*level));
    let level = set.map(SelfCareOverride::level).or(counted);
    let name_missing = || {
        let mut missing = Vec::new();
        for (label, item) in labelled {
            inputs::name_if_not_known(&mut missing, person, label, item);
        }
        values.self_care_partial_most.name_if_missing(&mut missing);
        missing
    };
    recorder.step(|| {
        let mut inputs: Vec<_> = labelled
            .iter()
            .map(|(label, item)| {
                inputs::fact(label, person, *item, |achieved| {
                    InputValue::Word(if achieved { "能完成" } else { "不能完成" })
                })
            })
            .collect();
        inputs.push(values.self_care_partial_most.input("半自理至多几项不能", |items| InputValue::Count(items, "项")));
        if let Some(set) = set {
            inputs.push(crate::Input::worked_out("另行认定", InputValue::Word(set.level.label())));
        }
        let answer = match level {
            Some(level) => StepAnswer::Value(InputValue::Word(level.label())),
            None => step_answer(Answer::CannotSay, &name_missing()),
        };
        Step { rule: RuleId::TEKUN_SELF_CARE, inputs, answer }
    });
    level.ok_or_else(name_missing)
}

/// The level of so many items not achieved. None failed and some failed are told apart by the text itself; the number up
/// to which it is a part is a value.
fn level_of(failed: usize, partial_most: Option<i64>) -> Option<SelfCare> {
    if failed == 0 {
        return Some(SelfCare::Full);
    }
    let failed = i64::try_from(failed).expect("there are six items");
    partial_most.map(|most| if failed <= most { SelfCare::Partial } else { SelfCare::None })
}
