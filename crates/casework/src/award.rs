//! Awards: what is decided for a unit, month by month.

use vocabulary::{AwardId, DecisionId, DibaoClass, HouseholdId, Month, PersonId, Programme};

/// What is awarded. The amount of a month follows from the rate in force in it (RD-01).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardTerms {
    /// The class.
    pub class: DibaoClass,
    /// The persons counted and paid for.
    pub counted: Vec<PersonId>,
}

/// A benefit of a unit from a month on. An end or a change is a new row that supersedes this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Its id.
    pub id: AwardId,
    /// The assisted unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// What is awarded.
    pub terms: AwardTerms,
    /// Whose card is paid: the applicant's.
    pub payee: PersonId,
    /// First month paid.
    pub from: Month,
    /// First month no longer paid; `None` while it goes on.
    pub until: Option<Month>,
    /// The decision behind it.
    pub decision: DecisionId,
    /// The award row this one takes the place of.
    pub supersedes: Option<AwardId>,
}

impl Award {
    /// Whether it is paid in that month.
    pub fn covers(&self, month: Month) -> bool {
        self.from <= month && self.until.is_none_or(|end| month < end)
    }
}
