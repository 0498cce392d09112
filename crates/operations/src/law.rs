//! The values of law a procedure needs on a day, looked up for the county.

use casework::{DecisionLaw, GapDeadlines};
use policy::deadlines::{DeadlineRefusal, Deadlines, Handling};
use policy::dibao::{DibaoValues, monthly_amount};
use policy::{Amount, Key, Unknown, ValueKey};
use vocabulary::{Date, DateRange, DibaoClass, Fen, Month};

use crate::Refusal;
use crate::office::Office;

impl Office {
    /// Every value the dibao tests read on a day.
    pub(crate) fn dibao_values(&self, day: Date) -> Result<DibaoValues, Refusal> {
        DibaoValues::at(&self.book, self.county, day).map_err(|refusal| Refusal::NoRules(refusal.to_string()))
    }

    /// The amount of a unit in a month, by the rate in force in it (RD-01).
    pub(crate) fn amount_of(&self, class: DibaoClass, heads: i64, month: Month) -> Result<Fen, Unknown> {
        let heads = usize::try_from(heads).expect("heads are counted, so not below zero");
        monthly_amount(&self.book, self.county, class, heads, month)
    }

    fn deadlines(&self) -> Deadlines<'_> {
        Deadlines { book: &self.book, calendar: &self.calendar, region: self.county }
    }

    /// The last days for closing a gap known since a day.
    pub(crate) fn gap_deadlines(&self, since: Date) -> Result<GapDeadlines, Refusal> {
        let deadlines = self.deadlines();
        let confirm_by = deadlines.confirmation(since, Handling::ByCounty).map_err(of_deadline)?;
        Ok(GapDeadlines { since, confirm_by, adjust_by: deadlines.death_review(since).map_err(of_deadline)? })
    }

    /// The days a proposal of a day hangs on the village board (DB-407).
    pub(crate) fn notice(&self, posted: Date) -> Result<Option<DateRange>, Refusal> {
        let last = self.deadlines().notice_end(posted).map_err(of_deadline)?;
        Ok(DateRange::new(posted, Some(last.plus_days(1))))
    }

    /// What a decision on a day must keep.
    pub(crate) fn decision_law(&self, day: Date) -> Result<DecisionLaw, Refusal> {
        let narrow = |count: i64| i32::try_from(count).map_err(|error| Refusal::Fault(error.to_string()));
        Ok(DecisionLaw {
            notice_days: narrow(self.count(Key::NOTICE_DAYS, day)?)?,
            payment_start_months: narrow(self.count(Key::PAYMENT_START, day)?)?,
            hearing_from: self.hearing_from()?,
            gradual_exit: self.deadlines().exit_grace(day).map_err(of_deadline)?,
        })
    }

    /// First day on which those who lose by a decision must be heard before it (DB-610).
    fn hearing_from(&self) -> Result<Date, Refusal> {
        let versions = self.book.versions(Key::HEARING_REQUIRED.name);
        versions
            .iter()
            .filter(|version| version.region.contains(self.county) && version.amount == Some(Amount::YesNo(true)))
            .map(|version| version.from)
            .min()
            .ok_or_else(|| {
                let key = ValueKey(Key::HEARING_REQUIRED.name.to_owned());
                Refusal::UnknownValue(Unknown { key, region: self.county, day: Date::new(1, 1, 1).expect("a day") })
            })
    }

    fn count(&self, key: Key, day: Date) -> Result<i64, Refusal> {
        Ok(self.book.count(key, self.county, day)?)
    }
}

fn of_deadline(refusal: DeadlineRefusal) -> Refusal {
    match refusal {
        DeadlineRefusal::Unknown(unknown) => Refusal::UnknownValue(unknown),
        DeadlineRefusal::Calendar(fault) => Refusal::Calendar(fault),
    }
}
