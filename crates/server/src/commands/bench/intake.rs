//! `doudi bench intake`: how fast files become rows with complaints, and how long a county's first load takes.

use std::path::Path;
use std::time::Instant;

use model_county::volume;

use super::super::report;
use super::{Measured, in_a_folder, load, show};
use crate::arguments::BenchIntake;
use crate::output::{Output, Stop};

/// Readings of each file; the quickest counts, since a machine is never slower than its own best by merit.
const READINGS: usize = 3;

/// Measures reading first, then the load.
pub async fn run(options: &BenchIntake, output: &Output) -> Result<(), Stop> {
    let mut measured = Vec::new();
    let workbook = volume::declarations_workbook(options.workbook_rows);
    keep(options.keep.as_deref(), "declarations.xlsx", &workbook)?;
    measured.push(read("读取工作簿（20列）", "read a workbook of twenty columns", "declarations.xlsx", &workbook));
    drop(workbook);
    let text = volume::register_text(options.text_rows);
    keep(options.keep.as_deref(), "register.csv", &text)?;
    measured.push(read("读取 GB18030 文本", "read text in GB18030", "register.csv", &text));
    drop(text);
    if options.people > 0 {
        in_a_folder(async |folder| load::measure(options.people, &folder, &mut measured).await).await?;
    }
    let asked = serde_json::json!({
        "workbook_rows": options.workbook_rows, "text_rows": options.text_rows, "people": options.people,
    });
    show(&measured, &asked, output);
    Ok(())
}

fn keep(folder: Option<&Path>, name: &str, bytes: &[u8]) -> Result<(), Stop> {
    folder.map_or(Ok(()), |folder| report::save(&folder.join(name), bytes))
}

fn read(step: &'static str, english: &'static str, name: &str, bytes: &[u8]) -> Measured {
    let layouts = registry::intake::embedded_layouts();
    // As the import reads: on all processors.
    let threads = std::thread::available_parallelism().unwrap_or(std::num::NonZeroUsize::MIN);
    let reader = registry::intake::Reader { threads, ..registry::intake::Reader::new(&layouts) };
    let readings = (0..READINGS).map(|_| {
        let since = Instant::now();
        let reading = reader.read(bytes, name);
        let (rows, complaints) = reading.map_or((0, 0), |reading| (reading.rows.len(), reading.complaints.len()));
        Measured::since(step, english, since, format!("{rows} rows, {complaints} complaints, {} MB", bytes.len() / 1_000_000))
    });
    readings.min_by_key(|measured| measured.took).expect("a file is read more than once")
}
