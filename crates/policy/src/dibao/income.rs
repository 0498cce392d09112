//! What counts as income of a person (DB-21 to DB-23, RD-06, RD-08, RD-09).

use vocabulary::{Fen, PersonId};

use super::{DibaoValues, Known, Member, Missing, labels};
use crate::ages::MONTHS_OF_A_YEAR;
use crate::known::step_answer;
use crate::{Answer, ExactMoney, Input, InputValue, MoneyWithin, Recorder, RuleId, Step, StepAnswer, ValueInForce};

/// One item of income and whether it counts; `None`: the law's value is UNKNOWN.
#[derive(Clone, Copy)]
struct IncomeItem {
    label: &'static str,
    known: Option<Known<Fen>>,
    counts: Option<bool>,
}

impl IncomeItem {
    const fn counted(label: &'static str, known: Option<Known<Fen>>) -> IncomeItem {
        IncomeItem { label, known, counts: Some(true) }
    }

    fn input(self, person: PersonId) -> Input {
        let value = self.known.map_or(InputValue::Missing, |known| InputValue::Money(known.value));
        Input::of_person(self.label, person, value, self.known.map(|known| known.fact))
    }
}

fn items_beside_wages_and_transfers(member: &Member) -> [IncomeItem; 3] {
    [
        IncomeItem::counted(labels::BUSINESS_NET, member.incomes.business_net),
        IncomeItem::counted(labels::PROPERTY_NET, member.incomes.property_net),
        IncomeItem::counted(labels::OTHER_INCOME, member.incomes.other),
    ]
}

fn transfers_received(member: &Member, values: &DibaoValues) -> [IncomeItem; 5] {
    let incomes = &member.incomes;
    [
        IncomeItem::counted(labels::SUPPORT_RECEIVED, incomes.support_received),
        IncomeItem::counted(labels::EMPLOYEE_PENSION, incomes.employee_pension),
        IncomeItem {
            label: labels::RESIDENT_PENSION_BASIC,
            known: incomes.resident_pension_basic,
            counts: values.resident_pension_basic_counts.value,
        },
        IncomeItem {
            label: labels::OLD_AGE_ALLOWANCE,
            known: incomes.old_age_allowance,
            counts: values.old_age_allowance_counts.value,
        },
        IncomeItem::counted(labels::OTHER_TRANSFER, incomes.other_transfer),
    ]
}

/// The sum of items that count. No item lowers another: a loss counts as nothing (RD-08). Added up in whole fen first, since
/// this is done for every person of a county.
#[inline]
fn sum(items: &[IncomeItem]) -> MoneyWithin {
    let mut total = 0_i128;
    let mut all_known = true;
    for item in items {
        match (item.counts, item.known) {
            (Some(false), _) => {}
            (Some(true), Some(known)) => total += i128::from(known.value.as_fen().max(0)),
            (None, _) | (Some(true), None) => all_known = false,
        }
    }
    let total = MoneyWithin::exactly(ExactMoney::of_whole_fen(total));
    if all_known { total } else { total.or_more() }
}

/// The income of a person that counts, for the year (DB-21). Excluded money (DB-22) does not enter at all.
pub fn counted_income(member: &Member, values: &DibaoValues) -> MoneyWithin {
    wages_after_employment_cost(member, values)
        .plus(sum(&items_beside_wages_and_transfers(member)))
        .plus(net_transfers(member, values))
}

/// The support that the office leaves out for an adult without job (DB-24): so much as it found, at most what was received;
/// nothing while the law of the day does not open this.
pub(super) fn exempted_support(member: &Member, values: &DibaoValues) -> Fen {
    let received = member.incomes.support_received.map_or(Fen::ZERO, |known| known.value.or_nothing_if_negative());
    let found = member.recognitions.exempted_support.map_or(Fen::ZERO, |known| known.value.or_nothing_if_negative());
    match values.support_exemption.value {
        Some(true) => found.min(received),
        Some(false) | None => Fen::ZERO,
    }
}

/// Wages less the cost of employment: a share of the wages, at most so much for each month worked (RD-06).
pub fn wages_after_employment_cost(member: &Member, values: &DibaoValues) -> MoneyWithin {
    let Some(wage) = member.incomes.wage.map(|known| known.value.or_nothing_if_negative()) else { return MoneyWithin::NOT_KNOWN };
    if wage == Fen::ZERO {
        return MoneyWithin::NOTHING;
    }
    let by_share = values.employment_cost_share.value.map(|share| ExactMoney::share(share, wage));
    let months = member.incomes.wage_months.map(|known| known.value.clamp(0, MONTHS_OF_A_YEAR));
    let by_months = values.employment_cost_most.value.map(|most| ExactMoney::of(most * months.unwrap_or(MONTHS_OF_A_YEAR)));
    let most = [by_share, by_months].into_iter().flatten().min();
    // Without every input nothing is certain to be taken off, so the upper bound keeps the whole wage.
    let least = by_share.zip(by_months).zip(months).map_or(ExactMoney::ZERO, |((share, months), _)| share.min(months));
    MoneyWithin::exactly(ExactMoney::of(wage)).less(least, most)
}

/// Transfers received less those paid, never below zero (DB-23).
pub fn net_transfers(member: &Member, values: &DibaoValues) -> MoneyWithin {
    let received = sum(&transfers_received(member, values));
    match member.incomes.transfer_paid {
        Some(paid) => {
            let paid = ExactMoney::of(paid.value.or_nothing_if_negative());
            received.less(paid, Some(paid))
        }
        None => received.less(ExactMoney::ZERO, None),
    }
}

/// What the person spent on illness and rehabilitation; nothing where none is known.
pub(super) fn illness_spending(member: &Member) -> Fen {
    member.illness_spending.map_or(Fen::ZERO, |known| known.value.or_nothing_if_negative())
}

/// Names every fact and value without which the counted income is not exact.
pub(super) fn name_missing_of_income(member: &Member, values: &DibaoValues, missing: &mut Vec<Missing>) {
    if counted_income(member, values).is_exact() {
        return;
    }
    let mut fact_missing = |label| missing.push(Missing::Fact(member.person, label));
    let wage = member.incomes.wage;
    if wage.is_none() {
        fact_missing(labels::WAGE);
    }
    if wage.is_some_and(|wage| wage.value > Fen::ZERO) && member.incomes.wage_months.is_none() {
        fact_missing(labels::WAGE_MONTHS);
    }
    let transfers = transfers_received(member, values);
    for item in items_beside_wages_and_transfers(member).iter().chain(&transfers) {
        if item.counts != Some(false) && item.known.is_none() {
            fact_missing(item.label);
        }
    }
    if member.incomes.transfer_paid.is_none() && sum(&transfers).at_most != Some(ExactMoney::ZERO) {
        fact_missing(labels::TRANSFER_PAID);
    }
    if wage.is_some_and(|wage| wage.value > Fen::ZERO) {
        values.employment_cost_share.name_if_missing(missing);
        values.employment_cost_most.name_if_missing(missing);
    }
    values.resident_pension_basic_counts.name_if_missing(missing);
    values.old_age_allowance_counts.name_if_missing(missing);
}

/// Records how the counted income of one person comes about.
pub(super) fn record_income<R: Recorder>(member: &Member, values: &DibaoValues, recorder: &mut R) {
    if !R::KEEPS {
        return;
    }
    let incomes = &member.incomes;
    if incomes.wage.is_some_and(|wage| wage.value > Fen::ZERO) {
        recorder.step(|| employment_cost_step(member, values));
    }
    if incomes.business_net.is_some_and(|business| business.value < Fen::ZERO) {
        recorder.step(|| Step {
            rule: RuleId::BUSINESS_LOSS,
            inputs: vec![IncomeItem::counted(labels::BUSINESS_NET, incomes.business_net).input(member.person)],
            answer: StepAnswer::No,
        });
    }
    if incomes.excluded.is_some_and(|excluded| excluded.value > Fen::ZERO) {
        recorder.step(|| Step {
            rule: RuleId::EXCLUDED_INCOME,
            inputs: vec![IncomeItem::counted(labels::EXCLUDED_INCOME, incomes.excluded).input(member.person)],
            answer: StepAnswer::Value(InputValue::Money(Fen::ZERO)),
        });
    }
    record_pension(
        member,
        IncomeItem::counted(labels::RESIDENT_PENSION_BASIC, incomes.resident_pension_basic),
        &values.resident_pension_basic_counts,
        recorder,
    );
    record_pension(
        member,
        IncomeItem::counted(labels::OLD_AGE_ALLOWANCE, incomes.old_age_allowance),
        &values.old_age_allowance_counts,
        recorder,
    );
    if incomes.transfer_paid.is_some_and(|paid| paid.value > Fen::ZERO) {
        recorder.step(|| transfer_step(member, values));
    }
    recorder.step(|| counted_income_step(member, values));
}

/// Pensions and allowances for which a dated value says whether they count (RD-09).
fn record_pension<R: Recorder>(member: &Member, item: IncomeItem, counts: &ValueInForce<bool>, recorder: &mut R) {
    if item.known.is_none_or(|known| known.value <= Fen::ZERO) {
        return;
    }
    recorder.step(|| Step {
        rule: RuleId::PENSIONS,
        inputs: vec![item.input(member.person), counts.input("是否计入", yes_no_word)],
        answer: match counts.value {
            Some(true) => StepAnswer::Yes,
            Some(false) => StepAnswer::No,
            None => StepAnswer::CannotSay(format!("政策数值“{}”", counts.key.name)),
        },
    });
}

fn yes_no_word(holds: bool) -> InputValue {
    InputValue::Word(if holds { "计入" } else { "不计入" })
}

fn employment_cost_step(member: &Member, values: &DibaoValues) -> Step {
    let wage = IncomeItem::counted(labels::WAGE, member.incomes.wage);
    let months = member.incomes.wage_months;
    let left = wages_after_employment_cost(member, values);
    let mut missing = Vec::new();
    if months.is_none() {
        missing.push(Missing::Fact(member.person, labels::WAGE_MONTHS));
    }
    values.employment_cost_share.name_if_missing(&mut missing);
    values.employment_cost_most.name_if_missing(&mut missing);
    Step {
        rule: RuleId::EMPLOYMENT_COST,
        inputs: vec![
            wage.input(member.person),
            Input::of_person(
                labels::WAGE_MONTHS,
                member.person,
                months.map_or(InputValue::Missing, |months| InputValue::Count(months.value, "个月")),
                months.map(|months| months.fact),
            ),
            values.employment_cost_share.input("扣减比例", InputValue::Ratio),
            values.employment_cost_most.input("每月上限", InputValue::Money),
        ],
        answer: if missing.is_empty() {
            StepAnswer::Value(InputValue::Money(sum(&[wage]).at_least.less(left.at_least).shown()))
        } else {
            step_answer(Answer::CannotSay, &missing)
        },
    }
}

fn transfer_step(member: &Member, values: &DibaoValues) -> Step {
    let received = sum(&transfers_received(member, values));
    Step {
        rule: RuleId::TRANSFER_NET,
        inputs: vec![
            Input::worked_out("转移收入合计", InputValue::Money(received.at_least.shown())),
            IncomeItem::counted(labels::TRANSFER_PAID, member.incomes.transfer_paid).input(member.person),
        ],
        answer: StepAnswer::Value(InputValue::Money(net_transfers(member, values).at_least.shown())),
    }
}

fn counted_income_step(member: &Member, values: &DibaoValues) -> Step {
    let income = counted_income(member, values);
    let mut missing = Vec::new();
    name_missing_of_income(member, values, &mut missing);
    let wages = IncomeItem::counted(labels::WAGE, member.incomes.wage);
    let items = [wages].into_iter().chain(items_beside_wages_and_transfers(member)).chain(transfers_received(member, values));
    // Items that are zero or do not count say nothing about how the sum comes about; wages always tell whose it is.
    let tells = |item: &IncomeItem| item.counts != Some(false) && item.known.is_none_or(|known| known.value != Fen::ZERO);
    let inputs = items.filter(|item| item.label == labels::WAGE || tells(item)).map(|item| item.input(member.person)).collect();
    let answer = if income.is_exact() {
        StepAnswer::Value(InputValue::Money(income.at_least.shown()))
    } else {
        step_answer(Answer::CannotSay, &missing)
    };
    Step { rule: RuleId::COUNTED_INCOME, inputs, answer }
}
