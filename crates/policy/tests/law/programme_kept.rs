//! Determinations of the programmes beside dibao are made again from the values kept with them.

use std::collections::BTreeMap;

use policy::children::{self, ChildRates, ChildValues, CountedBesideTopUp, Placement};
use policy::disability::{self, DisabilityValues, Subsidy};
use policy::relief::{self, ReliefValues};
use policy::tekun::{self, TekunRates, TekunTerms, TekunValues};
use policy::{Amount, AwardStage, Conclusion, NoTrace, PolicyBook, UsedValue, UsedValueFault, ValueKey};
use vocabulary::{ChildScheme, Fen, Month};

use crate::case_file::{code, day, own_values};
use crate::cases::book;
use crate::programme_file::{ChildCase, PersonText, ReliefCase, SubsidyCase};
use crate::properties::{BOOK, county};

const HEAD: &str = "name = '例'\nrule = '例'\nclause = '例'\nexpect = '例'\n";

fn may() -> Month {
    Month::new(2022, 5).expect("a month")
}

/// Today's law, in which every one of these values has become another one, also for the days gone by.
fn changed(kept: &[UsedValue]) -> PolicyBook {
    let other = |amount: Amount| match amount {
        Amount::Money(money) => toml::Value::Integer(money.as_fen() + 100),
        Amount::Ratio(_) => toml::Value::String("0.01".to_owned()),
        Amount::Count(count) => toml::Value::Integer(count + 1),
        Amount::YesNo(holds) => toml::Value::Boolean(!holds),
    };
    let values: BTreeMap<String, toml::Value> =
        kept.iter().filter_map(|used| used.amount.map(|amount| (used.key.0.clone(), other(amount)))).collect();
    book(&own_values(&values))
}

#[test]
fn tekun_comes_out_the_same_to_the_fen_when_todays_policy_has_changed() {
    let today = day("2022-05-10");
    let text: PersonText = toml::from_str("birth = '1962-05-10'\ncash = 10000").expect("a person");
    let person = text.person(1, &[]);
    let terms = TekunTerms { roll: code("农业"), mode: code("分散供养"), self_care: code("半自理") };
    let outcome = |values: &TekunValues, rates: &TekunRates| {
        let conclusion = tekun::determine(&person, AwardStage::Asking, values, today, &mut NoTrace);
        (conclusion, tekun::monthly_amounts(rates, terms, &mut NoTrace).map(|amounts| amounts.total()))
    };
    let values = TekunValues::at(&BOOK, county(), today).expect("rules are in force");
    let rates = TekunRates::at(&BOOK, county(), may());
    let (kept, kept_rates) = (values.used(), rates.used());
    let first = outcome(&values, &rates);
    assert!(matches!(first, (Conclusion::Eligible(_), Ok(total)) if total == Fen::yuan(872)), "{first:?}");
    let changed = changed(&[kept.clone(), kept_rates.clone()].concat());
    let by_today = TekunValues::at(&changed, county(), today).expect("rules are in force");
    assert_ne!(outcome(&by_today, &TekunRates::at(&changed, county(), may())), first);
    let values = TekunValues::of_kept(county(), today, &kept).expect("all are kept");
    let rates = TekunRates::of_kept(county(), may().first_day(), &kept_rates).expect("all are kept");
    assert_eq!(outcome(&values, &rates), first);
}

#[test]
fn a_child_comes_out_the_same_to_the_fen_when_todays_policy_has_changed() {
    let today = day("2022-05-10");
    let case: ChildCase = toml::from_str(&format!(
        "{HEAD}day = '2022-05-10'\nbirth = '2012-03-01'\nparents = [{{ death = '2020-01-01' }}, {{ restriction = {{ kind = \
         '服刑在押', from = '2021-01-01', until = '2021-07-01' }}, lost_contact_since = '2021-11-10' }}]"
    ))
    .expect("a case");
    let child = case.child();
    let beside = CountedBesideTopUp { dibao_a_head: Fen::yuan(84), ..CountedBesideTopUp::default() };
    let outcome = |values: &ChildValues, rates: &ChildRates| {
        let conclusion = children::determine(&child, AwardStage::Asking, values, today, &mut NoTrace);
        let scheme = (ChildScheme::Unattended, Placement::WithKin);
        (conclusion, children::monthly_amount(rates, scheme, beside, &mut NoTrace))
    };
    let values = ChildValues::at(&BOOK, county(), today).expect("rules are in force");
    let rates = ChildRates::at(&BOOK, county(), may());
    let (kept, kept_rates) = (values.used(), rates.used());
    let first = outcome(&values, &rates);
    assert_eq!(first, (Conclusion::Eligible(ChildScheme::Unattended), Ok(Fen::yuan(976))));
    let changed = changed(&[kept.clone(), kept_rates.clone()].concat());
    let by_today = ChildValues::at(&changed, county(), today).expect("rules are in force");
    let (conclusion, amount) = outcome(&by_today, &ChildRates::at(&changed, county(), may()));
    assert_ne!(conclusion, first.0, "seven months without contact would be asked");
    assert_ne!(amount, first.1);
    let values = ChildValues::of_kept(county(), today, &kept).expect("all are kept");
    let rates = ChildRates::of_kept(county(), may().first_day(), &kept_rates).expect("all are kept");
    assert_eq!(outcome(&values, &rates), first);
}

#[test]
fn a_subsidy_comes_out_the_same_to_the_fen_when_todays_policy_has_changed() {
    let case: SubsidyCase = toml::from_str(&format!(
        "{HEAD}subsidy = '护理'\nmonth = '2022-05'\ndisability = '肢体 二级'\nissued = '2019-02-01'\nexpiry = '2029-02-01'\n\
         care = true\nheld = []"
    ))
    .expect("a case");
    let person = case.person(&[]);
    let outcome = |values: &DisabilityValues| {
        let conclusion = disability::determine(&person, Subsidy::Nursing, values, may(), &mut NoTrace);
        (conclusion, disability::monthly_amount(values, Subsidy::Nursing, &mut NoTrace))
    };
    let values = DisabilityValues::at(&BOOK, county(), may().first_day()).expect("rules are in force");
    let (first, kept) = (outcome(&values), values.used());
    assert_eq!(first, (Conclusion::Eligible(Subsidy::Nursing), Ok(Fen::yuan(110))));
    let by_today = DisabilityValues::at(&changed(&kept), county(), may().first_day()).expect("rules are in force");
    assert_eq!(outcome(&by_today).1, Ok(Fen::yuan(111)));
    let values = DisabilityValues::of_kept(county(), may().first_day(), &kept).expect("all are kept");
    assert_eq!(outcome(&values), first);
}

#[test]
fn relief_comes_out_the_same_to_the_fen_when_todays_policy_has_changed() {
    let today = day("2022-05-10");
    let case: ReliefCase = toml::from_str(&format!(
        "{HEAD}day = '2022-05-10'\nkind = '支出型'\ncause = '就学'\nspending = true\nincome = 10000\nproperty = true\n\
         persons = 3\nmonths = 8"
    ))
    .expect("a case");
    let application = case.application(&[]);
    let outcome = |values: &ReliefValues| {
        let conclusion = relief::determine(&application, values, today, &mut NoTrace);
        (conclusion, relief::relief_amount(&application, values, &mut NoTrace))
    };
    let values = ReliefValues::at(&BOOK, county(), today).expect("rules are in force");
    let (first, kept) = (outcome(&values), values.used());
    assert_eq!(first.1, Ok(relief::ReliefAmount::Money(Fen::yuan(10_476))));
    let by_today = ReliefValues::at(&changed(&kept), county(), today).expect("rules are in force");
    assert_ne!(outcome(&by_today).1, first.1);
    let values = ReliefValues::of_kept(county(), today, &kept).expect("all are kept");
    assert_eq!(outcome(&values), first);
}

#[test]
fn a_rate_that_was_not_kept_is_refused_by_name() {
    let mut kept = TekunRates::at(&BOOK, county(), may()).used();
    kept.retain(|used| used.key.0 != "tekun.care.full");
    let refused = TekunRates::of_kept(county(), may().first_day(), &kept);
    assert_eq!(refused, Err(UsedValueFault::NotKept { key: ValueKey("tekun.care.full".to_owned()) }));
}
