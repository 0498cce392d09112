//! Ages and spans of months, reached on the day itself (RD-21).

use vocabulary::Date;

use crate::{Answer, ValueInForce};

/// Are there so many full years from `birth` (or another first day) to `day`? Reached on the day itself (RD-21).
pub(crate) fn is_of_age(birth: Date, years: &ValueInForce<i64>, day: Date) -> Answer {
    years.value.map_or(Answer::CannotSay, |years| Answer::when(i64::from(day.age_of_birth(birth)) >= years))
}

/// The day on which so many full years since `birth` are reached; born on 29 February, 1 March of other years (RD-21).
pub(crate) fn day_of_age(birth: Date, years: i64) -> Date {
    let months = i32::try_from(years * MONTHS_OF_A_YEAR).expect("the reader keeps ages within what days can hold");
    let day = birth.plus_months(months);
    if day.day() < birth.day() { day.plus_days(1) } else { day }
}

/// Are there so many full months from `from` up to `until`? Reached on the day itself.
pub(crate) fn lasts_months(from: Date, until: Date, months: &ValueInForce<i64>) -> Answer {
    months.value.map_or(Answer::CannotSay, |months| {
        let months = i32::try_from(months).expect("the reader refuses counts above its bound");
        Answer::when(from.plus_months(months) <= until)
    })
}

/// Months of a year: a fact of the calendar, not of the law.
pub(crate) const MONTHS_OF_A_YEAR: i64 = 12;

/// Where a person stands with an award: asking for it, or on it for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardStage {
    /// Asks to be recognised.
    Asking,
    /// Has been on the award since this day.
    Standing {
        /// First day of the award.
        since: Date,
    },
}

impl AwardStage {
    /// The first day of a standing award.
    pub fn since(self) -> Option<Date> {
        match self {
            AwardStage::Asking => None,
            AwardStage::Standing { since } => Some(since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn an_age_is_reached_on_the_birthday_and_for_the_29th_of_february_on_the_first_of_march() {
        assert_eq!(day_of_age(day("2004-05-10"), 18), day("2022-05-10"));
        assert_eq!(day_of_age(day("2004-02-29"), 18), day("2022-03-01"));
        assert_eq!(day_of_age(day("2004-02-29"), 20), day("2024-02-29"));
        for birth in ["2004-02-28", "2004-02-29", "2004-03-01", "2003-12-31"] {
            let (birth, reached) = (day(birth), day_of_age(day(birth), 18));
            assert_eq!((reached.age_of_birth(birth), reached.plus_days(-1).age_of_birth(birth)), (18, 17));
        }
    }
}
