//! Is a subsidy due to this person for this month? Subsidies are asked by month: certificates and other benefits hold for
//! whole months.

use vocabulary::{CertificateStatus, Coded, Date, DisabilityKind, DisabilityLevel, Fen, Month};

use super::{Certificate, DisabilityValues, DisabledPerson, Subsidy};
use crate::known::step_answer;
use crate::stacking::{Benefit, HeldBenefit, Payability, Stack, stack};
use crate::{Answer, Conclusion, Input, InputValue, Missing, Recorder, RuleId, Step, inputs};

const EXPIRY: &str = "残疾人证有效期至";
const LONG_TERM_CARE: &str = "长期照护需求";
const MULTIPLE_COUNTS: &str = "多重残疾中有智力或精神三四级";
/// Room for every benefit there is.
const BENEFITS: usize = Benefit::ALL.len();

/// Is the person alive and registered here in the month (DS-105, DS-407)? The month of the event itself is still paid.
pub fn is_registered_and_alive<R: Recorder>(
    person: &DisabledPerson<'_>,
    values: &DisabilityValues,
    month: Month,
    recorder: &mut R,
) -> Answer {
    let before_stop = |event: Option<crate::Known<Date>>| match (event, values.stop_after.value) {
        (None, _) => Answer::Yes,
        (Some(event), Some(after)) => {
            let after = i32::try_from(after).expect("the reader refuses counts above its bound");
            Answer::when(month < event.value.in_month().plus(after))
        }
        (Some(_), None) => Answer::CannotSay,
    };
    let answer = before_stop(person.death).and(before_stop(person.moved_out));
    recorder.step(|| {
        let mut inputs = vec![month_input(month)];
        inputs.extend(person.death.map(|death| inputs::day("死亡日期", person.person, Some(death))));
        inputs.extend(person.moved_out.map(|moved| inputs::day("迁出日期", person.person, Some(moved))));
        let mut missing = Vec::new();
        values.stop_after.name_if_missing(&mut missing);
        Step { rule: RuleId::SUBSIDY_PLACE, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn month_input(month: Month) -> Input {
    Input::worked_out("发放月份首日", InputValue::Day(month.first_day()))
}

/// Does the certificate hold in the month (DS-104)? It pays from the month of issue to the end of its month of expiry
/// (RD-18).
pub fn has_valid_certificate<R: Recorder>(person: &DisabledPerson<'_>, month: Month, recorder: &mut R) -> Answer {
    let answer = person.certificate.map_or(Answer::No, |certificate| holds_in(&certificate.value, month));
    recorder.step(|| {
        let mut inputs = vec![month_input(month)];
        let certificate = person.certificate;
        let day = |show: fn(Certificate) -> Option<Date>| {
            certificate.map_or(InputValue::Missing, |known| show(known.value).map_or(InputValue::Missing, InputValue::Day))
        };
        let fact = certificate.map(|known| known.fact);
        inputs.push(Input::of_person("残疾人证发证日期", person.person, day(|certificate| certificate.issued), fact));
        inputs.push(Input::of_person(EXPIRY, person.person, day(|certificate| certificate.expiry), fact));
        inputs.push(inputs::fact("残疾人证状态", person.person, certificate, |certificate| {
            InputValue::Word(certificate.status.label())
        }));
        Step { rule: RuleId::CERTIFICATE, inputs, answer: step_answer(answer, &[Missing::Fact(person.person, EXPIRY)]) }
    });
    answer
}

fn holds_in(certificate: &Certificate, month: Month) -> Answer {
    let issued = certificate.issued.is_none_or(|issued| issued.in_month() <= month);
    let in_force = match certificate.status {
        CertificateStatus::Valid => issued,
        CertificateStatus::Cancelled => false,
    };
    let expiry = certificate.expiry.map_or(Answer::CannotSay, |expiry| Answer::when(month <= expiry.in_month()));
    Answer::when(in_force).and(expiry)
}

/// Does the person belong to those whose living is subsidised (DS-101): members of families on dibao, and of margin
/// families where the place has widened it?
pub fn is_in_poor_family<R: Recorder>(person: &DisabledPerson<'_>, values: &DisabilityValues, recorder: &mut R) -> Answer {
    let in_margin_family = Answer::when(inputs::is_on_record(person.in_margin_family));
    let widened = values.living_for_margin_families.value.map_or(Answer::CannotSay, Answer::when);
    let answer = Answer::when(inputs::is_on_record(person.on_dibao)).or(in_margin_family.and(widened));
    recorder.step(|| {
        let mut missing = Vec::new();
        values.living_for_margin_families.name_if_missing(&mut missing);
        let mut inputs = vec![values.living_for_margin_families.input("是否扩大到低保边缘家庭", inputs::yes_no_word)];
        inputs.extend(inputs::on_record("低保家庭成员", person.person, person.on_dibao));
        inputs.extend(inputs::on_record("低保边缘家庭成员", person.person, person.in_margin_family));
        Step { rule: RuleId::LIVING_SUBSIDY, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

/// Is the level one that the nursing subsidy is for (DS-102): level 1 or 2, and level 3 or 4 intellectual and mental where
/// the place has widened it?
pub fn is_of_nursing_level<R: Recorder>(person: &DisabledPerson<'_>, values: &DisabilityValues, recorder: &mut R) -> Answer {
    let answer = person.certificate.map_or(Answer::No, |certificate| {
        use DisabilityLevel::{Four, One, Three, Two};
        let disability = certificate.value.disability;
        let wider = values.nursing_is_wider.value.map_or(Answer::CannotSay, Answer::when);
        match (disability.level, disability.kind) {
            (One | Two, _) => Answer::Yes,
            (Three | Four, DisabilityKind::Intellectual | DisabilityKind::Mental) => wider,
            (Three | Four, DisabilityKind::Multiple) => {
                wider.and(person.multiple_counts.map_or(Answer::CannotSay, |counts| Answer::when(counts.value)))
            }
            (
                Three | Four,
                DisabilityKind::Visual | DisabilityKind::Hearing | DisabilityKind::Speech | DisabilityKind::Physical,
            ) => Answer::No,
        }
    });
    recorder.step(|| {
        let disability = person.certificate.map(|known| crate::Known { value: known.value.disability, fact: known.fact });
        let mut inputs: Vec<Input> = inputs::disability(person.person, disability).collect();
        inputs.push(values.nursing_is_wider.input("是否扩大到三四级智力精神", inputs::yes_no_word));
        let mut missing = Vec::new();
        name_missing_of_level(person, values, &mut missing);
        Step { rule: RuleId::NURSING_SUBSIDY, inputs, answer: step_answer(answer, &missing) }
    });
    answer
}

fn name_missing_of_level(person: &DisabledPerson<'_>, values: &DisabilityValues, missing: &mut Vec<Missing>) {
    values.nursing_is_wider.name_if_missing(missing);
    let is_multiple = person.certificate.is_some_and(|certificate| certificate.value.disability.kind == DisabilityKind::Multiple);
    if is_multiple {
        inputs::name_if_not_known(missing, person.person, MULTIPLE_COUNTS, person.multiple_counts);
    }
}

/// Does the person need long-term care (DS-103)? A fact of its own: the level of the certificate does not prove it
/// (RD-19).
pub fn needs_long_term_care<R: Recorder>(person: &DisabledPerson<'_>, recorder: &mut R) -> Answer {
    let answer = person.long_term_care.map_or(Answer::CannotSay, |care| Answer::when(care.value));
    recorder.step(|| Step {
        rule: RuleId::LONG_TERM_CARE,
        inputs: vec![inputs::yes_no(LONG_TERM_CARE, person.person, person.long_term_care)],
        answer: step_answer(answer, &[Missing::Fact(person.person, LONG_TERM_CARE)]),
    });
    answer
}

/// May the subsidy be paid beside the other benefits of the month (DS-20, RD-20)?
pub fn is_payable_beside_others<R: Recorder>(
    person: &DisabledPerson<'_>,
    subsidy: Subsidy,
    values: &DisabilityValues,
    recorder: &mut R,
) -> Answer {
    let (benefit, amount) = benefit_of(subsidy, values);
    let with = |monthly: Fen| stack_with(person.held, HeldBenefit { benefit, monthly });
    // Without its amount nobody can say which of two is the higher: asked with none and with more than any.
    let (least, most) = match amount.value {
        Some(amount) => {
            let stacked = with(amount);
            (stacked, stacked)
        }
        None => (with(Fen::ZERO), with(Fen::new(i64::MAX))),
    };
    let answer = match (least.is_paid(benefit), most.is_paid(benefit)) {
        (true, true) => Answer::Yes,
        (false, false) => Answer::No,
        (true, false) | (false, true) => Answer::CannotSay,
    };
    recorder.step(|| {
        let mut inputs = Vec::new();
        for held in person.held {
            inputs.push(Input::worked_out(held.benefit.label(), InputValue::Money(held.monthly)));
        }
        inputs.push(amount.input(subsidy.label(), InputValue::Money));
        let rule = match least.of(benefit) {
            Payability::Withheld { rule, .. } => rule,
            Payability::NotHeld | Payability::Paid | Payability::PaidAsDifference(_) => RuleId::SUBSIDY_EXCLUDED,
        };
        // The question of the general rule is whether something stands against it; that of a pair, whether both are paid.
        let asked = if rule == RuleId::SUBSIDY_EXCLUDED { answer.not() } else { answer };
        let mut missing = Vec::new();
        amount.name_if_missing(&mut missing);
        Step { rule, inputs, answer: step_answer(asked, &missing) }
    });
    answer
}

fn benefit_of(subsidy: Subsidy, values: &DisabilityValues) -> (Benefit, &crate::ValueInForce<Fen>) {
    match subsidy {
        Subsidy::Living => (Benefit::LivingSubsidy, &values.living),
        Subsidy::Nursing => (Benefit::NursingSubsidy, &values.nursing),
    }
}

fn stack_with(held: &[HeldBenefit], own: HeldBenefit) -> Stack {
    let mut all = [own; BENEFITS];
    let mut count = 1;
    for benefit in held.iter().filter(|benefit| benefit.benefit != own.benefit) {
        // The same benefit twice counts once, so the room is enough; the higher of the two is kept.
        match all[..count].iter_mut().find(|kept| kept.benefit == benefit.benefit) {
            Some(kept) => kept.monthly = kept.monthly.max(benefit.monthly),
            None => {
                all[count] = *benefit;
                count += 1;
            }
        }
    }
    stack(&all[..count])
}

/// Determines whether the subsidy is due to the person for the month, by the values of its first day. The subsidy's
/// amount follows by the month; while it is UNKNOWN nothing is paid (RD-10).
///
/// # Panics
///
/// Where `values` are those of another day than the first of the month: that would be the wrong version of the law.
pub fn determine<R: Recorder>(
    person: &DisabledPerson<'_>,
    subsidy: Subsidy,
    values: &DisabilityValues,
    month: Month,
    recorder: &mut R,
) -> Conclusion<Subsidy> {
    assert_eq!(values.day, month.first_day(), "the values are those of the month asked about");
    let here = is_registered_and_alive(person, values, month, recorder);
    let certificate = has_valid_certificate(person, month, recorder);
    let (group, care) = match subsidy {
        Subsidy::Living => ((is_in_poor_family(person, values, recorder), RuleId::LIVING_SUBSIDY), Answer::Yes),
        Subsidy::Nursing => {
            let level = is_of_nursing_level(person, values, recorder);
            ((level, RuleId::NURSING_SUBSIDY), needs_long_term_care(person, recorder))
        }
    };
    let beside = is_payable_beside_others(person, subsidy, values, recorder);
    let conditions = [
        (here, RuleId::SUBSIDY_PLACE),
        (certificate, RuleId::CERTIFICATE),
        group,
        (care, RuleId::LONG_TERM_CARE),
        (beside, RuleId::SUBSIDY_EXCLUDED),
    ];
    Conclusion::of(
        &conditions,
        || subsidy,
        |missing| {
            if here == Answer::CannotSay {
                values.stop_after.name_if_missing(missing);
            }
            if certificate == Answer::CannotSay {
                missing.push(Missing::Fact(person.person, EXPIRY));
            }
            if group.0 == Answer::CannotSay {
                match subsidy {
                    Subsidy::Living => values.living_for_margin_families.name_if_missing(missing),
                    Subsidy::Nursing => name_missing_of_level(person, values, missing),
                }
            }
            if care == Answer::CannotSay {
                missing.push(Missing::Fact(person.person, LONG_TERM_CARE));
            }
            if beside == Answer::CannotSay {
                benefit_of(subsidy, values).1.name_if_missing(missing);
            }
        },
    )
}
