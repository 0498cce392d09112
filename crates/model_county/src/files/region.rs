//! Names of townships and villages, from the table of division codes that the product reads too.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use vocabulary::RegionCode;

const REGIONS: &str = include_str!("../../../../policy/regions.csv");

static NAMES: LazyLock<BTreeMap<RegionCode, &'static str>> = LazyLock::new(|| {
    let lines = REGIONS.lines().filter_map(|line| line.split_once(','));
    lines.filter_map(|(code, name)| Some((RegionCode::parse(code).ok()?, name))).collect()
});

/// The name of a township or village.
pub(super) fn name(code: RegionCode) -> Option<&'static str> {
    NAMES.get(&code).copied()
}
