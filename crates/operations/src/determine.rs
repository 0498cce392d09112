//! What the law gives for every unit with a lawful basis, and where that differs from what is.

use std::collections::HashMap;

use casework::{Assembled, Assembler, Award, Compared, GapKind, GapLine, Standing, assemble, award_at, compare, judge};
use policy::dibao::{DibaoAnswer, Known};
use policy::{NoTrace, Trace};
use registry::Register;
use vocabulary::{Date, HouseholdId, Month, PersonId, Programme};

use crate::Refusal;
use crate::office::Office;

/// When each gap that is still there was first found.
pub(crate) type FirstFound = HashMap<(HouseholdId, GapKind), Date>;

/// Names for the sentences of gaps and traces. Numbers of persons are never in them.
pub(crate) fn name_in(register: &Register) -> impl Fn(PersonId) -> String + '_ {
    |person| register.person(person).map_or_else(|| format!("人员{person}"), |person| person.name.clone())
}

/// The gaps of all assistance units on a day. A unit exists only where a family applied and authorised the inquiry, so
/// nobody else is evaluated.
pub(crate) fn find_gaps(
    office: &Office,
    register: &Register,
    awards: &[Standing<'_>],
    first_found: &FirstFound,
    day: Date,
) -> Result<Vec<GapLine>, Refusal> {
    let values = office.dibao_values(day)?;
    let name_of = name_in(register);
    let mut current: HashMap<HouseholdId, &Award> = HashMap::new();
    let next = day.in_month().next();
    for standing in awards {
        if let Some(award) = award_at(std::slice::from_ref(standing), standing.award.unit, Programme::RuralDibao, next) {
            current.entry(award.unit).or_insert(award);
        }
    }
    let mut assembler = Assembler::default();
    let mut found = Vec::new();
    for unit in register.households().iter().filter(|household| household.programme() == Some(Programme::RuralDibao)) {
        let award = current.get(&unit.id).copied();
        let assembled = assembler.fill(register, unit.id, day);
        let answer = match &assembled {
            // Without an application and an authorisation by that day there is no lawful basis to look (DB-108).
            Ok(assembled) if award.is_none() && !has_basis(assembled, day) => continue,
            Ok(assembled) => judge(assembled, &values, &mut NoTrace),
            Err(_) => DibaoAnswer::Undetermined(Vec::new()),
        };
        let applied = assembled.as_ref().ok().and_then(|assembled| assembled.applied_on).map(|known| known.value);
        let line = |since: Date| -> Result<Option<GapLine>, Refusal> {
            let deadlines = office.gap_deadlines(since)?;
            Ok(compare(&Compared { unit: unit.id, programme: Programme::RuralDibao, deadlines }, &answer, award, &name_of))
        };
        let Some(mut gap) = line(day)? else { continue };
        // An application's clock runs from the application, every other one from the day the gap was first found.
        let since = match (gap.kind, award) {
            (GapKind::Uncovered | GapKind::Undetermined, None) => applied,
            _ => first_found.get(&(unit.id, gap.kind)).copied(),
        };
        if let Some(since) = since.filter(|since| *since < day) {
            gap = line(since)?.unwrap_or(gap);
        }
        if let Err(fault) = &assembled {
            gap.reason = fault.to_string();
        }
        found.push(gap);
    }
    Ok(found)
}

/// Whether the family had applied and authorised the inquiry by that day.
pub(crate) fn has_basis(assembled: &Assembled, day: Date) -> bool {
    let by_then = |known: Option<Known<Date>>| known.is_some_and(|known| known.value <= day);
    by_then(assembled.applied_on) && by_then(assembled.authorised_on)
}

/// What the law gives for one unit on a day, with its trace and the finding that employment raised the income.
pub(crate) struct Determined {
    pub assembled: Assembled,
    pub answer: DibaoAnswer,
    pub trace: Trace,
}

/// Determines one unit with its trace.
pub(crate) fn determine_unit(office: &Office, register: &Register, unit: HouseholdId, day: Date) -> Result<Determined, Refusal> {
    let values = office.dibao_values(day)?;
    let assembled = assemble(register, unit, day)?;
    let mut trace = Trace::default();
    let answer = judge(&assembled, &values, &mut trace);
    Ok(Determined { assembled, answer, trace })
}

/// The day a month's round looks at: the day of the act where it lies in the month, else the month's last day.
pub(crate) fn round_day(month: Month, today: Date) -> Date {
    if today.in_month() == month { today } else { month.last_day() }
}
