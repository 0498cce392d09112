//! The checker on tables as they stand in real workbooks and Word files.

use std::io::{Cursor, Write};

use reports::checking::{Checked, RelationKind, check, read};
use rust_xlsxwriter::{Format, Workbook};

/// Rows of a monthly table: a title, two rows of heads, villages, a total.
const VILLAGES: [(&str, [u32; 5]); 4] = [
    ("东沟村", [38, 96, 3, 1, 98]),
    ("上坪村", [52, 131, 0, 4, 127]),
    ("苇塘村", [27, 61, 2, 2, 61]),
    ("合计", [117, 288, 5, 7, 286]),
];

/// The table as a workbook, with one cell changed.
fn workbook(changed: (usize, usize, u32)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 5, "农村低保对象动态管理月报表", &plain).expect("a title");
    sheet.merge_range(1, 0, 2, 0, "村名", &plain).expect("a head");
    sheet.merge_range(1, 1, 1, 2, "上月末在册", &plain).expect("a head over two columns");
    sheet.merge_range(1, 3, 2, 3, "本月新增人数", &plain).expect("a head");
    sheet.merge_range(1, 4, 2, 4, "本月退出人数", &plain).expect("a head");
    sheet.merge_range(1, 5, 2, 5, "本月末人数", &plain).expect("a head");
    sheet.write_string(2, 1, "户数").expect("a head below");
    sheet.write_string(2, 2, "人数").expect("a head below");
    for (row, (name, numbers)) in VILLAGES.iter().enumerate() {
        let line = u32::try_from(row).expect("few rows") + 3;
        sheet.write_string(line, 0, *name).expect("a name");
        for (column, number) in numbers.iter().enumerate() {
            let number = if (row, column) == (changed.0, changed.1) { changed.2 } else { *number };
            sheet.write_number(line, u16::try_from(column).expect("few columns") + 1, number).expect("a number");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn checked(bytes: &[u8]) -> Checked {
    check(&read(bytes).expect("a file with text").text)
}

fn failing(checked: &Checked) -> Vec<(RelationKind, String)> {
    checked.failing().map(|relation| (relation.kind, relation.computed.clone())).collect()
}

#[test]
fn a_workbook_that_comes_out_is_accused_of_nothing() {
    let checked = checked(&workbook((0, 0, 38)));
    assert_eq!(failing(&checked), []);
    let stocks = checked.relations.iter().filter(|relation| relation.kind == RelationKind::Stock).count();
    assert_eq!(stocks, VILLAGES.len(), "{:?}", checked.relations);
}

#[test]
fn a_wrong_stock_in_a_workbook_is_found_in_its_row_and_in_its_column() {
    let checked = checked(&workbook((1, 4, 137)));
    let kinds: Vec<RelationKind> = failing(&checked).iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&RelationKind::Stock) && kinds.contains(&RelationKind::Sum), "{kinds:?}");
    assert!(checked.corrections.iter().any(|one| one.stated.text() == "137" && one.likeliest.text() == "127"));
}

/// A Word file with one table.
fn document(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let table: String = rows.iter().map(row).collect();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    let xml = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>附表</w:t>\
         </w:r></w:p><w:tbl>{table}</w:tbl></w:body></w:document>"
    );
    archive.write_all(xml.as_bytes()).expect("text");
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn subtotals_products_and_shares_of_a_word_table_are_checked() {
    let rows: [&[&str]; 7] = [
        &["乡镇", "人数（人）", "月人均补差（元）", "发放资金（元）", "占总人数比例（%）"],
        &["安平镇", "400", "300", "120000", "40"],
        &["永宁镇", "250", "280", "70000", "25"],
        &["镇小计", "650", "", "190000", "65"],
        &["南坪乡", "200", "290", "58000", "20"],
        &["北岭乡", "150", "310", "46500", "15"],
        &["合计", "1000", "", "294500", "100"],
    ];
    let right = checked(&document(&rows));
    assert_eq!(failing(&right), []);
    for kind in [RelationKind::Product, RelationKind::Share, RelationKind::Sum] {
        assert!(right.relations.iter().any(|relation| relation.kind == kind), "{kind:?}");
    }
    let mut wrong = rows;
    let changed: &[&str] = &["南坪乡", "200", "290", "59000", "20"];
    wrong[4] = changed;
    let kinds: Vec<RelationKind> = failing(&checked(&document(&wrong))).iter().map(|(kind, _)| *kind).collect();
    assert!(kinds.contains(&RelationKind::Product), "{kinds:?}");
}

#[test]
fn a_part_larger_than_its_column_is_found_and_overlapping_parts_are_not_added() {
    let table = "村名|月末人数|其中：残疾人|其中：老年人\n柳林|227|58|190\n石门|97|107|40\n双碾|180|43|150\n合计|504|208|380\n";
    assert_eq!(failing(&check(table)), [(RelationKind::Part, "不大于97人".to_owned())]);
}
