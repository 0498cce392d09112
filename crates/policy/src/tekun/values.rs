//! The values of law that tekun tests read, resolved once for a region and a day.

use vocabulary::{Fen, Ratio};

use crate::Key;
use crate::programme_values::programme_values;

programme_values! {
    /// Every value the tekun tests ask for, for one region and day.
    pub struct TekunValues of "特困供养" while Key::TEKUN_RULES_IN_FORCE => {
        /// Rural dibao standard.
        rural_standard: Fen = Key::STANDARD;
        /// Urban dibao standard.
        urban_standard: Fen = Key::URBAN_STANDARD;
        /// Age below which a minor enters.
        minor_entry_age: i64 = Key::TEKUN_MINOR_ENTRY_AGE;
        /// Age up to which a minor stays.
        minor_stay_age: i64 = Key::TEKUN_MINOR_STAY_AGE;
        /// Age of the elderly.
        elderly_age: i64 = Key::TEKUN_ELDERLY_AGE;
        /// Whether the basic resident pension counts.
        resident_pension_basic_counts: bool = Key::TEKUN_RESIDENT_PENSION_BASIC_COUNTS;
        /// Whether the old-age allowance counts.
        old_age_allowance_counts: bool = Key::TEKUN_OLD_AGE_ALLOWANCE_COUNTS;
        /// Cash-like property, in annual standards.
        cash_limit: Ratio = Key::TEKUN_CASH_LIMIT;
        /// Dwellings.
        dwellings_limit: i64 = Key::TEKUN_DWELLINGS_LIMIT;
        /// Motor cars.
        motor_cars_limit: i64 = Key::TEKUN_MOTOR_CARS_LIMIT;
        /// Shops and companies.
        shops_and_companies_limit: i64 = Key::TEKUN_SHOPS_AND_COMPANIES_LIMIT;
        /// Age from which a supporter of low means is unable.
        supporter_age: i64 = Key::TEKUN_SUPPORTER_AGE;
        /// Age from which a supporter on dibao is unable.
        supporter_dibao_age: i64 = Key::TEKUN_SUPPORTER_DIBAO_AGE;
        /// Disposable income a head of the place, last year's.
        disposable_income: Fen = Key::RURAL_DISPOSABLE_INCOME;
        /// Cash-like property of a supporter, in annual standards.
        supporter_cash_limit: Ratio = Key::CASH_LIMIT;
        /// Dwellings of a supporter.
        supporter_dwellings_limit: i64 = Key::DWELLINGS_LIMIT;
        /// Motor cars of a supporter.
        supporter_motor_cars_limit: i64 = Key::MOTOR_CARS_LIMIT;
        /// Shops and companies of a supporter.
        supporter_shops_and_companies_limit: i64 = Key::SHOPS_AND_COMPANIES_LIMIT;
        /// Most items of self-care not achieved with which ability is lost in part.
        self_care_partial_most: i64 = Key::TEKUN_SELF_CARE_PARTIAL_MOST;
        /// Whether those who lose by a decision are heard first.
        hearing_required: bool = Key::TEKUN_HEARING_REQUIRED;
    }
}
