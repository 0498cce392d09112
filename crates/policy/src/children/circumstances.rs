//! What is known of a child and its parents on a day: the input of every test of the children's schemes.

use vocabulary::{Date, Disability, PersonId, Schooling};

use crate::Known;

/// Where a child without parents' care is placed (CH-102). An adopted child has left the schemes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placement {
    /// 亲属抚养.
    WithKin,
    /// 机构养育.
    Institution,
    /// 家庭寄养.
    FosterFamily,
}

/// How the freedom of a parent is restricted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RestrictionKind {
    /// 服刑在押.
    Prison,
    /// 强制隔离戒毒.
    CompulsoryDetoxification,
    /// 被执行其他限制人身自由的措施.
    Other,
}

/// A restriction of a parent's freedom and its term by the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Kind.
    pub kind: RestrictionKind,
    /// First day of the term.
    pub from: Date,
    /// Day of release by the document; `None` is not known.
    pub until: Option<Date>,
}

/// What is on record about a parent. Nothing on record in a field is "no".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parent {
    /// Day of death, natural or declared.
    pub death: Option<Known<Date>>,
    /// 查找不到: nobody knows who the parent is.
    pub cannot_be_found: Option<Known<bool>>,
    /// 人民法院宣告失踪.
    pub declared_missing: Option<Known<bool>>,
    /// Disability by certificate.
    pub disability: Option<Known<Disability>>,
    /// For 多重残疾 of level 3 or 4: whether an intellectual or mental part is of level 3 or 4; `None` is not known.
    pub multiple_counts: Option<Known<bool>>,
    /// 重病 by the local list.
    pub serious_illness: Option<Known<bool>>,
    /// A restriction of freedom.
    pub restriction: Option<Known<Restriction>>,
    /// 失联: no contact and no care since this day, after the police have looked.
    pub lost_contact_since: Option<Known<Date>>,
    /// 被撤销监护资格 by judgment.
    pub guardianship_revoked: Option<Known<bool>>,
    /// 被遣送（驱逐）出境.
    pub deported: Option<Known<bool>>,
}

/// A child whose parents do not care for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// Who.
    pub person: PersonId,
    /// Day of birth (register).
    pub birth: Date,
    /// Day of death (register), where one is known.
    pub death: Option<Known<Date>>,
    /// 被依法收养 (register of adoptions); nothing on record is no.
    pub adopted: Option<Known<bool>>,
    /// Both parents; `None` is a parent nothing has been found out about.
    pub parents: [Option<Parent>; 2],
    /// 在读情况; asked only of those who stay on as students.
    pub schooling: Option<Known<Schooling>>,
}

impl Placement {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            Placement::WithKin => "亲属抚养",
            Placement::Institution => "机构养育",
            Placement::FosterFamily => "家庭寄养",
        }
    }
}

impl RestrictionKind {
    /// The word on screens.
    pub fn label(self) -> &'static str {
        match self {
            RestrictionKind::Prison => "服刑在押",
            RestrictionKind::CompulsoryDetoxification => "强制隔离戒毒",
            RestrictionKind::Other => "其他限制人身自由措施",
        }
    }
}
