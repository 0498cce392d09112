//! What a row states attaches when a person settles whom it is about: known from then on, with the cell it was read in.

use registry::intake::Reading;
use registry::matching::{DoubtReason, Link};
use registry::statement::{Arrival, LawfulReading, QueryBatches, state};
use registry::{FactKind, units};
use store::{Act as StoreAct, Clue, ClueId, ReceivedFile};
use vocabulary::{CellRef, PersonId};

use super::{linking, read_by, record, register_for};
use crate::context::Context;
use crate::office::Office;
use crate::queries;
use crate::refusal::Refusal;

/// Kind of the clue that a number in the register or in a row is wrong.
const NUMBER_DIFFERS: &str = "CL-51";

/// What attached to a person from one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attached {
    /// New facts.
    pub facts: usize,
    /// The original is no longer kept: nothing could be read again.
    pub original_destroyed: bool,
    /// The row bears another number than the register: a clue for a person, never a correction.
    pub number_differs: bool,
}

/// Reads a row of a received file again and records what it states of the person it was settled to be about. Rows of the
/// same household are read with it, because whether the family is settled depends on all of them.
pub(crate) async fn attach(
    office: &Office,
    ctx: &Context,
    act: &mut StoreAct,
    (file, cell): (&ReceivedFile, CellRef),
    person: PersonId,
) -> Result<Attached, Refusal> {
    let Some(bytes) = act.original(file.id).await? else {
        return Ok(Attached { original_destroyed: true, ..Attached::default() });
    };
    let mut reading = read_by(&office.layouts, file.month, &file.name, &bytes)?;
    let Some(number_of_row) = keep_household(&mut reading, cell) else { return Ok(Attached::default()) };
    let mut linked = linking::link(act, &reading).await?;
    for (row, link) in reading.rows.iter().zip(&mut linked.links) {
        if (row.sheet, row.row) == (cell.sheet, cell.row) {
            *link = Link::Linked(person);
        } else if link.linked() == Some(person) {
            // The settled row is this person's; a second one of theirs stays a question.
            *link = Link::Doubtful { person, why: DoubtReason::SettledOtherwise };
        }
    }
    if linked.persons.iter().all(|known| known.id != person) {
        linked.persons.extend(act.candidates_with_homes(&[person]).await?.into_iter().map(|(known, _)| known.person));
    }
    let arrival = Arrival { file: file.id, month: file.month, recorded: act.sequence() };
    let register = register_for(act, &reading, linked.persons).await?;
    let batches = if reading.answers_batches { queries::answerable(act).await? } else { QueryBatches::default() };
    let lawful = LawfulReading::of(reading, linked.links, &register, file.month.first_day(), &batches);
    let mut next_id = || ctx.new_id();
    let mut statement = state(&lawful, &arrival, &register, &mut next_id);
    let opened = units::open(&lawful, &arrival, &register, &mut next_id);
    // Of the others of the household only whether they are settled is news; what else they state was recorded at its time,
    // and a later file may have corrected it.
    statement.facts.retain(|fact| fact.person == person || fact.kind == FactKind::UnsettledRow);
    statement.persons.clear();
    statement.households_changed.clear();
    statement.persons_changed.retain(|known| known.id == person);
    statement.contacts.retain(|contact| contact.person == person);
    statement.memberships.retain(|membership| membership.person == person);
    statement.memberships_ended.retain(|end| register.membership(end.membership).is_some_and(|of| of.person == person));
    record(act, ctx, &register, &statement, &opened).await?;
    let known = act.candidates_with_homes(&[person]).await?.into_iter().find_map(|(known, _)| known.number);
    let number_differs = matches!((number_of_row, known), (Some(row), Some(known)) if row != known);
    if number_differs {
        act.add_clues(&[number_clue(ctx, cell, person)]).await?;
    }
    let facts = statement.facts.iter().filter(|fact| fact.person == person).count();
    Ok(Attached { facts, original_destroyed: false, number_differs })
}

/// Keeps the row of a cell and the rows of its household; the row's number, or `None` where the row is not there.
fn keep_household(reading: &mut Reading, cell: CellRef) -> Option<Option<vocabulary::CitizenId>> {
    let row = reading.rows.iter().find(|row| (row.sheet, row.row) == (cell.sheet, cell.row))?;
    let (number, household) = (row.identity.citizen_id.map(|(number, _)| number), row.identity.household_number.clone());
    reading.rows.retain(|row| {
        (row.sheet, row.row) == (cell.sheet, cell.row) || (household.is_some() && row.identity.household_number == household)
    });
    Some(number)
}

fn number_clue(ctx: &Context, cell: CellRef, person: PersonId) -> Clue {
    Clue {
        id: ClueId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        kind: NUMBER_DIFFERS.to_owned(),
        person: Some(person),
        cell: Some(cell),
        message: "经认定本行与登记人员为同一人，但公民身份号码不同。登记未作更改，请核实哪一个号码有误。".to_owned(),
        outcome: None,
        supersedes: None,
    }
}
