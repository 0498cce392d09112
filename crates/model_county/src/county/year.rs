//! The whole year of a county, in the order in which its parts depend on each other.

use vocabulary::{DibaoClass, Registration};

use super::apportion::sizes;
use super::dibao_units::Assisted;
use super::family;
use super::lives::{BEFORE, Ending, Exit, Marriage, NEVER, NOBODY, Refused, Settled};
use super::occasions::Calendar;
use super::settle::{Belongs, Settler};
use super::shape::{SIDES, Shape};
use super::totals::{Figure, Totals};

/// Farm households hold 4.3 persons, urban ones 3.1.
const FARM_TENTHS: i64 = 43;
const URBAN_TENTHS: i64 = 31;

/// Lives the year: everybody, with all that they receive.
pub(crate) fn live(totals: &Totals, shape: &Shape, seed: u64) -> Settled {
    let mut settler = Settler::new(seed, totals.month, totals.rates.exit_months);
    let assisted = settler.settle_units(shape);
    settler.settle_left(shape);
    settler.settle_tekun(shape);
    settler.settle_children(shape);
    settler.settle_subsidy_households(shape);
    settler.settle_second_households(shape, &assisted);
    let mut ordinary = Vec::new();
    for side in 1..SIDES {
        let rest = shape.sides[side].members - settler.here[side];
        settler.settle_rest(Belongs::Side(side), rest);
    }
    let persons = shape.farm - settler.here.iter().map(|figure| figure.persons).sum::<i64>();
    let first = settler.settled.households.len();
    settler.settle_rest(Belongs::Nowhere, Figure::of((persons * 10 + FARM_TENTHS - 1) / FARM_TENTHS, persons));
    let farm = first..settler.settled.households.len();
    ordinary.extend(farm.map(|household| u32::try_from(household).expect("households fit 32 bits")));
    for size in sizes(Figure::of((shape.urban * 10 + URBAN_TENTHS - 1) / URBAN_TENTHS, shape.urban), 1) {
        let mut members = family::ordinary(&mut settler.random, size, 0);
        settler.live_on(&mut members);
        settler.push(Belongs::Nowhere, Registration::Urban, &members);
    }
    settler.random.shuffle(&mut ordinary);
    settler.settle_subsidies_of_singles(shape);
    settler.settle_subsidies_of_families(shape);
    settler.settle_illness();
    settler.settle_other_nursing(shape, &ordinary);
    settler.settle_refused(&ordinary);
    settler.settle_marriages(&ordinary);
    settler.settle_migration(shape.left_behind);
    settler.fit_money(totals);
    settler.settle_relief(shape, totals);
    settler.settle_after(shape, &ordinary);
    settler.fit_checks(shape.checked);
    settler.settled
}

impl Settler {
    /// A monitored household can be two register households: the old parents' or a grown son's beside the one on a roll.
    /// They come where the group has more members than its other households would hold.
    fn settle_second_households(&mut self, shape: &Shape, assisted: &Assisted) {
        for side in 1..SIDES {
            let mut rest = shape.sides[side].members - self.here[side];
            let mut at = 0;
            while rest.persons * 10 > rest.households.max(0) * 65 && at < 4 * assisted.monitored[side].len() {
                let monitored = assisted.monitored[side][at % assisted.monitored[side].len()];
                let size =
                    if rest.households == 0 { rest.persons.min(3) } else { (rest.persons - 5 * rest.households).clamp(1, 3) };
                let members = family::ordinary(&mut self.random, size, 2);
                self.push(Belongs::With(monitored), Registration::Rural, &members);
                rest = shape.sides[side].members - self.here[side];
                at += 1;
            }
        }
    }

    /// So many households with so many persons in the stock month, without a roll.
    fn settle_rest(&mut self, belongs: Belongs, rest: Figure) {
        for size in sizes(rest, 1) {
            let mut members = family::ordinary(&mut self.random, size, 0);
            self.live_on_exactly(&mut members, size);
            self.push(belongs, Registration::Rural, &members);
        }
    }

    /// Lives on, and still holds its size in the stock month.
    fn live_on_exactly(&mut self, members: &mut Vec<family::Draft>, size: i64) {
        self.live_on(members);
        let here = members.iter().filter(|member| member.arrived <= self.stock && self.stock < member.gone).count();
        debug_assert_eq!(i64::try_from(here), Ok(size), "what happens to an ordinary family leaves its size in the stock month");
    }

    /// Who cannot work at an age of work, in a family of class 1, is disabled or seriously ill.
    fn settle_illness(&mut self) {
        for at in 0..self.settled.units.len() {
            let unit = &self.settled.units[at];
            if unit.class != DibaoClass::One || unit.kind == vocabulary::ApplicationKind::SinglePerson {
                continue;
            }
            for member in self.settled.households[unit.household as usize].members() {
                let age = self.year - self.settled.residents[member as usize].birth.year();
                let resident = &mut self.settled.residents[member as usize];
                resident.seriously_ill |= (16..60).contains(&age) && resident.certificate.is_none();
            }
        }
    }

    /// Families that applied for dibao and were refused: most just above the line, some with a car.
    fn settle_refused(&mut self, ordinary: &[u32]) {
        let count = i64::try_from(ordinary.len() / 190).expect("a few hundred");
        let months = self.spread(count, 0, 11);
        let mut families = ordinary.iter().rev();
        for month in months {
            let fit = families.by_ref().find(|household| {
                let members = self.settled.households[**household as usize].members();
                members.clone().all(|member| self.stays(member)) && members.len() > 1
            });
            let Some(household) = fit.copied() else { break };
            let car = self.random.in_a_thousand(180);
            let share = if car { self.random.between(500, 900) } else { self.random.between(1_005, 1_700) };
            self.settled.refused.push(Refused { household, month, share, car });
        }
    }

    /// Brides who came from another village of the county in the year.
    fn settle_marriages(&mut self, ordinary: &[u32]) {
        let mut wanted = self.settled.residents.len() / 330;
        for (at, household) in ordinary.iter().enumerate() {
            if wanted == 0 {
                break;
            }
            let members = self.settled.households[*household as usize].members();
            let bride = members.clone().find(|member| {
                let resident = &self.settled.residents[*member as usize];
                let age = self.year - resident.birth.year();
                resident.relation == vocabulary::Relation::DAUGHTER_IN_LAW && age < 32 && self.stays(*member)
            });
            let from_household = ordinary[(at + ordinary.len() / 2) % ordinary.len()];
            let origin = &self.settled.households[from_household as usize];
            let village = self.settled.households[*household as usize].village;
            let (Some(bride), true) = (bride, origin.village != village) else { continue };
            let month = i8::try_from(self.random.between(0, 11)).expect("a month");
            let father = self.settled.citizens[origin.first as usize].name.clone();
            let surname: String = father.chars().take(if father.starts_with("欧阳") { 2 } else { 1 }).collect();
            let own = &mut self.settled.citizens[bride as usize].name;
            let given: String = own.chars().rev().take(if own.chars().count() > 2 { 2 } else { 1 }).collect();
            *own = surname + &given.chars().rev().collect::<String>();
            self.settled.marriages.push(Marriage { bride, month, from_household });
            wanted -= 1;
        }
    }

    /// Who is away for work. Exactly so many children under 16 have both parents away for half a year or longer.
    fn settle_migration(&mut self, left_behind: i64) {
        let reference = self.first_day(self.stock).in_month().last_day();
        let mut left = left_behind;
        let mut order: Vec<usize> = (0..self.settled.households.len()).collect();
        self.random.shuffle(&mut order);
        let mut on_roll = vec![false; self.settled.households.len()];
        for unit in &self.settled.units {
            on_roll[unit.household as usize] = true;
        }
        for child in &self.settled.children {
            on_roll[self.settled.residents[child.resident as usize].household as usize] = true;
        }
        for at in order {
            if on_roll[at] || self.settled.households[at].registration == Registration::Urban {
                continue;
            }
            let members = self.settled.households[at].members();
            let parents = members.clone().find_map(|member| {
                let resident = &self.settled.residents[member as usize];
                let both = resident.father != NOBODY && resident.mother != NOBODY;
                (both && resident.is_here(self.stock) && resident.age(reference) < 16)
                    .then_some((resident.father, resident.mother))
            });
            // Most have been away since the years before; one in six left in the year.
            let days =
                if self.random.in_a_thousand(830) { self.random.between(520, 1_300) } else { self.random.between(200, 520) };
            let days = i32::try_from(days).expect("some years");
            let since = reference.plus_days(-days);
            let Some((father, mother)) = parents else {
                self.send_a_son_away(members, since);
                continue;
            };
            let able = |settler: &Settler, parent: u32| {
                settler.stays(parent) && settler.settled.residents[parent as usize].certificate.is_none()
            };
            if !able(self, father) {
                continue;
            }
            let children = members
                .filter(|member| {
                    let resident = &self.settled.residents[*member as usize];
                    resident.father == father
                        && resident.mother == mother
                        && resident.is_here(self.stock)
                        && resident.age(reference) < 16
                })
                .count();
            let children = i64::try_from(children).expect("families are small");
            if children <= left && able(self, mother) {
                left -= children;
                self.resident_mut(father).away = Some(since);
                self.resident_mut(mother).away = Some(since);
            } else if self.random.in_a_thousand(380) {
                self.resident_mut(father).away = Some(since);
            }
        }
    }

    /// What comes after the stock month: single and tekun persons die, families enter dibao.
    fn settle_after(&mut self, shape: &Shape, ordinary: &[u32]) {
        if self.stock + 2 > 11 {
            return;
        }
        let (first, last) = (self.stock + 1, 11);
        for at in 0..self.settled.units.len() {
            let unit = &self.settled.units[at];
            let single = unit.kind == vocabulary::ApplicationKind::SinglePerson && unit.until == NEVER;
            if single && at % 120 == 7 {
                let month = i8::try_from(self.random.between(i64::from(first), last)).expect("a month");
                let person = unit.applicant;
                let unit = &mut self.settled.units[at];
                unit.until = month + 1;
                unit.exit = Exit::Death;
                self.dies_in(person, month);
            }
        }
        for at in (0..self.settled.tekun.len()).step_by(110) {
            let tekun = &self.settled.tekun[at];
            if tekun.until == NEVER && tekun.from <= self.stock && tekun.unit as usize == at {
                let month = i8::try_from(self.random.between(i64::from(first), last)).expect("a month");
                let person = tekun.resident;
                self.settled.tekun[at].until = month + 1;
                self.dies_in(person, month);
            }
        }
        let count = shape.new_families.households / 6 + 1;
        let months = self.spread(count, self.stock + 2, 11);
        let mut families = ordinary.iter().skip(ordinary.len() / 2);
        for (at, month) in months.into_iter().enumerate() {
            let fit = families.by_ref().find(|household| {
                let members = self.settled.households[**household as usize].members();
                members.len() > 1
                    && members
                        .clone()
                        .all(|member| self.stays(member) && self.settled.residents[member as usize].certificate.is_none())
            });
            let Some(household) = fit.copied() else { break };
            let class = if at % 2 == 0 { DibaoClass::Three } else { DibaoClass::Two };
            self.enter_dibao(household, class, month);
        }
    }

    fn dies_in(&mut self, person: u32, month: i8) {
        let resident = self.resident_mut(person);
        resident.gone = month;
        resident.ending = Ending::Died;
        for subsidy in self.settled.subsidies.iter_mut().filter(|subsidy| subsidy.resident == person && subsidy.until == NEVER) {
            subsidy.until = month + 1;
        }
    }

    /// Decides who is checked until the stock month: all whose turn or change it is, and of classes 1 and 2 as many more as
    /// the county managed. The others' turn comes after it.
    fn fit_checks(&mut self, checked: Figure) {
        let stock = self.stock;
        let calendar = Calendar { january: self.first_day(0).in_month(), exit_months: self.exit_months };
        let mut open: Vec<usize> = Vec::new();
        for at in 0..self.settled.units.len() {
            let unit = &self.settled.units[at];
            let upper = matches!(unit.class, DibaoClass::One | DibaoClass::Two) && unit.is_on_roll(stock);
            if !upper || unit.from != 0 {
                continue;
            }
            let due =
                if stock < 11 { i8::try_from(self.random.between(i64::from(stock) + 1, 11)).expect("a month") } else { NEVER };
            self.settled.units[at].checks = [due, NEVER];
            if (0..=stock)
                .all(|month| super::occasions::of_unit(&self.settled, &calendar, &self.settled.units[at], month).is_none())
            {
                open.push(at);
            }
        }
        let done = super::count::checked(&self.settled, &calendar, stock);
        let wanted = checked - done;
        self.random.shuffle(&mut open);
        let sizes: Vec<i64> = open.iter().map(|at| self.settled.heads(&self.settled.units[*at], stock)).collect();
        let chosen = super::apportion::choose(&sizes, wanted);
        let months = self.spread(wanted.households, 0, stock);
        for (place, month) in chosen.into_iter().zip(months) {
            self.settled.units[open[place]].checks = [month, NEVER];
        }
    }

    fn send_a_son_away(&mut self, members: std::ops::Range<u32>, since: vocabulary::Date) {
        let son = members.rev().find(|member| {
            let resident = &self.settled.residents[*member as usize];
            let age = self.year - resident.birth.year();
            resident.relation == vocabulary::Relation::SON
                && (22..45).contains(&age)
                && resident.arrived == BEFORE
                && self.stays(*member)
        });
        if let Some(son) = son.filter(|_| self.random.in_a_thousand(500)) {
            self.resident_mut(son).away = Some(since);
        }
    }
}
