//! Lists from files on this machine, and links to a file: what `link`, `dedupe` and their measurements share.

use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;

use registry::lists::{List, ListOptions, is_parquet, read_list, read_parquet};
use registry::matching::{LinkedPair, Linking, ListField, TextColumn};

use crate::output::Stop;

/// Largest file that is read.
const BYTES_MAX: u64 = 8 << 30;

/// Reads a list from a file.
pub fn read(path: &Path, options: &ListOptions) -> Result<List, Stop> {
    let file_fault = |why| Stop::File { path: path.display().to_string(), why };
    let size = std::fs::metadata(path).map_err(file_fault)?.len();
    if size > BYTES_MAX {
        return Err(stop(path, format!("文件超过{} GiB", BYTES_MAX >> 30)));
    }
    // Of a Parquet file only the columns that are compared are fetched.
    let mut file = std::fs::File::open(path).map_err(file_fault)?;
    let mut begins = [0u8; 4];
    if file.read(&mut begins).map_err(file_fault)? == 4 && is_parquet(&begins) {
        return read_parquet(file, options).map_err(|refusal| stop(path, refusal.to_string()));
    }
    let bytes = std::fs::read(path).map_err(file_fault)?;
    read_list(bytes.into(), options).map_err(|refusal| stop(path, refusal.to_string()))
}

/// A list that cannot be used, and why.
pub fn stop(path: &Path, why: impl Into<String>) -> Stop {
    Stop::List { what: path.display().to_string(), why: why.into() }
}

/// What `--columns` says.
pub fn columns(typed: &[String]) -> Result<Vec<(ListField, String)>, Stop> {
    typed
        .iter()
        .map(|one| {
            let (field, heading) = one.split_once('=').unwrap_or((one, ""));
            let known = ListField::parse(field).filter(|_| !heading.trim().is_empty());
            known.map(|field| (field, heading.trim().to_owned())).ok_or_else(|| Stop::Usage {
                chinese: format!("--columns “{one}”：应写作 字段=表头，字段为 {}。", codes()),
                english: format!("--columns {one:?}: write FIELD=HEADING with a field of {}.", codes()),
            })
        })
        .collect()
}

fn codes() -> String {
    ListField::ALL.map(ListField::code).join(" ")
}

/// A probability as it is typed.
pub fn threshold(typed: f32) -> Result<f32, Stop> {
    if (0.0..=1.0).contains(&typed) {
        return Ok(typed);
    }
    Err(Stop::Usage {
        chinese: format!("--threshold {typed}：应在0和1之间。"),
        english: format!("--threshold {typed} is not between 0 and 1."),
    })
}

/// Links as csv: `left_key,right_key,probability,explanation`.
pub fn csv(linking: &Linking, keys: [Option<&TextColumn>; 2], explain: bool) -> String {
    let mut text = String::with_capacity(linking.pairs.len() * if explain { 130 } else { 28 } + 64);
    text.push_str("left_key,right_key,probability,explanation\n");
    let mut explanations = linking.explanations();
    for pair in &linking.pairs {
        push_key(&mut text, keys[0], pair.left);
        text.push(',');
        push_key(&mut text, keys[1], pair.right);
        push_probability(&mut text, pair);
        if explain {
            text.push_str(explanations.of(pair));
        }
        text.push('\n');
    }
    text
}

/// Links of numbers alone as csv, each thread writing its part of the pairs.
pub fn csv_of_numbers(pairs: &[(u32, u32)], keys: [Option<&TextColumn>; 2], threads: usize) -> String {
    let part = pairs.len().div_ceil(threads.max(1)).max(1);
    let parts: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = pairs
            .chunks(part)
            .map(|pairs| {
                scope.spawn(move || {
                    let mut text = String::with_capacity(pairs.len() * 46);
                    for (left, right) in pairs {
                        push_key(&mut text, keys[0], *left);
                        text.push(',');
                        push_key(&mut text, keys[1], *right);
                        text.push_str(",1.0000,身份证号相同\n");
                    }
                    text
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("writing into memory does not panic")).collect()
    });
    let mut text = String::with_capacity(parts.iter().map(String::len).sum::<usize>() + 64);
    text.push_str("left_key,right_key,probability,explanation\n");
    parts.iter().for_each(|part| text.push_str(part));
    text
}

/// Four places; a probability below one is never written as one.
fn push_probability(text: &mut String, pair: &LinkedPair) {
    let places = ((pair.probability * 10_000.0) as u32).min(9_999);
    let _ = write!(text, ",0.{places:04},");
}

/// Digits without the machinery of formatting: a list of millions has two numbers a line.
fn push_number(text: &mut String, number: u64) {
    let (mut digits, mut at, mut rest) = ([b'0'; 20], 20, number);
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits[at..].iter().for_each(|digit| text.push(char::from(*digit)));
}

fn push_key(text: &mut String, keys: Option<&TextColumn>, row: u32) {
    let Some(keys) = keys else {
        push_number(text, u64::from(row) + 1);
        return;
    };
    let key = keys.get(row as usize);
    if key.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        let _ = write!(text, "\"{}\"", key.replace('"', "\"\""));
    } else {
        text.push_str(key);
    }
}
