//! Units of dibao: those on the roll of the stock month with their history, and those that left before it.

use vocabulary::{ApplicationKind, DibaoClass, LabourCapacity, Registration, Relation, SelfCare};

use super::apportion::sizes;
use super::family::{self, Draft, draft};
use super::lives::{Ending, Exit, NEVER, Tekun, Unit};
use super::settle::{Belongs, Settler};
use super::shape::{SIDES, Shape, Side};
use super::totals::Figure;

/// Counted income a head in thousandths of the standard, by class: what lies between leaves room for a birth or a death.
fn share_of(settler: &mut Settler, class: DibaoClass) -> i64 {
    let (low, high) = match class {
        DibaoClass::One => return 0,
        DibaoClass::Two => (60, 130),
        DibaoClass::Three => (320, 520),
        DibaoClass::Four => (850, 950),
    };
    settler.random.between(low, high)
}

/// Households that stand in a group for a roll, to be shared with a second register household.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assisted {
    /// Monitored households by side.
    pub(crate) monitored: [Vec<u32>; SIDES],
}

impl Settler {
    fn unit(&mut self, household: u32, applicant: u32, kind: ApplicationKind, class: DibaoClass) -> Unit {
        let share = share_of(self, class);
        let first = i8::try_from(self.random.between(0, 11)).expect("a month");
        let half_year = match class {
            DibaoClass::One | DibaoClass::Two => first,
            DibaoClass::Three | DibaoClass::Four => first % 6,
        };
        let second = match class {
            DibaoClass::One | DibaoClass::Two => NEVER,
            DibaoClass::Three | DibaoClass::Four => half_year + 6,
        };
        let waited = if self.random.in_a_thousand(250) { 2 } else { 1 };
        Unit {
            household,
            applicant,
            kind,
            class,
            downgraded: NEVER,
            from: 0,
            until: NEVER,
            exit: Exit::None,
            waited,
            share,
            checks: [half_year, second],
        }
    }

    /// All units of dibao on the roll of the stock month.
    pub(crate) fn settle_units(&mut self, shape: &Shape) -> Assisted {
        let mut assisted = Assisted::default();
        let marks = shape.marks();
        let families: Vec<(usize, i64)> = listed(shape, |side| side.families);
        let partial: Vec<(usize, i64)> = listed(shape, |side| side.partial);
        let mut dying = self.dying(&marks.new_families, shape.family_deaths);
        let mut entries = self.spread(shape.new_families.households, 1, self.stock);
        let mut first_of_side: [Vec<u32>; SIDES] = Default::default();
        for (at, (side, size)) in families.iter().enumerate() {
            let class = if marks.class_one[at] { DibaoClass::One } else { DibaoClass::Two };
            let deaths = std::mem::take(&mut dying[at]);
            let household = self.whole_family(Belongs::Side(*side), class, *size, &deaths);
            if marks.new_families[at] {
                self.last_unit().from = entries.pop().expect("as many months as new units");
            }
            first_of_side[*side].push(household);
        }
        self.settle_partial(shape, &partial, &mut first_of_side);
        for (side, households) in first_of_side.iter().enumerate().skip(1) {
            assisted.monitored[side] =
                households.iter().map(|household| self.settled.households[*household as usize].monitored).collect();
        }
        self.settle_singles(shape);
        assisted
    }

    /// A family that lives already enters the roll in that month.
    pub(crate) fn enter_dibao(&mut self, household: u32, class: DibaoClass, from: i8) {
        let applicant = self.settled.households[household as usize].first;
        let mut unit = self.unit(household, applicant, ApplicationKind::WholeFamily, class);
        unit.from = from;
        self.settled.units.push(unit);
    }

    fn last_unit(&mut self) -> &mut Unit {
        self.settled.units.last_mut().expect("a unit was just set up")
    }

    /// Months of deaths by unit: one each, more only when there are more deaths than units that are not new.
    fn dying(&mut self, new: &[bool], deaths: i64) -> Vec<Vec<i8>> {
        let mut months = vec![Vec::new(); new.len()];
        let mut open: Vec<usize> = (0..new.len()).filter(|at| !new[*at]).collect();
        self.random.shuffle(&mut open);
        let when = self.spread(deaths, 0, self.stock - 1);
        if open.is_empty() {
            return months;
        }
        for (at, month) in when.into_iter().enumerate() {
            months[open[at % open.len()]].push(month);
        }
        months
    }

    /// A whole family on the roll; its household.
    fn whole_family(&mut self, belongs: Belongs, class: DibaoClass, size: i64, deaths: &[i8]) -> u32 {
        let mut members = match class {
            DibaoClass::One => family::without_labour(&mut self.random, size),
            DibaoClass::Two | DibaoClass::Three | DibaoClass::Four => family::ordinary(&mut self.random, size, 2),
        };
        for month in deaths {
            let mut dying = family::dying_parent(&mut self.random, &members, *month);
            if class == DibaoClass::One {
                // Below 80, without an old-age allowance: the family has no income.
                dying.relation = family::brother();
                dying.age = (members[0].age - 1).min(77);
                dying.sex = vocabulary::Sex::Male;
            }
            members.push(dying);
        }
        let household = self.family_on_roll(belongs, class, &members);
        if class == DibaoClass::Three && matches!(belongs, Belongs::Side(0)) && self.random.in_a_thousand(20) {
            self.someone_apart(household);
        }
        household
    }

    /// A grown son of the register household who is in prison or lives apart: no member of the unit.
    fn someone_apart(&mut self, household: u32) {
        let head = self.settled.households[household as usize].first as usize;
        let age = i64::from(self.year - self.settled.residents[head].birth.year());
        let sibling = draft(Relation::SON, (age - 24).clamp(19, 40), vocabulary::Sex::Male);
        self.add_member(household, &sibling);
        let whereabouts = match self.random.between(0, 2) {
            0 => vocabulary::Whereabouts::InPrison,
            _ => vocabulary::Whereabouts::LivesApart,
        };
        let person = self.last();
        self.resident_mut(person).apart = Some(whereabouts);
    }

    fn family_on_roll(&mut self, belongs: Belongs, class: DibaoClass, members: &[Draft]) -> u32 {
        let household = self.push(belongs, Registration::Rural, members);
        let range = self.settled.households[household as usize].members();
        if class == DibaoClass::One {
            for member in range.clone() {
                self.resident_mut(member).labour = LabourCapacity::None;
            }
        }
        if class == DibaoClass::Two {
            // What brings a family to class 2: one who worked is ill.
            let grown = range.clone().find(|member| self.settled.residents[*member as usize].labour == LabourCapacity::Full);
            if let Some(grown) = grown.filter(|_| self.random.in_a_thousand(600)) {
                let resident = self.resident_mut(grown);
                resident.seriously_ill = true;
                resident.labour = LabourCapacity::None;
            }
        }
        let unit = self.unit(household, range.start, ApplicationKind::WholeFamily, class);
        self.settled.units.push(unit);
        household
    }

    /// Units of classes 3 and 4 with births, deaths, entries, downgrades and unattended children.
    fn settle_partial(&mut self, shape: &Shape, partial: &[(usize, i64)], first_of_side: &mut [Vec<u32>; SIDES]) {
        let marks = shape.marks();
        let stock = self.stock;
        let mut plain: Vec<usize> =
            (0..partial.len()).filter(|at| !marks.class_four[*at] && !marks.downgraded[*at] && !marks.new_partial[*at]).collect();
        self.random.shuffle(&mut plain);
        let children = self.places_of_children(shape, partial, &mut plain);
        let births = take(&mut plain, shape.partial_births, |at| partial[at].1 >= 4);
        let birth_months = self.spread(shape.partial_births, 0, stock - 1);
        let death_months = self.spread(shape.partial_deaths, 0, stock - 1);
        let deaths = take(&mut plain, shape.partial_deaths, |at| partial[at].1 >= 3);
        let later = take(&mut plain, shape.gradual_partial.households / 12, |_| true);
        let mut entries = self.spread(shape.partial_new.households, 1, stock);
        let mut downgrades = self.spread(shape.downgraded.households, 2.min(stock), stock);
        let mut twice: Vec<i64> = shape.sides.iter().map(|side| side.twice).collect();
        for (at, (side, size)) in partial.iter().enumerate() {
            let class = if marks.class_four[at] { DibaoClass::Four } else { DibaoClass::Three };
            let belongs = if twice[*side] > 0 {
                twice[*side] -= 1;
                let other = first_of_side[*side][usize::try_from(twice[*side]).expect("a few")];
                match self.settled.households[other as usize].monitored {
                    super::lives::NOBODY => Belongs::Nowhere,
                    monitored => Belongs::With(monitored),
                }
            } else {
                Belongs::Side(*side)
            };
            let household = if let Some((_, count)) = children.iter().find(|(place, _)| *place == at) {
                let members = family::skipped_generation(&mut self.random, *size, *count);
                let household = self.family_on_roll(belongs, class, &members);
                self.enrol_unattended(household, *count, true);
                household
            } else if let Some(birth) = births.iter().position(|place| *place == at) {
                let members = family::with_newborn(&mut self.random, *size, birth_months[birth]);
                self.family_on_roll(belongs, class, &members)
            } else {
                let death = deaths.iter().position(|place| *place == at).map(|death| death_months[death]);
                self.whole_family(belongs, class, *size, death.as_slice())
            };
            let after = i8::try_from(self.random.between(i64::from(stock) + 1, 12)).expect("a month");
            let works = self.has_a_worker(household);
            let unit = self.last_unit();
            if marks.new_partial[at] {
                unit.from = entries.pop().expect("as many months as new units");
            } else if marks.downgraded[at] {
                unit.downgraded = downgrades.pop().expect("as many months as downgraded units");
            } else if later.contains(&at) && after < 12 && works {
                unit.until = after;
                unit.exit = Exit::Gradual;
            }
            first_of_side[*side].push(household);
        }
    }

    /// Whether somebody of 23 to 56 can work, so that employment may raise the income.
    fn has_a_worker(&self, household: u32) -> bool {
        self.settled.households[household as usize].members().any(|member| {
            let resident = &self.settled.residents[member as usize];
            let age = self.year - resident.birth.year();
            (23..57).contains(&age) && resident.labour == LabourCapacity::Full && resident.apart.is_none()
        })
    }

    /// Which units hold how many unattended children, by side.
    fn places_of_children(&mut self, shape: &Shape, partial: &[(usize, i64)], plain: &mut Vec<usize>) -> Vec<(usize, i64)> {
        let mut places = Vec::new();
        for (side, cells) in shape.sides.iter().enumerate() {
            let counts = sizes(cells.children_class_three, 1);
            for count in counts {
                let found = take(plain, 1, |at| partial[at].0 == side && partial[at].1 > count);
                places.extend(found.first().map(|at| (*at, count)));
            }
        }
        places
    }

    /// Single-person units with their families.
    fn settle_singles(&mut self, shape: &Shape) {
        let singles: i64 = shape.sides.iter().map(|side| side.singles).sum();
        let mut order: Vec<i64> = (0..singles).collect();
        self.random.shuffle(&mut order);
        let mut entries = self.spread(shape.new_singles, 1, self.stock);
        let mut number = 0;
        for side in 0..SIDES {
            let mut extra = shape.singles_families(side).into_iter();
            for at in 0..shape.sides[side].singles {
                let with = if side == 0 { self.random.between(1, 4) } else { extra.next().unwrap_or(2) };
                let place = order[usize::try_from(number).expect("a few thousand")];
                let class = if place < shape.class_one_singles { DibaoClass::One } else { DibaoClass::Two };
                self.single(Belongs::Side(side), class, with, place % 2 == 0);
                if side == 0 && at < shape.new_singles {
                    self.last_unit().from = entries.pop().expect("as many months as new units");
                }
                number += 1;
            }
        }
    }

    /// A single-person unit in a family with so many others; the person.
    fn single(&mut self, belongs: Belongs, class: DibaoClass, others: i64, is_brother: bool) -> u32 {
        let members = family::with_disabled_person(&mut self.random, others + 1, is_brother);
        let household = self.push(belongs, Registration::Rural, &members);
        let person = self.last();
        self.certify_single(person);
        self.singles.insert(person);
        let mut unit = self.unit(household, person, ApplicationKind::SinglePerson, class);
        // The family's income: a margin family, above the line and below one and a half times of it.
        unit.share = self.random.between(1_060, 1_420);
        self.settled.units.push(unit);
        person
    }

    fn certify_single(&mut self, person: u32) {
        let of_mind = self.random.in_a_thousand(90);
        let disability = if of_mind { self.third_of_mind() } else { self.severe() };
        self.certify(person, disability, !of_mind);
        self.open_account(person);
        self.resident_mut(person).labour = LabourCapacity::None;
    }

    /// Units that left before the stock month.
    pub(crate) fn settle_left(&mut self, shape: &Shape) {
        let stock = self.stock;
        let ended =
            [(shape.single_deaths, Exit::Death), (shape.single_to_tekun, Exit::Tekun), (shape.single_moved, Exit::MovedOut)];
        for (count, exit) in ended {
            for month in self.spread(count, 1, stock) {
                self.single_that_left(exit, month);
            }
        }
        for month in self.spread(shape.couples_to_tekun, 1, stock) {
            self.couple_that_became_tekun(month);
        }
        // Gradual exits of lifted families stand on their side where it has room for them.
        let room = (shape.sides[1].members.households - self.here[1].households) / 4;
        for (at, size) in sizes(shape.gradual_partial, 2).into_iter().enumerate() {
            let lifted = at % 10 < 3 && i64::try_from(at).is_ok_and(|at| at < room);
            let members = family::with_a_worker(&mut self.random, size);
            self.family_on_roll(Belongs::Side(usize::from(lifted)), DibaoClass::Three, &members);
        }
        for size in sizes(shape.gradual_families, 2) {
            let members = family::with_a_worker(&mut self.random, size);
            self.family_on_roll(Belongs::Nowhere, DibaoClass::Two, &members);
        }
        let gradual = shape.gradual_partial.households + shape.gradual_families.households;
        let mut months = self.spread(gradual, 1, stock).into_iter();
        let first = self.settled.units.len() - usize::try_from(gradual).expect("a few hundred");
        for unit in &mut self.settled.units[first..] {
            unit.until = months.next().expect("as many months as units");
            unit.exit = Exit::Gradual;
        }
        self.settle_partial_that_ended(shape);
    }

    fn settle_partial_that_ended(&mut self, shape: &Shape) {
        let months = self.spread(shape.partial_ended.households, 1, self.stock);
        for ((at, size), month) in sizes(shape.partial_ended, 2).into_iter().enumerate().zip(months) {
            let mut members = family::ordinary(&mut self.random, size, 2);
            let exit = if at % 2 == 0 { Exit::Car } else { Exit::MovedOut };
            if exit == Exit::MovedOut {
                for member in &mut members {
                    member.gone = month - 1;
                    member.ending = Ending::MovedOut;
                }
            }
            self.family_on_roll(Belongs::Nowhere, DibaoClass::Three, &members);
            let unit = self.last_unit();
            unit.until = month;
            unit.exit = exit;
        }
    }

    fn single_that_left(&mut self, exit: Exit, month: i8) {
        let others = self.random.between(1, 4);
        let class = if self.random.in_a_thousand(300) { DibaoClass::One } else { DibaoClass::Two };
        let person = self.single(Belongs::Nowhere, class, others, true);
        let unit = self.last_unit();
        unit.until = month;
        unit.exit = exit;
        match exit {
            Exit::Death | Exit::MovedOut => {
                let ending = if exit == Exit::MovedOut { Ending::MovedOut } else { Ending::Died };
                let unreported = exit == Exit::Death && self.random.in_a_thousand(120);
                let resident = self.resident_mut(person);
                resident.gone = month - 1;
                resident.ending = if unreported { Ending::DiedUnreported } else { ending };
                self.here[0].persons -= 1;
            }
            Exit::Tekun => {
                let disability = vocabulary::Disability {
                    kind: vocabulary::DisabilityKind::Physical,
                    level: vocabulary::DisabilityLevel::One,
                };
                self.certify(person, disability, true);
                self.enrol_tekun(person, month);
            }
            Exit::None | Exit::Gradual | Exit::Car => {}
        }
    }

    fn couple_that_became_tekun(&mut self, month: i8) {
        let members = [
            draft(Relation::HEAD, self.random.between(66, 76), vocabulary::Sex::Male),
            draft(Relation::SPOUSE, self.random.between(62, 74), vocabulary::Sex::Female),
        ];
        let household = self.family_on_roll(Belongs::Nowhere, DibaoClass::One, &members);
        let unit = self.last_unit();
        unit.until = month;
        unit.exit = Exit::Tekun;
        let range = self.settled.households[household as usize].members();
        self.enrol_tekun(range.start, month);
        let number = self.settled.tekun.last().map_or(0, |tekun| tekun.unit);
        self.enrol_tekun(range.start + 1, month);
        if let Some(tekun) = self.settled.tekun.last_mut() {
            tekun.unit = number;
        }
    }

    /// A tekun award of its own from that month; the care level is set later.
    pub(crate) fn enrol_tekun(&mut self, resident: u32, from: i8) {
        let unit = u32::try_from(self.settled.tekun.len()).expect("a few thousand");
        self.open_account(resident);
        self.resident_mut(resident).labour = LabourCapacity::None;
        self.settled.tekun.push(Tekun {
            resident,
            unit,
            from,
            until: NEVER,
            self_care: SelfCare::Full,
            changed: None,
            home_from: NEVER,
        });
    }
}

/// Sizes of a cell with their sides.
fn listed(shape: &Shape, value: fn(&Side) -> Figure) -> Vec<(usize, i64)> {
    let by_side = shape.sides.iter().enumerate();
    by_side.flat_map(|(side, cells)| sizes(value(cells), 2).into_iter().map(move |size| (side, size))).collect()
}

/// Takes so many places that fit out of the list.
fn take(from: &mut Vec<usize>, count: i64, fits: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut taken = Vec::new();
    let mut at = 0;
    while at < from.len() && i64::try_from(taken.len()).is_ok_and(|taken| taken < count) {
        if fits(from[at]) {
            taken.push(from.swap_remove(at));
        } else {
            at += 1;
        }
    }
    taken
}
