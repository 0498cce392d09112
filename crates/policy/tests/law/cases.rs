//! Runs every case of `policy/cases/*.toml`.

use std::collections::{BTreeMap, BTreeSet};

use policy::deadlines::{DeadlineRefusal, Deadlines, Handling};
use policy::dibao::{
    self, AmountChange, AmountValues, Answer, DibaoAnswer, DibaoValues, EndReason, Family, Missing, Roll, StoredDetermination,
    Unit,
};
use policy::low_income::{AssistanceRecord, LowIncomeValues, low_income_categories};
use policy::preview::{Footing, SecondPerson, Stand, UnitChange, second_person_limit, who_changes};
use policy::{Key, NoTrace, PolicyBook, Rule, RuleId, Step, Trace, ValueUnit};
use vocabulary::{Date, DibaoClass, Fen, HouseholdId, MoneyUnit, Month, PersonId, RegionCode, Registration, WorkingCalendar};

use crate::case_file::{
    AmountCase, Case, CaseFile, DeadlineCase, DecisionCase, ExitCase, Expectation, LowIncomeCase, LowIncomeExpectation,
    PersonCase, PreviewCase, all, code, day, known, own_values, people, yuan,
};

const MODEL_COUNTY: &str = "620521";

pub fn region(text: &Option<String>) -> RegionCode {
    RegionCode::parse(text.as_deref().unwrap_or(MODEL_COUNTY)).expect("a region")
}

fn county() -> RegionCode {
    region(&None)
}

pub fn book(own_values: &str) -> PolicyBook {
    let mut files = crate::model_files();
    files.push(("本例", own_values));
    PolicyBook::parse(&files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn roll(text: &Option<String>) -> Roll {
    match text.as_deref() {
        None | Some("农村") => Roll::Rural,
        Some("城市") => Roll::Urban,
        Some(other) => panic!("农村 or 城市, not {other}"),
    }
}

fn in_words(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "是",
        Answer::No => "否",
        Answer::CannotSay => "无法认定",
    }
}

const NOTHING_SAID: Expectation =
    Expectation { class: None, heads: None, amount: None, not_eligible: None, missing: None, no_rule_version: None };

/// What the law gives, in the form of an expectation. With and without a trace, and made again from what is kept of it, it
/// must be the same.
fn outcome(case: &Case, trace: &mut Trace) -> Expectation {
    let (place, today, book) = (region(&case.region), day(&case.day), book(&own_values(&case.values)));
    let roll = roll(&case.roll);
    let Ok(values) = DibaoValues::of_roll(&book, place, today, roll) else {
        return Expectation { no_rule_version: Some(true), ..NOTHING_SAID };
    };
    let members = people(&case.members);
    let registration = case.registration.as_deref().map_or(Registration::Rural, code);
    let family = Family { members: &members, registration };
    let unit = match case.single {
        Some(number) => Unit::SinglePerson { person: PersonId::new(number).expect("an id"), family },
        None => Unit::WholeFamily(family),
    };
    let month = today.in_month();
    let amounts = AmountValues::at(&book, place, month, roll);
    let kept = dibao::determine_to_keep(&unit, &values, &amounts, month, trace);
    let StoredDetermination { outcome: dibao::Outcome { answer, monthly }, .. } = kept.clone();
    assert_eq!(answer, dibao::determine(&unit, &values, today, &mut NoTrace), "{}: the trace changed the answer", case.name);
    assert_eq!(dibao::recompute(&kept, &mut NoTrace), Ok(kept.outcome), "{}: made again it differs", case.name);
    match answer {
        DibaoAnswer::Eligible(entitlement) => Expectation {
            class: Some(vocabulary::Coded::label(entitlement.class).to_owned()),
            heads: Some(entitlement.counted.len()),
            amount: Some(
                monthly.map_or_else(|| amounts.of_class(entitlement.class).key.name.to_owned(), |amount| amount.to_string()),
            ),
            ..NOTHING_SAID
        },
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

fn amount_found(case: &AmountCase, trace: &mut Trace) -> String {
    let month = Month::parse(&case.month).expect("a month");
    let found = dibao::monthly_amount_recorded(&book(""), region(&case.region), code(&case.class), case.heads, month, trace);
    found.map_or_else(|unknown| unknown.key.0, |amount| amount.to_string())
}

/// An amount as written, with the digits of an amount found; a value's name stays.
fn amount_expected(case: &AmountCase) -> String {
    Fen::parse(&case.expect, MoneyUnit::Yuan).map_or_else(|_a_value_is_named| case.expect.clone(), |amount| amount.to_string())
}

fn person_found(case: &PersonCase, trace: &mut Trace) -> String {
    let today = day(&case.day);
    let values = DibaoValues::at(&book(&own_values(&case.values)), county(), today).expect("rules are in force");
    let member = case.member.member(1);
    match case.rule.as_str() {
        "DB-503" | "RD-21" => in_words(dibao::gets_category_supplement(&member, &values)),
        "DB-608" => in_words(dibao::loses_own_money(&member, &values, trace)),
        "DB-61" => EndReason::of_member(&member, &values).map_or("无", EndReason::label),
        other => panic!("{}: nothing about a person follows from {other}", case.name),
    }
    .to_owned()
}

fn deadline_found(case: &DeadlineCase) -> String {
    let book = book("");
    let calendar = WorkingCalendar::parse(policy::working_days()).expect("the calendar");
    let deadlines = Deadlines { book: &book, calendar: &calendar, region: region(&case.region) };
    let from = day(&case.from);
    let in_words = |day: Date| day.to_string();
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
        "RD-25" => deadlines.exit_grace(from).map(|grace| {
            let last = grace.last_month(from, case.months.expect("months"));
            last.map_or_else(|| "不允许".to_owned(), |month| month.to_string())
        }),
        "DB-606" => match case.event.as_deref() {
            Some("死亡") => deadlines.first_month_without_the_dead(from),
            Some("决定") => deadlines.first_month_after_ending(from),
            other => panic!("{}: 死亡 or 决定, not {other:?}", case.name),
        }
        .map(|month| month.to_string()),
        "MO-13" => deadlines.rigid_expense_end(from).map(in_words),
        "MO-14" => {
            let is_special = case.event.as_deref() == Some("特殊情形");
            let handling = if is_special { Handling::Special } else { Handling::ByCounty };
            deadlines.rigid_expense_confirmation(from, handling).map(in_words)
        }
        "DB-605" => deadlines.death_review(from).map(in_words),
        "DB-607" => deadlines.change_report(from).map(in_words),
        other => crate::programme_cases::deadline(&deadlines, other, from)
            .unwrap_or_else(|| panic!("{}: no deadline follows from {other}", case.name)),
    };
    found.unwrap_or_else(|refusal| match refusal {
        DeadlineRefusal::Unknown(unknown) => unknown.key.0,
        DeadlineRefusal::Calendar(_) => "节假日安排未知".to_owned(),
    })
}

fn low_income_found(case: &LowIncomeCase, trace: &mut Trace) -> LowIncomeExpectation {
    let (today, book) = (day(&case.day), book(&own_values(&case.values)));
    match LowIncomeValues::at(&book, county(), today, roll(&case.roll)) {
        Err(_no_categories) => LowIncomeExpectation { no_categories: true, ..LowIncomeExpectation::default() },
        Ok(values) => {
            let dibao = DibaoValues::of_roll(&book, county(), today, roll(&case.roll)).expect("rules are in force");
            let members = people(&case.members);
            let registration = case.registration.as_deref().map_or(Registration::Rural, code);
            let family = Family { members: &members, registration };
            let record = AssistanceRecord {
                on_dibao: Answer::when(case.on_dibao.unwrap_or(false)),
                monitored: case.monitored.as_deref().and_then(|text| known(code(text))),
                left_assistance: case.left_assistance.as_deref().and_then(|text| known(day(text))),
            };
            let spending = case.spending.spending();
            let categories = low_income_categories(&members[0], &family, &record, &spending, &dibao, &values, trace);
            let again = low_income_categories(&members[0], &family, &record, &spending, &dibao, &values, &mut NoTrace);
            assert_eq!(categories, again, "{}: the trace changed the answer", case.name);
            let of = |answer| {
                let named = categories.named();
                named.iter().filter(|(_, found)| *found == answer).map(|(name, _)| (*name).to_owned()).collect()
            };
            LowIncomeExpectation { categories: of(Answer::Yes), cannot_say: of(Answer::CannotSay), no_categories: false }
        }
    }
}

fn exit_found(case: &ExitCase, trace: &mut Trace) -> String {
    let today = day(&case.day);
    let values = DibaoValues::at(&book(""), county(), today).expect("rules are in force");
    let members = people(&case.members);
    let unit = Unit::WholeFamily(Family { members: &members, registration: Registration::Rural });
    let answer = dibao::determine(&unit, &values, today, &mut NoTrace);
    match case.rule.as_str() {
        "DB-61" => EndReason::of_answer(&answer).map_or("无", EndReason::label),
        "RD-25" => {
            let raised = case.raised_by_employment.and_then(known);
            in_words(dibao::exits_gradually(&answer, raised, trace))
        }
        other => panic!("{}: nothing about an exit follows from {other}", case.name),
    }
    .to_owned()
}

fn decision_found(case: &DecisionCase, trace: &mut Trace) -> String {
    let (today, book) = (day(&case.day), book(""));
    match case.rule.as_str() {
        "DB-610" => {
            use AmountChange::{Denial, Ending, Grant, Increase, Reduction};
            let text = case.change.as_deref().expect("a change");
            let change = [Grant, Denial, Increase, Reduction, Ending].into_iter().find(|change| change.label() == text);
            let values = DibaoValues::at(&book, county(), today).expect("rules are in force");
            in_words(dibao::is_heard_first(change.expect("a known change"), &values, trace)).to_owned()
        }
        "DB-611" => {
            let obtained = yuan(case.obtained.as_ref().expect("an amount"));
            dibao::fraud_fine_most(&book, county(), today, obtained, trace)
                .map_or_else(|unknown| unknown.key.0, |fine| fine.to_string())
        }
        other => panic!("{}: nothing about a decision follows from {other}", case.name),
    }
}

fn preview_found(case: &PreviewCase, trace: &mut Trace) -> String {
    let book = book(&own_values(&case.values));
    let (as_it_is, as_it_would_be) = (
        Stand { footing: Footing::InClass(DibaoClass::Three), monthly: Some(Fen::yuan(84)) },
        Stand { footing: Footing::InClass(DibaoClass::Three), monthly: Some(Fen::yuan(90)) },
    );
    let units: Vec<UnitChange> = (0..case.units)
        .map(|index| UnitChange {
            unit: HouseholdId::new(i64::try_from(index + 1).expect("few")).expect("an id"),
            township: RegionCode::parse("620521100").expect("a township"),
            before: as_it_is,
            after: if index < case.touched { as_it_would_be } else { as_it_is },
        })
        .collect();
    let limit = second_person_limit(&book, county(), day("2022-05-10"));
    match who_changes(&units, &limit, trace).second_person {
        SecondPerson::Needed => "须第二人确认",
        SecondPerson::NotNeeded => "无须第二人确认",
    }
    .to_owned()
}

/// One case with what it came to.
pub struct Compared {
    place: String,
    found: String,
    expected: String,
    pub steps: Vec<Step>,
}

/// Runs every case of the files.
pub fn run(files: &[(String, CaseFile)]) -> Vec<Compared> {
    let mut compared = Vec::new();
    for (file, cases) in files {
        let mut compare = |name: &str, found: &dyn Fn(&mut Trace) -> String, expected: String| {
            let mut trace = Trace::default();
            let found = found(&mut trace);
            compared.push(Compared { place: format!("{file}：{name}"), found, expected, steps: trace.steps });
        };
        let of = |expectation: &dyn std::fmt::Debug| format!("{expectation:?}");
        for case in &cases.case {
            compare(&case.name, &|trace| of(&outcome(case, trace)), of(&expected(case)));
        }
        for case in &cases.low_income {
            compare(&case.name, &|trace| of(&low_income_found(case, trace)), of(&case.expect));
        }
        for case in &cases.amount {
            compare(&case.name, &|trace| amount_found(case, trace), amount_expected(case));
        }
        cases.deadline.iter().for_each(|case| compare(&case.name, &|_| deadline_found(case), case.expect.clone()));
        cases.person.iter().for_each(|case| compare(&case.name, &|trace| person_found(case, trace), case.expect.clone()));
        cases.exit.iter().for_each(|case| compare(&case.name, &|trace| exit_found(case, trace), case.expect.clone()));
        cases.decision.iter().for_each(|case| compare(&case.name, &|trace| decision_found(case, trace), case.expect.clone()));
        cases.preview.iter().for_each(|case| compare(&case.name, &|trace| preview_found(case, trace), case.expect.clone()));
        crate::programme_cases::compare_all(cases, &mut compare);
    }
    compared
}

#[test]
fn every_case_an_official_wrote_comes_out_as_written() {
    let compared = run(&all());
    let wrong: Vec<String> = compared
        .iter()
        .filter(|case| case.found != case.expected)
        .map(|case| format!("{}\n  写明 {}\n  实为 {}", case.place, case.expected, case.found))
        .collect();
    let unnamed: Vec<RuleId> =
        compared.iter().flat_map(|case| &case.steps).map(|step| step.rule).filter(|rule| Rule::of(*rule).is_none()).collect();
    assert!(unnamed.is_empty(), "steps of rules that are not in the table: {unnamed:?}");
    assert!(wrong.is_empty(), "{} of {} cases differ\n{}", wrong.len(), compared.len(), wrong.join("\n"));
    assert!(compared.len() >= 1000, "only {} cases", compared.len());
}

#[test]
fn every_rule_of_the_table_has_a_case_and_every_case_a_rule_a_clause_and_a_name_of_its_own() {
    let mut named = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (file, cases) in all() {
        for heading in cases.headings() {
            assert!(!heading.clause.is_empty(), "{file}: {} names no clause", heading.name);
            assert!(names.insert(heading.name.to_owned()), "{file}: {} stands twice", heading.name);
            named.insert(
                RuleId::find(heading.rule).unwrap_or_else(|| panic!("{file}: {}: no rule {}", heading.name, heading.rule)),
            );
        }
    }
    let without: Vec<RuleId> = Rule::TABLE.iter().map(|rule| rule.id).filter(|id| !named.contains(id)).collect();
    assert!(without.is_empty(), "rules without a case: {without:?}");
}

/// Values that a test compares with: each needs a case below, at and above it.
const THRESHOLDS: &[Key] = &[
    Key::STANDARD,
    Key::URBAN_STANDARD,
    Key::CLASS_2_INCOME_SHARE,
    Key::CLASS_3_INCOME_SHARE,
    Key::MARGIN_INCOME_RATIO,
    Key::EMPLOYMENT_COST_MOST,
    Key::CASH_LIMIT,
    Key::DWELLINGS_LIMIT,
    Key::MOTOR_CARS_LIMIT,
    Key::SHOPS_AND_COMPANIES_LIMIT,
    Key::CLERGY_YEARS,
    Key::LABOUR_AGE,
    Key::ADULT_AGE,
    Key::ELDERLY_AGE,
    Key::JOB_REFUSALS_LIMIT,
    Key::EXIT_GRACE_LEAST,
    Key::EXIT_GRACE_MOST,
    Key::RIGID_EXPENSE_SHARE,
    Key::RURAL_DISPOSABLE_INCOME,
    Key::URBAN_DISPOSABLE_INCOME,
    Key::WATCHED_AFTER_LEAVING,
    Key::SECOND_PERSON_SHARE,
];

/// Values of those units that nothing is compared with: shares taken off and multiples of a fine.
const NO_THRESHOLDS: &[Key] = &[Key::EMPLOYMENT_COST_SHARE, Key::ILLNESS_DEDUCTION_SHARE, Key::FRAUD_FINE_MOST];

#[test]
fn every_threshold_has_a_case_below_at_and_above_it() {
    let mut sides: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, cases) in all() {
        for threshold in cases.headings().iter().filter_map(|heading| heading.threshold) {
            assert!(["低于", "等于", "高于"].contains(&threshold.side.as_str()), "{file}: side {}", threshold.side);
            assert!(Key::find(&threshold.value).is_some_and(|key| THRESHOLDS.contains(&key)), "{file}: {}", threshold.value);
            sides.entry(threshold.value.clone()).or_default().insert(threshold.side.clone());
        }
    }
    let without: Vec<&str> =
        THRESHOLDS.iter().map(|key| key.name).filter(|name| sides.get(*name).is_none_or(|sides| sides.len() < 3)).collect();
    assert!(without.is_empty(), "thresholds without a case on each side: {without:?}");
}

#[test]
fn every_value_of_a_comparing_unit_is_known_to_be_a_threshold_or_none() {
    let compares = |unit| match unit {
        ValueUnit::Ratio
        | ValueUnit::Years
        | ValueUnit::Pieces
        | ValueUnit::Times
        | ValueUnit::FenPersonYear
        | ValueUnit::FenCase => true,
        ValueUnit::FenPersonMonth
        | ValueUnit::Months
        | ValueUnit::CalendarDays
        | ValueUnit::WorkingDays
        | ValueUnit::Persons
        | ValueUnit::YesNo => false,
    };
    let mine = |key: &&Key| ["dibao.", "low_income.", "change."].iter().any(|chapter| key.name.starts_with(chapter));
    for key in Key::ALL.iter().filter(mine).filter(|key| compares(key.unit)) {
        assert!(THRESHOLDS.contains(key) != NO_THRESHOLDS.contains(key), "{} is in neither list, or in both", key.name);
    }
}
