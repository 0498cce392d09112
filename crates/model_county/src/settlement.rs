//! The first population: households of the usual shapes until the township has its people.

use vocabulary::{Date, Registration, Relation, Sex};

use crate::names::surname;
use crate::places::VILLAGES;
use crate::random::Random;
use crate::township::{RegisterHousehold, Township, Visit, child_word, relation};

/// The shapes of households with how many in a hundred have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    CoupleWithChildren,
    ThreeGenerationsUnderThem,
    ThreeGenerationsAboveThem,
    ElderlyCouple,
    LoneElder,
    LoneAdult,
    SingleParent,
    GrandparentsWithGrandchild,
}

const SHAPES: [(Shape, i64); 8] = [
    (Shape::CoupleWithChildren, 36),
    (Shape::ThreeGenerationsUnderThem, 22),
    (Shape::ThreeGenerationsAboveThem, 14),
    (Shape::ElderlyCouple, 9),
    (Shape::LoneElder, 6),
    (Shape::LoneAdult, 4),
    (Shape::SingleParent, 5),
    (Shape::GrandparentsWithGrandchild, 4),
];

/// A household while it is put together.
struct Building<'a> {
    township: &'a mut Township,
    random: &'a mut Random,
    today: Date,
    surname: &'static str,
    members: Vec<usize>,
    sons: usize,
    daughters: usize,
}

/// A township of exactly so many people on that day.
pub(crate) fn settle(random: &mut Random, people: u32, today: Date) -> Township {
    let mut township = Township::default();
    let wanted = usize::try_from(people).expect("a count of people fits");
    let mut in_village = [0usize; VILLAGES.len()];
    while township.residents.len() < wanted {
        let shape = *random.weighted(&SHAPES);
        let village = random.index(VILLAGES.len());
        in_village[village] += 1;
        let mut members = build(&mut township, random, shape, today);
        // The last household stays smaller where the township is full: those who were put in last go.
        let surplus = township.residents.len().saturating_sub(wanted);
        township.residents.truncate(wanted);
        members.truncate(members.len() - surplus);
        let registration = if random.in_a_thousand(VILLAGES[village].urban) { Registration::Urban } else { Registration::Rural };
        township.households.push(RegisterHousehold {
            number: format!("{}{:05}", &VILLAGES[village].code[6..], in_village[village]),
            village,
            registration,
            members,
            visit: Visit::None,
        });
    }
    township
}

fn build(township: &mut Township, random: &mut Random, shape: Shape, today: Date) -> Vec<usize> {
    let surname = surname(random);
    let mut building = Building { township, random, today, surname, members: Vec::new(), sons: 0, daughters: 0 };
    match shape {
        Shape::CoupleWithChildren => {
            let age = building.random.between(26, 58);
            building.couple(age);
            building.children(age);
        }
        Shape::ThreeGenerationsUnderThem => {
            let age = building.random.between(28, 54);
            building.couple(age);
            building.children(age);
            building.parents(age);
        }
        Shape::ThreeGenerationsAboveThem => {
            let age = building.random.between(52, 72);
            building.couple(age);
            building.family_of_a_son(age);
        }
        Shape::ElderlyCouple => {
            let age = building.random.between(61, 82);
            building.couple(age);
        }
        Shape::LoneElder => {
            let age = building.random.between(62, 88);
            building.lone_head(age);
        }
        Shape::LoneAdult => {
            let age = building.random.between(35, 59);
            building.lone_head(age);
        }
        Shape::SingleParent => {
            let age = building.random.between(28, 52);
            building.lone_head(age);
            building.children(age);
        }
        Shape::GrandparentsWithGrandchild => {
            let age = building.random.between(62, 76);
            building.couple(age);
            let grandchildren = building.random.between(1, 2);
            for _ in 0..grandchildren {
                let age = building.random.between(2, 15);
                building.grandchild(age);
            }
        }
    }
    building.members
}

impl Building<'_> {
    fn add(&mut self, surname: &str, sex: Sex, age: i64, relation: Relation) {
        let days = i32::try_from(age * 365 + age / 4 + self.random.between(1, 364)).expect("a life has few days");
        let birth = self.today.plus_days(-days);
        let place = self.township.add_resident(self.random, surname, sex, birth, relation, self.today);
        self.members.push(place);
    }

    fn either_sex(&mut self) -> Sex {
        // 105 boys to 100 girls.
        if self.random.in_a_thousand(512) { Sex::Male } else { Sex::Female }
    }

    fn lone_head(&mut self, age: i64) {
        let sex = self.either_sex();
        self.add(self.surname, sex, age, Relation::HEAD);
    }

    fn couple(&mut self, age: i64) {
        self.add(self.surname, Sex::Male, age, Relation::HEAD);
        let her_surname = surname(self.random);
        let her_age = (age - self.random.between(-2, 5)).max(20);
        self.add(her_surname, Sex::Female, her_age, relation("妻"));
    }

    /// Children of a head of that age who still live at home, the eldest first.
    fn children(&mut self, age_of_head: i64) {
        let count = *self.random.weighted(&[(1i64, 30), (2, 52), (3, 18)]);
        let mut age = age_of_head - self.random.between(22, 28);
        for _ in 0..count {
            if (0..30).contains(&age) {
                let sex = self.either_sex();
                let nth = match sex {
                    Sex::Male => &mut self.sons,
                    Sex::Female => &mut self.daughters,
                };
                *nth += 1;
                let word = child_word(sex, *nth);
                self.add(self.surname, sex, age, relation(word));
            }
            age -= self.random.between(2, 4);
        }
    }

    fn parents(&mut self, age_of_head: i64) {
        let age = age_of_head + self.random.between(21, 30);
        let who_lives = *self.random.weighted(&[((true, true), 45), ((true, false), 18), ((false, true), 37)]);
        if who_lives.0 && age < 96 {
            self.add(self.surname, Sex::Male, age, Relation::FATHER);
        }
        if who_lives.1 && age < 96 {
            let her_surname = surname(self.random);
            self.add(her_surname, Sex::Female, age - 1, Relation::MOTHER);
        }
    }

    fn family_of_a_son(&mut self, age_of_head: i64) {
        let age = (age_of_head - self.random.between(22, 27)).clamp(24, 46);
        self.add(self.surname, Sex::Male, age, relation("长子"));
        let her_surname = surname(self.random);
        let her_age = (age - self.random.between(0, 3)).max(21);
        self.add(her_surname, Sex::Female, her_age, Relation::DAUGHTER_IN_LAW);
        let grandchildren = *self.random.weighted(&[(0i64, 12), (1, 44), (2, 44)]);
        for nth in 0..grandchildren {
            let age = age - 23 - 3 * nth;
            if age >= 0 {
                self.grandchild(age);
            }
        }
    }

    fn grandchild(&mut self, age: i64) {
        let sex = self.either_sex();
        let word = match sex {
            Sex::Male => "孙子",
            Sex::Female => "孙女",
        };
        self.add(self.surname, sex, age, relation(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_household_has_one_head_who_stands_first() {
        let today = Date::new(2022, 1, 1).expect("a day");
        let township = settle(&mut Random::from_seed(5), 1_000, today);
        assert_eq!(township.residents.len(), 1_000);
        for household in &township.households {
            let heads = household.members.iter().filter(|place| township.residents[**place].relation.is_head()).count();
            assert_eq!(heads, 1);
            assert!(township.residents[household.members[0]].relation.is_head());
        }
    }
}
