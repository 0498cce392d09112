//! Lists that close a whole by what they run through: names with 分别为, the months of a quarter, bands of age, outcomes.

use super::super::amount::chinese_digit;
use super::super::figure::StatedFigure;
use super::super::layout::comparable;
use super::super::relation::{StatedRelation, WhenOff};
use super::{Reading, says, sum_of};

/// Parts of one list that are looked at.
const PARTS_MAX: usize = 16;
/// Words of a figure that is no part: a change, a share, a rate.
const NO_PART: [&str; 16] =
    ["增加", "增长", "减少", "提高", "降", "占", "比", "较", "净", "每", "均", "标准", "上年", "去年", "同期", "上涨"];
/// Words of a total.
const TOTAL: [&str; 5] = ["共", "总", "合计", "累计", "计"];

/// The lists of a text that close a whole.
pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for figure in reading.figures.iter().filter(|figure| !figure.context.cell && !figure.approximate) {
        found.extend(separately(reading, figure));
        found.extend(months(reading, figure));
        found.extend(ages(reading, figure));
        found.extend(outcomes(reading, figure));
        found.extend(listed(reading, figure));
        found.extend(batches(reading, figure));
    }
    found
}

/// `甲、乙、丙三镇共清退187户，分别为62户、48户、77户`, and with the total behind.
fn separately(reading: &Reading<'_>, first: &StatedFigure) -> Option<StatedRelation> {
    const STATEMENT: &str = "等于分别列出的各项之和";
    const ACT_MAX: usize = 5;
    let (before, act) = first.label.rsplit_once("分别")?;
    if act.chars().count() > ACT_MAX || says(first, &NO_PART) {
        return None;
    }
    let mut parts = vec![first];
    let plain = |part: &&StatedFigure| {
        part.unit == first.unit
            && part.unit_printed == first.unit_printed
            && matches!(part.label.trim(), "" | "和" | "与" | "及" | "以及")
    };
    parts.extend(reading.behind(first).take(PARTS_MAX).take_while(plain));
    let last = parts.last()?.id;
    let from = reading.letters.sentence_start(first.start);
    let names = format!("{}{before}", reading.letters.between(from, first.start.saturating_sub(first.label.chars().count())));
    let counted = parts.len() > 1 && names_counted(&names) == Some(parts.len());
    if let Some(whole) = reading.before(first).next().filter(|whole| comparable(whole, first) && !says(whole, &NO_PART)) {
        let names_all = || says(whole, &TOTAL) || whole.label.contains(['个', '级', '类', '项']);
        let off = if counted && names_all() { WhenOff::Fails } else { WhenOff::Slip };
        return (parts.len() > 1).then(|| sum_of(reading, whole, &parts, off, STATEMENT)).flatten();
    }
    let whole = reading.behind(first).find(|whole| whole.id == last + 1)?;
    let total = says(whole, &TOTAL) && comparable(whole, first) && !says(whole, &NO_PART);
    let off = if counted { WhenOff::Fails } else { WhenOff::Slip };
    (total && parts.len() > 1).then(|| sum_of(reading, whole, &parts, off, STATEMENT)).flatten()
}

/// How many names stand before 分别: 三个乡镇, 四级, or 城市、农村.
fn names_counted(names: &str) -> Option<usize> {
    let signs: Vec<char> = names.chars().collect();
    let numeral = signs.windows(2).rev().find_map(|pair| {
        let count = chinese_digit(pair[0]).or_else(|| pair[0].to_digit(10).map(i64::from))?;
        "个级类项批镇乡村县区所家档".contains(pair[1]).then(|| usize::try_from(count).ok()).flatten()
    });
    if numeral.is_some() {
        return numeral;
    }
    let clause: String = names.rsplit(['；', ';', '。', '，']).find(|clause| clause.contains('、'))?.to_owned();
    let listed = clause.chars().filter(|sign| matches!(sign, '、' | '和' | '与' | '及')).count() + 1;
    Some(listed)
}

/// Months a quarter, half a year and so on run through.
const PERIODS: [(&str, std::ops::RangeInclusive<u32>); 8] = [
    ("前三季度", 1..=9),
    ("一季度", 1..=3),
    ("二季度", 4..=6),
    ("三季度", 7..=9),
    ("四季度", 10..=12),
    ("上半年", 1..=6),
    ("下半年", 7..=12),
    ("全年", 1..=12),
];

/// The month a label begins with: 3月发放.
fn month(label: &str) -> Option<u32> {
    let (digits, rest) = label.trim().trim_start_matches("其中").split_once('月')?;
    let number: u32 = digits.parse().ok()?;
    (!rest.starts_with(['末', '底', '初', '均']) && (1..=12).contains(&number)).then_some(number)
}

/// A quarter is the sum of its months, told before it or behind it.
fn months(reading: &Reading<'_>, total: &StatedFigure) -> Option<StatedRelation> {
    let (_, wanted) = PERIODS.iter().find(|(word, _)| total.label.contains(word))?;
    let alike = |part: &&StatedFigure| part.unit == total.unit && comparable(total, part) && !says(part, &NO_PART);
    let wanted: Vec<u32> = wanted.clone().collect();
    let of_months = |parts: &[&StatedFigure]| parts.iter().filter_map(|part| month(&part.label)).collect::<Vec<u32>>() == wanted;
    let mut before: Vec<&StatedFigure> = reading.before(total).filter(alike).take(wanted.len()).collect();
    before.reverse();
    let behind: Vec<&StatedFigure> = reading.behind(total).filter(alike).take(wanted.len()).collect();
    let parts = [before, behind].into_iter().find(|parts| of_months(parts))?;
    (!says(total, &NO_PART)).then(|| sum_of(reading, total, &parts, WhenOff::Fails, "等于各月之和")).flatten()
}

/// Years of age a label names, from and to; none above for 以上.
fn band(label: &str) -> Option<(u32, Option<u32>)> {
    let (said, behind) = label.rsplit_once('岁')?;
    let said = said.trim_end_matches('周').trim_end();
    if said.ends_with('百') {
        return Some((100, None));
    }
    let is_range = |sign: char| matches!(sign, '-' | '—' | '~' | '至' | '到' | '–');
    let start = said
        .rfind(|sign: char| !(sign.is_ascii_digit() || is_range(sign) || matches!(sign, '周' | '岁')))
        .map_or(0, |at| at + said[at..].chars().next().map_or(1, char::len_utf8));
    let mut ends = said[start..].split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
    let first = ends.next()?;
    match ends.next() {
        Some(second) => (first < second).then_some((first, Some(second))),
        None if behind.contains("以上") => Some((first, None)),
        None if behind.contains("以下") => Some((0, Some(first.checked_sub(1)?))),
        None => None,
    }
}

/// Bands of age that follow each other close the whole that names their lowest age.
fn ages(reading: &Reading<'_>, first: &StatedFigure) -> Option<StatedRelation> {
    const OF_THE_OLD: [&str; 3] = ["高龄", "老年", "老人"];
    let of_age = |figure: &&StatedFigure| band(&figure.label).is_some() && figure.unit == first.unit && !says(figure, &NO_PART);
    if !of_age(&first) || reading.before(first).next().is_some_and(|before| of_age(&before)) {
        return None;
    }
    let mut run = vec![first];
    run.extend(reading.behind(first).take(PARTS_MAX).take_while(of_age));
    let beside = |id: Option<usize>| {
        let figure = reading.figures.get(id?)?;
        let fits = reading.same_paragraph(figure, first) && comparable(figure, first) && !says(figure, &NO_PART);
        (fits && !figure.context.cell && band(&figure.label).is_none()).then_some(figure)
    };
    // The whole may be one of the run, since it may name its age too.
    let inside = run.iter().copied().filter(|whole| whole.id == first.id || Some(whole.id) == run.last().map(|last| last.id));
    let outside = [first.id.checked_sub(1), run.last().map(|last| last.id + 1)].into_iter().filter_map(beside);
    inside.chain(outside).find_map(|whole| {
        let mut parts: Vec<&StatedFigure> = run.iter().copied().filter(|part| part.id != whole.id).collect();
        parts.sort_by_key(|part| band(&part.label));
        let bands: Vec<(u32, Option<u32>)> = parts.iter().filter_map(|part| band(&part.label)).collect();
        let chained = bands.windows(2).all(|pair| pair[0].1.is_some_and(|end| end + 1 == pair[1].0 || end == pair[1].0));
        let (lowest, open) = (bands.first()?.0, bands.last()?.1.is_none());
        let named = match band(&whole.label) {
            Some(own) => own == (lowest, None),
            None => lowest == 0 || says(whole, &OF_THE_OLD) && (lowest == 80 || says(whole, &OF_THE_OLD[1..]) && lowest == 60),
        };
        let moved = whole.context.moves && !first.context.moves;
        let off = if moved { WhenOff::Slip } else { WhenOff::Fails };
        (parts.len() > 1 && chained && open && named).then(|| sum_of(reading, whole, &parts, off, "等于各年龄段之和")).flatten()
    })
}

/// `困难群众共2214人：低保对象1980人、特困人员142人……`: a total with a colon and a list of its kinds up to the end.
fn listed(reading: &Reading<'_>, whole: &StatedFigure) -> Option<StatedRelation> {
    if reading.letters.at(whole.end) != Some(':') || !says(whole, &TOTAL) || says(whole, &NO_PART) {
        return None;
    }
    let alike =
        |part: &&StatedFigure| part.unit == whole.unit && part.unit_printed == whole.unit_printed && !says(part, &NO_PART);
    let parts: Vec<&StatedFigure> = reading.behind(whole).take(PARTS_MAX).take_while(alike).collect();
    let all = reading.behind(whole).count() == parts.len();
    (all && parts.len() > 2).then(|| sum_of(reading, whole, &parts, WhenOff::Slip, "等于所列各项之和")).flatten()
}

/// `申报1200户，第一批审定640户，第二批310户，第三批250户`: batches from the first on.
fn batches(reading: &Reading<'_>, first: &StatedFigure) -> Option<StatedRelation> {
    const BATCHES: [&str; 5] = ["第一批", "第二批", "第三批", "第四批", "第五批"];
    let begins = ["第一批", "首批"].iter().any(|word| first.label.contains(word));
    let whole = reading.before(first).next().filter(|whole| begins && comparable(whole, first) && !says(whole, &NO_PART))?;
    let mut parts = vec![first];
    parts.extend(
        reading.behind(first).zip(&BATCHES[1..]).take_while(|(part, word)| part.label.contains(**word)).map(|(part, _)| part),
    );
    let alike = parts.iter().all(|part| part.unit == whole.unit && !says(part, &NO_PART));
    (alike && parts.len() > 2).then(|| sum_of(reading, whole, &parts, WhenOff::Slip, "等于各批之和")).flatten()
}

/// `经核查：纳入低保153条，……，不符合条件760条`: what became of all that were looked at.
fn outcomes(reading: &Reading<'_>, whole: &StatedFigure) -> Option<StatedRelation> {
    const AGAINST: [&str; 6] = ["不符合", "不予", "未通过", "退回", "不成立", "不属实"];
    let lead = reading.letters.between(whole.end, whole.end + 8);
    if !lead.contains('经') && !lead.contains("其中") && !lead.contains("结果") {
        return None;
    }
    let alike =
        |part: &&StatedFigure| part.unit == whole.unit && part.unit_printed == whole.unit_printed && !says(part, &NO_PART);
    let parts: Vec<&StatedFigure> = reading.behind(whole).take(PARTS_MAX).take_while(alike).collect();
    let ends = parts.last().is_some_and(|last| says(last, &AGAINST));
    if parts.len() < 3 || !ends || says(whole, &NO_PART) || parts.iter().any(|part| says(part, &["正在", "办理中"])) {
        return None;
    }
    let amount = |figure: &StatedFigure| {
        figure.coordinates().last().and_then(|last| figure.amount(*last)).map_or(0, |amount| amount.micro())
    };
    // Each has one outcome, so together they are not more than all.
    let more = parts.iter().map(|part| amount(part)).sum::<i128>() > amount(whole);
    let off = if more { WhenOff::Fails } else { WhenOff::Slip };
    sum_of(reading, whole, &parts, off, "等于各种结果之和")
}
