//! AU-14: services paid for and not given as agreed: hours short, one photograph for several services, twice on a day, after death.

use std::collections::BTreeMap;

use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let records = &evidence.list(ListKind::ServiceRecords).rows;
    let mut photos: BTreeMap<&str, &ListRow> = BTreeMap::new();
    let mut days: BTreeMap<(vocabulary::CitizenId, vocabulary::Date), &ListRow> = BTreeMap::new();
    let mut hits = Vec::new();
    for row in records {
        hits.extend(by_itself(evidence, row));
        if let Some(photo) = row.cell(OwnField::Photo) {
            let first = *photos.entry(photo).or_insert(row);
            if first != row {
                hits.push(beside(evidence, row, first, OwnField::Photo, "与另一次服务使用同一照片。"));
            }
        }
        if let (Some(number), Some(day)) = (row.who.number(), row.own_day(OwnField::ServiceDay)) {
            let first = *days.entry((number, day)).or_insert(row);
            if first != row {
                hits.push(beside(evidence, row, first, OwnField::ServiceDay, "同一人同一日结算两次。"));
            }
        }
    }
    hits
}

fn by_itself(evidence: &Evidence<'_>, row: &ListRow) -> Vec<Hit> {
    let mut hits = Vec::new();
    let hours = |field: OwnField| row.cell(field).and_then(|text| text.trim_end_matches("小时").parse::<f64>().ok());
    if let (Some(given), Some(agreed)) = (hours(OwnField::Hours), hours(OwnField::HoursAgreed))
        && given < agreed
    {
        let cells = vec![evidence.own_cell(row, OwnField::Hours), evidence.own_cell(row, OwnField::HoursAgreed)];
        hits.push(paid(Hit::of(row, format!("服务{given}小时，少于约定的{agreed}小时。")).resting_on(&[row], cells), row));
    }
    let day = row.own_day(OwnField::ServiceDay);
    if let Some((death, stated)) = row.who.number().and_then(|number| evidence.death(number))
        && day.is_some_and(|day| day > death.day)
    {
        let cells = vec![evidence.own_cell(row, OwnField::ServiceDay), evidence.fact_cell(stated, death.stated.2)];
        hits.push(paid(Hit::of(row, "服务日期在服务对象死亡之后。").resting_on(&[row, stated], cells), row));
    }
    hits
}

fn beside(evidence: &Evidence<'_>, row: &ListRow, first: &ListRow, field: OwnField, note: &str) -> Hit {
    let cells = vec![evidence.own_cell(row, field), evidence.own_cell(first, field)];
    paid(Hit::of(row, note).resting_on(&[row], cells), row)
}

fn paid(mut hit: Hit, row: &ListRow) -> Hit {
    hit.amount = row.own_money(OwnField::Amount);
    hit.months = row.own_day(OwnField::ServiceDay).map(vocabulary::Date::in_month).into_iter().collect();
    hit
}
