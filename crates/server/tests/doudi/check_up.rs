//! `doudi check-up` and `doudi reconcile`, as a county runs them that has nothing but its spreadsheets.

use std::path::Path;

use crate::demonstration::County;

const NUMBER: &str = "620521196001010019";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(folder).expect("a folder");
    std::fs::write(folder.join(name), text).expect("written");
}

fn lists(county: &County) -> String {
    let folder = county.path().join("lists");
    write(&folder, "死亡.csv", &format!("死亡\n姓名,身份证号,死亡日期\n王桂兰,{NUMBER},2022-07-01\n"));
    write(&folder, "10月.csv", &format!("2022年10月\n姓名,身份证号,发放项目,发放金额\n王桂兰,{NUMBER},特困供养金,721\n"));
    write(&folder, "别的.csv", "什么都不是\n");
    folder.to_str().expect("a path").to_owned()
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_of_lists_is_checked_without_any_county_and_nothing_is_kept_unless_asked() {
    let county = County::new();
    let folder = lists(&county);
    let printed = county.text(&["check-up", &folder]);
    assert!(printed.contains("死亡后继续发放") && printed.contains("721.00") && printed.contains("别的.csv"), "{printed}");
    assert!(!printed.contains(NUMBER), "{printed}");
    assert_eq!(files_in(county.path()), ["lists"]);
    let out = county.path().join("out");
    let out_text = out.to_str().expect("a path");
    county.text(&["check-up", &folder, "--out", out_text]);
    assert_eq!(files_in(&out), ["体检摘要.docx", "体检问题表.xlsx"]);
    county.text(&["check-up", &folder, "--out", out_text, "--keep", "--masked"]);
    assert_eq!(files_in(&out), ["体检摘要.docx", "体检结果.json", "体检问题表.xlsx", "原文件"]);
    let kept = std::fs::read_to_string(out.join("体检结果.json")).expect("kept");
    assert!(!kept.contains(NUMBER) && !kept.contains("王桂兰"), "{kept}");
}

#[test]
fn the_answer_for_programs_names_the_cells_of_each_case() {
    let county = County::new();
    let folder = lists(&county);
    let answer = county.json(&["check-up", &folder]);
    let first = &answer["findings"][0];
    assert_eq!(
        (first["code"].as_str(), first["cases"].as_u64(), first["amount_fen"].as_i64()),
        (Some("AU-01"), Some(1), Some(72_100))
    );
    assert_eq!(first["hits"][0]["evidence"][0]["at"], "C3");
    assert_eq!(answer["not_read"][0]["name"], "别的.csv");
}

#[test]
fn a_folder_without_lists_and_a_correction_that_cannot_be_meant_are_refused() {
    let county = County::new();
    let folder = lists(&county);
    let empty = county.path().join("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let refused = county.run(&["check-up", empty.to_str().expect("a path")]);
    assert_eq!(refused.status.code(), Some(8));
    let refused = county.run(&["check-up", &folder, "--correct", "x=账单"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn two_lists_are_reconciled_into_a_workbook() {
    let county = County::new();
    let folder = county.path().join("two");
    let payments = |amount: &str| format!("2022年10月\n姓名,身份证号,发放项目,发放金额\n王桂兰,{NUMBER},特困供养金,{amount}\n");
    write(&folder, "我方.csv", &payments("721"));
    write(&folder, "银行.csv", &payments("712"));
    let path = |name: &str| folder.join(name).to_str().expect("a path").to_owned();
    let out = path("差异.xlsx");
    let answer = county.json(&["reconcile", &path("我方.csv"), &path("银行.csv"), "--out", &out]);
    assert_eq!(answer["differences"][0]["kind"], "金额不同");
    assert!(std::fs::read(out).expect("written").starts_with(b"PK"));
}
