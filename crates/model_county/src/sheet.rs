//! Tables as offices send them, and their bytes as a workbook or as text in GB18030.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use vocabulary::Fen;

/// A cell as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Text, also where it looks like a number.
    Text(String),
    /// A number of pieces, months, places in a list.
    Count(i64),
    /// An amount in yuan.
    Money(Fen),
}

/// One table with a title above its header and perhaps a line of totals below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) header: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) total: Option<Vec<Cell>>,
}

/// Rows above the first row of people: the title and the header.
pub(crate) const ROWS_ABOVE: usize = 2;

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub(crate) fn blank() -> Cell {
        Cell::Text(String::new())
    }

    /// What stands in the cell: whole yuan without decimals, as people type them.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Money(amount) if amount.as_fen() % 100 == 0 => (amount.as_fen() / 100).to_string(),
            Cell::Money(amount) => amount.to_string(),
        }
    }
}

impl Sheet {
    /// Column of this heading.
    pub(crate) fn column(&self, heading: &str) -> usize {
        self.header.iter().position(|known| *known == heading).expect("only headings of the sheet are asked for")
    }

    /// Text in GB18030 with commas, as a spreadsheet program saves it in Chinese Windows.
    pub(crate) fn to_csv(&self) -> Vec<u8> {
        let width = self.header.len();
        let mut lines = vec![vec![self.title.clone()], self.header.iter().map(|heading| (*heading).to_owned()).collect()];
        lines.extend(self.rows.iter().chain(&self.total).map(|row| row.iter().map(Cell::shown).collect()));
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        for mut line in lines {
            line.resize(width, String::new());
            writer.write_record(&line).expect("memory takes every line, and all have the same width");
        }
        let text = writer.into_inner().expect("memory takes every line");
        let text = String::from_utf8(text).expect("the fields were UTF-8");
        encoding_rs::GB18030.encode(&text).0.into_owned()
    }

    /// A workbook of one sheet.
    pub(crate) fn to_xlsx(&self, sheet_name: &str) -> Vec<u8> {
        self.workbook(sheet_name).expect("names are short and rows fit a sheet: a plan bounds the people")
    }

    fn workbook(&self, sheet_name: &str) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // A workbook carries the time it was made: a fixed one, so that a seed gives the same bytes.
        let made = ExcelDateTime::from_ymd(2022, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name)?;
        let last_column = u16::try_from(self.header.len() - 1).expect("a form has few columns");
        let title = Format::new().set_bold().set_align(FormatAlign::Center);
        sheet.merge_range(0, 0, 0, last_column, &self.title, &title)?;
        let bold = Format::new().set_bold();
        for (column, heading) in (0u16..).zip(&self.header) {
            sheet.write_with_format(1, column, *heading, &bold)?;
        }
        for (row, cells) in (2u32..).zip(self.rows.iter().chain(&self.total)) {
            for (column, cell) in (0u16..).zip(cells) {
                write_cell(sheet, row, column, cell)?;
            }
        }
        workbook.save_to_buffer()
    }
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) if text.is_empty() => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, text)?;
        }
        // A spreadsheet has no other numbers than floating ones; beyond fifteen digits they are lost, as they are in offices.
        Cell::Count(count) => {
            sheet.write_number(row, column, *count as f64)?;
        }
        Cell::Money(amount) => {
            sheet.write_number(row, column, amount.as_fen() as f64 / 100.0)?;
        }
    }
    Ok(())
}
