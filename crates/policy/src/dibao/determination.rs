//! Is this unit on dibao, and in which class? The one path for a page, a batch and a province.

use vocabulary::Date;

use super::class::{class_of, name_missing_of_class};
use super::means_test::{meets_income_test, meets_property_test, name_missing_of_family_income, name_missing_of_family_property};
use super::members::{belongs_to_roll, counts_as_member, is_kept_otherwise, record_members, record_version};
use super::single_person::determine_single;
use super::{DibaoAnswer, DibaoValues, Entitlement, Family, Means, Missing, Unit, labels};
use crate::{Answer, Recorder, RuleId};

/// Determines a unit on a day by the values of that day (RD-01).
///
/// A proved failing condition is a no, whatever else is missing (RD-10). Otherwise what is missing is named and the
/// answer is undetermined; a missing fact or UNKNOWN value never makes a unit eligible.
///
/// # Panics
///
/// Where `values` are those of another day: that would be the wrong version of the law.
pub fn determine<R: Recorder>(unit: &Unit<'_>, values: &DibaoValues, day: Date, recorder: &mut R) -> DibaoAnswer {
    assert_eq!(values.day, day, "the values are those of the day decided on");
    let family = match unit {
        Unit::WholeFamily(family) | Unit::SinglePerson { family, .. } => family,
    };
    record_version(values, recorder);
    if belongs_to_roll(family, values, recorder) == Answer::No {
        return DibaoAnswer::NotEligible(RuleId::ROLL);
    }
    match unit {
        Unit::WholeFamily(family) => determine_family(family, values, recorder),
        Unit::SinglePerson { person, family } => match family.members.iter().find(|member| member.person == *person) {
            Some(member) => determine_single(member, family, values, recorder),
            None => DibaoAnswer::Undetermined(vec![Missing::Fact(*person, labels::IN_THE_FAMILY)]),
        },
    }
}

fn determine_family<R: Recorder>(family: &Family<'_>, values: &DibaoValues, recorder: &mut R) -> DibaoAnswer {
    record_members(family, values, recorder);
    let means = Means::of_family(family, values, recorder);
    if means.heads_at_most() == 0 {
        let kept_otherwise = family.members.iter().any(is_kept_otherwise);
        return DibaoAnswer::NotEligible(if kept_otherwise { RuleId::OTHER_AWARD } else { RuleId::MEMBERS });
    }
    // Both tests are always made: the trace shows both, and either alone can settle a no (RD-10).
    let income = meets_income_test(&means, values, recorder);
    let property = meets_property_test(&means, values, recorder);
    match (income, property) {
        (Answer::No, _) => return DibaoAnswer::NotEligible(RuleId::INCOME_TEST),
        (_, Answer::No) => return DibaoAnswer::NotEligible(RuleId::PROPERTY_TEST),
        (Answer::Yes, Answer::Yes) => {}
        (Answer::CannotSay, Answer::Yes | Answer::CannotSay) | (Answer::Yes, Answer::CannotSay) => {
            let mut missing = Vec::new();
            if income == Answer::CannotSay {
                name_missing_of_family_income(family, values, &mut missing);
            }
            if property == Answer::CannotSay {
                name_missing_of_family_property(family, values, &mut missing);
            }
            return DibaoAnswer::undetermined(missing);
        }
    }
    match class_of(family.members, None, &means, values, recorder) {
        Some(class) => DibaoAnswer::Eligible(Entitlement {
            class,
            counted: family
                .members
                .iter()
                .filter(|member| counts_as_member(member, values) == Answer::Yes)
                .map(|member| member.person)
                .collect(),
        }),
        None => {
            let mut missing = Vec::new();
            name_missing_of_class(family.members, None, &means, values, &mut missing);
            DibaoAnswer::undetermined(missing)
        }
    }
}
