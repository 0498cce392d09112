//! `doudi check-up`: needs no county, no account and no database. Findings are a result, not a failure: the exit code is 0.

use std::path::{Path, PathBuf};

use check_up::{CheckState, Corrections, Finding, Identities};
use operations::check_up::{CheckUpOrder, CheckedFile, FileBytes, check_files, json, summary, workbook};
use vocabulary::RegionCode;

use super::report;
use crate::arguments::{CheckUp, CommonOptions};
use crate::output::{Output, Stop, table};

/// Endings of files that can hold a list.
const ENDINGS: [&str; 9] = ["xlsx", "xlsm", "xls", "et", "csv", "txt", "tsv", "html", "xml"];
/// Names of what is written.
const WORKBOOK: &str = "体检问题表.xlsx";
const SUMMARY: &str = "体检摘要.docx";

/// Checks every spreadsheet of the folder and prints what was found.
pub fn run(common: &CommonOptions, options: &CheckUp, output: &Output) -> Result<(), Stop> {
    let paths = paths(&options.folder)?;
    if paths.is_empty() {
        let why = "文件夹里没有电子表格（xlsx、xls、csv、html、xml）".to_owned();
        return Err(Stop::List { what: options.folder.display().to_string(), why });
    }
    let order = order(common, options)?;
    output.stage("读取文件并检查", "reading the files and checking");
    let checked = check_files(&files(&options.folder, &paths), &order)?;
    let identities = identities(options.masked);
    if let Some(out) = &options.out {
        report::save(&out.join(WORKBOOK), &workbook(&checked, identities, order.day())?)?;
        report::save(&out.join(SUMMARY), &summary(&checked, order.day())?)?;
    }
    let answer = json(&checked, identities);
    if let (Some(out), true) = (&options.out, options.keep) {
        keep(out, &options.folder, &paths, &answer)?;
    }
    output.result(&answer, |output| show(&checked, output));
    if let Some(out) = &options.out {
        output.note(
            &format!("已写入 {}：{WORKBOOK}、{SUMMARY}。含个人信息的文件请妥善保管。", out.display()),
            &format!("Written to {}: {WORKBOOK}, {SUMMARY}. They hold personal data; keep them safe.", out.display()),
        );
    }
    Ok(())
}

fn order(common: &CommonOptions, options: &CheckUp) -> Result<CheckUpOrder, Stop> {
    let county = options.county.as_deref().map(|typed| {
        RegionCode::parse(typed).map_err(|fault| Stop::Usage {
            chinese: format!("--county “{typed}”：{fault}，应写作六位区划代码，如 620521。"),
            english: format!("--county {typed:?} is not a division code such as 620521."),
        })
    });
    let mut policy = Vec::new();
    for path in &options.policy {
        let text = std::fs::read_to_string(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
        policy.push((path.display().to_string(), text));
    }
    Ok(CheckUpOrder {
        corrections: corrections(&options.correct)?,
        day: common.day.as_deref().map(|text| super::day(text, "--day")).transpose()?,
        county: county.transpose()?,
        policy,
    })
}

/// What `--correct` says.
pub(super) fn corrections(typed: &[String]) -> Result<Corrections, Stop> {
    Corrections::parse(typed.iter().map(String::as_str)).map_err(|fault| Stop::Usage {
        chinese: format!("--correct：{fault}。"),
        english: format!("--correct {:?}: write FILE=LIST or FILE:HEADING=FIELD.", fault.typed),
    })
}

/// What `--masked` says.
pub(super) fn identities(masked: bool) -> Identities {
    if masked { Identities::Masked } else { Identities::Full }
}

/// The spreadsheets of a folder and of those below it, in the order of their names.
fn paths(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let refuse = |why| Stop::File { path: folder.display().to_string(), why };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refuse)? {
        let path = entry.map_err(refuse)?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // Hidden files and what a spreadsheet leaves while it is open are no lists.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        if path.is_dir() {
            paths.extend(self::paths(&path)?);
        } else if path.extension().and_then(|ending| ending.to_str()).is_some_and(is_of_a_list) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_of_a_list(ending: &str) -> bool {
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

fn files(folder: &Path, paths: &[PathBuf]) -> Vec<CheckedFile> {
    let name = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    paths.iter().map(|path| CheckedFile { name: name(path), bytes: FileBytes::At(path.clone()) }).collect()
}

/// The answer and the files as they were, beside the findings.
fn keep(out: &Path, folder: &Path, paths: &[PathBuf], answer: &serde_json::Value) -> Result<(), Stop> {
    report::save(&out.join("体检结果.json"), format!("{answer:#}").as_bytes())?;
    for path in paths {
        let bytes = std::fs::read(path).map_err(|why| Stop::File { path: path.display().to_string(), why })?;
        report::save(&out.join("原文件").join(path.strip_prefix(folder).unwrap_or(path)), &bytes)?;
    }
    Ok(())
}

fn show(checked: &check_up::CheckUp, output: &Output) {
    let files = checked.files.iter().map(|file| {
        vec![
            file.name.clone(),
            file.kind.label().to_owned(),
            file.month.map_or_else(String::new, |month| month.to_string()),
            file.rows.to_string(),
        ]
    });
    output.line(&table(&["文件", "认定为", "月份", "行数"], &files.collect::<Vec<_>>()));
    for file in &checked.not_read {
        output.line(&file.why);
        file.questions.iter().for_each(|question| output.line(&format!("  {question}")));
    }
    for file in &checked.files {
        file.questions.iter().for_each(|question| output.line(&format!("{}：{question}", file.name)));
    }
    let rows: Vec<Vec<String>> = checked.findings.iter().map(row).collect();
    output.line(&table(&["编号", "问题", "线索", "人数", "涉及元", "检查情况"], &rows));
    for value in &checked.unknown_values {
        output.line(&format!("政策数值未录入，有关判断没有作出：{value}"));
    }
}

fn row(finding: &Finding) -> Vec<String> {
    let state = match &finding.state {
        CheckState::Ran => "已检查".to_owned(),
        CheckState::Lacks(groups) => {
            let group = |kinds: &Vec<check_up::ListKind>| kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("或");
            format!("缺：{}", groups.iter().map(group).collect::<Vec<_>>().join("；"))
        }
    };
    vec![
        finding.check.code.to_owned(),
        finding.check.title.to_owned(),
        finding.hits.len().to_string(),
        finding.persons().to_string(),
        finding.amount(check_up::Confidence::Clue).to_string(),
        state,
    ]
}
