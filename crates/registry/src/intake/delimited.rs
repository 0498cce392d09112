//! Text tables (csv) in the encodings and separators that offices send.

use encoding_rs::{Encoding, GB18030};

use super::refusal::{CELLS_MAX, FileRefusalReason, Found, ROWS_MAX, SizeLimit};
use super::table::{Cell, RowCollector, Table};

/// Lines in which the separator is looked for: a title, notes and the headings lie in them.
const LOOKED_AT: usize = 30;

/// The one table of a text file.
pub(super) fn table(bytes: &[u8]) -> Result<Table, FileRefusalReason> {
    let mut text = decoded(bytes).filter(|text| !text.contains('\0')).ok_or(FileRefusalReason::NotATable(Found::Bytes))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(&text)).from_reader(text.as_bytes());
    let mut rows = RowCollector::default();
    let mut record = csv::StringRecord::new();
    let (mut row, mut filled, mut line_after) = (0u32, 0, 1u64);
    // Text of a known encoding without a fixed number of columns has no way to be refused by this reader.
    while reader.read_record(&mut record).map_err(|_| FileRefusalReason::Broken)? {
        // The reader passes over blank lines without telling; a spreadsheet counts each as a row.
        let end = reader.position().line();
        let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let begin = end.saturating_sub(1 + inside as u64);
        row = row.saturating_add(u32::try_from(begin.saturating_sub(line_after)).unwrap_or(u32::MAX));
        line_after = end;
        if row >= ROWS_MAX {
            return Err(FileRefusalReason::TooLarge(SizeLimit::Rows));
        }
        for (column, field) in (0u32..).zip(&record) {
            filled += rows.put(row, column, Cell::of_text(field));
        }
        if filled > CELLS_MAX {
            return Err(FileRefusalReason::TooLarge(SizeLimit::Cells));
        }
        row += 1;
    }
    Ok(Table { sheet: 0, name: String::new(), rows: rows.rows() })
}

/// UTF-8 or UTF-16 by its mark, then UTF-8, then GB18030, which offices still use; `None` where it is none of them.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?;
        return Some(text.into_owned());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

/// The separator that stands most often in one of the first lines; the comma where there is none.
fn separator(text: &str) -> u8 {
    let most = |sign: char| text.lines().take(LOOKED_AT).map(|line| line.matches(sign).count()).max().unwrap_or(0);
    let counts = [(most(','), b','), (most(';'), b';'), (most('\t'), b'\t')];
    counts.into_iter().rev().max_by_key(|(count, _)| *count).map_or(b',', |(_, sign)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &[(u32, &[&str])]) {
        let table = table(bytes).expect("a text table");
        let shown: Vec<(u32, Vec<String>)> = table
            .rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(|cell| cell.text().unwrap_or_default().into_owned()).collect()))
            .collect();
        let expected: Vec<(u32, Vec<String>)> =
            expected.iter().map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn commas_semicolons_and_tabs_separate() {
        check("甲,乙\n1,2\n".as_bytes(), &[(1, &["甲", "乙"]), (2, &["1", "2"])]);
        check("甲;乙;丙\n1;2,5;3".as_bytes(), &[(1, &["甲", "乙", "丙"]), (2, &["1", "2,5", "3"])]);
        check("甲\t乙\r\n1\t2\r\n".as_bytes(), &[(1, &["甲", "乙"]), (2, &["1", "2"])]);
    }

    #[test]
    fn the_encodings_of_offices_are_read() {
        let expected: &[(u32, &[&str])] = &[(1, &["姓名", "户号"])];
        check("\u{FEFF}姓名,户号\n".as_bytes(), expected);
        check(&GB18030.encode("姓名,户号\n").0, expected);
        let wide: Vec<u8> = "\u{FEFF}姓名\t户号".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, expected);
        assert_eq!(table(&[0x81]), Err(FileRefusalReason::NotATable(Found::Bytes)));
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        check(b"a,b\n\n\nc,\"d\ne\"\n\nf,g", &[(1, &["a", "b"]), (4, &["c", "de"]), (6, &["f", "g"])]);
        check(b"\n\na,b\n,\nc,d", &[(3, &["a", "b"]), (5, &["c", "d"])]);
    }
}
