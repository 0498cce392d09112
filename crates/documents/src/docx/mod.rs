//! Official documents in the form of GB/T 9704-2012 as docx.
//!
//! Paper, type area, faces and sizes are those of the standard. Faces that a reader's machine has not are replaced there;
//! the file names the right ones. Absent on purpose: the seal, the line of copies (版记) and a signer of upward documents.

mod layout;
mod table;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, Docx, FieldCharType, Footer, InstrPAGE, InstrText, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run as TextRun, SpecialIndentType, VertAlignType,
};

use crate::{Block, Document, DocumentFault, Run};
use layout::{Face, RED, SIGN, body, exactly, text, width_of};

/// The document as the bytes of a docx file. The same document gives the same bytes.
pub fn official_document(document: &Document) -> Result<Vec<u8>, DocumentFault> {
    document.check()?;
    let codes = document.figure_codes();
    let mut docx = head(layout::page(document.date), document);
    for block in &document.blocks {
        docx = match block {
            Block::Heading1(heading) => docx.add_paragraph(heading_paragraph(heading, Face::Hei, 0)),
            Block::Heading2(heading) => docx.add_paragraph(heading_paragraph(heading, Face::Kai, 1)),
            Block::Paragraph(runs) => docx.add_paragraph(paragraph(runs, &codes)),
            Block::Table(contents) => table::add(docx, contents, &codes),
        };
    }
    docx = figure_list(signed(docx, document), &codes);
    docx = docx.footer(page_number(AlignmentType::Right)).even_footer(page_number(AlignmentType::Left));
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|fault| DocumentFault::Package(Box::new(fault)))?;
    Ok(bytes.into_inner())
}

/// A summary without the head of an official document: title, body and the day, as the bytes of a docx file.
pub fn summary(title: &str, blocks: &[Block], day: vocabulary::Date) -> Result<Vec<u8>, DocumentFault> {
    let mut docx = titled(layout::page(day), title).add_paragraph(body());
    for block in blocks {
        docx = match block {
            Block::Heading1(heading) => docx.add_paragraph(heading_paragraph(heading, Face::Hei, 0)),
            Block::Heading2(heading) => docx.add_paragraph(heading_paragraph(heading, Face::Kai, 1)),
            Block::Paragraph(runs) => docx.add_paragraph(paragraph(runs, &[])),
            Block::Table(contents) => table::add(docx, contents, &[]),
        };
    }
    docx = docx.footer(page_number(AlignmentType::Right)).even_footer(page_number(AlignmentType::Left));
    let mut bytes = Cursor::new(Vec::new());
    docx.pack(&mut bytes).map_err(|fault| DocumentFault::Package(Box::new(fault)))?;
    Ok(bytes.into_inner())
}

/// 发文机关标志, 发文字号, the red line, 标题 and 主送机关.
fn head(docx: Docx, document: &Document) -> Docx {
    let mark = format!("{}文件", document.issuer);
    let mark_size = layout::mark_size(&mark);
    let line = ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(12).space(8).color(RED);
    let number = Paragraph::new()
        .add_run(text(&document.number, Face::FangSong, layout::BODY))
        .align(AlignmentType::Center)
        .line_spacing(exactly(layout::LINE))
        .set_borders(ParagraphBorders::with_empty().set(line));
    let docx = docx
        .add_paragraph(body())
        .add_paragraph(
            Paragraph::new()
                .add_run(text(&mark, Face::XiaoBiaoSong, mark_size).color(RED))
                .align(AlignmentType::Center)
                .line_spacing(exactly(mark_size + 12)),
        )
        .add_paragraph(body())
        .add_paragraph(number)
        .add_paragraph(body());
    let title = titled(docx, &document.title);
    let addressee = format!("{}：", document.addressee);
    title.add_paragraph(body()).add_paragraph(body().add_run(text(&addressee, Face::FangSong, layout::BODY)))
}

/// The lines of a title.
fn titled(docx: Docx, title: &str) -> Docx {
    layout::title_lines(title).into_iter().fold(docx, |docx, line| {
        docx.add_paragraph(
            Paragraph::new()
                .add_run(text(&line, Face::XiaoBiaoSong, layout::TITLE))
                .align(AlignmentType::Center)
                .line_spacing(exactly(layout::TITLE_LINE)),
        )
    })
}

fn heading_paragraph(heading: &str, face: Face, outline: usize) -> Paragraph {
    indented().add_run(text(heading, face, layout::BODY)).outline_lvl(outline).keep_next(true)
}

fn indented() -> Paragraph {
    body()
        .indent(None, Some(SpecialIndentType::FirstLine(layout::twips(2 * SIGN))), None, None)
        .first_line_chars(200)
        .align(AlignmentType::Both)
}

fn paragraph(runs: &[Run], codes: &[&str]) -> Paragraph {
    runs.iter().fold(indented(), |paragraph, run| {
        let paragraph = paragraph.add_run(text(run.text(), Face::FangSong, layout::BODY));
        match run {
            Run::Text(_) => paragraph,
            Run::Figure { code, .. } => paragraph.add_run(mark(code, codes)),
        }
    })
}

/// The raised number behind a figure, under which its code stands in the list.
fn mark(code: &str, codes: &[&str]) -> TextRun {
    let mut run = text(&mark_text(code, codes), Face::Song, layout::MARK);
    run.run_property = run.run_property.vert_align(VertAlignType::SuperScript);
    run
}

/// `[3]` for the third code.
fn mark_text(code: &str, codes: &[&str]) -> String {
    let place = codes.iter().position(|known| *known == code).expect("the list was made of all codes of the document");
    format!("[{}]", place + 1)
}

/// 署名 over 成文日期, right, room for the seal: the date four signs from the edge, the name centred over it.
fn signed(docx: Docx, document: &Document) -> Docx {
    let date = format!("{}年{}月{}日", document.date.year(), document.date.month(), document.date.day());
    let date_from_edge = 4 * SIGN;
    let centred = date_from_edge + (width_of(&date) - width_of(&document.signature)) / 2;
    let right = |words: &str, from_edge: i32| {
        body().add_run(text(words, Face::FangSong, layout::BODY)).align(AlignmentType::Right).indent(
            None,
            None,
            Some(layout::twips(from_edge)),
            None,
        )
    };
    docx.add_paragraph(body().keep_next(true))
        .add_paragraph(body().keep_next(true))
        .add_paragraph(right(&document.signature, centred.max(2 * SIGN)).keep_next(true))
        .add_paragraph(right(&date, date_from_edge))
}

/// The codes of the figures behind the date (附注): a reader finds each figure's rows by its code.
fn figure_list(docx: Docx, codes: &[&str]) -> Docx {
    if codes.is_empty() {
        return docx;
    }
    let small = |words: &str| {
        Paragraph::new().add_run(text(words, Face::FangSong, layout::SMALL)).line_spacing(exactly(layout::SMALL_LINE)).indent(
            Some(layout::twips(2 * SIGN)),
            None,
            None,
            None,
        )
    };
    let docx = docx.add_paragraph(body()).add_paragraph(small("（附注：文中数字的指标代码）").keep_next(true));
    codes.iter().fold(docx, |docx, code| docx.add_paragraph(small(&format!("{} {code}", mark_text(code, codes)))))
}

/// `— 1 —`, one sign from the outer edge: right on odd pages, left on even ones.
fn page_number(side: AlignmentType) -> Footer {
    let song = |words: &str| text(words, Face::Song, layout::PAGE_NUMBER);
    let field = song("")
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    let one_sign = Some(layout::twips(layout::PAGE_NUMBER));
    let paragraph = Paragraph::new().indent(one_sign, None, one_sign, None).align(side);
    Footer::new().add_paragraph(paragraph.add_run(song("— ")).add_run(field).add_run(song(" —")))
}
