//! Rows of a list to persons of the register.
//!
//! Two ways. [`match_rows`] records facts: a row is linked to a person only where number and name agree; everything else is a
//! clue that a person settles. [`link_lists`] finds people again where numbers are missing, wrong or old, and says how
//! probable each pair is (Fellegi and Sunter 1969); what it finds is a clue as well.
//! Absent on purpose: policy, facts, files. This module knows only the vocabulary.

mod accuracy;
mod assignment;
mod birth;
mod blocking;
mod columns;
mod comparison;
mod exact;
mod explanation;
mod homes;
mod learning;
mod linking;
mod lunar;
mod mixing;
mod model;
mod model_file;
mod name;
mod names;
mod nonmatches;
mod number;
mod people;
mod register_links;
mod shapes;
mod sounds;

use std::collections::HashMap;

use vocabulary::{CitizenId, Date, PersonId, RegionCode};

pub use accuracy::Accuracy;
pub use columns::{ListColumns, ListField, TextColumn, recognise_columns};
pub use exact::{NumberList, link_exactly};
pub use explanation::{Explanations, FieldWeight};
pub use linking::{
    LinkRefusal, LinkSettings, LinkedPair, Linking, ListSide, Multiplicity, ROWS_MAX, ReadList, find_duplicates, link_lists,
};
pub use model::LinkModel;
pub use model_file::LinkModelFault;
pub use name::comparable_name;
pub use register_links::{Likeness, RegisterSize, Resemblance, resemblances};

/// Who a row says it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchInput {
    /// Identity number, where the row has one that can be.
    pub number: Option<CitizenId>,
    /// Name as typed.
    pub name: Option<String>,
    /// Village.
    pub village: Option<RegionCode>,
    /// Day of birth as typed; that of the number is used where the row has none.
    pub birth: Option<Date>,
}

/// A person a row may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Identity number, where one is known.
    pub number: Option<CitizenId>,
    /// Name as the register has it.
    pub name: String,
    /// Day of birth.
    pub birth: Date,
    /// Village of registration.
    pub village: RegionCode,
}

/// What a row came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Number and name agree: facts may be recorded.
    Linked(PersonId),
    /// It may be this person: a clue, and no fact.
    Doubtful {
        /// Who it may be.
        person: PersonId,
        /// Why it is only a clue.
        why: DoubtReason,
    },
    /// Nobody of the register, or more than one without a way to tell.
    Unknown,
}

/// Why a link is only a clue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtReason {
    /// The number is this person's, the name is another.
    NameDiffers,
    /// The number is this person's, the row has no name.
    NameMissing,
    /// Two persons of the register bear the number.
    NumberHeldTwice,
    /// No known number, but name and day of birth are of this person alone.
    NameAndBirth,
    /// No known number, but the name is of this person alone in the village.
    NameAndVillage,
    /// No known number and no name that is equal, but the fields together speak for this person.
    Resembles,
    /// What a person settled about such a row before speaks against what the file says now.
    SettledOtherwise,
}

/// The persons of a register, arranged for matching.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    by_number: HashMap<CitizenId, Vec<(PersonId, String)>>,
    by_birth: HashMap<(String, Date), Only>,
    by_village: HashMap<(String, RegionCode), Only>,
}

/// The one person of a key, or that there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Only {
    One(PersonId),
    Several,
}

impl DoubtReason {
    /// All reasons.
    pub const ALL: [DoubtReason; 7] = [
        DoubtReason::NameDiffers,
        DoubtReason::NameMissing,
        DoubtReason::NumberHeldTwice,
        DoubtReason::NameAndBirth,
        DoubtReason::NameAndVillage,
        DoubtReason::Resembles,
        DoubtReason::SettledOtherwise,
    ];

    /// Why it is only a clue, a Chinese sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            DoubtReason::NameDiffers => "公民身份号码相符，姓名不符。",
            DoubtReason::NameMissing => "公民身份号码相符，但本行没有姓名。",
            DoubtReason::NumberHeldTwice => "登记中有两人使用同一公民身份号码。",
            DoubtReason::NameAndBirth => "号码缺失或查无此号，姓名和出生日期仅与此人相符。",
            DoubtReason::NameAndVillage => "号码缺失或查无此号，姓名仅与本村此人相符。",
            DoubtReason::Resembles => "号码缺失、有误或查无此号，其余各项合起来与此人相近。",
            DoubtReason::SettledOtherwise => "本行与以前认定的结果相矛盾，请重新认定。",
        }
    }
}

impl Link {
    /// The person, where number and name agree.
    pub fn linked(self) -> Option<PersonId> {
        match self {
            Link::Linked(person) => Some(person),
            Link::Doubtful { .. } | Link::Unknown => None,
        }
    }
}

impl Candidates {
    /// Arranges the persons; in time linear to their number.
    pub fn new(persons: impl IntoIterator<Item = Candidate>) -> Candidates {
        let mut candidates = Candidates::default();
        for Candidate { person, number, name, birth, village } in persons {
            let name = comparable_name(&name);
            only(&mut candidates.by_birth, (name.clone(), birth), person);
            only(&mut candidates.by_village, (name.clone(), village), person);
            if let Some(number) = number {
                candidates.by_number.entry(number).or_default().push((person, name));
            }
        }
        candidates
    }

    fn link(&self, row: &MatchInput) -> Link {
        let name = row.name.as_deref().map(comparable_name).filter(|name| !name.is_empty());
        match row.number.and_then(|number| self.by_number.get(&number)).map(Vec::as_slice) {
            Some([(person, known)]) => match name {
                Some(name) if name == *known => Link::Linked(*person),
                Some(_) => Link::Doubtful { person: *person, why: DoubtReason::NameDiffers },
                None => Link::Doubtful { person: *person, why: DoubtReason::NameMissing },
            },
            Some([(first, _), ..]) => Link::Doubtful { person: *first, why: DoubtReason::NumberHeldTwice },
            Some([]) | None => name.map_or(Link::Unknown, |name| self.link_by_name(row, name)),
        }
    }

    fn link_by_name(&self, row: &MatchInput, name: String) -> Link {
        let birth = row.birth.or_else(|| row.number.map(|number| number.birth()));
        let of_birth = birth.and_then(|birth| self.by_birth.get(&(name.clone(), birth)));
        let of_village = row.village.and_then(|village| self.by_village.get(&(name, village)));
        match (of_birth, of_village) {
            (Some(Only::One(person)), _) => Link::Doubtful { person: *person, why: DoubtReason::NameAndBirth },
            (_, Some(Only::One(person))) => Link::Doubtful { person: *person, why: DoubtReason::NameAndVillage },
            (Some(Only::Several) | None, Some(Only::Several) | None) => Link::Unknown,
        }
    }
}

fn only<K: std::hash::Hash + Eq>(index: &mut HashMap<K, Only>, key: K, person: PersonId) {
    index.entry(key).and_modify(|known| *known = Only::Several).or_insert(Only::One(person));
}

/// Links rows to persons, one link for each row in their order.
pub fn match_rows(rows: &[MatchInput], candidates: &Candidates) -> Vec<Link> {
    rows.iter().map(|row| candidates.link(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(birth: Date, sequence: u16) -> CitizenId {
        CitizenId::compose(620_521, birth, sequence).expect("an identity number")
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    fn village(last: u64) -> RegionCode {
        RegionCode::from_padded(620_521_100_000 + last).expect("a village")
    }

    fn person(id: i64) -> PersonId {
        PersonId::new(id).expect("an id")
    }

    /// 1 and 2 are called alike and live in one village; 3 and 4 are called alike and were born on one day; 5 and 6 bear
    /// one number; 7 has no number.
    fn candidates() -> Candidates {
        let of = |id, name: &str, birth: &str, at, sequence: Option<u16>| Candidate {
            person: person(id),
            number: sequence.map(|sequence| number(day(birth), sequence)),
            name: name.to_owned(),
            birth: day(birth),
            village: village(at),
        };
        Candidates::new([
            of(1, "王小二", "1970-01-01", 1, Some(1)),
            of(2, "王小二", "1980-01-01", 1, Some(2)),
            of(3, "李三", "1990-05-05", 1, Some(3)),
            of(4, "李三", "1990-05-05", 2, Some(4)),
            of(5, "赵六", "1960-06-06", 2, Some(6)),
            of(6, "钱七", "1960-06-06", 2, Some(6)),
            of(7, "买买提·吐尔逊", "1975-07-07", 3, None),
        ])
    }

    fn check(number: Option<CitizenId>, name: Option<&str>, at: Option<u64>, birth: Option<&str>, expected: Link) {
        let row = MatchInput { number, name: name.map(str::to_owned), village: at.map(village), birth: birth.map(day) };
        assert_eq!(match_rows(std::slice::from_ref(&row), &candidates()), [expected], "{row:?}");
    }

    fn doubtful(id: i64, why: DoubtReason) -> Link {
        Link::Doubtful { person: person(id), why }
    }

    #[test]
    fn number_and_name_together_link() {
        check(Some(number(day("1970-01-01"), 1)), Some("王小二"), None, None, Link::Linked(person(1)));
        check(Some(number(day("1970-01-01"), 1)), Some(" 王 小　二 "), Some(9), Some("1999-09-09"), Link::Linked(person(1)));
    }

    #[test]
    fn a_number_without_its_name_is_a_clue() {
        check(Some(number(day("1970-01-01"), 1)), Some("王二"), None, None, doubtful(1, DoubtReason::NameDiffers));
        check(Some(number(day("1970-01-01"), 1)), None, None, None, doubtful(1, DoubtReason::NameMissing));
        check(Some(number(day("1960-06-06"), 6)), Some("赵六"), None, None, doubtful(5, DoubtReason::NumberHeldTwice));
    }

    #[test]
    fn a_name_with_its_day_of_birth_is_a_clue_where_it_is_one_persons_alone() {
        check(None, Some("王小二"), None, Some("1980-01-01"), doubtful(2, DoubtReason::NameAndBirth));
        check(None, Some("李三"), None, Some("1990-05-05"), Link::Unknown);
        check(Some(number(day("1980-01-01"), 999)), Some("王小二"), None, None, doubtful(2, DoubtReason::NameAndBirth));
        check(None, Some("买买提•吐尔逊"), None, Some("1975-07-07"), doubtful(7, DoubtReason::NameAndBirth));
    }

    #[test]
    fn a_name_in_its_village_is_a_clue_where_it_is_one_persons_alone() {
        check(None, Some("李三"), Some(2), None, doubtful(4, DoubtReason::NameAndVillage));
        check(None, Some("李三"), Some(2), Some("1990-05-05"), doubtful(4, DoubtReason::NameAndVillage));
        check(None, Some("王小二"), Some(1), None, Link::Unknown);
        check(None, Some("李三"), Some(3), None, Link::Unknown);
    }

    #[test]
    fn a_name_alone_is_no_hit() {
        check(None, Some("赵六"), None, None, Link::Unknown);
        check(None, None, Some(1), Some("1970-01-01"), Link::Unknown);
        check(Some(number(day("2001-01-01"), 1)), Some("孙八"), Some(1), None, Link::Unknown);
    }

    #[test]
    fn every_row_gets_its_link_in_its_place() {
        let rows = vec![MatchInput::default(); 3];
        assert_eq!(match_rows(&rows, &candidates()), [Link::Unknown; 3]);
    }
}
