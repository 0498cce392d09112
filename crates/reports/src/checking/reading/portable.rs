//! The text layer of a PDF. Lines of a page are joined where a sentence runs on.

use lopdf::Document;

use super::{ReportRead, TextRefusal};

/// Signs of text below which a PDF counts as scanned.
const SIGNS_MIN: usize = 8;

/// The text of all pages.
pub(super) fn text(bytes: &[u8]) -> Result<ReportRead, TextRefusal> {
    let document = Document::load_mem(bytes).map_err(|_| TextRefusal::Broken { what: "PDF" })?;
    if document.is_encrypted() {
        return Err(TextRefusal::Locked);
    }
    let mut text = String::new();
    let mut unread = 0;
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    for page in &pages {
        match document.extract_text(&[*page]) {
            Ok(page) => joined(&mut text, &page),
            Err(_) => unread += 1,
        }
    }
    if text.chars().filter(|sign| !sign.is_whitespace()).count() < SIGNS_MIN {
        return Err(TextRefusal::Scanned);
    }
    let mut notes = vec!["从 PDF 文字层读取，表格的行列可能丢失".to_owned()];
    if unread > 0 {
        notes.push(format!("共{}页，其中{unread}页没有可读的文字", pages.len()));
    }
    Ok(ReportRead { text, notes })
}

/// Appends a page; a line that does not end a sentence is joined with the next.
fn joined(text: &mut String, page: &str) {
    for line in page.lines() {
        let line = line.trim();
        text.push_str(line);
        let ended = line.is_empty() || line.ends_with(['。', '！', '？', '；', '：', '.', ';', ':']) || line.chars().count() < 12;
        if ended && !text.ends_with('\n') {
            text.push('\n');
        }
    }
}
