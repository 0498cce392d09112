//! The monthly report: figures of the month that agree, as an official document.

use reports::{MonthlyInputs, ReportHead, monthly_report};
use store::AuditEntry;
use vocabulary::Month;

use crate::context::Context;
use crate::figures::{Records, class_rates};
use crate::office::Office;
use crate::permission::Act;
use crate::refusal::{RecordKind, Refusal};
use crate::rounds::{Arrow, arrow_done};

/// A report as bytes, with its text for a page or a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenReport {
    /// The docx.
    pub docx: Vec<u8>,
    /// Its text.
    pub text: String,
}

/// Writes the report of a month whose payout list was made. Refused where its figures do not agree.
pub async fn write(office: &Office, ctx: &Context, month: Month) -> Result<WrittenReport, Refusal> {
    ctx.require(Act::Report, office.county)?;
    let act = office.store.act(office.county).await?;
    if arrow_done(&act, month, Arrow::Payout).await?.is_none() {
        return Err(Refusal::NotFound { kind: RecordKind::Month, id: month.to_string() });
    }
    let records = Records::load(&act, month).await?;
    let figures = records.figures(office.county);
    let townships = records.townships(office);
    let rates = class_rates(office, month);
    let head = ReportHead {
        issuer: office.settings.issuer.clone(),
        number: format!("{}〔{}〕{}号", office.settings.document_sign, month.year(), month.month()),
        title: format!("{}关于{}年{}月农村低保动态管理情况的报告", office.settings.issuer, month.year(), month.month()),
        addressee: office.settings.addressee.clone(),
        date: ctx.today(),
    };
    let inputs = MonthlyInputs { at: month, figures: &figures, townships: &townships, rates: rates.as_ref() };
    let content = monthly_report(&inputs, head)?;
    let docx = documents::docx::official_document(&documents::Document::from(&content))
        .map_err(|fault| Refusal::Fault(fault.to_string()))?;
    act.commit(&AuditEntry {
        moment_ms: ctx.now_ms(),
        official: Some(ctx.official().id),
        act: Act::Report.code().to_owned(),
        subject: month.to_string(),
        rows: i64::try_from(figures.len()).unwrap_or(i64::MAX),
        detail: serde_json::json!({ "sm3": crate::rounds::hexadecimal(&store::sm3(&docx)) }),
    })
    .await?;
    Ok(WrittenReport { docx, text: content.plain_text() })
}
