//! Files put together by hand where no program at hand writes them so: workbooks, web pages, XML workbooks.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// A zip archive of these parts, packed.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let packed = packed(content);
        let mut sum = Crc::new();
        sum.update(content);
        let four = |number: usize| u32::try_from(number).expect("a small archive").to_le_bytes();
        let two = |number: usize| u16::try_from(number).expect("a short name").to_le_bytes();
        let stated = [
            &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
            &sum.sum().to_le_bytes(),
            &four(packed.len()),
            &four(content.len()),
            &two(name.len()),
            &[0, 0],
        ]
        .concat();
        let at = bytes.len();
        bytes.extend([b"PK\x03\x04", &stated[..], name.as_bytes(), &packed].concat());
        directory.extend([b"PK\x01\x02\x14\0", &stated[..], &[0; 10], &four(at), name.as_bytes()].concat());
    }
    let count = u16::try_from(parts.len()).expect("few parts").to_le_bytes();
    let [size, at] = [directory.len(), bytes.len()].map(|number| u32::try_from(number).expect("a small archive").to_le_bytes());
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size, &at, &[0, 0]].concat();
    [bytes, directory, end].concat()
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = Vec::with_capacity(content.len() + 64);
    let mut compress = Compress::new(Compression::fast(), false);
    loop {
        let from = usize::try_from(compress.total_in()).expect("a small part");
        packed.reserve(1 << 16);
        let status = compress.compress_vec(&content[from..], &mut packed, FlushCompress::Finish).expect("packing");
        if status == Status::StreamEnd {
            return packed;
        }
    }
}

/// An xlsx with one sheet of this XML, these shared texts and number formats of cells (`cellXfs`).
pub fn workbook(sheet: &str, texts: &str, formats: &str) -> Vec<u8> {
    workbook_with(sheet, texts, formats, "<workbookPr/>")
}

/// The same with properties of the workbook.
pub fn workbook_with(sheet: &str, texts: &str, formats: &str, properties: &str) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let top = format!("<Relationships>{}</Relationships>", relation("rId1", "officeDocument", "xl/workbook.xml"));
    let links = [
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        relation("rId2", "sharedStrings", "/xl/sharedStrings.xml"),
        relation("rId3", "styles", "styles.xml"),
        format!(
            "<Relationship Id=\"rId4\" Type=\"{RELATIONS}/externalLink\" Target=\"http://example.invalid/\" TargetMode=\"External\"/>"
        ),
    ];
    let links = format!("<Relationships>{}</Relationships>", links.concat());
    let workbook =
        format!("<workbook>{properties}<sheets><sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    archive(&[
        ("_rels/.rels", top.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst>{texts}</sst>").as_bytes()),
        ("xl/styles.xml", format!("<styleSheet>{formats}</styleSheet>").as_bytes()),
    ])
}

/// A sheet of these rows.
pub fn sheet(rows: &str) -> String {
    format!("<?xml version=\"1.0\"?><worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{rows}</sheetData></worksheet>")
}

/// A row of texts in their cells, without any place.
pub fn inline_row(line: &str) -> String {
    let cells: String = line.split(',').map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")).collect();
    format!("<row>{cells}</row>")
}

/// A web page with a table of these lines, as office systems export it.
pub fn page(lines: &[&str]) -> Vec<u8> {
    let row = |line: &&str| format!("<tr>{}</tr>", line.split(',').map(|cell| format!("<td>{cell}</td>")).collect::<String>());
    let rows: String = lines.iter().map(row).collect();
    format!("<html><head><meta charset=\"utf-8\"></head><body><table border=1>{rows}</table></body></html>").into_bytes()
}

/// A workbook in one XML file.
pub fn xml_workbook(lines: &[&str]) -> Vec<u8> {
    let cell = |cell: &str| format!("<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>");
    let row = |line: &&str| format!("<Row>{}</Row>", line.split(',').map(cell).collect::<String>());
    let rows: String = lines.iter().map(row).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"名册\"><Table>{rows}</Table></Worksheet></Workbook>"
    )
    .into_bytes()
}
