//! Plants faults into the rows of one file.

use std::borrow::Cow;

use vocabulary::{CitizenId, Date, Fen};

use super::columns::{Blank, ColumnForm, Content};
use super::fault::{FaultKind, Loss};
use super::form::{FileForm, Unit, another_form, is_identity, typed_day};
use super::list::OfficeList;
use super::misspelling;
use super::page::{Cell, Shown, decimal};
use super::statement::Statement;
use super::value::TrueValue;
use crate::county::rows::{CitizenKey, People};
use crate::random::Random;

/// Random rows looked at before all rows are.
const PROBES: usize = 60;
/// By how much the amount of a doubled row differs.
pub(super) const ANOTHER_AMOUNT: Fen = Fen::yuan(100);
/// Area in the numbers of the neighbouring county 秦安县, and one of its villages.
const NEIGHBOUR_AREA: u32 = 620_522;
const NEIGHBOUR_VILLAGE: (&str, &str) = ("620522100201", "南关村民委员会");

/// Why a row stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The office states it.
    Stated,
    /// It puts something right, and no fault may befall it.
    Correction,
    /// It is about a family that authorised nothing.
    Unauthorised,
    /// Planted: a copy, a stranger, the headings once more.
    Planted,
}

/// A row on its way into a file.
#[derive(Clone, Debug)]
pub(super) struct BodyRow<'a> {
    pub(super) origin: Origin,
    pub(super) statement: Option<Statement<'a>>,
    pub(super) cells: Vec<Cell<'a>>,
    pub(super) shown: Shown,
    pub(super) note: Option<Box<Note>>,
}

/// A fault planted on a row.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub(super) kind: FaultKind,
    /// Column in the sheet.
    pub(super) column: usize,
    pub(super) written: String,
    pub(super) meant: String,
    pub(super) citizen: Option<CitizenKey>,
    /// Facts lost, by field, with what is true.
    pub(super) lost: Vec<(&'static str, TrueValue<'static>)>,
}

/// The ways in which an amount is typed wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AmountSlip {
    Commas,
    YuanBehind,
    Wan,
    AsText,
    FullWidth,
    Words,
    Minus,
}

/// Soils one file.
pub(super) struct Soiling<'a, 'b> {
    pub(super) list: OfficeList,
    pub(super) people: &'a People,
    pub(super) form: &'b FileForm,
    pub(super) random: &'b mut Random,
}

/// The kinds of faults that a list can have.
pub(super) fn kinds(list: OfficeList) -> Vec<FaultKind> {
    let has = |wanted: fn(Content) -> bool| list.columns().iter().any(|column| wanted(column.content));
    let only_read = list == OfficeList::VisitForms;
    FaultKind::ALL
        .into_iter()
        .filter(|kind| match kind {
            FaultKind::ThousandsCommas
            | FaultKind::YuanBehind
            | FaultKind::WanInCell
            | FaultKind::AmountAsText
            | FaultKind::FullWidthAmount
            | FaultKind::NotAnAmount
            | FaultKind::NegativeAmount
            | FaultKind::TotalWrong => has(|content| matches!(content, Content::Money(_))),
            FaultKind::DayForm | FaultKind::NotADay => has(|content| content == Content::Day),
            FaultKind::NotAMonth => has(|content| content == Content::Month),
            FaultKind::NotACount => has(|content| content == Content::Count),
            FaultKind::NotYesOrNo => has(|content| content == Content::YesNo),
            FaultKind::UnknownWord => has(|content| content == Content::Word),
            FaultKind::BlankRequired => list.columns().iter().any(can_be_missing),
            FaultKind::SexDiffers | FaultKind::BirthDiffers => list == OfficeList::HouseholdRegister,
            FaultKind::CertificateDiffers => list == OfficeList::DisabilityCertificates,
            FaultKind::DoubledOtherwise => !list.repeats_persons(),
            FaultKind::FullWidthNumber
            | FaultKind::SpacedNumber
            | FaultKind::SmallX
            | FaultKind::OldNumber
            | FaultKind::WrongDigit
            | FaultKind::SwappedDigits
            | FaultKind::LostDigits
            | FaultKind::NumberBlank
            | FaultKind::NameByEar
            | FaultKind::NameLookAlike
            | FaultKind::SpacedName
            | FaultKind::BrokenName
            | FaultKind::NameBlank
            | FaultKind::DoubledSame
            | FaultKind::OtherCounty
            | FaultKind::HeadingRepeated
            | FaultKind::HiddenRow
            | FaultKind::HiddenSheet => true,
        })
        // What puts faults right must not need to be put right itself.
        .filter(|kind| !only_read || (kind.loss() == Loss::Nothing && *kind != FaultKind::OtherCounty))
        .collect()
}

fn can_be_missing(column: &ColumnForm) -> bool {
    column.blank == Blank::Missing && !is_identity(column.field) && !matches!(column.field, "certificate_number" | "visit_day")
}

impl<'a> Soiling<'a, '_> {
    /// Plants these kinds in their order, each on a row of its own.
    pub(super) fn soil(&mut self, rows: &mut Vec<BodyRow<'a>>, wanted: &[FaultKind]) {
        for kind in wanted {
            let adds_row = matches!(
                kind,
                FaultKind::DoubledSame | FaultKind::DoubledOtherwise | FaultKind::OtherCounty | FaultKind::HeadingRepeated
            );
            if !adds_row {
                self.change(rows, *kind);
            } else if let Some((place, row)) = self.added(rows, *kind) {
                rows.insert(place, row);
            }
        }
    }

    /// A row to be added with the place before which it goes. The row it copies is marked, so that it stays right.
    fn added(&mut self, rows: &mut [BodyRow<'a>], kind: FaultKind) -> Option<(usize, BodyRow<'a>)> {
        if kind == FaultKind::HeadingRepeated {
            return self.headings_again(rows.len());
        }
        let source = self.find(rows, |soiling, row| soiling.copy(row, kind))?;
        let (copy, at) = source;
        if kind != FaultKind::OtherCounty {
            rows[at].origin = Origin::Correction;
        }
        let place = if self.random.in_a_thousand(500) { at + 1 } else { self.random.index(rows.len() + 1) };
        // The key names the second of two rows.
        let place = if kind == FaultKind::OtherCounty { place } else { place.max(at + 1) };
        Some((place, copy))
    }

    fn headings_again(&mut self, rows: usize) -> Option<(usize, BodyRow<'a>)> {
        let middle = rows / 2;
        let texts = std::iter::once("序号".to_owned()).chain(self.form.columns.iter().map(|column| column.heading.clone()));
        let cells: Vec<Cell<'a>> = texts.map(Cell::text).collect();
        let column = self.form.column_of("citizen_id")?;
        let written = cells[column].written(self.form.format).into_owned();
        let note =
            Note { kind: FaultKind::HeadingRepeated, column, written, meant: String::new(), citizen: None, lost: Vec::new() };
        (middle > 0).then(|| {
            (
                middle,
                BodyRow { origin: Origin::Planted, statement: None, cells, shown: Shown::Visible, note: Some(Box::new(note)) },
            )
        })
    }

    /// This row once more, the same, otherwise, or in its likeness about a stranger; `None` where it cannot be.
    fn copy(&mut self, row: &BodyRow<'a>, kind: FaultKind) -> Option<BodyRow<'a>> {
        let statement = row.statement?;
        let values = statement.values(self.list, self.people);
        let mut copy = BodyRow { origin: Origin::Planted, ..row.clone() };
        let number = self.form.column_of("citizen_id")?;
        let mut note = Note {
            kind,
            column: number,
            written: String::new(),
            meant: copy.cells[number].written(self.form.format).into_owned(),
            citizen: Some(statement.citizen()),
            lost: Vec::new(),
        };
        if kind == FaultKind::DoubledOtherwise {
            let (column, value) = self.another_value(&values)?;
            note.column = column;
            note.meant = copy.cells[column].written(self.form.format).into_owned();
            copy.cells[column] = self.form.typed(&self.form.columns[column - 1], &value);
            note.lost = self.lost(Loss::Row, number, &values);
        } else if kind == FaultKind::OtherCounty {
            self.make_stranger(&mut copy, &statement)?;
            note.citizen = None;
            note.meant = copy.cells[number].written(self.form.format).into_owned();
        }
        note.written = copy.cells[note.column].written(self.form.format).into_owned();
        copy.note = Some(Box::new(note));
        Some(copy)
    }

    /// A column of facts with another value than the true one.
    fn another_value(&mut self, values: &[TrueValue<'a>]) -> Option<(usize, TrueValue<'a>)> {
        let mut others = Vec::new();
        for (at, column) in (1..).zip(&self.form.columns) {
            if is_identity(column.column.field) || matches!(column.column.field, "school" | "guardian" | "care_home") {
                continue;
            }
            let other = match &values[column.place] {
                TrueValue::Day(day) => TrueValue::Day(day.plus_days(1)),
                TrueValue::Month(month) => TrueValue::Month(month.next()),
                TrueValue::Money(amount) => TrueValue::Money(*amount + ANOTHER_AMOUNT),
                TrueValue::Count(count) if *count < 12 => TrueValue::Count(count + 1),
                TrueValue::Yes => TrueValue::No,
                TrueValue::No => TrueValue::Yes,
                TrueValue::Word(word) => match other_word(word) {
                    Some(other) => TrueValue::word(other),
                    None => continue,
                },
                TrueValue::Count(_) | TrueValue::Nothing | TrueValue::Text(_) => continue,
            };
            others.push((at, other));
        }
        if others.is_empty() { None } else { Some(self.random.pick(&others).clone()) }
    }

    fn make_stranger(&mut self, row: &mut BodyRow<'a>, like: &Statement<'a>) -> Option<()> {
        let who = &self.people.citizens[like.citizen().0 as usize];
        let sequence = u16::try_from(self.random.between(1, 499)).expect("below a thousand") * 2;
        let sequence = sequence + u16::from(who.sex == vocabulary::Sex::Male);
        let number = CitizenId::compose(NEIGHBOUR_AREA, who.birth, sequence)?;
        let surname = *self.random.pick(&['王', '李', '张', '刘', '陈', '杨', '赵', '马']);
        let given: String = who.name.chars().skip(1).collect();
        for (at, column) in (1..).zip(&self.form.columns) {
            let cell = match column.column.field {
                "name" => Cell::text(format!("{surname}{given}")),
                "citizen_id" => Cell::text(number.reveal().to_owned()),
                "certificate_number" => {
                    let own = row.cells[at].written(self.form.format).into_owned();
                    Cell::text(format!("{}{}", number.reveal(), &own[own.len() - 2..]))
                }
                "village" => Cell::text(NEIGHBOUR_VILLAGE.0),
                "village_name" => Cell::text(NEIGHBOUR_VILLAGE.1),
                "household_number" => Cell::text(format!("522100{:05}", self.random.between(1, 99_999))),
                "account" | "phone" => Cell::Blank,
                _other => continue,
            };
            row.cells[at] = cell;
        }
        Some(())
    }

    /// Finds a row that can have a fault and has none yet: by chance, and where chance finds none, the first.
    fn find<T>(
        &mut self,
        rows: &[BodyRow<'a>],
        mut fault: impl FnMut(&mut Self, &BodyRow<'a>) -> Option<T>,
    ) -> Option<(T, usize)> {
        if rows.is_empty() {
            return None;
        }
        let is_free = |row: &BodyRow<'a>| row.origin == Origin::Stated && row.note.is_none();
        for _ in 0..PROBES {
            let at = self.random.index(rows.len());
            if is_free(&rows[at])
                && let Some(found) = fault(self, &rows[at])
            {
                return Some((found, at));
            }
        }
        (0..rows.len()).filter(|at| is_free(&rows[*at])).find_map(|at| fault(self, &rows[at]).map(|found| (found, at)))
    }

    fn change(&mut self, rows: &mut [BodyRow<'a>], kind: FaultKind) {
        let Some(((column, cell, values), at)) = self.find(rows, |soiling, row| {
            let statement = row.statement?;
            let values = statement.values(soiling.list, soiling.people);
            let (column, cell) = soiling.fault(kind, row, &statement, &values)?;
            Some((column, cell, values))
        }) else {
            return;
        };
        let row = &mut rows[at];
        let meant = row.cells[column].written(self.form.format).into_owned();
        if kind == FaultKind::HiddenRow {
            row.shown = Shown::Hidden;
        } else {
            row.cells[column] = cell;
        }
        row.note = Some(Box::new(Note {
            kind,
            column,
            written: row.cells[column].written(self.form.format).into_owned(),
            meant,
            citizen: row.statement.map(|statement| statement.citizen()),
            lost: self.lost(kind.loss(), column, &values),
        }));
    }

    /// The fault as it would stand in this row; `None` where the row cannot have it.
    fn fault(
        &mut self,
        kind: FaultKind,
        row: &BodyRow<'a>,
        statement: &Statement<'a>,
        values: &[TrueValue<'a>],
    ) -> Option<(usize, Cell<'a>)> {
        let who = &self.people.citizens[statement.citizen().0 as usize];
        let (number, text) = (who.number, who.number.reveal());
        let at = |field: &str| self.form.column_of(field);
        let in_number = |cell: Cell<'a>| Some((at("citizen_id")?, cell));
        let in_name = |cell: Cell<'a>| Some((at("name")?, cell));
        match kind {
            FaultKind::FullWidthNumber => in_number(Cell::text(misspelling::full_width(text))),
            FaultKind::SpacedNumber => in_number(Cell::text(misspelling::spaced_number(text))),
            FaultKind::SmallX => in_number(Cell::text(text.strip_suffix('X').map(|digits| format!("{digits}x"))?)),
            FaultKind::OldNumber => in_number(Cell::text(misspelling::old_number(number)?)),
            FaultKind::WrongDigit => in_number(Cell::text(misspelling::with_wrong_digit(number, self.random))),
            FaultKind::SwappedDigits => in_number(Cell::text(misspelling::with_swapped_digits(number, self.random)?)),
            FaultKind::LostDigits => in_number(Cell::count(misspelling::with_lost_digits(number)?)),
            FaultKind::NumberBlank => in_number(Cell::Blank),
            FaultKind::HiddenRow => in_number(Cell::Blank),
            FaultKind::NameByEar => in_name(Cell::text(misspelling::sounding_alike(&who.name)?)),
            FaultKind::NameLookAlike => in_name(Cell::text(misspelling::looking_alike(&who.name)?)),
            FaultKind::SpacedName => in_name(Cell::text(between(&who.name, "　"))),
            FaultKind::BrokenName => in_name(Cell::text(broken(&who.name))),
            FaultKind::NameBlank => in_name(Cell::Blank),
            FaultKind::BlankRequired => self.filled(values, |column, _| can_be_missing(column)).map(|(at, _)| (at, Cell::Blank)),
            FaultKind::UnknownWord => self
                .filled(values, |column, _| column.content == Content::Word && column.field != "sex")
                .map(|(at, _)| (at, Cell::text("不详"))),
            FaultKind::NotAMonth => {
                self.filled(values, |column, _| column.content == Content::Month).map(|(at, _)| (at, Cell::text("前年起")))
            }
            FaultKind::NotACount => {
                self.filled(values, |column, _| column.content == Content::Count).map(|(at, _)| (at, Cell::text("若干")))
            }
            FaultKind::NotYesOrNo => {
                self.filled(values, |column, _| column.content == Content::YesNo).map(|(at, _)| (at, Cell::text("待核")))
            }
            FaultKind::DayForm | FaultKind::NotADay => self.day_fault(kind, values),
            FaultKind::SexDiffers => Some((at("sex")?, Cell::text(if who.sex.label() == "男" { "女" } else { "男" }))),
            FaultKind::BirthDiffers => Some((at("birth")?, typed_day(who.birth.plus_days(10), self.form.day))),
            FaultKind::CertificateDiffers => {
                let column = at("certificate_number")?;
                let own = row.cells[column].written(self.form.format).into_owned();
                let (body, level) = own.split_at(own.len() - 1);
                Some((column, Cell::text(format!("{body}{}", if level == "4" { "1" } else { "4" }))))
            }
            FaultKind::ThousandsCommas => self.amount_fault(AmountSlip::Commas, values),
            FaultKind::YuanBehind => self.amount_fault(AmountSlip::YuanBehind, values),
            FaultKind::WanInCell => self.amount_fault(AmountSlip::Wan, values),
            FaultKind::AmountAsText => self.amount_fault(AmountSlip::AsText, values),
            FaultKind::FullWidthAmount => self.amount_fault(AmountSlip::FullWidth, values),
            FaultKind::NotAnAmount => self.amount_fault(AmountSlip::Words, values),
            FaultKind::NegativeAmount => self.amount_fault(AmountSlip::Minus, values),
            FaultKind::DoubledSame
            | FaultKind::DoubledOtherwise
            | FaultKind::OtherCounty
            | FaultKind::HeadingRepeated
            | FaultKind::HiddenSheet
            | FaultKind::TotalWrong => None,
        }
    }

    /// A column of the form whose cell states something, by chance.
    fn filled<'v>(
        &mut self,
        values: &'v [TrueValue<'a>],
        suits: impl Fn(&ColumnForm, &TrueValue<'a>) -> bool,
    ) -> Option<(usize, &'v TrueValue<'a>)> {
        let columns = (1..).zip(&self.form.columns);
        let suiting = columns
            .filter(|(_, column)| values[column.place] != TrueValue::Nothing && suits(column.column, &values[column.place]));
        let suiting: Vec<(usize, &TrueValue<'a>)> = suiting.map(|(at, column)| (at, &values[column.place])).collect();
        if suiting.is_empty() { None } else { Some(*self.random.pick(&suiting)) }
    }

    fn day_fault(&mut self, kind: FaultKind, values: &[TrueValue<'a>]) -> Option<(usize, Cell<'a>)> {
        let is_day = |column: &ColumnForm, _: &TrueValue<'a>| column.content == Content::Day && column.field != "birth";
        let is_any_day = |column: &ColumnForm, _: &TrueValue<'a>| column.content == Content::Day;
        let (column, value) =
            if kind == FaultKind::NotADay { self.filled(values, is_day)? } else { self.filled(values, is_any_day)? };
        let TrueValue::Day(day) = value else { return None };
        if kind == FaultKind::NotADay {
            return Some((column, Cell::text(no_day(*day))));
        }
        let form = another_form(self.form.day, self.form.format, self.random);
        Some((column, typed_day(*day, form)))
    }

    fn amount_fault(&mut self, slip: AmountSlip, values: &[TrueValue<'a>]) -> Option<(usize, Cell<'a>)> {
        let needs_thousands = matches!(slip, AmountSlip::Commas | AmountSlip::Wan);
        let least = if needs_thousands { Fen::yuan(1_000) } else { Fen::yuan(1) };
        let enough = |column: &ColumnForm, value: &TrueValue<'a>| {
            matches!(value, TrueValue::Money(amount) if *amount >= least)
                && !(slip == AmountSlip::Minus && column.field == "business_net_income")
        };
        let (column, value) = self.filled(values, enough)?;
        let TrueValue::Money(amount) = value else { return None };
        let unit = self.form.columns[column - 1].unit;
        let fen = amount.as_fen();
        let number = decimal(fen, if unit == Unit::WanYuan { 6 } else { 2 });
        let text = match slip {
            AmountSlip::Commas => Some(misspelling::with_commas(&number)).filter(|text| text.contains(','))?,
            AmountSlip::YuanBehind => format!("{}元", decimal(fen, 2)),
            AmountSlip::Wan => format!("{}万元", decimal(fen, 6)),
            // A text file knows no other cells than text: there a space makes the difference.
            AmountSlip::AsText if !self.form.format.is_workbook() => format!(" {number}"),
            AmountSlip::AsText => number,
            AmountSlip::FullWidth => misspelling::full_width(&number),
            AmountSlip::Words => "约几千".to_owned(),
            AmountSlip::Minus => format!("-{number}"),
        };
        Some((column, Cell::text(text)))
    }

    /// What a fault in this column takes.
    fn lost(&self, loss: Loss, column: usize, values: &[TrueValue<'a>]) -> Vec<(&'static str, TrueValue<'static>)> {
        let field = self.form.columns[column - 1].column.field;
        let is_lost = |other: &str| match loss {
            Loss::Nothing => false,
            Loss::Cell => other == field || go_together(other, field),
            Loss::Row => true,
        };
        let columns = self.list.columns().iter().zip(values);
        let lost = columns
            .filter(|(column, value)| !is_identity(column.field) && **value != TrueValue::Nothing && is_lost(column.field));
        lost.map(|(column, value)| (column.field, value.clone().into_owned())).collect()
    }
}

/// Fields of which one says nothing without the other.
fn go_together(one: &str, other: &str) -> bool {
    const PAIRS: [(&str, &str); 5] = [
        ("wage_income", "wage_months"),
        ("disability_kind", "disability_level"),
        ("application_day", "application_kind"),
        ("hardship", "hardship_day"),
        ("whereabouts", "whereabouts_since"),
    ];
    PAIRS.iter().any(|(first, second)| (one == *first && other == *second) || (one == *second && other == *first))
}

/// A text between all signs of a name.
fn between(name: &str, text: &str) -> String {
    name.chars().map(String::from).collect::<Vec<String>>().join(text)
}

/// The name with a line break behind its first sign.
fn broken(name: &str) -> String {
    let mut signs = name.chars();
    let first: String = signs.by_ref().take(1).collect();
    format!("{first}\n{}", signs.as_str())
}

/// A day of this year that no calendar has.
fn no_day(day: Date) -> Cow<'static, str> {
    match day.month() {
        2 => Cow::Owned(format!("{}-02-30", day.year())),
        month => Cow::Owned(format!("{}-{month:02}-32", day.year())),
    }
}

/// Another word of the same code set, of the sets in which one is easily mistaken for another.
fn other_word(word: &str) -> Option<&'static str> {
    const OTHERS: [(&str, &str); 14] = [
        ("农业", "非农业"),
        ("非农业", "农业"),
        ("一级", "二级"),
        ("二级", "三级"),
        ("三级", "四级"),
        ("四级", "三级"),
        ("一类", "二类"),
        ("二类", "三类"),
        ("三类", "二类"),
        ("四类", "三类"),
        ("有效", "注销"),
        ("边缘易致贫户", "突发严重困难户"),
        ("学前及义务教育", "高中阶段"),
        ("高中阶段", "学前及义务教育"),
    ];
    OTHERS.iter().find(|(known, _)| *known == word).map(|(_, other)| *other)
}
