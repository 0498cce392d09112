//! A figure somebody else stated: where it stands, what it counts, what it says, and what was repaired in it.

use super::amount::Amount;
use super::letters::Letters;
use super::scan::Scanned;
use super::words;

/// What a stated figure counts. Larger printed units (万元, 万人) are kept in its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatedUnit {
    /// 户.
    Households,
    /// 人.
    Persons,
    /// 户 and 人 of one group, stated together.
    HouseholdsAndPersons,
    /// 户次.
    HouseholdTimes,
    /// 人次.
    PersonTimes,
    /// 户次 and 人次 stated together.
    HouseholdAndPersonTimes,
    /// 元, 万元, 亿元.
    Yuan,
    /// %.
    Percent,
    /// 个百分点.
    PercentagePoints,
    /// 个月.
    Months,
    /// 个, 床, 件 and other measure words.
    Pieces,
    /// None is printed.
    None,
}

impl StatedUnit {
    /// As it is printed, for the plain unit.
    pub fn label(self) -> &'static str {
        match self {
            StatedUnit::Households => "户",
            StatedUnit::Persons => "人",
            StatedUnit::HouseholdsAndPersons => "户/人",
            StatedUnit::HouseholdTimes => "户次",
            StatedUnit::PersonTimes => "人次",
            StatedUnit::HouseholdAndPersonTimes => "户次/人次",
            StatedUnit::Yuan => "元",
            StatedUnit::Percent => "%",
            StatedUnit::PercentagePoints => "个百分点",
            StatedUnit::Months => "个月",
            StatedUnit::Pieces => "个",
            StatedUnit::None => "",
        }
    }

    pub(crate) fn is_households(self) -> bool {
        matches!(self, StatedUnit::Households | StatedUnit::HouseholdTimes)
    }

    pub(crate) fn is_persons(self) -> bool {
        matches!(self, StatedUnit::Persons | StatedUnit::PersonTimes)
    }

    /// Whether it counts households, persons or benefits.
    pub(crate) fn is_count(self) -> bool {
        self.is_households() || self.is_persons() || self.is_pair() || self == StatedUnit::None
    }

    pub(crate) fn is_pair(self) -> bool {
        matches!(self, StatedUnit::HouseholdsAndPersons | StatedUnit::HouseholdAndPersonTimes)
    }
}

/// What a stated figure says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatedValue {
    /// Households and persons of one group.
    Both {
        /// Households.
        households: Amount,
        /// Persons.
        persons: Amount,
    },
    /// One number.
    One(Amount),
    /// Digits that were glued together and cannot be parted with certainty.
    Unreadable,
}

/// Which number of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coordinate {
    /// Households.
    Households,
    /// Persons.
    Persons,
    /// The only number.
    Value,
}

/// A figure of a report somebody else wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedFigure {
    /// Its place among the figures, from 0.
    pub id: usize,
    /// Its signs in the text.
    pub text: String,
    /// Place of its first sign, in Unicode scalar values.
    pub start: usize,
    /// Place behind its last sign.
    pub end: usize,
    /// What it counts, in Chinese: group above it, programme and label, period, place.
    pub meaning: String,
    /// Its unit.
    pub unit: StatedUnit,
    /// The unit as printed (万元, 名).
    pub unit_printed: String,
    /// What it says.
    pub value: StatedValue,
    /// What the text should have said, where a separator was lost: `5505户12331人`.
    pub repaired: Option<String>,
    /// Why it was read so: the reason for a repair, or for leaving it alone.
    pub why: String,
    /// 多, 余, 近 or 约 stands at it.
    pub approximate: bool,
    /// Its own label.
    pub label: String,
    pub(crate) context: Context,
}

/// What the text around a figure says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Context {
    /// Programme, its own or inherited.
    pub programme: Option<&'static str>,
    /// Programme its own label names.
    pub own_programme: Option<&'static str>,
    /// The group the sentence speaks of (已脱贫……对象中).
    pub group: String,
    /// Last period named before it in the sentence.
    pub period: Option<String>,
    /// Last place named before it in the sentence.
    pub place: Option<String>,
    /// A movement or another time is spoken of in the clause.
    pub moves: bool,
    /// Label without words that do not change what is counted.
    pub core: String,
    /// The label of the figure beside it that says of whom, where its own is the bare name of a measure (公办机构11所、床位1530张).
    pub carrier: String,
    /// The digits that may be two numbers.
    pub run: Option<String>,
    /// It can be read as one number and as two, and nothing decides.
    pub two_readings: bool,
    /// Cell of a table, not running text.
    pub cell: bool,
}

impl StatedFigure {
    /// A number of the figure.
    pub fn amount(&self, coordinate: Coordinate) -> Option<Amount> {
        match (self.value, coordinate) {
            (StatedValue::Both { households, .. }, Coordinate::Households) => Some(households),
            (StatedValue::Both { persons, .. }, Coordinate::Persons) => Some(persons),
            (StatedValue::One(amount), Coordinate::Value) => Some(amount),
            (StatedValue::One(amount), Coordinate::Households) => self.unit.is_households().then_some(amount),
            (StatedValue::One(amount), Coordinate::Persons) => {
                (self.unit.is_persons() || self.unit == StatedUnit::None).then_some(amount)
            }
            (StatedValue::Both { .. }, Coordinate::Value) | (StatedValue::Unreadable, _) => None,
        }
    }

    /// The coordinates it has.
    pub(crate) fn coordinates(&self) -> &'static [Coordinate] {
        match self.value {
            StatedValue::Both { .. } => &[Coordinate::Households, Coordinate::Persons],
            StatedValue::One(_) if self.unit.is_households() => &[Coordinate::Households],
            StatedValue::One(_) if self.unit.is_persons() || self.unit == StatedUnit::None => &[Coordinate::Persons],
            StatedValue::One(_) => &[Coordinate::Value],
            StatedValue::Unreadable => &[],
        }
    }

    /// What it says, as a person would write it: `5505户12331人`, `6337.1359万元`.
    pub fn value_text(&self) -> String {
        match self.value {
            StatedValue::Both { .. } | StatedValue::One(_) => self
                .coordinates()
                .iter()
                .filter_map(|coordinate| Some(self.number_text(*coordinate, self.amount(*coordinate)?)))
                .collect(),
            StatedValue::Unreadable => "无法还原".to_owned(),
        }
    }

    /// One number of it with its unit, as a person would write it.
    pub fn number_text(&self, coordinate: Coordinate, amount: Amount) -> String {
        match coordinate {
            Coordinate::Households => format!("{}户", amount.text()),
            Coordinate::Persons => format!("{}人", amount.text()),
            Coordinate::Value => format!("{}{}", amount.text(), self.unit_printed),
        }
    }
}

/// Figures with their meaning, from what was scanned.
pub(crate) fn with_meaning(letters: &Letters, text: &[char], scanned: Vec<Scanned>) -> Vec<StatedFigure> {
    let mut figures: Vec<StatedFigure> = Vec::with_capacity(scanned.len());
    let mut group = (u32::MAX, String::new());
    for found in scanned {
        let id = figures.len();
        let sentence = letters.sentence(found.start);
        if group.0 != sentence {
            group = (sentence, String::new());
        }
        let figure = figure(letters, text, id, found, &group.1, figures.last());
        // 已脱贫 2075 户 94176 人对象中: what follows is of this group.
        let behind = letters.between(figure.end, figure.end + 6);
        let until_break: String = behind.chars().take_while(|sign| !super::letters::is_boundary(*sign)).collect();
        if until_break.ends_with('中') && !until_break.ends_with("其中") {
            group = (sentence, words::core(&figure.label));
        }
        figures.push(figure);
    }
    figures
}

fn figure(
    letters: &Letters,
    text: &[char],
    id: usize,
    found: Scanned,
    group: &str,
    before: Option<&StatedFigure>,
) -> StatedFigure {
    let mut label =
        letters.between(found.label_start, found.start).trim_matches(|sign: char| sign == ':' || sign.is_whitespace()).to_owned();
    let tail = letters.between(found.end, found.end + 12);
    let tail: String = tail.chars().take_while(|sign| !super::letters::is_boundary(*sign) && !sign.is_ascii_digit()).collect();
    let printed: String = text.get(found.start..found.end).map(|signs| signs.iter().collect()).unwrap_or_default();
    let unit_printed: String = printed
        .chars()
        .filter(|sign| !sign.is_ascii_digit() && !matches!(sign, '.' | ',') && !('０'..='９').contains(sign))
        .skip_while(|sign| super::amount::chinese_digit(*sign).is_some() || matches!(sign, '十' | '百' | '千'))
        .collect();
    // 25名孤儿: the noun stands behind.
    let named_behind =
        (unit_printed == "名" || unit_printed == "位" || found.unit == StatedUnit::None) && words::programme(&tail).is_some();
    let own_programme = if named_behind { words::programme(&tail) } else { words::programme(&label) };
    if named_behind {
        words::through_programme(&tail).clone_into(&mut label);
    }
    let sentence_start = letters.sentence_start(found.start);
    let said = letters.between(sentence_start, found.start);
    let same_sentence = before.filter(|before| letters.sentence(before.start) == letters.sentence(found.start));
    let programme =
        own_programme.or_else(|| words::programme(&said)).or_else(|| same_sentence.and_then(|before| before.context.programme));
    let core = words::core(&label);
    let carrier = same_sentence.map_or_else(String::new, |before| carrier(letters, before, &label, &found));
    let period = words::period(&said);
    let place = words::place(&said);
    let meaning = [
        group,
        programme.filter(|name| !core.contains(name)).unwrap_or_default(),
        core.as_str(),
        period.as_deref().unwrap_or_default(),
        place.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join("·");
    let value = match found.persons {
        Some(persons) => StatedValue::Both { households: found.amount, persons },
        None => StatedValue::One(found.amount),
    };
    let repaired = match (found.year, found.mended, value) {
        (Some(year), _, _) => Some(format!("{year}年{}{unit_printed}", found.amount.text())),
        (None, Some(_), StatedValue::Both { households, persons }) => {
            Some(format!("{}户{}人", households.text(), persons.text()))
        }
        _ => None,
    };
    let why = match (found.year, found.mended) {
        (Some(year), _) => format!("“由{year}年……提高到……”：年份与金额连写"),
        (None, Some(mended)) => mended.to_owned(),
        (None, None) => "按原文读取".to_owned(),
    };
    StatedFigure {
        id,
        text: printed,
        start: found.start,
        end: found.end,
        meaning,
        unit: found.unit,
        unit_printed,
        value,
        repaired,
        why,
        approximate: found.approximate,
        context: Context {
            programme,
            own_programme,
            group: group.to_owned(),
            period,
            place,
            moves: words::moves(&said) || words::moves(&tail),
            core,
            carrier,
            run: found.run,
            two_readings: false,
            cell: false,
        },
        label,
    }
}

/// Signs a bare name of a measure may have: 床位, 支出资金.
const MEASURE_NAME_MAX: usize = 6;

/// Whom a figure counts that stands beside another one of another measure.
fn carrier(letters: &Letters, before: &StatedFigure, label: &str, found: &Scanned) -> String {
    let between = letters.between(before.end, found.label_start);
    let beside = between.chars().all(|sign| matches!(sign, '、' | '，' | ',' | ' '));
    let bare =
        label.chars().count() <= MEASURE_NAME_MAX && words::programme(label).is_none() && words::family_members(label).is_empty();
    if !beside || !bare || before.unit == found.unit && before.unit != StatedUnit::Pieces {
        return String::new();
    }
    if before.context.carrier.is_empty() { before.label.clone() } else { before.context.carrier.clone() }
}
