//! What holds of a modelled county, in the words of an official who would check it.

mod law;
mod people;
mod table;

use vocabulary::Month;

use super::{County, CountyPlan, Totals};

/// Seeds of the random counties; a failing one is printed.
const SEEDS: [u64; 3] = [20_521, 7, 1_949];

fn year_2022() -> Totals {
    Totals::parse(Totals::YEAR_2022).expect("the table of 2022 reads")
}

fn months(totals: &Totals) -> Vec<Month> {
    let january = totals.month.plus(1 - i32::from(totals.month.month()));
    (0..12).map(|later| january.plus(later)).collect()
}

fn county(people: i64, seed: u64, totals: Totals) -> County {
    let plan = CountyPlan::new(people, seed, months(&totals), totals).expect("a plan within bounds");
    County::new(plan).expect("a table that holds together")
}
