//! Checks on procedure, services, goods and reported figures.

use crate::{cases, dibao, payments};

fn record(visit: &str, visitors: &str, notice: &str, until: &str, decided: &str) -> String {
    format!(
        "办理台账\n申请人,身份证号,入户日期,调查人,公示开始日期,公示截止日期,审批日期\n王桂兰,{{1}},{visit},{visitors},{notice},{until},{decided}\n"
    )
}

#[test]
fn one_investigator_is_too_few_and_two_are_enough() {
    let alone = record("2022-08-01", "张三", "2022-08-10", "2022-08-16", "2022-08-20");
    let found = cases("AU-12", &[("台账.csv", &alone)]);
    assert_eq!(found.len(), 1);
    assert!(found[0].note.contains("1人"), "{}", found[0].note);
    let two = record("2022-08-01", "张三、李四", "2022-08-10", "2022-08-16", "2022-08-20");
    assert!(cases("AU-12", &[("台账.csv", &two)]).is_empty());
}

#[test]
fn six_days_of_notice_are_too_few_and_seven_are_enough() {
    let six = record("2022-08-01", "张三、李四", "2022-08-10", "2022-08-15", "2022-08-20");
    assert_eq!(cases("AU-12", &[("台账.csv", &six)]).len(), 1);
    let early = record("2022-08-01", "张三、李四", "2022-08-10", "2022-08-16", "2022-08-16");
    assert_eq!(cases("AU-12", &[("台账.csv", &early)]).len(), 1);
    let in_time = record("2022-08-01", "张三、李四", "2022-08-10", "2022-08-16", "2022-08-17");
    assert!(cases("AU-12", &[("台账.csv", &in_time)]).is_empty());
}

#[test]
fn a_decision_without_a_visit_is_found() {
    let none = record("", "张三、李四", "2022-08-10", "2022-08-16", "2022-08-20");
    assert_eq!(cases("AU-12", &[("台账.csv", &none)]).len(), 1);
}

#[test]
fn a_unit_is_visited_again_within_the_months_of_its_class() {
    // Class 3 of the model county: six months.
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    let on = |day: &str| record(day, "张三、李四", "2022-04-10", "2022-04-16", "2022-05-20");
    assert_eq!(cases("AU-19", &[("名册.csv", &roll), ("台账.csv", &on("2022-04-29"))]).len(), 1);
    assert!(cases("AU-19", &[("名册.csv", &roll), ("台账.csv", &on("2022-05-01"))]).is_empty());
}

fn services(rows: &str) -> String {
    format!("服务记录\n服务对象,身份证号,服务日期,服务时长,约定时长,结算金额,照片编号\n{rows}\n")
}

#[test]
fn short_hours_one_photograph_and_two_services_on_a_day_are_found() {
    assert_eq!(cases("AU-14", &[("服务.csv", &services("王桂兰,{1},2022-10-03,1,2,60,P1"))]).len(), 1);
    assert!(cases("AU-14", &[("服务.csv", &services("王桂兰,{1},2022-10-03,2,2,60,P1"))]).is_empty());
    let same_photo = services("王桂兰,{1},2022-10-03,2,2,60,P1\n李大山,{2},2022-10-03,2,2,60,P1");
    assert_eq!(cases("AU-14", &[("服务.csv", &same_photo)]).len(), 1);
    let twice = services("王桂兰,{1},2022-10-03,2,2,60,P1\n王桂兰,{1},2022-10-03,2,2,60,P2");
    assert_eq!(cases("AU-14", &[("服务.csv", &twice)]).len(), 1);
    let two_days = services("王桂兰,{1},2022-10-03,2,2,60,P1\n王桂兰,{1},2022-10-04,2,2,60,P2");
    assert!(cases("AU-14", &[("服务.csv", &two_days)]).is_empty());
}

#[test]
fn books_of_goods_that_do_not_balance_are_found_and_such_that_do_are_not() {
    let stock = |left: &str| format!("收发存\n物资名称,采购数量,出库数量,结存数量\n棉被,100,80,{left}\n");
    assert_eq!(cases("AU-15", &[("库存.csv", &stock("15"))]).len(), 1);
    assert!(cases("AU-15", &[("库存.csv", &stock("20"))]).is_empty());
}

#[test]
fn one_hand_that_signs_for_several_is_found_and_one_for_a_family_member_is_not() {
    let issued = |rows: &str| format!("签收表\n姓名,身份证号,物资名称,数量,签收人\n{rows}\n");
    let many = issued("王桂兰,{1},棉被,1,张三\n李大山,{2},棉被,1,张三");
    assert_eq!(cases("AU-15", &[("签收.csv", &many)]).len(), 2);
    let one = issued("王桂兰,{1},棉被,1,王小明\n李大山,{2},棉被,1,李大山");
    assert!(cases("AU-15", &[("签收.csv", &one)]).is_empty());
}

#[test]
fn a_reported_figure_other_than_the_roll_or_the_payments_is_found() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    let paid = payments("2022年10月", "王桂兰,{1},62170000000000001,农村低保金,84,,成功");
    let table =
        |persons: &str, amount: &str| format!("2022年10月统计表\n救助项目,户数,人数,当月支出\n农村低保,1,{persons},{amount}\n");
    let check = |persons: &str, amount: &str| {
        cases("AU-20", &[("名册.csv", &roll), ("10月.csv", &paid), ("报表.csv", &table(persons, amount))]).len()
    };
    assert_eq!((check("1", "84"), check("2", "84"), check("1", "85")), (0, 1, 1));
}
