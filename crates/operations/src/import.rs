//! A department's file becomes facts: read, matched, stated, recorded in one act. The same bytes twice are one file.
//!
//! Holds: of the register only the part around a file's rows is read, so that a file costs what its rows cost, whatever the
//! size of the county; an opening roll enters only before the county's first round.

mod asked;
mod folder;
mod linking;
mod settled;

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;

use registry::intake::{Gives, Layout, Reader, Reading};
use registry::statement::{Arrival, ClueReason, LawfulReading, QueryBatches, RowAddress, Statement, state};
use registry::units::{self, UnitsOpened};
use registry::{Membership, Person, Register};
use store::{
    Act as StoreAct, AuditEntry, Clue, ClueId, Complaint, ComplaintId, Contact, NewPerson, Original, ReceivedFile, RowId, View,
};
use vocabulary::{CellRef, Date, DateRange, FileId, MembershipId, Month, PersonId};

use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::queries;
use crate::refusal::Refusal;

use asked::Asked;
pub(crate) use asked::REMEMBERED;
pub use folder::{FileProgress, FolderImported, import_folder};
pub(crate) use folder::{Watcher, import_files};
use linking::LinkedRows;
pub(crate) use linking::{likeness_of_person, link_candidate};
pub(crate) use settled::attach;

/// What to do with bytes that were imported before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing, and say so: a file sent twice is no news.
    #[default]
    Told,
    /// Record them as what is known last: an official found that a file which was corrected since is right after all.
    CountsAgain,
}

/// That the same bytes were imported before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedBefore {
    /// On which day.
    pub on: Date,
    /// The file that has since corrected what it stated, with its day; the last one.
    pub superseded_by: Option<(String, Date)>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The file.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// The department's Chinese name.
    pub department: String,
    /// That the same bytes were imported before: then nothing was done.
    pub before: Option<ImportedBefore>,
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
    /// Complaints, each with its code and sentence.
    pub complaints: Vec<(String, String)>,
    /// Rows that were not recorded and wait for a person.
    pub clues: usize,
    /// Rows about people without a lawful basis: counted and dropped.
    pub dropped: i64,
}

/// Imports one file of a month.
pub async fn import(
    office: &Office,
    ctx: &Context,
    month: Month,
    name: &str,
    bytes: &[u8],
    repeat: Repeat,
) -> Result<Imported, Refusal> {
    ctx.require(Act::ImportFile, office.county)?;
    let reading = read_by(&office.layouts, month, name, bytes)?;
    import_reading(office, ctx, Received { month, name, bytes }, reading, repeat).await
}

/// A file as it came in.
#[derive(Clone, Copy)]
pub(crate) struct Received<'a> {
    pub month: Month,
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// Reads a file without recording anything.
fn read_by(layouts: &[Layout], month: Month, name: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    let reader = Reader { threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN), ..Reader::new(layouts) };
    let reading = reader.read(bytes, name).map_err(|why| Refusal::File { name: name.to_owned(), why: Box::new(why) })?;
    match reading.month {
        // A file that states an earlier month corrects it; one of a later month is in the wrong folder.
        Some(stated) if stated > month => Err(Refusal::OtherMonth { name: name.to_owned(), stated, month }),
        Some(_) | None => Ok(reading),
    }
}

/// Records a file that was read.
pub(crate) async fn import_reading(
    office: &Office,
    ctx: &Context,
    received: Received<'_>,
    reading: Reading,
    repeat: Repeat,
) -> Result<Imported, Refusal> {
    let permission = permission_for(reading.gives);
    ctx.require(permission, office.county)?;
    let received = Received { month: reading.month.unwrap_or(received.month), ..received };
    let Received { month, name, bytes } = received;
    let department = department(office, reading.department);
    let digest = store::sm3(bytes);
    let mut act = office.store.act(office.county).await?;
    let earlier = act.file_by_digest(&digest).await?;
    if let (Some(file), Repeat::Told) = (&earlier, repeat) {
        return before(office, &act, file).await;
    }
    refuse_late_roll(&act, name, permission).await?;
    let file = FileId::new(ctx.new_id()).expect("an id source gives numbers above zero");
    let arrival = Arrival { file, month, recorded: act.sequence() };
    let LinkedRows { links, persons, candidates, digests, settled } = linking::link(&act, &reading).await?;
    let asked = Asked::of(&reading.rows, file, candidates, digests, settled);
    let register = register_for(&act, &reading, persons).await?;
    let rows_seen = whole(reading.rows_seen);
    let batches = if reading.answers_batches { queries::answerable(&act).await? } else { QueryBatches::default() };
    let lawful = LawfulReading::of(reading, links, &register, month.first_day(), &batches);
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
        repeat: earlier.map_or(0, |earlier| earlier.repeat + 1),
    }])
    .await?;
    let retained_until = ctx.today().plus_days(office.settings.original_retention_days);
    act.add_originals(&[Original { file, bytes: bytes.to_vec(), retained_until }]).await?;
    act.add_complaints(&complaints).await?;
    record(&mut act, ctx, &register, &statement, &opened).await?;
    act.add_clues(&clues).await?;
    act.add_link_questions(&asked.questions(ctx, act.sequence(), &statement)).await?;
    let imported = Imported {
        file,
        name: name.to_owned(),
        department,
        before: None,
        rows: rows_seen,
        persons: statement.persons.len(),
        facts: statement.facts.len(),
        unchanged: statement.facts_unchanged,
        units: opened.households.len(),
        complaints: complaints.into_iter().map(|complaint| (complaint.code, complaint.message)).collect(),
        clues: clues.len(),
        dropped,
    };
    act.commit(&entry(ctx, permission, received, &digest, &imported)).await?;
    Ok(imported)
}

/// The act that records a file: opening rolls have one of their own.
fn permission_for(gives: Gives) -> Act {
    match gives {
        Gives::OpeningRoll => Act::ImportOpeningRoll,
        Gives::Facts | Gives::RegisterHouseholds | Gives::MonitoredHouseholds => Act::ImportFile,
    }
}

/// A roll says who was helped when the county began to use the system. From the first round on, that is what was decided.
async fn refuse_late_roll(act: &StoreAct, name: &str, permission: Act) -> Result<(), Refusal> {
    if permission != Act::ImportOpeningRoll {
        return Ok(());
    }
    let first = crate::rounds::months_with_gaps(act).await?.first().copied();
    first.map_or(Ok(()), |first| Err(Refusal::RollTooLate { name: name.to_owned(), first }))
}

/// The Chinese name of the layout with a number.
fn department(office: &Office, number: i16) -> String {
    let layout = office.layouts.iter().find(|layout| layout.number == number);
    layout.map_or_else(|| number.to_string(), |layout| layout.name.clone())
}

fn entry(ctx: &Context, act: Act, received: Received<'_>, digest: &[u8; 32], imported: &Imported) -> AuditEntry {
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: act.code().to_owned(),
        subject: format!("{} {}", received.month, received.name),
        rows: imported.rows,
        detail: serde_json::json!({
            "sm3": crate::rounds::hexadecimal(digest),
            "persons": imported.persons, "facts": imported.facts, "complaints": imported.complaints.len(),
            "clues": imported.clues, "dropped": imported.dropped,
        }),
    }
}

/// The same bytes again: nothing is recorded, and whether they are still the last word is told.
async fn before(office: &Office, view: &View, file: &ReceivedFile) -> Result<Imported, Refusal> {
    let superseded_by = match view.files_about_the_same_since(file).await?.pop() {
        Some(later) => Some((later.name.clone(), crate::context::shanghai_day_of(view.received_at(later.id).await?))),
        None => None,
    };
    let on = crate::context::shanghai_day_of(view.received_at(file.id).await?);
    Ok(Imported {
        file: file.id,
        name: file.name.clone(),
        department: department(office, file.department),
        before: Some(ImportedBefore { on, superseded_by }),
        rows: file.rows_read,
        persons: 0,
        facts: 0,
        unchanged: 0,
        units: 0,
        complaints: Vec::new(),
        clues: 0,
        dropped: file.rows_dropped,
    })
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The part of the register that the rows of a file can touch.
async fn register_for(act: &StoreAct, reading: &Reading, persons: Vec<Person>) -> Result<Register, Refusal> {
    let of_rows = reading.rows.iter().filter_map(|row| row.identity.household_number.as_deref());
    let numbers: HashSet<&str> = of_rows.chain(reading.households_of_rows_left_out.iter().map(String::as_str)).collect();
    let mut numbers: Vec<&str> = numbers.into_iter().collect();
    numbers.sort_unstable();
    Ok(act.register_for_file(persons, &numbers, reading.department).await?)
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
    // How a new person is reached and paid is sealed together with the number.
    let mut contact_of: HashMap<PersonId, _> = statement.contacts.iter().map(|contact| (contact.person, contact)).collect();
    let persons: Vec<NewPerson> = statement
        .persons
        .iter()
        .map(|new| {
            let contact = contact_of.remove(&new.person.id);
            NewPerson {
                person: new.person.clone(),
                number: Some(new.number),
                phone: contact.and_then(|contact| contact.phone.clone()),
                account: contact.and_then(|contact| contact.account.clone()),
            }
        })
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
    let of_known = statement.contacts.iter().filter(|contact| contact_of.contains_key(&contact.person));
    let contacts: Vec<Contact> = of_known
        .map(|contact| Contact { person: contact.person, phone: contact.phone.clone(), account: contact.account.clone() })
        .collect();
    act.set_contacts(&contacts).await?;
    Ok(())
}

/// Memberships that take the place of known ones, and those that only begin. An end is a row with the last days; where
/// the known one turns out never to have been, the one that begins takes its place.
fn memberships(ctx: &Context, register: &Register, statement: &Statement) -> (Vec<(MembershipId, Membership)>, Vec<Membership>) {
    let mut begun = statement.memberships.clone();
    let at: HashMap<PersonId, usize> = begun.iter().enumerate().map(|(at, membership)| (membership.person, at)).collect();
    let of_households = register.households().iter().flat_map(|household| register.memberships_of(household.id));
    let known: HashMap<MembershipId, &Membership> = of_households.map(|membership| (membership.id, membership)).collect();
    let mut taken: HashSet<MembershipId> = HashSet::new();
    let mut ended = Vec::new();
    for end in &statement.memberships_ended {
        let Some(known) = known.get(&end.membership) else { continue };
        match DateRange::new(known.days.from(), Some(end.until)) {
            Some(days) => {
                let id = MembershipId::new(ctx.new_id()).expect("an id source gives numbers above zero");
                ended.push((end.membership, Membership { id, days, ..(*known).clone() }));
            }
            None => {
                if let Some(instead) = at.get(&known.person).and_then(|at| begun.get(*at)).filter(|new| taken.insert(new.id)) {
                    ended.push((end.membership, instead.clone()));
                }
            }
        }
    }
    begun.retain(|membership| !taken.contains(&membership.id));
    (ended, begun)
}
