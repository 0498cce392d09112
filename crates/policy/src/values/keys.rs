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
    /// Disposable income a head of the place in the year before, rural (MO-12, TK-106, TR-102).
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

    // Tekun.
    /// Whether this system holds the tekun rules of the day (RD-22).
    TEKUN_RULES_IN_FORCE = "tekun.rules_in_force" in YesNo;
    /// Age below which a minor enters (TK-107, RD-12).
    TEKUN_MINOR_ENTRY_AGE = "tekun.age.minor_entry" in Years;
    /// Age up to which a minor stays (TK-108, RD-12).
    TEKUN_MINOR_STAY_AGE = "tekun.age.minor_stay" in Years;
    /// Age of the elderly without labour capacity (TK-101).
    TEKUN_ELDERLY_AGE = "tekun.age.elderly" in Years;
    /// Whether the basic part of the resident pension counts (TK-104).
    TEKUN_RESIDENT_PENSION_BASIC_COUNTS = "tekun.income.resident_pension_basic_counts" in YesNo;
    /// Whether the old-age allowance counts (TK-104).
    TEKUN_OLD_AGE_ALLOWANCE_COUNTS = "tekun.income.old_age_allowance_counts" in YesNo;
    /// Cash-like property a head, in annual dibao standards (TK-105).
    TEKUN_CASH_LIMIT = "tekun.property.cash_limit" in Ratio;
    /// Dwellings (TK-105).
    TEKUN_DWELLINGS_LIMIT = "tekun.property.dwellings_limit" in Pieces;
    /// Motor cars (TK-105).
    TEKUN_MOTOR_CARS_LIMIT = "tekun.property.motor_cars_limit" in Pieces;
    /// Shops and companies with employees (TK-105).
    TEKUN_SHOPS_AND_COMPANIES_LIMIT = "tekun.property.shops_and_companies_limit" in Pieces;
    /// Age from which a supporter of low means is unable (TK-106).
    TEKUN_SUPPORTER_AGE = "tekun.supporter.age" in Years;
    /// Age from which a supporter on dibao is unable (TK-106).
    TEKUN_SUPPORTER_DIBAO_AGE = "tekun.supporter.dibao_age" in Years;
    /// Most items of self-care not achieved with which ability is lost in part (TK-20).
    TEKUN_SELF_CARE_PARTIAL_MOST = "tekun.self_care.partial_most" in Pieces;
    /// Basic living rate, rural, at home (TK-401).
    TEKUN_RURAL_BASIC_HOME = "tekun.rural.basic.home" in FenPersonMonth;
    /// Basic living rate, rural, in an institution (TK-401).
    TEKUN_RURAL_BASIC_INSTITUTION = "tekun.rural.basic.institution" in FenPersonMonth;
    /// Basic living rate, urban, at home (TK-401).
    TEKUN_URBAN_BASIC_HOME = "tekun.urban.basic.home" in FenPersonMonth;
    /// Basic living rate, urban, in an institution (TK-401).
    TEKUN_URBAN_BASIC_INSTITUTION = "tekun.urban.basic.institution" in FenPersonMonth;
    /// Care rate of those who cannot look after themselves (TK-402).
    TEKUN_CARE_NONE = "tekun.care.none" in FenPersonMonth;
    /// Care rate of those who can in part (TK-402).
    TEKUN_CARE_PARTIAL = "tekun.care.partial" in FenPersonMonth;
    /// Care rate of those who can (TK-402).
    TEKUN_CARE_FULL = "tekun.care.full" in FenPersonMonth;
    /// Least ratio of the basic rate to the dibao standard (TK-41).
    TEKUN_LEAST_BASIC_RATIO = "tekun.least_basic_ratio" in Ratio;
    /// Months of the basic rate paid for a funeral (TK-42).
    TEKUN_FUNERAL_MONTHS = "tekun.funeral_months" in Months;
    /// The township's investigation and opinion (TK-203).
    TEKUN_TOWNSHIP_LIMIT = "tekun.procedure.township_limit" in WorkingDays;
    /// Public notice in the village (TK-205).
    TEKUN_NOTICE_DAYS = "tekun.procedure.notice_days" in CalendarDays;
    /// Looking again after an objection (TK-206).
    TEKUN_OBJECTION_LIMIT = "tekun.procedure.objection_limit" in WorkingDays;
    /// The county's opinion (TK-207).
    TEKUN_COUNTY_LIMIT = "tekun.procedure.county_limit" in WorkingDays;
    /// Least share of files the county checks at random (TK-207).
    TEKUN_RANDOM_CHECK_SHARE = "tekun.procedure.random_check_share" in Ratio;
    /// Months from the decision to the first month paid (TK-208).
    TEKUN_PAYMENT_START = "tekun.procedure.payment_start" in Months;
    /// Written notice of a denial (TK-209).
    TEKUN_DENIAL_NOTICE_LIMIT = "tekun.procedure.denial_notice_limit" in WorkingDays;
    /// Re-assessment of self-care after a reported change (TK-23).
    TEKUN_REASSESSMENT_LIMIT = "tekun.procedure.reassessment_limit" in WorkingDays;
    /// Months from a re-assessment to the first month by the new level (CA-107).
    TEKUN_LEVEL_AFTER = "tekun.procedure.level_after" in Months;
    /// Notice of an end in the village or institution (TK-26).
    TEKUN_ENDING_NOTICE_DAYS = "tekun.procedure.ending_notice_days" in CalendarDays;
    /// Months from the decision to end to the first month not paid (TK-26).
    TEKUN_STOP_AFTER = "tekun.procedure.stop_after" in Months;
    /// Whether those who lose by a decision are heard before it (TK-27).
    TEKUN_HEARING_REQUIRED = "tekun.procedure.hearing_required" in YesNo;
    /// Months after which a standing award is looked at again (TK-30).
    TEKUN_REVIEW_CYCLE = "tekun.procedure.review_cycle" in Months;

    // Children.
    /// Whether this system holds the children's rules of the day (RD-22).
    CHILDREN_RULES_IN_FORCE = "children.rules_in_force" in YesNo;
    /// Age up to which a child is a minor (CH-101, CH-20).
    CHILDREN_AGE = "children.age" in Years;
    /// Months that a restriction of freedom of a parent lasts at least (CH-23 to CH-25).
    CHILDREN_RESTRICTION_MONTHS = "children.parent.restriction_months" in Months;
    /// Months without contact to a parent (CH-26).
    CHILDREN_LOST_CONTACT_MONTHS = "children.parent.lost_contact_months" in Months;
    /// Whether full-time students of age stay on the scheme (CH-109).
    CHILDREN_STUDENTS_STAY = "children.students_stay" in YesNo;
    /// Orphan in an institution (CH-103).
    CHILDREN_ORPHAN_INSTITUTION = "children.orphan.institution" in FenPersonMonth;
    /// Orphan with kin or a foster family (CH-103).
    CHILDREN_ORPHAN_DISPERSED = "children.orphan.dispersed" in FenPersonMonth;
    /// Unattended child (CH-41).
    CHILDREN_UNATTENDED = "children.unattended" in FenPersonMonth;
    /// Study grant of a school year (CH-105).
    CHILDREN_STUDY_GRANT = "children.study_grant" in FenPersonYear;
    /// The township's check (CH-31).
    CHILDREN_TOWNSHIP_LIMIT = "children.procedure.township_limit" in WorkingDays;
    /// The county's decision (CH-32).
    CHILDREN_COUNTY_LIMIT = "children.procedure.county_limit" in WorkingDays;
    /// Months from the decision to the first month paid (CH-33).
    CHILDREN_PAYMENT_START = "children.procedure.payment_start" in Months;
    /// Whether there is a public notice (CH-34).
    CHILDREN_PUBLIC_NOTICE = "children.procedure.public_notice" in YesNo;
    /// Months from the event that ends it to the first month not paid (CH-35).
    CHILDREN_STOP_AFTER = "children.procedure.stop_after" in Months;
    /// Age below which a child is a left-behind one (CH-301).
    LEFT_BEHIND_AGE = "children.left_behind.age" in Years;
    /// Months away for work that make a parent away (CH-302).
    LEFT_BEHIND_AWAY_MONTHS = "children.left_behind.away_months" in Months;

    // Subsidies of disabled persons.
    /// Whether this system holds the rules of the two subsidies of the day (RD-22).
    DISABILITY_RULES_IN_FORCE = "disability.rules_in_force" in YesNo;
    /// Living subsidy (DS-30).
    DISABILITY_LIVING = "disability.living.amount" in FenPersonMonth;
    /// Nursing subsidy (DS-30).
    DISABILITY_NURSING = "disability.nursing.amount" in FenPersonMonth;
    /// Whether disabled members of margin families have the living subsidy too (DS-101).
    DISABILITY_LIVING_MARGIN = "disability.living.margin_families" in YesNo;
    /// Whether level 3 and 4 intellectual and mental have the nursing subsidy too (DS-102).
    DISABILITY_NURSING_WIDER = "disability.nursing.intellectual_and_mental_3_and_4" in YesNo;
    /// Months from the application to the first month paid (DS-403).
    DISABILITY_START_AFTER = "disability.procedure.start_after" in Months;
    /// Months from the event that ends or changes it to the first month it holds for (DS-407, DS-409).
    DISABILITY_STOP_AFTER = "disability.procedure.stop_after" in Months;
    /// The county's answer to a complaint about a stop (DS-408).
    DISABILITY_COMPLAINT_LIMIT = "disability.procedure.complaint_limit" in WorkingDays;

    // Temporary relief.
    /// Whether this system holds the relief rules of the day (RD-22).
    RELIEF_RULES_IN_FORCE = "relief.rules_in_force" in YesNo;
    /// Most months of the formula (TR-30).
    RELIEF_MONTHS_MOST = "relief.months_most" in Months;
    /// The small sum: most of light emergency help (TR-30, TR-407).
    RELIEF_SMALL_SUM_CAP = "relief.small_sum_cap" in FenCase;
    /// What the township decides by delegation (TR-406, RD-23).
    RELIEF_TOWNSHIP_CAP = "relief.township_cap" in FenCase;
    /// What the bureau decides; above it the county meeting (RD-23).
    RELIEF_BUREAU_CAP = "relief.bureau_cap" in FenCase;
    /// Times in a calendar year for one cause (TR-412).
    RELIEF_TIMES_SAME_CAUSE = "relief.times_a_year.same_cause" in Times;
    /// Times in a calendar year for all causes (TR-412).
    RELIEF_TIMES_ALL_CAUSES = "relief.times_a_year.all_causes" in Times;
    /// Months without income of an uninsured unemployed worker (TR-103).
    RELIEF_UNEMPLOYED_MONTHS = "relief.unemployed_months" in Months;
    /// Whether help first is a duty when urgent and small (TR-407).
    RELIEF_HELP_FIRST_REQUIRED = "relief.help_first_required" in YesNo;
    /// Whether the place of the emergency takes emergency applications of people from elsewhere (TR-20).
    RELIEF_PLACE_OF_EMERGENCY = "relief.place_of_emergency.emergency" in YesNo;
    /// Whether it takes expense applications too (TR-20).
    RELIEF_PLACE_OF_EMERGENCY_ANY = "relief.place_of_emergency.expense" in YesNo;
    /// First response to an emergency (TR-403).
    RELIEF_RESPONSE_DAYS = "relief.procedure.response_days" in CalendarDays;
    /// Papers after help first, from the day the emergency eases (TR-404).
    RELIEF_PAPERS_LIMIT = "relief.procedure.papers_limit" in WorkingDays;

    // Price supplement.
    /// Whether this system holds the rules of the price supplement of the day (RD-22).
    PRICE_RULES_IN_FORCE = "price.rules_in_force" in YesNo;
    /// Year-on-year rise of consumer prices from which it is paid (PY-112).
    PRICE_CPI_LINE = "price.cpi_line" in Ratio;
    /// Year-on-year rise of food prices from which it is paid (PY-112).
    PRICE_FOOD_LINE = "price.food_line" in Ratio;
    /// Whether margin families and receivers of unemployment aid have it too (PY-113).
    PRICE_WIDER_GROUPS = "price.wider_groups" in YesNo;

    // Changes of law.
    /// Share of units touched above which a second person confirms a change of values (CV-01).
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
