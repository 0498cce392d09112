//! The check-up of whatever lists are there. Needs no county, no account and no database, and keeps nothing.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use check_up::{
    CheckState, CheckUp, Confidence, Corrections, Evidence, Finding, Hit, Identities, Law, NotRead, ReadList, Reconciliation,
    check_up, county_of, read_list, reconcile,
};
use policy::PolicyBook;
use vocabulary::{Date, RegionCode};

use crate::refusal::Refusal;

/// A file to check: where it is, or what is in it.
#[derive(Clone, Debug)]
pub struct CheckedFile {
    /// Name, with its folder below the one checked.
    pub name: String,
    /// Where its bytes are.
    pub bytes: FileBytes,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub enum FileBytes {
    /// On this machine; read when its turn comes, so that no two files of a thread are in memory.
    At(PathBuf),
    /// Sent.
    Here(Vec<u8>),
}

/// How a check-up is done.
#[derive(Clone, Debug, Default)]
pub struct CheckUpOrder {
    /// What an official corrected about files and columns.
    pub corrections: Corrections,
    /// The day of the check-up; today without it.
    pub day: Option<Date>,
    /// The county; without it the one that the lists speak of.
    pub county: Option<RegionCode>,
    /// The county's own values of law, as names and TOML texts.
    pub policy: Vec<(String, String)>,
}

impl CheckUpOrder {
    /// The day of the check-up.
    pub fn day(&self) -> Date {
        self.day.unwrap_or_else(crate::context::today)
    }

    fn book(&self) -> Result<PolicyBook, Refusal> {
        let own = self.policy.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let files: Vec<(&str, &str)> = policy::embedded().iter().copied().chain(own).collect();
        PolicyBook::parse(&files).map_err(Refusal::Policy)
    }
}

/// Reads the files on all processors and runs every check that has its files.
pub fn check_files(files: &[CheckedFile], order: &CheckUpOrder) -> Result<CheckUp, Refusal> {
    let book = order.book()?;
    let (lists, not_read) = read_files(files, &order.corrections);
    let county = order.county.or_else(|| county_of(&lists)).unwrap_or(RegionCode::NATION);
    let evidence = Evidence::new(lists, Law::new(&book, county), order.day());
    Ok(check_up(&evidence, not_read))
}

/// Compares lists; the first is ours. Files that are no lists are told.
pub fn reconcile_files(files: &[CheckedFile], corrections: &Corrections) -> Result<Reconciliation, Vec<NotRead>> {
    let (lists, not_read) = read_files(files, corrections);
    if not_read.is_empty() { Ok(reconcile(&lists)) } else { Err(not_read) }
}

/// Lists and refusals in the order of the files, whatever the number of threads.
fn read_files(files: &[CheckedFile], corrections: &Corrections) -> (Vec<ReadList>, Vec<NotRead>) {
    let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let next = AtomicUsize::new(0);
    // The largest first, so that none is left alone at the end.
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(size(&files[*at])));
    let mut read: Vec<(usize, Result<ReadList, NotRead>)> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..threads.get())
            .map(|_| {
                scope.spawn(|| {
                    let mut read = Vec::new();
                    while let Some(at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                        read.push((*at, read_file(&files[*at], corrections)));
                    }
                    read
                })
            })
            .collect();
        // A fault in a thread is a fault of the whole.
        let joined = readers.into_iter().map(|reader| reader.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        joined.flatten().collect()
    });
    read.sort_by_key(|(at, _)| *at);
    let (mut lists, mut not_read) = (Vec::new(), Vec::new());
    for (_, file) in read {
        match file {
            Ok(list) => lists.push(list),
            Err(fault) => not_read.push(fault),
        }
    }
    (lists, not_read)
}

fn size(file: &CheckedFile) -> u64 {
    match &file.bytes {
        FileBytes::At(path) => std::fs::metadata(path).map_or(0, |known| known.len()),
        FileBytes::Here(bytes) => bytes.len() as u64,
    }
}

fn read_file(file: &CheckedFile, corrections: &Corrections) -> Result<ReadList, NotRead> {
    match &file.bytes {
        FileBytes::Here(bytes) => read_list(bytes, &file.name, corrections, NonZeroUsize::MIN),
        FileBytes::At(path) => match std::fs::read(path) {
            Ok(bytes) => read_list(&bytes, &file.name, corrections, NonZeroUsize::MIN),
            Err(why) => {
                let why = format!("文件“{}”：不能读取（{why}）。请检查权限后再次体检。", file.name);
                Err(NotRead { name: file.name.clone(), why, questions: Vec::new() })
            }
        },
    }
}

/// The workbook of findings.
pub fn workbook(checked: &CheckUp, identities: Identities, day: Date) -> Result<Vec<u8>, Refusal> {
    documents::check_up::findings_workbook(checked, identities, day).map_err(|fault| Refusal::Fault(fault.to_string()))
}

/// The summary of two pages.
pub fn summary(checked: &CheckUp, day: Date) -> Result<Vec<u8>, Refusal> {
    documents::check_up::findings_summary(checked, day).map_err(|fault| Refusal::Fault(fault.to_string()))
}

/// Lists compared, as a workbook.
pub fn reconciliation(compared: &Reconciliation, identities: Identities, day: Date) -> Result<Vec<u8>, Refusal> {
    documents::check_up::reconciliation_workbook(compared, identities, day).map_err(|fault| Refusal::Fault(fault.to_string()))
}

/// The answer for programs; money in fen.
pub fn json(checked: &CheckUp, identities: Identities) -> serde_json::Value {
    let files = checked.files.iter().map(|file| {
        let columns = file.columns.iter().map(|column| serde_json::json!({ "heading": column.heading, "states": column.states }));
        serde_json::json!({
            "name": file.name, "kind": file.kind.code(), "month": file.month.map(|month| month.to_string()), "rows": file.rows,
            "complaints": file.complaints, "columns": columns.collect::<Vec<_>>(), "unread": file.unknown, "questions": file.questions,
        })
    });
    let not_read = checked.not_read.iter();
    let not_read = not_read.map(|file| serde_json::json!({ "name": file.name, "why": file.why, "questions": file.questions }));
    serde_json::json!({
        "as_of": checked.as_of.to_string(),
        "files": files.collect::<Vec<_>>(),
        "not_read": not_read.collect::<Vec<_>>(),
        "findings": checked.findings.iter().map(|finding| finding_json(finding, checked, identities)).collect::<Vec<_>>(),
        "unknown_values": checked.unknown_values,
    })
}

fn finding_json(finding: &Finding, checked: &CheckUp, identities: Identities) -> serde_json::Value {
    let lacks: Vec<Vec<&str>> = match &finding.state {
        CheckState::Ran => Vec::new(),
        CheckState::Lacks(groups) => groups.iter().map(|group| group.iter().map(|kind| kind.code()).collect()).collect(),
    };
    serde_json::json!({
        "code": finding.check.code, "title": finding.check.title, "clause": finding.check.clause, "ran": lacks.is_empty(),
        "lacks_one_of": lacks, "cases": finding.hits.len(), "persons": finding.persons(), "households": finding.households(),
        "amount_fen": finding.amount(Confidence::Clue).as_fen(),
        "amount_fen_number_and_name": finding.amount(Confidence::NumberAndName).as_fen(),
        "hits": finding.hits.iter().map(|hit| hit_json(hit, checked, identities)).collect::<Vec<_>>(),
    })
}

fn hit_json(hit: &Hit, checked: &CheckUp, identities: Identities) -> serde_json::Value {
    let evidence = hit.evidence.iter().map(|cell| {
        let file = checked.files.get(usize::from(cell.file)).map(|file| file.name.as_str());
        serde_json::json!({
            "file": file, "sheet": cell.sheet + 1, "at": cell.address(), "what": cell.what, "value": cell.value,
        })
    });
    serde_json::json!({
        "name": identities.name(&hit.name), "number": hit.number.map(|number| identities.number(number)),
        "household": hit.household, "village": hit.village, "programme": hit.aid.map(|aid| aid.label()),
        "months": hit.months.iter().map(ToString::to_string).collect::<Vec<_>>(), "amount_fen": hit.amount.map(|amount| amount.as_fen()),
        "confidence": hit.confidence.code(), "note": hit.note, "evidence": evidence.collect::<Vec<_>>(),
    })
}

/// The comparison for programs.
pub fn reconciliation_json(compared: &Reconciliation, identities: Identities) -> serde_json::Value {
    let differences = compared.differences.iter().map(|difference| {
        let is_name = difference.kind == check_up::DifferenceKind::Name;
        let shown = |value: &str| if is_name { identities.name(value) } else { value.to_owned() };
        serde_json::json!({
            "kind": difference.kind.label(), "name": identities.name(&difference.name),
            "number": difference.number.map(|number| identities.number(number)), "household": difference.household,
            "says": difference.says.iter().map(|says| says.as_ref().map(|cell| shown(&cell.value))).collect::<Vec<_>>(),
            "proposal": difference.proposal,
        })
    });
    serde_json::json!({
        "lists": compared.lists, "people": compared.people, "agreeing": compared.agreeing,
        "differences": differences.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> CheckedFile {
        CheckedFile { name: name.to_owned(), bytes: FileBytes::Here(text.as_bytes().to_vec()) }
    }

    #[test]
    fn files_are_told_in_their_order_and_one_that_is_no_list_with_its_reason() {
        let files = [
            file("b.csv", "死亡\n姓名,身份证号,死亡日期\n王桂兰,,2022-08-01\n"),
            file("a.csv", "什么都不是\n"),
            file("c.csv", "机动车\n姓名,身份证号,号牌号码\n王桂兰,,甘E00001\n"),
        ];
        let checked = check_files(&files, &CheckUpOrder::default()).expect("checked");
        assert_eq!(checked.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["b.csv", "c.csv"]);
        assert!(checked.not_read[0].why.contains("a.csv"));
        let json = json(&checked, Identities::Masked);
        assert_eq!(json["findings"].as_array().map(Vec::len), Some(23));
        let book = workbook(&checked, Identities::Masked, Date::parse("2022-10-31").expect("a day")).expect("a workbook");
        assert!(book.starts_with(b"PK"));
    }

    #[test]
    fn a_faulty_policy_file_is_refused_by_its_name() {
        let order = CheckUpOrder { policy: vec![("own.toml".into(), "nothing = 1\n".into())], ..CheckUpOrder::default() };
        assert!(matches!(check_files(&[], &order), Err(Refusal::Policy(_))));
    }
}
