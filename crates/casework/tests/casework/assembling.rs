//! From the register to the input of the rules.

use casework::{AssembleFault, Assembler, assemble};
use policy::dibao::Unit;
use registry::{Fact, FactKind, FactValue, Household, HouseholdKind, Membership, Person, Register};
use vocabulary::{
    ApplicationKind, DateRange, DisabilityKind, DisabilityLevel, FactId, Fen, HouseholdId, LabourCapacity, MembershipId,
    Programme, RegionCode, Registration, Relation, Sequence, Sex, Source,
};

use crate::{day, person, unit};

/// Rows of a small register: register household 10 of persons 1 to 3, assistance unit 20.
struct Rows {
    persons: Vec<Person>,
    households: Vec<Household>,
    memberships: Vec<Membership>,
    facts: Vec<Fact>,
}

const UNIT: i64 = 20;

fn household(number: i64, kind: HouseholdKind) -> Household {
    let village = RegionCode::parse("990101100001").expect("a village");
    Household { id: unit(number), kind, number: number.to_string(), village, registration: Registration::Rural }
}

impl Rows {
    fn new() -> Rows {
        let person = |number| Person {
            id: person(number),
            name: format!("人{number}"),
            sex: Sex::Male,
            birth: day("1970-01-01"),
            village: RegionCode::parse("990101100001").expect("a village"),
            registration: Registration::Rural,
        };
        Rows {
            persons: (1..=4).map(person).collect(),
            households: vec![
                household(10, HouseholdKind::Register),
                household(UNIT, HouseholdKind::Assistance(Programme::RuralDibao)),
            ],
            memberships: Vec::new(),
            facts: Vec::new(),
        }
        .member(10, 2, Relation::SPOUSE)
        .member(10, 1, Relation::HEAD)
        .member(10, 3, Relation::SON)
    }

    fn member(mut self, of: i64, number: i64, relation: Relation) -> Rows {
        let id = MembershipId::new(i64::try_from(self.memberships.len()).expect("few") + 1).expect("an id");
        let days = DateRange::starting(day("2000-01-01"));
        self.memberships.push(Membership { id, household: unit(of), person: person(number), relation, days });
        self
    }

    fn fact(self, number: i64, kind: FactKind, value: FactValue) -> Rows {
        self.fact_of(1, number, kind, value)
    }

    fn fact_of(mut self, department: i16, number: i64, kind: FactKind, value: FactValue) -> Rows {
        let id = FactId::new(i64::try_from(self.facts.len()).expect("few") + 1).expect("an id");
        self.facts.push(Fact {
            id,
            person: person(number),
            kind,
            value,
            days: DateRange::starting(day("2022-01-01")),
            department,
            recorded: Sequence(1),
            supersedes: None,
            source: Source::Act(Sequence(1)),
        });
        self
    }

    fn applies(mut self, number: i64, kind: ApplicationKind) -> Rows {
        if kind == ApplicationKind::SinglePerson {
            let alone = self.households.iter_mut().filter(|household| household.id == unit(UNIT));
            alone.for_each(|household| household.number.push_str("/1"));
        }
        self.member(UNIT, number, Relation::HEAD).fact(number, FactKind::ApplicationKind, FactValue::code(kind)).fact(
            number,
            FactKind::ApplicationDay,
            FactValue::day(day("2022-03-01")),
        )
    }

    fn register(self) -> Register {
        Register::new(self.persons, self.households, self.memberships, self.facts)
    }
}

fn check(rows: Rows) -> Result<casework::Assembled, AssembleFault> {
    assemble(&rows.register(), unit(UNIT), day("2022-10-31"))
}

#[test]
fn a_whole_family_is_everyone_of_the_register_household_head_first() {
    let assembled = check(Rows::new().applies(2, ApplicationKind::WholeFamily)).expect("assembles");
    assert!(matches!(assembled.unit(), Unit::WholeFamily(_)));
    let persons: Vec<i64> = assembled.members.iter().map(|member| member.person.number()).collect();
    assert_eq!(persons, vec![1, 2, 3]);
    assert_eq!((assembled.applicant, assembled.registration), (person(2), Registration::Rural));
    assert_eq!(assembled.applied_on.map(|known| known.value), Some(day("2022-03-01")));
}

#[test]
fn a_single_person_is_read_inside_the_register_household_of_the_applicant() {
    let assembled = check(Rows::new().applies(3, ApplicationKind::SinglePerson)).expect("assembles");
    match assembled.unit() {
        Unit::SinglePerson { person: alone, family } => assert_eq!((alone, family.members.len()), (person(3), 3)),
        Unit::WholeFamily(_) => panic!("a single person applied"),
    }
    assert_eq!(assembled.members[2].relation, Relation::SON, "the relation is that to the head of the register");
}

#[test]
fn an_unreadable_death_or_whereabouts_stands_in_the_way_of_any_answer() {
    for kind in [FactKind::Death, FactKind::Whereabouts, FactKind::DisabilityLevel] {
        let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact(3, kind, FactValue::UNREADABLE);
        let assembled = check(rows).expect("assembles");
        assert_eq!(assembled.unsettled, vec![policy::dibao::Missing::Fact(person(3), kind.label())]);
    }
    let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact(3, FactKind::Whereabouts, FactValue::EMPTY);
    assert_eq!(check(rows).expect("assembles").unsettled, vec![], "a blank says none");
}

#[test]
fn an_unlinked_row_of_the_family_stands_in_the_way_until_it_is_settled() {
    let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact(2, FactKind::UnsettledRow, FactValue(1));
    assert_eq!(check(rows).expect("assembles").unsettled.len(), 1);
    let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact(2, FactKind::UnsettledRow, FactValue(0));
    assert_eq!(check(rows).expect("assembles").unsettled.len(), 0);
}

#[test]
fn a_member_who_later_applies_alone_does_not_take_over_the_familys_unit() {
    let rows = Rows::new()
        .applies(1, ApplicationKind::WholeFamily)
        .member(UNIT, 2, Relation::SPOUSE)
        .fact(2, FactKind::ApplicationKind, FactValue::code(ApplicationKind::SinglePerson))
        .fact(2, FactKind::ApplicationDay, FactValue::day(day("2022-09-01")));
    let assembled = check(rows).expect("assembles");
    assert_eq!((assembled.applicant, assembled.applied_as), (person(1), ApplicationKind::WholeFamily));
}

#[test]
fn a_spouse_registered_elsewhere_is_put_before_the_rules_with_the_family() {
    let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).member(UNIT, 4, Relation::SPOUSE);
    let persons: Vec<i64> = check(rows).expect("assembles").members.iter().map(|member| member.person.number()).collect();
    assert_eq!(persons, vec![1, 2, 3, 4]);
}

#[test]
fn facts_of_the_day_are_read_and_what_is_not_stated_stays_unknown() {
    let rows = Rows::new()
        .applies(1, ApplicationKind::WholeFamily)
        .fact(2, FactKind::WageIncome, FactValue::money(Fen::yuan(9_000)))
        .fact(2, FactKind::WageMonths, FactValue(10))
        .fact(2, FactKind::LabourCapacity, FactValue::code(LabourCapacity::Partial))
        .fact(3, FactKind::DisabilityKind, FactValue::code(DisabilityKind::Mental))
        .fact(3, FactKind::DisabilityLevel, FactValue::code(DisabilityLevel::Two))
        .fact(1, FactKind::DisabilityLevel, FactValue::code(DisabilityLevel::One))
        .fact(2, FactKind::RaisedByEmployment, FactValue(1));
    let assembled = check(rows).expect("assembles");
    let [head, spouse, son] = assembled.members.as_slice() else { panic!("three members") };
    assert_eq!(spouse.incomes.wage.map(|known| known.value), Some(Fen::yuan(9_000)));
    assert_eq!(spouse.incomes.wage_months.map(|known| known.value), Some(10));
    assert_eq!(spouse.labour.map(|known| known.value), Some(LabourCapacity::Partial));
    assert_eq!(son.disability.map(|known| known.value.level), Some(DisabilityLevel::Two));
    assert_eq!(head.disability, None, "half a certificate is none");
    assert_eq!((head.incomes.wage, head.labour), (None, None));
    assert!(assembled.raised_by_employment.is_some());
}

#[test]
fn departments_that_disagree_are_both_shown_and_the_higher_one_is_used() {
    let rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact_of(5, 2, FactKind::MotorCars, FactValue(1)).fact_of(
        3,
        2,
        FactKind::MotorCars,
        FactValue(0),
    );
    let assembled = check(rows).expect("assembles");
    assert_eq!(assembled.members[1].assets.motor_cars.map(|known| known.value), Some(0));
    let shown: Vec<(i16, i16)> =
        assembled.conflicts.iter().map(|conflict| (conflict.chosen.department, conflict.other.department)).collect();
    assert_eq!(shown, vec![(3, 5)]);
}

#[test]
fn a_unit_that_cannot_be_put_before_the_rules_says_why() {
    let fault = |rows: Rows| check(rows).expect_err("cannot be assembled").to_string();
    let whole = ApplicationKind::WholeFamily;
    insta::assert_snapshot!(fault(Rows::new()), @"保障户20：2022-10-31没有成员，无法认定。请核对成员起止日期");
    insta::assert_snapshot!(fault(Rows::new().member(UNIT, 1, Relation::HEAD)), @"保障户20：2022-10-31没有申请方式的记录，无法认定（未经申请不得纳入，DB-108）。请补录申请");
    insta::assert_snapshot!(fault(Rows::new().applies(4, whole)), @"保障户20：申请人4在2022-10-31没有户籍户，无法认定家庭成员。请核对户籍资料");
    insta::assert_snapshot!(fault(Rows::new().applies(1, whole).member(10, 9, Relation::SON)), @"保障户20：成员9不在人员登记中，无法认定。请核对户籍资料");
    insta::assert_snapshot!(fault(Rows::new().applies(1, whole).fact(2, FactKind::LabourCapacity, FactValue(8))), @"保障户20：事实3（劳动能力）的值不在取值范围内，无法认定。请更正来源文件后重新导入");
    insta::assert_snapshot!(fault(Rows::new().applies(1, whole).fact(2, FactKind::SeriousIllness, FactValue(2))), @"保障户20：事实3（重特大疾病）的值不在取值范围内，无法认定。请更正来源文件后重新导入");
    let register = Rows::new().applies(1, whole).register();
    let fault = |number: i64| assemble(&register, unit(number), day("2022-10-31")).expect_err("no such unit");
    assert_eq!(fault(99), AssembleFault::NoSuchUnit { unit: unit(99) });
    assert_eq!(fault(10), AssembleFault::NoSuchUnit { unit: unit(10) }, "a register household is no assistance unit");
}

#[test]
fn a_batch_gives_what_one_by_one_gives() {
    let other: HouseholdId = unit(21);
    let mut rows = Rows::new().applies(1, ApplicationKind::WholeFamily).fact_of(5, 2, FactKind::MotorCars, FactValue(1));
    rows = rows.fact_of(3, 2, FactKind::MotorCars, FactValue(0)).member(21, 3, Relation::HEAD);
    rows.households.push(household(21, HouseholdKind::Assistance(Programme::RuralDibao)));
    let rows = rows.fact(3, FactKind::ApplicationKind, FactValue::code(ApplicationKind::SinglePerson));
    let register = rows.register();
    let mut assembler = Assembler::default();
    for id in [unit(UNIT), unit(99), other, unit(UNIT)] {
        let day = day("2022-10-31");
        assert_eq!(assembler.fill(&register, id, day).cloned(), assemble(&register, id, day));
    }
}
