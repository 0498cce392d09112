//! Tables as xlsx: exports, and received tables sent back with their faults marked.
//!
//! Holds: what is text stays text, so that no number loses digits and no cell becomes a formula.
//! An exported or returned table may hold full identity numbers: who may get it is decided and audited by the caller.

use std::collections::BTreeMap;

use registry::intake::Complaint;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError};
use vocabulary::{CellRef, Date, Fen, FileId};

/// A table to export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet, at most 31 signs.
    pub name: String,
    /// Title above the header.
    pub title: String,
    /// Heads of the columns.
    pub header: Vec<String>,
    /// Rows, each with as many cells as the header.
    pub rows: Vec<Vec<Cell>>,
    /// The day of the export, which the workbook's properties state.
    pub day: Date,
}

/// A cell of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A text; also every number that is a name, such as an identity number.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Money, shown in yuan with two decimals.
    Money(Fen),
    /// A day.
    Day(Date),
}

/// A sheet as it was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedSheet {
    /// Sheet, from 0 in the order of the received workbook; complaints name it.
    pub sheet: u16,
    /// Its name; empty for a text file.
    pub name: String,
    /// All its rows from the first on, also blank ones, so that complaints find theirs.
    pub rows: Vec<Vec<String>>,
}

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SheetFault {
    /// A row has more or fewer cells than the header.
    #[error("导出表“{name}”第{row}行有{found}格，表头有{expected}格，未导出。请将此信息报系统管理员")]
    Shape {
        /// Name of the sheet.
        name: String,
        /// Row, from 1 below the header.
        row: usize,
        /// Cells of the row.
        found: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A limit of the format, such as a name too long or too many rows.
    #[error("电子表格未能写成：超出表格格式的限度。请缩小导出范围后重试；仍不成功时请将此信息报系统管理员")]
    Format(#[from] XlsxError),
}

/// Numbers beyond this lose digits in a spreadsheet (fifteen digits).
const EXACT_BELOW: u64 = 1_000_000_000_000_000;
/// Widths of columns in signs.
const WIDTH_LEAST: usize = 6;
const WIDTH_MOST: usize = 48;
/// Colour of a cell with a fault.
const FAULT_COLOUR: Color = Color::RGB(0x00FF_C7CE);
/// Colour of heads of columns.
const HEAD_COLOUR: Color = Color::RGB(0x00DD_EBF7);
/// Name of the list of complaints in a returned table.
const COMPLAINTS: &str = "问题清单";

/// One table as a workbook: title, frozen header with a filter, columns as wide as what stands in them.
pub fn table(sheet: &Sheet) -> Result<Vec<u8>, SheetFault> {
    let expected = sheet.header.len();
    if let Some(at) = sheet.rows.iter().position(|row| row.len() != expected) {
        return Err(SheetFault::Shape { name: sheet.name.clone(), row: at + 1, found: sheet.rows[at].len(), expected });
    }
    let mut workbook = workbook(sheet.day)?;
    let page = workbook.add_worksheet();
    page.set_name(&sheet.name)?;
    write_table(page, sheet)?;
    Ok(workbook.save_to_buffer()?)
}

/// A received table to send back: a copy as text, cells with a complaint filled and with the complaint as a note, and a
/// sheet 问题清单 in front that lists them all. A complaint about a whole row fills the row.
pub fn marked_up(received: &[ReceivedSheet], complaints: &[Complaint], day: Date) -> Result<Vec<u8>, SheetFault> {
    let mut workbook = workbook(day)?;
    let names = names(received);
    let page = workbook.add_worksheet();
    page.set_name(names.list)?;
    write_table(page, &list_of(&names, received, complaints, day))?;
    for (sheet, name) in received.iter().zip(&names.sheets) {
        let page = workbook.add_worksheet();
        page.set_name(name)?;
        let of_sheet: Vec<&Complaint> = complaints.iter().filter(|complaint| complaint.sheet == sheet.sheet).collect();
        write_received(page, sheet, &of_sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

pub(crate) fn workbook(day: Date) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // Left to itself the library would write the time of its clock.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&spreadsheet_day(day)?));
    Ok(workbook)
}

fn spreadsheet_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |value: i8| u8::try_from(value).expect("months and days are above zero");
    ExcelDateTime::from_ymd(u16::try_from(day.year()).expect("years are above zero"), part(day.month()), part(day.day()))
}

fn write_table(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let columns = u16::try_from(sheet.header.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    let last_row = u32::try_from(sheet.rows.len() + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
    let title = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    if columns > 1 {
        page.merge_range(0, 0, 0, columns - 1, &sheet.title, &title)?;
    } else {
        page.write_string_with_format(0, 0, &sheet.title, &title)?;
    }
    page.set_row_height(0, 28)?;
    let head = Format::new().set_bold().set_background_color(HEAD_COLOUR).set_align(FormatAlign::Center);
    for (column, heading) in (0u16..).zip(&sheet.header) {
        page.write_string_with_format(1, column, heading, &head)?;
        let shown = sheet.rows.iter().map(|row| shown(&row[usize::from(column)]));
        // The button of the filter takes room beside a heading.
        page.set_column_width(column, width(shown.chain([format!("{heading}　")]))?)?;
    }
    let money = Format::new().set_num_format("#,##0.00");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (row, cells) in (2u32..).zip(&sheet.rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Blank => &mut *page,
                Cell::Text(text) => page.write_string(row, column, text)?,
                Cell::Integer(number) if number.unsigned_abs() < EXACT_BELOW => page.write_number(row, column, *number as f64)?,
                Cell::Integer(number) => page.write_string(row, column, number.to_string())?,
                Cell::Money(amount) if amount.as_fen().unsigned_abs() < EXACT_BELOW => {
                    page.write_number_with_format(row, column, amount.as_fen() as f64 / 100.0, &money)?
                }
                Cell::Money(amount) => page.write_string(row, column, amount.to_string())?,
                Cell::Day(date) => page.write_datetime_with_format(row, column, spreadsheet_day(*date)?, &day)?,
            };
        }
    }
    page.set_freeze_panes(2, 0)?;
    if columns > 0 {
        page.autofilter(1, 0, last_row, columns - 1)?;
    }
    Ok(())
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        // Room for the commas too.
        Cell::Money(amount) => format!("{amount},,"),
        Cell::Day(day) => day.to_string(),
    }
}

/// Width for the longest of these texts; a Chinese sign takes the room of two.
fn width(texts: impl Iterator<Item = String>) -> Result<f64, XlsxError> {
    let wide = |text: String| text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let signs = (texts.map(wide).max().unwrap_or(0) + 2).clamp(WIDTH_LEAST, WIDTH_MOST);
    Ok(f64::from(u8::try_from(signs).map_err(|_| XlsxError::RowColumnLimitError)?))
}

/// Names of the sheets of a returned table.
struct Names {
    sheets: Vec<String>,
    list: &'static str,
}

/// The received names; a text file has none. The list gives way where a received sheet has its name.
fn names(received: &[ReceivedSheet]) -> Names {
    let name = |sheet: &ReceivedSheet| if sheet.name.is_empty() { "原表".to_owned() } else { sheet.name.clone() };
    let sheets: Vec<String> = received.iter().map(name).collect();
    let list = if sheets.iter().any(|name| name == COMPLAINTS) { "本次问题清单" } else { COMPLAINTS };
    Names { sheets, list }
}

fn list_of(names: &Names, received: &[ReceivedSheet], complaints: &[Complaint], day: Date) -> Sheet {
    let sheet_name = |sheet: u16| {
        let at = received.iter().position(|known| known.sheet == sheet);
        at.and_then(|at| names.sheets.get(at)).cloned().unwrap_or_else(|| format!("第{}张表", u32::from(sheet) + 1))
    };
    let row = |(index, complaint): (usize, &Complaint)| {
        vec![
            Cell::Integer(i64::try_from(index + 1).expect("a count of complaints fits")),
            Cell::Text(sheet_name(complaint.sheet)),
            Cell::Text(place_of(complaint)),
            Cell::Text(complaint.what.clone()),
            Cell::Text(complaint.kept.sentence().to_owned()),
            Cell::Text(complaint.next_step.to_owned()),
            Cell::Text(complaint.code.text().to_owned()),
        ]
    };
    Sheet {
        name: names.list.to_owned(),
        title: format!("{COMPLAINTS}（共{}条）", complaints.len()),
        header: ["序号", "工作表", "位置", "问题", "处理结果", "请您办理", "编号"].map(str::to_owned).to_vec(),
        rows: complaints.iter().enumerate().map(row).collect(),
        day,
    }
}

/// `C214`, or the row where the whole row is meant.
fn place_of(complaint: &Complaint) -> String {
    match complaint.column {
        None => format!("第{}行", complaint.row),
        Some(column) => {
            // Only the address is asked for, which does not depend on the file.
            let file = FileId::new(1).expect("one is above zero");
            CellRef { file, sheet: complaint.sheet, row: complaint.row, column }.address()
        }
    }
}

fn write_received(page: &mut Worksheet, sheet: &ReceivedSheet, complaints: &[&Complaint]) -> Result<(), XlsxError> {
    let columns = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns = u16::try_from(columns).map_err(|_| XlsxError::RowColumnLimitError)?;
    let fault = Format::new().set_background_color(FAULT_COLOUR);
    let mut filled: BTreeMap<(u32, u16), Vec<String>> = BTreeMap::new();
    for complaint in complaints {
        let row = complaint.row.saturating_sub(1);
        let words = format!("{}{}{}", complaint.what, complaint.kept.sentence(), complaint.next_step);
        let (first, last) = complaint.column.map_or((0, columns.saturating_sub(1)), |column| (column, column));
        for column in first..=last {
            filled.entry((row, column)).or_default();
        }
        filled.entry((row, first)).or_default().push(words);
    }
    for (row, cells) in (0u32..).zip(&sheet.rows) {
        for (column, text) in (0u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            page.write_string(row, column, text)?;
        }
    }
    for ((row, column), words) in &filled {
        let text =
            usize::try_from(*row).ok().and_then(|row| sheet.rows.get(row)).and_then(|cells| cells.get(usize::from(*column)));
        match text.filter(|text| !text.is_empty()) {
            Some(text) => page.write_string_with_format(*row, *column, text, &fault)?,
            None => page.write_blank(*row, *column, &fault)?,
        };
        if !words.is_empty() {
            let note = Note::new(words.join("\n")).set_author("兜底系统").add_author_prefix(false).set_width(320).set_height(110);
            page.insert_note(*row, *column, &note)?;
        }
    }
    for column in 0..columns {
        let texts = sheet.rows.iter().skip(1).filter_map(|row| row.get(usize::from(column)).cloned());
        page.set_column_width(column, width(texts)?)?;
    }
    Ok(())
}
