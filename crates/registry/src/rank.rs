//! Which of several sources is used for a kind of fact: data of the layouts.
//!
//! Holds: nothing is thrown away because of a rank; it says which statement is used while all are kept and shown.

use std::sync::LazyLock;

use crate::FactKind;
use crate::intake::{Field, Layout, embedded_layouts};

/// Rank of a source that no layout describes: after all others, by its number.
const RANK_OF_UNKNOWN: i16 = 10_000;

/// The ranks of sources by kind of fact, as the layouts state them. The lowest rank is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranks {
    /// For each department's number a place for each kind.
    of: Vec<[i16; FactKind::TABLE.len()]>,
    /// Numbers of the departments whose findings correct others.
    correcting: Vec<i16>,
}

/// The rule by which one of several statements was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PickRule {
    /// RG-01: the source with the lowest rank.
    Rank,
    /// RG-02: of sources with one rank, that with the lowest number.
    Number,
    /// RG-03: a source that stated something anew after a finding had corrected it.
    News,
}

impl Ranks {
    /// The ranks that these layouts state.
    pub fn of(layouts: &[Layout]) -> Ranks {
        let size = layouts.iter().filter_map(|layout| usize::try_from(layout.number).ok()).max().map_or(0, |last| last + 1);
        let correcting = layouts.iter().filter(|layout| layout.corrects).map(|layout| layout.number).collect();
        let mut ranks = Ranks { of: vec![[RANK_OF_UNKNOWN; FactKind::TABLE.len()]; size], correcting };
        for layout in layouts {
            let Some(row) = usize::try_from(layout.number).ok().and_then(|number| ranks.of.get_mut(number)) else { continue };
            row.fill(layout.rank);
            for column in &layout.columns {
                if let (Field::Fact(kind), Some(rank)) = (column.field, column.rank) {
                    row[kind as usize] = rank;
                }
            }
        }
        ranks
    }

    /// The ranks of the layouts that come with the product.
    pub fn embedded() -> &'static Ranks {
        static EMBEDDED: LazyLock<Ranks> = LazyLock::new(|| Ranks::of(&embedded_layouts()));
        &EMBEDDED
    }

    /// The rank of a department for a kind of fact.
    pub fn rank(&self, kind: FactKind, department: i16) -> i16 {
        let row = usize::try_from(department).ok().and_then(|department| self.of.get(department));
        row.map_or(RANK_OF_UNKNOWN, |row| row[kind as usize])
    }

    /// Whether what a department states corrects others only until they state something anew.
    pub fn corrects(&self, department: i16) -> bool {
        self.correcting.contains(&department)
    }

    /// The rule by which the first of two departments comes before the second.
    pub fn rule(&self, kind: FactKind, used: i16, other: i16) -> PickRule {
        if self.rank(kind, used) == self.rank(kind, other) { PickRule::Number } else { PickRule::Rank }
    }
}

impl PickRule {
    /// The code in traces.
    pub fn code(self) -> &'static str {
        match self {
            PickRule::Rank => "RG-01",
            PickRule::Number => "RG-02",
            PickRule::News => "RG-03",
        }
    }

    /// What the rule says, a Chinese sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            PickRule::Rank => "多个来源不一致，按来源次序采用在先的一个。",
            PickRule::Number => "多个来源不一致且次序相同，采用来源编号在前的一个。",
            PickRule::News => "入户核实以后，该来源又有新的说法，采用新的说法。",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(kind: FactKind, departments: &[i16]) {
        let ranks = Ranks::embedded();
        for pair in departments.windows(2) {
            assert!(ranks.rank(kind, pair[0]) < ranks.rank(kind, pair[1]), "{kind:?} {pair:?}");
            assert_eq!(ranks.rule(kind, pair[0], pair[1]), PickRule::Rank);
        }
    }

    #[test]
    fn what_officials_saw_comes_first_and_what_families_declare_last() {
        order(FactKind::Death, &[14, 1, 3]);
        order(FactKind::DisabilityLevel, &[14, 4, 2]);
        order(FactKind::IllnessSpending, &[14, 5, 2]);
        order(FactKind::Schooling, &[14, 7, 2]);
        order(FactKind::EmployeePension, &[14, 12, 2]);
        order(FactKind::ResidentPensionBasic, &[14, 12, 2]);
        order(FactKind::CashAssets, &[14, 13, 2]);
        order(FactKind::Dwellings, &[14, 9, 2]);
        order(FactKind::MotorCars, &[14, 8, 2]);
        order(FactKind::Whereabouts, &[14, 15, 2]);
    }

    #[test]
    fn a_source_that_no_layout_describes_comes_last() {
        let ranks = Ranks::embedded();
        assert_eq!(ranks.rank(FactKind::Death, 99), RANK_OF_UNKNOWN);
        assert_eq!(ranks.rank(FactKind::Death, -1), RANK_OF_UNKNOWN);
        assert_eq!(ranks.rule(FactKind::Death, 98, 99), PickRule::Number);
        assert_eq!([PickRule::Rank, PickRule::Number].map(PickRule::code), ["RG-01", "RG-02"]);
    }
}
