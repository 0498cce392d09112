//! From a file's bytes to its text: plain text, Word, web page, workbook, the text layer of a PDF. What a file is, its bytes
//! say; its name is not asked.

mod page;
mod plain;
mod portable;
mod word;
mod workbook;

/// Bytes of a file that are read at most.
pub const BYTES_MAX: usize = 32 << 20;
/// Signs of text that are checked at most: a thousand pages.
const SIGNS_MAX: usize = 1_000_000;
/// Bytes unpacked from one part of a file at most.
const UNPACKED_MAX: u64 = 128 << 20;

/// The text of a report, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRead {
    /// The text. Cells of tables are parted by tabs, rows and paragraphs by line ends.
    pub text: String,
    /// What a reader should know, in Chinese: deleted text not counted, macros not run, another encoding.
    pub notes: Vec<String>,
}

/// Why a file gives no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing is in it.
    #[error("文件是空的，没有可核对的文字。请选择有内容的报告")]
    Empty,
    /// It is too large.
    #[error("文件有{bytes}字节，超过{BYTES_MAX}字节的上限，未读取。请只提供报告正文")]
    TooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// Its text is too long.
    #[error("文字超过{SIGNS_MAX}字，未核对。请分成几份分别核对")]
    TooLong,
    /// A PDF of pictures.
    #[error("这份 PDF 是扫描件，没有文字层，无法核对。请提供可复制文字的 PDF 或 Word 原件")]
    Scanned,
    /// It cannot be opened without a password.
    #[error("文件有密码保护，无法读取。请另存为不加密的文件")]
    Locked,
    /// A format from before 2007, or one that is not read.
    #[error("不能识别的文件格式（{what}）。请另存为 docx、xlsx、html、txt 或带文字层的 PDF")]
    Unknown {
        /// What it seems to be.
        what: &'static str,
    },
    /// It is damaged.
    #[error("文件已损坏，无法读取{what}。请用办公软件打开后另存，再核对")]
    Broken {
        /// Which part.
        what: &'static str,
    },
}

impl TextRefusal {
    /// Its code; never changed.
    pub fn code(&self) -> &'static str {
        match self {
            TextRefusal::Empty => "RP-301",
            TextRefusal::TooLarge { .. } => "RP-302",
            TextRefusal::TooLong => "RP-303",
            TextRefusal::Scanned => "RP-304",
            TextRefusal::Locked => "RP-305",
            TextRefusal::Unknown { .. } => "RP-306",
            TextRefusal::Broken { .. } => "RP-307",
        }
    }
}

/// The text of a file.
pub fn read(bytes: &[u8]) -> Result<ReportRead, TextRefusal> {
    if bytes.len() > BYTES_MAX {
        return Err(TextRefusal::TooLarge { bytes: bytes.len() });
    }
    let head = bytes.trim_ascii_start();
    let read = if bytes.starts_with(b"PK\x03\x04") {
        archive(bytes)
    } else if head.starts_with(b"%PDF") {
        guarded("PDF", || portable::text(head))
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        guarded("工作簿", || workbook::text(bytes))
            .map_err(|_| TextRefusal::Unknown { what: "旧版 doc 或加密的 Office 文件" })
    } else if let Some(what) = picture(bytes) {
        Err(TextRefusal::Unknown { what })
    } else {
        let decoded = plain::decoded(bytes)?;
        Ok(if page::is_page(&decoded.text) {
            ReportRead { text: page::text(&decoded.text), notes: decoded.notes }
        } else {
            decoded
        })
    }?;
    if read.text.trim().is_empty() {
        return Err(TextRefusal::Empty);
    }
    if read.text.chars().nth(SIGNS_MAX).is_some() {
        return Err(TextRefusal::TooLong);
    }
    Ok(read)
}

fn picture(bytes: &[u8]) -> Option<&'static str> {
    let starts: [(&[u8], &str); 6] = [
        (b"\x89PNG", "图片"),
        (b"\xff\xd8\xff", "图片"),
        (b"GIF8", "图片"),
        (b"{\\rtf", "RTF"),
        (b"Rar!", "压缩包"),
        (b"7z\xbc\xaf", "压缩包"),
    ];
    starts.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

fn archive(bytes: &[u8]) -> Result<ReportRead, TextRefusal> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).map_err(|_| TextRefusal::Broken { what: "压缩包" })?;
    let has = |name: &str| archive.file_names().flatten().any(|file| file == name);
    let macros = archive.file_names().flatten().any(|file| file.ends_with("vbaProject.bin"));
    let mut read = if has("word/document.xml") {
        word::text(archive)
    } else if has("xl/workbook.xml") || has("xl/workbook.bin") {
        guarded("工作簿", || workbook::text(bytes))
    } else {
        return Err(TextRefusal::Unknown { what: "压缩包" });
    }?;
    if macros {
        read.notes.push("文件带有宏，未运行，只读取文字".to_owned());
    }
    Ok(read)
}

/// Runs a reader of a foreign library. Such libraries may panic on a damaged file; here that is a damaged file.
fn guarded(
    what: &'static str,
    reader: impl FnOnce() -> Result<ReportRead, TextRefusal> + std::panic::UnwindSafe,
) -> Result<ReportRead, TextRefusal> {
    std::panic::catch_unwind(reader).unwrap_or(Err(TextRefusal::Broken { what }))
}
