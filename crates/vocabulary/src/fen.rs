//! Money in fen and ratios in ten-thousandths. Integers only; every division names its rounding.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use crate::squeezed;

/// Money in fen (1 yuan = 100 fen).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

/// The unit a column states its money in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元, ten thousand yuan.
    WanYuan,
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FenFault {
    /// The cell is blank. A blank is not zero.
    #[error("金额为空（空白不等于零）")]
    Blank,
    /// Something in it is not a number.
    #[error("不是金额")]
    NotAnAmount,
    /// It has parts smaller than one fen.
    #[error("小于1分的零头")]
    BelowOneFen,
    /// It is beyond what a county ever books (ten trillion yuan).
    #[error("金额超出可记范围")]
    TooLarge,
}

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);
    /// Largest amount a text may state: ten trillion yuan. Sums of a million such still fit.
    const TYPED_MAX: i64 = 1_000_000_000_000_000;

    /// An amount of whole fen.
    pub const fn new(fen: i64) -> Fen {
        Fen(fen)
    }

    /// An amount of whole yuan.
    pub const fn yuan(yuan: i64) -> Fen {
        Fen(yuan * 100)
    }

    /// The number of fen, for a column or a sum outside this crate.
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// Reads an amount in yuan or ten thousand yuan as people type it: `1,234.50`, `￥1234.5元`, `0.12万元`, full-width.
    /// A unit in the text wins over `unit`, which is what the column states. A blank is a fault, never zero.
    pub fn parse(text: &str, unit: MoneyUnit) -> Result<Fen, FenFault> {
        let typed = squeezed(text);
        let body = typed.trim_start_matches(['¥', '￥', '\u{FFE5}']);
        let (body, scale) = match (body.strip_suffix("万元").or_else(|| body.strip_suffix('万')), body.strip_suffix('元')) {
            (Some(rest), _) => (rest, 1_000_000),
            (None, Some(rest)) => (rest, 100),
            (None, None) => (body, if unit == MoneyUnit::WanYuan { 1_000_000 } else { 100 }),
        };
        if body.is_empty() {
            return Err(if typed.is_empty() { FenFault::Blank } else { FenFault::NotAnAmount });
        }
        let (sign, digits) = match body.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, body),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole_part(whole)?;
        if !fraction.bytes().all(|c| c.is_ascii_digit()) {
            return Err(FenFault::NotAnAmount);
        }
        let mut fen = whole.checked_mul(scale).filter(|fen| *fen <= Fen::TYPED_MAX).ok_or(FenFault::TooLarge)?;
        let mut place = scale;
        for digit in fraction.bytes().map(|c| i64::from(c - b'0')) {
            place /= 10;
            if place == 0 && digit != 0 {
                return Err(FenFault::BelowOneFen);
            }
            fen += digit * place;
        }
        Ok(Fen(sign * fen))
    }

    /// What is missing up to `standard`; zero when nothing is.
    pub fn shortfall_to(self, standard: Fen) -> Fen {
        Fen((standard.0 - self.0).max(0))
    }

    /// This amount, or nothing where it is negative.
    pub fn or_nothing_if_negative(self) -> Fen {
        Fen(self.0.max(0))
    }

    /// Divided, rounded towards nothing left over being paid (floor). `parts` is above zero.
    pub fn divide_down(self, parts: i64) -> Fen {
        assert!(parts > 0, "money is divided among at least one part");
        Fen(self.0.div_euclid(parts))
    }

    /// Divided, half a fen rounded up (away from zero for amounts above zero). `parts` is above zero.
    pub fn divide_half_up(self, parts: i64) -> Fen {
        assert!(parts > 0, "money is divided among at least one part");
        Fen((2 * self.0 + parts).div_euclid(2 * parts))
    }

    /// Ten thousand yuan with four decimals, as reports print money (`6337.1359`), half up.
    pub fn wan_text(self) -> String {
        let hundred_fen = self.divide_half_up(100).0;
        let sign = if hundred_fen < 0 { "-" } else { "" };
        format!("{sign}{}.{:04}", hundred_fen.abs() / 10_000, hundred_fen.abs() % 10_000)
    }
}

fn whole_part(text: &str) -> Result<i64, FenFault> {
    let groups: Vec<&str> = text.split(',').collect();
    let grouped_rightly = groups.len() == 1
        || (matches!(groups.first().map(|g| g.len()), Some(1..=3)) && groups.iter().skip(1).all(|g| g.len() == 3));
    let digits = groups.concat();
    if digits.is_empty() || !grouped_rightly || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return Err(FenFault::NotAnAmount);
    }
    digits.parse::<i64>().map_err(|_| FenFault::TooLarge)
}

impl fmt::Display for Fen {
    /// Yuan with two decimals: `439.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0 + other.0)
    }
}

impl AddAssign for Fen {
    fn add_assign(&mut self, other: Fen) {
        self.0 += other.0;
    }
}

impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0 - other.0)
    }
}

impl SubAssign for Fen {
    fn sub_assign(&mut self, other: Fen) {
        self.0 -= other.0;
    }
}

impl Neg for Fen {
    type Output = Fen;
    fn neg(self) -> Fen {
        Fen(-self.0)
    }
}

impl Mul<i64> for Fen {
    type Output = Fen;
    fn mul(self, times: i64) -> Fen {
        Fen(self.0 * times)
    }
}

impl Sum for Fen {
    fn sum<I: Iterator<Item = Fen>>(amounts: I) -> Fen {
        amounts.fold(Fen::ZERO, Add::add)
    }
}

/// A ratio in ten-thousandths: 1.5 is 15,000. Shares and rates of law are stated with at most four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(i64);

impl Ratio {
    /// A ratio of so many ten-thousandths.
    pub const fn ten_thousandths(parts: i64) -> Ratio {
        Ratio(parts)
    }

    /// The number of ten-thousandths.
    pub const fn as_ten_thousandths(self) -> i64 {
        self.0
    }

    /// Reads `1.5`, `0.95`, `20%`; at most four decimals of the ratio itself.
    pub fn parse(text: &str) -> Option<Ratio> {
        let typed = squeezed(text);
        let (body, scale) = match typed.strip_suffix('%') {
            Some(rest) => (rest, 100),
            None => (typed.as_ref(), 10_000),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        if whole.is_empty() || whole.len() > 9 || !whole.bytes().chain(fraction.bytes()).all(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut parts = whole.parse::<i64>().ok()? * scale;
        let mut place = scale;
        for digit in fraction.bytes().map(|c| i64::from(c - b'0')) {
            place /= 10;
            if place == 0 && digit != 0 {
                return None;
            }
            parts += digit * place;
        }
        Some(Ratio(parts))
    }

    /// This share of an amount, parts of a fen dropped.
    pub fn of_down(self, amount: Fen) -> Fen {
        Fen(i64::try_from((i128::from(amount.0) * i128::from(self.0)).div_euclid(10_000)).expect("a share of booked money fits"))
    }

    /// `part ÷ whole`, half up at the fourth decimal; `None` when the whole is not above zero.
    pub fn share_half_up(part: i64, whole: i64) -> Option<Ratio> {
        if whole <= 0 {
            return None;
        }
        let doubled = 2 * i128::from(part) * 10_000 + i128::from(whole);
        i64::try_from(doubled.div_euclid(2 * i128::from(whole))).ok().map(Ratio)
    }

    /// As a percentage with two decimals: `8.69`.
    pub fn percent_text(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100)
    }
}

impl fmt::Display for Ratio {
    /// The plain ratio without trailing zeros: `1.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:04}", self.0 / 10_000, (self.0 % 10_000).abs());
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Result<i64, FenFault>) {
        assert_eq!(Fen::parse(text, MoneyUnit::Yuan).map(Fen::as_fen), expected, "{text}");
    }

    #[test]
    fn amounts_are_read_as_offices_type_them() {
        check("439", Ok(43_900));
        check("１，２３４．５", Ok(123_450));
        check("￥1,234.50元", Ok(123_450));
        check("0.12万元", Ok(120_000));
        check("-3.07", Ok(-307));
        check("1.230", Ok(123));
    }

    #[test]
    fn a_column_in_ten_thousand_yuan_scales_every_cell() {
        assert_eq!(Fen::parse("6337.1359", MoneyUnit::WanYuan), Ok(Fen::new(6_337_135_900)));
    }

    #[test]
    fn a_blank_is_not_zero_and_a_word_is_not_money() {
        check("", Err(FenFault::Blank));
        check("无", Err(FenFault::NotAnAmount));
        check("元", Err(FenFault::NotAnAmount));
        check("12,34", Err(FenFault::NotAnAmount));
        check("1e5", Err(FenFault::NotAnAmount));
        check("0.001", Err(FenFault::BelowOneFen));
        check("99999999999999999999", Err(FenFault::TooLarge));
    }

    #[test]
    fn reports_print_ten_thousands_with_four_decimals() {
        assert_eq!(Fen::new(6_337_135_900).wan_text(), "6337.1359");
        assert_eq!(Fen::new(-50).wan_text(), "0.0000");
        assert_eq!(Fen::new(50).wan_text(), "0.0001");
    }

    #[test]
    fn a_share_is_rounded_half_up_to_two_decimals_of_a_percent() {
        assert_eq!(Ratio::share_half_up(25_697, 295_708).map(Ratio::percent_text).as_deref(), Some("8.69"));
        assert_eq!(Ratio::share_half_up(1, 20_000), Some(Ratio::ten_thousandths(1)));
        assert_eq!(Ratio::share_half_up(1, 0), None);
    }

    #[test]
    fn ratios_are_read_and_shown() {
        assert_eq!(Ratio::parse("1.5").map(|r| r.to_string()).as_deref(), Some("1.5"));
        assert_eq!(Ratio::parse("20%"), Some(Ratio::ten_thousandths(2_000)));
        assert_eq!(Ratio::parse("0.00001"), None);
        assert_eq!(Ratio::parse("x"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(fen in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(Fen::parse(&Fen::new(fen).to_string(), MoneyUnit::Yuan), Ok(Fen::new(fen)));
        }

        #[test]
        fn rounding_down_loses_less_than_one_part(fen in 0i64..1_000_000_000, parts in 1i64..100) {
            let each = Fen::new(fen).divide_down(parts);
            prop_assert!(each.as_fen() * parts <= fen && fen < (each.as_fen() + 1) * parts);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,24}") {
            let _ = Fen::parse(&text, MoneyUnit::WanYuan);
            let _ = Ratio::parse(&text);
        }
    }
}
