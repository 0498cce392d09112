//! `doudi dedupe`: rows of one list that are one person.

use std::time::Instant;

use registry::lists::ListOptions;
use registry::matching::{LinkSettings, ListSide, Multiplicity, ReadList, find_duplicates};

use super::{link, list_files, report};
use crate::arguments::Dedupe;
use crate::output::{Output, Stop};

/// Finds them and writes each pair.
pub fn run(options: &Dedupe, output: &Output) -> Result<(), Stop> {
    let began = Instant::now();
    let threshold = list_files::threshold(options.threshold)?;
    let columns = list_files::columns(&options.columns)?;
    let list = list_files::read(&options.file, &ListOptions { columns, key: options.key.clone(), ..ListOptions::default() })?;
    let read =
        ReadList::new(&list.columns, ListSide::Left).map_err(|refusal| list_files::stop(&options.file, refusal.to_string()))?;
    let rows = read.len();
    let read_in = began.elapsed();
    let settings = LinkSettings { threads: link::threads(), model: None, multiplicity: Multiplicity::ManyToMany };
    let linking = find_duplicates(read, &settings);
    let linked = began.elapsed();
    if let Some(path) = &options.out {
        report::save(path, list_files::csv(&linking, [list.keys.as_ref(), list.keys.as_ref()], true).as_bytes())?;
    }
    let seconds = [read_in.as_secs_f64(), (linked - read_in).as_secs_f64(), (began.elapsed() - linked).as_secs_f64()];
    link::show(output, &linking, threshold, [rows, rows], seconds, None);
    Ok(())
}
