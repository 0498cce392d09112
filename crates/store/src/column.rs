//! Values of the field as numbers in columns and back. Days are `yyyymmdd`, months an index, regions 12 digits.

use casework::GapKind;
use ledger::{Account, Purpose};
use policy::RuleId;
use registry::HouseholdKind;
use vocabulary::{Coded, Date, DateRange, Id, Month, Programme, RegionCode, RegionLevel};

use crate::{LinkVerdict, StoreFault};

/// A value in a row that is none of its type: the row was written by something else, or the disk is broken.
pub fn unreadable(what: &str, value: impl std::fmt::Display) -> StoreFault {
    StoreFault::Unreadable { what: what.to_owned(), value: value.to_string() }
}

/// A day as `yyyymmdd`.
pub fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day that [`day_number`] wrote.
pub fn day(number: i64) -> Result<Date, StoreFault> {
    let part = |value: i64| i8::try_from(value).ok();
    let date = || Date::new(i16::try_from(number / 10_000).ok()?, part(number / 100 % 100)?, part(number % 100)?);
    date().ok_or_else(|| unreadable("day", number))
}

/// Days from the columns of their ends.
pub fn days(from: i64, until: Option<i64>) -> Result<DateRange, StoreFault> {
    DateRange::new(day(from)?, until.map(day).transpose()?).ok_or_else(|| unreadable("days", from))
}

/// A month as its index.
pub fn month_number(month: Month) -> i64 {
    i64::from(month.index())
}

/// The month that [`month_number`] wrote.
pub fn month(number: i64) -> Result<Month, StoreFault> {
    i32::try_from(number).ok().and_then(Month::from_index).ok_or_else(|| unreadable("month", number))
}

/// A typed id from its column.
pub fn id<K>(number: i64) -> Result<Id<K>, StoreFault> {
    Id::new(number).map_err(|_| unreadable("id", number))
}

/// An id that may be missing.
pub fn id_or_none<K>(number: Option<i64>) -> Result<Option<Id<K>>, StoreFault> {
    number.map(id).transpose()
}

/// A region as its 12 digits.
pub fn region_number(region: RegionCode) -> i64 {
    i64::try_from(region.padded()).expect("twelve digits fit into 64 bits")
}

/// The region that [`region_number`] wrote.
pub fn region(number: i64) -> Result<RegionCode, StoreFault> {
    u64::try_from(number).ok().and_then(|padded| RegionCode::from_padded(padded).ok()).ok_or_else(|| unreadable("region", number))
}

/// The six digits of a county, the first part of every key.
pub fn county_number(county: RegionCode) -> Result<i64, StoreFault> {
    if county.level() == RegionLevel::County {
        Ok(region_number(county) / 1_000_000)
    } else {
        Err(StoreFault::NotACounty { region: county })
    }
}

/// A value of a code set from its column.
pub fn coded<T: Coded>(what: &str, number: i64) -> Result<T, StoreFault> {
    T::from_number(number).ok_or_else(|| unreadable(what, number))
}

/// A smaller whole number from its column.
pub fn narrow<T: TryFrom<i64>>(what: &str, number: i64) -> Result<T, StoreFault> {
    T::try_from(number).map_err(|_| unreadable(what, number))
}

/// A rule's id from its column. A rule's id lives as long as the program; the store keeps one copy of each it has
/// read, of which there are no more than rules were ever written.
pub fn rule_id(text: String) -> RuleId {
    use std::collections::BTreeSet;
    use std::sync::Mutex;
    static READ: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut read = READ.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = read.get(text.as_str()) {
        return RuleId(known);
    }
    let kept: &'static str = Box::leak(text.into_boxed_str());
    read.insert(kept);
    RuleId(kept)
}

/// Enums of the field that have no code set: their numbers in columns, never changed, never used again.
macro_rules! numbered {
    ($type:ident, $number:ident, $read:ident: $($value:ident = $code:literal),+ $(,)?) => {
        #[doc = concat!("The number of a [`", stringify!($type), "`] in a column.")]
        pub fn $number(value: $type) -> i64 {
            match value { $($type::$value => $code),+ }
        }

        #[doc = concat!("The [`", stringify!($type), "`] with that number.")]
        pub fn $read(number: i64) -> Result<$type, StoreFault> {
            match number {
                $($code => Ok($type::$value),)+
                _ => Err(unreadable(stringify!($type), number)),
            }
        }
    };
}

numbered!(GapKind, gap_kind_number, gap_kind: Uncovered = 1, Overstayed = 2, Misgraded = 3, Undetermined = 4);
numbered!(Purpose, purpose_number, purpose: Regular = 1, BackPay = 2);
numbered!(LinkVerdict, link_verdict_number, link_verdict: Same = 1, NotSame = 2, CannotSay = 3, Undone = 4);
numbered!(Account, account_number, account: AssistanceExpense = 1, OwedToHouseholds = 2, InTransit = 3, Treasury = 4);

/// Kinds of assistance units other than rural dibao's have the number of their programme above this one.
const UNITS_ABOVE: i64 = 10;

/// The number of a [`HouseholdKind`] in a column: 1 register, 2 unit of rural dibao, 3 monitored, 10 + the programme's number
/// any other unit.
pub fn household_kind_number(kind: HouseholdKind) -> i64 {
    match kind {
        HouseholdKind::Register => 1,
        HouseholdKind::Assistance(Programme::RuralDibao) => 2,
        HouseholdKind::Monitored => 3,
        HouseholdKind::Assistance(programme) => UNITS_ABOVE + programme.number(),
    }
}

/// The [`HouseholdKind`] with that number.
pub fn household_kind(number: i64) -> Result<HouseholdKind, StoreFault> {
    match number {
        1 => Ok(HouseholdKind::Register),
        2 => Ok(HouseholdKind::Assistance(Programme::RuralDibao)),
        3 => Ok(HouseholdKind::Monitored),
        _ => {
            let programme = Programme::from_number(number - UNITS_ABOVE).filter(|programme| *programme != Programme::RuralDibao);
            programme.map(HouseholdKind::Assistance).ok_or_else(|| unreadable("HouseholdKind", number))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_regions_read_back_from_their_numbers() {
        let leap = Date::parse("2024-02-29").expect("a day");
        assert_eq!(day(day_number(leap)).expect("a day"), leap);
        assert!(day(20_230_229).is_err());
        let october = Month::parse("2022-10").expect("a month");
        assert_eq!(month(month_number(october)).expect("a month"), october);
        let village = RegionCode::parse("620521100001").expect("a region");
        assert_eq!(region(region_number(village)).expect("a region"), village);
    }

    #[test]
    fn only_a_county_has_a_county_number() {
        assert_eq!(county_number(RegionCode::parse("620521").expect("a county")).expect("a county"), 620_521);
        assert!(county_number(RegionCode::parse("620521100").expect("a town")).is_err());
        assert!(county_number(RegionCode::NATION).is_err());
    }

    #[test]
    fn a_rule_read_twice_is_kept_once() {
        let (first, second) = (rule_id("DB-101".to_owned()), rule_id("DB-101".to_owned()));
        assert_eq!(first, second);
        assert!(std::ptr::eq(first.0, second.0));
    }
}
