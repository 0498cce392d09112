//! Why families apply: every way the dibao law of 2022 can come out has its story, and how often it is told.

use vocabulary::{Date, Fen, Relation};

use crate::outcome::{LINE, MARGIN_LINE};
use crate::random::Random;
use crate::township::Township;

/// What befell a family that applied. The words before "alone" are of one person of a margin family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Story {
    /// Nobody can work and there is no income: class 1.
    NoLabourNoIncome,
    /// Income a head at most a fifth of the line: class 2.
    NearlyNoIncome,
    /// Income a head exactly a fifth of the line: class 2.
    AtAFifth,
    /// One fen a head above a fifth: class 3.
    JustAboveAFifth,
    /// Low income: class 3.
    LowIncome,
    /// Exactly four fifths: class 3.
    AtFourFifths,
    /// One fen a head above four fifths: class 4.
    JustAboveFourFifths,
    /// Somewhat below the line: class 4.
    BelowTheLine,
    /// One fen a head below the line: class 4.
    JustBelowTheLine,
    /// Exactly at the line: not eligible.
    AtTheLine,
    /// Above the line.
    AboveTheLine,
    /// A loss in business beside a low income: class 3.
    LossInBusiness,
    /// Wages above the line, below it after employment cost: class 4.
    EmploymentCost,
    /// One well-paid month, whose employment cost is capped.
    CappedEmploymentCost,
    /// An adult child at university counts as a member.
    Undergraduate,
    /// An adult child in postgraduate studies does not.
    Postgraduate,
    /// A member in prison does not count.
    Prison,
    /// A member in compulsory detoxification does not count.
    Detoxification,
    /// A member declared missing does not count.
    Missing,
    /// Clergy away for three years or more do not count.
    ClergyForLong,
    /// Clergy away for less than three years count.
    ClergyForShort,
    /// Hardly more than the old-age allowance of someone over eighty: class 2.
    OldAgeAllowance,
    /// An employee pension above the line: not eligible.
    EmployeePension,
    /// Support paid is taken off what is received: class 3.
    SupportPaid,
    /// Poor but for a motor car.
    MotorCar,
    /// Poor but for a second dwelling.
    SecondDwelling,
    /// Poor but for a shop.
    Shop,
    /// Poor, with savings exactly at the limit: class 3.
    SavingsAtTheLimit,
    /// Poor but for savings one yuan above the limit.
    SavingsAboveTheLimit,
    /// Poor, but registered as urban.
    UrbanRegistration,
    /// Alone, severely disabled, with a little income: class 2.
    AloneSeverelyDisabled,
    /// Alone, severely disabled, cannot work, without income: class 1.
    AloneWithoutIncome,
    /// Alone, intellectual or mental disability of level 3: class 2.
    AloneLevelThree,
    /// Alone, seriously ill: class 2.
    AloneSeriouslyIll,
    /// Alone, clergy away for long, in difficulty: class 2.
    AloneClergy,
    /// Alone, seriously ill, the family exactly at one and a half times the line: not eligible.
    AloneAtTheMargin,
    /// Alone, physical disability of level 3: not eligible.
    AlonePhysicalLevelThree,
    /// Alone, with own income above the line: not eligible.
    AloneWithOwnIncome,
}

/// All stories with how many of eighty-five families tell them: two thirds are eligible, a quarter of those alone.
pub(crate) const STORIES: [(Story, usize); 38] = [
    (Story::NoLabourNoIncome, 5),
    (Story::NearlyNoIncome, 6),
    (Story::AtAFifth, 1),
    (Story::JustAboveAFifth, 1),
    (Story::LowIncome, 8),
    (Story::AtFourFifths, 1),
    (Story::JustAboveFourFifths, 1),
    (Story::BelowTheLine, 2),
    (Story::JustBelowTheLine, 1),
    (Story::AtTheLine, 2),
    (Story::AboveTheLine, 12),
    (Story::LossInBusiness, 2),
    (Story::EmploymentCost, 2),
    (Story::CappedEmploymentCost, 1),
    (Story::Undergraduate, 2),
    (Story::Postgraduate, 1),
    (Story::Prison, 1),
    (Story::Detoxification, 1),
    (Story::Missing, 1),
    (Story::ClergyForLong, 1),
    (Story::ClergyForShort, 1),
    (Story::OldAgeAllowance, 1),
    (Story::EmployeePension, 2),
    (Story::SupportPaid, 1),
    (Story::MotorCar, 3),
    (Story::SecondDwelling, 2),
    (Story::Shop, 2),
    (Story::SavingsAtTheLimit, 1),
    (Story::SavingsAboveTheLimit, 2),
    (Story::UrbanRegistration, 1),
    (Story::AloneSeverelyDisabled, 5),
    (Story::AloneWithoutIncome, 2),
    (Story::AloneLevelThree, 3),
    (Story::AloneSeriouslyIll, 3),
    (Story::AloneClergy, 1),
    (Story::AloneAtTheMargin, 1),
    (Story::AlonePhysicalLevelThree, 1),
    (Story::AloneWithOwnIncome, 1),
];

/// All stories in an order in which every part of some length holds them about in proportion; each stands in the first three fifths.
pub(crate) fn deck() -> Vec<Story> {
    let mut cards = Vec::new();
    for (place, (story, copies)) in STORIES.iter().enumerate() {
        // Each story begins at another place, those told once within the first half; 15 and 38 have no common part.
        let span = if *copies == 1 { 4_500 } else { 10_000 };
        let offset = place * 15 % STORIES.len() * span / STORIES.len();
        cards.extend((0..*copies).map(|copy| ((copy * 10_000 + offset) / copies, *story)));
    }
    cards.sort_unstable();
    cards.into_iter().map(|(_, story)| story).collect()
}

/// How the ages of a household stand, as far as a story asks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Makeup {
    pub(crate) size: usize,
    /// From 18 to 59.
    pub(crate) can_work: usize,
    /// Of those, not the head.
    pub(crate) can_work_beside_the_head: usize,
    /// From 60 to 79.
    pub(crate) elders: usize,
    /// From 80.
    pub(crate) over_eighty: usize,
    /// A child of the head from 18 to 24.
    pub(crate) grown_children: usize,
}

impl Makeup {
    /// That of the members who live.
    pub(crate) fn of(township: &Township, household: usize, day: Date) -> Makeup {
        let mut makeup = Makeup::default();
        for place in township.living(household) {
            let resident = &township.residents[place];
            makeup.size += 1;
            match resident.age(day) {
                ..18 => {}
                18..60 => {
                    makeup.can_work += 1;
                    makeup.can_work_beside_the_head += usize::from(!resident.relation.is_head());
                    makeup.grown_children += usize::from(is_grown_child(resident.relation, resident.age(day)));
                }
                60..80 => makeup.elders += 1,
                80.. => makeup.over_eighty += 1,
            }
        }
        makeup
    }
}

/// A son or daughter of the head of an age to study.
pub(crate) fn is_grown_child(relation: Relation, age: i32) -> bool {
    relation.is_child() && (18..25).contains(&age)
}

impl Story {
    /// Whether the story could be that of such a family.
    pub(crate) fn fits(self, makeup: Makeup) -> bool {
        let without_allowance = makeup.over_eighty == 0;
        match self {
            Story::NoLabourNoIncome => makeup.can_work == 0 && without_allowance,
            Story::NearlyNoIncome | Story::AtAFifth => without_allowance && makeup.size <= 4,
            Story::JustAboveAFifth => without_allowance,
            Story::LowIncome
            | Story::AtFourFifths
            | Story::JustAboveFourFifths
            | Story::BelowTheLine
            | Story::JustBelowTheLine
            | Story::AtTheLine
            | Story::AboveTheLine
            | Story::LossInBusiness
            | Story::MotorCar
            | Story::SecondDwelling
            | Story::Shop
            | Story::SavingsAtTheLimit
            | Story::SavingsAboveTheLimit
            | Story::UrbanRegistration
            | Story::SupportPaid => makeup.can_work >= 1 && makeup.size >= 2,
            Story::EmploymentCost => makeup.can_work >= 1 && without_allowance,
            Story::CappedEmploymentCost => makeup.can_work >= 1 && without_allowance && (2..=6).contains(&makeup.size),
            Story::Undergraduate | Story::Postgraduate => makeup.grown_children >= 1 && makeup.can_work >= 2,
            Story::Prison | Story::Detoxification | Story::Missing | Story::ClergyForLong | Story::ClergyForShort => {
                makeup.can_work_beside_the_head >= 1 && makeup.can_work >= 2
            }
            Story::OldAgeAllowance => makeup.over_eighty >= 1 && makeup.size <= 2,
            Story::EmployeePension => makeup.elders >= 1 && makeup.size <= 4,
            Story::AloneSeverelyDisabled
            | Story::AloneWithoutIncome
            | Story::AloneLevelThree
            | Story::AloneSeriouslyIll
            | Story::AloneClergy
            | Story::AloneAtTheMargin
            | Story::AlonePhysicalLevelThree
            | Story::AloneWithOwnIncome => {
                makeup.can_work_beside_the_head >= 1 && makeup.can_work >= 2 && without_allowance && makeup.size >= 3
            }
        }
    }

    /// Whether one person applies, not the family.
    pub(crate) fn is_alone(self) -> bool {
        matches!(
            self,
            Story::AloneSeverelyDisabled
                | Story::AloneWithoutIncome
                | Story::AloneLevelThree
                | Story::AloneSeriouslyIll
                | Story::AloneClergy
                | Story::AloneAtTheMargin
                | Story::AlonePhysicalLevelThree
                | Story::AloneWithOwnIncome
        )
    }

    /// Counted income a head and year of the members who count.
    pub(crate) fn income_a_head(self, random: &mut Random) -> Fen {
        let mut yuan = |low, high| Fen::yuan(random.between(low, high));
        let one_fen = Fen::new(1);
        match self {
            Story::NoLabourNoIncome => Fen::ZERO,
            Story::NearlyNoIncome | Story::OldAgeAllowance => yuan(320, 1_000),
            Story::AtAFifth => LINE.divide_down(5),
            Story::JustAboveAFifth => LINE.divide_down(5) + one_fen,
            Story::LowIncome
            | Story::LossInBusiness
            | Story::Undergraduate
            | Story::Postgraduate
            | Story::Prison
            | Story::Detoxification
            | Story::Missing
            | Story::ClergyForLong
            | Story::ClergyForShort
            | Story::SupportPaid
            | Story::MotorCar
            | Story::SecondDwelling
            | Story::Shop
            | Story::SavingsAtTheLimit
            | Story::SavingsAboveTheLimit
            | Story::UrbanRegistration => yuan(1_300, 3_900),
            Story::AtFourFifths => (LINE * 4).divide_down(5),
            Story::JustAboveFourFifths => (LINE * 4).divide_down(5) + one_fen,
            Story::BelowTheLine | Story::EmploymentCost => yuan(4_640, 5_120),
            Story::CappedEmploymentCost => Fen::ZERO,
            Story::JustBelowTheLine => LINE - one_fen,
            Story::AtTheLine => LINE,
            Story::AboveTheLine | Story::EmployeePension => yuan(5_400, 9_000),
            Story::AloneSeverelyDisabled
            | Story::AloneWithoutIncome
            | Story::AloneLevelThree
            | Story::AloneSeriouslyIll
            | Story::AloneClergy
            | Story::AlonePhysicalLevelThree
            | Story::AloneWithOwnIncome => yuan(5_500, 7_600),
            Story::AloneAtTheMargin => MARGIN_LINE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_fifths_of_the_deck_tell_every_story() {
        let deck = deck();
        for (story, _) in STORIES {
            assert!(deck[..deck.len() * 3 / 5].contains(&story), "{story:?}");
        }
    }
}
