//! Persons, households and what they receive, as they are through the year.
//!
//! Holds: months are counted from January of the year, 0 to 11. [`BEFORE`] lies before the year, [`NEVER`] after it.

use vocabulary::{
    ApplicationKind, Date, DibaoClass, Disability, Fen, LabourCapacity, MonitoredGroup, ParentCondition, Registration, Relation,
    ReliefKind, Schooling, SelfCare, Whereabouts,
};

use super::places::Village;
use super::rows::Citizen;

/// Before the year began.
pub(crate) const BEFORE: i8 = -1;
/// Not in this year.
pub(crate) const NEVER: i8 = 99;
/// No person.
pub(crate) const NOBODY: u32 = u32::MAX;

/// How a person leaves the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Died; the register says so.
    Died,
    /// Died; only the deaths list says so.
    DiedUnreported,
    /// Moved out of the county.
    MovedOut,
}

/// A certificate through the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Certificate {
    pub(crate) disability: Disability,
    pub(crate) issued: Date,
    pub(crate) expires: Date,
    pub(crate) needs_care: bool,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resident {
    pub(crate) household: u32,
    pub(crate) relation: Relation,
    pub(crate) birth: Date,
    /// Month of birth or of moving in.
    pub(crate) arrived: i8,
    /// Month of death or of moving out.
    pub(crate) gone: i8,
    pub(crate) ending: Ending,
    /// Day in the month of arriving or going.
    pub(crate) day: i8,
    pub(crate) father: u32,
    pub(crate) mother: u32,
    pub(crate) certificate: Option<Certificate>,
    pub(crate) labour: LabourCapacity,
    pub(crate) seriously_ill: bool,
    /// Away for work, since this day.
    pub(crate) away: Option<Date>,
    /// Not a member living with the family: in prison, away for long, an orphan in the orphans' scheme.
    pub(crate) apart: Option<Whereabouts>,
    pub(crate) injury_fee: Fen,
    /// Left school for good before the year.
    pub(crate) left_school: bool,
}

impl Resident {
    /// Alive and registered at the end of the month.
    pub(crate) fn is_here(&self, month: i8) -> bool {
        self.arrived <= month && month < self.gone
    }

    /// On a roll the person is counted from the month after birth to the month of death.
    pub(crate) fn counts_on_roll(&self, month: i8) -> bool {
        (self.arrived == BEFORE || self.arrived < month) && month <= self.gone
    }

    /// Age on a day.
    pub(crate) fn age(&self, day: Date) -> i32 {
        day.age_of_birth(self.birth)
    }

    /// Died, whoever was told.
    pub(crate) fn died(&self) -> bool {
        match self.ending {
            Ending::Died | Ending::DiedUnreported => self.gone != NEVER,
            Ending::MovedOut => false,
        }
    }
}

/// Where somebody studies, on the day the school year began. Postgraduates are of the towns: no family on a roll has one.
pub(crate) fn schooling(resident: &Resident, number: u32, registration: Registration, year_began: Date) -> Schooling {
    let luck = number.wrapping_mul(2_654_435_761) >> 16;
    if resident.left_school {
        return Schooling::None;
    }
    match resident.age(year_began) {
        6..15 => Schooling::Compulsory,
        15..18 if luck % 100 < 88 => Schooling::SeniorSecondary,
        18..22 if luck % 100 < 42 => Schooling::Undergraduate,
        22..25 if luck % 100 < 6 && registration == Registration::Urban => Schooling::Postgraduate,
        _ => Schooling::None,
    }
}

/// A register household. Its members stand side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Household {
    pub(crate) first: u32,
    pub(crate) count: u32,
    pub(crate) village: u16,
    pub(crate) registration: Registration,
    pub(crate) monitored: u32,
}

impl Household {
    /// Its members, whoever was one at some time of the year.
    pub(crate) fn members(&self) -> std::ops::Range<u32> {
        self.first..self.first + self.count
    }
}

/// A lifted or monitored household: one register household or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Monitored {
    pub(crate) group: MonitoredGroup,
    pub(crate) identified: Date,
}

/// Why a unit is no longer on the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// It stays.
    None,
    /// Employment raised the income; the months of grace are over.
    Gradual,
    /// The single person died.
    Death,
    /// Became tekun.
    Tekun,
    /// Moved out of the county.
    MovedOut,
    /// Bought a car.
    Car,
}

/// An assistance unit of dibao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) household: u32,
    pub(crate) applicant: u32,
    pub(crate) kind: ApplicationKind,
    /// Class now, or at the end.
    pub(crate) class: DibaoClass,
    /// First month of this class, where it was class 2 before.
    pub(crate) downgraded: i8,
    /// First month paid; 0 where it was on the roll before the year.
    pub(crate) from: i8,
    /// First month not paid.
    pub(crate) until: i8,
    pub(crate) exit: Exit,
    /// Months between application and the first month paid, from 1.
    pub(crate) waited: i8,
    /// Counted income a head in thousandths of the standard.
    pub(crate) share: i64,
    /// Months in which the unit is checked again.
    pub(crate) checks: [i8; 2],
}

impl Unit {
    pub(crate) fn is_on_roll(&self, month: i8) -> bool {
        self.from <= month && month < self.until
    }

    /// The class it is paid by in the month.
    pub(crate) fn class_in(&self, month: i8) -> DibaoClass {
        if self.downgraded != NEVER && month < self.downgraded { DibaoClass::Two } else { self.class }
    }
}

/// A person on tekun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tekun {
    pub(crate) resident: u32,
    /// Number of the tekun household, one for a couple.
    pub(crate) unit: u32,
    pub(crate) from: i8,
    pub(crate) until: i8,
    pub(crate) self_care: SelfCare,
    /// First month of another care level, and which.
    pub(crate) changed: Option<(i8, SelfCare)>,
    /// First month in a care home.
    pub(crate) home_from: i8,
}

impl Tekun {
    pub(crate) fn is_on_roll(&self, month: i8) -> bool {
        self.from <= month && month < self.until
    }

    pub(crate) fn self_care_in(&self, month: i8) -> SelfCare {
        self.changed.filter(|(from, _)| *from <= month).map_or(self.self_care, |(_, level)| level)
    }
}

/// A child of one of the two schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Child {
    pub(crate) resident: u32,
    pub(crate) guardian: u32,
    pub(crate) orphan: bool,
    /// Whether the family is on class 3, whose money comes off.
    pub(crate) in_class_three: bool,
    pub(crate) from: i8,
    pub(crate) until: i8,
    pub(crate) father: (ParentCondition, Date, u32),
    pub(crate) mother: (ParentCondition, Date, u32),
}

impl Child {
    pub(crate) fn is_on_roll(&self, month: i8) -> bool {
        self.from <= month && month < self.until
    }
}

/// A person with a disability subsidy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subsidy {
    pub(crate) resident: u32,
    pub(crate) living: bool,
    pub(crate) nursing: bool,
    pub(crate) from: i8,
    pub(crate) until: i8,
}

impl Subsidy {
    pub(crate) fn is_on_roll(&self, month: i8) -> bool {
        self.from <= month && month < self.until
    }
}

/// Temporary relief once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relief {
    pub(crate) resident: u32,
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) kind: ReliefKind,
    pub(crate) reason: &'static str,
    pub(crate) persons: u8,
    /// Months of the urban standard; 0 where a small sum was given.
    pub(crate) months: i64,
    pub(crate) small_sum: Fen,
}

/// A family that applied for dibao and was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    pub(crate) household: u32,
    pub(crate) month: i8,
    pub(crate) share: i64,
    pub(crate) car: bool,
}

/// A marriage inside the county: before it, the bride stood in the register of another village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marriage {
    pub(crate) bride: u32,
    pub(crate) month: i8,
    pub(crate) from_household: u32,
}

/// Everybody and everything of the year.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    pub(crate) citizens: Vec<Citizen>,
    pub(crate) residents: Vec<Resident>,
    pub(crate) households: Vec<Household>,
    pub(crate) monitored: Vec<Monitored>,
    pub(crate) villages: Vec<Village>,
    pub(crate) units: Vec<Unit>,
    pub(crate) tekun: Vec<Tekun>,
    pub(crate) children: Vec<Child>,
    pub(crate) subsidies: Vec<Subsidy>,
    pub(crate) relief: Vec<Relief>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) marriages: Vec<Marriage>,
}
