//! Days by which the office has to act, from the day the law counts from and the values in force on that day.
//!
//! Limits in working days need the calendar; beyond the years it knows, the answer is refused, not guessed.

use vocabulary::{CalendarFault, Date, DibaoClass, Month, RegionCode, WorkingCalendar};

use crate::{Key, PolicyBook, Unknown};

/// How a case is confirmed: which total limit holds for it (DB-411 to DB-413).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    /// The county confirms.
    ByCounty,
    /// The county has delegated confirmation to the township (DB-412).
    DelegatedToTownship,
    /// An objection at the notice, person and registration apart, an application from outside the area, or a hard
    /// investigation (DB-413).
    Special,
}

/// Least and most months of a gradual exit (DB-604).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExitGrace {
    /// Least months.
    pub least: i64,
    /// Most months.
    pub most: i64,
}

impl ExitGrace {
    /// The last month paid when the exit decided on that day takes so many months; `None` where the law of the day does
    /// not allow so many. The amount stays as it was, and a limit set later changes nothing (RD-25).
    pub fn last_month(&self, decided: Date, months: i64) -> Option<Month> {
        let allowed = (self.least..=self.most).contains(&months);
        i32::try_from(months).ok().filter(|_| allowed).map(|months| decided.in_month().plus(months))
    }
}

/// Why a deadline cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineRefusal {
    /// The limit is UNKNOWN.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] CalendarFault),
}

/// The book, the calendar and the region that deadlines are read from.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines<'a> {
    /// Values of law.
    pub book: &'a PolicyBook,
    /// Working days.
    pub calendar: &'a WorkingCalendar,
    /// The region whose values hold.
    pub region: RegionCode,
}

impl Deadlines<'_> {
    /// Last day to start the economic investigation of an accepted application (DB-402).
    pub fn investigation_start(&self, accepted: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::INVESTIGATION_START_LIMIT, accepted)
    }

    /// Last day for the county to start matching after the township's request (DB-403).
    pub fn matching_start(&self, requested: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::MATCHING_START_LIMIT, requested)
    }

    /// Last day of a public notice posted on that day; calendar days, the day of posting not counted (DB-407).
    pub fn notice_end(&self, posted: Date) -> Result<Date, DeadlineRefusal> {
        Ok(posted.plus_days(self.whole(Key::NOTICE_DAYS, posted)?))
    }

    /// Last day for the county's opinion after it received the file (DB-409).
    pub fn county_opinion(&self, received: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::COUNTY_OPINION_LIMIT, received)
    }

    /// Last day to confirm or refuse an accepted application (DB-411 to DB-413); the limit in force on acceptance.
    pub fn confirmation(&self, accepted: Date, handling: Handling) -> Result<Date, DeadlineRefusal> {
        let limit = match handling {
            Handling::ByCounty => Key::TOTAL_LIMIT,
            Handling::DelegatedToTownship => Key::TOTAL_LIMIT_DELEGATED,
            Handling::Special => Key::TOTAL_LIMIT_SPECIAL,
        };
        self.working_days(limit, accepted)
    }

    /// First month paid after a decision (DB-414).
    pub fn first_month_paid(&self, decided: Date) -> Result<Month, DeadlineRefusal> {
        Ok(decided.in_month().plus(self.whole(Key::PAYMENT_START, decided)?))
    }

    /// First month in which a dead member is no longer paid for (DB-606); what is paid for it or later is an overpayment.
    pub fn first_month_without_the_dead(&self, died: Date) -> Result<Month, DeadlineRefusal> {
        Ok(died.in_month().plus(self.whole(Key::STOP_AFTER_DEATH, died)?))
    }

    /// First month for which a decision to end or reduce holds (DB-606).
    pub fn first_month_after_ending(&self, decided: Date) -> Result<Month, DeadlineRefusal> {
        Ok(decided.in_month().plus(self.whole(Key::STOP_AFTER_DECISION, decided)?))
    }

    /// Last day to decide on a rigid-expense family (MO-14).
    pub fn rigid_expense_confirmation(&self, accepted: Date, handling: Handling) -> Result<Date, DeadlineRefusal> {
        let limit = match handling {
            Handling::ByCounty | Handling::DelegatedToTownship => Key::RIGID_EXPENSE_TOTAL_LIMIT,
            Handling::Special => Key::RIGID_EXPENSE_TOTAL_LIMIT_SPECIAL,
        };
        self.working_days(limit, accepted)
    }

    /// First day on which recognition as a rigid-expense family no longer holds (MO-13).
    pub fn rigid_expense_end(&self, recognised: Date) -> Result<Date, DeadlineRefusal> {
        self.months(Key::RIGID_EXPENSE_VALIDITY, recognised)
    }

    /// Last day to give the reasons of a denial in writing (DB-415).
    pub fn denial_notice(&self, decided: Date) -> Result<Date, DeadlineRefusal> {
        self.working_days(Key::DENIAL_NOTICE_LIMIT, decided)
    }

    /// Last day to re-verify a unit of that class after it was last verified (DB-601).
    pub fn reverification(&self, verified: Date, class: DibaoClass) -> Result<Date, DeadlineRefusal> {
        let cycle = match class {
            DibaoClass::One => Key::REVERIFICATION_CLASS_1,
            DibaoClass::Two => Key::REVERIFICATION_CLASS_2,
            DibaoClass::Three => Key::REVERIFICATION_CLASS_3,
            DibaoClass::Four => Key::REVERIFICATION_CLASS_4,
        };
        self.months(cycle, verified)
    }

    /// How long a gradual exit decided on that day may be; the limit of its decision day stays (DB-604, RD-25).
    pub fn exit_grace(&self, decided: Date) -> Result<ExitGrace, DeadlineRefusal> {
        let count = |key| self.book.count(key, self.region, decided);
        Ok(ExitGrace { least: count(Key::EXIT_GRACE_LEAST)?, most: count(Key::EXIT_GRACE_MOST)? })
    }

    /// Last day to finish the review after a member's death (DB-605); UNKNOWN where the law of that day sets no limit and
    /// the county none of its own.
    pub fn death_review(&self, died: Date) -> Result<Date, DeadlineRefusal> {
        self.months(Key::DEATH_REVIEW_LIMIT, died)
    }

    /// Last day for the family to report a major change (DB-607).
    pub fn change_report(&self, changed: Date) -> Result<Date, DeadlineRefusal> {
        self.months(Key::CHANGE_REPORT_LIMIT, changed)
    }

    pub(crate) fn working_days(&self, key: Key, from: Date) -> Result<Date, DeadlineRefusal> {
        let days = u32::try_from(self.whole(key, from)?).expect("the reader refuses counts below zero");
        Ok(self.calendar.deadline(from, days)?)
    }

    pub(crate) fn months(&self, key: Key, from: Date) -> Result<Date, DeadlineRefusal> {
        Ok(from.plus_months(self.whole(key, from)?))
    }

    /// A limit as a small whole number. The reader keeps counts within what days and months can hold.
    pub(crate) fn whole(&self, key: Key, day: Date) -> Result<i32, Unknown> {
        let count = self.book.count(key, self.region, day)?;
        Ok(i32::try_from(count).expect("the reader refuses counts above its bound"))
    }
}
