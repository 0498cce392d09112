//! Text tables with commas, in the encodings that offices use.

use encoding_rs::GB18030;

use super::page::{FileFormat, Page};

/// The bytes of the first page as text.
pub(super) fn bytes(page: &Page<'_>, format: FileFormat) -> Vec<u8> {
    let text = text(page, format);
    match format {
        FileFormat::CsvGb18030 => {
            let text = std::str::from_utf8(&text).expect("every cell is text");
            GB18030.encode(text).0.into_owned()
        }
        FileFormat::CsvUtf8Marked => [b"\xEF\xBB\xBF".as_slice(), &text].concat(),
        FileFormat::CsvUtf8 | FileFormat::Xlsx | FileFormat::Xls => text,
    }
}

fn text(page: &Page<'_>, format: FileFormat) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::with_capacity(1 << 16));
    let width = page.headings.len();
    let mut put = |cells: &mut dyn Iterator<Item = &str>| {
        let mut written = 0;
        for cell in cells {
            writer.write_field(cell).expect("memory takes every cell");
            written += 1;
        }
        for _ in written..width {
            writer.write_field("").expect("memory takes every cell");
        }
        writer.write_record(None::<&[u8]>).expect("memory takes every line");
    };
    for line in &page.above {
        put(&mut std::iter::once(line.as_str()));
    }
    put(&mut page.headings.iter().map(String::as_str));
    for row in &page.rows {
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.written(format)).collect();
        put(&mut cells.iter().map(AsRef::as_ref));
    }
    writer.into_inner().expect("memory takes every line")
}
