//! Bytes of a file to tables: what a file is, whatever its name says, and a reader for each format.
//!
//! Holds: nothing in a file makes this panic or take memory or time without bound; links out of a file are not followed;
//! formulas count by their saved values. Absent on purpose: headings, rows of persons, and what a cell means.

mod archive;
mod compound;
mod crew;
mod delimited;
mod encoding;
mod markup;
mod number_format;
mod package;
mod sheet;
mod webpage;
mod xls;
mod xlsx;
mod xml_workbook;

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::refusal::{BYTES_MAX, FileRefusalReason, Found, SizeLimit};
use super::table::Table;

/// The tables of a file, blank rows left out: the same on any number of threads.
pub(super) fn tables(bytes: &[u8], threads: NonZeroUsize) -> Result<Vec<Table>, FileRefusalReason> {
    if bytes.is_empty() {
        return Err(FileRefusalReason::Empty);
    }
    if bytes.len() > BYTES_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::Bytes));
    }
    // Should a reader panic on a damaged file, the file is broken, not the system.
    let tables = catch_unwind(AssertUnwindSafe(|| tables_of_format(bytes, threads))).unwrap_or(Err(FileRefusalReason::Broken))?;
    if tables.iter().all(|table| table.rows.is_empty()) {
        return Err(FileRefusalReason::Empty);
    }
    Ok(tables)
}

fn tables_of_format(bytes: &[u8], threads: NonZeroUsize) -> Result<Vec<Table>, FileRefusalReason> {
    if bytes.starts_with(b"PK\x03\x04") {
        return xlsx::tables(bytes, threads);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return xls::tables(bytes);
    }
    if let Some(found) = known_by_first_bytes(bytes) {
        return Err(FileRefusalReason::NotATable(found));
    }
    match encoding::markup(bytes) {
        Some(text) if xml_workbook::is_one(&text) => xml_workbook::tables(&text),
        Some(text) => webpage::tables(&text),
        None => delimited::table(bytes, threads).map(|table| vec![table]),
    }
}

fn known_by_first_bytes(bytes: &[u8]) -> Option<Found> {
    const FIRST: [(&[u8], Found); 13] = [
        (b"PK", Found::Archive),
        (b"Rar!", Found::Archive),
        (b"7z\xBC\xAF", Found::Archive),
        (b"\x1F\x8B", Found::Archive),
        (b"{\\rtf", Found::Archive),
        (b"\x89PNG", Found::Picture),
        (b"\xFF\xD8\xFF", Found::Picture),
        (b"GIF8", Found::Picture),
        (b"BM", Found::Picture),
        (b"II*\0", Found::Picture),
        (b"MM\0*", Found::Picture),
        (b"%PDF", Found::Pdf),
        (b"MIME-Version:", Found::WebPage),
    ];
    let known = FIRST.iter().find(|(first, _)| bytes.starts_with(first)).map(|(_, found)| *found);
    // Two letters are also the beginning of a heading; a picture has a NUL among its first bytes.
    known.filter(|_| !bytes.starts_with(b"BM") || bytes.iter().take(16).any(|byte| *byte == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_told_by_its_first_bytes() {
        let refused = |bytes: &[u8]| tables(bytes, NonZeroUsize::MIN).expect_err("no table");
        assert_eq!(refused(b""), FileRefusalReason::Empty);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), FileRefusalReason::NotATable(Found::Picture));
        assert_eq!(refused(b"BM\x36\0\0\0"), FileRefusalReason::NotATable(Found::Picture));
        assert_eq!(refused(b"%PDF-1.7"), FileRefusalReason::NotATable(Found::Pdf));
        assert_eq!(refused(b"MIME-Version: 1.0\nContent-Type: multipart/related"), FileRefusalReason::NotATable(Found::WebPage));
        assert_eq!(refused(b"\n <HTML><table>"), FileRefusalReason::Empty);
        assert_eq!(refused(b"<html><p>no table</p>"), FileRefusalReason::NotATable(Found::WebPage));
        assert_eq!(refused(b"\0\0\0\0"), FileRefusalReason::NotATable(Found::Bytes));
        assert_eq!(refused(b" \r\n\r\n"), FileRefusalReason::Empty);
    }
}
