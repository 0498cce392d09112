//! From which month, until which month, and how much. The subsidies start in the month of application, unlike dibao and
//! tekun, which start in the month after the decision.

use vocabulary::{Date, Fen, Month, RegionCode};

use super::Subsidy;
use crate::deadlines::{DeadlineRefusal, Deadlines};
use crate::{Input, InputValue, Key, PolicyBook, Recorder, RuleId, Step, StepAnswer, Unknown};

impl Deadlines<'_> {
    /// First month of a subsidy applied for on that day, once approved (DS-403). To a family new on dibao the living
    /// subsidy is paid no earlier than dibao (RD-17): `dibao_from` is its first month.
    pub fn subsidy_first_month(
        &self,
        subsidy: Subsidy,
        applied: Date,
        dibao_from: Option<Month>,
    ) -> Result<Month, DeadlineRefusal> {
        let own = applied.in_month().plus(self.whole(Key::DISABILITY_START_AFTER, applied)?);
        Ok(match subsidy {
            Subsidy::Living => dibao_from.map_or(own, |dibao| dibao.max(own)),
            Subsidy::Nursing => own,
        })
    }

    /// First month no longer paid after a death, a move, a certificate cancelled, a review not passed (DS-407); also the
    /// first month by a new kind or level (DS-409).
    pub fn subsidy_first_month_after(&self, event: Date) -> Result<Month, DeadlineRefusal> {
        Ok(event.in_month().plus(self.whole(Key::DISABILITY_STOP_AFTER, event)?))
    }

    /// Last day for the county's answer to a complaint about a stop; where it is right, the months are paid (DS-408).
    pub fn subsidy_complaint(&self, complained: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::DISABILITY_COMPLAINT_LIMIT, complained)
    }
}

/// Is the nursing subsidy opened from this month for a person who goes on tekun (RD-19)? Not for the one month between.
pub fn is_nursing_opened(first_month: Month, tekun_from: Option<Month>) -> bool {
    tekun_from.is_none_or(|tekun| first_month.next() < tekun)
}

/// What a subsidy pays for a month by the rate in force on its first day (RD-01, DS-30). While it is UNKNOWN nothing is
/// paid and the value is named (RD-10).
pub fn monthly_amount<R: Recorder>(
    book: &PolicyBook,
    region: RegionCode,
    subsidy: Subsidy,
    month: Month,
    recorder: &mut R,
) -> Result<Fen, Unknown> {
    let key = match subsidy {
        Subsidy::Living => Key::DISABILITY_LIVING,
        Subsidy::Nursing => Key::DISABILITY_NURSING,
    };
    let rate = book.money(key, region, month.first_day());
    recorder.step(|| {
        let shown = rate.as_ref().map_or(InputValue::Missing, |(rate, _)| InputValue::Money(*rate));
        let inputs = vec![
            Input::worked_out("补贴", InputValue::Word(subsidy.label())),
            Input::worked_out("发放月份首日", InputValue::Day(month.first_day())),
            Input::of_law("月标准", shown.clone(), key.name, rate.as_ref().ok().map(|(_, from)| *from)),
        ];
        let answer = match &rate {
            Ok(_) => StepAnswer::Value(shown),
            Err(unknown) => StepAnswer::CannotSay(format!("政策数值“{}”", unknown.key)),
        };
        Step { rule: RuleId::SUBSIDY_AMOUNT, inputs, answer }
    });
    rate.map(|(rate, _)| rate)
}
