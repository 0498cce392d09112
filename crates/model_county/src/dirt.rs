//! Plants the faults that files of offices have, and writes each into the answer key.

use std::collections::BTreeSet;

use vocabulary::{CitizenId, Date, Fen, Month};

use crate::forms::{CHECK_HEADER, Form};
use crate::key::{Defect, DefectKind};
use crate::names::{full_name, sounding_alike, surname};
use crate::places::{NEIGHBOUR, NEIGHBOUR_AREA, SentAs};
use crate::random::Random;
use crate::sheet::{Cell, ROWS_ABOVE};
use crate::township::Township;

/// Faulty rows in a thousand.
const FAULTY_IN_A_THOUSAND: usize = 24;
/// Kinds that a register can have.
const REGISTER_KINDS: [DefectKind; 10] = [
    DefectKind::FullWidthNumber,
    DefectKind::SpacedNumber,
    DefectKind::SmallX,
    DefectKind::OldNumber,
    DefectKind::WrongDigit,
    DefectKind::LostDigits,
    DefectKind::DoubledRow,
    DefectKind::OtherCounty,
    DefectKind::DayForm,
    DefectKind::UnknownWord,
];
/// Kinds that a household check can have, those that no register has first.
const CHECK_KINDS: [DefectKind; 10] = [
    DefectKind::NameByEar,
    DefectKind::ThousandsCommas,
    DefectKind::YuanBehind,
    DefectKind::BlankIncome,
    DefectKind::DayForm,
    DefectKind::UnknownWord,
    DefectKind::SpacedNumber,
    DefectKind::WrongDigit,
    DefectKind::DoubledRow,
    DefectKind::OtherCounty,
];
/// Kinds of a check that stand in every month, however few its rows are.
const CHECK_KINDS_ALWAYS: usize = 5;
/// A word that no code set knows.
const UNKNOWN_WORD: &str = "不详";
/// Random rows looked at before all rows are.
const PROBES: usize = 400;

/// A form on its way into a file.
#[derive(Debug)]
pub(crate) struct Outgoing {
    pub(crate) path: String,
    pub(crate) form: Form,
    pub(crate) sent_as: SentAs,
}

/// What a fault would put into a cell.
struct Fault {
    column: usize,
    cell: Cell,
}

/// Soils the forms of one kind of one month.
pub(crate) struct Soiling<'a> {
    pub(crate) township: &'a mut Township,
    pub(crate) random: &'a mut Random,
    pub(crate) month: Month,
    pub(crate) defects: &'a mut Vec<Defect>,
}

impl Soiling<'_> {
    /// Soils the register: every kind it can have at least once.
    pub(crate) fn register(&mut self, register: &mut Outgoing) {
        let rows = register.form.sheet.rows.len();
        let count = REGISTER_KINDS.len().max(rows * FAULTY_IN_A_THOUSAND / 1000);
        self.soil(std::slice::from_mut(register), &REGISTER_KINDS, count);
    }

    /// Soils the checks of all villages together: every kind only they can have at least once.
    pub(crate) fn checks(&mut self, checks: &mut [Outgoing]) {
        let rows: usize = checks.iter().map(|check| check.form.sheet.rows.len()).sum();
        let count = CHECK_KINDS_ALWAYS.max(rows * FAULTY_IN_A_THOUSAND / 1000);
        self.soil(checks, &CHECK_KINDS, count);
    }

    fn soil(&mut self, files: &mut [Outgoing], kinds: &[DefectKind], count: usize) {
        let mut soiled = BTreeSet::new();
        for kind in kinds.iter().cycle().take(count) {
            let Some((file, row)) = self.find(files, *kind, &soiled) else { continue };
            soiled.insert((file, row));
            let outgoing = &mut files[file];
            match kind {
                DefectKind::DoubledRow | DefectKind::OtherCounty => {
                    soiled.insert((file, outgoing.form.sheet.rows.len()));
                    self.add_row(outgoing, *kind, row);
                }
                DefectKind::FullWidthNumber
                | DefectKind::SpacedNumber
                | DefectKind::SmallX
                | DefectKind::OldNumber
                | DefectKind::WrongDigit
                | DefectKind::LostDigits
                | DefectKind::NameByEar
                | DefectKind::ThousandsCommas
                | DefectKind::YuanBehind
                | DefectKind::BlankIncome
                | DefectKind::DayForm
                | DefectKind::UnknownWord => self.change_cell(outgoing, *kind, row),
            }
        }
    }

    /// A row that can have this fault and has none yet: by chance, and where chance finds none, the first.
    fn find(&mut self, files: &[Outgoing], kind: DefectKind, soiled: &BTreeSet<(usize, usize)>) -> Option<(usize, usize)> {
        let rows: Vec<(usize, usize)> =
            (0..files.len()).flat_map(|file| (0..files[file].form.rows_of.len()).map(move |row| (file, row))).collect();
        if rows.is_empty() {
            return None;
        }
        for _ in 0..PROBES {
            let at = *self.random.pick(&rows);
            if !soiled.contains(&at) && self.can_have(&files[at.0], kind, at.1) {
                return Some(at);
            }
        }
        rows.into_iter().find(|at| !soiled.contains(at) && self.can_have(&files[at.0], kind, at.1))
    }

    fn can_have(&mut self, outgoing: &Outgoing, kind: DefectKind, row: usize) -> bool {
        let Some(place) = outgoing.form.rows_of[row] else { return false };
        // The rows that must be dropped stay clean, so that each of them is found by its number.
        if outgoing.is_check() && self.is_unsigned(outgoing, row) {
            return false;
        }
        match kind {
            DefectKind::DoubledRow | DefectKind::OtherCounty => true,
            DefectKind::FullWidthNumber
            | DefectKind::SpacedNumber
            | DefectKind::SmallX
            | DefectKind::OldNumber
            | DefectKind::WrongDigit
            | DefectKind::LostDigits
            | DefectKind::NameByEar
            | DefectKind::ThousandsCommas
            | DefectKind::YuanBehind
            | DefectKind::BlankIncome
            | DefectKind::DayForm
            | DefectKind::UnknownWord => self.fault(outgoing, kind, row, place).is_some(),
        }
    }

    /// Whether nobody of the row's household signed: no row with its 户号 has a day of authorisation.
    fn is_unsigned(&self, outgoing: &Outgoing, row: usize) -> bool {
        let sheet = &outgoing.form.sheet;
        let (household, signed) = (sheet.column("户号"), sheet.column("授权书签署日期"));
        let of_household = sheet.rows.iter().filter(|other| other[household] == sheet.rows[row][household]);
        of_household.into_iter().all(|other| other[signed] == Cell::blank())
    }

    /// The fault as it would stand in this row; `None` where the row cannot have it.
    fn fault(&mut self, outgoing: &Outgoing, kind: DefectKind, row: usize, place: usize) -> Option<Fault> {
        let sheet = &outgoing.form.sheet;
        let number = self.township.residents[place].number;
        let number_column = outgoing.number_column();
        let in_number = |cell: Cell| Some(Fault { column: number_column, cell });
        match kind {
            DefectKind::FullWidthNumber => in_number(Cell::text(full_width(number.reveal()))),
            DefectKind::SpacedNumber => in_number(Cell::text(spaced(number.reveal()))),
            DefectKind::SmallX => number
                .reveal()
                .ends_with('X')
                .then(|| Fault { column: number_column, cell: Cell::text(number.reveal().to_ascii_lowercase()) }),
            DefectKind::OldNumber => old_number(number).and_then(|old| in_number(Cell::text(old))),
            DefectKind::WrongDigit => in_number(Cell::text(self.with_wrong_digit(number))),
            DefectKind::LostDigits => {
                let digits = number.reveal().parse::<i64>().ok().filter(|_| outgoing.sent_as == SentAs::Workbook)?;
                let kept = digits / 1000 * 1000;
                // One time in eleven the zeros would make a right number of somebody else.
                CitizenId::parse(&kept.to_string()).is_err().then_some(Fault { column: number_column, cell: Cell::Count(kept) })
            }
            DefectKind::NameByEar => {
                let name = sounding_alike(&self.township.residents[place].name)?;
                Some(Fault { column: sheet.column("姓名"), cell: Cell::text(name) })
            }
            DefectKind::ThousandsCommas => {
                let (column, amount) = self.amount_of(outgoing, row, Fen::yuan(1_000))?;
                Some(Fault { column, cell: Cell::text(with_commas(amount)) })
            }
            DefectKind::YuanBehind => {
                let (column, amount) = self.amount_of(outgoing, row, Fen::yuan(1))?;
                Some(Fault { column, cell: Cell::text(format!("{}元", Cell::Money(amount).shown())) })
            }
            DefectKind::BlankIncome => Some(Fault { column: sheet.column("工资性收入(元/年)"), cell: Cell::blank() }),
            DefectKind::DayForm => {
                let column =
                    if outgoing.is_check() { sheet.column("授权书签署日期") } else { sheet.column("出生日期") };
                let day = Date::parse(&sheet.rows[row][column].shown()).ok()?;
                Some(Fault { column, cell: self.other_form(day) })
            }
            DefectKind::UnknownWord => {
                let column = if outgoing.is_check() { sheet.column("劳动能力") } else { sheet.column("户口性质") };
                Some(Fault { column, cell: Cell::text(UNKNOWN_WORD) })
            }
            DefectKind::DoubledRow | DefectKind::OtherCounty => None,
        }
    }

    fn amount_of(&mut self, outgoing: &Outgoing, row: usize, least: Fen) -> Option<(usize, Fen)> {
        let amounts: Vec<(usize, Fen)> = (0..)
            .zip(&outgoing.form.sheet.rows[row])
            .filter_map(|(column, cell)| match cell {
                Cell::Money(amount) if *amount >= least => Some((column, *amount)),
                Cell::Money(_) | Cell::Text(_) | Cell::Count(_) => None,
            })
            .collect();
        if amounts.is_empty() { None } else { Some(*self.random.pick(&amounts)) }
    }

    /// The number with one of its digits as another, which no number can have: the check digit finds every such slip.
    fn with_wrong_digit(&mut self, number: CitizenId) -> String {
        let mut signs: Vec<u8> = number.reveal().bytes().collect();
        let place = self.random.index(17);
        let other = u8::try_from(self.random.between(1, 9)).expect("a digit");
        signs[place] = b'0' + (signs[place] - b'0' + other) % 10;
        String::from_utf8(signs).expect("digits are ASCII")
    }

    fn other_form(&mut self, day: Date) -> Cell {
        let (year, month, date) = (day.year(), day.month(), day.day());
        match self.random.between(1, 5) {
            1 => Cell::text(format!("{year}/{month}/{date}")),
            2 => Cell::text(format!("{year}.{month:02}.{date:02}")),
            3 => Cell::text(format!("{year}{month:02}{date:02}")),
            4 => Cell::text(format!("{year}年{month}月{date}日")),
            _serial => Cell::Count(serial(day)),
        }
    }

    fn change_cell(&mut self, outgoing: &mut Outgoing, kind: DefectKind, row: usize) {
        let fault =
            outgoing.form.rows_of[row].and_then(|place| self.fault(outgoing, kind, row, place).map(|fault| (place, fault)));
        let (place, fault) = fault.expect("a row was chosen because it can have the fault");
        let cell = &mut outgoing.form.sheet.rows[row][fault.column];
        let meant = cell.shown();
        *cell = fault.cell;
        let written = cell.shown();
        let number = self.township.residents[place].number;
        self.note(outgoing, kind, row, fault.column, number, written, meant);
    }

    /// Adds a row at the foot: this row once more, or in its likeness one about someone of another county.
    fn add_row(&mut self, outgoing: &mut Outgoing, kind: DefectKind, row: usize) {
        let added = outgoing.form.sheet.rows.len();
        let column = outgoing.number_column();
        let mut cells = outgoing.form.sheet.rows[row].clone();
        cells[0] = Cell::Count(i64::try_from(added + 1).expect("a count of rows fits"));
        let place = outgoing.form.rows_of[row];
        let like = &self.township.residents[place.expect("rows of residents are chosen")];
        let (mut number, sex) = (like.number, like.sex());
        if kind == DefectKind::OtherCounty {
            number = self.township.new_number(self.random, Some(NEIGHBOUR_AREA), number.birth(), sex);
            let surname = surname(self.random);
            let sheet = &outgoing.form.sheet;
            cells[sheet.column("姓名")] = Cell::text(full_name(self.random, surname, sex, number.birth().year()));
            cells[column] = Cell::text(number.reveal());
            cells[sheet.column("户号")] = Cell::text(format!("{}{:05}", &NEIGHBOUR.0[3..9], self.random.between(1, 99_999)));
            cells[sheet.column("村（居）代码")] = Cell::text(NEIGHBOUR.0);
            if !outgoing.is_check() {
                cells[sheet.column("村（居）名称")] = Cell::text(NEIGHBOUR.1);
            }
        }
        let written = cells[column].shown();
        outgoing.form.sheet.rows.push(cells);
        outgoing.form.rows_of.push(place.filter(|_| kind == DefectKind::DoubledRow));
        self.note(outgoing, kind, added, column, number, written, number.reveal().to_owned());
    }

    #[expect(clippy::too_many_arguments, reason = "a defect has these parts, and this is where it is put together")]
    fn note(
        &mut self,
        outgoing: &Outgoing,
        kind: DefectKind,
        row: usize,
        column: usize,
        number: CitizenId,
        written: String,
        meant: String,
    ) {
        self.defects.push(Defect {
            month: self.month,
            path: outgoing.path.clone(),
            row: row_shown(row),
            column: u16::try_from(column).expect("a form has few columns"),
            kind,
            number,
            written,
            meant,
        });
    }
}

impl Outgoing {
    fn is_check(&self) -> bool {
        self.form.sheet.header == CHECK_HEADER
    }

    fn number_column(&self) -> usize {
        self.form.sheet.column(if self.is_check() { "身份证号" } else { "公民身份号码" })
    }
}

/// The row as a spreadsheet numbers it.
pub(crate) fn row_shown(row: usize) -> u32 {
    u32::try_from(row + ROWS_ABOVE + 1).expect("a sheet has few rows")
}

fn full_width(number: &str) -> String {
    let wide = |sign: char| char::from_u32(u32::from(sign) + 0xFEE0).expect("every ASCII sign has a full-width form");
    number.chars().map(wide).collect()
}

/// In the groups in which people read a number out.
fn spaced(number: &str) -> String {
    format!("{} {} {}", &number[..6], &number[6..14], &number[14..])
}

/// The number of fifteen digits this one grew out of; people born from 2000 on never had one.
fn old_number(number: CitizenId) -> Option<String> {
    let text = number.reveal();
    let old = format!("{}{}", &text[..6], &text[8..17]);
    (CitizenId::parse(&old) == Ok(number)).then_some(old)
}

fn with_commas(amount: Fen) -> String {
    let shown = Cell::Money(amount).shown();
    let (whole, fraction) = shown.split_once('.').map_or((shown.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

/// The number a spreadsheet keeps for a day after February 1900 (1900 system).
fn serial(day: Date) -> i64 {
    let eve = Date::new(1899, 12, 30).expect("a day");
    i64::from(eve.days_until(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_serial_means_the_day_it_stands_for() {
        let day = Date::new(2022, 1, 15).expect("a day");
        assert_eq!(Date::from_spreadsheet_serial(serial(day)), Some(day));
    }

    #[test]
    fn commas_stand_before_every_third_digit() {
        assert_eq!(with_commas(Fen::yuan(1_234_567)), "1,234,567");
        assert_eq!(with_commas(Fen::new(123_456)), "1,234.56");
    }
}
