//! Terms and proposals as JSON in a column.

use casework::{AwardTerms, DecisionKind, Heard, Proposal};
use serde::{Deserialize, Serialize};
use vocabulary::{Coded, DibaoClass};

use crate::StoreFault;
use crate::column::{day, day_number, id, month, month_number, unreadable};

/// [`AwardTerms`] in a column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TermsRecord {
    class: i64,
    counted: Vec<i64>,
}

impl From<&AwardTerms> for TermsRecord {
    fn from(terms: &AwardTerms) -> TermsRecord {
        TermsRecord { class: terms.class.number(), counted: terms.counted.iter().map(|person| person.number()).collect() }
    }
}

impl TermsRecord {
    /// Back as terms.
    pub fn terms(&self) -> Result<AwardTerms, StoreFault> {
        let class = DibaoClass::from_number(self.class).ok_or_else(|| unreadable("class", self.class))?;
        let counted = self.counted.iter().map(|number| id(*number)).collect::<Result<_, _>>()?;
        Ok(AwardTerms { class, counted })
    }
}

/// [`Proposal`] in a column.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProposalRecord {
    kind: i64,
    terms: Option<TermsRecord>,
    ends: Option<i64>,
    determination: i64,
    reasons: String,
    by: i64,
    on: i64,
    heard: i64,
    heard_on: Option<i64>,
    heard_opinion: Option<String>,
}

impl From<&Proposal> for ProposalRecord {
    fn from(proposal: &Proposal) -> ProposalRecord {
        let (kind, terms, ends) = kind_columns(&proposal.kind);
        let (heard, heard_on, heard_opinion) = heard_columns(&proposal.heard);
        ProposalRecord {
            kind,
            terms,
            ends,
            determination: proposal.determination.number(),
            reasons: proposal.reasons.clone(),
            by: proposal.by.number(),
            on: day_number(proposal.on),
            heard,
            heard_on,
            heard_opinion,
        }
    }
}

impl ProposalRecord {
    /// Back as a proposal.
    pub fn proposal(&self) -> Result<Proposal, StoreFault> {
        Ok(Proposal {
            kind: kind_of(self.kind, self.terms.as_ref(), self.ends)?,
            determination: id(self.determination)?,
            reasons: self.reasons.clone(),
            by: id(self.by)?,
            on: day(self.on)?,
            heard: heard_of(self.heard, self.heard_on, self.heard_opinion.clone())?,
        })
    }
}

/// Number, terms and last month of what is decided.
pub fn kind_columns(kind: &DecisionKind) -> (i64, Option<TermsRecord>, Option<i64>) {
    match kind {
        DecisionKind::Grant(terms) => (1, Some(terms.into()), None),
        DecisionKind::Change(terms) => (2, Some(terms.into()), None),
        DecisionKind::Stop => (3, None, None),
        DecisionKind::GradualExit { ends } => (4, None, Some(month_number(*ends))),
        DecisionKind::Deny => (5, None, None),
    }
}

/// What [`kind_columns`] wrote.
pub fn kind_of(kind: i64, terms: Option<&TermsRecord>, ends: Option<i64>) -> Result<DecisionKind, StoreFault> {
    match (kind, terms, ends) {
        (1, Some(terms), None) => Ok(DecisionKind::Grant(terms.terms()?)),
        (2, Some(terms), None) => Ok(DecisionKind::Change(terms.terms()?)),
        (3, None, None) => Ok(DecisionKind::Stop),
        (4, None, Some(ends)) => Ok(DecisionKind::GradualExit { ends: month(ends)? }),
        (5, None, None) => Ok(DecisionKind::Deny),
        _ => Err(unreadable("decision kind", kind)),
    }
}

/// Number, day and opinion of a hearing.
pub fn heard_columns(heard: &Heard) -> (i64, Option<i64>, Option<String>) {
    match heard {
        Heard::NothingTaken => (1, None, None),
        Heard::BeforeTheLaw => (2, None, None),
        Heard::On(on, opinion) => (3, Some(day_number(*on)), Some(opinion.clone())),
    }
}

/// What [`heard_columns`] wrote.
pub fn heard_of(heard: i64, on: Option<i64>, opinion: Option<String>) -> Result<Heard, StoreFault> {
    match (heard, on, opinion) {
        (1, None, None) => Ok(Heard::NothingTaken),
        (2, None, None) => Ok(Heard::BeforeTheLaw),
        (3, Some(on), Some(opinion)) => Ok(Heard::On(day(on)?, opinion)),
        _ => Err(unreadable("heard", heard)),
    }
}
