//! Two lists joined on the identity number alone, for lists whose numbers are right: no learning, no doubt.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::columns::{ListColumns, ListField};
use super::linking::{LinkRefusal, ListSide, check};
use super::mixing::spread;
use super::number::PackedNumber;

/// Bits of the number by which rows are parted, so that each part's table stays in the processor's cache.
const PART_BITS: u32 = 7;

/// The identity numbers of a list, packed; those that are no numbers are left out of a join.
pub struct NumberList(Vec<u64>);

impl NumberList {
    /// Reads the numbers of a list.
    pub fn new(list: &ListColumns, side: ListSide) -> Result<NumberList, LinkRefusal> {
        check(list, side)?;
        let column = list.column(ListField::Number).ok_or(LinkRefusal::NoIdentity(side))?;
        Ok(NumberList::of_texts(column.iter()))
    }

    /// Reads numbers one by one.
    pub fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> NumberList {
        NumberList(texts.map(|text| PackedNumber::read(text).0).collect())
    }

    /// Puts the numbers of another part of the list behind.
    pub fn append(&mut self, mut other: NumberList) {
        self.0.append(&mut other.0);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Pairs of rows with one number (right or not, but the same), in no order. A number that stands several times gives every
/// pair, up to so many rows of the right list for one of the left that nobody could look at them.
pub fn link_exactly(left: &NumberList, right: &NumberList, threads: usize) -> Vec<(u32, u32)> {
    let (left, right) = std::thread::scope(|scope| {
        let left = scope.spawn(|| Parted::new(&left.0));
        let right = Parted::new(&right.0);
        (left.join().expect("parting does not panic"), right)
    });
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1))
            .map(|_| {
                scope.spawn(|| {
                    let (mut found, mut table) = (Vec::new(), Vec::new());
                    loop {
                        let part = next.fetch_add(1, Ordering::Relaxed);
                        if part >= 1 << PART_BITS {
                            return found;
                        }
                        join(left.part(part), right.part(part), &mut table, &mut found);
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for worker in workers {
            let mut found = worker.join().expect("joining does not panic");
            if all.is_empty() { all = found } else { all.append(&mut found) }
        }
        all
    })
}

/// Numbers with their rows, parted by the upper bits of their hash.
struct Parted {
    entries: Vec<(u64, u32)>,
    starts: Vec<usize>,
}

impl Parted {
    fn new(numbers: &[u64]) -> Parted {
        let part_of = |number: u64| (spread(number) >> (64 - PART_BITS)) as usize;
        let mut starts = vec![0usize; (1 << PART_BITS) + 1];
        numbers.iter().filter(|number| **number != 0).for_each(|number| starts[part_of(*number) + 1] += 1);
        for part in 1..starts.len() {
            starts[part] += starts[part - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0u64, 0u32); starts[1 << PART_BITS]];
        for (row, number) in (0u32..).zip(numbers).filter(|(_, number)| **number != 0) {
            let place = &mut next[part_of(*number)];
            entries[*place] = (*number, row);
            *place += 1;
        }
        Parted { entries, starts }
    }

    fn part(&self, part: usize) -> &[(u64, u32)] {
        &self.entries[self.starts[part]..self.starts[part + 1]]
    }
}

/// Most right rows with one number that a left row is paired with.
const SAME_MAX: usize = 1_000;

/// Joins two parts through a table of places, kept by the caller between parts; 0 is a free place.
fn join(left: &[(u64, u32)], right: &[(u64, u32)], table: &mut Vec<u32>, found: &mut Vec<(u32, u32)>) {
    let size = (right.len() * 2).next_power_of_two().max(16);
    table.clear();
    table.resize(size, 0);
    let mask = size - 1;
    for (place, (number, _)) in (1u32..).zip(right) {
        let mut at = spread(*number) as usize & mask;
        while table[at] != 0 {
            at = (at + 1) & mask;
        }
        table[at] = place;
    }
    for (number, row) in left {
        let mut at = spread(*number) as usize & mask;
        let mut same = 0;
        while table[at] != 0 && same < SAME_MAX {
            let (other, other_row) = right[table[at] as usize - 1];
            if other == *number {
                found.push((*row, other_row));
                same += 1;
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_typed_in_other_ways_join_and_blanks_never_do() {
        let of = |texts: &[&str]| NumberList::of_texts(texts.iter().copied());
        let left = of(&["", "130503670401001", "11010519491231002x", "无"]);
        let right = of(&["11010519491231002X", "", "130503196704010016", "130503196704010016"]);
        let mut found = link_exactly(&left, &right, 2);
        found.sort_unstable();
        assert_eq!(found, [(1, 2), (1, 3), (2, 0)]);
    }
}
