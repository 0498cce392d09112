//! The audit chain: checked in the database, or offline from an exported file.

use store::AuditVerdict;

use crate::context::Context;
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::Refusal;

/// Checks every link of the county's chain.
pub async fn verify(office: &Office, ctx: &Context) -> Result<AuditVerdict, Refusal> {
    ctx.require(Act::VerifyAudit, office.county)?;
    Ok(office.store.verify_audit(office.county).await?)
}

/// The chain as a file that can be checked without a database or key.
pub async fn export(office: &Office, ctx: &Context) -> Result<Vec<u8>, Refusal> {
    ctx.require(Act::VerifyAudit, office.county)?;
    Ok(office.store.export_audit(office.county).await?)
}

/// Checks an exported chain. It needs no account: anybody who holds the file may.
pub fn verify_exported(bytes: &[u8]) -> AuditVerdict {
    store::verify_export(bytes)
}

/// SM3 over the county's whole logical content, without ids, sequences and moments: two databases that were told the same
/// have the same.
pub async fn state_hash(office: &Office, ctx: &Context) -> Result<String, Refusal> {
    ctx.require(Act::VerifyAudit, office.county)?;
    Ok(office.store.state_hash(office.county).await?)
}
