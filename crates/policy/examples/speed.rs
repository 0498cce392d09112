//! How long one determination takes, with and without a trace: `cargo run --release -p policy --example speed`.
//!
//! The families are made up from a counting sequence, so that every run measures the same ones: about three members each,
//! most of them eligible or close to it, one in eight asking alone. They are determined twice over: all of them one after
//! the other out of main memory, and a thousand of them again and again, as in a round, where each family is assembled
//! into the same buffers just before it is determined.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "an example that measures reads the clock; the crate does not"
)]

use std::hint::black_box;
use std::time::Instant;

use policy::dibao::{Assets, DibaoAnswer, DibaoValues, Family, Incomes, Known, Member, Recognitions, Unit, determine};
use policy::{NoTrace, PolicyBook, Trace};
use vocabulary::{
    Date, Disability, DisabilityKind, DisabilityLevel, Employment, FactId, Fen, LabourCapacity, PersonId, RegionCode,
    Registration, Relation,
};

const FAMILIES: usize = 100_000;
/// So many families stay in the processor's caches.
const FAMILIES_AT_HAND: usize = 1_000;
const ROUNDS: usize = 20;

/// A sequence of numbers that look mixed: a multiplicative one of Knuth.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn yuan(&mut self, bound: u64) -> Fen {
        Fen::yuan(i64::try_from(self.below(bound)).expect("a small number"))
    }
}

fn known<T>(value: T) -> Option<Known<T>> {
    Some(Known { value, fact: FactId::new(1).expect("an id") })
}

fn member(number: usize, first: bool, sequence: &mut Sequence) -> Member {
    let some = |sequence: &mut Sequence, bound| if sequence.below(3) == 0 { sequence.yuan(bound) } else { Fen::ZERO };
    let year = 1940 + i16::try_from(sequence.below(80)).expect("a small number");
    let disability = Disability { kind: DisabilityKind::Physical, level: DisabilityLevel::Two };
    Member {
        person: PersonId::new(i64::try_from(number + 1).expect("few persons")).expect("an id"),
        birth: Date::new(year, 5, 10).expect("a day"),
        relation: if first { Relation::HEAD } else { Relation::SON },
        incomes: Incomes {
            wage: known(some(sequence, 12_000)),
            wage_months: known(6),
            business_net: known(some(sequence, 6_000)),
            property_net: known(Fen::ZERO),
            support_received: known(some(sequence, 1_000)),
            employee_pension: known(Fen::ZERO),
            resident_pension_basic: known(if year < 1962 { Fen::yuan(1_400) } else { Fen::ZERO }),
            old_age_allowance: known(Fen::ZERO),
            other_transfer: known(some(sequence, 500)),
            other: known(Fen::ZERO),
            excluded: known(Fen::ZERO),
            transfer_paid: known(Fen::ZERO),
        },
        assets: Assets {
            cash: known(some(sequence, 8_000)),
            dwellings: known(0),
            motor_cars: known(i64::from(sequence.below(40) == 0)),
            shops_and_companies: known(0),
        },
        labour: known(if sequence.below(3) == 0 { LabourCapacity::None } else { LabourCapacity::Full }),
        disability: known(disability).filter(|_| sequence.below(10) == 0),
        serious_illness: None,
        illness_spending: None,
        schooling: None,
        employment: known(Employment::Employed),
        whereabouts: None,
        whereabouts_since: None,
        death: None,
        recognitions: Recognitions::default(),
    }
}

fn units(families: &[Vec<Member>]) -> Vec<Unit<'_>> {
    families
        .iter()
        .enumerate()
        .map(|(index, members)| {
            let family = Family { members, registration: Registration::Rural };
            match members.last() {
                Some(last) if index % 8 == 0 => Unit::SinglePerson { person: last.person, family },
                Some(_) | None => Unit::WholeFamily(family),
            }
        })
        .collect()
}

fn main() {
    let mut files = policy::embedded().to_vec();
    files.push(policy::model_county());
    let book = PolicyBook::parse(&files).expect("the files of this system");
    let county = RegionCode::parse("620521").expect("a county");
    let day = Date::new(2022, 10, 31).expect("a day");
    let values = DibaoValues::at(&book, county, day).expect("rules are in force");

    let mut sequence = Sequence(20_221_031);
    let mut persons = 0;
    let families: Vec<Vec<Member>> = (0..FAMILIES)
        .map(|_| {
            let size = 1 + usize::try_from(sequence.below(5)).expect("a small number");
            let members = (0..size).map(|place| member(persons + place, place == 0, &mut sequence)).collect();
            persons += size;
            members
        })
        .collect();
    let units = units(&families);

    let eligible = units.iter().filter(|unit| matches!(determine(unit, &values, day, &mut NoTrace), DibaoAnswer::Eligible(_)));
    println!("{FAMILIES} families, {persons} persons, {} eligible; one thread, the best of {ROUNDS} rounds", eligible.count());
    let at_hand = &units[..FAMILIES_AT_HAND];
    let without = |unit: &Unit<'_>| {
        black_box(determine(unit, &values, day, &mut NoTrace));
    };
    let with = |unit: &Unit<'_>| {
        let mut trace = Trace::default();
        black_box(determine(unit, &values, day, &mut trace));
        black_box(trace);
    };
    report("without trace, out of main memory", &units, without);
    report("without trace, as assembled", at_hand, without);
    report("with trace, out of main memory", &units, with);
    report("with trace, as assembled", at_hand, with);
}

/// Determines as many units as there are families, the given ones in turn, several times over, and prints the quickest
/// round: what else the machine does only ever slows a round.
fn report(name: &str, units: &[Unit<'_>], determine_one: impl Fn(&Unit<'_>)) {
    let turns = FAMILIES / units.len();
    let best = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            (0..turns).for_each(|_| units.iter().for_each(&determine_one));
            started.elapsed()
        })
        .min()
        .expect("at least one round");
    let members = |unit: &Unit<'_>| match unit {
        Unit::WholeFamily(family) | Unit::SinglePerson { family, .. } => family.members.len(),
    };
    let persons = turns * units.iter().map(members).sum::<usize>();
    let each = |count: usize| best.as_nanos() / count as u128;
    println!("{name}: {} ns a family, {} ns a person, {} ms in all", each(turns * units.len()), each(persons), best.as_millis());
}
