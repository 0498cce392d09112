//! Tables of the values of law that a programme's tests read, refused before the programme's first rule version.

use vocabulary::{Date, RegionCode};

use crate::values::{FromBook, ValueSource};
use crate::{Key, PolicyBook, Shape, ValueInForce};

/// No version of a programme's rules covers the day (RD-22).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule version：{day}没有本系统的{programme}规则版本（{}）；请按当日有效的文件人工办理", first_day_words(.first))]
pub struct NoRuleVersion {
    /// The programme's name.
    pub programme: &'static str,
    /// The day asked for.
    pub day: Date,
    /// First day with rules for the region, where there is one.
    pub first: Option<Date>,
}

fn first_day_words(first: &Option<Date>) -> String {
    first.map_or_else(|| "该地区没有任何版本".to_owned(), |day| format!("最早的版本自{day}起"))
}

/// One value in force for a region on a day.
pub(crate) fn value_in_force<T: Shape>(book: &PolicyBook, region: RegionCode, day: Date, key: Key) -> ValueInForce<T> {
    FromBook { book, region, day }.value(key).expect("the reader gives a value only amounts of its unit")
}

impl NoRuleVersion {
    /// Refuses a day that no version of the programme's rules covers.
    pub(crate) fn refuse(
        book: &PolicyBook,
        region: RegionCode,
        day: Date,
        (programme, in_force): (&'static str, Key),
    ) -> Result<(), NoRuleVersion> {
        if value_in_force::<bool>(book, region, day, in_force).value == Some(true) {
            return Ok(());
        }
        let versions = book.versions(in_force.name).iter().filter(|version| version.region.contains(region));
        Err(NoRuleVersion { programme, day, first: versions.map(|version| version.from).min() })
    }
}

/// Declares a table of values in force (see `values_in_force`) that is refused outside the programme's rule versions.
/// `$programme` is the name that a refusal prints, `$in_force` the value that says whether rules of the day are held.
macro_rules! programme_values {
    (
        $(#[$of_table:meta])*
        $visibility:vis struct $table:ident of $programme:literal while $in_force:expr => {
            $($values:tt)+
        }
    ) => {
        $crate::values::values_in_force! {
            $(#[$of_table])*
            $visibility struct $table { $($values)+ }
        }

        impl $table {
            /// The values in force for the region on the day; refused by name before the first rule version (RD-22).
            pub fn at(
                book: &$crate::PolicyBook,
                region: vocabulary::RegionCode,
                day: vocabulary::Date,
            ) -> Result<$table, $crate::NoRuleVersion> {
                $crate::NoRuleVersion::refuse(book, region, day, ($programme, $in_force))?;
                Ok($table::of_book(book, region, day))
            }
        }
    };
}

/// Declares a table of the rates that the amounts of a month are paid by (see `values_in_force`).
macro_rules! month_rates {
    (
        $(#[$of_table:meta])*
        $visibility:vis struct $table:ident { $($values:tt)+ }
    ) => {
        $crate::values::values_in_force! {
            $(#[$of_table])*
            $visibility struct $table { $($values)+ }
        }

        impl $table {
            /// The rates in force on the first day of the month (RD-01).
            pub fn at(book: &$crate::PolicyBook, region: vocabulary::RegionCode, month: vocabulary::Month) -> $table {
                $table::of_book(book, region, month.first_day())
            }
        }
    };
}

pub(crate) use {month_rates, programme_values};
