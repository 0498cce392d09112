//! AU-11: one account for people of several families, and accounts in another's name. A guardian's or an institution's
//! account for several people is lawful.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use registry::FactKind;
use registry::matching::comparable_name;
use vocabulary::{CareMode, CitizenId, Fen};

use crate::aid::Aid;
use crate::column::OwnField;
use crate::evidence::Evidence;
use crate::finding::{EvidenceCell, Hit};
use crate::list_kind::ListKind;
use crate::receipts::{aid_of, month_of};
use crate::row::ListRow;

pub(super) fn check(evidence: &Evidence<'_>) -> Vec<Hit> {
    let mut hits = shared(evidence);
    let payments = &evidence.list(ListKind::Payments).rows;
    let mut seen: BTreeSet<(Option<CitizenId>, String)> = BTreeSet::new();
    for row in payments {
        let holder = row.cell(OwnField::AccountHolder).map(comparable_name).unwrap_or_default();
        if is_of_another(evidence, row, &holder) && seen.insert((row.who.number(), holder)) {
            hits.push(of_another(evidence, row));
        }
    }
    hits
}

/// The family of somebody: those registered together, or the assistance unit, or the person alone.
fn family(evidence: &Evidence<'_>, number: CitizenId) -> String {
    let registered = evidence.register_household(number).map(|household| format!("户{household}"));
    let unit = || evidence.units.of_person(number).next_back().map(|unit| format!("保{}", unit.household));
    registered.or_else(unit).unwrap_or_else(|| number.reveal().to_owned())
}

/// Whether the law lets this row's money go to an account for several people.
fn may_share(row: &ListRow, kind: ListKind, aids: &[Option<Aid>]) -> bool {
    let in_institution = || row.code::<CareMode>(FactKind::CareMode) == Some(CareMode::Institution);
    let for_a_child = || matches!(aid_of(row, aids), Some(Aid::Orphan | Aid::Unattended));
    kind == ListKind::ChildrenRoll
        || (kind == ListKind::TekunRoll && in_institution())
        || (kind == ListKind::Payments && for_a_child())
}

fn shared(evidence: &Evidence<'_>) -> Vec<Hit> {
    let aids: Vec<Option<Aid>> = evidence.files.iter().map(|file| file.aid).collect();
    let in_institution: BTreeSet<CitizenId> = evidence
        .list(ListKind::TekunRoll)
        .rows
        .iter()
        .filter(|row| row.code::<CareMode>(FactKind::CareMode) == Some(CareMode::Institution))
        .filter_map(|row| row.who.number())
        .collect();
    let mut users: HashMap<&str, BTreeMap<CitizenId, (&ListRow, ListKind)>> = HashMap::new();
    for kind in super::RECEIVES {
        for row in &evidence.list(*kind).rows {
            let (Some(number), Some(account)) = (row.who.number(), &row.account) else { continue };
            if !may_share(row, *kind, &aids) && !in_institution.contains(&number) {
                users.entry(account.reveal()).or_default().insert(number, (row, *kind));
            }
        }
    }
    let mut accounts: Vec<_> = users.into_iter().filter(|(_, users)| users.len() > 1).collect();
    accounts.sort_by_key(|(account, _)| *account);
    accounts.into_iter().filter_map(|(_, users)| of_account(evidence, &users)).collect()
}

fn of_account(evidence: &Evidence<'_>, users: &BTreeMap<CitizenId, (&ListRow, ListKind)>) -> Option<Hit> {
    let families: BTreeSet<String> = users.keys().map(|number| family(evidence, *number)).collect();
    if families.len() < 2 {
        return None;
    }
    let (_, (first, _)) = users.iter().next()?;
    let account = first.account.as_ref()?;
    let cells: Vec<EvidenceCell> =
        users.values().map(|(row, kind)| evidence.cell(row, None, kind.label(), format!("账号{account}"))).collect();
    let rows: Vec<&ListRow> = users.values().map(|(row, _)| *row).collect();
    let mut hit = Hit::of(first, format!("账号{account}由{}户{}人共用。", families.len(), users.len()));
    // What flows into the account in the last month it was paid.
    let paid = users.keys().flat_map(|number| evidence.receipts.of_person(*number));
    let paid: Vec<_> = paid.filter(|receipt| receipt.row.0 == ListKind::Payments).collect();
    let last = paid.iter().map(|receipt| receipt.month).max();
    let of_last = paid.iter().filter(|receipt| Some(receipt.month) == last).filter_map(|receipt| receipt.amount);
    hit.amount = of_last.reduce(|sum, amount| sum + amount).filter(|amount| *amount > Fen::ZERO);
    hit.months = last.into_iter().collect();
    hit.evidence = cells;
    // Different people share it by nature: what is sure is that each row bears a number.
    hit.confidence = rows.iter().map(|row| crate::finding::Confidence::of(&[row])).max()?;
    Some(hit)
}

fn is_of_another(evidence: &Evidence<'_>, row: &ListRow, holder: &str) -> bool {
    if holder.is_empty() || holder == comparable_name(&row.name) {
        return false;
    }
    let aids: Vec<Option<Aid>> = evidence.files.iter().map(|file| file.aid).collect();
    let Some(number) = row.who.number() else { return !may_share(row, ListKind::Payments, &aids) };
    let registered = evidence.registered_with(number);
    let members = evidence.units.of_person(number).flat_map(|unit| &unit.rows);
    let members = members.map(|at| evidence.row(ListKind::DibaoRoll, *at));
    let in_family = registered.chain(members).any(|other| comparable_name(&other.name) == holder);
    !in_family && !may_share(row, ListKind::Payments, &aids)
}

fn of_another(evidence: &Evidence<'_>, row: &ListRow) -> Hit {
    let holder = row.cells.iter().find(|(field, _, _)| *field == OwnField::AccountHolder);
    let shown = crate::finding::Identities::Masked.name(holder.map_or("", |(_, text, _)| text));
    let cell = evidence.cell(row, holder.map(|(_, _, column)| *column), "开户名", shown);
    let mut hit = Hit::of(row, "账户的开户名不是领款人本人，也不是同户家庭成员。").resting_on(&[row], vec![cell]);
    hit.months = vec![month_of(row, evidence.as_of)];
    hit.amount = row.own_money(OwnField::Amount);
    hit
}
