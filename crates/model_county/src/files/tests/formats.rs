//! Pages written in every format and read back.

use calamine::Reader;
use vocabulary::Date;

use super::super::page::{Cell, FileFormat, Group, Page, PageRow, Shown};
use super::super::{broken_files, delimited, xls, xlsx};
use super::reading::Cells;
use crate::OutFile;

fn page(rows: usize) -> Page<'static> {
    let day = Date::new(2022, 3, 5).expect("a day");
    let row = |at: usize| {
        let at = i64::try_from(at).expect("small");
        let cells = vec![
            Cell::count(at + 1),
            Cell::text(format!("王建\n国{at}")),
            Cell::text("11010519491231002X"),
            Cell::Number { units: at * 15 - 30, places: 2 },
            Cell::Day(day.plus_days(i32::try_from(at % 900).expect("small"))),
            Cell::Blank,
            Cell::count(620_521_197_001_011_000),
            Cell::Number { units: 1_234_567 + at, places: 6 },
            Cell::count(1 << 40),
        ];
        PageRow { cells, shown: if at % 7 == 3 { Shown::Hidden } else { Shown::Visible } }
    };
    Page {
        name: "名册".to_owned(),
        shown: Shown::Visible,
        above: vec!["清水县2022年1月名单".to_owned()],
        groups: Vec::new(),
        headings: ["序号", "姓名", "身份证号", "金额", "日期", "备注", "号码", "万元", "大数"].map(str::to_owned).to_vec(),
        rows: (0..rows).map(row).collect(),
    }
}

fn check(format: FileFormat, pages: &[Page<'_>], bytes: Vec<u8>) {
    let cells = Cells::of(&OutFile { path: format!("x.{}", format.ending()), bytes });
    for (sheet, page) in (0u16..).zip(pages) {
        for (row, typed) in (page.rows_above() + 1..).zip(&page.rows) {
            for (column, cell) in (0u16..).zip(&typed.cells) {
                assert_eq!(cells.at(sheet, row, column), cell.written(format), "{format:?} {row} {column}");
            }
        }
        for (column, heading) in (0u16..).zip(&page.headings) {
            assert_eq!(cells.at(sheet, page.rows_above(), column), heading);
        }
    }
}

#[test]
fn what_is_written_in_each_format_is_read_back() {
    let upper = Page {
        groups: vec![
            Group { first: 0, last: 0, text: "序号".to_owned() },
            Group { first: 1, last: 8, text: "有关情况".to_owned() },
        ],
        headings: ["", "姓名", "身份证号", "金额", "日期", "备注", "号码", "万元", "大数"].map(str::to_owned).to_vec(),
        name: "二".to_owned(),
        ..page(30)
    };
    let hidden = Page { shown: Shown::Hidden, name: "旧表".to_owned(), ..page(5) };
    let pages = [page(40), upper, hidden];
    check(FileFormat::Xlsx, &pages, xlsx::bytes(&pages));
    check(FileFormat::Xls, &pages, xls::bytes(&pages));
    for format in [FileFormat::CsvGb18030, FileFormat::CsvUtf8, FileFormat::CsvUtf8Marked] {
        check(format, &pages[..1], delimited::bytes(&pages[0], format));
    }
}

#[test]
fn an_old_workbook_of_many_sectors_is_read_back() {
    // More than seven megabytes: the table of sectors is then too long for the header of the container.
    let pages = [page(40_000), Page { name: "二".to_owned(), ..page(10) }];
    let bytes = xls::bytes(&pages);
    assert!(bytes.len() > 109 * 128 * 512, "{} bytes", bytes.len());
    check(FileFormat::Xls, &pages, bytes);
}

#[test]
fn broken_files_are_broken_as_they_say() {
    let files = broken_files();
    let names: std::collections::BTreeSet<&str> = files.iter().map(|file| file.name).collect();
    assert_eq!(names.len(), files.len());
    let bytes = |name: &str| &files.iter().find(|file| file.name == name).expect("a broken file").bytes;
    let opens = |name: &str| calamine::Xlsx::<_>::new(std::io::Cursor::new(bytes(name))).is_ok();
    let readable: Vec<&str> =
        ["截断.xlsx", "加密.xlsx", "列不对.xlsx", "公式.xlsx", "外部链接.xlsx", "照片.xlsx", "死亡\n名单.xlsx", "空.xlsx"]
            .into_iter()
            .filter(|name| opens(name))
            .collect();
    assert_eq!(readable, ["列不对.xlsx", "公式.xlsx", "外部链接.xlsx", "死亡\n名单.xlsx"]);
    assert!(bytes("压缩炸弹.xlsx").len() < 5 << 20 && bytes("空行百万.xlsx").len() < 20 << 20);
    assert!(bytes("乱码.csv").contains(&0));
}

#[test]
fn a_bomb_unpacks_to_what_its_archive_states() {
    use super::super::archive;
    let archive = archive::file(&[archive::repeated("a", b"begin", &[b' '; 4096], 300, b"end", None)]);
    let mut unpacked = Vec::new();
    // The one part begins behind its header of 30 bytes and its name.
    let mut decoder = flate2::read::DeflateDecoder::new(&archive[31..]);
    std::io::Read::read_to_end(&mut decoder, &mut unpacked).expect("it unpacks");
    assert_eq!(unpacked.len(), 5 + 4096 * 300 + 3);
    let mut check = flate2::Crc::new();
    check.update(&unpacked);
    assert_eq!(archive[14..18], check.sum().to_le_bytes());
}
