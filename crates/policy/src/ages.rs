//! Ages and spans of months, reached on the day itself (RD-21).

use vocabulary::Date;

use crate::{Answer, ValueInForce};

/// Are there so many full years from `birth` (or another first day) to `day`? Reached on the day itself (RD-21).
pub(crate) fn is_of_age(birth: Date, years: &ValueInForce<i64>, day: Date) -> Answer {
    years.value.map_or(Answer::CannotSay, |years| Answer::when(i64::from(day.age_of_birth(birth)) >= years))
}
