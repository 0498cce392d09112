//! The real places: the villages and residents' committees of the county, from the table of division codes.

use vocabulary::{RegionCode, RegionLevel};

/// Division codes and names, the same file that the product reads.
const REGIONS: &str = include_str!("../../../../policy/regions.csv");

/// Area that nearly everyone born here has in the number.
pub(crate) const HOME_AREA: u32 = 620_521;

/// Areas of those who were registered elsewhere at birth: neighbouring counties.
pub(crate) const OTHER_AREAS: [u32; 6] = [620_502, 620_503, 620_522, 620_523, 620_525, 610_327];

/// A village or residents' committee.
#[derive(Clone, Debug)]
pub(crate) struct Village {
    /// Twelve digits.
    pub(crate) code: RegionCode,
    /// Which kind of unit.
    pub(crate) committee: Committee,
    /// Name of its town or township.
    pub(crate) town: &'static str,
}

/// The two kinds of village units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Committee {
    /// 居民委员会 or 社区.
    Residents,
    /// 村民委员会.
    Villagers,
}

/// All village units, in the order of their codes.
pub(crate) fn villages() -> Vec<Village> {
    let mut town = "清水县";
    let mut villages = Vec::new();
    for (code, name) in REGIONS.lines().filter_map(|line| line.split_once(',')) {
        let Ok(code) = RegionCode::parse(code) else { continue };
        match code.level() {
            RegionLevel::Town => town = name,
            RegionLevel::Village => {
                let committee = if code.padded() % 1_000 < 200 { Committee::Residents } else { Committee::Villagers };
                villages.push(Village { code, committee, town });
            }
            RegionLevel::Nation | RegionLevel::Province | RegionLevel::Prefecture | RegionLevel::County => {}
        }
    }
    villages
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_county_has_268_village_units_in_eighteen_townships_and_a_park() {
        let villages = villages();
        let towns: BTreeSet<RegionCode> = villages.iter().map(|village| village.code.at(RegionLevel::Town)).collect();
        assert_eq!((villages.len(), towns.len()), (268, 19));
    }
}
