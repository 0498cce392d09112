//! What members of a home say for each other: where two of a family are found, the third is likelier there than anywhere.

use super::blocking::{pair, rows_of};
use super::comparison::{Comparison, Pattern, PlaceLevel};
use super::mixing::{KeyIndex, NumberMap, mix};
use super::model::LinkModel;

/// Most pairs of members of two homes that are compared because others were found together.
const MEMBERS_MAX: usize = 15;

/// Probability from which the members of two homes count as found together.
const TOGETHER_MIN: f32 = 0.9;

/// Links between two homes: how many, and the rows of the first.
struct HomeLinks {
    count: u32,
    left: u32,
    right: u32,
}

/// Raises the pairs whose homes are linked by others, and adds pairs of members who are not yet found.
pub(super) fn together(
    comparison: &Comparison<'_>,
    exact: &[u64],
    pairs: &mut Vec<u64>,
    patterns: &mut Vec<Pattern>,
    probabilities: &[f32],
    threads: usize,
) {
    let sure = pairs.iter().zip(probabilities).filter(|(_, probability)| **probability >= TOGETHER_MIN).map(|(pair, _)| *pair);
    let mut links: NumberMap<HomeLinks> = NumberMap::default();
    let mut homes_linked: Vec<(u64, u64)> = Vec::new();
    let mut found = [vec![false; comparison.left.len()], vec![false; comparison.right.len()]];
    for linked in exact.iter().copied().chain(sure) {
        let (left, right) = rows_of(linked);
        found[0][left as usize] = true;
        found[1][right as usize] = true;
        if comparison.is_of_one_list() {
            found[1][left as usize] = true;
            found[0][right as usize] = true;
        }
        let homes = (comparison.left[left as usize].home(), comparison.right[right as usize].home());
        if homes.0 == 0 || homes.1 == 0 {
            continue;
        }
        let entry = links.entry(mix(homes.0, homes.1)).or_insert_with(|| {
            homes_linked.push(homes);
            HomeLinks { count: 0, left, right }
        });
        entry.count += 1;
    }
    let is_together = &|left: u32, right: u32| {
        let homes = (comparison.left[left as usize].home(), comparison.right[right as usize].home());
        homes.0 != 0
            && homes.1 != 0
            && links.get(&mix(homes.0, homes.1)).is_some_and(|link| link.count > 1 || (link.left != left && link.right != right))
    };
    add_members(comparison, &homes_linked, &found, pairs, patterns);
    let part = pairs.len().div_ceil(threads.max(1)).max(1);
    std::thread::scope(|scope| {
        for (pairs, patterns) in pairs.chunks(part).zip(patterns.chunks_mut(part)) {
            scope.spawn(move || {
                for (pair, pattern) in pairs.iter().zip(patterns) {
                    let (left, right) = rows_of(*pair);
                    if is_together(left, right) {
                        let at_home = pattern.place() == PlaceLevel::Home as usize;
                        *pattern = pattern.with_place(if at_home { PlaceLevel::HomeTogether } else { PlaceLevel::Together });
                    }
                }
            });
        }
    });
}

/// Pairs of members of linked homes who are found nowhere.
fn add_members(
    comparison: &Comparison<'_>,
    homes: &[(u64, u64)],
    found: &[Vec<bool>; 2],
    pairs: &mut Vec<u64>,
    patterns: &mut Vec<Pattern>,
) {
    let not_found = |rows: &[super::people::Person], found: &[bool]| {
        let keys: Vec<(u64, u32)> =
            (0u32..).zip(rows).zip(found).filter(|(_, found)| !**found).map(|((row, person), _)| (person.home(), row)).collect();
        let count = keys.len();
        KeyIndex::new(keys.into_iter(), count)
    };
    let (left, right) = (not_found(comparison.left, &found[0]), not_found(comparison.right, &found[1]));
    let mut added = Vec::new();
    for (left_home, right_home) in homes {
        for row in left.rows(*left_home).take(MEMBERS_MAX) {
            added.extend(right.rows(*right_home).take(MEMBERS_MAX).map(|other| pair(row, other)));
        }
    }
    if comparison.is_of_one_list() {
        added.retain(|pair| rows_of(*pair).0 < rows_of(*pair).1);
    }
    added.sort_unstable();
    added.dedup();
    added.retain(|pair| pairs.binary_search(pair).is_err());
    let added_patterns: Vec<Pattern> = added
        .iter()
        .map(|pair| {
            let (left, right) = rows_of(*pair);
            comparison.pattern(left, right)
        })
        .collect();
    merge(pairs, patterns, added, added_patterns);
}

/// Puts the added pairs into their places.
fn merge(pairs: &mut Vec<u64>, patterns: &mut Vec<Pattern>, added: Vec<u64>, added_patterns: Vec<Pattern>) {
    if added.is_empty() {
        return;
    }
    let mut merged = Vec::with_capacity(pairs.len() + added.len());
    let mut merged_patterns = Vec::with_capacity(pairs.len() + added.len());
    let mut next = added.into_iter().zip(added_patterns).peekable();
    for (pair, pattern) in pairs.iter().zip(patterns.iter()) {
        while let Some((added, pattern)) = next.next_if(|(added, _)| added < pair) {
            merged.push(added);
            merged_patterns.push(pattern);
        }
        merged.push(*pair);
        merged_patterns.push(*pattern);
    }
    for (pair, pattern) in next {
        merged.push(pair);
        merged_patterns.push(pattern);
    }
    (*pairs, *patterns) = (merged, merged_patterns);
}

/// How often two persons stand in homes that others link: counted, as all pairs of such homes are compared.
pub(super) fn learn_places(model: &mut LinkModel, patterns: &[Pattern], pairs: &[u64], rows: [usize; 2]) {
    let table = model.odds_table(model.prior(), super::linking::counts(&[patterns]).into_iter().map(|(pattern, _)| pattern));
    let mut apart = [0f64; 8];
    for pattern in patterns {
        let odds = f64::from(table[usize::from(pattern.0)]).exp2();
        apart[pattern.place()] += 1.0 / (1.0 + odds);
    }
    debug_assert_eq!(patterns.len(), pairs.len(), "a pattern a pair");
    let all = rows[0] as f64 * rows[1] as f64;
    let (home, together) = (PlaceLevel::Home as usize, PlaceLevel::HomeTogether as usize);
    let at_home = model.u_place[home] + model.u_place[together];
    let share = (apart[together] + 1.0) / (apart[home] + apart[together] + 2.0);
    model.u_place[home] = at_home * (1.0 - share);
    model.u_place[together] = at_home * share;
    model.u_place[PlaceLevel::Together as usize] = ((apart[PlaceLevel::Together as usize] + 1.0) / all).max(1e-12);
}
