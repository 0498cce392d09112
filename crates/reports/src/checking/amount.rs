//! Printed numbers: their exact value and how far they are rounded. No float anywhere.

/// Millionths in one.
const MICRO: i128 = 1_000_000;
/// Digits a number may have before it is no number of a report.
const DIGITS_MAX: usize = 15;

/// A number as printed. Ordered and compared by [`Amount::micro`] in the relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Millionths of a household, a person, a yuan or a per cent.
    micro: i128,
    /// One of the last printed place, in millionths.
    step: i128,
    /// What the printed unit is worth: 10,000 for 万元 and 万人.
    scale: i128,
}

impl Amount {
    /// A whole number.
    pub fn whole(number: i64) -> Amount {
        Amount { micro: i128::from(number) * MICRO, step: MICRO, scale: 1 }
    }

    /// A number such as `1,262` or `6337.1359`, in a unit worth `scale`.
    pub(crate) fn parse(text: &str, scale: i128) -> Option<Amount> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: String = whole.chars().filter(|sign| *sign != ',').chain(part.chars()).collect();
        if digits.is_empty() || digits.len() > DIGITS_MAX || part.len() > 6 {
            return None;
        }
        let mut step = MICRO * scale;
        for _ in 0..part.len() {
            step /= 10;
        }
        (step > 0).then_some(())?;
        Some(Amount { micro: digits.parse::<i128>().ok()? * step, step, scale })
    }

    /// The value computed from others, printed like `like`.
    pub(crate) fn computed(micro: i128, like: Amount) -> Amount {
        Amount { micro, ..like }
    }

    /// Millionths of a household, a person, a yuan or a per cent.
    pub fn micro(self) -> i128 {
        self.micro
    }

    /// One of the last printed place, in millionths.
    pub fn step(self) -> i128 {
        self.step
    }

    /// Whether the other number is this one with a slip of the pen: one digit differs, or two neighbours changed places.
    pub(crate) fn is_slip_of(self, other: Amount) -> bool {
        let step = self.step.min(other.step);
        let (one, two) = (self.micro / step, other.micro / step);
        if one < 0 || two < 0 || one == two {
            return false;
        }
        let width = one.max(two).to_string().len();
        let (one, two) = (format!("{one:0width$}"), format!("{two:0width$}"));
        let differ: Vec<(usize, (u8, u8))> =
            one.bytes().zip(two.bytes()).enumerate().filter(|(_, (one, two))| one != two).collect();
        match differ.as_slice() {
            [_] => true,
            [(at, (a, b)), (next, (c, d))] => a == d && b == c && next - at == 1,
            _ => false,
        }
    }

    /// Whether the other number is this one with two neighbouring digits in each other's place.
    pub(crate) fn is_swap_of(self, other: Amount) -> bool {
        self.swaps().any(|swapped| swapped.micro == other.micro)
    }

    /// The numbers that are this one with two neighbouring digits in each other's place.
    pub(crate) fn swaps(self) -> impl Iterator<Item = Amount> {
        let digits: Vec<u8> = (self.micro / self.step).to_string().into_bytes();
        (1..digits.len()).filter_map(move |at| {
            let mut swapped = digits.clone();
            swapped.swap(at - 1, at);
            let number: i128 = std::str::from_utf8(&swapped).ok()?.parse().ok()?;
            (number >= 0 && swapped != digits).then(|| Amount { micro: number * self.step, ..self })
        })
    }

    /// How many digits it is printed with.
    pub(crate) fn digits(self) -> usize {
        (self.micro / self.step).to_string().len()
    }

    /// Whether it is printed without decimal places.
    pub(crate) fn is_whole_in_its_unit(self) -> bool {
        self.step == MICRO * self.scale
    }

    /// The number where it is whole.
    pub fn as_whole(self) -> Option<i64> {
        (self.micro % MICRO == 0).then(|| i64::try_from(self.micro / MICRO).ok()).flatten()
    }

    /// As it would be printed in its unit: `13366`, `6337.1359`.
    pub fn text(self) -> String {
        let unit = MICRO * self.scale;
        let (sign, size) = if self.micro < 0 { ("-", -self.micro) } else { ("", self.micro) };
        let (whole, mut rest) = (size / unit, size % unit);
        let mut text = format!("{sign}{whole}");
        if rest > 0 {
            text.push('.');
            for _ in 0..6 {
                rest *= 10;
                text.push_str(&(rest / unit).to_string());
                rest %= unit;
                if rest == 0 {
                    break;
                }
            }
        }
        text
    }
}

/// The value of a Chinese numeral such as 三千零七十一 or 二十五; none for what is no number (万, 一二).
pub(crate) fn chinese_numeral(text: &str) -> Option<i64> {
    let (mut total, mut section, mut digit) = (0i64, 0i64, None::<i64>);
    let mut units = 0;
    for sign in text.chars() {
        if let Some(value) = chinese_digit(sign) {
            if digit.is_some_and(|digit| digit != 0) {
                return None;
            }
            digit = Some(value);
            continue;
        }
        let unit = match sign {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            '万' => 10_000,
            _ => return None,
        };
        units += 1;
        if unit == 10_000 {
            let below = section.checked_add(digit.unwrap_or(0))?;
            if below == 0 || total > 0 {
                return None;
            }
            total = below.checked_mul(unit)?;
            section = 0;
        } else {
            let count = match digit {
                Some(0) | None if unit == 10 && section % 100 == 0 => 1,
                Some(0) | None => return None,
                Some(digit) => digit,
            };
            section = section.checked_add(count * unit)?;
        }
        digit = None;
    }
    let value = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
    (units > 0 || text.chars().count() == 1).then_some(value).filter(|value| *value > 0)
}

/// The value of one Chinese digit.
pub(crate) fn chinese_digit(sign: char) -> Option<i64> {
    Some(match sign {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_number_keeps_its_rounding_and_reads_back() {
        let check = |text: &str, scale, printed: &str, step| {
            let amount = Amount::parse(text, scale).expect("a number");
            assert_eq!((amount.text().as_str(), amount.step()), (printed, step), "{text}");
        };
        check("1,262", 1, "1262", MICRO);
        check("6337.1359", 10_000, "6337.1359", MICRO);
        check("2281.5818", 10_000, "2281.5818", MICRO);
        check("8.69", 1, "8.69", MICRO / 100);
        check("1.2", 10_000, "1.2", 1_000 * MICRO);
        assert_eq!(Amount::parse("1234567890123456", 1), None);
        assert_eq!(Amount::parse("", 1), None);
    }

    #[test]
    fn chinese_numerals_are_read() {
        let check = |text: &str, value| assert_eq!(chinese_numeral(text), value, "{text}");
        check("二十五", Some(25));
        check("十", Some(10));
        check("一百零二", Some(102));
        check("三千零七十一", Some(3_071));
        check("一万三千三百六十六", Some(13_366));
        check("五", Some(5));
        check("万", None);
        check("一二", None);
        check("百", None);
        check("零", None);
    }
}
