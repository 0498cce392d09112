//! What goes wrong when people, clerks and machines write down who somebody is. Tables of this file's own: nothing here is
//! shared with what is measured.

use vocabulary::{Date, Sex};

use crate::people::day;
use crate::random::Random;

/// Characters a clerk who listens takes for one another.
const HEARD: [&str; 60] = [
    "建健剑见",
    "丽莉利力立",
    "军君俊均",
    "平萍苹",
    "红宏洪虹鸿",
    "伟玮纬",
    "明铭鸣",
    "玲灵铃岭",
    "英瑛莹",
    "霞侠",
    "兰岚蓝",
    "云芸耘",
    "生升声胜",
    "林琳霖",
    "文雯纹",
    "志智致治",
    "杰洁捷",
    "涛滔",
    "浩皓昊",
    "轩萱宣",
    "涵晗含",
    "宇雨羽禹",
    "忠中钟",
    "成诚城承",
    "国果",
    "海亥",
    "福富付傅",
    "贵桂",
    "有友佑",
    "义毅艺益",
    "顺舜",
    "宝保",
    "荣蓉容",
    "祥详",
    "万婉",
    "东冬栋",
    "兴星",
    "长常",
    "根跟",
    "树书淑",
    "秀绣",
    "芳方",
    "玉育裕",
    "梅媚",
    "凤奉",
    "珍真贞",
    "香湘",
    "菊举",
    "巧乔",
    "花华",
    "翠萃",
    "彩采",
    "娟捐",
    "燕艳雁",
    "静敬",
    "敏民",
    "雪学",
    "晓小肖",
    "亚雅",
    "琴勤芹",
];
/// Characters that merge in dialects: n and l, zh and z, ang and an, eng and en, ing and in, hu and f.
const MERGED: [&str; 24] = [
    "兰男楠",
    "宁林",
    "南蓝",
    "年连莲",
    "刘牛",
    "章臧",
    "周邹",
    "石斯",
    "城岑",
    "生森",
    "英银",
    "明民",
    "红冯",
    "花发",
    "黄方",
    "胡福",
    "辉飞",
    "张赞",
    "强前",
    "香仙",
    "静进",
    "晶金",
    "龙农",
    "丽妮",
];
/// Characters that are misread from handwriting.
const MISREAD: [&str; 22] = [
    "己已", "未末", "土士", "天夭", "王玉", "大太", "田由", "午牛", "今令", "准淮", "辛幸", "晴睛", "玲铃", "梅悔", "清情",
    "建健", "莉利", "杨扬", "刚钢", "林材", "汪江", "贾贯",
];
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高";
const GIVEN: &str = "国建文明志军平海成福秀英兰芳玉桂梅凤珍霞浩轩子梓睿";

/// A name as it was heard, read or remembered wrongly.
pub(crate) fn misspelt(name: &str, random: &mut Random) -> String {
    let mut signs: Vec<char> = name.chars().collect();
    let kind = random.below(100);
    match kind {
        0..38 if replace(&mut signs, &HEARD, random) => {}
        0..55 if replace(&mut signs, &MERGED, random) => {}
        0..68 if replace(&mut signs, &MISREAD, random) => {}
        0..78 if signs.len() > 2 => {
            signs.remove(1 + random.below(signs.len() - 1));
        }
        0..83 => signs.insert(1 + random.below(signs.len()), pick(GIVEN, random)),
        83..88 if signs.len() == 3 => signs.swap(1, 2),
        83..91 => signs.rotate_left(1),
        91..95 => signs[0] = pick(SURNAMES, random),
        _ => {
            let last = signs.len() - 1;
            signs[last] = pick(GIVEN, random);
        }
    }
    signs.into_iter().collect()
}

/// Another name altogether, as people take one: mostly another given name, at times another surname as well.
pub(crate) fn renamed(name: &str, random: &mut Random) -> String {
    let surname = if random.per_mille(250) { pick(SURNAMES, random) } else { name.chars().next().unwrap_or('王') };
    format!("{surname}{}{}", pick(GIVEN, random), pick(GIVEN, random))
}

/// A name typed in another way that means the same.
pub(crate) fn restyled(name: &str, random: &mut Random) -> String {
    match random.below(4) {
        0 if name.chars().count() == 2 => name.chars().flat_map(|sign| [sign, '　']).collect::<String>().trim_end().to_owned(),
        1 => format!(" {name}"),
        2 => name.replace('·', "•"),
        _ => name.replace('·', ""),
    }
}

fn pick(signs: &str, random: &mut Random) -> char {
    let signs: Vec<char> = signs.chars().collect();
    signs[random.below(signs.len())]
}

/// Replaces one sign by another of its line; false where no sign of the name stands in the table.
fn replace(signs: &mut [char], table: &[&str], random: &mut Random) -> bool {
    let first = random.below(signs.len());
    for step in 0..signs.len() {
        let at = (first + step) % signs.len();
        let lines: Vec<&&str> = table.iter().filter(|line| line.contains(signs[at])).collect();
        if !lines.is_empty() {
            let others: Vec<char> = random.one_of(&lines).chars().filter(|other| *other != signs[at]).collect();
            signs[at] = random.one_of(&others);
            return true;
        }
    }
    false
}

/// A number with a wrong digit, two swapped, or its end lost to a spreadsheet.
pub(crate) fn mistyped_number(number: &str, random: &mut Random) -> String {
    let mut signs: Vec<u8> = number.bytes().collect();
    match random.below(10) {
        0..6 => {
            let at = random.below(17);
            signs[at] = b'0' + (signs[at] - b'0' + 1 + random.below(9) as u8) % 10;
        }
        6..8 => {
            let at = 6 + random.below(10);
            signs.swap(at, at + 1);
        }
        8 => {
            signs.truncate(15);
            signs.extend_from_slice(b"000");
        }
        _ => {
            signs.remove(random.below(17));
        }
    }
    String::from_utf8(signs).expect("digits are ASCII")
}

/// The same number as it is also written: fifteen digits, a small x, full-width digits, an apostrophe.
pub(crate) fn restyled_number(number: &str, birth: Date, random: &mut Random) -> String {
    match random.below(4) {
        0 if (1900..2000).contains(&birth.year()) => format!("{}{}", &number[..6], &number[8..17]),
        1 => number.to_lowercase(),
        2 => format!("'{number}"),
        _ => number.chars().map(|sign| char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign)).collect(),
    }
}

/// A day of birth as it was written wrongly.
pub(crate) fn wrong_birth(birth: Date, random: &mut Random) -> String {
    let (year, month, of_month) = (birth.year(), birth.month(), birth.day());
    match random.below(100) {
        0..15 if of_month <= 12 => format!("{year:04}-{of_month:02}-{month:02}"),
        0..45 => Date::new(year, month, 1 + random.below(28) as i8).map_or(String::new(), |day| day.to_string()),
        45..58 => Date::new(year, 1 + random.below(12) as i8, of_month.min(28)).map_or(String::new(), |day| day.to_string()),
        58..70 => {
            Date::new(year + 1 - 2 * random.below(2) as i16, month, of_month.min(28)).map_or(String::new(), |day| day.to_string())
        }
        // The lunar day, which lies some weeks before the solar one: stated as if it were solar.
        70..85 => lunar(birth),
        85..95 => format!("{year:04}"),
        _ => day(i32::from(year) + random.below(9) as i32 - 4, random).to_string(),
    }
}

/// First solar day of lunar years and the lengths of their months, for a few years as almanacs print them; other years are
/// shifted by the weeks that are usual.
fn lunar(birth: Date) -> String {
    // 1970: months of the lunar year from 6 February on (an almanac's page; no month is doubled).
    const MONTHS_1970: [i32; 12] = [29, 30, 30, 29, 30, 29, 29, 30, 29, 30, 29, 30];
    let new_year = Date::new(1970, 2, 6).expect("a day");
    let mut left = new_year.days_until(birth);
    if left >= 0 {
        for (month, length) in (1..).zip(MONTHS_1970) {
            if left < length {
                return format!("1970-{month:02}-{:02}", left + 1);
            }
            left -= length;
        }
    }
    birth.plus_days(-34).to_string()
}

/// A day in another way of writing that means the same.
pub(crate) fn restyled_birth(birth: Date, random: &mut Random) -> String {
    let (year, month, day) = (birth.year(), birth.month(), birth.day());
    match random.below(4) {
        0 => format!("{year}/{month}/{day}"),
        1 => format!("{year}{month:02}{day:02}"),
        2 => format!("{year}年{month}月{day}日"),
        _ => format!("{year}.{month:02}.{day:02}"),
    }
}

/// Sex as lists write it.
pub(crate) fn sex_written(sex: Sex, random: &mut Random) -> &'static str {
    match (sex, random.below(3)) {
        (Sex::Male, 0) => "1",
        (Sex::Male, _) => "男",
        (Sex::Female, 0) => "2",
        (Sex::Female, _) => "女",
    }
}
