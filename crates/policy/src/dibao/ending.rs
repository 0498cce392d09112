//! How dibao ends or shrinks: the reasons, who is heard first, who leaves by degrees.

use vocabulary::Whereabouts;

use super::{DibaoAnswer, DibaoValues, Known, Member, Missing, OtherAward, labels};
use crate::ages::is_of_age;
use crate::known::step_answer;
use crate::{Answer, Input, InputValue, Recorder, RuleId, Step};

/// Why dibao of a family, or a person's place in it, ends (DB-61).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EndReason {
    /// 死亡.
    Death,
    /// 宣告失踪或宣告死亡.
    DeclaredMissing,
    /// 服刑.
    Imprisonment,
    /// 强制隔离戒毒.
    CompulsoryDetoxification,
    /// 迁出或不再共同生活.
    MovedOut,
    /// 人均收入不再低于保障标准.
    IncomeNotBelowStandard,
    /// 家庭财产超过规定.
    PropertyOverLimit,
    /// 自愿退出.
    Voluntary,
    /// 无正当理由拒绝核查.
    RefusedVerification,
    /// 骗取.
    Fraud,
    /// 转为特困供养.
    BecameTekun,
    /// 转为孤儿保障.
    BecameOrphan,
    /// 家庭合并.
    FamilyMerged,
}

/// What a decision does to the money of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AmountChange {
    /// 新增.
    Grant,
    /// 不予确认: written reasons, no hearing.
    Denial,
    /// 增发.
    Increase,
    /// 减发.
    Reduction,
    /// 终止.
    Ending,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [EndReason; 13] = [
        EndReason::Death,
        EndReason::DeclaredMissing,
        EndReason::Imprisonment,
        EndReason::CompulsoryDetoxification,
        EndReason::MovedOut,
        EndReason::IncomeNotBelowStandard,
        EndReason::PropertyOverLimit,
        EndReason::Voluntary,
        EndReason::RefusedVerification,
        EndReason::Fraud,
        EndReason::BecameTekun,
        EndReason::BecameOrphan,
        EndReason::FamilyMerged,
    ];

    /// The name on notices.
    pub fn label(self) -> &'static str {
        match self {
            EndReason::Death => "死亡",
            EndReason::DeclaredMissing => "宣告失踪",
            EndReason::Imprisonment => "服刑",
            EndReason::CompulsoryDetoxification => "强制隔离戒毒",
            EndReason::MovedOut => "迁出或不再共同生活",
            EndReason::IncomeNotBelowStandard => "收入不再低于标准",
            EndReason::PropertyOverLimit => "财产超过规定",
            EndReason::Voluntary => "自愿退出",
            EndReason::RefusedVerification => "拒绝核查",
            EndReason::Fraud => "骗取",
            EndReason::BecameTekun => "转为特困供养",
            EndReason::BecameOrphan => "转为孤儿保障",
            EndReason::FamilyMerged => "家庭合并",
        }
    }

    /// Why the person no longer counts; `None` where no such reason is on record.
    pub fn of_member(member: &Member, values: &DibaoValues) -> Option<EndReason> {
        if member.death.is_some_and(|death| death.value <= values.day) {
            return Some(EndReason::Death);
        }
        if let Some(award) = member.recognitions.other_award {
            return Some(match award.value {
                OtherAward::Tekun => EndReason::BecameTekun,
                OtherAward::Orphan => EndReason::BecameOrphan,
            });
        }
        match member.whereabouts?.value {
            Whereabouts::InPrison => Some(EndReason::Imprisonment),
            Whereabouts::CompulsoryDetoxification => Some(EndReason::CompulsoryDetoxification),
            Whereabouts::DeclaredMissing => Some(EndReason::DeclaredMissing),
            Whereabouts::LivesApart => Some(EndReason::MovedOut),
            Whereabouts::Clergy => {
                let since = member.whereabouts_since?;
                let away = is_of_age(since.value, &values.clergy_years, values.day);
                (away == Answer::Yes).then_some(EndReason::MovedOut)
            }
            Whereabouts::AtHome | Whereabouts::AwayForWorkOrStudy => None,
        }
    }

    /// Why a unit leaves that the rules no longer find eligible, where a test on its means says so. What concerns single
    /// members is told by [`EndReason::of_member`]; what only an official finds (fraud, refusal, own wish) by nobody here.
    pub fn of_answer(answer: &DibaoAnswer) -> Option<EndReason> {
        match answer {
            DibaoAnswer::NotEligible(rule) if *rule == RuleId::INCOME_TEST || *rule == RuleId::OWN_INCOME => {
                Some(EndReason::IncomeNotBelowStandard)
            }
            DibaoAnswer::NotEligible(rule) if *rule == RuleId::PROPERTY_TEST => Some(EndReason::PropertyOverLimit),
            DibaoAnswer::NotEligible(_) | DibaoAnswer::Eligible(_) | DibaoAnswer::Undetermined(_) => None,
        }
    }
}

impl AmountChange {
    /// The name on notices.
    pub fn label(self) -> &'static str {
        match self {
            AmountChange::Grant => "新增",
            AmountChange::Denial => "不予确认",
            AmountChange::Increase => "增发",
            AmountChange::Reduction => "减发",
            AmountChange::Ending => "终止",
        }
    }
}

/// Must the family be heard before a decision that changes its money so (DB-610)? From 2026-07-01 before reducing and
/// ending; a denial needs its reasons in writing, no hearing.
pub fn is_heard_first<R: Recorder>(change: AmountChange, values: &DibaoValues, recorder: &mut R) -> Answer {
    let required = values.hearing_required;
    let takes_away = match change {
        AmountChange::Reduction | AmountChange::Ending => Answer::Yes,
        AmountChange::Grant | AmountChange::Denial | AmountChange::Increase => Answer::No,
    };
    let answer = takes_away.and(required.value.map_or(Answer::CannotSay, Answer::when));
    recorder.step(|| {
        let mut missing = Vec::new();
        required.name_if_missing(&mut missing);
        Step {
            rule: RuleId::HEARING,
            inputs: vec![
                Input::worked_out("调整", InputValue::Word(change.label())),
                required.input("减发、终止前须听取意见", |required| {
                    InputValue::Word(if required { "是" } else { "否" })
                }),
            ],
            answer: step_answer(answer, &missing),
        }
    });
    answer
}

/// Does a family that the rules no longer find eligible leave by degrees (DB-604)? Only where income has reached the
/// standard because employment raised it (RD-25); during the months of grace the amount stays as it was. `raised` is the
/// office's finding about the cause; without one it cannot be said.
pub fn exits_gradually<R: Recorder>(answer: &DibaoAnswer, raised: Option<Known<bool>>, recorder: &mut R) -> Answer {
    let over_the_line = Answer::when(EndReason::of_answer(answer) == Some(EndReason::IncomeNotBelowStandard));
    let by_employment = raised.map_or(Answer::CannotSay, |raised| Answer::when(raised.value));
    let exits = over_the_line.and(by_employment);
    recorder.step(|| {
        let word = |raised: bool| InputValue::Word(if raised { "是" } else { "否" });
        let shown = raised.map_or(InputValue::Missing, |raised| word(raised.value));
        let finding = Input { fact: raised.map(|raised| raised.fact), ..Input::worked_out(labels::RAISED_BY_EMPLOYMENT, shown) };
        let answer = if exits == Answer::CannotSay {
            crate::StepAnswer::CannotSay(labels::RAISED_BY_EMPLOYMENT.to_owned())
        } else {
            step_answer(exits, &[] as &[Missing])
        };
        Step {
            rule: RuleId::EXIT_BY_EMPLOYMENT,
            inputs: vec![Input::worked_out("收入已不低于标准", word(over_the_line == Answer::Yes)), finding],
            answer,
        }
    });
    exits
}
