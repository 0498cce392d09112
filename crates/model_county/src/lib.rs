//! A fictional population on a real township's map, and the files its offices would send.
//!
//! Holds: a seed gives the same people, lives and bytes on every machine; every number is valid but for the planted faults,
//! and each fault stands in the answer key. Families live through every way in which the dibao rules of 2022 can come out.
//! Absent on purpose: the clock, the file system, any knowledge of the product. Nothing in the product knows that a person
//! is modelled: it sees only the files.
//!
//! The people are invented. Where a number is that of a living person, this is chance.

mod circumstances;
pub mod county;
mod dirt;
pub mod files;
mod forms;
mod key;
mod livelihood;
mod months;
mod names;
mod outcome;
mod places;
mod random;
mod settlement;
mod sheet;
mod story;
mod township;
pub mod volume;

use vocabulary::Month;

pub use key::{AnswerKey, Defect, DefectKind, ExpectedUnit, Treatment, TrueDeath, TrueResident, UnsignedRow};
pub use outcome::{Ground, Outcome};
pub use story::Story;

use dirt::{Outgoing, Soiling, row_shown};
use months::Course;
use places::{SentAs, VILLAGES};
use random::Random;
use township::{Township, Visit};

/// Fewest people a township can be modelled with: fewer have not the families that the stories need.
pub const PEOPLE_MIN: u32 = 200;
/// Most people: beyond, the numbers of one county's births on a day run out.
pub const PEOPLE_MAX: u32 = 200_000;

/// What to model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    people: u32,
    seed: u64,
    months: Vec<Month>,
}

/// Why a plan cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// Fewer than [`PEOPLE_MIN`] or more than [`PEOPLE_MAX`].
    People(u32),
    /// No month, or a month that does not follow the one before it.
    Months,
}

/// A file as an office sends it: a path with `/` and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// Folder of the month and name: `2022-01/户籍信息_2022-01.xlsx`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl std::fmt::Display for PlanFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PlanFault::People(people) => {
                write!(f, "样例人口{people}人超出范围，请填写{PEOPLE_MIN}至{PEOPLE_MAX}之间的人数")
            }
            PlanFault::Months => f.write_str("样例月份为空或不连续，请按先后填写相连的月份，如2022-01、2022-02、2022-03"),
        }
    }
}

impl std::error::Error for PlanFault {}

impl Plan {
    /// A township of so many people in the first month, from this seed, over months that follow one another.
    pub fn new(people: u32, seed: u64, months: Vec<Month>) -> Result<Plan, PlanFault> {
        if !(PEOPLE_MIN..=PEOPLE_MAX).contains(&people) {
            return Err(PlanFault::People(people));
        }
        if months.is_empty() || !months.is_sorted_by(|month, after| month.next() == *after) {
            return Err(PlanFault::Months);
        }
        Ok(Plan { people, seed, months })
    }

    /// People in the first month.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// The seed.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The months, in order.
    pub fn months(&self) -> &[Month] {
        &self.months
    }
}

/// All files of the plan, month by month: the register of the township first, then the checks of its villages.
pub fn write(plan: &Plan) -> Vec<OutFile> {
    write_with_key(plan).0
}

/// All files of the plan, and the key that tests compare the product with.
pub fn write_with_key(plan: &Plan) -> (Vec<OutFile>, AnswerKey) {
    let mut random = Random::from_seed(plan.seed);
    let first = plan.months[0];
    let township = settlement::settle(&mut random, plan.people, first.first_day());
    // Faults are drawn from a stream of their own, so that they change nobody's life.
    let mut faults = Random::from_seed(plan.seed ^ 0x0D1F_7DEF_EC75);
    let mut course = Course::new(township, random);
    let mut files = Vec::new();
    let mut key = AnswerKey::default();
    for month in &plan.months {
        if *month == first {
            course.begin(*month);
        } else {
            course.go_on(*month);
        }
        files.extend(write_month(&mut course.township, &mut faults, *month, &mut key));
    }
    key.residents = course
        .township
        .residents
        .iter()
        .map(|resident| TrueResident { number: resident.number, name: resident.name.clone() })
        .collect();
    (files, key)
}

fn write_month(township: &mut Township, faults: &mut Random, month: Month, key: &mut AnswerKey) -> Vec<OutFile> {
    let mut register = Outgoing {
        path: format!("{month}/户籍信息_{month}.xlsx"),
        form: forms::register(township, month),
        sent_as: SentAs::Workbook,
    };
    let mut checks: Vec<Outgoing> = (0..VILLAGES.len()).map(|village| outgoing_check(township, village, month)).collect();
    key.unsigned.extend(checks.iter().flat_map(|check| unsigned_rows(township, check, month)));
    key.deaths.extend(deaths(township, month));
    let before = key.defects.len();
    let mut soiling = Soiling { township: &mut *township, random: faults, month, defects: &mut key.defects };
    soiling.register(&mut register);
    soiling.checks(&mut checks);
    let units = expected_units(township, month, &key.defects[before..]);
    key.units.extend(units);
    std::iter::once(register)
        .chain(checks)
        .map(|outgoing| {
            let bytes = match outgoing.sent_as {
                SentAs::Csv => outgoing.form.sheet.to_csv(),
                SentAs::Workbook => outgoing.form.sheet.to_xlsx(&format!("{month}")),
            };
            OutFile { path: outgoing.path, bytes }
        })
        .collect()
}

fn outgoing_check(township: &Township, village: usize, month: Month) -> Outgoing {
    let place = &VILLAGES[village];
    let ending = match place.sent_as {
        SentAs::Csv => "csv",
        SentAs::Workbook => "xlsx",
    };
    Outgoing {
        path: format!("{month}/入户核查_{}_{month}.{ending}", place.short),
        form: forms::check(township, village, month),
        sent_as: place.sent_as,
    }
}

fn unsigned_rows(township: &Township, check: &Outgoing, month: Month) -> Vec<UnsignedRow> {
    let unsigned: std::collections::BTreeSet<usize> = township
        .households
        .iter()
        .filter(|household| matches!(household.visit, Visit::WithoutAuthorisation))
        .flat_map(|household| household.members.iter().copied())
        .collect();
    let rows = check.form.rows_of.iter().enumerate().filter_map(|(row, place)| place.map(|place| (row, place)));
    rows.filter(|(_, place)| unsigned.contains(place))
        .map(|(row, place)| UnsignedRow {
            month,
            path: check.path.clone(),
            row: row_shown(row),
            number: township.residents[place].number,
        })
        .collect()
}

fn deaths(township: &Township, month: Month) -> Vec<TrueDeath> {
    let died =
        |resident: &township::Resident| resident.death.filter(|day| day.in_month() == month).map(|day| (resident.number, day));
    township.residents.iter().filter_map(died).map(|(number, day)| TrueDeath { month, number, day }).collect()
}

fn expected_units(township: &Township, month: Month, defects: &[Defect]) -> Vec<ExpectedUnit> {
    let mut units = Vec::new();
    for (at, household) in township.households.iter().enumerate() {
        let Some(application) = township.application(at) else { continue };
        let Some(outcome) = outcome::outcome(township, at, month.last_day()) else { continue };
        let of_member =
            |defect: &&Defect| household.members.iter().any(|place| township.residents[*place].number == defect.number);
        units.push(ExpectedUnit {
            month,
            household: household.number.clone(),
            applicant: township.residents[application.applicant].number,
            kind: application.kind,
            day: application.day,
            story: application.story,
            outcome,
            defects: defects.iter().filter(of_member).map(|defect| defect.kind).collect(),
        });
    }
    units
}
