//! The two forms: the police register of the township and the household check of a village.

use vocabulary::{Coded, Month, Registration, Schooling, Whereabouts};

use crate::circumstances::{Illness, Raise};
use crate::places::{COUNTY, TOWN, VILLAGES};
use crate::sheet::{Cell, Sheet};
use crate::township::{Resident, Township, Visit};

/// Whose row it is: the place in [`Township::residents`]; none for someone of elsewhere.
pub(crate) type RowOf = Option<usize>;

pub(crate) const REGISTER_HEADER: [&str; 12] = [
    "序号",
    "户号",
    "姓名",
    "公民身份号码",
    "性别",
    "出生日期",
    "与户主关系",
    "户口性质",
    "村（居）代码",
    "村（居）名称",
    "手机号码",
    "死亡注销日期",
];

pub(crate) const CHECK_HEADER: [&str; 35] = [
    "序号",
    "村（居）代码",
    "户号",
    "姓名",
    "身份证号",
    "申请日期",
    "申请方式",
    "授权书签署日期",
    "工资性收入(元/年)",
    "务工月数",
    "经营净收入(元/年)",
    "财产净收入(元/年)",
    "赡养抚养费收入(元/年)",
    "职工养老金(元/年)",
    "基础养老金(元/年)",
    "高龄津贴(元/年)",
    "其他转移净收入(元/年)",
    "其他收入(元/年)",
    "不计入收入款项(元/年)",
    "支出赡养费及社保(元/年)",
    "劳动能力",
    "残疾类别",
    "残疾等级",
    "重特大疾病",
    "自付医疗支出(元/年)",
    "在读情况",
    "就业状况",
    "人员去向",
    "去向起始日",
    "货币财产(元)",
    "住房套数",
    "机动车辆数",
    "商铺企业数",
    "因就业增收",
    "一卡通账号",
];

/// A form and whose rows it has.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) sheet: Sheet,
    pub(crate) rows_of: Vec<RowOf>,
}

fn month_words(month: Month) -> String {
    format!("{}年{}月", month.year(), month.month())
}

/// The register of the whole township at the end of the month; the dead stay in it with the day of cancellation.
pub(crate) fn register(township: &Township, month: Month) -> Form {
    let mut rows = Vec::new();
    let mut rows_of = Vec::new();
    for household in &township.households {
        let village = &VILLAGES[household.village];
        for place in &household.members {
            let resident = &township.residents[*place];
            let number = i64::try_from(rows.len() + 1).expect("a count of rows fits");
            let registration = match household.registration {
                Registration::Rural => "农业户口",
                Registration::Urban => "非农业户口",
            };
            rows.push(vec![
                Cell::Count(number),
                Cell::text(&household.number),
                Cell::text(&resident.name),
                Cell::text(resident.number.reveal()),
                Cell::text(resident.sex().label()),
                Cell::text(resident.number.birth().to_string()),
                Cell::text(resident.relation.label()),
                Cell::text(registration),
                Cell::text(village.code),
                Cell::text(village.name),
                Cell::text(resident.phone.clone().unwrap_or_default()),
                Cell::text(resident.death.map(|day| day.to_string()).unwrap_or_default()),
            ]);
            rows_of.push(Some(*place));
        }
    }
    let mut total = vec![Cell::blank(); REGISTER_HEADER.len()];
    total[0] = Cell::text("合计");
    total[2] = Cell::text(format!("{}人", rows.len()));
    total[1] = Cell::text(format!("{}户", township.households.iter().filter(|household| !household.members.is_empty()).count()));
    let title = format!("{COUNTY}公安局户籍信息表（{}）", month_words(month));
    Form { sheet: Sheet { title, header: REGISTER_HEADER.to_vec(), rows, total: Some(total) }, rows_of }
}

/// The household checks of one village: all living members of the families that were visited.
pub(crate) fn check(township: &Township, village: usize, month: Month) -> Form {
    let mut rows = Vec::new();
    let mut rows_of = Vec::new();
    for (at, household) in township.households.iter().enumerate().filter(|(_, household)| household.village == village) {
        if matches!(household.visit, Visit::None) {
            continue;
        }
        for place in township.living(at) {
            let number = i64::try_from(rows.len() + 1).expect("a count of rows fits");
            let mut row = vec![Cell::Count(number), Cell::text(VILLAGES[village].code), Cell::text(&household.number)];
            let resident = &township.residents[place];
            row.push(Cell::text(&resident.name));
            row.push(Cell::text(resident.number.reveal()));
            row.extend(application_cells(township, at, place));
            row.extend(circumstance_cells(resident));
            row.push(account_cell(township, at, place));
            rows.push(row);
            rows_of.push(Some(place));
        }
    }
    let title = format!("{COUNTY}{TOWN}{}低收入家庭入户核查表（{}）", VILLAGES[village].short, month_words(month));
    Form { sheet: Sheet { title, header: CHECK_HEADER.to_vec(), rows, total: None }, rows_of }
}

/// 申请日期, 申请方式 on the applicant's row; 授权书签署日期 there and on the head's row.
fn application_cells(township: &Township, household: usize, place: usize) -> [Cell; 3] {
    let mut cells = [Cell::blank(), Cell::blank(), Cell::blank()];
    if let Some(application) = township.application(household) {
        if application.applicant == place {
            cells[0] = Cell::text(application.day.to_string());
            cells[1] = Cell::text(application.kind.label());
        }
        if application.applicant == place || township.head(household) == Some(place) {
            cells[2] = Cell::text(application.day.to_string());
        }
    }
    cells
}

fn account_cell(township: &Township, household: usize, place: usize) -> Cell {
    let application = township.application(household).filter(|application| application.applicant == place);
    Cell::text(application.map(|application| application.account.clone()).unwrap_or_default())
}

fn circumstance_cells(resident: &Resident) -> Vec<Cell> {
    let facts = &resident.circumstances;
    let yes_no = |yes: bool| Cell::text(if yes { "是" } else { "否" });
    let schooling = match facts.schooling {
        Schooling::None => "未在读",
        Schooling::Compulsory => "义务教育",
        Schooling::SeniorSecondary => "高中",
        Schooling::Undergraduate => "本科",
        Schooling::Postgraduate => "研究生",
    };
    let whereabouts = match facts.whereabouts {
        Whereabouts::AtHome => "在家",
        Whereabouts::AwayForWorkOrStudy => "外出务工",
        Whereabouts::InPrison => "服刑",
        Whereabouts::CompulsoryDetoxification => "强制戒毒",
        Whereabouts::DeclaredMissing => "失踪",
        Whereabouts::Clergy => "宗教教职人员",
        Whereabouts::LivesApart => "不共同生活",
    };
    vec![
        Cell::Money(facts.wage),
        Cell::Count(facts.wage_months),
        Cell::Money(facts.business_net),
        Cell::Money(facts.property_net),
        Cell::Money(facts.support_received),
        Cell::Money(facts.employee_pension),
        Cell::Money(facts.resident_pension_basic),
        Cell::Money(facts.old_age_allowance),
        Cell::Money(facts.other_transfer),
        Cell::Money(facts.other_income),
        Cell::Money(facts.excluded_income),
        Cell::Money(facts.transfer_paid),
        Cell::text(facts.labour.label()),
        Cell::text(facts.disability.map(|disability| disability.kind.label()).unwrap_or_default()),
        Cell::text(facts.disability.map(|disability| disability.level.label()).unwrap_or_default()),
        yes_no(facts.illness == Illness::Serious),
        Cell::Money(facts.illness_spending),
        Cell::text(schooling),
        Cell::text(facts.employment.label()),
        Cell::text(whereabouts),
        Cell::text(facts.whereabouts_since.map(|day| day.to_string()).unwrap_or_default()),
        Cell::Money(facts.cash),
        Cell::Count(facts.dwellings),
        Cell::Count(facts.motor_cars),
        Cell::Count(facts.shops_and_companies),
        yes_no(facts.raise == Raise::ByEmployment),
    ]
}
