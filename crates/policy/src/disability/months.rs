//! From which month, until which month, and how much. The subsidies start in the month of application, unlike dibao and
//! tekun, which start in the month after the decision.

use vocabulary::{Date, Fen, Month};

use super::{DisabilityValues, Subsidy};
use crate::deadlines::{DeadlineRefusal, Deadlines};
use crate::{Input, InputValue, Key, Recorder, RuleId, Unknown};

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

/// What a subsidy pays for the month of the values (RD-01, DS-30). While its rate is UNKNOWN nothing is paid and the value
/// is named (RD-10).
pub fn monthly_amount<R: Recorder>(values: &DisabilityValues, subsidy: Subsidy, recorder: &mut R) -> Result<Fen, Unknown> {
    let rate = match subsidy {
        Subsidy::Living => &values.living,
        Subsidy::Nursing => &values.nursing,
    };
    recorder.step(|| {
        let inputs = vec![Input::worked_out("补贴", InputValue::Word(subsidy.label()))];
        rate.rate_step(RuleId::SUBSIDY_AMOUNT, inputs, values.day)
    });
    rate.known(values.region, values.day)
}
