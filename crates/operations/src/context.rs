//! What every operation is given: who acts, on which day, at which moment, and where new ids come from.

use std::sync::Arc;

use jiff::Timestamp;
use store::IdSource;
use vocabulary::{Date, OfficialId, RegionCode};

use crate::Role;

/// An official as an operation sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// Key.
    pub id: OfficialId,
    /// Login name.
    pub login: String,
    /// Name on documents.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The region in which the role holds.
    pub region: RegionCode,
}

/// Time and ids, read here and nowhere below.
#[derive(Clone)]
pub struct Context {
    official: Arc<Official>,
    today: Option<Date>,
    ids: Arc<IdSource>,
}

impl Context {
    /// A context for an official. With `day` the acts are dated that day (back-dated entry of an office's papers, the
    /// model year); without it, today in Asia/Shanghai. Audit moments are always the real ones.
    pub fn new(official: Official, day: Option<Date>, ids: Arc<IdSource>) -> Context {
        Context { official: Arc::new(official), today: day, ids }
    }

    /// Who acts.
    pub fn official(&self) -> &Official {
        &self.official
    }

    /// The day of the act, in Asia/Shanghai.
    pub fn today(&self) -> Date {
        self.today.unwrap_or_else(today)
    }

    /// The moment, in milliseconds UTC.
    pub fn now_ms(&self) -> i64 {
        now_ms()
    }

    /// A new id number, later than every earlier one.
    pub fn new_id(&self) -> i64 {
        self.ids.next(self.now_ms())
    }
}

/// Today in Asia/Shanghai.
pub(crate) fn today() -> Date {
    shanghai_day(Timestamp::now())
}

/// The moment, in milliseconds UTC.
pub(crate) fn now_ms() -> i64 {
    Timestamp::now().as_millisecond()
}

/// The day of a moment in milliseconds UTC; the first day of 1970 for one beyond all calendars.
pub(crate) fn shanghai_day_of(moment_ms: i64) -> Date {
    shanghai_day(Timestamp::from_millisecond(moment_ms).unwrap_or(Timestamp::UNIX_EPOCH))
}

/// Asia/Shanghai has been UTC+8 without summer time since 1992.
fn shanghai_day(moment: Timestamp) -> Date {
    let local = jiff::tz::Offset::constant(8).to_datetime(moment);
    Date::new(local.year(), local.month(), local.day()).expect("a moment lies on a day")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_shanghai() {
        let day = |text: &str| shanghai_day(text.parse().expect("a moment")).to_string();
        assert_eq!(day("2022-10-30T15:59:59Z"), "2022-10-30");
        assert_eq!(day("2022-10-30T16:00:00Z"), "2022-10-31");
    }
}
