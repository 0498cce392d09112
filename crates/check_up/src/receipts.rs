//! Who receives what in which month: from rolls and from payment lists.

use std::collections::HashMap;

use registry::FactKind;
use vocabulary::{ChildScheme, CitizenId, Coded, Fen, Month, PaymentPurpose, PaymentResult};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::List;
use crate::list_kind::ListKind;
use crate::months::one_month;
use crate::row::{ListRow, Who};
use crate::units::Units;

/// What says that somebody receives something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stated {
    /// A roll of the month.
    Roll,
    /// A payment that the bank carried out.
    Paid,
    /// A payment that came back.
    Returned,
}

/// Somebody's benefit of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Who. For dibao a payee receives for the whole unit; on the roll every member has a part.
    pub number: CitizenId,
    /// What.
    pub aid: Aid,
    /// Month that it is of.
    pub month: Month,
    /// How much; on the dibao roll a member's part.
    pub amount: Option<Fen>,
    /// What says so.
    pub stated: Stated,
    /// List and row.
    pub row: (ListKind, u32),
    /// Whether the row bears the number itself; otherwise it is a clue.
    pub is_sure: bool,
}

/// All receipts, by person, benefit and month.
#[derive(Clone, Debug, Default)]
pub struct Receipts {
    all: Vec<Receipt>,
    of_person: HashMap<CitizenId, (u32, u32)>,
    /// Payments that were carried out, by benefit and month.
    paid_months: HashMap<(Aid, Month), u32>,
    roll_months: HashMap<(Aid, Month), u32>,
}

impl Receipts {
    pub(crate) fn of<'l>(list: &impl Fn(ListKind) -> &'l List, units: &Units, aids: &[Option<Aid>], as_of: Month) -> Receipts {
        let mut all = Vec::new();
        let mut add = |kind: ListKind, at: u32, row: &ListRow, aid: Aid, month: Month, amount: Option<Fen>, stated: Stated| {
            if let Some(number) = row.who.number() {
                let is_sure = matches!(row.who, Who::Number(_));
                all.push(Receipt { number, aid, month, amount, stated, row: (kind, at), is_sure });
            }
        };
        let rows = |kind: ListKind| (0u32..).zip(&list(kind).rows);
        for (at, row) in rows(ListKind::DibaoRoll) {
            let amount = units.of_row(at).and_then(|unit| unit.share());
            add(ListKind::DibaoRoll, at, row, Aid::Dibao, row.month.unwrap_or(as_of), amount, Stated::Roll);
        }
        for (at, row) in rows(ListKind::TekunRoll) {
            let care = row.money(FactKind::TekunCare).unwrap_or(Fen::ZERO);
            let amount = row.money(FactKind::TekunBasic).map(|basic| basic + care);
            add(ListKind::TekunRoll, at, row, Aid::Tekun, row.month.unwrap_or(as_of), amount, Stated::Roll);
        }
        for (at, row) in rows(ListKind::ChildrenRoll) {
            let Some(scheme) = row.code::<ChildScheme>(FactKind::ChildScheme) else { continue };
            let amount = row.money(FactKind::ChildMonthly);
            let aid = Aid::of_scheme(scheme);
            add(ListKind::ChildrenRoll, at, row, aid, row.month.unwrap_or(as_of), amount, Stated::Roll);
        }
        for (at, row) in rows(ListKind::SubsidiesRoll) {
            for (aid, kind) in [(Aid::Living, FactKind::LivingSubsidy), (Aid::Nursing, FactKind::NursingSubsidy)] {
                let amount = row.money(kind).filter(|amount| *amount > Fen::ZERO);
                if amount.is_some() {
                    add(ListKind::SubsidiesRoll, at, row, aid, row.month.unwrap_or(as_of), amount, Stated::Roll);
                }
            }
        }
        for (at, row) in rows(ListKind::Payments) {
            let Some(aid) = aid_of(row, aids) else { continue };
            let stated = if is_returned(row) { Stated::Returned } else { Stated::Paid };
            add(ListKind::Payments, at, row, aid, month_of(row, as_of), row.own_money(OwnField::Amount), stated);
        }
        Receipts::sorted(all)
    }

    fn sorted(mut all: Vec<Receipt>) -> Receipts {
        all.sort_by_key(|receipt| (receipt.number, receipt.aid, receipt.month, receipt.stated, receipt.row));
        let mut receipts = Receipts { all, ..Receipts::default() };
        for (at, receipt) in (0u32..).zip(&receipts.all) {
            receipts.of_person.entry(receipt.number).or_insert((at, at)).1 = at + 1;
            let months = match receipt.stated {
                Stated::Roll => &mut receipts.roll_months,
                Stated::Paid | Stated::Returned => &mut receipts.paid_months,
            };
            *months.entry((receipt.aid, receipt.month)).or_default() += 1;
        }
        receipts
    }

    /// What a person receives, by benefit and month.
    pub fn of_person(&self, number: CitizenId) -> &[Receipt] {
        self.of_person.get(&number).map_or(&[], |(from, to)| &self.all[*from as usize..*to as usize])
    }

    /// Everybody with what they receive, in the order of their numbers.
    pub fn people(&self) -> impl Iterator<Item = (CitizenId, &[Receipt])> {
        self.all.chunk_by(|one, other| one.number == other.number).map(|of_one| (of_one[0].number, of_one))
    }

    /// Everything, by person, benefit and month.
    pub fn all(&self) -> &[Receipt] {
        &self.all
    }

    /// Months in which a benefit was paid out, in order.
    pub fn months_paid(&self, aid: Aid) -> Vec<Month> {
        months(&self.paid_months, aid)
    }

    /// Months of which there is a roll of a benefit, in order.
    pub fn months_of_rolls(&self, aid: Aid) -> Vec<Month> {
        months(&self.roll_months, aid)
    }

    /// Whether a benefit reaches a person: on a roll or paid.
    pub fn has(&self, number: CitizenId, aid: Aid) -> bool {
        self.of_person(number).iter().any(|receipt| receipt.aid == aid)
    }
}

fn months(counted: &HashMap<(Aid, Month), u32>, aid: Aid) -> Vec<Month> {
    let mut months: Vec<Month> = counted.keys().filter(|(known, _)| *known == aid).map(|(_, month)| *month).collect();
    months.sort_unstable();
    months
}

/// The benefit that a payment is of: by its own cell, or by the title of its list.
pub(crate) fn aid_of(row: &ListRow, aids: &[Option<Aid>]) -> Option<Aid> {
    match row.cell(OwnField::Purpose) {
        Some(purpose) => PaymentPurpose::parse(purpose).map(Aid::of_purpose).or_else(|| Aid::named_in(purpose)),
        None => aids.get(usize::from(row.file)).copied().flatten(),
    }
}

/// Month that a payment is of: by its own cell, by the title, by the day.
pub(crate) fn month_of(row: &ListRow, as_of: Month) -> Month {
    let stated = row.cell(OwnField::Month).and_then(|cell| one_month(cell).or_else(|| Month::parse(cell).ok()));
    stated.or(row.month).or_else(|| row.own_day(OwnField::Day).map(vocabulary::Date::in_month)).unwrap_or(as_of)
}

fn is_returned(row: &ListRow) -> bool {
    row.cell(OwnField::Result).and_then(PaymentResult::parse) == Some(PaymentResult::Failed)
}
