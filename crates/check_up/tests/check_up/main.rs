//! Each check on small lists as offices send them: one case that is a finding, and one that comes near and is none.

mod aid_lists;
mod county;
mod lists;
mod planting;
mod rolls;
mod steps;

use std::num::NonZeroUsize;

use check_up::{CheckUp, Corrections, Evidence, Finding, Hit, Law, check_up, read_list};
use policy::PolicyBook;
use vocabulary::{CitizenId, Date, RegionCode};

/// A number of somebody born in 1960.
pub fn id(person: u16) -> String {
    born(person, "1960-01-01")
}

/// A number of somebody born on that day.
pub fn born(person: u16, day: &str) -> String {
    let day = Date::parse(day).expect("a day");
    CitizenId::compose(620_521, day, person).expect("a number").reveal().to_owned()
}

/// The values of law of the model county, as a county would give its own.
pub fn book() -> PolicyBook {
    let files: Vec<_> = policy::embedded().iter().copied().chain([policy::model_county()]).collect();
    PolicyBook::parse(&files).expect("the policy files are sound")
}

/// A check-up of files by name and text, in which `{1}` stands for the number of person 1.
pub fn checked(files: &[(&str, &str)]) -> CheckUp {
    let book = book();
    let county = RegionCode::parse("620521").expect("a county");
    let mut lists = Vec::new();
    let mut not_read = Vec::new();
    for (name, text) in files {
        let mut text = (*text).to_owned();
        for person in 1..=60 {
            text = text.replace(&format!("{{{person}}}"), &id(person));
        }
        match read_list(text.as_bytes(), name, &Corrections::default(), NonZeroUsize::MIN) {
            Ok(list) => lists.push(list),
            Err(fault) => not_read.push(fault),
        }
    }
    assert!(not_read.is_empty(), "{not_read:?}");
    let evidence = Evidence::new(lists, Law::new(&book, county), Date::parse("2022-10-31").expect("a day"));
    check_up(&evidence, Vec::new())
}

/// What one check found.
pub fn finding<'c>(checked: &'c CheckUp, code: &str) -> &'c Finding {
    checked.findings.iter().find(|finding| finding.check.code == code).expect("a check of that code")
}

/// The cases that one check found in these files.
pub fn cases(code: &str, files: &[(&str, &str)]) -> Vec<Hit> {
    let checked = checked(files);
    let found = finding(&checked, code);
    assert_eq!(found.state, check_up::CheckState::Ran, "{code} lacks files");
    found.hits.clone()
}

/// A dibao roll of October with these rows: 户编号,姓名,号,关系,类别,金额,账号.
pub fn dibao(rows: &str) -> String {
    dibao_of("2022年10月", rows)
}

/// A dibao roll of a month.
pub fn dibao_of(month: &str, rows: &str) -> String {
    format!(
        "{month}农村低保名册\n保障户编号,姓名,身份证号,与户主关系,施保方式,低保类别,月保障金额,享受起始年月,渐退截止年月,一卡通账号\n{}",
        rows.lines()
            .map(|row| {
                let cells: Vec<&str> = row.trim().split(',').collect();
                let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
                format!(
                    "{},{},{},{},整户,{},{},2021-01,{},{}\n",
                    cell(0),
                    cell(1),
                    cell(2),
                    cell(3),
                    cell(4),
                    cell(5),
                    cell(7),
                    cell(6)
                )
            })
            .collect::<String>()
    )
}

/// A payment list of a month: 姓名,号,账号,项目,金额,日期,结果.
pub fn payments(month: &str, rows: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("{}\n", row.trim())).collect();
    format!("{month}资金发放名册\n姓名,身份证号,一卡通账号,发放项目,发放金额,发放日期,发放结果\n{rows}")
}

/// A tekun roll of October: 编号,姓名,号,供养方式,自理,基本,照料.
pub fn tekun(rows: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("{},2020-01\n", row.trim())).collect();
    format!("2022年10月特困供养名册\n供养户编号,姓名,身份证号,供养方式,生活自理能力,基本生活费,照料护理费,享受起始年月\n{rows}")
}

/// A roll of the two subsidies of October: 姓名,号,生活,护理.
pub fn subsidies(rows: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("{},2020-01\n", row.trim())).collect();
    format!("2022年10月残疾人两项补贴名册\n姓名,身份证号,生活补贴金额,护理补贴金额,享受起始年月\n{rows}")
}
