//! When a family declares its means: on applying, when it is checked again, and after what changes its assistance.

use vocabulary::{ApplicationKind, Date, DibaoClass, Month};

use super::lives::{Exit, NEVER, Settled, Unit};

/// Income a head in thousandths of the standard after employment raised it.
const RAISED_SHARE: i64 = 1_180;
/// The same after a downgrade from class 2, and before it.
const DOWNGRADED_SHARE: i64 = 430;
const SHARE_BEFORE_DOWNGRADE: i64 = 90;

/// A family that declares.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occasion {
    pub(crate) household: u32,
    pub(crate) applicant: u32,
    pub(crate) kind: ApplicationKind,
    pub(crate) applied: Date,
    pub(crate) authorised: Date,
    /// Counted income a head in thousandths of the standard.
    pub(crate) share: i64,
    pub(crate) raised: bool,
    pub(crate) car: bool,
    /// Class the means lead to; `None` for families over the line.
    pub(crate) class: Option<DibaoClass>,
}

/// Days, months and chances that hang on a number only, so that a month can be asked for by itself.
pub(crate) fn chance(number: u32, salt: u32, below: u32) -> u32 {
    let mut mixed = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(salt).wrapping_mul(0xD1B5_4A32_D192_ED03);
    mixed ^= mixed >> 31;
    mixed = mixed.wrapping_mul(0x94D0_49BB_1331_11EB);
    u32::try_from((mixed >> 33) % u64::from(below)).expect("below 32 bits")
}

fn day_of(number: u32, salt: u32, low: u32, high: u32) -> i8 {
    i8::try_from(low + chance(number, salt, high - low + 1)).expect("a day of a month")
}

/// The calendar of a modelled year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    pub(crate) january: Month,
    /// Months of gradual exit that are granted.
    pub(crate) exit_months: i8,
}

impl Calendar {
    pub(crate) fn month(&self, index: i8) -> Month {
        self.january.plus(i32::from(index))
    }

    pub(crate) fn day(&self, index: i8, day: i8) -> Date {
        self.month(index).first_day().plus_days(i32::from(day) - 1)
    }

    /// First month a unit was ever paid.
    pub(crate) fn since(&self, unit: &Unit) -> Month {
        let before = 2 + chance(unit.applicant, 11, 64);
        if unit.from == 0 { self.january.plus(-i32::try_from(before).expect("some years")) } else { self.month(unit.from) }
    }

    /// Month of the application of a unit that came in the year.
    pub(crate) fn applied_in(unit: &Unit) -> i8 {
        (unit.from - unit.waited).max(0)
    }

    /// Day of the application.
    pub(crate) fn applied(&self, unit: &Unit) -> Date {
        if unit.from == 0 {
            return self.since(unit).plus(-1).first_day().plus_days(i32::from(day_of(unit.applicant, 3, 1, 9)));
        }
        self.day(Calendar::applied_in(unit), day_of(unit.applicant, 3, 1, 9))
    }

    /// Month in which a gradual exit was decided; below zero before the year.
    pub(crate) fn exit_decided_in(&self, unit: &Unit) -> i8 {
        unit.until - 1 - self.exit_months
    }
}

/// Every family that declares in the month.
pub(crate) fn occasions(settled: &Settled, calendar: &Calendar, month: i8) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = settled.units.iter().filter_map(|unit| of_unit(settled, calendar, unit, month)).collect();
    for refused in settled.refused.iter().filter(|refused| refused.month == month) {
        let applicant = settled.households[refused.household as usize].first;
        let applied = calendar.day(month, day_of(applicant, 3, 1, 24));
        found.push(Occasion {
            household: refused.household,
            applicant,
            kind: ApplicationKind::WholeFamily,
            applied,
            authorised: applied,
            share: refused.share,
            raised: false,
            car: refused.car,
            class: None,
        });
    }
    found
}

pub(crate) fn of_unit(settled: &Settled, calendar: &Calendar, unit: &Unit, month: i8) -> Option<Occasion> {
    let applies = unit.from > 0 && Calendar::applied_in(unit) == month;
    let visited = unit.is_on_roll(month) && has_reason(settled, calendar, unit, month);
    if !(applies || visited) {
        return None;
    }
    let applied = calendar.applied(unit);
    let raised = unit.exit == Exit::Gradual && calendar.exit_decided_in(unit) <= month;
    let before_downgrade = unit.downgraded != NEVER && month < unit.downgraded - 1;
    let car = unit.exit == Exit::Car && month == unit.until - 1;
    let (share, class) = if raised {
        (RAISED_SHARE, None)
    } else if before_downgrade {
        (SHARE_BEFORE_DOWNGRADE, Some(DibaoClass::Two))
    } else if unit.downgraded != NEVER {
        (DOWNGRADED_SHARE, Some(unit.class))
    } else {
        (unit.share, (!car).then_some(unit.class))
    };
    let authorised = if applies { applied } else { calendar.day(month, day_of(unit.applicant, 5, 2, 20)) };
    Some(Occasion {
        household: unit.household,
        applicant: unit.applicant,
        kind: unit.kind,
        applied,
        authorised,
        share,
        raised,
        car,
        class,
    })
}

/// Why a unit on the roll declares in the month: its turn, or something happened.
fn has_reason(settled: &Settled, calendar: &Calendar, unit: &Unit, month: i8) -> bool {
    let event = match unit.exit {
        Exit::Gradual => calendar.exit_decided_in(unit) == month,
        Exit::Car => unit.until - 1 == month,
        Exit::None | Exit::Death | Exit::Tekun | Exit::MovedOut => false,
    };
    let leaves_now = matches!(unit.exit, Exit::Death | Exit::MovedOut) && unit.until - 1 == month;
    let turn = unit.checks.contains(&month) && (month > unit.from || unit.from == 0) && !leaves_now;
    let family = unit.kind == ApplicationKind::WholeFamily
        && settled.households[unit.household as usize].members().any(|member| {
            let resident = &settled.residents[member as usize];
            (resident.arrived == month && resident.arrived > 0) || (resident.died() && resident.gone + 1 == month)
        });
    event || turn || family || unit.downgraded - 1 == month
}
