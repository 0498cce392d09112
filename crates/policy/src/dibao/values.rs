//! The values of law that dibao reads, resolved once for a region and a day.

use vocabulary::{Date, Fen, Month, Ratio, RegionCode};

use super::Roll;
use crate::values::values_in_force;
use crate::{Key, PolicyBook};

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

impl Roll {
    const fn standard(self) -> Key {
        match self {
            Roll::Rural => Key::STANDARD,
            Roll::Urban => Key::URBAN_STANDARD,
        }
    }
}

values_in_force! {
    /// Every value the dibao tests ask for, for one region, day and roll.
    pub struct DibaoValues by roll {
        /// The version of the rules.
        rules_in_force: bool = Key::RULES_IN_FORCE;
        /// Standard a head and month.
        standard: Fen = roll.standard();
        /// Upper share of class 2.
        class_two_share: Ratio = Key::CLASS_2_INCOME_SHARE;
        /// Upper share of class 3.
        class_three_share: Ratio = Key::CLASS_3_INCOME_SHARE;
        /// Times the standard for a margin family.
        margin_ratio: Ratio = Key::MARGIN_INCOME_RATIO;
        /// Employment cost as a share of wages.
        employment_cost_share: Ratio = Key::EMPLOYMENT_COST_SHARE;
        /// Employment cost at most, a month worked.
        employment_cost_most: Fen = Key::EMPLOYMENT_COST_MOST;
        /// Share of own spending on illness that is deducted.
        illness_deduction_share: Ratio = Key::ILLNESS_DEDUCTION_SHARE;
        /// Whether the basic resident pension counts.
        resident_pension_basic_counts: bool = Key::RESIDENT_PENSION_BASIC_COUNTS;
        /// Whether the old-age allowance counts.
        old_age_allowance_counts: bool = Key::OLD_AGE_ALLOWANCE_COUNTS;
        /// Whether support exempted by the office is left out for an adult without job.
        support_exemption: bool = Key::SUPPORT_EXEMPTION;
        /// Cash-like property a head, in annual standards.
        cash_limit: Ratio = Key::CASH_LIMIT;
        /// Dwellings.
        dwellings_limit: i64 = Key::DWELLINGS_LIMIT;
        /// Motor cars.
        motor_cars_limit: i64 = Key::MOTOR_CARS_LIMIT;
        /// Shops and companies.
        shops_and_companies_limit: i64 = Key::SHOPS_AND_COMPANIES_LIMIT;
        /// Years after which clergy leave the family.
        clergy_years: i64 = Key::CLERGY_YEARS;
        /// Age from which labour capacity is a fact.
        labour_age: i64 = Key::LABOUR_AGE;
        /// Age of an adult.
        adult_age: i64 = Key::ADULT_AGE;
        /// Age of the elderly.
        elderly_age: i64 = Key::ELDERLY_AGE;
        /// Whether an adult without job applies alone.
        adult_without_job_applies_alone: bool = Key::ADULT_WITHOUT_JOB_APPLIES_ALONE;
        /// Whether special hardship in a margin family opens the way to apply alone.
        special_hardship_applies_alone: bool = Key::SPECIAL_HARDSHIP_APPLIES_ALONE;
        /// Whether those who lose by a decision are heard before it.
        hearing_required: bool = Key::HEARING_REQUIRED;
        /// Refusals of suitable jobs in a row that cost a person's money.
        job_refusals_limit: i64 = Key::JOB_REFUSALS_LIMIT;
    }
}

values_in_force! {
    /// Every value the month's amount asks for, on the first day of the month paid for (RD-01).
    pub struct AmountValues by roll {
        /// Standard a head and month.
        standard: Fen = roll.standard();
        /// A head of class 1.
        class_one: Fen = Key::CLASS_1_AMOUNT;
        /// A head of class 2.
        class_two: Fen = Key::CLASS_2_AMOUNT;
        /// A head of class 3.
        class_three: Fen = Key::CLASS_3_AMOUNT;
        /// A head of class 4.
        class_four: Fen = Key::CLASS_4_AMOUNT;
        /// The category supplement.
        category_supplement: Fen = Key::CATEGORY_SUPPLEMENT;
    }
}

impl DibaoValues {
    /// The values in force for rural dibao; refused by name before the first rule version (RD-22).
    pub fn at(book: &PolicyBook, region: RegionCode, day: Date) -> Result<DibaoValues, RuleRefusal> {
        DibaoValues::of_roll(book, region, day, Roll::Rural)
    }

    /// The values in force for a roll; refused by name before the first rule version (RD-22).
    pub fn of_roll(book: &PolicyBook, region: RegionCode, day: Date, roll: Roll) -> Result<DibaoValues, RuleRefusal> {
        let values = DibaoValues::of_book(book, region, day, roll);
        if values.rules_in_force.value == Some(true) {
            return Ok(values);
        }
        let versions = book.versions(Key::RULES_IN_FORCE.name).iter();
        let first = versions.filter(|version| version.region.contains(region)).map(|version| version.from).min();
        Err(RuleRefusal::NoRuleVersion { day, first })
    }

    /// First day of the layer of law that the day has picked (2021-07-01, 2022-10-20, …), by which the version is named.
    pub fn version(&self) -> Option<Date> {
        self.rules_in_force.from
    }
}

impl AmountValues {
    /// The amounts in force on the first day of the month (RD-01).
    pub fn at(book: &PolicyBook, region: RegionCode, month: Month, roll: Roll) -> AmountValues {
        AmountValues::of_book(book, region, month.first_day(), roll)
    }
}
