//! Characters that look alike: one is typed or read for the other from handwriting or a bad copy.
//!
//! A small table of our own: characters of names (通用规范汉字表, 国发〔2013〕23号) that differ by one stroke or one component as
//! GF 0014-2009 (现代常用字部件及部件名称规范) divides them, and the pairs of the withdrawn second scheme of simplification (1977)
//! and of traditional forms that still stand in registers.

/// Each line holds characters of which any may stand for any other.
const ALIKE: [&str; 118] = [
    "己已巳",
    "未末",
    "土士",
    "戊戌戍成",
    "日曰",
    "天夭",
    "干千于",
    "王玉主",
    "大太犬",
    "田由甲申",
    "人入八",
    "午牛",
    "免兔",
    "今令",
    "侯候",
    "冶治",
    "准淮",
    "拔拨",
    "析折",
    "沐沭",
    "巨臣",
    "辛幸",
    "晴睛",
    "竞竟",
    "茶荼",
    "暖暧",
    "萧肖",
    "付傅",
    "阎闫",
    "戴代",
    "玲铃羚",
    "梅悔海",
    "清青情晴",
    "明朋",
    "建健",
    "芬芳",
    "娜挪",
    "莉利",
    "丽俪",
    "伟纬玮",
    "峰锋蜂",
    "杨扬",
    "刚钢",
    "洋祥",
    "珍诊",
    "玟玫",
    "文又",
    "民氏",
    "良艮",
    "凤风",
    "岚风",
    "杰洁",
    "林材",
    "森淼",
    "鑫磊",
    "宇字",
    "宝室",
    "家冢",
    "安妥",
    "宏宠",
    "立位",
    "力刀",
    "小少",
    "永水",
    "冰水",
    "友发",
    "龙尤",
    "元无",
    "平半",
    "丰主",
    "云去",
    "会合",
    "金全",
    "余佘",
    "徐除",
    "孙孑",
    "陈阵",
    "郑邓",
    "郭廓",
    "刘浏",
    "邱丘",
    "祁祈",
    "邹皱",
    "沈沉",
    "崔催",
    "汪江",
    "潘播",
    "贾贯",
    "贺贸",
    "钱线",
    "韦书",
    "东车",
    "张弘",
    "强弦",
    "勇男",
    "英央",
    "荣菜",
    "莲连",
    "蓝篮",
    "菊掬",
    "兰三",
    "桂挂",
    "枝技",
    "桃挑",
    "杏李",
    "香番",
    "秀季",
    "红虹",
    "春舂",
    "霞瑕",
    "雪霍",
    "雷雪",
    "晓晚",
    "昌晶",
    "晨震",
    "辉晖",
    "耀跃",
    "月目",
];

/// Traditional and variant forms that stand for a simplified one.
const VARIANTS: [(char, char); 64] = [
    ('張', '张'),
    ('陳', '陈'),
    ('劉', '刘'),
    ('楊', '杨'),
    ('趙', '赵'),
    ('黃', '黄'),
    ('吳', '吴'),
    ('孫', '孙'),
    ('馬', '马'),
    ('羅', '罗'),
    ('鄭', '郑'),
    ('謝', '谢'),
    ('韓', '韩'),
    ('馮', '冯'),
    ('蕭', '萧'),
    ('許', '许'),
    ('鄧', '邓'),
    ('呂', '吕'),
    ('蘇', '苏'),
    ('盧', '卢'),
    ('蔣', '蒋'),
    ('賈', '贾'),
    ('葉', '叶'),
    ('閻', '阎'),
    ('餘', '余'),
    ('鍾', '钟'),
    ('錢', '钱'),
    ('陸', '陆'),
    ('龍', '龙'),
    ('萬', '万'),
    ('國', '国'),
    ('軍', '军'),
    ('華', '华'),
    ('蘭', '兰'),
    ('鳳', '凤'),
    ('貴', '贵'),
    ('榮', '荣'),
    ('蓮', '莲'),
    ('麗', '丽'),
    ('銀', '银'),
    ('義', '义'),
    ('樹', '树'),
    ('東', '东'),
    ('興', '兴'),
    ('長', '长'),
    ('順', '顺'),
    ('寶', '宝'),
    ('慶', '庆'),
    ('輝', '辉'),
    ('偉', '伟'),
    ('強', '强'),
    ('傑', '杰'),
    ('濤', '涛'),
    ('鵬', '鹏'),
    ('飛', '飞'),
    ('嬌', '娇'),
    ('愛', '爱'),
    ('紅', '红'),
    ('艷', '艳'),
    ('瓊', '琼'),
    ('賢', '贤'),
    ('學', '学'),
    ('歲', '岁'),
    ('彥', '彦'),
];

/// The simplified form of a character, where the table has one; otherwise itself.
pub(super) fn simplified(character: char) -> char {
    if character.is_ascii() {
        return character;
    }
    VARIANTS.iter().find(|(variant, _)| *variant == character).map_or(character, |(_, simplified)| *simplified)
}

/// Pairs of the table, both ways, sorted.
pub(super) struct Shapes(Vec<(u16, u16)>);

impl Shapes {
    pub(super) fn new() -> Shapes {
        let mut pairs = Vec::new();
        for line in ALIKE {
            for first in line.chars() {
                pairs.extend(
                    line.chars()
                        .filter(|second| *second != first)
                        .map(|second| (super::sounds::character_code(first), super::sounds::character_code(second))),
                );
            }
        }
        pairs.sort_unstable();
        Shapes(pairs)
    }

    /// Whether one can be taken for the other.
    pub(super) fn look_alike(&self, first: u16, second: u16) -> bool {
        self.0.binary_search(&(first, second)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::sounds::character_code;

    #[test]
    fn characters_of_one_line_look_alike_both_ways() {
        let shapes = Shapes::new();
        for (first, second) in [('未', '末'), ('末', '未'), ('已', '己'), ('汪', '江')] {
            assert!(shapes.look_alike(character_code(first), character_code(second)));
        }
        assert!(!shapes.look_alike(character_code('王'), character_code('李')));
    }

    #[test]
    fn traditional_forms_are_the_simplified_ones() {
        assert_eq!("陳國強".chars().map(simplified).collect::<String>(), "陈国强");
    }
}
