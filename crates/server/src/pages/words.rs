//! How values read on a page: amounts, months, counts, the names of the lists.

use casework::GapKind;
use operations::views::GapState;
use vocabulary::{Date, Fen, Month};

/// An amount with thousands marked: `1,234.00 元`.
pub fn yuan(amount: Fen) -> String {
    let text = amount.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{}.{fraction} 元", grouped(whole))
}

/// A figure's value as printed, with thousands marked where it is a plain number: `5,652.00`.
pub fn figure(value: &str) -> String {
    let (whole, fraction) = value.split_once('.').map_or((value, None), |(whole, fraction)| (whole, Some(fraction)));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !is_number(whole.strip_prefix('-').unwrap_or(whole)) || !fraction.is_none_or(is_number) {
        return value.to_owned();
    }
    match fraction {
        Some(fraction) => format!("{}.{fraction}", grouped(whole)),
        None => grouped(whole),
    }
}

/// A month: `2022年1月`.
pub fn month(month: Month) -> String {
    format!("{}年{}月", month.year(), month.month())
}

/// A day in a sentence: `2022年1月31日`. Tables show the ISO form, which lines up.
pub fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Digits in groups of three; a sign in front stays there.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Code of a list in addresses and in the style sheet, the one the command line takes too.
pub fn list_code(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Uncovered => "uncovered",
        GapKind::Overstayed => "overstayed",
        GapKind::Misgraded => "misgraded",
        GapKind::Undetermined => "undetermined",
    }
}

/// What stands on a list.
pub fn list_meaning(kind: GapKind) -> &'static str {
    match kind {
        GapKind::Uncovered => "符合条件而没有待遇",
        GapKind::Overstayed => "有待遇而不再符合条件",
        GapKind::Misgraded => "类别或人数与应得不一致",
        GapKind::Undetermined => "缺少事实或政策数值，得不出结论",
    }
}

/// Class of a state in the style sheet.
pub fn state_class(state: &GapState) -> &'static str {
    match state {
        GapState::Open => "state-open",
        GapState::Proposed { .. } => "state-proposed",
        GapState::Decided => "state-decided",
        GapState::Closed(_) => "state-closed",
    }
}

/// What is known about a state beyond its label: who proposed and when, or why it was closed.
pub fn state_detail(state: &GapState) -> Option<String> {
    match state {
        GapState::Proposed { by, on } => Some(format!("{by} {on} 提出")),
        GapState::Closed(why) => Some(why.clone()),
        GapState::Open | GapState::Decided => None,
    }
}

/// The words above as filters of the templates.
pub mod filters {
    use std::fmt::Display;

    use askama::{Result, Values};
    use casework::GapKind;
    use operations::views::GapState;
    use vocabulary::{Date, Fen, Month};

    /// See [`super::yuan`].
    #[askama::filter_fn]
    pub fn yuan(amount: &Fen, _: &dyn Values) -> Result<String> {
        Ok(super::yuan(*amount))
    }

    /// A count with thousands marked: `12,345`.
    #[askama::filter_fn]
    pub fn count<T: Display>(number: T, _: &dyn Values) -> Result<String> {
        Ok(super::grouped(&number.to_string()))
    }

    /// See [`super::figure`].
    #[askama::filter_fn]
    pub fn figure(value: &str, _: &dyn Values) -> Result<String> {
        Ok(super::figure(value))
    }

    /// See [`super::month`].
    #[askama::filter_fn]
    pub fn month(month: &Month, _: &dyn Values) -> Result<String> {
        Ok(super::month(*month))
    }

    /// See [`super::day`].
    #[askama::filter_fn]
    pub fn day(day: &Date, _: &dyn Values) -> Result<String> {
        Ok(super::day(*day))
    }

    /// See [`super::list_code`].
    #[askama::filter_fn]
    pub fn list_code(kind: &GapKind, _: &dyn Values) -> Result<&'static str> {
        Ok(super::list_code(*kind))
    }

    /// See [`super::state_class`].
    #[askama::filter_fn]
    pub fn state_class(state: &GapState, _: &dyn Values) -> Result<&'static str> {
        Ok(super::state_class(state))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_thousands_marked_and_two_decimals() {
        assert_eq!(yuan(Fen::new(123_400)), "1,234.00 元");
        assert_eq!(yuan(Fen::new(99_999)), "999.99 元");
        assert_eq!(yuan(Fen::new(-100_000_005)), "-1,000,000.05 元");
        assert_eq!(yuan(Fen::ZERO), "0.00 元");
    }

    #[test]
    fn figures_have_thousands_marked_and_other_values_stay_as_printed() {
        for (value, shown) in [
            ("5652.00", "5,652.00"),
            ("1234567", "1,234,567"),
            ("-1000", "-1,000"),
            ("128,431.50", "128,431.50"),
            ("8.69", "8.69"),
            ("—", "—"),
            ("", ""),
            ("12.", "12."),
        ] {
            assert_eq!(figure(value), shown);
        }
    }

    #[test]
    fn months_and_days_read_as_in_an_official_text() {
        assert_eq!(month(Month::parse("2022-01").expect("a month")), "2022年1月");
        assert_eq!(day(Date::parse("2022-01-31").expect("a day")), "2022年1月31日");
    }

    #[test]
    fn every_list_has_its_own_code_in_addresses() {
        for (at, kind) in GapKind::ALL.into_iter().enumerate() {
            for other in GapKind::ALL.into_iter().skip(at + 1) {
                assert_ne!(list_code(kind), list_code(other));
            }
        }
    }
}
