//! The values of law that the categories read, resolved once for a region and a day.

use vocabulary::{Date, Fen, Ratio, RegionCode};

use crate::dibao::Roll;
use crate::values::values_in_force;
use crate::{Key, PolicyBook};

/// Why no category can be told on a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LowIncomeRefusal {
    /// The categories are not in force yet.
    #[error("{day}尚无低收入人口分类的规定（国办发〔2023〕39号）；请按当日有效的文件人工办理")]
    NoCategories {
        /// The day asked for.
        day: Date,
    },
}

const fn disposable_income(roll: Roll) -> Key {
    match roll {
        Roll::Rural => Key::RURAL_DISPOSABLE_INCOME,
        Roll::Urban => Key::URBAN_DISPOSABLE_INCOME,
    }
}

values_in_force! {
    /// Every value the categories ask for beside those of dibao.
    pub struct LowIncomeValues by roll {
        /// Whether the categories are in force.
        categories_in_force: bool = Key::LOW_INCOME_CATEGORIES;
        /// Whether rigid-expense families are recognised.
        rigid_expense_recognised: bool = Key::RIGID_EXPENSE_RECOGNISED;
        /// Share of income that rigid spending must exceed.
        rigid_expense_share: Ratio = Key::RIGID_EXPENSE_SHARE;
        /// Disposable income a head in the year before.
        disposable_income: Fen = disposable_income(roll);
        /// Months watched after leaving assistance.
        watched_after_leaving: i64 = Key::WATCHED_AFTER_LEAVING;
    }
}

impl LowIncomeValues {
    /// The values in force; refused by name while there are no categories.
    pub fn at(book: &PolicyBook, region: RegionCode, day: Date, roll: Roll) -> Result<LowIncomeValues, LowIncomeRefusal> {
        let values = LowIncomeValues::of_book(book, region, day, roll);
        if values.categories_in_force.value == Some(true) { Ok(values) } else { Err(LowIncomeRefusal::NoCategories { day }) }
    }
}
