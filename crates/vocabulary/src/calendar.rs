//! Working days (工作日): weekdays without the State Council's holidays, with its make-up days.

use std::collections::BTreeMap;

use crate::Date;

/// The working-day calendar of the years whose exceptions are known. It refuses to count beyond them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCalendar {
    /// Exceptions: `true` is a make-up working day, `false` a holiday.
    exceptions: BTreeMap<Date, bool>,
    first: Date,
    last: Date,
}

/// Why a count of working days has no answer, or a calendar file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// A line of the exceptions is not `date,off|work`.
    #[error("working-day exceptions, line {line}: expected `date,off` or `date,work`, found `{text}`")]
    Line {
        /// Line in the file, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// The list is empty.
    #[error("working-day exceptions: no line gives a day")]
    Empty,
    /// The day lies outside the years whose holidays are known; load the State Council's notice for that year.
    #[error("the holidays of {day} are not known: exceptions are loaded for {first} to {last}; add the State Council's notice")]
    OutOfRange {
        /// The day asked for.
        day: Date,
        /// First day known.
        first: Date,
        /// Last day known.
        last: Date,
    },
}

impl WorkingCalendar {
    /// Reads lines `date,off` (holiday on a weekday) and `date,work` (make-up day); `#` starts a comment, a first
    /// line `date,kind…` is a head. Whole years from the first to the last exception count as known.
    pub fn parse(text: &str) -> Result<WorkingCalendar, CalendarFault> {
        let mut exceptions = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line_text = line.trim();
            if line_text.is_empty() || line_text.starts_with('#') || line_text.starts_with("date,") {
                continue;
            }
            let fault = || CalendarFault::Line { line: index + 1, text: line_text.to_owned() };
            let mut fields = line_text.split(',');
            let day = fields.next().and_then(|field| Date::parse(field).ok()).ok_or_else(fault)?;
            let works = match fields.next() {
                Some("work") => true,
                Some("off") => false,
                Some(_) | None => return Err(fault()),
            };
            exceptions.insert(day, works);
        }
        let (Some(first), Some(last)) = (exceptions.keys().next(), exceptions.keys().next_back()) else {
            return Err(CalendarFault::Empty);
        };
        let first = Date::new(first.year(), 1, 1).expect("every year has a first day");
        let last = Date::new(last.year(), 12, 31).expect("every year has a last day");
        Ok(WorkingCalendar { exceptions, first, last })
    }

    /// Whether offices work on this day.
    pub fn is_working_day(&self, day: Date) -> Result<bool, CalendarFault> {
        if day < self.first || day > self.last {
            return Err(CalendarFault::OutOfRange { day, first: self.first, last: self.last });
        }
        Ok(self.exceptions.get(&day).copied().unwrap_or(!day.is_weekend()))
    }

    /// The last day of a limit of `days` working days that starts to run the day after `from`; zero gives `from`.
    pub fn deadline(&self, from: Date, days: u32) -> Result<Date, CalendarFault> {
        let mut day = from;
        let mut left = days;
        while left > 0 {
            day = day.plus_days(1);
            if self.is_working_day(day)? {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// Working days after `from` up to and including `to`; zero when `to` is not later.
    pub fn working_days_between(&self, from: Date, to: Date) -> Result<u32, CalendarFault> {
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = day.plus_days(1);
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OCTOBER: &str = "date,kind,reason\n2022-01-03,off,New Year\n2022-10-03,off,National Day\n2022-10-04,off,\n2022-10-05,off,\n2022-10-06,off,\n2022-10-07,off,\n2022-10-08,work,\n2022-10-09,work,\n";

    fn calendar() -> WorkingCalendar {
        WorkingCalendar::parse(OCTOBER).expect("a calendar")
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_limit_runs_from_the_day_after_and_skips_holidays_but_not_make_up_days() {
        assert_eq!(calendar().deadline(day("2022-09-30"), 1), Ok(day("2022-10-08")));
        assert_eq!(calendar().deadline(day("2022-09-30"), 3), Ok(day("2022-10-10")));
        assert_eq!(calendar().deadline(day("2022-09-30"), 0), Ok(day("2022-09-30")));
    }

    #[test]
    fn a_weekend_is_not_counted() {
        assert_eq!(calendar().deadline(day("2022-09-02"), 1), Ok(day("2022-09-05")));
        assert_eq!(calendar().working_days_between(day("2022-09-02"), day("2022-09-05")), Ok(1));
    }

    #[test]
    fn days_beyond_the_known_years_are_refused() {
        let fault = calendar().deadline(day("2022-12-30"), 10).expect_err("2023 is not loaded");
        assert!(fault.to_string().contains("2023-01-01"), "{fault}");
    }

    #[test]
    fn a_bad_line_is_named() {
        let fault = WorkingCalendar::parse("2022-01-03,off\n2022-01-04,perhaps\n").expect_err("a bad line");
        assert_eq!(fault, CalendarFault::Line { line: 2, text: "2022-01-04,perhaps".to_owned() });
        assert_eq!(WorkingCalendar::parse("# nothing\n"), Err(CalendarFault::Empty));
    }
}
