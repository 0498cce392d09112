//! Names: surnames by how common they are, given names by sex and generation, and names that sound alike.

use vocabulary::Sex;

use crate::random::Random;

/// The commonest surnames with persons in ten thousand, rounded, after the national yearbooks of names.
const SURNAMES: [(&str, i64); 48] = [
    ("王", 715),
    ("李", 719),
    ("张", 676),
    ("刘", 517),
    ("陈", 453),
    ("杨", 309),
    ("赵", 229),
    ("黄", 223),
    ("周", 212),
    ("吴", 205),
    ("徐", 166),
    ("孙", 154),
    ("胡", 131),
    ("朱", 126),
    ("高", 121),
    ("林", 118),
    ("何", 117),
    ("郭", 115),
    ("马", 105),
    ("罗", 86),
    ("梁", 84),
    ("宋", 81),
    ("郑", 78),
    ("谢", 72),
    ("韩", 68),
    ("唐", 65),
    ("冯", 64),
    ("于", 62),
    ("董", 61),
    ("萧", 59),
    ("程", 57),
    ("曹", 57),
    ("袁", 54),
    ("邓", 54),
    ("许", 54),
    ("傅", 51),
    ("沈", 50),
    ("曾", 50),
    ("彭", 49),
    ("吕", 47),
    ("苏", 46),
    ("卢", 45),
    ("蒋", 45),
    ("蔡", 44),
    ("贾", 42),
    ("丁", 42),
    ("魏", 41),
    ("薛", 40),
];

const MEN_BEFORE_1970: &str = "国建德文志明军平生林海成福贵有忠义顺宝荣祥万东兴根长树云";
const MEN_AFTER_1970: &str = "伟强军涛杰鹏斌波辉刚勇明亮超凯龙飞磊浩宇志建平小文云";
const BOYS: &str = "浩宇轩子梓睿博涵泽宸俊杰晨皓铭阳嘉佳一天文明";
const WOMEN_BEFORE_1970: &str = "秀英兰芳玉桂梅凤珍霞玲莲香菊淑巧云花翠彩会改银";
const WOMEN_AFTER_1970: &str = "丽娟燕霞红芳静敏艳萍娜玲梅莉雪晓小文亚彩琴云";
const GIRLS: &str = "梓涵欣怡子萱诗雨佳琪雅婷可馨思彤语嘉晨晗若悦一";

/// Signs of given names that sound alike, as a clerk who listens writes one for the other.
const ALIKE: [(char, char); 24] = [
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
];

/// A surname, the common ones more often.
pub(crate) fn surname(random: &mut Random) -> &'static str {
    random.weighted::<&'static str>(&SURNAMES)
}

/// A whole name: this surname and a given name of one or two signs that suits sex and year of birth.
pub(crate) fn full_name(random: &mut Random, surname: &str, sex: Sex, birth_year: i16) -> String {
    let signs = match (sex, birth_year) {
        (Sex::Male, ..1970) => MEN_BEFORE_1970,
        (Sex::Male, 1970..2002) => MEN_AFTER_1970,
        (Sex::Male, 2002..) => BOYS,
        (Sex::Female, ..1970) => WOMEN_BEFORE_1970,
        (Sex::Female, 1970..2002) => WOMEN_AFTER_1970,
        (Sex::Female, 2002..) => GIRLS,
    };
    let signs: Vec<char> = signs.chars().collect();
    let mut name = surname.to_owned();
    let length = if random.in_a_thousand(180) { 1 } else { 2 };
    for _ in 0..length {
        name.push(*random.pick(&signs));
    }
    name
}

/// The name with one sign of the given name as another that sounds alike; `None` where no sign has one.
pub(crate) fn sounding_alike(name: &str) -> Option<String> {
    let mut signs: Vec<char> = name.chars().collect();
    for sign in signs.iter_mut().skip(1) {
        let other = ALIKE.iter().find_map(|(first, second)| match *sign {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_surname_and_one_or_two_signs() {
        let mut random = Random::from_seed(1);
        for year in [1940, 1985, 2015] {
            let name = full_name(&mut random, "王", Sex::Female, year);
            assert!(name.starts_with('王') && (2..=3).contains(&name.chars().count()), "{name}");
        }
    }

    #[test]
    fn only_a_given_name_is_written_by_its_sound() {
        assert_eq!(sounding_alike("林建国").as_deref(), Some("林健国"));
        assert_eq!(sounding_alike("林国").as_deref(), None);
    }
}
