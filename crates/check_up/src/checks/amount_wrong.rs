//! AU-09: amounts other than the rate of the month. Rates are values of law of that month; an unknown one judges nothing.

use std::collections::HashMap;

use policy::Key;
use registry::FactKind;
use vocabulary::{CareMode, ChildScheme, DibaoClass, Fen, Month, SelfCare};

use super::times;
use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{EvidenceCell, Hit};
use crate::list_kind::ListKind;
use crate::receipts::Stated;
use crate::row::ListRow;
use crate::units::Unit;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = evidence.units.all.iter().filter_map(|unit| of_unit(evidence, unit)).collect();
    hits.extend(evidence.list(ListKind::TekunRoll).rows.iter().flat_map(|row| of_tekun(evidence, row)));
    hits.extend(evidence.list(ListKind::ChildrenRoll).rows.iter().filter_map(|row| of_child(evidence, row)));
    hits.extend(evidence.list(ListKind::SubsidiesRoll).rows.iter().flat_map(|row| of_subsidies(evidence, row)));
    hits.extend(subsidies_paid(evidence));
    hits
}

/// The value of law that a class is paid by.
fn rate_of_class(class: DibaoClass) -> &'static str {
    match class {
        DibaoClass::One => Key::CLASS_1_AMOUNT.name,
        DibaoClass::Two => Key::CLASS_2_AMOUNT.name,
        DibaoClass::Three => Key::CLASS_3_AMOUNT.name,
        DibaoClass::Four => Key::CLASS_4_AMOUNT.name,
    }
}

fn of_unit(evidence: &Evidence<'_>, unit: &Unit) -> Option<Hit> {
    let (class, monthly) = (unit.class?, unit.monthly?);
    let rate = evidence.law.money(rate_of_class(class), unit.month.first_day())?;
    let due = times(rate, unit.rows.len())?;
    // Special members may get more where the county adds something for them.
    let adds = evidence.law.money(Key::CATEGORY_SUPPLEMENT.name, unit.month.first_day()) != Some(Fen::ZERO);
    if monthly == due || (adds && monthly > due) {
        return None;
    }
    let row = evidence.row(ListKind::DibaoRoll, *unit.rows.first()?);
    let heads = unit.rows.len();
    let note = format!("{}{heads}人应为{due}元，名册为{monthly}元，{}。", vocabulary::Coded::label(class), words(monthly, due));
    let cells = vec![evidence.fact_cell(row, FactKind::DibaoClass), evidence.fact_cell(row, FactKind::DibaoMonthly)];
    Some(differing(Hit::of(row, note), Aid::Dibao, unit.month, monthly, due).resting_on(&[row], cells))
}

fn of_tekun(evidence: &Evidence<'_>, row: &ListRow) -> Vec<Hit> {
    let month = row.month.unwrap_or(evidence.as_of);
    let day = month.first_day();
    let basic_rate = row.code::<CareMode>(FactKind::CareMode).and_then(|mode| {
        let name = match mode {
            CareMode::Institution => "tekun.rural.basic.institution",
            CareMode::Home => "tekun.rural.basic.home",
        };
        evidence.law.money(name, day)
    });
    let care_rate = row.code::<SelfCare>(FactKind::SelfCare).and_then(|level| evidence.law.money(care_rate(level), day));
    let both = [(FactKind::TekunBasic, basic_rate), (FactKind::TekunCare, care_rate)];
    let hits = both.into_iter().filter_map(|(kind, rate)| {
        let (paid, due) = (row.money(kind)?, rate?);
        let note = format!("{}应为{due}元，名册为{paid}元，{}。", kind.label(), words(paid, due));
        let cells = vec![evidence.fact_cell(row, kind), evidence.fact_cell(row, FactKind::SelfCare)];
        (paid != due).then(|| differing(Hit::of(row, note), Aid::Tekun, month, paid, due).resting_on(&[row], cells))
    });
    hits.collect()
}

/// The value of law that care is paid by.
pub(super) fn care_rate(level: SelfCare) -> &'static str {
    match level {
        SelfCare::Full => "tekun.care.full",
        SelfCare::Partial => "tekun.care.partial",
        SelfCare::None => "tekun.care.none",
    }
}

fn of_child(evidence: &Evidence<'_>, row: &ListRow) -> Option<Hit> {
    let month = row.month.unwrap_or(evidence.as_of);
    let scheme = row.code::<ChildScheme>(FactKind::ChildScheme)?;
    let (name, kind) = match scheme {
        ChildScheme::Orphan => ("children.orphan.dispersed", FactKind::ChildMonthly),
        ChildScheme::Unattended => ("children.unattended", FactKind::ChildMonthly),
    };
    let (paid, due) = (row.money(kind)?, evidence.law.money(name, month.first_day())?);
    // The difference beside dibao, and the higher rate in an institution, are judged elsewhere.
    let on_dibao = row.who.number().is_some_and(|number| evidence.receipts.has(number, Aid::Dibao));
    let in_institution =
        scheme == ChildScheme::Orphan && evidence.law.money("children.orphan.institution", month.first_day()) == Some(paid);
    if paid == due || in_institution || (scheme == ChildScheme::Unattended && on_dibao && paid < due) {
        return None;
    }
    let note = format!("{}应为{due}元，名册为{paid}元，{}。", vocabulary::Coded::label(scheme), words(paid, due));
    let cells = vec![evidence.fact_cell(row, kind)];
    Some(differing(Hit::of(row, note), Aid::of_scheme(scheme), month, paid, due).resting_on(&[row], cells))
}

/// The two subsidies with the kinds that state them and the values of law that set them.
pub(super) const SUBSIDIES: [(Aid, FactKind, &str); 2] = [
    (Aid::Living, FactKind::LivingSubsidy, "disability.living.amount"),
    (Aid::Nursing, FactKind::NursingSubsidy, "disability.nursing.amount"),
];

fn of_subsidies(evidence: &Evidence<'_>, row: &ListRow) -> Vec<Hit> {
    let month = row.month.unwrap_or(evidence.as_of);
    let hits = SUBSIDIES.into_iter().filter_map(|(aid, kind, name)| {
        let paid = row.money(kind).filter(|paid| *paid > Fen::ZERO)?;
        let due = evidence.law.money(name, month.first_day())?;
        let note = format!("{}应为{due}元，名册为{paid}元，{}。", aid.label(), words(paid, due));
        let cells: Vec<EvidenceCell> = vec![evidence.fact_cell(row, kind)];
        (paid != due).then(|| differing(Hit::of(row, note), aid, month, paid, due).resting_on(&[row], cells))
    });
    hits.collect()
}

/// Payments of the subsidies: whole months of back pay are no fault.
fn subsidies_paid(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    // A rate is looked up once a month, not once a payment.
    let mut rates: HashMap<(Aid, Month), Option<Fen>> = HashMap::new();
    for receipt in evidence.receipts.all().iter().filter(|receipt| receipt.stated == Stated::Paid) {
        let Some((_, _, name)) = SUBSIDIES.iter().find(|(aid, _, _)| *aid == receipt.aid) else { continue };
        let rate = rates.entry((receipt.aid, receipt.month));
        let rate = *rate.or_insert_with(|| evidence.law.money(name, receipt.month.first_day()));
        let (Some(paid), Some(due)) = (receipt.amount, rate) else { continue };
        if paid > Fen::ZERO && paid.as_fen() % due.as_fen().max(1) == 0 {
            continue;
        }
        let row = evidence.receipt_row(receipt);
        let note = format!("{}{}应为{due}元，发放{paid}元，{}。", receipt.month, receipt.aid.label(), words(paid, due));
        let cells = vec![evidence.own_cell(row, OwnField::Amount)];
        hits.push(differing(Hit::of(row, note), receipt.aid, receipt.month, paid, due).resting_on(&[row], cells));
    }
    hits
}

fn words(paid: Fen, due: Fen) -> String {
    if paid > due { format!("多发{}元", paid - due) } else { format!("少发{}元", due - paid) }
}

/// At risk is the difference, whichever way.
fn differing(hit: Hit, aid: Aid, month: Month, paid: Fen, due: Fen) -> Hit {
    let difference = if paid > due { paid - due } else { due - paid };
    hit.at_risk(aid, vec![month], Some(difference))
}
