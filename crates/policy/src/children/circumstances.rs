//! What is known of a child and its parents on a day: the input of every test of the children's schemes.

use vocabulary::{Date, Disability, ParentCondition, PersonId, Schooling};

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

/// Until when a restriction of freedom lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// By the document, on this day.
    On(Date),
    /// It goes on, on the day asked about; the day of release is not known.
    NotYet,
}

/// A restriction of a parent's freedom and its term. Its kind is one of 服刑在押, 强制隔离戒毒 and 限制人身自由.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restriction {
    kind: ParentCondition,
    /// First day of the term.
    pub from: Date,
    /// Release; `None` is not known.
    pub until: Option<Release>,
}

impl Restriction {
    /// A restriction of that kind; `None` for a condition that restricts nobody's freedom.
    pub fn new(kind: ParentCondition, from: Date, until: Option<Release>) -> Option<Restriction> {
        match kind {
            ParentCondition::InPrison | ParentCondition::CompulsoryDetoxification | ParentCondition::OtherRestriction => {
                Some(Restriction { kind, from, until })
            }
            ParentCondition::Dead
            | ParentCondition::DeclaredMissing
            | ParentCondition::SeverelyDisabled
            | ParentCondition::SeriouslyIll
            | ParentCondition::LostContact
            | ParentCondition::GuardianshipRevoked
            | ParentCondition::Deported
            | ParentCondition::Able => None,
        }
    }

    /// How the freedom is restricted.
    pub fn kind(&self) -> ParentCondition {
        self.kind
    }
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
    /// 重残 as the office found it, where the certificate itself is not at hand.
    pub severely_disabled: Option<Known<bool>>,
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

impl Parent {
    /// What an office states of a parent: one condition in force on the day asked about, and since when. `None` where the
    /// condition cannot be used without the day: nothing has been found out then.
    pub fn of_condition(condition: Known<ParentCondition>, since: Option<Known<Date>>) -> Option<Parent> {
        let holds = Some(Known { value: true, fact: condition.fact });
        let nothing = Parent::default();
        Some(match condition.value {
            ParentCondition::Able => nothing,
            ParentCondition::Dead => Parent { death: Some(since?), ..nothing },
            ParentCondition::DeclaredMissing => Parent { declared_missing: holds, ..nothing },
            ParentCondition::SeverelyDisabled => Parent { severely_disabled: holds, ..nothing },
            ParentCondition::SeriouslyIll => Parent { serious_illness: holds, ..nothing },
            kind
            @ (ParentCondition::InPrison | ParentCondition::CompulsoryDetoxification | ParentCondition::OtherRestriction) => {
                let restriction = Restriction::new(kind, since?.value, Some(Release::NotYet))?;
                Parent { restriction: Some(Known { value: restriction, fact: condition.fact }), ..nothing }
            }
            ParentCondition::LostContact => Parent { lost_contact_since: Some(since?), ..nothing },
            ParentCondition::GuardianshipRevoked => Parent { guardianship_revoked: holds, ..nothing },
            ParentCondition::Deported => Parent { deported: holds, ..nothing },
        })
    }
}
