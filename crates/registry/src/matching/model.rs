//! The model of Fellegi and Sunter (1969): how often each level of each field occurs among rows of one person (m) and among
//! rows of two persons (u). The weight of a level is log₂(m ÷ u); a missing value weighs nothing.
//!
//! Rows of two persons are not taken for strangers: families share surnames, villages share families, twins share a birthday.
//! So u is kept apart for pairs of one home, of one village, and others.

use super::comparison::{
    BIRTH_LEVELS, NAME_DIFFERENT, NUMBER_LEVELS, PATTERNS, PLACE_LEVELS, Pattern, PlaceLevel, SEX_LEVELS, SOUND_FIRST,
};

/// Levels of names without the bins.
pub(super) const NAME_GROUPS: usize = 10;
/// Share of a list that is taken to have nobody in the other at the least, however many were found.
const LEFT_OVER_MIN: f64 = 0.03;
/// Place of "equal" among the groups.
pub(super) const EQUAL: usize = 1;
/// Place of "sounds alike" among the groups.
pub(super) const SOUND: usize = 2;

/// How near two rows live: what u depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nearness {
    Home,
    Village,
    Elsewhere,
}

pub(super) const NEARNESSES: usize = 3;

/// What is learnt from two lists, and all that is needed to weigh a pair of them again.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkModel {
    /// Persons who stand in both lists, as learnt.
    pub(super) matches: f64,
    /// Rows of the left and of the right list.
    pub(super) rows: [f64; 2],
    pub(super) m: FieldLevels,
    /// Numbers of two persons: of one home, of others.
    pub(super) u_number: [[f64; NUMBER_LEVELS]; 2],
    /// Names of two persons that are neither equal nor sound alike: by nearness, and by whether the births are equal.
    pub(super) u_name: [[[f64; NAME_GROUPS]; 2]; NEARNESSES],
    /// How many times as often as by chance two persons so near bear one name.
    pub(super) clustering: [f64; NEARNESSES],
    pub(super) u_birth: [[f64; BIRTH_LEVELS]; NEARNESSES],
    /// Sex of two persons whose names are alike, and of others.
    pub(super) u_sex: [[f64; SEX_LEVELS]; 2],
    pub(super) u_place: [f64; PLACE_LEVELS],
}

/// How often each level occurs among rows of one person, missing values left aside.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldLevels {
    pub(super) number: [f64; NUMBER_LEVELS],
    pub(super) name: [f64; NAME_GROUPS],
    pub(super) birth: [f64; BIRTH_LEVELS],
    pub(super) sex: [f64; SEX_LEVELS],
    pub(super) place: [f64; PLACE_LEVELS],
}

/// The group of a name code.
pub(super) fn name_group(code: usize) -> usize {
    match code {
        0 => 0,
        code if code < SOUND_FIRST => EQUAL,
        code if code < super::comparison::ALIKE => SOUND,
        code => SOUND + 1 + code.min(NAME_DIFFERENT) - super::comparison::ALIKE,
    }
}

/// How near the rows of a pattern live.
pub(super) fn nearness(place: usize) -> Nearness {
    const HOME: [usize; 3] = [PlaceLevel::Home as usize, PlaceLevel::HomeTogether as usize, PlaceLevel::Together as usize];
    if HOME.contains(&place) {
        Nearness::Home
    } else if place == PlaceLevel::SameVillage as usize || place == PlaceLevel::CorrespondingVillage as usize {
        Nearness::Village
    } else {
        Nearness::Elsewhere
    }
}

/// The weight of each field of a pattern, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Weights {
    pub(super) number: f64,
    pub(super) name: f64,
    pub(super) birth: f64,
    pub(super) sex: f64,
    pub(super) place: f64,
}

impl Weights {
    pub(super) fn sum(&self) -> f64 {
        self.number + self.name + self.birth + self.sex + self.place
    }
}

impl LinkModel {
    /// What EM starts from: most people state most things rightly.
    pub(super) fn starting(rows: [usize; 2], matches: usize) -> LinkModel {
        LinkModel {
            matches: matches.max(1) as f64,
            rows: rows.map(|rows| rows.max(1) as f64),
            m: FieldLevels {
                number: [0.0, 0.9, 0.07, 0.02, 0.01],
                name: [0.0, 0.86, 0.04, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01],
                birth: [0.0, 0.88, 0.01, 0.04, 0.02, 0.02, 0.01, 0.02],
                sex: [0.0, 0.99, 0.01],
                place: [0.0, 0.4, 0.35, 0.05, 0.06, 0.06, 0.06, 0.02],
            },
            u_number: [[0.0; NUMBER_LEVELS]; 2],
            u_name: [[[0.0; NAME_GROUPS]; 2]; NEARNESSES],
            clustering: [1.0; NEARNESSES],
            u_birth: [[0.0; BIRTH_LEVELS]; NEARNESSES],
            u_sex: [[0.0; SEX_LEVELS]; 2],
            u_place: [0.0; PLACE_LEVELS],
        }
    }

    /// log₂ of the odds that a pair is of one person before anything is compared.
    pub(super) fn prior(&self) -> f64 {
        (self.matches / (self.rows[0] * self.rows[1])).log2()
    }

    /// log₂ of the odds that two rows, neither of which has anybody else, are one person. Where each stands in a list once and
    /// most are in both, few rows are left without their own: that nobody better is there speaks for a pair. (The prior of a
    /// random assignment of so many pairs; Sadinle 2017.)
    pub(super) fn prior_of_assignment(&self, left_once: bool, right_once: bool) -> f64 {
        let left_over = |rows: f64, once: bool| if once { (rows - self.matches).max(LEFT_OVER_MIN * rows) } else { rows };
        (self.matches / (left_over(self.rows[0], left_once) * left_over(self.rows[1], right_once))).log2()
    }

    /// How often two persons so near bear a name of this code.
    fn u_of_name(&self, code: usize, near: Nearness, births_equal: bool) -> f64 {
        let rows = self.rows[0].max(self.rows[1]);
        let of_bin = |bin: usize| (1u64 << bin) as f64 * 1.4 / rows;
        match name_group(code) {
            EQUAL => of_bin(code - 1) * self.clustering[near as usize],
            SOUND => of_bin(code - SOUND_FIRST) * self.clustering[near as usize],
            group => self.u_name[near as usize][usize::from(births_equal)][group],
        }
    }

    /// The weights of a pattern.
    pub(super) fn weights(&self, pattern: Pattern) -> Weights {
        let near = nearness(pattern.place());
        let weight = |m: f64, u: f64| if m > 0.0 && u > 0.0 { (m / u).log2() } else { 0.0 };
        let births_equal = pattern.birth() == super::birth::BirthLevel::Equal as usize;
        let group = name_group(pattern.name());
        let alike = usize::from(matches!(group, EQUAL | SOUND));
        let at_home = usize::from(near != Nearness::Home);
        Weights {
            number: weight(
                self.m.number[pattern.number().min(NUMBER_LEVELS - 1)],
                self.u_number[at_home][pattern.number().min(NUMBER_LEVELS - 1)],
            ),
            name: if group == 0 { 0.0 } else { weight(self.m.name[group], self.u_of_name(pattern.name(), near, births_equal)) },
            birth: weight(self.m.birth[pattern.birth()], self.u_birth[near as usize][pattern.birth()]),
            sex: weight(self.m.sex[pattern.sex().min(2)], self.u_sex[1 - alike][pattern.sex().min(2)]),
            place: weight(self.m.place[pattern.place()], self.u_place[pattern.place()]),
        }
    }

    /// log₂ of the odds of each pattern that occurs; the others stay at 0.
    pub(super) fn odds_table(&self, prior: f64, occurs: impl Iterator<Item = Pattern>) -> Vec<f32> {
        let mut table = vec![0f32; PATTERNS];
        for pattern in occurs {
            table[usize::from(pattern.0)] = (prior + self.weights(pattern).sum()) as f32;
        }
        table
    }
}
