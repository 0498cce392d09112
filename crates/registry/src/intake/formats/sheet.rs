//! The cells of one sheet of an xlsx workbook (ECMA-376 Part 1, 18.3.1).
//!
//! Holds: a formula counts by the value that was saved with it; one without such a value is a fault of that cell and never
//! zero. Absent on purpose: calculation.

use smol_str::SmolStr;

use super::super::refusal::{COLUMNS_MAX, FileRefusalReason, ROWS_MAX};
use super::super::table::{Allowance, Cell, Merged, RowCollector, TableRow, own_bytes, visible_text};
use super::archive::Unpacked;
use super::markup::{Tag, Token, Tokens, unescaped};
use super::number_format::Shows;
use super::package::{Formats, TextCollector};

/// What was found in a piece of a sheet, which ends behind a row.
#[derive(Default)]
pub(super) struct Scanned {
    rows: Vec<Row>,
    merged: Vec<Merged>,
    /// Bytes of its own texts that need memory beside the cells.
    text_bytes: usize,
    /// No row is whole behind which the piece could end: the sheet is cut off.
    ends_inside_row: bool,
}

/// Scans one piece.
struct Scanner<'a> {
    texts: &'a [SmolStr],
    formats: &'a Formats,
    scanned: Scanned,
    row: Option<Row>,
    /// Cells of the row before, the likely number of this one's.
    width: usize,
}

/// Joins the pieces of a sheet.
#[derive(Default)]
pub(super) struct SheetJoiner {
    rows: RowCollector,
    merged: Vec<Merged>,
    /// Where a row without number stands, from 0.
    next_row: u32,
}

struct Row {
    /// From 0; `None` where neither it nor a cell says it.
    number: Option<u32>,
    is_hidden: bool,
    cells: Vec<Cell>,
    next_column: usize,
}

/// The type of a cell's value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Fault,
}

/// A cell as its tag states it.
struct Place {
    column: usize,
    row: Option<u32>,
    format: usize,
    kind: Kind,
}

/// Scans one piece of a sheet.
pub(super) fn scan(piece: &[u8], texts: &[SmolStr], formats: &Formats) -> Scanned {
    let mut scanner = Scanner { texts, formats, scanned: Scanned::default(), row: None, width: 0 };
    let mut tokens = Tokens::of_xml(piece);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(tag) => match tag.name {
                b"c" => scanner.cell(&tag, &mut tokens),
                b"row" => scanner.begin_row(&tag),
                b"mergeCell" => scanner.scanned.merged.extend(merged(&tag)),
                _of_looks => {}
            },
            Token::Close(b"row") => scanner.end_row(),
            Token::Close(_) | Token::Text(_) | Token::Literal(_) => {}
        }
    }
    Scanned { ends_inside_row: scanner.row.is_some(), ..scanner.scanned }
}

impl SheetJoiner {
    /// Takes the next piece.
    pub(super) fn put(&mut self, scanned: Scanned, allowance: &mut Allowance) -> Unpacked<()> {
        if scanned.ends_inside_row {
            return Err(FileRefusalReason::Broken);
        }
        allowance.take_text_bytes(scanned.text_bytes)?;
        self.merged.extend(scanned.merged.into_iter().take((ROWS_MAX as usize).saturating_sub(self.merged.len())));
        for row in scanned.rows {
            let number = row.number.unwrap_or(self.next_row);
            self.next_row = number.saturating_add(1);
            if !row.cells.is_empty() {
                self.rows.put_row(number, row.cells, row.is_hidden, allowance)?;
            }
        }
        Ok(())
    }

    /// The rows with a filled cell.
    pub(super) fn end(mut self, allowance: &mut Allowance) -> Unpacked<Vec<TableRow>> {
        self.rows.merge_all(self.merged, allowance)?;
        Ok(self.rows.rows())
    }
}

impl Scanner<'_> {
    fn begin_row(&mut self, tag: &Tag<'_>) {
        // A row that was not closed ends where the next begins.
        self.end_row();
        let (mut number, mut is_hidden) = (None, false);
        for (name, value) in tag.each_attribute() {
            match name {
                b"r" => number = digits(value).and_then(|number| number.checked_sub(1)),
                b"hidden" => is_hidden = matches!(value, b"1" | b"true" | b"on"),
                // A row may also be made too low to be seen.
                b"ht" => is_hidden |= value == b"0",
                _of_looks => {}
            }
        }
        if tag.is_closed {
            self.scanned.rows.push(Row { number, is_hidden, cells: Vec::new(), next_column: 0 });
        } else {
            self.row = Some(Row { number, is_hidden, cells: Vec::with_capacity(self.width), next_column: 0 });
        }
    }

    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        if !row.cells.is_empty() {
            self.width = row.cells.len();
        }
        self.scanned.rows.push(row);
    }

    fn cell(&mut self, tag: &Tag<'_>, tokens: &mut Tokens<'_>) {
        let Some(row) = &mut self.row else { return };
        let place = place(tag, row.next_column);
        row.next_column = place.column.saturating_add(1);
        row.number = row.number.or(place.row);
        if tag.is_closed {
            return;
        }
        let cell = value(&place, tokens, self.texts, self.formats);
        if place.column >= COLUMNS_MAX || cell == Cell::Blank {
            return;
        }
        if let Cell::Text(text) = &cell
            && place.kind != Kind::Shared
        {
            self.scanned.text_bytes += own_bytes(text);
        }
        if place.column == row.cells.len() {
            row.cells.push(cell);
            return;
        }
        if place.column > row.cells.len() {
            row.cells.resize(place.column + 1, Cell::Blank);
        }
        row.cells[place.column] = cell;
    }
}

#[inline]
fn place(tag: &Tag<'_>, next_column: usize) -> Place {
    let mut place = Place { column: next_column, row: None, format: 0, kind: Kind::Number };
    for (name, value) in tag.each_attribute() {
        match name {
            b"r" => {
                if let Some((column, row)) = reference(value) {
                    (place.column, place.row) = (column, row);
                }
            }
            b"s" => place.format = digits(value).unwrap_or(0) as usize,
            b"t" => {
                place.kind = match value {
                    b"s" => Kind::Shared,
                    b"str" | b"d" => Kind::Text,
                    b"inlineStr" => Kind::Inline,
                    b"b" => Kind::Bool,
                    b"e" => Kind::Fault,
                    _number => Kind::Number,
                }
            }
            _of_looks => {}
        }
    }
    place
}

/// Reads on to the end of a cell.
#[inline]
fn value(place: &Place, tokens: &mut Tokens<'_>, texts: &[SmolStr], formats: &Formats) -> Cell {
    let (mut in_value, mut has_formula, mut has_value) = (false, false, false);
    let mut cell = None;
    let mut inline = TextCollector::default();
    for token in tokens.by_ref() {
        match token {
            Token::Open(Tag { name: b"v", is_closed, .. }) => (has_value, in_value) = (true, !is_closed),
            Token::Open(Tag { name: b"f", .. }) => has_formula = true,
            Token::Close(b"v") => in_value = false,
            Token::Close(b"c") => break,
            Token::Text(text) if in_value => cell = Some(typed(place, text, texts, formats)),
            Token::Open(_) | Token::Close(_) | Token::Text(_) | Token::Literal(_) => {
                if place.kind == Kind::Inline {
                    inline.see(token);
                }
            }
        }
    }
    match (place.kind, cell) {
        (Kind::Inline, _) => match inline.take() {
            text if text.is_empty() => Cell::Blank,
            text => Cell::Text(text),
        },
        (_, Some(cell)) => cell,
        // A formula may come to an empty text; one without a value was never calculated.
        (Kind::Text | Kind::Shared, None) if has_value || !has_formula => Cell::Blank,
        (_, None) => {
            if has_formula {
                Cell::Fault
            } else {
                Cell::Blank
            }
        }
    }
}

#[inline]
fn typed(place: &Place, text: &[u8], texts: &[SmolStr], formats: &Formats) -> Cell {
    match place.kind {
        Kind::Shared => match digits(text.trim_ascii()).and_then(|at| texts.get(at as usize)) {
            Some(text) if text.is_empty() => Cell::Blank,
            Some(text) => Cell::Text(text.clone()),
            None => Cell::Fault,
        },
        Kind::Text | Kind::Inline => match visible_text(&unescaped(text)) {
            text if text.is_empty() => Cell::Blank,
            text => Cell::Text(text),
        },
        Kind::Bool => Cell::yes_or_no(text.trim_ascii() != b"0"),
        Kind::Fault => Cell::Fault,
        Kind::Number => {
            let Some(number) = number(text) else { return Cell::Fault };
            match formats.shows(place.format) {
                Shows::Number => Cell::Number(number),
                Shows::Day => formats.day(number).map_or(Cell::Number(number), Cell::Day),
                Shows::Duration => Cell::of_text(&number.to_string()),
            }
        }
    }
}

/// A number as files write it. Up to fifteen digits are exact without any rounding.
#[inline]
pub(super) fn number(text: &[u8]) -> Option<f64> {
    if text.len() <= 15 {
        let mut whole = 0u64;
        let all = text.iter().all(|sign| {
            whole = whole.wrapping_mul(10).wrapping_add(u64::from(sign.wrapping_sub(b'0')));
            sign.is_ascii_digit()
        });
        if all && !text.is_empty() {
            return Some(whole as f64);
        }
    }
    let number: f64 = std::str::from_utf8(text.trim_ascii()).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// A whole number of at most nine digits.
#[inline]
fn digits(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0u32, |sum, sign| sign.is_ascii_digit().then(|| sum * 10 + u32::from(sign - b'0')))
}

/// `AB12` as column and row from 0. A column beyond all limits stays beyond them.
#[inline]
fn reference(text: &[u8]) -> Option<(usize, Option<u32>)> {
    let mut column = 0usize;
    let mut at = 0;
    while let Some(letter) = text.get(at).filter(|sign| sign.is_ascii_alphabetic()) {
        column = column.saturating_mul(26).saturating_add(usize::from(letter.to_ascii_uppercase() - b'A') + 1);
        at += 1;
    }
    let row = digits(&text[at..]).and_then(|row| row.checked_sub(1));
    Some((column.checked_sub(1)?, row))
}

/// Cells merged down one column. One merged to the right stands in its first column already.
fn merged(tag: &Tag<'_>) -> Option<Merged> {
    let range = tag.attribute("ref")?;
    let (first, last) = range.split_once(':')?;
    let ((column, first_row), (last_column, last_row)) = (reference(first.as_bytes())?, reference(last.as_bytes())?);
    let merged = Merged { first_row: first_row?, last_row: last_row?, column: u32::try_from(column).ok()? };
    (column == last_column && merged.first_row < merged.last_row).then_some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_columns_and_rows() {
        assert_eq!(reference(b"A1"), Some((0, Some(0))));
        assert_eq!(reference(b"xfd1048576"), Some((16_383, Some(1_048_575))));
        assert_eq!(reference(b"B"), Some((1, None)));
        assert_eq!(reference(b"7"), None);
        assert!(reference(b"ZZZZZZZZZZZZZZZZZZZZ1").is_some_and(|(column, _)| column > COLUMNS_MAX));
    }

    #[test]
    fn numbers_are_read_as_files_write_them() {
        let cases: [(&str, Option<f64>); 9] = [
            ("0", Some(0.0)),
            ("130503670401001", Some(130_503_670_401_001.0)),
            ("620521197001010017", Some(620_521_197_001_010_017.0)),
            ("12.5", Some(12.5)),
            ("-3", Some(-3.0)),
            ("1.2E3", Some(1200.0)),
            ("1e999", None),
            ("nan", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text.as_bytes()), expected, "{text}");
        }
    }
}
