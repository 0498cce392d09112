//! Which pairs of rows are compared at all: those that agree in one of several keys.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::birth;
use super::comparison::Comparison;
use super::mixing::{KeyIndex, mix};
use super::people::Person;

/// Most rows of the right list that one row is compared with under one rule. A key that more share (a day of birth that
/// stands for "unknown") says too little.
pub(super) const CANDIDATES_MAX: usize = 120;
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
    /// Pairs each rule gave, and rows it left out because more than [`CANDIDATES_MAX`] rows share their key.
    pub(super) counts: Vec<(BlockRule, usize, usize)>,
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
    let results: Vec<(BlockRule, Vec<u64>, usize)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut done = Vec::new();
                    while let Some(rule) = BlockRule::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let (pairs, left_out) = apply(*rule, comparison, left, right);
                        done.push((*rule, pairs, left_out));
                    }
                    done
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("blocking does not panic")).collect()
    });
    let mut counts: Vec<_> = results.iter().map(|(rule, pairs, left_out)| (*rule, pairs.len(), *left_out)).collect();
    counts.sort_by_key(|(rule, ..)| *rule as u8);
    let pairs = sorted_once(results.into_iter().map(|(_, pairs, _)| pairs).collect(), left, threads);
    Blocked { pairs, counts }
}

fn apply(rule: BlockRule, comparison: &Comparison<'_>, left: &[u32], right: &[u32]) -> (Vec<u64>, usize) {
    let keys = right.iter().map(|row| {
        let person = &comparison.right[*row as usize];
        (rule.key(person, person.village, comparison), *row)
    });
    let index = KeyIndex::new(keys, right.len());
    let mut pairs = Vec::with_capacity(left.len());
    let mut left_out = 0;
    for row in left {
        let person = &comparison.left[*row as usize];
        let village = match comparison.corresponding(person.village) {
            0 => person.village,
            corresponding => corresponding,
        };
        let before = pairs.len();
        for candidate in index.rows(rule.key(person, village, comparison)) {
            if pairs.len() - before == CANDIDATES_MAX {
                pairs.truncate(before);
                left_out += 1;
                break;
            }
            pairs.push(pair(*row, candidate));
        }
    }
    (pairs, left_out)
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
