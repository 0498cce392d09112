//! How characters sound: the readings of a character without tones, and the same with the mergers of the dialects.
//!
//! Readings are those of the `pinyin` crate (Unihan `kHanyuPinyin`, `kMandarin`, `kXHC1983`, by mozillazg/pinyin-data), all of
//! a character's, for names keep old ones (曾, 单, 查). The mergers are those of the dialect surveys (袁家骅等《汉语方言概要》,
//! 《中国语言地图集》): n and l; zh, ch, sh and z, c, s; ang, eng, ing and an, en, in; hu before a vowel and f.

use std::collections::HashMap;

use pinyin::{ToPinyin, ToPinyinMulti};

/// Readings of one character that are kept.
const READINGS_MAX: usize = 4;

/// The readings of a character as numbers, 0 where there are fewer: exact ones and merged ones, the commonest first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Readings {
    exact: [u16; READINGS_MAX],
    merged: [u16; READINGS_MAX],
}

/// The readings of the characters met so far, by code point.
pub(super) struct Sounds {
    syllables: HashMap<String, u16>,
    of_character: Vec<Readings>,
    is_known: Vec<bool>,
}

/// A character as the sixteen bits names are kept in. The rare ones beyond fold into the private area.
pub(super) fn character_code(character: char) -> u16 {
    u16::try_from(u32::from(character)).unwrap_or(0xE000 + (u32::from(character) % 6_400) as u16)
}

impl Sounds {
    pub(super) fn new() -> Sounds {
        Sounds { syllables: HashMap::new(), of_character: vec![Readings::default(); 1 << 16], is_known: vec![false; 1 << 16] }
    }

    /// Looks up the readings of a character, once.
    pub(super) fn learn(&mut self, character: char) {
        let at = usize::from(character_code(character));
        if self.is_known[at] {
            return;
        }
        self.is_known[at] = true;
        let mut readings = Readings::default();
        let first = character.to_pinyin().map(|reading| reading.plain());
        let others = character.to_pinyin_multi().into_iter().flatten().map(|reading| reading.plain());
        for syllable in first.into_iter().chain(others) {
            let merged = merged(syllable);
            let (exact, merged) = (self.number(syllable), self.number(&merged));
            put(&mut readings.exact, exact);
            put(&mut readings.merged, merged);
        }
        if readings.exact[0] == 0 {
            // Letters and characters without a reading sound like themselves.
            let own = self.number(&character.to_ascii_uppercase().to_string());
            (readings.exact[0], readings.merged[0]) = (own, own);
        }
        self.of_character[at] = readings;
    }

    fn number(&mut self, syllable: &str) -> u16 {
        let next = u16::try_from(self.syllables.len() + 1).unwrap_or(u16::MAX);
        match self.syllables.get(syllable) {
            Some(number) => *number,
            None => {
                self.syllables.insert(syllable.to_owned(), next);
                next
            }
        }
    }

    fn readings(&self, code: u16) -> &Readings {
        &self.of_character[usize::from(code)]
    }

    /// Whether the two can be read alike.
    pub(super) fn sound_alike(&self, first: u16, second: u16) -> bool {
        first == second || meet(&self.readings(first).exact, &self.readings(second).exact)
    }

    /// Whether the two can be read alike by somebody whose dialect merges sounds.
    pub(super) fn sound_alike_in_dialect(&self, first: u16, second: u16) -> bool {
        first == second || meet(&self.readings(first).merged, &self.readings(second).merged)
    }

    /// The number of the commonest reading, mergers applied: a key to look for names that sound alike.
    pub(super) fn key(&self, code: u16) -> u64 {
        u64::from(self.readings(code).merged[0])
    }
}

fn put(readings: &mut [u16; READINGS_MAX], number: u16) {
    if !readings.contains(&number)
        && let Some(free) = readings.iter_mut().find(|place| **place == 0)
    {
        *free = number;
    }
}

fn meet(first: &[u16; READINGS_MAX], second: &[u16; READINGS_MAX]) -> bool {
    first.iter().any(|reading| *reading != 0 && second.contains(reading))
}

/// A syllable without tone as the merging dialects say it.
fn merged(syllable: &str) -> String {
    let mut text = syllable.replace('ü', "v");
    for (retroflex, flat) in [("zh", "z"), ("ch", "c"), ("sh", "s")] {
        if let Some(rest) = text.strip_prefix(retroflex) {
            text = format!("{flat}{rest}");
        }
    }
    if let Some(rest) = text.strip_prefix('n').filter(|rest| !rest.is_empty()) {
        text = format!("l{rest}");
    }
    if text == "hong" {
        text = "feng".to_owned();
    } else if text == "hu" {
        text = "fu".to_owned();
    } else if let Some(rest) = text.strip_prefix("hu") {
        text = match rest {
            "i" => "fei".to_owned(),
            "n" => "fen".to_owned(),
            vowel => format!("f{vowel}"),
        };
    }
    for (back, front) in [("ang", "an"), ("eng", "en"), ("ing", "in")] {
        if let Some(rest) = text.strip_suffix(back) {
            text = format!("{rest}{front}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: char, second: char, alike: bool, alike_in_dialect: bool) {
        let mut sounds = Sounds::new();
        sounds.learn(first);
        sounds.learn(second);
        let (a, b) = (character_code(first), character_code(second));
        assert_eq!((sounds.sound_alike(a, b), sounds.sound_alike_in_dialect(a, b)), (alike, alike_in_dialect), "{first}{second}");
    }

    #[test]
    fn characters_of_one_reading_sound_alike_also_by_a_rarer_one() {
        check('建', '健', true, true);
        check('曾', '增', true, true);
        check('曾', '层', true, true);
        check('单', '善', true, true);
        check('张', '李', false, false);
    }

    #[test]
    fn dialects_merge_what_the_standard_language_tells_apart() {
        check('兰', '男', false, true);
        check('庄', '装', true, true);
        check('苏', '书', false, true);
        check('陈', '程', false, true);
        check('金', '京', false, true);
        check('黄', '方', false, true);
        check('胡', '福', false, true);
        check('辉', '飞', false, true);
        check('红', '冯', false, true);
    }

    #[test]
    fn signs_without_a_reading_sound_like_themselves() {
        check('A', 'a', true, true);
        check('A', 'B', false, false);
    }
}
