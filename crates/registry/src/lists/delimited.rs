//! Text tables to columns: comma, semicolon or tab; UTF-8, UTF-16 or GB18030.

use encoding_rs::{Encoding, GB18030};

use super::{Gathered, List, ListOptions, ListRefusal};

pub(super) fn read(bytes: &[u8], options: &ListOptions) -> Result<List, ListRefusal> {
    let text = decoded(bytes)?;
    if text.contains('\0') {
        return Err(ListRefusal::NotATable);
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .buffer_capacity(1 << 18)
        .from_reader(text.as_bytes());
    let mut gathered = Gathered::new(options);
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) => return Err(ListRefusal::Broken(fault.to_string())),
        }
        // A line of separators only is what spreadsheets leave behind a table.
        if gathered.is_headed() && record.iter().all(str::is_empty) {
            continue;
        }
        gathered.push(|at| record.get(at).unwrap_or(""), record.len())?;
    }
    gathered.finish()
}

fn decoded(bytes: &[u8]) -> Result<std::borrow::Cow<'_, str>, ListRefusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or(ListRefusal::NotATable);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.into());
    }
    if let Some(line) = mixed_from(bytes) {
        return Err(ListRefusal::MixedEncodings(line));
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or(ListRefusal::NotATable)
}

/// The first line in another encoding than a line before it, from 1. Lines of plain digits and letters are in both.
fn mixed_from(bytes: &[u8]) -> Option<usize> {
    // Chinese in GB18030 is hardly ever right UTF-8 by chance, but for lines of one or two characters.
    const TELLING: usize = 9;
    let mut is_utf8 = None;
    for (number, line) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let foreign = line.iter().filter(|byte| !byte.is_ascii()).count();
        if foreign < TELLING {
            continue;
        }
        let here = std::str::from_utf8(line).is_ok();
        match is_utf8 {
            Some(before) if before != here => return Some(number),
            Some(_) => {}
            None => is_utf8 = Some(here),
        }
    }
    None
}

/// The separator that stands most often in one of the first lines.
fn separator(text: &str) -> u8 {
    let most = |sign: char| text.lines().take(10).map(|line| line.matches(sign).count()).max().unwrap_or(0);
    let counts = [(most(','), b','), (most(';'), b';'), (most('\t'), b'\t')];
    counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, sign)| sign)
}
