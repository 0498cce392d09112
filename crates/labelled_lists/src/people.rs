//! A fictional population: villages with families, names by generation and sex, twins, namesakes, spouses who married in.

use vocabulary::{CitizenId, Date, Sex};

use crate::random::Random;

/// Surnames, the commonest first (order of the national report on names of 2020, 公安部户政管理研究中心).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文";
const MEN: &str = "国建文明志军平海成福贵有忠义顺宝荣祥万东兴根长树云伟强涛杰鹏斌波辉刚勇亮超凯龙飞磊浩宇林生德学永春元富发清贤新华金庆玉民少全世宏光立喜红俊双连山江继进";
const WOMEN: &str = "秀英兰芳玉桂梅凤珍霞玲莲香菊淑巧云花翠彩会改银丽娟燕红静敏艳萍娜莉雪晓小文亚琴春爱美月素慧粉娥琼荣秋芬华仙惠清金雅贵明转引招";
const YOUNG: &str = "浩轩子梓睿博涵泽宸俊杰晨皓铭阳嘉佳一天萱诗雨欣怡琪婷可馨思彤语晗若悦宇航瑞昊辰熙妍诺依";
/// Names of Uyghur and Kazakh people, given name and father's name.
const TRANSCRIBED: [&str; 14] = [
    "买买提",
    "吐尔逊",
    "阿不都",
    "热合曼",
    "古丽",
    "阿依努尔",
    "努尔买买提",
    "艾力",
    "帕提古丽",
    "玉素甫",
    "阿迪力",
    "麦麦提",
    "热依汗",
    "叶尔肯",
];

/// What is special about a person, for floors of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Nothing special.
    Ordinary,
    /// Born with another on one day in one family, of one sex.
    Twin,
    /// Somebody else in the village bears the same name.
    Namesake,
    /// Bears another name in the left list.
    Renamed,
    /// Moved to a spouse's family: other village, household and telephone in one of the lists.
    MarriedIn,
    /// Lives in a township whose codes are old in one list.
    Merged,
    /// The left list has the name and the village and nothing else.
    NameAndVillage,
}

/// A person as they are.
#[derive(Clone, Debug)]
pub(crate) struct Human {
    pub(crate) name: String,
    pub(crate) number: CitizenId,
    pub(crate) birth: Date,
    pub(crate) sex: Sex,
    pub(crate) village: usize,
    pub(crate) household: usize,
    pub(crate) phone: u64,
    pub(crate) group: Group,
}

/// A village as both lists name it.
#[derive(Clone, Debug)]
pub(crate) struct Village {
    pub(crate) code: u64,
    pub(crate) code_before: u64,
    pub(crate) town: String,
    pub(crate) name: String,
}

/// Everybody, and where they live.
pub(crate) struct Population {
    pub(crate) humans: Vec<Human>,
    pub(crate) villages: Vec<Village>,
}

/// Counties whose codes begin identity numbers, the own one most.
const AREAS: [u32; 6] = [620_521, 620_521, 620_521, 620_521, 620_522, 620_102];

pub(crate) fn populate(people: usize, random: &mut Random) -> Population {
    let villages = villages(people, random);
    let surnames: Vec<char> = SURNAMES.chars().collect();
    let mut humans: Vec<Human> = Vec::with_capacity(people + 8);
    let mut household = 0;
    // Each village has some surnames of its own, as villages do.
    let clans: Vec<[char; 4]> = villages.iter().map(|_| [(); 4].map(|()| surnames[random.ranked(surnames.len())])).collect();
    while humans.len() < people {
        let village = random.below(villages.len());
        let own = random.per_mille(550);
        let surname = if own { random.one_of(&clans[village]) } else { surnames[random.ranked(surnames.len())] };
        family(&mut humans, surname, village, household, &surnames, random);
        household += 1;
    }
    humans.truncate(people);
    mark_namesakes(&mut humans);
    Population { humans, villages }
}

fn villages(people: usize, random: &mut Random) -> Vec<Village> {
    const FIRST: &str = "梁李王张马赵上下东西南北大小新老石杨高罗";
    const SECOND: &str = "湾坪沟家庄川岔咀崖滩堡店寨河塬山泉峡口梁";
    let (first, second): (Vec<char>, Vec<char>) = (FIRST.chars().collect(), SECOND.chars().collect());
    let count = (people / 750).max(6);
    (0..count)
        .map(|at| {
            let (town, place) = (at / 20, at % 20);
            let code = 620_521_000_000 + (100 + town as u64) * 1_000 + 200 + place as u64;
            // Every fifth township was merged out of two: older lists have the codes from before.
            let code_before =
                if town % 5 == 1 { 620_521_000_000 + (300 + town as u64) * 1_000 + 220 - place as u64 } else { code };
            let name: String = [random.one_of(&first), random.one_of(&second)].iter().collect();
            let town_name: String =
                [first[town % first.len()], second[(town / first.len() + town) % second.len()]].iter().collect();
            Village { code, code_before, town: format!("{town_name}镇"), name: format!("{name}村") }
        })
        .collect()
}

fn family(humans: &mut Vec<Human>, surname: char, village: usize, household: usize, surnames: &[char], random: &mut Random) {
    let phone = 13_000_000_000 + random.below(6_999_999_999) as u64;
    let signs = if random.per_mille(500) { MEN } else { YOUNG };
    let generation_sign = given(random, signs);
    let year = 1938 + random.below(60) as i32;
    let mut add = |surname: char, sex: Sex, birth: Date, sign: Option<char>, group: Group, random: &mut Random| {
        let name = full_name(surname, sex, birth, sign, random);
        let odd = usize::from(sex == Sex::Male);
        let number = loop {
            let sequence = (random.below(499) * 2 + odd) as u16;
            let area = random.one_of(&AREAS);
            if let Some(number) = CitizenId::compose(area, birth, sequence) {
                break number;
            }
        };
        let own_phone = if random.per_mille(600) { phone } else { 13_000_000_000 + random.below(6_999_999_999) as u64 };
        humans.push(Human { name, number, birth, sex, village, household, phone: own_phone, group });
    };
    let husband = day(year, random);
    add(surname, Sex::Male, husband, None, Group::Ordinary, random);
    if random.per_mille(850) {
        let other = surnames[random.ranked(surnames.len())];
        let group = if random.per_mille(60) { Group::MarriedIn } else { Group::Ordinary };
        add(other, Sex::Female, day(year + random.below(6) as i32 - 2, random), None, group, random);
    }
    let mut born = year + 22 + random.below(6) as i32;
    for _ in 0..random.below(4) {
        let sex = if random.per_mille(520) { Sex::Male } else { Sex::Female };
        let birth = day(born.min(2021), random);
        let shared = random.per_mille(500).then_some(generation_sign);
        if random.per_mille(14) {
            add(surname, sex, birth, Some(generation_sign), Group::Twin, random);
            add(surname, sex, birth, Some(generation_sign), Group::Twin, random);
        } else {
            add(surname, sex, birth, shared, Group::Ordinary, random);
        }
        born += 1 + random.below(5) as i32;
    }
}

fn given(random: &mut Random, of: &str) -> char {
    let signs: Vec<char> = of.chars().collect();
    signs[random.ranked(signs.len())]
}

fn full_name(surname: char, sex: Sex, birth: Date, shared: Option<char>, random: &mut Random) -> String {
    if random.per_mille(8) {
        return format!("{}·{}", random.one_of(&TRANSCRIBED), random.one_of(&TRANSCRIBED));
    }
    let signs = match (birth.year(), sex) {
        (1995.., _) => YOUNG,
        (_, Sex::Male) => MEN,
        (_, Sex::Female) => WOMEN,
    };
    let last = given(random, signs);
    match shared {
        Some(shared) => format!("{surname}{shared}{last}"),
        None if random.per_mille(180) => format!("{surname}{last}"),
        None => format!("{surname}{}{last}", given(random, signs)),
    }
}

pub(crate) fn day(year: i32, random: &mut Random) -> Date {
    let first = Date::new(year.clamp(1915, 2021) as i16, 1, 1).expect("a first of January");
    first.plus_days(random.below(365) as i32)
}

fn mark_namesakes(humans: &mut [Human]) {
    let mut order: Vec<usize> = (0..humans.len()).collect();
    order.sort_by(|a, b| (humans[*a].village, &humans[*a].name).cmp(&(humans[*b].village, &humans[*b].name)));
    for neighbours in order.windows(2) {
        let [a, b] = neighbours else { continue };
        if (humans[*a].village, &humans[*a].name) == (humans[*b].village, &humans[*b].name) {
            for at in [*a, *b] {
                if humans[at].group == Group::Ordinary {
                    humans[at].group = Group::Namesake;
                }
            }
        }
    }
}
