//! Days of the lunar calendar as days of the solar one: old people state the former, registers hold the latter.
//!
//! The lengths of lunar months are those of the Hong Kong Observatory's Gregorian-lunar conversion tables (GB/T 33661-2017
//! fixes the calendar). Each year is one number: the lowest four bits are the month that is doubled (0 for none), the twelve
//! above them say which months have thirty days (January highest), the highest says whether the doubled month has thirty.

/// First lunar year of the table.
const FIRST_YEAR: i32 = 1900;
/// Day number (since 1 January 1900) of the first day of lunar 1900: 31 January.
const FIRST_DAY: i32 = 30;

const YEARS: [u32; 200] = [
    0x04bd8, 0x04ae0, 0x0a570, 0x054d5, 0x0d260, 0x0d950, 0x16554, 0x056a0, 0x09ad0, 0x055d2, 0x04ae0, 0x0a5b6, 0x0a4d0, 0x0d250,
    0x1d255, 0x0b540, 0x0d6a0, 0x0ada2, 0x095b0, 0x14977, 0x04970, 0x0a4b0, 0x0b4b5, 0x06a50, 0x06d40, 0x1ab54, 0x02b60, 0x09570,
    0x052f2, 0x04970, 0x06566, 0x0d4a0, 0x0ea50, 0x06e95, 0x05ad0, 0x02b60, 0x186e3, 0x092e0, 0x1c8d7, 0x0c950, 0x0d4a0, 0x1d8a6,
    0x0b550, 0x056a0, 0x1a5b4, 0x025d0, 0x092d0, 0x0d2b2, 0x0a950, 0x0b557, 0x06ca0, 0x0b550, 0x15355, 0x04da0, 0x0a5d0, 0x14573,
    0x052b0, 0x0a9a8, 0x0e950, 0x06aa0, 0x0aea6, 0x0ab50, 0x04b60, 0x0aae4, 0x0a570, 0x05260, 0x0f263, 0x0d950, 0x05b57, 0x056a0,
    0x096d0, 0x04dd5, 0x04ad0, 0x0a4d0, 0x0d4d4, 0x0d250, 0x0d558, 0x0b540, 0x0b5a0, 0x195a6, 0x095b0, 0x049b0, 0x0a974, 0x0a4b0,
    0x0b27a, 0x06a50, 0x06d40, 0x0af46, 0x0ab60, 0x09570, 0x04af5, 0x04970, 0x064b0, 0x074a3, 0x0ea50, 0x06b58, 0x05ac0, 0x0ab60,
    0x096d5, 0x092e0, 0x0c960, 0x0d954, 0x0d4a0, 0x0da50, 0x07552, 0x056a0, 0x0abb7, 0x025d0, 0x092d0, 0x0cab5, 0x0a950, 0x0b4a0,
    0x0baa4, 0x0ad50, 0x055d9, 0x04ba0, 0x0a5b0, 0x15176, 0x052b0, 0x0a930, 0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6,
    0x0a4e0, 0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0, 0x04afb, 0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45,
    0x0b5a0, 0x056d0, 0x055b2, 0x049b0, 0x0a577, 0x0a4b0, 0x0aa50, 0x1b255, 0x06d20, 0x0ada0, 0x14b63, 0x09370, 0x049f8, 0x04970,
    0x064b0, 0x168a6, 0x0ea50, 0x06aa0, 0x1a6c4, 0x0aae0, 0x092e0, 0x0d2e3, 0x0c960, 0x0d557, 0x0d4a0, 0x0da50, 0x05d55, 0x056a0,
    0x0a6d0, 0x055d4, 0x052d0, 0x0a9b8, 0x0a950, 0x0b4a0, 0x0b6a6, 0x0ad50, 0x055a0, 0x0aba4, 0x0a5b0, 0x052b0, 0x0b273, 0x06930,
    0x07337, 0x06aa0, 0x0ad50, 0x14b55, 0x04b60, 0x0a570, 0x054e4, 0x0d160, 0x0e968, 0x0d520, 0x0daa0, 0x16aa6, 0x056d0, 0x04ae0,
    0x0a9d4, 0x0a2d0, 0x0d150, 0x0f252,
];

/// The solar day, as a number of days since 1 January 1900, on which the lunar date fell; in a doubled month both days are
/// possible and the first is given. `None` outside the table or where that lunar month had no such day.
pub(super) fn solar_day_number(year: i32, month: i32, day: i32) -> Option<i32> {
    let at = usize::try_from(year - FIRST_YEAR).ok()?;
    let of_year = *YEARS.get(at)?;
    if !(1..=12).contains(&month) || !(1..=month_length(of_year, month)).contains(&day) {
        return None;
    }
    let years_before: i32 = YEARS.iter().take(at).map(|year| year_length(*year)).sum();
    let months_before: i32 =
        (1..month).map(|before| month_length(of_year, before)).sum::<i32>() + leap_length_before(of_year, month);
    Some(FIRST_DAY + years_before + months_before + day - 1)
}

fn month_length(year: u32, month: i32) -> i32 {
    if year >> (16 - month) & 1 == 1 { 30 } else { 29 }
}

/// Days of the doubled month, where it lies before `month`.
fn leap_length_before(year: u32, month: i32) -> i32 {
    let doubled = (year & 0xF) as i32;
    if doubled == 0 || doubled >= month {
        0
    } else if year >> 16 & 1 == 1 {
        30
    } else {
        29
    }
}

fn year_length(year: u32) -> i32 {
    (1..=12).map(|month| month_length(year, month)).sum::<i32>() + leap_length_before(year, 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of new year (and one mid-autumn) as the Observatory's tables print them.
    #[test]
    fn lunar_days_fall_on_the_solar_days_of_the_published_tables() {
        let day = |text: &str| {
            let first = vocabulary::Date::new(1900, 1, 1).expect("a day");
            first.days_until(vocabulary::Date::parse(text).expect("a day"))
        };
        for (year, month, of_month, solar) in [
            (1900, 1, 1, "1900-01-31"),
            (1950, 1, 1, "1950-02-17"),
            (1970, 1, 1, "1970-02-06"),
            (1984, 12, 1, "1985-01-21"),
            (2000, 1, 1, "2000-02-05"),
            (2022, 8, 15, "2022-09-10"),
            (2024, 1, 1, "2024-02-10"),
        ] {
            assert_eq!(solar_day_number(year, month, of_month), Some(day(solar)), "{year}-{month}-{of_month}");
        }
    }

    #[test]
    fn what_no_lunar_calendar_holds_is_nothing() {
        assert_eq!(solar_day_number(1899, 1, 1), None);
        assert_eq!(solar_day_number(2100, 1, 1), None);
        assert_eq!(solar_day_number(1970, 13, 1), None);
        assert_eq!(solar_day_number(1970, 1, 31), None);
    }
}
