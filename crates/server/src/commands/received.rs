//! `doudi complaints`, `doudi original`, `doudi jobs`: what is kept of received files.

use operations::originals;

use super::{accounts, open, report};
use crate::arguments::{CommonOptions, Complaints, Jobs, Original};
use crate::output::{Output, Stop};

/// Lists a file's complaints, or writes a copy of it with the cells marked.
pub async fn complaints(common: &CommonOptions, options: &Complaints, output: &Output) -> Result<(), Stop> {
    let (office, context) = open(common, accounts::OFFICER).await?;
    let file = originals::find(&office, &context, &options.file).await?;
    let found = originals::complaints(&office, &context, file).await?;
    if let Some(out) = &options.out {
        let marked = originals::complaints_marked(&office, &context, file).await?;
        report::save(out, &marked.bytes)?;
    }
    let json: Vec<_> = found.iter().map(|(code, sentence)| serde_json::json!({ "code": code, "complaint": sentence })).collect();
    output.result(&serde_json::json!({ "file": file.number(), "complaints": json }), |output| {
        found.iter().for_each(|(_, sentence)| output.line(sentence));
    });
    Ok(())
}

/// Opens an original.
pub async fn original(common: &CommonOptions, options: &Original, output: &Output) -> Result<(), Stop> {
    let Original::Open { file, reason, out } = options;
    let (office, context) = open(common, accounts::OFFICER).await?;
    let file = originals::find(&office, &context, file).await?;
    let opened = originals::open(&office, &context, file, reason).await?;
    let path = out.clone().unwrap_or_else(|| std::path::PathBuf::from(&opened.name));
    report::save(&path, &opened.bytes)?;
    let path = path.display().to_string();
    output.result(&serde_json::json!({ "file": file.number(), "name": opened.name, "out": path }), |output| {
        output.note(
            &format!("已写出{path}，本次打开已记入审计链。"),
            &format!("Wrote {path}; the audit chain names who opened it."),
        );
    });
    Ok(())
}

/// Runs what is due.
pub async fn jobs(common: &CommonOptions, options: &Jobs, output: &Output) -> Result<(), Stop> {
    let Jobs::Run = options;
    let (office, context) = open(common, accounts::ADMINISTRATOR).await?;
    let destroyed = originals::destroy_due(&office, &context).await?;
    output.result(&serde_json::json!({ "originals_destroyed": destroyed }), |output| {
        output
            .note(&format!("已销毁到期原件{destroyed}份。"), &format!("Originals destroyed after their retention: {destroyed}."));
    });
    Ok(())
}
