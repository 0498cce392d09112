//! Report contents as an official document.

use reports::{ReportContent, Span};

use crate::{Alignment, Block, Document, Run, Table};

impl From<&ReportContent> for Document {
    fn from(content: &ReportContent) -> Document {
        let head = &content.head;
        let sections = content.sections.iter().flat_map(|section| {
            std::iter::once(Block::Heading1(section.heading.clone())).chain(section.blocks.iter().map(block))
        });
        Document {
            issuer: head.issuer.clone(),
            number: head.number.clone(),
            title: head.title.clone(),
            addressee: head.addressee.clone(),
            blocks: sections.collect(),
            signature: head.issuer.clone(),
            date: head.date,
        }
    }
}

fn block(block: &reports::Block) -> Block {
    match block {
        reports::Block::Paragraph(spans) => Block::Paragraph(runs(spans)),
        reports::Block::Table { caption, columns, rows } => {
            let rows: Vec<Vec<Vec<Run>>> = rows.iter().map(|row| row.iter().map(|cell| runs(cell)).collect()).collect();
            let header = columns.iter().enumerate().map(|(at, head)| (head.clone(), alignment(&rows, at))).collect();
            Block::Table(Table { caption: caption.clone(), header, rows })
        }
    }
}

/// A column of figures stands right, one of words left.
fn alignment(rows: &[Vec<Vec<Run>>], column: usize) -> Alignment {
    let mut cells = rows.iter().filter_map(|row| row.get(column)).flatten().peekable();
    let figures_only = cells.peek().is_some()
        && cells.all(|run| match run {
            Run::Figure { .. } => true,
            Run::Text(_) => false,
        });
    if figures_only { Alignment::Right } else { Alignment::Left }
}

fn runs(spans: &[Span]) -> Vec<Run> {
    let run = |span: &Span| match span {
        Span::Text(text) => Run::Text(text.clone()),
        Span::Figure { code, text, .. } => Run::Figure { code: code.0.to_owned(), text: text.clone() },
    };
    spans.iter().map(run).collect()
}
