//! A row of any list, as the checks see it.

use registry::intake::{CellFact, SourceRow};
use registry::matching::comparable_name;
use registry::{FactKind, FactValue};
use vocabulary::{AccountNumber, CitizenId, Date, Fen, MoneyUnit, Month, RegionCode, Relation};

use crate::column::OwnField;

/// A row of a list with who it is about and what it states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// File, from 0 in the order read.
    pub file: u16,
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Month that the file states.
    pub month: Option<Month>,
    /// Who it is about.
    pub who: Who,
    /// 姓名; empty where the row has none.
    pub name: Box<str>,
    /// 户编号; empty where the row has none.
    pub household: Box<str>,
    /// 村（居）代码.
    pub village: Option<RegionCode>,
    /// 村（居）名称; empty where the row has none.
    pub village_name: Box<str>,
    /// 与户主关系.
    pub relation: Option<Relation>,
    /// 账号.
    pub account: Option<AccountNumber>,
    /// What the row states by kind.
    pub facts: Box<[CellFact]>,
    /// Cells of a list of the check-up's own, with their columns.
    pub cells: Box<[(OwnField, Box<str>, u16)]>,
}

/// Whose number a row bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// It bears a number that can be.
    Number(CitizenId),
    /// It bears none; name and village are those of one person only. A clue.
    Clue(CitizenId),
    /// Nobody can be named.
    Unknown,
}

impl Who {
    /// The person, sure or not.
    pub fn number(self) -> Option<CitizenId> {
        match self {
            Who::Number(number) | Who::Clue(number) => Some(number),
            Who::Unknown => None,
        }
    }
}

impl ListRow {
    /// A row of a list that the intake reads.
    pub(crate) fn of_intake(row: SourceRow, month: Option<Month>) -> ListRow {
        let identity = row.identity;
        ListRow {
            file: 0,
            sheet: row.sheet,
            row: row.row,
            month,
            who: identity.citizen_id.map_or(Who::Unknown, |(number, _)| Who::Number(number)),
            name: identity.name.unwrap_or_default().into(),
            household: identity.household_number.unwrap_or_default().into(),
            village: identity.village,
            village_name: identity.village_name.unwrap_or_default().into(),
            relation: identity.relation,
            account: identity.account,
            facts: row.facts.into(),
            cells: Box::default(),
        }
    }

    /// What it states of a kind.
    pub fn fact(&self, kind: FactKind) -> Option<CellFact> {
        self.facts.iter().find(|fact| fact.kind == kind).copied()
    }

    /// A day that it states.
    pub fn day(&self, kind: FactKind) -> Option<Date> {
        self.fact(kind).and_then(|fact| fact.value.as_day())
    }

    /// An amount that it states.
    pub fn money(&self, kind: FactKind) -> Option<Fen> {
        self.fact(kind).map(|fact| fact.value.as_money())
    }

    /// A count or yes or no that it states.
    pub fn count(&self, kind: FactKind) -> Option<i64> {
        self.fact(kind).map(|fact| fact.value.0)
    }

    /// A value of a code set that it states.
    pub fn code<T: vocabulary::Coded>(&self, kind: FactKind) -> Option<T> {
        self.fact(kind).map(|fact| fact.value).and_then(FactValue::as_code)
    }

    /// A cell of a list of the check-up's own; `None` where it is blank.
    pub fn cell(&self, field: OwnField) -> Option<&str> {
        self.cells.iter().find(|(known, _, _)| *known == field).map(|(_, text, _)| text.as_ref())
    }

    /// A day in such a cell.
    pub fn own_day(&self, field: OwnField) -> Option<Date> {
        let text = self.cell(field)?;
        let serial = || text.parse::<i64>().ok().and_then(Date::from_spreadsheet_serial);
        Date::parse(text.split([' ', 'T']).next().unwrap_or(text)).ok().or_else(serial)
    }

    /// An amount in yuan in such a cell.
    pub fn own_money(&self, field: OwnField) -> Option<Fen> {
        Fen::parse(self.cell(field)?, MoneyUnit::Yuan).ok()
    }

    /// A whole number in such a cell.
    pub fn own_count(&self, field: OwnField) -> Option<i64> {
        let text = self.cell(field)?;
        text.parse().ok().or_else(|| text.strip_suffix(".0").and_then(|text| text.parse().ok()))
    }

    /// Whether two rows bear names of one spelling.
    pub fn same_name(&self, other: &ListRow) -> bool {
        !self.name.is_empty() && (self.name == other.name || comparable_name(&self.name) == comparable_name(&other.name))
    }
}
