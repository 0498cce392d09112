//! Files that nobody can read, or that would take a reader's memory or time: a system must refuse or survive them.

use super::compound;
use super::list::OfficeList;
use super::page::{Cell, Page, PageRow, Shown};
use super::{archive, xls, xlsx};

/// A broken or hostile file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenFile {
    /// Its name as sent.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is wrong with it.
    pub what: &'static str,
}

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
    r#"<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
    r#"</Types>"#
);
const PACKAGE: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>"#,
    r#"</Relationships>"#
);
const WORKBOOK: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#,
    r#"<sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>"#
);
const WORKBOOK_PARTS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>"#,
    r#"</Relationships>"#
);
const SHEET: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;
/// The last row a sheet can have.
const ROWS: u32 = 1_048_576;
/// One mebibyte, and how many of them a bomb unpacks to.
const PIECE: usize = 1 << 20;
const PIECES: u32 = 3_000;

/// All broken files, the same each time.
pub fn broken_files() -> Vec<BrokenFile> {
    let whole = xlsx::bytes(&[deaths(40)]);
    let old = xls::bytes(&[deaths(40)]);
    let file = |name, bytes, what| BrokenFile { name, bytes, what };
    vec![
        file("截断.xlsx", whole[..whole.len() / 2].to_vec(), "a workbook of which the second half is missing"),
        file("截断.xls", old[..old.len() / 2].to_vec(), "an old workbook of which the second half is missing"),
        file("加密.xlsx", encrypted(), "a workbook under a password"),
        file("列不对.xlsx", xlsx::bytes(&[other_columns()]), "a workbook with columns of no list"),
        file("空行百万.xlsx", million_rows(), "two persons, then styled empty rows down to the last row of the sheet"),
        file("公式.xlsx", formulas(), "amounts as formulas, the first with its last result, the second without"),
        file("外部链接.xlsx", external_links(), "a link to another workbook, a formula over it and a page to be fetched"),
        file("压缩炸弹.xlsx", bomb(None), "three megabytes that unpack to three gigabytes of blanks, as the archive says"),
        file("压缩炸弹伪报.xlsx", bomb(Some(1_000)), "the same, but the archive says a thousand bytes"),
        file("照片.xlsx", picture(), "a picture under the name of a workbook"),
        file("死亡\n名单.xlsx", whole, "a right workbook with a line break in its name"),
        file("网页.xls", web_page(), "a web page under the name of an old workbook"),
        file("空.xlsx", Vec::new(), "no bytes at all"),
        file("乱码.csv", mixed_text(), "a text table with bytes of zero and lines in several encodings"),
    ]
}

fn deaths(rows: u32) -> Page<'static> {
    let headings = OfficeList::Deaths.columns().iter().map(|column| column.headings[0].to_owned()).collect();
    let row = |at: u32| {
        let number = vocabulary::Date::new(1940, 1, 1)
            .map(|birth| birth.plus_days(i32::try_from(at).expect("few rows")))
            .and_then(|birth| vocabulary::CitizenId::compose(620_521, birth, 11));
        let number = number.map(|number| number.reveal().to_owned()).unwrap_or_default();
        let cells = vec![
            Cell::text("王建国"),
            Cell::text(number),
            Cell::text("620521100201"),
            Cell::text("2022-01-05"),
            Cell::text("2022-01-07"),
        ];
        PageRow { cells, shown: Shown::Visible }
    };
    Page {
        name: "名册".to_owned(),
        shown: Shown::Visible,
        above: vec!["清水县2022年1月死亡人员名单".to_owned()],
        groups: Vec::new(),
        headings,
        rows: (0..rows).map(row).collect(),
    }
}

fn other_columns() -> Page<'static> {
    let headings = ["物资名称", "规格", "数量", "经手人"].map(str::to_owned).to_vec();
    let cells = vec![Cell::text("煤炭"), Cell::text("块煤"), Cell::count(1_100), Cell::text("张三")];
    Page { headings, above: Vec::new(), rows: vec![PageRow { cells, shown: Shown::Visible }], ..deaths(0) }
}

/// What Excel writes under a password: the workbook as one encrypted stream in a compound file.
fn encrypted() -> Vec<u8> {
    let noise: Vec<u8> = (0u32..9_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()[0]).collect();
    compound::file(&[("EncryptionInfo", &noise[..300]), ("EncryptedPackage", &noise)])
}

fn workbook(sheet: archive::Part) -> Vec<u8> {
    archive::file(&[
        archive::part("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        archive::part("_rels/.rels", PACKAGE.as_bytes()),
        archive::part("xl/workbook.xml", WORKBOOK.as_bytes()),
        archive::part("xl/_rels/workbook.xml.rels", WORKBOOK_PARTS.as_bytes()),
        sheet,
    ])
}

fn inline(cells: &[(&str, &str)]) -> String {
    cells.iter().map(|(at, text)| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)).collect()
}

fn head_and_two() -> String {
    format!(
        "<row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"3\">{}</row>",
        inline(&[("A1", "姓名"), ("B1", "身份证号"), ("C1", "死亡日期")]),
        inline(&[("A2", "王建国"), ("B2", "11010519491231002X"), ("C2", "2022-01-05")]),
        inline(&[("A3", "李秀英"), ("B3", "440524188001010014"), ("C3", "2022-01-06")]),
    )
}

fn million_rows() -> Vec<u8> {
    let mut sheet = format!("{SHEET}<dimension ref=\"A1:C{ROWS}\"/><sheetData>{}", head_and_two());
    for row in 4..=ROWS {
        sheet.push_str(&format!("<row r=\"{row}\" s=\"0\" customFormat=\"1\" ht=\"15\"/>"));
    }
    sheet.push_str("</sheetData></worksheet>");
    workbook(archive::part("xl/worksheets/sheet1.xml", sheet.as_bytes()))
}

fn formula_row(row: u32, formula: &str) -> String {
    let (name, number) = (format!("A{row}"), format!("B{row}"));
    let who = inline(&[(name.as_str(), "王建国"), (number.as_str(), "11010519491231002X")]);
    format!("<row r=\"{row}\">{who}<c r=\"C{row}\">{formula}</c></row>")
}

fn formulas() -> Vec<u8> {
    let head = inline(&[("A1", "姓名"), ("B1", "身份证号"), ("C1", "账户余额")]);
    let sheet = format!(
        "{SHEET}<sheetData><row r=\"1\">{head}</row>{}{}</sheetData></worksheet>",
        formula_row(2, "<f>1000+200.5</f><v>1200.5</v>"),
        formula_row(3, "<f>C2*2</f>"),
    );
    workbook(archive::part("xl/worksheets/sheet1.xml", sheet.as_bytes()))
}

fn external_links() -> Vec<u8> {
    let head = inline(&[("A1", "姓名"), ("B1", "身份证号"), ("C1", "账户余额")]);
    let sheet = format!(
        "{SHEET}<sheetData><row r=\"1\">{head}</row>{}{}</sheetData></worksheet>",
        formula_row(2, "<f>[1]Sheet1!A1</f><v>300</v>"),
        formula_row(3, "<f>WEBSERVICE(\"http://example.invalid/x\")</f><v>0</v>"),
    );
    let link = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><externalBook r:id="rId1"/></externalLink>"#
    );
    let target = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="file:///C:/账本.xlsx" TargetMode="External"/></Relationships>"#
    );
    archive::file(&[
        archive::part("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        archive::part("_rels/.rels", PACKAGE.as_bytes()),
        archive::part("xl/workbook.xml", WORKBOOK.as_bytes()),
        archive::part("xl/_rels/workbook.xml.rels", WORKBOOK_PARTS.as_bytes()),
        archive::part("xl/externalLinks/externalLink1.xml", link.as_bytes()),
        archive::part("xl/externalLinks/_rels/externalLink1.xml.rels", target.as_bytes()),
        archive::part("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn bomb(stated: Option<u32>) -> Vec<u8> {
    let begin = format!("{SHEET}<sheetData>{}", head_and_two());
    let blanks = vec![b' '; PIECE];
    let end = b"</sheetData></worksheet>";
    workbook(archive::repeated("xl/worksheets/sheet1.xml", begin.as_bytes(), &blanks, PIECES, end, stated))
}

fn picture() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xDE".to_vec();
    bytes.extend_from_slice(b"\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82");
    bytes
}

fn web_page() -> Vec<u8> {
    let page = "<html><head><meta charset=\"gb2312\"></head><body><table><tr><td>姓名</td><td>身份证号</td><td>死亡日期</td></tr>\
        <tr><td>王建国</td><td>11010519491231002X</td><td>2022-01-05</td></tr></table></body></html>";
    encoding_rs::GB18030.encode(page).0.into_owned()
}

fn mixed_text() -> Vec<u8> {
    let mut bytes = encoding_rs::GB18030.encode("姓名,身份证号,死亡日期\r\n王建国,").0.into_owned();
    bytes.extend_from_slice(b"1101\0\x0005194912\0\0,2022-01-05\r\n");
    bytes.extend_from_slice("李秀英,440524188001010014,2022-01-06\r\n".as_bytes());
    bytes.extend_from_slice(b"\xFF\xFE\x00\xD8\xFF\r\n");
    bytes
}
