//! Which pairs of rows are compared at all: those that agree in one of several keys.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::birth;
use super::comparison::Comparison;
use super::mixing::{KeyIndex, mix};
use super::people::Person;

/// Most rows of the right list that one row is compared with under one rule. A key that more share (a day of birth that
/// stands for "unknown") says too little.
pub(super) const CANDIDATES_MAX: usize = 120;
/// Most pairs of one rule for each left row, on average. Two lists of a county stay far below it; in those of a province days
/// of birth and years are shared by ten times as many, and without a bound pairs would grow with the square of the rows. A
/// rule beyond it asks for one field more, and is left out where that is not enough.
const PAIRS_PER_ROW_MAX: usize = 12;
/// Rows from which the bound counts: below, all pairs are few.
const ROWS_BOUNDED_MIN: usize = 10_000;
/// A name borne by no more persons is looked for wherever they live.
const RARE_MAX: u32 = 4;

/// A blocking rule: what a pair must agree in to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockRule {
    NumberTail,
    NameAndBirth,
    SurnameAndBirth,
    GivenNameAndBirth,
    BirthAndVillage,
    NameAndVillage,
    NameAndYear,
    RareName,
    Household,
    Phone,
    Address,
}

impl BlockRule {
    pub(super) const ALL: [BlockRule; 11] = [
        BlockRule::NumberTail,
        BlockRule::NameAndBirth,
        BlockRule::SurnameAndBirth,
        BlockRule::GivenNameAndBirth,
        BlockRule::BirthAndVillage,
        BlockRule::NameAndVillage,
        BlockRule::NameAndYear,
        BlockRule::RareName,
        BlockRule::Household,
        BlockRule::Phone,
        BlockRule::Address,
    ];

    /// What the rule asks to be equal, in Chinese.
    pub(super) fn label(self) -> &'static str {
        match self {
            BlockRule::NumberTail => "身份证号后九位",
            BlockRule::NameAndBirth => "姓名和出生日期",
            BlockRule::SurnameAndBirth => "姓和出生日期",
            BlockRule::GivenNameAndBirth => "名和出生日期",
            BlockRule::BirthAndVillage => "出生日期和村",
            BlockRule::NameAndVillage => "姓名读音和村",
            BlockRule::NameAndYear => "姓名读音和出生年份",
            BlockRule::RareName => "少见姓名",
            BlockRule::Household => "户号",
            BlockRule::Phone => "手机号",
            BlockRule::Address => "地址",
        }
    }

    /// What it asks for when it gave too many pairs: the same and one field more.
    fn refined_label(self) -> &'static str {
        match self {
            BlockRule::NumberTail => "身份证号后九位和性别",
            BlockRule::NameAndBirth => "姓名、出生日期和性别",
            BlockRule::SurnameAndBirth => "姓、出生日期和性别",
            BlockRule::GivenNameAndBirth => "名、出生日期和性别",
            BlockRule::BirthAndVillage => "出生日期、村和性别",
            BlockRule::NameAndVillage => "姓名读音、村和性别",
            BlockRule::NameAndYear => "姓名读音和出生年月",
            BlockRule::RareName => "少见姓名和性别",
            BlockRule::Household => "户号和性别",
            BlockRule::Phone => "手机号和性别",
            BlockRule::Address => "地址和性别",
        }
    }

    /// The key of a row by the rule and one field more; 0 where it lacks one of them.
    fn refined_key(self, person: &Person, village: u32, comparison: &Comparison<'_>) -> u64 {
        let key = self.key(person, village, comparison);
        let more = match self {
            // The year stands in the key already; year and month make a day without its last five bits.
            BlockRule::NameAndYear => u64::from(person.birth_known() >> 5),
            BlockRule::NumberTail
            | BlockRule::NameAndBirth
            | BlockRule::SurnameAndBirth
            | BlockRule::GivenNameAndBirth
            | BlockRule::BirthAndVillage
            | BlockRule::NameAndVillage
            | BlockRule::RareName
            | BlockRule::Household
            | BlockRule::Phone
            | BlockRule::Address => u64::from(person.sex_known()),
        };
        if key == 0 || more == 0 { 0 } else { mix(key, more) }
    }

    /// The key of a row; 0 where it has none.
    fn key(self, person: &Person, village: u32, comparison: &Comparison<'_>) -> u64 {
        let name = &comparison.names.entries[person.name as usize];
        let both = |first: u64, second: u64| if first == 0 || second == 0 { 0 } else { mix(first, second) };
        let whole = |day: u32| if birth::is_whole(day) { u64::from(day) } else { 0 };
        match self {
            BlockRule::NumberTail => person.number.tail(),
            BlockRule::NameAndBirth => both(u64::from(person.name), whole(person.birth_known())),
            BlockRule::SurnameAndBirth => both(name.surname_sound, whole(person.birth_known())),
            BlockRule::GivenNameAndBirth => both(name.given_sound, whole(person.birth_known())),
            BlockRule::BirthAndVillage => both(whole(person.birth_known()), u64::from(village)),
            BlockRule::NameAndVillage => both(name.sound, u64::from(village)),
            BlockRule::NameAndYear => both(name.sound, u64::from(birth::year(person.birth_known()))),
            BlockRule::RareName => {
                if name.bearers <= RARE_MAX {
                    u64::from(person.name)
                } else {
                    0
                }
            }
            BlockRule::Household => {
                if comparison.households_shared {
                    person.household
                } else {
                    0
                }
            }
            BlockRule::Phone => person.phone,
            BlockRule::Address => person.address,
        }
    }
}

/// Pairs to compare, and what the caps left out.
pub(super) struct Blocked {
    /// Left row in the upper half, right row in the lower; sorted, each once.
    pub(super) pairs: Vec<u64>,
    /// What each rule asked for, the pairs it gave, and rows it left out because more than [`CANDIDATES_MAX`] rows share their
    /// key or because the rule as a whole gave too many pairs.
    pub(super) counts: Vec<(&'static str, usize, usize)>,
}

/// One number for a pair of rows.
pub(super) fn pair(left: u32, right: u32) -> u64 {
    u64::from(left) << 32 | u64::from(right)
}

/// Left and right row of a pair.
pub(super) fn rows_of(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// All pairs of these rows that agree by a rule. Rules are shared out to so many threads.
pub(super) fn block(comparison: &Comparison<'_>, left: &[u32], right: &[u32], threads: usize) -> Blocked {
    let next = AtomicUsize::new(0);
    let mut results: Vec<(BlockRule, Applied)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut done = Vec::new();
                    while let Some(rule) = BlockRule::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                        done.push((*rule, apply(*rule, comparison, left, right)));
                    }
                    done
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("blocking does not panic")).collect()
    });
    results.sort_by_key(|(rule, _)| *rule as u8);
    let counts = results.iter().map(|(_, applied)| (applied.label, applied.pairs.len(), applied.left_out)).collect();
    let pairs = sorted_once(results.into_iter().map(|(_, applied)| applied.pairs).collect(), left, threads);
    Blocked { pairs, counts }
}

/// What one rule gave.
struct Applied {
    label: &'static str,
    pairs: Vec<u64>,
    left_out: usize,
}

/// Pairs of one rule; where they are too many, by one field more or not at all.
fn apply(rule: BlockRule, comparison: &Comparison<'_>, left: &[u32], right: &[u32]) -> Applied {
    type Key<'k> = &'k dyn Fn(&Person, u32) -> u64;
    let plain: Key<'_> = &|person, village| rule.key(person, village, comparison);
    let refined: Key<'_> = &|person, village| rule.refined_key(person, village, comparison);
    let most = left.len().max(ROWS_BOUNDED_MIN) * PAIRS_PER_ROW_MAX;
    for (label, key) in [(rule.label(), plain), (rule.refined_label(), refined)] {
        let keys = right.iter().map(|row| {
            let person = &comparison.right[*row as usize];
            (key(person, person.village), *row)
        });
        let index = KeyIndex::new(keys, right.len());
        let key_of = |row: u32| {
            let person = &comparison.left[row as usize];
            let village = match comparison.corresponding(person.village) {
                0 => person.village,
                corresponding => corresponding,
            };
            key(person, village)
        };
        if let Some((pairs, left_out)) = pairs_within(&index, left, key_of, most) {
            return Applied { label, pairs, left_out };
        }
    }
    Applied { label: rule.refined_label(), pairs: Vec::new(), left_out: left.len() }
}

/// The pairs that agree in a key, and the rows whose key too many share; `None` where there would be more than `most`.
fn pairs_within(index: &KeyIndex, left: &[u32], key_of: impl Fn(u32) -> u64, most: usize) -> Option<(Vec<u64>, usize)> {
    let mut pairs = Vec::with_capacity(left.len());
    let mut left_out = 0;
    for row in left {
        let before = pairs.len();
        for candidate in index.rows(key_of(*row)) {
            if pairs.len() - before == CANDIDATES_MAX {
                pairs.truncate(before);
                left_out += 1;
                break;
            }
            pairs.push(pair(*row, candidate));
        }
        if pairs.len() > most {
            return None;
        }
    }
    Some((pairs, left_out))
}

/// The pairs of several rules in order and each once, by ranges of left rows in parallel.
fn sorted_once(of_rules: Vec<Vec<u64>>, left: &[u32], threads: usize) -> Vec<u64> {
    let bounds: Vec<u64> =
        (1..threads).filter_map(|part| left.get(left.len() * part / threads)).map(|row| pair(*row, 0)).collect();
    let mut parts: Vec<Vec<u64>> = vec![Vec::new(); bounds.len() + 1];
    for pairs in of_rules {
        for pair in pairs {
            parts[bounds.partition_point(|bound| *bound <= pair)].push(pair);
        }
    }
    std::thread::scope(|scope| {
        for part in &mut parts {
            scope.spawn(|| {
                part.sort_unstable();
                part.dedup();
            });
        }
    });
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_with_too_many_pairs_stops_at_its_bound() {
        let index = KeyIndex::new((0..100).map(|row| (7, row)), 100);
        let left: Vec<u32> = (0..50).collect();
        assert_eq!(pairs_within(&index, &left, |_| 7, 5_000).map(|(pairs, left_out)| (pairs.len(), left_out)), Some((5_000, 0)));
        assert_eq!(pairs_within(&index, &left, |_| 7, 4_999), None);
    }

    #[test]
    fn a_key_that_too_many_share_is_left_out_and_counted() {
        let index = KeyIndex::new((0..=CANDIDATES_MAX as u32).map(|row| (7, row)), 200);
        assert_eq!(pairs_within(&index, &[1, 2], |_| 7, 5_000), Some((Vec::new(), 2)));
    }
}
