//! How right links are, where the truth is known.

use std::collections::HashSet;

use super::blocking::pair;
use super::linking::Linking;

/// Precision, recall and their harmonic mean at one threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy {
    /// The threshold.
    pub threshold: f32,
    /// Pairs linked.
    pub linked: usize,
    /// Of these, true ones.
    pub right: usize,
    /// True pairs in all.
    pub wanted: usize,
}

impl Accuracy {
    /// True links of all links; 1 where nothing is linked.
    pub fn precision(&self) -> f64 {
        if self.linked == 0 { 1.0 } else { self.right as f64 / self.linked as f64 }
    }

    /// True pairs that are linked; 1 where there are none to find.
    pub fn recall(&self) -> f64 {
        if self.wanted == 0 { 1.0 } else { self.right as f64 / self.wanted as f64 }
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

impl Linking {
    /// The accuracy at a threshold, and at the threshold where F1 is best. `truth` holds pairs of rows (left, right).
    pub fn accuracy(&self, threshold: f32, truth: &[(u32, u32)]) -> (Accuracy, Accuracy) {
        let truth: HashSet<u64> = truth.iter().map(|(left, right)| pair(*left, *right)).collect();
        let mut scored: Vec<(f32, bool)> =
            self.pairs.iter().map(|found| (found.probability, truth.contains(&pair(found.left, found.right)))).collect();
        scored.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut here = Accuracy { threshold, wanted: truth.len(), ..Accuracy::default() };
        let mut best = here;
        let mut sum = Accuracy { wanted: truth.len(), ..Accuracy::default() };
        for (at, (probability, is_right)) in scored.iter().enumerate() {
            sum = Accuracy { threshold: *probability, linked: sum.linked + 1, right: sum.right + usize::from(*is_right), ..sum };
            if *probability >= threshold {
                here = Accuracy { threshold, ..sum };
            }
            let is_last_of_its_kind = scored.get(at + 1).is_none_or(|(next, _)| next < probability);
            if is_last_of_its_kind && (best.linked == 0 || sum.f1() > best.f1()) {
                best = sum;
            }
        }
        (here, best)
    }
}
