//! Amounts of the rolls, the rolls as the old system exports them, payments and what the bank says of them.

use vocabulary::{ChildScheme, Fen, PaymentPurpose, Relation};

use super::County;
use super::lives::{BEFORE, Child, Exit, NEVER, Settled};
use super::month::MonthOf;
use super::occasions::{Calendar, chance};
use super::rows::{ChildRollRow, CitizenKey, DibaoRollRow, OpeningRolls, PaymentRow, SubsidyRollRow, TekunRollRow};
use super::totals::Rates;

/// The two care homes that the county has.
const HOMES: [&str; 2] = ["清水县中心敬老院", "清水县白沙敬老院"];
/// Of so many payments one comes back, and is paid again in the month after.
const RETURNED_ONE_IN: u32 = 400;

impl Settled {
    /// What a child is paid a month: dibao of the family in class 3 comes off.
    pub(crate) fn child_amount(&self, child: &Child, rates: &Rates) -> Fen {
        if child.in_class_three { rates.child - rates.classes[2] } else { rates.child }
    }
}

/// Name of the home a person lives in.
pub(crate) fn home_of(resident: u32) -> String {
    HOMES[chance(resident, 41, 2) as usize].to_owned()
}

/// The rolls on the first day of the month: who was paid before it and still is.
pub(crate) fn opening(of: &MonthOf<'_>) -> OpeningRolls {
    let settled = &of.county.settled;
    let rates = &of.county.table.rates;
    let month = of.index;
    let was_on = |from: i8| from == 0 || from < month;
    let since = |from: i8, number: u32| {
        let before = i32::try_from(2 + chance(number, 13, 64)).expect("some years");
        if from == 0 { of.calendar.january.plus(-before) } else { of.calendar.month(from) }
    };
    let mut rolls = OpeningRolls::default();
    for (number, unit) in settled.units.iter().enumerate().filter(|(_, unit)| unit.is_on_roll(month) && was_on(unit.from)) {
        let decided = unit.exit == Exit::Gradual && of.calendar.exit_decided_in(unit) < month;
        let class = unit.class_in(month);
        for member in settled.paid_members(unit, month) {
            let own = settled.residents[member as usize].relation;
            rolls.dibao.push(DibaoRollRow {
                citizen: CitizenKey(member),
                unit: format!("DB{number:06}"),
                relation: if member == unit.applicant { applicant() } else { own },
                kind: unit.kind,
                class,
                monthly: rates.class(class),
                since: of.calendar.since(unit),
                exit_after: decided.then(|| of.calendar.month(unit.until).plus(-1)),
            });
        }
    }
    for tekun in settled.tekun.iter().filter(|tekun| tekun.is_on_roll(month) && was_on(tekun.from)) {
        let self_care = tekun.self_care_in(month);
        rolls.tekun.push(TekunRollRow {
            citizen: CitizenKey(tekun.resident),
            unit: format!("TK{:05}", tekun.unit),
            home: (tekun.home_from <= month).then(|| home_of(tekun.resident)),
            self_care,
            basic: rates.tekun_basic,
            care: rates.care(self_care),
            since: since(tekun.from, tekun.unit),
        });
    }
    for child in settled.children.iter().filter(|child| child.is_on_roll(month) && was_on(child.from)) {
        rolls.children.push(ChildRollRow {
            citizen: CitizenKey(child.resident),
            scheme: if child.orphan { ChildScheme::Orphan } else { ChildScheme::Unattended },
            guardian: Some(CitizenKey(child.guardian)),
            monthly: settled.child_amount(child, rates),
            since: since(child.from, child.guardian).max(of.calendar.january.plus(-24)),
        });
    }
    for subsidy in settled.subsidies.iter().filter(|subsidy| subsidy.is_on_roll(month) && was_on(subsidy.from)) {
        rolls.subsidies.push(SubsidyRollRow {
            citizen: CitizenKey(subsidy.resident),
            living: subsidy.living.then_some(rates.living),
            nursing: subsidy.nursing.then_some(rates.nursing),
            since: since(subsidy.from, subsidy.resident),
        });
    }
    rolls
}

/// 本人.
fn applicant() -> Relation {
    Relation::parse("本人").expect("a word of the table of relations")
}

/// All payments of the month, and again those that came back in the month before.
pub(crate) fn payments(of: &MonthOf<'_>) -> Vec<PaymentRow> {
    let mut rows = Vec::new();
    let day = of.calendar.day(of.index, 15);
    due(of.county, of.index, &mut |citizen, purpose, amount| {
        let returned = comes_back(citizen, purpose, of.index).then(|| "账户状态异常".to_owned());
        rows.push(PaymentRow { citizen: CitizenKey(citizen), purpose, amount, returned, day });
    });
    let again = of.calendar.day(of.index, 22);
    if of.index > of.first {
        due(of.county, of.index - 1, &mut |citizen, purpose, amount| {
            if comes_back(citizen, purpose, of.index - 1) {
                rows.push(PaymentRow { citizen: CitizenKey(citizen), purpose, amount, returned: None, day: again });
            }
        });
    }
    for relief in of.county.settled.relief.iter().filter(|relief| relief.month == of.index) {
        rows.push(PaymentRow {
            citizen: CitizenKey(relief.resident),
            purpose: PaymentPurpose::TemporaryRelief,
            amount: relief.amount(of.county.table.rates.urban_standard),
            returned: None,
            day: of.calendar.day(of.index, (relief.day + 4).min(28)),
        });
    }
    rows
}

fn comes_back(citizen: u32, purpose: PaymentPurpose, month: i8) -> bool {
    let salt = match purpose {
        PaymentPurpose::RuralDibao => 100,
        PaymentPurpose::Tekun => 200,
        PaymentPurpose::DisabilityLiving => 300,
        PaymentPurpose::DisabilityNursing => 400,
        PaymentPurpose::OrphanLiving | PaymentPurpose::UnattendedChild | PaymentPurpose::TemporaryRelief => return false,
    };
    chance(citizen, salt + u32::from(month.unsigned_abs()), RETURNED_ONE_IN) == 0
}

/// What the rolls owe in a month. Dibao goes to the applicant for the whole unit, the others to each person.
fn due(county: &County, month: i8, pay: &mut impl FnMut(u32, PaymentPurpose, Fen)) {
    let (settled, rates) = (&county.settled, &county.table.rates);
    for unit in &settled.units {
        let amount = rates.class(unit.class_in(month)) * settled.heads(unit, month);
        if amount != Fen::ZERO {
            pay(unit.applicant, PaymentPurpose::RuralDibao, amount);
        }
    }
    for tekun in settled.tekun.iter().filter(|tekun| tekun.is_on_roll(month)) {
        pay(tekun.resident, PaymentPurpose::Tekun, rates.tekun_basic + rates.care(tekun.self_care_in(month)));
    }
    for child in settled.children.iter().filter(|child| child.is_on_roll(month)) {
        let purpose = if child.orphan { PaymentPurpose::OrphanLiving } else { PaymentPurpose::UnattendedChild };
        pay(child.resident, purpose, settled.child_amount(child, rates));
    }
    for subsidy in settled.subsidies.iter().filter(|subsidy| subsidy.is_on_roll(month)) {
        if subsidy.living {
            pay(subsidy.resident, PaymentPurpose::DisabilityLiving, rates.living);
        }
        if subsidy.nursing {
            pay(subsidy.resident, PaymentPurpose::DisabilityNursing, rates.nursing);
        }
    }
}

/// Whether something that begins in that month is reported in this one; what began before the plan is reported first.
pub(crate) fn begins(from: i8, month: i8) -> bool {
    from != BEFORE && from != NEVER && from == month
}

/// The month an award of the month after is applied for.
pub(crate) fn applied_in(from: i8) -> i8 {
    if from == 0 { NEVER } else { from - 1 }
}

impl Calendar {
    /// The calendar of a county's year.
    pub(crate) fn of(county: &County) -> Calendar {
        let month = county.table.month;
        Calendar {
            january: month.plus(1 - i32::from(month.month())),
            exit_months: i8::try_from(county.table.rates.exit_months).unwrap_or(NEVER),
        }
    }
}
