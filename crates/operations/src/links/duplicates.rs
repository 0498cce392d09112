//! Two entries of the register that may be one person: asked like any other link, never merged by a machine.

use registry::matching::{LinkSettings, ListColumns, ListSide, Multiplicity, ReadList, Resemblance, find_duplicates as within};
use store::{Act as StoreAct, AuditEntry, LinkQuestion, LinkQuestionId, LinkSubject};
use vocabulary::PersonId;

use crate::context::Context;
use crate::import::{likeness_of_person, link_candidate};
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::Refusal;

/// Least probability from which two entries are asked about.
const ASKED_MIN: f32 = 0.5;
/// The reason of a question about two entries of the register.
pub(super) const DOUBLE_ENTRY: i16 = 52;

/// Compares the register with itself and asks about entries that may be one person; gives how many questions are new.
pub async fn find_duplicates(office: &Office, ctx: &Context) -> Result<u64, Refusal> {
    ctx.require(Act::FindDuplicates, office.county)?;
    let mut act = office.store.act(office.county).await?;
    let persons: Vec<PersonId> = act.persons(None).await?.iter().map(|person| person.id).collect();
    let known = act.candidates_with_homes(&persons).await?;
    let likenesses: Vec<_> = known.iter().map(|(known, homes)| likeness_of_person(known, homes)).collect();
    let columns = ListColumns::of_likenesses(&likenesses);
    // An empty register has no doubles.
    let Ok(list) = ReadList::new(&columns, ListSide::Left) else { return Ok(0) };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let settings = LinkSettings { threads, model: None, multiplicity: Multiplicity::ManyToMany };
    let linking = within(list, &settings);
    let person = |row: u32| known.get(row as usize).map(|(known, _)| known.person.id);
    let mut questions = Vec::new();
    for pair in linking.linked(ASKED_MIN) {
        let (Some(first), Some(second)) = (person(pair.left), person(pair.right)) else { continue };
        let (prior_bits, fields) = linking.waterfall(pair);
        let resemblance = Resemblance { person: pair.right as usize, probability: pair.probability, prior_bits, fields };
        questions.push(question(ctx, &act, first, second, &resemblance)?);
    }
    let added = act.add_link_questions(&questions).await?;
    act.commit(&AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::FindDuplicates.code().to_owned(),
        subject: "register".to_owned(),
        rows: i64::try_from(persons.len()).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "asked": questions.len(), "new": added.inserted }),
    })
    .await?;
    Ok(added.inserted)
}

fn question(
    ctx: &Context,
    act: &StoreAct,
    first: PersonId,
    second: PersonId,
    resemblance: &Resemblance,
) -> Result<LinkQuestion, Refusal> {
    let (first, second) = (first.min(second), first.max(second));
    let digest = act.link_digests(&[format!("double {first} {second}")])?;
    Ok(LinkQuestion {
        id: LinkQuestionId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
        subject: LinkSubject::Person(first),
        digest: digest.into_iter().next().expect("one text has one digest"),
        reason: DOUBLE_ENTRY,
        candidates: vec![link_candidate(second, resemblance)],
        sequence: act.sequence(),
    })
}
