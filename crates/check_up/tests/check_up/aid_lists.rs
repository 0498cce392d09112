//! Checks on amounts, accounts, payments and relief.

use check_up::Confidence;
use vocabulary::Fen;

use crate::{cases, dibao, payments, subsidies, tekun};

#[test]
fn an_amount_other_than_class_times_heads_is_found_and_the_right_one_is_not() {
    // Class 3 of 2022 is 84 yuan a head.
    let roll =
        |monthly: &str| dibao(&format!("D1,王桂兰,{{1}},户主,三类,{monthly},6217001\nD1,王小明,{{2}},子,三类,{monthly},6217001"));
    let found = cases("AU-09", &[("名册.csv", &roll("188"))]);
    assert_eq!((found.len(), found[0].amount), (1, Some(Fen::yuan(20))));
    assert!(found[0].note.contains("多发20.00元"), "{}", found[0].note);
    assert!(cases("AU-09", &[("名册.csv", &roll("168"))]).is_empty());
}

#[test]
fn a_rate_that_nobody_has_supplied_is_named_and_judges_nothing() {
    let roll = "2025年10月农村低保名册\n保障户编号,姓名,身份证号,与户主关系,施保方式,低保类别,月保障金额,享受起始年月\nD1,王桂兰,{1},户主,三类,999,2021-01\n";
    let checked = crate::checked(&[("名册.csv", roll)]);
    assert!(crate::finding(&checked, "AU-09").hits.is_empty() || checked.as_of.year() == 2022);
    let unknown = crate::checked(&[
        ("名册.csv", &dibao("D1,王桂兰,{1},户主,三类,84,6217001")),
        ("特困.csv", &tekun("T1,李大山,{2},分散供养,全自理,1,1")),
    ]);
    if crate::finding(&unknown, "AU-09").hits.is_empty() {
        assert!(unknown.unknown_values.iter().any(|value| value.contains("tekun")), "{:?}", unknown.unknown_values);
    }
}

#[test]
fn money_to_an_organisation_or_for_the_office_is_out_of_scope() {
    let list = |purpose: &str| payments("2022年10月", &format!("王桂兰,{{1}},62170000000000001,{purpose},500,2022-10-10,成功"));
    assert_eq!(cases("AU-07", &[("10月.csv", &list("低保工作经费"))]).len(), 1);
    assert!(cases("AU-07", &[("10月.csv", &list("农村低保金"))]).is_empty());
}

#[test]
fn a_payee_who_is_not_on_the_roll_of_that_month_is_found_and_without_a_roll_of_the_month_nothing_is_said() {
    let roll = tekun("T1,李大山,{2},分散供养,全自理,571,150");
    let list = |month: &str| payments(month, "王桂兰,{1},62170000000000001,特困供养金,721,,成功");
    assert_eq!(cases("AU-07", &[("特困.csv", &roll), ("10月.csv", &list("2022年10月"))]).len(), 1);
    assert!(cases("AU-07", &[("特困.csv", &roll), ("9月.csv", &list("2022年9月"))]).is_empty());
}

#[test]
fn returned_money_that_was_not_paid_again_is_held_and_such_that_was_is_not() {
    let first = payments("2022年9月", "王桂兰,{1},62170000000000001,特困供养金,721,2022-09-08,失败");
    let second =
        |amount: &str| payments("2022年10月", &format!("王桂兰,{{1}},62170000000000001,特困供养金,{amount},2022-10-08,成功"));
    assert_eq!(cases("AU-08", &[("9月.csv", &first), ("10月.csv", &second("721"))])[0].amount, Some(Fen::yuan(721)));
    assert!(cases("AU-08", &[("9月.csv", &first), ("10月.csv", &second("1442"))]).is_empty());
}

#[test]
fn money_paid_in_a_later_month_is_late() {
    let list = |day: &str| payments("2022年8月", &format!("王桂兰,{{1}},62170000000000001,特困供养金,721,{day},成功"));
    assert_eq!(cases("AU-08", &[("8月.csv", &list("2022-10-09"))]).len(), 1);
    assert!(cases("AU-08", &[("8月.csv", &list("2022-08-31"))]).is_empty());
}

#[test]
fn an_account_of_two_families_is_found_and_that_of_one_family_or_of_a_guardian_is_not() {
    let list = |purpose: &str| {
        payments(
            "2022年10月",
            &format!("王桂兰,{{1}},62170000000000001,{purpose},110,,成功\n李大山,{{2}},62170000000000001,{purpose},110,,成功"),
        )
    };
    let found = cases("AU-11", &[("10月.csv", &list("困难残疾人生活补贴"))]);
    assert_eq!((found.len(), found[0].amount, found[0].confidence), (1, Some(Fen::yuan(220)), Confidence::NumberAndName));
    assert!(!found[0].note.contains("62170000000000001"), "{}", found[0].note);
    assert!(cases("AU-11", &[("10月.csv", &list("孤儿基本生活费"))]).is_empty());
    let family = dibao("D1,王桂兰,{1},户主,三类,168,6217001\nD1,李大山,{2},配偶,三类,168,6217001");
    assert!(cases("AU-11", &[("10月.csv", &list("困难残疾人生活补贴")), ("名册.csv", &family)]).is_empty());
}

#[test]
fn an_account_in_a_strangers_name_is_found_and_one_in_a_family_members_name_is_not() {
    let list = |holder: &str| {
        format!(
            "2022年10月发放\n姓名,身份证号,账号,开户名,发放项目,发放金额\n王桂兰,{{1}},62170000000000001,{holder},困难残疾人生活补贴,110\n"
        )
    };
    let family = dibao("D1,王桂兰,{1},户主,三类,168,6217001\nD1,王小明,{2},子,三类,168,6217001");
    assert_eq!(cases("AU-11", &[("10月.csv", &list("赵某某")), ("名册.csv", &family)]).len(), 1);
    assert!(cases("AU-11", &[("10月.csv", &list("王小明")), ("名册.csv", &family)]).is_empty());
}

fn relief(rows: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("{}\n", row.trim())).collect();
    format!("2022年10月临时救助名单\n姓名,身份证号,村（居）代码,申请日期,救助类型,困难原因,救助人数,自付费用,救助金额\n{rows}")
}

#[test]
fn two_grants_for_one_cause_within_thirty_days_look_split_and_on_the_day_after_they_do_not() {
    let twice = |day: &str, reason: &str| {
        relief(&format!(
            "王桂兰,{{1}},620521100201,2022-09-01,支出型,重病,1,5000,800\n王桂兰,{{1}},620521100201,{day},支出型,{reason},1,5000,800"
        ))
    };
    let found = cases("AU-16", &[("救助.csv", &twice("2022-10-01", "重病"))]);
    assert_eq!((found.len(), found[0].amount), (1, Some(Fen::yuan(800))));
    assert!(cases("AU-16", &[("救助.csv", &twice("2022-10-02", "重病"))]).is_empty());
    assert!(cases("AU-16", &[("救助.csv", &twice("2022-09-20", "就学"))]).is_empty());
}

#[test]
fn a_village_where_all_get_the_same_is_a_clue_and_one_where_amounts_follow_need_is_not() {
    let village = |amount: &dyn Fn(usize) -> usize| {
        let rows: Vec<String> = (1..=9)
            .map(|person| {
                format!(
                    "王兰{},{{{person}}},620521100201,2022-0{person}-03,支出型,重病,1,9000,{}",
                    "一二三四五六七八九".chars().nth(person - 1).expect("nine"),
                    amount(person)
                )
            })
            .collect();
        relief(&rows.join("\n"))
    };
    let found = cases("AU-16", &[("救助.csv", &village(&|_| 500))]);
    assert_eq!(found.iter().map(|hit| hit.confidence).collect::<Vec<_>>(), [Confidence::Clue]);
    assert!(cases("AU-16", &[("救助.csv", &village(&|person| 300 + person * 100))]).is_empty());
}

#[test]
fn a_gradual_exit_that_is_over_is_found_and_its_last_month_is_not() {
    let roll = |until: &str| dibao(&format!("D1,王桂兰,{{1}},户主,三类,84,6217001,{until}"));
    assert_eq!(cases("AU-18", &[("名册.csv", &roll("2022-09"))]).len(), 1);
    assert!(cases("AU-18", &[("名册.csv", &roll("2022-10"))]).is_empty());
}

#[test]
fn somebody_paid_no_more_without_a_reason_is_found_and_one_who_died_is_not() {
    let september = payments(
        "2022年9月",
        "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,,成功\n李大山,{2},62170000000000002,困难残疾人生活补贴,110,,成功",
    );
    let october = payments("2022年10月", "李大山,{2},62170000000000002,困难残疾人生活补贴,110,,成功");
    let files = [("9月.csv", &*september), ("10月.csv", &*october)];
    assert_eq!(cases("CU-23", &files)[0].name, "王桂兰");
    let died = "死亡\n姓名,身份证号,死亡日期\n王桂兰,{1},2022-09-20\n";
    assert!(cases("CU-23", &[files[0], files[1], ("死亡.csv", died)]).is_empty());
}

#[test]
fn somebody_on_the_roll_and_not_paid_while_others_are_is_found() {
    let roll = subsidies("王桂兰,{1},110,0\n李大山,{2},110,0");
    let paid = |rows: &str| payments("2022年10月", rows);
    let one = paid("李大山,{2},62170000000000002,困难残疾人生活补贴,110,,成功");
    assert_eq!(cases("CU-23", &[("名册.csv", &roll), ("10月.csv", &one)])[0].name, "王桂兰");
    let both = paid(
        "李大山,{2},62170000000000002,困难残疾人生活补贴,110,,成功\n王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,,失败",
    );
    assert!(cases("CU-23", &[("名册.csv", &roll), ("10月.csv", &both)]).is_empty());
}
