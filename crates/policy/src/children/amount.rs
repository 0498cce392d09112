//! How much a month: the rate by scheme and placement, and the difference to it where other help is paid
//! (CH-103, CH-41, RD-14, RD-16).

use vocabulary::{ChildScheme, Coded, Fen};

use super::Placement;
use crate::programme_values::month_rates;
use crate::{Input, InputValue, Key, Recorder, RuleId, Step, StepAnswer, Unknown, ValueInForce};

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

month_rates! {
    /// The rates of the children's schemes on the first day of a month.
    pub struct ChildRates {
        /// Orphan in an institution.
        orphan_in_institution: Fen = Key::CHILDREN_ORPHAN_INSTITUTION;
        /// Orphan with kin or a foster family.
        orphan_dispersed: Fen = Key::CHILDREN_ORPHAN_DISPERSED;
        /// Unattended child.
        unattended: Fen = Key::CHILDREN_UNATTENDED;
    }
}

impl ChildRates {
    /// The rate of a scheme and placement (CH-103).
    pub fn rate(&self, scheme: ChildScheme, placement: Placement) -> &ValueInForce<Fen> {
        match (scheme, placement) {
            (ChildScheme::Orphan, Placement::Institution) => &self.orphan_in_institution,
            (ChildScheme::Orphan, Placement::WithKin | Placement::FosterFamily) => &self.orphan_dispersed,
            (ChildScheme::Unattended, Placement::Institution | Placement::WithKin | Placement::FosterFamily) => &self.unattended,
        }
    }
}

/// What is paid for the month of the rates (RD-01): to an orphan the whole rate; to an unattended child what the counted
/// help lacks to the rate, never below zero (CH-41). While the rate is UNKNOWN nothing is paid and the value is named
/// (RD-10).
pub fn monthly_amount<R: Recorder>(
    rates: &ChildRates,
    (scheme, placement): (ChildScheme, Placement),
    beside: CountedBesideTopUp,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    recorder.step(|| Step {
        rule: RuleId::CHILD_PLACEMENT,
        inputs: vec![Input::worked_out("安置方式", InputValue::Word(placement.label()))],
        answer: StepAnswer::Value(InputValue::Word(scheme.label())),
    });
    let rate = rates.rate(scheme, placement);
    recorder.step(|| rate.rate_step(RuleId::CHILD_RATE, Vec::new(), rates.day));
    let rate = rate.known(rates.region, rates.day)?;
    match scheme {
        ChildScheme::Orphan => Ok(rate),
        ChildScheme::Unattended => {
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
