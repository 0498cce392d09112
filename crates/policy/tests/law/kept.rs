//! A determination kept with its circumstances and values of law is made again from those alone.

use policy::dibao::{
    self, AmountValues, DibaoAnswer, DibaoValues, Family, Member, Roll, StoredDetermination, Unit, determine_to_keep, recompute,
    roll_of_unit,
};
use policy::{Amount, NoTrace, PolicyBook, Trace, UsedValue, UsedValueFault, ValueKey, render};
use vocabulary::{Date, Fen, Month, PersonId, RegionCode, Registration};

use crate::case_file::MemberText;

fn county() -> RegionCode {
    RegionCode::parse("620521").expect("a county")
}

fn member(text: &str, number: usize) -> Member {
    toml::from_str::<MemberText>(text).expect("a member").member(number)
}

fn keep(book: &PolicyBook, unit: &Unit<'_>, today: &str) -> StoredDetermination {
    let day = Date::parse(today).expect("a day");
    let month = day.in_month().next();
    let roll = roll_of_unit(unit);
    let values = DibaoValues::of_roll(book, county(), day, roll).expect("rules are in force");
    determine_to_keep(unit, &values, &AmountValues::at(book, county(), month, roll), month, &mut NoTrace)
}

fn book(files: &[(&str, &str)]) -> PolicyBook {
    PolicyBook::parse(files).expect("a book")
}

fn kept_of_2022() -> StoredDetermination {
    let members = [
        member("relation = '户主'\nbirth = '1975-03-01'\nwage = 3000\nwage_months = 3", 1),
        member("relation = '妻'\nbirth = '1977-08-20'\ndisability = '肢体 二级'\nlabour = '无'", 2),
    ];
    let unit = Unit::WholeFamily(Family { members: &members, registration: Registration::Rural });
    keep(&book(&crate::model_files()), &unit, "2022-05-10")
}

/// The line of every value of a file put to nought, as if today's policy had been rewritten beyond recognition.
fn rewritten(text: &str) -> String {
    let amount = |line: &str| match line.split_once("amount = ") {
        Some((before, after)) => {
            let end = after.find([',', ' ', '}']).expect("an entry ends");
            let nought = match &after[..end] {
                "true" => "false",
                "false" => "true",
                text if text.starts_with('"') => "\"0\"",
                _number => "0",
            };
            format!("{before}amount = {nought}{}", &after[end..])
        }
        None => line.to_owned(),
    };
    text.lines().map(amount).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_kept_determination_comes_out_the_same_to_the_fen_when_todays_policy_has_changed() {
    let kept = kept_of_2022();
    assert_eq!(kept.outcome.monthly, Some(Fen::yuan(168)));
    let texts: Vec<(&str, String)> = policy::embedded().iter().map(|(name, text)| (*name, rewritten(text))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let unit = Unit::WholeFamily(Family { members: &kept.members, registration: kept.registration });
    // By today's book the same family on the same day has no rules at all, or another answer.
    let today = PolicyBook::parse(&files).map(|book| {
        DibaoValues::at(&book, county(), kept.day).map(|values| dibao::determine(&unit, &values, kept.day, &mut NoTrace))
    });
    assert_ne!(today, Ok(Ok(kept.outcome.answer.clone())));
    assert_eq!(recompute(&kept, &mut NoTrace), Ok(kept.outcome.clone()));
}

#[test]
fn a_rate_changed_later_does_not_reach_into_a_kept_determination() {
    let kept = kept_of_2022();
    let later = "[dibao.rural.class_3.amount]\nlabel = \"三类\"\nunit = \"fen/person/month\"\nsource = \"补录\"\nconfidence = \"seen\"\n\
                 values = [{ region = \"620521\", from = \"2022-01-01\", amount = 9999 }]\n";
    let mut files = crate::model_files();
    files.push(("later.toml", later));
    let unit = Unit::WholeFamily(Family { members: &kept.members, registration: kept.registration });
    assert_eq!(keep(&book(&files), &unit, "2022-05-10").outcome.monthly, Some(Fen::new(2 * 9_999)));
    assert_eq!(recompute(&kept, &mut NoTrace).map(|outcome| outcome.monthly), Ok(Some(Fen::yuan(168))));
}

#[test]
fn a_kept_determination_tells_the_same_steps_when_it_is_made_again() {
    let kept = kept_of_2022();
    let values = DibaoValues::at(&book(&crate::model_files()), county(), kept.day).expect("rules are in force");
    let unit = Unit::WholeFamily(Family { members: &kept.members, registration: kept.registration });
    let (mut first, mut again) = (Trace::default(), Trace::default());
    dibao::determine(&unit, &values, kept.day, &mut first);
    recompute(&kept, &mut again).expect("it is made again");
    let name = |person: PersonId| person.to_string();
    let again = render::sentences(&again.steps, name);
    assert_eq!(again[..first.steps.len()], render::sentences(&first.steps, name));
    assert_eq!(again.len(), first.steps.len() + 1, "and the step of the amount");
}

#[test]
fn a_single_person_and_an_urban_family_are_made_again_too() {
    let book = book(&crate::model_files());
    let members = [
        member("relation = '户主'\nbirth = '1975-03-01'\nbusiness = 20000", 1),
        member("relation = '妻'\nbirth = '1977-08-20'", 2),
        member("relation = '子'\nbirth = '1998-06-15'\ndisability = '肢体 二级'", 3),
    ];
    let family = Family { members: &members, registration: Registration::Rural };
    let single = keep(&book, &Unit::SinglePerson { person: members[2].person, family }, "2022-05-10");
    assert_eq!(single.outcome.monthly, Some(Fen::yuan(417)));
    let urban = keep(&book, &Unit::WholeFamily(Family { registration: Registration::Urban, ..family }), "2022-05-10");
    assert_eq!(urban.roll, Roll::Urban);
    assert_eq!(urban.outcome.monthly, Some(Fen::new(7_934)), "582 × 3 less 20,000 ÷ 12, a part of a fen as a whole one");
    let alone = keep(
        &book,
        &Unit::SinglePerson { person: members[2].person, family: Family { registration: Registration::Urban, ..family } },
        "2022-05-10",
    );
    assert_eq!(alone.outcome.answer, DibaoAnswer::NotEligible(policy::RuleId::WHOLE_FAMILY_FIRST));
    for kept in [single, urban, alone] {
        assert_eq!(recompute(&kept, &mut NoTrace), Ok(kept.outcome.clone()));
    }
}

#[test]
fn an_urban_amount_is_not_said_while_the_income_is_not_known_exactly() {
    // The income is below the line whatever was taken off, so the family is eligible; the gap cannot be said.
    let members = [member("relation = '户主'\nbirth = '1975-03-01'\nwage = 100\nunknown = ['wage_months']", 1)];
    let unit = Unit::WholeFamily(Family { members: &members, registration: Registration::Urban });
    let kept = keep(&book(&crate::model_files()), &unit, "2022-05-10");
    assert!(matches!(kept.outcome.answer, DibaoAnswer::Eligible(_)));
    assert_eq!(kept.outcome.monthly, None);
}

#[test]
fn kept_values_that_are_not_whole_are_refused_by_name() {
    let check = |change: fn(&mut Vec<UsedValue>), expected: fn(ValueKey) -> UsedValueFault| {
        let mut kept = kept_of_2022();
        change(&mut kept.values);
        assert_eq!(recompute(&kept, &mut NoTrace), Err(expected(ValueKey("dibao.rural.standard".to_owned()))));
    };
    check(|values| values.retain(|used| used.key.0 != "dibao.rural.standard"), |key| UsedValueFault::NotKept { key });
    check(
        |values| {
            let twice: Vec<UsedValue> = values.iter().filter(|used| used.key.0 == "dibao.rural.standard").cloned().collect();
            values.extend(twice);
        },
        |key| UsedValueFault::KeptTwice { key },
    );
    check(
        |values| {
            for used in values.iter_mut().filter(|used| used.key.0 == "dibao.rural.standard") {
                used.amount = Some(Amount::Count(439));
            }
        },
        |key| UsedValueFault::OtherUnit { key },
    );
    let key = || ValueKey("dibao.rural.standard".to_owned());
    insta::assert_snapshot!(UsedValueFault::NotKept { key: key() }, @"保存的认定缺少政策数值“dibao.rural.standard”，不能重算；请用作出认定时的程序版本重算，或补录当时适用的数值");
    insta::assert_snapshot!(UsedValueFault::KeptTwice { key: key() }, @"保存的认定中政策数值“dibao.rural.standard”有两项，不能重算；请核对保存的记录");
    insta::assert_snapshot!(UsedValueFault::OtherUnit { key: key() }, @"保存的认定中政策数值“dibao.rural.standard”的单位不符，不能重算；请核对保存的记录");
}

#[test]
fn what_is_kept_names_every_value_with_the_first_day_of_its_version() {
    let kept = kept_of_2022();
    let lines: Vec<String> = kept
        .values
        .iter()
        .chain(&kept.amount_values)
        .map(|used| {
            let amount = used.amount.map_or_else(|| "UNKNOWN".to_owned(), |amount| amount.to_string());
            format!("{} {} {amount}", used.key, used.from.map_or_else(String::new, |from| from.to_string()))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
        dibao.rules_in_force 2021-07-01 是
        dibao.rural.standard 2022-01-01 439.00
        dibao.rural.class_2.income_share 2021-07-01 0.2
        dibao.rural.class_3.income_share 2021-07-01 0.8
        dibao.margin.income_ratio 2021-07-01 1.5
        dibao.income.employment_cost_share 2021-07-01 0.2
        dibao.income.employment_cost_most 2021-07-01 1000.00
        dibao.income.illness_deduction_share 2021-07-01 0
        dibao.income.resident_pension_basic_counts 2021-07-01 否
        dibao.income.old_age_allowance_counts 2021-07-01 是
        dibao.income.support_exemption 2021-07-01 否
        dibao.property.cash_limit 2021-07-01 2
        dibao.property.dwellings_limit 2021-07-01 1
        dibao.property.motor_cars_limit 2021-07-01 0
        dibao.property.shops_and_companies_limit 2021-07-01 0
        dibao.member.clergy_years 2021-07-01 3
        dibao.age.labour 2021-07-01 16
        dibao.age.adult 2021-01-01 18
        dibao.age.elderly 2015-04-24 60
        dibao.single_person.adult_without_job 2021-07-01 否
        dibao.single_person.special_hardship 2021-07-01 否
        dibao.procedure.hearing_required 2021-07-01 否
        dibao.job_refusals_limit 2021-07-01 3
        dibao.rural.standard 2022-01-01 439.00
        dibao.rural.class_1.amount 2022-01-01 439.00
        dibao.rural.class_2.amount 2022-01-01 417.00
        dibao.rural.class_3.amount 2022-01-01 84.00
        dibao.rural.class_4.amount 2022-01-01 58.00
        dibao.rural.category_supplement 2021-07-01 0.00
        "#);
    assert_eq!(kept.month, Month::new(2022, 6).expect("a month"));
}
