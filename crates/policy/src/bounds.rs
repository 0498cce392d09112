//! Three-valued answers, and money known exactly or only within bounds.
//!
//! A missing fact is not zero. It widens the bounds; a test is answered where every value within the bounds gives the
//! same answer, and cannot be said otherwise. Knowing less therefore never turns "no" or "cannot be said" into "yes".

use vocabulary::{Fen, Ratio};

/// Ten-thousandths in one, the unit of [`Ratio`].
const PARTS: i128 = 10_000;

/// The answer of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It cannot be said on what is known.
    CannotSay,
}

/// Money in ten-thousandths of a fen, so that ratios of the law apply without any rounding and a line is never crossed
/// by a rounded part of a fen. Sums of booked money fit many times over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExactMoney(i128);

/// Money of which at least so much is certain; without `at_most` there is no upper bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyWithin {
    /// The least it can be.
    pub at_least: ExactMoney,
    /// The most it can be, where that is known.
    pub at_most: Option<ExactMoney>,
}

impl Answer {
    /// Yes or no.
    pub fn when(holds: bool) -> Answer {
        if holds { Answer::Yes } else { Answer::No }
    }

    /// Both hold: a proved no beats what cannot be said (RD-10).
    pub fn and(self, other: Answer) -> Answer {
        match (self, other) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            (Answer::CannotSay, Answer::Yes | Answer::CannotSay) | (Answer::Yes, Answer::CannotSay) => Answer::CannotSay,
        }
    }

    /// At least one holds.
    pub fn or(self, other: Answer) -> Answer {
        self.not().and(other.not()).not()
    }

    /// It does not hold.
    #[expect(clippy::should_implement_trait, reason = "three-valued, read beside `and` and `or`")]
    pub fn not(self) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::CannotSay => Answer::CannotSay,
        }
    }
}

impl ExactMoney {
    /// Nothing.
    pub const ZERO: ExactMoney = ExactMoney(0);

    /// An amount of whole fen.
    pub fn of(amount: Fen) -> ExactMoney {
        ExactMoney(i128::from(amount.as_fen()) * PARTS)
    }

    /// An amount of whole fen that may be a sum beyond what [`Fen`] holds.
    pub(super) fn of_whole_fen(fen: i128) -> ExactMoney {
        ExactMoney(fen * PARTS)
    }

    /// A share of an amount of whole fen, exactly.
    pub fn share(ratio: Ratio, amount: Fen) -> ExactMoney {
        ExactMoney(i128::from(amount.as_fen()) * i128::from(ratio.as_ten_thousandths()))
    }

    /// What is left after taking off so much, never below zero.
    pub fn less(self, other: ExactMoney) -> ExactMoney {
        ExactMoney((self.0 - other.0).max(0))
    }

    /// The sum.
    pub fn plus(self, other: ExactMoney) -> ExactMoney {
        ExactMoney(self.0 + other.0)
    }

    /// One of so many equal parts in whole fen, a part of a fen counted as a whole one. `parts` is above zero.
    pub fn part_rounded_up(self, parts: i64) -> Fen {
        let divisor = PARTS * i128::from(parts);
        let whole = self.0.div_euclid(divisor) + i128::from(self.0.rem_euclid(divisor) > 0);
        Fen::new(i64::try_from(whole).expect("sums of booked money fit"))
    }

    /// In whole fen, parts dropped: for showing only, never for a test.
    pub fn shown(self) -> Fen {
        Fen::new(i64::try_from(self.0.div_euclid(PARTS)).expect("sums of booked money fit"))
    }
}

impl MoneyWithin {
    /// Nothing, for certain.
    pub const NOTHING: MoneyWithin = MoneyWithin { at_least: ExactMoney::ZERO, at_most: Some(ExactMoney::ZERO) };
    /// Nothing is known but that money is not below zero.
    pub const NOT_KNOWN: MoneyWithin = MoneyWithin { at_least: ExactMoney::ZERO, at_most: None };

    /// So much, for certain.
    pub fn exactly(amount: ExactMoney) -> MoneyWithin {
        MoneyWithin { at_least: amount, at_most: Some(amount) }
    }

    /// The sum.
    pub fn plus(self, other: MoneyWithin) -> MoneyWithin {
        MoneyWithin {
            at_least: self.at_least.plus(other.at_least),
            at_most: self.at_most.zip(other.at_most).map(|(one, two)| one.plus(two)),
        }
    }

    /// After taking off at least `least` and at most `most` (`None`: possibly all), never below zero.
    pub fn less(self, least: ExactMoney, most: Option<ExactMoney>) -> MoneyWithin {
        MoneyWithin {
            at_least: most.map_or(ExactMoney::ZERO, |most| self.at_least.less(most)),
            at_most: self.at_most.map(|at_most| at_most.less(least)),
        }
    }

    /// The same without the upper bound.
    pub fn or_more(self) -> MoneyWithin {
        MoneyWithin { at_most: None, ..self }
    }

    /// Strictly below the line.
    pub fn is_below(self, line: ExactMoney) -> Answer {
        if self.at_least >= line {
            Answer::No
        } else if self.at_most.is_some_and(|at_most| at_most < line) {
            Answer::Yes
        } else {
            Answer::CannotSay
        }
    }

    /// At the limit or below it.
    pub fn is_at_most(self, limit: ExactMoney) -> Answer {
        if self.at_least > limit {
            Answer::No
        } else if self.at_most.is_some_and(|at_most| at_most <= limit) {
            Answer::Yes
        } else {
            Answer::CannotSay
        }
    }

    /// Strictly above a share of the whole.
    pub fn exceeds_share(self, share: Ratio, whole: MoneyWithin) -> Answer {
        let of = |whole: ExactMoney| whole.0 * i128::from(share.as_ten_thousandths());
        if whole.at_most.is_some_and(|most| self.at_least.0 * PARTS > of(most)) {
            Answer::Yes
        } else if self.at_most.is_some_and(|most| most.0 * PARTS <= of(whole.at_least)) {
            Answer::No
        } else {
            Answer::CannotSay
        }
    }

    /// Known to the last part of a fen.
    pub fn is_exact(self) -> bool {
        self.at_most == Some(self.at_least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Answer; 3] = [Answer::Yes, Answer::No, Answer::CannotSay];

    #[test]
    fn a_proved_no_beats_what_cannot_be_said() {
        for answer in ALL {
            assert_eq!(answer.and(Answer::No), Answer::No);
            assert_eq!(Answer::No.and(answer), Answer::No);
            assert_eq!(answer.and(Answer::Yes), answer);
            assert_eq!(answer.or(Answer::Yes), Answer::Yes);
            assert_eq!(answer.or(Answer::No), answer);
        }
        assert_eq!(Answer::CannotSay.and(Answer::CannotSay), Answer::CannotSay);
    }

    #[test]
    fn a_line_is_met_only_where_every_possible_amount_meets_it() {
        let line = ExactMoney::of(Fen::new(10));
        let within = |low, high: Option<i64>| MoneyWithin {
            at_least: ExactMoney::of(Fen::new(low)),
            at_most: high.map(|high| ExactMoney::of(Fen::new(high))),
        };
        assert_eq!(within(0, Some(9)).is_below(line), Answer::Yes);
        assert_eq!(within(0, Some(10)).is_below(line), Answer::CannotSay);
        assert_eq!(within(0, Some(10)).is_at_most(line), Answer::Yes);
        assert_eq!(within(9, None).is_below(line), Answer::CannotSay);
        assert_eq!(within(10, None).is_below(line), Answer::No);
        assert_eq!(within(10, None).is_at_most(line), Answer::CannotSay);
        assert_eq!(within(11, None).is_at_most(line), Answer::No);
    }

    #[test]
    fn a_share_keeps_parts_of_a_fen() {
        let share = ExactMoney::share(Ratio::ten_thousandths(2_000), Fen::new(3));
        assert!(share > ExactMoney::ZERO && share < ExactMoney::of(Fen::new(1)));
        assert_eq!(share.shown(), Fen::ZERO);
        assert_eq!(ExactMoney::of(Fen::new(1)).less(ExactMoney::of(Fen::new(2))), ExactMoney::ZERO);
    }

    #[test]
    fn a_part_of_a_fen_is_rounded_up_to_a_whole_one() {
        let twelfth = |fen| ExactMoney::of(Fen::new(fen)).part_rounded_up(12);
        assert_eq!([0, 1, 11, 12, 13, 24].map(twelfth), [0, 1, 1, 1, 2, 2].map(Fen::new));
    }
}
