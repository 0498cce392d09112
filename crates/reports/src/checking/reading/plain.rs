//! Plain text in UTF-8, UTF-16 or GB18030, also where lines of two encodings were put together.

use super::{ReportRead, TextRefusal};

/// Decodes a text; what is no text at all is refused.
pub(super) fn decoded(bytes: &[u8]) -> Result<ReportRead, TextRefusal> {
    if bytes.is_empty() {
        return Err(TextRefusal::Empty);
    }
    if let Some((encoding, width)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[width..]);
        return Ok(ReportRead { text: text.into_owned(), notes: Vec::new() });
    }
    if bytes.iter().take(4096).filter(|byte| **byte == 0).count() > 4 {
        return Err(TextRefusal::Unknown { what: "不是文字" });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(ReportRead { text: text.to_owned(), notes: Vec::new() });
    }
    let (text, _, damaged) = encoding_rs::GB18030.decode(bytes);
    if !damaged {
        return Ok(ReportRead { text: text.into_owned(), notes: vec!["按 GB18030 编码读取".to_owned()] });
    }
    // Pieces of two files in one: each line by itself is in one encoding.
    let mut mixed = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => mixed.push_str(line),
            Err(_) => mixed.push_str(&encoding_rs::GB18030.decode(line).0),
        }
    }
    let notes = vec!["文字混用 UTF-8 与 GB18030 两种编码，逐行辨认；不能辨认的字显示为“\u{fffd}”".to_owned()];
    Ok(ReportRead { text: mixed, notes })
}
