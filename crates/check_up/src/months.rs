//! Months in titles, sheet names and file names.

use vocabulary::Month;

/// The one month that a text states: `2022年10月`, `2022-10`, `2022.10`, `202210`. Of two months nothing is guessed.
pub(crate) fn one_month(text: &str) -> Option<Month> {
    let signs: Vec<char> = text.chars().collect();
    let mut found: Option<Month> = None;
    let mut at = 0;
    while at < signs.len() {
        if !signs[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits: String = signs[at..].iter().take_while(|sign| sign.is_ascii_digit()).collect();
        let month = match digits.len() {
            4 => after_year(&digits, &signs[at + 4..]),
            6 => month_of(&digits[..4], &digits[4..]),
            _ => None,
        };
        if let Some(month) = month {
            if found.is_some_and(|other| other != month) {
                return None;
            }
            found = Some(month);
        }
        at += digits.len();
    }
    found
}

fn after_year(year: &str, rest: &[char]) -> Option<Month> {
    let separated = matches!(rest.first(), Some('年' | '-' | '.' | '/' | '_'));
    let month: String = rest.iter().skip(1).take_while(|sign| sign.is_ascii_digit()).collect();
    if separated && (1..=2).contains(&month.len()) { month_of(year, &month) } else { None }
}

fn month_of(year: &str, month: &str) -> Option<Month> {
    let year: i16 = year.parse().ok()?;
    (1990..2100).contains(&year).then(|| Month::new(year, month.parse().ok()?))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_states_its_month_in_each_usual_form_and_two_months_state_none() {
        let october = Month::new(2022, 10);
        for text in ["清水县2022年10月农村低保发放名册", "发放_2022-10.xlsx", "202210低保", "2022.10"] {
            assert_eq!(one_month(text), october, "{text}");
        }
        for text in ["2022年9月至2022年10月", "名册", "2022年", "62052120221", "2022-13"] {
            assert_eq!(one_month(text), None, "{text}");
        }
    }
}
