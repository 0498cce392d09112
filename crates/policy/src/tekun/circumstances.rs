//! What is known of a person and their supporters on a day: the input of every tekun test.

use vocabulary::{Date, Disability, Fen, PersonId, Registration, Schooling, Supporters, Whereabouts};

use crate::Known;
use crate::dibao::{Assets, Incomes};

/// What brings a legal supporter under "unable to perform" beside age, disability and means (TK-106).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SupporterStatus {
    /// 特困人员; nothing on record is no.
    pub tekun: Option<Known<bool>>,
    /// 低保对象; nothing on record is no.
    pub dibao: Option<Known<bool>>,
    /// 无民事行为能力; nothing on record is no.
    pub without_civil_capacity: Option<Known<bool>>,
    /// 服刑、宣告失踪等; nothing on record is at home.
    pub whereabouts: Option<Known<Whereabouts>>,
    /// Recognised by a provincial rule beyond the list; nothing on record is no.
    pub recognised_by_province: Option<Known<bool>>,
}

/// A legal supporter (法定义务人) of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Supporter {
    /// Who.
    pub person: PersonId,
    /// Day of birth; `None` is not known.
    pub birth: Option<Known<Date>>,
    /// Day of death, where one is known: the dead support nobody.
    pub death: Option<Known<Date>>,
    /// Disability by certificate; `None` is none known, which makes nobody unable.
    pub disability: Option<Known<Disability>>,
    /// Own income of a year; `None` is not known.
    pub income: Option<Known<Fen>>,
    /// Own property.
    pub assets: Assets,
    /// What else is on record.
    pub status: SupporterStatus,
}

/// The legal supporters of a person as far as they were looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SupporterList<'a> {
    /// Those known.
    pub known: &'a [Supporter],
    /// Whether these are all; `None` is not yet looked into.
    pub complete: Option<Known<bool>>,
    /// What an investigation found of all of them; `None` is none made. It stands for those not listed; whoever is listed is
    /// asked all the same.
    pub found: Option<Known<Supporters>>,
}

/// One person who asks for tekun or is on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TekunPerson<'a> {
    /// Who.
    pub person: PersonId,
    /// Day of birth (register).
    pub birth: Date,
    /// Registration.
    pub registration: Registration,
    /// 承包土地或集体收益分配: makes an urban registration rural for the rate (TK-211); nothing on record is no.
    pub contracted_land: Option<Known<bool>>,
    /// 在读情况; asked only of those who entered as minors.
    pub schooling: Option<Known<Schooling>>,
    /// Disability by certificate; `None` is none known, which makes nobody eligible.
    pub disability: Option<Known<Disability>>,
    /// For 多重残疾: whether one of the parts alone would count (TK-101); `None` is not known.
    pub multiple_counts: Option<Known<bool>>,
    /// Recognised as without labour capacity by a provincial rule; nothing on record is no.
    pub recognised_by_province: Option<Known<bool>>,
    /// Incomes of a year.
    pub incomes: Incomes,
    /// Property.
    pub assets: Assets,
    /// Legal supporters.
    pub supporters: SupporterList<'a>,
    /// 去向 (register); `None` is at home.
    pub whereabouts: Option<Known<Whereabouts>>,
    /// Day of death (register), where one is known.
    pub death: Option<Known<Date>>,
    /// For a child that fits a children's scheme: whether it, or who speaks for it, chose tekun (RD-14). Nothing on record:
    /// no scheme is in question.
    pub chose_tekun: Option<Known<bool>>,
}
