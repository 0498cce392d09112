//! How much a month: the rate by scheme and placement, and the difference to it where other help is paid
//! (CH-103, CH-41, RD-14, RD-16).

use vocabulary::{ChildScheme, Coded, Fen, Month, RegionCode};

use super::Placement;
use crate::{Input, InputValue, Key, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown};

/// What else is paid for the child for the month and counts inside the rate of an unattended child (CH-41).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountedBesideTopUp {
    /// 低保金 a head; in a single-person unit all of it (RD-16).
    pub dibao_a_head: Fen,
    /// 特困基本生活费.
    pub tekun_basic: Fen,
    /// 特困照料护理费.
    pub tekun_care: Fen,
    /// 困难残疾人生活补贴.
    pub living_subsidy: Fen,
}

impl CountedBesideTopUp {
    /// The sum.
    pub fn total(self) -> Fen {
        [self.dibao_a_head, self.tekun_basic, self.tekun_care, self.living_subsidy]
            .map(Fen::or_nothing_if_negative)
            .into_iter()
            .sum()
    }
}

/// The dibao of one head of a unit paid so much for so many (RD-16). A part of a fen is dropped, so that the child does
/// not lose it. A unit has at least one head.
pub fn dibao_a_head<R: Recorder>(paid_to_unit: Fen, heads: i64, recorder: &mut R) -> Fen {
    let share = paid_to_unit.divide_down(heads.max(1));
    recorder.step(|| Step {
        rule: RuleId::TOP_UP_OF_SINGLE_PERSON,
        inputs: vec![
            Input::worked_out("本户当月低保金", InputValue::Money(paid_to_unit)),
            Input::worked_out("保障人数", InputValue::Count(heads, "人")),
        ],
        answer: StepAnswer::Value(InputValue::Money(share)),
    });
    share
}

/// The value that holds the rate of a scheme and placement (CH-103).
pub fn rate_key(scheme: ChildScheme, placement: Placement) -> Key {
    match (scheme, placement) {
        (ChildScheme::Orphan, Placement::Institution) => Key::CHILDREN_ORPHAN_INSTITUTION,
        (ChildScheme::Orphan, Placement::WithKin | Placement::FosterFamily) => Key::CHILDREN_ORPHAN_DISPERSED,
        (ChildScheme::DeFactoUnsupported, Placement::Institution | Placement::WithKin | Placement::FosterFamily) => {
            Key::CHILDREN_UNATTENDED
        }
    }
}

/// What is paid for a month by the rate in force on its first day (RD-01): to an orphan the whole rate; to an unattended
/// child what the counted help lacks to the rate, never below zero (CH-41). While the rate is UNKNOWN nothing is paid and
/// the value is named (RD-10).
pub fn monthly_amount<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    (scheme, placement): (ChildScheme, Placement),
    beside: CountedBesideTopUp,
    month: Month,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    let key = rate_key(scheme, placement);
    let rate = book.money(key, region, month.first_day());
    let unknown_words = |unknown: &Unknown| StepAnswer::CannotSay(format!("政策数值“{}”", unknown.key));
    let answer = |amount: Fen| StepAnswer::Value(InputValue::Money(amount));
    recorder.step(|| Step {
        rule: RuleId::CHILD_PLACEMENT,
        inputs: vec![Input::worked_out("安置方式", InputValue::Word(placement.label()))],
        answer: StepAnswer::Value(InputValue::Word(scheme.label())),
    });
    recorder.step(|| {
        let shown = rate.as_ref().map_or(InputValue::Missing, |(rate, _)| InputValue::Money(*rate));
        let inputs = vec![
            Input::worked_out("发放月份首日", InputValue::Day(month.first_day())),
            Input::of_law("月标准", shown, key.name, rate.as_ref().ok().map(|(_, from)| *from)),
        ];
        let answer = rate.as_ref().map_or_else(unknown_words, |(rate, _)| answer(*rate));
        Step { rule: RuleId::CHILD_RATE, inputs, answer }
    });
    let (rate, _) = rate?;
    match scheme {
        ChildScheme::Orphan => Ok(rate),
        ChildScheme::DeFactoUnsupported => {
            let amount = beside.total().shortfall_to(rate);
            if beside.total() > Fen::ZERO {
                recorder.step(|| top_up_step(rate, beside, amount));
            }
            Ok(amount)
        }
    }
}

fn top_up_step(rate: Fen, beside: CountedBesideTopUp, amount: Fen) -> Step {
    let mut inputs = vec![Input::worked_out("月标准", InputValue::Money(rate))];
    for (label, money) in [
        ("低保金（人均）", beside.dibao_a_head),
        ("特困基本生活费", beside.tekun_basic),
        ("特困照料护理费", beside.tekun_care),
        ("困难残疾人生活补贴", beside.living_subsidy),
    ] {
        if money > Fen::ZERO {
            inputs.push(Input::worked_out(label, InputValue::Money(money)));
        }
    }
    Step { rule: RuleId::CHILD_TOP_UP, inputs, answer: StepAnswer::Value(InputValue::Money(amount)) }
}
