//! Lists of any shape: what is read, and what is refused with which sentence.

use encoding_rs::GB18030;
use registry::lists::{List, ListOptions, read_list};
use registry::matching::ListField;
use rust_xlsxwriter::Workbook;

fn read(bytes: &[u8]) -> Result<List, String> {
    read_list(bytes.to_vec().into(), &ListOptions::default()).map_err(|refusal| refusal.to_string())
}

fn values(list: &List, field: ListField) -> Vec<&str> {
    list.columns.column(field).expect("a column").iter().collect()
}

fn refused(bytes: &[u8], sentence: &str) {
    assert_eq!(read(bytes).map(|list| list.columns.rows), Err(sentence.to_owned()));
}

#[test]
fn a_csv_is_read_by_its_headings_in_every_encoding_of_offices() {
    let text = "序号,姓名,身份证号\n1,王小二,11010519491231002X\n2,\"李\n三\",\n";
    for bytes in [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned(), format!("\u{FEFF}{text}").into_bytes()] {
        let list = read(&bytes).expect("a list");
        assert_eq!(values(&list, ListField::Name), ["王小二", "李\n三"]);
        assert_eq!(values(&list, ListField::Number), ["11010519491231002X", ""]);
    }
}

#[test]
fn a_title_above_the_headings_is_passed_over() {
    let list = read("某县名单,,\n姓名,性别,年龄\n王小二,男,50\n".as_bytes()).expect("a list");
    assert_eq!(values(&list, ListField::Name), ["王小二"]);
}

#[test]
fn a_workbook_is_read_with_its_days_and_numbers() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0u16..).zip(["姓名", "手机号", "出生日期"]) {
        sheet.write(0, column, heading).expect("a cell");
    }
    sheet.write(1, 0, "王小二").expect("a cell");
    sheet.write(1, 1, 13_812_345_678f64).expect("a cell");
    sheet.write(1, 2, "1970-01-02").expect("a cell");
    let list = read(&book.save_to_buffer().expect("a workbook")).expect("a list");
    assert_eq!((values(&list, ListField::Phone), values(&list, ListField::Birth)), (vec!["13812345678"], vec!["1970-01-02"]));
}

#[test]
fn what_cannot_be_used_is_refused_with_a_sentence() {
    refused(b"", "文件没有数据行");
    refused("姓名,性别\n".as_bytes(), "文件没有数据行");
    refused("村,户数\n梁湾,3\n".as_bytes(), "没有找到姓名或身份证号列；表头是：村、户数");
    refused("姓名,姓名\n甲,乙\n".as_bytes(), "有两列的表头都是“姓名”，无法确定使用哪一列");
    let mixed = ["姓名,地址\n王小二,梁湾村三组\n".as_bytes(), &GB18030.encode("李三,上河村梁家坪五组\n").0].concat();
    refused(&mixed, "第3行起编码与前文不同，一个文件混用了 UTF-8 和 GB18030");
    assert!(read(b"PAR1 and nothing more").is_err());
    assert!(read(b"PK\x03\x04 and nothing more").is_err());
}

#[test]
fn columns_may_be_named_where_the_headings_are_not_usual() {
    let options =
        ListOptions {
            columns: vec![(ListField::Name, "何人".to_owned())], key: Some("编".to_owned()), ..ListOptions::default()
        };
    let list = read_list("编,何人\n7,王小二\n".as_bytes().to_vec().into(), &options).expect("a list");
    assert_eq!(values(&list, ListField::Name), ["王小二"]);
    assert_eq!(list.keys.expect("keys").get(0), "7");
    let missing = ListOptions { key: Some("号".to_owned()), ..options };
    let refusal =
        read_list("编,何人\n7,王小二\n".as_bytes().to_vec().into(), &missing).map(|_| ()).map_err(|why| why.to_string());
    assert_eq!(refusal, Err("没有名为“号”的列；表头是：编、何人".to_owned()));
}
