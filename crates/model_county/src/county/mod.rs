//! A county and its year: everybody on the real map, and what each office knows of them month by month.
//!
//! Holds: a plan gives the same county on every machine. What the rolls come to in the stock month is the table of totals;
//! it is reached by drawing each household's way through the year first and then giving it the means, ages and events from
//! which the law finds that way. Absent on purpose: the form of files and their faults, the clock, the file system.
//!
//! The people are invented. Where a number is that of a living person, this is chance.

mod apportion;
mod benefit_rows;
mod consistency;
mod count;
mod dibao_units;
mod family;
mod fitting;
mod lives;
mod means;
mod month;
mod naming;
mod occasions;
mod other_rolls;
mod person_rows;
mod places;
mod reassembly;
mod relief_plan;
mod rolls;
pub mod rows;
mod scaling;
mod settle;
mod shape;
#[cfg(test)]
mod tests;
mod totals;
mod year;

use std::fmt;

use vocabulary::Month;

pub use consistency::TableFault;
pub use totals::{Column, Figure, MoneyRow, PensionRule, Rates, TotalRow, Totals, TotalsUnreadable};

use lives::Settled;
use rows::{OfficeMonth, People};
use shape::Shape;

/// Fewest farm people a county can be modelled with: fewer have not one household for each row.
pub const COUNTY_PEOPLE_MIN: i64 = 2_000;
/// Most farm people: beyond, the identity numbers of one county's births on a day run out.
pub const COUNTY_PEOPLE_MAX: i64 = 1_000_000;

/// Which county to model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountyPlan {
    people: i64,
    seed: u64,
    months: Vec<Month>,
    totals: Totals,
}

/// Why a plan is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountyPlanFault {
    /// Fewer than [`COUNTY_PEOPLE_MIN`] or more than [`COUNTY_PEOPLE_MAX`].
    People(i64),
    /// No month, a month that does not follow the one before it, or one outside the year of the table.
    Months,
}

impl fmt::Display for CountyPlanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CountyPlanFault::People(people) => {
                write!(f, "样例县农业人口{people}人超出范围，请填写{COUNTY_PEOPLE_MIN}至{COUNTY_PEOPLE_MAX}之间的人数")
            }
            CountyPlanFault::Months => {
                f.write_str("样例月份为空、不相连或不在总量表所属年份之内，请按先后填写该年内相连的月份，如2022-01、2022-02")
            }
        }
    }
}

impl std::error::Error for CountyPlanFault {}

impl CountyPlan {
    /// A county of so many farm people from this seed, over months of the table's year that follow one another.
    pub fn new(people: i64, seed: u64, months: Vec<Month>, totals: Totals) -> Result<CountyPlan, CountyPlanFault> {
        if !(COUNTY_PEOPLE_MIN..=COUNTY_PEOPLE_MAX).contains(&people) {
            return Err(CountyPlanFault::People(people));
        }
        let in_year = months.iter().all(|month| month.year() == totals.month.year());
        if months.is_empty() || !in_year || !months.is_sorted_by(|month, after| month.next() == *after) {
            return Err(CountyPlanFault::Months);
        }
        Ok(CountyPlan { people, seed, months, totals })
    }

    /// The whole year of a table, with its own number of people.
    pub fn of_year(seed: u64, totals: Totals) -> Result<CountyPlan, CountyPlanFault> {
        let january = totals.month.plus(1 - i32::from(totals.month.month()));
        let months = (0..12).map(|later| january.plus(later)).collect();
        CountyPlan::new(totals.get(TotalRow::AgriculturalPopulation).persons, seed, months, totals)
    }

    /// The months, in order.
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }
}

/// A county that has lived its year.
#[derive(Clone, Debug)]
pub struct County {
    plan: CountyPlan,
    table: Totals,
    people: People,
    settled: Settled,
}

impl County {
    /// Lives the plan's year; refused where the table cannot hold together. A county that is made has every figure of its table.
    pub fn new(plan: CountyPlan) -> Result<County, TableFault> {
        consistency::check(&plan.totals)?;
        let whole = Shape::of(&plan.totals);
        consistency::check_reassembled(&plan.totals, &reassembly::put_together(&whole, &plan.totals))?;
        let shape = whole.scaled(plan.people);
        let table = reassembly::put_together(&shape, &plan.totals);
        let mut settled = year::live(&table, &shape, plan.seed);
        let people = People { citizens: std::mem::take(&mut settled.citizens) };
        let county = County { plan, table, people, settled };
        consistency::check_lived(&county.table, &county.totals_at(county.table.month))?;
        Ok(county)
    }

    /// Everyone who was ever in the county in the year.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The plan.
    pub fn plan(&self) -> &CountyPlan {
        &self.plan
    }

    /// The table at the size of the plan: what the stock month is made to come to.
    pub fn table(&self) -> &Totals {
        &self.table
    }

    /// What every office knows in a month of the plan. In the first one: whole registers, and the rolls as they stand.
    ///
    /// # Panics
    ///
    /// The month is not one of the plan's.
    pub fn month(&self, month: Month) -> OfficeMonth {
        assert!(self.plan.months.contains(&month), "{month} is no month of the plan");
        month::office_month(self, month)
    }

    /// The table counted in the county as it was lived, at any month of its year, with money from January to it. Money is
    /// what the rolls owe; what the bank sent back is paid again in the month after.
    pub fn totals_at(&self, month: Month) -> Totals {
        let index = month.month() - 1;
        Totals {
            month,
            figures: count::figures(&self.settled, &occasions::Calendar::of(self), index),
            money: count::money(&self.settled, index, &self.table.rates),
            rates: self.table.rates.clone(),
        }
    }
}
