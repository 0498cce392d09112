//! Tekun, the two schemes for children and the two disability subsidies.

use vocabulary::{Fen, ParentCondition, Registration, Relation, SelfCare, Sex};

use super::apportion::{sizes, sizes_within};
use super::family::{self, Draft, draft};
use super::lives::{BEFORE, Child, Ending, Exit, NEVER, NOBODY, Subsidy};
use super::settle::{Belongs, Settler};
use super::shape::{SIDES, Shape};
use super::totals::Figure;

/// Work-injury nursing fee a month of those who have it.
const INJURY_FEE: Fen = Fen::yuan(1_650);

impl Settler {
    /// Tekun persons besides those who came from dibao.
    pub(crate) fn settle_tekun(&mut self, shape: &Shape) {
        let came = Figure::of(shape.single_to_tekun + shape.couples_to_tekun, shape.single_to_tekun + 2 * shape.couples_to_tekun);
        let entered = (shape.tekun_entered - came.persons).max(0);
        let mut entries = self.spread(entered, 1, self.stock);
        for side in 0..SIDES {
            let cell = if side == 0 { shape.sides[0].tekun - came } else { shape.sides[side].tekun };
            for size in sizes_within(cell, 1, 2) {
                let members = family::old_and_alone(&mut self.random, size);
                let household = self.push(Belongs::Side(side), Registration::Rural, &members);
                let from = if side == 0 && size == 1 { entries.pop().unwrap_or(0) } else { 0 };
                let mut number = NOBODY;
                for member in self.settled.households[household as usize].members() {
                    self.enrol_tekun(member, from);
                    if let Some(tekun) = self.settled.tekun.last_mut() {
                        number = number.min(tekun.unit);
                        tekun.unit = number;
                    }
                }
            }
        }
        for month in self.spread(shape.tekun_left, 1, self.stock) {
            let mut members = family::old_and_alone(&mut self.random, 1);
            members[0].gone = month - 1;
            members[0].ending = Ending::Died;
            self.push(Belongs::Nowhere, Registration::Rural, &members);
            let person = self.last();
            self.enrol_tekun(person, 0);
            if let Some(tekun) = self.settled.tekun.last_mut() {
                tekun.until = month;
            }
        }
        self.assess_tekun(shape);
    }

    /// Care levels, changes of them and places in homes.
    fn assess_tekun(&mut self, shape: &Shape) {
        let stock = self.stock;
        let mut order: Vec<usize> = (0..self.settled.tekun.len()).collect();
        self.random.shuffle(&mut order);
        let mut changes = self.spread(shape.care_changed, 1, stock);
        let mut homes = shape.tekun_in_homes;
        for at in order {
            let care = match self.random.between(0, 99) {
                0..50 => SelfCare::Full,
                50..83 => SelfCare::Partial,
                _ => SelfCare::None,
            };
            if self.random.in_a_thousand(327) {
                let disability = self.severe();
                let person = self.settled.tekun[at].resident;
                if self.settled.residents[person as usize].certificate.is_none() {
                    self.certify(person, disability, true);
                }
            }
            let early = homes % 14 != 13;
            let tekun = &mut self.settled.tekun[at];
            tekun.self_care = care;
            if !(tekun.from == 0 && tekun.until == NEVER) {
                continue;
            }
            if let Some(month) = changes.pop() {
                let worse = match care {
                    SelfCare::Full => SelfCare::Partial,
                    SelfCare::Partial => SelfCare::None,
                    SelfCare::None => SelfCare::Partial,
                };
                tekun.changed = Some((month, worse));
            } else if homes > 0 {
                homes -= 1;
                tekun.home_from = if early { BEFORE } else { 1 + stock / 2 };
            }
        }
    }

    /// Orphans and unattended children outside dibao.
    pub(crate) fn settle_children(&mut self, shape: &Shape) {
        for side in 0..SIDES {
            for count in sizes(shape.sides[side].children_only, 1) {
                self.family_of_children(Belongs::Side(side), count);
            }
            for (children, size) in subsidy_with_children(shape, side) {
                self.subsidy_household(Belongs::Side(side), size, children);
            }
        }
        // As many came as left, in the same month, so that the roll stays what it is.
        let months = self.spread(shape.unattended_exchanged, 1, self.stock);
        let newcomers: Vec<usize> =
            (0..self.settled.children.len()).filter(|at| !self.settled.children[*at].in_class_three).take(months.len()).collect();
        for (newcomer, month) in newcomers.into_iter().zip(months) {
            self.family_of_children(Belongs::Nowhere, 1);
            if let Some(child) = self.settled.children.last_mut() {
                child.until = month;
                child.father.0 = ParentCondition::InPrison;
            }
            self.settled.children[newcomer].from = month;
        }
        for at in 0..shape.orphans + shape.orphans_left {
            let size = self.random.between(2, 5);
            let members = family::skipped_generation(&mut self.random, size, 1);
            let household = self.push(Belongs::Nowhere, Registration::Rural, &members);
            self.enrol_orphan(household);
            if at < shape.orphans_left
                && let Some(child) = self.settled.children.last_mut()
            {
                // Moved by the year's money when the payments are known.
                child.until = 1;
            }
        }
    }

    fn family_of_children(&mut self, belongs: Belongs, children: i64) {
        let size = children + self.random.between(1, 3);
        let members = family::skipped_generation(&mut self.random, size, children);
        let household = self.push(belongs, Registration::Rural, &members);
        self.enrol_unattended(household, children, false);
    }

    fn enrol_orphan(&mut self, household: u32) {
        let person = self.last();
        let guardian = self.settled.households[household as usize].first;
        let long_ago = self.random.between(500, 2_500);
        let since = self.first_day(0).plus_days(-i32::try_from(long_ago).expect("some years"));
        self.open_account(person);
        let dead = (ParentCondition::Dead, since, NOBODY);
        self.settled.children.push(Child {
            resident: person,
            guardian,
            orphan: true,
            in_class_three: false,
            from: 0,
            until: NEVER,
            father: dead,
            mother: dead,
        });
    }

    /// The last so many members of the household are unattended children.
    pub(crate) fn enrol_unattended(&mut self, household: u32, children: i64, in_class_three: bool) {
        let combinations = [
            ((ParentCondition::Dead, ParentCondition::LostContact), 46),
            ((ParentCondition::InPrison, ParentCondition::LostContact), 18),
            ((ParentCondition::Dead, ParentCondition::DeclaredMissing), 6),
            ((ParentCondition::LostContact, ParentCondition::Dead), 12),
            ((ParentCondition::CompulsoryDetoxification, ParentCondition::LostContact), 6),
            ((ParentCondition::Dead, ParentCondition::InPrison), 4),
        ];
        let (father, mother) = *self.random.weighted(&combinations);
        let long_ago = self.random.between(400, 2_000);
        let since = self.first_day(0).plus_days(-i32::try_from(long_ago).expect("some years"));
        let members = self.settled.households[household as usize].members();
        let count = u32::try_from(children).expect("a few children");
        for member in members.end - count..members.end {
            self.open_account(member);
            self.settled.children.push(Child {
                resident: member,
                guardian: members.start,
                orphan: false,
                in_class_three,
                from: 0,
                until: NEVER,
                father: (father, since, NOBODY),
                mother: (mother, since, NOBODY),
            });
        }
    }

    /// Households of the groups with a nursing subsidy and no roll.
    pub(crate) fn settle_subsidy_households(&mut self, shape: &Shape) {
        for side in 1..SIDES {
            let taken = subsidy_with_children(shape, side);
            let mut left = sizes(shape.sides[side].subsidy, 1);
            for (_, size) in &taken {
                if let Some(place) = left.iter().position(|other| other == size) {
                    left.swap_remove(place);
                }
            }
            for size in left {
                self.subsidy_household(Belongs::Side(side), size, 0);
            }
        }
    }

    /// A household with a severely disabled person and so many unattended children of this person.
    fn subsidy_household(&mut self, belongs: Belongs, size: i64, children: i64) {
        let members = if children > 0 {
            parent_with_children(&mut self.random, size, children)
        } else {
            family::ordinary(&mut self.random, size, 2)
        };
        let household = self.push(belongs, Registration::Rural, &members);
        let range = self.settled.households[household as usize].members();
        let person = if children > 0 { range.start } else { self.grown(range.clone()).unwrap_or(range.start) };
        let disability = self.severe();
        self.certify(person, disability, true);
        self.settled.subsidies.push(Subsidy { resident: person, living: false, nursing: true, from: 0, until: NEVER });
        if children > 0 {
            let enrolled = self.settled.children.len();
            self.enrol_unattended(household, children, false);
            let since = self.settled.children[enrolled].father.1;
            for child in &mut self.settled.children[enrolled..] {
                child.father = (ParentCondition::SeverelyDisabled, since, person);
                child.mother = (ParentCondition::LostContact, since, NOBODY);
            }
        }
    }

    /// A grown member without a certificate who stays the year; not the head where there is another.
    fn grown(&mut self, members: std::ops::Range<u32>) -> Option<u32> {
        let head = members.start;
        let mut fit: Vec<u32> = members
            .filter(|member| {
                let resident = &self.settled.residents[*member as usize];
                let grown = self.year - resident.birth.year() >= 20;
                grown
                    && self.stays(*member)
                    && resident.certificate.is_none()
                    && !resident.seriously_ill
                    && resident.apart.is_none()
            })
            .collect();
        if fit.len() > 1 {
            fit.retain(|member| *member != head);
        }
        (!fit.is_empty()).then(|| *self.random.pick(&fit))
    }

    /// Subsidies of the single persons, on the roll and gone.
    pub(crate) fn settle_subsidies_of_singles(&mut self, shape: &Shape) {
        let mut singles: Vec<usize> = Vec::new();
        for (at, unit) in self.settled.units.iter().enumerate() {
            if unit.kind == vocabulary::ApplicationKind::SinglePerson {
                singles.push(at);
            }
        }
        let (on_roll, gone): (Vec<usize>, Vec<usize>) =
            singles.into_iter().partition(|at| self.settled.units[*at].is_on_roll(self.stock));
        let of_mind = |settler: &Settler, at: usize| {
            let person = settler.settled.units[at].applicant as usize;
            settler.settled.residents[person].certificate.is_some_and(|certificate| !certificate.needs_care)
        };
        let mut order = on_roll;
        self.random.shuffle(&mut order);
        order.sort_by_key(|at| !of_mind(self, *at));
        let living_only = i64::try_from(order.len()).expect("a few thousand") - shape.both_single;
        for (place, at) in (0i64..).zip(order) {
            let Some(unit) = self.settled.units.get(at) else { continue };
            let (person, from) = (unit.applicant, unit.from);
            let both = place >= living_only;
            if both && of_mind(self, at) {
                let disability = self.severe();
                self.certify(person, disability, true);
            } else if !both && let Some(certificate) = &mut self.resident_mut(person).certificate {
                certificate.needs_care = false;
            }
            self.settled.subsidies.push(Subsidy { resident: person, living: true, nursing: both, from, until: NEVER });
        }
        for at in gone {
            let unit = &self.settled.units[at];
            let (person, until) = (unit.applicant, unit.until);
            let nursing = !of_mind(self, at);
            self.settled.subsidies.push(Subsidy { resident: person, living: true, nursing, from: 0, until });
        }
    }

    /// Disabled persons in families on dibao, and those of them who died.
    pub(crate) fn settle_subsidies_of_families(&mut self, shape: &Shape) {
        let mut wanted: Vec<u8> = Vec::new();
        for (count, kind) in [(shape.both_family, 0), (shape.living_family, 1), (shape.without_living, 2)] {
            wanted.extend(std::iter::repeat_n(kind, usize::try_from(count).unwrap_or(0)));
        }
        self.random.shuffle(&mut wanted);
        let mut units: Vec<usize> = (0..self.settled.units.len())
            .filter(|at| {
                let unit = &self.settled.units[*at];
                unit.kind == vocabulary::ApplicationKind::WholeFamily && unit.is_on_roll(self.stock) && unit.exit == Exit::None
            })
            .collect();
        self.random.shuffle(&mut units);
        // Classes 1 and 2 first: disability brings families there.
        units.sort_by_key(|at| match self.settled.units[*at].class {
            vocabulary::DibaoClass::One | vocabulary::DibaoClass::Two => at % 5 == 0,
            vocabulary::DibaoClass::Three | vocabulary::DibaoClass::Four => at % 5 != 0,
        });
        for _ in 0..4 {
            for at in &units {
                let Some(kind) = wanted.last().copied() else { break };
                let unit = &self.settled.units[*at];
                let (household, from) = (unit.household, unit.from);
                let range = self.settled.households[household as usize].members();
                if let Some(person) = self.grown(range) {
                    wanted.pop();
                    self.disabled_in_family(person, kind, from);
                }
            }
        }
        let mut left = shape.removed_family;
        for at in 0..self.settled.residents.len() {
            if left == 0 {
                break;
            }
            let resident = &self.settled.residents[at];
            let household = resident.household;
            if resident.died()
                && resident.gone < self.stock
                && resident.certificate.is_none()
                && units.iter().any(|unit| self.settled.units[*unit].household == household)
            {
                left -= 1;
                let until = resident.gone + 1;
                let person = u32::try_from(at).expect("persons fit 32 bits");
                let disability = self.severe();
                self.certify(person, disability, true);
                self.settled.subsidies.push(Subsidy { resident: person, living: true, nursing: true, from: 0, until });
            }
        }
    }

    /// `kind`: 0 both subsidies, 1 the living subsidy, 2 none for one of three reasons.
    fn disabled_in_family(&mut self, person: u32, kind: u8, from: i8) {
        match kind {
            0 => {
                let disability = self.severe();
                self.certify(person, disability, true);
                self.settled.subsidies.push(Subsidy { resident: person, living: true, nursing: true, from, until: NEVER });
            }
            1 => {
                let disability = self.light();
                self.certify(person, disability, false);
                self.settled.subsidies.push(Subsidy { resident: person, living: true, nursing: false, from, until: NEVER });
            }
            _ => {
                let disability = self.light();
                self.certify(person, disability, false);
                let expired = self.first_day(0).plus_days(-i32::try_from(self.random.between(10, 500)).expect("some days"));
                let (reason, resident) = (self.random.between(0, 99), self.resident_mut(person));
                match reason {
                    0..45 => {
                        if let Some(certificate) = &mut resident.certificate {
                            certificate.expires = expired;
                            certificate.issued = expired.plus_months(-120);
                        }
                    }
                    45..55 => resident.injury_fee = INJURY_FEE,
                    // The others never applied: an open gap.
                    _ => {}
                }
            }
        }
    }

    /// Nursing subsidies outside dibao and the groups' households, and those that ended.
    pub(crate) fn settle_other_nursing(&mut self, shape: &Shape, ordinary: &[u32]) {
        let placed: i64 = shape.sides.iter().map(|side| side.subsidy.households).sum();
        let mut left = shape.nursing_only - placed;
        let expired = shape.removed_nursing * 2 / 5;
        let mut died = shape.removed_nursing - expired;
        let mut endings = self.spread(expired, 1, self.stock);
        let mut light = i64::try_from(self.settled.residents.len() / 170).expect("a few thousand");
        for household in ordinary {
            if self.settled.households[*household as usize].registration == Registration::Urban {
                continue;
            }
            let range = self.settled.households[*household as usize].members();
            let dead = range.clone().find(|member| {
                let resident = &self.settled.residents[*member as usize];
                resident.died() && resident.gone < self.stock
            });
            if let Some(person) = dead.filter(|_| died > 0) {
                died -= 1;
                let until = self.settled.residents[person as usize].gone + 1;
                let disability = self.severe();
                self.certify(person, disability, true);
                self.open_account(person);
                self.settled.subsidies.push(Subsidy { resident: person, living: false, nursing: true, from: 0, until });
            } else if left > 0 || !endings.is_empty() || light > 0 {
                let Some(person) = self.grown(range) else { continue };
                let disability = if left > 0 || !endings.is_empty() { self.severe() } else { self.light() };
                self.certify(person, disability, left > 0 || !endings.is_empty());
                if left > 0 {
                    left -= 1;
                    self.settled.subsidies.push(Subsidy {
                        resident: person,
                        living: false,
                        nursing: true,
                        from: 0,
                        until: NEVER,
                    });
                } else if let Some(until) = endings.pop() {
                    let last_day = self.first_day(until - 1).in_month().last_day();
                    if let Some(certificate) = &mut self.resident_mut(person).certificate {
                        certificate.expires = last_day;
                        certificate.issued = last_day.plus_months(-120);
                    }
                    self.settled.subsidies.push(Subsidy { resident: person, living: false, nursing: true, from: 0, until });
                } else {
                    light -= 1;
                }
            } else if died == 0 {
                break;
            }
        }
    }
}

/// Households with a subsidy that hold unattended children: how many children, how many members.
fn subsidy_with_children(shape: &Shape, side: usize) -> Vec<(i64, i64)> {
    let cell = &shape.sides[side];
    let mut free = sizes(cell.subsidy, 1);
    free.sort_unstable();
    let mut found = Vec::new();
    for children in sizes(cell.children_subsidy, 1) {
        if let Some(place) = free.iter().position(|size| *size > children) {
            found.push((children, free.remove(place)));
        }
    }
    found
}

/// A severely disabled father with children; his mother and brother live there too where the size asks for it.
fn parent_with_children(random: &mut crate::random::Random, size: i64, children: i64) -> Vec<Draft> {
    let father = random.between(32, 46);
    let mut members = vec![draft(Relation::HEAD, father, Sex::Male)];
    if size > children + 1 {
        members.push(draft(Relation::MOTHER, father + random.between(20, 27), Sex::Female));
    }
    while i64::try_from(members.len()).is_ok_and(|count| count < size - children) {
        members.push(draft(family::brother(), father - random.between(1, 8), Sex::Male));
    }
    for _ in 0..children {
        let age = random.between(2, 13);
        members.push(Draft { parents: (Some(0), None), ..draft(Relation::SON, age, Sex::Male) });
    }
    members
}
