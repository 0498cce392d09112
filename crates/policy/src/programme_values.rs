//! Tables of the values of law that a programme's tests read, resolved once for a region and a day.

use vocabulary::{Date, Fen, Ratio, RegionCode};

use crate::{Amount, Key, PolicyBook, ValueInForce};

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

/// What a value of law can be, by its unit.
pub(crate) trait ValueForm: Copy {
    /// The value of an amount of this form.
    fn read(amount: Amount) -> Option<Self>;
}

impl ValueForm for Fen {
    fn read(amount: Amount) -> Option<Fen> {
        if let Amount::Money(money) = amount { Some(money) } else { None }
    }
}

impl ValueForm for Ratio {
    fn read(amount: Amount) -> Option<Ratio> {
        if let Amount::Ratio(ratio) = amount { Some(ratio) } else { None }
    }
}

impl ValueForm for i64 {
    fn read(amount: Amount) -> Option<i64> {
        if let Amount::Count(count) = amount { Some(count) } else { None }
    }
}

impl ValueForm for bool {
    fn read(amount: Amount) -> Option<bool> {
        if let Amount::YesNo(holds) = amount { Some(holds) } else { None }
    }
}

/// The value in force for a region on a day.
pub(crate) fn value_in_force<T: ValueForm>(book: &PolicyBook, region: RegionCode, day: Date, key: Key) -> ValueInForce<T> {
    let version = book.version(key.name, region, day);
    let value = version
        .and_then(|version| version.amount)
        .map(|amount| T::read(amount).expect("the reader gives a value only amounts of its unit"));
    ValueInForce { key, from: version.map(|version| version.from), value }
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

/// Declares a table of values in force and how it is read from the book. `$programme` is the name that a refusal prints,
/// `$in_force` the value that says whether rules of the day are held.
macro_rules! programme_values {
    (
        $(#[$of_table:meta])*
        $visibility:vis struct $table:ident of $programme:literal while $in_force:expr => {
            $($(#[$of_value:meta])* $field:ident: $form:ty = $key:expr;)+
        }
    ) => {
        $(#[$of_table])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility struct $table {
            /// The region.
            pub region: vocabulary::RegionCode,
            /// The day.
            pub day: vocabulary::Date,
            $($(#[$of_value])* pub $field: $crate::ValueInForce<$form>,)+
        }

        impl $table {
            /// The values in force for the region on the day; refused by name before the first rule version (RD-22).
            pub fn at(
                book: &$crate::PolicyBook,
                region: vocabulary::RegionCode,
                day: vocabulary::Date,
            ) -> Result<$table, $crate::NoRuleVersion> {
                $crate::NoRuleVersion::refuse(book, region, day, ($programme, $in_force))?;
                Ok($table {
                    region,
                    day,
                    $($field: $crate::programme_values::value_in_force(book, region, day, $key),)+
                })
            }
        }
    };
}

pub(crate) use programme_values;
