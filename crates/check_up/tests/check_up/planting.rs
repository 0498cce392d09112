//! Problems planted into a county: each in a file of its own, about people who truly are on the county's rolls.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use model_county::county::County;
use model_county::county::rows::{Citizen, CitizenKey, OfficeMonth};
use vocabulary::ApplicationKind;

/// A planted problem: the check that has to find it, and of whom.
pub struct Planted {
    /// Code of the check.
    pub code: &'static str,
    /// Number of the person; empty where the problem is nobody's, as a book of goods.
    pub number: String,
}

/// Files with problems, and what they hold.
#[derive(Default)]
pub struct Planting {
    pub files: Vec<(String, String)>,
    pub planted: Vec<Planted>,
    taken: BTreeSet<CitizenKey>,
}

/// Plants three problems of each kind.
pub fn plant(county: &County, month: &OfficeMonth) -> Planting {
    let mut planting = Planting::default();
    for round in 0..3 {
        let mut plant = Round { county, month, round, planting: &mut planting };
        plant.about_people_on_rolls();
        plant.about_rolls();
        plant.about_payments();
        plant.about_steps();
    }
    planting
}

struct Round<'a> {
    county: &'a County,
    month: &'a OfficeMonth,
    round: usize,
    planting: &'a mut Planting,
}

impl<'a> Round<'a> {
    fn citizen(&self, key: CitizenKey) -> &'a Citizen {
        &self.county.people().citizens[key.0 as usize]
    }

    /// The next of these people that no problem was planted on.
    fn take(&mut self, keys: impl Iterator<Item = CitizenKey>) -> &'a Citizen {
        let key = keys.into_iter().find(|key| !self.planting.taken.contains(key)).expect("a county has enough people");
        self.planting.taken.insert(key);
        self.citizen(key)
    }

    fn on_dibao(&mut self) -> &'a Citizen {
        let month = self.month;
        self.take(month.opening.dibao.iter().map(|row| row.citizen))
    }

    fn on_tekun_at_home(&mut self) -> &'a Citizen {
        let month = self.month;
        self.take(month.opening.tekun.iter().filter(|row| row.home.is_none()).map(|row| row.citizen))
    }

    fn with_subsidy(&mut self) -> &'a Citizen {
        let month = self.month;
        let tekun: BTreeSet<CitizenKey> = month.opening.dibao.iter().map(|row| row.citizen).collect();
        self.take(month.opening.subsidies.iter().map(|row| row.citizen).filter(|key| !tekun.contains(key)))
    }

    /// Somebody of the register whose register household no list knows, each time of another one.
    fn on_no_roll(&mut self) -> &'a Citizen {
        let (month, opening) = (self.month, &self.month.opening);
        let known: BTreeSet<CitizenKey> = opening
            .dibao
            .iter()
            .map(|row| row.citizen)
            .chain(opening.tekun.iter().map(|row| row.citizen))
            .chain(opening.children.iter().map(|row| row.citizen))
            .chain(opening.subsidies.iter().map(|row| row.citizen))
            .chain(month.certificates.iter().map(|row| row.citizen))
            .chain(month.monitored.iter().map(|row| row.citizen))
            .chain(month.payments.iter().map(|row| row.citizen))
            .chain(month.relief.iter().map(|row| row.citizen))
            .chain(self.planting.taken.iter().copied())
            .collect();
        let of_known = month.register.iter().filter(|row| known.contains(&row.citizen));
        let households: BTreeSet<&str> = of_known.map(|row| row.household.as_str()).collect();
        let registered = month.register.iter().filter(|row| row.death.is_none() && row.moved_out.is_none());
        self.take(registered.filter(|row| !households.contains(row.household.as_str())).map(|row| row.citizen))
    }

    fn file(&mut self, name: &str, text: String) {
        let round = self.round;
        self.planting.files.push((format!("补充{round}_{name}.csv"), text));
    }

    fn planted(&mut self, code: &'static str, citizen: Option<&Citizen>) {
        let number = citizen.map(|citizen| citizen.number.reveal().to_owned()).unwrap_or_default();
        self.planting.planted.push(Planted { code, number });
    }

    fn about_people_on_rolls(&mut self) {
        let (dead, other) = (self.on_dibao(), self.with_subsidy());
        self.file(
            "死亡",
            format!("2022年10月死亡人员名单\n姓名,身份证号,死亡日期\n{},2022-08-11\n{},2022-07-30\n", who(dead), who(other)),
        );
        self.planted("AU-01", Some(dead));
        self.planted("AU-01", Some(other));
        let inmate = self.on_dibao();
        self.file("服刑", format!("服刑人员名单\n姓名,身份证号,入监日期,释放日期\n{},2022-05-09,\n", who(inmate)));
        self.planted("AU-02", Some(inmate));
        let owner = self.on_dibao();
        self.file(
            "车辆",
            format!("机动车登记\n姓名,身份证号,号牌号码,车辆类型\n{},甘E8{:04},小型轿车\n", who(owner), self.round),
        );
        self.planted("AU-05", Some(owner));
        self.plant_kin();
        let (cared, inside) = (self.on_tekun_at_home(), self.on_tekun_at_home());
        let level = if self
            .month
            .opening
            .tekun
            .iter()
            .any(|row| self.citizen(row.citizen).number == cared.number && row.self_care == vocabulary::SelfCare::Full)
        {
            "全护理"
        } else {
            "全自理"
        };
        self.file("评估", format!("评估表\n姓名,身份证号,法定义务人情况,生活自理能力,供养方式,评估日期\n{},无法定义务人,{level},分散供养,2022-08-02\n", who(cared)));
        self.planted("AU-13", Some(cared));
        self.file(
            "在院",
            format!("敬老院名册\n姓名,身份证号,入住日期,离院日期,机构名称\n{},2022-03-01,,中心敬老院\n", who(inside)),
        );
        self.planted("CU-21", Some(inside));
        let expired = self.with_subsidy();
        self.file("残疾人证", format!("2022年10月残疾人证名册\n姓名,身份证号,残疾人证号,残疾类别,残疾等级,有效期至,证件状态\n{},{}41,肢体,一级,2022-08-31,有效\n", who(expired), expired.number.reveal()));
        self.planted("AU-17", Some(expired));
        let missed = self.on_no_roll();
        self.file("残疾人证新", format!("2022年10月残疾人证名册\n姓名,身份证号,残疾人证号,残疾类别,残疾等级,有效期至,证件状态,长期照护需求\n{},{}42,肢体,二级,2031-08-31,有效,是\n", who(missed), missed.number.reveal()));
        self.planted("AU-10", Some(missed));
        let watched = self.on_no_roll();
        self.file("监测", format!("监测名单\n监测户编号,姓名,身份证号,与户主关系,户类型,识别日期,风险消除日期\nZ{},{},户主,突发严重困难户,2022-06-01,\n", self.round, who(watched)));
        self.planted("CU-22", Some(watched));
    }

    /// A member of a register household with somebody on dibao becomes an official.
    fn plant_kin(&mut self) {
        let month = self.month;
        let dibao: BTreeSet<CitizenKey> =
            month.opening.dibao.iter().filter(|row| row.kind == ApplicationKind::SinglePerson).map(|row| row.citizen).collect();
        let pair = month.register.iter().filter(|row| dibao.contains(&row.citizen)).find_map(|kin| {
            let other = month.register.iter().find(|row| row.household == kin.household && !dibao.contains(&row.citizen))?;
            (!self.planting.taken.contains(&kin.citizen)).then_some((kin.citizen, other.citizen))
        });
        let (kin, official) = pair.expect("a county has people who live with others");
        self.planting.taken.extend([kin, official]);
        let (kin, official) = (self.citizen(kin), self.citizen(official));
        self.file("干部", format!("村干部名册\n姓名,身份证号,职务\n{},村文书\n", who(official)));
        self.planted("AU-06", Some(kin));
    }

    fn about_rolls(&mut self) {
        let (both, twice) = (self.on_dibao(), self.on_dibao());
        self.file("特困", format!("2022年10月特困供养名册\n供养户编号,姓名,身份证号,供养方式,生活自理能力,基本生活费,照料护理费,享受起始年月\nZT{},{},分散供养,全自理,571,150,2022-01\n", self.round, who(both)));
        self.planted("AU-03", Some(both));
        let (wrong, over) = (self.on_no_roll(), self.on_no_roll());
        let round = self.round;
        let head = "2022年10月农村低保名册\n保障户编号,姓名,身份证号,与户主关系,施保方式,低保类别,月保障金额,享受起始年月,渐退截止年月\n";
        self.file("低保", format!(
            "{head}ZA{round},{},户主,单人,三类,84,2022-01,\nZB{round},{},户主,单人,三类,104,2022-01,\nZC{round},{},户主,单人,三类,84,2022-01,2022-08\n",
            who(twice), who(wrong), who(over)
        ));
        self.planted("AU-04", Some(twice));
        self.planted("AU-09", Some(wrong));
        self.planted("AU-18", Some(over));
        let unpaid = self.on_no_roll();
        self.file(
            "补贴",
            format!(
                "2022年10月残疾人两项补贴名册\n姓名,身份证号,生活补贴金额,护理补贴金额,享受起始年月\n{},0,110,2022-01\n",
                who(unpaid)
            ),
        );
        self.planted("CU-23", Some(unpaid));
    }

    fn about_payments(&mut self) {
        let strangers: Vec<&Citizen> = (0..3).map(|_| self.on_no_roll()).collect();
        let (office, held, sharer) = (strangers[0], strangers[1], strangers[2]);
        let (second, third) = (self.on_no_roll(), self.on_no_roll());
        let round = self.round;
        let mut text = String::from("2022年10月资金发放名册\n姓名,身份证号,一卡通账号,发放项目,发放金额,发放日期,发放结果\n");
        let _ = writeln!(text, "{},6217000000000000{round}1,低保工作经费,3000,2022-10-10,成功", who(office));
        let _ = writeln!(text, "{},6217000000000000{round}2,特困供养金,721,2022-10-10,失败", who(held));
        for citizen in [sharer, second, third] {
            let _ = writeln!(text, "{},6217000000000000{round}3,困难残疾人生活补贴,110,2022-10-10,成功", who(citizen));
        }
        self.file("发放", text);
        self.planted("AU-07", Some(office));
        self.planted("AU-07", Some(second));
        self.planted("AU-08", Some(held));
        self.planted("AU-11", None);
        let ill = self.on_no_roll();
        let grant = |day: &str| format!("{},支出型,重病,1,9000,800\n", who_with(ill, day));
        self.file(
            "救助",
            format!(
                "临时救助名单\n姓名,身份证号,申请日期,救助类型,困难原因,救助人数,自付费用,救助金额\n{}{}",
                grant("2022-09-05"),
                grant("2022-09-20")
            ),
        );
        self.planted("AU-16", Some(ill));
    }

    fn about_steps(&mut self) {
        let round = self.round;
        let (hasty, overdue) = (self.on_no_roll(), self.on_dibao());
        self.file("台账", format!(
            "办理台账\n申请人,身份证号,入户日期,调查人,公示开始日期,公示截止日期,审批日期\n{},2022-08-01,张三,2022-08-03,2022-08-05,2022-08-06\n{},2021-01-05,张三、李四,2021-01-10,2021-01-17,2021-01-20\n",
            who(hasty), who(overdue)
        ));
        self.planted("AU-12", Some(hasty));
        self.planted("AU-19", Some(overdue));
        let served = self.on_no_roll();
        self.file(
            "服务",
            format!(
                "服务记录\n服务对象,身份证号,服务日期,服务时长,约定时长,结算金额,照片编号\n{},2022-10-03,1,2,60,Q{round}\n",
                who(served)
            ),
        );
        self.planted("AU-14", Some(served));
        self.file("库存", format!("收发存\n物资名称,采购数量,出库数量,结存数量\n棉被{round},100,80,15\n"));
        self.planted("AU-15", None);
        self.file("报表", "2022年10月统计表\n救助项目,户数,人数,当月支出\n农村低保,1,2,3\n".to_owned());
        self.planted("AU-20", None);
    }
}

fn who(citizen: &Citizen) -> String {
    format!("{},{}", citizen.name, citizen.number.reveal())
}

fn who_with(citizen: &Citizen, day: &str) -> String {
    format!("{},{day}", who(citizen))
}
