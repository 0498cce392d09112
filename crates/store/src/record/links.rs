//! Which person a row is about: questions to an official, and what was settled.

use vocabulary::{CellRef, Date, Id, OfficialId, PersonId, RegionCode, Sequence, Sex};

/// The kind of a link question's id.
pub enum LinkQuestionKind {}
/// Id of a link question.
pub type LinkQuestionId = Id<LinkQuestionKind>;
/// The kind of a link decision's id.
pub enum LinkDecisionKind {}
/// Id of a link decision.
pub type LinkDecisionId = Id<LinkDecisionKind>;

/// Keyed digest of what identifies a subject; nobody without the keyring can try numbers against it.
pub type LinkDigest = [u8; 32];

/// Which person something is about, asked of an official. The same subject of the same file is asked once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkQuestion {
    /// Its id.
    pub id: LinkQuestionId,
    /// What is asked about.
    pub subject: LinkSubject,
    /// Digest of the subject: the same row next month has the same.
    pub digest: LinkDigest,
    /// Number of the reason it is asked for, that of a clue.
    pub reason: i16,
    /// Who it may be, the likeliest first.
    pub candidates: Vec<LinkCandidate>,
    /// The act it was asked under; when adding, the act in hand is written.
    pub sequence: Sequence,
}

/// What a link question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkSubject {
    /// A row of a received file.
    Row(LinkRow),
    /// A person of the register, of whom another entry may be a double.
    Person(PersonId),
}

/// A row of a received file as it is compared. The number is masked; in full it stands in the original alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    /// Where it stands; the column is 0.
    pub cell: CellRef,
    /// Name as typed, empty where there is none.
    pub name: String,
    /// Identity number, masked; empty where there is none.
    pub number_masked: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Day of birth.
    pub birth: Option<Date>,
    /// Village.
    pub village: Option<RegionCode>,
    /// Household number, empty where there is none.
    pub household_number: String,
}

/// A person a subject may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCandidate {
    /// Who.
    pub person: PersonId,
    /// Probability in millionths.
    pub probability_millionths: i64,
    /// log₂ of the odds before anything is compared, in thousandths.
    pub prior_millibits: i64,
    /// What each field says.
    pub findings: Vec<LinkFinding>,
}

/// What one field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFinding {
    /// The field, in Chinese.
    pub field: String,
    /// How the values compare, in Chinese.
    pub finding: String,
    /// Its weight in thousandths of a bit.
    pub millibits: i64,
}

/// What was settled about a subject and a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkVerdict {
    /// 同一人: the subject is this person.
    Same,
    /// 不是同一人: never linked again.
    NotSame,
    /// 无法判断: it stays a clue and is not asked again.
    CannotSay,
    /// 撤销: what was settled no longer counts.
    Undone,
}

/// A decision about a subject and a person. A later one supersedes it; none is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDecision {
    /// Its id.
    pub id: LinkDecisionId,
    /// Digest of the subject.
    pub digest: LinkDigest,
    /// The person.
    pub person: PersonId,
    /// What was settled.
    pub verdict: LinkVerdict,
    /// Why.
    pub why: String,
    /// Who settled it.
    pub by: OfficialId,
    /// On which day.
    pub on: Date,
    /// The decision it takes the place of.
    pub supersedes: Option<LinkDecisionId>,
    /// The act it was made under; when adding, the act in hand is written.
    pub sequence: Sequence,
}
