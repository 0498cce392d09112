//! Temporary relief (临时救助): when, where, how much, who decides, and when help comes first.
//!
//! Each test of the law is one public function, named as its question; [`determine`] asks them in order. What holds:
//! knowing less never makes a family eligible, and every answer is the same with and without a trace.
//! Absent on purpose: disaster relief, which is another office's (TR-11).

mod amount;
mod circumstances;
mod determination;
mod steps;
mod values;

pub use amount::{HelpFirst, ReliefAmount, ReliefTier, decided_by, helps_first, relief_amount};
pub use circumstances::{Connection, EarlierRelief, Gravity, ReliefApplication, ReliefMeans};
pub use determination::{
    UnemployedWorker, determine, is_in_emergency, is_in_need_by_expense, is_not_settled_elsewhere, is_open_to_unemployed,
    is_taken_here, is_within_times,
};
pub use steps::{ReliefSteps, steps_of};
pub use values::ReliefValues;
