//! The two subsidies of disabled persons (残疾人两项补贴): living (困难残疾人生活补贴) and nursing (重度残疾人护理补贴).
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order for one month.
//! What holds: knowing less never makes a person eligible, and every answer is the same with and without a trace.

mod circumstances;
mod determination;
mod months;
mod values;

pub use circumstances::{Certificate, DisabledPerson, Subsidy};
pub use determination::{
    determine, has_valid_certificate, is_in_poor_family, is_of_nursing_level, is_payable_beside_others, is_registered_and_alive,
    needs_long_term_care,
};
pub use months::{is_nursing_opened, monthly_amount};
pub use values::DisabilityValues;
