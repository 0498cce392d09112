//! Complaints: what is wrong with a row of a file, where, what became of it, and what to do next.
//!
//! Holds: no complaint repeats an identity number, account or telephone number; a cell's text is quoted shortened.

use std::fmt;

use vocabulary::squeeze;

/// A fault in a file's row. The file as a whole was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Sheet, from 0 in the order of the workbook.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Column, from 0 (A); absent where the whole row is meant.
    pub column: Option<u16>,
    /// Which fault.
    pub code: ComplaintCode,
    /// What is wrong, a Chinese sentence.
    pub what: String,
    /// What to do next, a Chinese sentence.
    pub next_step: &'static str,
    /// What became of the cell or row.
    pub kept: Consequence,
}

/// The faults by which complaints are counted. Codes never change and are never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComplaintCode {
    /// IN-101: the identity number is none.
    NumberFault,
    /// IN-102: a long number was typed as a number and lost its last digits.
    DigitsLost,
    /// IN-103: the identity number is blank.
    NumberBlank,
    /// IN-104: neither name nor number.
    NobodyNamed,
    /// IN-105: the name is no name.
    NameFault,
    /// IN-106: the name is blank.
    NameBlank,
    /// IN-201: a cell that must be filled in is blank.
    Blank,
    /// IN-202: no amount.
    NotAnAmount,
    /// IN-203: no date.
    NotADay,
    /// IN-204: no value of the code set.
    NotInCodeSet,
    /// IN-205: no whole number, or below zero.
    NotACount,
    /// IN-206: neither yes nor no.
    NotYesOrNo,
    /// IN-207: no division code of a village.
    NotAVillage,
    /// IN-208: no account or telephone number.
    NotANumberOfContact,
    /// IN-209: the spreadsheet shows an error in the cell.
    CellFault,
    /// IN-210: an amount below zero where none can be.
    BelowZero,
    /// IN-211: no month.
    NotAMonth,
    /// IN-212: the village is not of this county.
    OtherCounty,
    /// IN-301: sex differs from the identity number.
    SexDiffers,
    /// IN-302: day of birth differs from the identity number.
    BirthDiffers,
    /// IN-303: disability kind without level, or level without kind.
    DisabilityIncomplete,
    /// IN-304: wages without months.
    MonthsMissing,
    /// IN-305: more than twelve months in a year.
    MonthsBeyondYear,
    /// IN-306: day of application without its kind, or kind without day.
    ApplicationIncomplete,
    /// IN-307: the certificate's number says another person, kind or level than the row.
    CertificateDiffers,
    /// IN-308: a sudden hardship without its day, or a day without the hardship.
    HardshipIncomplete,
    /// IN-401: the same person twice with the same values.
    DoubledSame,
    /// IN-402: the same person twice with other values.
    DoubledOtherwise,
    /// IN-501: a row of totals says another sum than the rows above it have.
    TotalDiffers,
}

/// What became of a cell or row with a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consequence {
    /// The cell was left out, the rest of the row is kept.
    CellLeftOut,
    /// The row is kept, but without a number and name it can be a clue only.
    ClueOnly,
    /// The row was left out.
    RowLeftOut,
    /// One of the equal rows is kept, this one was left out.
    OneKept,
    /// All rows with this number were left out.
    AllLeftOut,
    /// The row is kept as it is; where two statements differ, the identity number counts.
    NumberCounts,
    /// What the row states was left out; whom it names is kept.
    FactsLeftOut,
    /// The row is kept as it is.
    Kept,
}

impl Complaint {
    pub(super) fn new(
        sheet: u16,
        row: u32,
        column: Option<u16>,
        code: ComplaintCode,
        what: impl Into<String>,
        kept: Consequence,
    ) -> Complaint {
        Complaint { sheet, row, column, code, what: what.into(), next_step: code.next_step(), kept }
    }
}

impl ComplaintCode {
    /// All codes, in their order.
    pub const ALL: [ComplaintCode; 29] = [
        ComplaintCode::NumberFault,
        ComplaintCode::DigitsLost,
        ComplaintCode::NumberBlank,
        ComplaintCode::NobodyNamed,
        ComplaintCode::NameFault,
        ComplaintCode::NameBlank,
        ComplaintCode::Blank,
        ComplaintCode::NotAnAmount,
        ComplaintCode::NotADay,
        ComplaintCode::NotInCodeSet,
        ComplaintCode::NotACount,
        ComplaintCode::NotYesOrNo,
        ComplaintCode::NotAVillage,
        ComplaintCode::NotANumberOfContact,
        ComplaintCode::CellFault,
        ComplaintCode::BelowZero,
        ComplaintCode::NotAMonth,
        ComplaintCode::OtherCounty,
        ComplaintCode::SexDiffers,
        ComplaintCode::BirthDiffers,
        ComplaintCode::DisabilityIncomplete,
        ComplaintCode::MonthsMissing,
        ComplaintCode::MonthsBeyondYear,
        ComplaintCode::ApplicationIncomplete,
        ComplaintCode::CertificateDiffers,
        ComplaintCode::HardshipIncomplete,
        ComplaintCode::DoubledSame,
        ComplaintCode::DoubledOtherwise,
        ComplaintCode::TotalDiffers,
    ];

    /// The code in messages and columns.
    pub fn text(self) -> &'static str {
        match self {
            ComplaintCode::NumberFault => "IN-101",
            ComplaintCode::DigitsLost => "IN-102",
            ComplaintCode::NumberBlank => "IN-103",
            ComplaintCode::NobodyNamed => "IN-104",
            ComplaintCode::NameFault => "IN-105",
            ComplaintCode::NameBlank => "IN-106",
            ComplaintCode::Blank => "IN-201",
            ComplaintCode::NotAnAmount => "IN-202",
            ComplaintCode::NotADay => "IN-203",
            ComplaintCode::NotInCodeSet => "IN-204",
            ComplaintCode::NotACount => "IN-205",
            ComplaintCode::NotYesOrNo => "IN-206",
            ComplaintCode::NotAVillage => "IN-207",
            ComplaintCode::NotANumberOfContact => "IN-208",
            ComplaintCode::CellFault => "IN-209",
            ComplaintCode::BelowZero => "IN-210",
            ComplaintCode::NotAMonth => "IN-211",
            ComplaintCode::OtherCounty => "IN-212",
            ComplaintCode::SexDiffers => "IN-301",
            ComplaintCode::BirthDiffers => "IN-302",
            ComplaintCode::DisabilityIncomplete => "IN-303",
            ComplaintCode::MonthsMissing => "IN-304",
            ComplaintCode::MonthsBeyondYear => "IN-305",
            ComplaintCode::ApplicationIncomplete => "IN-306",
            ComplaintCode::CertificateDiffers => "IN-307",
            ComplaintCode::HardshipIncomplete => "IN-308",
            ComplaintCode::DoubledSame => "IN-401",
            ComplaintCode::DoubledOtherwise => "IN-402",
            ComplaintCode::TotalDiffers => "IN-501",
        }
    }

    /// The code with this text.
    pub fn from_text(text: &str) -> Option<ComplaintCode> {
        ComplaintCode::ALL.into_iter().find(|code| code.text() == text)
    }

    /// What to do next, a Chinese sentence.
    pub fn next_step(self) -> &'static str {
        match self {
            ComplaintCode::NumberFault => "请对照居民身份证或户口簿更正后重新上传；已录入的行不会重复。",
            ComplaintCode::DigitsLost => "请将该列设为“文本”格式，重新录入完整号码后上传。",
            ComplaintCode::NumberBlank => "请补填公民身份号码后重新上传；已录入的行不会重复。",
            ComplaintCode::NobodyNamed => "如为真实人员，请补填姓名和公民身份号码后重新上传；否则请删除该行。",
            ComplaintCode::NameFault | ComplaintCode::NameBlank => "请按户口簿填写姓名后重新上传。",
            ComplaintCode::Blank => "请补填；确实没有的金额或数量请填0，空白不等于零。",
            ComplaintCode::NotAnAmount => "请填写最多两位小数的金额，单位以表头为准。",
            ComplaintCode::NotADay => "请按“2022-10-31”的形式填写日期。",
            ComplaintCode::NotInCodeSet => "请从填表说明列出的选项中选填。",
            ComplaintCode::NotACount => "请填写不小于零的整数。",
            ComplaintCode::NotYesOrNo => "请填“是”或“否”。",
            ComplaintCode::NotAVillage => "请填写12位的村（居）统计用区划代码。",
            ComplaintCode::NotANumberOfContact => "请核对号码后重新填写，只填数字。",
            ComplaintCode::CellFault => "请打开表格修正该单元格的公式，或改填数值。",
            ComplaintCode::BelowZero => "请核对金额；只有经营净收入可以为负数。",
            ComplaintCode::SexDiffers | ComplaintCode::BirthDiffers => {
                "请对照户口簿核实：号码有误的更正号码，此列有误的更正此列。"
            }
            ComplaintCode::DisabilityIncomplete => "请按残疾人证将残疾类别和残疾等级同时填写。",
            ComplaintCode::MonthsMissing => "请补填近12个月的务工月数。",
            ComplaintCode::MonthsBeyondYear => "请填写近12个月内的务工月数，0至12。",
            ComplaintCode::ApplicationIncomplete => "请将申请日期和申请方式同时填写。",
            ComplaintCode::NotAMonth => "请按“2022-10”的形式填写年月。",
            ComplaintCode::OtherCounty => "如属本县人员，请更正村（居）代码后重新上传；外县人员无须报送。",
            ComplaintCode::CertificateDiffers => "请对照残疾人证和身份证更正后重新上传。",
            ComplaintCode::HardshipIncomplete => "请将突发事项和发生日期同时填写。",
            ComplaintCode::TotalDiffers => "请核对明细行是否齐全、合计是否正确，有误的更正后重新上传。",
            ComplaintCode::DoubledSame => "无须更正；下次报送请删除重复行。",
            ComplaintCode::DoubledOtherwise => "请核实后只保留正确的一行，重新上传。",
        }
    }
}

impl Consequence {
    /// What became of it, a Chinese sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Consequence::CellLeftOut => "该单元格未采用，本行其他内容保留。",
            Consequence::ClueOnly => "本行保留，但无法凭号码和姓名确认本人，只能作为线索。",
            Consequence::RowLeftOut => "本行未录入。",
            Consequence::OneKept => "保留其中一行，本行未录入。",
            Consequence::AllLeftOut => "同一号码的各行均未录入。",
            Consequence::NumberCounts => "本行保留，以公民身份号码为准。",
            Consequence::FactsLeftOut => "本行所列事项均未采用。",
            Consequence::Kept => "本行保留。",
        }
    }
}

impl fmt::Display for Complaint {
    /// Where, what, what became of it, what next, and the code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}张表第{}行", u32::from(self.sheet) + 1, self.row)?;
        if let Some(column) = self.column {
            write!(f, "{}列", column_letters(column))?;
        }
        write!(f, "：{}{}{}（{}）", self.what, self.kept.sentence(), self.next_step, self.code.text())
    }
}

/// The letters by which a spreadsheet names a column: 0 is A, 26 is AA.
pub(super) fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).expect("a remainder below 26")));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// The text of a cell for a message: without spaces, at most twelve signs, and of a run of more than eight digits (longer
/// than a date) the first four only, for it may be a person's number in the wrong column.
pub(super) fn quoted(text: &str) -> String {
    let typed = squeeze(text);
    let runs = typed.split(|sign: char| !sign.is_ascii_digit());
    let hides = runs.map(str::len).max().is_some_and(|longest| longest > 8);
    let mut digits = 0;
    let shown = typed.chars().take(12).map(|sign| {
        digits += usize::from(sign.is_ascii_digit());
        if hides && sign.is_ascii_digit() && digits > 4 { '*' } else { sign }
    });
    let shown: String = shown.collect();
    if typed.chars().count() > 12 { format!("“{shown}…”") } else { format!("“{shown}”") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_complaint_has_its_own_code_and_reads_back_from_it() {
        for code in ComplaintCode::ALL {
            assert_eq!(ComplaintCode::from_text(code.text()), Some(code));
        }
        let mut texts: Vec<&str> = ComplaintCode::ALL.iter().map(|code| code.text()).collect();
        texts.dedup();
        assert_eq!(texts.len(), ComplaintCode::ALL.len());
    }

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        let names: Vec<String> = [0, 25, 26, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_long_cell_is_quoted_shortened_and_a_long_number_hidden() {
        assert_eq!(quoted(" 不 详 "), "“不详”");
        assert_eq!(quoted("20220230"), "“20220230”");
        assert_eq!(quoted("620521100"), "“6205*****”");
        assert_eq!(quoted("13050319670401001X"), "“1305********…”");
        assert_eq!(quoted("一二三四五六七八九十一二三"), "“一二三四五六七八九十一二…”");
    }
}
