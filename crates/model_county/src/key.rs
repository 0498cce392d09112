//! The answer key: what is true of the township, what the rules make of it, and which faults were planted where.

use vocabulary::{ApplicationKind, CitizenId, Date, Month};

use crate::outcome::Outcome;
use crate::story::Story;

/// Everything a test may compare the product with. The product itself never sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerKey {
    /// Everyone who was ever in the register, by the order in which they came.
    pub residents: Vec<TrueResident>,
    /// Every unit that applied, in each month, with what the rules give on the month's last day.
    pub units: Vec<ExpectedUnit>,
    /// Deaths, in the month they happened.
    pub deaths: Vec<TrueDeath>,
    /// Rows about people who authorised nothing: they must be counted and dropped.
    pub unsigned: Vec<UnsignedRow>,
    /// Planted faults, by month and file.
    pub defects: Vec<Defect>,
}

/// A person as the register would write them without a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueResident {
    /// The number.
    pub number: CitizenId,
    /// The name.
    pub name: String,
}

/// A unit that applied and what it is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedUnit {
    /// The month whose files tell it.
    pub month: Month,
    /// 户号 of the register household.
    pub household: String,
    /// Who applies: the head for the family, the person for one alone.
    pub applicant: CitizenId,
    /// As what it applies.
    pub kind: ApplicationKind,
    /// The day of the application.
    pub day: Date,
    /// What befell it when it applied.
    pub story: Story,
    /// What the rules of 2022 give on the last day of the month, read from clean files.
    pub outcome: Outcome,
    /// Faults planted on rows of its members this month; where there is one, the product may know less.
    pub defects: Vec<DefectKind>,
}

/// A death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueDeath {
    /// The month whose register first tells it.
    pub month: Month,
    /// Who died.
    pub number: CitizenId,
    /// The day.
    pub day: Date,
}

/// A row about someone whose family signed no authorisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedRow {
    /// The month.
    pub month: Month,
    /// The file.
    pub path: String,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Whom it is about.
    pub number: CitizenId,
}

/// A planted fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The month.
    pub month: Month,
    /// The file.
    pub path: String,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Column, from 0 (A). That of the number for a whole row.
    pub column: u16,
    /// What is wrong.
    pub kind: DefectKind,
    /// Whose row it is.
    pub number: CitizenId,
    /// What stands in the cell.
    pub written: String,
    /// What should stand there.
    pub meant: String,
}

/// The kinds of faults that files of offices have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectKind {
    /// The number in full-width signs.
    FullWidthNumber,
    /// The number with spaces in it.
    SpacedNumber,
    /// A small x at its end.
    SmallX,
    /// The old number of fifteen digits.
    OldNumber,
    /// One digit wrong, so that the number is none.
    WrongDigit,
    /// Typed as a figure into a spreadsheet, which keeps fifteen digits.
    LostDigits,
    /// A name written as it sounds.
    NameByEar,
    /// An amount with thousands commas.
    ThousandsCommas,
    /// An amount with 元 behind it.
    YuanBehind,
    /// A blank where an income should stand.
    BlankIncome,
    /// A row that stands twice; the key names the second.
    DoubledRow,
    /// A row about someone of another county.
    OtherCounty,
    /// A day in another form than the rest of the column.
    DayForm,
    /// A word that no code set knows.
    UnknownWord,
}

/// What the product must do about a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Read what was meant, without a word.
    ReadAsMeant,
    /// A complaint names the cell; nothing is guessed.
    Complaint,
    /// No economic fact attaches by itself: a clue that a person settles.
    Clue,
    /// The person is counted once.
    CountedOnce,
    /// The fact stays unknown; it is never taken for zero.
    LeftUnknown,
}

impl DefectKind {
    /// All kinds.
    pub const ALL: [DefectKind; 14] = [
        DefectKind::FullWidthNumber,
        DefectKind::SpacedNumber,
        DefectKind::SmallX,
        DefectKind::OldNumber,
        DefectKind::WrongDigit,
        DefectKind::LostDigits,
        DefectKind::NameByEar,
        DefectKind::ThousandsCommas,
        DefectKind::YuanBehind,
        DefectKind::BlankIncome,
        DefectKind::DoubledRow,
        DefectKind::OtherCounty,
        DefectKind::DayForm,
        DefectKind::UnknownWord,
    ];

    /// What the product must do about it.
    pub fn treatment(self) -> Treatment {
        match self {
            DefectKind::FullWidthNumber
            | DefectKind::SpacedNumber
            | DefectKind::SmallX
            | DefectKind::OldNumber
            | DefectKind::ThousandsCommas
            | DefectKind::YuanBehind
            | DefectKind::DayForm => Treatment::ReadAsMeant,
            DefectKind::WrongDigit | DefectKind::LostDigits | DefectKind::OtherCounty | DefectKind::UnknownWord => {
                Treatment::Complaint
            }
            DefectKind::NameByEar => Treatment::Clue,
            DefectKind::DoubledRow => Treatment::CountedOnce,
            DefectKind::BlankIncome => Treatment::LeftUnknown,
        }
    }
}
