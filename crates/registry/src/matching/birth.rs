//! Days of birth, packed, and how two of them compare.

use super::lunar;

/// How two days of birth compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BirthLevel {
    Missing,
    Equal,
    /// Day and month stand in each other's place.
    Swapped,
    /// Only the day, or only the month, differs.
    DayOrMonth,
    /// Only the year differs.
    Year,
    /// One is the lunar day of the other.
    Lunar,
    /// Only the year agrees, or one of the two is known by its year alone.
    YearOnly,
    Different,
}

/// Year, month and day in one number that orders as they do; month and day are 0 where only the year is known.
/// 0 where there is no such day or the year is not between 1850 and 2100.
pub(super) fn packed(year: u32, month: u32, day: u32) -> u32 {
    if !(1850..=2100).contains(&year) {
        return 0;
    }
    let length = match month {
        0 if day == 0 => 0,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        1..=12 => 31,
        _ => return 0,
    };
    let whole = month != 0 && (1..=length).contains(&day);
    if whole || month == 0 { year << 9 | month << 5 | day } else { 0 }
}

fn parts(packed: u32) -> (i32, i32, i32) {
    ((packed >> 9) as i32, (packed >> 5 & 15) as i32, (packed & 31) as i32)
}

/// Year of a packed day.
pub(super) fn year(packed: u32) -> u32 {
    packed >> 9
}

/// Whether the whole day is known.
pub(super) fn is_whole(packed: u32) -> bool {
    packed & 0x1FF != 0
}

/// Reads a day as lists write it: `1970-01-02`, `19700102`, `1970/1/2`, `1970年1月2日`, with a time of day behind it, a
/// spreadsheet's serial number, or a year (and month) alone.
pub(super) fn read(typed: &str) -> u32 {
    let mut numbers = [0u32; 3];
    let mut digits = [0u32; 3];
    let mut at = 0;
    let mut open = false;
    for sign in typed.chars() {
        let plain = match sign {
            '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
            other => other,
        };
        match plain.to_digit(10) {
            Some(digit) => {
                if digits[at] == 8 {
                    return 0;
                }
                numbers[at] = numbers[at] * 10 + digit;
                digits[at] += 1;
                open = true;
            }
            // The time of day stands behind a T or a space that follows the day.
            None if at == 2 && open => break,
            None if open => {
                if plain == '.' && digits[at] == 8 {
                    break;
                }
                at += 1;
                open = false;
            }
            None => {}
        }
    }
    match digits {
        [8, ..] => packed(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100),
        [6, 0, 0] => packed(numbers[0] / 100, 0, 0),
        [4, 0, 0] if (1850..=2100).contains(&numbers[0]) => packed(numbers[0], 0, 0),
        [5, _, 0] => of_serial(numbers[0]),
        [4, 1..=2, 0] => packed(numbers[0], 0, 0),
        [4, 1..=2, 1..=2] => packed(numbers[0], numbers[1], numbers[2]),
        [1..=2, 1..=2, 4] => packed(numbers[2], numbers[0], numbers[1]).max(packed(numbers[2], numbers[1], numbers[0])),
        _ => 0,
    }
}

/// A spreadsheet's serial number of a day.
fn of_serial(serial: u32) -> u32 {
    let day = vocabulary::Date::from_spreadsheet_serial(i64::from(serial));
    day.map_or(0, |day| packed(day.year() as u32, day.month() as u32, day.day() as u32))
}

/// Days since 1 January 1900 of a solar day.
fn day_number((year, month, day): (i32, i32, i32)) -> i32 {
    let (shifted_year, shifted_month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let days = 365 * shifted_year + shifted_year.div_euclid(4) - shifted_year.div_euclid(100) + shifted_year.div_euclid(400);
    days + (153 * shifted_month + 2) / 5 + day - 1 - 693_901
}

pub(super) fn compare(first: u32, second: u32) -> BirthLevel {
    if first == 0 || second == 0 {
        return BirthLevel::Missing;
    }
    if !is_whole(first) || !is_whole(second) {
        return if year(first) == year(second) { BirthLevel::YearOnly } else { BirthLevel::Different };
    }
    if first == second {
        return BirthLevel::Equal;
    }
    let (a, b) = (parts(first), parts(second));
    if a.0 == b.0 {
        if a.1 == b.2 && a.2 == b.1 {
            return BirthLevel::Swapped;
        }
        if is_lunar_of(a, b) || is_lunar_of(b, a) {
            return BirthLevel::Lunar;
        }
        return if a.1 == b.1 || a.2 == b.2 { BirthLevel::DayOrMonth } else { BirthLevel::YearOnly };
    }
    if a.1 == b.1 && a.2 == b.2 {
        return BirthLevel::Year;
    }
    if (a.0 - b.0).abs() == 1 && (is_lunar_of(a, b) || is_lunar_of(b, a)) { BirthLevel::Lunar } else { BirthLevel::Different }
}

/// Whether `first`, read as a lunar date, is the solar day `second`. A lunar date lies 17 to 52 days before its solar day.
fn is_lunar_of(first: (i32, i32, i32), second: (i32, i32, i32)) -> bool {
    let solar = day_number(second);
    let shift = solar - day_number(first);
    (17..=80).contains(&shift) && lunar::solar_day_number(first.0, first.1, first.2) == Some(solar)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, second: &str, expected: BirthLevel) {
        assert_eq!(compare(read(first), read(second)), expected, "{first} {second}");
    }

    #[test]
    fn days_typed_in_other_ways_are_equal() {
        for typed in
            ["1970-01-02", "1970/1/2", "19700102", "1970年1月2日", "1970.1.2", "1970-01-02 00:00:00", "19700102.0", "25570"]
        {
            check(typed, "1970-01-02", BirthLevel::Equal);
        }
    }

    #[test]
    fn days_that_differ_in_the_ways_of_offices_are_told_apart() {
        check("1970-03-02", "1970-02-03", BirthLevel::Swapped);
        check("1970-03-02", "1970-03-12", BirthLevel::DayOrMonth);
        check("1970-03-02", "1970-08-02", BirthLevel::DayOrMonth);
        check("1970-03-02", "1971-03-02", BirthLevel::Year);
        check("1970-01-01", "1970-02-06", BirthLevel::Lunar);
        check("1985-01-21", "1984-12-01", BirthLevel::Lunar);
        check("1970", "1970-03-02", BirthLevel::YearOnly);
        check("1970-03", "1970-08-09", BirthLevel::YearOnly);
        check("1970-03-02", "1984-08-09", BirthLevel::Different);
    }

    #[test]
    fn what_is_no_day_is_missing() {
        for typed in ["", "不详", "1970-02-30", "0", "1700-01-01", "99999999"] {
            assert_eq!(read(typed), 0, "{typed}");
        }
    }
}
