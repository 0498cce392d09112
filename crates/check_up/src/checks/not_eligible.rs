//! AU-05: property beyond the local limits, a public salary or an employer's insurance in a family on the roll. At the limit
//! is within it. Each is to be verified: a hit of matching is no proof.

use policy::Key;
use registry::FactKind;
use vocabulary::{CareMode, CitizenId, Fen, Month};

use super::times;
use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{EvidenceCell, Hit};
use crate::list_kind::ListKind;
use crate::row::ListRow;

/// A family or person on a roll, as the property test looks at it.
struct Assisted<'r> {
    aid: Aid,
    members: Vec<&'r ListRow>,
    month: Month,
    monthly: Option<Fen>,
    /// First part of the names of its values of law.
    values: &'static str,
}

/// What members have together, with the rows that say so.
struct Owned<'r> {
    total: i64,
    rows: Vec<(&'r ListRow, EvidenceCell)>,
}

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let latest = evidence.receipts.months_of_rolls(Aid::Dibao).last().copied();
    let units = evidence.units.all.iter().filter(|unit| Some(unit.month) == latest).map(|unit| Assisted {
        aid: Aid::Dibao,
        members: unit.rows.iter().map(|row| evidence.row(ListKind::DibaoRoll, *row)).collect(),
        month: unit.month,
        monthly: unit.monthly,
        values: "dibao",
    });
    let tekun = evidence.list(ListKind::TekunRoll).rows.iter();
    let at_home = tekun.filter(|row| row.code::<CareMode>(FactKind::CareMode) != Some(CareMode::Institution));
    let tekun = at_home.map(|row| Assisted {
        aid: Aid::Tekun,
        members: vec![row],
        month: row.month.unwrap_or(evidence.as_of),
        monthly: row.money(FactKind::TekunBasic),
        values: "tekun",
    });
    units.chain(tekun).flat_map(|assisted| of_assisted(evidence, &assisted)).collect()
}

fn of_assisted(evidence: &Evidence<'_>, assisted: &Assisted<'_>) -> Vec<Hit> {
    let day = assisted.month.last_day();
    let limit = |name: &str| evidence.law.count(&format!("{}.property.{name}", assisted.values), day);
    let mut hits = Vec::new();
    let mut add = |owned: Owned<'_>, what: String| hits.extend(hit(evidence, assisted, owned, &what));
    let cars = cars(evidence, assisted);
    if cars.total > 0
        && let Some(limit) = limit("motor_cars_limit").filter(|limit| cars.total > *limit)
    {
        let what = format!("名下机动车{}辆，超过限额{limit}辆。", cars.total);
        add(cars, what);
    }
    let dwellings = owned(evidence, assisted, ListKind::RealEstate, &[FactKind::Dwellings]);
    if dwellings.total > 0
        && let Some(limit) = limit("dwellings_limit").filter(|limit| dwellings.total > *limit)
    {
        let what = format!("名下住房{}套，超过限额{limit}套。", dwellings.total);
        add(dwellings, what);
    }
    let mut shops = owned(evidence, assisted, ListKind::RealEstate, &[FactKind::ShopPremises]);
    let companies = owned(evidence, assisted, ListKind::Businesses, &[FactKind::Companies]);
    shops.total += companies.total;
    shops.rows.extend(companies.rows);
    if shops.total > 0
        && let Some(limit) = limit("shops_and_companies_limit").filter(|limit| shops.total > *limit)
    {
        let what = format!("名下商业用房、雇工企业{}个，超过限额{limit}个。", shops.total);
        add(shops, what);
    }
    let cash = owned(evidence, assisted, ListKind::BankBalances, &[FactKind::CashAssets]);
    if cash.total > 0
        && let Some(most) = most_cash(evidence, assisted).filter(|most| cash.total > most.as_fen())
    {
        let what = format!("银行存款合计{}元，超过限额{most}元。", Fen::new(cash.total));
        add(cash, what);
    }
    let payroll = owned(evidence, assisted, ListKind::PublicPayroll, &[FactKind::PublicPayroll]);
    if payroll.total > 0 {
        add(payroll, "家庭成员为财政供养人员，须核实收入和共同生活情况。".to_owned());
    }
    let insured = owned(evidence, assisted, ListKind::SocialInsurance, &[FactKind::EmployerInsured]);
    if insured.total > 0 {
        add(insured, "家庭成员由单位参保，须核实工资性收入。".to_owned());
    }
    hits
}

/// The most money-like property of the family: a multiple of the year's standard for each head.
fn most_cash(evidence: &Evidence<'_>, assisted: &Assisted<'_>) -> Option<Fen> {
    let day = assisted.month.last_day();
    let ratio = evidence.law.ratio(&format!("{}.property.cash_limit", assisted.values), day)?;
    let standard = evidence.law.money(Key::STANDARD.name, day)?;
    let months_of_a_year = 12;
    let yearly = times(standard, months_of_a_year * assisted.members.len())?;
    Some(ratio.of_down(yearly))
}

/// What the latest rows about each member state of these kinds.
fn owned<'r>(evidence: &'r Evidence<'_>, assisted: &Assisted<'_>, list: ListKind, kinds: &[FactKind]) -> Owned<'r> {
    let mut owned = Owned { total: 0, rows: Vec::new() };
    for number in numbers(assisted) {
        for kind in kinds {
            let of_person = evidence.list(list).of_person(number).rev();
            let Some((row, count)) = of_person.filter_map(|row| row.count(*kind).map(|count| (row, count))).next() else {
                continue;
            };
            if count > 0 {
                owned.total += count;
                owned.rows.push((row, evidence.fact_cell(row, *kind)));
            }
        }
    }
    owned
}

/// Cars by the answer's count, or a row for each where the list names the plates.
fn cars<'r>(evidence: &'r Evidence<'_>, assisted: &Assisted<'_>) -> Owned<'r> {
    let mut cars = owned(evidence, assisted, ListKind::Vehicles, &[FactKind::MotorCars]);
    for number in numbers(assisted) {
        let mut plates: Vec<&str> = Vec::new();
        for row in evidence.list(ListKind::VehiclePlates).of_person(number) {
            let plate = row.cell(OwnField::Plate).unwrap_or_default();
            // Motorcycles and what carries a disabled person are no cars.
            let is_car = row.cell(OwnField::VehicleKind).is_none_or(|kind| !kind.contains("摩托") && !kind.contains("代步"));
            if is_car && !plates.contains(&plate) {
                plates.push(plate);
                cars.total += 1;
                cars.rows.push((row, evidence.own_cell(row, OwnField::Plate)));
            }
        }
    }
    cars
}

fn numbers(assisted: &Assisted<'_>) -> Vec<CitizenId> {
    let mut numbers: Vec<CitizenId> = assisted.members.iter().filter_map(|row| row.who.number()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn hit(evidence: &Evidence<'_>, assisted: &Assisted<'_>, owned: Owned<'_>, what: &str) -> Option<Hit> {
    let (first, _) = owned.rows.first()?;
    let owner = assisted.members.iter().find(|row| row.who.number() == first.who.number())?;
    let paid = evidence.receipts.months_paid(assisted.aid);
    let mut months: Vec<Month> = paid.into_iter().filter(|month| *month >= first.month.unwrap_or(*month)).collect();
    months.push(assisted.month);
    months.sort_unstable();
    months.dedup();
    let amount = assisted.monthly.and_then(|monthly| times(monthly, months.len()));
    let mut cells: Vec<EvidenceCell> = owned.rows.iter().map(|(_, cell)| cell.clone()).collect();
    cells.push(evidence.row_cell(owner));
    let rows: Vec<&ListRow> = vec![owner, first];
    Some(Hit::of(owner, what).at_risk(assisted.aid, months, amount).resting_on(&rows, cells))
}
