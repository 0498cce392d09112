//! 占…%: a part against its named whole, and the whole that several shares imply.

use std::collections::BTreeMap;

use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::{Formula, Numbers};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::super::words;
use super::{Reading, name, named_wholes, rates, share_relation, shared, variable};
use crate::Verdict;

/// A part, its per cent, and what it is a share of.
struct Share<'a> {
    part: &'a StatedFigure,
    percent: &'a StatedFigure,
    of: String,
}

/// The shares of a text; `sums` are what adds up in it.
pub(super) fn relations(reading: &Reading<'_>, sums: &[StatedRelation]) -> Vec<StatedRelation> {
    // Where the whole is named beside the per cent no other one is looked for.
    let mut found = named_wholes::relations(reading, sums);
    let named: Vec<usize> = found.iter().flat_map(|relation| relation.figures.iter().copied()).collect();
    let free = |figure: &&StatedFigure| figure.unit != StatedUnit::Percent || !named.contains(&figure.id);
    let shares: Vec<Share<'_>> = reading.figures.iter().filter(free).filter_map(|figure| share(reading, figure)).collect();
    found.extend(reading.figures.iter().filter(free).filter_map(|figure| rate(reading, figure)));
    let mut unnamed: BTreeMap<String, Vec<&Share<'_>>> = BTreeMap::new();
    for share in &shares {
        match whole(reading, share) {
            Some(whole) => found.extend(against(reading, share, whole)),
            None if !share.of.is_empty() => unnamed.entry(share.of.clone()).or_default().push(share),
            None => {}
        }
    }
    found.extend(unnamed.into_iter().filter_map(|(of, shares)| one_whole(reading, &of, &shares)));
    let settled = |found: &[StatedRelation]| -> Vec<usize> {
        let settled = found.iter().filter(|relation| relation.verdict != Verdict::Unknown);
        settled.flat_map(|relation| relation.figures.iter().copied()).collect()
    };
    let judged = settled(&found);
    let of_two = rates::relations(reading);
    found.extend(of_two.into_iter().filter(|relation| {
        !relation
            .figures
            .iter()
            .any(|id| judged.contains(id) && reading.figure(*id).is_some_and(|figure| figure.unit == StatedUnit::Percent))
    }));
    let judged = settled(&found);
    let open = reading.figures.iter().filter(|figure| figure.unit == StatedUnit::Percent && !judged.contains(&figure.id));
    found.extend(open.filter_map(|percent| nearly(reading, percent)));
    found
}

/// Figures a part and its whole are looked for among.
const NEARLY_BACK_MAX: usize = 14;

/// A per cent that is the share of what stands before it, or a slip of the pen away from it. Which figure is the whole is
/// not said plainly, so only a slip is held against it.
fn nearly(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    let (subject, of) = split_share(&percent.label)?;
    if percent.approximate
        || percent.context.cell
        || [&subject, &of].iter().any(|text| NO_SHARE.iter().any(|word| text.contains(word)))
    {
        return None;
    }
    let before: Vec<&StatedFigure> = reading.figures[..percent.id]
        .iter()
        .rev()
        .take(NEARLY_BACK_MAX)
        .take_while(|other| reading.same_paragraph(other, percent))
        .filter(|other| !other.context.cell && !other.approximate && is_countable(other))
        .collect();
    // What a rate is of is its last word: 床位使用率 is of what is used.
    let is_rate = !percent.label.contains('占');
    let of_subject = |part: &StatedFigure| {
        let mut pairs: Vec<String> = pairs_of_signs(&subject).collect();
        pairs.drain(..if is_rate { pairs.len().saturating_sub(1) } else { 0 });
        let of_two = is_rate && before.iter().filter(|other| reading.same_sentence(other, percent)).count() == 2;
        let pairs: Vec<String> = if of_two { pairs_of_signs(&subject).collect() } else { pairs };
        subject.is_empty() || pairs.iter().any(|pair| part.label.contains(pair))
    };
    let beside = |part: &&StatedFigure| (is_rate || of_subject(part)) && reading.same_sentence(part, percent);
    let count = if subject.is_empty() { 1 } else { 3 };
    let mut slipped = None;
    for part in before.iter().copied().filter(beside).take(count) {
        let of_list = reading.list_of(part.id).map(|list| list.whole);
        for whole in before.iter().copied().filter(|whole| whole.id < part.id || !subject.is_empty()) {
            let Some(relation) = share_of(reading, part, whole, percent) else { continue };
            if relation.verdict == Verdict::Holds {
                return Some(relation);
            }
            let told = of_list == Some(whole.id)
                || (of.is_empty() && reading.letters.at(whole.end) == Some('中') && reading.same_sentence(whole, part))
                || is_rate && reading.same_sentence(whole, part)
                || pairs_of_signs(&of).any(|pair| whole.label.contains(&pair) || whole.context.carrier.contains(&pair))
                || (of.contains('总') && ["合计", "共", "总"].iter().any(|word| whole.label.contains(word)));
            if told && of_subject(part) && relation.verdict == Verdict::Fails {
                slipped = slipped.or(Some(relation));
            }
        }
    }
    slipped
}

/// Words of a per cent that is no share of a figure before it.
const NO_SHARE: [&str; 14] =
    ["增长", "下降", "提高", "上升", "降低", "增幅", "降幅", "同比", "环比", "减少", "增加", "力争", "目标", "由"];

/// `住院救助人次占直接救助总人次的` → what has the share, and of what; `办结率` has neither 占 nor a named whole.
fn split_share(label: &str) -> Option<(String, String)> {
    if let Some((subject, of)) = label.rsplit_once('占') {
        let subject: String = subject.chars().filter(|sign| sign.is_alphabetic()).collect();
        return Some((subject, of.trim_end_matches('的').to_owned()));
    }
    let (stem, behind) = label.rsplit_once('率').or_else(|| label.rsplit_once("进度"))?;
    matches!(behind.trim(), "" | "为" | "达" | "达到" | "是").then(|| (stem.trim().to_owned(), String::new()))
}

/// Two neighbouring signs of a name, without those that say nothing.
fn pairs_of_signs(name: &str) -> impl Iterator<Item = String> {
    const PLAIN: [&str; 12] = ["人次", "人数", "户数", "总人", "总户", "总数", "全县", "全市", "全镇", "总额", "对象", "人员"];
    let signs: Vec<char> = name.chars().filter(|sign| sign.is_alphabetic() && *sign != '的').collect();
    let pairs: Vec<String> = signs.windows(2).map(|pair| pair.iter().collect()).collect();
    pairs.into_iter().filter(|pair: &String| !PLAIN.contains(&pair.as_str()))
}

fn is_countable(figure: &StatedFigure) -> bool {
    figure.unit.is_count() || matches!(figure.unit, StatedUnit::Yuan | StatedUnit::Pieces)
}

fn share_of(reading: &Reading<'_>, part: &StatedFigure, whole: &StatedFigure, percent: &StatedFigure) -> Option<StatedRelation> {
    let is_part = part.id != whole.id && super::super::layout::comparable(whole, part);
    if is_part { share_relation(reading, part, whole, percent, WhenOff::Slip) } else { None }
}

fn share<'a>(reading: &Reading<'a>, percent: &'a StatedFigure) -> Option<Share<'a>> {
    if percent.unit != StatedUnit::Percent || percent.context.cell {
        return None;
    }
    let (subject, of) = percent.label.rsplit_once('占')?;
    // 一、二级残疾人占…%: it speaks of what it names itself.
    if subject.chars().filter(|sign| sign.is_alphabetic()).count() > 1 {
        return None;
    }
    let open = reading.letters.open(percent.start);
    let part = reading.figures[..percent.id]
        .iter()
        .rev()
        .take(12)
        .take_while(|other| reading.same_sentence(other, percent))
        .find(|other| reading.letters.open(other.start) == open || other.end == open.unwrap_or(usize::MAX))
        .filter(|other| other.unit.is_count() || other.unit == StatedUnit::Yuan)?;
    // 占比由…上升到…: the per cent stands by itself.
    let between = reading.letters.between(part.end, percent.start);
    if between.contains('由')
        || between.contains('从')
        || between.contains("分别")
        || of.contains('均')
        || percent.approximate
        || part.approximate
    {
        return None;
    }
    Some(Share { part, percent, of: of.trim().trim_end_matches('的').to_owned() })
}

/// `应探访…人，实际探访…人，探访率…%` and `集中供养…人……集中供养率…%`.
fn rate(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    if percent.unit != StatedUnit::Percent || percent.context.cell || percent.approximate {
        return None;
    }
    let (stem, behind) = percent.label.rsplit_once('率')?;
    let stem = stem.trim();
    if stem.is_empty() || percent.label.contains('占') || !matches!(behind.trim(), "" | "为" | "达" | "达到" | "是") {
        return None;
    }
    let before: Vec<&StatedFigure> = reading.before(percent).take(6).collect();
    let says = |figure: &StatedFigure, words: &[&str]| words.iter().any(|word| figure.label.contains(word));
    let (part, whole) = match before.as_slice() {
        [done, due, ..] if says(due, &["应", "计划"]) && says(done, &["实", "已", "完成"]) && due.unit == done.unit => {
            (*done, *due)
        }
        _ => {
            let part = before.iter().copied().find(|figure| figure.label.contains(stem))?;
            (part, reading.figures.get(reading.list_of(part.id)?.whole)?)
        }
    };
    let coordinate = *shared(&[part, whole]).last()?;
    let formula = Formula::Share {
        part: variable(part.id, coordinate),
        whole: variable(whole.id, coordinate),
        percent: variable(percent.id, Coordinate::Value),
    };
    let statement = format!("{stem}率等于{}除以{}", name(part), name(whole));
    judged(RelationKind::Share, statement, vec![formula], WhenOff::Fails, reading.figures)
}

/// Words for the whole of the list the part stands in.
fn is_of_list(of: &str) -> bool {
    const OF_LIST: [&str; 14] =
        ["", "比", "比例", "比为", "总数", "总人数", "总户数", "其", "总额", "全部", "总量", "总支出", "比达", "其总数"];
    OF_LIST.contains(&of)
}

fn whole<'a>(reading: &Reading<'a>, share: &Share<'a>) -> Option<&'a StatedFigure> {
    let of_list = reading.list_of(share.part.id).and_then(|list| reading.figures.get(list.whole));
    if is_of_list(&share.of) {
        return of_list;
    }
    let core = words::core(&share.of);
    if core.is_empty() {
        return of_list;
    }
    let named = |figure: &&StatedFigure| {
        figure.context.core == core
            && !figure.context.moves
            && figure.id != share.part.id
            && figure.context.place == share.part.context.place
            && !shared(&[figure, share.part]).is_empty()
    };
    if let Some(whole) = of_list.filter(|whole| named(whole)) {
        return Some(whole);
    }
    let of_programme = words::programme(&share.of);
    let agrees = |whole: &&StatedFigure| {
        of_programme.is_some()
            && of_programme == whole.context.own_programme
            && words::class_members(&share.of) == words::class_members(&whole.label)
    };
    if let Some(whole) = of_list.filter(agrees) {
        return Some(whole);
    }
    let mut candidates = reading.figures.iter().filter(named);
    let first = candidates.next()?;
    // Stated twice with different values it names no one whole.
    candidates.all(|other| other.value == first.value).then_some(first)
}

fn against(reading: &Reading<'_>, share: &Share<'_>, whole: &StatedFigure) -> Option<StatedRelation> {
    // What is more than the whole is no share of it but of something else.
    let more = |coordinate: &Coordinate| {
        share.part.amount(*coordinate).zip(whole.amount(*coordinate)).is_some_and(|(part, whole)| part.micro() > whole.micro())
    };
    if shared(&[share.part, whole]).iter().any(more) {
        return None;
    }
    let percent = variable(share.percent.id, Coordinate::Value);
    let coordinates: Vec<Coordinate> = shared(&[share.part, whole])
        .into_iter()
        .filter(|coordinate| match coordinate {
            Coordinate::Households => !share.of.contains('人'),
            Coordinate::Persons => !share.of.contains('户'),
            Coordinate::Value => true,
        })
        .collect();
    let formulas: Vec<Formula> = coordinates
        .into_iter()
        .map(|coordinate| Formula::Share {
            part: variable(share.part.id, coordinate),
            whole: variable(whole.id, coordinate),
            percent,
        })
        .collect();
    let numbers = Numbers { figures: reading.figures, trial: None };
    // Which of households and persons is meant is not said: either will do.
    let chosen = formulas.iter().find(|formula| formula.holds(&numbers) == Some(true)).or(formulas.last())?.clone();
    let statement = format!("{}占{}的比例与印出的百分比相符", name(share.part), name(whole));
    judged(RelationKind::Share, statement, vec![chosen], WhenOff::Fails, reading.figures)
}

/// Whether the shares follow each other, so that the period said first is that of all.
fn of_one_sequence(shares: &[&Share<'_>]) -> bool {
    shares.windows(2).all(|pair| {
        pair[1].part.id <= pair[0].percent.id + 2
            && (pair[1].part.context.period.is_none() || pair[1].part.context.period == pair[0].part.context.period)
    })
}

/// Several shares of one whole that is not stated: the wholes they imply must agree.
fn one_whole(reading: &Reading<'_>, of: &str, shares: &[&Share<'_>]) -> Option<StatedRelation> {
    let numbers = Numbers { figures: reading.figures, trial: None };
    let coordinate = [Coordinate::Persons, Coordinate::Households, Coordinate::Value]
        .into_iter()
        .find(|coordinate| shares.iter().all(|share| share.part.coordinates().contains(coordinate)))?;
    let pair = |share: &&Share<'_>| (variable(share.part.id, coordinate), variable(share.percent.id, Coordinate::Value));
    let formula = |shares: &[&Share<'_>]| Formula::OneWhole { shares: shares.iter().map(pair).collect() };
    let place = shares.first()?.part.context.place.clone();
    let period = shares.first()?.part.context.period.clone();
    if shares.len() < 2
        || is_of_list(of)
        || shares.iter().any(|share| share.part.context.place != place)
        || (shares.len() < 3 || !of_one_sequence(shares)) && shares.iter().any(|share| share.part.context.period != period)
    {
        return None;
    }
    let statement = format!("各项占{of}的比例所对应的总数一致");
    let all = formula(shares);
    let holds = all.holds(&numbers)?;
    let outliers = (0..shares.len()).filter(|left| {
        let others: Vec<&Share<'_>> = shares.iter().enumerate().filter(|(at, _)| at != left).map(|(_, share)| *share).collect();
        others.len() > 1 && formula(&others).holds(&numbers) == Some(true)
    });
    let off = if holds || outliers.count() == 1 { WhenOff::Fails } else { WhenOff::Unknown };
    let relation = judged(RelationKind::Share, statement, vec![all], off, reading.figures)?;
    (relation.verdict != Verdict::Unknown || shares.len() > 1).then_some(relation)
}
