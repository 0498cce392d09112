//! Small repairs of typed text that every reader needs and that never change its meaning.

use std::borrow::Cow;

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

/// [`squeeze`] without a copy where the text is as it should be, as nearly every cell of a file is.
pub fn squeezed(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let is_plain = |sign: char| matches!(sign, '!'..='~' | '·' | '\u{4E00}'..='\u{9FFF}');
    if text.chars().all(is_plain) { Cow::Borrowed(text) } else { Cow::Owned(squeeze(text)) }
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
        for text in ["\u{FEFF} 张　三\u{200B} ", "张三", "６２０５２１Ｘ", ""] {
            assert_eq!(squeezed(text), squeeze(text));
        }
        assert!(matches!(squeezed("张三"), Cow::Borrowed(_)));
    }
}
