//! The check-up: lists sent together, how each was understood, what each check found or lacks. Nothing is kept: the workbook
//! is made anew from the lists of the same form.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use check_up::{CheckState, Confidence, Corrections, FileSeen, Finding, Hit, Identities, NotRead};
use operations::check_up::{CheckUpOrder, CheckedFile, FileBytes, check_files, summary, workbook};

use crate::pages::desk::Desk;
use crate::pages::error_page::{ErrorPage, rendered};
use crate::pages::frame::{Frame, Reader, Section};
use crate::pages::words::filters;

/// Cases of a finding that the page shows; the workbook has all.
const CASES_SHOWN: usize = 20;

/// What is wanted of the lists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Page,
    Workbook,
    Summary,
}

/// What a form holds.
struct Sent {
    files: Vec<CheckedFile>,
    corrections: String,
    wanted: Wanted,
    identities: Identities,
}

/// A file as a row.
struct FileRow {
    name: String,
    kind: &'static str,
    month: String,
    rows: usize,
    columns: String,
    unknown: String,
    questions: Vec<String>,
}

/// A finding with its first cases.
struct FindingRow {
    code: &'static str,
    title: &'static str,
    clause: &'static str,
    explains: &'static str,
    cases: usize,
    persons: usize,
    amount: String,
    lacks: String,
    shown: Vec<CaseRow>,
}

/// A case as a row; names and numbers are masked.
struct CaseRow {
    name: String,
    number: String,
    note: String,
    months: String,
    amount: String,
    confidence: &'static str,
    evidence: Vec<String>,
}

/// What is shown of a check-up.
struct Shown {
    as_of: String,
    files: Vec<FileRow>,
    not_read: Vec<NotRead>,
    found: Vec<FindingRow>,
    clean: Vec<FindingRow>,
    lacking: Vec<FindingRow>,
    unknown_values: Vec<String>,
}

#[derive(Template)]
#[template(path = "check_up.html")]
struct CheckUpTemplate {
    frame: Frame,
    corrections: String,
    fault: Option<String>,
    shown: Option<Shown>,
}

/// `/check-up`, empty.
pub async fn page(State(desk): State<Desk>) -> Result<Html<String>, ErrorPage> {
    Ok(render(desk.reader(), String::new(), None, None))
}

/// `/check-up` with lists.
pub async fn sent(State(desk): State<Desk>, form: Result<Multipart, MultipartRejection>) -> Result<Response, ErrorPage> {
    let sent = read(form.map_err(|_| ErrorPage::unreadable_form())?).await?;
    let corrections = match Corrections::parse(sent.corrections.lines()) {
        Ok(corrections) => corrections,
        Err(fault) => return Ok(render(desk.reader(), sent.corrections, Some(fault.to_string()), None).into_response()),
    };
    if sent.files.is_empty() {
        let fault = "没有选择文件。请选择一份或多份电子表格后再检查。".to_owned();
        return Ok(render(desk.reader(), sent.corrections, Some(fault), None).into_response());
    }
    let order = CheckUpOrder { corrections, day: Some(desk.today()), ..CheckUpOrder::default() };
    let Sent { files, corrections, wanted, identities } = sent;
    // Reading a county's lists takes long enough to hold up other pages.
    let checked = tokio::task::spawn_blocking(move || check_files(&files, &order)).await;
    let checked = checked.map_err(|_| ErrorPage::unreadable_form())?.map_err(|refusal| desk.refused(&refusal))?;
    let refused = |refusal: operations::Refusal| desk.refused(&refusal);
    match wanted {
        Wanted::Page => Ok(render(desk.reader(), corrections, None, Some(shown(&checked))).into_response()),
        Wanted::Workbook => Ok(download(
            workbook(&checked, identities, desk.today()).map_err(refused)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "check-up.xlsx",
        )),
        Wanted::Summary => Ok(download(
            summary(&checked, desk.today()).map_err(refused)?,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "check-up.docx",
        )),
    }
}

async fn read(mut form: Multipart) -> Result<Sent, ErrorPage> {
    let mut sent = Sent { files: Vec::new(), corrections: String::new(), wanted: Wanted::Page, identities: Identities::Full };
    while let Some(field) = form.next_field().await.map_err(|_| ErrorPage::unreadable_form())? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| ErrorPage::unreadable_form())?;
        match name.as_str() {
            "files" if !bytes.is_empty() => {
                sent.files.push(CheckedFile { name: file_name, bytes: FileBytes::Here(bytes.to_vec()) });
            }
            "corrections" => sent.corrections = String::from_utf8_lossy(&bytes).into_owned(),
            "masked" => sent.identities = Identities::Masked,
            "wanted" => {
                sent.wanted = match bytes.as_ref() {
                    b"workbook" => Wanted::Workbook,
                    b"summary" => Wanted::Summary,
                    _ => Wanted::Page,
                }
            }
            _ => {}
        }
    }
    Ok(sent)
}

fn download(bytes: Vec<u8>, kind: &'static str, name: &str) -> Response {
    let headers =
        [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))];
    (headers, bytes).into_response()
}

fn render(reader: Reader, corrections: String, fault: Option<String>, shown: Option<Shown>) -> Html<String> {
    let frame = Frame::new("体检", Section::CheckUp, None, Some(reader)).below(Vec::new());
    rendered(&CheckUpTemplate { frame, corrections, fault, shown })
}

fn shown(checked: &check_up::CheckUp) -> Shown {
    let row = |finding: &Finding| finding_row(finding, checked);
    let ran = |finding: &&Finding| finding.state == CheckState::Ran;
    Shown {
        as_of: checked.as_of.to_string(),
        files: checked.files.iter().map(file_row).collect(),
        not_read: checked.not_read.clone(),
        found: checked.findings.iter().filter(|finding| !finding.hits.is_empty()).map(row).collect(),
        clean: checked.findings.iter().filter(ran).filter(|finding| finding.hits.is_empty()).map(row).collect(),
        lacking: checked.findings.iter().filter(|finding| finding.state != CheckState::Ran).map(row).collect(),
        unknown_values: checked.unknown_values.clone(),
    }
}

fn file_row(file: &FileSeen) -> FileRow {
    let columns = file.columns.iter().map(|column| format!("{}→{}", column.heading, column.states));
    FileRow {
        name: file.name.clone(),
        kind: file.kind.label(),
        month: file.month.map_or_else(String::new, |month| month.to_string()),
        rows: file.rows,
        columns: columns.collect::<Vec<_>>().join("，"),
        unknown: file.unknown.join("，"),
        questions: file.questions.clone(),
    }
}

fn finding_row(finding: &Finding, checked: &check_up::CheckUp) -> FindingRow {
    let lacks = match &finding.state {
        CheckState::Ran => String::new(),
        CheckState::Lacks(groups) => {
            let group = |kinds: &Vec<check_up::ListKind>| kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("或");
            groups.iter().map(group).collect::<Vec<_>>().join("；另需")
        }
    };
    FindingRow {
        code: finding.check.code,
        title: finding.check.title,
        clause: finding.check.clause,
        explains: finding.check.explains,
        cases: finding.hits.len(),
        persons: finding.persons(),
        amount: finding.amount(Confidence::Clue).to_string(),
        lacks,
        shown: finding.hits.iter().take(CASES_SHOWN).map(|hit| case_row(hit, checked)).collect(),
    }
}

fn case_row(hit: &Hit, checked: &check_up::CheckUp) -> CaseRow {
    let place = |cell: &check_up::EvidenceCell| {
        let file = checked.files.get(usize::from(cell.file)).map_or("", |file| file.name.as_str());
        format!("{}：{}（{file} {}）", cell.what, cell.value, cell.address())
    };
    CaseRow {
        name: Identities::Masked.name(&hit.name),
        number: hit.number.map_or_else(String::new, |number| Identities::Masked.number(number)),
        note: hit.note.clone(),
        months: hit.months_text(),
        amount: hit.amount.map_or_else(|| "—".to_owned(), |amount| amount.to_string()),
        confidence: hit.confidence.label(),
        evidence: hit.evidence.iter().take(4).map(place).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;

    const NUMBER: &str = "620521196001010019";

    fn checked() -> check_up::CheckUp {
        let file = |name: &str, text: &str| CheckedFile { name: name.into(), bytes: FileBytes::Here(text.as_bytes().to_vec()) };
        let files = [
            file("死亡.csv", &format!("死亡\n姓名,身份证号,死亡日期\n王桂兰,{NUMBER},2022-07-01\n")),
            file("10月.csv", &format!("2022年10月\n姓名,身份证号,发放项目,发放金额\n王桂兰,{NUMBER},特困供养金,721\n")),
            file("别的.csv", "什么都不是\n"),
        ];
        check_files(&files, &CheckUpOrder::default()).expect("checked")
    }

    #[test]
    fn the_page_shows_what_was_found_how_files_were_understood_and_what_lacks_and_no_full_number() {
        let page = render(samples::reader(), String::new(), None, Some(shown(&checked()))).0;
        for words in ["死亡后继续发放", "721.00", "死亡人员名单", "别的.csv", "缺少", "号码和姓名一致"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains(NUMBER) && !page.contains("王桂兰"));
    }

    #[test]
    fn the_empty_page_says_what_it_takes_and_that_nothing_is_kept() {
        let page = render(samples::reader(), String::new(), None, None).0;
        assert!(page.contains("multipart/form-data") && page.contains("不保存"));
    }

    #[test]
    fn a_correction_that_cannot_be_meant_stays_in_the_form_with_its_reason() {
        let fault = Corrections::parse(["a.xlsx=账单"]).expect_err("no such list").to_string();
        let page = render(samples::reader(), "a.xlsx=账单".into(), Some(fault), None).0;
        assert!(page.contains("a.xlsx=账单") && page.contains("没有这种名单"));
    }
}
