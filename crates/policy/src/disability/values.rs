//! The values of law that the tests of the two subsidies read, resolved once for a region and the first day of a month.

use vocabulary::Fen;

use crate::Key;
use crate::programme_values::programme_values;

programme_values! {
    /// Every value the tests of the two subsidies ask for, for one region and day.
    pub struct DisabilityValues of "残疾人两项补贴" while Key::DISABILITY_RULES_IN_FORCE => {
        /// Living subsidy of a month.
        living: Fen = Key::DISABILITY_LIVING;
        /// Nursing subsidy of a month.
        nursing: Fen = Key::DISABILITY_NURSING;
        /// Whether margin families have the living subsidy too.
        living_for_margin_families: bool = Key::DISABILITY_LIVING_MARGIN;
        /// Whether level 3 and 4 intellectual and mental have the nursing subsidy too.
        nursing_is_wider: bool = Key::DISABILITY_NURSING_WIDER;
        /// Months from the event that ends it to the first month not paid.
        stop_after: i64 = Key::DISABILITY_STOP_AFTER;
    }
}
