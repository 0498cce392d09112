//! The summary of a check-up for who has two minutes: two pages.

use ::check_up::{CheckState, CheckUp, Confidence, Finding};
use vocabulary::{Date, Fen};

use super::{lacking_text, with_cases};
use crate::{Alignment, Block, DocumentFault, Run, Table, docx};

/// Findings that the table shows; more do not fit two pages.
const SHOWN: usize = 16;
/// Findings with most money that are named in a sentence.
const NAMED: usize = 3;
/// Checks that lack a file and are named with it.
const LACKING: usize = 5;

/// The summary as the bytes of a docx file. It names nobody.
pub fn findings_summary(checked: &CheckUp, day: Date) -> Result<Vec<u8>, DocumentFault> {
    docx::summary(&format!("社会救助体检情况摘要（截至{}）", checked.as_of), &blocks(checked, day), day)
}

fn blocks(checked: &CheckUp, day: Date) -> Vec<Block> {
    let ran = checked.findings.iter().filter(|finding| finding.state == CheckState::Ran).count();
    let mut found: Vec<&Finding> = with_cases(checked).collect();
    let cases: usize = found.iter().map(|finding| finding.hits.len()).sum();
    let rows: usize = checked.files.iter().map(|file| file.rows).sum();
    let mut blocks = vec![
        Block::Heading1("一、总体情况".to_owned()),
        said(format!(
            "{day}对{}份文件（{rows}行）开展体检，应查{}项，实查{ran}项，其中{}项发现线索，共{cases}条。线索须逐条核实后认定，各项涉及金额可能重复，不宜相加。",
            checked.files.len(),
            checked.findings.len(),
            found.len()
        )),
    ];
    found.sort_by_key(|finding| std::cmp::Reverse(finding.amount(Confidence::Clue)));
    let named: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|finding| {
            format!("{}{}条、{}万元", finding.check.title, finding.hits.len(), finding.amount(Confidence::Clue).wan_text())
        })
        .collect();
    if !named.is_empty() {
        blocks.push(said(format!("涉及金额较多的是：{}。", named.join("；"))));
    }
    blocks.push(Block::Heading1("二、发现的线索".to_owned()));
    if found.is_empty() {
        blocks.push(said("所查项目没有发现线索。".to_owned()));
    } else {
        blocks.push(Block::Table(table(&found)));
    }
    if found.len() > SHOWN {
        blocks.push(said(format!("另有{}项见问题表。", found.len() - SHOWN)));
    }
    blocks.push(Block::Heading1("三、未能检查的项目".to_owned()));
    blocks.push(said(not_checked(checked)));
    blocks.push(Block::Heading1("四、下一步".to_owned()));
    blocks.push(said(
        "先核实号码和姓名一致且仍在发放的线索，下次发放前暂缓造册须有理由、期限和责任人；应保未保的主动告知并受理；每条线索在问题整改台账中记录核实结果。"
            .to_owned(),
    ));
    blocks
}

fn said(text: String) -> Block {
    Block::Paragraph(vec![Run::Text(text)])
}

fn table(found: &[&Finding]) -> Table {
    let cell = |text: String| vec![Run::Text(text)];
    let sure = |finding: &Finding| finding.hits.iter().filter(|hit| hit.confidence == Confidence::NumberAndName).count();
    let money = |amount: Fen| if amount == Fen::ZERO { "—".to_owned() } else { amount.wan_text() };
    let rows = found.iter().take(SHOWN).map(|finding| {
        vec![
            cell(finding.check.code.to_owned()),
            cell(finding.check.title.to_owned()),
            cell(finding.hits.len().to_string()),
            cell(sure(finding).to_string()),
            cell(money(finding.amount(Confidence::Clue))),
        ]
    });
    Table {
        caption: "线索分项情况".to_owned(),
        header: vec![
            ("编号".to_owned(), Alignment::Centre),
            ("问题".to_owned(), Alignment::Left),
            ("线索".to_owned(), Alignment::Right),
            ("其中号码姓名一致".to_owned(), Alignment::Right),
            ("涉及万元".to_owned(), Alignment::Right),
        ],
        rows: rows.collect(),
    }
}

fn not_checked(checked: &CheckUp) -> String {
    let lacking: Vec<&Finding> = checked.findings.iter().filter(|finding| !lacking_text(finding).is_empty()).collect();
    if lacking.is_empty() {
        return "各项都已检查。".to_owned();
    }
    let named: Vec<String> =
        lacking.iter().take(LACKING).map(|finding| format!("{}（缺{}）", finding.check.title, lacking_text(finding))).collect();
    format!("有{}项缺文件：{}。补齐文件后可再次体检。", lacking.len(), named.join("；"))
}
