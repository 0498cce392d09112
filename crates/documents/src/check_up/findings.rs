//! The workbook of findings: a summary, the draft register of rectification, a sheet for each finding with the cells it rests
//! on side by side, what could not be checked, and the files as they were understood.

use ::check_up::{CheckUp, Confidence, EvidenceCell, FileSeen, Finding, Hit, Identities};
use rust_xlsxwriter::Workbook;
use vocabulary::{Date, Fen};

use super::page::{Page, Value, letters, shown_row};
use super::{lacking_text, state_text, with_cases};
use crate::xlsx::{SheetFault, workbook};

/// Cells of evidence that stand side by side; further ones are counted.
const SIDE_BY_SIDE: usize = 4;
/// Heads of a finding's sheet before the evidence, and after it.
const BEFORE: [&str; 12] =
    ["序号", "姓名", "身份证号", "户编号", "村", "项目", "月份", "月数", "涉及金额（元）", "可信度", "问题", "可能的解释"];
/// Columns of the number of months, of the money and of the confidence in them.
const MONEY: usize = 8;
const CONFIDENCE: usize = 9;
/// Row of the heads of a finding's sheet, from 0; the sums stand above them.
const HEADS: u32 = 3;

/// The workbook. Sums are formulas over the rows of the finding's sheet, so that a row that was looked into and deleted or
/// corrected changes them.
pub fn findings_workbook(checked: &CheckUp, identities: Identities, day: Date) -> Result<Vec<u8>, SheetFault> {
    let mut workbook = workbook(day)?;
    summary(&mut workbook, checked)?;
    register(&mut workbook, checked)?;
    for finding in with_cases(checked) {
        sheet_of(&mut workbook, checked, finding, identities)?;
    }
    not_checked(&mut workbook, checked)?;
    files(&mut workbook, checked)?;
    Ok(workbook.save_to_buffer()?)
}

fn words(text: impl Into<String>) -> Value {
    Value::Words(text.into())
}

fn heads(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Name of a finding's sheet.
fn name_of(finding: &Finding) -> String {
    format!("{} {}", finding.check.code, finding.check.title)
}

/// The cells of a column over all cases of a finding's sheet, as a formula names them.
fn range(finding: &Finding, column: usize) -> String {
    let first = shown_row(HEADS + 1);
    let last = first + u32::try_from(finding.hits.len().saturating_sub(1)).unwrap_or(u32::MAX - first);
    let column = letters(column);
    format!("'{}'!${column}${first}:${column}${last}", name_of(finding))
}

fn money_of(finding: &Finding) -> Value {
    if finding.hits.is_empty() {
        return Value::Nothing;
    }
    Value::MoneyFormula(format!("=SUM({})", range(finding, MONEY)), finding.amount(Confidence::Clue))
}

/// Money of the cases of one confidence.
fn money_with(finding: &Finding, confidence: Confidence) -> Value {
    if finding.hits.is_empty() {
        return Value::Nothing;
    }
    let hits = finding.hits.iter().filter(|hit| hit.confidence == confidence);
    let amount = hits.filter_map(|hit| hit.amount).fold(Fen::ZERO, |sum, amount| sum + amount);
    let formula = format!("=SUMIF({},\"{}\",{})", range(finding, CONFIDENCE), confidence.label(), range(finding, MONEY));
    Value::MoneyFormula(formula, amount)
}

fn summary(workbook: &mut Workbook, checked: &CheckUp) -> Result<(), SheetFault> {
    let widths = [9.0, 32.0, 44.0, 16.0, 9.0, 9.0, 9.0, 16.0, 16.0, 16.0, 16.0];
    let title = format!("社会救助体检汇总（截至{}）", checked.as_of);
    let mut page = Page::new(workbook.add_worksheet(), "汇总", &title, &widths)?;
    let texts = [
        "编号",
        "问题",
        "依据",
        "检查情况",
        "线索数",
        "人数",
        "户数",
        "涉及金额（元）",
        "其中号码姓名一致（元）",
        "其中仅号码一致（元）",
        "其中无号码线索（元）",
    ];
    page.heads(2, &heads(&texts))?;
    page.row(1, &[words("金额为可能有误的资金，须逐条核实后认定；各项之间可能重复，不宜相加。")])?;
    for (row, finding) in (3u32..).zip(&checked.findings) {
        let cases = match finding.hits.len() {
            0 => Value::Count(0),
            cases => Value::CountFormula(format!("=COUNTA({})", range(finding, CONFIDENCE)), cases),
        };
        page.row(
            row,
            &[
                words(finding.check.code),
                words(finding.check.title),
                words(finding.check.clause),
                words(state_text(finding)),
                cases,
                Value::Count(finding.persons()),
                Value::Count(finding.households()),
                money_of(finding),
                money_with(finding, Confidence::NumberAndName),
                money_with(finding, Confidence::NumberOnly),
                money_with(finding, Confidence::Clue),
            ],
        )?;
    }
    Ok(())
}

/// 问题整改台账, a draft: an official fills in deadline and state.
fn register(workbook: &mut Workbook, checked: &CheckUp) -> Result<(), SheetFault> {
    let widths = [6.0, 9.0, 30.0, 40.0, 9.0, 16.0, 24.0, 40.0, 16.0, 28.0, 12.0, 20.0];
    let mut page = Page::new(workbook.add_worksheet(), "问题整改台账（草稿）", "问题整改台账（草稿）", &widths)?;
    let texts = [
        "序号",
        "编号",
        "问题",
        "依据",
        "线索数",
        "涉及金额（元）",
        "责任单位",
        "整改措施",
        "整改时限",
        "佐证",
        "状态",
        "整改情况",
    ];
    page.heads(2, &heads(&texts))?;
    for (row, (place, finding)) in (3u32..).zip((1..).zip(with_cases(checked))) {
        page.row(
            row,
            &[
                Value::Count(place),
                words(finding.check.code),
                words(finding.check.title),
                words(finding.check.clause),
                Value::CountFormula(format!("=COUNTA({})", range(finding, CONFIDENCE)), finding.hits.len()),
                money_of(finding),
                words(finding.check.responsible),
                words(finding.check.measure),
                words("（由单位填写）"),
                words(format!("本册“{}”表", name_of(finding))),
                words("待核实"),
                Value::Nothing,
            ],
        )?;
    }
    Ok(())
}

fn sheet_of(workbook: &mut Workbook, checked: &CheckUp, finding: &Finding, identities: Identities) -> Result<(), SheetFault> {
    let side_by_side = finding.hits.iter().map(|hit| hit.evidence.len()).max().unwrap_or(0).min(SIDE_BY_SIDE);
    let mut widths = vec![6.0, 10.0, 21.0, 18.0, 16.0, 20.0, 20.0, 7.0, 14.0, 16.0, 40.0, 30.0];
    widths.extend([30.0, 34.0].repeat(side_by_side));
    widths.extend([14.0, 24.0]);
    let name = name_of(finding);
    let mut page = Page::new(workbook.add_worksheet(), &name, &name, &widths)?;
    page.row(1, &[words(format!("依据：{}。整改措施：{}。", finding.check.clause, finding.check.measure))])?;
    let mut columns = heads(&BEFORE);
    for place in 1..=side_by_side {
        columns.push(format!("依据{place}"));
        columns.push(format!("依据{place}出处"));
    }
    columns.extend(heads(&["核实结果", "处理意见"]));
    let first = HEADS + 1;
    let mut sums: Vec<Value> = (0..MONEY).map(|_| Value::Nothing).collect();
    // Counts only what a filter leaves in sight.
    sums[1] = words("合计（随筛选变化）");
    let money = Value::MoneyFormula(format!("=SUBTOTAL(109,{})", range(finding, MONEY)), finding.amount(Confidence::Clue));
    sums.push(money);
    page.row(HEADS - 1, &sums)?;
    page.heads(HEADS, &columns)?;
    for (row, (place, hit)) in (first..).zip((1..).zip(&finding.hits)) {
        page.row(row, &case(checked, finding, place, hit, identities, side_by_side))?;
    }
    let last = first + u32::try_from(finding.hits.len()).unwrap_or(u32::MAX - first) - 1;
    page.filter(HEADS, last, columns.len())
}

fn case(
    checked: &CheckUp,
    finding: &Finding,
    place: usize,
    hit: &Hit,
    identities: Identities,
    side_by_side: usize,
) -> Vec<Value> {
    let mut values = vec![
        Value::Count(place),
        words(identities.name(&hit.name)),
        hit.number.map_or(Value::Nothing, |number| words(identities.number(number))),
        words(&hit.household),
        words(&hit.village),
        hit.aid.map_or(Value::Nothing, |aid| words(aid.label())),
        words(hit.months_text()),
        Value::Count(hit.months.len()),
        hit.amount.map_or(Value::Nothing, Value::Money),
        words(hit.confidence.label()),
        words(&hit.note),
        words(finding.check.explains),
    ];
    for at in 0..side_by_side {
        let Some(cell) = hit.evidence.get(at) else {
            values.extend([Value::Nothing, Value::Nothing]);
            continue;
        };
        let more = hit.evidence.len().saturating_sub(side_by_side);
        let more = if at + 1 == side_by_side && more > 0 { format!("（另有{more}处）") } else { String::new() };
        values.push(words(format!("{}：{}{more}", cell.what, cell.value)));
        values.push(words(place_of(checked, cell)));
    }
    values
}

/// File, sheet and cell.
fn place_of(checked: &CheckUp, cell: &EvidenceCell) -> String {
    let file = checked.files.get(usize::from(cell.file)).map_or("", |file: &FileSeen| file.name.as_str());
    format!("{file} 第{}张表 {}", cell.sheet + 1, cell.address())
}

fn not_checked(workbook: &mut Workbook, checked: &CheckUp) -> Result<(), SheetFault> {
    let mut page = Page::new(workbook.add_worksheet(), "未能检查", "未能检查的项目和原因", &[16.0, 40.0, 80.0])?;
    page.heads(2, &heads(&["编号", "项目", "原因和所需文件"]))?;
    let lacking = checked.findings.iter().filter(|finding| !lacking_text(finding).is_empty()).map(|finding| {
        [finding.check.code.to_owned(), finding.check.title.to_owned(), format!("缺少：{}", lacking_text(finding))]
    });
    let unknown = checked
        .unknown_values
        .iter()
        .map(|value| ["政策数值".to_owned(), value.clone(), "未录入，与之有关的判断没有作出；请提供本地政策数值文件".to_owned()]);
    let not_read = checked.not_read.iter().map(|file| ["未读文件".to_owned(), file.name.clone(), file.why.clone()]);
    for (row, cells) in (3u32..).zip(lacking.chain(unknown).chain(not_read)) {
        page.row(row, &cells.map(Value::Words))?;
    }
    Ok(())
}

fn files(workbook: &mut Workbook, checked: &CheckUp) -> Result<(), SheetFault> {
    let widths = [44.0, 28.0, 12.0, 10.0, 10.0, 70.0, 40.0, 40.0];
    let mut page = Page::new(workbook.add_worksheet(), "文件与列", "所读文件和各列的认定，请核对", &widths)?;
    let texts = ["文件", "认定为", "月份", "行数", "差错数", "已读的列（表头→含义）", "未读的表头", "待确认"];
    page.heads(2, &heads(&texts))?;
    for (row, file) in (3u32..).zip(&checked.files) {
        let columns = file.columns.iter().map(|column| format!("{}→{}", column.heading, column.states));
        page.row(
            row,
            &[
                words(&file.name),
                words(file.kind.label()),
                file.month.map_or(Value::Nothing, |month| words(month.to_string())),
                Value::Count(file.rows),
                Value::Count(file.complaints),
                words(columns.collect::<Vec<_>>().join("，")),
                words(file.unknown.join("，")),
                words(file.questions.join(" ")),
            ],
        )?;
    }
    Ok(())
}
