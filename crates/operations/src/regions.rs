//! Names of regions, for people to read. Codes decide; a name is only shown.

use std::collections::HashMap;

use vocabulary::RegionCode;

const EMBEDDED: &str = include_str!("../../../policy/regions.csv");

/// Names by division code.
#[derive(Clone, Debug, Default)]
pub struct Regions {
    names: HashMap<RegionCode, String>,
}

impl Regions {
    /// The division codes that come with the program.
    pub fn embedded() -> Regions {
        Regions::parse(EMBEDDED)
    }

    /// Lines `code,name`; a line without a division code is a head or a comment.
    pub fn parse(text: &str) -> Regions {
        let names = text
            .lines()
            .filter_map(|line| line.split_once(','))
            .filter_map(|(code, name)| RegionCode::parse(code).ok().map(|code| (code, name.trim().to_owned())))
            .collect();
        Regions { names }
    }

    /// The name of a region; its code where no name is known.
    pub fn name(&self, code: RegionCode) -> String {
        self.names.get(&code).cloned().unwrap_or_else(|| code.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_village_has_its_name_and_an_unknown_one_its_code() {
        let regions = Regions::embedded();
        let name = |code: &str| regions.name(RegionCode::parse(code).expect("a code"));
        assert_eq!(name("620521"), "清水县");
        assert_eq!(name("620521105"), "山门镇");
        assert_eq!(name("620521999999"), "620521999999");
    }
}
