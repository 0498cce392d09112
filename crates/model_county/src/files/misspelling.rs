//! Slips of the pen: numbers and names as tired people write them.

use vocabulary::CitizenId;

use crate::random::Random;

/// Signs of names that sound alike: who listens writes one for the other.
const ALIKE_BY_EAR: [(char, char); 44] = [
    ('建', '健'),
    ('丽', '莉'),
    ('军', '君'),
    ('平', '萍'),
    ('红', '宏'),
    ('伟', '玮'),
    ('明', '铭'),
    ('玲', '灵'),
    ('英', '瑛'),
    ('霞', '侠'),
    ('兰', '岚'),
    ('云', '芸'),
    ('生', '升'),
    ('林', '琳'),
    ('文', '雯'),
    ('志', '智'),
    ('杰', '洁'),
    ('涛', '滔'),
    ('浩', '皓'),
    ('轩', '萱'),
    ('涵', '晗'),
    ('宇', '雨'),
    ('忠', '中'),
    ('成', '诚'),
    ('国', '果'),
    ('强', '墙'),
    ('芳', '方'),
    ('娟', '鹃'),
    ('艳', '燕'),
    ('梅', '玫'),
    ('秀', '绣'),
    ('珍', '真'),
    ('玉', '育'),
    ('福', '富'),
    ('贵', '桂'),
    ('祥', '翔'),
    ('荣', '容'),
    ('华', '花'),
    ('春', '椿'),
    ('东', '冬'),
    ('海', '亥'),
    ('义', '艺'),
    ('永', '勇'),
    ('怡', '宜'),
];

/// Signs of names that look alike: who copies writes one for the other.
const ALIKE_BY_EYE: [(char, char); 40] = [
    ('明', '朋'),
    ('国', '囯'),
    ('文', '交'),
    ('生', '主'),
    ('平', '乎'),
    ('志', '忘'),
    ('宇', '字'),
    ('子', '孑'),
    ('军', '车'),
    ('云', '去'),
    ('东', '乐'),
    ('兰', '三'),
    ('英', '莫'),
    ('芬', '芳'),
    ('秀', '季'),
    ('龙', '尤'),
    ('浩', '洁'),
    ('林', '材'),
    ('根', '银'),
    ('有', '冇'),
    ('天', '夭'),
    ('玉', '王'),
    ('伟', '伪'),
    ('红', '江'),
    ('建', '健'),
    ('小', '少'),
    ('海', '悔'),
    ('梅', '悔'),
    ('祥', '样'),
    ('福', '幅'),
    ('贵', '责'),
    ('花', '化'),
    ('珍', '诊'),
    ('玲', '珍'),
    ('涵', '函'),
    ('轩', '斩'),
    ('涛', '铸'),
    ('霞', '瑕'),
    ('丽', '雨'),
    ('桂', '挂'),
];

/// The name with one sign of the given name as another that sounds alike; `None` where no sign has one.
pub(super) fn sounding_alike(name: &str) -> Option<String> {
    exchanged(name, &ALIKE_BY_EAR)
}

/// The name with one sign of the given name as another that looks alike; `None` where no sign has one.
pub(super) fn looking_alike(name: &str) -> Option<String> {
    exchanged(name, &ALIKE_BY_EYE)
}

fn exchanged(name: &str, pairs: &[(char, char)]) -> Option<String> {
    let mut signs: Vec<char> = name.chars().collect();
    for sign in signs.iter_mut().skip(1) {
        let other = pairs.iter().find_map(|(first, second)| match *sign {
            written if written == *first => Some(*second),
            written if written == *second => Some(*first),
            _different => None,
        });
        if let Some(other) = other {
            *sign = other;
            return Some(signs.into_iter().collect());
        }
    }
    None
}

/// ASCII in its full-width forms.
pub(super) fn full_width(text: &str) -> String {
    text.chars()
        .map(|sign| if sign.is_ascii_graphic() { char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign) } else { sign })
        .collect()
}

/// In the groups in which people read a number out.
pub(super) fn spaced_number(number: &str) -> String {
    format!("{} {} {}", &number[..6], &number[6..14], &number[14..])
}

/// The number of fifteen digits this one grew out of; people born from 2000 on never had one.
pub(super) fn old_number(number: CitizenId) -> Option<String> {
    let text = number.reveal();
    let old = format!("{}{}", &text[..6], &text[8..17]);
    (CitizenId::parse(&old) == Ok(number)).then_some(old)
}

/// The number with one of its digits as another, which no number can have: the check digit finds every such slip.
pub(super) fn with_wrong_digit(number: CitizenId, random: &mut Random) -> String {
    let mut signs: Vec<u8> = number.reveal().bytes().collect();
    let place = random.index(17);
    let other = u8::try_from(random.between(1, 9)).expect("a digit");
    signs[place] = b'0' + (signs[place] - b'0' + other) % 10;
    String::from_utf8(signs).expect("digits are ASCII")
}

/// The number with two neighbouring digits swapped; `None` where no swap makes it another.
pub(super) fn with_swapped_digits(number: CitizenId, random: &mut Random) -> Option<String> {
    let first = random.index(16);
    (0..16).map(|step| (first + step) % 16).find_map(|place| {
        let mut signs: Vec<u8> = number.reveal().bytes().collect();
        signs.swap(place, place + 1);
        let text = String::from_utf8(signs).expect("digits are ASCII");
        CitizenId::parse(&text).is_err().then_some(text)
    })
}

/// What a spreadsheet keeps of a number typed as a figure: fifteen digits. `None` where the zeros behind would make a
/// right number of somebody else, or where the number ends with X.
pub(super) fn with_lost_digits(number: CitizenId) -> Option<i64> {
    let kept = number.reveal().parse::<i64>().ok()? / 1000 * 1000;
    CitizenId::parse(&kept.to_string()).is_err().then_some(kept)
}

/// A comma before every third digit.
pub(super) fn with_commas(amount: &str) -> String {
    let (whole, fraction) = amount.split_once('.').map_or((amount, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    fraction.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_given_name_is_miswritten() {
        assert_eq!(sounding_alike("林建国").as_deref(), Some("林健国"));
        assert_eq!(looking_alike("王志明").as_deref(), Some("王忘明"));
        assert_eq!(sounding_alike("林").as_deref(), None);
    }

    #[test]
    fn every_slip_in_a_number_makes_it_none() {
        let number = CitizenId::parse("11010519491231002X").expect("the example of the standard");
        let mut random = Random::from_seed(3);
        for _ in 0..200 {
            assert!(CitizenId::parse(&with_wrong_digit(number, &mut random)).is_err());
            let swapped = with_swapped_digits(number, &mut random).expect("its digits differ");
            assert!(CitizenId::parse(&swapped).is_err() && swapped.len() == 18);
        }
    }

    #[test]
    fn commas_stand_before_every_third_digit() {
        assert_eq!(with_commas("1234567"), "1,234,567");
        assert_eq!(with_commas("1234.56"), "1,234.56");
        assert_eq!(with_commas("123"), "123");
    }
}
