//! Parts that close a whole because the wording says so: divisions (按……分, 由……构成), a rest (其余, 其他, 尚有), totals of a
//! stated number of parts (两项合计, 三年累计), and a net of entries and exits.

use super::super::figure::{StatedFigure, StatedUnit};
use super::super::layout::{Lead, PartsList, comparable};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::{Reading, name, says, sum_formulas, sum_of};
use crate::Verdict;

/// Parts of one list that are looked at.
const PARTS_MAX: usize = 16;
/// Figures a whole is looked for among.
const WHOLE_BACK_MAX: usize = 8;
/// Whole from which a list that misses it by a slip of the pen is more than chance.
const SLIP_WHOLE_MIN: i128 = 100;

/// The same for what is counted by the piece.
const SLIP_PIECES_MIN: i128 = 30;

/// Words of a figure that is no part: a rate, a change, an average.
const NO_PART: [&str; 13] = ["每", "均", "占", "增长", "下降", "提高", "降低", "比上", "同比", "环比", "较上", "标准", "最高"];
/// Programmes, ages and afflictions that one person may have at once.
const OVERLAPPING: [&str; 14] =
    ["残疾", "重病", "老年", "老人", "未成年", "学生", "妇女", "大病", "儿童", "患病", "单亲", "独居", "空巢", "失独"];

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found: Vec<StatedRelation> = Vec::new();
    for list in reading.lists {
        match list.lead {
            Lead::Divided => found.extend(divided(reading, list)),
            Lead::Among => found.extend(slipped(reading, list).or_else(|| exceeding(reading, list))),
        }
    }
    for figure in reading.figures.iter().filter(|figure| !figure.context.cell) {
        found.extend(rest(reading, figure));
        found.extend(counted(reading, figure));
        found.extend(complement(reading, figure));
        found.extend(net(reading, figure));
    }
    found
}

fn holds(relation: &StatedRelation) -> bool {
    relation.verdict == Verdict::Holds
}

/// Comparable parts of a list, in order.
fn parts_of<'a>(reading: &'a Reading<'a>, list: &PartsList, whole: &StatedFigure) -> Vec<&'a StatedFigure> {
    list.parts
        .iter()
        .filter_map(|id| reading.figure(*id))
        .filter(|part| comparable(whole, part) && !says(part, &NO_PART) && !says(part, &super::sums::SCOPES))
        .take(PARTS_MAX)
        .collect()
}

/// 按类别分，一类……，二类……: all parts, each once.
fn divided(reading: &Reading<'_>, list: &PartsList) -> Option<StatedRelation> {
    const STATEMENT: &str = "等于所分各项之和";
    let whole = reading.figure(list.whole)?;
    let parts = parts_of(reading, list, whole);
    if parts.len() < 2 {
        return None;
    }
    let prefix = (2..=parts.len())
        .rev()
        .find_map(|count| sum_of(reading, whole, &parts[..count], WhenOff::Unknown, STATEMENT).filter(holds));
    if prefix.is_some() {
        return prefix;
    }
    // The figure nearest before it need not be the one that is divided.
    let other = reading.figures[..list.whole]
        .iter()
        .rev()
        .take(WHOLE_BACK_MAX)
        .filter(|other| reading.same_paragraph(other, whole) && comparable(other, parts[0]) && !other.context.cell)
        .find_map(|other| sum_of(reading, other, &parts, WhenOff::Unknown, STATEMENT).filter(holds));
    let moved = parts.iter().any(|part| part.context.moves != parts[0].context.moves);
    // 从乡镇看 may name only some; 按类别分 and 由……构成 name all.
    let firm = reading.letters.at(list.from).is_some_and(|sign| matches!(sign, '按' | '由' | '全'))
        || parts.last().is_some_and(|last| says(last, &["其他", "其它", "其余"]));
    let off = if moved || !firm { WhenOff::Slip } else { WhenOff::Fails };
    other.or_else(|| sum_of(reading, whole, &parts, off, STATEMENT))
}

/// 其中 with at least three parts that cannot overlap, and a sum that is a slip of the pen away from the whole.
fn slipped(reading: &Reading<'_>, list: &PartsList) -> Option<StatedRelation> {
    let whole = reading.figure(list.whole)?;
    let parts = parts_of(reading, list, whole);
    let size = whole.coordinates().last().and_then(|last| whole.amount(*last))?;
    let large = size.micro() / size.step() >= if whole.unit == StatedUnit::Pieces { SLIP_PIECES_MIN } else { SLIP_WHOLE_MIN };
    let ending = shared_ending(&parts);
    let overlaps = |part: &&&StatedFigure| {
        let own = part.label.strip_suffix(ending.as_str()).unwrap_or(&part.label);
        OVERLAPPING.iter().any(|word| own.contains(word))
    };
    let apart = !parts.iter().any(|part| overlaps(&part)) && parts.iter().all(|part| part.unit == whole.unit);
    // 两个乡镇共有……，其中 two of them: all are named.
    let all_named = parts.len() > 1 && units_counted(reading, whole) == Some(parts.len());
    let things = whole.unit == StatedUnit::Pieces && THINGS.contains(&whole.unit_printed.as_str());
    // 结婚登记, 离婚登记: two kinds of one thing.
    let parallel = ending.chars().count() > 1 || ending == "岁";
    // 立行立改71条、限期整改25条: two kinds of what is counted by the piece.
    let pieces = whole.unit == StatedUnit::Pieces && list.parts.len() == 2 && list.whole + 1 == list.parts[0];
    let enough = parts.len() > 2 || ((things || parallel || pieces) && parts.len() == 2);
    if !all_named && (!enough || !large || !apart) || whole.label.contains("两项补贴") && whole.unit != StatedUnit::Yuan {
        return None;
    }
    let off = if all_named { WhenOff::Fails } else { WhenOff::Slip };
    sum_of(reading, whole, &parts, off, "等于所列各项之和").filter(|relation| relation.verdict == Verdict::Fails)
}

/// The last signs all labels end with.
fn shared_ending(parts: &[&StatedFigure]) -> String {
    let Some((first, others)) = parts.split_first() else { return String::new() };
    let signs: Vec<char> = first.label.chars().collect();
    let endings = (1..=signs.len()).map(|from| signs[from.min(signs.len())..].iter().collect::<String>());
    endings
        .filter(|ending| !ending.is_empty())
        .find(|ending| others.iter().all(|other| other.label.ends_with(ending.as_str())))
        .unwrap_or_default()
}

/// Measure words of things that are in one place only.
const THINGS: [&str; 7] = ["个", "所", "家", "张", "处", "座", "台"];

/// How many townships, villages or institutions a whole says it is of: 两个乡镇共有, 3所敬老院入住.
fn units_counted(reading: &Reading<'_>, whole: &StatedFigure) -> Option<usize> {
    let before = reading.before(whole).next().filter(|before| before.unit == StatedUnit::Pieces);
    let beside = before.filter(|before| before.end + whole.label.chars().count() >= whole.start);
    if let Some(count) = beside.and_then(|before| before.amount(super::super::figure::Coordinate::Value)?.as_whole()) {
        return usize::try_from(count).ok().filter(|count| (2..=PARTS_MAX).contains(count));
    }
    let signs: Vec<char> = whole.label.chars().collect();
    signs.windows(2).find(|pair| "个所家".contains(pair[1])).and_then(|pair| {
        super::super::amount::chinese_digit(pair[0]).and_then(|count| usize::try_from(count).ok()).filter(|count| *count > 1)
    })
}

/// 其中 with sums of money: no yuan is spent twice, so they are not more than the whole together.
fn exceeding(reading: &Reading<'_>, list: &PartsList) -> Option<StatedRelation> {
    let whole = reading.figure(list.whole).filter(|whole| whole.unit == StatedUnit::Yuan && !says(whole, &NO_PART))?;
    let close = list.parts.get(..list.close)?;
    let parts: Vec<&StatedFigure> = parts_of(reading, list, whole)
        .into_iter()
        .filter(|part| close.contains(&part.id) && part.id <= list.whole + 2 * PARTS_MAX)
        .collect();
    let plain = parts
        .iter()
        .all(|part| part.unit_printed == whole.unit_printed && !says(part, &["增", "减", "余", "上年", "去年", "同期"]));
    let amount = |figure: &StatedFigure| figure.coordinates().first().and_then(|only| figure.amount(*only));
    let total = amount(whole)?;
    let sum_of_parts: i128 = parts.iter().filter_map(|part| amount(part)).map(|part| part.micro() + part.step() / 2).sum();
    let listed = list.parts.iter().filter_map(|id| reading.figure(*id)).all(|part| part.unit == StatedUnit::Yuan);
    (parts.len() > 1 && plain && listed && sum_of_parts > total.micro() + total.step() * 2)
        .then(|| sum_of(reading, whole, &parts, WhenOff::Fails, "不少于所列各项资金之和"))
        .flatten()
        .filter(|relation| relation.verdict == Verdict::Fails)
}

/// 其余, 其他, 尚有: what is left of the whole when the parts before are taken away.
fn rest(reading: &Reading<'_>, last: &StatedFigure) -> Option<StatedRelation> {
    const REST: [&str; 8] = ["其余", "其他", "其它", "剩余", "剩下", "余下", "尚有", "仍有"];
    const LEFT_OVER: [&str; 4] = ["剩余", "剩下", "尚有", "仍有"];
    const DONE: [&str; 11] = ["已", "完成", "办结", "追回", "整改", "销号", "收回", "退回", "到位", "兑付", "使用"];
    const STATEMENT: &str = "等于各项与其余之和";
    if !says(last, &REST) || says(last, &["其中"]) || says(last, &NO_PART) {
        return None;
    }
    // 由其他亲属照料的……、无人照料的……: a kind among others, not what is left.
    let ends_list = reading.list_of(last.id).is_none_or(|list| list.parts[..list.close].last().is_none_or(|end| *end <= last.id));
    let is_kind = ["由其他", "由其它"].iter().any(|word| last.label.starts_with(word));
    if !ends_list && is_kind {
        return None;
    }
    let left_over = says(last, &LEFT_OVER);
    let mut before: Vec<&StatedFigure> = reading
        .before(last)
        .filter(|figure| {
            comparable(figure, last)
                && !says(figure, &NO_PART)
                && reading.letters.open(figure.start) == reading.letters.open(last.start)
        })
        .take(PARTS_MAX)
        .collect();
    before.reverse();
    let of_list = reading.list_of(last.id).and_then(|list| reading.figure(list.whole)).filter(|whole| comparable(whole, last));
    let try_from = |whole: &StatedFigure, parts: &[&StatedFigure], off| {
        let all: Vec<&StatedFigure> = parts.iter().copied().chain([last]).collect();
        (all.len() > 1).then(|| sum_of(reading, whole, &all, off, STATEMENT)).flatten()
    };
    let inside: Vec<&StatedFigure> =
        of_list.map(|whole| before.iter().copied().filter(|part| part.id > whole.id).collect()).unwrap_or_default();
    let exact = (0..before.len())
        .filter(|at| at + 1 < before.len())
        .find_map(|at| try_from(before[at], &before[at + 1..], WhenOff::Unknown).filter(holds))
        .or_else(|| of_list.and_then(|whole| try_from(whole, &inside, WhenOff::Unknown)).filter(holds));
    if exact.is_some() {
        return exact;
    }
    if let Some(whole) = of_list.filter(|_| !inside.is_empty()) {
        return try_from(whole, &inside, WhenOff::Fails);
    }
    let (whole, parts) = before.split_first()?;
    if parts.is_empty() || (left_over && !parts.iter().any(|part| says(part, &DONE))) {
        return None;
    }
    let off = if left_over && parts.len() == 1 { WhenOff::Fails } else { WhenOff::Slip };
    try_from(whole, parts, off)
}

/// 已处置……，正在处置……: what is done and what is not, right behind their whole.
fn complement(reading: &Reading<'_>, undone: &StatedFigure) -> Option<StatedRelation> {
    const UNDONE: [&str; 9] = ["尚未", "正在", "还未", "未", "不", "待", "没有", "非", "在"];
    let act = |figure: &StatedFigure, words: &[&str]| {
        let label: String = figure.label.chars().filter(|sign| sign.is_alphabetic()).collect();
        let label = label.trim_end_matches(['的', '为', '有', '了']);
        words.iter().find_map(|word| label.strip_prefix(word)).filter(|act| !act.is_empty()).map(str::to_owned)
    };
    let left = act(undone, &UNDONE)?;
    let done = reading.before(undone).next().filter(|done| comparable(done, undone))?;
    let acted = act(done, &["已经", "已", "完成", "现已"])?;
    let whole = reading
        .list_of(undone.id)
        .and_then(|list| reading.figure(list.whole))
        .or_else(|| reading.before(done).next())
        .filter(|whole| comparable(whole, done) && whole.id < done.id && whole.id + 2 >= done.id)?;
    (left == acted).then(|| sum_of(reading, whole, &[done, undone], WhenOff::Fails, "等于已办与未办之和")).flatten()
}

/// A number of parts a total says it is of: 两项合计, 三年累计, 四类共.
fn parts_counted(label: &str) -> Option<usize> {
    const TOTAL: [&str; 6] = ["合计", "共计", "累计", "总计", "共", "相加"];
    const COUNTED: &str = "项年类者批月种季档乡镇村县所家";
    let signs: Vec<char> = label.chars().collect();
    let (at, count) = signs.iter().enumerate().find_map(|(at, sign)| {
        let count = super::super::amount::chinese_digit(*sign).or_else(|| sign.to_digit(10).map(i64::from))?;
        let next = signs.get(at + 1)?;
        let next = if *next == '个' { signs.get(at + 2)? } else { next };
        // 两级 are two levels of government; 三级 is a grade.
        if (*sign, *next) == ('两', '级') {
            return Some((at, count));
        }
        // 二季度 is the second quarter, not two of them.
        let ordinal = at > 0 && matches!(signs[at - 1], '第' | '近') || *next == '季' && signs.get(at + 2) == Some(&'度');
        (COUNTED.contains(*next) && !ordinal).then_some((at, count))
    })?;
    let tail: String = signs[at..].iter().collect();
    let total = TOTAL.iter().any(|word| tail.contains(word)) && !tail.contains("两项补贴");
    usize::try_from(count).ok().filter(|count| total && (2..=9).contains(count))
}

/// A total of as many parts as it says, of the same measure, right before it.
fn counted(reading: &Reading<'_>, total: &StatedFigure) -> Option<StatedRelation> {
    let own = parts_counted(&total.label);
    let label = if own.is_some() { &total.label } else { &total.context.carrier };
    let count = parts_counted(label)?;
    let alike = |part: &&StatedFigure| {
        part.unit == total.unit
            && (part.unit_printed == total.unit_printed || part.unit != StatedUnit::Pieces)
            && !says(part, &NO_PART)
            && !part.context.cell
            && reading.same_paragraph(part, total)
    };
    let before: Vec<&StatedFigure> = reading.figures[..total.id].iter().rev().filter(alike).take(count).collect();
    if before.len() < count || before.iter().any(|part| part.label.contains("合计")) {
        return None;
    }
    let near = before.last().is_some_and(|first| total.id - first.id <= count * 4 + 2);
    let off = if near { WhenOff::Fails } else { WhenOff::Slip };
    let parts: Vec<&StatedFigure> = before.into_iter().rev().collect();
    sum_of(reading, total, &parts, off, "等于前列各项之和")
}

/// 净增 is what was added less what was taken away.
fn net(reading: &Reading<'_>, net: &StatedFigure) -> Option<StatedRelation> {
    const ADDED: [&str; 7] = ["新增", "新办", "新纳入", "新认定", "新登记", "增加", "新建"];
    const TAKEN: [&str; 7] = ["注销", "退出", "清退", "减少", "停发", "撤销", "取消"];
    let sign = match (says(net, &["净增"]), says(net, &["净减"])) {
        (true, false) => 1,
        (false, true) => -1,
        (true, true) | (false, false) => return None,
    };
    let around: Vec<&StatedFigure> = reading
        .figures
        .iter()
        .filter(|other| other.id != net.id && reading.same_sentence(other, net) && comparable(net, other))
        .filter(|other| other.unit == net.unit && !says(other, &["净"]))
        .collect();
    let one = |words: &[&str]| {
        let mut all = around.iter().copied().filter(|other| says(other, words));
        all.next().filter(|_| all.next().is_none())
    };
    let (added, taken) = (one(&ADDED)?, one(&TAKEN)?);
    let formulas = sum_formulas(net, &[(added, sign), (taken, -sign)]);
    let statement = format!("{}等于新增与减少之差", name(net));
    judged(RelationKind::Stock, statement, formulas, WhenOff::Fails, reading.figures)
}
