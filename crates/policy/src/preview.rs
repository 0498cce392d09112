//! Who changes when values or rules change: shown before the change is switched on.
//!
//! The caller determines every unit twice, by the law as it is and as it would be; here both are laid side by side. Many
//! touched units need a second person's confirmation; how many is a value.

use std::collections::BTreeMap;

use vocabulary::{Date, DibaoClass, Fen, HouseholdId, Ratio, RegionCode};

use crate::ages::MONTHS_OF_A_YEAR;
use crate::dibao::{DibaoAnswer, Outcome};
use crate::values::{FromBook, ValueSource};
use crate::{Input, InputValue, Key, PolicyBook, Recorder, RuleId, Step, StepAnswer, ValueInForce};

/// Where a unit stands by one of the two laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Footing {
    /// Eligible in a class.
    InClass(DibaoClass),
    /// Not eligible.
    NotEligible,
    /// Cannot be determined.
    Undetermined,
}

/// Where a unit stands, and its money a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Where it stands.
    pub footing: Footing,
    /// Money a month; zero where the unit is not eligible, `None` where the amount is not known.
    pub monthly: Option<Fen>,
}

/// One unit by the law as it is and as it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitChange {
    /// The unit.
    pub unit: HouseholdId,
    /// Its township.
    pub township: RegionCode,
    /// As it is.
    pub before: Stand,
    /// As it would be.
    pub after: Stand,
}

/// Units and money of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Units of the group.
    pub units: usize,
    /// Those of them that change.
    pub touched: usize,
    /// Change of the money a month of those whose two amounts are known.
    pub monthly: Fen,
}

/// Whether a second person must confirm the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondPerson {
    /// The share touched is not above the limit.
    NotNeeded,
    /// It is above the limit, or the limit is UNKNOWN.
    Needed,
}

/// What a change would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoChanges {
    /// All units.
    pub all: Touched,
    /// Change of the money a year: twelve months of it.
    pub yearly: Fen,
    /// Share of the units that change, half up to a ten-thousandth; for showing, the limit is compared exactly.
    pub share: Ratio,
    /// Units of which one amount is not known, so that their money is in no sum.
    pub amount_unknown: usize,
    /// Moves between classes, each with its units.
    pub moves: BTreeMap<(Footing, Footing), Touched>,
    /// By township.
    pub townships: BTreeMap<RegionCode, Touched>,
    /// Every unit that changes.
    pub changed: Vec<UnitChange>,
    /// Whether a second person must confirm.
    pub second_person: SecondPerson,
}

impl Footing {
    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Footing::InClass(class) => vocabulary::Coded::label(class),
            Footing::NotEligible => "不符合",
            Footing::Undetermined => "无法认定",
        }
    }
}

impl From<&Outcome> for Stand {
    fn from(outcome: &Outcome) -> Stand {
        match &outcome.answer {
            DibaoAnswer::Eligible(entitlement) => {
                Stand { footing: Footing::InClass(entitlement.class), monthly: outcome.monthly }
            }
            DibaoAnswer::NotEligible(_) => Stand { footing: Footing::NotEligible, monthly: Some(Fen::ZERO) },
            DibaoAnswer::Undetermined(_) => Stand { footing: Footing::Undetermined, monthly: None },
        }
    }
}

impl UnitChange {
    /// Whether class, eligibility or money change.
    pub fn is_touched(&self) -> bool {
        self.before != self.after
    }

    fn monthly(&self) -> Option<Fen> {
        self.before.monthly.zip(self.after.monthly).map(|(before, after)| after - before)
    }
}

impl Touched {
    fn count(&mut self, unit: &UnitChange) {
        self.units += 1;
        self.touched += usize::from(unit.is_touched());
        self.monthly += unit.monthly().unwrap_or(Fen::ZERO);
    }
}

/// The share of units touched above which a second person confirms, in force for the region on the day.
pub fn second_person_limit(book: &PolicyBook, region: RegionCode, day: Date) -> ValueInForce<Ratio> {
    FromBook { book, region, day }.value(Key::SECOND_PERSON_SHARE).expect("the reader gives a value only amounts of its unit")
}

/// Who changes, by class, township and money, and whether a second person must confirm (CV-01).
pub fn who_changes<R: Recorder>(units: &[UnitChange], limit: &ValueInForce<Ratio>, recorder: &mut R) -> WhoChanges {
    let mut all = Touched::default();
    let mut moves: BTreeMap<(Footing, Footing), Touched> = BTreeMap::new();
    let mut townships: BTreeMap<RegionCode, Touched> = BTreeMap::new();
    for unit in units {
        all.count(unit);
        moves.entry((unit.before.footing, unit.after.footing)).or_default().count(unit);
        townships.entry(unit.township).or_default().count(unit);
    }
    let in_number = |count: usize| i64::try_from(count).expect("units are counted in memory");
    let share = Ratio::share_half_up(in_number(all.touched), in_number(all.units)).unwrap_or(Ratio::ten_thousandths(0));
    WhoChanges {
        all,
        yearly: all.monthly * MONTHS_OF_A_YEAR,
        share,
        amount_unknown: units.iter().filter(|unit| unit.monthly().is_none()).count(),
        moves,
        townships,
        changed: units.iter().copied().filter(UnitChange::is_touched).collect(),
        second_person: second_person(&all, limit, share, recorder),
    }
}

/// A second person confirms where the share touched is strictly above the limit; while the limit is UNKNOWN, wherever
/// anybody is touched.
fn second_person<R: Recorder>(all: &Touched, limit: &ValueInForce<Ratio>, share: Ratio, recorder: &mut R) -> SecondPerson {
    const PARTS: u128 = 10_000;
    let above = limit.value.is_none_or(|limit| {
        let parts = u128::try_from(limit.as_ten_thousandths()).expect("the reader refuses ratios below zero");
        all.touched as u128 * PARTS > all.units as u128 * parts
    });
    let needed = all.touched > 0 && above;
    recorder.step(|| Step {
        rule: RuleId::SECOND_PERSON,
        inputs: vec![
            Input::worked_out("涉及户数", InputValue::Count(i64::try_from(all.touched).unwrap_or(i64::MAX), "户")),
            Input::worked_out("总户数", InputValue::Count(i64::try_from(all.units).unwrap_or(i64::MAX), "户")),
            Input::worked_out("涉及比例", InputValue::Ratio(share)),
            limit.input("须第二人确认的比例（不含）", InputValue::Ratio),
        ],
        answer: if needed { StepAnswer::Yes } else { StepAnswer::No },
    });
    if needed { SecondPerson::Needed } else { SecondPerson::NotNeeded }
}

/// The change in Chinese lines: the whole, each move between classes that touches anybody, each township touched.
pub fn sentences(change: &WhoChanges, name: impl Fn(RegionCode) -> String) -> Vec<String> {
    let confirm = match change.second_person {
        SecondPerson::Needed => "须第二人确认",
        SecondPerson::NotNeeded => "无须第二人确认",
    };
    let whole = format!(
        "{}户中{}户有变化，占{}%；每月{}元，每年{}元；{}户金额不详，未计入金额；{confirm}。",
        change.all.units,
        change.all.touched,
        change.share.percent_text(),
        signed(change.all.monthly),
        signed(change.yearly),
        change.amount_unknown
    );
    let moves = change.moves.iter().filter(|(_, group)| group.touched > 0).map(|((before, after), group)| {
        format!("{}→{}：{}户，每月{}元。", before.label(), after.label(), group.touched, signed(group.monthly))
    });
    let townships = change.townships.iter().filter(|(_, group)| group.touched > 0).map(|(township, group)| {
        format!("{}：{}户中{}户，每月{}元。", name(*township), group.units, group.touched, signed(group.monthly))
    });
    [whole].into_iter().chain(moves).chain(townships).collect()
}

/// More is marked as such; less carries its sign.
fn signed(money: Fen) -> String {
    if money > Fen::ZERO { format!("+{money}") } else { money.to_string() }
}
