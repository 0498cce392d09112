//! AU-19: a unit of which the record of cases holds a visit, but none within the cycle of its class. Units that the record
//! does not know are not judged: it may begin after them.

use policy::Key;
use registry::FactKind;
use vocabulary::{Date, DibaoClass};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::row::ListRow;
use crate::units::Unit;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let latest = evidence.receipts.months_of_rolls(Aid::Dibao).last().copied();
    let units = evidence.units.all.iter().filter(|unit| Some(unit.month) == latest);
    units.filter_map(|unit| of_unit(evidence, unit)).collect()
}

fn cycle(class: DibaoClass) -> &'static str {
    match class {
        DibaoClass::One => Key::REVERIFICATION_CLASS_1.name,
        DibaoClass::Two => Key::REVERIFICATION_CLASS_2.name,
        DibaoClass::Three => Key::REVERIFICATION_CLASS_3.name,
        DibaoClass::Four => Key::REVERIFICATION_CLASS_4.name,
    }
}

fn of_unit(evidence: &Evidence<'_>, unit: &Unit) -> Option<Hit> {
    let members = unit.rows.iter().map(|row| evidence.row(ListKind::DibaoRoll, *row));
    let records =
        members.filter_map(|row| row.who.number()).flat_map(|number| evidence.list(ListKind::ProcedureRecords).of_person(number));
    let (visited, record): (Date, &ListRow) =
        records.filter_map(|record| Some((record.own_day(OwnField::VisitDay)?, record))).max_by_key(|(day, _)| *day)?;
    let day = evidence.today.min(evidence.as_of.last_day());
    let months = evidence.law.count(cycle(unit.class?), day).and_then(|months| i32::try_from(months).ok())?;
    let due = visited.plus_months(months);
    if due >= day {
        return None;
    }
    let row = unit.rows.iter().map(|row| evidence.row(ListKind::DibaoRoll, *row)).find(|row| row.who == record.who)?;
    let note = format!("上次入户{visited}，应于{due}前复核，逾期{}天。", due.days_until(day));
    let cells = vec![evidence.own_cell(record, OwnField::VisitDay), evidence.fact_cell(row, FactKind::DibaoClass)];
    Some(Hit::of(row, note).at_risk(Aid::Dibao, vec![unit.month], unit.monthly).resting_on(&[row, record], cells))
}
