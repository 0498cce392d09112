//! Sheets of a workbook with words, numbers and live formulas.

use rust_xlsxwriter::{Color, Format, FormatAlign, Formula, Worksheet, XlsxError};
use vocabulary::Fen;

use crate::xlsx::SheetFault;

/// A cell to write.
pub(super) enum Value {
    Nothing,
    Words(String),
    Count(usize),
    Money(Fen),
    /// A formula with the number that it comes to, for readers that do not compute.
    MoneyFormula(String, Fen),
    CountFormula(String, usize),
}

/// Formats of a sheet.
pub(super) struct Page<'w> {
    sheet: &'w mut Worksheet,
    head: Format,
    money: Format,
    wrapped: Format,
}

impl<'w> Page<'w> {
    /// A sheet of that name with a title over so many columns of these widths.
    pub fn new(sheet: &'w mut Worksheet, name: &str, title: &str, widths: &[f64]) -> Result<Page<'w>, SheetFault> {
        sheet.set_name(name)?;
        let bold = Format::new().set_bold().set_font_size(14);
        sheet.write_string_with_format(0, 0, title, &bold)?;
        for (column, width) in (0u16..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        let head = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00DD_EBF7))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let money = Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top);
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Page { sheet, head, money, wrapped })
    }

    /// The heads of the columns, which stay in sight; rows from `row` on are below them.
    pub fn heads(&mut self, row: u32, heads: &[String]) -> Result<(), SheetFault> {
        for (column, head) in (0u16..).zip(heads) {
            self.sheet.write_string_with_format(row, column, head, &self.head)?;
        }
        self.sheet.set_freeze_panes(row + 1, 0)?;
        Ok(())
    }

    /// A button at each head, down to the last row.
    pub fn filter(&mut self, heads: u32, last: u32, columns: usize) -> Result<(), SheetFault> {
        let columns = u16::try_from(columns).map_err(|_| XlsxError::RowColumnLimitError)?;
        if last > heads && columns > 0 {
            self.sheet.autofilter(heads, 0, last, columns - 1)?;
        }
        Ok(())
    }

    /// A row of cells.
    pub fn row(&mut self, row: u32, values: &[Value]) -> Result<(), SheetFault> {
        for (column, value) in (0u16..).zip(values) {
            match value {
                Value::Nothing => {}
                // Text stays text: a number of a person keeps its digits, and nothing becomes a formula.
                Value::Words(words) => {
                    self.sheet.write_string_with_format(row, column, words, &self.wrapped)?;
                }
                Value::Count(count) => {
                    // Counts of rows are far below what a spreadsheet holds exactly.
                    self.sheet.write_number(row, column, *count as f64)?;
                }
                Value::Money(amount) => {
                    self.sheet.write_number_with_format(row, column, yuan(*amount), &self.money)?;
                }
                Value::MoneyFormula(formula, amount) => {
                    let formula = Formula::new(formula).set_result(format!("{:.2}", yuan(*amount)));
                    self.sheet.write_formula_with_format(row, column, formula, &self.money)?;
                }
                Value::CountFormula(formula, count) => {
                    let formula = Formula::new(formula).set_result(count.to_string());
                    self.sheet.write_formula(row, column, formula)?;
                }
            }
        }
        Ok(())
    }
}

/// Fen as yuan, for a cell that computes; sums of a county are exact in it.
fn yuan(amount: Fen) -> f64 {
    amount.as_fen() as f64 / 100.0
}

/// A row as a spreadsheet counts, from a place counted from 0.
pub(super) fn shown_row(row: u32) -> u32 {
    row + 1
}

/// Letters of a column, from 0.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).expect("a remainder below 26")));
        left /= 26;
    }
    letters.into_iter().rev().collect()
}
