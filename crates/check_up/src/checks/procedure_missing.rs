//! AU-12: steps of the procedure that the record of cases lacks: visit, two investigators, days of notice, its photograph.

use policy::Key;

use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let records = &evidence.list(ListKind::ProcedureRecords).rows;
    let has = |field: OwnField| records.iter().any(|row| row.cell(field).is_some());
    let (notices, photos) = (has(OwnField::NoticeFrom), has(OwnField::Photo));
    records.iter().flat_map(|row| of_record(evidence, row, notices, photos)).collect()
}

fn of_record(evidence: &Evidence<'_>, row: &ListRow, notices: bool, photos: bool) -> Vec<Hit> {
    let mut missing: Vec<(OwnField, String)> = Vec::new();
    let Some(decided) = row.own_day(OwnField::DecisionDay) else { return Vec::new() };
    match row.own_day(OwnField::VisitDay) {
        None => missing.push((OwnField::VisitDay, "没有入户调查日期。".to_owned())),
        Some(visited) if visited > decided => missing.push((OwnField::VisitDay, "先审批后入户调查。".to_owned())),
        Some(_) => {}
    }
    let visitors = row.cell(OwnField::Visitors).unwrap_or_default();
    let team = visitors.split(['、', ',', '，', ';', '；', ' ', '/']).filter(|name| !name.trim().is_empty()).count();
    let least = evidence.law.count(Key::VISIT_TEAM.name, decided).and_then(|least| usize::try_from(least).ok());
    if let Some(least) = least.filter(|least| team < *least) {
        missing.push((OwnField::Visitors, format!("入户调查{team}人，少于{least}人。")));
    }
    if notices {
        missing.extend(of_notice(evidence, row, decided));
    }
    if photos && row.cell(OwnField::Photo).is_none() {
        missing.push((OwnField::Photo, "没有公示照片。".to_owned()));
    }
    missing
        .into_iter()
        .map(|(field, note)| {
            let cells = vec![
                evidence.cell(row, place(row, field), field.label(), shown(row, field)),
                evidence.own_cell(row, OwnField::DecisionDay),
            ];
            let mut hit = Hit::of(row, note).resting_on(&[row], cells);
            hit.months = vec![decided.in_month()];
            hit
        })
        .collect()
}

fn of_notice(evidence: &Evidence<'_>, row: &ListRow, decided: vocabulary::Date) -> Option<(OwnField, String)> {
    let Some(from) = row.own_day(OwnField::NoticeFrom) else {
        return Some((OwnField::NoticeFrom, "没有公示日期。".to_owned()));
    };
    let days = evidence.law.count(Key::NOTICE_DAYS.name, from)?;
    if let Some(until) = row.own_day(OwnField::NoticeUntil) {
        let posted = i64::from(from.days_until(until)) + 1;
        if posted < days {
            return Some((OwnField::NoticeUntil, format!("公示{posted}天，少于{days}天。")));
        }
    }
    // The decision may be taken on the day after the last one of the notice.
    let posted = i64::from(from.days_until(decided));
    (posted < days).then(|| (OwnField::NoticeFrom, format!("公示未满{days}天即审批。")))
}

fn place(row: &ListRow, field: OwnField) -> Option<u16> {
    row.cells.iter().find(|(known, _, _)| *known == field).map(|(_, _, column)| *column)
}

/// Investigators are counted, not named.
fn shown(row: &ListRow, field: OwnField) -> String {
    match row.cell(field) {
        None => "未填写".to_owned(),
        Some(_) if field == OwnField::Visitors => "已填写，人数不足".to_owned(),
        Some(text) => text.to_owned(),
    }
}
