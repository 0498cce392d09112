//! `doudi audit`.

use operations::AuditVerdict;

use super::{accounts, open};
use crate::arguments::{Audit, CommonOptions};
use crate::output::{Output, Stop};

/// Checks, exports, or hashes.
pub async fn run(common: &CommonOptions, options: &Audit, output: &Output) -> Result<(), Stop> {
    match options {
        Audit::Verify { file: Some(file) } => {
            let bytes = std::fs::read(file).map_err(|why| Stop::File { path: file.display().to_string(), why })?;
            tell(operations::audit::verify_exported(&bytes), output)
        }
        Audit::Verify { file: None } => {
            let (office, context) = open(common, accounts::AUDITOR).await?;
            tell(operations::audit::verify(&office, &context).await?, output)
        }
        Audit::Export { file } => {
            let (office, context) = open(common, accounts::AUDITOR).await?;
            super::report::save(file, &operations::audit::export(&office, &context).await?)?;
            output.result(&serde_json::json!({ "file": file.display().to_string() }), |output| {
                output.note(&format!("审计链已写入 {}", file.display()), &format!("The chain is in {}", file.display()));
            });
            Ok(())
        }
        Audit::State => {
            let (office, context) = open(common, accounts::AUDITOR).await?;
            let hash = operations::audit::state_hash(&office, &context).await?;
            output.result(&serde_json::json!({ "sm3": hash }), |output| output.line(&hash));
            Ok(())
        }
    }
}

fn tell(verdict: AuditVerdict, output: &Output) -> Result<(), Stop> {
    match verdict {
        AuditVerdict::Whole { entries, last_hash } => {
            output.result(&serde_json::json!({ "entries": entries, "last_hash": last_hash }), |output| {
                output.note(
                    &format!("审计链完整：{entries}条，末环 {last_hash}"),
                    &format!("The chain is whole: {entries} entries, last link {last_hash}"),
                );
            });
            Ok(())
        }
        AuditVerdict::Broken { sequence, what } => Err(Stop::BrokenChain(match output.language() {
            operations::Language::Chinese => format!("第{sequence}条起不符：{what}"),
            operations::Language::English => format!("first wrong at entry {sequence}: {what}"),
        })),
    }
}
