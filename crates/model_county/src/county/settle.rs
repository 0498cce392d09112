//! Puts persons into households and households into villages.
//!
//! Holds: what is counted on the way (persons here in the stock month, by side) makes the last households come out exactly.

use vocabulary::{
    AccountNumber, CitizenId, Date, Disability, DisabilityKind, DisabilityLevel, Fen, LabourCapacity, MonitoredGroup, Month,
    PhoneNumber, Registration, Relation, Sex,
};

use super::family::Draft;
use super::lives::{BEFORE, Certificate, Ending, Household, Monitored, NEVER, NOBODY, Resident, Settled};
use super::naming::Namer;
use super::places::{Committee, HOME_AREA, OTHER_AREAS, villages};
use super::rows::Citizen;
use super::shape::SIDES;
use super::totals::Figure;
use crate::random::Random;

/// Where a household belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Belongs {
    /// To no group.
    Nowhere,
    /// A monitored household of its own, on this side.
    Side(usize),
    /// To a monitored household that stands already.
    With(u32),
}

/// Settles households one after the other.
pub(crate) struct Settler {
    pub(crate) random: Random,
    pub(crate) settled: Settled,
    /// Households (monitored ones where there is a group) and persons here in the stock month, by side.
    pub(crate) here: [Figure; SIDES],
    pub(crate) year: i16,
    /// Stock month, counted from January.
    pub(crate) stock: i8,
    /// Months of gradual exit granted in the year.
    pub(crate) exit_months: i8,
    /// Persons of single-person units.
    pub(crate) singles: std::collections::BTreeSet<u32>,
    reference: Date,
    namer: Namer,
    villagers: Vec<u16>,
    committees: Vec<u16>,
    surnames: Vec<[&'static str; 3]>,
    sequences: Vec<[u16; 2]>,
}

/// Sequences of a day's numbers that one sex has.
const SEQUENCES: u16 = 500;

impl Settler {
    pub(crate) fn new(seed: u64, stock_month: Month, exit_months: u8) -> Settler {
        let stock = stock_month.month() - 1;
        let mut random = Random::from_seed(seed);
        let namer = Namer::new();
        let villages = villages();
        let mut villagers = Vec::new();
        let mut committees = Vec::new();
        for (at, village) in (0u16..).zip(&villages) {
            // A village stands in the list by its size, and the table of villages is drawn from evenly.
            for _ in 0..random.between(4, 12) {
                villagers.push(at);
            }
            if village.committee == Committee::Residents {
                committees.push(at);
            }
        }
        let surnames = villages.iter().map(|_| [(); 3].map(|()| namer.surname(&mut random))).collect();
        let settled = Settled { villages, ..Settled::default() };
        Settler {
            random,
            settled,
            here: [Figure::default(); SIDES],
            year: stock_month.year(),
            stock,
            exit_months: i8::try_from(exit_months).unwrap_or(NEVER),
            singles: std::collections::BTreeSet::new(),
            reference: stock_month.last_day(),
            namer,
            villagers,
            committees,
            surnames,
            sequences: vec![[0; 2]; 50_000],
        }
    }

    /// First day of a month of the year.
    pub(crate) fn first_day(&self, month: i8) -> Date {
        Date::new(self.year, month.clamp(0, 11) + 1, 1).expect("a month of the year")
    }

    /// So many months of the year from `low` to `high`, spread evenly with some chance.
    pub(crate) fn spread(&mut self, count: i64, low: i8, high: i8) -> Vec<i8> {
        let width = i64::from(high - low) + 1;
        let mut months: Vec<i8> = (0..count)
            .map(|at| {
                let place = (at * width * 100 + self.random.between(0, 99) * width) / (count.max(1) * 100);
                low + i8::try_from(place.clamp(0, width - 1)).expect("a month of a year")
            })
            .collect();
        self.random.shuffle(&mut months);
        months
    }

    /// A household with its members; its number.
    pub(crate) fn push(&mut self, belongs: Belongs, registration: Registration, family: &[Draft]) -> u32 {
        let number = u32::try_from(self.settled.households.len()).expect("households fit 32 bits");
        let first = u32::try_from(self.settled.residents.len()).expect("persons fit 32 bits");
        let count = u32::try_from(family.len()).expect("families are small");
        let village = *match registration {
            Registration::Rural => self.random.pick(&self.villagers),
            Registration::Urban => self.random.pick(&self.committees),
        };
        let (monitored, side) = self.monitored_of(belongs);
        self.settled.households.push(Household { first, count, village, registration, monitored });
        let surname = if self.random.in_a_thousand(450) {
            self.surnames[usize::from(village)][self.random.index(3)]
        } else {
            self.namer.surname(&mut self.random)
        };
        let mut persons = 0;
        for draft in family {
            let resident = self.resident(draft, number, first);
            if registration == Registration::Rural && resident.is_here(self.stock) {
                persons += 1;
            }
            self.name(&resident, draft.sex, surname, village);
            self.settled.residents.push(resident);
        }
        let own = matches!(belongs, Belongs::Nowhere | Belongs::Side(_));
        self.here[side] = self.here[side] + Figure::of(i64::from(own && persons > 0), persons);
        number
    }

    /// One more member of the household settled last.
    pub(crate) fn add_member(&mut self, household: u32, draft: &Draft) {
        let settled = &self.settled.households[household as usize];
        let (first, village) = (settled.first, settled.village);
        let surname: &'static str = self.namer.surname_of(&self.settled.citizens[first as usize].name);
        let resident = self.resident(draft, household, first);
        self.here[0].persons += i64::from(resident.is_here(self.stock));
        self.name(&resident, draft.sex, surname, village);
        self.settled.residents.push(resident);
        self.settled.households[household as usize].count += 1;
    }

    fn monitored_of(&mut self, belongs: Belongs) -> (u32, usize) {
        let group_of = |side| match side {
            1 => MonitoredGroup::Lifted,
            2 => MonitoredGroup::UnstableLifted,
            3 => MonitoredGroup::MarginalProne,
            _ => MonitoredGroup::SuddenHardship,
        };
        match belongs {
            Belongs::Nowhere | Belongs::Side(0) => (NOBODY, 0),
            Belongs::Side(side) => {
                let number = u32::try_from(self.settled.monitored.len()).expect("households fit 32 bits");
                let group = group_of(side);
                let before = match group {
                    MonitoredGroup::Lifted => self.random.between(700, 2_400),
                    MonitoredGroup::UnstableLifted | MonitoredGroup::MarginalProne => self.random.between(20, 1_000),
                    MonitoredGroup::SuddenHardship => self.random.between(5, 500),
                };
                let identified = self.reference.plus_days(-i32::try_from(before).expect("some years"));
                self.settled.monitored.push(Monitored { group, identified });
                (number, side)
            }
            Belongs::With(number) => {
                let side = match self.settled.monitored[number as usize].group {
                    MonitoredGroup::Lifted => 1,
                    MonitoredGroup::UnstableLifted => 2,
                    MonitoredGroup::MarginalProne => 3,
                    MonitoredGroup::SuddenHardship => 4,
                };
                (number, side)
            }
        }
    }

    fn resident(&mut self, draft: &Draft, household: u32, first: u32) -> Resident {
        let (birth, arrived) = self.birth(draft);
        let place = |parent: Option<usize>| parent.map_or(NOBODY, |at| first + u32::try_from(at).expect("families are small"));
        let labour = match draft.age {
            ..16 => LabourCapacity::None,
            16..60 => LabourCapacity::Full,
            60..70 => LabourCapacity::Partial,
            70.. => LabourCapacity::None,
        };
        Resident {
            household,
            relation: draft.relation,
            birth,
            arrived,
            gone: draft.gone,
            ending: draft.ending,
            day: i8::try_from(self.random.between(1, 28)).expect("a day of a month"),
            father: place(draft.parents.0),
            mother: place(draft.parents.1),
            certificate: None,
            labour,
            seriously_ill: false,
            away: None,
            apart: None,
            injury_fee: Fen::ZERO,
            left_school: false,
        }
    }

    /// Birthday, and month of arriving: a child born in the year arrives with its birth.
    fn birth(&mut self, draft: &Draft) -> (Date, i8) {
        if draft.age == 0 && draft.arrived != BEFORE {
            let days = i32::try_from(self.random.between(0, 27)).expect("a month");
            return (self.first_day(draft.arrived).plus_days(days), draft.arrived);
        }
        let days = draft.age * 36_525 / 100 + self.random.between(1, 364);
        let birth = self.reference.plus_days(-i32::try_from(days).expect("a life"));
        let born_this_year = birth.year() == self.year;
        (birth, if born_this_year { birth.month() - 1 } else { draft.arrived })
    }

    fn name(&mut self, resident: &Resident, sex: Sex, surname: &'static str, village: u16) {
        let married_in = resident.relation.is_spouse()
            || resident.relation == Relation::MOTHER
            || resident.relation == Relation::DAUGHTER_IN_LAW;
        let year = resident.birth.year();
        let name = if married_in && self.random.in_a_thousand(3) {
            self.namer.with_dot(&mut self.random, sex)
        } else if married_in {
            let other = self.namer.surname(&mut self.random);
            self.namer.full(&mut self.random, other, sex, year)
        } else {
            self.namer.full(&mut self.random, surname, sex, year)
        };
        let number = self.number(resident.birth, sex, married_in);
        let place = self.settled.residents.len();
        let age = resident.age(self.reference);
        let phone = ((17..80).contains(&age) && self.random.in_a_thousand(820))
            .then(|| PhoneNumber::parse(&format!("1{}{:09}", self.random.between(3, 9), self.random.between(0, 999_999_999))))
            .and_then(Result::ok);
        let account = (age >= 16).then(|| account(place)).flatten();
        let village = self.settled.villages[usize::from(village)].code;
        self.settled.citizens.push(Citizen { number, name, sex, birth: resident.birth, village, phone, account });
    }

    /// Gives the person the birthday that makes 18 in that month, and the number that goes with it. Who studied on would
    /// stay in the orphans' scheme.
    pub(crate) fn come_of_age(&mut self, person: u32, month: i8) {
        let birth =
            self.first_day(month).plus_days(i32::try_from(self.random.between(0, 27)).expect("a month")).plus_months(-216);
        let sex = self.settled.citizens[person as usize].sex;
        let number = self.number(birth, sex, false);
        let resident = self.resident_mut(person);
        resident.birth = birth;
        resident.left_school = true;
        let citizen = &mut self.settled.citizens[person as usize];
        citizen.birth = birth;
        citizen.number = number;
    }

    fn number(&mut self, birth: Date, sex: Sex, married_in: bool) -> CitizenId {
        let epoch = Date::new(1900, 1, 1).expect("a day");
        let day = usize::try_from(epoch.days_until(birth)).unwrap_or(0).min(self.sequences.len() - 1);
        let column = usize::from(sex == Sex::Male);
        let used = self.sequences[day][column];
        assert!(used < SEQUENCES, "no day of a county has a thousand births");
        self.sequences[day][column] = used + 1;
        // 167 has no factor with 500: each of a day's sequences comes once, and not in order.
        let mixed = (u32::from(used) * 167 + u32::try_from(day).expect("a few thousand days") * 31) % u32::from(SEQUENCES);
        let sequence = u16::try_from(mixed * 2).expect("below a thousand") + u16::from(sex == Sex::Male);
        let elsewhere = if married_in { 160 } else { 12 };
        let area = if self.random.in_a_thousand(elsewhere) { *self.random.pick(&OTHER_AREAS) } else { HOME_AREA };
        CitizenId::compose(area, birth, sequence).expect("area and sequence are within bounds")
    }

    /// Takes a person's place in the order of the register: the last one settled.
    pub(crate) fn last(&self) -> u32 {
        u32::try_from(self.settled.residents.len() - 1).expect("persons fit 32 bits")
    }

    pub(crate) fn resident_mut(&mut self, number: u32) -> &mut Resident {
        &mut self.settled.residents[number as usize]
    }

    /// A payee needs an account whatever the age.
    pub(crate) fn open_account(&mut self, number: u32) {
        let citizen = &mut self.settled.citizens[number as usize];
        if citizen.account.is_none() {
            citizen.account = account(number as usize);
        }
    }

    /// A certificate of that disability, valid for ten years.
    pub(crate) fn certify(&mut self, number: u32, disability: Disability, needs_care: bool) {
        let days = i32::try_from(self.random.between(420, 3_000)).expect("some years");
        let issued = self.reference.plus_days(-days);
        let severe = severe_for_labour(disability);
        let resident = self.resident_mut(number);
        resident.certificate =
            Some(Certificate { disability, issued, expires: issued.plus_months(120).plus_days(-1), needs_care });
        if severe {
            resident.labour = LabourCapacity::None;
        } else if resident.labour == LabourCapacity::Full {
            resident.labour = LabourCapacity::Partial;
        }
    }

    /// A disability of level 1 or 2.
    pub(crate) fn severe(&mut self) -> Disability {
        let kinds = [
            (DisabilityKind::Physical, 46),
            (DisabilityKind::Intellectual, 18),
            (DisabilityKind::Mental, 17),
            (DisabilityKind::Visual, 11),
            (DisabilityKind::Hearing, 6),
            (DisabilityKind::Multiple, 2),
        ];
        let kind = *self.random.weighted(&kinds);
        let level = if self.random.in_a_thousand(380) { DisabilityLevel::One } else { DisabilityLevel::Two };
        Disability { kind, level }
    }

    /// Intellectual or mental of level 3.
    pub(crate) fn third_of_mind(&mut self) -> Disability {
        let kind = if self.random.in_a_thousand(500) { DisabilityKind::Intellectual } else { DisabilityKind::Mental };
        Disability { kind, level: DisabilityLevel::Three }
    }

    /// A lighter disability.
    pub(crate) fn light(&mut self) -> Disability {
        let kinds = [DisabilityKind::Physical, DisabilityKind::Hearing, DisabilityKind::Visual, DisabilityKind::Speech];
        let level = if self.random.in_a_thousand(450) { DisabilityLevel::Three } else { DisabilityLevel::Four };
        Disability { kind: *self.random.pick(&kinds), level }
    }

    /// What happens to a family that no roll depends on: old people die, daughters marry away, wives come, children are born.
    pub(crate) fn live_on(&mut self, family: &mut Vec<Draft>) {
        let stock = self.stock;
        let chance = self.random.between(0, 999);
        let in_year = i8::try_from(self.random.between(0, i64::from(stock))).expect("a month");
        let after = i8::try_from(self.random.between(i64::from(stock) + 1, 12)).expect("a month");
        match chance {
            0..26 => {
                let parent = super::family::dying_parent(&mut self.random, family, in_year);
                family.push(parent);
            }
            26..42 if after < 12 => {
                if let Some(old) = family.iter_mut().skip(1).find(|member| member.age >= 66) {
                    old.gone = after;
                    old.ending = Ending::Died;
                }
            }
            42..52 if after < 12 && family.len() > 2 && family[1].age < 45 => {
                let mut newborn = super::family::draft(Relation::SON, 0, Sex::Male);
                newborn.arrived = after;
                newborn.parents = (Some(0), Some(1));
                family.push(newborn);
            }
            52..60 => {
                let mut daughter = super::family::draft(Relation::DAUGHTER, self.random.between(20, 25), Sex::Female);
                daughter.gone = in_year;
                daughter.ending = Ending::MovedOut;
                family.push(daughter);
            }
            60..68 => {
                if let Some(wife) =
                    family.iter_mut().skip(1).find(|member| member.sex == Sex::Female && (21..34).contains(&member.age))
                {
                    wife.arrived = in_year;
                }
            }
            _ => {}
        }
    }

    /// Persons of a household here in the stock month.
    pub(crate) fn members_here(&self, household: u32) -> Vec<u32> {
        let members = self.settled.households[household as usize].members();
        members.filter(|member| self.settled.residents[*member as usize].is_here(self.stock)).collect()
    }

    /// Somebody who stays the whole year.
    pub(crate) fn stays(&self, number: u32) -> bool {
        let resident = &self.settled.residents[number as usize];
        resident.arrived == BEFORE && resident.gone == NEVER
    }
}

/// Level 1 or 2 of any type, level 3 of mind: cannot work.
fn severe_for_labour(disability: Disability) -> bool {
    match disability.level {
        DisabilityLevel::One | DisabilityLevel::Two => true,
        DisabilityLevel::Three => matches!(disability.kind, DisabilityKind::Intellectual | DisabilityKind::Mental),
        DisabilityLevel::Four => false,
    }
}

/// The one-card account of the person at this place of the register.
fn account(place: usize) -> Option<AccountNumber> {
    AccountNumber::parse(&format!("6230520{:012}", 310_000_000 + place * 7)).ok()
}
