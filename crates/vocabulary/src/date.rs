//! Days, half-open ranges of days and months. Days are those of Asia/Shanghai; no clock is read here.

use std::fmt;

use jiff::ToSpan;
use jiff::civil;

use crate::squeezed;

/// A day in Asia/Shanghai.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A calendar month, for payments and statistics only; law and deaths are daily.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// Half-open days: `from` is in, `until` is the first day out; without `until` it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    from: Date,
    until: Option<Date>,
}

/// Why a text is not a day or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateFault {
    /// The cell is blank.
    #[error("日期为空")]
    Blank,
    /// It has not the shape of a date.
    #[error("不是日期")]
    Shape,
    /// It has the shape, but there is no such day.
    #[error("该日期不存在")]
    NoSuchDay,
}

impl Date {
    /// A day by its parts; `None` where there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Reads `2022-10-31`, `2022/10/31`, `2022.10.31`, `20221031` and `2022年10月31日`.
    pub fn parse(text: &str) -> Result<Date, DateFault> {
        let typed = squeezed(text);
        if typed.is_empty() {
            return Err(DateFault::Blank);
        }
        let eight_digits = typed.len() == 8 && typed.bytes().all(|c| c.is_ascii_digit());
        let (year, month, day) = if eight_digits {
            (&typed[..4], &typed[4..6], &typed[6..])
        } else {
            let mut parts = typed.trim_end_matches('日').split(['-', '/', '.', '年', '月']);
            match (parts.next(), parts.next(), parts.next(), parts.next()) {
                (Some(year), Some(month), Some(day), None) => (year, month, day),
                _other => return Err(DateFault::Shape),
            }
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return Err(DateFault::Shape);
        }
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else { return Err(DateFault::Shape) };
        Date::new(year, month, day).ok_or(DateFault::NoSuchDay)
    }

    /// The day a spreadsheet's serial number means (1900 system; serial 60 is the day that never was).
    /// Only serials from 1 January 1900 to the end of 2199 are days; other numbers are not taken for one.
    pub fn from_spreadsheet_serial(serial: i64) -> Option<Date> {
        if !(1..=109_574).contains(&serial) || serial == 60 {
            return None;
        }
        let days = if serial < 60 { serial } else { serial - 1 };
        Some(Date::new(1899, 12, 31)?.plus_days(i32::try_from(days).ok()?))
    }

    /// Year of the calendar.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The month it lies in.
    pub fn in_month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// So many days later (earlier when negative). Years 1 to 9999 are enough for every caller.
    pub fn plus_days(self, days: i32) -> Date {
        Date(self.0.saturating_add(days.days()))
    }

    /// So many months later; where that month is shorter, its last day.
    pub fn plus_months(self, months: i32) -> Date {
        Date(self.0.saturating_add(months.months()))
    }

    /// Days from this day to `later`; negative when it is earlier.
    pub fn days_until(self, later: Date) -> i32 {
        (later.0 - self.0).get_days()
    }

    /// Whether it is a Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday)
    }

    /// Full years since `birth` on this day. An age is reached on the day itself; 29 February counts as 1 March (RD-21).
    pub fn age_of_birth(self, birth: Date) -> i32 {
        let years = i32::from(self.year()) - i32::from(birth.year());
        if (self.month(), self.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
    }
}

impl fmt::Display for Date {
    /// ISO 8601: `2022-10-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Month {
    /// A month by year and number 1 to 12.
    pub fn new(year: i16, month: i8) -> Option<Month> {
        Date::new(year, month, 1).map(Date::in_month)
    }

    /// Reads `2022-10`, `202210`, `2022/10`, `2022.10` and `2022年10月`.
    pub fn parse(text: &str) -> Result<Month, DateFault> {
        let typed = squeezed(text);
        if typed.is_empty() {
            return Err(DateFault::Blank);
        }
        let six_digits = typed.len() == 6 && typed.bytes().all(|c| c.is_ascii_digit());
        let (year, month) = if six_digits {
            typed.split_at(4)
        } else {
            typed.trim_end_matches('月').split_once(['-', '/', '.', '年']).ok_or(DateFault::Shape)?
        };
        if year.len() != 4 || month.len() > 2 {
            return Err(DateFault::Shape);
        }
        let (Ok(year), Ok(month)) = (year.parse(), month.parse()) else { return Err(DateFault::Shape) };
        Month::new(year, month).ok_or(DateFault::NoSuchDay)
    }

    /// Year of the calendar.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Months since year 0, a dense number for columns and differences.
    pub fn index(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    /// The month that [`Month::index`] numbers.
    pub fn from_index(index: i32) -> Option<Month> {
        Month::new(i16::try_from(index.div_euclid(12)).ok()?, i8::try_from(index.rem_euclid(12) + 1).ok()?)
    }

    /// So many months later (earlier when negative).
    pub fn plus(self, months: i32) -> Month {
        Month::from_index(self.index() + months).expect("months of payment stay within years 1 to 9999")
    }

    /// The month after.
    pub fn next(self) -> Month {
        self.plus(1)
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month, 1).expect("every month has a first day")
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.next().first_day().plus_days(-1)
    }
}

impl fmt::Display for Month {
    /// `2022-10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl DateRange {
    /// Days from `from` on, without an end.
    pub fn starting(from: Date) -> DateRange {
        DateRange { from, until: None }
    }

    /// Days from `from` up to, not including, `until`; `None` where that holds no day.
    pub fn new(from: Date, until: Option<Date>) -> Option<DateRange> {
        until.is_none_or(|end| from < end).then_some(DateRange { from, until })
    }

    /// First day in.
    pub fn from(self) -> Date {
        self.from
    }

    /// First day out; `None` while it goes on.
    pub fn until(self) -> Option<Date> {
        self.until
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|end| day < end)
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: DateRange) -> bool {
        self.until.is_none_or(|end| other.from < end) && other.until.is_none_or(|end| self.from < end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_day_is_read_in_the_ways_offices_write_it() {
        for text in ["2022-10-31", "2022/10/31", "2022.10.31", "20221031", "2022年10月31日", " ２０２２-10-31 "] {
            assert_eq!(day(text).to_string(), "2022-10-31", "{text}");
        }
        assert_eq!(day("2022-1-5").to_string(), "2022-01-05");
    }

    #[test]
    fn what_is_not_a_day_is_refused_with_its_reason() {
        assert_eq!(Date::parse(""), Err(DateFault::Blank));
        assert_eq!(Date::parse("2022-10"), Err(DateFault::Shape));
        assert_eq!(Date::parse("去年"), Err(DateFault::Shape));
        assert_eq!(Date::parse("2022-02-29"), Err(DateFault::NoSuchDay));
        assert_eq!(Date::parse("22-10-31"), Err(DateFault::Shape));
    }

    #[test]
    fn spreadsheet_serials_skip_the_day_that_never_was() {
        let serial = |n| Date::from_spreadsheet_serial(n).map(|d| d.to_string());
        assert_eq!(serial(1).as_deref(), Some("1900-01-01"));
        assert_eq!(serial(59).as_deref(), Some("1900-02-28"));
        assert_eq!(serial(60), None);
        assert_eq!(serial(61).as_deref(), Some("1900-03-01"));
        assert_eq!(serial(44_865).as_deref(), Some("2022-10-31"));
        assert_eq!(serial(0), None);
    }

    #[test]
    fn an_age_is_reached_on_the_birthday_and_leap_days_count_as_the_first_of_march() {
        let birth = day("2004-02-29");
        assert_eq!(day("2022-02-28").age_of_birth(birth), 17);
        assert_eq!(day("2022-03-01").age_of_birth(birth), 18);
        assert_eq!(day("2024-02-29").age_of_birth(birth), 20);
        assert_eq!(day("2022-10-30").age_of_birth(day("2006-10-31")), 15);
        assert_eq!(day("2022-10-31").age_of_birth(day("2006-10-31")), 16);
    }

    #[test]
    fn a_range_holds_its_first_day_and_not_its_end() {
        let range = DateRange::new(day("2022-01-01"), Some(day("2022-02-01"))).expect("a month of days");
        assert!(!range.contains(day("2021-12-31")) && range.contains(day("2022-01-01")));
        assert!(range.contains(day("2022-01-31")) && !range.contains(day("2022-02-01")));
        assert_eq!(DateRange::new(day("2022-01-01"), Some(day("2022-01-01"))), None);
        assert!(!range.overlaps(DateRange::starting(day("2022-02-01"))));
        assert!(range.overlaps(DateRange::starting(day("2022-01-31"))));
    }

    #[test]
    fn months_step_over_the_year() {
        let december = Month::parse("2022年12月").expect("a month");
        assert_eq!(december.next().to_string(), "2023-01");
        assert_eq!(december.last_day().to_string(), "2022-12-31");
        assert_eq!(december.plus(-12).to_string(), "2021-12");
        assert_eq!(Month::parse("202213"), Err(DateFault::NoSuchDay));
    }

    proptest! {
        #[test]
        fn months_and_their_index_are_one(index in 12i32..119_000) {
            prop_assert_eq!(Month::from_index(index).map(Month::index), Some(index));
        }

        #[test]
        fn days_shown_read_back(days in 0i32..80_000) {
            let date = Date::new(1900, 1, 1).expect("a day").plus_days(days);
            prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
            prop_assert_eq!(Date::new(1900, 1, 1).expect("a day").days_until(date), days);
        }

        #[test]
        fn no_text_makes_the_parsers_panic(text in ".{0,16}") {
            let _ = Date::parse(&text);
            let _ = Month::parse(&text);
        }
    }
}
