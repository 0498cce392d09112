//! Lists of the check-up's own: their columns as `own_lists.toml` has them, and reading them from the cells of a file.

use std::sync::OnceLock;

use registry::intake::SheetText;
use serde::Deserialize;
use vocabulary::{AccountNumber, CitizenId, Month, RegionCode, squeeze};

use crate::column::OwnField;
use crate::correction::Corrections;
use crate::list_kind::ListKind;
use crate::months::one_month;
use crate::row::{ListRow, Who};

/// Rows from the top among which the headings are looked for.
const HEADING_ROWS: usize = 12;
/// First words of a row that is no row of the list.
const NOT_ROWS: [&str; 10] = ["合计", "总计", "小计", "共计", "注", "备注", "说明", "填表", "制表", "审核人"];

/// A list as the file of lists describes it.
struct OwnList {
    kind: ListKind,
    /// Field, headings without spaces, whether the list must have it.
    columns: Vec<(OwnField, Vec<String>, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListsFile {
    lists: Vec<ListFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    code: String,
    #[serde(rename = "name")]
    _name: String,
    columns: Vec<ColumnFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFile {
    field: String,
    headings: Vec<String>,
    #[serde(default)]
    required: bool,
}

/// What a sheet was found to be.
pub(crate) struct OwnHead {
    pub kind: ListKind,
    /// Row of the headings, from 0.
    row: usize,
    /// Column and field.
    pub columns: Vec<(usize, OwnField, String)>,
    /// Headings that the list does not know.
    pub unknown: Vec<String>,
}

fn lists() -> &'static [OwnList] {
    static LISTS: OnceLock<Vec<OwnList>> = OnceLock::new();
    LISTS.get_or_init(|| {
        let read: ListsFile = toml::from_str(include_str!("../own_lists.toml")).expect("a test reads the file of lists");
        read.lists.into_iter().map(own_list).collect()
    })
}

fn own_list(list: ListFile) -> OwnList {
    let column = |column: ColumnFile| {
        let field = OwnField::named(&column.field).expect("a test reads every field");
        (field, column.headings.iter().map(|heading| squeeze(heading)).collect(), column.required)
    };
    OwnList {
        kind: ListKind::named(&list.code).expect("a test reads every code"),
        columns: list.columns.into_iter().map(column).collect(),
    }
}

/// Whether this kind of list is read here.
pub(crate) fn reads(kind: ListKind) -> bool {
    lists().iter().any(|list| list.kind == kind)
}

/// Finds the list that a sheet is: the headings must hold all required columns; of several lists the one of which more
/// columns are there.
pub(crate) fn head_of(sheet: &SheetText, file: &str, corrections: &Corrections) -> Option<OwnHead> {
    let said = corrections.kind_of(file);
    let mut best: Option<OwnHead> = None;
    for (row, cells) in sheet.rows.iter().enumerate().take(HEADING_ROWS) {
        let headings: Vec<String> = cells.iter().map(|cell| plain_heading(cell)).collect();
        if headings.iter().filter(|heading| !heading.is_empty()).count() < 3 {
            continue;
        }
        for list in lists().iter().filter(|list| said.is_none_or(|kind| kind == list.kind)) {
            let Some(head) = head_in(list, row, &headings, file, corrections) else { continue };
            if best.as_ref().is_none_or(|best| head.columns.len() > best.columns.len()) {
                best = Some(head);
            }
        }
    }
    best
}

fn head_in(list: &OwnList, row: usize, headings: &[String], file: &str, corrections: &Corrections) -> Option<OwnHead> {
    let mut columns: Vec<(usize, OwnField, String)> = Vec::new();
    let mut unknown = Vec::new();
    for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
        let by_heading = || list.columns.iter().find(|(_, known, _)| known.contains(heading)).map(|(field, _, _)| *field);
        let field = match corrections.own_field(file, heading) {
            Some(said) => said,
            None => by_heading(),
        };
        match field {
            // Of two columns for one field the first counts; the other is told.
            Some(field) if columns.iter().all(|(_, taken, _)| *taken != field) => columns.push((at, field, heading.clone())),
            Some(_) | None => unknown.push(heading.clone()),
        }
    }
    let has = |field: OwnField| columns.iter().any(|(_, known, _)| *known == field);
    let complete = list.columns.iter().filter(|(_, _, required)| *required).all(|(field, _, _)| has(*field));
    complete.then_some(OwnHead { kind: list.kind, row, columns, unknown })
}

/// A heading without spaces, in half width, without what stands in brackets at its end.
fn plain_heading(text: &str) -> String {
    let plain = squeeze(text);
    match plain.strip_suffix(')').and_then(|plain| plain.rsplit_once('(')) {
        // 村(居)代码 keeps its brackets, which stand in the middle.
        Some((before, unit)) if !before.is_empty() && (unit.contains('元') || unit.contains("小时") || unit.contains('年')) => {
            before.to_owned()
        }
        Some(_) | None => plain,
    }
}

/// The month that the rows above the headings or the sheet's name state.
pub(crate) fn month_of(sheet: &SheetText, head: &OwnHead) -> Option<Month> {
    let above = sheet.rows.iter().take(head.row).flatten().find_map(|cell| one_month(cell));
    above.or_else(|| one_month(&sheet.name))
}

/// What stands above the headings, with the sheet's name.
pub(crate) fn title_of(sheet: &SheetText, head: &OwnHead) -> String {
    let above: Vec<&str> = sheet.rows.iter().take(head.row).flatten().map(String::as_str).collect();
    format!("{}{}", above.concat(), sheet.name)
}

/// The rows below the headings.
pub(crate) fn rows_of(sheet: &SheetText, head: &OwnHead, month: Option<Month>) -> Vec<ListRow> {
    let below = sheet.rows.iter().enumerate().skip(head.row + 1);
    below.filter_map(|(at, cells)| row_of(sheet.sheet, at, cells, head, month)).collect()
}

fn row_of(sheet: u16, at: usize, cells: &[String], head: &OwnHead, month: Option<Month>) -> Option<ListRow> {
    let first = cells.iter().find(|cell| !cell.trim().is_empty())?;
    if NOT_ROWS.iter().any(|word| first.trim().starts_with(word)) {
        return None;
    }
    let text = |field: OwnField| {
        let column = head.columns.iter().find(|(_, known, _)| *known == field)?.0;
        cells.get(column).map(|cell| squeeze(cell)).filter(|cell| !cell.is_empty())
    };
    let number = text(OwnField::Number).and_then(|typed| CitizenId::parse(&typed).ok());
    let kept = head.columns.iter().filter(|(_, field, _)| !is_of_the_person(*field));
    let own_cells: Vec<(OwnField, Box<str>, u16)> = kept
        .filter_map(|(column, field, _)| {
            let cell = cells.get(*column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())?;
            Some((*field, cell.into(), u16::try_from(*column).ok()?))
        })
        .collect();
    if own_cells.is_empty() {
        return None;
    }
    Some(ListRow {
        file: 0,
        sheet,
        row: u32::try_from(at + 1).ok()?,
        month,
        who: number.map_or(Who::Unknown, Who::Number),
        name: text(OwnField::Name).unwrap_or_default().into(),
        household: text(OwnField::Household).unwrap_or_default().into(),
        village: text(OwnField::Village).and_then(|code| RegionCode::parse(&code).ok()),
        village_name: text(OwnField::VillageName).unwrap_or_default().into(),
        relation: None,
        account: text(OwnField::Account).and_then(|typed| AccountNumber::parse(&typed).ok()),
        facts: Box::default(),
        cells: own_cells.into(),
    })
}

/// Fields that a row has a place of its own for.
fn is_of_the_person(field: OwnField) -> bool {
    matches!(
        field,
        OwnField::Name | OwnField::Number | OwnField::Household | OwnField::Village | OwnField::VillageName | OwnField::Account
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> SheetText {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        SheetText { sheet: 0, name: "Sheet1".into(), rows }
    }

    #[test]
    fn every_list_of_the_file_of_lists_is_read_with_its_fields_and_is_recognised_by_its_first_headings() {
        for list in lists() {
            let headings: Vec<&str> = list.columns.iter().map(|(_, headings, _)| headings[0].as_str()).collect();
            let head = head_of(&sheet(&[&["标题"], &headings]), "x", &Corrections::default()).expect("recognised");
            assert_eq!(head.kind, list.kind);
            assert_eq!(head.columns.len(), list.columns.len(), "{:?}", list.kind);
        }
    }

    #[test]
    fn a_payment_list_states_its_month_in_the_title_and_its_foot_is_no_payment() {
        let sheet = sheet(&[
            &["2022年10月农村低保资金发放名册"],
            &["姓名", "身份证号", "一卡通账号", "发放金额（元）", "经办"],
            &["王桂兰", "", "6217 0000 0000 0001", "834", ""],
            &["合计", "", "", "834", ""],
        ]);
        let head = head_of(&sheet, "x.xlsx", &Corrections::default()).expect("recognised");
        let month = month_of(&sheet, &head);
        let rows = rows_of(&sheet, &head, month);
        assert_eq!((head.kind, month, rows.len()), (ListKind::Payments, Month::new(2022, 10), 1));
        assert_eq!(rows[0].own_money(OwnField::Amount), Some(vocabulary::Fen::yuan(834)));
        assert_eq!(head.unknown, ["经办"]);
    }

    #[test]
    fn a_column_under_a_strange_heading_is_read_once_an_official_says_what_it_is() {
        let sheet = sheet(&[&["姓名", "身份证号", "钱", "开户名"], &["王桂兰", "", "834", "王桂兰"]]);
        assert!(head_of(&sheet, "x.xlsx", &Corrections::default()).is_none());
        let said = Corrections::parse(["x.xlsx:钱=金额"]).expect("a correction");
        assert_eq!(head_of(&sheet, "x.xlsx", &said).map(|head| head.kind), Some(ListKind::Payments));
    }
}
