//! The names of all values of law this system knows, each with the one unit it is stated in.
//!
//! A file that sets any other name is refused, so that a slip of the pen never leaves a value silently unused.

use super::unit::ValueUnit;

/// A value's name and unit, as formulas ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The name, such as `dibao.rural.standard`.
    pub name: &'static str,
    /// The unit.
    pub unit: ValueUnit,
}

/// Declares the keys once: each as a constant and in the list of all.
macro_rules! keys {
    ($($(#[$doc:meta])* $constant:ident = $name:literal in $unit:ident;)+) => {
        impl Key {
            $($(#[$doc])* pub const $constant: Key = Key { name: $name, unit: ValueUnit::$unit };)+

            /// Every key, in the order of the chapters.
            pub const ALL: &'static [Key] = &[$(Key::$constant),+];
        }
    };
}

keys! {
    /// Whether this system holds the dibao rules of the day; no value means no rule version (RD-22).
    RULES_IN_FORCE = "dibao.rules_in_force" in YesNo;
    /// Rural dibao standard (最低生活保障标准, DB-101).
    STANDARD = "dibao.rural.standard" in FenPersonMonth;
    /// Urban dibao standard (城市低保标准, DB-101, RD-26).
    URBAN_STANDARD = "dibao.urban.standard" in FenPersonMonth;
    /// Amount of class 1 (DB-502).
    CLASS_1_AMOUNT = "dibao.rural.class_1.amount" in FenPersonMonth;
    /// Amount of class 2 (DB-502).
    CLASS_2_AMOUNT = "dibao.rural.class_2.amount" in FenPersonMonth;
    /// Amount of class 3 (DB-502).
    CLASS_3_AMOUNT = "dibao.rural.class_3.amount" in FenPersonMonth;
    /// Amount of class 4 (DB-502).
    CLASS_4_AMOUNT = "dibao.rural.class_4.amount" in FenPersonMonth;
    /// Up to which share of the standard a head's income is class 2 (RD-02).
    CLASS_2_INCOME_SHARE = "dibao.rural.class_2.income_share" in Ratio;
    /// Up to which share of the standard a head's income is class 3 (RD-02).
    CLASS_3_INCOME_SHARE = "dibao.rural.class_3.income_share" in Ratio;
    /// Extra amount for elderly, minors, severely disabled and seriously ill persons (分类施保, DB-503).
    CATEGORY_SUPPLEMENT = "dibao.rural.category_supplement" in FenPersonMonth;
    /// Times the standard below which a family is a margin family (DB-13).
    MARGIN_INCOME_RATIO = "dibao.margin.income_ratio" in Ratio;
    /// Share of wages taken off as cost of employment (RD-06).
    EMPLOYMENT_COST_SHARE = "dibao.income.employment_cost_share" in Ratio;
    /// Most that is taken off for each month worked (RD-06).
    EMPLOYMENT_COST_MOST = "dibao.income.employment_cost_most" in FenPersonMonth;
    /// Share of own spending on illness and disability taken off (RD-07).
    ILLNESS_DEDUCTION_SHARE = "dibao.income.illness_deduction_share" in Ratio;
    /// Whether the basic part of the resident pension counts as income (RD-09).
    RESIDENT_PENSION_BASIC_COUNTS = "dibao.income.resident_pension_basic_counts" in YesNo;
    /// Whether the old-age allowance counts as income (RD-09).
    OLD_AGE_ALLOWANCE_COUNTS = "dibao.income.old_age_allowance_counts" in YesNo;
    /// Whether support exempted by the office is left out for an adult without job (DB-24).
    SUPPORT_EXEMPTION = "dibao.income.support_exemption" in YesNo;
    /// Cash-like property a head, in annual standards (DB-31).
    CASH_LIMIT = "dibao.property.cash_limit" in Ratio;
    /// Dwellings of a unit (DB-31).
    DWELLINGS_LIMIT = "dibao.property.dwellings_limit" in Pieces;
    /// Motor cars of a unit (DB-31).
    MOTOR_CARS_LIMIT = "dibao.property.motor_cars_limit" in Pieces;
    /// Shops and companies with employees of a unit (DB-31).
    SHOPS_AND_COMPANIES_LIMIT = "dibao.property.shops_and_companies_limit" in Pieces;
    /// Years away from the family after which clergy are no longer members of it (DB-11).
    CLERGY_YEARS = "dibao.member.clergy_years" in Years;
    /// Age from which labour capacity is a recorded fact (RD-03).
    LABOUR_AGE = "dibao.age.labour" in Years;
    /// Age of an adult.
    ADULT_AGE = "dibao.age.adult" in Years;
    /// Age of the elderly (DB-503).
    ELDERLY_AGE = "dibao.age.elderly" in Years;
    /// Whether an adult without job and severely disabled may apply alone (RD-05).
    ADULT_WITHOUT_JOB_APPLIES_ALONE = "dibao.single_person.adult_without_job" in YesNo;
    /// Whether special hardship in a margin family opens the way to apply alone (DB-14).
    SPECIAL_HARDSHIP_APPLIES_ALONE = "dibao.single_person.special_hardship" in YesNo;
    /// Start of the economic investigation after acceptance (DB-402).
    INVESTIGATION_START_LIMIT = "dibao.procedure.investigation_start_limit" in WorkingDays;
    /// Start of information matching after the township's request (DB-403).
    MATCHING_START_LIMIT = "dibao.procedure.matching_start_limit" in WorkingDays;
    /// Least number of persons on a home visit (DB-404).
    VISIT_TEAM = "dibao.procedure.visit_team" in Persons;
    /// Public notice in the village (DB-407).
    NOTICE_DAYS = "dibao.procedure.notice_days" in CalendarDays;
    /// The county's opinion after receiving the file (DB-409).
    COUNTY_OPINION_LIMIT = "dibao.procedure.county_opinion_limit" in WorkingDays;
    /// Acceptance to confirmation (DB-411).
    TOTAL_LIMIT = "dibao.procedure.total_limit" in WorkingDays;
    /// The same where the township confirms (DB-412).
    TOTAL_LIMIT_DELEGATED = "dibao.procedure.total_limit_delegated" in WorkingDays;
    /// The same in special cases (DB-411, DB-413).
    TOTAL_LIMIT_SPECIAL = "dibao.procedure.total_limit_special" in WorkingDays;
    /// Months from the decision to the first month paid (DB-414).
    PAYMENT_START = "dibao.procedure.payment_start" in Months;
    /// Months from a member's death to the first month not paid for them (DB-606).
    STOP_AFTER_DEATH = "dibao.stop.after_death" in Months;
    /// Months from the decision to end or reduce to the first month it holds for (DB-606).
    STOP_AFTER_DECISION = "dibao.stop.after_decision" in Months;
    /// Written notice of a denial (DB-415).
    DENIAL_NOTICE_LIMIT = "dibao.procedure.denial_notice_limit" in WorkingDays;
    /// Whether those who lose by a decision are heard before it (DB-610).
    HEARING_REQUIRED = "dibao.procedure.hearing_required" in YesNo;
    /// Re-verification of class 1 (DB-601).
    REVERIFICATION_CLASS_1 = "dibao.reverification.class_1" in Months;
    /// Re-verification of class 2 (DB-601).
    REVERIFICATION_CLASS_2 = "dibao.reverification.class_2" in Months;
    /// Re-verification of class 3 (DB-601).
    REVERIFICATION_CLASS_3 = "dibao.reverification.class_3" in Months;
    /// Re-verification of class 4 (DB-601).
    REVERIFICATION_CLASS_4 = "dibao.reverification.class_4" in Months;
    /// Least months of a gradual exit (DB-604).
    EXIT_GRACE_LEAST = "dibao.exit_grace.least" in Months;
    /// Most months of a gradual exit (DB-604).
    EXIT_GRACE_MOST = "dibao.exit_grace.most" in Months;
    /// Review after a member's death (DB-605).
    DEATH_REVIEW_LIMIT = "dibao.death_review_limit" in Months;
    /// Report of a major change by the family (DB-607).
    CHANGE_REPORT_LIMIT = "dibao.change_report_limit" in Months;
    /// Refusals of suitable jobs in a row after which a person's money is reduced or stopped (DB-608).
    JOB_REFUSALS_LIMIT = "dibao.job_refusals_limit" in Times;
    /// Most times what was obtained by fraud that can be fined (DB-611).
    FRAUD_FINE_MOST = "dibao.fraud_fine_most" in Ratio;

    // Low-income population.
    /// Whether the categories of the low-income population are in force (MO-11).
    LOW_INCOME_CATEGORIES = "low_income.categories_in_force" in YesNo;
    /// Whether rigid-expense families are recognised (MO-12).
    RIGID_EXPENSE_RECOGNISED = "low_income.rigid_expense.recognised" in YesNo;
    /// Share of total income that rigid spending must exceed (MO-12).
    RIGID_EXPENSE_SHARE = "low_income.rigid_expense.share" in Ratio;
    /// Disposable income a head of the place in the year before, rural (MO-12).
    RURAL_DISPOSABLE_INCOME = "low_income.rural_disposable_income" in FenPersonYear;
    /// The same, urban (MO-12).
    URBAN_DISPOSABLE_INCOME = "low_income.urban_disposable_income" in FenPersonYear;
    /// Months for which recognition as a rigid-expense family holds (MO-13).
    RIGID_EXPENSE_VALIDITY = "low_income.rigid_expense.validity" in Months;
    /// Acceptance to recognition of a rigid-expense family (MO-14).
    RIGID_EXPENSE_TOTAL_LIMIT = "low_income.rigid_expense.total_limit" in WorkingDays;
    /// The same in special cases (MO-14).
    RIGID_EXPENSE_TOTAL_LIMIT_SPECIAL = "low_income.rigid_expense.total_limit_special" in WorkingDays;
    /// Months after leaving dibao or tekun during which a family is still watched (MO-15).
    WATCHED_AFTER_LEAVING = "low_income.watched_after_leaving" in Months;

    // Changes of law.
    /// Share of units touched above which a second person confirms a change of values (CH-01).
    SECOND_PERSON_SHARE = "change.second_person_share" in Ratio;
}

impl Key {
    /// The key of this name.
    pub fn find(name: &str) -> Option<Key> {
        Key::ALL.iter().copied().find(|key| key.name == name)
    }
}

impl AsRef<str> for Key {
    fn as_ref(&self) -> &str {
        self.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_name_of_its_own() {
        let mut names: Vec<&str> = Key::ALL.iter().map(|key| key.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Key::ALL.len());
        assert!(Key::ALL.iter().all(|key| Key::find(key.name) == Some(*key)));
        assert_eq!(Key::find("dibao.rural.standrad"), None);
    }
}
