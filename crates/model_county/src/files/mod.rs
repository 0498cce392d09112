//! The files that offices send, made of what they truly know.
//!
//! Holds: everything in a file comes from an [`OfficeMonth`]; every fault stands in the [`MonthKey`]; each file draws its
//! form and faults from a stream of its own, so that its bytes depend on the seed, its month and its place alone, not on
//! the order in which threads write. What a fault took comes back a month later: on visit forms, in the next register
//! list, or in a file that is sent again; the key says which. Absent on purpose: the file system, the clock, and any
//! knowledge of what the product makes of a file.

mod archive;
mod broken;
mod columns;
mod compound;
mod delimited;
mod fault;
mod form;
mod list;
mod misspelling;
mod month_key;
mod outgoing;
mod page;
mod planning;
mod region;
mod soiling;
mod statement;
mod value;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use vocabulary::Month;

use crate::OutFile;
use crate::county::rows::{CitizenKey, OfficeMonth, People, RegisterRow};
use outgoing::{FilePlan, Later, MadeFile};
use statement::{KeptRow, VisitFinding, statements};

pub use broken::{BrokenFile, broken_files};
pub use fault::{FaultKind, ReadingExpected};
pub use list::OfficeList;
pub use month_key::{AnsweredBatch, Cure, MonthKey, PlantedFault, SentFile, UnauthorisedRow, VisitRow};
pub use statement::query_batch;
pub use value::TrueValue;

/// All offices of the county, with what they remember from month to month.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    seed: u64,
    /// 户号 of everyone who was ever in the register, by [`CitizenKey`].
    households: Vec<Option<String>>,
    /// Who died or moved away, by [`CitizenKey`].
    gone: BTreeSet<CitizenKey>,
    /// Register households that signed an authorisation.
    authorised: BTreeSet<String>,
    /// Register households of which any list of this month or before gives a lawful basis to keep something.
    known: BTreeSet<String>,
    /// What officials found since the last month.
    findings: Vec<VisitFinding>,
    /// Rows of the register that come again, rightly.
    register_again: Vec<RegisterRow>,
    /// Files that are sent again.
    sent_again: Vec<FileAgain>,
}

/// A file that is sent again without its faults.
#[derive(Clone, Debug)]
struct FileAgain {
    list: OfficeList,
    area: list::Area,
    about: Month,
    replaces: String,
    rows: Vec<KeptRow>,
}

/// A true value that a list states of a citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueCell<'a> {
    /// Which list.
    pub list: OfficeList,
    /// Place of the row among the rows of its list, as [`OfficeMonth`] has them.
    pub row: usize,
    /// Of whom.
    pub citizen: CitizenKey,
    /// Field of the column, as the layouts name it.
    pub field: &'static str,
    /// What is true.
    pub value: TrueValue<'a>,
}

/// Everything that the lists of a month state when nobody makes a mistake, row by row. Visit forms are not among them:
/// they repeat what other lists had wrong.
pub fn true_cells<'a>(people: &'a People, rows: &'a OfficeMonth) -> impl Iterator<Item = TrueCell<'a>> {
    OfficeList::ALL.into_iter().flat_map(move |list| {
        statements(list, rows).into_iter().enumerate().flat_map(move |(row, statement)| {
            let citizen = statement.citizen();
            let values = list.columns().iter().zip(statement.values(list, people));
            values.map(move |(column, value)| TrueCell { list, row, citizen, field: column.field, value })
        })
    })
}

impl Offices {
    /// The offices before their first month. The same seed gives the same forms and faults.
    pub fn new(seed: u64) -> Offices {
        Offices { seed, ..Offices::default() }
    }

    /// Writes the files of a month, which follows the one before, and hands them out one by one in their order.
    pub fn send_month(&mut self, people: &People, rows: &OfficeMonth, mut out: impl FnMut(OutFile)) -> MonthKey {
        self.learn(people, rows);
        let strangers = self.strangers(people, rows);
        let mut key = MonthKey {
            month: rows.month,
            files: Vec::new(),
            faults: Vec::new(),
            unauthorised: Vec::new(),
            visits: Vec::new(),
            batch: batch(rows),
        };
        let mut later = Aftermath::default();
        let register: BTreeSet<CitizenKey> = rows.register.iter().map(|row| row.citizen).collect();
        self.register_again.retain(|row| !register.contains(&row.citizen));
        {
            let plans = self.plans(people, rows, &strangers);
            let visits_path = |citizen: CitizenKey| self.visits_path(people, citizen, rows.month.next());
            each_in_order(&plans, people, &visits_path, |plan, made| {
                out(take_over(plan, made, people, &mut key, &mut later, &|citizen| self.household(citizen)));
            });
        }
        self.findings = later.findings.into_values().collect();
        self.register_again = later.register_again;
        self.sent_again = later.sent_again;
        key
    }

    fn household(&self, citizen: CitizenKey) -> Option<&str> {
        self.households.get(citizen.0 as usize).and_then(Option::as_deref)
    }

    /// Remembers who lives where, who is gone, and who may be asked about.
    fn learn(&mut self, people: &People, rows: &OfficeMonth) {
        self.households.resize(people.citizens.len(), None);
        for row in &rows.register {
            self.households[row.citizen.0 as usize] = Some(row.household.clone());
            if row.death.is_some() || row.moved_out.is_some() {
                self.gone.insert(row.citizen);
            }
        }
        self.gone.extend(rows.deaths.iter().map(|row| row.citizen));
        let declared = rows.declarations.iter().filter(|row| row.authorised.is_some()).map(|row| &row.household);
        self.authorised.extend(declared.chain(rows.answers.iter().map(|row| &row.household)).cloned());
        for list in OfficeList::ALL {
            let gives_basis = !matches!(list, OfficeList::HouseholdRegister | OfficeList::Enrolment);
            for statement in statements(list, rows).iter().filter(|_| gives_basis) {
                if let Some(household) = self.households[statement.citizen().0 as usize].clone() {
                    self.known.insert(household);
                }
            }
        }
        self.known.extend(self.authorised.iter().cloned());
    }
}

/// What faults of this month leave for the next.
#[derive(Default)]
struct Aftermath {
    findings: BTreeMap<CitizenKey, VisitFinding>,
    register_again: Vec<RegisterRow>,
    sent_again: Vec<FileAgain>,
}

/// The month's query batch: whom the answers are about.
fn batch(rows: &OfficeMonth) -> AnsweredBatch {
    let mut batch = AnsweredBatch { name: query_batch(rows.month), households: Vec::new(), citizens: Vec::new() };
    for row in &rows.answers {
        batch.citizens.push(row.citizen);
        if batch.households.last() != Some(&row.household) {
            batch.households.push(row.household.clone());
        }
    }
    batch
}

/// Takes the part of the key out of a file that was made, and notes what it leaves for the month after.
fn take_over<'a>(
    plan: &FilePlan<'_>,
    made: MadeFile,
    people: &People,
    key: &mut MonthKey,
    later: &mut Aftermath,
    household: &dyn Fn(CitizenKey) -> Option<&'a str>,
) -> OutFile {
    let path = plan.path();
    for made in made.faults {
        let mut fault = made.fault;
        fault.number = u32::try_from(key.faults.len() + 1).expect("faults are far fewer than rows");
        match (&fault.cure, fault.citizen) {
            (Cure::VisitForm { month, .. }, Some(citizen)) => {
                let days = i32::try_from(fault.number % 20).expect("below twenty");
                let finding = later.findings.entry(citizen).or_insert_with(|| VisitFinding {
                    citizen,
                    household: household(citizen).map(str::to_owned),
                    day: month.first_day().plus_days(days),
                    facts: Vec::new(),
                    of_faults: Vec::new(),
                });
                finding.of_faults.push((key.month, fault.number));
                for (field, value) in made.lost {
                    if finding.facts.iter().all(|(known, _)| *known != field) {
                        finding.facts.push((field, value));
                    }
                }
            }
            (Cure::NextList { .. }, Some(citizen)) => {
                later.register_again.extend(plan.register_row(citizen).cloned());
            }
            (Cure::NotNeeded | Cure::Never | Cure::FileSentAgain { .. } | Cure::VisitForm { .. } | Cure::NextList { .. }, _) => {}
        }
        key.faults.push(fault);
    }
    if plan.later == Later::SentAgain {
        later.sent_again.push(planning::again(plan, people));
    }
    key.files.push(SentFile { path, list: plan.list, about: plan.about, replaces: plan.replaces.clone(), rows: made.rows });
    key.unauthorised.extend(made.unauthorised);
    key.visits.extend(made.visits);
    made.file
}

/// Writes the files on all processors and hands each over in the order of the plans.
fn each_in_order(
    plans: &[FilePlan<'_>],
    people: &People,
    visits_path: &(dyn Fn(CitizenKey) -> Option<String> + Sync),
    mut take: impl FnMut(&FilePlan<'_>, MadeFile),
) {
    let writers = std::thread::available_parallelism().map_or(1, usize::from).min(plans.len().max(1));
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::sync_channel(writers);
    std::thread::scope(|scope| {
        for _ in 0..writers {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                while let Some((at, plan)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, plans.get(at)?)))
                {
                    // Nobody receives any more only where the receiving thread has panicked, which ends this one as well.
                    if send.send((at, outgoing::write(plan, people, visits_path))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut waiting: BTreeMap<usize, MadeFile> = BTreeMap::new();
        let mut due = 0;
        for (at, made) in receive {
            waiting.insert(at, made);
            while let Some(made) = waiting.remove(&due) {
                take(&plans[due], made);
                due += 1;
            }
        }
    });
}
