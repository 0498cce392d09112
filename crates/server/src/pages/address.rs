//! Addresses of pages: what stands in them is read here, and links to pages are written here.

use std::fmt::Write;

use vocabulary::{Date, HouseholdId, Month};

use crate::pages::error_page::ErrorPage;

/// A parameter as typed; a field of a form that was left empty counts as absent.
pub fn given(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|text| !text.is_empty())
}

/// The parameter `month`.
pub fn month(typed: Option<&str>) -> Result<Option<Month>, ErrorPage> {
    given(typed).map(|text| Month::parse(text).map_err(|_| ErrorPage::wrong_parameter("month", text, "2022-01"))).transpose()
}

/// The parameter `on`, a day.
pub fn day(typed: Option<&str>) -> Result<Option<Date>, ErrorPage> {
    given(typed).map(|text| Date::parse(text).map_err(|_| ErrorPage::wrong_parameter("on", text, "2022-01-31"))).transpose()
}

/// The parameter `page`, from 1; 1 where none is given.
pub fn page(typed: Option<&str>) -> Result<usize, ErrorPage> {
    let wrong = |text: &str| ErrorPage::wrong_parameter("page", text, "1");
    match given(typed) {
        None => Ok(1),
        Some(text) => text.parse().ok().filter(|page| *page > 0).ok_or_else(|| wrong(text)),
    }
}

/// An address with the month, where there is one.
pub fn in_month(path: &str, month: Option<Month>) -> String {
    match month {
        Some(month) => format!("{path}?month={month}"),
        None => path.to_owned(),
    }
}

/// The page of a unit as seen in a month.
pub fn household(unit: HouseholdId, month: Option<Month>) -> String {
    in_month(&format!("/households/{unit}"), month)
}

/// The rows of a figure.
pub fn figure(code: &str, month: Month) -> String {
    format!("/figures/{}?month={month}", encoded(code))
}

/// A text as it may stand in an address (RFC 3986: letters, digits and `-._~` stay, every other byte is `%XX`).
pub fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").expect("a string takes every text");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_of_a_form_counts_as_absent() {
        assert_eq!(month(Some("  ")).expect("absent"), None);
        assert_eq!(day(Some("")).expect("absent"), None);
        assert_eq!(page(None).expect("the first page"), 1);
    }

    #[test]
    fn a_wrong_parameter_is_refused_not_guessed() {
        assert!(month(Some("2022-13")).is_err());
        assert!(day(Some("yesterday")).is_err());
        assert!(page(Some("0")).is_err());
        assert!(page(Some("-1")).is_err());
    }

    #[test]
    fn a_village_with_other_signs_stays_one_parameter() {
        assert_eq!(encoded("a&b=王"), "a%26b%3D%E7%8E%8B");
    }
}
