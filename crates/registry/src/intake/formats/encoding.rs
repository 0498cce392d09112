//! Bytes to text in the encodings that offices send: UTF-8, UTF-16, GB18030, and files put together from several.
//!
//! Holds: a line that is of no encoding costs its cells, not the file; a file of which most lines are none is no text.
//! No byte of a sign in GB18030 looks like a line break, so that a file can be cut at any.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter, memmem, memrchr};

use super::super::refusal::{FileRefusalReason, Found};
use super::archive::Unpacked;

/// Bytes that are decoded at once.
const PIECE: usize = 512 << 10;
/// Lines with other than plain letters by which the usual encoding of a mixed file is told.
const LINES_LOOKED_AT: usize = 2000;
/// Bytes at the beginning of a page in which it names its encoding.
const DECLARED_WITHIN: usize = 2048;

/// The text of a file, decoded piece by piece.
pub(super) struct Text<'a> {
    bytes: Cow<'a, [u8]>,
    usual: Usual,
}

/// What was found in decoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    lines: usize,
    /// Lines that are of no encoding.
    unreadable: usize,
}

impl<'a> Text<'a> {
    /// Tells the encoding of a file.
    pub(super) fn of(bytes: &'a [u8]) -> Unpacked<Text<'a>> {
        let no_text = FileRefusalReason::NotATable(Found::Bytes);
        if let Some(text) = wide(bytes) {
            let bytes = Cow::Owned(text.into_bytes());
            return if memchr(0, &bytes).is_some() { Err(no_text) } else { Ok(Text { bytes, usual: Usual::Utf8 }) };
        }
        if is_binary(bytes) {
            return Err(no_text);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        Ok(Text { bytes: Cow::Borrowed(bytes), usual: Usual::of(bytes) })
    }

    /// Its bytes in pieces that end behind a line break, but for the last.
    pub(super) fn pieces(&self) -> Vec<&[u8]> {
        cut(&self.bytes).collect()
    }

    /// The text of one of its pieces.
    pub(super) fn decode<'p>(&self, piece: &'p [u8]) -> (Cow<'p, str>, Count) {
        self.usual.decode(piece)
    }
}

impl Count {
    /// Counts another piece too.
    pub(super) fn add(&mut self, other: Count) {
        self.lines += other.lines;
        self.unreadable += other.unreadable;
    }

    /// A file of which most lines are of no encoding is no text.
    pub(super) fn check(self) -> Unpacked<()> {
        if self.unreadable * 2 > self.lines { Err(FileRefusalReason::NotATable(Found::Bytes)) } else { Ok(()) }
    }
}

/// Pieces that end behind a line break, but for the last.
fn cut(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let near = rest.get(..PIECE).unwrap_or(rest);
        let end = memrchr(b'\n', near).or_else(|| memchr(b'\n', rest)).map_or(rest.len(), |at| at + 1);
        let end = if near.len() == rest.len() { rest.len() } else { end };
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The text of a file that is marked as XML or as a web page; `None` where it is neither.
pub(super) fn markup(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(text) = wide(bytes) {
        return begins_with_tag(text.as_bytes()).then_some(Cow::Owned(text));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !begins_with_tag(bytes) {
        return None;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let encoding = declared(bytes).filter(|encoding| encoding.is_ascii_compatible()).unwrap_or(GB18030);
    Some(encoding.decode_without_bom_handling(bytes).0)
}

fn begins_with_tag(bytes: &[u8]) -> bool {
    let mut signs = bytes.iter().skip_while(|byte| byte.is_ascii_whitespace());
    signs.next() == Some(&b'<') && signs.next().is_some_and(|sign| sign.is_ascii_alphabetic() || matches!(sign, b'!' | b'?'))
}

/// `charset=gb2312` or `encoding="GBK"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let at = [&b"charset="[..], b"encoding="].iter().find_map(|key| memmem::find(&head, key).map(|at| at + key.len()))?;
    let label = head.get(at..)?.split(|byte| b"\"'>; ".contains(byte)).find(|label| !label.is_empty())?;
    Encoding::for_label(label)
}

/// The text of a file in UTF-16: marked as such, or with the breaks of its lines in two bytes.
fn wide(bytes: &[u8]) -> Option<String> {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _unmarked => return unmarked_wide(bytes),
    };
    Some(encoding.decode_without_bom_handling(&bytes[2..]).0.into_owned())
}

fn unmarked_wide(bytes: &[u8]) -> Option<String> {
    memchr(0, bytes)?;
    let separates = |pair: &[u8]| matches!(pair, [b'\n' | b'\t' | b',', 0]);
    let looked_at = bytes.get(..PIECE).unwrap_or(bytes);
    let breaks = looked_at.chunks_exact(2).filter(|pair| separates(pair)).count();
    if breaks < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let text = UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then(|| text.into_owned())
}

/// Whether more than every tenth byte is a sign that no text has. A few are what programs pad fields with.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < b' ' && !byte.is_ascii_whitespace() && !matches!(byte, 0x0B | 0x1A | 0x1B);
    let looked_at = bytes.get(..PIECE).unwrap_or(bytes);
    looked_at.iter().filter(|byte| is_control(byte)).count() * 10 > looked_at.len()
}

/// The encoding that most lines of a mixed file are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Usual {
    Utf8,
    Gb18030,
}

impl Usual {
    fn of(bytes: &[u8]) -> Usual {
        let looked_at = lines(bytes).filter(|line| !line.is_ascii()).take(LINES_LOOKED_AT);
        let (mut all, mut in_utf8) = (0usize, 0usize);
        for line in looked_at {
            all += 1;
            in_utf8 += usize::from(std::str::from_utf8(line).is_ok());
        }
        if in_utf8 * 2 > all { Usual::Utf8 } else { Usual::Gb18030 }
    }

    /// Nearly every piece is of one encoding; only one that is not is decoded line by line.
    fn decode(self, piece: &[u8]) -> (Cow<'_, str>, Count) {
        let whole = match self {
            Usual::Utf8 => std::str::from_utf8(piece).ok().map(Cow::Borrowed),
            Usual::Gb18030 if lines(piece).any(is_surely_utf8) => None,
            Usual::Gb18030 => GB18030.decode_without_bom_handling_and_without_replacement(piece),
        };
        let mut count = Count { lines: memchr_iter(b'\n', piece).count().max(1), unreadable: 0 };
        if let Some(text) = whole {
            return (text, count);
        }
        let mut text = String::with_capacity(piece.len() * 3 / 2);
        for line in lines(piece) {
            match self.decode_line(line) {
                Some(line) => text.push_str(&line),
                None => {
                    count.unreadable += 1;
                    text.push_str(&GB18030.decode_without_bom_handling(line).0);
                }
            }
        }
        (Cow::Owned(text), count)
    }

    fn decode_line(self, line: &[u8]) -> Option<Cow<'_, str>> {
        let in_utf8 = || std::str::from_utf8(line).ok().map(Cow::Borrowed);
        let in_gb18030 = || GB18030.decode_without_bom_handling_and_without_replacement(line);
        match self {
            Usual::Utf8 => in_utf8().or_else(in_gb18030),
            Usual::Gb18030 if is_surely_utf8(line) => in_utf8(),
            Usual::Gb18030 => in_gb18030().or_else(in_utf8),
        }
    }
}

/// Lines with their breaks.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// Whether a line is UTF-8 and not by accident: two characters of GB18030 look like one letter of two bytes now and then,
/// but hardly ever like characters of three.
fn is_surely_utf8(line: &[u8]) -> bool {
    let text = std::str::from_utf8(line).ok().filter(|text| !text.is_ascii());
    text.is_some_and(|text| text.chars().all(|sign| sign.is_ascii() || sign >= '\u{800}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Unpacked<String> {
        let text = Text::of(bytes)?;
        let (mut whole, mut count) = (String::new(), Count::default());
        for piece in text.pieces() {
            let (piece, of_piece) = text.decode(piece);
            whole.push_str(&piece);
            count.add(of_piece);
        }
        count.check().map(|()| whole)
    }

    fn gb(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn the_encodings_of_offices_are_read() {
        let text = "姓名,户号\r\n王小二,A1\r\n";
        let units = |bytes: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}{text}").encode_utf16().flat_map(bytes).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{FEFF}{text}").into_bytes(),
            gb(text),
            units(u16::to_le_bytes, "\u{FEFF}"),
            units(u16::to_be_bytes, "\u{FEFF}"),
            units(u16::to_le_bytes, ""),
        ] {
            assert_eq!(read(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_file_put_together_from_two_encodings_is_read_line_by_line() {
        let (one, two) = ("甲乡,王小二,李三娘\n".repeat(9), "乙乡,张四,赵五六\n");
        let both = one.clone() + two;
        assert_eq!(read(&[gb(&one), two.as_bytes().to_vec()].concat()), Ok(both.clone()));
        assert_eq!(read(&[one.as_bytes().to_vec(), gb(two)].concat()), Ok(both));
    }

    #[test]
    fn a_line_that_is_cut_inside_a_sign_costs_that_sign() {
        let text = "甲乡,王小二\n".repeat(9);
        let cut = [gb(&text), gb("乙乡,李"), vec![0x81]].concat();
        assert_eq!(read(&cut), Ok(text + "乙乡,李\u{FFFD}"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let no_text = Err(FileRefusalReason::NotATable(Found::Bytes));
        assert_eq!(read(&[0x81]), no_text);
        assert_eq!(read(b"\0\0\0\0"), no_text);
        assert_eq!(read(&[0x80, 0xFF, b'\n'].repeat(9)), no_text);
    }

    #[test]
    fn a_long_file_is_decoded_in_pieces_without_a_seam() {
        let text: String = (0..60_000).map(|row| format!("{row},王小二,样例县甲乡\n")).collect();
        assert!(text.len() > 3 * PIECE);
        assert_eq!(read(&gb(&text)).as_deref(), Ok(text.as_str()));
        let mixed = [gb(&text), "丙乡,张四,赵五六\n".as_bytes().to_vec(), gb(&text)].concat();
        assert_eq!(read(&mixed), Ok(format!("{text}丙乡,张四,赵五六\n{text}")));
    }

    #[test]
    fn a_page_is_read_in_the_encoding_it_names() {
        let page = "<meta charset=\"gb2312\"><td>王小二";
        assert_eq!(markup(&gb(page)).as_deref(), Some(page));
        assert_eq!(declared(b"<?xml version='1.0' encoding='Big5'?>").map(Encoding::name), Some("Big5"));
        assert_eq!(markup(b"a<td>"), None);
        assert_eq!(markup(b"<3,4"), None);
    }
}
