//! The rules of 2022 worked out a second time from the rows alone: they must find the way each unit goes.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{
    ApplicationKind, Date, DibaoClass, DisabilityKind, DisabilityLevel, Fen, LabourCapacity, Month, PaymentPurpose, Programme,
    Schooling, Whereabouts,
};

use super::super::rows::{CitizenKey, DeclarationRow, OfficeMonth};
use super::super::{County, PensionRule, Totals};
use super::{SEEDS, county, months, year_2022};

fn counts(row: &DeclarationRow) -> bool {
    match row.whereabouts.map(|(whereabouts, _)| whereabouts) {
        None | Some(Whereabouts::AtHome | Whereabouts::AwayForWorkOrStudy) => row.schooling != Schooling::Postgraduate,
        Some(_) => false,
    }
}

/// Wages less a fifth, at most 1,000 yuan a month; no loss lowers another income.
fn counted_income(row: &DeclarationRow, totals: &Totals) -> Fen {
    let cost = row.wages.divide_half_up(5).min(Fen::yuan(1_000) * i64::from(row.wage_months));
    let pension = if totals.rates.pension == PensionRule::Counted { row.resident_pension } else { Fen::ZERO };
    let transfers = row.support + row.employee_pension + pension + row.old_age_allowance + row.other_transfer;
    row.wages - cost
        + row.business.or_nothing_if_negative()
        + row.property
        + row.other
        + (transfers - row.paid).or_nothing_if_negative()
}

fn severe(row: &DeclarationRow) -> bool {
    row.serious_illness
        || row.disability.is_some_and(|disability| match disability.level {
            DisabilityLevel::One | DisabilityLevel::Two => true,
            DisabilityLevel::Three => matches!(disability.kind, DisabilityKind::Intellectual | DisabilityKind::Mental),
            DisabilityLevel::Four => false,
        })
}

/// Class and heads that the law gives the family, from its declarations.
fn outcome(
    family: &[&DeclarationRow],
    births: impl Fn(CitizenKey) -> Date,
    day: Date,
    totals: &Totals,
) -> Option<(DibaoClass, i64)> {
    let members: Vec<&DeclarationRow> = family.iter().copied().filter(|row| counts(row)).collect();
    let heads = i64::try_from(members.len()).expect("families are small");
    let line = totals.rates.standard * 12;
    let income: Fen = members.iter().map(|row| counted_income(row, totals)).sum();
    let cash: Fen = members.iter().map(|row| row.cash).sum();
    let dwellings: u8 = members.iter().map(|row| row.dwellings).sum();
    if cash > line * (2 * heads) || dwellings > 1 || members.iter().any(|row| row.cars + row.shops > 0) {
        return None;
    }
    let (applicant, kind) = family.iter().find_map(|row| row.application.map(|(_, kind)| (*row, kind)))?;
    let unit: Vec<&DeclarationRow> = match kind {
        ApplicationKind::WholeFamily if income >= line * heads => return None,
        ApplicationKind::WholeFamily => members,
        // A margin family: from the line up, below one and a half times of it.
        ApplicationKind::SinglePerson if income < line * heads || income * 2 >= line * (3 * heads) || !severe(applicant) => {
            return None;
        }
        ApplicationKind::SinglePerson => vec![applicant],
    };
    let heads = i64::try_from(unit.len()).expect("families are small");
    let income: Fen = unit.iter().map(|row| counted_income(row, totals)).sum();
    let no_labour = |row: &&&DeclarationRow| row.labour == LabourCapacity::None || day.age_of_birth(births(row.citizen)) < 16;
    let class = if income >= line * heads {
        return None;
    } else if income == Fen::ZERO && unit.iter().filter(no_labour).count() == unit.len() {
        DibaoClass::One
    } else if income * 5 <= line * heads || kind == ApplicationKind::SinglePerson {
        DibaoClass::Two
    } else if income * 5 <= line * (4 * heads) {
        DibaoClass::Three
    } else {
        DibaoClass::Four
    };
    Some((class, heads))
}

/// What each applicant is paid in dibao in the month, returned or not.
fn dibao(rows: &OfficeMonth) -> BTreeMap<CitizenKey, Fen> {
    let last = rows.month.first_day().plus_days(14);
    let due = rows.payments.iter().filter(|payment| payment.purpose == PaymentPurpose::RuralDibao && payment.day == last);
    due.map(|payment| (payment.citizen, payment.amount)).collect()
}

fn check_law(county: &County) {
    let totals = county.table();
    let year: Vec<OfficeMonth> = months(totals).into_iter().map(|month| county.month(month)).collect();
    let paid: Vec<BTreeMap<CitizenKey, Fen>> = year.iter().map(dibao).collect();
    let births = |citizen: CitizenKey| county.people().citizens[citizen.0 as usize].birth;
    let (mut eligible, mut refused) = (0, 0);
    for (at, rows) in year.iter().enumerate().take(8) {
        let mut families: BTreeMap<&str, Vec<&DeclarationRow>> = BTreeMap::new();
        for row in &rows.declarations {
            families.entry(&row.household).or_default().push(row);
        }
        // Whoever dies, is born or declares again in the next months has another outcome then.
        let later: BTreeSet<&str> =
            year[at + 1..at + 3].iter().flat_map(|rows| rows.declarations.iter().map(|row| row.household.as_str())).collect();
        let changing: BTreeSet<CitizenKey> = year[at..at + 3]
            .iter()
            .flat_map(|rows| {
                rows.register
                    .iter()
                    .filter(|row| rows.month != totals.month.plus(-9) && (row.death.is_some() || row.moved_out.is_some()))
                    .map(|row| row.citizen)
                    .chain(rows.deaths.iter().map(|row| row.citizen))
            })
            .collect();
        for (household, family) in families {
            // Who applies for tekun declares without an application for dibao.
            let Some(applicant) = family.iter().find(|row| row.application.is_some()).map(|row| row.citizen) else { continue };
            if later.contains(household) || family.iter().any(|row| changing.contains(&row.citizen)) {
                continue;
            }
            let now = paid[at + 2].get(&applicant).copied().unwrap_or_default();
            match outcome(&family, births, rows.month.last_day(), totals) {
                Some((class, heads)) => {
                    eligible += 1;
                    assert_eq!(
                        now,
                        totals.rates.class(class) * heads,
                        "{household} in {} of seed {}",
                        rows.month,
                        county.plan().seed()
                    );
                }
                None => {
                    refused += 1;
                    let raised = family.iter().any(|row| row.raised_by_employment);
                    let after = paid.get(at + 5).and_then(|paid| paid.get(&applicant));
                    assert!(now == Fen::ZERO || raised, "{household} in {} is paid without a right", rows.month);
                    assert!(after.is_none(), "{household} in {}: the months of grace are over", rows.month);
                }
            }
        }
    }
    assert!(eligible > 100 && refused > 3, "{eligible} and {refused}");
}

#[test]
fn the_law_finds_from_the_declarations_what_every_unit_is_paid() {
    for seed in SEEDS {
        check_law(&county(20_000, seed, year_2022()));
    }
}

#[test]
fn the_law_finds_it_in_2026_too_when_pensions_count() {
    check_law(&county(20_000, 4, Totals::parse(Totals::YEAR_2026).expect("the table reads")));
}

#[test]
fn nobody_has_tekun_with_dibao_or_a_subsidy_in_one_month() {
    let county = county(20_000, 20_521, year_2022());
    for month in months(&year_2022()) {
        let rows = county.month(month);
        let of = |purposes: &[PaymentPurpose]| -> BTreeSet<CitizenKey> {
            let due = rows.payments.iter().filter(|payment| purposes.contains(&payment.purpose) && payment.day.day() == 15);
            due.map(|payment| payment.citizen).collect()
        };
        let tekun = of(&[PaymentPurpose::Tekun]);
        let others = of(&[PaymentPurpose::RuralDibao, PaymentPurpose::DisabilityLiving, PaymentPurpose::DisabilityNursing]);
        assert_eq!(tekun.intersection(&others).count(), 0, "{month}");
    }
}

#[test]
fn a_nursing_subsidy_has_a_certificate_of_level_1_or_2_in_force_and_the_need_of_care() {
    let county = county(20_000, 7, year_2022());
    let mut certificates = BTreeMap::new();
    for month in months(&year_2022()) {
        let rows = county.month(month);
        for row in rows.certificates {
            certificates.insert(row.citizen, row);
        }
        for payment in
            rows.payments.iter().filter(|payment| payment.purpose == PaymentPurpose::DisabilityNursing && payment.day.day() == 15)
        {
            let certificate = &certificates[&payment.citizen];
            let severe = matches!(certificate.disability.level, DisabilityLevel::One | DisabilityLevel::Two);
            assert!(severe && certificate.needs_care, "{month}");
            assert!(certificate.expires.in_month() >= month && certificate.issued <= month.last_day(), "{month}");
        }
    }
}

#[test]
fn tekun_persons_of_the_year_applied_in_the_month_before() {
    let county = county(20_000, 20_521, year_2022());
    let mut applied: BTreeSet<CitizenKey> = BTreeSet::new();
    for (at, month) in months(&year_2022()).into_iter().enumerate() {
        let rows = county.month(month);
        if at == 0 {
            applied.extend(rows.opening.tekun.iter().map(|row| row.citizen));
        }
        let due = rows.payments.iter().filter(|payment| payment.purpose == PaymentPurpose::Tekun && payment.day.day() == 15);
        assert!(due.clone().count() > 0 && due.clone().all(|payment| applied.contains(&payment.citizen)), "{month}");
        applied.extend(rows.applications.iter().filter(|row| row.programme == Programme::Tekun).map(|row| row.citizen));
    }
}

#[test]
fn who_died_is_not_paid_after_the_month_of_death() {
    let county = county(20_000, 1_949, year_2022());
    let mut dead: BTreeMap<CitizenKey, Month> = BTreeMap::new();
    for month in months(&year_2022()) {
        let rows = county.month(month);
        for payment in &rows.payments {
            let late = dead.get(&payment.citizen).is_some_and(|died| *died < month) && payment.day.day() == 15;
            assert!(!late, "{month} {:?}", payment.purpose);
        }
        dead.extend(rows.deaths.iter().map(|row| (row.citizen, month)));
    }
    assert!(dead.len() > 50);
}

#[test]
fn relief_comes_at_most_twice_a_year_for_two_causes_and_follows_the_formula() {
    for table in [Totals::YEAR_2022, Totals::DISASTER] {
        let county = county(20_000, 20_521, Totals::parse(table).expect("the table reads"));
        let base = county.table().rates.urban_standard;
        let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut household: BTreeMap<CitizenKey, String> = BTreeMap::new();
        let mut members: BTreeMap<String, u8> = BTreeMap::new();
        for month in months(county.table()) {
            let rows = county.month(month);
            for row in rows.register {
                *members.entry(row.household.clone()).or_default() += u8::from(!household.contains_key(&row.citizen));
                household.insert(row.citizen, row.household);
            }
            for relief in rows.relief {
                let formula = (1..=6).any(|months| base * (i64::from(relief.persons) * months) == relief.granted);
                assert!(formula || relief.granted <= county.table().rates.small_sum, "{}", relief.granted);
                let own = household[&relief.citizen].clone();
                assert!((1..=members[&own]).contains(&relief.persons));
                causes.entry(own).or_default().push(relief.reason);
            }
        }
        for (household, causes) in causes {
            let different: BTreeSet<&String> = causes.iter().collect();
            assert!(causes.len() <= 2 && different.len() == causes.len(), "{household}: {causes:?}");
        }
    }
}

#[test]
fn an_orphan_leaves_the_scheme_after_the_month_of_the_eighteenth_birthday() {
    let county = county(295_708, 20_521, year_2022());
    let mut last: BTreeMap<CitizenKey, Month> = BTreeMap::new();
    for month in &months(&year_2022())[..10] {
        let paid = county.month(*month).payments;
        last.extend(paid.iter().filter(|row| row.purpose == PaymentPurpose::OrphanLiving).map(|row| (row.citizen, *month)));
    }
    let left: Vec<_> = last.iter().filter(|(_, month)| **month != county.table().month).collect();
    assert_eq!((last.len(), left.len()), (28, 3));
    for (citizen, month) in left {
        let birth = county.people().citizens[citizen.0 as usize].birth;
        assert_eq!(birth.plus_months(216).in_month(), *month);
    }
}

#[test]
fn every_payee_has_an_account() {
    let county = county(20_000, 7, year_2022());
    for month in months(&year_2022()) {
        let payments = county.month(month).payments;
        assert!(payments.iter().all(|payment| county.people().citizens[payment.citizen.0 as usize].account.is_some()), "{month}");
    }
}
