//! The table that a shape's cells add up to.

use super::shape::{Shape, Side};
use super::totals::{Column, Figure, MoneyRow, TotalRow, Totals};
use vocabulary::MonitoredGroup;

/// Puts the cells together again; rows and money that `like` does not ask for stay out. Money follows the stocks.
pub(crate) fn put_together(shape: &Shape, like: &Totals) -> Totals {
    let whole = Shape::of(like);
    let mut figures = std::collections::BTreeMap::new();
    for row in like.figures.keys() {
        figures.insert(*row, shape.figure(*row));
    }
    let mut totals = Totals { month: like.month, figures, money: like.money.clone(), rates: like.rates.clone() };
    for (row, amount) in &mut totals.money {
        let (now, before) = (shape.weight(*row, like), whole.weight(*row, like));
        if before > 0 {
            let scaled = i128::from(amount.as_fen()) * i128::from(now) / i128::from(before);
            *amount = vocabulary::Fen::new(i64::try_from(scaled).expect("money of a smaller county is not larger than an i64"));
        }
    }
    totals
}

impl Shape {
    fn sum(&self, value: fn(&Side) -> Figure) -> Figure {
        self.sides.iter().map(value).sum()
    }

    /// What a row's money is in proportion to.
    fn weight(&self, row: MoneyRow, like: &Totals) -> i64 {
        let rates = &like.rates;
        let persons = |row| self.figure(row).persons;
        match row {
            MoneyRow::Dibao => {
                let classes = [TotalRow::ClassOne, TotalRow::ClassTwo, TotalRow::ClassThree, TotalRow::ClassFour];
                classes.iter().zip(rates.classes).map(|(row, rate)| persons(*row) * rate.as_fen()).sum()
            }
            MoneyRow::Tekun => persons(TotalRow::Tekun),
            MoneyRow::Orphans => persons(TotalRow::Orphans),
            MoneyRow::Unattended => {
                rates.child.as_fen() * persons(TotalRow::Unattended)
                    - rates.classes[2].as_fen() * persons(TotalRow::UnattendedInClassThree)
            }
            MoneyRow::Subsidies => persons(TotalRow::NursingSubsidy) + persons(TotalRow::LivingSubsidy),
            MoneyRow::Relief => persons(TotalRow::Relief),
        }
    }

    fn figure(&self, row: TotalRow) -> Figure {
        use TotalRow as Row;
        let persons = |number: i64| Figure::of(0, number);
        let singles = self.sides.iter().map(|side| side.singles).sum::<i64>();
        let classes_one_and_two = self.sum(|side| side.classes_one_and_two());
        let partial = self.sum(|side| side.partial);
        let class_one = self.class_one_families + Figure::of(self.class_one_singles, self.class_one_singles);
        let both = self.both_single + self.both_family;
        let living = singles + self.both_family + self.living_family;
        let new = self.new_families + Figure::of(self.new_singles, self.new_singles);
        let children = |value: fn(&Side) -> Figure| self.sum(value).persons;
        match row {
            Row::AgriculturalPopulation => persons(self.farm),
            Row::UrbanPopulation => persons(self.urban),
            Row::Dibao => classes_one_and_two + partial,
            Row::ClassOne => class_one,
            Row::ClassTwo => classes_one_and_two - class_one,
            Row::ClassesOneAndTwo => classes_one_and_two,
            Row::ClassThree => partial - self.class_four,
            Row::ClassFour => self.class_four,
            Row::ClassesThreeAndFour => partial,
            Row::SinglePersonUnits => Figure::of(singles, singles),
            Row::DisabledInFamilies => persons(self.both_family + self.living_family + self.without_living),
            Row::ClassesOneAndTwoInJanuary => {
                persons(classes_one_and_two.persons - new.persons + self.left_classes_one_and_two())
            }
            Row::ClassesThreeAndFourInJanuary => self.partial_in_january(),
            Row::NewInClassesOneAndTwo => new,
            Row::LeftAfterGradualExit => self.gradual_families + self.gradual_partial,
            Row::Tekun => self.sum(|side| side.tekun),
            Row::TekunInHomes => persons(self.tekun_in_homes),
            Row::TekunEntered => persons(self.tekun_entered),
            Row::CareLevelChanged => persons(self.care_changed),
            Row::Orphans => persons(self.orphans),
            Row::OrphansInYear => persons(self.orphans + self.orphans_left),
            Row::Unattended => persons(
                children(|side| side.children_class_three)
                    + children(|side| side.children_subsidy)
                    + children(|side| side.children_only),
            ),
            Row::UnattendedInClassThree => persons(children(|side| side.children_class_three)),
            Row::NursingSubsidy => persons(both + self.nursing_only),
            Row::LivingSubsidy => persons(living),
            Row::BothSubsidies => persons(both),
            Row::AnySubsidy => persons(living + self.nursing_only),
            Row::SubsidiesRemoved => persons(
                self.single_deaths + self.single_to_tekun + self.single_moved + self.removed_family + self.removed_nursing,
            ),
            Row::DisabledWithoutLiving => persons(self.without_living),
            Row::Relief => self.sum(|side| side.relief),
            Row::ReliefForStudents => Figure::of(self.relief_students, 0),
            Row::ReliefForAccidents => Figure::of(self.relief_accidents, 0),
            Row::LeftBehindChildren => persons(self.left_behind),
            Row::Checked => self.checked,
            Row::Group(group, column) => self.figure_of_group(group, column),
        }
    }

    fn figure_of_group(&self, group: MonitoredGroup, column: Column) -> Figure {
        let sides: &[usize] = match group {
            MonitoredGroup::Lifted => &[1, 2],
            MonitoredGroup::UnstableLifted => &[2],
            MonitoredGroup::MarginalProne => &[3],
            MonitoredGroup::SuddenHardship => &[4],
        };
        let cell = |side: &Side| match column {
            Column::Members => side.members,
            Column::InAssistance => side.assisted(),
            Column::ClassesOneAndTwo => side.classes_one_and_two(),
            Column::ClassesThreeAndFour => side.partial,
            Column::Tekun => side.tekun,
            Column::SubsidiesOnly => side.subsidy,
            Column::TwoProgrammes => Figure::of(side.twice, 0),
            Column::ChildrenOnly => side.children_only,
            Column::UnattendedChildren => side.children_class_three + side.children_subsidy + side.children_only,
            Column::Relief => side.relief,
        };
        sides.iter().map(|at| cell(&self.sides[*at])).sum()
    }

    fn left_classes_one_and_two(&self) -> i64 {
        self.single_deaths
            + self.single_to_tekun
            + self.single_moved
            + 2 * self.couples_to_tekun
            + self.downgraded.persons
            + self.gradual_families.persons
            + self.family_deaths
    }

    fn partial_in_january(&self) -> Figure {
        self.sum(|side| side.partial) + self.gradual_partial + self.partial_ended - self.partial_new - self.downgraded
            + Figure::of(0, self.partial_deaths - self.partial_births)
    }
}
