//! Two lists of one population, each spoilt in its way, with the true links.

use crate::errors::{misspelt, mistyped_number, renamed, restyled, restyled_birth, restyled_number, sex_written, wrong_birth};
use crate::people::{Group, Human, Population, populate};
use crate::random::Random;

/// How badly the left list is spoilt. The right list is a register: nearly right, not quite complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// What departments usually send: numbers for most, some slips.
    Normal,
    /// Numbers missing for forty in a hundred, other parts wrong for twenty to thirty.
    Hard,
}

/// Shares in thousandths.
struct Shares {
    number_missing: u32,
    number_wrong: u32,
    number_restyled: u32,
    number_of_family: u32,
    name_wrong: u32,
    name_restyled: u32,
    birth_missing: u32,
    birth_wrong: u32,
    sex_missing: u32,
    sex_wrong: u32,
    village_missing: u32,
    village_other: u32,
    address_missing: u32,
    phone_missing: u32,
    phone_other: u32,
    household_missing: u32,
    renamed: u32,
    name_and_village: u32,
}

const NORMAL: Shares = Shares {
    number_missing: 60,
    number_wrong: 25,
    number_restyled: 60,
    number_of_family: 1,
    name_wrong: 40,
    name_restyled: 40,
    birth_missing: 20,
    birth_wrong: 20,
    sex_missing: 10,
    sex_wrong: 3,
    village_missing: 10,
    village_other: 15,
    address_missing: 150,
    phone_missing: 200,
    phone_other: 100,
    household_missing: 50,
    renamed: 1,
    name_and_village: 0,
};

const HARD: Shares = Shares {
    number_missing: 400,
    number_wrong: 90,
    number_restyled: 100,
    number_of_family: 3,
    name_wrong: 220,
    name_restyled: 80,
    birth_missing: 50,
    birth_wrong: 210,
    sex_missing: 50,
    sex_wrong: 10,
    village_missing: 50,
    village_other: 50,
    address_missing: 300,
    phone_missing: 350,
    phone_other: 200,
    household_missing: 150,
    renamed: 4,
    name_and_village: 2,
};

const REGISTER: Shares = Shares {
    number_missing: 10,
    number_wrong: 5,
    number_restyled: 0,
    number_of_family: 0,
    name_wrong: 10,
    name_restyled: 5,
    birth_missing: 3,
    birth_wrong: 5,
    sex_missing: 0,
    sex_wrong: 1,
    village_missing: 2,
    village_other: 0,
    address_missing: 50,
    phone_missing: 200,
    phone_other: 0,
    household_missing: 10,
    renamed: 0,
    name_and_village: 0,
};

/// Share of the people (in thousandths) who stand in the left and in the right list.
const IN_LEFT: u32 = 950;
const IN_RIGHT: u32 = 970;

/// A row of a list; a blank is an empty text.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The values under [`Table::HEADINGS`].
    pub values: [String; 9],
}

/// A list column by column, the values of a column one after the other.
#[derive(Clone, Debug)]
pub struct Table {
    texts: Vec<String>,
    ends: Vec<Vec<u32>>,
}

impl Table {
    /// Headings in the order of the columns.
    pub const HEADINGS: [&'static str; 9] =
        ["key", "id_no", "name", "birth_date", "sex", "village_code", "address", "phone", "household_id"];

    fn new(rows: usize) -> Table {
        Table { texts: vec![String::new(); 9], ends: (0..9).map(|_| Vec::with_capacity(rows)).collect() }
    }

    fn push(&mut self, row: &Row) {
        for ((text, ends), value) in self.texts.iter_mut().zip(&mut self.ends).zip(&row.values) {
            text.push_str(value);
            ends.push(text.len() as u32);
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.ends[0].len()
    }

    /// The values of a column by its place among the headings.
    pub fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        let (text, ends) = (&self.texts[column], &self.ends[column]);
        let mut start = 0;
        ends.iter().map(move |end| {
            let value = &text[start..*end as usize];
            start = *end as usize;
            value
        })
    }
}

/// Two lists and what is true of them.
#[derive(Clone, Debug)]
pub struct LabelledLists {
    /// The list that is looked for.
    pub left: Table,
    /// The register.
    pub right: Table,
    /// For each left row the row of the right list that is the same person, and what is special about that person.
    pub truth: Vec<(Option<u32>, Group)>,
}

/// Two lists of so many people.
pub fn generate(people: usize, profile: Profile, seed: u64) -> LabelledLists {
    let mut random = Random::new(seed);
    let mut population = populate(people, &mut random);
    mark_groups(&mut population, &shares(profile), &mut random);
    let mut right_rows = vec![None; population.humans.len()];
    let mut right = Table::new(people);
    let order = shuffled(population.humans.len(), &mut random);
    for at in &order {
        if random.per_mille(IN_RIGHT) {
            right_rows[*at] = Some(right.rows() as u32);
            let row = write(&population, *at, &REGISTER, Side::Register, right.rows(), &mut random);
            right.push(&row);
        }
    }
    let mut left = Table::new(people);
    let mut truth = Vec::with_capacity(people);
    for at in shuffled(population.humans.len(), &mut random) {
        if random.per_mille(IN_LEFT) {
            let row = write(&population, at, &shares(profile), Side::Sent, left.rows(), &mut random);
            left.push(&row);
            truth.push((right_rows[at], population.humans[at].group));
        }
    }
    LabelledLists { left, right, truth }
}

fn shares(profile: Profile) -> Shares {
    match profile {
        Profile::Normal => NORMAL,
        Profile::Hard => HARD,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Register,
    Sent,
}

fn shuffled(count: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, random.below(at + 1));
    }
    order
}

fn mark_groups(population: &mut Population, shares: &Shares, random: &mut Random) {
    for human in &mut population.humans {
        let village = &population.villages[human.village];
        if human.group == Group::Ordinary {
            if random.per_mille(shares.renamed) {
                human.group = Group::Renamed;
            } else if random.per_mille(shares.name_and_village) {
                human.group = Group::NameAndVillage;
            } else if village.code != village.code_before {
                human.group = Group::Merged;
            }
        }
    }
}

fn write(population: &Population, at: usize, shares: &Shares, side: Side, key: usize, random: &mut Random) -> Row {
    let human = &population.humans[at];
    let sent = side == Side::Sent;
    let mut values: [String; 9] = Default::default();
    values[0] = format!("{}{key}", if sent { 'L' } else { 'R' });
    values[2] = name(human, shares, sent, random);
    let moved = sent && (random.per_mille(shares.village_other) || human.group == Group::MarriedIn);
    let village_at = if moved { random.below(population.villages.len()) } else { human.village };
    let village = &population.villages[village_at];
    let code = if sent { village.code_before } else { village.code };
    if !random.per_mille(shares.village_missing) || human.group == Group::NameAndVillage {
        values[5] = code.to_string();
    }
    if sent && human.group == Group::NameAndVillage {
        return Row { values };
    }
    values[1] = number(population, human, at, shares, random);
    if !random.per_mille(shares.birth_missing) {
        values[3] = if random.per_mille(shares.birth_wrong) {
            wrong_birth(human.birth, random)
        } else if sent && random.per_mille(100) {
            restyled_birth(human.birth, random)
        } else {
            human.birth.to_string()
        };
    }
    if !random.per_mille(shares.sex_missing) {
        let sex = if random.per_mille(shares.sex_wrong) {
            population.humans[(at + 1) % population.humans.len()].sex
        } else {
            human.sex
        };
        values[4] = sex_written(sex, random).to_owned();
    }
    if !random.per_mille(shares.address_missing) {
        values[6] = address(village, human, moved, sent, random);
    }
    if !random.per_mille(shares.phone_missing) {
        let other = random.per_mille(shares.phone_other) || moved;
        values[7] =
            if other { (13_000_000_000u64 + random.below(6_999_999_999) as u64).to_string() } else { human.phone.to_string() };
    }
    if !random.per_mille(shares.household_missing) {
        let household = if moved { 900_000_000 + random.below(99_999_999) } else { human.household };
        values[8] = format!("H{household:08}");
    }
    Row { values }
}

fn name(human: &Human, shares: &Shares, sent: bool, random: &mut Random) -> String {
    if sent && human.group == Group::Renamed {
        renamed(&human.name, random)
    } else if random.per_mille(shares.name_wrong) && human.group != Group::NameAndVillage {
        misspelt(&human.name, random)
    } else if random.per_mille(shares.name_restyled) {
        restyled(&human.name, random)
    } else {
        human.name.clone()
    }
}

fn number(population: &Population, human: &Human, at: usize, shares: &Shares, random: &mut Random) -> String {
    let number = human.number.reveal();
    if random.per_mille(shares.number_missing) {
        String::new()
    } else if random.per_mille(shares.number_wrong) {
        mistyped_number(number, random)
    } else if random.per_mille(shares.number_of_family) {
        let next = population.humans.get(at + 1).filter(|next| next.household == human.household);
        next.map_or(number, |next| next.number.reveal()).to_owned()
    } else if random.per_mille(shares.number_restyled) {
        restyled_number(number, human.birth, random)
    } else {
        number.to_owned()
    }
}

fn address(village: &crate::people::Village, human: &Human, moved: bool, sent: bool, random: &mut Random) -> String {
    let (group, house) = (human.household % 9 + 1, human.household / 9 % 120 + 1);
    let (group, house) = if moved { (random.below(9) + 1, random.below(120) + 1) } else { (group, house) };
    let before = if sent && random.per_mille(300) { "甘肃省天水市清水县" } else { "" };
    if random.per_mille(150) {
        format!("{before}{}{}", village.town, village.name)
    } else {
        format!("{before}{}{}{group}组{house}号", village.town, village.name)
    }
}
