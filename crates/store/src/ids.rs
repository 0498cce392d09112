//! Ids for new rows, growing with time.

use std::sync::Mutex;

/// 2020-01-01T00:00:00Z in milliseconds.
const EPOCH_MS: i64 = 1_577_836_800_000;
/// Bits of the counter within a millisecond.
const COUNTER_BITS: u32 = 14;
/// Bits of the node.
const NODE_BITS: u32 = 2;
/// The last millisecond that fits into 41 bits: in the year 2089.
const MS_MAX: i64 = (1 << 41) - 1;

/// Makes ids: 41 bits of milliseconds since 2020, 2 bits of node, 14 bits of counter. They have 17 digits until 2068, so
/// that nobody takes one for an identity number of 18. Each is greater than every one
/// before it, also when the clock goes back or a millisecond gives more than 16,384.
#[derive(Debug)]
pub struct IdSource {
    node: i64,
    /// Millisecond and counter of the last id.
    last: Mutex<(i64, i64)>,
}

impl IdSource {
    /// A source for a node, 0 to 3. Two programs that write to one county at a time need two nodes; the number is taken modulo 4.
    pub fn new(node: u8) -> IdSource {
        IdSource { node: i64::from(node) % (1 << NODE_BITS), last: Mutex::new((0, -1)) }
    }

    /// The next id at that moment (milliseconds UTC).
    pub fn next(&self, now_ms: i64) -> i64 {
        let mut last = self.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = (now_ms - EPOCH_MS).clamp(1, MS_MAX);
        let (millisecond, counter) = if now > last.0 {
            (now, 0)
        } else if last.1 + 1 < 1 << COUNTER_BITS {
            (last.0, last.1 + 1)
        } else {
            (last.0 + 1, 0)
        };
        *last = (millisecond, counter);
        millisecond << (NODE_BITS + COUNTER_BITS) | self.node << COUNTER_BITS | counter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_also_when_the_clock_goes_back() {
        let ids = IdSource::new(3);
        let first = ids.next(EPOCH_MS + 1000);
        let second = ids.next(EPOCH_MS + 10);
        let third = ids.next(EPOCH_MS + 2000);
        assert!(0 < first && first < second && second < third);
    }

    #[test]
    fn a_millisecond_may_give_more_ids_than_its_counter_holds() {
        let ids = IdSource::new(0);
        let made: Vec<i64> = (0..200_000).map(|_| ids.next(EPOCH_MS + 1)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn two_nodes_never_make_the_same_id() {
        let (one, two) = (IdSource::new(1), IdSource::new(2));
        let made: Vec<i64> = (0..1000).map(|_| one.next(EPOCH_MS + 5)).collect();
        assert!((0..1000).all(|_| !made.contains(&two.next(EPOCH_MS + 5))));
    }

    #[test]
    fn an_id_is_above_zero_at_every_clock() {
        assert!(IdSource::new(0).next(0) > 0);
        assert!(IdSource::new(63).next(i64::MAX / 2) > 0);
    }
}
