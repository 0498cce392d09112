//! Temporary relief of the year: who, how often, why and how much.

use vocabulary::{Fen, MonitoredGroup, Registration, ReliefKind};

use super::apportion::sizes;
use super::lives::Relief;
use super::settle::Settler;
use super::shape::{SIDES, Shape};
use super::totals::{Figure, MoneyRow, Totals};

/// Most months of the urban standard (formula of the province, 2021).
const MONTHS_MOST: i64 = 6;

impl Settler {
    /// All relief of the year; what lies after the stock month is not in the table.
    pub(crate) fn settle_relief(&mut self, shape: &Shape, totals: &Totals) {
        let others: Vec<u32> = (0u32..)
            .zip(&self.settled.households)
            .filter(|(_, household)| household.monitored == super::lives::NOBODY)
            .map(|(number, _)| number)
            .collect();
        for side in 1..SIDES {
            let mut seen = std::collections::BTreeSet::new();
            let households: Vec<u32> = (0u32..)
                .zip(&self.settled.households)
                .filter(|(_, household)| household.monitored != super::lives::NOBODY)
                .filter(|(_, household)| self.side_of(household.monitored) == side && seen.insert(household.monitored))
                .map(|(number, _)| number)
                .collect();
            self.relieve(shape.sides[side].relief, households, 0..=self.stock);
        }
        // One family in twelve of the others comes a second time in the year, for another cause.
        let all = shape.sides[0].relief;
        let again = Figure::of(all.households / 12, all.persons / 12);
        let first = all - again;
        let begun = self.settled.relief.len();
        self.relieve(first, others.clone(), 0..=self.stock);
        let again_from = self.settled.relief.len();
        let once: Vec<u32> = self.settled.relief[begun..]
            .iter()
            .map(|relief| self.settled.residents[relief.resident as usize].household)
            .collect();
        self.relieve(again, once, 0..=self.stock);
        self.give_reasons(shape, again_from);
        self.fit_relief(totals);
        if self.stock < 11 {
            let later = all.households * i64::from(11 - self.stock) / (i64::from(self.stock) + 1);
            let begun = self.settled.relief.len();
            let mut times = vec![0u8; self.settled.households.len()];
            for relief in &self.settled.relief {
                times[self.settled.residents[relief.resident as usize].household as usize] += 1;
            }
            let once = others.into_iter().filter(|household| times[*household as usize] < 2).collect();
            self.relieve(Figure::of(later, 2 * later), once, self.stock + 1..=11);
            for relief in &mut self.settled.relief[begun..] {
                relief.reason = "冬季取暖困难";
                relief.months = 2;
            }
        }
    }

    fn side_of(&self, monitored: u32) -> usize {
        match self.settled.monitored[monitored as usize].group {
            MonitoredGroup::Lifted => 1,
            MonitoredGroup::UnstableLifted => 2,
            MonitoredGroup::MarginalProne => 3,
            MonitoredGroup::SuddenHardship => 4,
        }
    }

    /// Relief once for so many of these households, with so many persons in all.
    fn relieve(&mut self, figure: Figure, mut households: Vec<u32>, months: std::ops::RangeInclusive<i8>) {
        households.retain(|household| {
            self.settled.households[*household as usize].registration == Registration::Rural
                && self.applicant(*household).is_some()
        });
        self.random.shuffle(&mut households);
        // Three times as many as needed, so that the sizes asked for are among them.
        let enough = usize::try_from(figure.households * 3).unwrap_or(0).max(24);
        households.truncate(enough);
        let mut with_members: Vec<(usize, u32)> =
            households.into_iter().map(|household| (self.members_here(household).len(), household)).collect();
        with_members.sort_by_key(|(members, household)| (std::cmp::Reverse(*members), *household));
        let mut persons = sizes(figure, 1);
        persons.sort_unstable_by_key(|persons| std::cmp::Reverse(*persons));
        let when = self.spread(figure.households, *months.start(), *months.end());
        // The largest families first, but not only they: for few persons any family will do.
        let spare = with_members.len() - with_members.len().min(persons.len());
        let mut carried = 0;
        let first = self.settled.relief.len();
        let mut rooms = Vec::new();
        for (at, (persons, month)) in persons.iter().zip(when).enumerate() {
            let place = if *persons <= 2 { at + spare / 2 } else { at };
            let Some((members, household)) = with_members.get(place.min(with_members.len().saturating_sub(1))).copied() else {
                break;
            };
            let room = i64::try_from(members).expect("families are small");
            let persons = persons + carried;
            let named = persons.min(room).max(1);
            carried = persons - named;
            let Some(resident) = self.applicant(household) else { continue };
            rooms.push(room);
            let day = i8::try_from(self.random.between(1, 24)).expect("a day");
            let small = self.random.in_a_thousand(150);
            let amount = if small { Fen::yuan(self.random.between(6, 16) * 50) } else { Fen::ZERO };
            self.settled.relief.push(Relief {
                resident,
                month,
                day,
                kind: if small { ReliefKind::Emergency } else { ReliefKind::Expense },
                reason: if small { "突发疾病" } else { "重病" },
                persons: u8::try_from(named).expect("families are small"),
                months: if small { 0 } else { 2 },
                small_sum: amount,
            });
        }
        for (relief, room) in self.settled.relief[first..].iter_mut().zip(rooms) {
            let more = carried.min(room - i64::from(relief.persons));
            relief.persons += u8::try_from(more).expect("families are small");
            carried -= more;
        }
    }

    /// Who applies: the first grown member who stays the whole year.
    fn applicant(&self, household: u32) -> Option<u32> {
        let members = self.settled.households[household as usize].members();
        members.into_iter().find(|member| {
            let resident = &self.settled.residents[*member as usize];
            self.year - resident.birth.year() >= 19 && self.stays(*member)
        })
    }

    /// Students' costs, accidents; what comes a second time has another cause.
    fn give_reasons(&mut self, shape: &Shape, again_from: usize) {
        let (mut students, mut accidents) = (shape.relief_students, shape.relief_accidents);
        // More than a tenth as many accidents as students is the year of a flood.
        let disaster = accidents * 10 > students;
        let mut number = 0u32;
        for at in 0..again_from {
            let resident = self.settled.relief[at].resident;
            let household = self.settled.residents[resident as usize].household;
            let has_student = self.settled.households[household as usize].members().any(|member| {
                let age = self.year - self.settled.residents[member as usize].birth.year();
                (15..24).contains(&age)
            });
            let relief = &mut self.settled.relief[at];
            number += 1;
            if has_student && students > 0 && relief.months > 0 {
                students -= 1;
                relief.reason = "就学";
            } else if accidents > 0 && relief.months > 0 && number.is_multiple_of(2) {
                accidents -= 1;
                relief.reason = match number % 8 {
                    _ if disaster && !number.is_multiple_of(16) => "自然灾害",
                    0 | 4 => "火灾",
                    _ => "交通事故",
                };
                relief.kind = ReliefKind::Emergency;
            } else if relief.months > 0 && number.is_multiple_of(9) {
                relief.reason = "突发重病";
                relief.kind = ReliefKind::Emergency;
            } else if relief.months > 0 && number.is_multiple_of(5) {
                relief.reason = "生活困难";
            }
        }
        for relief in &mut self.settled.relief[again_from..] {
            relief.reason = "残疾康复";
        }
    }

    /// Months of the standard are more or fewer until the money comes near the table's.
    fn fit_relief(&mut self, totals: &Totals) {
        let Some(target) = totals.money.get(&MoneyRow::Relief) else { return };
        let base = totals.rates.urban_standard;
        let given: Fen = self.settled.relief.iter().map(|relief| relief.amount(base)).sum();
        let mut missing = *target - given;
        for _ in 0..MONTHS_MOST {
            for relief in self.settled.relief.iter_mut().filter(|relief| relief.months > 0) {
                let step = base * i64::from(relief.persons);
                if missing >= step && relief.months < MONTHS_MOST {
                    relief.months += 1;
                    missing -= step;
                } else if -missing >= step && relief.months > 1 {
                    relief.months -= 1;
                    missing += step;
                }
            }
        }
    }
}

impl Relief {
    /// What is given: a small sum, or the urban standard by persons and months.
    pub(crate) fn amount(&self, urban_standard: Fen) -> Fen {
        if self.months == 0 { self.small_sum } else { urban_standard * (i64::from(self.persons) * self.months) }
    }
}
