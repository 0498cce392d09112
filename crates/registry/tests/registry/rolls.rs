//! Monitored households and opening rolls.

use registry::statement::{ClueReason, Statement};
use registry::{FactKind, FactValue, HouseholdKind};
use vocabulary::{CitizenId, Coded, MonitoredGroup, Programme};

use crate::files::number;
use crate::recording::{County, county, head, neighbour, report, son, stated, wife};

const MONITORED: &str = "监测户编号,姓名,身份证号,与户主关系,户类型,识别日期,风险消除日期";
const DIBAO: &str = "保障户编号,姓名,身份证号,与户主关系,施保方式,低保类别,月保障金额,享受起始年月,渐退截止年月";
const TEKUN: &str = "供养户编号,姓名,身份证号,供养方式,生活自理能力,基本生活费,照料护理费,享受起始年月";

fn lines(headings: &str, rows: &[String]) -> Vec<String> {
    std::iter::once(headings.to_owned()).chain(rows.iter().cloned()).collect()
}

fn watched(household: &str, name: &str, number: CitizenId, relation: &str, group: &str) -> String {
    format!("{household},{name},{},{relation},{group},2021-05-06,", number.reveal())
}

fn helped(household: &str, name: &str, number: CitizenId, relation: &str, how: &str) -> String {
    format!("{household},{name},{},{relation},{how},二类,878,2021年7月,", number.reveal())
}

fn clues(statement: &Statement) -> Vec<(u32, ClueReason)> {
    statement.clues.iter().map(|clue| (clue.row.row, clue.reason)).collect()
}

fn unit(county: &County, programme: Programme, number: &str) -> Vec<String> {
    county.members(HouseholdKind::Assistance(programme), number, "2022-10-31")
}

#[test]
fn a_monitored_household_is_one_of_its_own_with_the_group_of_its_members() {
    let mut county = county();
    let rows = [
        watched("J1", "王小二", head(), "户主", "脱贫不稳定户"),
        watched("J1", "李三娘", wife(), "妻", "脱贫不稳定户"),
        watched("J2", "孙八", number("1966-06-06", 7), "户主", "边缘易致贫户"),
    ];
    let (_, statement, _) = county.receive("2022-10", &lines(MONITORED, &rows));
    assert_eq!(county.members(HouseholdKind::Monitored, "J1", "2022-10-31"), ["王小二", "李三娘"]);
    assert_eq!(clues(&statement), [(4, ClueReason::UnknownNumber)], "nobody is created");
    assert_eq!(statement.households.len(), 1);
    let group = FactValue(MonitoredGroup::UnstableLifted.number());
    assert_eq!(stated(&county, FactKind::MonitoredGroup, "2022-10-31"), Some(group));
    assert_eq!(county.members(HouseholdKind::Register, "A1", "2022-10-31").len(), 3, "the register household stays");
}

#[test]
fn a_later_list_of_changes_leaves_who_is_not_in_it_where_they_were() {
    let mut county = county();
    let rows = [watched("J1", "王小二", head(), "户主", "边缘易致贫户"), watched("J1", "李三娘", wife(), "妻", "边缘易致贫户")];
    county.receive("2022-10", &lines(MONITORED, &rows));
    let moved = [watched("J5", "李三娘", wife(), "户主", "突发严重困难户")];
    county.receive("2022-11", &lines(MONITORED, &moved));
    assert_eq!(county.members(HouseholdKind::Monitored, "J1", "2022-11-30"), ["王小二"]);
    assert_eq!(county.members(HouseholdKind::Monitored, "J5", "2022-11-30"), ["李三娘"]);
    assert_eq!(county.members(HouseholdKind::Monitored, "J1", "2022-10-31"), ["王小二", "李三娘"], "October stays as it was");
    let (_, again, _) = county.receive("2022-11", &lines(MONITORED, &moved));
    assert_eq!((again.households.len(), again.memberships.len(), again.facts.len()), (0, 0, 0));
}

#[test]
fn a_group_typed_once_for_a_household_in_a_merged_cell_is_said_of_all_its_members() {
    use rust_xlsxwriter::{Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [watched("J1", "王小二", head(), "户主", "边缘易致贫户"), watched("", "李三娘", wife(), "妻", "")];
    for (row, line) in (0u32..).zip(lines(MONITORED, &rows)) {
        for (column, cell) in (0u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    for (column, text) in [(0, "J1"), (4, "边缘易致贫户")] {
        sheet.merge_range(1, column, 2, column, text, &Format::new()).expect("a merged cell");
    }
    let reading = crate::files::reading(&book.save_to_buffer().expect("a workbook"));
    let groups = reading.rows.iter().map(|row| row.facts.iter().any(|fact| fact.kind == FactKind::MonitoredGroup));
    assert_eq!((groups.collect::<Vec<_>>(), reading.complaints), (vec![true, true], vec![]));
}

#[test]
fn a_roll_opens_the_units_of_its_rows_under_the_numbers_that_applications_would_give() {
    let mut county = county();
    let rows = [
        helped("B1", "王小二", head(), "户主", "整户"),
        helped("B1", "李三娘", wife(), "妻", "整户"),
        helped("B2", "赵六", neighbour(), "户主", "单人"),
        helped("B3", "孙八", number("1966-06-06", 7), "户主", "整户"),
    ];
    let (_, statement, units) = county.receive("2022-10", &lines(DIBAO, &rows));
    let dibao = |number| unit(&county, Programme::RuralDibao, number);
    assert_eq!((dibao("A1"), dibao("A2/1")), (vec!["王小二".into(), "李三娘".into()], vec!["赵六".into()]));
    assert_eq!((clues(&statement), units.households.len()), (vec![(5, ClueReason::UnknownNumber)], 0));
    assert_eq!(stated(&county, FactKind::DibaoClass, "2022-10-31"), Some(FactValue(2)));
    assert_eq!(stated(&county, FactKind::DibaoMonthly, "2022-10-31"), Some(FactValue(87_800)));
    assert_eq!(stated(&county, FactKind::DibaoSince, "2022-10-31"), Some(FactValue(20_210_701)));
    assert_eq!(stated(&county, FactKind::ApplicationKind, "2022-10-31"), None, "nobody applied here");
    // The same roll once more, and an application of the same family, make no second unit.
    let (_, again, _) = county.receive("2022-10", &lines(DIBAO, &rows));
    assert_eq!((again.households.len(), again.memberships.len(), again.clues.len()), (0, 0, 1));
    let cells = [("申请日期", "2022-10-12"), ("申请方式", "整户"), ("授权书签署日期", "2022-10-12")];
    let applied = report(&[crate::files::reported("A1", "王小二", head().reveal(), &cells)]);
    assert_eq!(county.receive("2022-10", &applied).2.households.len(), 0);
}

#[test]
fn who_is_on_the_rolls_of_two_programmes_is_in_a_unit_of_each() {
    let mut county = county();
    county.receive("2022-10", &lines(DIBAO, &[helped("B1", "王小二", head(), "户主", "整户")]));
    let both = format!("T1,王小二,{},分散供养,半自理,500,300,202107", head().reveal());
    let (_, statement, _) = county.receive("2022-10", &lines(TEKUN, &[both]));
    assert_eq!((clues(&statement), statement.households.len()), (vec![], 1), "that both are paid is for the rules to find");
    assert_eq!(unit(&county, Programme::Tekun, "A1/1"), ["王小二"]);
    assert!(statement.facts.iter().any(|fact| fact.kind == FactKind::SelfCare), "what the roll says is kept and shown");
}

#[test]
fn a_tekun_unit_bears_the_place_of_its_first_person_in_the_register_household() {
    let mut county = county();
    let line = |unit: &str, name: &str, number: CitizenId| {
        format!("{unit},{name},{},集中供养,全护理,\"1,200.50\",,2021-07-15", number.reveal())
    };
    let rows = [line("T1", "赵六", neighbour()), line("T2", "王小三", son())];
    let (_, statement, _) = county.receive("2022-10", &lines(TEKUN, &rows));
    let tekun = |number| unit(&county, Programme::Tekun, number);
    assert_eq!((tekun("A2/1"), tekun("A1/3")), (vec!["赵六".into()], vec!["王小三".into()]));
    assert_eq!(statement.clues, []);
    let since = statement.facts.iter().find(|fact| fact.kind == FactKind::TekunSince).map(|fact| fact.value);
    assert_eq!(since, Some(FactValue(20_210_701)), "a day in a month is that month");
}

#[test]
fn children_and_each_subsidy_are_units_of_one_person() {
    let mut county = county();
    let child = format!("王小二,{},孤儿,1000,2021.07", head().reveal());
    let (_, statement, _) =
        county.receive("2022-10", &lines("姓名,身份证号,儿童类别,月保障金额（元/月）,享受起始年月", &[child]));
    assert_eq!((statement.households.len(), statement.facts.len()), (1, 3));
    assert_eq!(unit(&county, Programme::Orphan, "A1/1"), ["王小二"]);
    assert_eq!(
        stated(&county, FactKind::ChildMonthly, "2022-10-31"),
        Some(FactValue(100_000)),
        "a rate a month is not multiplied"
    );
    let subsidy = format!("王小二,{},,105,2021-07", head().reveal());
    let (_, statement, _) = county.receive("2022-10", &lines("姓名,身份证号,生活补贴金额,护理补贴金额,享受起始年月", &[subsidy]));
    let kinds: Vec<FactKind> = statement.facts.iter().map(|fact| fact.kind).collect();
    assert_eq!(kinds, [FactKind::NursingSubsidy, FactKind::SubsidySince], "a blank is no amount");
    assert_eq!(unit(&county, Programme::NursingSubsidy, "A1/1"), ["王小二"]);
    assert_eq!(statement.households.len(), 1, "without an amount there is no unit");
}
