//! The township: its people, their register households and what changes in them.

use std::collections::HashSet;

use vocabulary::{ApplicationKind, CitizenId, Date, Registration, Relation, Sex};

use crate::circumstances::Circumstances;
use crate::names::full_name;
use crate::places::{HOME_AREA, OTHER_AREAS};
use crate::random::Random;
use crate::story::Story;

/// A fictional resident.
#[derive(Clone, Debug)]
pub(crate) struct Resident {
    pub(crate) number: CitizenId,
    pub(crate) name: String,
    pub(crate) phone: Option<String>,
    pub(crate) relation: Relation,
    pub(crate) death: Option<Date>,
    pub(crate) circumstances: Circumstances,
}

impl Resident {
    pub(crate) fn sex(&self) -> Sex {
        self.number.sex()
    }

    pub(crate) fn age(&self, day: Date) -> i32 {
        day.age_of_birth(self.number.birth())
    }

    /// The first sign of the name; every surname here has one.
    pub(crate) fn surname(&self) -> String {
        self.name.chars().take(1).collect()
    }
}

/// What a family asked for.
#[derive(Clone, Debug)]
pub(crate) struct Application {
    pub(crate) day: Date,
    pub(crate) kind: ApplicationKind,
    /// The person who applies: the head for the whole family, the member for one alone.
    pub(crate) applicant: usize,
    pub(crate) account: String,
    pub(crate) story: Story,
}

/// Whether officials visited a household, and on which ground.
#[derive(Clone, Debug)]
pub(crate) enum Visit {
    /// Not visited; no form about it exists.
    None,
    /// Visited though nobody signed an authorisation: its rows must be dropped.
    WithoutAuthorisation,
    /// It applied and signed.
    Applied(Application),
}

/// A register household (户籍户). Members are places in [`Township::residents`], the head first.
#[derive(Clone, Debug)]
pub(crate) struct RegisterHousehold {
    pub(crate) number: String,
    /// Place in [`crate::places::VILLAGES`].
    pub(crate) village: usize,
    pub(crate) registration: Registration,
    pub(crate) members: Vec<usize>,
    pub(crate) visit: Visit,
}

/// All residents and households on a day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Township {
    pub(crate) residents: Vec<Resident>,
    pub(crate) households: Vec<RegisterHousehold>,
    given_out: HashSet<CitizenId>,
}

/// The relation a register's word names.
pub(crate) fn relation(word: &str) -> Relation {
    Relation::parse(word).expect("the words used here stand in GB/T 4761")
}

/// The word for the `nth` son or daughter, counted from 1.
pub(crate) fn child_word(sex: Sex, nth: usize) -> &'static str {
    match (sex, nth) {
        (Sex::Male, 1) => "长子",
        (Sex::Male, 2) => "次子",
        (Sex::Male, 3) => "三子",
        (Sex::Male, _fourth) => "四子",
        (Sex::Female, 1) => "长女",
        (Sex::Female, 2) => "次女",
        (Sex::Female, 3) => "三女",
        (Sex::Female, _fourth) => "四女",
    }
}

impl Township {
    /// A number nobody has: mostly of this county, whose births all have, or of `area` where one is given.
    pub(crate) fn new_number(&mut self, random: &mut Random, area: Option<u32>, birth: Date, sex: Sex) -> CitizenId {
        loop {
            let usual = if random.in_a_thousand(920) { HOME_AREA } else { *random.pick(&OTHER_AREAS) };
            let half = random.between(0, 499);
            let sequence = match sex {
                Sex::Male => 2 * half + 1,
                Sex::Female => 2 * half,
            };
            let sequence = u16::try_from(sequence).expect("a sequence has three digits");
            let number = CitizenId::compose(area.unwrap_or(usual), birth, sequence).expect("area and sequence are in bounds");
            if self.given_out.insert(number) {
                return number;
            }
        }
    }

    /// Adds a resident without a household and gives the place in [`Township::residents`].
    pub(crate) fn add_resident(
        &mut self,
        random: &mut Random,
        surname: &str,
        sex: Sex,
        birth: Date,
        relation: Relation,
        today: Date,
    ) -> usize {
        let number = self.new_number(random, None, birth, sex);
        let age = today.age_of_birth(birth);
        let phone = ((16..75).contains(&age) && random.in_a_thousand(850)).then(|| phone(random));
        self.residents.push(Resident {
            number,
            name: full_name(random, surname, sex, birth.year()),
            phone,
            relation,
            death: None,
            circumstances: Circumstances::of_age(age),
        });
        self.residents.len() - 1
    }

    /// The members who live, head first.
    pub(crate) fn living(&self, household: usize) -> Vec<usize> {
        let alive = |place: &usize| self.residents[*place].death.is_none();
        self.households[household].members.iter().copied().filter(alive).collect()
    }

    /// The head, where anyone lives.
    pub(crate) fn head(&self, household: usize) -> Option<usize> {
        self.living(household).first().copied()
    }

    /// The application of a household that applied.
    pub(crate) fn application(&self, household: usize) -> Option<&Application> {
        match &self.households[household].visit {
            Visit::Applied(application) => Some(application),
            Visit::None | Visit::WithoutAuthorisation => None,
        }
    }
}

/// A telephone number with the prefix 142, which no network gives to subscribers, so that nobody is rung up.
fn phone(random: &mut Random) -> String {
    format!("142{:08}", random.between(0, 99_999_999))
}

/// An account number of nineteen digits whose last digit is right (Luhn, ISO/IEC 7812-1).
pub(crate) fn account(random: &mut Random) -> String {
    let mut digits = format!("629999{:012}", random.between(0, 999_999_999_999));
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, sign)| {
            let digit = u32::from(sign - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    digits.push(char::from_digit((10 - sum % 10) % 10, 10).expect("a remainder of ten is a digit"));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_number_passes_the_check_of_its_last_digit() {
        let mut random = Random::from_seed(3);
        for _ in 0..50 {
            let number = account(&mut random);
            let sum: u32 = number
                .bytes()
                .rev()
                .enumerate()
                .map(|(place, sign)| {
                    let digit = u32::from(sign - b'0') * if place % 2 == 1 { 2 } else { 1 };
                    digit / 10 + digit % 10
                })
                .sum();
            assert_eq!((number.len(), sum % 10), (19, 0), "{number}");
        }
    }
}
