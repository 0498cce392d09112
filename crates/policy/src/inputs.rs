//! Facts about a person as inputs of a step, and what is missing among them.

use vocabulary::{Coded, Date, Disability, Fen, PersonId};

use crate::{Input, InputValue, Known, Missing};

/// A fact in the form in which a step shows it.
pub(crate) fn fact<T: Copy>(label: &'static str, person: PersonId, known: Option<Known<T>>, show: fn(T) -> InputValue) -> Input {
    let value = known.map_or(InputValue::Missing, |known| show(known.value));
    Input::of_person(label, person, value, known.map(|known| known.fact))
}

/// Money.
pub(crate) fn money(label: &'static str, person: PersonId, known: Option<Known<Fen>>) -> Input {
    fact(label, person, known, InputValue::Money)
}

/// A day.
pub(crate) fn day(label: &'static str, person: PersonId, known: Option<Known<Date>>) -> Input {
    fact(label, person, known, InputValue::Day)
}

/// 是 or 否.
pub(crate) fn yes_no(label: &'static str, person: PersonId, known: Option<Known<bool>>) -> Input {
    fact(label, person, known, yes_no_word)
}

/// 是 or 否 where something is on record; nothing on record is no input.
pub(crate) fn on_record(label: &'static str, person: PersonId, known: Option<Known<bool>>) -> Option<Input> {
    known.map(|known| yes_no(label, person, Some(known)))
}

/// A value of a code set.
pub(crate) fn word<T: Coded>(label: &'static str, person: PersonId, known: Option<Known<T>>) -> Input {
    let value = known.map_or(InputValue::Missing, |known| InputValue::Word(known.value.label()));
    Input::of_person(label, person, value, known.map(|known| known.fact))
}

/// Kind and level of a disability; nothing where none is known.
pub(crate) fn disability(person: PersonId, known: Option<Known<Disability>>) -> impl Iterator<Item = Input> {
    known.into_iter().flat_map(move |known| {
        let of_person = |label, word| Input::of_person(label, person, InputValue::Word(word), Some(known.fact));
        [of_person("残疾类别", known.value.kind.label()), of_person("残疾等级", known.value.level.label())]
    })
}

/// The day of birth of the register.
pub(crate) fn birth(person: PersonId, birth: Date) -> Input {
    Input::of_person("出生日期", person, InputValue::Day(birth), None)
}

/// 是 or 否.
pub(crate) fn yes_no_word(holds: bool) -> InputValue {
    InputValue::Word(if holds { "是" } else { "否" })
}

/// Years of age as a value of law.
pub(crate) fn years(years: i64) -> InputValue {
    InputValue::Count(years, "岁")
}

/// Months as a value of law.
pub(crate) fn months(months: i64) -> InputValue {
    InputValue::Count(months, "个月")
}

/// Names a fact that is not known.
pub(crate) fn name_if_not_known<T>(missing: &mut Vec<Missing>, person: PersonId, label: &'static str, known: Option<Known<T>>) {
    if known.is_none() {
        missing.push(Missing::Fact(person, label));
    }
}

/// Whether something holds of a person on record; nothing on record is "no" and never makes anyone eligible.
pub(crate) fn is_on_record(known: Option<Known<bool>>) -> bool {
    known.is_some_and(|known| known.value)
}
