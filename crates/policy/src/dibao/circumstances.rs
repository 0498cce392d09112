//! What is known of a family on a day: the input of every dibao test.

use vocabulary::{Date, Disability, Employment, Fen, LabourCapacity, PersonId, Registration, Relation, Schooling, Whereabouts};

pub use crate::Known;

/// Incomes of one member in the twelve months before, in money a year. `None` is not known, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Incomes {
    /// 工资性收入.
    pub wage: Option<Known<Fen>>,
    /// 务工月数, needed where wages are above zero.
    pub wage_months: Option<Known<i64>>,
    /// 经营净收入.
    pub business_net: Option<Known<Fen>>,
    /// 财产净收入.
    pub property_net: Option<Known<Fen>>,
    /// 赡养、抚养、扶养费收入.
    pub support_received: Option<Known<Fen>>,
    /// 职工养老金.
    pub employee_pension: Option<Known<Fen>>,
    /// 城乡居民基础养老金.
    pub resident_pension_basic: Option<Known<Fen>>,
    /// 高龄津贴.
    pub old_age_allowance: Option<Known<Fen>>,
    /// 其他转移净收入.
    pub other_transfer: Option<Known<Fen>>,
    /// 其他收入.
    pub other: Option<Known<Fen>>,
    /// 不计入收入的款项.
    pub excluded: Option<Known<Fen>>,
    /// 支出的赡养费及社保费.
    pub transfer_paid: Option<Known<Fen>>,
}

/// Property of one member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// 货币财产.
    pub cash: Option<Known<Fen>>,
    /// 住房套数.
    pub dwellings: Option<Known<i64>>,
    /// 机动车辆数.
    pub motor_cars: Option<Known<i64>>,
    /// 商铺、雇工企业数.
    pub shops_and_companies: Option<Known<i64>>,
}

/// An award of another programme that takes a person out of the family's dibao head-count (RD-15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OtherAward {
    /// 特困人员救助供养.
    Tekun,
    /// 孤儿基本生活保障.
    Orphan,
}

/// A case beyond disability and illness in which a person may be assisted alone. Only the office can recognise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialCase {
    /// One that the county or a higher level has set by rule, in any family (A1 §8, fourth item).
    SetByCounty,
    /// Genuinely special hardship in a margin family, from 2026-07-01 (Social Assistance Law §21).
    SpecialHardship,
}

/// What is on record about a person beside means and health. `None` is nothing on record, which is "no": these are the
/// office's own records, as complete as the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recognitions {
    /// Award of another programme in force on the day.
    pub other_award: Option<Known<OtherAward>>,
    /// Special case recognised by the office.
    pub special_case: Option<Known<SpecialCase>>,
    /// 承包土地: the family holds contracted land through this person (RD-26).
    pub contracted_land: Option<Known<bool>>,
    /// Times in a row that a suitable job was refused without good reason (DB-608).
    pub job_refusals: Option<Known<i64>>,
    /// Support from siblings or from supporters aged 60 and over that the office leaves out for an adult without job, a
    /// year (DB-24).
    pub exempted_support: Option<Known<Fen>>,
}

/// Which of the two rolls a family belongs to (RD-26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Roll {
    /// 农村低保.
    Rural,
    /// 城市低保.
    Urban,
}

/// One person of the register household with all that the rules ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Day of birth (register).
    pub birth: Date,
    /// Relation to the head (register).
    pub relation: Relation,
    /// Incomes.
    pub incomes: Incomes,
    /// Property.
    pub assets: Assets,
    /// 劳动能力; `None` is not known.
    pub labour: Option<Known<LabourCapacity>>,
    /// Disability by certificate; `None` is none known, which never makes anyone eligible.
    pub disability: Option<Known<Disability>>,
    /// 重特大疾病; `None` is none known.
    pub serious_illness: Option<Known<bool>>,
    /// 自付医疗康复支出 a year; `None` is none known.
    pub illness_spending: Option<Known<Fen>>,
    /// 在读情况; `None` is none known.
    pub schooling: Option<Known<Schooling>>,
    /// 就业状况; `None` is not known.
    pub employment: Option<Known<Employment>>,
    /// 去向; `None` is at home or away for work, as the register has the person in the family.
    pub whereabouts: Option<Known<Whereabouts>>,
    /// Since when.
    pub whereabouts_since: Option<Known<Date>>,
    /// Day of death, where one is known.
    pub death: Option<Known<Date>>,
    /// What else is on record.
    pub recognitions: Recognitions,
}

impl OtherAward {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            OtherAward::Tekun => "特困人员救助供养",
            OtherAward::Orphan => "孤儿基本生活保障",
        }
    }
}

impl SpecialCase {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            SpecialCase::SetByCounty => "县级以上规定的其他情形",
            SpecialCase::SpecialHardship => "确有特殊困难",
        }
    }
}

impl Roll {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Roll::Rural => "农村低保",
            Roll::Urban => "城市低保",
        }
    }
}

/// Everyone of the register household, whether the rules count them or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family<'a> {
    /// The persons, head first.
    pub members: &'a [Member],
    /// Rural or urban registration of the household (RD-26).
    pub registration: Registration,
}

/// Who asks to be assisted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// 整户: the family as a whole.
    WholeFamily(Family<'a>),
    /// 单人: one member of it by A1 §8.
    SinglePerson {
        /// The member who applies alone.
        person: PersonId,
        /// The family the margin test reads.
        family: Family<'a>,
    },
}
