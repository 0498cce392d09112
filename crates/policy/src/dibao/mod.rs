//! Rural dibao (农村最低生活保障): who, which class, how much.
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order. What holds:
//! knowing less never makes a unit eligible (see [`MoneyWithin`]), and every answer is the same with and without a trace.

mod amount;
mod circumstances;
mod class;
mod determination;
mod income;
mod labels;
mod means;
mod means_test;
mod members;
mod outcome;
mod single_person;
mod values;

use crate::bounds;
pub use amount::{category_supplement, gets_category_supplement, monthly_amount, monthly_amount_recorded};
pub use bounds::{Answer, ExactMoney, MoneyWithin};
pub use circumstances::{Assets, Family, Incomes, Known, Member, Unit};
pub use class::{class_of, is_severe, is_severely_disabled_or_seriously_ill, is_without_labour_capacity};
pub use determination::determine;
pub use income::{counted_income, net_transfers, wages_after_employment_cost};
pub use means::{Means, Tally};
pub use means_test::{is_margin_family, meets_income_test, meets_property_test};
pub use members::{counts_as_member, is_clergy_away_for_years, is_on_rural_roll};
pub use outcome::{DibaoAnswer, Entitlement, Missing};
pub use single_person::is_adult_without_job;
pub use values::{DibaoValues, RuleRefusal, ValueInForce};
