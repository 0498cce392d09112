//! Extreme-hardship support (特困人员救助供养): who, how much, to whom, until when.
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order. What holds:
//! knowing less never makes a person eligible, and every answer is the same with and without a trace.

mod amount;
mod care;
mod circumstances;
mod deadlines;
mod determination;
mod labour;
mod means;
mod self_care;
mod supporters;
mod values;

pub use amount::{TekunAmounts, TekunRates, TekunTerms, funeral_amount, is_basic_rate_high_enough, monthly_amounts};
pub use care::{CareAgreement, CarePayee, CareProvider, TekunPayees, payees_of_month};
pub use circumstances::{Supporter, SupporterList, SupporterStatus, TekunPerson};
pub use deadlines::least_random_checks;
pub use determination::{
    TekunEndReason, TekunEntitlement, determine, determine_couple, end_reason, is_within_reach, must_be_heard, roll_of,
};
pub use labour::{is_below_entry_age, is_disability_without_labour_capacity, is_without_labour_capacity, stays_as_minor};
pub use means::{counted_income, meets_income_test, meets_property_test};
pub use self_care::{SelfCareItems, SelfCareOverride, self_care_level};
pub use supporters::{has_no_able_supporter, is_unable_to_support};
pub use values::TekunValues;
