//! Workbooks of Excel 97 to 2003: BIFF8 records in the stream `Workbook` of a compound file.
//!
//! Holds: each text stands in its own cell record (LABEL), so that there is no table of shared texts to split over
//! records; whole numbers are RK, others NUMBER; a day is a serial number with the extended format (XF) of dates, which is
//! number 16 behind the fifteen style formats and the cell format that every workbook begins with. A sheet has at most
//! [`ROWS_MAX`] rows.

use super::compound;
use super::page::{Cell, Page, Shown, serial};

/// Rows of a sheet.
pub(super) const ROWS_MAX: usize = 65_536;
/// Longest text of a cell: a record holds 8,224 bytes, two for each sign.
const TEXT_MAX: usize = 4_000;
const CELL_FORMAT: u16 = 15;
const DATE_FORMAT: u16 = 16;
/// Merged ranges of one record.
const RANGES_MAX: usize = 1_000;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const CODE_PAGE: u16 = 0x0042;
const DATE_MODE: u16 = 0x0022;
const WINDOW_1: u16 = 0x003D;
const WINDOW_2: u16 = 0x023E;
const FONT: u16 = 0x0031;
const EXTENDED_FORMAT: u16 = 0x00E0;
const STYLE: u16 = 0x0293;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const LABEL: u16 = 0x0204;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MERGED_CELLS: u16 = 0x00E5;

/// The bytes of a workbook of these pages.
pub(super) fn bytes(pages: &[Page<'_>]) -> Vec<u8> {
    let sheets: Vec<Vec<u8>> = pages.iter().map(sheet).collect();
    let globals_length = globals(pages, &vec![0; pages.len()]).len();
    let mut offsets = Vec::new();
    let mut offset = globals_length;
    for sheet in &sheets {
        offsets.push(u32::try_from(offset).expect("a workbook of an office is below four gigabytes"));
        offset += sheet.len();
    }
    let mut stream = globals(pages, &offsets);
    for sheet in &sheets {
        stream.extend_from_slice(sheet);
    }
    compound::file(&[("Workbook", &stream)])
}

/// Writes a record: its number, the length of its body, its body.
fn record(into: &mut Vec<u8>, number: u16, body: &[u8]) {
    let length = u16::try_from(body.len()).expect("bodies are kept short");
    into.extend(number.to_le_bytes());
    into.extend(length.to_le_bytes());
    into.extend_from_slice(body);
}

fn words(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn globals(pages: &[Page<'_>], offsets: &[u32]) -> Vec<u8> {
    let mut stream = Vec::new();
    begin(&mut stream, 0x0005);
    record(&mut stream, CODE_PAGE, &words(&[1200]));
    record(&mut stream, WINDOW_1, &words(&[0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 600]));
    record(&mut stream, DATE_MODE, &words(&[0]));
    for _ in 0..4 {
        record(&mut stream, FONT, &font());
    }
    for _ in 0..15 {
        record(&mut stream, EXTENDED_FORMAT, &extended_format(0, 0xFFF5));
    }
    record(&mut stream, EXTENDED_FORMAT, &extended_format(0, 0x0001));
    // Number format 14 is the short date of every locale.
    record(&mut stream, EXTENDED_FORMAT, &extended_format(14, 0x0001));
    record(&mut stream, STYLE, &[0x00, 0x80, 0x00, 0xFF]);
    for (page, offset) in pages.iter().zip(offsets) {
        let mut body = offset.to_le_bytes().to_vec();
        body.push(u8::from(page.shown == Shown::Hidden));
        body.push(0);
        body.push(u8::try_from(page.name.encode_utf16().count()).expect("sheet names have at most 31 signs"));
        body.push(1);
        body.extend(page.name.encode_utf16().flat_map(u16::to_le_bytes));
        record(&mut stream, BOUND_SHEET, &body);
    }
    record(&mut stream, EOF, &[]);
    stream
}

fn begin(stream: &mut Vec<u8>, kind: u16) {
    record(stream, BOF, &words(&[0x0600, kind, 0x0DBB, 0x07CC, 0x0041, 0, 0x0006, 0]));
}

/// 宋体, ten points.
fn font() -> Vec<u8> {
    let mut body = words(&[200, 0, 0x7FFF, 400, 0]);
    body.extend([0, 0, 134, 0]);
    let name: Vec<u16> = "宋体".encode_utf16().collect();
    body.extend([u8::try_from(name.len()).expect("a short name"), 1]);
    body.extend(words(&name));
    body
}

fn extended_format(number_format: u16, kind: u16) -> Vec<u8> {
    let mut body = words(&[0, number_format, kind]);
    // General alignment at the bottom, no rotation; which attributes count; no borders; no fill.
    body.extend([0x20, 0, 0, if kind == 0x0001 { 0x04 } else { 0xF4 }]);
    body.extend([0, 0, 0, 0, 0, 0, 0, 0]);
    body.extend(words(&[0x20C0]));
    body
}

fn sheet(page: &Page<'_>) -> Vec<u8> {
    let mut stream = Vec::new();
    begin(&mut stream, 0x0010);
    let above = page.rows_above() as usize;
    let rows = above + page.rows.len();
    assert!(rows <= ROWS_MAX, "lists are split over sheets before they are longer");
    let width = page.rows.iter().map(|row| row.cells.len()).chain([page.headings.len(), 1]).max().unwrap_or(1);
    let width = column(width);
    let mut dimensions = Vec::new();
    dimensions.extend(0u32.to_le_bytes());
    dimensions.extend(u32::try_from(rows).expect("checked above").to_le_bytes());
    dimensions.extend(words(&[0, width, 0]));
    record(&mut stream, DIMENSIONS, &dimensions);
    let hidden = page.rows.iter().enumerate().filter(|(_, row)| row.shown == Shown::Hidden);
    for (at, _) in hidden {
        let mut body = words(&[row(above + at), 0, width, 0x00FF, 0, 0]);
        body.extend(0x000F_0120_u32.to_le_bytes());
        record(&mut stream, ROW, &body);
    }
    head_cells(&mut stream, page);
    for (at, cells) in page.rows.iter().enumerate() {
        for (place, content) in cells.cells.iter().enumerate() {
            cell(&mut stream, row(above + at), column(place), content);
        }
    }
    record(&mut stream, WINDOW_2, &[0xB6, 0x06, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    merged(&mut stream, page, width);
    record(&mut stream, EOF, &[]);
    stream
}

fn row(at: usize) -> u16 {
    u16::try_from(at).expect("rows are fewer than 65,536")
}

fn column(at: usize) -> u16 {
    u16::try_from(at).expect("a form has few columns")
}

fn head_cells(stream: &mut Vec<u8>, page: &Page<'_>) {
    for (at, text) in page.above.iter().enumerate() {
        label(stream, row(at), 0, text);
    }
    let mut at = page.above.len();
    for group in &page.groups {
        label(stream, row(at), group.first, &group.text);
    }
    at += usize::from(!page.groups.is_empty());
    for (place, heading) in page.headings.iter().enumerate() {
        if !heading.is_empty() {
            label(stream, row(at), column(place), heading);
        }
    }
}

/// Titles over the whole width and groups over their columns.
fn merged(stream: &mut Vec<u8>, page: &Page<'_>, width: u16) {
    let mut ranges: Vec<[u16; 4]> = Vec::new();
    if !page.headings.is_empty() {
        ranges.extend((0..page.above.len()).map(|at| [row(at), row(at), 0, width - 1]));
    }
    let at = row(page.above.len());
    ranges.extend(page.groups.iter().map(|group| [at, at + u16::from(page.is_tall(group)), group.first, group.last]));
    ranges.retain(|[top, bottom, first, last]| top != bottom || first != last);
    for some in ranges.chunks(RANGES_MAX) {
        let mut body = words(&[column(some.len())]);
        body.extend(some.iter().flat_map(|range| words(range)));
        record(stream, MERGED_CELLS, &body);
    }
}

fn label(stream: &mut Vec<u8>, row: u16, column: u16, text: &str) {
    let signs: Vec<u16> = text.encode_utf16().take(TEXT_MAX).collect();
    let mut body = words(&[row, column, CELL_FORMAT, u16::try_from(signs.len()).expect("cut to four thousand")]);
    body.push(1);
    body.extend(words(&signs));
    record(stream, LABEL, &body);
}

fn cell(stream: &mut Vec<u8>, row: u16, column: u16, content: &Cell<'_>) {
    let (format, units, places) = match content {
        Cell::Blank => return,
        Cell::Text(text) => {
            label(stream, row, column, text);
            return;
        }
        Cell::Number { units, places } => (CELL_FORMAT, *units, *places),
        Cell::Day(day) => (DATE_FORMAT, serial(*day), 0),
    };
    let mut body = words(&[row, column, format]);
    let scale = 10i64.pow(u32::from(places));
    let whole = (units % scale == 0).then_some(units / scale).and_then(|whole| i32::try_from(whole).ok());
    match whole.filter(|whole| (-(1 << 29)..1 << 29).contains(whole)) {
        // The two lowest bits say: a whole number, not divided by a hundred.
        Some(whole) => {
            body.extend(((whole << 2) | 2).to_le_bytes());
            record(stream, RK, &body);
        }
        None => {
            body.extend(Cell::as_number(units, places).to_le_bytes());
            record(stream, NUMBER, &body);
        }
    }
}
