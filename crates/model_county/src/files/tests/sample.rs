//! A small county of random people, of whom every office knows something each month.

use vocabulary::{
    AccountNumber, ApplicationKind, ChildScheme, CitizenId, Coded, Date, DibaoClass, Disability, DisabilityKind, DisabilityLevel,
    Employment, Fen, LabourCapacity, MonitoredGroup, Month, ParentCondition, PaymentPurpose, PhoneNumber, Programme, RegionCode,
    Registration, Relation, ReliefKind, Schooling, SelfCare, Sex, Supporters, Whereabouts,
};

use crate::county::rows::*;
use crate::random::Random;

const SURNAMES: &str = "王李张刘陈杨赵黄周吴";
const SIGNS: &str = "建国军平红伟明玲英霞兰云生林文志杰涛浩轩涵宇忠成芳秀珍玉福贵海东龙";

/// Persons in households of four, in the villages of eighteen townships.
pub(crate) fn people(count: u32, random: &mut Random) -> People {
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let signs: Vec<char> = SIGNS.chars().collect();
    let citizens = (0..count).map(|at| {
        let birth = Date::new(1935, 1, 1).expect("a day").plus_days(i32::try_from(random.index(30_000)).expect("small"));
        let sequence = u16::try_from(at % 996).expect("small");
        let number = CitizenId::compose(620_521, birth, sequence).expect("a number");
        let household = at / 4;
        let town = 100 + household % 15;
        let village = RegionCode::parse(&format!("620521{town}2{:02}", household / 15 % 10 + 1)).expect("a village");
        let name = format!("{}{}{}", random.pick(&surnames), random.pick(&signs), random.pick(&signs));
        Citizen {
            number,
            name,
            sex: number.sex(),
            birth,
            village,
            phone: PhoneNumber::parse(&format!("138{:08}", at)).ok().filter(|_| at.is_multiple_of(3)),
            account: AccountNumber::parse(&format!("621799{:010}", at)).ok(),
        }
    });
    People { citizens: citizens.collect() }
}

pub(crate) fn household(citizen: CitizenKey) -> String {
    format!("52110{:06}", citizen.0 / 4)
}

/// What the offices know in a month: `first` is the month of the whole register and the rolls.
pub(super) fn month(people: &People, month: Month, first: Month, random: &mut Random) -> OfficeMonth {
    let count = people.citizens.len();
    let mut some = |one_in: usize| -> Vec<CitizenKey> {
        let start = random.index(one_in);
        (0..count).skip(start).step_by(one_in).map(|at| CitizenKey(u32::try_from(at).expect("small"))).collect()
    };
    let register = if month == first { some(1) } else { some(60) };
    let large = count > 10_000;
    let (deaths, medical, events, relief) = (some(150), some(50), some(90), some(70));
    let (certificates, pupils) = if large && month != first { (some(600), some(500)) } else { (some(20), some(8)) };
    // Families from the first tenth of the county are on rolls; only they are asked about, in a large county some each month.
    let asked = if month == first || count < 10_000 { count / 10 } else { count / 100 };
    let families: Vec<CitizenKey> = (0..u32::try_from(asked).expect("small")).map(CitizenKey).collect();
    let paid: Vec<CitizenKey> = (0..u32::try_from(count / 10).expect("small")).map(CitizenKey).collect();
    let mut rolls = OpeningRolls::default();
    if month == first {
        rolls = opening(&families, month, random);
    }
    OfficeMonth {
        month,
        register: register.iter().map(|key| register_row(*key, month, people, random)).collect(),
        deaths: deaths.iter().map(|key| death(*key, month)).collect(),
        certificates: certificates.iter().map(|key| certificate(*key, random)).collect(),
        medical: medical.iter().map(|key| medical_row(*key, random)).collect(),
        monitored: families.iter().map(|key| monitored(*key, random)).collect(),
        enrolment: pupils.iter().map(|key| pupil(*key, random)).collect(),
        village_events: events.iter().map(|key| event(*key, month, random)).collect(),
        declarations: families.iter().map(|key| declaration(*key, month, random)).collect(),
        answers: families.iter().map(|key| answer(*key, month, random)).collect(),
        relief: relief.iter().map(|key| relief_row(*key, month, random)).collect(),
        payments: paid.iter().map(|key| payment(*key, month, random)).collect(),
        applications: relief.iter().map(|key| application(*key, month, random)).collect(),
        parents: events.iter().flat_map(|key| parents_of(*key, month, random)).collect(),
        care: deaths.iter().map(|key| care_row(*key, month, random)).collect(),
        opening: rolls,
    }
}

fn day(month: Month, random: &mut Random) -> Date {
    month.first_day().plus_days(i32::try_from(random.index(27)).expect("small"))
}

fn yuan(most: i64, random: &mut Random) -> Fen {
    Fen::new(random.between(0, most) * 150)
}

fn code<T: Coded>(random: &mut Random) -> T {
    random.pick(T::TABLE).0
}

fn register_row(citizen: CitizenKey, month: Month, people: &People, random: &mut Random) -> RegisterRow {
    let relation = if citizen.0.is_multiple_of(4) { Relation::HEAD } else { Relation::SON };
    RegisterRow {
        citizen,
        household: household(citizen),
        relation,
        registration: if random.in_a_thousand(900) { Registration::Rural } else { Registration::Urban },
        village: people.citizens[citizen.0 as usize].village,
        death: None,
        moved_out: random.in_a_thousand(20).then(|| day(month, random)),
    }
}

fn death(citizen: CitizenKey, month: Month) -> DeathRow {
    DeathRow {
        citizen,
        day: month.first_day(),
        cremation: Some(month.first_day().plus_days(3)).filter(|_| citizen.0.is_multiple_of(2)),
    }
}

fn disability(random: &mut Random) -> Disability {
    Disability { kind: code::<DisabilityKind>(random), level: code::<DisabilityLevel>(random) }
}

fn certificate(citizen: CitizenKey, random: &mut Random) -> CertificateRow {
    let issued = Date::new(2015, 3, 1).expect("a day").plus_days(i32::try_from(random.index(2_000)).expect("small"));
    CertificateRow {
        citizen,
        disability: disability(random),
        issued,
        expires: issued.plus_days(3_652),
        cancelled: random.in_a_thousand(50),
        needs_care: random.in_a_thousand(400),
    }
}

fn medical_row(citizen: CitizenKey, random: &mut Random) -> MedicalRow {
    let own_share = Fen::yuan(3_000) + yuan(40_000, random);
    MedicalRow { citizen, total: own_share * 3, own_share, serious: random.in_a_thousand(300) }
}

fn monitored(citizen: CitizenKey, random: &mut Random) -> MonitoredRow {
    let groups =
        [MonitoredGroup::Lifted, MonitoredGroup::UnstableLifted, MonitoredGroup::MarginalProne, MonitoredGroup::SuddenHardship];
    MonitoredRow {
        citizen,
        household: format!("JC{:06}", citizen.0 / 4),
        relation: if citizen.0.is_multiple_of(4) { Relation::HEAD } else { Relation::DAUGHTER },
        group: *random.pick(&groups),
        identified: Date::new(2020, 6, 1).expect("a day"),
        cleared: random.in_a_thousand(200).then(|| Date::new(2021, 9, 1).expect("a day")),
    }
}

fn pupil(citizen: CitizenKey, random: &mut Random) -> EnrolmentRow {
    EnrolmentRow { citizen, schooling: code::<Schooling>(random), school: "清水县第六中学".to_owned() }
}

fn event(citizen: CitizenKey, month: Month, random: &mut Random) -> VillageEventRow {
    let events = [
        VillageEvent::Accident,
        VillageEvent::Fire,
        VillageEvent::Disaster,
        VillageEvent::SuddenIllness,
        VillageEvent::Whereabouts(Whereabouts::AwayForWorkOrStudy),
        VillageEvent::Whereabouts(Whereabouts::AtHome),
    ];
    VillageEventRow { citizen, event: *random.pick(&events), day: day(month, random) }
}

fn declaration(citizen: CitizenKey, month: Month, random: &mut Random) -> DeclarationRow {
    let applies = citizen.0.is_multiple_of(4);
    DeclarationRow {
        citizen,
        household: household(citizen),
        application: applies.then(|| (month.first_day(), ApplicationKind::WholeFamily)),
        authorised: applies.then(|| month.first_day()),
        wages: yuan(9_000, random),
        wage_months: 7,
        business: yuan(4_000, random) - Fen::yuan(500),
        property: yuan(300, random),
        support: yuan(900, random),
        employee_pension: Fen::ZERO,
        resident_pension: yuan(900, random),
        old_age_allowance: Fen::ZERO,
        other_transfer: yuan(700, random),
        other: Fen::ZERO,
        excluded: yuan(500, random),
        paid: yuan(200, random),
        labour: code::<LabourCapacity>(random),
        disability: random.in_a_thousand(200).then(|| disability(random)),
        serious_illness: random.in_a_thousand(100),
        illness_spending: yuan(9_000, random),
        schooling: code::<Schooling>(random),
        employment: code::<Employment>(random),
        whereabouts: Some((Whereabouts::AtHome, month.first_day())),
        cash: yuan(20_000, random),
        dwellings: 1,
        cars: u8::from(random.in_a_thousand(30)),
        shops: 0,
        raised_by_employment: random.in_a_thousand(60),
    }
}

fn answer(citizen: CitizenKey, month: Month, random: &mut Random) -> AnswerRow {
    AnswerRow {
        citizen,
        household: household(citizen),
        authorised: month.first_day(),
        cars: 0,
        dwellings: 1,
        shop_premises: 0,
        companies: 0,
        sole_trades: 0,
        public_wage: if random.in_a_thousand(100) { Fen::yuan(4_310) } else { Fen::ZERO },
        employee_pension: if random.in_a_thousand(100) { Fen::yuan(2_300) } else { Fen::ZERO },
        resident_pension: if random.in_a_thousand(300) { Fen::yuan(113) } else { Fen::ZERO },
        employer_insured: random.in_a_thousand(50),
        injury_nursing_fee: if random.in_a_thousand(20) { Fen::yuan(1_500) } else { Fen::ZERO },
        balance: yuan(30_000, random),
    }
}

fn relief_row(citizen: CitizenKey, month: Month, random: &mut Random) -> ReliefRow {
    ReliefRow {
        citizen,
        day: day(month, random),
        kind: if random.in_a_thousand(500) { ReliefKind::Emergency } else { ReliefKind::Expense },
        reason: "重病".to_owned(),
        persons: 3,
        own_cost: Fen::yuan(2_000) + yuan(20_000, random),
        granted: Fen::yuan(1_200),
    }
}

fn application(citizen: CitizenKey, month: Month, random: &mut Random) -> ApplicationRow {
    ApplicationRow { citizen, programme: code::<Programme>(random), day: day(month, random), guardian: None }
}

fn parents_of(child: CitizenKey, month: Month, random: &mut Random) -> Vec<ParentRow> {
    let parent = |parent_sex, condition, since| ParentRow { child, parent_sex, parent: None, condition, since };
    vec![
        parent(Sex::Male, ParentCondition::Dead, month.first_day().plus_days(-300)),
        parent(Sex::Female, code::<ParentCondition>(random), day(month.plus(-9), random)),
    ]
}

fn care_row(citizen: CitizenKey, month: Month, random: &mut Random) -> CareRow {
    CareRow {
        citizen,
        supporters: code::<Supporters>(random),
        self_care: code::<SelfCare>(random),
        home: None,
        day: day(month, random),
    }
}

fn payment(citizen: CitizenKey, month: Month, random: &mut Random) -> PaymentRow {
    let purposes =
        [PaymentPurpose::RuralDibao, PaymentPurpose::Tekun, PaymentPurpose::DisabilityNursing, PaymentPurpose::TemporaryRelief];
    PaymentRow {
        citizen,
        purpose: *random.pick(&purposes),
        amount: Fen::yuan(110) + yuan(9_000, random),
        returned: random.in_a_thousand(30).then(|| "账户已销户".to_owned()),
        day: day(month, random),
    }
}

fn opening(families: &[CitizenKey], month: Month, random: &mut Random) -> OpeningRolls {
    let since = month.plus(-8);
    let mut rolls = OpeningRolls::default();
    for citizen in families {
        let citizen = *citizen;
        match citizen.0 % 5 {
            0 | 1 => rolls.dibao.push(DibaoRollRow {
                citizen,
                unit: format!("DB{:05}", citizen.0 / 4),
                relation: Relation::HEAD,
                kind: ApplicationKind::WholeFamily,
                class: code::<DibaoClass>(random),
                monthly: Fen::yuan(419),
                since,
                exit_after: random.in_a_thousand(50).then(|| month.plus(3)),
            }),
            2 => rolls.tekun.push(TekunRollRow {
                citizen,
                unit: format!("TK{:05}", citizen.0),
                home: random.in_a_thousand(100).then(|| "清水县中心敬老院".to_owned()),
                self_care: *random.pick(&[SelfCare::Full, SelfCare::Partial, SelfCare::None]),
                basic: Fen::yuan(545),
                care: Fen::yuan(300),
                since,
            }),
            3 => rolls.children.push(ChildRollRow {
                citizen,
                scheme: *random.pick(&[ChildScheme::Orphan, ChildScheme::Unattended]),
                guardian: Some(families[0]),
                monthly: Fen::yuan(1_060),
                since,
            }),
            _fifth => rolls.subsidies.push(SubsidyRollRow {
                citizen,
                living: random.in_a_thousand(700).then(|| Fen::yuan(110)),
                nursing: Some(Fen::yuan(110)),
                since,
            }),
        }
    }
    rolls
}

/// Months from January 2022 on.
pub(crate) fn county(persons: u32, seed: u64, months: i32) -> (People, Vec<OfficeMonth>) {
    let mut random = Random::from_seed(seed);
    let people = people(persons, &mut random);
    let first = Month::new(2022, 1).expect("a month");
    let months = (0..months).map(|at| month(&people, first.plus(at), first, &mut random)).collect();
    (people, months)
}

#[test]
fn the_sample_has_men_and_women() {
    let (people, _) = county(100, 1, 1);
    assert!(people.citizens.iter().any(|who| who.sex == Sex::Male) && people.citizens.iter().any(|who| who.sex == Sex::Female));
}
