//! Values of law by region and day, read from `policy/*.toml` texts.

use std::fmt;

use vocabulary::{Date, Fen, Ratio, RegionCode};

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

/// Every value of law, by name, region and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyBook {
    values: Vec<DatedValue>,
}
