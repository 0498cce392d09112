//! The low-income population (低收入人口): margin families and rigid-expense families are decided here, monitored groups
//! are read from the list of those who decide them, dibao and tekun from the rolls.

mod categories;
mod rigid_expense;
mod values;

pub use categories::{AssistanceRecord, LowIncomeCategories, low_income_categories};
pub use rigid_expense::{RigidSpending, has_income_below_disposable, has_rigid_share, is_rigid_expense_family};
pub use values::{LowIncomeRefusal, LowIncomeValues};
