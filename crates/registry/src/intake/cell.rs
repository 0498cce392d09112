//! One cell to one value of the field. A fault is told without numbers of persons.

use std::borrow::Cow;

use vocabulary::{CitizenId, Date, Fen, MoneyUnit, Month};

use super::complaint::{ComplaintCode, quoted};
use super::layout::{ColumnUnit, Period};
use super::table::{Cell, EXACT_BELOW};
use crate::{FactKind, FactShape, FactValue};

/// Why a cell was not taken: the code and what stands in it, to be put behind the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellComplaint {
    pub code: ComplaintCode,
    pub what: String,
}

/// A cell's value, `None` where it is blank.
pub(super) type Read<T> = Result<Option<T>, CellComplaint>;

/// Most dwellings, cars, shops or months that a person can have in a form; more is a slip of the pen.
const COUNT_MAX: i64 = 999;
/// Months in the year that 务工月数 is stated of.
const MONTHS_MAX: i64 = 12;

fn complaint<T>(code: ComplaintCode, what: impl Into<String>) -> Read<T> {
    Err(CellComplaint { code, what: what.into() })
}

/// The text of a cell in half width and without spaces.
pub(super) fn text(cell: &Cell) -> Read<Cow<'_, str>> {
    match cell {
        Cell::Fault => complaint(ComplaintCode::CellFault, "的单元格是公式错误。"),
        Cell::Blank | Cell::Continued(_) | Cell::Text(_) | Cell::Number(_) | Cell::Day(_) => Ok(cell.text()),
    }
}

/// A text that a whole household shares: from a merged cell too.
pub(super) fn shared_text(cell: &Cell) -> Read<Cow<'_, str>> {
    match cell {
        Cell::Continued(shared) => Ok(Some(Cow::Borrowed(shared.as_str()))),
        Cell::Blank | Cell::Text(_) | Cell::Number(_) | Cell::Day(_) | Cell::Fault => {
            let text = long_number(cell)?;
            // Bytes that no encoding reads: two families could come to share such a number.
            if text.as_deref().is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
                return complaint(ComplaintCode::CellFault, "有无法辨认的字。");
            }
            Ok(text)
        }
    }
}

/// The digits of a long number, which must not have been typed as a number.
pub(super) fn long_number(cell: &Cell) -> Read<Cow<'_, str>> {
    let text = text(cell)?;
    let shortened = text.as_deref().is_some_and(is_scientific);
    if shortened || matches!(cell, Cell::Number(number) if number.abs() >= EXACT_BELOW) {
        return complaint(ComplaintCode::DigitsLost, "的号码按数值录入，末尾几位已丢失。");
    }
    Ok(text)
}

/// `6.20521E+17`, as Excel saves a long number into a csv.
fn is_scientific(text: &str) -> bool {
    text.bytes().position(|sign| matches!(sign, b'E' | b'e')).is_some_and(|at| {
        let (number, power) = (&text[..at], &text[at + 1..]);
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.');
        digits(number) && digits(power.trim_start_matches('+'))
    })
}

/// An identity number.
pub(super) fn citizen_id(cell: &Cell) -> Read<CitizenId> {
    let Some(typed) = long_number(cell)? else { return Ok(None) };
    match CitizenId::parse(&typed) {
        Ok(number) => Ok(Some(number)),
        Err(fault) => complaint(ComplaintCode::NumberFault, format!("{fault}。")),
    }
}

/// A name: letters and the dot between the parts of a name, nothing else.
pub(super) fn name(cell: &Cell) -> Read<String> {
    let Some(typed) = text(cell)? else { return Ok(None) };
    // Nearly all names are of these signs; the table of all letters is slow to ask.
    if typed.chars().all(|sign| matches!(sign, '\u{4E00}'..='\u{9FFF}')) {
        return Ok(Some(typed.into_owned()));
    }
    let is_of_name = |sign: char| sign.is_alphabetic() || matches!(sign, '·' | '•' | '・' | '‧' | '･' | '.' | '\'' | '-');
    if typed.chars().any(|sign| !is_of_name(sign)) || !typed.chars().any(char::is_alphabetic) {
        return complaint(ComplaintCode::NameFault, format!("填的是{}，不是姓名。", quoted(&typed)));
    }
    Ok(Some(typed.into_owned()))
}

/// A day, typed as text, as a date or as the serial number of one.
pub(super) fn day(cell: &Cell) -> Read<Date> {
    let parsed = match cell {
        Cell::Day(day) => return Ok(Some(*day)),
        Cell::Number(number) if number.fract() == 0.0 && number.abs() < EXACT_BELOW => {
            // A whole number below 1e15 is exact.
            Date::from_spreadsheet_serial(*number as i64).ok_or(()).or_else(|()| Date::parse(&number.to_string()))
        }
        Cell::Text(typed) => Date::parse(without_time(typed)),
        Cell::Number(number) => Date::parse(&number.to_string()),
        Cell::Blank | Cell::Continued(_) => return Ok(None),
        Cell::Fault => return text(cell).map(|_| None),
    };
    match (parsed, text(cell)?) {
        (Ok(day), _) => Ok(Some(day)),
        (Err(_), None) => Ok(None),
        (Err(_), Some(typed)) if says_nothing(&typed) => Ok(None),
        (Err(fault), Some(typed)) => complaint(ComplaintCode::NotADay, format!("填的是{}，{fault}。", quoted(&typed))),
    }
}

/// A month, typed as such or as a day in it.
pub(super) fn month(cell: &Cell) -> Read<Month> {
    let typed = match cell {
        Cell::Day(day) => return Ok(Some(day.in_month())),
        Cell::Blank | Cell::Continued(_) | Cell::Text(_) | Cell::Number(_) | Cell::Fault => text(cell)?,
    };
    let Some(typed) = typed.filter(|typed| !says_nothing(typed)) else { return Ok(None) };
    // October typed as the number 2021.10 is shown as 2021.1 and may not become January.
    let lost_its_zero = typed.split_once('.').is_some_and(|(_, month)| month == "1");
    match Month::parse(&typed) {
        Ok(month) if !lost_its_zero => Ok(Some(month)),
        Ok(_) => complaint(ComplaintCode::NotAMonth, format!("填的是{}，分不清是1月还是10月。", quoted(&typed))),
        Err(_) => match day(cell) {
            Ok(day) => Ok(day.map(Date::in_month)),
            Err(_) => complaint(ComplaintCode::NotAMonth, format!("填的是{}，不是年月。", quoted(&typed))),
        },
    }
}

/// `2022-10-31 00:00:00` without its time.
fn without_time(text: &str) -> &str {
    let text = text.trim();
    if text.contains(':') { text.split([' ', 'T']).next().unwrap_or(text) } else { text }
}

/// A stroke or 无 where nothing is to be stated.
fn says_nothing(text: &str) -> bool {
    matches!(text, "-" | "—" | "——" | "--" | "/" | "\\" | "无" | "无此项")
}

/// The value of a fact, `None` where the cell states nothing.
pub(super) fn fact(kind: FactKind, unit: Option<ColumnUnit>, cell: &Cell) -> Read<FactValue> {
    match kind.shape() {
        FactShape::Day => return Ok(day(cell)?.map(FactValue::day)),
        FactShape::Month => return Ok(month(cell)?.map(|month| FactValue::day(month.first_day()))),
        FactShape::Money | FactShape::Count | FactShape::YesNo | FactShape::Code => {}
    }
    if let Some(value) = cell.hundredths().and_then(|hundredths| of_number(kind, unit, hundredths)) {
        return Ok(Some(value));
    }
    let Some(typed) = text(cell)? else { return Ok(None) };
    match kind.shape() {
        FactShape::Money => amount(kind, unit, &typed),
        FactShape::Count => count(kind, &typed),
        FactShape::YesNo => yes_or_no(&typed),
        FactShape::Code | FactShape::Day | FactShape::Month => match kind.parse_code(&typed) {
            Some(value) => Ok(Some(value)),
            None if says_nothing(&typed) => Ok(None),
            None => complaint(ComplaintCode::NotInCodeSet, format!("填的是{}，不在选项内。", quoted(&typed))),
        },
    }
}

/// The value of a number of at most two decimals, which is what its text would give; `None` where the text has to say.
fn of_number(kind: FactKind, unit: Option<ColumnUnit>, hundredths: i64) -> Option<FactValue> {
    match kind.shape() {
        FactShape::Money if unit.is_none_or(|unit| unit.money == MoneyUnit::Yuan) => {
            Some(FactValue::money(Fen::new(hundredths * months_of(unit))))
        }
        FactShape::Count if kind != FactKind::WageMonths && hundredths % 100 == 0 => {
            Some(hundredths / 100).filter(|count| *count <= COUNT_MAX).map(FactValue)
        }
        FactShape::Money | FactShape::Count | FactShape::YesNo | FactShape::Code | FactShape::Day | FactShape::Month => None,
    }
}

/// Months in the period that a year's amount is reckoned from.
fn months_of(unit: Option<ColumnUnit>) -> i64 {
    if unit.is_some_and(|unit| unit.period == Some(Period::Month)) { 12 } else { 1 }
}

/// The total of a column of money or counts, `None` where the cell states none. Many persons have more than one can have.
pub(super) fn total(kind: FactKind, unit: Option<ColumnUnit>, cell: &Cell) -> Option<FactValue> {
    match kind.shape() {
        FactShape::Count => text(cell).ok()??.parse().ok().filter(|total| *total >= 0).map(FactValue),
        FactShape::Money => fact(kind, unit, cell).ok().flatten(),
        FactShape::Day | FactShape::Month | FactShape::YesNo | FactShape::Code => None,
    }
}

fn amount(kind: FactKind, unit: Option<ColumnUnit>, typed: &str) -> Read<FactValue> {
    if says_nothing(typed) {
        return Ok(None);
    }
    let money = unit.map_or(MoneyUnit::Yuan, |unit| unit.money);
    let stated = match Fen::parse(typed, money) {
        Ok(stated) => stated,
        Err(fault) => return complaint(ComplaintCode::NotAnAmount, format!("填的是{}，{fault}。", quoted(typed))),
    };
    if stated < Fen::ZERO && kind != FactKind::BusinessNetIncome {
        return complaint(ComplaintCode::BelowZero, format!("填的是{}，小于零。", quoted(typed)));
    }
    Ok(Some(FactValue::money(Fen::new(stated.as_fen() * months_of(unit)))))
}

fn count(kind: FactKind, typed: &str) -> Read<FactValue> {
    match typed.parse::<i64>() {
        Ok(months) if kind == FactKind::WageMonths && months > MONTHS_MAX => {
            complaint(ComplaintCode::MonthsBeyondYear, format!("填的是{}，超过12个月。", quoted(typed)))
        }
        Ok(count) if (0..=COUNT_MAX).contains(&count) => Ok(Some(FactValue(count))),
        Ok(_) | Err(_) if says_nothing(typed) => Ok(None),
        Ok(_) | Err(_) => complaint(ComplaintCode::NotACount, format!("填的是{}，不是可用的整数。", quoted(typed))),
    }
}

fn yes_or_no(typed: &str) -> Read<FactValue> {
    match typed.to_ascii_uppercase().as_str() {
        "是" | "有" | "1" | "Y" | "YES" | "TRUE" | "√" | "✓" => Ok(Some(FactValue(1))),
        "否" | "无" | "0" | "N" | "NO" | "FALSE" | "×" => Ok(Some(FactValue(0))),
        nothing if says_nothing(nothing) => Ok(None),
        _other => complaint(ComplaintCode::NotYesOrNo, format!("填的是{}，既不是“是”也不是“否”。", quoted(typed))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FactKind, unit: Option<ColumnUnit>, text: &str, expected: Result<Option<i64>, ComplaintCode>) {
        let got = fact(kind, unit, &Cell::of_text(text)).map(|value| value.map(|value| value.0)).map_err(|fault| fault.code);
        assert_eq!(got, expected, "{kind:?} {text}");
    }

    #[test]
    fn money_is_kept_a_year_in_fen_whatever_unit_the_column_states() {
        let unit = |money, period| Some(ColumnUnit { money, period: Some(period) });
        check(FactKind::WageIncome, unit(MoneyUnit::Yuan, Period::Year), "24,000.50", Ok(Some(2_400_050)));
        check(FactKind::WageIncome, unit(MoneyUnit::Yuan, Period::Month), "2000", Ok(Some(2_400_000)));
        check(FactKind::WageIncome, unit(MoneyUnit::WanYuan, Period::Year), "2.4", Ok(Some(2_400_000)));
        check(FactKind::WageIncome, unit(MoneyUnit::WanYuan, Period::Year), "24000元", Ok(Some(2_400_000)));
        check(FactKind::WageIncome, unit(MoneyUnit::Yuan, Period::Year), "0", Ok(Some(0)));
    }

    #[test]
    fn a_number_says_the_same_as_its_text() {
        let units = [MoneyUnit::Yuan, MoneyUnit::WanYuan]
            .into_iter()
            .flat_map(|money| [None, Some(Period::Year), Some(Period::Month)].map(|period| Some(ColumnUnit { money, period })));
        let units: Vec<Option<ColumnUnit>> = units.chain([None]).collect();
        let numbers = [
            0.0,
            -0.0,
            1.0,
            0.01,
            0.1,
            0.29,
            1.005,
            12.0,
            13.0,
            999.0,
            1000.0,
            2400.5,
            1e9,
            9_999_999_999_999.99,
            1e13,
            1e15,
            -3.0,
        ];
        for kind in [FactKind::WageIncome, FactKind::BusinessNetIncome, FactKind::WageMonths, FactKind::Dwellings] {
            for unit in &units {
                for number in numbers {
                    let cell = Cell::Number(number);
                    let typed = Cell::of_text(&cell.text().expect("a text"));
                    assert_eq!(fact(kind, *unit, &cell), fact(kind, *unit, &typed), "{kind:?} {unit:?} {number}");
                }
            }
        }
    }

    #[test]
    fn only_business_may_bring_less_than_nothing() {
        check(FactKind::BusinessNetIncome, None, "-0.01", Ok(Some(-1)));
        check(FactKind::WageIncome, None, "-0.01", Err(ComplaintCode::BelowZero));
        check(FactKind::WageIncome, None, "0", Ok(Some(0)));
    }

    #[test]
    fn a_blank_or_a_stroke_is_no_amount_and_never_zero() {
        for blank in ["", "  ", "-", "/", "—"] {
            check(FactKind::WageIncome, None, blank, Ok(None));
        }
        check(FactKind::WageIncome, None, "约两万", Err(ComplaintCode::NotAnAmount));
        check(FactKind::WageIncome, None, "1.234", Err(ComplaintCode::NotAnAmount));
    }

    #[test]
    fn twelve_months_are_a_year_and_thirteen_are_not() {
        check(FactKind::WageMonths, None, "0", Ok(Some(0)));
        check(FactKind::WageMonths, None, "12", Ok(Some(12)));
        check(FactKind::WageMonths, None, "13", Err(ComplaintCode::MonthsBeyondYear));
        check(FactKind::WageMonths, None, "-1", Err(ComplaintCode::NotACount));
        check(FactKind::Dwellings, None, "1.5", Err(ComplaintCode::NotACount));
        check(FactKind::Dwellings, None, "13", Ok(Some(13)));
    }

    #[test]
    fn codes_and_yes_or_no_are_read_or_told() {
        check(FactKind::DisabilityLevel, None, " 二级 ", Ok(Some(2)));
        check(FactKind::DisabilityLevel, None, "无", Ok(None));
        check(FactKind::DisabilityLevel, None, "五级", Err(ComplaintCode::NotInCodeSet));
        check(FactKind::LabourCapacity, None, "无", Ok(Some(3)));
        check(FactKind::SeriousIllness, None, "是", Ok(Some(1)));
        check(FactKind::SeriousIllness, None, "无", Ok(Some(0)));
        check(FactKind::SeriousIllness, None, "也许", Err(ComplaintCode::NotYesOrNo));
    }

    #[test]
    fn days_are_read_as_text_as_dates_and_as_serial_numbers() {
        let shown = |cell: &Cell| day(cell).map(|day| day.map(|day| day.to_string())).map_err(|fault| fault.code);
        let october = Ok(Some("2022-10-31".to_owned()));
        assert_eq!(shown(&Cell::Number(44_865.0)), october);
        assert_eq!(shown(&Cell::Number(20_221_031.0)), october);
        assert_eq!(shown(&Cell::Text("2022-10-31 00:00:00".into())), october);
        assert_eq!(shown(&Cell::Text("2022年10月31日".into())), october);
        assert_eq!(shown(&Cell::Text("2022-02-30".into())), Err(ComplaintCode::NotADay));
        assert_eq!(shown(&Cell::Number(44_865.5)), Err(ComplaintCode::NotADay));
        assert_eq!(shown(&Cell::Text("/".into())), Ok(None));
    }

    #[test]
    fn a_long_number_that_lost_its_last_digits_is_told_apart_from_a_wrong_one() {
        let code = |cell: Cell| citizen_id(&cell).map_err(|fault| fault.code).map(|number| number.is_some());
        assert_eq!(code(Cell::Number(6.205_211_970_010_1e17)), Err(ComplaintCode::DigitsLost));
        assert_eq!(code(Cell::Text("6.20521E+17".into())), Err(ComplaintCode::DigitsLost));
        assert_eq!(code(Cell::Text("110105194912310021".into())), Err(ComplaintCode::NumberFault));
        assert_eq!(code(Cell::Text("11010519491231002X".into())), Ok(true));
        assert_eq!(code(Cell::Number(130_503_670_401_001.0)), Ok(true));
        assert_eq!(code(Cell::Blank), Ok(false));
    }

    #[test]
    fn names_lose_spaces_and_keep_their_dot() {
        let read = |text: &str| name(&Cell::of_text(text)).map_err(|fault| fault.code);
        assert_eq!(read(" 王　小 二 "), Ok(Some("王小二".into())));
        assert_eq!(read("买买提·吐尔逊"), Ok(Some("买买提·吐尔逊".into())));
        assert_eq!(read("123"), Err(ComplaintCode::NameFault));
        assert_eq!(read("·"), Err(ComplaintCode::NameFault));
    }
}
