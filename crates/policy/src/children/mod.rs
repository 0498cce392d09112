//! Children without parents' care: orphans (孤儿), de-facto unattended children (事实无人抚养儿童) and, without money,
//! left-behind children (农村留守儿童).
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order. What holds:
//! knowing less never makes a child eligible, and every answer is the same with and without a trace.
//! Absent on purpose: any public notice. The scheme tells of a family's misfortune (CH-34).

mod amount;
mod circumstances;
mod deadlines;
mod determination;
mod left_behind;
mod parents;
mod study_grant;
mod values;

pub use amount::{ChildRates, CountedBesideTopUp, dibao_a_head, monthly_amount};
pub use circumstances::{Child, Parent, Placement, Release, Restriction};
pub use determination::{
    ChildEndReason, determine, end_reason, first_month_not_paid_of_age, has_public_notice, is_minor, is_orphan, is_unattended,
    stays_as_student,
};
pub use left_behind::{AwayParent, LeftBehindChild, is_away, is_left_behind};
pub use parents::{is_in_list, is_out_of_contact, is_restricted, is_severely_disabled_parent};
pub use study_grant::{GrantStudent, has_study_grant, study_grant};
pub use values::ChildValues;
