//! Runs every case of `policy/cases/*.toml`.

use std::collections::BTreeSet;

use policy::deadlines::{DeadlineRefusal, Deadlines, Handling};
use policy::dibao::{self, Answer, DibaoAnswer, DibaoValues, Family, Missing, Unit};
use policy::{NoTrace, PolicyBook, Rule, RuleId, Trace};
use vocabulary::{DibaoClass, Fen, MoneyUnit, Month, PersonId, RegionCode, Registration, WorkingCalendar};

use crate::case_file::{AmountCase, Case, DeadlineCase, Expectation, SupplementCase, all, code, day};

const MODEL_COUNTY: &str = "620521";

pub fn region(text: &Option<String>) -> RegionCode {
    RegionCode::parse(text.as_deref().unwrap_or(MODEL_COUNTY)).expect("a region")
}

pub fn book(own_values: &str) -> PolicyBook {
    let mut files = crate::model_files();
    files.push(("本例", own_values));
    PolicyBook::parse(&files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn yuan(amount: &str) -> Fen {
    Fen::parse(amount, MoneyUnit::Yuan).expect("an amount in yuan")
}

const NOTHING_SAID: Expectation =
    Expectation { class: None, heads: None, amount: None, not_eligible: None, missing: None, no_rule_version: None };

/// What the law gives, in the form of an expectation; with and without a trace it must be the same.
fn outcome(case: &Case) -> Expectation {
    let (place, today, book) = (region(&case.region), day(&case.day), book(&case.own_values()));
    let Ok(values) = DibaoValues::at(&book, place, today) else {
        return Expectation { no_rule_version: Some(true), ..NOTHING_SAID };
    };
    let members = case.people();
    let registration = case.registration.as_deref().map_or(Registration::Rural, code);
    let family = Family { members: &members, registration };
    let unit = match case.single {
        Some(number) => Unit::SinglePerson { person: PersonId::new(number).expect("an id"), family },
        None => Unit::WholeFamily(family),
    };
    let mut trace = Trace::default();
    let answer = dibao::determine(&unit, &values, today, &mut trace);
    assert_eq!(answer, dibao::determine(&unit, &values, today, &mut NoTrace), "{}: the trace changed the answer", case.name);
    assert!(trace.steps.iter().all(|step| Rule::of(step.rule).is_some()), "{}: a step without a rule", case.name);
    match answer {
        DibaoAnswer::Eligible(entitlement) => {
            let heads = entitlement.counted.len();
            let amount = dibao::monthly_amount(&book, place, entitlement.class, heads, today.in_month());
            Expectation {
                class: Some(vocabulary::Coded::label(entitlement.class).to_owned()),
                heads: Some(heads),
                amount: Some(amount.map_or_else(|unknown| unknown.key.to_string(), |amount| amount.to_string())),
                ..NOTHING_SAID
            }
        }
        DibaoAnswer::NotEligible(rule) => Expectation { not_eligible: Some(rule.to_string()), ..NOTHING_SAID },
        DibaoAnswer::Undetermined(missing) => Expectation {
            missing: Some(
                missing
                    .iter()
                    .map(|missing| match missing {
                        Missing::Fact(person, label) => format!("{person} {label}"),
                        Missing::Value(key) => key.clone(),
                    })
                    .collect(),
            ),
            ..NOTHING_SAID
        },
    }
}

fn expected(case: &Case) -> Expectation {
    let amount = case.expect.amount.as_deref().map(|text| {
        Fen::parse(text, MoneyUnit::Yuan).map_or_else(|_a_value_is_named| text.to_owned(), |amount| amount.to_string())
    });
    Expectation {
        class: case.expect.class.clone(),
        heads: case.expect.heads,
        amount,
        not_eligible: case.expect.not_eligible.clone(),
        missing: case.expect.missing.clone(),
        no_rule_version: case.expect.no_rule_version,
    }
}

fn check_amount(case: &AmountCase) {
    let month = Month::parse(&case.month).expect("a month");
    let found = dibao::monthly_amount(&book(""), region(&case.region), code::<DibaoClass>(&case.class), case.heads, month);
    match found {
        Ok(amount) => assert_eq!(amount, yuan(&case.expect), "{}", case.name),
        Err(unknown) => assert_eq!(unknown.key.0, case.expect, "{}", case.name),
    }
}

fn check_supplement(case: &SupplementCase) {
    let today = day(&case.day);
    let values = DibaoValues::at(&book(""), region(&None), today).expect("rules are in force");
    let expected = match case.expect.as_str() {
        "是" => Answer::Yes,
        "否" => Answer::No,
        other => panic!("{}: 是 or 否, not {other}", case.name),
    };
    assert_eq!(dibao::gets_category_supplement(&case.member.member(1), &values), expected, "{}", case.name);
}

fn check_deadline(case: &DeadlineCase) {
    let book = book("");
    let calendar = WorkingCalendar::parse(policy::working_days()).expect("the calendar");
    let deadlines = Deadlines { book: &book, calendar: &calendar, region: region(&case.region) };
    let from = day(&case.from);
    let in_words = |day: vocabulary::Date| day.to_string();
    let found = match case.rule.as_str() {
        "DB-402" => deadlines.investigation_start(from).map(in_words),
        "DB-403" => deadlines.matching_start(from).map(in_words),
        "DB-407" => deadlines.notice_end(from).map(in_words),
        "DB-409" => deadlines.county_opinion(from).map(in_words),
        "DB-411" => deadlines.confirmation(from, Handling::ByCounty).map(in_words),
        "DB-412" => deadlines.confirmation(from, Handling::DelegatedToTownship).map(in_words),
        "DB-413" => deadlines.confirmation(from, Handling::Special).map(in_words),
        "DB-414" => deadlines.first_month_paid(from).map(|month| month.to_string()),
        "DB-415" => deadlines.denial_notice(from).map(in_words),
        "DB-601" => deadlines.reverification(from, code(case.class.as_deref().expect("a class"))).map(in_words),
        "DB-604" => deadlines.exit_grace(from).map(|grace| format!("{}至{}个月", grace.least, grace.most)),
        "DB-605" => deadlines.death_review(from).map(in_words),
        "DB-607" => deadlines.change_report(from).map(in_words),
        other => crate::programme_cases::deadline(&deadlines, other, from)
            .unwrap_or_else(|| panic!("{}: no deadline follows from {other}", case.name)),
    };
    let found = found.unwrap_or_else(|refusal| match refusal {
        DeadlineRefusal::Unknown(unknown) => unknown.key.0,
        DeadlineRefusal::Calendar(_) => "节假日安排未知".to_owned(),
    });
    assert_eq!(found, case.expect, "{}", case.name);
}

#[test]
fn every_case_an_official_wrote_comes_out_as_written() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, cases) in all() {
        for case in &cases.case {
            count += 1;
            let (found, expected) = (outcome(case), expected(case));
            if found != expected {
                wrong.push(format!("{file}：{}\n  写明 {expected:?}\n  实为 {found:?}", case.name));
            }
        }
        cases.amount.iter().for_each(check_amount);
        cases.supplement.iter().for_each(check_supplement);
        cases.deadline.iter().for_each(check_deadline);
        count += crate::programme_cases::check(&file, &cases, &mut wrong);
        count += cases.amount.len() + cases.supplement.len() + cases.deadline.len();
    }
    assert!(wrong.is_empty(), "{} of {count} cases differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 280, "only {count} cases");
}

#[test]
fn every_rule_of_the_table_has_a_case_and_every_case_a_rule_a_clause_and_a_name_of_its_own() {
    let mut named = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (file, cases) in all() {
        let heads = (cases.case.iter().map(|case| (&case.name, &case.rule, &case.clause)))
            .chain(cases.amount.iter().map(|case| (&case.name, &case.rule, &case.clause)))
            .chain(cases.supplement.iter().map(|case| (&case.name, &case.rule, &case.clause)))
            .chain(cases.deadline.iter().map(|case| (&case.name, &case.rule, &case.clause)))
            .chain(crate::programme_cases::heads(&cases));
        for (name, rule, clause) in heads {
            assert!(!clause.is_empty(), "{file}: {name} names no clause");
            assert!(names.insert(name.clone()), "{file}: {name} stands twice");
            named.insert(RuleId::find(rule).unwrap_or_else(|| panic!("{file}: {name}: no rule {rule}")));
        }
    }
    let without: Vec<RuleId> = Rule::TABLE.iter().map(|rule| rule.id).filter(|id| !named.contains(id)).collect();
    assert!(without.is_empty(), "rules without a case: {without:?}");
}
