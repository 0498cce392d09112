//! Expectation and maximisation: m and the number of persons in both lists, from the counts of patterns alone.

use super::comparison::Pattern;
use super::model::{FieldLevels, LinkModel, NAME_GROUPS, name_group};

/// Rounds; the shares no longer move after some ten.
const ROUNDS: usize = 25;
/// Pairs by which what is learnt is drawn towards where it started, so that a level nobody shows keeps a small share.
const DRAWN: f64 = 20.0;

/// Learns m from how often each pattern occurs.
pub(super) fn learn(model: &mut LinkModel, patterns: &[(Pattern, u32)]) {
    let start = LinkModel::starting([0, 0], 0).m;
    let most = model.rows[0].min(model.rows[1]);
    for _ in 0..ROUNDS {
        let mut sums =
            FieldLevels { number: [0.0; 5], name: [0.0; NAME_GROUPS], birth: [0.0; 8], sex: [0.0; 3], place: [0.0; 8] };
        let mut matches = 0.0;
        let prior = model.prior();
        for (pattern, count) in patterns {
            let odds = (prior + model.weights(*pattern).sum()).min(60.0).exp2();
            let expected = odds / (1.0 + odds) * f64::from(*count);
            matches += expected;
            sums.number[pattern.number()] += expected;
            sums.name[name_group(pattern.name())] += expected;
            sums.birth[pattern.birth()] += expected;
            sums.sex[pattern.sex().min(2)] += expected;
            sums.place[pattern.place()] += expected;
        }
        model.matches = matches.clamp(1.0, most);
        model.m = FieldLevels {
            number: shares(&sums.number, &start.number),
            name: shares(&sums.name, &start.name),
            birth: shares(&sums.birth, &start.birth),
            sex: shares(&sums.sex, &start.sex),
            place: shares(&sums.place, &start.place),
        };
    }
}

fn shares<const LEVELS: usize>(sums: &[f64; LEVELS], start: &[f64; LEVELS]) -> [f64; LEVELS] {
    let known: f64 = sums.iter().skip(1).sum();
    let mut shares = [0.0; LEVELS];
    for level in 1..LEVELS {
        shares[level] = (sums[level] + DRAWN * start[level]) / (known + DRAWN);
    }
    shares
}
