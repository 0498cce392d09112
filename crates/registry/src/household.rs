//! Households are three things over the same people: the police register's, the unit that is assisted, the one monitored.

use vocabulary::{
    ApplicationKind, DateRange, HouseholdId, MembershipId, PersonId, Programme, RegionCode, Registration, Relation,
};

/// Which of the three groupings a household belongs to; of assistance units also the programme, since a person may be
/// assisted by several, in units of other people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HouseholdKind {
    /// 户籍户.
    Register,
    /// 保障户: who applies or is assisted together under a programme.
    Assistance(Programme),
    /// 监测户.
    Monitored,
}

/// A household of one of the three kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Household {
    /// Key inside this system.
    pub id: HouseholdId,
    /// Which grouping.
    pub kind: HouseholdKind,
    /// The sender's number (户号) for a register or monitored household; the register household's number and the
    /// applicant's place in it for an assistance unit. Unique with `kind` in a county, so that a repeat is harmless.
    pub number: String,
    /// Village it lies in.
    pub village: RegionCode,
    /// Rural or urban.
    pub registration: Registration,
}

impl HouseholdKind {
    /// All kinds, of assistance units one for each programme.
    pub fn all() -> impl Iterator<Item = HouseholdKind> {
        let units = Programme::ALL.into_iter().map(HouseholdKind::Assistance);
        [HouseholdKind::Register, HouseholdKind::Monitored].into_iter().chain(units)
    }
}

impl Household {
    /// The programme of an assistance unit; `None` of other households.
    pub fn programme(&self) -> Option<Programme> {
        match self.kind {
            HouseholdKind::Assistance(programme) => Some(programme),
            HouseholdKind::Register | HouseholdKind::Monitored => None,
        }
    }

    /// As what an assistance unit was applied for: one member's unit bears the register household's number and a place.
    pub fn applied_as(&self) -> ApplicationKind {
        if self.number.contains('/') { ApplicationKind::SinglePerson } else { ApplicationKind::WholeFamily }
    }
}

/// A person's place in a household for some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Key inside this system.
    pub id: MembershipId,
    /// The household.
    pub household: HouseholdId,
    /// The person.
    pub person: PersonId,
    /// Relation to its head.
    pub relation: Relation,
    /// Days for which it holds.
    pub days: DateRange,
}
