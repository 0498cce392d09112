//! Values of law resolved once for a region and a day, with what a later reader needs to use the same ones again.

use vocabulary::{Date, Fen, Ratio, RegionCode};

use super::{Amount, Key, PolicyBook, Unknown, ValueKey};
use crate::{Input, InputValue, Missing, RuleId, Step, StepAnswer};

/// A value in force, with its name and the first day of its version for the trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueInForce<T> {
    /// Its name.
    pub key: Key,
    /// First day of the version; `None` where no file sets the value for this region and day.
    pub from: Option<Date>,
    /// The value; `None` is UNKNOWN.
    pub value: Option<T>,
}

/// A value of law as a determination used it, kept with the determination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedValue {
    /// Its name.
    pub key: ValueKey,
    /// First day of the version; `None` where no file set the value for the region and day.
    pub from: Option<Date>,
    /// The value; `None` was UNKNOWN.
    pub amount: Option<Amount>,
}

/// Why kept values cannot be used again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsedValueFault {
    /// A value that the formulas ask for was not kept.
    #[error("保存的认定缺少政策数值“{key}”，不能重算；请用作出认定时的程序版本重算，或补录当时适用的数值")]
    NotKept {
        /// The value's name.
        key: ValueKey,
    },
    /// A value is kept twice; nobody could say which was used.
    #[error("保存的认定中政策数值“{key}”有两项，不能重算；请核对保存的记录")]
    KeptTwice {
        /// The value's name.
        key: ValueKey,
    },
    /// A value is kept in another unit than the formulas ask for.
    #[error("保存的认定中政策数值“{key}”的单位不符，不能重算；请核对保存的记录")]
    OtherUnit {
        /// The value's name.
        key: ValueKey,
    },
}

/// What a value of law can be, by its unit.
pub trait Shape: Copy {
    /// The value of an amount of this shape.
    fn read(amount: Amount) -> Option<Self>;
    /// The value as an amount.
    fn amount(self) -> Amount;
}

impl Shape for Fen {
    fn read(amount: Amount) -> Option<Fen> {
        if let Amount::Money(money) = amount { Some(money) } else { None }
    }
    fn amount(self) -> Amount {
        Amount::Money(self)
    }
}

impl Shape for Ratio {
    fn read(amount: Amount) -> Option<Ratio> {
        if let Amount::Ratio(ratio) = amount { Some(ratio) } else { None }
    }
    fn amount(self) -> Amount {
        Amount::Ratio(self)
    }
}

impl Shape for i64 {
    fn read(amount: Amount) -> Option<i64> {
        if let Amount::Count(count) = amount { Some(count) } else { None }
    }
    fn amount(self) -> Amount {
        Amount::Count(self)
    }
}

impl Shape for bool {
    fn read(amount: Amount) -> Option<bool> {
        if let Amount::YesNo(holds) = amount { Some(holds) } else { None }
    }
    fn amount(self) -> Amount {
        Amount::YesNo(self)
    }
}

/// Where values in force are looked up: today's book, or those kept with a determination.
pub(crate) trait ValueSource {
    /// First day and amount of the version that holds.
    fn find(&self, key: Key) -> Result<(Option<Date>, Option<Amount>), UsedValueFault>;

    /// The value in force.
    fn value<T: Shape>(&self, key: Key) -> Result<ValueInForce<T>, UsedValueFault> {
        let (from, amount) = self.find(key)?;
        let other_unit = || UsedValueFault::OtherUnit { key: ValueKey(key.name.to_owned()) };
        let value = amount.map(|amount| T::read(amount).ok_or_else(other_unit)).transpose()?;
        Ok(ValueInForce { key, from, value })
    }
}

/// The book's values for one region and day.
pub(crate) struct FromBook<'a> {
    pub(crate) book: &'a PolicyBook,
    pub(crate) region: RegionCode,
    pub(crate) day: Date,
}

impl ValueSource for FromBook<'_> {
    fn find(&self, key: Key) -> Result<(Option<Date>, Option<Amount>), UsedValueFault> {
        let version = self.book.version(key.name, self.region, self.day);
        Ok((version.map(|version| version.from), version.and_then(|version| version.amount)))
    }
}

/// The values kept with a determination.
pub(crate) struct FromKept<'a>(pub(crate) &'a [UsedValue]);

impl ValueSource for FromKept<'_> {
    fn find(&self, key: Key) -> Result<(Option<Date>, Option<Amount>), UsedValueFault> {
        let mut kept = self.0.iter().filter(|used| used.key.0 == key.name);
        let name = || ValueKey(key.name.to_owned());
        let used = kept.next().ok_or_else(|| UsedValueFault::NotKept { key: name() })?;
        match kept.next() {
            None => Ok((used.from, used.amount)),
            Some(_second) => Err(UsedValueFault::KeptTwice { key: name() }),
        }
    }
}

impl<T: Shape> ValueInForce<T> {
    /// The value as it is kept with a determination.
    pub fn used(&self) -> UsedValue {
        UsedValue { key: ValueKey(self.key.name.to_owned()), from: self.from, amount: self.value.map(T::amount) }
    }

    /// The value, or its refusal by name.
    pub fn known(&self, region: RegionCode, day: Date) -> Result<T, Unknown> {
        self.value.ok_or_else(|| Unknown { key: ValueKey(self.key.name.to_owned()), region, day })
    }

    /// Adds the value's name to what is missing, where it is UNKNOWN.
    pub(crate) fn name_if_missing(&self, missing: &mut Vec<Missing>) {
        if self.value.is_none() {
            missing.push(Missing::Value(self.key.name.to_owned()));
        }
    }

    /// The value as an input of a step.
    pub(crate) fn input(&self, label: &'static str, show: fn(T) -> InputValue) -> Input {
        Input::of_law(label, self.value.map_or(InputValue::Missing, show), self.key.name, self.from)
    }
}

impl ValueInForce<Fen> {
    /// The step that looks up a month's rate: what it was looked up by, the first day of the month, the rate.
    pub(crate) fn rate_step(&self, rule: RuleId, mut inputs: Vec<Input>, first_day: Date) -> Step {
        inputs.push(Input::worked_out("发放月份首日", InputValue::Day(first_day)));
        inputs.push(self.input("月标准", InputValue::Money));
        let answer = match self.value {
            Some(rate) => StepAnswer::Value(InputValue::Money(rate)),
            None => StepAnswer::CannotSay(format!("政策数值“{}”", self.key.name)),
        };
        Step { rule, inputs, answer }
    }
}

/// Declares a table of values in force: the struct, the values of a day from the book, the values kept with a
/// determination, and both ways back. Where the keys depend on the roll, `by roll` makes it a field of the table, and
/// `roll` stands for it in the keys.
macro_rules! values_in_force {
    (
        $(#[$of_table:meta])*
        $of_all:vis struct $table:ident $(by $roll:ident)? {
            $($(#[$of_value:meta])* $field:ident: $shape:ty = $key:expr;)+
        }
    ) => {
        $(#[$of_table])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $of_all struct $table {
            /// The region.
            pub region: vocabulary::RegionCode,
            /// The day.
            pub day: vocabulary::Date,
            $(
                /// The roll they are asked for.
                pub $roll: $crate::dibao::Roll,
            )?
            $($(#[$of_value])* pub $field: $crate::ValueInForce<$shape>,)+
        }

        impl $table {
            /// The values of the book, whatever the day.
            fn of_book(
                book: &$crate::PolicyBook,
                region: vocabulary::RegionCode,
                day: vocabulary::Date,
                $($roll: $crate::dibao::Roll,)?
            ) -> $table {
                $table::find(region, day, $($roll,)? &$crate::values::FromBook { book, region, day })
                    .expect("the reader gives a value only amounts of its unit")
            }

            /// The values kept with a determination, without asking any book.
            pub fn of_kept(
                region: vocabulary::RegionCode,
                day: vocabulary::Date,
                $($roll: $crate::dibao::Roll,)?
                kept: &[$crate::UsedValue],
            ) -> Result<$table, $crate::UsedValueFault> {
                $table::find(region, day, $($roll,)? &$crate::values::FromKept(kept))
            }

            fn find(
                region: vocabulary::RegionCode,
                day: vocabulary::Date,
                $($roll: $crate::dibao::Roll,)?
                source: &impl $crate::values::ValueSource,
            ) -> Result<$table, $crate::UsedValueFault> {
                Ok($table { region, day, $($roll,)? $($field: source.value($key)?,)+ })
            }

            /// Every value of the table, to be kept with a determination.
            pub fn used(&self) -> Vec<$crate::UsedValue> {
                vec![$(self.$field.used()),+]
            }
        }
    };
}

pub(crate) use values_in_force;
