//! Checks on who is on a roll.

use check_up::Confidence;
use vocabulary::Fen;

use crate::{born, cases, dibao, dibao_of, id, payments, subsidies, tekun};

const DEATHS: &str = "2022年10月死亡人员名单\n姓名,身份证号,死亡日期,火化日期\n";

#[test]
fn money_for_months_after_the_month_of_death_is_found_with_its_sum() {
    let files = [
        ("死亡.csv", &*format!("{DEATHS}王桂兰,{{1}},2022-08-15,\n")),
        ("8月.csv", &payments("2022年8月", "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,2022-08-10,成功")),
        ("9月.csv", &payments("2022年9月", "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,2022-09-10,成功")),
        ("10月.csv", &payments("2022年10月", "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,2022-10-10,成功")),
    ];
    let found = cases("AU-01", &files);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].amount, found[0].months_text().as_str()), (Some(Fen::yuan(220)), "2022-09至2022-10"));
    assert_eq!(found[0].confidence, Confidence::NumberAndName);
    assert_eq!(found[0].evidence[0].address(), "C3");
}

#[test]
fn money_for_the_month_of_death_itself_is_due() {
    let files = [
        ("死亡.csv", &*format!("{DEATHS}王桂兰,{{1}},2022-10-02,\n")),
        ("10月.csv", &payments("2022年10月", "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,2022-10-10,成功")),
    ];
    assert!(cases("AU-01", &files).is_empty());
}

#[test]
fn a_member_who_died_is_found_where_the_family_is_paid_as_before_and_not_where_the_payment_fell() {
    let roll = dibao_of("2022年7月", "D1,王桂兰,{1},户主,三类,168,6217001\nD1,王小明,{2},子,三类,168,6217001");
    let deaths = format!("{DEATHS}王小明,{{2}},2022-08-15,\n");
    let paid = |month: &str, amount: &str| payments(month, &format!("王桂兰,{{1}},62170000000000001,农村低保金,{amount},,成功"));
    let files = |september: &str| {
        [
            ("名册.csv".to_owned(), roll.clone()),
            ("死亡.csv".to_owned(), deaths.clone()),
            ("8月.csv".to_owned(), paid("2022年8月", "168")),
            ("9月.csv".to_owned(), paid("2022年9月", september)),
        ]
    };
    let run = |september: &str| {
        let files = files(september);
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        cases("AU-01", &files)
    };
    let as_before = run("168");
    assert_eq!(as_before.len(), 1);
    assert_eq!((as_before[0].amount, as_before[0].name.as_str()), (Some(Fen::yuan(84)), "王小明"));
    assert!(run("84").is_empty());
}

#[test]
fn a_death_without_a_number_is_a_clue_where_name_and_village_are_one_persons() {
    let roll = "2022年10月农村低保名册\n保障户编号,姓名,身份证号,与户主关系,村（居）代码,施保方式,低保类别,月保障金额,享受起始年月\nD1,欧阳桂兰,{1},户主,620521100201,整户,三类,84,2021-01\n";
    let deaths = |village: &str| format!("死亡人员名单\n姓名,身份证号,村（居）代码,死亡日期\n欧阳桂兰,,{village},2022-08-15\n");
    let found = cases("AU-01", &[("名册.csv", roll), ("死亡.csv", &deaths("620521100201"))]);
    assert_eq!(found.iter().map(|hit| hit.confidence).collect::<Vec<_>>(), [Confidence::Clue]);
    // The same name in another village is another person.
    assert!(cases("AU-01", &[("名册.csv", roll), ("死亡.csv", &deaths("620521100202"))]).is_empty());
}

#[test]
fn number_alone_is_less_sure_than_number_and_name() {
    let files = [
        ("死亡.csv", &*format!("{DEATHS}王桂花,{{1}},2022-08-15,\n")),
        ("10月.csv", &payments("2022年10月", "王桂兰,{1},62170000000000001,困难残疾人生活补贴,110,2022-10-10,成功")),
    ];
    assert_eq!(cases("AU-01", &files)[0].confidence, Confidence::NumberOnly);
}

#[test]
fn a_member_in_prison_is_found_from_the_month_after_and_not_after_the_release() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,168,6217001\nD1,王小明,{2},子,三类,168,6217001");
    let detained =
        |since: &str, until: &str| format!("服刑人员名单\n姓名,身份证号,入监日期,释放日期\n王小明,{{2}},{since},{until}\n");
    let found = cases("AU-02", &[("名册.csv", &roll), ("服刑.csv", &detained("2022-06-01", ""))]);
    assert_eq!((found.len(), found[0].amount), (1, Some(Fen::yuan(84))));
    assert!(cases("AU-02", &[("名册.csv", &roll), ("服刑.csv", &detained("2022-10-05", ""))]).is_empty());
    assert!(cases("AU-02", &[("名册.csv", &roll), ("服刑.csv", &detained("2022-01-05", "2022-09-30"))]).is_empty());
}

#[test]
fn dibao_and_tekun_of_one_month_exclude_each_other_and_the_two_subsidies_do_not() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    let found = cases("AU-03", &[("低保.csv", &roll), ("特困.csv", &tekun("T1,王桂兰,{1},分散供养,全自理,571,150"))]);
    assert_eq!((found.len(), found[0].amount), (1, Some(Fen::yuan(84))));
    let both = subsidies("王桂兰,{1},110,110");
    assert!(cases("AU-03", &[("低保.csv", &roll), ("补贴.csv", &both)]).is_empty());
    let with_tekun = cases("AU-03", &[("补贴.csv", &both), ("特困.csv", &tekun("T1,王桂兰,{1},分散供养,全自理,571,150"))]);
    assert_eq!(with_tekun.len(), 2);
}

#[test]
fn an_orphan_has_the_nursing_subsidy_beside_and_not_the_living_subsidy() {
    let children = "2022年10月孤儿名册\n姓名,身份证号,儿童类别,月保障金额,享受起始年月\n王小明,{1},孤儿,1060,2020-01\n";
    assert!(cases("AU-03", &[("儿童.csv", children), ("补贴.csv", &subsidies("王小明,{1},0,110"))]).is_empty());
    let found = cases("AU-03", &[("儿童.csv", children), ("补贴.csv", &subsidies("王小明,{1},110,110"))]);
    assert_eq!(found.len(), 1);
}

#[test]
fn somebody_who_gets_the_nursing_fee_of_a_work_injury_gets_neither_subsidy() {
    let insurance = |fee: &str| {
        format!(
            "2022年10月社会保险\n姓名,身份证号,职工养老金,城乡居民基础养老金,单位参保,工伤护理费\n王桂兰,{{1}},0,0,否,{fee}\n"
        )
    };
    let roll = subsidies("王桂兰,{1},0,110");
    assert_eq!(cases("AU-03", &[("社保.csv", &insurance("1200")), ("补贴.csv", &roll)]).len(), 1);
    assert!(cases("AU-03", &[("社保.csv", &insurance("0")), ("补贴.csv", &roll)]).is_empty());
}

#[test]
fn one_person_in_two_units_is_found_and_a_row_copied_within_a_unit_is_not() {
    let twice = dibao("D1,王桂兰,{1},户主,三类,84,6217001\nD2,王桂兰,{1},户主,三类,84,6217002");
    assert_eq!(cases("AU-04", &[("名册.csv", &twice)]).len(), 1);
    let copied = dibao("D1,王桂兰,{1},户主,三类,84,6217001\nD1,王桂兰,{1},户主,三类,84,6217001");
    assert!(cases("AU-04", &[("名册.csv", &copied)]).is_empty());
}

#[test]
fn a_month_paid_twice_is_found_and_a_return_paid_again_is_not() {
    let list = |first: &str| {
        payments(
            "2022年10月",
            &format!(
                "王桂兰,{{1}},62170000000000001,特困供养金,721,2022-10-08,{first}\n王桂兰,{{1}},62170000000000001,特困供养金,721,2022-10-20,成功"
            ),
        )
    };
    assert_eq!(cases("AU-04", &[("10月.csv", &list("成功"))])[0].amount, Some(Fen::yuan(721)));
    assert!(cases("AU-04", &[("10月.csv", &list("失败"))]).is_empty());
}

#[test]
fn a_car_is_over_the_limit_of_none_and_a_motorcycle_is_no_car() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,168,6217001\nD1,王小明,{2},子,三类,168,6217001");
    let plates = |kind: &str| format!("机动车登记\n姓名,身份证号,号牌号码,车辆类型\n王小明,{{2}},甘E12345,{kind}\n");
    let found = cases("AU-05", &[("名册.csv", &roll), ("车辆.csv", &plates("小型轿车"))]);
    assert_eq!((found.len(), found[0].amount), (1, Some(Fen::yuan(168))));
    assert!(cases("AU-05", &[("名册.csv", &roll), ("车辆.csv", &plates("普通二轮摩托车"))]).is_empty());
}

#[test]
fn savings_at_the_limit_are_within_it_and_a_fen_more_is_beyond() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    // Twice the year's standard of 5,268 yuan for one head.
    let bank = |sum: &str| format!("存款\n姓名,身份证号,账户余额\n王桂兰,{{1}},{sum}\n");
    assert!(cases("AU-05", &[("名册.csv", &roll), ("存款.csv", &bank("10536.00"))]).is_empty());
    assert_eq!(cases("AU-05", &[("名册.csv", &roll), ("存款.csv", &bank("10536.01"))]).len(), 1);
}

#[test]
fn one_dwelling_is_within_the_limit_and_a_public_salary_is_to_be_verified() {
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    let houses = |count: &str| format!("不动产\n姓名,身份证号,住房套数,商业用房数\n王桂兰,{{1}},{count},0\n");
    assert!(cases("AU-05", &[("名册.csv", &roll), ("房产.csv", &houses("1"))]).is_empty());
    assert_eq!(cases("AU-05", &[("名册.csv", &roll), ("房产.csv", &houses("2"))]).len(), 1);
    let payroll = |yes: &str| format!("财政供养\n姓名,身份证号,是否财政供养,月工资\n王桂兰,{{1}},{yes},0\n");
    assert_eq!(cases("AU-05", &[("名册.csv", &roll), ("财政.csv", &payroll("是"))]).len(), 1);
    assert!(cases("AU-05", &[("名册.csv", &roll), ("财政.csv", &payroll("否"))]).is_empty());
}

#[test]
fn kin_of_an_official_without_a_filing_are_found_and_filed_kin_are_not() {
    let register = "公安户籍名册\n户号,姓名,公民身份号码,与户主关系,户口性质,村（居）代码\n001,王大明,{1},户主,农业,620521100201\n001,王桂兰,{2},母,农业,620521100201\n002,李大山,{3},户主,农业,620521100201\n";
    let officials = "名册\n姓名,身份证号,职务\n王大明,{1},村主任\n";
    let roll = dibao("D1,王桂兰,{2},户主,三类,84,6217001\nD2,李大山,{3},户主,三类,84,6217002");
    let filing = "备案表\n近亲属姓名,身份证号,备案日期,备案人\n王桂兰,{2},2022-01-05,王大明\n";
    let found = cases("AU-06", &[("户籍.csv", register), ("干部.csv", officials), ("名册.csv", &roll)]);
    assert_eq!(found.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), ["王桂兰"]);
    assert!(
        cases("AU-06", &[("户籍.csv", register), ("干部.csv", officials), ("名册.csv", &roll), ("备案.csv", filing)]).is_empty()
    );
}

#[test]
fn care_at_another_level_than_assessed_is_found_and_a_change_of_the_month_itself_is_not() {
    let roll = tekun("T1,王桂兰,{1},分散供养,全护理,571,451");
    let assessed = |day: &str| {
        format!(
            "评估表\n姓名,身份证号,法定义务人情况,生活自理能力,供养方式,评估日期\n王桂兰,{{1}},无法定义务人,半自理,分散供养,{day}\n"
        )
    };
    assert_eq!(cases("AU-13", &[("特困.csv", &roll), ("评估.csv", &assessed("2022-09-10"))]).len(), 1);
    assert!(cases("AU-13", &[("特困.csv", &roll), ("评估.csv", &assessed("2022-10-10"))]).is_empty());
}

#[test]
fn ten_people_of_a_township_at_one_heavy_level_are_a_clue_and_nine_are_not() {
    let roll = |people: u16| {
        let rows: String = (1..=people)
            .map(|person| {
                format!("T{person},王{person},{},620521100201,分散供养,全护理,571,451,2020-01\n", id(person))
                    .replace("王1", "王甲")
            })
            .collect();
        let rows = rows.replace("王2", "王乙").replace("王3", "王丙").replace("王4", "王丁").replace("王5", "王戊");
        let rows = rows
            .replace("王6", "王己")
            .replace("王7", "王庚")
            .replace("王8", "王辛")
            .replace("王9", "王壬")
            .replace("王甲0", "王癸");
        format!(
            "2022年10月特困供养名册\n供养户编号,姓名,身份证号,村（居）代码,供养方式,生活自理能力,基本生活费,照料护理费,享受起始年月\n{rows}"
        )
    };
    let found = cases("AU-13", &[("特困.csv", &roll(10))]);
    assert_eq!(found.iter().map(|hit| hit.confidence).collect::<Vec<_>>(), [Confidence::Clue]);
    assert!(cases("AU-13", &[("特困.csv", &roll(9))]).is_empty());
}

#[test]
fn a_certificate_pays_to_the_end_of_its_month_of_expiry() {
    let roll = subsidies("王桂兰,{1},110,0");
    let certificate = |until: &str, status: &str| {
        let number = format!("{}41", id(1));
        format!(
            "2022年10月残疾人证名册\n姓名,身份证号,残疾人证号,残疾类别,残疾等级,有效期至,证件状态\n王桂兰,{{1}},{number},肢体,一级,{until},{status}\n"
        )
    };
    assert_eq!(
        cases("AU-17", &[("补贴.csv", &roll), ("证.csv", &certificate("2022-09-30", "有效"))])[0].amount,
        Some(Fen::yuan(110))
    );
    assert!(cases("AU-17", &[("补贴.csv", &roll), ("证.csv", &certificate("2022-10-01", "有效"))]).is_empty());
}

#[test]
fn severely_disabled_people_in_need_of_care_without_the_subsidy_are_missed_people() {
    let certificate = |level: &str, care: &str| {
        let digit = if level == "二级" { 2 } else { 3 };
        format!(
            "2022年10月残疾人证名册\n姓名,身份证号,残疾人证号,残疾类别,残疾等级,有效期至,证件状态,长期照护需求\n王桂兰,{{1}},{}4{digit},肢体,{level},2030-01-01,有效,{care}\n",
            id(1)
        )
    };
    let others = subsidies("李大山,{2},110,110");
    assert_eq!(cases("AU-10", &[("证.csv", &certificate("二级", "是")), ("补贴.csv", &others)]).len(), 1);
    assert!(cases("AU-10", &[("证.csv", &certificate("二级", "否")), ("补贴.csv", &others)]).is_empty());
    assert!(cases("AU-10", &[("证.csv", &certificate("三级", "是")), ("补贴.csv", &others)]).is_empty());
}

#[test]
fn a_disabled_member_of_a_dibao_family_without_the_living_subsidy_is_missed() {
    let certificate = format!(
        "2022年10月残疾人证名册\n姓名,身份证号,残疾人证号,残疾类别,残疾等级,有效期至,证件状态\n王桂兰,{{1}},{}43,肢体,三级,2030-01-01,有效\n",
        id(1)
    );
    let roll = dibao("D1,王桂兰,{1},户主,三类,84,6217001");
    let without =
        cases("AU-10", &[("证.csv", &certificate), ("低保.csv", &roll), ("补贴.csv", &subsidies("李大山,{2},110,110"))]);
    assert_eq!(without.len(), 1);
    let with = [("证.csv", &*certificate), ("低保.csv", &roll), ("补贴.csv", &subsidies("王桂兰,{1},110,0"))];
    assert!(cases("AU-10", &with).is_empty());
}

#[test]
fn a_child_of_two_detained_parents_outside_the_schemes_is_missed_and_an_adult_is_not() {
    let child = |number: &str| {
        format!(
            "父母情况表\n儿童姓名,儿童身份证号,父亲情况,父亲情况起始日,母亲情况,母亲情况起始日\n王小明,{number},服刑在押,2021-01-01,失联,2021-01-01\n"
        )
    };
    let roll = "2022年10月儿童名册\n姓名,身份证号,儿童类别,月保障金额,享受起始年月\n李小山,{2},孤儿,1060,2020-01\n";
    assert_eq!(cases("AU-10", &[("父母.csv", &child(&born(7, "2012-05-01"))), ("儿童.csv", roll)]).len(), 1);
    assert!(cases("AU-10", &[("父母.csv", &child(&born(7, "2003-05-01"))), ("儿童.csv", roll)]).is_empty());
}

#[test]
fn a_resident_of_a_care_home_on_the_roll_as_living_at_home_is_found() {
    let home =
        |since: &str| format!("敬老院在院人员\n姓名,身份证号,入住日期,离院日期,机构名称\n王桂兰,{{1}},{since},,中心敬老院\n");
    let at_home = tekun("T1,王桂兰,{1},分散供养,半自理,571,301");
    assert_eq!(cases("CU-21", &[("在院.csv", &home("2022-03-01")), ("特困.csv", &at_home)]).len(), 1);
    let inside = tekun("T1,王桂兰,{1},集中供养,半自理,571,301");
    assert!(cases("CU-21", &[("在院.csv", &home("2022-03-01")), ("特困.csv", &inside)]).is_empty());
    assert!(cases("CU-21", &[("在院.csv", &home("2022-10-03")), ("特困.csv", &at_home)]).is_empty());
}

#[test]
fn a_monitored_household_that_nothing_reaches_is_found_and_one_whose_risk_is_cleared_is_not() {
    let monitored = |cleared: &str| {
        format!(
            "监测名单\n监测户编号,姓名,身份证号,与户主关系,户类型,识别日期,风险消除日期\nJ1,王桂兰,{{1}},户主,边缘易致贫户,2021-05-01,{cleared}\nJ1,王小明,{{2}},子,边缘易致贫户,2021-05-01,{cleared}\n"
        )
    };
    let others = dibao("D2,李大山,{3},户主,三类,84,6217002");
    assert_eq!(cases("CU-22", &[("监测.csv", &monitored("")), ("低保.csv", &others)]).len(), 1);
    assert!(cases("CU-22", &[("监测.csv", &monitored("2022-06-01")), ("低保.csv", &others)]).is_empty());
    let reached = dibao("D1,王小明,{2},户主,三类,84,6217002");
    assert!(cases("CU-22", &[("监测.csv", &monitored("")), ("低保.csv", &reached)]).is_empty());
}
