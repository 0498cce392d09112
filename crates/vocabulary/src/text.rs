//! Small repairs of typed text that every reader needs and that never change its meaning.

/// The text with full-width letters, digits and signs as their half-width forms and the ideographic space as a space.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Half-width text without any white space or invisible marks (byte order mark, zero-width signs, no-break space).
pub fn squeeze(text: &str) -> String {
    half_width(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{00A0}' | '\u{2060}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_and_the_ideographic_space_become_plain() {
        assert_eq!(half_width("６２０５２１ Ｘ　元"), "620521 X 元");
    }

    #[test]
    fn squeezing_takes_out_every_invisible_sign() {
        assert_eq!(squeeze("\u{FEFF} 张　三\u{200B} "), "张三");
    }
}
