//! A determination kept with everything it was made from, and made again from that alone.
//!
//! What is kept: the circumstances as the facts stated them, the values of law used, the answer and the month's amount.
//! [`recompute`] asks no policy book: whatever the book of today says, the same program gives the same answer to the fen.

use vocabulary::{Date, Fen, Month, PersonId, RegionCode, Registration};

use super::members::roll_of;
use super::{AmountValues, DibaoAnswer, DibaoValues, Family, Means, Member, Roll, Unit, determine};
use crate::{NoTrace, Recorder, UsedValue, UsedValueFault};

/// A determination with the circumstances and values of law it was made from. Plain values: the shell writes them in a
/// format of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDetermination {
    /// Region whose values were used.
    pub region: RegionCode,
    /// Day decided on.
    pub day: Date,
    /// The roll asked about.
    pub roll: Roll,
    /// Everyone of the register household, with what was known of them.
    pub members: Vec<Member>,
    /// Registration of the register household.
    pub registration: Registration,
    /// Who asked alone; `None` is the whole family.
    pub single: Option<PersonId>,
    /// Values of law of the day.
    pub values: Vec<UsedValue>,
    /// Month whose amount was worked out.
    pub month: Month,
    /// Values of law of the month.
    pub amount_values: Vec<UsedValue>,
    /// What came out.
    pub outcome: Outcome,
}

/// The answer and the amount of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The answer.
    pub answer: DibaoAnswer,
    /// The month's amount of the unit; `None` where it is not eligible, or its amount is not known (RD-10).
    pub monthly: Option<Fen>,
}

/// Determines a unit and its amount for a month, and keeps both with what they were made from.
pub fn determine_to_keep<R: Recorder>(
    unit: &Unit<'_>,
    values: &DibaoValues,
    amounts: &AmountValues,
    month: Month,
    recorder: &mut R,
) -> StoredDetermination {
    let (family, single) = match unit {
        Unit::WholeFamily(family) => (family, None),
        Unit::SinglePerson { person, family } => (family, Some(*person)),
    };
    StoredDetermination {
        region: values.region,
        day: values.day,
        roll: values.roll,
        members: family.members.to_vec(),
        registration: family.registration,
        single,
        values: values.used(),
        month,
        amount_values: amounts.used(),
        outcome: outcome(unit, values, amounts, recorder),
    }
}

/// Makes a kept determination again from its own circumstances and values of law.
pub fn recompute<R: Recorder>(stored: &StoredDetermination, recorder: &mut R) -> Result<Outcome, UsedValueFault> {
    let StoredDetermination { region, day, roll, month, .. } = *stored;
    let values = DibaoValues::of_kept(region, day, roll, &stored.values)?;
    let amounts = AmountValues::of_kept(region, month.first_day(), roll, &stored.amount_values)?;
    let family = Family { members: &stored.members, registration: stored.registration };
    let unit = match stored.single {
        Some(person) => Unit::SinglePerson { person, family },
        None => Unit::WholeFamily(family),
    };
    Ok(outcome(&unit, &values, &amounts, recorder))
}

fn outcome<R: Recorder>(unit: &Unit<'_>, values: &DibaoValues, amounts: &AmountValues, recorder: &mut R) -> Outcome {
    let answer = determine(unit, values, values.day, recorder);
    let monthly = amount_of(unit, &answer, values, amounts, recorder);
    Outcome { answer, monthly }
}

/// The month's amount of an eligible unit: by class on the rural roll, the gap on the urban one; `None` where the unit is
/// not eligible, the amount is UNKNOWN, or an urban unit's income is not known exactly.
pub fn amount_of<R: Recorder>(
    unit: &Unit<'_>,
    answer: &DibaoAnswer,
    values: &DibaoValues,
    amounts: &AmountValues,
    recorder: &mut R,
) -> Option<Fen> {
    let DibaoAnswer::Eligible(entitlement) = answer else { return None };
    let heads = entitlement.counted.len();
    match values.roll {
        Roll::Rural => amounts.class_amount(entitlement.class, heads, recorder).ok(),
        Roll::Urban => {
            let means = Means::of_unit(unit, values, &mut NoTrace)?;
            let income = means.income.at_most.filter(|_| means.income.is_exact())?;
            amounts.gap_amount(income, heads, recorder).ok()
        }
    }
}

/// The roll of a unit's family (RD-26), by which its values are looked up.
pub fn roll_of_unit(unit: &Unit<'_>) -> Roll {
    match unit {
        Unit::WholeFamily(family) | Unit::SinglePerson { family, .. } => roll_of(family),
    }
}
