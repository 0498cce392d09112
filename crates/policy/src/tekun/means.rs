//! No source of living: income by tekun's own disregards (TK-102, TK-104) and property (TK-105).
//!
//! Cost of employment and spending on illness are not taken off here (RD-06): they belong to dibao.

use vocabulary::{Fen, PersonId, Ratio, Registration};

use super::{TekunPerson, TekunValues};
use crate::ages::MONTHS_OF_A_YEAR;
use crate::dibao::Assets;
use crate::known::step_answer;
use crate::{Answer, ExactMoney, Input, InputValue, Known, Missing, MoneyWithin, Recorder, RuleId, Step, StepAnswer};
use crate::{ValueInForce, inputs};

/// One item of income and whether it counts; `None`: the law's value is UNKNOWN.
#[derive(Clone, Copy)]
struct IncomeItem {
    label: &'static str,
    known: Option<Known<Fen>>,
    counts: Option<bool>,
}

impl IncomeItem {
    fn within(self) -> MoneyWithin {
        match (self.counts, self.known) {
            (Some(false), _) => MoneyWithin::NOTHING,
            (Some(true), Some(known)) => MoneyWithin::exactly(ExactMoney::of(known.value.or_nothing_if_negative())),
            (None, _) | (Some(true), None) => MoneyWithin::NOT_KNOWN,
        }
    }
}

const TRANSFER_PAID: &str = "支出赡养费及社保费";

fn own_items(person: &TekunPerson<'_>) -> [IncomeItem; 4] {
    let incomes = &person.incomes;
    [
        ("工资性收入", incomes.wage),
        ("经营净收入", incomes.business_net),
        ("财产净收入", incomes.property_net),
        ("其他收入", incomes.other),
    ]
    .map(|(label, known)| IncomeItem { label, known, counts: Some(true) })
}

fn transfer_items(person: &TekunPerson<'_>, values: &TekunValues) -> [IncomeItem; 5] {
    let incomes = &person.incomes;
    [
        ("赡养抚养费收入", incomes.support_received, Some(true)),
        ("职工养老金", incomes.employee_pension, Some(true)),
        ("城乡居民基础养老金", incomes.resident_pension_basic, values.resident_pension_basic_counts.value),
        ("高龄津贴", incomes.old_age_allowance, values.old_age_allowance_counts.value),
        ("其他转移净收入", incomes.other_transfer, Some(true)),
    ]
    .map(|(label, known, counts)| IncomeItem { label, known, counts })
}

fn sum(items: &[IncomeItem]) -> MoneyWithin {
    items.iter().fold(MoneyWithin::NOTHING, |total, item| total.plus(item.within()))
}

/// The income of a year that counts for tekun (TK-104). Medical and other social insurance benefits and preferential
/// payments (优待抚恤金) are among the excluded money and do not enter at all.
pub fn counted_income(person: &TekunPerson<'_>, values: &TekunValues) -> MoneyWithin {
    let received = sum(&transfer_items(person, values));
    let transfers = match person.incomes.transfer_paid {
        Some(paid) => {
            let paid = ExactMoney::of(paid.value.or_nothing_if_negative());
            received.less(paid, Some(paid))
        }
        None => received.less(ExactMoney::ZERO, None),
    };
    sum(&own_items(person)).plus(transfers)
}

/// The dibao standard that a person is measured by: rural or urban (TK-211).
pub(super) fn standard_of(registration: Registration, values: &TekunValues) -> &ValueInForce<Fen> {
    match registration {
        Registration::Rural => &values.rural_standard,
        Registration::Urban => &values.urban_standard,
    }
}

/// Is the income strictly below the dibao standard (TK-102)?
pub fn meets_income_test<R: Recorder>(
    person: &TekunPerson<'_>,
    roll: Registration,
    values: &TekunValues,
    recorder: &mut R,
) -> Answer {
    let income = counted_income(person, values);
    recorder.step(|| income_step(person, income, values));
    let standard = standard_of(roll, values);
    let line = standard.value.map(|standard| ExactMoney::of(standard * MONTHS_OF_A_YEAR));
    let answer = line.map_or(Answer::CannotSay, |line| income.is_below(line));
    recorder.step(|| {
        let mut missing = Vec::new();
        name_missing_of_income(person, roll, values, &mut missing);
        Step {
            rule: RuleId::TEKUN_INCOME_TEST,
            inputs: vec![Input::worked_out("计入的年收入", shown(income)), standard.input("月保障标准", InputValue::Money)],
            answer: step_answer(answer, &missing),
        }
    });
    answer
}

fn shown(income: MoneyWithin) -> InputValue {
    if income.is_exact() { InputValue::Money(income.at_least.shown()) } else { InputValue::Missing }
}

fn income_step(person: &TekunPerson<'_>, income: MoneyWithin, values: &TekunValues) -> Step {
    let transfers = transfer_items(person, values);
    // Items that are zero say nothing about how the sum comes about; of those that do not count, their values tell.
    let tells = |item: &&IncomeItem| item.counts != Some(false) && item.known.is_none_or(|known| known.value != Fen::ZERO);
    let own = own_items(person);
    let inputs = own.iter().chain(&transfers).filter(tells).map(|item| inputs::money(item.label, person.person, item.known));
    let mut inputs: Vec<Input> = inputs.collect();
    inputs.push(inputs::money(TRANSFER_PAID, person.person, person.incomes.transfer_paid));
    let counts = |holds| InputValue::Word(if holds { "计入" } else { "不计入" });
    inputs.push(values.resident_pension_basic_counts.input("城乡居民基础养老金", counts));
    inputs.push(values.old_age_allowance_counts.input("高龄津贴", counts));
    let mut missing = Vec::new();
    name_missing_items(person, values, &mut missing);
    let answer = if income.is_exact() { StepAnswer::Value(shown(income)) } else { step_answer(Answer::CannotSay, &missing) };
    Step { rule: RuleId::TEKUN_COUNTED_INCOME, inputs, answer }
}

fn name_missing_items(person: &TekunPerson<'_>, values: &TekunValues, missing: &mut Vec<Missing>) {
    let transfers = transfer_items(person, values);
    for item in own_items(person).iter().chain(&transfers) {
        if item.counts != Some(false) && item.known.is_none() {
            missing.push(Missing::Fact(person.person, item.label));
        }
    }
    if sum(&transfers).at_most != Some(ExactMoney::ZERO) {
        inputs::name_if_not_known(missing, person.person, TRANSFER_PAID, person.incomes.transfer_paid);
    }
    values.resident_pension_basic_counts.name_if_missing(missing);
    values.old_age_allowance_counts.name_if_missing(missing);
}

/// Names what keeps the income test from being answered.
pub(super) fn name_missing_of_income(
    person: &TekunPerson<'_>,
    roll: Registration,
    values: &TekunValues,
    missing: &mut Vec<Missing>,
) {
    standard_of(roll, values).name_if_missing(missing);
    name_missing_items(person, values, missing);
}

/// The limits of property of one person.
pub(super) struct PropertyLimits<'a> {
    standard: &'a ValueInForce<Fen>,
    cash: &'a ValueInForce<Ratio>,
    dwellings: &'a ValueInForce<i64>,
    motor_cars: &'a ValueInForce<i64>,
    shops_and_companies: &'a ValueInForce<i64>,
}

impl<'a> PropertyLimits<'a> {
    /// Those of a person who asks (TK-105).
    pub(super) fn of_person(roll: Registration, values: &'a TekunValues) -> PropertyLimits<'a> {
        PropertyLimits {
            standard: standard_of(roll, values),
            cash: &values.cash_limit,
            dwellings: &values.dwellings_limit,
            motor_cars: &values.motor_cars_limit,
            shops_and_companies: &values.shops_and_companies_limit,
        }
    }

    /// Those of a supporter: the rule for low-income families (TK-106).
    pub(super) fn of_supporter(values: &'a TekunValues) -> PropertyLimits<'a> {
        PropertyLimits {
            standard: &values.rural_standard,
            cash: &values.supporter_cash_limit,
            dwellings: &values.supporter_dwellings_limit,
            motor_cars: &values.supporter_motor_cars_limit,
            shops_and_companies: &values.supporter_shops_and_companies_limit,
        }
    }

    /// Is the property within these limits?
    pub(super) fn hold(&self, assets: &Assets) -> Answer {
        let most = self.cash.value.zip(self.standard.value);
        let most = most.map(|(ratio, standard)| ExactMoney::share(ratio, standard * MONTHS_OF_A_YEAR));
        let cash = match (assets.cash, most) {
            (Some(cash), Some(most)) => Answer::when(ExactMoney::of(cash.value) <= most),
            (None, _) | (_, None) => Answer::CannotSay,
        };
        let within = |known: Option<Known<i64>>, limit: &ValueInForce<i64>| match (known, limit.value) {
            (Some(known), Some(limit)) => Answer::when(known.value <= limit),
            (None, _) | (_, None) => Answer::CannotSay,
        };
        cash.and(within(assets.dwellings, self.dwellings))
            .and(within(assets.motor_cars, self.motor_cars))
            .and(within(assets.shops_and_companies, self.shops_and_companies))
    }

    /// The property and its limits as inputs of a step.
    pub(super) fn inputs(&self, person: PersonId, assets: &Assets) -> Vec<Input> {
        let count = |label, known| inputs::fact(label, person, known, |count| InputValue::Count(count, ""));
        let limit = |count: i64| InputValue::Count(count, "");
        vec![
            inputs::money("货币财产", person, assets.cash),
            self.cash.input("上限（年标准的倍数）", InputValue::Ratio),
            count("住房套数", assets.dwellings),
            self.dwellings.input("住房上限", limit),
            count("机动车辆数", assets.motor_cars),
            self.motor_cars.input("机动车上限", limit),
            count("商铺企业数", assets.shops_and_companies),
            self.shops_and_companies.input("商铺企业上限", limit),
        ]
    }

    /// Names what keeps [`PropertyLimits::hold`] from being answered.
    pub(super) fn name_missing(&self, person: PersonId, assets: &Assets, missing: &mut Vec<Missing>) {
        inputs::name_if_not_known(missing, person, "货币财产", assets.cash);
        inputs::name_if_not_known(missing, person, "住房套数", assets.dwellings);
        inputs::name_if_not_known(missing, person, "机动车辆数", assets.motor_cars);
        inputs::name_if_not_known(missing, person, "商铺企业数", assets.shops_and_companies);
        self.standard.name_if_missing(missing);
        self.cash.name_if_missing(missing);
        self.dwellings.name_if_missing(missing);
        self.motor_cars.name_if_missing(missing);
        self.shops_and_companies.name_if_missing(missing);
    }
}

/// Is the property within the tekun rule of the place (TK-105)?
pub fn meets_property_test<R: Recorder>(
    person: &TekunPerson<'_>,
    roll: Registration,
    values: &TekunValues,
    recorder: &mut R,
) -> Answer {
    let limits = PropertyLimits::of_person(roll, values);
    let answer = limits.hold(&person.assets);
    recorder.step(|| {
        let mut missing = Vec::new();
        limits.name_missing(person.person, &person.assets, &mut missing);
        Step {
            rule: RuleId::TEKUN_PROPERTY_TEST,
            inputs: limits.inputs(person.person, &person.assets),
            answer: step_answer(answer, &missing),
        }
    });
    answer
}
