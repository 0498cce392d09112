//! How pairs of two persons look: learnt from pairs within the right list, where two rows are two persons, and from pairs of
//! both lists drawn at regular distances. No labels are needed and fields need not be independent.

use super::birth::{self, BirthLevel};
use super::comparison::{Comparison, Pattern, PlaceLevel};
use super::mixing::{KeyIndex, NumberMap, mix, spread};
use super::model::{EQUAL, LinkModel, NAME_GROUPS, Nearness, SOUND, name_group};
use super::number::NumberLevel;
use super::people::Person;

/// Rows of the right list that within-list pairs are taken from, about.
const SAMPLE_ROWS: usize = 40_000;
/// Pairs drawn from both lists.
const SAMPLE_PAIRS: usize = 80_000;
/// Most other rows of one home or key that a row is paired with here.
const GROUP_MAX: usize = 30;

/// Counts of levels among pairs of two persons.
struct Counts {
    name: [[f64; NAME_GROUPS]; 2],
    birth: [f64; 8],
    number: [f64; 5],
    pairs: f64,
}

impl Counts {
    fn new() -> Counts {
        Counts { name: [[0.0; NAME_GROUPS]; 2], birth: [0.0; 8], number: [0.0; 5], pairs: 0.0 }
    }

    fn add(&mut self, pattern: Pattern) {
        let equal = usize::from(pattern.birth() == BirthLevel::Equal as usize);
        self.name[equal][name_group(pattern.name())] += 1.0;
        self.birth[pattern.birth()] += 1.0;
        self.number[pattern.number()] += 1.0;
        self.pairs += 1.0;
    }
}

/// Fills in u of a model.
pub(super) fn learn(model: &mut LinkModel, comparison: &Comparison<'_>) {
    let within = Comparison { left: comparison.right, corresponding: &[], households_shared: true, ..*comparison };
    let rows = comparison.right.len();
    let every = (rows / SAMPLE_ROWS).max(1) as u64;
    let (home, others_at_home) = at_home(&within, every);
    let (village, births_equal, clustering) = in_village(&within, every);
    let (elsewhere, places, sex) = at_random(comparison);

    model.clustering = [1.0, clustering, 1.0];
    for (near, counts) in [(Nearness::Home, &home), (Nearness::Village, &village), (Nearness::Elsewhere, &elsewhere)] {
        let near_place = near as usize;
        model.u_birth[near_place] = shares(&counts.birth, &birth_shares(&elsewhere.birth), 20.0);
        let apart = shares(&counts.name[0], &shares(&elsewhere.name[0], &usual_names(), 20.0), 20.0);
        model.u_name[near_place][0] = apart;
        model.u_name[near_place][1] = apart;
    }
    let same_birth = birth_coincidence(comparison.right);
    for near in [Nearness::Village, Nearness::Elsewhere] {
        model.u_birth[near as usize][BirthLevel::Equal as usize] = same_birth;
    }
    // Twins: who was born on one day and lives near is more alike in name than others are.
    model.u_name[Nearness::Home as usize][1] = shares(&home.name[1], &model.u_name[Nearness::Home as usize][0], 10.0);
    model.u_name[Nearness::Village as usize][1] = shares(&births_equal, &model.u_name[Nearness::Village as usize][0], 10.0);
    learn_numbers(model, &home, &elsewhere);
    model.u_sex = sex;
    learn_places(model, comparison, &places, others_at_home);
}

fn usual_names() -> [f64; NAME_GROUPS] {
    [0.0, 0.0, 0.001, 0.001, 0.005, 0.002, 0.000_1, 0.005, 0.06, 0.926]
}

fn birth_shares(counts: &[f64; 8]) -> [f64; 8] {
    shares(counts, &[0.0, 0.000_05, 0.000_05, 0.001, 0.000_05, 0.000_05, 0.015, 0.983_8], 50.0)
}

/// Shares of the levels but the missing one, drawn towards others by so many pairs.
fn shares<const LEVELS: usize>(counts: &[f64; LEVELS], towards: &[f64; LEVELS], pairs: f64) -> [f64; LEVELS] {
    let known: f64 = counts.iter().skip(1).sum();
    let mut shares = [0.0; LEVELS];
    for level in 1..LEVELS {
        shares[level] = ((counts[level] + pairs * towards[level]) / (known + pairs)).max(1e-7);
    }
    shares
}

fn same_person(a: &Person, b: &Person) -> bool {
    a.number.compare(b.number) == NumberLevel::Equal || (a.name == b.name && a.birth_known() == b.birth_known())
}

/// Pairs of one home, and how many others a row has at home.
fn at_home(within: &Comparison<'_>, every: u64) -> (Counts, f64) {
    let rows = within.right;
    let sampled = |key: u64| key != 0 && spread(key).is_multiple_of(every);
    let of_key = |person: &Person| if sampled(person.home()) { person.home() } else { 0 };
    let index = KeyIndex::new((0u32..).zip(rows).map(|(row, person)| (of_key(person), row)), rows.len() / every as usize + 16);
    let mut counts = Counts::new();
    let (mut with_home, mut others) = (0f64, 0f64);
    for (row, person) in (0u32..).zip(rows).filter(|(_, person)| sampled(person.home())) {
        with_home += 1.0;
        for other in index.rows(person.home()).take(GROUP_MAX).filter(|other| *other < row) {
            let other = &rows[other as usize];
            if !same_person(person, other) {
                counts.add(within.compare(person, other));
                others += 2.0;
            }
        }
    }
    (counts, if with_home > 0.0 { others / with_home } else { 0.0 })
}

/// Pairs of one village: any two, those born on one day (their names), and how names cluster.
fn in_village(within: &Comparison<'_>, every: u64) -> (Counts, [f64; NAME_GROUPS], f64) {
    let rows = within.right;
    let mut of_village: Vec<Vec<u32>> = vec![Vec::new(); within.places.len() + 1];
    for (row, person) in (0u32..).zip(rows).filter(|(_, person)| person.village != 0) {
        of_village[person.village as usize].push(row);
    }
    let mut any = Counts::new();
    let mut births_equal = [0.0; NAME_GROUPS];
    let (mut same_name, mut possible) = (0f64, 0f64);
    let mut same_birth: NumberMap<u32> = NumberMap::default();
    let mut by_name: NumberMap<u32> = NumberMap::default();
    let step = if of_village.len() > 60 { every as usize } else { 1 };
    for members in of_village.iter().filter(|members| members.len() > 1).step_by(step) {
        same_birth.clear();
        by_name.clear();
        for (at, row) in members.iter().enumerate() {
            let person = &rows[*row as usize];
            let other = &rows[members[spread(u64::from(*row)) as usize % members.len()] as usize];
            if person.home() != other.home() && !same_person(person, other) {
                any.add(within.compare(person, other));
            }
            let day = person.birth_known();
            if birth::is_whole(day)
                && let Some(before) = same_birth.insert(u64::from(day), *row)
            {
                let other = &rows[before as usize];
                if person.number.compare(other.number) != NumberLevel::Equal && person.name != other.name {
                    births_equal[name_group(within.compare(person, other).name())] += 1.0;
                }
            }
            if person.name != 0 {
                let count = by_name.entry(u64::from(person.name)).or_insert(0);
                same_name += f64::from(*count);
                *count += 1;
                possible += at as f64;
            }
        }
    }
    let chance: f64 = name_coincidence(within);
    let clustering = (same_name / (possible * chance).max(1.0)).clamp(1.0, 200.0);
    (any, births_equal, clustering)
}

/// How often two rows of the right list bear one name.
fn name_coincidence(within: &Comparison<'_>) -> f64 {
    let mut bearers = vec![0f64; within.names.entries.len()];
    within.right.iter().filter(|person| person.name != 0).for_each(|person| bearers[person.name as usize] += 1.0);
    let named: f64 = bearers.iter().sum();
    bearers.iter().map(|count| count * (count - 1.0).max(0.0)).sum::<f64>() / (named * named).max(1.0)
}

/// How often two rows of a list were born on one day.
fn birth_coincidence(rows: &[Person]) -> f64 {
    let mut counts: NumberMap<f64> = NumberMap::default();
    for day in rows.iter().map(Person::birth_known).filter(|day| birth::is_whole(*day)) {
        *counts.entry(u64::from(day)).or_insert(0.0) += 1.0;
    }
    let known: f64 = counts.values().sum();
    (counts.values().map(|count| count * count).sum::<f64>() / (known * known).max(1.0)).clamp(1e-6, 0.05)
}

/// Pairs of both lists at regular distances; sex is counted apart for names that are alike.
fn at_random(comparison: &Comparison<'_>) -> (Counts, [f64; 8], [[f64; 3]; 2]) {
    let (left, right) = (comparison.left, comparison.right);
    let mut counts = Counts::new();
    let mut places = [0.0; 8];
    let mut sexes = [[0.0; 3]; 2];
    for at in 0..SAMPLE_PAIRS as u64 {
        let (a, b) = (mix(at, 1) as usize % left.len(), mix(at, 2) as usize % right.len());
        let pattern = comparison.compare(&left[a], &right[b]);
        counts.add(pattern);
        places[pattern.place()] += 1.0;
        sexes[1][pattern.sex().min(2)] += 1.0;
    }
    let mut last_of_name: NumberMap<u32> = NumberMap::default();
    for (row, person) in (0u32..).zip(right).filter(|(_, person)| person.name != 0 && person.sex_known() != 0).take(SAMPLE_ROWS) {
        if let Some(before) = last_of_name.insert(u64::from(person.name), row) {
            let other = &right[before as usize];
            if !same_person(person, other) {
                sexes[0][1 + usize::from(person.sex_known() != other.sex_known())] += 1.0;
            }
        }
    }
    let others = shares(&sexes[1], &[0.0, 0.5, 0.5], 20.0);
    (counts, places, [shares(&sexes[0], &[0.0, 0.8, 0.2], 20.0), others])
}

/// Equal numbers of two persons are those of another of the family, or of somebody else by mistake; both are rare.
fn learn_numbers(model: &mut LinkModel, home: &Counts, elsewhere: &Counts) {
    const OF_FAMILY: f64 = 5e-4;
    const OF_ANYBODY: f64 = 1e-9;
    let wrong = elsewhere.number[NumberLevel::DifferentWrong as usize] + 1.0;
    let right = elsewhere.number[NumberLevel::DifferentRight as usize] + 1.0;
    let near_at_home = (home.number[NumberLevel::Near as usize] + 0.1) / (home.pairs + 100.0);
    let of = |equal: f64, near: f64| [0.0, equal, near, wrong / (wrong + right), right / (wrong + right)];
    model.u_number = [of(OF_FAMILY, near_at_home.max(1e-4)), of(OF_ANYBODY, 1e-7)];
}

/// Places: a home or a village in common is counted, the rest is drawn.
fn learn_places(model: &mut LinkModel, comparison: &Comparison<'_>, drawn: &[f64; 8], others_at_home: f64) {
    let (left, right) = (comparison.left, comparison.right);
    let all = left.len() as f64 * right.len() as f64;
    let mut in_village = vec![[0f64; 2]; comparison.places.len() + 1];
    left.iter().for_each(|person| in_village[person.village as usize][0] += 1.0);
    right.iter().for_each(|person| in_village[person.village as usize][1] += 1.0);
    let same: f64 = in_village.iter().skip(1).map(|[of_left, of_right]| of_left * of_right).sum();
    let corresponding: f64 = (1..in_village.len())
        .map(|village| match comparison.corresponding(village as u32) {
            0 => 0.0,
            other => in_village[village][0] * in_village[other as usize][1],
        })
        .sum();
    let known = (1.0 - drawn[0] / drawn.iter().sum::<f64>().max(1.0)).max(0.01);
    let least = 0.1 / all;
    let mut places = [0.0; 8];
    let at_home = (others_at_home.max(0.5) / right.len() as f64).max(least);
    places[PlaceLevel::Home as usize] = at_home / 2.0;
    places[PlaceLevel::HomeTogether as usize] = at_home / 2.0;
    places[PlaceLevel::Together as usize] = at_home / 2.0;
    places[PlaceLevel::SameVillage as usize] = (same / all / known).max(least);
    places[PlaceLevel::CorrespondingVillage as usize] = (corresponding / all / known).max(least);
    let rest: f64 = (1.0 - places.iter().sum::<f64>()).max(0.01);
    let (township, elsewhere) = (drawn[PlaceLevel::SameTownship as usize] + 1.0, drawn[PlaceLevel::Elsewhere as usize] + 1.0);
    places[PlaceLevel::SameTownship as usize] = rest * township / (township + elsewhere);
    places[PlaceLevel::Elsewhere as usize] = rest * elsewhere / (township + elsewhere);
    model.u_place = places;
}

/// Names that are equal or sound alike are weighed by their bearers; here only the other groups are shares.
const _: () = assert!(EQUAL == 1 && SOUND == 2);
