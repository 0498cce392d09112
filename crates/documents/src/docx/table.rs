//! Tables inside official documents: as wide as the type area, columns as wide as what stands in them.

use docx_rs::{
    AlignmentType, Docx, Paragraph, Table as DocxTable, TableAlignmentType, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::layout::{Face, SMALL, SMALL_LINE, TYPE_AREA, body, exactly, text, twips, width_of};
use super::{layout, mark_text};
use crate::{Alignment, Run, Table};

/// Least width of a column in points of the body's size: three signs.
const COLUMN_LEAST: i32 = 48;

/// Adds caption, table and the line that names the table's figures.
pub(super) fn add(docx: Docx, table: &Table, codes: &[&str]) -> Docx {
    let widths = widths(table);
    let heads = table.header.iter().zip(&widths);
    // The header stays with the first row, and the last row with the line that names the figures.
    let header = heads.map(|((head, _), width)| cell(words_in(head, Face::Hei, AlignmentType::Center).keep_next(true), *width));
    let mut rows = vec![TableRow::new(header.collect()).cant_split()];
    for (at, row) in table.rows.iter().enumerate() {
        let cells = row.iter().zip(&table.header).zip(&widths).map(|((runs, (_, alignment)), width)| {
            let words: String = runs.iter().map(Run::text).collect();
            let paragraph = words_in(&words, Face::FangSong, side(*alignment));
            cell(if at + 1 == table.rows.len() { paragraph.keep_next(true) } else { paragraph }, *width)
        });
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    let grid = DocxTable::new(rows)
        .set_grid(widths.clone())
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .width(widths.iter().sum(), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(20, 80, 20, 80));
    let caption = body().add_run(text(&table.caption, Face::Hei, SMALL)).align(AlignmentType::Center).keep_next(true);
    docx.add_paragraph(caption).add_table(grid).add_paragraph(figures_line(table, codes))
}

fn side(alignment: Alignment) -> AlignmentType {
    match alignment {
        Alignment::Left => AlignmentType::Left,
        Alignment::Centre => AlignmentType::Center,
        Alignment::Right => AlignmentType::Right,
    }
}

fn words_in(words: &str, face: Face, side: AlignmentType) -> Paragraph {
    Paragraph::new().add_run(text(words, face, SMALL)).align(side).line_spacing(exactly(SMALL_LINE))
}

fn cell(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new().add_paragraph(paragraph).width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

/// Widths in twentieths of a point that together fill the type area, each in proportion to its longest text.
fn widths(table: &Table) -> Vec<usize> {
    let longest = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let texts = cells.map(|runs| runs.iter().map(|run| width_of(run.text())).sum::<i32>());
        texts.chain([width_of(&table.header[column].0)]).max().unwrap_or(0).clamp(COLUMN_LEAST, TYPE_AREA)
    };
    let wanted: Vec<i32> = (0..table.header.len()).map(longest).collect();
    let sum: i32 = wanted.iter().sum::<i32>().max(1);
    let share = |width: i32| usize::try_from(twips(TYPE_AREA) * width / sum).expect("widths are above zero");
    wanted.into_iter().map(share).collect()
}

/// The marks under which the codes of the table's figures stand in the list; an empty line where it has none.
fn figures_line(table: &Table, codes: &[&str]) -> Paragraph {
    let mut marks: Vec<String> = Vec::new();
    for run in table.rows.iter().flatten().flatten() {
        if let Run::Figure { code, .. } = run {
            let mark = mark_text(code, codes);
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    }
    let words = if marks.is_empty() { String::new() } else { format!("本表指标见附注{}", marks.concat()) };
    Paragraph::new().add_run(text(&words, Face::FangSong, layout::SMALL)).line_spacing(exactly(SMALL_LINE))
}
