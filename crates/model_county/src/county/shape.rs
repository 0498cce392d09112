//! The table taken apart into disjoint cells, which can be made smaller and put together again.
//!
//! Holds: every figure of the table is a sum of cells, so that a smaller county keeps every identity of the large one.

use super::apportion::{pick, pick_open, sizes, sum_of};
use super::totals::{Column, Figure, TotalRow, Totals};
use vocabulary::MonitoredGroup;

/// Sides of the rural-revitalisation groups: 0 none, 1 stable lifted, 2 unstable lifted, 3 marginal-prone, 4 sudden hardship.
pub(crate) const SIDES: usize = 5;

/// The cells of one side. Stocks are those of the stock month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Side {
    /// All households and members; nothing for side 0.
    pub(crate) members: Figure,
    /// Single-person units.
    pub(crate) singles: i64,
    /// Whole-family units of classes 1 and 2.
    pub(crate) families: Figure,
    /// Units of classes 3 and 4.
    pub(crate) partial: Figure,
    /// Tekun households.
    pub(crate) tekun: Figure,
    /// Households with a subsidy only.
    pub(crate) subsidy: Figure,
    /// Households with a unit of `families` and one of `partial`.
    pub(crate) twice: i64,
    /// Unattended children in class 3.
    pub(crate) children_class_three: Figure,
    /// Unattended children in households with a subsidy only.
    pub(crate) children_subsidy: Figure,
    /// Unattended children in other households.
    pub(crate) children_only: Figure,
    /// Relief.
    pub(crate) relief: Figure,
}

/// All cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) farm: i64,
    pub(crate) urban: i64,
    pub(crate) sides: [Side; SIDES],
    pub(crate) class_one_singles: i64,
    pub(crate) class_one_families: Figure,
    pub(crate) class_four: Figure,
    /// Single persons with both subsidies; the others have the living subsidy.
    pub(crate) both_single: i64,
    pub(crate) both_family: i64,
    pub(crate) living_family: i64,
    pub(crate) without_living: i64,
    pub(crate) nursing_only: i64,
    pub(crate) new_singles: i64,
    pub(crate) new_families: Figure,
    pub(crate) single_deaths: i64,
    pub(crate) single_to_tekun: i64,
    pub(crate) single_moved: i64,
    pub(crate) couples_to_tekun: i64,
    /// From class 2 to class 3.
    pub(crate) downgraded: Figure,
    pub(crate) gradual_families: Figure,
    pub(crate) gradual_partial: Figure,
    /// Deaths in units of classes 1 and 2 that go on.
    pub(crate) family_deaths: i64,
    /// Units of classes 3 and 4 that ended at once.
    pub(crate) partial_ended: Figure,
    pub(crate) partial_new: Figure,
    pub(crate) partial_births: i64,
    pub(crate) partial_deaths: i64,
    pub(crate) tekun_entered: i64,
    pub(crate) tekun_left: i64,
    pub(crate) tekun_in_homes: i64,
    pub(crate) care_changed: i64,
    pub(crate) orphans: i64,
    pub(crate) orphans_left: i64,
    /// Unattended children who left, and as many who came in the same month.
    pub(crate) unattended_exchanged: i64,
    /// Disabled persons in families on dibao who died, with their subsidies.
    pub(crate) removed_family: i64,
    /// Others whose nursing subsidy ended.
    pub(crate) removed_nursing: i64,
    pub(crate) relief_students: i64,
    pub(crate) relief_accidents: i64,
    pub(crate) left_behind: i64,
    /// Units checked at home since January.
    pub(crate) checked: Figure,
}

impl Shape {
    /// Takes a table apart that [`super::consistency::check`] found to hold together.
    pub(crate) fn of(totals: &Totals) -> Shape {
        let persons = |row| totals.get(row).persons;
        let sides = sides_of(totals);
        let all_singles = persons(TotalRow::SinglePersonUnits);
        let class_one = totals.get(TotalRow::ClassOne);
        // Class 1 families are small: 2.4 persons on average.
        let class_one_singles =
            ((24 * class_one.households - 10 * class_one.persons) / 14).clamp(0, class_one.households.min(all_singles));
        let both = persons(TotalRow::BothSubsidies);
        let living_only = persons(TotalRow::LivingSubsidy) - both;
        // Five in six disabled single persons are looked after and have both subsidies.
        let both_single = (all_singles * 5 / 6).min(both).max(all_singles - living_only);
        let mut shape = Shape {
            farm: persons(TotalRow::AgriculturalPopulation),
            urban: persons(TotalRow::UrbanPopulation),
            sides,
            class_one_singles,
            class_one_families: class_one - Figure::of(class_one_singles, class_one_singles),
            class_four: totals.get(TotalRow::ClassFour),
            both_single,
            both_family: both - both_single,
            living_family: living_only - (all_singles - both_single),
            without_living: persons(TotalRow::DisabledWithoutLiving),
            nursing_only: persons(TotalRow::NursingSubsidy) - both,
            tekun_entered: persons(TotalRow::TekunEntered),
            tekun_left: persons(TotalRow::Tekun) * 45 / 968,
            tekun_in_homes: persons(TotalRow::TekunInHomes),
            care_changed: persons(TotalRow::CareLevelChanged),
            orphans: persons(TotalRow::Orphans),
            orphans_left: persons(TotalRow::OrphansInYear) - persons(TotalRow::Orphans),
            unattended_exchanged: persons(TotalRow::Unattended) / 84,
            relief_students: totals.get(TotalRow::ReliefForStudents).households,
            relief_accidents: totals.get(TotalRow::ReliefForAccidents).households,
            left_behind: persons(TotalRow::LeftBehindChildren),
            checked: totals.get(TotalRow::Checked),
            ..Shape::empty()
        };
        shape.set_flows_of_families(totals);
        shape.set_flows_of_partial(totals);
        let gone = shape.single_deaths + shape.single_to_tekun + shape.single_moved;
        let others = (persons(TotalRow::SubsidiesRemoved) - gone).max(0);
        shape.removed_family = (others * 2 / 5).min(shape.family_deaths + shape.partial_deaths);
        shape.removed_nursing = others - shape.removed_family;
        shape.follow_marks();
        shape
    }

    fn empty() -> Shape {
        Shape {
            farm: 0,
            urban: 0,
            sides: [Side::default(); SIDES],
            class_one_singles: 0,
            class_one_families: Figure::default(),
            class_four: Figure::default(),
            both_single: 0,
            both_family: 0,
            living_family: 0,
            without_living: 0,
            nursing_only: 0,
            new_singles: 0,
            new_families: Figure::default(),
            single_deaths: 0,
            single_to_tekun: 0,
            single_moved: 0,
            couples_to_tekun: 0,
            downgraded: Figure::default(),
            gradual_families: Figure::default(),
            gradual_partial: Figure::default(),
            family_deaths: 0,
            partial_ended: Figure::default(),
            partial_new: Figure::default(),
            partial_births: 0,
            partial_deaths: 0,
            tekun_entered: 0,
            tekun_left: 0,
            tekun_in_homes: 0,
            care_changed: 0,
            orphans: 0,
            orphans_left: 0,
            unattended_exchanged: 0,
            removed_family: 0,
            removed_nursing: 0,
            relief_students: 0,
            relief_accidents: 0,
            left_behind: 0,
            checked: Figure::default(),
        }
    }

    /// Who came to classes 1 and 2 and who left: about three in ten leavers are single persons who died.
    fn set_flows_of_families(&mut self, totals: &Totals) {
        let new = totals.get(TotalRow::NewInClassesOneAndTwo);
        let stock = totals.get(TotalRow::ClassesOneAndTwo);
        self.new_singles = ((32 * new.households - 10 * new.persons) / 22).clamp(0, new.households);
        self.new_families = new - Figure::of(self.new_singles, self.new_singles);
        let left = totals.get(TotalRow::ClassesOneAndTwoInJanuary).persons + new.persons - stock.persons;
        let gradual = totals.get(TotalRow::LeftAfterGradualExit);
        let downgraded = left / 35;
        self.downgraded = Figure::of(downgraded, 3 * downgraded + downgraded / 3);
        let ended = (gradual.households / 100).min(left / 40);
        self.gradual_families = Figure::of(ended, 4 * ended - i64::from(ended > 0));
        self.gradual_partial = gradual - self.gradual_families;
        self.single_deaths = left * 29 / 100;
        self.single_to_tekun = (left * 6 / 100).min(self.tekun_entered / 3);
        self.single_moved = left * 6 / 100;
        self.couples_to_tekun = (left / 69).min(self.tekun_entered / 6);
        self.family_deaths = left
            - self.downgraded.persons
            - self.gradual_families.persons
            - self.single_deaths
            - self.single_to_tekun
            - self.single_moved
            - 2 * self.couples_to_tekun;
    }

    /// What moved classes 3 and 4 besides gradual exits.
    fn set_flows_of_partial(&mut self, totals: &Totals) {
        let stock = totals.get(TotalRow::ClassesThreeAndFour);
        let january = totals.get(TotalRow::ClassesThreeAndFourInJanuary);
        let net = stock.households - january.households + self.gradual_partial.households - self.downgraded.households;
        let ended = (january.households / 150).max(-net);
        let new = ended + net;
        let mean = |households: i64| households * 43 / 10;
        self.partial_ended = Figure::of(ended, mean(ended));
        self.partial_new = Figure::of(new, mean(new));
        let net =
            stock.persons - january.persons + self.gradual_partial.persons - self.downgraded.persons + mean(ended) - mean(new);
        self.partial_deaths = (january.persons / 220).max(-net);
        self.partial_births = self.partial_deaths + net;
    }

    /// Sizes of the units of one cell, side by side.
    pub(crate) fn unit_sizes(&self, value: fn(&Side) -> Figure) -> Vec<i64> {
        self.sides.iter().flat_map(|side| sizes(value(side), 2)).collect()
    }
}

/// Which units of the stock month are what; places are those of [`Shape::unit_sizes`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub(crate) class_one: Vec<bool>,
    pub(crate) new_families: Vec<bool>,
    pub(crate) class_four: Vec<bool>,
    pub(crate) downgraded: Vec<bool>,
    pub(crate) new_partial: Vec<bool>,
}

impl Shape {
    /// The units that are of class 1, new, of class 4, downgraded.
    pub(crate) fn marks(&self) -> Marks {
        let families = self.unit_sizes(|side| side.families);
        let partial = self.unit_sizes(|side| side.partial);
        let mut open = vec![true; partial.len()];
        Marks {
            class_one: pick(&families, self.class_one_families.households, self.class_one_families.persons),
            new_families: pick(&families, self.new_families.households, self.new_families.persons),
            class_four: pick_open(&partial, self.class_four, &mut open),
            downgraded: pick_open(&partial, self.downgraded, &mut open),
            new_partial: pick_open(&partial, self.partial_new, &mut open),
        }
    }

    /// Sets the cells to what the marks add up to: the same, unless rounding left no units of the right size.
    pub(crate) fn follow_marks(&mut self) {
        let marks = self.marks();
        let families = self.unit_sizes(|side| side.families);
        let partial = self.unit_sizes(|side| side.partial);
        self.class_one_families = sum_of(&families, &marks.class_one);
        self.new_families = sum_of(&families, &marks.new_families);
        self.class_four = sum_of(&partial, &marks.class_four);
        self.downgraded = sum_of(&partial, &marks.downgraded);
        self.partial_new = sum_of(&partial, &marks.new_partial);
    }

    /// Households of a group without a roll.
    pub(crate) fn rest(&self, side: usize) -> i64 {
        self.sides[side].members.households - self.sides[side].assisted().households
    }

    /// For each single-person unit of a group: how many others live in the family.
    pub(crate) fn singles_families(&self, side: usize) -> Vec<i64> {
        let cells = &self.sides[side];
        if side == 0 || cells.singles == 0 {
            return Vec::new();
        }
        let others = cells.members.persons - cells.assisted().persons - self.rest(side) * 47 / 10;
        sizes(Figure::of(cells.singles, others.clamp(2 * cells.singles, 4 * cells.singles)), 1)
    }
}

impl Side {
    /// Distinct households in assistance, and persons on rolls (all members where a subsidy is all).
    pub(crate) fn assisted(&self) -> Figure {
        self.families + self.partial + self.tekun + self.subsidy + Figure::of(self.singles - self.twice, self.singles)
    }

    /// Classes 1 and 2.
    pub(crate) fn classes_one_and_two(&self) -> Figure {
        self.families + Figure::of(self.singles, self.singles)
    }
}

/// The table by sides. Single-person units: a tenth of a group's households, the rest in families of no group.
fn sides_of(totals: &Totals) -> [Side; SIDES] {
    let groups =
        [MonitoredGroup::Lifted, MonitoredGroup::UnstableLifted, MonitoredGroup::MarginalProne, MonitoredGroup::SuddenHardship];
    let mut sides = [Side::default(); SIDES];
    for (at, group) in groups.into_iter().enumerate() {
        let cell = |column| {
            let own = totals.get(TotalRow::Group(group, column));
            let unstable = totals.get(TotalRow::Group(MonitoredGroup::UnstableLifted, column));
            if group == MonitoredGroup::Lifted { own - unstable } else { own }
        };
        let classes = cell(Column::ClassesOneAndTwo);
        let most = (2 * classes.households - classes.persons).max(0);
        let singles = (classes.households / 10).max(most).min(classes.households);
        let side = &mut sides[at + 1];
        side.members = cell(Column::Members);
        side.singles = singles;
        side.families = classes - Figure::of(singles, singles);
        side.partial = cell(Column::ClassesThreeAndFour);
        side.tekun = cell(Column::Tekun);
        side.subsidy = cell(Column::SubsidiesOnly);
        side.twice = cell(Column::TwoProgrammes).households;
        side.relief = cell(Column::Relief);
        side.set_children(cell(Column::ChildrenOnly), totals.get(TotalRow::Group(group, Column::UnattendedChildren)));
    }
    let rest = |row: TotalRow, value: fn(&Side) -> Figure| totals.get(row) - sides[1..].iter().map(value).sum();
    let classes = rest(TotalRow::ClassesOneAndTwo, |side| side.classes_one_and_two());
    let singles = totals.get(TotalRow::SinglePersonUnits).households - sides[1..].iter().map(|side| side.singles).sum::<i64>();
    let children = totals.get(TotalRow::UnattendedInClassThree).persons
        - sides[1..].iter().map(|side| side.children_class_three.persons).sum::<i64>();
    let others = totals.get(TotalRow::Unattended).persons
        - children
        - sides[1..]
            .iter()
            .map(|side| side.children_class_three.persons + side.children_subsidy.persons + side.children_only.persons)
            .sum::<i64>();
    sides[0] = Side {
        singles,
        families: classes - Figure::of(singles, singles),
        partial: rest(TotalRow::ClassesThreeAndFour, |side| side.partial),
        tekun: rest(TotalRow::Tekun, |side| side.tekun),
        children_class_three: Figure::of(children - children / 5, children),
        children_only: Figure::of(others - others / 6, others),
        relief: rest(TotalRow::Relief, |side| side.relief),
        ..Side::default()
    };
    sides
}

impl Side {
    /// Where the children of a group live: those the table does not place, half with class 3 and half with a subsidy.
    fn set_children(&mut self, only: Figure, unattended: Figure) {
        if unattended == Figure::default() || only != Figure::default() {
            self.children_only = only;
            let left = unattended - only;
            if left.households > 0 {
                let households = left.households / 2;
                let persons = left.persons * households / left.households;
                self.children_class_three = Figure::of(households, persons);
                self.children_subsidy = Figure::of(left.households - households, left.persons - persons);
            }
            return;
        }
        let households = unattended.households / 4;
        let persons = unattended.persons * households / unattended.households;
        self.children_class_three = Figure::of(households, persons);
        self.children_only = Figure::of(unattended.households - households, unattended.persons - persons);
    }
}
