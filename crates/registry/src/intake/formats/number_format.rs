//! Which number formats of a workbook show a number as a date or a time (ECMA-376 Part 1, 18.8.30).

/// What a cell's format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shows {
    /// The number.
    #[default]
    Number,
    /// A day, with a time or without.
    Day,
    /// A length of time, such as `[h]:mm`.
    Duration,
}

/// By the number of a format that is built in; those from 27 to 36 and 50 to 58 are dates in Chinese.
pub(super) fn of_number(format: u32) -> Shows {
    match format {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shows::Day,
        46 => Shows::Duration,
        _shows_a_number => Shows::Number,
    }
}

/// By its code, such as `yyyy"年"m"月"d"日"`. Only the part for positive numbers counts.
pub(super) fn of_code(code: &str) -> Shows {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => return Shows::Number,
            // The sign behind these is shown as it is.
            '\\' | '_' | '*' => {
                signs.next();
            }
            '"' => {
                signs.by_ref().find(|sign| *sign == '"');
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                let inside = inside.to_ascii_lowercase();
                let of_one = |unit: char| !inside.is_empty() && inside.chars().all(|sign| sign == unit);
                if ['h', 'm', 's'].into_iter().any(of_one) {
                    return Shows::Duration;
                }
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => return Shows::Day,
            _shown => {}
        }
    }
    Shows::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formats_of_chinese_offices_are_told_apart() {
        for code in
            ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月", "[$-804]yyyy/m/d;@", "[DBNum1][$-804]yyyy年m月d日", "h:mm"]
        {
            assert_eq!(of_code(code), Shows::Day, "{code}");
        }
        for code in [
            "General",
            "G/通用格式",
            "0.00_d",
            "\"日\"0",
            "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
            "[Red]0",
            "@",
            "0.00E+00",
            "0\\d",
            "0;d",
        ] {
            assert_eq!(of_code(code), Shows::Number, "{code}");
        }
        assert_eq!(of_code("[h]:mm"), Shows::Duration);
        assert_eq!([of_number(14), of_number(31), of_number(57)], [Shows::Day; 3]);
        assert_eq!([of_number(0), of_number(49), of_number(164)], [Shows::Number; 3]);
    }
}
