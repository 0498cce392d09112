//! By when tekun has to be worked on (TK-203 to TK-209, TK-23, CA-107, TK-26, TK-30).
//! There is no total limit: each step has its
//! own, and an objection starts the notice anew.

use vocabulary::{Date, Month, RegionCode};

use crate::deadlines::{DeadlineRefusal, Deadlines};
use crate::programme_values::value_in_force;
use crate::{Key, PolicyBook, Unknown, ValueKey};

impl Deadlines<'_> {
    /// Last day for the township's opinion on an accepted tekun application (TK-203).
    pub fn tekun_township_opinion(&self, accepted: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::TEKUN_TOWNSHIP_LIMIT, accepted)
    }

    /// Last day of the tekun notice; calendar days, the day of posting not counted (TK-205).
    pub fn tekun_notice_end(&self, posted: Date) -> Result<Date, DeadlineRefusal> {
        Ok(posted.plus_days(self.whole(Key::TEKUN_NOTICE_DAYS, posted)?))
    }

    /// Last day to look again after an objection; then the result is posted again (TK-206).
    pub fn tekun_objection(&self, objected: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::TEKUN_OBJECTION_LIMIT, objected)
    }

    /// Last day for the county's opinion on tekun (TK-207).
    pub fn tekun_county_opinion(&self, received: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::TEKUN_COUNTY_LIMIT, received)
    }

    /// First month of tekun after a decision (TK-208).
    pub fn tekun_first_month(&self, decided: Date) -> Result<Month, DeadlineRefusal> {
        Ok(decided.in_month().plus(self.whole(Key::TEKUN_PAYMENT_START, decided)?))
    }

    /// Last day to give the reasons of a tekun denial in writing (TK-209).
    pub fn tekun_denial_notice(&self, decided: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::TEKUN_DENIAL_NOTICE_LIMIT, decided)
    }

    /// Last day to assess self-care again after a reported change (TK-23).
    pub fn tekun_reassessment(&self, reported: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::TEKUN_REASSESSMENT_LIMIT, reported)
    }

    /// First month paid by a new level of self-care (CA-107).
    pub fn tekun_first_month_of_level(&self, assessed: Date) -> Result<Month, DeadlineRefusal> {
        Ok(assessed.in_month().plus(self.whole(Key::TEKUN_LEVEL_AFTER, assessed)?))
    }

    /// Last day of the notice of an end in the village or institution; it stands before the decision (TK-26).
    pub fn tekun_ending_notice(&self, posted: Date) -> Result<Date, DeadlineRefusal> {
        Ok(posted.plus_days(self.whole(Key::TEKUN_ENDING_NOTICE_DAYS, posted)?))
    }

    /// First month no longer paid after the decision to end (TK-26).
    pub fn tekun_first_month_not_paid(&self, decided: Date) -> Result<Month, DeadlineRefusal> {
        Ok(decided.in_month().plus(self.whole(Key::TEKUN_STOP_AFTER, decided)?))
    }

    /// Last day to look at a standing award again (TK-30).
    pub fn tekun_review(&self, reviewed: Date) -> Result<Date, DeadlineRefusal> {
        self.months(Key::TEKUN_REVIEW_CYCLE, reviewed)
    }
}

/// How many of so many files the county checks at random at least: a part of a file counts as a whole one (TK-207).
pub fn least_random_checks(book: &PolicyBook, region: RegionCode, day: Date, files: u32) -> Result<u32, Unknown> {
    let share = value_in_force::<vocabulary::Ratio>(book, region, day, Key::TEKUN_RANDOM_CHECK_SHARE);
    let unknown = || Unknown { key: ValueKey(share.key.name.to_owned()), region, day };
    let whole = vocabulary::Ratio::ten_thousandths(10_000).as_ten_thousandths();
    let parts = i64::from(files) * share.value.ok_or_else(unknown)?.as_ten_thousandths();
    Ok(u32::try_from((parts + whole - 1) / whole).unwrap_or(files).min(files))
}
