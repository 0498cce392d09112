//! What holds for every person of the programmes beside dibao, tried on many made-up ones. A failing one is printed with
//! its seed.

use policy::children::{self, Child, ChildRates, ChildValues, CountedBesideTopUp, Parent, Placement, Release, Restriction};
use policy::dibao::{Assets, Incomes};
use policy::disability::{self, Certificate, DisabilityValues, DisabledPerson, Subsidy};
use policy::relief::{self, Connection, Gravity, ReliefAmount, ReliefApplication, ReliefMeans, ReliefValues};
use policy::stacking::{Benefit, HeldBenefit, PAIRS, Pairing, Payability, stack};
use policy::tekun::{self, Supporter, SupporterList, SupporterStatus, TekunPerson, TekunRates, TekunValues};
use policy::{Answer, AwardStage, Conclusion, Known, NoTrace, Trace};
use proptest::prelude::*;
use vocabulary::{
    CertificateStatus, ChildScheme, Date, Disability, DisabilityKind, DisabilityLevel, Fen, Month, ParentCondition, PersonId,
    RegionCode, Registration, ReliefKind, ReliefReason, Schooling, Supporters, Whereabouts,
};

use crate::properties::{BOOK, county, known};

fn person(number: i64) -> PersonId {
    PersonId::new(number).expect("an id")
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn any_day() -> impl Strategy<Value = Date> {
    prop::sample::select(vec!["2021-07-01", "2022-05-10", "2022-10-31", "2026-06-30", "2026-07-01"]).prop_map(day)
}

fn flag() -> impl Strategy<Value = Option<Known<bool>>> {
    prop_oneof![4 => Just(None), 1 => Just(Some(false)), 2 => Just(Some(true))].prop_map(|flag| flag.map(known))
}

fn money() -> impl Strategy<Value = Option<Known<Fen>>> {
    prop_oneof![
        6 => Just(Some(0)),
        2 => (0i64..1_500_000).prop_map(Some),
        1 => prop::sample::select(vec![526_799, 526_800, 919_999, 920_000, -1]).prop_map(Some),
        1 => Just(None),
    ]
    .prop_map(|fen| fen.map(|fen| known(Fen::new(fen))))
}

fn count() -> impl Strategy<Value = Option<Known<i64>>> {
    prop_oneof![12 => Just(Some(0)), 1 => Just(Some(2)), 1 => Just(None)].prop_map(|count| count.map(known))
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
        prop::sample::select(vec![Kind::Visual, Kind::Hearing, Kind::Physical, Kind::Intellectual, Kind::Mental, Kind::Multiple]),
        prop::sample::select(vec![Level::One, Level::Two, Level::Three, Level::Four]),
    );
    prop::option::of(one.prop_map(|(kind, level)| known(Disability { kind, level })))
}

fn birth() -> impl Strategy<Value = Date> {
    (1935i16..2021, 1i8..13, 1i8..29).prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
}

fn supporter() -> impl Strategy<Value = Supporter> {
    let status = (flag(), flag(), flag(), flag(), prop::bool::weighted(0.2)).prop_map(|flags| SupporterStatus {
        tekun: flags.0,
        dibao: flags.1,
        without_civil_capacity: flags.2,
        recognised_by_province: flags.3,
        whereabouts: flags.4.then_some(known(Whereabouts::InPrison)),
    });
    (prop::option::weighted(0.9, birth()), disability(), money(), assets(), status).prop_map(
        |(birth, disability, income, assets, status)| Supporter {
            person: person(11),
            birth: birth.map(known),
            death: None,
            disability,
            income,
            assets,
            status,
        },
    )
}

/// A person without supporters, which come beside.
fn asking() -> impl Strategy<Value = TekunPerson<'static>> {
    let incomes = (money(), money(), money(), money(), money(), money()).prop_map(|items| Incomes {
        wage: items.0,
        business_net: items.1,
        property_net: Some(known(Fen::ZERO)),
        support_received: items.2,
        employee_pension: Some(known(Fen::ZERO)),
        resident_pension_basic: items.3,
        old_age_allowance: items.4,
        other_transfer: Some(known(Fen::ZERO)),
        other: Some(known(Fen::ZERO)),
        transfer_paid: items.5,
        ..Incomes::default()
    });
    let schooling = prop::sample::select(vec![None, Some(Schooling::None), Some(Schooling::SeniorSecondary)]);
    let found = vec![None, None, Some(Supporters::None), Some(Supporters::Unable), Some(Supporters::Able)];
    let found = prop::sample::select(found);
    (birth(), disability(), (flag(), flag(), flag()), incomes, assets(), schooling, (any::<bool>(), found)).prop_map(
        |(birth, disability, flags, incomes, assets, schooling, (complete, found))| TekunPerson {
            person: person(1),
            birth,
            registration: Registration::Rural,
            contracted_land: None,
            schooling: schooling.map(known),
            disability,
            multiple_counts: flags.0,
            recognised_by_province: flags.1,
            incomes,
            assets,
            supporters: SupporterList { known: &[], complete: complete.then_some(known(true)), found: found.map(known) },
            whereabouts: None,
            death: None,
            chose_tekun: None,
        },
    )
}

fn stage() -> impl Strategy<Value = AwardStage> {
    prop_oneof![Just(AwardStage::Asking), Just(AwardStage::Standing { since: day("2018-01-01") })]
}

/// Takes away the `which`-th fact of a person; facts of the register and decisions on record stay.
fn person_without<'a>(mut person: TekunPerson<'a>, which: usize) -> TekunPerson<'a> {
    let (incomes, assets) = (&mut person.incomes, &mut person.assets);
    match which {
        0 => person.disability = None,
        1 => person.multiple_counts = None,
        2 => person.recognised_by_province = None,
        3 => incomes.wage = None,
        4 => incomes.business_net = None,
        5 => incomes.property_net = None,
        6 => incomes.support_received = None,
        7 => incomes.resident_pension_basic = None,
        8 => incomes.transfer_paid = None,
        9 => assets.cash = None,
        10 => assets.dwellings = None,
        11 => assets.motor_cars = None,
        12 => assets.shops_and_companies = None,
        13 => person.supporters.complete = None,
        14 => person.supporters.found = None,
        _schooling => person.schooling = None,
    }
    person
}

fn supporter_without(supporter: &mut Supporter, which: usize) {
    let (assets, status) = (&mut supporter.assets, &mut supporter.status);
    match which {
        0 => supporter.birth = None,
        1 => supporter.disability = None,
        2 => supporter.income = None,
        3 => assets.cash = None,
        4 => assets.dwellings = None,
        5 => assets.motor_cars = None,
        6 => assets.shops_and_companies = None,
        7 => status.tekun = None,
        8 => status.dibao = None,
        9 => status.without_civil_capacity = None,
        10 => status.recognised_by_province = None,
        _whereabouts => status.whereabouts = None,
    }
}

fn restriction() -> impl Strategy<Value = Option<Known<Restriction>>> {
    let kinds = vec![ParentCondition::InPrison, ParentCondition::CompulsoryDetoxification, ParentCondition::OtherRestriction];
    let on = |text| Some(Release::On(day(text)));
    let until = vec![None, Some(Release::NotYet), on("2022-05-10"), on("2022-06-30"), on("2027-01-01")];
    let one = (prop::sample::select(kinds), prop::sample::select(until)).prop_map(|(kind, until)| {
        known(Restriction::new(kind, day("2022-01-01"), until).expect("a condition that restricts freedom"))
    });
    prop::option::weighted(0.4, one)
}

fn parent() -> impl Strategy<Value = Option<Parent>> {
    let lost = prop::sample::select(vec![None, Some("2021-01-01"), Some("2022-04-01")]);
    let one = (prop::bool::weighted(0.3), (flag(), flag(), flag(), flag(), flag()), disability(), restriction(), lost);
    let one = one.prop_map(|(dead, flags, disability, restriction, lost)| Parent {
        death: dead.then_some(known(day("2020-01-01"))),
        cannot_be_found: None,
        declared_missing: flags.0,
        disability,
        multiple_counts: flags.1,
        severely_disabled: None,
        serious_illness: flags.2,
        restriction,
        lost_contact_since: lost.map(|lost| known(day(lost))),
        guardianship_revoked: flags.3,
        deported: flags.4,
    });
    prop::option::weighted(0.9, one)
}

fn child() -> impl Strategy<Value = Child> {
    let schooling = prop::sample::select(vec![None, Some(Schooling::None), Some(Schooling::Undergraduate)]);
    (2000i16..2021, parent(), parent(), schooling).prop_map(|(year, one, other, schooling)| Child {
        person: person(1),
        birth: Date::new(year, 5, 10).expect("a day"),
        death: None,
        adopted: None,
        parents: [one, other],
        schooling: schooling.map(known),
    })
}

fn child_without(child: &mut Child, whose: usize, which: usize) {
    let place = &mut child.parents[whose];
    let Some(parent) = place else { return };
    match which {
        0 => *place = None,
        1 => parent.death = None,
        2 => parent.declared_missing = None,
        3 => parent.disability = None,
        4 => parent.multiple_counts = None,
        5 => parent.serious_illness = None,
        6 => parent.restriction = None,
        7 => {
            if let Some(restriction) = &mut parent.restriction {
                restriction.value.until = None;
            }
        }
        8 => parent.lost_contact_since = None,
        9 => parent.guardianship_revoked = None,
        10 => parent.deported = None,
        _schooling => child.schooling = None,
    }
}

fn held() -> impl Strategy<Value = Vec<HeldBenefit>> {
    let one = (prop::sample::select(Benefit::ALL.to_vec()), 0i64..30_000)
        .prop_map(|(benefit, fen)| HeldBenefit { benefit, monthly: Fen::new(fen) });
    prop::collection::vec(one, 0..8)
}

fn disabled() -> impl Strategy<Value = DisabledPerson<'static>> {
    let expiry = prop::sample::select(vec![None, Some("2022-04-30"), Some("2022-05-01"), Some("2030-01-01")]);
    (disability(), expiry, any::<bool>(), flag(), flag(), flag(), flag()).prop_map(
        |(disability, expiry, cancelled, multiple_counts, long_term_care, on_dibao, in_margin_family)| DisabledPerson {
            person: person(1),
            death: None,
            moved_out: None,
            certificate: disability.map(|disability| {
                known(Certificate {
                    disability: disability.value,
                    issued: None,
                    expiry: expiry.map(day),
                    status: if cancelled { CertificateStatus::Cancelled } else { CertificateStatus::Valid },
                })
            }),
            multiple_counts,
            long_term_care,
            on_dibao,
            in_margin_family,
            held: &[],
        },
    )
}

fn application() -> impl Strategy<Value = ReliefApplication<'static>> {
    let kind = prop::sample::select(vec![ReliefKind::Emergency, ReliefKind::Expense]);
    let gravity = prop::sample::select(vec![None, Some(Gravity::Light), Some(Gravity::Heavy), Some(Gravity::Major)]);
    let count = || prop::option::weighted(0.9, 0i64..15);
    (kind, gravity, (flag(), flag(), flag(), flag(), flag()), money(), count(), count()).prop_map(
        |(kind, gravity, flags, disposable_income, persons, months)| ReliefApplication {
            person: person(1),
            kind,
            reason: ReliefReason::SeriousIllness,
            connection: Connection::EmergencyHere,
            living_in_trouble: flags.0,
            gravity: gravity.map(known),
            urgent: flags.1,
            means: ReliefMeans { spending_beyond_means: flags.2, disposable_income, property_fits: flags.3 },
            on_dibao_or_tekun: flags.4,
            settled_elsewhere: None,
            persons: persons.map(known),
            months: months.map(known),
            earlier: &[],
        },
    )
}

fn application_without(application: &mut ReliefApplication<'_>, which: usize) {
    match which {
        0 => application.living_in_trouble = None,
        1 => application.means.spending_beyond_means = None,
        2 => application.means.disposable_income = None,
        3 => application.means.property_fits = None,
        4 => application.on_dibao_or_tekun = None,
        _persons => application.persons = None,
    }
}

/// What was not eligible stays so when a fact is taken away.
fn never_by_knowing_less<T: std::fmt::Debug>(before: &Conclusion<T>, after: &Conclusion<T>) -> Result<(), TestCaseError> {
    if matches!(after, Conclusion::Eligible(_)) {
        prop_assert!(matches!(before, Conclusion::Eligible(_)), "{before:?} became {after:?}");
    }
    if let Conclusion::Undetermined(missing) = after {
        prop_assert!(!missing.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn knowing_less_never_puts_anyone_on_tekun_and_a_trace_changes_nothing(
        asking in asking(), mut supporters in prop::collection::vec(supporter(), 0..3), stage in stage(), day in any_day(),
        which in 0usize..16, of_supporter in 0usize..12
    ) {
        // A list said to be whole, and a finding that somebody not on it can support, contradict each other: of the two
        // neither is the lesser knowledge.
        let is_whole = asking.supporters.complete.is_some_and(|complete| complete.value);
        prop_assume!(!(is_whole && asking.supporters.found.is_some_and(|found| found.value == vocabulary::Supporters::Able)));
        let values = TekunValues::at(&BOOK, county(), day).expect("rules are in force");
        let ask = |supporters: &[Supporter], asking: &TekunPerson<'_>| {
            let supporters = SupporterList { known: supporters, ..asking.supporters };
            let person = TekunPerson { supporters, ..*asking };
            let mut trace = Trace::default();
            let traced = tekun::determine(&person, stage, &values, day, &mut trace);
            assert_eq!(traced, tekun::determine(&person, stage, &values, day, &mut NoTrace));
            assert!(!trace.steps.is_empty());
            traced
        };
        let before = ask(&supporters, &asking);
        never_by_knowing_less(&before, &ask(&supporters, &person_without(asking, which)))?;
        if let Some(first) = supporters.first_mut() {
            supporter_without(first, of_supporter);
            never_by_knowing_less(&before, &ask(&supporters, &asking))?;
        }
    }

    #[test]
    fn one_more_supporter_never_helps(
        asking in asking(), supporters in prop::collection::vec(supporter(), 1..3), day in any_day()
    ) {
        let values = TekunValues::at(&BOOK, county(), day).expect("rules are in force");
        let ask = |known: &[Supporter]| {
            let person = TekunPerson { supporters: SupporterList { known, ..asking.supporters }, ..asking };
            tekun::has_no_able_supporter(&person, None, &values, &mut NoTrace)
        };
        if ask(&supporters) == Answer::Yes {
            prop_assert_eq!(ask(&supporters[1..]), Answer::Yes);
        }
    }

    #[test]
    fn knowing_less_never_makes_a_child_eligible_and_a_trace_changes_nothing(
        child in child(), stage in stage(), day in any_day(), whose in 0usize..2, which in 0usize..12
    ) {
        let values = ChildValues::at(&BOOK, county(), day).expect("rules are in force");
        let mut trace = Trace::default();
        let before = children::determine(&child, stage, &values, day, &mut trace);
        prop_assert_eq!(&before, &children::determine(&child, stage, &values, day, &mut NoTrace));
        let mut less = child;
        child_without(&mut less, whose, which);
        never_by_knowing_less(&before, &children::determine(&less, stage, &values, day, &mut NoTrace))?;
    }

    #[test]
    fn a_child_is_never_orphan_and_unattended_at_once(child in child(), day in any_day()) {
        let values = ChildValues::at(&BOOK, county(), day).expect("rules are in force");
        let both = children::is_orphan(&child, &values, &mut NoTrace).and(children::is_unattended(&child, &values, &mut NoTrace));
        prop_assert_ne!(both, Answer::Yes);
    }

    #[test]
    fn a_top_up_brings_a_child_to_the_rate_never_above_and_is_never_below_zero(
        dibao in -100i64..200_000, heads in 1i64..8, basic in 0i64..80_000, care in 0i64..60_000, living in 0i64..20_000
    ) {
        let month = Month::new(2022, 5).expect("a month");
        let scheme = (ChildScheme::Unattended, Placement::WithKin);
        let rates = ChildRates::at(&BOOK, county(), month);
        let pay = |beside| children::monthly_amount(&rates, scheme, beside, &mut NoTrace).expect("a rate");
        let rate = pay(CountedBesideTopUp::default());
        let beside = CountedBesideTopUp {
            dibao_a_head: children::dibao_a_head(Fen::new(dibao).or_nothing_if_negative(), heads, &mut NoTrace),
            tekun_basic: Fen::new(basic),
            tekun_care: Fen::new(care),
            living_subsidy: Fen::new(living),
        };
        let paid = pay(beside);
        prop_assert!(paid >= Fen::ZERO && paid <= rate);
        prop_assert_eq!(paid + beside.total(), rate.max(beside.total()));
    }

    #[test]
    fn of_two_benefits_that_exclude_each_other_one_is_paid_for_a_month(held in held()) {
        let stacked = stack(&held);
        for (first, second, pairing, _) in PAIRS {
            let both = stacked.is_paid(*first) && stacked.is_paid(*second);
            match pairing {
                Pairing::Yields => prop_assert!(!both, "{first:?} beside {second:?}"),
                Pairing::YieldsToFull if both => prop_assert!(matches!(stacked.of(*second), Payability::PaidAsDifference(_))),
                Pairing::Difference if both => prop_assert!(matches!(stacked.of(*first), Payability::PaidAsDifference(_))),
                Pairing::Together | Pairing::YieldsToFull | Pairing::Difference | Pairing::Higher => {}
            }
        }
        for (withheld, by, _) in stacked.withheld() {
            prop_assert!(stacked.is_paid(by), "{withheld:?} is withheld because of {by:?}, which is not paid");
        }
        for benefit in Benefit::ALL {
            prop_assert_eq!(stacked.of(benefit) == Payability::NotHeld, held.iter().all(|held| held.benefit != benefit));
        }
    }

    #[test]
    fn a_benefit_recorded_twice_or_in_another_order_is_paid_once_and_the_same(mut held in held()) {
        let once = stack(&held);
        held.reverse();
        prop_assert_eq!(once, stack(&held));
        held.extend(held.clone());
        prop_assert_eq!(once, stack(&held));
    }

    #[test]
    fn knowing_less_never_gives_a_subsidy_and_no_subsidy_is_paid_beside_tekun(
        person in disabled(), held in held(), which in 0usize..6, nursing: bool
    ) {
        let month = Month::new(2022, 5).expect("a month");
        let values = DisabilityValues::at(&BOOK, county(), month.first_day()).expect("rules are in force");
        let subsidy = if nursing { Subsidy::Nursing } else { Subsidy::Living };
        let person = DisabledPerson { held: &held, ..person };
        let mut trace = Trace::default();
        let before = disability::determine(&person, subsidy, &values, month, &mut trace);
        prop_assert_eq!(&before, &disability::determine(&person, subsidy, &values, month, &mut NoTrace));
        let paid_tekun = stack(&held).is_paid(Benefit::Tekun);
        prop_assert!(!(paid_tekun && matches!(before, Conclusion::Eligible(_))));
        let mut less = person;
        match which {
            0 => less.certificate = None,
            1 => {
                if let Some(certificate) = &mut less.certificate {
                    certificate.value.expiry = None;
                }
            }
            2 => less.multiple_counts = None,
            3 => less.long_term_care = None,
            4 => less.on_dibao = None,
            _margin => less.in_margin_family = None,
        }
        never_by_knowing_less(&before, &disability::determine(&less, subsidy, &values, month, &mut NoTrace))?;
    }

    #[test]
    fn knowing_less_never_gives_relief_and_no_amount_goes_above_the_formula(
        application in application(), day in any_day(), which in 0usize..6
    ) {
        let values = ReliefValues::at(&BOOK, county(), day).expect("rules are in force");
        let mut trace = Trace::default();
        let before = relief::determine(&application, &values, day, &mut trace);
        prop_assert_eq!(&before, &relief::determine(&application, &values, day, &mut NoTrace));
        let mut less = application;
        application_without(&mut less, which);
        never_by_knowing_less(&before, &relief::determine(&less, &values, day, &mut NoTrace))?;
        let most = values.urban_standard.value.zip(values.months_most.value).zip(application.persons);
        if let (Ok(ReliefAmount::Money(amount)), Some(((standard, months), persons))) =
            (relief::relief_amount(&application, &values, &mut NoTrace), most)
        {
            prop_assert!(amount >= Fen::ZERO && amount <= standard * (months * persons.value));
            if application.gravity.is_some_and(|gravity| gravity.value == Gravity::Light) && application.kind == ReliefKind::Emergency {
                prop_assert!(values.small_sum_cap.value.is_some_and(|cap| amount <= cap));
            }
        }
    }

    #[test]
    fn a_county_without_values_pays_nobody(asking in asking()) {
        let empty = RegionCode::parse("110101").expect("a county");
        let day = day("2022-05-01");
        let values = TekunValues::at(&BOOK, empty, day).expect("rules are in force");
        prop_assert_ne!(tekun::determine(&asking, AwardStage::Asking, &values, day, &mut NoTrace).answer(), Answer::Yes);
        let month = day.in_month();
        let terms = tekun::TekunTerms {
            roll: Registration::Rural,
            mode: vocabulary::CareMode::Home,
            self_care: vocabulary::SelfCare::Full,
        };
        prop_assert!(tekun::monthly_amounts(&TekunRates::at(&BOOK, empty, month), terms, &mut NoTrace).is_err());
        let subsidies = DisabilityValues::at(&BOOK, empty, day).expect("rules are in force");
        prop_assert!(disability::monthly_amount(&subsidies, Subsidy::Nursing, &mut NoTrace).is_err());
        let scheme = (ChildScheme::Orphan, Placement::WithKin);
        let nothing = CountedBesideTopUp::default();
        let rates = ChildRates::at(&BOOK, empty, month);
        prop_assert!(children::monthly_amount(&rates, scheme, nothing, &mut NoTrace).is_err());
    }
}
