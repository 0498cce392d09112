//! From the odds of each pair alone to its probability among all: a person stands in a list once, so what speaks for one
//! pair speaks against its rivals. Sum-product on the graph of pairs (Huang and Jebara 2009); exact where it has no circles.

use super::blocking::rows_of;

/// Rounds of messages; rivals of rivals beyond this far change nothing that can be seen.
const ROUNDS: usize = 6;
/// Odds above this are certain.
const ODDS_MAX: f64 = 1e12;

/// Which rows can be linked more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rivalry {
    /// A left row is one person of the right list at most.
    pub(super) left_once: bool,
    /// A right row is one person of the left list at most.
    pub(super) right_once: bool,
}

/// The probability of each pair. `pairs` are sorted; `odds` are log₂, one a pair.
pub(super) fn probabilities(pairs: &[u64], odds: &[f32], right_rows: usize, rivalry: Rivalry) -> Vec<f32> {
    let odds: Vec<f64> = odds.iter().map(|bits| f64::from(*bits).exp2().min(ODDS_MAX)).collect();
    let by_left = groups(pairs, |pair| rows_of(pair).0);
    let right_order = order_by_right(pairs, right_rows);
    let by_right: Vec<(u32, u32)> = groups_of(&right_order, |at| rows_of(pairs[at as usize]).1);
    let (mut from_left, mut from_right) = (vec![1f64; pairs.len()], vec![1f64; pairs.len()]);
    for _ in 0..ROUNDS {
        if rivalry.left_once {
            for (start, end) in &by_left {
                let (start, end) = (*start as usize, *end as usize);
                let sum: f64 = (start..end).map(|at| odds[at] * from_right[at]).sum();
                for at in start..end {
                    from_left[at] = 1.0 / (1.0 + (sum - odds[at] * from_right[at]).max(0.0));
                }
            }
        }
        if rivalry.right_once {
            for (start, end) in &by_right {
                let group = &right_order[*start as usize..*end as usize];
                let sum: f64 = group.iter().map(|at| odds[*at as usize] * from_left[*at as usize]).sum();
                for at in group {
                    let at = *at as usize;
                    from_right[at] = 1.0 / (1.0 + (sum - odds[at] * from_left[at]).max(0.0));
                }
            }
        }
    }
    (0..pairs.len())
        .map(|at| {
            let odds = odds[at] * from_left[at] * from_right[at];
            (odds / (1.0 + odds)) as f32
        })
        .collect()
}

/// Ranges of equal keys with more than one member.
fn groups(pairs: &[u64], key: impl Fn(u64) -> u32) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=pairs.len() {
        if at == pairs.len() || key(pairs[at]) != key(pairs[start]) {
            if at - start > 1 {
                found.push((start as u32, at as u32));
            }
            start = at;
        }
    }
    found
}

fn groups_of(order: &[u32], key: impl Fn(u32) -> u32) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut start = 0;
    for at in 1..=order.len() {
        if at == order.len() || key(order[at]) != key(order[start]) {
            if at - start > 1 {
                found.push((start as u32, at as u32));
            }
            start = at;
        }
    }
    found
}

/// Places of the pairs in the order of their right rows, by counting.
fn order_by_right(pairs: &[u64], right_rows: usize) -> Vec<u32> {
    let mut starts = vec![0u32; right_rows + 1];
    pairs.iter().for_each(|pair| starts[rows_of(*pair).1 as usize + 1] += 1);
    for row in 1..starts.len() {
        starts[row] += starts[row - 1];
    }
    let mut order = vec![0u32; pairs.len()];
    for (at, pair) in (0u32..).zip(pairs) {
        let place = &mut starts[rows_of(*pair).1 as usize];
        order[*place as usize] = at;
        *place += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::blocking::pair;

    const ONCE: Rivalry = Rivalry { left_once: true, right_once: true };

    fn check(pairs: &[(u32, u32, f32)], rivalry: Rivalry, expected: &[f32]) {
        let keys: Vec<u64> = pairs.iter().map(|(left, right, _)| pair(*left, *right)).collect();
        let odds: Vec<f32> = pairs.iter().map(|(.., odds)| *odds).collect();
        let got = probabilities(&keys, &odds, 9, rivalry);
        assert!(got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.01), "{got:?} {expected:?}");
    }

    #[test]
    fn a_pair_without_rivals_keeps_its_odds() {
        check(&[(0, 0, 0.0), (1, 1, 5.0)], ONCE, &[0.5, 0.97]);
    }

    #[test]
    fn two_equal_rivals_share() {
        check(&[(0, 0, 20.0), (0, 1, 20.0)], ONCE, &[0.5, 0.5]);
        check(&[(0, 0, 20.0), (0, 1, 20.0)], Rivalry { left_once: false, right_once: true }, &[1.0, 1.0]);
    }

    #[test]
    fn a_rival_who_is_somebody_else_for_certain_leaves_the_other() {
        check(&[(0, 0, 10.0), (0, 1, 10.0), (1, 1, 30.0)], ONCE, &[1.0, 0.0, 1.0]);
    }
}
