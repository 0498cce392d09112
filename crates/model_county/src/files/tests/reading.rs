//! Files read back with a reader that is not ours.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xls, Xlsx};

use crate::OutFile;

/// Cells of a file by sheet, row as shown and column; those that hold something.
pub(super) struct Cells {
    cells: BTreeMap<(u16, u32, u16), String>,
}

impl Cells {
    pub(super) fn of(file: &OutFile) -> Cells {
        let mut cells = Cells { cells: BTreeMap::new() };
        match file.path.rsplit('.').next() {
            Some("xlsx") => {
                let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(file.bytes.as_slice())).expect(&file.path);
                let names = book.sheet_names();
                for (sheet, name) in (0..).zip(names) {
                    cells.put(sheet, &book.worksheet_range(&name).expect("a sheet"));
                }
            }
            Some("xls") => {
                let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(file.bytes.as_slice())).expect(&file.path);
                let names = book.sheet_names();
                for (sheet, name) in (0..).zip(names) {
                    cells.put(sheet, &book.worksheet_range(&name).expect("a sheet"));
                }
            }
            Some("csv") => cells.put_text(&file.bytes),
            other => panic!("no list ends with {other:?}"),
        }
        cells
    }

    pub(super) fn at(&self, sheet: u16, row: u32, column: u16) -> &str {
        self.cells.get(&(sheet, row, column)).map_or("", String::as_str)
    }

    /// The whole row.
    pub(super) fn row(&self, sheet: u16, row: u32) -> Vec<&str> {
        self.cells.range((sheet, row, 0)..(sheet, row + 1, 0)).map(|(_, text)| text.as_str()).collect()
    }

    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.cells.values().map(String::as_str)
    }

    fn put(&mut self, sheet: u16, range: &calamine::Range<Data>) {
        let Some((first_row, first_column)) = range.start() else { return };
        for (row, column, value) in range.used_cells() {
            let row = first_row + u32::try_from(row).expect("small") + 1;
            let column = u16::try_from(first_column as usize + column).expect("small");
            self.cells.insert((sheet, row, column), shown(value));
        }
    }

    fn put_text(&mut self, bytes: &[u8]) {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
            Err(_) => {
                encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes).expect("GB18030").into_owned()
            }
        };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for (row, record) in (1u32..).zip(reader.records()) {
            for (column, field) in (0u16..).zip(record.expect("text").iter()) {
                if !field.is_empty() {
                    self.cells.insert((0, row, column), field.to_owned());
                }
            }
        }
    }
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => format!("{number}"),
        Data::Int(number) => number.to_string(),
        Data::DateTime(moment) => {
            let serial = format!("{}", moment.as_f64()).parse::<i64>().expect("a whole day");
            vocabulary::Date::from_spreadsheet_serial(serial).expect("a day").to_string()
        }
        Data::Bool(_) | Data::DateTimeIso(_) | Data::DurationIso(_) | Data::Error(_) => panic!("no cell of ours is {value:?}"),
    }
}
