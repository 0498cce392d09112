//! Tables of web pages, which many office systems export under the name .xls.
//!
//! Holds: rows are counted as a spreadsheet counts them when it opens the page: what stands above a table comes in rows of
//! its own, one table below the other. Absent on purpose: scripts, pictures, links, and where a page would be loaded from.

use smol_str::SmolStr;

use super::super::refusal::{COLUMNS_MAX, FileRefusalReason, Found, ROWS_MAX};
use super::super::table::{Allowance, Cell, Merged, RowCollector, Table, visible_text};
use super::archive::Unpacked;
use super::markup::{Tag, Token, Tokens, unescaped};

/// Most bytes of a cell's text that are kept: no spreadsheet holds more.
const TEXT_MAX: usize = 4 * 32_767;

/// The one sheet of a page; a page without a table is none.
pub(super) fn tables(text: &str) -> Unpacked<Vec<Table>> {
    let mut page = Page::default();
    let mut has_table = false;
    for token in Tokens::of_page(text.as_bytes()) {
        match token {
            Token::Open(tag) => {
                has_table |= tag.is("table");
                page.open(&tag)?;
            }
            Token::Close(name) => page.close(name)?,
            Token::Text(text) => page.text(&unescaped(text)),
            Token::Literal(text) => page.text(&String::from_utf8_lossy(text)),
        }
    }
    page.end_row()?;
    if !has_table {
        return Err(FileRefusalReason::NotATable(Found::WebPage));
    }
    page.rows.merge_all(page.merged, &mut page.allowance)?;
    Ok(vec![Table { sheet: 0, name: page.title.trim().to_owned(), is_hidden: false, rows: page.rows.rows() }])
}

#[derive(Default)]
struct Page {
    title: String,
    rows: RowCollector,
    merged: Vec<Merged>,
    allowance: Allowance,
    /// Row of the next cells, from 0.
    row: u32,
    place: Place,
    cells: Vec<Cell>,
    is_hidden: bool,
    text: String,
    /// For each column the rows below this one that a cell reaches down into.
    below: Vec<u32>,
    column: usize,
    /// Columns and rows of the cell that is being read.
    spans: (usize, u32),
}

/// Where in a page the text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Outside,
    Title,
    /// Between the cells of a row.
    Row,
    Cell,
}

impl Page {
    fn open(&mut self, tag: &Tag<'_>) -> Unpacked<()> {
        match element(tag.name) {
            Element::Title => self.place = Place::Title,
            Element::Table => {
                self.end_row()?;
                self.below.clear();
            }
            Element::Row => {
                self.end_row()?;
                self.place = Place::Row;
                self.is_hidden = tag.attribute("style").is_some_and(|style| is_hidden(&style));
            }
            Element::Cell => {
                self.end_cell()?;
                if self.place == Place::Outside {
                    self.end_row()?;
                }
                let span = |name| tag.attribute(name).and_then(|span| span.trim().parse::<u32>().ok()).unwrap_or(1);
                self.spans = (span("colspan").clamp(1, 1024) as usize, span("rowspan").clamp(1, ROWS_MAX));
                self.place = Place::Cell;
            }
            Element::Break if self.place == Place::Outside => self.end_row()?,
            Element::Break => self.text("\n"),
            Element::Other => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Unpacked<()> {
        match element(name) {
            Element::Title => self.place = Place::Outside,
            Element::Table => {
                self.end_row()?;
                self.below.clear();
            }
            Element::Row => self.end_row()?,
            Element::Cell => self.end_cell()?,
            Element::Break if self.place == Place::Outside => self.end_row()?,
            Element::Break | Element::Other => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.place {
            Place::Title if self.title.len() < TEXT_MAX => self.title.push_str(text),
            Place::Outside | Place::Cell if self.text.len() < TEXT_MAX => self.text.push_str(text),
            Place::Title | Place::Outside | Place::Cell | Place::Row => {}
        }
    }

    fn end_cell(&mut self) -> Unpacked<()> {
        if self.place != Place::Cell {
            return Ok(());
        }
        self.place = Place::Row;
        let text = self.take_text()?;
        while self.below.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let (columns, rows) = self.spans;
        let end = (self.column + columns).min(COLUMNS_MAX);
        if self.column < COLUMNS_MAX && !text.is_empty() {
            if self.cells.len() <= self.column {
                self.cells.resize(self.column + 1, Cell::Blank);
            }
            self.cells[self.column] = Cell::Text(text);
        }
        if rows > 1 && self.column < end {
            if self.below.len() < end {
                self.below.resize(end, 0);
            }
            // One row more than is left below: this row is counted when it ends.
            self.below[self.column..end].fill(rows);
            if columns == 1 && self.merged.len() < ROWS_MAX as usize {
                let last_row = self.row.saturating_add(rows - 1);
                self.merged.push(Merged { first_row: self.row, last_row, column: u32::try_from(self.column).unwrap_or(0) });
            }
        }
        self.column = end.max(self.column);
        Ok(())
    }

    fn end_row(&mut self) -> Unpacked<()> {
        self.end_cell()?;
        if self.place == Place::Outside || self.place == Place::Title {
            let text = self.take_text()?;
            if text.is_empty() {
                return Ok(());
            }
            self.cells.push(Cell::Text(text));
        }
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.rows.put_row(self.row, cells, self.is_hidden, &mut self.allowance)?;
        }
        self.row = self.row.saturating_add(1);
        self.below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        (self.place, self.is_hidden, self.column) = (Place::Outside, false, 0);
        Ok(())
    }

    fn take_text(&mut self) -> Unpacked<SmolStr> {
        let text = visible_text(&self.text);
        self.text.clear();
        self.allowance.take_text(Some(&text))?;
        Ok(text)
    }
}

/// What an element is to a table.
enum Element {
    Title,
    Table,
    Row,
    Cell,
    /// Begins a line.
    Break,
    Other,
}

fn element(name: &[u8]) -> Element {
    match name.to_ascii_lowercase().as_slice() {
        b"title" => Element::Title,
        b"table" => Element::Table,
        b"tr" => Element::Row,
        b"td" | b"th" => Element::Cell,
        b"br" | b"p" | b"div" | b"caption" | b"center" | b"body" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => {
            Element::Break
        }
        _other => Element::Other,
    }
}

fn is_hidden(style: &str) -> bool {
    style.to_ascii_lowercase().replace(' ', "").contains("display:none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let tables = tables(text).expect("a page with a table");
        let cell = |cell: &Cell| match cell {
            Cell::Continued(text) => format!("^{text}"),
            Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Day(_) | Cell::Fault => {
                cell.text().unwrap_or_default().into_owned()
            }
        };
        let shown: Vec<(u32, Vec<String>)> =
            tables[0].rows.iter().map(|row| (row.number, row.cells.iter().map(cell).collect())).collect();
        let expected: Vec<(u32, Vec<String>)> =
            expected.iter().map(|(number, cells)| (*number, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn rows_and_cells_of_a_table_are_read() {
        check(
            "<html><head><title>册</title><style>td{}</style></head><body><table><tr><th>姓名<th>户号</tr>\
             <TR><TD>王&nbsp;小二</TD><TD>A1<br>A2</TD></TR></table></body></html>",
            &[(1, &["姓名", "户号"]), (2, &["王小二", "A1A2"])],
        );
    }

    #[test]
    fn what_stands_above_a_table_comes_in_rows_of_its_own() {
        check(
            "<body><h3>2022年10月名册</h3><p>单位：万元</p>\n<table><tr><td>姓名</td></tr></table>",
            &[(1, &["2022年10月名册"]), (2, &["单位:万元"]), (3, &["姓名"])],
        );
    }

    #[test]
    fn cells_over_several_columns_and_rows_keep_the_others_in_their_places() {
        check(
            "<table><tr><td rowspan=2>户号</td><td colspan=2>收入</td><td>备注</td></tr><tr><td>工资</td><td>经营</td></tr>\
             <tr><td>A1</td><td>1</td><td>2</td><td>3</td></tr></table>",
            &[(1, &["户号", "收入", "", "备注"]), (2, &["^户号", "工资", "经营"]), (3, &["A1", "1", "2", "3"])],
        );
    }

    #[test]
    fn a_table_inside_a_cell_is_read_and_its_frame_is_not() {
        check(
            "<table><tr><td><table><tr><td>姓名<td>户号<tr><td>王小二<td>A1</table></td></tr></table>",
            &[(2, &["姓名", "户号"]), (3, &["王小二", "A1"])],
        );
    }

    #[test]
    fn rows_that_a_page_hides_are_read_and_marked() {
        let page = tables("<table><tr style='Display : none'><td>甲</tr><tr><td>乙</tr></table>").expect("a table");
        assert_eq!(page[0].rows.iter().map(|row| row.is_hidden).collect::<Vec<bool>>(), [true, false]);
    }
}
