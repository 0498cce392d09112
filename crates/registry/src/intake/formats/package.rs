//! The parts of an xlsx workbook around its sheets: which sheets there are, the texts they share, what their formats show
//! (ECMA-376 Part 1).
//!
//! Holds: links out of the workbook are never followed.

use std::num::NonZeroUsize;

use memchr::memmem;
use smol_str::SmolStr;
use vocabulary::Date;

use super::super::refusal::{CELLS_MAX, FileRefusalReason, Found, SizeLimit};
use super::super::table::{Allowance, own_bytes, visible_text};
use super::archive::{Archive, Unpacked};
use super::markup::{Tag, Token, Tokens, unescaped};
use super::number_format::{Shows, of_code, of_number};

/// Most bytes of a part that is read as a whole: the list of sheets, the formats.
const PART_MAX: usize = 64 << 20;
/// Sheets that are looked at; a form has a few.
const SHEETS_MAX: usize = 1024;
/// Days between the first days of the two calendars of spreadsheets.
const FROM_1904: i64 = 1462;

/// What is known of a workbook before its sheets are read.
pub(super) struct Package {
    /// Sheets in their order.
    pub sheets: Vec<SheetPart>,
    /// The part with the shared texts.
    pub texts: Option<String>,
    /// What each cell format shows.
    pub formats: Formats,
}

/// A sheet of a workbook.
pub(super) struct SheetPart {
    /// Name as the tab shows it.
    pub name: String,
    /// Not shown, or shown only to programs.
    pub is_hidden: bool,
    /// The part with its cells; `None` for a sheet of charts or one whose part is not named.
    pub part: Option<String>,
}

/// What the cell formats of a workbook show.
#[derive(Default)]
pub(super) struct Formats {
    shows: Vec<Shows>,
    from_1904: bool,
}

/// A link from one part to another.
struct Link {
    id: String,
    kind: String,
    target: String,
}

impl Formats {
    /// What a format, by its number, makes of a number.
    #[inline]
    pub(super) fn shows(&self, format: usize) -> Shows {
        self.shows.get(format).copied().unwrap_or_default()
    }

    /// The day of a serial number in the calendar of the workbook.
    pub(super) fn day(&self, serial: f64) -> Option<Date> {
        // Serials of days have six digits; what is larger is none, and the cast of it is not used.
        let serial = serial.floor() as i64;
        Date::from_spreadsheet_serial(if self.from_1904 { serial.saturating_add(FROM_1904) } else { serial })
    }
}

impl Package {
    /// Reads what stands around the sheets. An archive without a workbook is a document of another kind.
    pub(super) fn open(archive: &Archive<'_>) -> Unpacked<Package> {
        let other = FileRefusalReason::NotATable(Found::Archive);
        let top = links(archive, "_rels/.rels", "")?;
        let main = top.iter().find(|link| link.kind == "officeDocument").map(|link| link.target.clone());
        let main = main.unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let Some(workbook) = archive.whole(&main, PART_MAX)? else { return Err(other) };
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let links = links(archive, &format!("{prefix}_rels/{file}.rels"), folder)?;
        let mut package = Package { sheets: Vec::new(), texts: None, formats: Formats::default() };
        let mut is_workbook = false;
        for token in Tokens::of_xml(&workbook) {
            let Token::Open(tag) = token else { continue };
            match tag.name {
                b"workbook" => is_workbook = true,
                b"workbookPr" => package.formats.from_1904 = tag.says("date1904"),
                b"sheet" if package.sheets.len() == SHEETS_MAX => return Err(FileRefusalReason::Broken),
                b"sheet" => package.sheets.push(sheet_part(&tag, &links)),
                _not_of_sheets => {}
            }
        }
        if !is_workbook {
            return Err(other);
        }
        let of_kind = |kind: &str| links.iter().find(|link| link.kind == kind).map(|link| link.target.clone());
        package.texts = of_kind("sharedStrings");
        if let Some(styles) = of_kind("styles").map(|name| archive.whole(&name, PART_MAX)).transpose()?.flatten() {
            package.formats.shows = formats(&styles);
        }
        Ok(package)
    }
}

fn sheet_part(tag: &Tag<'_>, links: &[Link]) -> SheetPart {
    let state = tag.attribute("state");
    // A sheet's own number is called `sheetId`; `id` is the link.
    let link = tag.attribute("id").and_then(|id| links.iter().find(|link| link.id == id));
    SheetPart {
        name: tag.attribute("name").map(|name| name.into_owned()).unwrap_or_default(),
        is_hidden: state.is_some_and(|state| matches!(&*state, "hidden" | "veryHidden")),
        part: link.filter(|link| link.kind == "worksheet").map(|link| link.target.clone()),
    }
}

/// The links of a part to others inside the archive, with their full names.
fn links(archive: &Archive<'_>, name: &str, folder: &str) -> Unpacked<Vec<Link>> {
    let Some(text) = archive.whole(name, PART_MAX)? else { return Ok(Vec::new()) };
    let links = Tokens::of_xml(&text).filter_map(|token| match token {
        Token::Open(tag) if tag.name == b"Relationship" => link(&tag, folder),
        Token::Open(_) | Token::Close(_) | Token::Text(_) | Token::Literal(_) => None,
    });
    Ok(links.collect())
}

fn link(tag: &Tag<'_>, folder: &str) -> Option<Link> {
    if tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External")) {
        return None;
    }
    // The name space of a kind differs between the two editions of the standard; its last word does not.
    let kind = tag.attribute("Type")?.rsplit('/').next()?.to_owned();
    let target = tag.attribute("Target")?;
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    Some(Link { id: tag.attribute("Id")?.into_owned(), kind, target: path.join("/") })
}

/// What each of the cell formats shows.
fn formats(styles: &[u8]) -> Vec<Shows> {
    let number = |tag: &Tag<'_>| tag.attribute("numFmtId").and_then(|number| number.parse::<u32>().ok());
    let mut own = std::collections::HashMap::new();
    let mut shows = Vec::new();
    let mut in_cell_formats = false;
    for token in Tokens::of_xml(styles) {
        match token {
            Token::Open(tag) if tag.name == b"numFmt" => {
                if let (Some(number), Some(code)) = (number(&tag), tag.attribute("formatCode")) {
                    own.insert(number, of_code(&code));
                }
            }
            Token::Open(tag) if tag.name == b"cellXfs" => in_cell_formats = !tag.is_closed,
            Token::Close(b"cellXfs") => in_cell_formats = false,
            Token::Open(tag) if in_cell_formats && tag.name == b"xf" => {
                let number = number(&tag).unwrap_or(0);
                shows.push(own.get(&number).copied().unwrap_or_else(|| of_number(number)));
            }
            Token::Open(_) | Token::Close(_) | Token::Text(_) | Token::Literal(_) => {}
        }
    }
    shows
}

/// The texts that the cells of a workbook share, in their order; an empty one is a blank cell.
pub(super) fn shared_texts(
    archive: &Archive<'_>,
    part: &str,
    threads: NonZeroUsize,
    allowance: &mut Allowance,
) -> Unpacked<Vec<SmolStr>> {
    let mut texts = Vec::new();
    let is_there = archive.scan(
        part,
        "si",
        threads,
        || Ok(()),
        |piece| {
            let found = texts_in(piece);
            let bytes = found.iter().map(own_bytes).sum();
            (found, bytes)
        },
        |(found, bytes): (Vec<SmolStr>, usize)| {
            allowance.take_text_bytes(bytes)?;
            texts.extend(found);
            if texts.len() > CELLS_MAX { Err(FileRefusalReason::TooLarge(SizeLimit::Cells)) } else { Ok(()) }
        },
    )?;
    if is_there { Ok(texts) } else { Err(FileRefusalReason::Broken) }
}

/// The texts of a piece that ends behind one.
fn texts_in(piece: &[u8]) -> Vec<SmolStr> {
    let mut texts = Vec::new();
    let mut collector = TextCollector::default();
    for token in Tokens::of_xml(piece) {
        match token {
            Token::Open(tag) if tag.name == b"si" => {
                collector = TextCollector::default();
                if tag.is_closed {
                    texts.push(SmolStr::default());
                }
            }
            Token::Close(b"si") => texts.push(collector.take()),
            Token::Open(_) | Token::Close(_) | Token::Text(_) | Token::Literal(_) => collector.see(token),
        }
    }
    texts
}

/// Puts a text together from its runs: `<t>` elements outside of `<rPh>`, which says how characters are pronounced.
#[derive(Default)]
pub(super) struct TextCollector {
    text: String,
    in_text: bool,
    in_phonetic: bool,
}

impl TextCollector {
    /// Takes what belongs to the text.
    #[inline]
    pub(super) fn see(&mut self, token: Token<'_>) {
        match token {
            Token::Open(tag) => match tag.name {
                b"t" => self.in_text = !tag.is_closed,
                b"rPh" => self.in_phonetic = !tag.is_closed,
                _of_looks => {}
            },
            Token::Close(b"t") => self.in_text = false,
            Token::Close(b"rPh") => self.in_phonetic = false,
            Token::Close(_) => {}
            Token::Text(text) if self.in_text && !self.in_phonetic => self.text.push_str(&unescaped(text)),
            Token::Literal(text) if self.in_text && !self.in_phonetic => {
                self.text.push_str(&String::from_utf8_lossy(text));
            }
            Token::Text(_) | Token::Literal(_) => {}
        }
    }

    /// The text so far, which begins anew.
    pub(super) fn take(&mut self) -> SmolStr {
        let text = visible_text(&without_codes(&self.text));
        self.text.clear();
        text
    }
}

/// Signs that XML cannot hold stand in workbooks as `_x000D_` (ECMA-376 Part 1, 22.4.2.4): they are no part of a form.
fn without_codes(text: &str) -> std::borrow::Cow<'_, str> {
    if memmem::find(text.as_bytes(), b"_x").is_none() {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let sign = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let sign = sign.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        plain.push_str(&rest[..at]);
        match sign {
            Some(sign) => plain.push(sign),
            None => plain.push_str("_x"),
        }
        rest = &rest[at + if sign.is_some() { 7 } else { 2 }..];
    }
    plain.push_str(rest);
    plain.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_of_a_text_are_joined_and_its_pronunciation_left_out() {
        let text = "<si><r><rPr><b/></rPr><t xml:space='preserve'>王 </t></r><r><t>小&amp;二</t></r><rPh><t>wang</t></rPh></si>";
        let mut collector = TextCollector::default();
        Tokens::of_xml(text.as_bytes()).for_each(|token| collector.see(token));
        assert_eq!(collector.take(), "王 小&二");
    }

    #[test]
    fn signs_that_xml_cannot_hold_are_read_from_their_codes() {
        assert_eq!(without_codes("王_x000D_\n二_x5F20_"), "王\r\n二张");
        assert_eq!(without_codes("a_xyz_x00"), "a_xyz_x00");
        assert_eq!(without_codes("_x王王_"), "_x王王_");
    }
}
