//! Workbooks of the newer format (xlsx) to tables.
//!
//! Holds: hidden sheets are named, not read; a stray cell in the last row costs nothing. Absent on purpose: formulas,
//! pictures, and everything about looks but whether a number is shown as a date.
//!
//! calamine reads this format too. For 100,000 rows of 20 columns it took about 1.4 s of processor time where this takes
//! 0.36 s on two threads, and it reports neither hidden rows nor formulas that were never calculated.

use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::sync::OnceLock;

use super::super::refusal::{FileRefusalReason, SizeLimit, UNPACKED_BYTES_MAX};
use super::super::table::{Allowance, Table};
use super::archive::{Archive, Unpacked};
use super::package::{Package, SheetPart, shared_texts};
use super::sheet::{SheetJoiner, scan};

/// The tables of an xlsx.
pub(super) fn tables(bytes: &[u8], threads: NonZeroUsize) -> Unpacked<Vec<Table>> {
    let archive = Archive::open(bytes).ok_or(FileRefusalReason::Broken)?;
    if archive.is_encrypted() {
        return Err(FileRefusalReason::PasswordProtected);
    }
    if archive.stated_size() > UNPACKED_BYTES_MAX {
        return Err(FileRefusalReason::TooLarge(SizeLimit::UnpackedBytes));
    }
    let package = Package::open(&archive)?;
    let allowance = RefCell::new(Allowance::default());
    let texts = OnceLock::new();
    let mut tables = Vec::new();
    for (sheet, part) in (0u16..).zip(&package.sheets) {
        let SheetPart { name, is_hidden, part } = part;
        let mut table = Table { sheet, name: name.clone(), is_hidden: *is_hidden, rows: Vec::new() };
        if let Some(part) = part.as_ref().filter(|_| !is_hidden) {
            let mut joiner = SheetJoiner::default();
            let text_part = package.texts.as_ref().filter(|_| texts.get().is_none());
            // The texts are read while the sheet is unpacked already.
            let read_texts = || {
                let read =
                    text_part.map(|part| shared_texts(&archive, part, threads, &mut allowance.borrow_mut())).transpose()?;
                texts.get_or_init(|| read.unwrap_or_default());
                Ok(())
            };
            let scan_piece = |piece: &[u8]| scan(piece, texts.get().map_or(&[], Vec::as_slice), &package.formats);
            let put = |scanned| joiner.put(scanned, &mut allowance.borrow_mut());
            let is_there = archive.scan(part, "row", threads, read_texts, scan_piece, put)?;
            if !is_there {
                return Err(FileRefusalReason::Broken);
            }
            table.rows = joiner.end(&mut allowance.borrow_mut())?;
        }
        tables.push(table);
    }
    Ok(tables)
}
