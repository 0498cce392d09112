//! Steps of the programmes beside dibao in words.

use policy::children::{self, CountedBesideTopUp, Placement};
use policy::disability::{self, DisabilityValues, Subsidy};
use policy::relief::{self, ReliefValues};
use policy::tekun::{self, CareProvider, TekunTerms, TekunValues};
use policy::{AwardStage, Trace, render};
use vocabulary::{ChildScheme, Coded, Month, PersonId};

use crate::case_file::{code, day};
use crate::programme_file::{ChildCase, PersonText, ReliefCase, SubsidyCase, held};
use crate::properties::{BOOK, county};

const HEAD: &str = "name = '例'\nrule = '例'\nclause = '例'\nexpect = '例'\n";

fn name(person: PersonId) -> String {
    if person.number() == 1 { "张三" } else { "李四" }.to_owned()
}

fn told(trace: &Trace) -> String {
    render::sentences(&trace.steps, name).join("\n")
}

fn may() -> Month {
    Month::new(2022, 5).expect("a month")
}

#[test]
fn tekun_is_told_step_by_step() {
    let today = day("2022-05-10");
    let values = TekunValues::at(&BOOK, county(), today).expect("rules are in force");
    let text: PersonText = toml::from_str(
        "birth = '1950-03-01'\ndisability = '肢体 三级'\nsupport = 2000\nresident_pension = 1500\ntransfer_paid = 200\n\
         supporters = [{ birth = '1945-01-01', income = 3000, whereabouts = '在家' }, { tekun = true }]",
    )
    .expect("a person");
    let supporters = text.supporters();
    let person = text.person(1, &supporters);
    let mut trace = Trace::default();
    tekun::determine(&person, AwardStage::Asking, &values, today, &mut trace);
    let terms = TekunTerms { roll: code("农业"), mode: code("分散供养"), self_care: code("半自理") };
    tekun::monthly_amounts(&BOOK, county(), terms, may(), &mut trace).expect("rates");
    let agreement = tekun::CareAgreement { provider: CareProvider::Carer, from: day("2022-01-01"), until: None };
    tekun::payees_of_month(&[agreement], may(), &mut trace);
    insta::assert_snapshot!(told(&trace), @r#"
        按农村还是城市特困供养标准：户口性质“农业”。依据：民发〔2021〕43号第十九条（TK-211）。结论：“农业”。
        是否未满进入特困供养的未成年人年龄：张三出生日期1950-03-01，进入年龄16岁（tekun.age.minor_entry，2021-07-01起）。依据：民发〔2021〕43号第五条（TK-107）。结论：否。
        是否无劳动能力：张三出生日期1950-03-01，老年人年龄60岁（tekun.age.elderly，2021-07-01起），张三残疾类别“肢体”，张三残疾等级“三级”。依据：民发〔2021〕43号第五条（TK-101）。结论：是。
        计入特困认定的年收入是多少：张三赡养抚养费收入2000.00元，张三支出赡养费及社保费200.00元，城乡居民基础养老金“不计入”（tekun.income.resident_pension_basic_counts，2021-07-01起），高龄津贴“不计入”（tekun.income.old_age_allowance_counts，2021-07-01起）。依据：民发〔2021〕43号第六条（TK-104）。结论：1800.00元。
        是否无生活来源：收入是否低于最低生活保障标准：计入的年收入1800.00元，月保障标准439.00元（dibao.rural.standard，2022-01-01起）。依据：民发〔2021〕43号第六条（TK-102）。结论：是。
        是否无生活来源：财产是否符合特困人员财产状况规定：张三货币财产0.00元，上限（年标准的倍数）2（tekun.property.cash_limit，2021-07-01起），张三住房套数0，住房上限1（tekun.property.dwellings_limit，2021-07-01起），张三机动车辆数0，机动车上限0（tekun.property.motor_cars_limit，2021-07-01起），张三商铺企业数0，商铺企业上限0（tekun.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕43号第六条、第七条（TK-105）。结论：是。
        法定义务人是否无履行义务能力：李四出生日期1945-01-01，李四人员去向“在家”，高龄年龄70岁（tekun.supporter.age，2021-07-01起），李四本人年收入3000.00元，上年人均可支配收入9200.00元（low_income.rural_disposable_income，2022-01-01起），李四货币财产0.00元，上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），李四住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），李四机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），李四商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕43号第八条（TK-106）。结论：是。
        法定义务人是否无履行义务能力：李四出生日期1985-01-01，李四特困人员“是”，高龄年龄70岁（tekun.supporter.age，2021-07-01起），李四本人年收入30000.00元，上年人均可支配收入9200.00元（low_income.rural_disposable_income，2022-01-01起），李四货币财产0.00元，上限（年标准的倍数）2（dibao.property.cash_limit，2021-07-01起），李四住房套数0，住房上限1（dibao.property.dwellings_limit，2021-07-01起），李四机动车辆数0，机动车上限0（dibao.property.motor_cars_limit，2021-07-01起），李四商铺企业数0，商铺企业上限0（dibao.property.shops_and_companies_limit，2021-07-01起）。依据：民发〔2021〕43号第八条（TK-106）。结论：是。
        是否无法定义务人，或法定义务人均无履行义务能力：已知法定义务人2人，张三法定义务人是否已全部查清“是”。依据：民发〔2021〕43号第四条、第八条（TK-103）。结论：是。
        是否出现应当终止特困供养的情形：无。依据：民发〔2021〕43号第二十四条（TK-24）。结论：否。
        特困基本生活费当月发放多少：城乡“农业”，供养方式“分散供养”，发放月份首日2022-05-01，月标准571.00元（tekun.rural.basic.home，2022-01-01起）。依据：社会救助暂行办法第十五条；社会救助法第十七条（TK-401）。结论：571.00元。
        特困照料护理费当月发放多少：生活自理能力“半自理”，发放月份首日2022-05-01，月标准301.00元（tekun.care.partial，2022-01-01起）。依据：社会救助暂行办法第十五条；社会救助法第十七条（TK-402）。结论：301.00元。
        供养金和照料护理费付给谁：发放月份首日2022-05-01。依据：民发〔2019〕124号；照料护理费随服务走（CA-108）。结论：“照料服务人”。
        "#);
}

#[test]
fn a_child_is_told_step_by_step() {
    let today = day("2022-05-10");
    let values = children::ChildValues::at(&BOOK, county(), today).expect("rules are in force");
    let case: ChildCase = toml::from_str(&format!(
        "{HEAD}day = '2022-05-10'\nbirth = '2012-03-01'\nparents = [{{ disability = '精神 四级' }}, {{ restriction = \
         {{ kind = '服刑在押', from = '2021-01-01', until = '2024-01-01' }} }}]"
    ))
    .expect("a case");
    let mut trace = Trace::default();
    children::determine(&case.child(), AwardStage::Asking, &values, today, &mut trace);
    let beside = CountedBesideTopUp {
        dibao_a_head: children::dibao_a_head(vocabulary::Fen::yuan(336), 4, &mut trace),
        ..CountedBesideTopUp::default()
    };
    let scheme = (ChildScheme::DeFactoUnsupported, Placement::WithKin);
    children::monthly_amount(&BOOK, county(), scheme, beside, may(), &mut trace).expect("a rate");
    insta::assert_snapshot!(told(&trace), @r#"
        是否出现应当终止儿童保障的情形、自何月起停发：无。依据：民发〔2019〕62号二（CH-35）。结论：否。
        当日是否已满年龄：张三出生日期2012-03-01，成年年龄18岁（children.age，2021-07-01起）。依据：民法典第二百零一条（本系统读法）（RD-21）。结论：否。
        是否为孤儿：无。依据：国办发〔2010〕54号一（CH-101）。结论：否。
        父母是否重残：张三残疾类别“精神”，张三残疾等级“四级”。依据：民发〔2019〕62号一（CH-21）。结论：是。
        父母是否服刑在押满规定期限：张三父母限制人身自由“服刑在押”，张三起始日2021-01-01，张三届满日2024-01-01，期限6个月（children.parent.restriction_months，2021-07-01起）。依据：民发〔2019〕62号一（CH-23）。结论：是。
        是否为事实无人抚养儿童：无。依据：民发〔2019〕62号一（CH-20）。结论：是。
        父母各属何种情形，属于孤儿还是事实无人抚养儿童：无。依据：民发〔2019〕62号一；国办发〔2010〕54号一（本系统读法）（RD-13）。结论：“事实无人抚养儿童”。
        补差时扣减多少低保金：按人均，单人保障的为全部：本户当月低保金336.00元，保障人数4人。依据：民发〔2019〕62号三（一）（本系统读法）（RD-16）。结论：84.00元。
        儿童如何安置：安置方式“亲属抚养”。依据：国办发〔2010〕54号一（CH-102）。结论：“事实无人抚养儿童”。
        儿童基本生活费当月发放多少：发放月份首日2022-05-01，月标准1060.00元（children.unattended，2022-01-01起）。依据：国办发〔2010〕54号二（一）（CH-103）。结论：1060.00元。
        事实无人抚养儿童补差发放多少：月标准1060.00元，低保金（人均）84.00元。依据：民发〔2019〕62号三（一）（CH-41）。结论：976.00元。
        "#);
}

#[test]
fn a_subsidy_is_told_step_by_step() {
    let values = DisabilityValues::at(&BOOK, county(), may().first_day()).expect("rules are in force");
    let case: SubsidyCase = toml::from_str(&format!(
        "{HEAD}subsidy = '护理'\nmonth = '2022-05'\ndisability = '肢体 二级'\nissued = '2019-02-01'\nexpiry = '2029-02-01'\n\
         care = true\nheld = ['其他部门同类护理补贴 110']"
    ))
    .expect("a case");
    let held = held(case.held.as_deref().unwrap_or_default());
    let mut trace = Trace::default();
    disability::determine(&case.person(&held), Subsidy::Nursing, &values, may(), &mut trace);
    disability::monthly_amount(&BOOK, county(), Subsidy::Nursing, may(), &mut trace).expect("a rate");
    insta::assert_snapshot!(told(&trace), @r#"
        是否在户籍地享受：发放月份首日2022-05-01。依据：国发〔2015〕52号（DS-105）。结论：是。
        当月残疾人证是否有效：发放月份首日2022-05-01，张三残疾人证发证日期2019-02-01，张三残疾人证有效期至2029-02-01，张三残疾人证状态“有效”。依据：国发〔2015〕52号；残疾人证管理办法（DS-104）。结论：是。
        是否属于重度残疾人护理补贴对象：张三残疾类别“肢体”，张三残疾等级“二级”，是否扩大到三四级智力精神“否”（disability.nursing.intellectual_and_mental_3_and_4，2021-07-01起）。依据：国发〔2015〕52号二（DS-102）。结论：是。
        是否需要长期照护：张三长期照护需求“是”。依据：国发〔2015〕52号二（DS-103）。结论：是。
        同类待遇择高，是否发放本补贴：其他部门同类护理补贴110.00元，重度残疾人护理补贴110.00元（disability.nursing.amount，2022-01-01起）。依据：国发〔2015〕52号三（本系统读法）（RD-20）。结论：否。
        残疾人两项补贴当月发放多少：补贴“重度残疾人护理补贴”，发放月份首日2022-05-01，月标准110.00元（disability.nursing.amount，2022-01-01起）。依据：国发〔2015〕52号；标准由省级规定（DS-30）。结论：110.00元。
        "#);
}

#[test]
fn relief_is_told_step_by_step() {
    let today = day("2022-05-10");
    let values = ReliefValues::at(&BOOK, county(), today).expect("rules are in force");
    let case: ReliefCase = toml::from_str(&format!(
        "{HEAD}day = '2022-05-10'\nkind = '支出型'\ncause = '就学'\nspending = true\nincome = 10000\nproperty = true\n\
         persons = 3\nmonths = 8\nurgent = true\nearlier = [{{ day = '2022-01-05', cause = '火灾' }}]"
    ))
    .expect("a case");
    let earlier = case.earlier();
    let application = case.application(&earlier);
    let mut trace = Trace::default();
    relief::determine(&application, &values, today, &mut trace);
    let amount = relief::relief_amount(&application, &values, &mut trace).expect("an amount");
    relief::decided_by(amount, &values, &mut trace);
    relief::helps_first(&application, amount, &values, &mut trace);
    assert_eq!(application.kind.label(), "支出型");
    insta::assert_snapshot!(told(&trace), @r#"
        是否由本地受理：与本地的联系“户籍在本地”，救助类型“支出型”，急难发生地受理“否”（relief.place_of_emergency.expense，2021-07-01起）。依据：国发〔2014〕47号；民发〔2022〕83号四（三）；国办发〔2023〕39号；社会救助法第三十七条（TR-20）。结论：是。
        是否已由受灾人员救助或道路交通事故救助基金解决：无。依据：民发〔2022〕83号二（二）（TR-11）。结论：否。
        低保、特困对象是否只核实必需支出：无。依据：民发〔2018〕23号二（二）（TR-405）。结论：否。
        是否符合支出型临时救助：张三必需支出是否超出承受能力“是”，张三家庭年可支配收入10000.00元，张三救助人数3人，上年人均可支配收入9200.00元（low_income.rural_disposable_income，2022-01-01起），张三财产是否符合当地规定“是”。依据：民发〔2018〕23号二（一）（TR-102）。结论：是。
        是否未超过本年度救助次数：本年度同一原因已救助0次，同一原因每年至多1次（relief.times_a_year.same_cause，2021-07-01起），本年度已救助1次，每年至多2次（relief.times_a_year.all_causes，2021-07-01起）。依据：由地方规定（TR-412）。结论：是。
        临时救助金额是多少：城市低保月标准582.00元（dibao.urban.standard，2022-01-01起），张三救助人数3人，张三救助月数8个月，至多6个月（relief.months_most，2021-01-15起）。依据：甘肃省临时救助规定（2021）（TR-30）。结论：10476.00元。
        由哪一级决定：救助金额10476.00元，小金额上限800.00元（relief.small_sum_cap，2021-01-15起），乡镇审批上限800.00元（relief.township_cap，2021-07-01起），县级民政部门审批上限5000.00元（relief.bureau_cap，2021-07-01起）。依据：社会救助暂行办法第四十八条；民发〔2018〕23号（本系统读法）（RD-23）。结论：“县级会议”。
        是否先行救助：小金额上限800.00元（relief.small_sum_cap，2021-01-15起），应当先行救助“否”（relief.help_first_required，2021-07-01起），张三情况紧急“是”。依据：民发〔2018〕23号二（二）；社会救助法第五十条（TR-407）。结论：“按程序办理”。
        "#);
}
