//! The citizen identity number of GB 11643-1999.

use std::fmt;

use crate::{Date, squeezed};

/// Weights of the first seventeen places (GB 11643-1999, ISO 7064 MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check character by remainder (GB 11643-1999).
const CHECKS: [u8; 11] = *b"10X98765432";

/// An 18-character citizen identity number (GB 11643-1999) whose birth date exists and whose check digit is right.
///
/// The area part is never judged: a person keeps the number for life, also under an abolished or another county's code.
/// `Display` and `Debug` show a mask; [`CitizenId::reveal`] is for the store and for operations that audit it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenId([u8; 18]);

/// Sex as the register and the identity number state it (GB/T 2261.1: 1 male, 2 female).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// 男 (code 1).
    Male,
    /// 女 (code 2).
    Female,
}

impl Sex {
    /// Code of GB/T 2261.1.
    pub fn code(self) -> i64 {
        match self {
            Sex::Male => 1,
            Sex::Female => 2,
        }
    }

    /// Reads 男/女, 1/2, M/F; nothing else.
    pub fn parse(text: &str) -> Option<Sex> {
        match squeezed(text).to_ascii_uppercase().as_str() {
            "男" | "1" | "M" | "男性" => Some(Sex::Male),
            "女" | "2" | "F" | "女性" => Some(Sex::Female),
            _ => None,
        }
    }

    /// 男 or 女.
    pub fn label(self) -> &'static str {
        match self {
            Sex::Male => "男",
            Sex::Female => "女",
        }
    }
}

/// Why a text is not an identity number. The text says what is wrong; the reader of the file adds where and what next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitizenIdFault {
    /// Neither 18 nor 15 characters.
    #[error("应为18位（或旧15位），实为{0}位")]
    Length(usize),
    /// A sign that cannot stand at this place (counted from 1).
    #[error("第{0}位不是数字")]
    NotADigit(usize),
    /// The birth date inside does not exist.
    #[error("号码中的出生日期不存在")]
    BirthDate,
    /// The last place is not what the other seventeen give.
    #[error("校验位不符")]
    CheckDigit,
}

impl CitizenId {
    /// Reads a number as people type it: full-width digits, small x, spaces, 15 old digits (upgraded, GB 11643-1999).
    pub fn parse(text: &str) -> Result<CitizenId, CitizenIdFault> {
        let typed = squeezed(text);
        let signs = typed.as_bytes();
        match signs.len() {
            18 if typed.is_ascii() => CitizenId::from_18(signs),
            15 if typed.is_ascii() => CitizenId::from_15(signs),
            _ => Err(CitizenIdFault::Length(typed.chars().count())),
        }
    }

    fn from_18(signs: &[u8]) -> Result<CitizenId, CitizenIdFault> {
        let mut number = [0u8; 18];
        number.copy_from_slice(signs);
        number[17].make_ascii_uppercase();
        if let Some(place) = number.iter().take(17).position(|c| !c.is_ascii_digit()) {
            return Err(CitizenIdFault::NotADigit(place + 1));
        }
        if !(number[17].is_ascii_digit() || number[17] == b'X') {
            return Err(CitizenIdFault::NotADigit(18));
        }
        birth_inside(&number).ok_or(CitizenIdFault::BirthDate)?;
        if number[17] != check_character(&number) {
            return Err(CitizenIdFault::CheckDigit);
        }
        Ok(CitizenId(number))
    }

    /// Old numbers carry two digits of the year: 19, but 18 where the sequence is 996 to 999 (people then over a hundred).
    fn from_15(signs: &[u8]) -> Result<CitizenId, CitizenIdFault> {
        if let Some(place) = signs.iter().position(|c| !c.is_ascii_digit()) {
            return Err(CitizenIdFault::NotADigit(place + 1));
        }
        let century: &[u8; 2] = if &signs[12..14] == b"99" && signs[14] >= b'6' { b"18" } else { b"19" };
        let mut number = [0u8; 18];
        number[..6].copy_from_slice(&signs[..6]);
        number[6..8].copy_from_slice(century);
        number[8..17].copy_from_slice(&signs[6..]);
        birth_inside(&number).ok_or(CitizenIdFault::BirthDate)?;
        number[17] = check_character(&number);
        Ok(CitizenId(number))
    }

    /// The number that an area code (6 digits), a birth date and a sequence (0 to 999, odd for men) make.
    /// For those who write numbers, such as a model population; `None` where a part is out of bounds.
    pub fn compose(area: u32, birth: Date, sequence: u16) -> Option<CitizenId> {
        if !(100_000..1_000_000).contains(&area) || sequence > 999 {
            return None;
        }
        let text = format!("{area:06}{:04}{:02}{:02}{sequence:03}0", birth.year(), birth.month(), birth.day());
        let mut number = [0u8; 18];
        number.copy_from_slice(text.as_bytes().get(..18)?);
        number[17] = check_character(&number);
        Some(CitizenId(number))
    }

    /// Birth date written in places 7 to 14.
    pub fn birth(&self) -> Date {
        birth_inside(&self.0).expect("a parsed number holds a birth date that exists")
    }

    /// Sex written in place 17: odd male, even female.
    pub fn sex(&self) -> Sex {
        if (self.0[16] - b'0') % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The whole number. Only the store (to encrypt it), the matcher and operations that audit a full read call this.
    pub fn reveal(&self) -> &str {
        std::str::from_utf8(&self.0).expect("an identity number is ASCII")
    }

    /// The last four characters, by which an official finds a person at the counter.
    pub fn last_four(&self) -> &str {
        &self.reveal()[14..]
    }
}

impl fmt::Display for CitizenId {
    /// First six and last four characters; the rest masked.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.reveal();
        write!(f, "{}********{}", &text[..6], &text[14..])
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitizenId({self})")
    }
}

fn birth_inside(number: &[u8; 18]) -> Option<Date> {
    let part = |from: usize, to: usize| number[from..to].iter().fold(0i32, |sum, c| sum * 10 + i32::from(c - b'0'));
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn check_character(number: &[u8; 18]) -> u8 {
    let sum: u32 = number.iter().zip(WEIGHTS).map(|(c, weight)| u32::from(c - b'0') * weight).sum();
    CHECKS[(sum % 11) as usize]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Result<&str, CitizenIdFault>) {
        let got = CitizenId::parse(text);
        assert_eq!(got.as_ref().map(CitizenId::reveal).map_err(|e| *e), expected, "{text}");
    }

    #[test]
    fn the_examples_of_the_standard_are_accepted() {
        check("11010519491231002X", Ok("11010519491231002X"));
        check("440524188001010014", Ok("440524188001010014"));
    }

    #[test]
    fn small_x_full_width_and_spaces_are_the_same_number() {
        check("11010519491231002x", Ok("11010519491231002X"));
        check(" １１０１０５　１９４９１２３１００２Ｘ ", Ok("11010519491231002X"));
    }

    #[test]
    fn an_old_number_is_upgraded() {
        check("130503670401001", Ok("130503196704010016"));
    }

    #[test]
    fn old_numbers_of_centenarians_were_born_in_the_eighteen_hundreds() {
        assert_eq!(CitizenId::parse("620521950101996").map(|id| id.birth().year()), Ok(1895));
        assert_eq!(CitizenId::parse("620521950101995").map(|id| id.birth().year()), Ok(1995));
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused_though_the_check_digit_is_right() {
        check("620521190002290000", Err(CitizenIdFault::BirthDate));
    }

    #[test]
    fn faults_are_told_apart() {
        check("110105194912310021", Err(CitizenIdFault::CheckDigit));
        check("1101051949123100", Err(CitizenIdFault::Length(16)));
        check("", Err(CitizenIdFault::Length(0)));
        check("1101O519491231002X", Err(CitizenIdFault::NotADigit(5)));
        check("13050367O401001", Err(CitizenIdFault::NotADigit(9)));
        check("张三张三张三张三张三张三张三张三张三", Err(CitizenIdFault::Length(18)));
    }

    #[test]
    fn what_is_shown_is_masked() {
        let id = CitizenId::parse("11010519491231002X").expect("an example of the standard");
        assert_eq!(id.to_string(), "110105********002X");
        assert_eq!(format!("{id:?}"), "CitizenId(110105********002X)");
        assert_eq!((id.birth().to_string().as_str(), id.sex(), id.last_four()), ("1949-12-31", Sex::Female, "002X"));
    }

    proptest! {
        #[test]
        fn any_composed_number_parses_to_its_parts(area in 110000u32..660000, days in 0i32..45_000, sequence in 0u16..1000) {
            let birth = Date::new(1900, 1, 1).expect("a day").plus_days(days);
            let id = CitizenId::compose(area, birth, sequence).expect("parts within bounds");
            prop_assert_eq!(CitizenId::parse(id.reveal()), Ok(id));
            prop_assert_eq!(id.birth(), birth);
            prop_assert_eq!(id.sex(), if sequence % 2 == 1 { Sex::Male } else { Sex::Female });
        }

        #[test]
        fn one_wrong_digit_is_always_found(days in 0i32..45_000, sequence in 0u16..1000, place in 0usize..17, other in 1u8..10) {
            let birth = Date::new(1900, 1, 1).expect("a day").plus_days(days);
            let id = CitizenId::compose(620_521, birth, sequence).expect("parts within bounds");
            let mut wrong = id.reveal().as_bytes().to_vec();
            wrong[place] = b'0' + (wrong[place] - b'0' + other) % 10;
            let wrong = String::from_utf8(wrong).expect("digits");
            prop_assert!(CitizenId::parse(&wrong).is_err());
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,24}") {
            let _ = CitizenId::parse(&text);
        }
    }
}
