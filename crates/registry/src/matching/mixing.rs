//! Hashing of keys that are already numbers, and tables over them. A list of people is not an adversary: caps on the size of
//! a block bound what a list made on purpose can cost.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A table keyed by numbers.
pub(super) type NumberMap<V> = HashMap<u64, V, BuildHasherDefault<NumberHasher>>;

/// Hashes numbers by one multiplication.
#[derive(Default)]
pub(super) struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, hash_bytes(bytes));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = spread(self.0 ^ number);
    }
}

/// A number whose every bit depends on every bit of the given one.
pub(super) fn spread(number: u64) -> u64 {
    let mut x = number;
    x = (x ^ (x >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 32)
}

/// One key of two.
pub(super) fn mix(first: u64, second: u64) -> u64 {
    spread(first.rotate_left(23).wrapping_add(0x9E37_79B9_7F4A_7C15) ^ second)
}

/// A number for a text; never 0, which stands for "none".
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(hash, u64::from_le_bytes(chunk.try_into().expect("chunks of eight bytes")));
    }
    let mut last = [0u8; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, u64::from_le_bytes(last)).max(1)
}

/// Rows by key: the chains of a hash table over two arrays, for joins of some hundred thousand rows.
pub(super) struct KeyIndex {
    mask: u64,
    heads: Vec<u32>,
    entries: Vec<(u64, u32, u32)>,
}

impl KeyIndex {
    /// Indexes rows by their keys; rows with key 0 are left out.
    pub(super) fn new(keys: impl Iterator<Item = (u64, u32)>, expected: usize) -> KeyIndex {
        let size = (expected * 2).next_power_of_two().max(16);
        let mut index = KeyIndex { mask: size as u64 - 1, heads: vec![u32::MAX; size], entries: Vec::with_capacity(expected) };
        for (key, row) in keys.filter(|(key, _)| *key != 0) {
            let head = (spread(key) & index.mask) as usize;
            let place = index.entries.len() as u32;
            index.entries.push((key, row, index.heads[head]));
            index.heads[head] = place;
        }
        index
    }

    /// Rows with that key, last indexed first.
    pub(super) fn rows(&self, key: u64) -> impl Iterator<Item = u32> + '_ {
        let mut at = if key == 0 { u32::MAX } else { self.heads[(spread(key) & self.mask) as usize] };
        std::iter::from_fn(move || {
            while let Some((known, row, next)) = self.entries.get(at as usize) {
                at = *next;
                if *known == key {
                    return Some(*row);
                }
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_gives_back_the_rows_of_a_key_and_no_others() {
        let index = KeyIndex::new([(7, 1), (8, 2), (7, 3), (0, 4)].into_iter(), 4);
        assert_eq!(index.rows(7).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(index.rows(9).count() + index.rows(0).count(), 0);
    }

    #[test]
    fn texts_that_differ_only_in_length_differ() {
        assert_ne!(hash_bytes(b"a"), hash_bytes(b"a\0"));
        assert_ne!(hash_bytes(b""), 0);
    }
}
