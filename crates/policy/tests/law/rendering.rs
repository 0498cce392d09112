//! Steps and missing facts in words.

use policy::dibao::{self, DibaoValues, Family, Missing, Unit};
use policy::{PolicyBook, Trace, render};
use vocabulary::{Date, DibaoClass, Month, PersonId, RegionCode, Registration};

use crate::case_file::MemberText;

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
        当日适用哪一版规则：认定日期2022-05-10，规则版本“施行中”（dibao.rules_in_force，2021-07-01起）。依据：民发〔2021〕57号自2021-07-01起施行（本系统读法）（RD-22）。结论：是。
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
        当日适用哪一版规则：认定日期2022-05-10，规则版本“施行中”（dibao.rules_in_force，2021-07-01起）。依据：民发〔2021〕57号自2021-07-01起施行（本系统读法）（RD-22）。结论：是。
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
