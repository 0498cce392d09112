//! Division codes: GB/T 2260 for the county and above, statistical codes below it.

use std::fmt;

use crate::squeezed;

/// A division code: province (2 digits), prefecture (4), county (6), town (9) or village (12).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode {
    /// Filled with zeros to 12 digits, so that codes sort by place.
    padded: u64,
    level: RegionLevel,
}

/// How far down a code reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// The whole country; code `CN` or 0.
    Nation,
    /// 省.
    Province,
    /// 市 (州).
    Prefecture,
    /// 县.
    County,
    /// 乡镇.
    Town,
    /// 村 (居).
    Village,
}

/// Why a text is not a division code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegionFault {
    /// Not 2, 4, 6, 9 or 12 digits.
    #[error("区划代码应为2、4、6、9或12位数字")]
    Shape,
    /// A lower part stands below an empty higher part.
    #[error("区划代码上级为零而下级不为零")]
    Hole,
}

impl RegionLevel {
    /// Digits of a code of this level.
    pub fn digits(self) -> u32 {
        match self {
            RegionLevel::Nation => 0,
            RegionLevel::Province => 2,
            RegionLevel::Prefecture => 4,
            RegionLevel::County => 6,
            RegionLevel::Town => 9,
            RegionLevel::Village => 12,
        }
    }

    const BELOW_NATION: [RegionLevel; 5] =
        [RegionLevel::Province, RegionLevel::Prefecture, RegionLevel::County, RegionLevel::Town, RegionLevel::Village];
}

impl RegionCode {
    /// The whole country.
    pub const NATION: RegionCode = RegionCode { padded: 0, level: RegionLevel::Nation };

    /// Reads `CN` or 2 to 12 digits; trailing zeros make a code shorter, as in `620521000000` for a county.
    pub fn parse(text: &str) -> Result<RegionCode, RegionFault> {
        let typed = squeezed(text);
        if typed.eq_ignore_ascii_case("CN") {
            return Ok(RegionCode::NATION);
        }
        let length = u32::try_from(typed.len()).map_err(|_| RegionFault::Shape)?;
        if !RegionLevel::BELOW_NATION.iter().any(|level| level.digits() == length) || !typed.bytes().all(|c| c.is_ascii_digit()) {
            return Err(RegionFault::Shape);
        }
        let number: u64 = typed.parse().map_err(|_| RegionFault::Shape)?;
        RegionCode::from_padded(number * 10u64.pow(12 - length))
    }

    /// From the 12-digit number that [`RegionCode::padded`] gives.
    pub fn from_padded(padded: u64) -> Result<RegionCode, RegionFault> {
        if padded == 0 {
            return Ok(RegionCode::NATION);
        }
        if padded >= 10u64.pow(12) {
            return Err(RegionFault::Shape);
        }
        let mut level = RegionLevel::Nation;
        let mut hole = false;
        let mut above = 0;
        for next in RegionLevel::BELOW_NATION {
            let here = padded / 10u64.pow(12 - next.digits());
            let part = here - above * 10u64.pow(next.digits() - level_digits_before(next));
            if part == 0 {
                hole = true;
            } else if hole {
                return Err(RegionFault::Hole);
            } else {
                level = next;
            }
            above = here;
        }
        Ok(RegionCode { padded, level })
    }

    /// The code filled with zeros to 12 digits; its order is the order of places.
    pub fn padded(self) -> u64 {
        self.padded
    }

    /// How far down it reaches.
    pub fn level(self) -> RegionLevel {
        self.level
    }

    /// The region of `level` this one lies in; itself where it is of that level or above.
    pub fn at(self, level: RegionLevel) -> RegionCode {
        if self.level <= level {
            return self;
        }
        let scale = 10u64.pow(12 - level.digits());
        RegionCode { padded: self.padded / scale * scale, level }
    }

    /// The county it lies in (six digits), the code in every table's key.
    pub fn county(self) -> RegionCode {
        self.at(RegionLevel::County)
    }

    /// Whether `other` lies in this region or is it.
    pub fn contains(self, other: RegionCode) -> bool {
        other.at(self.level) == self
    }
}

fn level_digits_before(level: RegionLevel) -> u32 {
    match level {
        RegionLevel::Nation | RegionLevel::Province => 0,
        RegionLevel::Prefecture => 2,
        RegionLevel::County => 4,
        RegionLevel::Town => 6,
        RegionLevel::Village => 9,
    }
}

impl fmt::Display for RegionCode {
    /// The code with the digits of its level; `CN` for the country.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.level == RegionLevel::Nation {
            return f.write_str("CN");
        }
        let digits = self.level.digits();
        write!(f, "{:0width$}", self.padded / 10u64.pow(12 - digits), width = digits as usize)
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegionCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).expect("a division code")
    }

    #[test]
    fn a_code_knows_its_level_and_its_county() {
        for (text, level) in [
            ("CN", RegionLevel::Nation),
            ("62", RegionLevel::Province),
            ("6205", RegionLevel::Prefecture),
            ("620521", RegionLevel::County),
            ("620521100", RegionLevel::Town),
            ("620521100001", RegionLevel::Village),
        ] {
            assert_eq!(code(text).level(), level);
            assert_eq!(code(text).to_string(), text);
        }
        assert_eq!(code("620521100001").county(), code("620521"));
        assert_eq!(code("62").county(), code("62"));
    }

    #[test]
    fn trailing_zeros_are_no_places() {
        assert_eq!(code("620521000000"), code("620521"));
        assert_eq!(code("620521100000"), code("620521100"));
    }

    #[test]
    fn a_region_contains_what_lies_in_it_and_itself() {
        assert!(code("620521").contains(code("620521100001")));
        assert!(code("620521").contains(code("620521")));
        assert!(RegionCode::NATION.contains(code("62")));
        assert!(!code("620521100").contains(code("620521101001")));
        assert!(!code("620521100").contains(code("620521")));
    }

    #[test]
    fn other_shapes_are_refused() {
        assert_eq!(RegionCode::parse("6205211"), Err(RegionFault::Shape));
        assert_eq!(RegionCode::parse("62052X"), Err(RegionFault::Shape));
        assert_eq!(RegionCode::parse(""), Err(RegionFault::Shape));
        assert_eq!(RegionCode::parse("620500100001"), Err(RegionFault::Hole));
    }

    proptest! {
        #[test]
        fn padded_numbers_read_back_or_are_refused(number in 0u64..1_100_000_000_000) {
            if let Ok(code) = RegionCode::from_padded(number) {
                prop_assert_eq!(code.padded(), number);
                prop_assert_eq!(RegionCode::parse(&code.to_string()), Ok(code));
            }
        }
    }
}
