//! Distinct names of both lists, once each, with what comparing and blocking needs of them.

use super::mixing::{NumberMap, hash_bytes, mix};
use super::shapes::{Shapes, simplified};
use super::sounds::{Sounds, character_code};

/// How two names compare. Equal names and names that sound alike are told apart by how common they are: see [`bin`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameLevel {
    Missing,
    Equal,
    Sound,
    /// Characters that sound alike in a dialect or look alike.
    Alike,
    /// One character of the given name is another.
    OneCharacter,
    /// One character (or part of a long name) is missing or added.
    OneMissing,
    /// The characters are the same, in another order.
    Reversed,
    /// The given name is the same, the surname is not.
    SurnameChanged,
    SurnameOnly,
    Different,
}

/// Bins of how common a name is: 1, 2 to 3, 4 to 7 persons of the larger list, and so on.
pub(super) const EQUAL_BINS: usize = 12;
/// Bins for names that sound alike.
pub(super) const SOUND_BINS: usize = 6;

/// The bin of a number of bearers.
pub(super) fn bin(bearers: u32, bins: usize) -> usize {
    (bearers.max(1).ilog2() as usize).min(bins - 1)
}

/// The commonest surnames of two characters (公安部户政管理研究中心, 全国姓名报告, and 百家姓).
const COMPOUND_SURNAMES: [&str; 24] = [
    "欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "贺兰", "完颜", "慕容", "尉迟", "长孙", "东方",
    "南宫", "公孙", "轩辕", "端木", "独孤", "拓跋", "宇文", "闻人", "西门",
];

/// A distinct name.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameEntry {
    start: u32,
    length: u8,
    pub(super) surname_length: u8,
    /// Bearers in the larger list (the greater of both counts).
    pub(super) bearers: u32,
    /// Bearers of names with this sound.
    pub(super) sound_bearers: u32,
    pub(super) sound: u64,
    pub(super) surname_sound: u64,
    pub(super) given_sound: u64,
}

/// The names of one list as it is read: numbers from 1 in the order of first sight; 0 is no name.
#[derive(Default)]
pub(super) struct NameCollector {
    by_hash: NumberMap<u32>,
    texts: String,
    ends: Vec<u32>,
    bearers: Vec<u32>,
    scratch: String,
}

impl NameCollector {
    /// The number of a name as typed, comparable forms being one name.
    pub(super) fn number(&mut self, typed: &str) -> u32 {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        write_comparable(typed, &mut scratch);
        let number = self.number_of_comparable(&scratch);
        self.scratch = scratch;
        number
    }

    /// Says how many bear a name, where more do than were seen.
    pub(super) fn set_bearers(&mut self, typed: &str, bearers: u32) {
        let before = self.ends.len();
        let number = self.number(typed);
        if let Some(count) = (number as usize).checked_sub(1).and_then(|at| self.bearers.get_mut(at)) {
            let seen = if self.ends.len() > before { 0 } else { *count - 1 };
            *count = seen.max(bearers);
        }
    }

    fn number_of_comparable(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return 0;
        }
        let mut hash = hash_bytes(name.as_bytes());
        loop {
            match self.by_hash.get(&hash) {
                Some(number) if self.text(*number) == name => {
                    self.bearers[*number as usize - 1] += 1;
                    return *number;
                }
                // Two names with one hash: the next place.
                Some(_) => hash = hash.wrapping_add(1),
                None => break,
            }
        }
        self.texts.push_str(name);
        self.ends.push(self.texts.len() as u32);
        self.bearers.push(1);
        let number = self.ends.len() as u32;
        self.by_hash.insert(hash, number);
        number
    }

    fn text(&self, number: u32) -> &str {
        let at = number as usize - 1;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.texts[start..self.ends[at] as usize]
    }

    fn len(&self) -> u32 {
        self.ends.len() as u32
    }
}

/// A name for comparison: without spaces, dots, digits and what stands in brackets; half width; simplified characters.
fn write_comparable(typed: &str, into: &mut String) {
    let mut inside_brackets = false;
    for sign in typed.chars() {
        match sign {
            '(' | '（' | '[' | '【' | '〔' => inside_brackets = true,
            ')' | '）' | ']' | '】' | '〕' => inside_brackets = false,
            _ if inside_brackets => {}
            '\u{4E00}'..='\u{9FFF}' => into.push(simplified(sign)),
            '\u{FF21}'..='\u{FF5A}' => {
                into.extend(char::from_u32(u32::from(sign) - 0xFEE0).map(|plain| plain.to_ascii_uppercase()));
            }
            _ if sign.is_ascii_alphabetic() => into.push(sign.to_ascii_uppercase()),
            _ if sign.is_ascii() || sign.is_whitespace() || !sign.is_alphabetic() => {}
            other => into.push(other),
        }
    }
    if matches!(into.as_str(), "无" | "不详" | "未知" | "空" | "NULL" | "NA" | "NAN" | "NONE") {
        into.clear();
    }
}

/// The distinct names of both lists.
pub(super) struct Names {
    characters: Vec<u16>,
    pub(super) entries: Vec<NameEntry>,
    sounds: Sounds,
    shapes: Shapes,
}

impl Names {
    /// Puts the names of two lists together; the second vector is the new number of each name of the right list.
    pub(super) fn merge(mut left: NameCollector, right: &NameCollector) -> (Names, Vec<u32>) {
        let mut left_bearers = std::mem::take(&mut left.bearers);
        left.bearers = vec![0; left_bearers.len()];
        let renumbered: Vec<u32> =
            std::iter::once(0).chain((1..=right.len()).map(|number| left.number_of_comparable(right.text(number)))).collect();
        let mut right_bearers = vec![0u32; left.len() as usize];
        for number in 1..=right.len() {
            right_bearers[renumbered[number as usize] as usize - 1] += right.bearers[number as usize - 1];
        }
        left_bearers.resize(right_bearers.len(), 0);
        let bearers: Vec<u32> = left_bearers.iter().zip(&right_bearers).map(|(a, b)| *a.max(b)).collect();
        (Names::of(&left, &bearers), renumbered)
    }

    /// The names of one list compared with itself.
    pub(super) fn of_one(collector: &NameCollector) -> Names {
        Names::of(collector, &collector.bearers)
    }

    fn of(collector: &NameCollector, bearers: &[u32]) -> Names {
        let mut names = Names {
            characters: Vec::with_capacity(collector.texts.len() / 3),
            entries: Vec::with_capacity(bearers.len() + 1),
            sounds: Sounds::new(),
            shapes: Shapes::new(),
        };
        names.entries.push(NameEntry::default());
        let mut by_sound: NumberMap<u32> = NumberMap::default();
        for number in 1..=collector.len() {
            let text = collector.text(number);
            let start = names.characters.len();
            for character in text.chars().take(usize::from(u8::MAX)) {
                names.sounds.learn(character);
                names.characters.push(character_code(character));
            }
            let characters = &names.characters[start..];
            let surname_length = surname_length(text, characters.len());
            let sound_of = |part: &[u16]| part.iter().fold(0, |key, code| mix(key, names.sounds.key(*code)));
            let (surname, given) = characters.split_at(usize::from(surname_length));
            let sound = sound_of(characters);
            *by_sound.entry(sound).or_insert(0) += bearers[number as usize - 1];
            names.entries.push(NameEntry {
                start: start as u32,
                length: characters.len() as u8,
                surname_length,
                bearers: bearers[number as usize - 1],
                sound_bearers: 0,
                sound,
                surname_sound: sound_of(surname),
                given_sound: if given.is_empty() { 0 } else { sound_of(given) },
            });
        }
        for entry in names.entries.iter_mut().skip(1) {
            entry.sound_bearers = by_sound.get(&entry.sound).copied().unwrap_or(1);
        }
        names
    }

    fn characters(&self, entry: &NameEntry) -> &[u16] {
        &self.characters[entry.start as usize..entry.start as usize + usize::from(entry.length)]
    }

    /// How two names compare, by their numbers.
    pub(super) fn compare(&self, first: u32, second: u32) -> NameLevel {
        if first == 0 || second == 0 {
            return NameLevel::Missing;
        }
        if first == second {
            return NameLevel::Equal;
        }
        let (a, b) = (&self.entries[first as usize], &self.entries[second as usize]);
        let (x, y) = (self.characters(a), self.characters(b));
        if x.len() == y.len() {
            if let Some(level) = self.compare_aligned(x, y, a) {
                return level;
            }
        } else if is_missing_from(x, y) || is_missing_from(y, x) {
            return NameLevel::OneMissing;
        }
        let (surname_x, given_x) = x.split_at(usize::from(a.surname_length));
        let (surname_y, given_y) = y.split_at(usize::from(b.surname_length));
        if !given_x.is_empty() && given_x == given_y {
            NameLevel::SurnameChanged
        } else if surname_x == surname_y {
            NameLevel::SurnameOnly
        } else {
            NameLevel::Different
        }
    }

    /// Names of one length, sign by sign; `None` where more than that has to be looked at.
    fn compare_aligned(&self, x: &[u16], y: &[u16], first: &NameEntry) -> Option<NameLevel> {
        let (mut differing, mut sounding, mut alike, mut last) = (0, 0, 0, 0);
        for (place, (a, b)) in x.iter().zip(y).enumerate() {
            if a != b {
                differing += 1;
                last = place;
                if self.sounds.sound_alike(*a, *b) {
                    sounding += 1;
                } else if self.sounds.sound_alike_in_dialect(*a, *b) || self.shapes.look_alike(*a, *b) {
                    alike += 1;
                }
            }
        }
        if differing == sounding {
            return Some(NameLevel::Sound);
        }
        if differing == sounding + alike && (x.len() > 2 || differing == 1) {
            return Some(NameLevel::Alike);
        }
        if (2..=3).contains(&differing) && is_reordered(x, y) {
            return Some(NameLevel::Reversed);
        }
        if differing == 1 && last >= usize::from(first.surname_length) && x.len() > 2 {
            return Some(NameLevel::OneCharacter);
        }
        // Long names are transcriptions: two signs of six or more may be written otherwise.
        (x.len() >= 6 && differing <= 2).then_some(NameLevel::OneCharacter)
    }
}

fn surname_length(text: &str, length: usize) -> u8 {
    if length >= 3 && COMPOUND_SURNAMES.iter().any(|surname| text.starts_with(surname)) { 2 } else { 1 }
}

fn is_reordered(x: &[u16], y: &[u16]) -> bool {
    if x.len() > 4 {
        return false;
    }
    let sorted = |name: &[u16]| {
        let mut signs = [0u16; 4];
        signs[..name.len()].copy_from_slice(name);
        signs.sort_unstable();
        signs
    };
    sorted(x) == sorted(y)
}

/// Whether the shorter name is the longer one without one sign, or the first part of a name of several parts.
fn is_missing_from(shorter: &[u16], longer: &[u16]) -> bool {
    if shorter.len() >= longer.len() || shorter.len() < 2 {
        return false;
    }
    if shorter.len() + 1 == longer.len() {
        let same_before = shorter.iter().zip(longer).take_while(|(a, b)| a == b).count();
        return shorter[same_before..] == longer[same_before + 1..];
    }
    longer.len() >= 5 && (longer.starts_with(shorter) || longer.ends_with(shorter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, second: &str, expected: NameLevel) {
        let mut collector = NameCollector::default();
        let (a, b) = (collector.number(first), collector.number(second));
        assert_eq!(Names::of_one(&collector).compare(a, b), expected, "{first} {second}");
    }

    #[test]
    fn spaces_dots_brackets_and_old_forms_do_not_make_another_name() {
        for typed in ["张 国　强", "張國強", "张国强（户主）", "张国强1"] {
            check("张国强", typed, NameLevel::Equal);
        }
        check("买买提·吐尔逊", "买买提•吐尔逊", NameLevel::Equal);
        check("买买提·吐尔逊", "买买提吐尔逊", NameLevel::Equal);
    }

    #[test]
    fn names_that_differ_in_the_ways_of_offices_are_told_apart() {
        check("张建国", "张健国", NameLevel::Sound);
        check("曾玉兰", "增玉岚", NameLevel::Sound);
        check("胡小兰", "福小男", NameLevel::Alike);
        check("王未生", "王末生", NameLevel::Alike);
        check("张国强", "张国梅", NameLevel::OneCharacter);
        check("张国强", "张强", NameLevel::OneMissing);
        check("买买提·吐尔逊", "买买提", NameLevel::OneMissing);
        check("张国强", "国强张", NameLevel::Reversed);
        check("张国强", "张强国", NameLevel::Reversed);
        check("张国强", "李国强", NameLevel::SurnameChanged);
        check("欧阳国强", "王国强", NameLevel::SurnameChanged);
        check("张国强", "张秀英", NameLevel::SurnameOnly);
        check("张国强", "李秀英", NameLevel::Different);
        check("张丽", "李丽", NameLevel::SurnameChanged);
    }

    #[test]
    fn no_name_is_missing() {
        check("", "张丽", NameLevel::Missing);
        check("不详", "张丽", NameLevel::Missing);
    }

    #[test]
    fn two_lists_share_their_names() {
        let (mut left, mut right) = (NameCollector::default(), NameCollector::default());
        left.number("张丽");
        right.number("李丽");
        right.number("张丽");
        right.number("张丽");
        let (names, renumbered) = Names::merge(left, &right);
        assert_eq!(renumbered, [0, 2, 1]);
        assert_eq!((names.entries[1].bearers, names.entries[2].bearers), (2, 1));
    }
}
