//! The generator behind every choice: SplitMix64, whose whole state is one number, so that a seed is a population.

/// A stream of choices. The same seed gives the same choices on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of this seed.
    pub(crate) fn from_seed(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both in. `low` is not above `high`.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        assert!(low <= high, "a choice needs at least one possibility");
        let possibilities = high.abs_diff(low) + 1;
        // The bias of a remainder over 64 bits is far below what a population of any size could show.
        low + i64::try_from(self.next() % possibilities).expect("a choice lies within its bounds")
    }

    /// An index below `count`, which is above zero.
    pub(crate) fn index(&mut self, count: usize) -> usize {
        let highest = i64::try_from(count).expect("lists are short") - 1;
        usize::try_from(self.between(0, highest)).expect("an index is not negative")
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(crate) fn in_a_thousand(&mut self, times: i64) -> bool {
        self.between(0, 999) < times
    }

    /// One of these; the list is not empty.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// One of these by weight; the list is not empty and its weights are above zero.
    pub(crate) fn weighted<'a, T>(&mut self, from: &'a [(T, i64)]) -> &'a T {
        let mut left = self.between(1, from.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in from {
            left -= weight;
            if left <= 0 {
                return value;
            }
        }
        unreachable!("a number not above the sum of the weights falls on one of them")
    }

    /// The same things in another order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.index(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_published_stream_of_splitmix64() {
        let mut random = Random::from_seed(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn choices_stay_within_their_bounds_and_reach_both() {
        let mut random = Random::from_seed(7);
        let seen: std::collections::BTreeSet<i64> = (0..200).map(|_| random.between(-1, 1)).collect();
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [-1, 0, 1]);
    }
}
