//! Awards: what is decided for a unit, month by month.

use std::collections::{HashMap, HashSet};

use vocabulary::{AwardId, DecisionId, DibaoClass, HouseholdId, Month, PersonId, Programme};

use crate::{Decision, DecisionKind};

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

/// An award row that nothing has superseded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The row.
    pub award: &'a Award,
    /// The first row of its chain. Payout lines are keyed by this one, so that a decided end does not make the months
    /// already paid look unpaid.
    pub first: AwardId,
}

/// Why a decision cannot be carried into awards: they are not as they were when it was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyRefusal {
    /// A change or end of an award that is not there.
    #[error("CW-301：决定{decision}：不能执行。该户没有可调整或停发的保障。请核对保障后重新办理")]
    NothingToChange {
        /// The decision.
        decision: DecisionId,
    },
    /// A grant to a unit that has an award.
    #[error("CW-302：决定{decision}：不能执行。该户已有保障{award}。请核对保障后重新办理")]
    AlreadyAwarded {
        /// The decision.
        decision: DecisionId,
        /// The award there is.
        award: AwardId,
    },
    /// The award is of another unit or programme.
    #[error("CW-303：决定{decision}：不能执行。保障{award}不属于该户该项目。请核对保障户后重新办理")]
    OtherUnit {
        /// The decision.
        decision: DecisionId,
        /// The award given.
        award: AwardId,
    },
}

/// The award rows a decision adds; nothing there is touched. An end is a row that supersedes the current one and says
/// until when; a change is such an end and a new award from the decision's month on; a denial adds none.
/// `current` is what [`award_at`] gives for the decision's month; new rows are paid to `payee`, an end keeps the payee it
/// had.
pub fn apply(
    decision: &Decision,
    current: Option<&Award>,
    payee: PersonId,
    next_id: &mut impl FnMut() -> AwardId,
) -> Result<Vec<Award>, ApplyRefusal> {
    if let Some(award) = current.filter(|award| award.unit != decision.unit || award.programme != decision.programme) {
        return Err(ApplyRefusal::OtherUnit { decision: decision.id, award: award.id });
    }
    let mut begun = |terms: &AwardTerms| Award {
        id: next_id(),
        unit: decision.unit,
        programme: decision.programme,
        terms: terms.clone(),
        payee,
        from: decision.effective,
        until: None,
        decision: decision.id,
        supersedes: None,
    };
    match (&decision.kind, current) {
        (DecisionKind::Deny, Some(_) | None) => Ok(Vec::new()),
        (DecisionKind::Grant(terms), None) => Ok(vec![begun(terms)]),
        (DecisionKind::Grant(_), Some(award)) => Err(ApplyRefusal::AlreadyAwarded { decision: decision.id, award: award.id }),
        (DecisionKind::Change(terms), Some(award)) => {
            let begun = begun(terms);
            Ok(vec![ended(award, decision.effective, decision.id, next_id()), begun])
        }
        (DecisionKind::Stop, Some(award)) => Ok(vec![ended(award, decision.effective, decision.id, next_id())]),
        (DecisionKind::GradualExit { ends }, Some(award)) => Ok(vec![ended(award, *ends, decision.id, next_id())]),
        (DecisionKind::Change(_) | DecisionKind::Stop | DecisionKind::GradualExit { .. }, None) => {
            Err(ApplyRefusal::NothingToChange { decision: decision.id })
        }
    }
}

/// The row that takes the place of `award` and ends it before `until`, or earlier where that was decided before. An
/// award that has not begun ends where it begins and is paid in no month.
fn ended(award: &Award, until: Month, decision: DecisionId, id: AwardId) -> Award {
    let until = award.until.map_or(until, |earlier| earlier.min(until)).max(award.from);
    Award { id, until: Some(until), decision, supersedes: Some(award.id), ..award.clone() }
}

/// The rows in force: those no other row supersedes, in the order given.
pub fn in_force(awards: &[Award]) -> Vec<Standing<'_>> {
    let before: HashMap<AwardId, Option<AwardId>> = awards.iter().map(|award| (award.id, award.supersedes)).collect();
    let superseded: HashSet<AwardId> = awards.iter().filter_map(|award| award.supersedes).collect();
    let first = |award: &Award| {
        // Ids grow with time, so a row supersedes only an older one and the walk ends.
        let mut first = award.id;
        while let Some(Some(older)) = before.get(&first).filter(|older| older.is_some_and(|older| older < first)) {
            first = *older;
        }
        first
    };
    awards.iter().filter(|award| !superseded.contains(&award.id)).map(|award| Standing { award, first: first(award) }).collect()
}

/// The award of a unit that a decision for `month` would change: in force in that month or beginning later.
pub fn award_at<'a>(standing: &[Standing<'a>], unit: HouseholdId, programme: Programme, month: Month) -> Option<&'a Award> {
    standing
        .iter()
        .map(|standing| standing.award)
        .filter(|award| award.unit == unit && award.programme == programme)
        .filter(|award| award.until.is_none_or(|until| month.max(award.from) < until))
        .min_by_key(|award| award.from)
}
