//! Workbooks in one XML file ("XML Spreadsheet 2003"), which office systems export under the name .xls.
//!
//! Holds: formulas count by their saved values; hidden sheets are named, not read.

use super::super::refusal::{COLUMNS_MAX, FileRefusalReason, ROWS_MAX};
use super::super::table::{Allowance, Cell, Merged, RowCollector, Table, visible_text};
use super::archive::Unpacked;
use super::markup::{Tag, Token, Tokens, unescaped};
use super::sheet::number;

/// Most sheets of a workbook; a form has a few.
const SHEETS_MAX: usize = 1024;

/// Whether the first element is a workbook.
pub(super) fn is_one(text: &str) -> bool {
    let first = Tokens::of_xml(text.as_bytes()).find_map(|token| match token {
        Token::Open(tag) => Some(tag.name == b"Workbook"),
        Token::Close(_) | Token::Text(_) | Token::Literal(_) => None,
    });
    first == Some(true)
}

/// The tables of the workbook.
pub(super) fn tables(text: &str) -> Unpacked<Vec<Table>> {
    let mut workbook = Workbook::default();
    for token in Tokens::of_xml(text.as_bytes()) {
        match token {
            Token::Open(tag) => workbook.open(&tag)?,
            Token::Close(name) => workbook.close(name)?,
            Token::Text(text) => workbook.text(&unescaped(text)),
            Token::Literal(text) => workbook.text(&String::from_utf8_lossy(text)),
        }
    }
    // A file that was cut off has not closed its sheet.
    if workbook.sheet.is_some() { Err(FileRefusalReason::Broken) } else { Ok(workbook.tables) }
}

#[derive(Default)]
struct Workbook {
    tables: Vec<Table>,
    allowance: Allowance,
    sheet: Option<Sheet>,
}

#[derive(Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    rows: RowCollector,
    merged: Vec<Merged>,
    /// Row of the next row, from 0.
    next_row: u32,
    row: Option<Row>,
    /// The element whose text is read.
    reads: Reads,
    text: String,
}

#[derive(Default)]
struct Row {
    number: u32,
    is_hidden: bool,
    cells: Vec<Cell>,
    next_column: usize,
    cell: Option<OpenCell>,
}

struct OpenCell {
    column: usize,
    has_formula: bool,
    value: Option<Cell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reads {
    #[default]
    Nothing,
    Number,
    Text,
    Bool,
    Fault,
    Visible,
}

impl Workbook {
    fn open(&mut self, tag: &Tag<'_>) -> Unpacked<()> {
        if tag.name == b"Worksheet" {
            let name = tag.attribute("Name").map(|name| name.into_owned()).unwrap_or_default();
            self.sheet = Some(Sheet { name, ..Sheet::default() });
            return Ok(());
        }
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match tag.name {
            b"Row" => {
                sheet.end_row(&mut self.allowance)?;
                sheet.begin_row(tag);
            }
            b"Cell" => sheet.begin_cell(tag),
            b"Data" if !tag.is_closed => {
                sheet.reads = match tag.attribute("Type").as_deref() {
                    Some("Number") => Reads::Number,
                    Some("Boolean") => Reads::Bool,
                    Some("Error") => Reads::Fault,
                    Some(_) | None => Reads::Text,
                };
                sheet.text.clear();
            }
            b"Visible" if !tag.is_closed => {
                sheet.reads = Reads::Visible;
                sheet.text.clear();
            }
            _of_looks => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Unpacked<()> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match name {
            b"Data" => sheet.end_text(&mut self.allowance)?,
            b"Visible" => {
                sheet.is_hidden = sheet.text.trim() != "SheetVisible";
                sheet.reads = Reads::Nothing;
            }
            b"Cell" => sheet.end_cell(),
            b"Row" => sheet.end_row(&mut self.allowance)?,
            b"Worksheet" => self.end_sheet()?,
            _of_looks => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(sheet) = self.sheet.as_mut().filter(|sheet| sheet.reads != Reads::Nothing) {
            sheet.text.push_str(text);
        }
    }

    fn end_sheet(&mut self) -> Unpacked<()> {
        let Some(mut sheet) = self.sheet.take() else { return Ok(()) };
        sheet.end_row(&mut self.allowance)?;
        sheet.rows.merge_all(sheet.merged, &mut self.allowance)?;
        let number = u16::try_from(self.tables.len()).ok().filter(|number| usize::from(*number) < SHEETS_MAX);
        let number = number.ok_or(FileRefusalReason::Broken)?;
        let rows = if sheet.is_hidden { Vec::new() } else { sheet.rows.rows() };
        self.tables.push(Table { sheet: number, name: sheet.name, is_hidden: sheet.is_hidden, rows });
        Ok(())
    }
}

/// A number of an attribute; those of places count from 1.
fn stated(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

impl Sheet {
    fn begin_row(&mut self, tag: &Tag<'_>) {
        let number = stated(tag, "Index").and_then(|index| index.checked_sub(1)).unwrap_or(self.next_row);
        // A row may stand for several blank ones of the same look.
        self.next_row = number.saturating_add(1).saturating_add(stated(tag, "Span").unwrap_or(0));
        if !tag.is_closed {
            let is_hidden = tag.says("Hidden") || stated(tag, "Height") == Some(0);
            self.row = Some(Row { number, is_hidden, ..Row::default() });
        }
    }

    fn begin_cell(&mut self, tag: &Tag<'_>) {
        self.end_cell();
        let Some(row) = &mut self.row else { return };
        let column = stated(tag, "Index").and_then(|index| index.checked_sub(1)).map_or(row.next_column, |at| at as usize);
        row.next_column = column.saturating_add(1).saturating_add(stated(tag, "MergeAcross").unwrap_or(0) as usize);
        if let (Some(down), None | Some(0), true) =
            (stated(tag, "MergeDown"), stated(tag, "MergeAcross"), self.merged.len() < ROWS_MAX as usize)
            && let Ok(column) = u32::try_from(column)
        {
            let last_row = row.number.saturating_add(down);
            self.merged.push(Merged { first_row: row.number, last_row, column });
        }
        row.cell = Some(OpenCell { column, has_formula: tag.attribute("Formula").is_some(), value: None });
        if tag.is_closed {
            self.end_cell();
        }
    }

    fn end_text(&mut self, allowance: &mut Allowance) -> Unpacked<()> {
        let value = match self.reads {
            Reads::Nothing | Reads::Visible => return Ok(()),
            Reads::Number => number(self.text.as_bytes()).map_or(Cell::Fault, Cell::Number),
            Reads::Bool => Cell::yes_or_no(self.text.trim() != "0"),
            Reads::Fault => Cell::Fault,
            Reads::Text => {
                let text = visible_text(&self.text);
                allowance.take_text(Some(&text))?;
                if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
            }
        };
        self.reads = Reads::Nothing;
        if let Some(cell) = self.row.as_mut().and_then(|row| row.cell.as_mut()) {
            cell.value = Some(value);
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        let Some(cell) = row.cell.take() else { return };
        // A formula without a value was never calculated.
        let unstated = if cell.has_formula { Cell::Fault } else { Cell::Blank };
        let value = cell.value.unwrap_or(unstated);
        if cell.column >= COLUMNS_MAX || value == Cell::Blank {
            return;
        }
        if row.cells.len() <= cell.column {
            row.cells.resize(cell.column + 1, Cell::Blank);
        }
        row.cells[cell.column] = value;
    }

    fn end_row(&mut self, allowance: &mut Allowance) -> Unpacked<()> {
        self.end_cell();
        let Some(row) = self.row.take().filter(|row| !row.cells.is_empty()) else { return Ok(()) };
        self.rows.put_row(row.number, row.cells, row.is_hidden, allowance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workbook(rows: &str, options: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
             <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Worksheet ss:Name=\"甲\"><Table>{rows}</Table>{options}</Worksheet></Workbook>"
        )
    }

    fn rows(text: &str) -> Vec<(u32, bool, Vec<Cell>)> {
        assert!(is_one(text));
        let tables = tables(text).expect("a workbook");
        tables[0].rows.iter().map(|row| (row.number, row.is_hidden, row.cells.clone())).collect()
    }

    #[test]
    fn cells_are_read_by_type_and_place() {
        let text = workbook(
            "<Column ss:Width=\"9\"/><Row ss:Index=\"2\"><Cell><Data ss:Type=\"String\">王<B>小</B>二</Data></Cell>\
             <Cell ss:Index=\"4\"><Data ss:Type=\"Number\">1.5</Data></Cell><Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row>\
             <Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"Error\">#REF!</Data></Cell><Cell ss:Formula=\"=A1\"/></Row>",
            "",
        );
        let first = vec![Cell::of_text("王小二"), Cell::Blank, Cell::Blank, Cell::Number(1.5), Cell::of_text("是")];
        assert_eq!(rows(&text), [(2, false, first), (3, true, vec![Cell::Fault, Cell::Fault])]);
    }

    #[test]
    fn a_cell_merged_downwards_continues_below() {
        let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
        let text = workbook(
            &format!(
                "<Row><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">A1</Data></Cell>{}</Row><Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">乙</Data></Cell></Row>",
                cell("甲")
            ),
            "",
        );
        let second = vec![Cell::Continued("A1".into()), Cell::of_text("乙")];
        assert_eq!(rows(&text), [(1, false, vec![Cell::of_text("A1"), Cell::of_text("甲")]), (2, false, second)]);
    }

    #[test]
    fn hidden_sheets_are_not_read_and_a_file_that_was_cut_off_is_broken() {
        let row = "<Row><Cell><Data ss:Type=\"String\">甲</Data></Cell></Row>";
        let hidden = workbook(row, "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>");
        let sheets = tables(&hidden).expect("a workbook");
        assert_eq!((sheets[0].is_hidden, sheets[0].rows.len()), (true, 0));
        let whole = workbook(row, "");
        assert_eq!(tables(&whole[..whole.len() - 40]), Err(FileRefusalReason::Broken));
    }
}
