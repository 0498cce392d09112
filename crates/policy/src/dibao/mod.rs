//! Dibao (最低生活保障): who, which class, how much, from when, until when. The rural and the urban roll take one path; the
//! values of the roll tell them apart.
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order. What holds:
//! knowing less never makes a unit eligible (see [`MoneyWithin`]), and every answer is the same with and without a trace.

mod amount;
mod circumstances;
mod class;
mod determination;
mod ending;
mod fraud;
mod income;
mod jobs;
mod labels;
mod means;
mod means_test;
mod members;
mod outcome;
mod single_person;
mod stored;
mod values;

pub use crate::{Answer, ExactMoney, MoneyWithin};
pub use amount::{category_supplement, gets_category_supplement, monthly_amount, monthly_amount_recorded};
pub use circumstances::{Assets, Family, Incomes, Known, Member, OtherAward, Recognitions, Roll, SpecialCase, Unit};
pub use class::{class_of, is_severe, is_severely_disabled_or_seriously_ill, is_without_labour_capacity};
pub use determination::determine;
pub use ending::{AmountChange, EndReason, exits_gradually, is_heard_first};
pub use fraud::fraud_fine_most;
pub use income::{counted_income, net_transfers, wages_after_employment_cost};
pub use jobs::{heads_paid, loses_own_money};
pub use means::{Means, Tally};
pub use means_test::{is_margin_family, meets_income_test, meets_property_test};
pub(crate) use means_test::{property_within_limits, step_answer_of_means};
pub use members::{belongs_to_roll, counts_as_member, is_clergy_away_for_years, is_kept_otherwise, roll_of};
pub use outcome::{DibaoAnswer, Entitlement, Missing};
pub use single_person::is_adult_without_job;
pub use stored::{Outcome, StoredDetermination, amount_of, determine_to_keep, recompute, roll_of_unit};
pub use values::{AmountValues, DibaoValues, RuleRefusal};
