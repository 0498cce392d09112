//! What a cell states, before anybody wrote it.

use std::borrow::Cow;

use vocabulary::{Date, Fen, Month};

/// A true value as a list states it. Amounts are of the list's own period: a month where its heading says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrueValue<'a> {
    /// The list states nothing of it.
    Nothing,
    /// A name, a number or code of digits, a school.
    Text(Cow<'a, str>),
    /// The label of a value of a code set.
    Word(Cow<'a, str>),
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
    /// An amount.
    Money(Fen),
    /// A number of things, persons or months.
    Count(i64),
    /// 是.
    Yes,
    /// 否.
    No,
}

impl<'a> TrueValue<'a> {
    pub(super) fn text(text: &'a str) -> TrueValue<'a> {
        TrueValue::Text(Cow::Borrowed(text))
    }

    pub(super) fn word(word: &'static str) -> TrueValue<'a> {
        TrueValue::Word(Cow::Borrowed(word))
    }

    pub(super) fn day(day: Option<Date>) -> TrueValue<'a> {
        day.map_or(TrueValue::Nothing, TrueValue::Day)
    }

    pub(super) fn month(month: Option<Month>) -> TrueValue<'a> {
        month.map_or(TrueValue::Nothing, TrueValue::Month)
    }

    pub(super) fn money(amount: Option<Fen>) -> TrueValue<'a> {
        amount.map_or(TrueValue::Nothing, TrueValue::Money)
    }

    pub(super) fn yes(yes: bool) -> TrueValue<'a> {
        if yes { TrueValue::Yes } else { TrueValue::No }
    }

    /// The same value, bound to no month's rows.
    pub fn into_owned(self) -> TrueValue<'static> {
        match self {
            TrueValue::Nothing => TrueValue::Nothing,
            TrueValue::Text(text) => TrueValue::Text(Cow::Owned(text.into_owned())),
            TrueValue::Word(word) => TrueValue::Word(Cow::Owned(word.into_owned())),
            TrueValue::Day(day) => TrueValue::Day(day),
            TrueValue::Month(month) => TrueValue::Month(month),
            TrueValue::Money(amount) => TrueValue::Money(amount),
            TrueValue::Count(count) => TrueValue::Count(count),
            TrueValue::Yes => TrueValue::Yes,
            TrueValue::No => TrueValue::No,
        }
    }
}
