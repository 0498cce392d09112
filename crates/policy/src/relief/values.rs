//! The values of law that the tests of temporary relief read, resolved once for a region and a day.

use vocabulary::Fen;

use crate::Key;
use crate::programme_values::programme_values;

programme_values! {
    /// Every value the tests of temporary relief ask for, for one region and day.
    pub struct ReliefValues of "临时救助" while Key::RELIEF_RULES_IN_FORCE => {
        /// Urban dibao standard, the base also for villagers.
        urban_standard: Fen = Key::URBAN_STANDARD;
        /// Disposable income a head of the place, last year's.
        disposable_income: Fen = Key::RURAL_DISPOSABLE_INCOME;
        /// Most months of the formula.
        months_most: i64 = Key::RELIEF_MONTHS_MOST;
        /// The small sum.
        small_sum_cap: Fen = Key::RELIEF_SMALL_SUM_CAP;
        /// What the township decides by delegation.
        township_cap: Fen = Key::RELIEF_TOWNSHIP_CAP;
        /// What the bureau decides.
        bureau_cap: Fen = Key::RELIEF_BUREAU_CAP;
        /// Times a year for one cause.
        times_same_cause: i64 = Key::RELIEF_TIMES_SAME_CAUSE;
        /// Times a year for all causes.
        times_all_causes: i64 = Key::RELIEF_TIMES_ALL_CAUSES;
        /// Months without income of an uninsured unemployed worker.
        unemployed_months: i64 = Key::RELIEF_UNEMPLOYED_MONTHS;
        /// Whether help first is a duty.
        help_first_required: bool = Key::RELIEF_HELP_FIRST_REQUIRED;
        /// Whether the place of the emergency takes emergency applications.
        place_of_emergency: bool = Key::RELIEF_PLACE_OF_EMERGENCY;
        /// Whether it takes expense applications too.
        place_of_emergency_any: bool = Key::RELIEF_PLACE_OF_EMERGENCY_ANY;
    }
}
