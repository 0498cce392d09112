//! Facts: one dated statement of one department about one person, with the cell it was read from.

mod kind;
mod period;

use vocabulary::{Coded, Date, DateRange, FactId, Fen, PersonId, Sequence, Source};

pub use kind::{FactKind, FactShape};
pub use period::MoneyPeriod;

/// A fact's value as one whole number: fen, a count, `yyyymmdd`, 0 or 1, or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactValue(pub i64);

/// One dated statement about one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Key inside this system.
    pub id: FactId,
    /// Whom it is about.
    pub person: PersonId,
    /// What it states.
    pub kind: FactKind,
    /// Its value.
    pub value: FactValue,
    /// Days for which it is stated.
    pub days: DateRange,
    /// Number of the department's layout that gave it (`departments/*.toml`).
    pub department: i16,
    /// The act under which it was recorded.
    pub recorded: Sequence,
    /// The fact it takes the place of, where a later file corrected one for the same days.
    pub supersedes: Option<FactId>,
    /// Where it stands.
    pub source: Source,
}

impl FactValue {
    /// The cell could not be read, or is blank where the form demands a statement: what was stated before no longer
    /// stands, and what is the case is not known. It is never read as a default. No amount, count or code is ever such a number.
    pub const UNREADABLE: FactValue = FactValue(-9_000_000_000_000_000_001);
    /// The cell is blank where a blank says "none": what was stated before no longer stands.
    pub const EMPTY: FactValue = FactValue(-9_000_000_000_000_000_002);

    /// From an amount.
    pub fn money(amount: Fen) -> FactValue {
        FactValue(amount.as_fen())
    }

    /// From a day, as `yyyymmdd`.
    pub fn day(day: Date) -> FactValue {
        FactValue(i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day()))
    }

    /// From a value of a code set.
    pub fn code<T: Coded>(value: T) -> FactValue {
        FactValue(value.number())
    }

    /// As an amount.
    pub fn as_money(self) -> Fen {
        Fen::new(self.0)
    }

    /// As a day, where it is one.
    pub fn as_day(self) -> Option<Date> {
        let part = |value: i64| i8::try_from(value).ok();
        Date::new(i16::try_from(self.0 / 10_000).ok()?, part(self.0 / 100 % 100)?, part(self.0 % 100)?)
    }

    /// As a value of a code set, where the set has that number.
    pub fn as_code<T: Coded>(self) -> Option<T> {
        T::from_number(self.0)
    }
}
