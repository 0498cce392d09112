//! `doudi link`: two lists on this machine, no database. What it finds is a clue; it records nothing.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use registry::lists::{List, ListOptions};
use registry::matching::{
    Accuracy, LinkModel, LinkRefusal, LinkSettings, Linking, ListField, ListSide, Multiplicity, NumberList, ReadList, TextColumn,
    link_exactly, link_lists,
};
use serde_json::json;

use super::{bench, list_files, report};
use crate::arguments::{Link, Persons};
use crate::output::{Output, Stop};

/// Links LEFT to RIGHT.
pub fn run(options: &Link, output: &Output) -> Result<(), Stop> {
    let began = Instant::now();
    let threshold = list_files::threshold(options.threshold)?;
    let columns = list_files::columns(&options.columns)?;
    let only = if options.exact { vec![ListField::Number] } else { Vec::new() };
    let of = |key: &Option<String>| ListOptions { columns: columns.clone(), only: only.clone(), key: key.clone() };
    if options.exact {
        return exact(options, [of(&options.left_key), of(&options.right_key)], output);
    }
    let ((left, left_list), (right, right_list)) = both(
        || part(&options.left, &of(&options.left_key), ListSide::Left),
        || part(&options.right, &of(&options.right_key), ListSide::Right),
    )?;
    named_columns_exist(&columns, [&left, &right])?;
    let read = began.elapsed();
    let saved = options.model.as_deref().filter(|path| path.exists()).map(model).transpose()?;
    let is_saved = saved.is_some();
    let settings = LinkSettings { threads: threads(), model: saved, multiplicity: multiplicity(options.persons) };
    let rows = [left_list.len(), right_list.len()];
    let linking = link_lists(left_list, right_list, &settings);
    let linked = began.elapsed();
    let keys = [left.keys.as_ref(), right.keys.as_ref()];
    if let Some(path) = &options.out {
        report::save(path, list_files::csv(&linking, keys, !options.no_explain).as_bytes())?;
    }
    if let (Some(path), false) = (&options.model, is_saved) {
        report::save(path, linking.model.to_text().as_bytes())?;
    }
    let seconds = [read.as_secs_f64(), (linked - read).as_secs_f64(), (began.elapsed() - linked).as_secs_f64()];
    let truth = options.truth.as_deref().map(|path| truth(path, keys)).transpose()?;
    let accuracy = truth.map(|pairs| linking.accuracy(threshold, &pairs));
    show(output, &linking, threshold, rows, seconds, accuracy);
    Ok(())
}

/// A list without its texts but for the keys, and what is compared of it.
fn part(path: &Path, options: &ListOptions, side: ListSide) -> Result<(List, ReadList), Stop> {
    let mut list = list_files::read(path, options)?;
    let read = ReadList::new(&list.columns, side).map_err(|refusal: LinkRefusal| list_files::stop(path, refusal.to_string()))?;
    list.columns.columns.clear();
    Ok((list, read))
}

/// Reads both lists at once.
pub(super) fn both<T: Send>(
    left: impl FnOnce() -> Result<T, Stop> + Send,
    right: impl FnOnce() -> Result<T, Stop> + Send,
) -> Result<(T, T), Stop> {
    std::thread::scope(|scope| {
        let left = scope.spawn(left);
        let right = right();
        Ok((left.join().expect("reading a list does not panic")?, right?))
    })
}

/// Threads of this machine.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}

fn multiplicity(typed: Option<Persons>) -> Multiplicity {
    match typed {
        None => Multiplicity::Seen,
        Some(Persons::OneToOne) => Multiplicity::OneToOne,
        Some(Persons::ManyToOne) => Multiplicity::ManyToOne,
        Some(Persons::ManyToMany) => Multiplicity::ManyToMany,
    }
}

pub(super) fn model(path: &Path) -> Result<LinkModel, Stop> {
    let text = std::fs::read_to_string(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
    LinkModel::parse(&text).map_err(|fault| list_files::stop(path, fault.to_string()))
}

/// A column that neither list has was typed wrongly.
fn named_columns_exist(columns: &[(ListField, String)], lists: [&List; 2]) -> Result<(), Stop> {
    let is_read = |field: &ListField, name: &String| {
        lists.iter().any(|list| list.recognised.iter().any(|(known, heading)| known == field && heading == name))
    };
    match columns.iter().find(|(field, name)| !is_read(field, name)) {
        None => Ok(()),
        Some((field, name)) => Err(Stop::Usage {
            chinese: format!("--columns {}={name}：两份名单都没有这一列。", field.code()),
            english: format!("--columns {}={name}: neither list has that column.", field.code()),
        }),
    }
}

fn exact(options: &Link, lists: [ListOptions; 2], output: &Output) -> Result<(), Stop> {
    let began = Instant::now();
    let numbers = |path: &Path, of: &ListOptions, side| {
        let mut list = list_files::read(path, of)?;
        let numbers = NumberList::new(&list.columns, side).map_err(|refusal| list_files::stop(path, refusal.to_string()))?;
        list.columns.columns.clear();
        Ok((list, numbers))
    };
    let ((left, left_numbers), (right, right_numbers)) =
        both(|| numbers(&options.left, &lists[0], ListSide::Left), || numbers(&options.right, &lists[1], ListSide::Right))?;
    let read = began.elapsed();
    let pairs = link_exactly(&left_numbers, &right_numbers, threads());
    let joined = began.elapsed();
    if let Some(path) = &options.out {
        let keys = [left.keys.as_ref(), right.keys.as_ref()];
        report::save(path, list_files::csv_of_numbers(&pairs, keys, threads()).as_bytes())?;
    }
    let written = began.elapsed();
    let json = json!({
        "rows": [left_numbers.len(), right_numbers.len()],
        "linked": pairs.len(),
        "seconds": { "read": read.as_secs_f64(), "join": (joined - read).as_secs_f64(), "write": (written - joined).as_secs_f64(), "total": written.as_secs_f64() },
        "memory_peak_kib": bench::memory_peak_kib(),
    });
    output.result(&json, |output| {
        output.note(
            &format!(
                "号码相同{}对（{}行对{}行），用时 {:.2} 秒。",
                pairs.len(),
                left_numbers.len(),
                right_numbers.len(),
                written.as_secs_f64()
            ),
            &format!(
                "{} pairs with one number ({} rows by {}), {:.2} s.",
                pairs.len(),
                left_numbers.len(),
                right_numbers.len(),
                written.as_secs_f64()
            ),
        );
    });
    Ok(())
}

/// True pairs by the keys of both lists. Its first two columns count; a heading is known by not being a pair of keys.
fn truth(path: &Path, keys: [Option<&TextColumn>; 2]) -> Result<Vec<(u32, u32)>, Stop> {
    let text = std::fs::read_to_string(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
    let rows_of = |keys: Option<&TextColumn>| -> Option<HashMap<String, u32>> {
        keys.map(|keys| keys.iter().map(str::to_owned).zip(0u32..).collect())
    };
    let of_keys = keys.map(rows_of);
    let row = |side: usize, key: &str| match &of_keys[side] {
        Some(rows) => rows.get(key).copied(),
        None => key.parse::<u32>().ok().and_then(|number| number.checked_sub(1)),
    };
    let mut pairs = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        let mut cells = line.split(',').map(|cell| cell.trim().trim_matches('"'));
        let (Some(left), Some(right)) = (cells.next(), cells.next()) else { continue };
        match (row(0, left), row(1, right)) {
            (Some(left), Some(right)) => pairs.push((left, right)),
            _ if number == 1 => {}
            _ => return Err(list_files::stop(path, format!("第{number}行：没有键为 {left} 和 {right} 的行"))),
        }
    }
    Ok(pairs)
}

fn accuracy_json(of: &Accuracy) -> serde_json::Value {
    json!({ "threshold": of.threshold, "precision": of.precision(), "recall": of.recall(), "f1": of.f1() })
}

pub(super) fn show(
    output: &Output,
    linking: &Linking,
    threshold: f32,
    rows: [usize; 2],
    seconds: [f64; 3],
    accuracy: Option<(Accuracy, Accuracy)>,
) {
    let linked = linking.linked(threshold).count();
    let doubtful = linking.pairs.len() - linked;
    let false_links = linking.false_links_expected_per_ten_thousand(threshold);
    let blocks: Vec<_> = linking
        .blocks
        .iter()
        .map(|(rule, pairs, left_out)| json!({ "rule": rule, "pairs": pairs, "rows_left_out": left_out }))
        .collect();
    let json = json!({
        "rows": rows, "threshold": threshold, "linked": linked, "doubtful": doubtful,
        "false_links_expected_per_10000": false_links,
        "pairs_exact": linking.pairs_exact, "pairs_compared": linking.pairs_compared, "blocks": blocks,
        "seconds": { "read": seconds[0], "link": seconds[1], "write": seconds[2], "total": seconds.iter().sum::<f64>() },
        "memory_peak_kib": bench::memory_peak_kib(),
        "truth": accuracy.as_ref().map(|(here, best)| json!({ "at_threshold": accuracy_json(here), "best": accuracy_json(best) })),
    });
    output.result(&json, |output| {
        output.note(
            &format!(
                "{}行对{}行：相符{linked}对，存疑{doubtful}对；每万对预计误连{false_links:.1}对。用时 {:.2} 秒。",
                rows[0],
                rows[1],
                seconds.iter().sum::<f64>()
            ),
            &format!(
                "{} rows by {}: {linked} linked, {doubtful} doubtful; {false_links:.1} false links to expect in 10,000. {:.2} s.",
                rows[0],
                rows[1],
                seconds.iter().sum::<f64>()
            ),
        );
        for (rule, _, left_out) in linking.blocks.iter().filter(|(.., left_out)| *left_out > 0) {
            output.note(
                &format!("分块“{rule}”：{left_out}行因同键者过多，未按此规则比较。"),
                &format!("Block “{rule}”: {left_out} rows share their key with too many and were not compared under it."),
            );
        }
        for (name, of) in accuracy.iter().flat_map(|(here, best)| [("", here), ("best ", best)]) {
            output.line(&format!(
                "{name}threshold {:.4}: precision {:.5} recall {:.5} F1 {:.5}",
                of.threshold,
                of.precision(),
                of.recall(),
                of.f1()
            ));
        }
    });
}
