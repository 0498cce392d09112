//! The number of a disability certificate (残疾人证号): identity number, kind and level in twenty signs, and behind them
//! `B` with the count where it was issued again. It is compared with its row and not kept.

use vocabulary::{CitizenId, Coded, DisabilityKind, DisabilityLevel};

/// What the row of a certificate says otherwise.
pub(super) struct OfRow {
    pub number: Option<CitizenId>,
    pub kind: Option<DisabilityKind>,
    pub level: Option<DisabilityLevel>,
}

/// What a certificate's number says differently than its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// It is no such number.
    Shape,
    /// It holds another identity number.
    Person,
    /// It holds another kind.
    Kind,
    /// It holds another level.
    Level,
}

impl Difference {
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Difference::Shape => "残疾人证号不是“身份证号＋残疾类别＋残疾等级”的20位号码。",
            Difference::Person => "残疾人证号中的身份证号与本行身份证号不一致。",
            Difference::Kind => "残疾人证号中的残疾类别与本行残疾类别不一致。",
            Difference::Level => "残疾人证号中的残疾等级与本行残疾等级不一致。",
        }
    }
}

/// The first difference between a certificate's number and its row; what the row does not say is not compared.
pub(super) fn difference(typed: &str, row: &OfRow) -> Option<Difference> {
    let Some((number, kind, level)) = parts(typed) else { return Some(Difference::Shape) };
    if row.number.is_some_and(|of_row| of_row.reveal() != number.to_ascii_uppercase()) {
        return Some(Difference::Person);
    }
    if row.kind.is_some_and(|of_row| of_row != kind) {
        return Some(Difference::Kind);
    }
    row.level.is_some_and(|of_row| of_row != level).then_some(Difference::Level)
}

fn parts(typed: &str) -> Option<(&str, DisabilityKind, DisabilityLevel)> {
    if !typed.is_ascii() || typed.len() < 20 {
        return None;
    }
    let (number, rest) = typed.split_at(18);
    let (codes, issue) = rest.split_at(2);
    let is_issue =
        issue.strip_prefix(['B', 'b']).is_some_and(|count| count.len() == 1 && count.bytes().all(|sign| sign.is_ascii_digit()));
    if !issue.is_empty() && !is_issue {
        return None;
    }
    let digit =
        |at: usize| codes.as_bytes()[at..].first().filter(|sign| sign.is_ascii_digit()).map(|sign| i64::from(sign - b'0'));
    Some((number, DisabilityKind::from_number(digit(0)?)?, DisabilityLevel::from_number(digit(1)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str, typed: &str, expected: Option<Difference>) {
        let number = CitizenId::parse(number).expect("an identity number");
        let row = OfRow { number: Some(number), kind: Some(DisabilityKind::Physical), level: Some(DisabilityLevel::Two) };
        assert_eq!(difference(typed, &row), expected, "{typed}");
    }

    #[test]
    fn a_certificates_number_is_the_identity_number_with_kind_and_level() {
        let number = "11010519491231002X";
        check(number, "11010519491231002X42", None);
        check(number, "11010519491231002x42", None);
        check(number, "11010519491231002X42B1", None);
        check(number, "11010519491231002X41", Some(Difference::Level));
        check(number, "11010519491231002X52", Some(Difference::Kind));
        check(number, "11010519491231003842", Some(Difference::Person));
        for shape in [
            "11010519491231002X",
            "11010519491231002X4",
            "11010519491231002X48",
            "11010519491231002X92",
            "11010519491231002X42B",
            "11010519491231002X42C1",
            "肢体二级肢体二级肢体二级",
        ] {
            check(number, shape, Some(Difference::Shape));
        }
        let unknown = OfRow { number: None, kind: None, level: None };
        assert_eq!(difference("11010519491231002X41", &unknown), None);
    }
}
