//! The cells of a smaller or larger county: households by largest remainder, persons so that they still fit.

use super::apportion::{LARGEST, by_largest_remainder};
use super::shape::{SIDES, Shape, Side};
use super::totals::Figure;

/// A cell of a side, its place, and fewest and most persons a household.
type ScaledCell = (fn(&Side) -> Figure, fn(&mut Side) -> &mut Figure, i64, i64);

impl Shape {
    /// The cells of a county with so many farm people.
    pub(crate) fn scaled(&self, people: i64) -> Shape {
        if people == self.farm {
            return self.clone();
        }
        let share = |number: i64| (2 * number * people + self.farm) / (2 * self.farm);
        let figure = |figure: Figure, least: i64| {
            let households = share(figure.households);
            let persons = if figure.households == 0 {
                0
            } else {
                (2 * figure.persons * households + figure.households) / (2 * figure.households)
            };
            Figure::of(households, persons.max(least * households))
        };
        let mut shape = Shape {
            farm: people,
            urban: share(self.urban),
            sides: self.scaled_sides(people),
            class_one_singles: share(self.class_one_singles),
            class_one_families: figure(self.class_one_families, 2),
            class_four: figure(self.class_four, 2),
            both_single: share(self.both_single),
            both_family: share(self.both_family),
            living_family: share(self.living_family),
            without_living: share(self.without_living),
            nursing_only: share(self.nursing_only),
            new_singles: share(self.new_singles),
            new_families: figure(self.new_families, 2),
            single_deaths: share(self.single_deaths),
            single_to_tekun: share(self.single_to_tekun),
            single_moved: share(self.single_moved),
            couples_to_tekun: share(self.couples_to_tekun),
            downgraded: figure(self.downgraded, 2),
            gradual_families: figure(self.gradual_families, 2),
            gradual_partial: figure(self.gradual_partial, 2),
            family_deaths: share(self.family_deaths),
            partial_ended: figure(self.partial_ended, 2),
            partial_new: figure(self.partial_new, 2),
            partial_births: share(self.partial_births),
            partial_deaths: share(self.partial_deaths),
            tekun_entered: share(self.tekun_entered),
            tekun_left: share(self.tekun_left),
            tekun_in_homes: share(self.tekun_in_homes),
            care_changed: share(self.care_changed),
            orphans: share(self.orphans),
            orphans_left: share(self.orphans_left),
            unattended_exchanged: share(self.unattended_exchanged),
            removed_family: share(self.removed_family),
            removed_nursing: share(self.removed_nursing),
            relief_students: share(self.relief_students),
            relief_accidents: share(self.relief_accidents),
            left_behind: share(self.left_behind),
            checked: figure(self.checked, 1),
        };
        shape.fit();
        shape
    }

    fn scaled_sides(&self, people: i64) -> [Side; SIDES] {
        let share = |number: i64| (2 * number * people + self.farm) / (2 * self.farm);
        let mut sides = [Side::default(); SIDES];
        let list = |value: fn(&Side) -> i64| {
            let weights: Vec<i64> = self.sides.iter().map(value).collect();
            by_largest_remainder(share(weights.iter().sum()), &weights)
        };
        let figures = |value: fn(&Side) -> Figure, households: &[i64], least: i64, most: i64| -> Vec<Figure> {
            let persons = by_largest_remainder(
                share(self.sides.iter().map(|side| value(side).persons).sum()),
                &self.sides.iter().map(|side| value(side).persons).collect::<Vec<_>>(),
            );
            households
                .iter()
                .zip(persons)
                .map(|(households, persons)| Figure::of(*households, persons.clamp(least * households, most * households)))
                .collect()
        };
        let cells: [ScaledCell; 9] = [
            (|side| side.families, |side| &mut side.families, 2, LARGEST),
            (|side| side.partial, |side| &mut side.partial, 2, LARGEST),
            (|side| side.tekun, |side| &mut side.tekun, 1, 2),
            (|side| side.subsidy, |side| &mut side.subsidy, 1, LARGEST),
            (|side| side.members, |side| &mut side.members, 1, LARGEST),
            (|side| side.children_class_three, |side| &mut side.children_class_three, 1, 2),
            (|side| side.children_subsidy, |side| &mut side.children_subsidy, 1, 2),
            (|side| side.children_only, |side| &mut side.children_only, 1, 3),
            (|side| side.relief, |side| &mut side.relief, 1, LARGEST),
        ];
        for (value, place, least, most) in cells {
            let weights: Vec<i64> = self.sides.iter().map(|side| value(side).households).collect();
            let households = by_largest_remainder(share(weights.iter().sum()), &weights);
            for (side, figure) in sides.iter_mut().zip(figures(value, &households, least, most)) {
                *place(side) = figure;
            }
        }
        for (at, (singles, twice)) in list(|side| side.singles).into_iter().zip(list(|side| side.twice)).enumerate() {
            sides[at].singles = singles;
            sides[at].twice = twice;
        }
        sides
    }

    /// Sets right what rounding may have left beyond its bounds.
    fn fit(&mut self) {
        for at in 0..SIDES {
            let side = &mut self.sides[at];
            side.twice = side.twice.min(side.families.households).min(side.partial.households);
            side.children_class_three.households = side.children_class_three.households.min(side.partial.households / 2);
            side.children_subsidy.households = side.children_subsidy.households.min(side.subsidy.households);
            for children in [&mut side.children_class_three, &mut side.children_subsidy] {
                children.persons = children.persons.min(children.households);
            }
            if at > 0 {
                let assisted = side.assisted();
                let least = assisted.households + side.children_only.households;
                side.members.households = side.members.households.max(least);
                let rest = side.members.households - assisted.households;
                let persons = assisted.persons + side.singles;
                side.members.persons = side
                    .members
                    .persons
                    .clamp(persons + 2 * rest + 2 * side.children_only.persons, persons + 6 * rest + 2 * side.singles);
                side.relief.households = side.relief.households.min(rest);
                side.relief.persons = side.relief.persons.clamp(side.relief.households, 2 * side.relief.households);
            }
        }
        let singles: i64 = self.sides.iter().map(|side| side.singles).sum();
        self.class_one_singles = self.class_one_singles.min(singles);
        self.both_single = self.both_single.min(singles);
        let subsidy: i64 = self.sides.iter().map(|side| side.subsidy.households).sum();
        self.nursing_only = self.nursing_only.max(subsidy);
        let tekun: i64 = self.sides.iter().map(|side| side.tekun.persons).sum();
        self.tekun_entered = self.tekun_entered.max(self.single_to_tekun + 2 * self.couples_to_tekun).min(tekun);
        self.couples_to_tekun = self.couples_to_tekun.min(self.sides.iter().map(|s| s.tekun.persons - s.tekun.households).sum());
        self.new_singles = self.new_singles.min(singles);
        self.follow_marks();
    }
}
