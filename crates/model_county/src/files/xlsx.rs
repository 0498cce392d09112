//! Workbooks of today's Excel.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::page::{Cell, Page, Shown, serial};

/// The bytes of a workbook of these pages.
pub(super) fn bytes(pages: &[Page<'_>]) -> Vec<u8> {
    workbook(pages).expect("names are short and rows fit a sheet: a county has far fewer than a million people")
}

fn workbook(pages: &[Page<'_>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook carries the time it was made: a fixed one, so that a seed gives the same bytes.
    let made = ExcelDateTime::from_ymd(2022, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let date = Format::new().set_num_format_index(14);
    for page in pages {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&page.name)?;
        sheet.set_hidden(page.shown == Shown::Hidden);
        head(sheet, page)?;
        let above = page.rows_above();
        for (row, typed) in (above..).zip(&page.rows) {
            for (column, cell) in (0u16..).zip(&typed.cells) {
                write(sheet, row, column, cell, &date)?;
            }
            if typed.shown == Shown::Hidden {
                sheet.set_row_hidden(row)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn head(sheet: &mut Worksheet, page: &Page<'_>) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_align(FormatAlign::Center);
    let bold = Format::new().set_bold();
    let last_column = u16::try_from(page.headings.len().saturating_sub(1)).expect("a form has few columns");
    for (row, text) in (0u32..).zip(&page.above) {
        if last_column == 0 {
            sheet.write_string(row, 0, text)?;
        } else {
            sheet.merge_range(row, 0, row, last_column, text, &title)?;
        }
    }
    let mut row = u32::try_from(page.above.len()).expect("few rows stand above a list");
    for group in &page.groups {
        let below = row + u32::from(page.is_tall(group));
        if group.first == group.last && below == row {
            sheet.write_string_with_format(row, group.first, &group.text, &bold)?;
        } else {
            sheet.merge_range(row, group.first, below, group.last, &group.text, &title)?;
        }
    }
    row += u32::from(!page.groups.is_empty());
    for (column, heading) in (0u16..).zip(&page.headings) {
        if !heading.is_empty() {
            sheet.write_string_with_format(row, column, heading, &bold)?;
        }
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell<'_>, date: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Text(text) => {
            sheet.write_string(row, column, text.as_ref())?;
        }
        Cell::Number { units, places } => {
            sheet.write_number(row, column, Cell::as_number(*units, *places))?;
        }
        Cell::Day(day) => {
            sheet.write_number_with_format(row, column, Cell::as_number(serial(*day), 0), date)?;
        }
    }
    Ok(())
}
