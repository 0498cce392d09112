//! Values of law by name and day; what is not known is noted and never guessed.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use policy::{Amount, PolicyBook};
use vocabulary::{Date, Fen, Ratio, RegionCode};

/// The values of law of a county.
#[derive(Debug)]
pub struct Law<'a> {
    book: &'a PolicyBook,
    region: RegionCode,
    unknown: Mutex<BTreeSet<String>>,
}

impl<'a> Law<'a> {
    /// The values of this book that hold in the region.
    pub fn new(book: &'a PolicyBook, region: RegionCode) -> Law<'a> {
        Law { book, region, unknown: Mutex::default() }
    }

    /// The county.
    pub fn region(&self) -> RegionCode {
        self.region
    }

    /// A value that is money.
    pub fn money(&self, name: &str, day: Date) -> Option<Fen> {
        match self.amount(name, day)? {
            Amount::Money(money) => Some(money),
            Amount::Ratio(_) | Amount::Count(_) | Amount::YesNo(_) => None,
        }
    }

    /// A value that is a whole number.
    pub fn count(&self, name: &str, day: Date) -> Option<i64> {
        match self.amount(name, day)? {
            Amount::Count(count) => Some(count),
            Amount::Money(_) | Amount::Ratio(_) | Amount::YesNo(_) => None,
        }
    }

    /// A value that is a ratio.
    pub fn ratio(&self, name: &str, day: Date) -> Option<Ratio> {
        match self.amount(name, day)? {
            Amount::Ratio(ratio) => Some(ratio),
            Amount::Money(_) | Amount::Count(_) | Amount::YesNo(_) => None,
        }
    }

    fn amount(&self, name: &str, day: Date) -> Option<Amount> {
        let amount = self.book.value(name, self.region, day).ok().and_then(|value| value.amount);
        if amount.is_none() {
            let what = self.book.version(name, self.region, day).map_or(name, |value| value.label.as_str());
            // A poisoned lock holds the same names; nothing else is done under it.
            self.unknown.lock().unwrap_or_else(PoisonError::into_inner).insert(format!("{what}（{name}，{day}）"));
        }
        amount
    }

    /// Values that were asked for and nobody has supplied: what depends on them was not judged.
    pub fn unknown(&self) -> Vec<String> {
        self.unknown.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
