//! Lists compared, as a workbook: counts, and a line for each difference with a proposal.

use ::check_up::{Difference, DifferenceKind, Identities, Reconciliation};
use vocabulary::Date;

use super::page::{Page, Value, shown_row};
use crate::xlsx::{SheetFault, workbook};

/// Every kind of difference, in the order of the sheet of counts.
const KINDS: [DifferenceKind; 7] = [
    DifferenceKind::Missing,
    DifferenceKind::Name,
    DifferenceKind::Class,
    DifferenceKind::Amount,
    DifferenceKind::Account,
    DifferenceKind::Members,
    DifferenceKind::NoNumber,
];
/// Row of the heads of the differences, from 0.
const HEADS: u32 = 2;

/// The workbook.
pub fn reconciliation_workbook(compared: &Reconciliation, identities: Identities, day: Date) -> Result<Vec<u8>, SheetFault> {
    let mut workbook = workbook(day)?;
    let words = |text: &str| Value::Words(text.to_owned());
    let mut page = Page::new(workbook.add_worksheet(), "汇总", "名单比对汇总", &[44.0, 14.0])?;
    page.heads(1, &["项目".to_owned(), "人数".to_owned()])?;
    let mut row = 2;
    for (name, people) in compared.lists.iter().zip(&compared.people) {
        page.row(row, &[words(name), Value::Count(*people)])?;
        row += 1;
    }
    page.row(row, &[words("各名单一致"), Value::Count(compared.agreeing)])?;
    let last = shown_row(HEADS + 1) + u32::try_from(compared.differences.len()).unwrap_or(u32::MAX / 2);
    for kind in KINDS {
        row += 1;
        let count = compared.differences.iter().filter(|difference| difference.kind == kind).count();
        let formula = format!("=COUNTIF('差异'!$B${}:$B${last},\"{}\")", shown_row(HEADS + 1), kind.label());
        page.row(row, &[words(kind.label()), Value::CountFormula(formula, count)])?;
    }
    let mut columns: Vec<String> = ["序号", "差异", "姓名", "身份证号", "户编号"].map(str::to_owned).to_vec();
    for name in &compared.lists {
        columns.push(name.clone());
        columns.push(format!("{name} 出处"));
    }
    columns.extend(["建议", "核实结果"].map(str::to_owned));
    let mut widths = vec![6.0, 20.0, 10.0, 21.0, 18.0];
    widths.extend([24.0, 14.0].repeat(compared.lists.len()));
    widths.extend([50.0, 20.0]);
    let mut page = Page::new(workbook.add_worksheet(), "差异", "名单比对差异", &widths)?;
    page.heads(HEADS, &columns)?;
    for (row, (place, difference)) in (HEADS + 1..).zip((1..).zip(&compared.differences)) {
        page.row(row, &line(place, difference, identities))?;
    }
    let last = HEADS + u32::try_from(compared.differences.len()).unwrap_or(u32::MAX - HEADS);
    page.filter(HEADS, last, columns.len())?;
    Ok(workbook.save_to_buffer()?)
}

fn line(place: usize, difference: &Difference, identities: Identities) -> Vec<Value> {
    let is_name = difference.kind == DifferenceKind::Name;
    let mut values = vec![
        Value::Count(place),
        Value::Words(difference.kind.label().to_owned()),
        Value::Words(identities.name(&difference.name)),
        difference.number.map_or(Value::Nothing, |number| Value::Words(identities.number(number))),
        Value::Words(difference.household.clone()),
    ];
    for says in &difference.says {
        match says {
            None => values.extend([Value::Words("没有".to_owned()), Value::Nothing]),
            Some(cell) => {
                let value = if is_name { identities.name(&cell.value) } else { cell.value.clone() };
                values.extend([Value::Words(value), Value::Words(format!("第{}张表 {}", cell.sheet + 1, cell.address()))]);
            }
        }
    }
    values.push(Value::Words(difference.proposal.clone()));
    values
}
