//! Workbooks (xlsx, xls) to columns: the first visible sheet with a heading that names a person.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Range, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError, open_workbook_from_rs};

use super::{Gathered, List, ListOptions, ListRefusal};

/// Reads a workbook. Should the reader of the format panic on a damaged file, the file is broken, not the system.
pub(super) fn read(bytes: &[u8], options: &ListOptions) -> Result<List, ListRefusal> {
    let broken = || ListRefusal::Broken("工作簿结构不完整".to_owned());
    catch_unwind(AssertUnwindSafe(|| {
        if bytes.starts_with(b"PK") {
            let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault: XlsxError| {
                if matches!(fault, XlsxError::Password) {
                    ListRefusal::PasswordProtected
                } else {
                    ListRefusal::Broken(fault.to_string())
                }
            })?;
            first_list(&mut book, options)
        } else {
            let mut book: Xls<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|fault: XlsError| {
                if matches!(fault, XlsError::Password) {
                    ListRefusal::PasswordProtected
                } else {
                    ListRefusal::Broken(fault.to_string())
                }
            })?;
            first_list(&mut book, options)
        }
    }))
    .unwrap_or_else(|_| Err(broken()))
}

fn first_list<R: Reader<Cursor<B>>, B: AsRef<[u8]>>(book: &mut R, options: &ListOptions) -> Result<List, ListRefusal>
where
    Cursor<B>: std::io::Read + std::io::Seek,
    R::Error: std::fmt::Display,
{
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut refusal = ListRefusal::Empty;
    for name in sheets {
        let range = book.worksheet_range(&name).map_err(|fault| ListRefusal::Broken(fault.to_string()))?;
        match of_sheet(&range, options) {
            Ok(list) => return Ok(list),
            Err(other) => refusal = if refusal == ListRefusal::Empty { other } else { refusal },
        }
    }
    Err(refusal)
}

fn of_sheet(range: &Range<Data>, options: &ListOptions) -> Result<List, ListRefusal> {
    let mut gathered = Gathered::new(options);
    for row in range.rows() {
        let cells: Vec<String> = row.iter().map(text).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        gathered.push(|at| cells.get(at).map_or("", String::as_str), cells.len())?;
    }
    gathered.finish()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.trim().to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}
