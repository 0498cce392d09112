//! Compares what should be with what is, for one unit.

use std::collections::BTreeSet;

use policy::dibao::{DibaoAnswer, Entitlement, Missing};
use policy::{Rule, RuleId};
use vocabulary::{Coded, HouseholdId, PersonId, Programme};

use crate::{Award, AwardTerms, GapDeadlines, GapKind, GapLine};

/// Whom a comparison is about, and the days of its gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The unit.
    pub unit: HouseholdId,
    /// The programme.
    pub programme: Programme,
    /// Since when it is known, and by when the law wants it closed.
    pub deadlines: GapDeadlines,
}

impl From<&Entitlement> for AwardTerms {
    /// What the law gives, as terms of an award.
    fn from(entitlement: &Entitlement) -> AwardTerms {
        AwardTerms { class: entitlement.class, counted: entitlement.counted.clone() }
    }
}

impl AwardTerms {
    /// Whether both give the same: class and persons, in whatever order they are written.
    pub fn agrees_with(&self, other: &AwardTerms) -> bool {
        self.class == other.class && persons(self) == persons(other)
    }

    /// Class and head-count in words: `三类4人`.
    pub fn in_words(&self) -> String {
        format!("{}{}人", self.class.label(), self.counted.len())
    }
}

fn persons(terms: &AwardTerms) -> BTreeSet<PersonId> {
    terms.counted.iter().copied().collect()
}

/// The gap between the answer of the law and the award in force, if there is one. An award whose end is already decided
/// (a stop or a gradual exit) is no longer overstayed. `name_of` gives a person's name as the register writes it.
pub fn compare(
    compared: &Compared,
    answer: &DibaoAnswer,
    award: Option<&Award>,
    name_of: impl Fn(PersonId) -> String,
) -> Option<GapLine> {
    let is = award.map(|award| &award.terms);
    let line = |kind, should: Option<AwardTerms>, rule: RuleId, reason| GapLine {
        kind,
        unit: compared.unit,
        programme: compared.programme,
        should,
        is: is.cloned(),
        rule,
        reason,
        since: compared.deadlines.since,
        deadline: compared.deadlines.of(kind),
    };
    match (answer, award) {
        (DibaoAnswer::Eligible(entitlement), None) => {
            let should = AwardTerms::from(entitlement);
            let reason = format!("符合农村低保条件（{}），尚未纳入保障。{}", should.in_words(), basis(RuleId::INCOME_TEST));
            Some(line(GapKind::Uncovered, Some(should), RuleId::INCOME_TEST, reason))
        }
        (DibaoAnswer::Eligible(entitlement), Some(award)) => {
            let should = AwardTerms::from(entitlement);
            let (rule, reason) = misgrading(&should, &award.terms, &name_of)?;
            Some(line(GapKind::Misgraded, Some(should), rule, reason))
        }
        (DibaoAnswer::NotEligible(rule), Some(award)) if award.until.is_none() => {
            let reason = format!("按现有事实不再符合农村低保条件，仍在保障（{}）。{}", award.terms.in_words(), basis(*rule));
            Some(line(GapKind::Overstayed, None, *rule, reason))
        }
        (DibaoAnswer::NotEligible(_), Some(_) | None) => None,
        (DibaoAnswer::Undetermined(missing), Some(_) | None) => {
            let missing = missing_in_words(missing, &name_of);
            let reason = format!("尚不能认定：{missing}。请补齐后重新认定。{}", basis(RuleId::PROVED_FAILURE));
            Some(line(GapKind::Undetermined, None, RuleId::PROVED_FAILURE, reason))
        }
    }
}

fn basis(id: RuleId) -> String {
    Rule::of(id).map_or_else(|| format!("依据{id}。"), |rule| format!("依据{id}“{}”（{}）。", rule.question, rule.clause))
}

fn misgrading(should: &AwardTerms, is: &AwardTerms, name_of: &impl Fn(PersonId) -> String) -> Option<(RuleId, String)> {
    if should.agrees_with(is) {
        return None;
    }
    let rule = if should.class == is.class { RuleId::MEMBERS } else { RuleId::CLASS };
    let mut reason = format!("应为{}，现为{}", should.in_words(), is.in_words());
    for (label, more, less) in [("应计入", should, is), ("不应计入", is, should)] {
        let names: Vec<String> = persons(more).difference(&persons(less)).copied().map(name_of).collect();
        if !names.is_empty() {
            reason.push_str(&format!("；{label}：{}", names.join("、")));
        }
    }
    Some((rule, format!("{reason}。{}", basis(rule))))
}

fn missing_in_words(missing: &[Missing], name_of: &impl Fn(PersonId) -> String) -> String {
    let each: Vec<String> = missing
        .iter()
        .map(|missing| match missing {
            Missing::Fact(person, label) => format!("{}缺少“{label}”", name_of(*person)),
            Missing::Value(key) => format!("政策数值“{key}”未录入"),
        })
        .collect();
    if each.is_empty() { "缺少认定所需的事实".to_owned() } else { each.join("；") }
}
