//! The kinds of faults that files of offices have, and what the product must make of each.

/// A kind of planted fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// The number in full-width signs.
    FullWidthNumber,
    /// The number with spaces in it.
    SpacedNumber,
    /// A small x at its end.
    SmallX,
    /// The old number of fifteen digits.
    OldNumber,
    /// One digit of the number wrong.
    WrongDigit,
    /// Two neighbouring digits of the number swapped.
    SwappedDigits,
    /// The number typed as a figure: a spreadsheet keeps fifteen digits of it.
    LostDigits,
    /// The number left blank.
    NumberBlank,
    /// A name written as it sounds.
    NameByEar,
    /// A name with a sign that looks alike.
    NameLookAlike,
    /// Spaces between the signs of a name.
    SpacedName,
    /// A line break in a name.
    BrokenName,
    /// The name left blank.
    NameBlank,
    /// An amount with thousands commas.
    ThousandsCommas,
    /// An amount with 元 behind it.
    YuanBehind,
    /// An amount typed with 万元 in a column of yuan.
    WanInCell,
    /// An amount typed as text.
    AmountAsText,
    /// An amount in full-width digits.
    FullWidthAmount,
    /// Words where an amount should stand.
    NotAnAmount,
    /// A minus before an amount that cannot be below zero.
    NegativeAmount,
    /// A blank where a fact should stand.
    BlankRequired,
    /// A word that no code set knows.
    UnknownWord,
    /// A day in another form than the rest of the column.
    DayForm,
    /// A day that does not exist.
    NotADay,
    /// Words where a month should stand.
    NotAMonth,
    /// Words where a number of things should stand.
    NotACount,
    /// Neither 是 nor 否.
    NotYesOrNo,
    /// A sex that the number contradicts.
    SexDiffers,
    /// A day of birth that the number contradicts.
    BirthDiffers,
    /// A certificate number that says another level than the row.
    CertificateDiffers,
    /// A row that stands twice; the key names the second.
    DoubledSame,
    /// A row that stands twice with another value; the key names the second.
    DoubledOtherwise,
    /// A row about somebody of another county.
    OtherCounty,
    /// The headings once more in the middle of the list.
    HeadingRepeated,
    /// A row that is hidden; it states what it states.
    HiddenRow,
    /// A hidden sheet with an old copy of some rows; the key names its first number.
    HiddenSheet,
    /// A total at the foot that is not the sum of the rows.
    TotalWrong,
}

/// What the product must do about a fault. Codes are those of its complaints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingExpected {
    /// Read what was meant, without a word.
    AsMeant,
    /// A complaint with this code names the cell or row; nothing is guessed.
    Complaint(&'static str),
    /// No economic fact attaches by itself: a clue that a person settles.
    Clue,
    /// The person is counted once, with a complaint of this code.
    CountedOnce(&'static str),
    /// The fact stays unknown and is never taken for zero, with a complaint of this code.
    LeftUnknown(&'static str),
    /// The row is about nobody of this county and attaches to nobody here.
    NotOfCounty,
    /// The row is not one of a person.
    NotAPerson,
    /// The sheet is not read.
    NotRead,
}

/// What a fault takes from the county's knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    Nothing,
    /// What the cell should state.
    Cell,
    /// Everything the row states, for it can be tied to nobody for sure.
    Row,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [FaultKind; 37] = [
        FaultKind::FullWidthNumber,
        FaultKind::SpacedNumber,
        FaultKind::SmallX,
        FaultKind::OldNumber,
        FaultKind::WrongDigit,
        FaultKind::SwappedDigits,
        FaultKind::LostDigits,
        FaultKind::NumberBlank,
        FaultKind::NameByEar,
        FaultKind::NameLookAlike,
        FaultKind::SpacedName,
        FaultKind::BrokenName,
        FaultKind::NameBlank,
        FaultKind::ThousandsCommas,
        FaultKind::YuanBehind,
        FaultKind::WanInCell,
        FaultKind::AmountAsText,
        FaultKind::FullWidthAmount,
        FaultKind::NotAnAmount,
        FaultKind::NegativeAmount,
        FaultKind::BlankRequired,
        FaultKind::UnknownWord,
        FaultKind::DayForm,
        FaultKind::NotADay,
        FaultKind::NotAMonth,
        FaultKind::NotACount,
        FaultKind::NotYesOrNo,
        FaultKind::SexDiffers,
        FaultKind::BirthDiffers,
        FaultKind::CertificateDiffers,
        FaultKind::DoubledSame,
        FaultKind::DoubledOtherwise,
        FaultKind::OtherCounty,
        FaultKind::HeadingRepeated,
        FaultKind::HiddenRow,
        FaultKind::HiddenSheet,
        FaultKind::TotalWrong,
    ];

    /// What the product must do about it.
    pub fn expected(self) -> ReadingExpected {
        match self {
            FaultKind::FullWidthNumber
            | FaultKind::SpacedNumber
            | FaultKind::SmallX
            | FaultKind::OldNumber
            | FaultKind::SpacedName
            | FaultKind::BrokenName
            | FaultKind::ThousandsCommas
            | FaultKind::YuanBehind
            | FaultKind::WanInCell
            | FaultKind::AmountAsText
            | FaultKind::FullWidthAmount
            | FaultKind::DayForm
            | FaultKind::HiddenRow => ReadingExpected::AsMeant,
            FaultKind::WrongDigit | FaultKind::SwappedDigits => ReadingExpected::Complaint("IN-101"),
            FaultKind::LostDigits => ReadingExpected::Complaint("IN-102"),
            FaultKind::NumberBlank => ReadingExpected::Complaint("IN-103"),
            FaultKind::NameBlank => ReadingExpected::Complaint("IN-106"),
            FaultKind::NameByEar | FaultKind::NameLookAlike => ReadingExpected::Clue,
            FaultKind::BlankRequired => ReadingExpected::LeftUnknown("IN-201"),
            FaultKind::NotAnAmount => ReadingExpected::Complaint("IN-202"),
            FaultKind::NotADay => ReadingExpected::Complaint("IN-203"),
            FaultKind::UnknownWord => ReadingExpected::Complaint("IN-204"),
            FaultKind::NotACount => ReadingExpected::Complaint("IN-205"),
            FaultKind::NotYesOrNo => ReadingExpected::Complaint("IN-206"),
            FaultKind::NegativeAmount => ReadingExpected::Complaint("IN-210"),
            FaultKind::NotAMonth => ReadingExpected::Complaint("IN-211"),
            FaultKind::SexDiffers => ReadingExpected::Complaint("IN-301"),
            FaultKind::BirthDiffers => ReadingExpected::Complaint("IN-302"),
            FaultKind::CertificateDiffers => ReadingExpected::Complaint("IN-307"),
            FaultKind::DoubledSame => ReadingExpected::CountedOnce("IN-401"),
            FaultKind::DoubledOtherwise => ReadingExpected::Complaint("IN-402"),
            FaultKind::TotalWrong => ReadingExpected::Complaint("IN-501"),
            FaultKind::OtherCounty => ReadingExpected::NotOfCounty,
            FaultKind::HeadingRepeated => ReadingExpected::NotAPerson,
            FaultKind::HiddenSheet => ReadingExpected::NotRead,
        }
    }

    pub(super) fn loss(self) -> Loss {
        match self {
            FaultKind::WrongDigit
            | FaultKind::SwappedDigits
            | FaultKind::LostDigits
            | FaultKind::NumberBlank
            | FaultKind::NameByEar
            | FaultKind::NameLookAlike
            | FaultKind::NameBlank
            | FaultKind::CertificateDiffers
            | FaultKind::DoubledOtherwise => Loss::Row,
            FaultKind::NotAnAmount
            | FaultKind::NegativeAmount
            | FaultKind::BlankRequired
            | FaultKind::UnknownWord
            | FaultKind::NotADay
            | FaultKind::NotAMonth
            | FaultKind::NotACount
            | FaultKind::NotYesOrNo => Loss::Cell,
            FaultKind::FullWidthNumber
            | FaultKind::SpacedNumber
            | FaultKind::SmallX
            | FaultKind::OldNumber
            | FaultKind::SpacedName
            | FaultKind::BrokenName
            | FaultKind::ThousandsCommas
            | FaultKind::YuanBehind
            | FaultKind::WanInCell
            | FaultKind::AmountAsText
            | FaultKind::FullWidthAmount
            | FaultKind::DayForm
            | FaultKind::HiddenRow
            | FaultKind::SexDiffers
            | FaultKind::BirthDiffers
            | FaultKind::DoubledSame
            | FaultKind::OtherCounty
            | FaultKind::HeadingRepeated
            | FaultKind::HiddenSheet
            | FaultKind::TotalWrong => Loss::Nothing,
        }
    }

    /// Whether only a workbook can have it.
    pub(super) fn needs_workbook(self) -> bool {
        matches!(self, FaultKind::HiddenRow | FaultKind::HiddenSheet)
    }
}
