//! Units in which values of law are stated.

/// The unit of a value. Its text stands in the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueUnit {
    /// Money for one person and month.
    FenPersonMonth,
    /// Money for one person and year.
    FenPersonYear,
    /// Money for one case of relief.
    FenCase,
    /// A ratio or share.
    Ratio,
    /// Years of age or of absence.
    Years,
    /// Months.
    Months,
    /// Calendar days.
    CalendarDays,
    /// Working days.
    WorkingDays,
    /// Things: dwellings, cars, shops.
    Pieces,
    /// Persons.
    Persons,
    /// How often.
    Times,
    /// Whether something holds.
    YesNo,
}

/// The shape a value of a unit has in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueShape {
    Money,
    Ratio,
    Count,
    YesNo,
}

impl ValueUnit {
    /// The text in files: `fen/person/month`.
    pub fn text(self) -> &'static str {
        match self {
            ValueUnit::FenPersonMonth => "fen/person/month",
            ValueUnit::FenPersonYear => "fen/person/year",
            ValueUnit::FenCase => "fen/case",
            ValueUnit::Ratio => "ratio",
            ValueUnit::Years => "years",
            ValueUnit::Months => "months",
            ValueUnit::CalendarDays => "calendar days",
            ValueUnit::WorkingDays => "working days",
            ValueUnit::Pieces => "pieces",
            ValueUnit::Persons => "persons",
            ValueUnit::Times => "times",
            ValueUnit::YesNo => "yes/no",
        }
    }

    /// The Chinese word after a number; empty where none follows.
    pub fn label(self) -> &'static str {
        match self {
            ValueUnit::FenPersonMonth => "元/人·月",
            ValueUnit::FenPersonYear => "元/人·年",
            ValueUnit::FenCase => "元/次",
            ValueUnit::Ratio | ValueUnit::YesNo => "",
            ValueUnit::Years => "年",
            ValueUnit::Months => "个月",
            ValueUnit::CalendarDays => "日",
            ValueUnit::WorkingDays => "个工作日",
            ValueUnit::Pieces => "件",
            ValueUnit::Persons => "人",
            ValueUnit::Times => "次",
        }
    }

    pub(super) fn shape(self) -> ValueShape {
        match self {
            ValueUnit::FenPersonMonth | ValueUnit::FenPersonYear | ValueUnit::FenCase => ValueShape::Money,
            ValueUnit::Ratio => ValueShape::Ratio,
            ValueUnit::YesNo => ValueShape::YesNo,
            ValueUnit::Years
            | ValueUnit::Months
            | ValueUnit::CalendarDays
            | ValueUnit::WorkingDays
            | ValueUnit::Pieces
            | ValueUnit::Persons
            | ValueUnit::Times => ValueShape::Count,
        }
    }
}
