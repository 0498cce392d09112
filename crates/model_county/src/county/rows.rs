//! What each office knows in a month, as it truly is: the rows before anybody wrote them into a file.
//!
//! Holds: the population fills these rows, the files are made of nothing else. Amounts are true to the fen; which rows
//! stand in which file, in which form and with which faults is decided elsewhere.

use vocabulary::{
    AccountNumber, ApplicationKind, ChildScheme, CitizenId, Date, DibaoClass, Disability, Employment, Fen, LabourCapacity,
    MonitoredGroup, Month, ParentCondition, PaymentPurpose, PhoneNumber, Programme, RegionCode, Registration, Relation,
    ReliefKind, Schooling, SelfCare, Sex, Supporters, Whereabouts,
};

/// Place of a person in [`People::citizens`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitizenKey(pub u32);

/// Everyone who was ever in the county in the modelled months, by the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// The persons.
    pub citizens: Vec<Citizen>,
}

/// A person as an office would write them without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citizen {
    /// Identity number; county of birth in its first six digits.
    pub number: CitizenId,
    /// Name.
    pub name: String,
    /// Sex, that of the number.
    pub sex: Sex,
    /// Day of birth, that of the number.
    pub birth: Date,
    /// Village of registration, twelve digits.
    pub village: RegionCode,
    /// Telephone, where there is one.
    pub phone: Option<PhoneNumber>,
    /// Account of the one-card channel; every payee has one.
    pub account: Option<AccountNumber>,
}

/// What all offices know in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct OfficeMonth {
    /// The month.
    pub month: Month,
    /// 公安户籍: in the first month the whole register, later who changed (born, moved in or out, married, died).
    pub register: Vec<RegisterRow>,
    /// 死亡人员: who died since the last list.
    pub deaths: Vec<DeathRow>,
    /// 残疾人证: in the first month all, later new, changed, expired and cancelled certificates.
    pub certificates: Vec<CertificateRow>,
    /// 医保高额费用: whose own share of twelve months is high.
    pub medical: Vec<MedicalRow>,
    /// 乡村振兴: monitored and lifted households; in the first month all, later new ones and changes.
    pub monitored: Vec<MonitoredRow>,
    /// 学籍: who is at school; in the first month and in September all, else changes.
    pub enrolment: Vec<EnrolmentRow>,
    /// 村级动态: what villages report of their own (came, left, returned, accident, fire, disaster, detention).
    pub village_events: Vec<VillageEventRow>,
    /// 入户申报核对: what families that applied or are on a roll declare and signed for.
    pub declarations: Vec<DeclarationRow>,
    /// Families asked for by query batch, with everything the answering offices know of each person.
    pub answers: Vec<AnswerRow>,
    /// 临时救助申请.
    pub relief: Vec<ReliefRow>,
    /// Results of the month's payments, from the bank.
    pub payments: Vec<PaymentRow>,
    /// 特困、孤儿、事实无人抚养儿童、残疾人补贴申请.
    pub applications: Vec<ApplicationRow>,
    /// 父母情况: of the children of both schemes; in the first month all, later those of new applications and changes.
    pub parents: Vec<ParentRow>,
    /// 生活自理能力评估 and way of care of tekun persons: in the first month all, later new and changed ones.
    pub care: Vec<CareRow>,
    /// Rolls as the old system exports them: only in the first month.
    pub opening: OpeningRolls,
}

/// A row of the household register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// Who.
    pub citizen: CitizenKey,
    /// 户号.
    pub household: String,
    /// 与户主关系.
    pub relation: Relation,
    /// 户口性质.
    pub registration: Registration,
    /// Village of registration this month.
    pub village: RegionCode,
    /// 死亡注销日期.
    pub death: Option<Date>,
    /// 迁出日期: moved out of the county.
    pub moved_out: Option<Date>,
}

/// A death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeathRow {
    /// Who died.
    pub citizen: CitizenKey,
    /// The day.
    pub day: Date,
    /// 火化日期, where there was one.
    pub cremation: Option<Date>,
}

/// A disability certificate (残疾人证). Its number is the identity number, kind, level: twenty digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Whose.
    pub citizen: CitizenKey,
    /// Kind and level.
    pub disability: Disability,
    /// 发证日期.
    pub issued: Date,
    /// 有效期至, the last day.
    pub expires: Date,
    /// Whether it was cancelled (注销).
    pub cancelled: bool,
    /// Whether long-term care was found to be needed (长期照护需求).
    pub needs_care: bool,
}

/// High medical costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicalRow {
    /// Who.
    pub citizen: CitizenKey,
    /// 医疗总费用 of twelve months.
    pub total: Fen,
    /// 个人自付 of twelve months, after all insurance.
    pub own_share: Fen,
    /// 重特大疾病.
    pub serious: bool,
}

/// A member of a monitored or lifted household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonitoredRow {
    /// Who.
    pub citizen: CitizenKey,
    /// Number of the monitored household (监测户编号), one of its own.
    pub household: String,
    /// Relation to its head.
    pub relation: Relation,
    /// Group.
    pub group: MonitoredGroup,
    /// 识别日期.
    pub identified: Date,
    /// 风险消除日期.
    pub cleared: Option<Date>,
}

/// A pupil or student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// Who.
    pub citizen: CitizenKey,
    /// Stage; [`Schooling::None`] where somebody left school.
    pub schooling: Schooling,
    /// Name of the school.
    pub school: String,
}

/// What a village reports of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VillageEvent {
    /// 交通事故 or 意外伤害.
    Accident,
    /// 火灾.
    Fire,
    /// 自然灾害.
    Disaster,
    /// 突发重病.
    SuddenIllness,
    /// Somebody is elsewhere now, or back.
    Whereabouts(Whereabouts),
}

/// A row of a village's report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageEventRow {
    /// Who.
    pub citizen: CitizenKey,
    /// What.
    pub event: VillageEvent,
    /// Since when.
    pub day: Date,
}

/// What a family declared of a member and officials wrote down on the visit. Amounts are of the twelve months before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarationRow {
    /// Who.
    pub citizen: CitizenKey,
    /// 户号 of the register household.
    pub household: String,
    /// 申请日期 and form, on the applicant's row.
    pub application: Option<(Date, ApplicationKind)>,
    /// 授权书签署日期.
    pub authorised: Option<Date>,
    /// 工资性收入 and months worked.
    pub wages: Fen,
    /// Months of work.
    pub wage_months: u8,
    /// 经营净收入; may be below zero.
    pub business: Fen,
    /// 财产净收入.
    pub property: Fen,
    /// 赡养抚养费收入.
    pub support: Fen,
    /// 职工养老金.
    pub employee_pension: Fen,
    /// 基础养老金.
    pub resident_pension: Fen,
    /// 高龄津贴.
    pub old_age_allowance: Fen,
    /// 其他转移净收入.
    pub other_transfer: Fen,
    /// 其他收入.
    pub other: Fen,
    /// 不计入收入款项.
    pub excluded: Fen,
    /// 支出赡养费及社保.
    pub paid: Fen,
    /// 劳动能力.
    pub labour: LabourCapacity,
    /// Kind and level of disability.
    pub disability: Option<Disability>,
    /// 重特大疾病.
    pub serious_illness: bool,
    /// 自付医疗支出.
    pub illness_spending: Fen,
    /// 在读情况.
    pub schooling: Schooling,
    /// 就业状况.
    pub employment: Employment,
    /// 人员去向 and since when.
    pub whereabouts: Option<(Whereabouts, Date)>,
    /// 货币财产.
    pub cash: Fen,
    /// 住房套数.
    pub dwellings: u8,
    /// 机动车辆数.
    pub cars: u8,
    /// 商铺企业数.
    pub shops: u8,
    /// 因就业增收.
    pub raised_by_employment: bool,
}

/// What the answering offices know of a person of an authorised family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// Who.
    pub citizen: CitizenKey,
    /// 户号 of the register household.
    pub household: String,
    /// Day the family's authorisation was signed.
    pub authorised: Date,
    /// 公安车管: motor cars.
    pub cars: u8,
    /// 不动产: dwellings.
    pub dwellings: u8,
    /// 不动产: shops.
    pub shop_premises: u8,
    /// 市场监管: running companies with employees.
    pub companies: u8,
    /// 市场监管: sole trades without employees.
    pub sole_trades: u8,
    /// 财政供养: wage a month, zero where not on the public payroll.
    pub public_wage: Fen,
    /// 人社: employee pension a month.
    pub employee_pension: Fen,
    /// 人社: basic part of the resident pension a month.
    pub resident_pension: Fen,
    /// 人社: insured by an employer.
    pub employer_insured: bool,
    /// 人社: nursing fee of work-injury insurance a month.
    pub injury_nursing_fee: Fen,
    /// 银行: balance.
    pub balance: Fen,
}

/// An application for temporary relief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReliefRow {
    /// Who applies.
    pub citizen: CitizenKey,
    /// The day.
    pub day: Date,
    /// Which way.
    pub kind: ReliefKind,
    /// 困难原因 in a few words (重病、就学、交通事故、火灾…).
    pub reason: String,
    /// 救助人数: persons named on the form.
    pub persons: u8,
    /// 自付费用 or loss named on the form.
    pub own_cost: Fen,
    /// 救助金额 that was granted.
    pub granted: Fen,
}

/// An application for another programme than dibao.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Who is to be helped.
    pub citizen: CitizenKey,
    /// For what.
    pub programme: Programme,
    /// 申请日期.
    pub day: Date,
    /// 监护人, of a child.
    pub guardian: Option<CitizenKey>,
}

/// A parent of a child, as the village and the offices confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParentRow {
    /// The child.
    pub child: CitizenKey,
    /// Sex of the parent: father or mother.
    pub parent_sex: Sex,
    /// The parent, where registered in the county.
    pub parent: Option<CitizenKey>,
    /// What is the matter.
    pub condition: ParentCondition,
    /// Since when.
    pub since: Date,
}

/// What the county found of a person under tekun: supporters, self-care ability, way of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareRow {
    /// Of whom.
    pub citizen: CitizenKey,
    /// Who must support the person, and whether they can.
    pub supporters: Supporters,
    /// As assessed.
    pub self_care: SelfCare,
    /// Name of the care home, for those in one.
    pub home: Option<String>,
    /// Day of the assessment; money changes from the month after.
    pub day: Date,
}

/// A payment and what the bank says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// Payee.
    pub citizen: CitizenKey,
    /// For what.
    pub purpose: PaymentPurpose,
    /// Amount.
    pub amount: Fen,
    /// Why it came back; `None` where it was paid.
    pub returned: Option<String>,
    /// Day of the bank.
    pub day: Date,
}

/// The rolls of 1 January.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpeningRolls {
    /// 农村低保.
    pub dibao: Vec<DibaoRollRow>,
    /// 特困供养.
    pub tekun: Vec<TekunRollRow>,
    /// 孤儿 and 事实无人抚养儿童.
    pub children: Vec<ChildRollRow>,
    /// 残疾人两项补贴.
    pub subsidies: Vec<SubsidyRollRow>,
}

/// A person on the dibao roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DibaoRollRow {
    /// Who.
    pub citizen: CitizenKey,
    /// Number of the assistance unit (保障户编号).
    pub unit: String,
    /// Relation to the applicant.
    pub relation: Relation,
    /// Whole family or single person.
    pub kind: ApplicationKind,
    /// Class.
    pub class: DibaoClass,
    /// 月保障金额 of this person.
    pub monthly: Fen,
    /// First month of payment.
    pub since: Month,
    /// Last month of a gradual exit that was decided already (渐退期).
    pub exit_after: Option<Month>,
}

/// A person on the tekun roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TekunRollRow {
    /// Who.
    pub citizen: CitizenKey,
    /// Number of the tekun household (供养户编号).
    pub unit: String,
    /// Name of the care home, for those in one (集中供养).
    pub home: Option<String>,
    /// Self-care ability as assessed.
    pub self_care: SelfCare,
    /// 基本生活费 a month.
    pub basic: Fen,
    /// 照料护理费 a month.
    pub care: Fen,
    /// First month of payment.
    pub since: Month,
}

/// A child on a roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildRollRow {
    /// Who.
    pub citizen: CitizenKey,
    /// Which scheme.
    pub scheme: ChildScheme,
    /// 监护人.
    pub guardian: Option<CitizenKey>,
    /// Paid a month, after what dibao pays already.
    pub monthly: Fen,
    /// First month of payment.
    pub since: Month,
}

/// A person with a disability subsidy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsidyRollRow {
    /// Who.
    pub citizen: CitizenKey,
    /// 困难残疾人生活补贴 a month, where it is paid.
    pub living: Option<Fen>,
    /// 重度残疾人护理补贴 a month, where it is paid.
    pub nursing: Option<Fen>,
    /// First month of payment.
    pub since: Month,
}
