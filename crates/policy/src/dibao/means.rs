//! What persons living together have: heads, counted income and property, summed once for every test.

use vocabulary::Fen;

use super::income::{counted_income, exempted_support, illness_spending, record_income};
use super::members::counts_as_member;
use super::single_person::applies_as_adult_without_job;
use super::{DibaoValues, Family, Known, Member, Unit, labels};
use crate::{Answer, ExactMoney, Input, InputValue, MoneyWithin, Recorder, RuleId, Step, StepAnswer};

/// A number of things of which so many are certain; not `complete` while someone's number is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What is known of, in pieces or fen.
    pub at_least: i64,
    /// Whether that is all.
    pub complete: bool,
}

/// The means of a group of persons on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means {
    /// Persons who certainly count.
    pub heads: i64,
    /// Persons of whom it cannot be said whether they count.
    pub heads_unclear: i64,
    /// Counted income of the year, after deductions.
    pub income: MoneyWithin,
    /// Cash-like property in fen.
    pub cash: Tally,
    /// Dwellings.
    pub dwellings: Tally,
    /// Motor cars.
    pub motor_cars: Tally,
    /// Shops and companies with employees.
    pub shops_and_companies: Tally,
}

impl Tally {
    const NONE: Tally = Tally { at_least: 0, complete: true };

    fn add(&mut self, known: Option<Known<i64>>) {
        match known {
            Some(known) => self.at_least += known.value.max(0),
            None => self.complete = false,
        }
    }
}

impl Means {
    const EMPTY: Means = Means {
        heads: 0,
        heads_unclear: 0,
        income: MoneyWithin::NOTHING,
        cash: Tally::NONE,
        dwellings: Tally::NONE,
        motor_cars: Tally::NONE,
        shops_and_companies: Tally::NONE,
    };

    /// The means of all members living together.
    pub fn of_family<R: Recorder>(family: &Family<'_>, values: &DibaoValues, recorder: &mut R) -> Means {
        let mut means = Means::EMPTY;
        let mut spending = Fen::ZERO;
        let mut spending_unclear = Fen::ZERO;
        for member in family.members {
            match counts_as_member(member, values) {
                Answer::Yes => {
                    record_income(member, values, recorder);
                    means.add(member, values);
                    spending += illness_spending(member);
                }
                Answer::CannotSay => {
                    means.heads_unclear += 1;
                    spending_unclear += illness_spending(member);
                }
                Answer::No => {}
            }
        }
        if means.heads_unclear > 0 {
            means.leave_open();
        }
        means.deduct_illness(spending, spending_unclear, values, recorder);
        means
    }

    /// The means on which a unit is determined; `None` where who asks alone is not of the family.
    pub fn of_unit<R: Recorder>(unit: &Unit<'_>, values: &DibaoValues, recorder: &mut R) -> Option<Means> {
        match unit {
            Unit::WholeFamily(family) => Some(Means::of_family(family, values, recorder)),
            Unit::SinglePerson { person, family } => {
                let member = family.members.iter().find(|member| member.person == *person)?;
                Some(Means::of_single(member, values, recorder))
            }
        }
    }

    /// The means of one person who asks alone; support that the office leaves out for an adult without job is not
    /// counted (DB-24).
    pub(super) fn of_single<R: Recorder>(member: &Member, values: &DibaoValues, recorder: &mut R) -> Means {
        match applies_as_adult_without_job(member, values) {
            Answer::Yes => Means::of_adult_without_job(member, values, recorder),
            Answer::No | Answer::CannotSay => Means::of_person(member, values, recorder),
        }
    }

    /// The means of one person.
    pub fn of_person<R: Recorder>(member: &Member, values: &DibaoValues, recorder: &mut R) -> Means {
        let mut means = Means::EMPTY;
        record_income(member, values, recorder);
        means.add(member, values);
        means.deduct_illness(illness_spending(member), Fen::ZERO, values, recorder);
        means
    }

    fn of_adult_without_job<R: Recorder>(member: &Member, values: &DibaoValues, recorder: &mut R) -> Means {
        let Some(found) = member.recognitions.exempted_support else { return Means::of_person(member, values, recorder) };
        let exempted = exempted_support(member, values);
        recorder.step(|| Step {
            rule: RuleId::EXEMPTED_SUPPORT,
            inputs: vec![
                Input::of_person(labels::EXEMPTED_SUPPORT, member.person, InputValue::Money(found.value), Some(found.fact)),
                values
                    .support_exemption
                    .input("当日可否豁免", |holds| InputValue::Word(if holds { "可以" } else { "不可以" })),
            ],
            answer: StepAnswer::Value(InputValue::Money(exempted)),
        });
        let mut incomes = member.incomes;
        incomes.support_received =
            incomes.support_received.map(|received| Known { value: received.value - exempted, ..received });
        Means::of_person(&Member { incomes, ..*member }, values, recorder)
    }

    /// The most persons that can count: a line for so many is the highest possible one.
    pub fn heads_at_most(&self) -> i64 {
        self.heads + self.heads_unclear
    }

    fn add(&mut self, member: &Member, values: &DibaoValues) {
        self.heads += 1;
        self.income = self.income.plus(counted_income(member, values));
        let assets = &member.assets;
        self.cash.add(assets.cash.map(|cash| Known { value: cash.value.as_fen(), fact: cash.fact }));
        self.dwellings.add(assets.dwellings);
        self.motor_cars.add(assets.motor_cars);
        self.shops_and_companies.add(assets.shops_and_companies);
    }

    /// Someone may count or not: what they have could come on top.
    fn leave_open(&mut self) {
        self.income = self.income.or_more();
        for tally in [&mut self.cash, &mut self.dwellings, &mut self.motor_cars, &mut self.shops_and_companies] {
            tally.complete = false;
        }
    }

    /// Own spending on illness lowers the income by the county's share of it, never below zero. While the share is
    /// UNKNOWN, nothing and all of it are both possible (RD-07); so is the spending of a person who may not count.
    fn deduct_illness<R: Recorder>(&mut self, spending: Fen, unclear: Fen, values: &DibaoValues, recorder: &mut R) {
        if spending + unclear == Fen::ZERO {
            return;
        }
        let share = values.illness_deduction_share.value;
        let deduction = share.map(|share| ExactMoney::share(share, spending));
        let most = share.map_or(ExactMoney::of(spending + unclear), |share| ExactMoney::share(share, spending + unclear));
        self.income = self.income.less(deduction.unwrap_or(ExactMoney::ZERO), Some(most));
        recorder.step(|| Step {
            rule: RuleId::ILLNESS_DEDUCTION,
            inputs: vec![
                Input::worked_out(labels::ILLNESS_SPENDING, InputValue::Money(spending)),
                values.illness_deduction_share.input("扣减比例", InputValue::Ratio),
            ],
            answer: match deduction {
                Some(deduction) => StepAnswer::Value(InputValue::Money(deduction.shown())),
                None => StepAnswer::CannotSay(format!("政策数值“{}”", values.illness_deduction_share.key.name)),
            },
        });
    }

    /// Counted income and heads as inputs of a step.
    pub(crate) fn inputs(&self) -> Vec<Input> {
        let label = if self.income.is_exact() { labels::COUNTED_INCOME } else { labels::COUNTED_INCOME_AT_LEAST };
        vec![
            Input::worked_out(label, InputValue::Money(self.income.at_least.shown())),
            Input::worked_out(labels::HEADS, InputValue::Count(self.heads, "人")),
        ]
    }
}
