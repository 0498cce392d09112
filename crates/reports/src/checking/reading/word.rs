//! A Word document: the text of its runs wherever they are split, tables as cells and rows, insertions counted, deletions
//! and moved-away text not.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{ReportRead, TextRefusal, UNPACKED_MAX};

const BROKEN: TextRefusal = TextRefusal::Broken { what: "Word 正文" };

/// The text of a document.
pub(super) fn text(mut archive: ZipArchive<Cursor<&[u8]>>) -> Result<ReportRead, TextRefusal> {
    let part = archive.by_name("word/document.xml").map_err(|_| BROKEN)?;
    let mut xml = Vec::new();
    part.take(UNPACKED_MAX + 1).read_to_end(&mut xml).map_err(|_| BROKEN)?;
    if u64::try_from(xml.len()).unwrap_or(u64::MAX) > UNPACKED_MAX {
        return Err(TextRefusal::TooLong);
    }
    let xml = String::from_utf8_lossy(&xml);
    let mut body = Body::default();
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(tag) => body.open(&tag),
            Event::Empty(tag) => {
                body.open(&tag);
                body.close(tag.local_name().as_ref());
            }
            Event::End(tag) => body.close(tag.local_name().as_ref()),
            Event::Text(text) => body.push(&text),
            Event::CData(text) => body.push(&text),
            Event::GeneralRef(entity) => body.push(&resolved(&entity)),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let mut notes = Vec::new();
    if body.deleted {
        notes.push("文件有修订标记：已删除的文字不计，新插入的文字计入".to_owned());
    }
    Ok(ReportRead { text: body.text, notes })
}

fn resolved(entity: &str) -> String {
    quick_xml::escape::unescape(&format!("&{entity};")).map_or_else(|_| String::new(), |text| text.into_owned())
}

#[derive(Default)]
struct Body {
    text: String,
    in_run: usize,
    silent: usize,
    tables: usize,
    spans: usize,
    deleted: bool,
}

impl Body {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "t" => self.in_run += 1,
            "del" | "moveFrom" => {
                self.deleted = true;
                self.silent += 1;
            }
            "Fallback" | "instrText" => self.silent += 1,
            "tbl" => {
                self.tables += 1;
                self.line();
            }
            "gridSpan" => {
                let value = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
                let value = value.and_then(|value| value.value.parse::<usize>().ok());
                self.spans = value.unwrap_or(1).clamp(1, 60) - 1;
            }
            "tab" if self.silent == 0 => self.text.push(' '),
            "br" | "cr" if self.silent == 0 => self.text.push(if self.tables > 0 { ' ' } else { '\n' }),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_run = self.in_run.saturating_sub(1),
            "del" | "moveFrom" | "Fallback" | "instrText" => self.silent = self.silent.saturating_sub(1),
            "p" if self.tables == 0 => self.text.push('\n'),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tc" if self.tables == 1 => {
                self.text.push('\t');
                for _ in 0..std::mem::take(&mut self.spans) {
                    self.text.push('\t');
                }
            }
            "tc" => self.text.push(' '),
            "tr" if self.tables == 1 => {
                if self.text.ends_with('\t') {
                    self.text.pop();
                }
                self.text.push('\n');
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.in_run > 0 && self.silent == 0 {
            self.text.push_str(text);
        }
    }

    fn line(&mut self) {
        if self.tables == 1 && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
