//! Reproducible chance (SplitMix64 of Steele, Lea and Flood 2014).

/// A stream of numbers from a seed.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed ^ 0x5DEE_CE66_D1CE_CAFE)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number from 0 to below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// True in so many of a thousand cases.
    pub(crate) fn per_mille(&mut self, share: u32) -> bool {
        self.next() % 1_000 < u64::from(share)
    }

    /// One of these, all alike.
    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// A place in a list of so many, the first ones more often (a share falling as one over the place).
    pub(crate) fn ranked(&mut self, count: usize) -> usize {
        let uniform = self.next() as f64 / u64::MAX as f64;
        let place = ((count as f64 + 1.0).powf(uniform) - 1.0) as usize;
        place.min(count - 1)
    }
}
