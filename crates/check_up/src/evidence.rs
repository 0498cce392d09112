//! Everything that was read, as one index of people over all lists. Every check looks things up here.

use std::collections::{HashMap, HashSet};

use registry::FactKind;
use registry::matching::comparable_name;
use vocabulary::{CitizenId, Date, Month, RegionCode};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::finding::{EvidenceCell, FileSeen};
use crate::intake::ReadList;
use crate::law::Law;
use crate::list_kind::ListKind;
use crate::receipts::Receipts;
use crate::row::{ListRow, Who};
use crate::units::Units;

/// All rows of one kind of list.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Rows, those of later months later.
    pub rows: Vec<ListRow>,
    by_number: HashMap<CitizenId, Vec<u32>>,
}

/// The lists, the people in them, what they receive, and the law.
pub struct Evidence<'a> {
    /// Files in the order read.
    pub files: Vec<FileSeen>,
    /// The month up to which the lists speak.
    pub as_of: Month,
    /// The day of the check-up.
    pub today: Date,
    /// Values of law.
    pub law: Law<'a>,
    /// What people receive.
    pub receipts: Receipts,
    /// Assistance units of the dibao rolls.
    pub units: Units,
    lists: HashMap<ListKind, List>,
    deaths: HashMap<CitizenId, Death>,
    /// Rows of the register by 户号.
    registered: HashMap<Box<str>, Vec<u32>>,
}

/// When somebody died, by the earliest statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Death {
    pub day: Date,
    /// List, row and kind of the statement.
    pub stated: (ListKind, u32, FactKind),
}

/// Lists that say who receives something; their people are of interest.
const OF_INTEREST: [ListKind; 8] = [
    ListKind::DibaoRoll,
    ListKind::TekunRoll,
    ListKind::ChildrenRoll,
    ListKind::SubsidiesRoll,
    ListKind::Payments,
    ListKind::Relief,
    ListKind::Officials,
    ListKind::Certificates,
];

impl List {
    fn of(rows: Vec<ListRow>) -> List {
        let mut by_number: HashMap<CitizenId, Vec<u32>> = HashMap::with_capacity(rows.len());
        for (at, row) in (0u32..).zip(&rows) {
            if let Some(number) = row.who.number() {
                by_number.entry(number).or_default().push(at);
            }
        }
        List { rows, by_number }
    }

    /// Rows about a person, those of later months later.
    pub fn of_person(&self, number: CitizenId) -> impl DoubleEndedIterator<Item = &ListRow> {
        self.by_number.get(&number).into_iter().flatten().map(|at| &self.rows[*at as usize])
    }

    /// The people in the list with their rows.
    pub(crate) fn people(&self) -> impl Iterator<Item = (CitizenId, &[u32])> {
        self.by_number.iter().map(|(number, rows)| (*number, rows.as_slice()))
    }
}

impl<'a> Evidence<'a> {
    /// Puts the lists together. `today` bounds what "as of" can be.
    pub fn new(lists: Vec<ReadList>, law: Law<'a>, today: Date) -> Evidence<'a> {
        let mut files = Vec::with_capacity(lists.len());
        let mut rows: HashMap<ListKind, Vec<ListRow>> = HashMap::new();
        let as_of = as_of(&lists, today);
        for (at, list) in (0u16..).zip(lists) {
            let ReadList { kind, rows: mut read, .. } = list;
            for row in &mut read {
                row.file = at;
            }
            rows.entry(kind).or_default().extend(read);
            files.push(FileSeen {
                name: list.name,
                kind,
                month: list.month,
                aid: list.aid,
                rows: list.rows_seen,
                complaints: list.complaints,
                columns: list.columns,
                unknown: list.unknown,
                questions: list.questions,
            });
        }
        for list in rows.values_mut() {
            list.sort_by_key(|row| (row.month, row.file, row.sheet, row.row));
        }
        name_the_nameless(&mut rows);
        keep_those_of_interest(&mut rows);
        let lists: HashMap<ListKind, List> = rows.into_iter().map(|(kind, rows)| (kind, List::of(rows))).collect();
        let aids: Vec<Option<Aid>> = files.iter().map(|file| file.aid).collect();
        let empty = List::default();
        let list = |kind: ListKind| lists.get(&kind).unwrap_or(&empty);
        let units = Units::of(&list(ListKind::DibaoRoll).rows, as_of);
        let receipts = Receipts::of(&list, &units, &aids, as_of);
        let deaths = deaths(&list);
        let mut registered: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        for (at, row) in (0u32..).zip(&list(ListKind::Register).rows).filter(|(_, row)| !row.household.is_empty()) {
            registered.entry(row.household.clone()).or_default().push(at);
        }
        Evidence { files, as_of, today, law, receipts, units, lists, deaths, registered }
    }

    /// A kind of list; empty where no file is one.
    pub fn list(&self, kind: ListKind) -> &List {
        static NONE: std::sync::OnceLock<List> = std::sync::OnceLock::new();
        self.lists.get(&kind).unwrap_or_else(|| NONE.get_or_init(List::default))
    }

    /// Whether a file of this kind is there.
    pub fn has(&self, kind: ListKind) -> bool {
        self.files.iter().any(|file| file.kind == kind)
    }

    /// A row by its place.
    pub fn row(&self, kind: ListKind, at: u32) -> &ListRow {
        &self.list(kind).rows[at as usize]
    }

    /// When a person died, and the row that says so.
    pub(crate) fn death(&self, number: CitizenId) -> Option<(&Death, &ListRow)> {
        let death = self.deaths.get(&number)?;
        Some((death, self.row(death.stated.0, death.stated.1)))
    }

    /// Everybody whose death is stated.
    pub(crate) fn dead(&self) -> impl Iterator<Item = (CitizenId, &Death)> {
        self.deaths.iter().map(|(number, death)| (*number, death))
    }

    /// The number of the register household of a person.
    pub(crate) fn register_household(&self, number: CitizenId) -> Option<&str> {
        let of_register = self.list(ListKind::Register).of_person(number).next_back();
        of_register.map(|row| row.household.as_ref()).filter(|household| !household.is_empty())
    }

    /// Rows of the register about everybody registered with a person, and the person.
    pub(crate) fn registered_with(&self, number: CitizenId) -> impl Iterator<Item = &ListRow> {
        let rows = self.register_household(number).and_then(|household| self.registered.get(household));
        rows.into_iter().flatten().map(|at| self.row(ListKind::Register, *at))
    }

    /// Evidence: what a row states of a kind.
    pub(crate) fn fact_cell(&self, row: &ListRow, kind: FactKind) -> EvidenceCell {
        let fact = row.fact(kind);
        let value = fact.map_or_else(|| "未填写".to_owned(), |fact| kind.show(fact.value));
        self.cell(row, fact.map(|fact| fact.column), kind.label(), value)
    }

    /// Evidence: what a cell of one of the check-up's own lists states.
    pub(crate) fn own_cell(&self, row: &ListRow, field: OwnField) -> EvidenceCell {
        let cell = row.cells.iter().find(|(known, _, _)| *known == field);
        let value = cell.map_or("未填写", |(_, text, _)| text.as_ref());
        self.cell(row, cell.map(|(_, _, column)| *column), field.label(), value.to_owned())
    }

    /// Evidence: that a row stands in a list.
    pub(crate) fn row_cell(&self, row: &ListRow) -> EvidenceCell {
        self.cell(row, None, "在册", self.files[usize::from(row.file)].kind.label().to_owned())
    }

    /// Evidence with words of the caller's.
    pub(crate) fn cell(&self, row: &ListRow, column: Option<u16>, what: &str, value: String) -> EvidenceCell {
        EvidenceCell { file: row.file, sheet: row.sheet, row: row.row, column, what: what.to_owned(), value }
    }
}

/// The latest month of rolls and payments, or of any list, but not after today's.
fn as_of(lists: &[ReadList], today: Date) -> Month {
    let latest = |of_interest: bool| {
        let months = lists.iter().filter(|list| !of_interest || OF_INTEREST[..5].contains(&list.kind));
        months.filter_map(|list| list.month).filter(|month| *month <= today.in_month()).max()
    };
    latest(true).or_else(|| latest(false)).unwrap_or(today.in_month())
}

/// Rows without a number get that of the one person of that name and village: first those who receive something from the
/// register, then all others from those who receive something. Such a link is a clue.
fn name_the_nameless(rows: &mut HashMap<ListKind, Vec<ListRow>>) {
    let nameless = |rows: &HashMap<ListKind, Vec<ListRow>>, kinds: &[ListKind]| -> HashSet<String> {
        let of_kinds = kinds.iter().filter_map(|kind| rows.get(kind)).flatten();
        of_kinds.filter(|row| row.who == Who::Unknown && !row.name.is_empty()).map(|row| comparable_name(&row.name)).collect()
    };
    let named = |rows: &HashMap<ListKind, Vec<ListRow>>, kinds: &[ListKind], wanted: &HashSet<String>| -> NamesOf {
        let mut names: NamesOf = HashMap::new();
        for row in kinds.iter().filter_map(|kind| rows.get(kind)).flatten() {
            let Who::Number(number) = row.who else { continue };
            let name = comparable_name(&row.name);
            if wanted.contains(&name) {
                let known = names.entry(name).or_default();
                if !known.contains(&(number, row.village)) {
                    known.push((number, row.village));
                }
            }
        }
        names
    };
    let wanted = nameless(rows, &OF_INTEREST);
    let names = named(rows, &[ListKind::Register], &wanted);
    OF_INTEREST.iter().for_each(|kind| link(rows.get_mut(kind), &names));
    let others: Vec<ListKind> = ListKind::all().filter(|kind| !OF_INTEREST.contains(kind)).collect();
    let wanted = nameless(rows, &others);
    let names = named(rows, &OF_INTEREST, &wanted);
    others.iter().for_each(|kind| link(rows.get_mut(kind), &names));
}

type NamesOf = HashMap<String, Vec<(CitizenId, Option<RegionCode>)>>;

fn link(rows: Option<&mut Vec<ListRow>>, names: &NamesOf) {
    for row in rows.into_iter().flatten().filter(|row| row.who == Who::Unknown && !row.name.is_empty()) {
        let Some(known) = names.get(&comparable_name(&row.name)) else { continue };
        // A village that differs rules a person out; one that neither row states does not help.
        let fits = |other: &Option<RegionCode>| match (row.village, other) {
            (Some(village), Some(other)) => village == *other,
            (None, _) | (_, None) => true,
        };
        let mut fitting = known.iter().filter(|(_, village)| fits(village)).map(|(number, _)| *number);
        let Some(first) = fitting.next() else { continue };
        if fitting.all(|other| other == first) {
            row.who = Who::Clue(first);
        }
    }
}

/// Lists about anybody keep only rows of who receives something, and the register also their households.
fn keep_those_of_interest(rows: &mut HashMap<ListKind, Vec<ListRow>>) {
    let of_interest = OF_INTEREST.iter().filter_map(|kind| rows.get(kind)).flatten();
    let people: HashSet<CitizenId> = of_interest.filter_map(|row| row.who.number()).collect();
    let is_kept = |row: &ListRow| row.who.number().is_some_and(|number| people.contains(&number));
    for (kind, list) in rows.iter_mut().filter(|(kind, _)| kind.is_about_anybody()) {
        if *kind == ListKind::Register {
            let households: HashSet<Box<str>> =
                list.iter().filter(|row| is_kept(row) && !row.household.is_empty()).map(|row| row.household.clone()).collect();
            list.retain(|row| is_kept(row) || households.contains(&row.household));
        } else {
            list.retain(is_kept);
        }
        list.shrink_to_fit();
    }
}

fn deaths<'l>(list: &impl Fn(ListKind) -> &'l List) -> HashMap<CitizenId, Death> {
    let mut deaths: HashMap<CitizenId, Death> = HashMap::new();
    for kind in [ListKind::Deaths, ListKind::Register, ListKind::VisitForms] {
        for (at, row) in (0u32..).zip(&list(kind).rows) {
            let Some(number) = row.who.number() else { continue };
            for stated in [FactKind::Death, FactKind::Cremation] {
                let Some(day) = row.day(stated) else { continue };
                let death = Death { day, stated: (kind, at, stated) };
                let known = deaths.entry(number).or_insert(death);
                if day < known.day {
                    *known = death;
                }
            }
        }
    }
    deaths
}

/// The county that most rows of the rolls, or of all lists, are about.
pub fn county_of(lists: &[ReadList]) -> Option<RegionCode> {
    let mut counted: HashMap<RegionCode, usize> = HashMap::new();
    for village in lists.iter().flat_map(|list| &list.rows).filter_map(|row| row.village) {
        *counted.entry(village.county()).or_default() += 1;
    }
    counted.into_iter().max_by_key(|(county, rows)| (*rows, *county)).map(|(county, _)| county)
}
