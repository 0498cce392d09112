//! A department's file becomes facts: read, matched, stated, recorded in one act. The same bytes twice are one file.

use registry::intake::{Reading, SourceRow};
use registry::matching::{Candidate, Candidates, Link, MatchInput, match_rows};
use registry::statement::{Arrival, ClueReason, LawfulReading, RowAddress, Statement, state};
use registry::units::{self, UnitsOpened};
use registry::{Membership, Register};
use store::{
    Act as StoreAct, AuditEntry, Clue, ClueId, Complaint, ComplaintId, Contact, NewPerson, Original, ReceivedFile, RowId,
};
use vocabulary::{CellRef, DateRange, FileId, MembershipId, Month, PersonId};

use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::Refusal;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// The department's Chinese name.
    pub department: String,
    /// Whether the same bytes were imported before: then nothing was done.
    pub before: bool,
    /// Rows about persons in the file.
    pub rows: i64,
    /// New persons.
    pub persons: usize,
    /// New facts.
    pub facts: usize,
    /// Cells that said what was known.
    pub unchanged: usize,
    /// New assistance units.
    pub units: usize,
    /// Complaints, each with its sentence.
    pub complaints: Vec<String>,
    /// Rows that were not recorded and wait for a person.
    pub clues: usize,
    /// Rows about people without a lawful basis: counted and dropped.
    pub dropped: i64,
}

/// Imports one file of a month.
pub async fn import(office: &Office, ctx: &Context, month: Month, name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    ctx.require(Act::ImportFile, office.county)?;
    let reading = read(office, month, name, bytes)?;
    import_reading(office, ctx, month, name, bytes, reading).await
}

/// Reads a file without recording anything.
pub(crate) fn read(office: &Office, month: Month, name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let reading = registry::intake::read(bytes, name, &office.layouts)
        .map_err(|why| Refusal::File { name: name.to_owned(), why: Box::new(why) })?;
    match reading.month {
        Some(stated) if stated != month => Err(Refusal::OtherMonth { name: name.to_owned(), stated, month }),
        Some(_) | None => Ok(reading),
    }
}

/// Records a file that was read.
pub(crate) async fn import_reading(
    office: &Office,
    ctx: &Context,
    month: Month,
    name: &str,
    bytes: &[u8],
    reading: Reading,
) -> Result<Imported, Refusal> {
    ctx.require(Act::ImportFile, office.county)?;
    let department = office
        .layouts
        .iter()
        .find(|layout| layout.number == reading.department)
        .map_or_else(|| reading.layout_code.clone(), |layout| layout.name.clone());
    let digest = store::sm3(bytes);
    let mut act = office.store.act(office.county).await?;
    if let Some(file) = act.file_by_digest(&digest).await? {
        return Ok(before(file, department));
    }
    let file = FileId::new(ctx.new_id()).expect("an id source gives numbers above zero");
    let arrival = Arrival { file, month, recorded: act.sequence() };
    let register = act.register(None).await?;
    let links = link(&act, &reading.rows).await?;
    let rows_seen = whole(reading.rows_seen);
    let lawful = LawfulReading::of(reading, links, &register, month.first_day());
    let mut next_id = || ctx.new_id();
    let statement = state(&lawful, &arrival, &register, &mut next_id);
    let opened = units::open(&lawful, &arrival, &register, &mut next_id);
    let complaints = complaints(ctx, file, &lawful);
    let clues = clues(ctx, &statement, &opened);
    let dropped = whole(lawful.dropped_without_basis());
    act.add_files(&[ReceivedFile {
        id: file,
        digest,
        name: name.to_owned(),
        department: lawful.reading().department,
        month,
        rows_read: rows_seen,
        rows_taken: whole(lawful.reading().rows.len()) - whole(clues.len()),
        rows_complained: whole(complaints.len()),
        rows_dropped: dropped,
    }])
    .await?;
    let retained_until = ctx.today().plus_days(office.settings.original_retention_days);
    act.add_originals(&[Original { file, bytes: bytes.to_vec(), retained_until }]).await?;
    act.add_complaints(&complaints).await?;
    record(&mut act, ctx, &register, &statement, &opened).await?;
    act.add_clues(&clues).await?;
    let imported = Imported {
        file,
        name: name.to_owned(),
        department,
        before: false,
        rows: rows_seen,
        persons: statement.persons.len(),
        facts: statement.facts.len(),
        unchanged: statement.facts_unchanged,
        units: opened.households.len(),
        complaints: complaints.into_iter().map(|complaint| complaint.message).collect(),
        clues: clues.len(),
        dropped,
    };
    act.commit(&AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::ImportFile.code().to_owned(),
        subject: format!("{month} {name}"),
        rows: rows_seen,
        detail: serde_json::json!({
            "sm3": crate::rounds::hexadecimal(&digest),
            "persons": imported.persons, "facts": imported.facts, "complaints": imported.complaints.len(),
            "clues": imported.clues, "dropped": dropped,
        }),
    })
    .await?;
    Ok(imported)
}

fn before(file: ReceivedFile, department: String) -> Imported {
    Imported {
        file: file.id,
        name: file.name,
        department,
        before: true,
        rows: file.rows_read,
        persons: 0,
        facts: 0,
        unchanged: 0,
        units: 0,
        complaints: Vec::new(),
        clues: 0,
        dropped: file.rows_dropped,
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Rows to persons: number and name together, anything less is a clue.
async fn link(act: &StoreAct, rows: &[SourceRow]) -> Result<Vec<Link>, Refusal> {
    let known = act.candidates(None).await?;
    let candidates = Candidates::new(known.into_iter().map(|known| Candidate {
        person: known.person.id,
        number: known.number,
        name: known.person.name,
        birth: known.person.birth,
        village: known.person.village,
    }));
    let inputs: Vec<MatchInput> = rows
        .iter()
        .map(|row| MatchInput {
            number: row.identity.citizen_id.map(|(number, _)| number),
            name: row.identity.name.clone(),
            village: row.identity.village,
            birth: row.identity.birth,
        })
        .collect();
    Ok(match_rows(&inputs, &candidates))
}

fn complaints(ctx: &Context, file: FileId, lawful: &LawfulReading) -> Vec<Complaint> {
    lawful
        .reading()
        .complaints
        .iter()
        .map(|complaint| Complaint {
            id: ComplaintId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
            file,
            sheet: complaint.sheet,
            row: complaint.row,
            column: complaint.column,
            code: complaint.code.text().to_owned(),
            message: complaint.to_string(),
        })
        .collect()
}

fn clues(ctx: &Context, statement: &Statement, opened: &UnitsOpened) -> Vec<Clue> {
    let of = |row: RowAddress, reason: ClueReason, person: Option<PersonId>| Clue {
        id: ClueId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        kind: format!("CL-{}", reason.number()),
        person,
        cell: Some(CellRef { file: row.file, sheet: row.sheet, row: row.row, column: 0 }),
        message: reason.sentence().to_owned(),
        outcome: None,
        supersedes: None,
    };
    statement.clues.iter().chain(&opened.clues).map(|clue| of(clue.row, clue.reason, clue.candidate)).collect()
}

async fn record(
    act: &mut StoreAct,
    ctx: &Context,
    register: &Register,
    statement: &Statement,
    opened: &UnitsOpened,
) -> Result<(), Refusal> {
    let persons: Vec<NewPerson> = statement
        .persons
        .iter()
        .map(|new| NewPerson { person: new.person.clone(), number: Some(new.number), phone: None, account: None })
        .collect();
    act.add_persons(&persons).await?;
    let row = || RowId::new(ctx.new_id()).expect("an id source gives numbers above zero");
    let changed: Vec<_> = statement.persons_changed.iter().map(|person| (row(), person.clone())).collect();
    act.correct_persons(&changed).await?;
    act.add_households(&statement.households).await?;
    let changed: Vec<_> = statement.households_changed.iter().map(|household| (row(), household.clone())).collect();
    act.correct_households(&changed).await?;
    let (ended, begun) = memberships(ctx, register, statement);
    act.supersede_memberships(&ended).await?;
    act.add_memberships(&begun).await?;
    act.add_households(&opened.households).await?;
    act.add_memberships(&opened.memberships).await?;
    act.add_facts(&statement.facts).await?;
    let contacts: Vec<Contact> = statement
        .contacts
        .iter()
        .map(|contact| Contact { person: contact.person, phone: contact.phone.clone(), account: contact.account.clone() })
        .collect();
    act.set_contacts(&contacts).await?;
    Ok(())
}

/// Memberships that take the place of known ones, and those that only begin. An end is a row with the last days; where
/// the known one turns out never to have been, the one that begins takes its place.
fn memberships(ctx: &Context, register: &Register, statement: &Statement) -> (Vec<(MembershipId, Membership)>, Vec<Membership>) {
    let mut begun = statement.memberships.clone();
    let mut ended = Vec::new();
    for end in &statement.memberships_ended {
        let Some(known) = register.membership(end.membership) else { continue };
        match DateRange::new(known.days.from(), Some(end.until)) {
            Some(days) => {
                let id = MembershipId::new(ctx.new_id()).expect("an id source gives numbers above zero");
                ended.push((end.membership, Membership { id, days, ..known.clone() }));
            }
            None => {
                if let Some(at) = begun.iter().position(|membership| membership.person == known.person) {
                    ended.push((end.membership, begun.swap_remove(at)));
                }
            }
        }
    }
    (ended, begun)
}
