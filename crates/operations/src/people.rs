//! Personal numbers: shown in full only with a reason, rotated, or erased; each of these is in the audit chain.

use store::AuditEntry;
use vocabulary::PersonId;

use crate::context::Context;
use crate::office::{Office, Premises};
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};

/// A person's identity number in full. The read is in the audit chain before the number is given.
pub async fn reveal(office: &Office, ctx: &Context, person: PersonId, why: &str) -> Result<String, Refusal> {
    ctx.require(Act::Reveal, ctx.official().region)?;
    require_reason(why)?;
    let act = office.store.act(office.county).await?;
    let register = act.register_around(&[person], &[]).await?;
    let not_found = || Refusal::NotFound { kind: RecordKind::Person, id: person.to_string() };
    let known = register.person(person).ok_or_else(not_found)?;
    ctx.require(Act::Reveal, known.village)?;
    let number = act.reveal(&[person]).await?.remove(&person).and_then(|secret| secret.number).ok_or_else(not_found)?;
    act.commit(&entry(ctx, Act::Reveal, &person.to_string(), 1, why)).await?;
    Ok(number.reveal().to_owned())
}

/// Destroys a person's key and indexes: their numbers can never be read again, also in a backup of the database.
pub async fn erase(office: &Office, ctx: &Context, person: PersonId, why: &str) -> Result<(), Refusal> {
    ctx.require(Act::ErasePerson, office.county)?;
    require_reason(why)?;
    let mut act = office.store.act(office.county).await?;
    if !act.erase_person(person).await? {
        return Err(Refusal::NotFound { kind: RecordKind::Person, id: person.to_string() });
    }
    act.commit(&entry(ctx, Act::ErasePerson, &person.to_string(), 1, why)).await?;
    Ok(())
}

/// Makes a new version of the master key and wraps every person's key under it; gives how many were wrapped. Killed
/// between the two it is finished by running it again.
pub async fn rotate_keys(premises: &Premises, login: &str) -> Result<u64, Refusal> {
    let office = Office::open(premises).await?;
    let ctx = office.context(login, None).await?;
    ctx.require(Act::RotateKeys, office.county)?;
    drop(office);
    store::Keyring::rotate(&premises.key_file())?;
    let office = Office::open(premises).await?;
    Ok(office.store.rotate_person_keys(office.county, &entry(&ctx, Act::RotateKeys, &office.county.to_string(), 0, "")).await?)
}

pub(crate) fn require_reason(why: &str) -> Result<(), Refusal> {
    if why.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    Ok(())
}

fn entry(ctx: &Context, act: Act, subject: &str, rows: i64, why: &str) -> AuditEntry {
    AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: act.code().to_owned(),
        subject: subject.to_owned(),
        rows,
        detail: serde_json::json!({ "why": why }),
    }
}
