//! The values of law that dibao tests read, resolved once for a region and a day.

use vocabulary::{Date, Fen, Ratio, RegionCode};

use super::Missing;
use crate::{Amount, Input, InputValue, Key, PolicyBook};

/// A value in force, with its name and the first day of its version for the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueInForce<T> {
    /// Its name.
    pub key: Key,
    /// First day of the version; `None` where no file sets the value for this region and day.
    pub from: Option<Date>,
    /// The value; `None` is UNKNOWN.
    pub value: Option<T>,
}

/// Why no test of dibao can be made on a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleRefusal {
    /// No version of the rules covers the day (RD-22).
    #[error("no rule version：{day}没有本系统的低保规则版本（{}）；请按当日有效的文件人工办理", first_day_words(.first))]
    NoRuleVersion {
        /// The day asked for.
        day: Date,
        /// First day with rules for the region, where there is one.
        first: Option<Date>,
    },
}

fn first_day_words(first: &Option<Date>) -> String {
    first.map_or_else(|| "该地区没有任何版本".to_owned(), |day| format!("最早的版本自{day}起"))
}

/// Every value the dibao tests ask for, for one region and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DibaoValues {
    /// The region.
    pub region: RegionCode,
    /// The day.
    pub day: Date,
    /// Standard a head and month.
    pub standard: ValueInForce<Fen>,
    /// Upper share of class 2.
    pub class_two_share: ValueInForce<Ratio>,
    /// Upper share of class 3.
    pub class_three_share: ValueInForce<Ratio>,
    /// Times the standard for a margin family.
    pub margin_ratio: ValueInForce<Ratio>,
    /// Employment cost as a share of wages.
    pub employment_cost_share: ValueInForce<Ratio>,
    /// Employment cost at most, a month worked.
    pub employment_cost_most: ValueInForce<Fen>,
    /// Share of own spending on illness that is deducted.
    pub illness_deduction_share: ValueInForce<Ratio>,
    /// Whether the basic resident pension counts.
    pub resident_pension_basic_counts: ValueInForce<bool>,
    /// Whether the old-age allowance counts.
    pub old_age_allowance_counts: ValueInForce<bool>,
    /// Cash-like property a head, in annual standards.
    pub cash_limit: ValueInForce<Ratio>,
    /// Dwellings.
    pub dwellings_limit: ValueInForce<i64>,
    /// Motor cars.
    pub motor_cars_limit: ValueInForce<i64>,
    /// Shops and companies.
    pub shops_and_companies_limit: ValueInForce<i64>,
    /// Years after which clergy leave the family.
    pub clergy_years: ValueInForce<i64>,
    /// Age from which labour capacity is a fact.
    pub labour_age: ValueInForce<i64>,
    /// Age of an adult.
    pub adult_age: ValueInForce<i64>,
    /// Age of the elderly.
    pub elderly_age: ValueInForce<i64>,
    /// Whether an adult without job applies alone.
    pub adult_without_job_applies_alone: ValueInForce<bool>,
}

/// Looks values up for one region and day.
struct Lookup<'a> {
    book: &'a PolicyBook,
    region: RegionCode,
    day: Date,
}

impl Lookup<'_> {
    fn find<T>(&self, key: Key, shape: fn(Amount) -> Option<T>) -> ValueInForce<T> {
        let version = self.book.version(key.name, self.region, self.day);
        let value = version
            .and_then(|version| version.amount)
            .map(|amount| shape(amount).expect("the reader gives a value only amounts of its unit"));
        ValueInForce { key, from: version.map(|version| version.from), value }
    }

    fn money(&self, key: Key) -> ValueInForce<Fen> {
        self.find(key, |amount| if let Amount::Money(money) = amount { Some(money) } else { None })
    }

    fn ratio(&self, key: Key) -> ValueInForce<Ratio> {
        self.find(key, |amount| if let Amount::Ratio(ratio) = amount { Some(ratio) } else { None })
    }

    fn count(&self, key: Key) -> ValueInForce<i64> {
        self.find(key, |amount| if let Amount::Count(count) = amount { Some(count) } else { None })
    }

    fn yes_no(&self, key: Key) -> ValueInForce<bool> {
        self.find(key, |amount| if let Amount::YesNo(holds) = amount { Some(holds) } else { None })
    }
}

impl DibaoValues {
    /// The values in force for the region on the day; refused by name before the first rule version (RD-22).
    pub fn at(book: &PolicyBook, region: RegionCode, day: Date) -> Result<DibaoValues, RuleRefusal> {
        let lookup = Lookup { book, region, day };
        if lookup.yes_no(Key::RULES_IN_FORCE).value != Some(true) {
            let versions = book.versions(Key::RULES_IN_FORCE.name).iter();
            let first = versions.filter(|version| version.region.contains(region)).map(|version| version.from).min();
            return Err(RuleRefusal::NoRuleVersion { day, first });
        }
        Ok(DibaoValues {
            region,
            day,
            standard: lookup.money(Key::STANDARD),
            class_two_share: lookup.ratio(Key::CLASS_2_INCOME_SHARE),
            class_three_share: lookup.ratio(Key::CLASS_3_INCOME_SHARE),
            margin_ratio: lookup.ratio(Key::MARGIN_INCOME_RATIO),
            employment_cost_share: lookup.ratio(Key::EMPLOYMENT_COST_SHARE),
            employment_cost_most: lookup.money(Key::EMPLOYMENT_COST_MOST),
            illness_deduction_share: lookup.ratio(Key::ILLNESS_DEDUCTION_SHARE),
            resident_pension_basic_counts: lookup.yes_no(Key::RESIDENT_PENSION_BASIC_COUNTS),
            old_age_allowance_counts: lookup.yes_no(Key::OLD_AGE_ALLOWANCE_COUNTS),
            cash_limit: lookup.ratio(Key::CASH_LIMIT),
            dwellings_limit: lookup.count(Key::DWELLINGS_LIMIT),
            motor_cars_limit: lookup.count(Key::MOTOR_CARS_LIMIT),
            shops_and_companies_limit: lookup.count(Key::SHOPS_AND_COMPANIES_LIMIT),
            clergy_years: lookup.count(Key::CLERGY_YEARS),
            labour_age: lookup.count(Key::LABOUR_AGE),
            adult_age: lookup.count(Key::ADULT_AGE),
            elderly_age: lookup.count(Key::ELDERLY_AGE),
            adult_without_job_applies_alone: lookup.yes_no(Key::ADULT_WITHOUT_JOB_APPLIES_ALONE),
        })
    }
}

impl<T: Copy> ValueInForce<T> {
    /// Adds the value's name to what is missing, where it is UNKNOWN.
    pub(crate) fn name_if_missing(&self, missing: &mut Vec<Missing>) {
        if self.value.is_none() {
            missing.push(Missing::Value(self.key.name.to_owned()));
        }
    }

    /// The value as an input of a step.
    pub(crate) fn input(&self, label: &'static str, show: fn(T) -> InputValue) -> Input {
        Input::of_law(label, self.value.map_or(InputValue::Missing, show), self.key.name, self.from)
    }
}
