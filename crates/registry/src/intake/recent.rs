//! Texts that a column repeats, with what they were read as: a register says 男 and 女 a hundred thousand times each.

use smol_str::SmolStr;

/// Texts that are remembered: more than a set of relations or the villages of neighbouring rows have costs the search.
const REMEMBERED: usize = 8;

/// The last different texts of a column that were read without complaint.
pub(super) struct Recent<T> {
    known: Vec<(SmolStr, T)>,
    /// The place that the next text takes.
    next: usize,
}

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent { known: Vec::new(), next: 0 }
    }
}

impl<T: Copy> Recent<T> {
    /// What a text was read as.
    pub(super) fn find(&self, text: &SmolStr) -> Option<T> {
        self.known.iter().find(|(known, _)| known == text).map(|(_, value)| *value)
    }

    /// Remembers what a text was read as, in place of the oldest. Long texts are not worth it.
    pub(super) fn remember(&mut self, text: &SmolStr, value: T) {
        if text.is_heap_allocated() {
            return;
        }
        match self.known.get_mut(self.next) {
            Some(place) => *place = (text.clone(), value),
            None => self.known.push((text.clone(), value)),
        }
        self.next = (self.next + 1) % REMEMBERED;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_texts_are_remembered_and_older_ones_are_read_anew() {
        let mut recent = Recent::default();
        let text = |number: usize| SmolStr::new(number.to_string());
        (0..REMEMBERED + 1).for_each(|number| recent.remember(&text(number), number));
        let found: Vec<Option<usize>> = (0..REMEMBERED + 1).map(|number| recent.find(&text(number))).collect();
        let expected: Vec<Option<usize>> = (0..REMEMBERED + 1).map(|number| (number > 0).then_some(number)).collect();
        assert_eq!(found, expected);
    }
}
