//! One pair of rows, field by field, as one small number: its pattern. Everything learnt and weighed is per pattern, so that
//! a pair costs the same however long its texts are.

use super::birth::{self, BirthLevel};
use super::names::{self, EQUAL_BINS, NameLevel, Names, SOUND_BINS};
use super::number::NumberLevel;
use super::people::{Person, Place};

/// How the homes and villages of two rows compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceLevel {
    Missing,
    /// The same household number, telephone or address.
    Home,
    SameVillage,
    /// Another village, but the one to which most people of this village went in the other list: codes changed, villages merged.
    CorrespondingVillage,
    SameTownship,
    Elsewhere,
    /// The same home, and other members of the two homes are linked.
    HomeTogether,
    /// Not the same home by any key, but other members of the two homes are linked.
    Together,
}

/// Levels of each field; 0 is always "missing".
pub(super) const NUMBER_LEVELS: usize = 5;
pub(super) const BIRTH_LEVELS: usize = 8;
pub(super) const SEX_LEVELS: usize = 3;
pub(super) const PLACE_LEVELS: usize = 8;

/// First name code of names that sound alike; equal ones stand before.
pub(super) const SOUND_FIRST: usize = 1 + EQUAL_BINS;
/// Name codes of levels that have no bins.
pub(super) const ALIKE: usize = SOUND_FIRST + SOUND_BINS;
pub(super) const ONE_CHARACTER: usize = ALIKE + 1;
pub(super) const ONE_MISSING: usize = ALIKE + 2;
pub(super) const REVERSED: usize = ALIKE + 3;
pub(super) const SURNAME_CHANGED: usize = ALIKE + 4;
pub(super) const SURNAME_ONLY: usize = ALIKE + 5;
pub(super) const NAME_DIFFERENT: usize = ALIKE + 6;

/// Number of distinct patterns.
pub(super) const PATTERNS: usize = 1 << 16;

/// The levels of all fields of a pair: number in bits 13 to 15, birth 10 to 12, place 7 to 9, sex 5 to 6, name 0 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern(pub(super) u16);

impl Pattern {
    pub(super) fn new(number: usize, birth: usize, place: usize, sex: usize, name: usize) -> Pattern {
        Pattern((number << 13 | birth << 10 | place << 7 | sex << 5 | name) as u16)
    }

    pub(super) fn number(self) -> usize {
        usize::from(self.0 >> 13)
    }

    pub(super) fn birth(self) -> usize {
        usize::from(self.0 >> 10 & 7)
    }

    pub(super) fn place(self) -> usize {
        usize::from(self.0 >> 7 & 7)
    }

    pub(super) fn sex(self) -> usize {
        usize::from(self.0 >> 5 & 3)
    }

    pub(super) fn name(self) -> usize {
        usize::from(self.0 & 31)
    }

    /// The same with another level of the place.
    pub(super) fn with_place(self, place: PlaceLevel) -> Pattern {
        Pattern(self.0 & !(7 << 7) | (place as u16) << 7)
    }
}

/// Compares rows of two lists.
pub(super) struct Comparison<'a> {
    pub(super) left: &'a [Person],
    pub(super) right: &'a [Person],
    pub(super) names: &'a Names,
    pub(super) places: &'a [Place],
    /// For each place of the left list (by number) the corresponding one of the right list; 0 where there is none.
    pub(super) corresponding: &'a [u32],
    /// Whether household numbers mean the same in both lists.
    pub(super) households_shared: bool,
}

impl Comparison<'_> {
    /// Whether a list is compared with itself.
    pub(super) fn is_of_one_list(&self) -> bool {
        std::ptr::eq(self.left, self.right)
    }

    /// The pattern of a pair.
    pub(super) fn pattern(&self, left: u32, right: u32) -> Pattern {
        self.compare(&self.left[left as usize], &self.right[right as usize])
    }

    pub(super) fn compare(&self, a: &Person, b: &Person) -> Pattern {
        let number = a.number.compare(b.number);
        let birth = self.birth_level(a, b, number);
        let sex = match (a.sex_known(), b.sex_known()) {
            (0, _) | (_, 0) => 0,
            _ if number == NumberLevel::Equal && (a.sex == 0 || b.sex == 0) => 0,
            (x, y) => 1 + usize::from(x != y),
        };
        Pattern::new(number as usize, birth as usize, self.place_level(a, b) as usize, sex, self.name_code(a.name, b.name))
    }

    /// Births as stated; where one is not, that inside the number stands in. It says nothing new where the numbers are equal
    /// or nearly so.
    fn birth_level(&self, a: &Person, b: &Person, number: NumberLevel) -> BirthLevel {
        let stated = birth::compare(a.birth, b.birth);
        if stated == BirthLevel::Equal || matches!(number, NumberLevel::Equal | NumberLevel::Near) {
            return stated;
        }
        let (x, y) = (a.number.birth(), b.number.birth());
        let mut best = stated;
        for other in [birth::compare(a.birth, y), birth::compare(x, b.birth), birth::compare(x, y)] {
            if best == BirthLevel::Missing || (other != BirthLevel::Missing && (other as u8) < best as u8) {
                best = other;
            }
        }
        best
    }

    fn place_level(&self, a: &Person, b: &Person) -> PlaceLevel {
        let same = |x: u64, y: u64| x != 0 && x == y;
        if same(a.phone, b.phone) || same(a.address, b.address) || (self.households_shared && same(a.household, b.household)) {
            return PlaceLevel::Home;
        }
        if a.village == 0 || b.village == 0 {
            return self.place_without_village(a, b);
        }
        if a.village == b.village {
            return PlaceLevel::SameVillage;
        }
        if self.corresponding(a.village) == b.village {
            return PlaceLevel::CorrespondingVillage;
        }
        let township = |village: u32| self.places[village as usize - 1].township_code;
        let of_codes = township(a.village) != 0 && township(a.village) == township(b.village);
        if of_codes || (a.township != 0 && a.township == b.township) { PlaceLevel::SameTownship } else { PlaceLevel::Elsewhere }
    }

    fn place_without_village(&self, a: &Person, b: &Person) -> PlaceLevel {
        if a.address_signs != 0 && b.address_signs != 0 {
            let shared = 2 * (a.address_signs & b.address_signs).count_ones();
            if shared * 100 >= 85 * (a.address_signs.count_ones() + b.address_signs.count_ones()) {
                return PlaceLevel::SameVillage;
            }
        }
        match (a.township, b.township) {
            (0, _) | (_, 0) => PlaceLevel::Missing,
            (x, y) if x == y => PlaceLevel::SameTownship,
            _ => PlaceLevel::Elsewhere,
        }
    }

    /// The corresponding place of the right list; 0 where there is none.
    pub(super) fn corresponding(&self, village: u32) -> u32 {
        self.corresponding.get(village as usize).copied().unwrap_or(0)
    }

    fn name_code(&self, a: u32, b: u32) -> usize {
        let bearers = |number: u32| &self.names.entries[number as usize];
        match self.names.compare(a, b) {
            NameLevel::Missing => 0,
            NameLevel::Equal => 1 + names::bin(bearers(a).bearers, EQUAL_BINS),
            NameLevel::Sound => {
                let common = bearers(a).sound_bearers.max(bearers(b).sound_bearers);
                SOUND_FIRST + names::bin(common, SOUND_BINS)
            }
            NameLevel::Alike => ALIKE,
            NameLevel::OneCharacter => ONE_CHARACTER,
            NameLevel::OneMissing => ONE_MISSING,
            NameLevel::Reversed => REVERSED,
            NameLevel::SurnameChanged => SURNAME_CHANGED,
            NameLevel::SurnameOnly => SURNAME_ONLY,
            NameLevel::Different => NAME_DIFFERENT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_keeps_every_level() {
        let pattern = Pattern::new(4, 7, 5, 2, NAME_DIFFERENT);
        let levels = (pattern.number(), pattern.birth(), pattern.place(), pattern.sex(), pattern.name());
        assert_eq!(levels, (4, 7, 5, 2, NAME_DIFFERENT));
        assert_eq!(pattern.with_place(PlaceLevel::Together).place(), 7);
        assert_eq!(pattern.with_place(PlaceLevel::Together).birth(), 7);
    }
}
