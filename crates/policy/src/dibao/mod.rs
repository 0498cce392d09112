//! Rural dibao (农村最低生活保障): who, which class, how much.

mod circumstances;
mod outcome;

pub use circumstances::{Assets, Family, Incomes, Known, Member, Unit};
pub use outcome::{DibaoAnswer, Entitlement, Missing};
