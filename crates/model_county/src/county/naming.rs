//! Names of the county's people: surnames by how common they are and by village, given names by sex and generation.

use vocabulary::Sex;

use crate::random::Random;

/// Surnames with persons in ten thousand, after the national yearbooks of names and the county's own families.
const SURNAMES: [(&str, i64); 80] = [
    ("王", 715),
    ("李", 719),
    ("张", 676),
    ("刘", 517),
    ("陈", 253),
    ("杨", 309),
    ("赵", 229),
    ("黄", 123),
    ("周", 212),
    ("吴", 105),
    ("徐", 126),
    ("孙", 154),
    ("胡", 131),
    ("朱", 126),
    ("高", 121),
    ("林", 48),
    ("何", 117),
    ("郭", 115),
    ("马", 185),
    ("罗", 66),
    ("梁", 84),
    ("宋", 81),
    ("郑", 58),
    ("谢", 52),
    ("韩", 68),
    ("唐", 65),
    ("冯", 64),
    ("于", 42),
    ("董", 61),
    ("萧", 39),
    ("程", 77),
    ("曹", 57),
    ("袁", 44),
    ("邓", 34),
    ("许", 44),
    ("傅", 31),
    ("沈", 30),
    ("曾", 30),
    ("彭", 39),
    ("吕", 47),
    ("苏", 46),
    ("卢", 35),
    ("蒋", 35),
    ("蔡", 34),
    ("贾", 62),
    ("丁", 42),
    ("魏", 61),
    ("薛", 40),
    ("叶", 22),
    ("阎", 32),
    ("余", 21),
    ("潘", 20),
    ("杜", 60),
    ("戴", 18),
    ("夏", 20),
    ("钟", 17),
    ("汪", 37),
    ("田", 42),
    ("任", 51),
    ("姜", 21),
    ("范", 20),
    ("方", 19),
    ("石", 28),
    ("姚", 27),
    ("谭", 12),
    ("廖", 11),
    ("邹", 11),
    ("熊", 11),
    ("金", 12),
    ("陆", 10),
    ("郝", 30),
    ("孔", 10),
    ("白", 30),
    ("崔", 20),
    ("康", 30),
    ("毛", 20),
    ("邱", 8),
    ("秦", 30),
    ("雍", 30),
    ("欧阳", 6),
];

const GIVEN: [(&str, i64); 6] = [
    ("建国德文志明军平生海成福贵有忠义顺宝荣祥万东兴根长树云全喜田保", 0),
    ("伟强军涛杰鹏斌波辉刚勇明亮超凯龙飞磊浩志建平小文云宏永红利", 1),
    ("浩宇轩子梓睿博涵泽宸俊杰晨皓铭阳嘉佳一天文明瑞鑫", 2),
    ("秀英兰芳玉桂梅凤珍霞玲莲香菊淑巧云花翠彩会改银爱粉金", 3),
    ("丽娟燕霞红芳静敏艳萍娜玲梅莉雪晓小文亚彩琴云慧婷", 4),
    ("梓涵欣怡子萱诗雨佳琪雅婷可馨思彤语嘉晨晗若悦一瑶", 5),
];

/// Whole names of minorities with their dot: given name and that of the father or family.
const WITH_DOT: [(&str, Sex); 8] = [
    ("卓玛·才让", Sex::Female),
    ("扎西·东珠", Sex::Male),
    ("阿依古丽·买买提", Sex::Female),
    ("艾力·吐尔逊", Sex::Male),
    ("仁青·卓玛", Sex::Female),
    ("古丽娜尔·艾山", Sex::Female),
    ("才让·多杰", Sex::Male),
    ("麦尔燕·马", Sex::Female),
];

/// Draws names; the signs are taken apart once.
#[derive(Clone, Debug)]
pub(crate) struct Namer {
    given: Vec<Vec<char>>,
}

impl Namer {
    pub(crate) fn new() -> Namer {
        Namer { given: GIVEN.iter().map(|(signs, _)| signs.chars().collect()).collect() }
    }

    /// A surname, the common ones more often.
    pub(crate) fn surname(&self, random: &mut Random) -> &'static str {
        random.weighted::<&'static str>(&SURNAMES)
    }

    /// The surname a name begins with; another where it is none of the list.
    pub(crate) fn surname_of(&self, name: &str) -> &'static str {
        SURNAMES.iter().map(|(surname, _)| *surname).find(|surname| name.starts_with(surname)).unwrap_or("王")
    }

    /// A given name after the surname.
    pub(crate) fn full(&self, random: &mut Random, surname: &str, sex: Sex, birth_year: i16) -> String {
        let generation = match birth_year {
            ..1970 => 0,
            1970..2002 => 1,
            2002.. => 2,
        };
        let signs = &self.given[generation + if sex == Sex::Male { 0 } else { 3 }];
        let mut name = String::with_capacity(9);
        name.push_str(surname);
        let one = random.in_a_thousand(180);
        for _ in 0..if one { 1 } else { 2 } {
            name.push(*random.pick(signs));
        }
        name
    }

    /// A name of a minority, for the few who married in from far.
    pub(crate) fn with_dot(&self, random: &mut Random, sex: Sex) -> String {
        let names: Vec<&str> = WITH_DOT.iter().filter(|(_, of)| *of == sex).map(|(name, _)| *name).collect();
        (*random.pick(&names)).to_owned()
    }
}
