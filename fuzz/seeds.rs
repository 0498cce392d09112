//! Writes the files the fuzzer begins with: small valid ones of each format, into `corpus/<target>/` below the folder it is
//! started in. They are made here and not committed.

use std::fs;
use std::io;
use std::path::Path;

use encoding_rs::GB18030;

#[path = "../crates/registry/tests/registry/files.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod files;
#[path = "../crates/registry/tests/registry/packages.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod packages;

use files::{REGISTER_HEADINGS, VILLAGE_HEADINGS, number, reported, resident};
use packages::{inline_row, page, sheet, workbook_with, xml_workbook};

fn main() -> io::Result<()> {
    let person = resident("A1", "王小二", number("1970-01-01", 1), "户主");
    let declared = reported("A1", "王小二", number("1970-01-01", 1).reveal(), &[("工资性收入", "1200"), ("务工月数", "3")]);
    let register = ["样例县2022年10月", REGISTER_HEADINGS, &person];
    let declaration = [VILLAGE_HEADINGS, &declared, "合计,,,,,,,1200"];
    for (name, lines) in [("register", &register), ("declaration", &declaration)] {
        let text = lines.join("\n");
        let wide: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        save("csv", name, text.as_bytes())?;
        save("csv", &format!("{name}-gb18030"), &GB18030.encode(&text).0)?;
        save("csv", &format!("{name}-utf16"), &wide)?;
        save("csv", &format!("{name}-quoted"), text.replace(',', "\";\"").as_bytes())?;
        // Each target puts the first bytes of its format back.
        save("xlsx", name, &files::xlsx(lines)[4..])?;
        save("xls", name, &files::xls(lines)[4..])?;
        save("html", name, &page(lines)[1..])?;
        save("html", &format!("{name}-xml"), &xml_workbook(lines)[1..])?;
        let rows: String = lines.iter().map(|line| inline_row(line)).collect();
        let shared = "<row r=\"9\" hidden=\"1\"><c r=\"A9\" t=\"s\" s=\"1\"><f>B1</f><v>0</v></c><c r=\"C9\" s=\"1\"><v>44865</v></c></row>";
        let merged = "<mergeCells><mergeCell ref=\"A2:A9\"/></mergeCells>";
        let formats = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;\"/></numFmts><cellXfs><xf/><xf numFmtId=\"170\"/></cellXfs>";
        let texts = "<si><t>a</t></si><si><r><t>b_x000D_</t></r><rPh><t>c</t></rPh></si>";
        let parts = [&sheet(&(rows + shared)), merged, "\0", texts, "\0", formats].concat();
        save("sheet", name, parts.as_bytes())?;
        save(
            "xlsx",
            &format!("{name}-1904"),
            &workbook_with(&sheet(shared), texts, formats, "<workbookPr date1904=\"1\"/>")[4..],
        )?;
    }
    let report = include_str!("../crates/reports/tests/fixtures/county-report-2022.txt");
    for (at, paragraph) in report.lines().filter(|line| line.chars().count() > 40).enumerate() {
        save("check", &format!("report-{at}"), paragraph.as_bytes())?;
    }
    save("check", "report-gb18030", &GB18030.encode(report).0)?;
    save("check", "table", "月份\t新增户数\t退出户数\t在册户数\n1月\t12\t5\t367\n2月\t8\t10\t365\n".as_bytes())?;
    save("check", "workbook", &files::xlsx(&register))?;
    save("check", "page", &page(&register))?;
    Ok(())
}

fn save(target: &str, name: &str, bytes: &[u8]) -> io::Result<()> {
    let folder = Path::new("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}
