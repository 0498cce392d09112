//! Assistance units of the dibao rolls.

use std::collections::HashMap;

use registry::FactKind;
use vocabulary::{CitizenId, DibaoClass, Fen, Month};

use crate::row::ListRow;

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
            let place = if row.household.is_empty() {
                next
            } else {
                *places.entry((month, row.household.clone())).or_insert(next)
            };
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
        units
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

fn differ<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}
