//! Lists of one thing compared: who is only in one, and who differs in what.

use std::collections::{BTreeMap, BTreeSet};

use registry::FactKind;
use registry::matching::comparable_name;
use vocabulary::CitizenId;

use crate::column::OwnField;
use crate::finding::EvidenceCell;
use crate::intake::ReadList;
use crate::list_kind::ListKind;
use crate::row::{ListRow, Who};

/// The outcome of a comparison of lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// Names of the lists, the first being ours.
    pub lists: Vec<String>,
    /// People in each.
    pub people: Vec<usize>,
    /// People who are in all of them without a difference.
    pub agreeing: usize,
    /// Differences, by person.
    pub differences: Vec<Difference>,
}

/// A difference between lists about one person or household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind.
    pub kind: DifferenceKind,
    /// 姓名 as our list has it, or the first that has the person.
    pub name: String,
    /// 身份证号.
    pub number: Option<CitizenId>,
    /// 户编号.
    pub household: String,
    /// What each list says, with its place; `None` where it does not have the person.
    pub says: Vec<Option<EvidenceCell>>,
    /// What is proposed.
    pub proposal: String,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// 有的名单没有此人.
    Missing,
    /// 姓名.
    Name,
    /// 类别.
    Class,
    /// 金额.
    Amount,
    /// 账号.
    Account,
    /// 家庭成员人数.
    Members,
    /// 无号码, so that nobody can be looked for.
    NoNumber,
}

impl DifferenceKind {
    /// Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            DifferenceKind::Missing => "有的名单没有此人",
            DifferenceKind::Name => "姓名不同",
            DifferenceKind::Class => "类别不同",
            DifferenceKind::Amount => "金额不同",
            DifferenceKind::Account => "账号不同",
            DifferenceKind::Members => "家庭成员人数不同",
            DifferenceKind::NoNumber => "没有可用的身份证号",
        }
    }
}

/// One list by person.
struct Side<'r> {
    file: u16,
    kind: ListKind,
    people: BTreeMap<CitizenId, Vec<&'r ListRow>>,
    members: BTreeMap<&'r str, BTreeSet<CitizenId>>,
}

/// Compares two to four lists. The first is ours.
pub fn reconcile(lists: &[ReadList]) -> Reconciliation {
    let sides: Vec<Side<'_>> = (0u16..).zip(lists).map(|(file, list)| side(file, list)).collect();
    let everybody: BTreeSet<CitizenId> = sides.iter().flat_map(|side| side.people.keys().copied()).collect();
    let mut differences = Vec::new();
    let mut agreeing = 0;
    for number in everybody {
        let found = of_person(&sides, number);
        agreeing += usize::from(found.is_empty());
        differences.extend(found);
    }
    for (file, list) in (0u16..).zip(lists) {
        let nameless = list.rows.iter().filter(|row| row.who == Who::Unknown);
        differences.extend(nameless.map(|row| without_number(file, row, lists.len())));
    }
    differences.sort_by(|one, other| {
        let key = |difference: &Difference| (difference.kind, difference.household.clone(), difference.number);
        key(one).cmp(&key(other))
    });
    Reconciliation {
        lists: lists.iter().map(|list| list.name.clone()).collect(),
        people: sides.iter().map(|side| side.people.len()).collect(),
        agreeing,
        differences,
    }
}

fn side(file: u16, list: &ReadList) -> Side<'_> {
    let mut side = Side { file, kind: list.kind, people: BTreeMap::new(), members: BTreeMap::new() };
    for row in &list.rows {
        let Who::Number(number) = row.who else { continue };
        side.people.entry(number).or_default().push(row);
        if !row.household.is_empty() {
            side.members.entry(&row.household).or_default().insert(number);
        }
    }
    side
}

fn of_person(sides: &[Side<'_>], number: CitizenId) -> Vec<Difference> {
    let rows: Vec<Option<&ListRow>> =
        sides.iter().map(|side| side.people.get(&number).and_then(|rows| rows.last().copied())).collect();
    let mut found = Vec::new();
    if rows.iter().any(Option::is_none) {
        let says =
            sides.iter().zip(&rows).map(|(side, row)| row.map(|row| cell(side, row, "在册", side.kind.label().to_owned())));
        found.push(difference(DifferenceKind::Missing, &rows, number, says.collect()));
    }
    let kinds =
        [DifferenceKind::Name, DifferenceKind::Class, DifferenceKind::Amount, DifferenceKind::Account, DifferenceKind::Members];
    for kind in kinds {
        let values: Vec<Option<String>> =
            sides.iter().zip(&rows).map(|(side, row)| row.and_then(|row| stated(side, row, kind))).collect();
        let distinct: BTreeSet<&String> = values.iter().flatten().collect();
        if distinct.len() > 1 {
            let says = sides.iter().zip(&rows).zip(&values).map(|((side, row), value)| {
                row.zip(value.as_ref()).map(|(row, value)| cell(side, row, kind.label(), shown(kind, row, value)))
            });
            found.push(difference(kind, &rows, number, says.collect()));
        }
    }
    found
}

/// What a list states of a person, for comparison.
fn stated(side: &Side<'_>, row: &ListRow, kind: DifferenceKind) -> Option<String> {
    let shown = |kind: FactKind| row.fact(kind).map(|fact| kind.show(fact.value));
    match kind {
        DifferenceKind::Missing | DifferenceKind::NoNumber => None,
        DifferenceKind::Name => (!row.name.is_empty()).then(|| comparable_name(&row.name)),
        DifferenceKind::Class => {
            let kinds = [FactKind::DibaoClass, FactKind::ChildScheme, FactKind::CareMode, FactKind::MonitoredGroup];
            kinds.into_iter().find_map(shown)
        }
        DifferenceKind::Amount => amount(row).map(|amount| amount.to_string()),
        DifferenceKind::Account => row.account.as_ref().map(|account| account.reveal().to_owned()),
        DifferenceKind::Members => side.members.get(row.household.as_ref()).map(|members| members.len().to_string()),
    }
}

fn amount(row: &ListRow) -> Option<vocabulary::Fen> {
    let of_roll = || {
        let kinds = [
            FactKind::DibaoMonthly,
            FactKind::TekunBasic,
            FactKind::TekunCare,
            FactKind::ChildMonthly,
            FactKind::LivingSubsidy,
            FactKind::NursingSubsidy,
        ];
        kinds.into_iter().filter_map(|kind| row.money(kind)).reduce(|sum, amount| sum + amount)
    };
    row.own_money(OwnField::Amount).or_else(of_roll)
}

/// Accounts are never shown in full.
fn shown(kind: DifferenceKind, row: &ListRow, value: &str) -> String {
    let account = row.account.as_ref().filter(|_| kind == DifferenceKind::Account);
    account.map_or_else(|| value.to_owned(), ToString::to_string)
}

fn cell(side: &Side<'_>, row: &ListRow, what: &str, value: String) -> EvidenceCell {
    EvidenceCell { file: side.file, sheet: row.sheet, row: row.row, column: None, what: what.to_owned(), value }
}

fn difference(kind: DifferenceKind, rows: &[Option<&ListRow>], number: CitizenId, says: Vec<Option<EvidenceCell>>) -> Difference {
    let first = rows.iter().flatten().next();
    let household = rows.iter().flatten().map(|row| row.household.as_ref()).find(|household| !household.is_empty());
    Difference {
        kind,
        name: first.map(|row| row.name.to_string()).unwrap_or_default(),
        number: Some(number),
        household: household.unwrap_or_default().to_owned(),
        proposal: proposal(kind, &says),
        says,
    }
}

/// What to do about a line; a person decides.
fn proposal(kind: DifferenceKind, says: &[Option<EvidenceCell>]) -> String {
    let ours = says.first().is_some_and(Option::is_some);
    let majority = {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for cell in says.iter().flatten() {
            *counted.entry(&cell.value).or_default() += 1;
        }
        counted.into_iter().max_by_key(|(_, times)| *times).filter(|(_, times)| *times > 1).map(|(value, _)| value)
    };
    let usual = majority.map(|value| format!("多数名单为“{value}”；")).unwrap_or_default();
    match kind {
        DifferenceKind::Missing if ours => "核实是否已退出；仍在保的，由对方名单补登".to_owned(),
        DifferenceKind::Missing => "核实是否应在保；已确认的补入我方名册，已退出的请对方删除".to_owned(),
        DifferenceKind::Name => "核对户口簿和身份证后更正姓名".to_owned(),
        DifferenceKind::Class => format!("{usual}以最近一次审核确认决定为准更正"),
        DifferenceKind::Amount => format!("{usual}按当月标准和类别重算，少发补发、多发处理"),
        DifferenceKind::Account => "请本人出示存折或卡，以本人在用账户为准".to_owned(),
        DifferenceKind::Members => "核对共同生活的家庭成员，以最近一次审核确认决定为准".to_owned(),
        DifferenceKind::NoNumber => "补填身份证号后重新比对".to_owned(),
    }
}

fn without_number(file: u16, row: &ListRow, lists: usize) -> Difference {
    let says = (0u16..).take(lists).map(|at| {
        (at == file).then(|| EvidenceCell {
            file,
            sheet: row.sheet,
            row: row.row,
            column: None,
            what: "在册".to_owned(),
            value: "没有可用的身份证号".to_owned(),
        })
    });
    let says: Vec<Option<EvidenceCell>> = says.collect();
    Difference {
        kind: DifferenceKind::NoNumber,
        name: row.name.to_string(),
        number: None,
        household: row.household.to_string(),
        proposal: proposal(DifferenceKind::NoNumber, &says),
        says,
    }
}
