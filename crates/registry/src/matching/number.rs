//! Identity numbers as typed, packed for comparison: right ones, old ones, and those with a wrong digit.

use vocabulary::CitizenId;

/// An identity number of eighteen signs in 61 bits (seventeen digits, then the check character as 0 to 10); 0 is none.
/// The highest bit says that its check digit and birth date are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PackedNumber(pub(super) u64);

const RIGHT: u64 = 1 << 63;

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberLevel {
    Missing,
    Equal,
    /// One digit wrong, two neighbours swapped, or the last three lost to a spreadsheet.
    Near,
    /// They differ, and one of them is no right number.
    DifferentWrong,
    /// They differ, and both are right.
    DifferentRight,
}

impl PackedNumber {
    /// Reads what was typed. Letters O and I are taken for the digits they look like; what has neither 15 nor 18 signs, or
    /// other signs (a masked number), is none.
    pub(super) fn read(typed: &str) -> PackedNumber {
        let mut signs = [0u8; 18];
        if let Ok(eighteen) = <&[u8; 18]>::try_from(typed.as_bytes())
            && eighteen[..17].iter().all(u8::is_ascii_digit)
            && (eighteen[17].is_ascii_digit() || eighteen[17] == b'X')
        {
            signs.iter_mut().zip(eighteen).for_each(|(sign, byte)| *sign = if *byte == b'X' { 10 } else { byte - b'0' });
            return PackedNumber::of_signs(&signs);
        }
        let mut length = 0;
        for sign in typed.chars() {
            let plain = match sign {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
                other => other,
            };
            let place = match plain {
                '0'..='9' => plain as u8 - b'0',
                'O' | 'o' => 0,
                'I' | 'l' => 1,
                'X' | 'x' | '×' => 10,
                '\'' | '’' | '`' | '-' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' => continue,
                space if space.is_whitespace() => continue,
                _ => return PackedNumber(0),
            };
            if length == 18 {
                return PackedNumber(0);
            }
            signs[length] = place;
            length += 1;
        }
        match length {
            18 if signs[..17].iter().all(|digit| *digit < 10) => PackedNumber::of_signs(&signs),
            15 if signs[..15].iter().all(|digit| *digit < 10) => PackedNumber::of_old(&signs),
            _ => PackedNumber(0),
        }
    }

    fn of_signs(signs: &[u8; 18]) -> PackedNumber {
        let digits = signs[..17].iter().fold(0u64, |sum, digit| sum * 10 + u64::from(*digit));
        let packed = digits << 4 | u64::from(signs[17]);
        if digits == 0 {
            return PackedNumber(0);
        }
        let right = check_character(signs) == signs[17] && PackedNumber(packed).birth() != 0;
        PackedNumber(if right { packed | RIGHT } else { packed })
    }

    /// Fifteen digits are read by the vocabulary, which knows the centuries of old numbers.
    fn of_old(signs: &[u8; 18]) -> PackedNumber {
        let text: String = signs[..15].iter().map(|digit| char::from(b'0' + digit)).collect();
        let Ok(number) = CitizenId::parse(&text) else { return PackedNumber(0) };
        PackedNumber::read(number.reveal())
    }

    pub(super) fn is_missing(self) -> bool {
        self.0 == 0
    }

    /// Whether birth date and check digit are right.
    pub(super) fn is_right(self) -> bool {
        self.0 & RIGHT != 0
    }

    fn digits(self) -> u64 {
        (self.0 & !RIGHT) >> 4
    }

    /// The day of birth inside, packed as [`super::birth`] packs it; 0 where there is no such day.
    pub(super) fn birth(self) -> u32 {
        let day = (self.digits() / 1_000 % 100_000_000) as u32;
        super::birth::packed(day / 10_000, day / 100 % 100, day % 100)
    }

    /// 1 for men, 2 for women, as the seventeenth digit says.
    pub(super) fn sex(self) -> u8 {
        if self.digits() % 2 == 1 { 1 } else { 2 }
    }

    /// The last nine signs: what is left whole when a digit before them is wrong.
    pub(super) fn tail(self) -> u64 {
        if self.is_missing() { 0 } else { (self.digits() % 100_000_000) << 4 | self.0 & 15 | 1 << 40 }
    }

    pub(super) fn compare(self, other: PackedNumber) -> NumberLevel {
        if self.is_missing() || other.is_missing() {
            NumberLevel::Missing
        } else if self.0 == other.0 {
            NumberLevel::Equal
        } else if !(self.is_right() && other.is_right()) && is_near(self, other) {
            NumberLevel::Near
        } else if self.is_right() && other.is_right() {
            NumberLevel::DifferentRight
        } else {
            NumberLevel::DifferentWrong
        }
    }
}

/// Weights of GB 11643-1999; the check character is worth 10 as X.
fn check_character(signs: &[u8; 18]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| u32::from(*sign) * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// One place differs, two neighbours are swapped, or one of them was rounded to fifteen digits.
fn is_near(first: PackedNumber, second: PackedNumber) -> bool {
    let rounded = |number: PackedNumber| number.digits().is_multiple_of(100) && number.0 & 15 == 0;
    if first.digits() / 100 == second.digits() / 100 && (rounded(first) || rounded(second)) {
        return true;
    }
    let (mut a, mut b) = (first.digits(), second.digits());
    let mut differing = u32::from(first.0 & 15 != second.0 & 15);
    let mut last_difference = if differing == 1 { Some((0u32, first.0 & 15, second.0 & 15)) } else { None };
    let mut swapped = false;
    for place in 1..=17u32 {
        let (x, y) = (a % 10, b % 10);
        (a, b) = (a / 10, b / 10);
        if x == y {
            continue;
        }
        differing += 1;
        swapped = differing == 2
            && last_difference.is_some_and(|(at, before_x, before_y)| at + 1 == place && before_x == y && before_y == x);
        if differing > 2 {
            return false;
        }
        last_difference = Some((place, x, y));
    }
    differing == 1 || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, second: &str, expected: NumberLevel) {
        assert_eq!(PackedNumber::read(first).compare(PackedNumber::read(second)), expected, "{first} {second}");
    }

    #[test]
    fn numbers_typed_in_other_ways_are_equal() {
        check("11010519491231002X", " １１０１０５19491231 002x", NumberLevel::Equal);
        check("130503670401001", "130503196704010016", NumberLevel::Equal);
        check("'11O10519491231002X", "11010519491231002X", NumberLevel::Equal);
    }

    #[test]
    fn one_wrong_digit_two_swapped_and_lost_digits_are_near() {
        check("11010519491231002X", "11010519491231802X", NumberLevel::Near);
        check("11010519491231002X", "11010519491232002X", NumberLevel::Near);
        check("11010519491231002X", "11010519491213002X", NumberLevel::Near);
        check("11010519491231002X", "110105194912310000", NumberLevel::Near);
        check("11010519491231002X", "110105194912310028", NumberLevel::Near);
    }

    #[test]
    fn two_right_numbers_are_never_near() {
        check("11010519491231002X", "440524188001010014", NumberLevel::DifferentRight);
        check("11010519491231002X", "110105194512310024", NumberLevel::DifferentWrong);
    }

    #[test]
    fn what_is_no_number_is_missing() {
        for typed in ["", "无", "620521********0012", "6.20521E+17", "123", "000000000000000000"] {
            assert!(PackedNumber::read(typed).is_missing(), "{typed}");
        }
        check("", "11010519491231002X", NumberLevel::Missing);
    }
}
