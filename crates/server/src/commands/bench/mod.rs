//! `doudi bench`: what this machine needs for the work of a county, on generated files. It prints; it judges nothing.

mod check;
mod intake;
mod lists;
mod load;
mod round;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use labelled_lists::Profile;
use lists::Lists;

use crate::arguments::Bench;
use crate::output::{Output, Stop, table};

/// One measured step.
struct Measured {
    step: &'static str,
    english: &'static str,
    took: Duration,
    of: String,
}

impl Measured {
    fn since(step: &'static str, english: &'static str, since: Instant, of: String) -> Measured {
        Measured { step, english, took: since.elapsed(), of }
    }
}

/// Measures what was asked for.
pub async fn run(options: &Bench, output: &Output) -> Result<(), Stop> {
    match options {
        Bench::Round(options) => round::run(options, output).await,
        Bench::Intake(options) => intake::run(options, output).await,
        Bench::Check => {
            check::run(output);
            Ok(())
        }
        Bench::Link { people, normal, keep } => {
            let profile = if *normal { Profile::Normal } else { Profile::Hard };
            lists::run(Lists::Linked(profile), people, keep.as_deref(), output)
        }
        Bench::Join { people, keep } => lists::run(Lists::Joined, people, keep.as_deref(), output),
    }
}

/// Works in a folder of its own, which is removed afterwards.
async fn in_a_folder<T>(work: impl AsyncFnOnce(PathBuf) -> Result<T, Stop>) -> Result<T, Stop> {
    let folder = std::env::temp_dir().join(format!("doudi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|why| Stop::File { path: folder.display().to_string(), why })?;
    let done = work(folder.clone()).await;
    let removed = std::fs::remove_dir_all(&folder);
    let done = done?;
    removed.map_err(|why| Stop::File { path: folder.display().to_string(), why })?;
    Ok(done)
}

/// The steps as a table, or with what was asked for as JSON.
fn show(measured: &[Measured], asked: &serde_json::Value, output: &Output) {
    let steps: Vec<_> = measured
        .iter()
        .map(|line| serde_json::json!({ "step": line.english, "seconds": line.took.as_secs_f64(), "of": line.of }))
        .collect();
    output.result(&serde_json::json!({ "asked": asked, "steps": steps, "memory_peak_kib": memory_peak_kib() }), |output| {
        let rows: Vec<Vec<String>> = measured
            .iter()
            .map(|line| {
                let step = output.pick(line.step, line.english).to_owned();
                vec![step, format!("{:.3} s", line.took.as_secs_f64()), line.of.clone()]
            })
            .collect();
        let head = [output.pick("步骤", "step"), output.pick("用时", "time"), output.pick("数量", "of")];
        output.line(table(&head, &rows).trim_end());
        if let Some(kib) = memory_peak_kib() {
            output.note(&format!("内存峰值 {} MiB", kib / 1024), &format!("peak memory {} MiB", kib / 1024));
        }
    });
}

/// Largest resident memory of this process, where the system tells it.
pub fn memory_peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// Lets [`memory_peak_kib`] count from here on, where the system can.
fn forget_memory_peak() {
    // A system without this file tells no peak either.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Seconds that processors worked for this process: on a machine with other work the honest measure. Zero where the system
/// does not tell.
fn processor_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0.0 };
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}
