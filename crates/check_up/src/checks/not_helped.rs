//! AU-10: people whom the lists show to be entitled and whom no roll or payment reaches. Missed people are findings too.

use policy::Key;
use registry::FactKind;
use vocabulary::{CertificateStatus, CitizenId, DisabilityLevel, Fen, ParentCondition};

use super::amount_wrong::SUBSIDIES;
use crate::aid::Aid;
use crate::evidence::Evidence;
use crate::finding::Hit;
use crate::list_kind::ListKind;
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let pays_subsidies = evidence.has(ListKind::SubsidiesRoll) || !evidence.receipts.months_paid(Aid::Living).is_empty();
    if pays_subsidies {
        let certificates = evidence.list(ListKind::Certificates);
        for (number, _) in certificates.people() {
            hits.extend(
                certificates.of_person(number).next_back().into_iter().flat_map(|row| of_certificate(evidence, number, row)),
            );
        }
    }
    if evidence.has(ListKind::ChildrenRoll) {
        let parents = evidence.list(ListKind::ChildrenParents);
        for (number, _) in parents.people() {
            hits.extend(parents.of_person(number).next_back().and_then(|row| of_child(evidence, number, row)));
        }
    }
    hits
}

fn of_certificate(evidence: &Evidence<'_>, number: CitizenId, row: &ListRow) -> Vec<Hit> {
    let level = row.code::<DisabilityLevel>(FactKind::DisabilityLevel);
    let expired = row.day(FactKind::CertificateExpiry).is_some_and(|day| day.in_month() < evidence.as_of);
    let cancelled = row.code::<CertificateStatus>(FactKind::CertificateStatus) == Some(CertificateStatus::Cancelled);
    let receives = |aid: Aid| evidence.receipts.has(number, aid);
    let has_fee = evidence.list(ListKind::SocialInsurance).of_person(number);
    let has_fee = has_fee.into_iter().any(|row| row.money(FactKind::InjuryNursingFee).is_some_and(|fee| fee > Fen::ZERO));
    if level.is_none() || expired || cancelled || has_fee || receives(Aid::Tekun) || evidence.is_gone(number, evidence.as_of) {
        return Vec::new();
    }
    let severe = matches!(level, Some(DisabilityLevel::One | DisabilityLevel::Two));
    let needs_care = row.count(FactKind::LongTermCare) == Some(1);
    let mut hits = Vec::new();
    if severe && needs_care && !receives(Aid::Nursing) {
        let cells = vec![evidence.fact_cell(row, FactKind::DisabilityLevel), evidence.fact_cell(row, FactKind::LongTermCare)];
        let note = "一、二级残疾且需要长期照护，未享受重度残疾人护理补贴。";
        hits.push(missed(evidence, Hit::of(row, note).resting_on(&[row], cells), Aid::Nursing));
    }
    let in_unit = evidence.units.of_person(number).next_back();
    if let Some(unit) = in_unit.filter(|_| !receives(Aid::Living) && !receives(Aid::Orphan) && !receives(Aid::Unattended)) {
        let of_unit = unit.rows.iter().map(|at| evidence.row(ListKind::DibaoRoll, *at));
        let member = of_unit.into_iter().find(|member| member.who.number() == Some(number)).unwrap_or(row);
        let cells = vec![evidence.fact_cell(row, FactKind::DisabilityLevel), evidence.row_cell(member)];
        let mut hit = Hit::of(row, "低保家庭中的残疾人，未享受困难残疾人生活补贴。").resting_on(&[row, member], cells);
        hit.household = unit.household.to_string();
        hits.push(missed(evidence, hit, Aid::Living));
    }
    hits
}

/// What the person misses in a month, where the rate is known.
fn missed(evidence: &Evidence<'_>, hit: Hit, aid: Aid) -> Hit {
    let name = SUBSIDIES.iter().find(|(known, _, _)| *known == aid).map(|(_, _, name)| *name);
    let amount = name.and_then(|name| evidence.law.money(name, evidence.as_of.first_day()));
    hit.at_risk(aid, vec![evidence.as_of], amount)
}

/// A minor neither of whose parents can care, on neither scheme nor tekun.
fn of_child(evidence: &Evidence<'_>, number: CitizenId, row: &ListRow) -> Option<Hit> {
    let cannot = |kind: FactKind| row.code::<ParentCondition>(kind).is_some_and(|condition| condition != ParentCondition::Able);
    let adult = evidence.law.count(Key::ADULT_AGE.name, evidence.as_of.last_day())?;
    let is_minor = i64::from(evidence.as_of.last_day().age_of_birth(number.birth())) < adult;
    let helped = [Aid::Orphan, Aid::Unattended, Aid::Tekun].into_iter().any(|aid| evidence.receipts.has(number, aid));
    let both = cannot(FactKind::FatherCondition) && cannot(FactKind::MotherCondition);
    if !both || !is_minor || helped || evidence.is_gone(number, evidence.as_of) {
        return None;
    }
    let cells = vec![evidence.fact_cell(row, FactKind::FatherCondition), evidence.fact_cell(row, FactKind::MotherCondition)];
    let hit = Hit::of(row, "父母双方均无法履行抚养义务，未纳入孤儿或事实无人抚养儿童保障。");
    Some(hit.at_risk(Aid::Unattended, vec![evidence.as_of], None).resting_on(&[row], cells))
}
