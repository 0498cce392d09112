//! Steps and missing facts in words.

use std::collections::BTreeMap;

use policy::dibao::{self, DibaoValues, Family, Missing, Unit};
use policy::{PolicyBook, Step, StepAnswer, Trace, render};
use vocabulary::{Date, DibaoClass, Month, PersonId, RegionCode, Registration};

use crate::case_file::{CaseFile, MemberText};
use crate::cases;

fn member(text: &str, number: usize) -> dibao::Member {
    toml::from_str::<MemberText>(text).expect("a member").member(number)
}

fn name(person: PersonId) -> String {
    ["张三", "李四"][usize::try_from(person.number() - 1).expect("two persons")].to_owned()
}

#[test]
fn a_determination_is_told_step_by_step() {
    let book = PolicyBook::parse(&crate::model_files()).expect("a book");
    let (county, day) = (RegionCode::parse("620521").expect("a county"), Date::parse("2022-05-10").expect("a day"));
    let values = DibaoValues::at(&book, county, day).expect("rules are in force");
    let members = [
        member("relation = '户主'\nbirth = '1975-03-01'\nwage = 3000\nwage_months = 3\nresident_pension = 1200", 1),
        member("relation = '妻'\nbirth = '1977-08-20'\ndisability = '肢体 二级'\nlabour = '无'", 2),
    ];
    let unit = Unit::WholeFamily(Family { members: &members, registration: Registration::Rural });
    let mut trace = Trace::default();
    dibao::determine(&unit, &values, day, &mut trace);
    let month = Month::new(2022, 6).expect("a month");
    dibao::monthly_amount_recorded(&book, county, DibaoClass::Three, 2, month, &mut trace).expect("an amount");
    insta::assert_snapshot!(render::sentences(&trace.steps, name).join("\n"), @r#"
        当日适用自何日起的规则版本：认定日期2022-05-10，规则版本“施行中”（dibao.rules_in_force，2021-07-01起）。依据：民发〔2021〕57号自2021-07-01起施行；后法优于前法（本系统读法）（RD-22）。结论：2021-07-01。
        是否属于该低保名册：名册“农村低保”，户口性质“农业”。依据：民发〔2021〕57号第四条（本系统读法）（RD-26）。结论：是。
        是否为共同生活的家庭成员：张三人员去向“在家”。依据：民发〔2021〕57号第七条（DB-11）。结论：是。
        是否为共同生活的家庭成员：李四人员去向“在家”。依据：民发〔2021〕57号第七条（DB-11）。结论：是。
        扣减多少必要的就业成本：张三工资性收入3000.00元，张三务工月数3个月，扣减比例0.2（dibao.income.employment_cost_share，2021-07-01起），每月上限1000.00元（dibao.income.employment_cost_most，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-06）。结论：600.00元。
        养老金和高龄津贴是否计入收入：张三城乡居民基础养老金1200.00元，是否计入“不计入”（dibao.income.resident_pension_basic_counts，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-09）。结论：否。
        计入的年收入是多少：张三工资性收入3000.00元。依据：民发〔2021〕57号第十三条（DB-21）。结论：2400.00元。
        计入的年收入是多少：李四工资性收入0.00元。依据：民发〔2021〕57号第十三条（DB-21）。结论：0.00元。
        人均收入是否低于最低生活保障标准：计入的年收入2400.00元，计入人数2人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：社会救助暂行办法第九条；民发〔2021〕57号第二条（DB-101）。结论：是。
        家庭财产是否符合当地规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准439.00元（dibao.rural.standard，2022-01-01起），计入人数2人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条（DB-31）。结论：是。
        全体成员是否均无劳动能力且无收入：计入的年收入2400.00元，计入人数2人。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-03）。结论：否。
        计入的人均收入占保障标准的多少：计入的年收入2400.00元，计入人数2人，月保障标准439.00元（dibao.rural.standard，2022-01-01起），二类上限0.2（dibao.rural.class_2.income_share，2021-07-01起），三类上限0.8（dibao.rural.class_3.income_share，2021-07-01起）。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-02）。结论：0.2278。
        属于哪一类：计入的年收入2400.00元，计入人数2人。依据：民发〔2021〕57号第二十三条；甘肃省农村低保分类办法（DB-502）。结论：“三类”。
        当月发放多少：发放月份首日2022-06-01，每人每月金额84.00元（dibao.rural.class_3.amount，2022-01-01起），保障人数2人。依据：民发〔2021〕57号第二十三条（DB-501）。结论：168.00元。
        "#);
}

#[test]
fn a_step_that_cannot_be_answered_says_what_is_missing() {
    let book = PolicyBook::parse(&crate::model_files()).expect("a book");
    let (county, day) = (RegionCode::parse("620521").expect("a county"), Date::parse("2022-05-10").expect("a day"));
    let values = DibaoValues::at(&book, county, day).expect("rules are in force");
    let members = [member("relation = '户主'\nbirth = '1975-03-01'\nunknown = ['business', 'cash']", 1)];
    let unit = Unit::WholeFamily(Family { members: &members, registration: Registration::Rural });
    let mut trace = Trace::default();
    dibao::determine(&unit, &values, day, &mut trace);
    insta::assert_snapshot!(render::sentences(&trace.steps, name).join("\n"), @r#"
        当日适用自何日起的规则版本：认定日期2022-05-10，规则版本“施行中”（dibao.rules_in_force，2021-07-01起）。依据：民发〔2021〕57号自2021-07-01起施行；后法优于前法（本系统读法）（RD-22）。结论：2021-07-01。
        是否属于该低保名册：名册“农村低保”，户口性质“农业”。依据：民发〔2021〕57号第四条（本系统读法）（RD-26）。结论：是。
        是否为共同生活的家庭成员：张三人员去向“在家”。依据：民发〔2021〕57号第七条（DB-11）。结论：是。
        计入的年收入是多少：张三工资性收入0.00元，张三经营净收入不详。依据：民发〔2021〕57号第十三条（DB-21）。结论：无法认定，缺少经营净收入。
        人均收入是否低于最低生活保障标准：已知计入的年收入0.00元，计入人数1人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：社会救助暂行办法第九条；民发〔2021〕57号第二条（DB-101）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        家庭财产是否符合当地规定：货币财产不详，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准439.00元（dibao.rural.standard，2022-01-01起），计入人数1人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条（DB-31）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        "#);
    let missing = [Missing::Fact(members[0].person, "经营净收入"), Missing::Value("dibao.property.cash_limit".to_owned())];
    insta::assert_snapshot!(render::missing_words(&missing, &book, name), @"张三的经营净收入、政策数值“人均货币财产上限为年保障标准的倍数（含）”");
}

#[test]
fn a_day_without_rules_is_refused_by_name() {
    let book = PolicyBook::parse(&crate::model_files()).expect("a book");
    let county = RegionCode::parse("620521").expect("a county");
    let refusal = DibaoValues::at(&book, county, Date::parse("2021-06-30").expect("a day")).expect_err("no rules");
    insta::assert_snapshot!(refusal, @"no rule version：2021-06-30没有本系统的低保规则版本（最早的版本自2021-07-01起）；请按当日有效的文件人工办理");
}

/// The kind of an answer: one sentence of each kind is shown for a rule.
fn kind(answer: &StepAnswer) -> &'static str {
    match answer {
        StepAnswer::Yes => "yes",
        StepAnswer::No => "no",
        StepAnswer::CannotSay(_) => "cannot say",
        StepAnswer::Value(_) => "value",
    }
}

/// The first step of each rule and kind of answer, as the cases ask them.
pub fn steps_by_kind(files: &[(String, CaseFile)]) -> BTreeMap<(&'static str, &'static str), Step> {
    let mut first = BTreeMap::new();
    for step in cases::run(files).into_iter().flat_map(|case| case.steps) {
        first.entry((step.rule.0, kind(&step.answer))).or_insert(step);
    }
    first
}

/// The same of one file of cases whose sentences are shown.
pub fn told(file: &str, text: &str) -> BTreeMap<(&'static str, &'static str), Step> {
    steps_by_kind(&[(file.to_owned(), toml::from_str(text).expect("cases"))])
}

#[test]
fn every_rule_that_is_asked_is_told_in_a_sentence_for_each_kind_of_answer() {
    let told = told("told.toml", include_str!("told.toml"));
    let sentences: Vec<String> = told.values().map(|step| render::sentence(step, |person| format!("成员{person}"))).collect();
    insta::assert_snapshot!(sentences.join("\n"), @r#"
        数值变更涉及的户数是否须第二人确认：涉及户数9户，总户数1000户，涉及比例0.009，须第二人确认的比例（不含）0.01（change.second_person_share，2021-01-01起）。依据：本系统规定（CV-01）。结论：否。
        数值变更涉及的户数是否须第二人确认：涉及户数11户，总户数1000户，涉及比例0.011，须第二人确认的比例（不含）0.01（change.second_person_share，2021-01-01起）。依据：本系统规定（CV-01）。结论：是。
        人均收入是否低于最低生活保障标准：已知计入的年收入2000.00元，计入人数1人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：社会救助暂行办法第九条；民发〔2021〕57号第二条（DB-101）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        人均收入是否低于最低生活保障标准：计入的年收入5268.00元，计入人数1人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：社会救助暂行办法第九条；民发〔2021〕57号第二条（DB-101）。结论：否。
        人均收入是否低于最低生活保障标准：计入的年收入0.00元，计入人数2人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：社会救助暂行办法第九条；民发〔2021〕57号第二条（DB-101）。结论：是。
        是否为共同生活的家庭成员：成员2人员去向“宗教教职人员”。依据：民发〔2021〕57号第七条（DB-11）。结论：无法认定，缺少去向起始日。
        是否为共同生活的家庭成员：成员2人员去向“服刑”。依据：民发〔2021〕57号第七条（DB-11）。结论：否。
        是否为共同生活的家庭成员：成员1人员去向“在家”。依据：民发〔2021〕57号第七条（DB-11）。结论：是。
        是否属于可以单独申请的人员：无。依据：民发〔2021〕57号第八条（DB-12）。结论：否。
        是否属于可以单独申请的人员：成员3残疾类别“肢体”，成员3残疾等级“二级”。依据：民发〔2021〕57号第八条（DB-12）。结论：是。
        是否为低保边缘家庭：已知计入的年收入8000.00元，计入人数1人，月保障标准550.00元（dibao.rural.standard，2026-01-01起），低保边缘倍数1.5（dibao.margin.income_ratio，2026-07-01起）。依据：民发〔2021〕57号第八条（DB-13）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        是否为低保边缘家庭：计入的年收入90000.00元，计入人数3人，月保障标准550.00元（dibao.rural.standard，2026-01-01起），低保边缘倍数1.5（dibao.margin.income_ratio，2026-07-01起）。依据：民发〔2021〕57号第八条（DB-13）。结论：否。
        是否为低保边缘家庭：计入的年收入29699.99元，计入人数3人，月保障标准550.00元（dibao.rural.standard，2026-01-01起），低保边缘倍数1.5（dibao.margin.income_ratio，2021-07-01起）。依据：民发〔2021〕57号第八条（DB-13）。结论：是。
        是否属于经认定可以单独申请的其他特殊情形：成员3认定的特殊情形“确有特殊困难”，当日可否单独申请不详（dibao.single_person.special_hardship，2021-01-01起）。依据：民发〔2021〕57号第八条第（四）项；社会救助法第二十一条（DB-14）。结论：无法认定，缺少政策数值“dibao.single_person.special_hardship”。
        是否属于经认定可以单独申请的其他特殊情形：成员3认定的特殊情形“确有特殊困难”，当日可否单独申请“不可以”（dibao.single_person.special_hardship，2021-07-01起）。依据：民发〔2021〕57号第八条第（四）项；社会救助法第二十一条（DB-14）。结论：否。
        是否属于经认定可以单独申请的其他特殊情形：成员3认定的特殊情形“县级以上规定的其他情形”。依据：民发〔2021〕57号第八条第（四）项；社会救助法第二十一条（DB-14）。结论：是。
        计入的年收入是多少：成员1工资性收入不详。依据：民发〔2021〕57号第十三条（DB-21）。结论：无法认定，缺少工资性收入。
        计入的年收入是多少：成员1工资性收入0.00元。依据：民发〔2021〕57号第十三条（DB-21）。结论：0.00元。
        哪些款项不计入收入：成员1不计入收入的款项5000.00元。依据：民发〔2021〕57号第十三条（DB-22）。结论：0.00元。
        转移净收入是多少：转移收入合计6268.00元，成员1支出赡养费及社保费1000.01元。依据：民发〔2021〕57号第十三条（DB-23）。结论：5267.99元。
        豁免多少亲属给付的资金：成员3豁免的亲属给付5000.00元，当日可否豁免“可以”（dibao.income.support_exemption，2022-10-20起）。依据：民发〔2022〕83号一（四）（DB-24）。结论：5000.00元。
        家庭财产是否符合当地规定：货币财产不详，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准439.00元（dibao.rural.standard，2022-01-01起），计入人数1人，住房套数不详，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数不详，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数不详，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条（DB-31）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        家庭财产是否符合当地规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准439.00元（dibao.rural.standard，2022-01-01起），计入人数1人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数1，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条（DB-31）。结论：否。
        家庭财产是否符合当地规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准439.00元（dibao.rural.standard，2022-01-01起），计入人数2人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条（DB-31）。结论：是。
        当月发放多少：发放月份首日2023-01-01，每人每月金额不详（dibao.rural.class_1.amount，2023-01-01起），保障人数1人。依据：民发〔2021〕57号第二十三条（DB-501）。结论：无法认定，缺少政策数值“dibao.rural.class_1.amount”。
        当月发放多少：发放月份首日2022-05-01，每人每月金额439.00元（dibao.rural.class_1.amount，2022-01-01起），保障人数2人。依据：民发〔2021〕57号第二十三条（DB-501）。结论：878.00元。
        属于哪一类：计入的年收入0.00元，计入人数2人。依据：民发〔2021〕57号第二十三条；甘肃省农村低保分类办法（DB-502）。结论：无法认定，缺少劳动能力。
        属于哪一类：计入的年收入0.00元，计入人数2人。依据：民发〔2021〕57号第二十三条；甘肃省农村低保分类办法（DB-502）。结论：“一类”。
        是否连续拒绝合适的工作而减发或停发本人的金额：成员1连续拒绝合适工作次数3次，减发或停发的次数3次（dibao.job_refusals_limit，2021-07-01起），成员1就业状况不详，成员1劳动能力“有劳动能力”。依据：民发〔2021〕57号第三十四条（DB-608）。结论：无法认定，缺少就业状况。
        是否连续拒绝合适的工作而减发或停发本人的金额：成员1连续拒绝合适工作次数2次，减发或停发的次数3次（dibao.job_refusals_limit，2021-07-01起），成员1就业状况“无业”，成员1劳动能力“有劳动能力”。依据：民发〔2021〕57号第三十四条（DB-608）。结论：否。
        是否连续拒绝合适的工作而减发或停发本人的金额：成员1连续拒绝合适工作次数3次，减发或停发的次数3次（dibao.job_refusals_limit，2021-07-01起），成员1就业状况“无业”，成员1劳动能力“有劳动能力”。依据：民发〔2021〕57号第三十四条（DB-608）。结论：是。
        作出决定前是否应听取本人意见：调整“终止”，减发、终止前须听取意见“否”（dibao.procedure.hearing_required，2021-07-01起）。依据：社会救助法第四十八条（DB-610）。结论：否。
        作出决定前是否应听取本人意见：调整“终止”，减发、终止前须听取意见“是”（dibao.procedure.hearing_required，2026-07-01起）。依据：社会救助法第四十八条（DB-610）。结论：是。
        骗取的最多可处多少罚款：骗取的金额1000.00元，最高倍数3（dibao.fraud_fine_most，2014-05-01起）。依据：社会救助暂行办法第六十八条；社会救助法第七十三条（DB-611）。结论：3000.00元。
        属于哪几类低收入人口：成员1最低生活保障对象“否”，成员1特困人员“否”，成员1防止返贫监测对象“否”，成员1最低生活保障边缘家庭成员不详，成员1刚性支出困难家庭成员不详，成员1其他困难人员“否”。依据：国办发〔2023〕39号二（MO-11）。结论：无法认定，缺少家庭成员的部分收入、财产或支出事实。
        属于哪几类低收入人口：成员1最低生活保障对象“否”，成员1特困人员“否”，成员1防止返贫监测对象“否”，成员1最低生活保障边缘家庭成员“否”，成员1刚性支出困难家庭成员“否”，成员1其他困难人员“否”。依据：国办发〔2023〕39号二（MO-11）。结论：否。
        属于哪几类低收入人口：成员1最低生活保障对象“是”，成员1特困人员“否”，成员1防止返贫监测对象“否”，成员1最低生活保障边缘家庭成员“否”，成员1刚性支出困难家庭成员“否”，成员1其他困难人员“否”。依据：国办发〔2023〕39号二（MO-11）。结论：是。
        是否为刚性支出困难家庭：刚性支出困难家庭认定办法“已施行”（low_income.rigid_expense.recognised，2025-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-12）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        是否为刚性支出困难家庭：刚性支出困难家庭认定办法“已施行”（low_income.rigid_expense.recognised，2025-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-12）。结论：否。
        是否为刚性支出困难家庭：刚性支出困难家庭认定办法“已施行”（low_income.rigid_expense.recognised，2025-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-12）。结论：是。
        退出低保、特困供养后是否仍在监测期内：退出日期2025-08-10，退出后监测月数不详（low_income.watched_after_leaving，2021-01-01起）。依据：国办发〔2023〕39号二（MO-15）。结论：无法认定，缺少政策数值“low_income.watched_after_leaving”。
        退出低保、特困供养后是否仍在监测期内：退出日期2024-08-10，退出后监测月数24个月（low_income.watched_after_leaving，2023-10-19起）。依据：国办发〔2023〕39号二（MO-15）。结论：否。
        退出低保、特困供养后是否仍在监测期内：退出日期2024-08-11，退出后监测月数24个月（low_income.watched_after_leaving，2023-10-19起）。依据：国办发〔2023〕39号二（MO-15）。结论：是。
        是否为防止返贫监测对象：监测户类型“脱贫户”。依据：国办发〔2023〕39号二（名单由乡村振兴部门认定）（MO-16）。结论：否。
        是否为防止返贫监测对象：监测户类型“脱贫不稳定户”。依据：国办发〔2023〕39号二（名单由乡村振兴部门认定）（MO-16）。结论：是。
        人均收入是否低于当地上年人均可支配收入：已知计入的年收入8000.00元，计入人数1人，上年人均可支配收入12500.00元（low_income.rural_disposable_income，2026-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-17）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        人均收入是否低于当地上年人均可支配收入：计入的年收入12500.00元，计入人数1人，上年人均可支配收入12500.00元（low_income.rural_disposable_income，2026-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-17）。结论：否。
        人均收入是否低于当地上年人均可支配收入：计入的年收入9900.00元，计入人数1人，上年人均可支配收入12500.00元（low_income.rural_disposable_income，2026-01-01起）。依据：国办发〔2023〕39号二；刚性支出困难家庭认定办法（MO-17）。结论：是。
        计入的人均收入占保障标准的多少：已知计入的年收入1000.00元，计入人数1人，月保障标准439.00元（dibao.rural.standard，2022-01-01起），二类上限0.2（dibao.rural.class_2.income_share，2021-07-01起），三类上限0.8（dibao.rural.class_3.income_share，2021-07-01起）。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-02）。结论：无法认定，缺少收入的确切数额。
        计入的人均收入占保障标准的多少：计入的年收入0.01元，计入人数2人，月保障标准439.00元（dibao.rural.standard，2022-01-01起），二类上限0.2（dibao.rural.class_2.income_share，2021-07-01起），三类上限0.8（dibao.rural.class_3.income_share，2021-07-01起）。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-02）。结论：0。
        全体成员是否均无劳动能力且无收入：计入的年收入0.00元，计入人数2人，成员1出生日期1975-03-01，成员1劳动能力“无劳动能力”，成员2出生日期2006-05-10，成员2劳动能力不详，按事实认定劳动能力的年龄16岁（dibao.age.labour，2021-07-01起）。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-03）。结论：无法认定，缺少劳动能力。
        全体成员是否均无劳动能力且无收入：计入的年收入0.01元，计入人数2人。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-03）。结论：否。
        全体成员是否均无劳动能力且无收入：计入的年收入0.00元，计入人数2人，成员1出生日期1975-03-01，成员1劳动能力“无劳动能力”，成员2出生日期2012-09-01，成员2劳动能力“有劳动能力”，按事实认定劳动能力的年龄16岁（dibao.age.labour，2021-07-01起）。依据：甘肃省农村低保分类办法（样例县假定；本系统读法）（RD-03）。结论：是。
        单人保障人员本人收入是否低于标准：计入的年收入5268.00元，计入人数1人，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：民发〔2021〕57号第八条（本系统读法）（RD-04）。结论：否。
        单人保障人员本人收入是否低于标准：计入的年收入0.00元，计入人数1人，月保障标准550.00元（dibao.rural.standard，2026-01-01起）。依据：民发〔2021〕57号第八条（本系统读法）（RD-04）。结论：是。
        是否为成年无业重度残疾人：成员3残疾类别“肢体”，成员3残疾等级“二级”，成员3就业状况不详，成员3出生日期1998-06-15，成年年龄18岁（dibao.age.adult，2021-01-01起），当日可否单独申请“可以”（dibao.single_person.adult_without_job，2022-10-20起）。依据：民发〔2022〕83号一（一）（四）（RD-05）。结论：无法认定，缺少就业状况。
        是否为成年无业重度残疾人：成员3残疾类别“肢体”，成员3残疾等级“二级”，成员3就业状况“就业”，成员3出生日期1998-06-15，成年年龄18岁（dibao.age.adult，2021-01-01起），当日可否单独申请“可以”（dibao.single_person.adult_without_job，2022-10-20起）。依据：民发〔2022〕83号一（一）（四）（RD-05）。结论：否。
        是否为成年无业重度残疾人：成员3残疾类别“肢体”，成员3残疾等级“二级”，成员3就业状况“无业”，成员3出生日期1998-06-15，成年年龄18岁（dibao.age.adult，2021-01-01起），当日可否单独申请“可以”（dibao.single_person.adult_without_job，2022-10-20起）。依据：民发〔2022〕83号一（一）（四）（RD-05）。结论：是。
        扣减多少必要的就业成本：成员1工资性收入1000.00元，成员1务工月数不详，扣减比例0.2（dibao.income.employment_cost_share，2021-07-01起），每月上限1000.00元（dibao.income.employment_cost_most，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-06）。结论：无法认定，缺少务工月数。
        扣减多少必要的就业成本：成员1工资性收入6584.99元，成员1务工月数12个月，扣减比例0.2（dibao.income.employment_cost_share，2021-07-01起），每月上限1000.00元（dibao.income.employment_cost_most，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-06）。结论：1316.99元。
        扣减多少医疗康复刚性支出：自付医疗康复支出6000.00元，扣减比例不详（dibao.income.illness_deduction_share，2021-01-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-07）。结论：无法认定，缺少政策数值“dibao.income.illness_deduction_share”。
        扣减多少医疗康复刚性支出：自付医疗康复支出90000.00元，扣减比例0（dibao.income.illness_deduction_share，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-07）。结论：0.00元。
        经营亏损是否抵减其他收入：成员1经营净收入-3000.00元。依据：民发〔2021〕57号第十三条（本系统读法）（RD-08）。结论：否。
        养老金和高龄津贴是否计入收入：成员1城乡居民基础养老金1500.00元，是否计入“不计入”（dibao.income.resident_pension_basic_counts，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-09）。结论：否。
        养老金和高龄津贴是否计入收入：成员1高龄津贴5268.00元，是否计入“计入”（dibao.income.old_age_allowance_counts，2021-07-01起）。依据：民发〔2021〕57号第十三条（本系统读法）（RD-09）。结论：是。
        享受特困供养或孤儿保障的，是否计入低保人数：成员2享受待遇“特困人员救助供养”。依据：民发〔2021〕43号第四条；民发〔2021〕57号第七条（本系统读法）（RD-15）。结论：否。
        当日适用自何日起的规则版本：认定日期2022-05-10，规则版本“施行中”（dibao.rules_in_force，2021-07-01起）。依据：民发〔2021〕57号自2021-07-01起施行；后法优于前法（本系统读法）（RD-22）。结论：2021-07-01。
        刚性支出占总收入的比例是否超过当地规定：已知计入的年收入8000.00元，计入人数1人，基本生活支出0.00元，医疗支出9000.00元，教育支出0.00元，残疾康复支出0.00元，其他刚性支出0.00元，刚性支出比例0.6（low_income.rigid_expense.share，2025-01-01起）。依据：刚性支出困难家庭认定办法（本系统读法）（RD-24）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        刚性支出占总收入的比例是否超过当地规定：计入的年收入9900.00元，计入人数1人，基本生活支出0.00元，医疗支出0.00元，教育支出0.00元，残疾康复支出0.00元，其他刚性支出0.00元，刚性支出比例0.6（low_income.rigid_expense.share，2025-01-01起）。依据：刚性支出困难家庭认定办法（本系统读法）（RD-24）。结论：否。
        刚性支出占总收入的比例是否超过当地规定：计入的年收入10000.00元，计入人数1人，基本生活支出0.00元，医疗支出6000.01元，教育支出0.00元，残疾康复支出0.00元，其他刚性支出0.00元，刚性支出比例0.6（low_income.rigid_expense.share，2025-01-01起）。依据：刚性支出困难家庭认定办法（本系统读法）（RD-24）。结论：是。
        收入是否因就业增加而不再低于标准，可以渐退：收入已不低于标准“是”，是否因就业增收不详。依据：民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）（本系统读法）（RD-25）。结论：无法认定，缺少是否因就业增收。
        收入是否因就业增加而不再低于标准，可以渐退：收入已不低于标准“是”，是否因就业增收“否”。依据：民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）（本系统读法）（RD-25）。结论：否。
        收入是否因就业增加而不再低于标准，可以渐退：收入已不低于标准“是”，是否因就业增收“是”。依据：民发〔2021〕57号第三十三条；民发〔2022〕83号一（三）（本系统读法）（RD-25）。结论：是。
        是否属于该低保名册：名册“农村低保”，户口性质“非农业”。依据：民发〔2021〕57号第四条（本系统读法）（RD-26）。结论：否。
        是否属于该低保名册：名册“农村低保”，户口性质“农业”。依据：民发〔2021〕57号第四条（本系统读法）（RD-26）。结论：是。
        低保边缘家庭、刚性支出困难家庭的财产是否符合同一规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准550.00元（dibao.rural.standard，2026-01-01起），计入人数1人，住房套数不详，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条；国办发〔2023〕39号二（本系统读法）（RD-27）。结论：无法认定，缺少家庭成员的部分收入或财产事实。
        低保边缘家庭、刚性支出困难家庭的财产是否符合同一规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准550.00元（dibao.rural.standard，2026-01-01起），计入人数1人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数1，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条；国办发〔2023〕39号二（本系统读法）（RD-27）。结论：否。
        低保边缘家庭、刚性支出困难家庭的财产是否符合同一规定：货币财产0.00元，人均上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），月保障标准550.00元（dibao.rural.standard，2026-01-01起），计入人数3人，住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕57号第十四条；国办发〔2023〕39号二（本系统读法）（RD-27）。结论：是。
        "#);
}
