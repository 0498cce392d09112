//! What pages and commands show: values made ready to read, masked where the column says so. They hold no rules.

use casework::GapKind;
use vocabulary::{CaseId, Date, FactId, Fen, FileId, GapId, HouseholdId, Month, PersonId};

/// Where a fact was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    /// Department's Chinese name.
    pub department: String,
    /// The file, where it came from one.
    pub file: Option<FileId>,
    /// File name, sheet and cell (`入户核查_2022-01.csv 第1表 H12`), or the act.
    pub place: String,
}

/// Where a gap's work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GapState {
    /// Nobody has taken it up.
    Open,
    /// Proposed by, on; the notice runs or has run.
    Proposed {
        /// Name of the official.
        by: String,
        /// Day of the proposal.
        on: Date,
    },
    /// Decided.
    Decided,
    /// Closed without a change, and why.
    Closed(String),
}

impl GapState {
    /// Chinese label.
    pub fn label(&self) -> &'static str {
        match self {
            GapState::Open => "待办",
            GapState::Proposed { .. } => "待确认",
            GapState::Decided => "已决定",
            GapState::Closed(_) => "已办结",
        }
    }

    /// Whether work is still due.
    pub fn is_open(&self) -> bool {
        match self {
            GapState::Open | GapState::Proposed { .. } => true,
            GapState::Decided | GapState::Closed(_) => false,
        }
    }
}

/// One line of a gap list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapView {
    /// Its number.
    pub id: GapId,
    /// Which list.
    pub kind: GapKind,
    /// The unit.
    pub unit: HouseholdId,
    /// The unit's number.
    pub unit_number: String,
    /// Name of the first member.
    pub applicant: String,
    /// Village.
    pub village: String,
    /// The reason in Chinese.
    pub reason: String,
    /// Rule and clause.
    pub clause: String,
    /// What should be (`二类 3人`), or a dash.
    pub should: String,
    /// What is.
    pub is: String,
    /// Since when.
    pub since: Date,
    /// By when.
    pub deadline: Date,
    /// Whether the deadline has passed on the day of looking while work is still due.
    pub overdue: bool,
    /// Where its work stands.
    pub state: GapState,
    /// Its case, once there is one.
    pub case: Option<CaseId>,
}

/// The gap lists of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapLists {
    /// The month.
    pub month: Month,
    /// Lines, by list and then by unit.
    pub lines: Vec<GapView>,
}

impl GapLists {
    /// Lines of one list: all, and those with work still due.
    pub fn count(&self, kind: GapKind) -> (usize, usize) {
        let of_kind = || self.lines.iter().filter(move |line| line.kind == kind);
        (of_kind().count(), of_kind().filter(|line| line.state.is_open()).count())
    }
}

/// A member of a unit or of its family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberView {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Identity number, masked.
    pub number: String,
    /// 男 or 女.
    pub sex: &'static str,
    /// Day of birth.
    pub birth: Date,
    /// Age on the day of looking.
    pub age: i32,
    /// Relation to the head.
    pub relation: &'static str,
    /// Whether the determination counts and pays for them.
    pub counted: bool,
}

/// A fact with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactView {
    /// Its number.
    pub id: FactId,
    /// Whom it is about.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What it states.
    pub label: &'static str,
    /// Its value in words.
    pub value: String,
    /// First day.
    pub from: Date,
    /// Where another source states otherwise.
    pub conflict: Option<ConflictView>,
    /// Where it stands.
    pub source: SourceView,
}

/// That sources state a fact differently, and the rule by which one is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConflictView {
    /// Code of the rule, such as `RG-01`.
    pub rule: &'static str,
    /// What the rule says.
    pub sentence: &'static str,
    /// Whether this is the fact used.
    pub is_used: bool,
}

/// One step of a determination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// Rule id.
    pub rule: String,
    /// The whole step as a Chinese sentence.
    pub sentence: String,
    /// Clause.
    pub clause: String,
    /// The facts it read.
    pub facts: Vec<FactId>,
}

/// A determination made ready to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeterminationView {
    /// For that day.
    pub day: Date,
    /// The answer in Chinese (`符合条件，二类，3人`).
    pub answer: String,
    /// The amount of the month of that day, where there is one.
    pub monthly: Option<Fen>,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// An award of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardView {
    /// Class label.
    pub class: &'static str,
    /// Persons paid for.
    pub heads: usize,
    /// First month paid.
    pub from: Month,
    /// First month no longer paid.
    pub until: Option<Month>,
    /// Amount of its first month.
    pub monthly: Option<Fen>,
}

/// A decision about a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionView {
    /// What was decided, in Chinese.
    pub kind: String,
    /// Reasons.
    pub reasons: String,
    /// Who proposed and when.
    pub proposed: String,
    /// Who confirmed and when.
    pub confirmed: String,
    /// First month it changes anything.
    pub effective: Month,
}

/// A payout line of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentView {
    /// Month the money is for.
    pub month: Month,
    /// Purpose in Chinese.
    pub purpose: &'static str,
    /// Persons it is for.
    pub heads: i64,
    /// Amount.
    pub amount: Fen,
}

/// Everything about a unit on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdView {
    /// The unit.
    pub unit: HouseholdId,
    /// Its number.
    pub number: String,
    /// Village.
    pub village: String,
    /// 整户 or 单人.
    pub kind: &'static str,
    /// The family of the register, head first, the unit's members marked as counted.
    pub members: Vec<MemberView>,
    /// Facts of all of them.
    pub facts: Vec<FactView>,
    /// What the law gives on the day of looking.
    pub determination: DeterminationView,
    /// Awards, earliest first.
    pub awards: Vec<AwardView>,
    /// Decisions, earliest first.
    pub decisions: Vec<DecisionView>,
    /// Payout lines, earliest first.
    pub payments: Vec<PaymentView>,
    /// Gaps of any month.
    pub gaps: Vec<GapView>,
}

/// A figure made ready to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureView {
    /// Code.
    pub code: String,
    /// Chinese label.
    pub label: String,
    /// Unit (户, 人, 元).
    pub unit: String,
    /// Definition in Chinese.
    pub definition: String,
    /// Clause or standard.
    pub clause: String,
    /// Value as printed.
    pub value: String,
    /// The rows it counts.
    pub rows: Vec<FigureRowView>,
}

/// A row a figure counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRowView {
    /// The unit.
    pub unit: HouseholdId,
    /// Its number.
    pub unit_number: String,
    /// Village.
    pub village: String,
    /// Name of the person, or of the unit's first member.
    pub name: String,
    /// What the row is (`二类 3人`, `2022-03 当月保障金`).
    pub detail: String,
    /// Its amount, where the figure counts money.
    pub amount: Option<Fen>,
}

/// A relation between figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationView {
    /// Statement in Chinese.
    pub statement: String,
    /// What it works out to.
    pub computed: String,
    /// What the figure says.
    pub stated: String,
    /// Whether they agree.
    pub holds: bool,
}

/// Figures of a month with their relations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiguresView {
    /// The month.
    pub month: Month,
    /// The figures.
    pub figures: Vec<FigureView>,
    /// The relations between them.
    pub relations: Vec<RelationView>,
}

/// Whom a row or an entry of the register may be about, asked of an official.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkQuestionView {
    /// Its number.
    pub id: i64,
    /// Whether a person still has to look.
    pub is_open: bool,
    /// Why it is asked.
    pub reason: String,
    /// What is asked about.
    pub subject: LinkSideView,
    /// Who it may be, the likeliest first.
    pub candidates: Vec<LinkCandidateView>,
    /// What was settled and counts.
    pub decisions: Vec<LinkDecisionView>,
}

/// One side of a comparison; the number is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSideView {
    /// Where it stands: file, sheet and row, or the person's number in the register.
    pub place: String,
    /// Name.
    pub name: String,
    /// Identity number, masked.
    pub number: String,
    /// 男 or 女.
    pub sex: &'static str,
    /// Day of birth.
    pub birth: String,
    /// Village by name.
    pub village: String,
    /// Household number.
    pub household: String,
}

/// A person a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkCandidateView {
    /// Number of the person.
    pub person: i64,
    /// The person as the register has them.
    pub side: LinkSideView,
    /// Probability in millionths.
    pub probability_millionths: i64,
    /// log₂ of the odds before anything is compared, in thousandths.
    pub prior_millibits: i64,
    /// What each field adds to it; empty where only a number or a decision names the person.
    pub fields: Vec<FieldWeightView>,
}

/// What one field says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWeightView {
    /// The field, in Chinese.
    pub field: String,
    /// How the values compare, in Chinese.
    pub finding: String,
    /// Its weight in thousandths of a bit.
    pub millibits: i64,
}

/// What was settled about a question and a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDecisionView {
    /// Number of the person.
    pub person: i64,
    /// What was settled, in Chinese.
    pub verdict: &'static str,
    /// Who settled it.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// Why.
    pub why: String,
}
