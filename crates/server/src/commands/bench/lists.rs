//! `doudi bench link` and `doudi bench join`: generated lists written to Parquet, and the commands a county would type run on
//! them in a process of their own, so that time and memory are those of the command. It prints; it judges nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use labelled_lists::{LabelledLists, Profile, Table};
use serde_json::{Value, json};

use super::super::report;
use crate::output::{Output, Stop, table};

/// Seed of the generated lists.
const SEED: u64 = 1;

/// What is measured.
#[derive(Clone, Copy)]
pub enum Lists {
    /// Linking, with accuracy.
    Linked(Profile),
    /// Joining on the identity number alone.
    Joined,
}

/// Measures each size in turn.
pub fn run(what: Lists, sizes: &[u32], keep: Option<&Path>, output: &Output) -> Result<(), Stop> {
    let folder = keep.map_or_else(|| std::env::temp_dir().join(format!("doudi-bench-{}", std::process::id())), Path::to_path_buf);
    let measured: Result<Vec<Value>, Stop> = sizes.iter().map(|people| measure(&folder, *people, what)).collect();
    if keep.is_none() {
        std::fs::remove_dir_all(&folder).map_err(|why| Stop::File { path: folder.display().to_string(), why })?;
    }
    let measured = measured?;
    let exact = matches!(what, Lists::Joined);
    output.result(&json!({ "measured": measured }), |output| show(&measured, exact, output));
    Ok(())
}

fn measure(folder: &Path, people: u32, what: Lists) -> Result<Value, Stop> {
    let (profile, exact) = match what {
        Lists::Linked(profile) => (profile, false),
        Lists::Joined => (Profile::Hard, true),
    };
    let lists = labelled_lists::generate(people as usize, profile, SEED);
    let of = |name: &str| folder.join(format!("{name}-{people}.parquet"));
    let (left, right, truth) = (of("left"), of("right"), folder.join(format!("truth-{people}.csv")));
    write(&left, &lists.left)?;
    write(&right, &lists.right)?;
    report::save(&truth, truth_text(&lists).as_bytes())?;
    let baselines = if exact { Value::Null } else { baselines(&lists) };
    drop(lists);
    let out = folder.join(format!("links-{people}.csv"));
    let mut typed: Vec<PathBuf> = vec!["--json".into(), "link".into(), left, right, "--out".into(), out];
    typed.extend(["--left-key", "key", "--right-key", "key"].map(PathBuf::from));
    if exact {
        typed.push("--exact".into());
    } else {
        typed.extend(["--truth".into(), truth]);
    }
    let timed = child(&typed)?;
    Ok(json!({ "people": people, "link": timed, "baselines": baselines }))
}

/// Runs this program once more and reads what it prints.
fn child(typed: &[PathBuf]) -> Result<Value, Stop> {
    let fault = |why| Stop::File { path: "doudi".to_owned(), why };
    let program = std::env::current_exe().map_err(fault)?;
    let ran = Command::new(program).args(typed).output().map_err(fault)?;
    serde_json::from_slice(&ran.stdout)
        .map_err(|_| fault(std::io::Error::other(String::from_utf8_lossy(&ran.stderr).trim().to_owned())))
}

fn write(path: &Path, list: &Table) -> Result<(), Stop> {
    let columns: Vec<(&str, Vec<&str>)> =
        Table::HEADINGS.iter().enumerate().map(|(at, heading)| (*heading, list.column(at).collect())).collect();
    let bytes = documents::parquet::text_table(&columns)
        .map_err(|fault| Stop::File { path: path.display().to_string(), why: std::io::Error::other(fault) })?;
    report::save(path, &bytes)
}

fn truth_text(lists: &LabelledLists) -> String {
    let mut text = String::from("left_key,right_key\n");
    for (left, (right, _)) in lists.truth.iter().enumerate() {
        if let Some(right) = right {
            text.push_str(&format!("L{left},R{right}\n"));
        }
    }
    text
}

/// What joins can do without a model: the number as typed, and a cascade of four keys, each taking only what is alone under it.
fn baselines(lists: &LabelledLists) -> Value {
    const NUMBER: usize = 1;
    const KEYS: [&[usize]; 4] = [&[NUMBER], &[2, 3], &[2, 5, 4], &[2, 7]];
    let mut found: Vec<Option<u32>> = vec![None; lists.left.rows()];
    let mut taken = vec![false; lists.right.rows()];
    let mut measured = Vec::new();
    for columns in KEYS {
        let (left, right) = (keys(&lists.left, columns), keys(&lists.right, columns));
        let mut by_key: HashMap<&str, Option<u32>> = HashMap::new();
        for (row, key) in (0u32..).zip(&right).filter(|(row, key)| !key.is_empty() && !taken[*row as usize]) {
            by_key.entry(key).and_modify(|only| *only = None).or_insert(Some(row));
        }
        for (link, key) in found.iter_mut().zip(&left).filter(|(link, _)| link.is_none()) {
            if let Some(Some(row)) = by_key.get(key.as_str())
                && !taken[*row as usize]
            {
                *link = Some(*row);
                taken[*row as usize] = true;
            }
        }
        measured.push(accuracy(&found, lists));
    }
    json!({ "exact_number": measured.first(), "cascade_of_four_keys": measured.last() })
}

fn keys(list: &Table, columns: &[usize]) -> Vec<String> {
    let mut keys = vec![String::new(); list.rows()];
    let mut blank = vec![false; list.rows()];
    for column in columns {
        for ((key, blank), value) in keys.iter_mut().zip(&mut blank).zip(list.column(*column)) {
            *blank |= value.is_empty();
            key.push_str(value);
            key.push('|');
        }
    }
    keys.iter_mut().zip(blank).filter(|(_, blank)| *blank).for_each(|(key, _)| key.clear());
    keys
}

fn accuracy(found: &[Option<u32>], lists: &LabelledLists) -> Value {
    let linked = found.iter().flatten().count() as f64;
    let right = found.iter().zip(&lists.truth).filter(|(link, (truth, _))| link.is_some() && *link == truth).count() as f64;
    let wanted = lists.truth.iter().filter(|(truth, _)| truth.is_some()).count() as f64;
    let (precision, recall) = (right / linked.max(1.0), right / wanted.max(1.0));
    json!({ "precision": precision, "recall": recall, "f1": 2.0 * precision * recall / (precision + recall).max(1e-9) })
}

fn show(measured: &[Value], exact: bool, output: &Output) {
    let number = |value: &Value| value.as_f64().map_or(String::from("–"), |number| format!("{number:.3}"));
    let rows: Vec<Vec<String>> = measured
        .iter()
        .map(|one| {
            let link = &one["link"];
            let mut row = vec![
                one["people"].to_string(),
                link["linked"].to_string(),
                number(&link["seconds"]["read"]),
                number(if exact { &link["seconds"]["join"] } else { &link["seconds"]["link"] }),
                number(&link["seconds"]["write"]),
                number(&link["seconds"]["total"]),
                (link["memory_peak_kib"].as_u64().unwrap_or(0) / 1024).to_string(),
            ];
            if !exact {
                let accuracy = |of: &Value| format!("{:.4}", of["f1"].as_f64().unwrap_or(0.0));
                row.extend([
                    accuracy(&link["truth"]["at_threshold"]),
                    format!("{:.4}", one["baselines"]["exact_number"]["recall"].as_f64().unwrap_or(0.0)),
                    accuracy(&one["baselines"]["cascade_of_four_keys"]),
                ]);
            }
            row
        })
        .collect();
    let mut head = vec![
        output.pick("人数", "people"),
        output.pick("相符", "linked"),
        output.pick("读取 秒", "read s"),
        output.pick("比对 秒", "link s"),
        output.pick("写出 秒", "write s"),
        output.pick("合计 秒", "total s"),
        output.pick("内存 MiB", "memory MiB"),
    ];
    if !exact {
        head.extend([
            "F1",
            output.pick("仅凭号码召回率", "recall of exact numbers"),
            output.pick("四键依次比对F1", "F1 of a four-key cascade"),
        ]);
    }
    output.line(table(&head, &rows).trim_end());
}
