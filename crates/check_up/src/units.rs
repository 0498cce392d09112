//! Assistance units of the dibao rolls.

use std::collections::{BTreeSet, HashMap};

use registry::FactKind;
use vocabulary::{CitizenId, DibaoClass, Fen, Month};

use crate::row::ListRow;

/// Units of several members from which on their amounts tell whether they are stated by the head.
const UNITS_THAT_TELL: usize = 5;

/// An assistance unit of a month's roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// 保障户编号.
    pub household: Box<str>,
    /// Month of the roll.
    pub month: Month,
    /// Its rows in the roll.
    pub rows: Vec<u32>,
    /// 低保类别.
    pub class: Option<DibaoClass>,
    /// 月保障金额 of the whole unit.
    pub monthly: Option<Fen>,
    /// 渐退截止年月.
    pub exit_after: Option<Month>,
    /// Whether several rows state different classes or amounts.
    pub is_contradictory: bool,
}

/// The units of all rolls.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// In the order of the rolls.
    pub all: Vec<Unit>,
    of_row: HashMap<u32, u32>,
    of_person: HashMap<CitizenId, Vec<u32>>,
}

impl Units {
    pub(crate) fn of(rows: &[ListRow], as_of: Month) -> Units {
        let mut units = Units::default();
        let mut places: HashMap<(Month, Box<str>), u32> = HashMap::new();
        for (at, row) in (0u32..).zip(rows) {
            let month = row.month.unwrap_or(as_of);
            let next = u32::try_from(units.all.len()).expect("a roll has far fewer units");
            // A row without a number of the unit stands for itself.
            let place =
                if row.household.is_empty() { next } else { *places.entry((month, row.household.clone())).or_insert(next) };
            if place == next {
                units.all.push(Unit {
                    household: row.household.clone(),
                    month,
                    rows: Vec::new(),
                    class: None,
                    monthly: None,
                    exit_after: None,
                    is_contradictory: false,
                });
            }
            let unit = &mut units.all[place as usize];
            unit.rows.push(at);
            let class = row.code::<DibaoClass>(FactKind::DibaoClass);
            let monthly = row.money(FactKind::DibaoMonthly);
            unit.is_contradictory |= differ(unit.class, class) || differ(unit.monthly, monthly);
            unit.class = unit.class.or(class);
            unit.monthly = unit.monthly.or(monthly);
            unit.exit_after = unit.exit_after.or(row.day(FactKind::ExitAfter).map(vocabulary::Date::in_month));
            units.of_row.insert(at, place);
            if let Some(number) = row.who.number() {
                let known = units.of_person.entry(number).or_default();
                if !known.contains(&place) {
                    known.push(place);
                }
            }
        }
        units.add_up_heads(rows);
        units
    }

    /// Some rolls state the amount of the unit in each row, some that of the person. Where the units of a class have one
    /// amount whatever their size, it is that of the person, and the unit's is the sum.
    fn add_up_heads(&mut self, rows: &[ListRow]) {
        let months: BTreeSet<Month> = self.all.iter().map(|unit| unit.month).collect();
        for month in months {
            if !states_heads(self.all.iter().filter(|unit| unit.month == month)) {
                continue;
            }
            for unit in self.all.iter_mut().filter(|unit| unit.month == month) {
                let Some(usual) = unit.monthly else { continue };
                let of_row = |row: &u32| rows[*row as usize].money(FactKind::DibaoMonthly).unwrap_or(usual);
                unit.monthly = Some(unit.rows.iter().map(of_row).fold(Fen::ZERO, |sum, amount| sum + amount));
            }
        }
    }

    /// The unit of a row of the roll.
    pub fn of_row(&self, row: u32) -> Option<&Unit> {
        self.of_row.get(&row).map(|place| &self.all[*place as usize])
    }

    /// Units that a person is a member of, by month.
    pub fn of_person(&self, number: CitizenId) -> impl DoubleEndedIterator<Item = &Unit> {
        self.of_person.get(&number).into_iter().flatten().map(|place| &self.all[*place as usize])
    }
}

impl Unit {
    /// A member's part of the amount.
    pub fn share(&self) -> Option<Fen> {
        let heads = i64::try_from(self.rows.len()).ok().filter(|heads| *heads > 0)?;
        self.monthly.map(|monthly| monthly.divide_down(heads))
    }
}

/// Whether the amounts of these units do not depend on their size. A few units of one size say nothing.
fn states_heads<'u>(units: impl Iterator<Item = &'u Unit>) -> bool {
    let mut amounts: HashMap<DibaoClass, HashMap<Fen, usize>> = HashMap::new();
    let mut sizes: BTreeSet<usize> = BTreeSet::new();
    let mut several = 0usize;
    for unit in units.filter(|unit| unit.rows.len() > 1) {
        let (Some(class), Some(monthly)) = (unit.class, unit.monthly) else { continue };
        *amounts.entry(class).or_default().entry(monthly).or_default() += 1;
        sizes.insert(unit.rows.len());
        several += 1;
    }
    let usual: usize = amounts.values().filter_map(|of_class| of_class.values().max()).sum();
    several >= UNITS_THAT_TELL && sizes.len() > 1 && usual * 4 >= several * 3
}

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
