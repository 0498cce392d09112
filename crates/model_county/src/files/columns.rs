//! The columns of every list: which field, under which headings, with what in its cells.

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Name,
    /// An identity number.
    Number,
    /// Digits or words that are copied as they are: codes, household numbers, accounts, schools.
    Text,
    /// A word of a code set.
    Word,
    Day,
    /// A month, typed in many ways.
    Month,
    /// Money with what the amount is of.
    Money(Span),
    Count,
    YesNo,
}

/// The time an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    Year,
    MonthOfYear,
    /// A stock, or a sum paid once: no time is stated.
    Nothing,
}

/// What a blank in the column means to the county.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    /// The fact is missing: it stays unknown and is complained of.
    Missing,
    /// There is nothing to state.
    Nothing,
}

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColumnForm {
    /// Field of the layout.
    pub(super) field: &'static str,
    /// The form's own heading and those that offices use for it.
    pub(super) headings: &'static [&'static str],
    pub(super) content: Content,
    pub(super) blank: Blank,
}

const fn must(field: &'static str, headings: &'static [&'static str], content: Content) -> ColumnForm {
    ColumnForm { field, headings, content, blank: Blank::Missing }
}

const fn may(field: &'static str, headings: &'static [&'static str], content: Content) -> ColumnForm {
    ColumnForm { field, headings, content, blank: Blank::Nothing }
}

const fn year(field: &'static str, headings: &'static [&'static str]) -> ColumnForm {
    must(field, headings, Content::Money(Span::Year))
}

const HOUSEHOLD: ColumnForm = must("household_number", &["户号", "户口号", "户编号", "家庭户号"], Content::Text);
const NAME: ColumnForm = must("name", &["姓名", "名字", "成员姓名"], Content::Name);
const NUMBER: ColumnForm =
    must("citizen_id", &["身份证号", "公民身份号码", "身份证号码", "公民身份证号码", "证件号码"], Content::Number);
const VILLAGE: ColumnForm = must("village", &["村（居）代码", "村居代码", "行政村代码", "村（社区）代码"], Content::Text);
const MAY_VILLAGE: ColumnForm = ColumnForm { blank: Blank::Nothing, ..VILLAGE };
const RELATION: ColumnForm = must("relation", &["与户主关系", "户主关系", "与户主的关系"], Content::Word);
const ACCOUNT: ColumnForm = may("account", &["一卡通账号", "一卡通号", "惠农一卡通账号", "银行账号"], Content::Text);
const BATCH: ColumnForm = must("query_batch", &["核对批次号", "批次号", "查询批次号"], Content::Text);
const PHONE: ColumnForm = may("phone", &["手机号码", "手机号", "联系电话"], Content::Text);
const DWELLINGS: ColumnForm = must("dwellings", &["住房套数", "住房数", "房产套数"], Content::Count);
const DISABILITY_KIND: ColumnForm = may("disability_kind", &["残疾类别", "残疾类型", "残疾种类"], Content::Word);
const DISABILITY_LEVEL: ColumnForm = may("disability_level", &["残疾等级", "残疾级别"], Content::Word);
const SERIOUS: ColumnForm = may("serious_illness", &["重特大疾病", "是否重特大疾病", "患重特大疾病"], Content::YesNo);

pub(super) const REGISTER: &[ColumnForm] = &[
    HOUSEHOLD,
    NAME,
    NUMBER,
    may("sex", &["性别"], Content::Word),
    may("birth", &["出生日期", "出生年月日", "生日"], Content::Day),
    RELATION,
    must("registration", &["户口性质", "户籍性质", "户口类别", "户口类型"], Content::Word),
    VILLAGE,
    may("village_name", &["村（居）名称", "村居名称", "村名"], Content::Text),
    PHONE,
    may("death", &["死亡注销日期", "死亡日期", "注销日期"], Content::Day),
    may("moved_out", &["迁出日期", "户口迁出日期"], Content::Day),
];

pub(super) const VILLAGE_REPORT: &[ColumnForm] = &[
    HOUSEHOLD,
    NAME,
    NUMBER,
    MAY_VILLAGE,
    may("application_day", &["申请日期", "申请时间", "申请日"], Content::Day),
    may("application_kind", &["申请方式", "申请类型", "申请形式"], Content::Word),
    may("authorisation_day", &["授权书签署日期", "授权日期", "核对授权日期"], Content::Day),
    year("wage_income", &["工资性收入", "工资收入"]),
    may("wage_months", &["务工月数", "务工月份数", "工作月数"], Content::Count),
    year("business_net_income", &["经营净收入", "经营性净收入", "家庭经营净收入"]),
    year("property_net_income", &["财产净收入", "财产性净收入"]),
    year("support_received", &["赡养抚养费收入", "赡养抚养扶养费收入", "赡养费收入"]),
    year("employee_pension", &["职工养老金", "职工养老保险金", "退休金"]),
    year("resident_pension_basic", &["基础养老金", "城乡居民基础养老金", "居民基础养老金"]),
    year("old_age_allowance", &["高龄津贴", "高龄补贴", "老年人高龄津贴"]),
    year("other_transfer", &["其他转移净收入", "其它转移净收入", "其他转移性净收入"]),
    year("other_income", &["其他收入", "其它收入"]),
    year("excluded_income", &["不计入收入款项", "不计入收入的款项"]),
    year("transfer_paid", &["支出赡养费及社保", "支出赡养费及社保费"]),
    may("labour_capacity", &["劳动能力", "劳动能力状况", "劳动力状况"], Content::Word),
    DISABILITY_KIND,
    DISABILITY_LEVEL,
    SERIOUS,
    may("illness_spending", &["自付医疗支出", "自付医疗康复支出", "自付医疗费用"], Content::Money(Span::Year)),
    may("schooling", &["在读情况", "就读情况", "在校情况", "就学情况"], Content::Word),
    may("employment", &["就业状况", "就业情况"], Content::Word),
    may("whereabouts", &["人员去向", "去向"], Content::Word),
    may("whereabouts_since", &["去向起始日", "去向起始日期", "去向开始日期"], Content::Day),
    must("cash_assets", &["货币财产", "货币性财产", "金融资产"], Content::Money(Span::Nothing)),
    DWELLINGS,
    must("motor_cars", &["机动车辆数", "机动车数", "车辆数"], Content::Count),
    must("shops_and_companies", &["商铺企业数", "商铺及企业数"], Content::Count),
    may("raised_by_employment", &["因就业增收", "是否因就业增收", "就业增收"], Content::YesNo),
    ACCOUNT,
];

pub(super) const DEATHS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("death", &["死亡日期", "死亡时间", "死亡登记日期"], Content::Day),
    may("cremation", &["火化日期", "火化时间"], Content::Day),
];

pub(super) const CERTIFICATES: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("certificate_number", &["残疾人证号", "残疾证号", "残疾人证号码"], Content::Text),
    ColumnForm { blank: Blank::Missing, ..DISABILITY_KIND },
    ColumnForm { blank: Blank::Missing, ..DISABILITY_LEVEL },
    may("certificate_issued", &["发证日期", "签发日期", "办证日期"], Content::Day),
    may("certificate_expiry", &["有效期至", "证件有效期至", "有效截止日期"], Content::Day),
    may("certificate_status", &["证件状态", "残疾人证状态"], Content::Word),
    may("long_term_care", &["长期照护需求", "是否需要长期照护"], Content::YesNo),
];

pub(super) const MEDICAL_COSTS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("medical_total", &["医疗总费用", "总医疗费用", "医疗费用总额"], Content::Money(Span::Year)),
    must("illness_spending", &["个人自付费用", "个人自付医疗费用", "个人负担费用"], Content::Money(Span::Year)),
    SERIOUS,
];

pub(super) const MONITORED: &[ColumnForm] = &[
    must("household_number", &["监测户编号", "监测户编码", "监测户号"], Content::Text),
    NAME,
    NUMBER,
    RELATION,
    MAY_VILLAGE,
    must("monitored_group", &["户类型", "监测户类型", "监测对象类别"], Content::Word),
    must("monitored_since", &["识别日期", "识别时间", "纳入监测日期"], Content::Day),
    may("risk_cleared", &["风险消除日期", "风险消除时间"], Content::Day),
];

pub(super) const ENROLMENT: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("schooling", &["在读学段", "就读学段", "学段"], Content::Word),
    may("school", &["学校名称", "就读学校", "学校"], Content::Text),
];

pub(super) const VEHICLES: &[ColumnForm] =
    &[BATCH, HOUSEHOLD, NAME, NUMBER, must("motor_cars", &["小型汽车数量", "小型汽车数", "名下车辆数"], Content::Count)];

pub(super) const REAL_ESTATE: &[ColumnForm] = &[
    BATCH,
    HOUSEHOLD,
    NAME,
    NUMBER,
    DWELLINGS,
    must("shop_premises", &["商业用房数", "商业用房套数", "商铺套数"], Content::Count),
];

pub(super) const BUSINESSES: &[ColumnForm] = &[
    BATCH,
    HOUSEHOLD,
    NAME,
    NUMBER,
    must("companies", &["雇工企业数", "企业数", "雇工企业数量"], Content::Count),
    must("sole_trades", &["个体工商户数", "个体户数", "个体工商户数量"], Content::Count),
];

pub(super) const PUBLIC_PAYROLL: &[ColumnForm] = &[
    BATCH,
    HOUSEHOLD,
    NAME,
    NUMBER,
    must("public_payroll", &["是否财政供养", "财政供养", "是否财政供养人员"], Content::YesNo),
    may("public_wage", &["月工资", "月工资额", "月应发工资"], Content::Money(Span::MonthOfYear)),
];

pub(super) const SOCIAL_INSURANCE: &[ColumnForm] = &[
    BATCH,
    HOUSEHOLD,
    NAME,
    NUMBER,
    may("employee_pension", &["职工养老金", "职工养老保险金", "职工基本养老金"], Content::Money(Span::MonthOfYear)),
    may("resident_pension_basic", &["城乡居民基础养老金", "居民基础养老金", "基础养老金"], Content::Money(Span::MonthOfYear)),
    must("employer_insured", &["单位参保", "是否单位参保", "单位参保状态"], Content::YesNo),
    may("injury_nursing_fee", &["工伤护理费", "工伤生活护理费"], Content::Money(Span::MonthOfYear)),
];

pub(super) const BANK_BALANCES: &[ColumnForm] = &[
    BATCH,
    HOUSEHOLD,
    NAME,
    NUMBER,
    must("cash_assets", &["账户余额", "存款余额", "账户余额合计"], Content::Money(Span::Nothing)),
];

pub(super) const VILLAGE_EVENTS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    may("hardship", &["突发事项", "突发事件", "突发情况"], Content::Word),
    may("hardship_day", &["发生日期", "发生时间"], Content::Day),
    may("whereabouts", &["人员去向", "去向"], Content::Word),
    may("whereabouts_since", &["去向起始日", "去向起始日期", "去向开始日期"], Content::Day),
];

pub(super) const RELIEF_APPLICATIONS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("relief_day", &["申请日期", "申请时间"], Content::Day),
    must("relief_kind", &["救助类型", "救助类别"], Content::Word),
    must("relief_reason", &["困难原因", "致困原因"], Content::Word),
    must("relief_persons", &["救助人数", "救助人口"], Content::Count),
    may("relief_own_cost", &["自付费用", "自付金额"], Content::Money(Span::Nothing)),
    may("relief_granted", &["救助金额", "批准金额"], Content::Money(Span::Nothing)),
];

pub(super) const PROGRAMME_APPLICATIONS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("applied_for", &["申请项目", "申请救助项目", "申请事项"], Content::Word),
    must("applied_day", &["申请日期", "申请时间", "受理日期"], Content::Day),
    may("guardian", &["监护人姓名", "监护人"], Content::Text),
];

pub(super) const CHILDREN_PARENTS: &[ColumnForm] = &[
    must("name", &["儿童姓名", "姓名"], Content::Name),
    must("citizen_id", &["儿童身份证号", "身份证号", "公民身份号码"], Content::Number),
    MAY_VILLAGE,
    may("father_condition", &["父亲情况", "父亲状况"], Content::Word),
    may("father_since", &["父亲情况起始日", "父亲情况起始日期"], Content::Day),
    may("mother_condition", &["母亲情况", "母亲状况"], Content::Word),
    may("mother_since", &["母亲情况起始日", "母亲情况起始日期"], Content::Day),
];

pub(super) const CARE_ASSESSMENTS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("supporters", &["法定义务人情况", "赡养抚养人情况"], Content::Word),
    must("self_care", &["生活自理能力", "自理能力评估结果", "自理能力"], Content::Word),
    must("care_mode", &["供养方式", "供养形式"], Content::Word),
    may("care_home", &["供养机构", "供养机构名称"], Content::Text),
    must("assessment_day", &["评估日期", "评估时间"], Content::Day),
];

pub(super) const DIBAO_ROLL: &[ColumnForm] = &[
    must("household_number", &["保障户编号", "保障户号", "低保户编号"], Content::Text),
    NAME,
    NUMBER,
    RELATION,
    MAY_VILLAGE,
    may("application_kind", &["施保方式", "保障方式"], Content::Word),
    must("dibao_class", &["低保类别", "保障类别"], Content::Word),
    may("dibao_monthly", &["月保障金额", "月保障金", "月低保金"], Content::Money(Span::Nothing)),
    must("dibao_since", &["享受起始年月", "享受待遇起始年月", "起始年月"], Content::Month),
    may("exit_after", &["渐退截止年月", "渐退期截止年月"], Content::Month),
    ACCOUNT,
];

pub(super) const TEKUN_ROLL: &[ColumnForm] = &[
    must("household_number", &["供养户编号", "供养户号"], Content::Text),
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("care_mode", &["供养方式", "供养形式"], Content::Word),
    may("care_home", &["供养机构", "供养机构名称"], Content::Text),
    must("self_care", &["生活自理能力", "自理能力"], Content::Word),
    must("tekun_basic", &["基本生活费", "基本生活标准"], Content::Money(Span::Nothing)),
    may("tekun_care", &["照料护理费", "护理费"], Content::Money(Span::Nothing)),
    must("tekun_since", &["享受起始年月", "享受待遇起始年月", "起始年月"], Content::Month),
    ACCOUNT,
];

pub(super) const CHILDREN_ROLL: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    must("child_scheme", &["儿童类别", "儿童类型"], Content::Word),
    may("guardian", &["监护人姓名", "监护人"], Content::Text),
    must("child_monthly", &["月保障金额", "月保障金", "月基本生活费"], Content::Money(Span::Nothing)),
    must("child_since", &["享受起始年月", "享受待遇起始年月", "起始年月"], Content::Month),
    ACCOUNT,
];

pub(super) const SUBSIDIES_ROLL: &[ColumnForm] = &[
    NAME,
    NUMBER,
    MAY_VILLAGE,
    may("living_subsidy", &["生活补贴金额", "困难残疾人生活补贴"], Content::Money(Span::Nothing)),
    may("nursing_subsidy", &["护理补贴金额", "重度残疾人护理补贴"], Content::Money(Span::Nothing)),
    must("subsidy_since", &["享受起始年月", "享受待遇起始年月", "起始年月"], Content::Month),
    ACCOUNT,
];

pub(super) const BANK_RESULTS: &[ColumnForm] = &[
    NAME,
    NUMBER,
    ACCOUNT,
    must("payment_purpose", &["发放项目", "补贴项目"], Content::Word),
    must("payment_amount", &["发放金额", "金额"], Content::Money(Span::Nothing)),
    must("payment_day", &["发放日期", "入账日期"], Content::Day),
    must("payment_result", &["发放结果", "发放状态"], Content::Word),
    may("return_reason", &["失败原因", "退票原因"], Content::Text),
];

/// 户号, 核实姓名, 核实身份证号, 入户日期; then every fact that a visit can settle, under the headings of its list.
pub(super) const VISIT_FORMS: &[ColumnForm] = &[
    HOUSEHOLD,
    must("name", &["核实姓名"], Content::Name),
    must("citizen_id", &["核实身份证号", "核实公民身份号码"], Content::Number),
    must("visit_day", &["入户日期", "入户调查日期", "走访日期"], Content::Day),
    may("death", &["死亡日期", "死亡时间"], Content::Day),
    may("cremation", &["火化日期"], Content::Day),
    may("moved_out", &["迁出日期"], Content::Day),
    may("certificate_number", &["残疾人证号", "残疾证号"], Content::Text),
    DISABILITY_KIND,
    DISABILITY_LEVEL,
    may("certificate_issued", &["发证日期"], Content::Day),
    may("certificate_expiry", &["有效期至"], Content::Day),
    may("certificate_status", &["证件状态"], Content::Word),
    may("long_term_care", &["长期照护需求"], Content::YesNo),
    may("medical_total", &["医疗总费用"], Content::Money(Span::Year)),
    may("illness_spending", &["个人自付费用", "自付医疗支出"], Content::Money(Span::Year)),
    SERIOUS,
    may("schooling", &["在读学段", "在读情况"], Content::Word),
    may("monitored_group", &["户类型"], Content::Word),
    may("monitored_since", &["识别日期"], Content::Day),
    may("risk_cleared", &["风险消除日期"], Content::Day),
    may("wage_income", &["工资性收入"], Content::Money(Span::Year)),
    may("wage_months", &["务工月数"], Content::Count),
    may("business_net_income", &["经营净收入"], Content::Money(Span::Year)),
    may("property_net_income", &["财产净收入"], Content::Money(Span::Year)),
    may("support_received", &["赡养抚养费收入"], Content::Money(Span::Year)),
    may("employee_pension", &["职工养老金"], Content::Money(Span::Year)),
    may("resident_pension_basic", &["基础养老金"], Content::Money(Span::Year)),
    may("old_age_allowance", &["高龄津贴"], Content::Money(Span::Year)),
    may("other_transfer", &["其他转移净收入"], Content::Money(Span::Year)),
    may("other_income", &["其他收入"], Content::Money(Span::Year)),
    may("excluded_income", &["不计入收入款项"], Content::Money(Span::Year)),
    may("transfer_paid", &["支出赡养费及社保"], Content::Money(Span::Year)),
    may("labour_capacity", &["劳动能力"], Content::Word),
    may("employment", &["就业状况"], Content::Word),
    may("whereabouts", &["人员去向"], Content::Word),
    may("whereabouts_since", &["去向起始日"], Content::Day),
    may("cash_assets", &["货币财产"], Content::Money(Span::Nothing)),
    may("dwellings", &["住房套数"], Content::Count),
    may("motor_cars", &["机动车辆数"], Content::Count),
    may("shops_and_companies", &["商铺企业数"], Content::Count),
    may("shop_premises", &["商业用房数"], Content::Count),
    may("companies", &["雇工企业数"], Content::Count),
    may("sole_trades", &["个体工商户数"], Content::Count),
    may("raised_by_employment", &["因就业增收"], Content::YesNo),
    may("self_care", &["生活自理能力"], Content::Word),
    may("care_mode", &["供养方式"], Content::Word),
    may("supporters", &["法定义务人情况"], Content::Word),
    may("father_condition", &["父亲情况"], Content::Word),
    may("father_since", &["父亲情况起始日"], Content::Day),
    may("mother_condition", &["母亲情况"], Content::Word),
    may("mother_since", &["母亲情况起始日"], Content::Day),
];

/// The columns of [`VISIT_FORMS`] that every form has; the others are printed where a row of the file fills them in.
pub(super) const VISIT_FORM_FIRST: usize = 4;

/// What of a lost fact a visit form can state, and how: its amounts are of a year, and a month's is asked for as such.
pub(super) fn column_of_visit_form(field: &str) -> Option<&'static ColumnForm> {
    VISIT_FORMS.iter().skip(VISIT_FORM_FIRST).find(|column| column.field == field)
}
