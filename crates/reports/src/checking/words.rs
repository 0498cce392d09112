//! Words of the field the checker reads by: programmes, families of parts that close a whole, movements, periods. No place
//! and no amount stands here.

/// Programmes and groups, the longer names first. The second word is the one figures are compared by.
const PROGRAMMES: [(&str, &str); 38] = [
    ("最低生活保障边缘", "低保边缘"),
    ("低保边缘", "低保边缘"),
    ("农村最低生活保障", "农村低保"),
    ("城市最低生活保障", "城市低保"),
    ("农村低保", "农村低保"),
    ("城市低保", "城市低保"),
    ("城镇低保", "城市低保"),
    ("城乡低保", "城乡低保"),
    ("最低生活保障", "低保"),
    ("低保", "低保"),
    ("事实无人抚养儿童", "事实无人抚养儿童"),
    ("农村特困", "特困"),
    ("特困", "特困"),
    ("孤儿", "孤儿"),
    ("两项补贴", "残疾人两项补贴"),
    ("护理补贴", "护理补贴"),
    ("生活补贴", "生活补贴"),
    ("临时救助", "临时救助"),
    ("留守儿童", "留守儿童"),
    ("困境儿童", "困境儿童"),
    ("刚性支出", "刚性支出"),
    ("低收入人口", "低收入人口"),
    ("脱贫不稳定", "脱贫不稳定"),
    ("边缘易致贫", "边缘易致贫"),
    ("突发严重困难", "突发严重困难"),
    ("监测对象", "监测对象"),
    ("脱贫", "脱贫"),
    ("高龄津贴", "高龄津贴"),
    ("高龄补贴", "高龄津贴"),
    ("价格临时补贴", "价格临时补贴"),
    ("流浪乞讨", "流浪乞讨"),
    ("养老机构", "养老机构"),
    ("单人户", "单人户"),
    ("社会救助对象", "社会救助"),
    ("困难群众", "社会救助"),
    ("残疾人", "残疾人"),
    ("医疗救助", "医疗救助"),
    ("社会救助", "社会救助"),
];

/// The programme a text names last.
pub(crate) fn programme(text: &str) -> Option<&'static str> {
    let mut best: Option<(usize, usize, &'static str)> = None;
    for (word, name) in PROGRAMMES {
        if let Some(at) = text.rfind(word) {
            let end = at + word.len();
            if best.is_none_or(|(best_end, best_len, _)| end > best_end || (end == best_end && word.len() > best_len)) {
                best = Some((end, word.len(), name));
            }
        }
    }
    best.map(|(_, _, name)| name)
}

/// A text up to the end of the first programme it names.
pub(crate) fn through_programme(text: &str) -> &str {
    let first = PROGRAMMES.iter().filter_map(|(word, _)| text.find(word).map(|at| (at, std::cmp::Reverse(word.len())))).min();
    first.and_then(|(at, length)| text.get(..at + length.0)).unwrap_or(text)
}

/// Whether a figure of `part` may stand below one of `whole` at all.
pub(crate) fn may_be_part(part: Option<&str>, whole: Option<&str>) -> bool {
    match (part, whole) {
        (Some(part), Some(whole)) => part == whole || (part.contains("低保") && whole.contains("低保") && part != "低保边缘"),
        (None, _) => true,
        (Some(_), None) => false,
    }
}

/// Parts that close a whole when all of them are there.
pub(crate) struct Family {
    /// Its name, in Chinese.
    pub name: &'static str,
    /// For each member the words it is known by.
    pub members: &'static [&'static [&'static str]],
    /// Programmes whose figures it divides; empty for any.
    pub of: &'static [&'static str],
}

/// Classes are read by [`class_members`]: they alone can stand together in one part (一二类).
pub(crate) const CLASSES: usize = 0;

pub(crate) const FAMILIES: [Family; 27] = [
    Family { name: "分类", members: &[], of: &[] },
    Family { name: "城乡", members: &[&["城市", "城镇"], &["农村"]], of: &[] },
    Family { name: "供养方式", members: &[&["集中", "机构"], &["分散", "散居"]], of: &["特困", "孤儿"] },
    Family {
        name: "自理能力",
        members: &[
            &["全自理", "有自理能力", "具备生活自理能力", "完全自理", "能自理", "自理"],
            &["半自理", "半护理", "部分丧失", "半有自理", "有半自理", "半失能", "部分失能", "半不能自理"],
            &["全护理", "无自理", "完全丧失", "不能自理", "失能", "无生活自理", "全失能", "完全失能"],
        ],
        of: &[],
    },
    Family { name: "性别", members: &[&["男"], &["女", "妇女"]], of: &[] },
    Family { name: "年龄", members: &[&["老年"], &["成年人", "青壮年", "成年"], &["未成年"]], of: &[] },
    Family { name: "救助类型", members: &[&["急难型"], &["支出型"]], of: &["临时救助"] },
    Family { name: "残疾等级", members: &[&["一级"], &["二级"]], of: &["护理补贴"] },
    Family { name: "残疾级别", members: &[&["一级"], &["二级"], &["三级"], &["四级"]], of: &[] },
    Family {
        name: "资金来源",
        members: &[&["中央"], &["省级", "省财政", "自治区"], &["市级", "市财政"], &["县级", "区级", "县区", "县财政", "区财政"]],
        of: &[],
    },
    Family {
        name: "社会组织类型",
        members: &[&["社会团体", "社团"], &["民办非企业", "社会服务机构", "民非"], &["基金会"]],
        of: &[],
    },
    Family { name: "核实结果", members: &[&["属实"], &["不属实", "失实"]], of: &[] },
    Family { name: "合格与否", members: &[&["合格", "达标"], &["不合格", "未达标", "不达标"]], of: &[] },
    Family {
        name: "办理结果", members: &[&["办结", "已办"], &["在办", "办理中", "正在办理", "未办结"]], of: &[]
    },
    Family {
        name: "审核结果",
        members: &[
            &["确认", "批准", "通过", "纳入"],
            &["不予", "未通过", "不批准", "未批准", "不符合"],
            &["办理中", "在办", "仍在", "正在", "待审"],
        ],
        of: &[],
    },
    Family {
        name: "整改情况", members: &[&["已整改", "整改完成", "完成整改"], &["未整改", "正在整改", "整改中"]], of: &[]
    },
    Family { name: "符合与否", members: &[&["符合"], &["不符合"]], of: &[] },
    Family { name: "户籍", members: &[&["省内", "本省"], &["省外", "外省"]], of: &[] },
    Family {
        name: "户籍所在", members: &[&["县内", "本县", "市内", "本地"], &["县外", "外县", "市外", "外地"]], of: &[]
    },
    Family { name: "渠道", members: &[&["线上"], &["线下"]], of: &[] },
    Family { name: "就诊方式", members: &[&["住院"], &["门诊"]], of: &["医疗救助"] },
    Family {
        name: "监测类型", members: &[&["脱贫不稳定"], &["边缘易致贫"], &["突发严重困难"]], of: &["监测对象"]
    },
    Family {
        name: "保障方式", members: &[&["整户"], &["单人"]], of: &["低保", "农村低保", "城市低保", "城乡低保"]
    },
    Family {
        name: "季度",
        members: &[&["一季度", "1季度"], &["二季度", "2季度"], &["三季度", "3季度"], &["四季度", "4季度"]],
        of: &[],
    },
    Family { name: "批次", members: &[&["第一批", "首批"], &["第二批"], &["第三批"], &["第四批"]], of: &[] },
    Family { name: "半年", members: &[&["上半年"], &["下半年"]], of: &[] },
    Family { name: "兴办方式", members: &[&["公办", "公建"], &["民办", "民建"]], of: &[] },
];

/// Whether those members of a family close a whole.
pub(crate) fn closes(family: usize, members: u32, whole_label: &str) -> bool {
    match FAMILIES[family].name {
        // Three or four classes, from the first on; provinces have either.
        "分类" => matches!(members, 0b111 | 0b1111),
        "批次" => whole_label.contains(match members {
            0b11 => "两批",
            0b111 => "三批",
            0b1111 => "四批",
            _ => return false,
        }),
        "季度" => members == 0b1111 || (members == 0b11 && whole_label.contains("上半年")),
        // An age list without children or without the middle is common and closes nothing.
        _ => members == (1 << FAMILIES[family].members.len()) - 1,
    }
}

/// The classes a label names: bit 0 for 一类 to bit 3 for 四类; 一二类 and 三、四类 name two.
pub(crate) fn class_members(label: &str) -> u32 {
    let signs: Vec<char> = label.chars().collect();
    let mut members = 0;
    for (at, sign) in signs.iter().enumerate() {
        if !matches!(sign, '类' | '档') || at == 0 {
            continue;
        }
        let mut before = at;
        let mut found: Vec<u32> = Vec::new();
        let mut range = false;
        while before > 0 {
            match signs[before - 1] {
                '一' | '1' | 'A' | 'Ⅰ' => found.push(0),
                '二' | '2' | 'B' | 'Ⅱ' => found.push(1),
                '三' | '3' | 'C' | 'Ⅲ' => found.push(2),
                '四' | '4' | 'D' | 'Ⅳ' => found.push(3),
                '、' | '和' if !found.is_empty() => {}
                '至' | '到' | '-' | '~' if !found.is_empty() => range = true,
                _ => break,
            }
            before -= 1;
        }
        // 三类监测对象, 两类人员 are kinds of something else.
        let next = signs.get(at + 1).copied();
        if matches!(next, Some('监' | '户' | '防' | '重' | '困' | '特' | '养' | '残')) {
            continue;
        }
        if let (true, Some(high), Some(low)) = (range, found.iter().max(), found.iter().min()) {
            members |= (*low..=*high).map(|class| 1 << class).sum::<u32>();
        } else {
            members |= found.iter().map(|class| 1 << class).fold(0, |all, class| all | class);
        }
    }
    members
}

/// The family a label belongs to, with the members it names. The classes come first.
pub(crate) fn family_members(label: &str) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    let classes = class_members(label);
    if classes > 0 {
        found.push((CLASSES, classes));
    }
    for (at, family) in FAMILIES.iter().enumerate().skip(1) {
        // 不属实 holds 属实, 未成年 holds 成年: the longest word counts, and 城乡 is neither.
        let longest =
            |words: &[&'static str]| words.iter().copied().filter(|word| label.contains(*word)).max_by_key(|word| word.len());
        let named: Vec<(usize, &str)> =
            family.members.iter().enumerate().filter_map(|(bit, words)| Some((bit, longest(words)?))).collect();
        let members: u32 = named
            .iter()
            .filter(|(bit, word)| {
                !named.iter().any(|(other, longer)| other != bit && longer.len() > word.len() && longer.contains(word))
            })
            .filter(|_| !(family.name == "性别" && ["子女", "男女", "妇女儿童"].iter().any(|word| label.contains(word))))
            .map(|(bit, _)| 1 << bit)
            .sum();
        if members.count_ones() == 1 {
            found.push((at, members));
        }
    }
    found
}

/// Words that say a figure is of a movement or of another time; a stock stated twice must be free of them.
const MOVEMENTS: [&str; 61] = [
    "新增", "新纳", "新审", "新批", "新建", "清退", "退出", "渐退", "停发", "停保", "取消", "减少", "增加", "提高", "调整",
    "核查", "走访", "去年", "上年", "同期", "上月", "上季", "年初", "年底", "年末", "期初", "累计", "每年", "每月", "每人",
    "计划", "预计", "目标", "力争", "抽查", "随机", "培训", "死亡", "查处", "整改", "发现", "疑似", "拟", "不再", "转为", "转入",
    "比上", "较上", "下降", "上升", "慰问", "参加", "组织", "投入", "动员", "入户", "排查", "原有", "动态", "曾", "违规",
];

/// Whether a text speaks of a movement or of another time.
pub(crate) fn moves(text: &str) -> bool {
    MOVEMENTS.iter().any(|word| text.contains(word))
}

/// Words around a name that do not change what is counted, the longer first.
const FILLERS: [&str; 48] = [
    "采取亲属抚养、",
    "截至目前",
    "截止目前",
    "目前",
    "全县",
    "全市",
    "全区",
    "全镇",
    "全乡",
    "全省",
    "我县",
    "我市",
    "我区",
    "我镇",
    "我乡",
    "本县",
    "现有在册",
    "在册",
    "现有",
    "共有",
    "共计",
    "合计",
    "其中",
    "妥善安置",
    "安置",
    "落实",
    "保障对象",
    "供养人员",
    "供养户",
    "供养",
    "对象",
    "人员",
    "总人数",
    "总户数",
    "人数",
    "户数",
    "总数",
    "家庭",
    "达到",
    "保障",
    "纳入",
    "享受",
    "共",
    "有",
    "为",
    "达",
    "现",
    "和",
];

/// What is left of a label without words that do not change what is counted.
pub(crate) fn core(label: &str) -> String {
    let mut text: String = label.chars().filter(|sign| !sign.is_whitespace()).collect();
    // What leads up to the last noun is how it was done: 以……方式妥善安置孤儿.
    for verb in ["方式", "妥善安置", "已将", "全部将"] {
        if let Some((_, rest)) = text.rsplit_once(verb) {
            text = rest.to_owned();
        }
    }
    // 截至10月底 says when, not what.
    if let Some(rest) = text.strip_prefix(['截', '到']) {
        let rest = rest.trim_start_matches(['至', '止', '到']);
        text = rest
            .trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '年' | '月' | '日' | '底' | '末'))
            .to_owned();
    }
    for filler in FILLERS {
        text = text.replace(filler, "");
    }
    text.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
}

/// Names of periods that set a figure apart from others.
const PERIODS: [&str; 26] = [
    "去年同期",
    "上年同期",
    "同期",
    "去年",
    "上年",
    "上月",
    "上季度",
    "年初",
    "年底",
    "年末",
    "期初",
    "期末",
    "月初",
    "月末",
    "本月",
    "本季度",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "上半年",
    "下半年",
    "前三季度",
    "全年",
    "本年",
    "当月",
];

/// The last period a text names, with its year or month.
pub(crate) fn period(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut found: Option<(usize, String)> = None;
    let mut at = 0;
    while at < signs.len() {
        if signs[at].is_ascii_digit() {
            let start = at;
            while at < signs.len() && (signs[at].is_ascii_digit() || matches!(signs[at], '-' | '至' | '~' | '—' | '年')) {
                at += 1;
            }
            if signs.get(at) == Some(&'月') || signs.get(at.saturating_sub(1)) == Some(&'年') {
                found = Some((at, signs[start..at].iter().collect()));
            }
        } else {
            at += 1;
        }
    }
    // The one that ends last; of those the longest: 去年同期, not 同期.
    let ending = |word: &&str| text.rfind(word).map(|byte| (byte + word.len(), word.len(), (*word).to_owned()));
    let named = PERIODS.iter().filter_map(ending).max().map(|(_, _, name)| name);
    match (found, named) {
        (Some((_, found)), Some(named)) => Some(format!("{found}{named}")),
        (found, named) => found.map(|(_, found)| found).or(named),
    }
}

/// Signs a place's name ends with.
const PLACE_ENDS: [char; 6] = ['镇', '乡', '村', '县', '市', '区'];

/// The last place a text names by its own name (not 全县, 各乡镇).
pub(crate) fn place(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut found = None;
    for (at, sign) in signs.iter().enumerate() {
        let long = (*sign == '道' && at > 1 && signs[at - 1] == '街') || (*sign == '区' && at > 1 && signs[at - 1] == '社');
        if !(PLACE_ENDS.contains(sign) || long) || at < 1 {
            continue;
        }
        // 农村低保, 城市低保, 乡村振兴, 城乡, 社区服务 are no places.
        let word: String = signs[at.saturating_sub(1)..=at].iter().collect();
        if [
            "农村", "城市", "城镇", "乡村", "城乡", "全县", "全市", "全区", "全镇", "全乡", "全村", "我县", "我市", "我区",
            "我镇", "我乡", "我村", "本县", "本市", "本区", "本镇", "本乡", "本村", "乡镇", "各县", "各乡", "各镇", "各村",
            "个村", "个县", "个镇", "个乡", "行政", "省市", "市县", "县区", "对市", "和县", "对县", "市区", "城区", "个区",
            "辖区", "地区", "驻村", "包村", "沉村", "逐村", "社区",
        ]
        .contains(&word.as_str())
            && !long
        {
            continue;
        }
        let next = signs.get(at + 1).copied();
        if matches!(next, Some('振' | '村' | '镇' | '级' | '域' | '内')) && *sign != '村'
            || next == Some('委')
            || !signs[at - 1].is_alphabetic()
        {
            continue;
        }
        let mut start = at;
        while start > 0
            && at - start < 4
            && signs[start - 1].is_alphabetic()
            && !"、，全各为在对和与及据由等是共的".contains(signs[start - 1])
        {
            start -= 1;
        }
        if start < at {
            found = Some(signs[start..=at].iter().collect());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_by_the_words_of_the_field() {
        assert_eq!(programme("全县农村低保对象"), Some("农村低保"));
        assert_eq!(programme("城乡最低生活保障边缘家庭"), Some("低保边缘"));
        assert_eq!(class_members("纳入一二类低保"), 0b11);
        assert_eq!(class_members("三、四类"), 0b1100);
        assert_eq!(class_members("一至三类"), 0b111);
        assert_eq!(class_members("三类监测对象"), 0);
        assert_eq!(core("妥善安置孤儿"), core("孤儿"));
        assert_eq!(period("2022年10月全县"), Some("2022年10".to_owned()));
        assert_eq!(period("去年同期"), Some("去年同期".to_owned()));
        assert!(place("其中青石镇低保").is_some_and(|place| place.ends_with("青石镇")));
        assert_eq!(place("全县农村低保对象"), None);
    }
}
