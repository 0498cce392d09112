//! Values of law by region and day, read from `policy/*.toml` texts.
//!
//! What holds in a [`PolicyBook`]: every value has a known name and that name's unit; for one name and region no two
//! values share a day. A value nobody has supplied stays UNKNOWN and is refused by name.

mod in_force;
mod keys;
mod reader;
mod unit;

use std::fmt;

use vocabulary::{Date, DateRange, Fen, Ratio, RegionCode, RegionLevel};

pub(crate) use in_force::{FromBook, FromKept, ValueSource, values_in_force};
pub use in_force::{Shape, UsedValue, UsedValueFault, ValueInForce};
pub use keys::Key;
pub use unit::ValueUnit;

/// The name of a value, such as `dibao.rural.standard`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueKey(pub String);

/// A value in its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Money.
    Money(Fen),
    /// A ratio.
    Ratio(Ratio),
    /// A whole number: days, months, years of age, pieces.
    Count(i64),
    /// Whether something holds.
    YesNo(bool),
}

/// One version of a value: for a region, from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedValue {
    /// Its name.
    pub key: ValueKey,
    /// Label in Chinese.
    pub label: String,
    /// Unit, such as `fen/person/month`.
    pub unit: String,
    /// Region it is set for.
    pub region: RegionCode,
    /// First day.
    pub from: Date,
    /// First day on which it no longer holds, where the text sets one.
    pub until: Option<Date>,
    /// The value; `None` is UNKNOWN: the county must supply it.
    pub amount: Option<Amount>,
    /// Source and clause.
    pub source: String,
    /// How sure the source is (`seen`, `derived`, `assumption`, …).
    pub confidence: String,
}

/// A value that is not known for a region and day. The system names it and refuses to guess.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("政策数值“{key}”（{region}，{day}）未知，须由有权机关录入")]
pub struct Unknown {
    /// The value's name.
    pub key: ValueKey,
    /// Region asked for.
    pub region: RegionCode,
    /// Day asked for.
    pub day: Date,
}

/// A fault of a policy file: which file, which value, what, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {place}: {what}")]
pub struct PolicyFault {
    /// File.
    pub file: String,
    /// Key or line.
    pub place: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for ValueKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for ValueKey {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Amount {
    /// Yuan with two decimals, a plain ratio, a number, 是 or 否; the unit's word follows where a page prints one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Money(money) => money.fmt(f),
            Amount::Ratio(ratio) => ratio.fmt(f),
            Amount::Count(count) => count.fmt(f),
            Amount::YesNo(true) => f.write_str("是"),
            Amount::YesNo(false) => f.write_str("否"),
        }
    }
}

impl DatedValue {
    /// The days on which it holds.
    pub fn days(&self) -> DateRange {
        DateRange::new(self.from, self.until).expect("a value that holds on no day is refused at reading")
    }
}

/// Every value of law, by name, region and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyBook {
    /// In the order of name, region and first day.
    values: Vec<DatedValue>,
}

impl PolicyBook {
    /// Reads pairs of file name and TOML text. A later file takes the place of an earlier one for the same name, region
    /// and days; what it leaves over of the earlier one stays. All faults of all files are given, not only the first.
    pub fn parse(files: &[(&str, &str)]) -> Result<PolicyBook, Vec<PolicyFault>> {
        let mut book = PolicyBook::default();
        let mut faults = Vec::new();
        for (file, text) in files {
            match reader::read(file, text) {
                Ok(values) => values.into_iter().for_each(|value| book.lay_over(value)),
                Err(found) => faults.extend(found),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        book.values.sort_by(|a, b| (&a.key, a.region, a.from).cmp(&(&b.key, b.region, b.from)));
        Ok(book)
    }

    /// Puts in a value of a later file and cuts its days out of what stood there.
    fn lay_over(&mut self, later: DatedValue) {
        let mut kept = Vec::with_capacity(self.values.len() + 2);
        for earlier in self.values.drain(..) {
            if earlier.key != later.key || earlier.region != later.region || !earlier.days().overlaps(later.days()) {
                kept.push(earlier);
                continue;
            }
            if earlier.from < later.from {
                kept.push(DatedValue { until: Some(later.from), ..earlier.clone() });
            }
            if let Some(end) = later.until
                && earlier.until.is_none_or(|earlier_end| end < earlier_end)
            {
                kept.push(DatedValue { from: end, ..earlier });
            }
        }
        kept.push(later);
        self.values = kept;
    }

    /// The value of this name that holds for the region on the day, that of the most exact region first (village, town,
    /// county, prefecture, province, country). UNKNOWN and not set at all are refused alike.
    pub fn value(&self, key: impl AsRef<str>, region: RegionCode, day: Date) -> Result<&DatedValue, Unknown> {
        self.version(key.as_ref(), region, day).filter(|value| value.amount.is_some()).ok_or_else(|| Unknown {
            key: ValueKey(key.as_ref().to_owned()),
            region,
            day,
        })
    }

    /// The version that holds, also where it says UNKNOWN.
    pub fn version(&self, key: &str, region: RegionCode, day: Date) -> Option<&DatedValue> {
        const FROM_EXACT_TO_WIDE: [RegionLevel; 6] = [
            RegionLevel::Village,
            RegionLevel::Town,
            RegionLevel::County,
            RegionLevel::Prefecture,
            RegionLevel::Province,
            RegionLevel::Nation,
        ];
        let versions = self.versions(key);
        FROM_EXACT_TO_WIDE.iter().find_map(|level| {
            let place = region.at(*level);
            versions.iter().find(|value| value.region == place && value.days().contains(day))
        })
    }

    /// All versions of one name, in the order of region and first day.
    pub fn versions(&self, key: &str) -> &[DatedValue] {
        let start = self.values.partition_point(|value| value.key.0.as_str() < key);
        let end = self.values.partition_point(|value| value.key.0.as_str() <= key);
        &self.values[start..end]
    }

    /// The Chinese label of a name, where any file sets it; the name itself otherwise.
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.versions(key).first().map_or(key, |value| &value.label)
    }

    /// Every version of every value in the order of name, region and first day, for a page of the law in force.
    pub fn values(&self) -> impl Iterator<Item = &DatedValue> {
        self.values.iter()
    }

    /// A value that is money, with the first day of its version.
    pub fn money(&self, key: Key, region: RegionCode, day: Date) -> Result<(Fen, Date), Unknown> {
        let value = self.value(key.name, region, day)?;
        match value.amount {
            Some(Amount::Money(money)) => Ok((money, value.from)),
            Some(Amount::Ratio(_) | Amount::Count(_) | Amount::YesNo(_)) | None => unreachable_shape(key),
        }
    }

    /// A value that is a whole number: days, months, persons.
    pub fn count(&self, key: Key, region: RegionCode, day: Date) -> Result<i64, Unknown> {
        match self.value(key.name, region, day)?.amount {
            Some(Amount::Count(count)) => Ok(count),
            Some(Amount::Ratio(_) | Amount::Money(_) | Amount::YesNo(_)) | None => unreachable_shape(key),
        }
    }
}

fn unreachable_shape<T>(key: Key) -> T {
    unreachable!("the reader gives {} only amounts of its unit {}", key.name, key.unit.text())
}
