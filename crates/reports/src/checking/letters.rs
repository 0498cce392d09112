//! The text as the scanner reads it: one sign for each sign of the original, with widths made one and sentences,
//! paragraphs and brackets known at every place. Offsets count Unicode scalar values, as everywhere in this module.

/// A text with the place of every sign in its layout.
#[derive(Clone, Debug)]
pub(crate) struct Letters {
    /// The signs, full-width digits and brackets written narrow; as many as the original has.
    pub plain: Vec<char>,
    sentence: Vec<u32>,
    paragraph: Vec<u32>,
    open: Vec<Option<usize>>,
    depth: Vec<u8>,
}

impl Letters {
    pub(crate) fn of(text: &str) -> Letters {
        let plain = narrowed(text);
        let (mut sentence, mut paragraph) = (0u32, 0u32);
        let mut brackets: Vec<usize> = Vec::new();
        let mut letters = Letters {
            sentence: Vec::with_capacity(plain.len()),
            paragraph: Vec::with_capacity(plain.len()),
            open: Vec::with_capacity(plain.len()),
            depth: Vec::with_capacity(plain.len()),
            plain: Vec::new(),
        };
        for (at, sign) in plain.iter().enumerate() {
            if *sign == ')' {
                brackets.pop();
            }
            letters.sentence.push(sentence);
            letters.paragraph.push(paragraph);
            letters.open.push(brackets.last().copied());
            letters.depth.push(u8::try_from(brackets.len()).unwrap_or(u8::MAX));
            match sign {
                '(' => brackets.push(at),
                '。' | '!' | '?' => sentence += 1,
                '\n' => {
                    sentence += 1;
                    paragraph += 1;
                    brackets.clear();
                }
                _ => {}
            }
        }
        letters.plain = plain;
        letters
    }

    pub(crate) fn at(&self, at: usize) -> Option<char> {
        self.plain.get(at).copied()
    }

    pub(crate) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|before| self.at(before))
    }

    /// The text between two places, as far as there is any.
    pub(crate) fn between(&self, start: usize, end: usize) -> String {
        self.plain.get(start..end.min(self.plain.len())).map(|signs| signs.iter().collect()).unwrap_or_default()
    }

    pub(crate) fn starts_with(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, sign)| self.at(at + offset) == Some(sign))
    }

    pub(crate) fn sentence(&self, at: usize) -> u32 {
        self.sentence.get(at).copied().unwrap_or(u32::MAX)
    }

    pub(crate) fn paragraph(&self, at: usize) -> u32 {
        self.paragraph.get(at).copied().unwrap_or(u32::MAX)
    }

    /// Place of the innermost bracket that is open there.
    pub(crate) fn open(&self, at: usize) -> Option<usize> {
        self.open.get(at).copied().flatten()
    }

    pub(crate) fn depth(&self, at: usize) -> u8 {
        self.depth.get(at).copied().unwrap_or(0)
    }

    /// Where the sentence of that place begins.
    pub(crate) fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        (0..=at.min(self.plain.len().saturating_sub(1)))
            .rev()
            .take_while(|place| self.sentence(*place) == sentence)
            .last()
            .unwrap_or(at)
    }
}

/// A text with its widths made one. Between full-width digits the full-width comma parts thousands: ３，４１８.
fn narrowed(text: &str) -> Vec<char> {
    let signs: Vec<char> = text.chars().collect();
    let wide = |at: usize| signs.get(at).is_some_and(|sign| ('０'..='９').contains(sign));
    let thousands = |at: usize| at > 0 && wide(at - 1) && (1..=3).all(|offset| wide(at + offset)) && !wide(at + 4);
    signs.iter().enumerate().map(|(at, sign)| if *sign == '，' && thousands(at) { ',' } else { narrow(*sign) }).collect()
}

/// Full-width signs written narrow; the full-width comma stays, since it never stands between narrow digits.
fn narrow(sign: char) -> char {
    match sign {
        '，' => '，',
        '％' | '﹪' => '%',
        '\u{3000}' | '\u{a0}' => ' ',
        '～' => '~',
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(sign),
        '\r' => ' ',
        other => other,
    }
}

/// Whether a label ends at this sign.
pub(crate) fn is_boundary(sign: char) -> bool {
    matches!(sign, '，' | ',' | '、' | ';' | '。' | ':' | '(' | ')' | '\n' | '\t' | '|' | '!' | '?' | '【' | '】' | '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_keeps_its_place_when_widths_are_made_one() {
        let letters = Letters::of("共１２户（３０人），占５％。又");
        assert_eq!(letters.between(0, 14), "共12户(30人)，占5%。");
        assert_eq!((letters.depth(5), letters.depth(9), letters.sentence(14)), (1, 0, 1));
        assert_eq!(letters.sentence_start(13), 0);
    }
}
