//! AU-13: care paid at another level than the assessment found, and townships where everybody is at one level.

use std::collections::BTreeMap;

use registry::FactKind;
use vocabulary::{Coded, Fen, RegionCode, RegionLevel, SelfCare};

use super::amount_wrong::care_rate;
use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::{Confidence, Hit};
use crate::list_kind::ListKind;
use crate::row::ListRow;

/// Persons of a township from which on one level for all is remarkable. An auditor's yardstick, no rule of law.
const REMARKABLE_FROM: usize = 10;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let roll = &evidence.list(ListKind::TekunRoll).rows;
    let mut hits: Vec<Hit> = roll.iter().filter_map(|row| differs(evidence, row)).collect();
    let mut townships: BTreeMap<RegionCode, Vec<&ListRow>> = BTreeMap::new();
    for row in roll {
        if let Some(village) = row.village {
            townships.entry(village.at(RegionLevel::Town)).or_default().push(row);
        }
    }
    hits.extend(townships.values().filter_map(|rows| all_alike(evidence, rows)));
    hits
}

/// The roll against the last assessment before the end of its month.
fn differs(evidence: &Evidence<'_>, row: &ListRow) -> Option<Hit> {
    let month = row.month.unwrap_or(evidence.as_of);
    let paid = row.code::<SelfCare>(FactKind::SelfCare)?;
    let assessments = evidence.list(ListKind::CareAssessments).of_person(row.who.number()?);
    // A change is paid from the month after the assessment.
    let assessed = assessments
        .filter(|other| other.day(FactKind::AssessmentDay).is_some_and(|day| day.in_month() < month))
        .max_by_key(|other| other.day(FactKind::AssessmentDay))?;
    let found = assessed.code::<SelfCare>(FactKind::SelfCare)?;
    if found == paid {
        return None;
    }
    let rate = |level: SelfCare| evidence.law.money(care_rate(level), month.first_day());
    let difference = rate(paid).zip(rate(found)).map(|(paid, found)| if paid > found { paid - found } else { found - paid });
    let note = format!("评估为{}，名册按{}发放照料护理费。", found.label(), paid.label());
    let cells = vec![evidence.fact_cell(assessed, FactKind::SelfCare), evidence.fact_cell(row, FactKind::SelfCare)];
    Some(Hit::of(row, note).at_risk(Aid::Tekun, vec![month], difference).resting_on(&[row, assessed], cells))
}

fn all_alike(evidence: &Evidence<'_>, rows: &[&ListRow]) -> Option<Hit> {
    let first = rows.first()?;
    let level = first.code::<SelfCare>(FactKind::SelfCare)?;
    let alike = rows.iter().all(|row| row.code::<SelfCare>(FactKind::SelfCare) == Some(level));
    // That all can look after themselves costs nothing and is no sign of inflation.
    if rows.len() < REMARKABLE_FROM || !alike || level == SelfCare::Full {
        return None;
    }
    let amount = rows.iter().filter_map(|row| row.money(FactKind::TekunCare)).fold(Fen::ZERO, |sum, amount| sum + amount);
    let month = first.month.unwrap_or(evidence.as_of);
    let note = format!("该乡镇{}名特困人员全部评为{}，须抽查评估。", rows.len(), level.label());
    let cells = rows.iter().map(|row| evidence.fact_cell(row, FactKind::SelfCare)).collect();
    let mut hit = Hit::of(first, note).at_risk(Aid::Tekun, vec![month], Some(amount));
    (hit.name, hit.number, hit.confidence, hit.evidence) = (String::new(), None, Confidence::Clue, cells);
    Some(hit)
}
