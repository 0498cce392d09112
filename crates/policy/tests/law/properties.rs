//! What holds for every family, tried on many made-up ones. A failing one is printed with its seed.

use std::sync::LazyLock;

use policy::dibao::{
    self, AmountValues, Answer, Assets, DibaoAnswer, DibaoValues, Entitlement, Family, Incomes, Known, Member, OtherAward,
    Recognitions, Roll, SpecialCase, Unit, monthly_amount,
};
use policy::low_income::{AssistanceRecord, LowIncomeCategories, LowIncomeValues, RigidSpending, low_income_categories};
use policy::{NoTrace, PolicyBook, Trace};
use proptest::prelude::*;
use vocabulary::{
    Date, Disability, DisabilityKind, DisabilityLevel, Employment, FactId, Fen, LabourCapacity, Month, PersonId, RegionCode,
    Registration, Relation, Schooling, Whereabouts,
};

pub fn known<T>(value: T) -> Known<T> {
    Known { value, fact: FactId::new(1).expect("an id") }
}

pub static BOOK: LazyLock<PolicyBook> = LazyLock::new(|| PolicyBook::parse(&crate::model_files()).expect("a book"));

pub fn county() -> RegionCode {
    RegionCode::parse("620521").expect("a county")
}

/// Amounts around the lines as often as anywhere, sometimes not known.
fn money() -> impl Strategy<Value = Option<Known<Fen>>> {
    prop_oneof![
        6 => Just(Some(0)),
        3 => (0i64..3_000_000).prop_map(Some),
        1 => prop::sample::select(vec![105_360, 105_361, 421_440, 421_441, 526_799, 526_800, -50_000]).prop_map(Some),
        1 => Just(None),
    ]
    .prop_map(|fen| fen.map(|fen| known(Fen::new(fen))))
}

fn count() -> impl Strategy<Value = Option<Known<i64>>> {
    prop_oneof![12 => Just(Some(0)), 2 => Just(Some(1)), 1 => Just(None)].prop_map(|count| count.map(known))
}

fn incomes() -> impl Strategy<Value = Incomes> {
    let first = (money(), prop::option::weighted(0.9, 0i64..13), money(), money(), money(), money());
    (first, (money(), money(), money(), money(), money(), money())).prop_map(|(first, second)| Incomes {
        wage: first.0,
        wage_months: first.1.map(known),
        business_net: first.2,
        property_net: first.3,
        support_received: first.4,
        employee_pension: first.5,
        resident_pension_basic: second.0,
        old_age_allowance: second.1,
        other_transfer: second.2,
        other: second.3,
        excluded: second.4,
        transfer_paid: second.5,
    })
}

fn assets() -> impl Strategy<Value = Assets> {
    (money(), count(), count(), count()).prop_map(|(cash, dwellings, motor_cars, shops_and_companies)| Assets {
        cash,
        dwellings,
        motor_cars,
        shops_and_companies,
    })
}

fn disability() -> impl Strategy<Value = Option<Known<Disability>>> {
    use {DisabilityKind as Kind, DisabilityLevel as Level};
    let one = (
        prop::sample::select(vec![Kind::Visual, Kind::Physical, Kind::Intellectual, Kind::Mental]),
        prop::sample::select(vec![Level::One, Level::Two, Level::Three, Level::Four]),
    );
    prop::option::of(one.prop_map(|(kind, level)| known(Disability { kind, level })))
}

/// What else is on record; mostly nothing.
fn recognitions() -> impl Strategy<Value = Recognitions> {
    let award = prop::sample::select(vec![None, None, None, None, None, Some(OtherAward::Tekun), Some(OtherAward::Orphan)]);
    let special =
        prop::sample::select(vec![None, None, None, Some(SpecialCase::SetByCounty), Some(SpecialCase::SpecialHardship)]);
    (award, special, money(), prop::option::of(0i64..5)).prop_map(|(award, special, support, refusals)| Recognitions {
        other_award: award.map(known),
        special_case: special.map(known),
        contracted_land: None,
        job_refusals: refusals.map(known),
        exempted_support: support,
    })
}

fn member() -> impl Strategy<Value = Member> {
    let labour =
        prop::sample::select(vec![None, Some(LabourCapacity::Full), Some(LabourCapacity::None), Some(LabourCapacity::None)]);
    let employment = prop::sample::select(vec![None, Some(Employment::Employed), Some(Employment::None)]);
    let whereabouts = prop::sample::select(vec![
        None,
        None,
        None,
        Some(Whereabouts::AtHome),
        Some(Whereabouts::InPrison),
        Some(Whereabouts::Clergy),
    ]);
    let since = prop::option::of((2017i16..2022).prop_map(|year| Date::new(year, 5, 1).expect("a day")));
    let about = (1940i16..2022, labour, disability(), prop::option::of(any::<bool>()), employment, whereabouts, since);
    let rest = (prop::option::of(0i64..2_000_000), recognitions(), schooling());
    (incomes(), assets(), about, rest).prop_map(|(incomes, assets, about, (spending, recognitions, schooling))| Member {
        person: PersonId::new(1).expect("an id"),
        birth: Date::new(about.0, 5, 10).expect("a day"),
        relation: Relation::SON,
        incomes,
        assets,
        labour: about.1.map(known),
        disability: about.2,
        serious_illness: about.3.map(known),
        illness_spending: spending.map(|fen| known(Fen::new(fen))),
        schooling: schooling.map(known),
        employment: about.4.map(known),
        whereabouts: about.5.map(known),
        whereabouts_since: about.6.map(known),
        death: None,
        recognitions,
    })
}

fn schooling() -> impl Strategy<Value = Option<Schooling>> {
    prop::sample::select(vec![None, None, None, Some(Schooling::Undergraduate), Some(Schooling::Postgraduate)])
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    prop::collection::vec(member(), 1..5).prop_map(|mut members| {
        for (index, member) in members.iter_mut().enumerate() {
            member.person = PersonId::new(i64::try_from(index + 1).expect("few")).expect("an id");
        }
        members
    })
}

/// A member of whom everything is known, at home.
fn plain_members() -> impl Strategy<Value = Vec<Member>> {
    members().prop_map(|mut members| {
        for member in &mut members {
            member.whereabouts = None;
            member.schooling = None;
            member.recognitions = Recognitions::default();
            member.labour = member.labour.or(Some(known(LabourCapacity::Full)));
            let zero = || Some(known(Fen::ZERO));
            let incomes = &mut member.incomes;
            for item in [
                &mut incomes.wage,
                &mut incomes.business_net,
                &mut incomes.property_net,
                &mut incomes.support_received,
                &mut incomes.employee_pension,
                &mut incomes.old_age_allowance,
                &mut incomes.other_transfer,
                &mut incomes.other,
                &mut incomes.transfer_paid,
            ] {
                *item = item.or(zero());
            }
            incomes.wage_months = incomes.wage_months.or(Some(known(6)));
            member.assets = Assets {
                cash: zero(),
                dwellings: Some(known(0)),
                motor_cars: Some(known(0)),
                shops_and_companies: Some(known(0)),
            };
        }
        members
    })
}

fn unit(members: &[Member], alone: bool) -> Unit<'_> {
    let family = Family { members, registration: Registration::Rural };
    if alone { Unit::SinglePerson { person: members[0].person, family } } else { Unit::WholeFamily(family) }
}

fn answer(book: &PolicyBook, members: &[Member], alone: bool, day: Date) -> DibaoAnswer {
    let values = DibaoValues::at(book, county(), day).expect("rules are in force");
    dibao::determine(&unit(members, alone), &values, day, &mut NoTrace)
}

fn spending() -> impl Strategy<Value = RigidSpending> {
    (money(), money(), money(), money(), money()).prop_map(|(living, medical, education, rehabilitation, other)| RigidSpending {
        living,
        medical,
        education,
        rehabilitation,
        other,
    })
}

/// The categories of the first member, on no roll, in a month under the Social Assistance Law.
fn categories(members: &[Member], spending: &RigidSpending) -> LowIncomeCategories {
    let day = Date::parse("2026-08-10").expect("a day");
    let family = Family { members, registration: Registration::Rural };
    let record = AssistanceRecord { on_dibao: Answer::No, monitored: None, left_assistance: None };
    let dibao = DibaoValues::at(&BOOK, county(), day).expect("rules are in force");
    let values = LowIncomeValues::at(&BOOK, county(), day, Roll::Rural).expect("categories are in force");
    low_income_categories(&members[0], &family, &record, spending, &dibao, &values, &mut NoTrace)
}

/// The answer with its persons sorted, since they come in the order of the family.
fn in_order(answer: DibaoAnswer) -> DibaoAnswer {
    match answer {
        DibaoAnswer::Eligible(Entitlement { class, mut counted }) => {
            counted.sort();
            DibaoAnswer::Eligible(Entitlement { class, counted })
        }
        DibaoAnswer::NotEligible(_) | DibaoAnswer::Undetermined(_) => answer,
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    prop::sample::select(vec!["2021-07-01", "2022-05-10", "2022-10-19", "2022-10-20", "2026-01-01", "2026-07-01"])
        .prop_map(|text| Date::parse(text).expect("a day"))
}

/// Takes away the `which`-th fact that a rule reads; register facts (birth, death, whereabouts) stay, since their
/// absence means that the register's presence holds; so do awards of other programmes and study above the bachelor level.
fn without_fact(member: &mut Member, which: usize) {
    let (incomes, assets) = (&mut member.incomes, &mut member.assets);
    match which {
        0 => incomes.wage = None,
        1 => incomes.wage_months = None,
        2 => incomes.business_net = None,
        3 => incomes.property_net = None,
        4 => incomes.support_received = None,
        5 => incomes.employee_pension = None,
        6 => incomes.resident_pension_basic = None,
        7 => incomes.old_age_allowance = None,
        8 => incomes.other_transfer = None,
        9 => incomes.other = None,
        10 => incomes.excluded = None,
        11 => incomes.transfer_paid = None,
        12 => assets.cash = None,
        13 => assets.dwellings = None,
        14 => assets.motor_cars = None,
        15 => assets.shops_and_companies = None,
        16 => member.labour = None,
        17 => member.disability = None,
        18 => member.serious_illness = None,
        19 => member.illness_spending = None,
        20 => member.employment = None,
        21 => member.recognitions.special_case = None,
        22 => member.recognitions.exempted_support = None,
        _since => member.whereabouts_since = None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_trace_never_changes_the_answer(members in members(), alone: bool, day in any_day()) {
        let values = DibaoValues::at(&BOOK, county(), day).expect("rules are in force");
        let mut trace = Trace::default();
        let traced = dibao::determine(&unit(&members, alone), &values, day, &mut trace);
        prop_assert_eq!(traced, dibao::determine(&unit(&members, alone), &values, day, &mut NoTrace));
        prop_assert!(!trace.steps.is_empty());
    }

    #[test]
    fn taking_away_a_known_fact_never_makes_a_unit_eligible(
        members in members(), alone: bool, day in any_day(), whose in 0usize..4, which in 0usize..24
    ) {
        let mut less = members.clone();
        without_fact(&mut less[whose % members.len()], which);
        let before = answer(&BOOK, &members, alone, day);
        let after = answer(&BOOK, &less, alone, day);
        if matches!(after, DibaoAnswer::Eligible(_)) {
            prop_assert!(matches!(before, DibaoAnswer::Eligible(_)), "{before:?} became {after:?}");
        }
    }

    #[test]
    fn more_income_never_helps_a_whole_family_and_never_raises_its_amount_a_head(
        members in plain_members(), day in any_day(), more in 1i64..2_000_000
    ) {
        let mut richer = members.clone();
        let other = &mut richer[0].incomes.other;
        *other = other.map(|known| Known { value: known.value.or_nothing_if_negative() + Fen::new(more), ..known });
        let (before, after) = (answer(&BOOK, &members, false, day), answer(&BOOK, &richer, false, day));
        if let DibaoAnswer::Eligible(after) = &after {
            let DibaoAnswer::Eligible(before) = &before else { panic!("{before:?} became eligible by more income") };
            let month: Month = day.in_month();
            let a_head = |class| monthly_amount(&BOOK, county(), class, 1, month).expect("an amount");
            prop_assert!(a_head(after.class) <= a_head(before.class));
        }
    }

    #[test]
    fn values_of_another_region_change_nothing(members in members(), alone: bool, amount in 0i64..100_000) {
        let day = Date::parse("2022-05-10").expect("a day");
        let elsewhere = format!(
            "[dibao.rural.standard]\nlabel = \"标\"\nunit = \"fen/person/month\"\nsource = \"他县\"\nconfidence = \"seen\"\n\
             values = [{{ region = \"620522\", from = \"2021-01-01\", amount = {amount} }}]\n"
        );
        let mut files = crate::model_files();
        files.push(("elsewhere.toml", &elsewhere));
        let other = PolicyBook::parse(&files).expect("a book");
        prop_assert_eq!(answer(&BOOK, &members, alone, day), answer(&other, &members, alone, day));
    }

    #[test]
    fn an_undetermined_answer_names_what_is_missing_and_a_county_without_values_determines_nobody(
        members in members(), alone: bool
    ) {
        let day = Date::parse("2022-05-10").expect("a day");
        let empty_county = RegionCode::parse("620522").expect("a county");
        let values = DibaoValues::at(&BOOK, empty_county, day).expect("rules are in force");
        match dibao::determine(&unit(&members, alone), &values, day, &mut NoTrace) {
            DibaoAnswer::Eligible(entitlement) => prop_assert!(false, "eligible without a standard: {entitlement:?}"),
            DibaoAnswer::NotEligible(_) => {}
            DibaoAnswer::Undetermined(missing) => prop_assert!(!missing.is_empty()),
        }
    }

    #[test]
    fn a_kept_determination_is_made_again_the_same(members in members(), alone: bool, day in any_day()) {
        let values = DibaoValues::at(&BOOK, county(), day).expect("rules are in force");
        let amounts = AmountValues::at(&BOOK, county(), day.in_month(), Roll::Rural);
        let kept = dibao::determine_to_keep(&unit(&members, alone), &values, &amounts, day.in_month(), &mut NoTrace);
        prop_assert_eq!(dibao::recompute(&kept, &mut NoTrace), Ok(kept.outcome));
    }

    #[test]
    fn the_order_of_the_members_does_not_matter(members in members(), alone: bool, day in any_day(), turn in 0usize..4) {
        let person = members[0].person;
        let mut turned = members.clone();
        turned.rotate_left(turn % members.len());
        let asked = |members: &[Member]| {
            let family = Family { members, registration: Registration::Rural };
            let unit = if alone { Unit::SinglePerson { person, family } } else { Unit::WholeFamily(family) };
            let values = DibaoValues::at(&BOOK, county(), day).expect("rules are in force");
            in_order(dibao::determine(&unit, &values, day, &mut NoTrace))
        };
        prop_assert_eq!(asked(&members), asked(&turned));
    }

    #[test]
    fn a_person_kept_by_another_programme_changes_nothing_for_the_others(
        members in members(), mut other in member(), day in any_day()
    ) {
        other.person = PersonId::new(99).expect("an id");
        other.recognitions.other_award = Some(known(OtherAward::Tekun));
        let mut more = members.clone();
        more.push(other);
        let (before, after) = (answer(&BOOK, &members, false, day), answer(&BOOK, &more, false, day));
        match (&before, &after) {
            // Where nobody is left, the rule named is that of the other programme.
            (DibaoAnswer::NotEligible(_), DibaoAnswer::NotEligible(_)) => {}
            (DibaoAnswer::Eligible(_) | DibaoAnswer::Undetermined(_) | DibaoAnswer::NotEligible(_), _) => {
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn an_urban_gap_never_rises_with_income(members in plain_members(), more in 1i64..2_000_000) {
        let mut richer = members.clone();
        let other = &mut richer[0].incomes.other;
        *other = other.map(|known| Known { value: known.value.or_nothing_if_negative() + Fen::new(more), ..known });
        let gap = |members: &[Member]| {
            let day = Date::parse("2022-05-10").expect("a day");
            let values = DibaoValues::of_roll(&BOOK, county(), day, Roll::Urban).expect("rules are in force");
            let amounts = AmountValues::at(&BOOK, county(), day.in_month(), Roll::Urban);
            let unit = Unit::WholeFamily(Family { members, registration: Registration::Urban });
            let kept = dibao::determine_to_keep(&unit, &values, &amounts, day.in_month(), &mut NoTrace);
            kept.outcome.monthly.unwrap_or(Fen::ZERO)
        };
        prop_assert!(gap(&richer) <= gap(&members));
    }

    #[test]
    fn more_property_never_helps(members in plain_members(), alone: bool, day in any_day(), more in 1i64..5_000_000) {
        let mut richer = members.clone();
        let cash = &mut richer[0].assets.cash;
        *cash = cash.map(|known| Known { value: known.value + Fen::new(more), ..known });
        if let DibaoAnswer::Eligible(after) = answer(&BOOK, &richer, alone, day) {
            prop_assert_eq!(answer(&BOOK, &members, alone, day), DibaoAnswer::Eligible(after));
        }
    }

    #[test]
    fn no_more_heads_are_paid_than_counted(members in members(), day in any_day()) {
        let values = DibaoValues::at(&BOOK, county(), day).expect("rules are in force");
        let paid = dibao::heads_paid(members.iter(), &values);
        prop_assert!(paid <= members.len());
        let refused = members.iter().filter(|member| dibao::loses_own_money(member, &values, &mut NoTrace) == Answer::Yes);
        prop_assert_eq!(paid + refused.count(), members.len());
    }

    #[test]
    fn taking_away_a_known_fact_never_adds_a_low_income_category(
        members in members(), spending in spending(), whose in 0usize..4, which in 0usize..24, item in 0usize..6
    ) {
        let mut less = members.clone();
        without_fact(&mut less[whose % members.len()], which);
        let mut less_spending = spending;
        match item {
            0 => less_spending.living = None,
            1 => less_spending.medical = None,
            2 => less_spending.education = None,
            3 => less_spending.rehabilitation = None,
            4 => less_spending.other = None,
            _nothing => {}
        }
        let (before, after) = (categories(&members, &spending), categories(&less, &less_spending));
        for ((name, before), (_, after)) in before.named().into_iter().zip(after.named()) {
            prop_assert!(after != Answer::Yes || before == Answer::Yes, "{name}: {before:?} became {after:?}");
        }
    }
}
