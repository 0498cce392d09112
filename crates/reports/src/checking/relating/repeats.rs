//! The same figure stated twice.

use std::collections::BTreeMap;

use super::super::figure::{Coordinate, StatedFigure, StatedUnit, StatedValue};
use super::super::formula::Formula;
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::super::words;
use super::{Reading, name, shared, variable};

/// Signs a label may have and still be the plain name of a figure.
const LABEL_MAX: usize = 16;

/// What two statements of one figure have in common.
type Key = (String, String, String, Option<String>, Option<String>);

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut stated: BTreeMap<Key, Vec<&StatedFigure>> = BTreeMap::new();
    for figure in reading.figures.iter().filter(|figure| is_stock(figure)) {
        stated.entry(key(reading, figure)).or_default().push(figure);
    }
    let mut found = Vec::new();
    for figures in stated.values() {
        let Some((first, others)) = figures.split_first() else { continue };
        for other in others.iter().filter(|other| !reading.same_sentence(first, other)) {
            found.extend(twice(reading, first, other));
        }
    }
    found.extend(miswritten_pairs(reading));
    found
}

/// Words that point back to what was said before.
const POINTING_BACK: [&str; 6] = ["上述", "前述", "以上", "这", "该", "综上"];
/// Words of another time than that of the text.
const OTHER_TIME: [&str; 13] =
    ["上年", "去年", "同期", "年初", "上月", "上季", "期初", "计划", "目标", "预计", "新增", "退出", "上期"];
/// Figures that are held against all others; a report has a few hundred.
const COMPARED_MAX: usize = 400;

/// One figure stated twice in other words, the second time with a slip of the pen: of households and persons one number is
/// the same, or both are the plain total of a programme.
fn miswritten_pairs(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let plain: Vec<&StatedFigure> = reading
        .figures
        .iter()
        .filter(|figure| {
            let counts = figure.unit.is_count() || figure.unit == StatedUnit::Yuan;
            !figure.context.cell && !figure.approximate && counts
        })
        .take(COMPARED_MAX)
        .filter(|figure| {
            let said = reading.letters.between(reading.letters.sentence_start(figure.start), figure.start);
            !OTHER_TIME.iter().any(|word| said.contains(word))
        })
        .collect();
    let mut found = Vec::new();
    let phrases: Vec<String> = plain.iter().map(|figure| phrase(reading, figure)).collect();
    let total_over_time = |figure: &StatedFigure| {
        reading.letters.between(reading.letters.sentence_start(figure.start), figure.start).contains("累计")
    };
    for (at, first) in plain.iter().enumerate() {
        for (to, other) in plain.iter().enumerate().skip(at + 1).filter(|(_, other)| !reading.same_sentence(first, other)) {
            let coordinates = shared(&[first, other]);
            let slips = coordinates.iter().filter(|coordinate| miswritten(first, other, **coordinate)).count();
            let pair = slips == 1 && of_one_pair(first, other, &coordinates);
            let swapped = pair
                || slips == 1
                    && are_swapped(first, other, &coordinates)
                    && are_of_one_name(&phrases[at], &phrases[to], first, other);
            let of_place = coordinates.len() == 1 && are_of_the_whole_place(reading, first, other);
            if of_place {
                found.extend(same(reading, first, other, &coordinates));
                continue;
            }
            if !swapped && (slips != 1 || total_over_time(first) || total_over_time(other)) {
                continue;
            }
            let halves = half_agrees(first, other, &coordinates) && points_back(reading, first, other);
            let totals = coordinates.len() == 1 && are_plain_totals(first, other);
            let pointed = coordinates.len() == 1 && is_pointed_at(first, other);
            if swapped || halves || totals || pointed {
                found.extend(same(reading, first, other, &coordinates));
            }
        }
    }
    found
}

/// Both say the same, in every number they share.
fn same(reading: &Reading<'_>, first: &StatedFigure, other: &StatedFigure, coordinates: &[Coordinate]) -> Option<StatedRelation> {
    let formula =
        |coordinate: &Coordinate| Formula::Same { one: variable(first.id, *coordinate), other: variable(other.id, *coordinate) };
    let formulas = coordinates.iter().map(formula).collect();
    judged(RelationKind::Repeat, format!("{}前后两处数字一致", name(first)), formulas, WhenOff::Fails, reading.figures)
}

/// 全县孤儿34人 and 全县37名孤儿: both say the whole place, the programme and nothing else, and differ a little.
fn are_of_the_whole_place(reading: &Reading<'_>, first: &StatedFigure, other: &StatedFigure) -> bool {
    const PLACES: [&str; 5] = ["全县", "全市", "全区", "全镇", "全乡"];
    let place = |figure: &StatedFigure| {
        let before = reading.letters.between(figure.start.saturating_sub(2), figure.start);
        let behind = figure.label.strip_suffix("人员").or_else(|| figure.label.strip_suffix("对象")).unwrap_or(&figure.label);
        let programme = figure.context.own_programme?;
        PLACES.into_iter().find(|place| {
            behind == format!("{place}{programme}")
                || (figure.unit_printed == "名" && before == **place && figure.label == programme)
        })
    };
    let close = || {
        let both = first.amount(Coordinate::Persons).zip(other.amount(Coordinate::Persons));
        both.is_some_and(|(one, two)| (one.micro() - two.micro()).abs() * 4 <= one.micro() && one.micro() != two.micro())
    };
    first.context.own_programme == other.context.own_programme
        && place(first).is_some_and(|one| place(other) == Some(one))
        && first.unit.is_persons()
        && other.unit.is_persons()
        && (first.context.period == other.context.period || other.context.period.is_none())
        && [first, other].iter().all(|figure| figure.context.group.is_empty() && reading.list_of(figure.id).is_none())
        && close()
}

/// Digits of households that two groups do not share by chance.
const PAIR_DIGITS_MIN: usize = 4;
/// Signs two names of one figure have in common at least.
const NAME_MIN: usize = 4;

/// What a figure is called: its label and the noun behind its unit.
fn phrase(reading: &Reading<'_>, figure: &StatedFigure) -> String {
    const TAIL_MAX: usize = 12;
    let tail = reading.letters.between(figure.end, figure.end + TAIL_MAX);
    let tail: String =
        tail.chars().take_while(|sign| !super::super::letters::is_boundary(*sign) && !sign.is_ascii_digit()).collect();
    format!("{}|{tail}", words::core(&figure.label))
}

/// Whether households, of at least as many digits as [`PAIR_DIGITS_MIN`], are the same and two digits of the persons changed places.
fn of_one_pair(first: &StatedFigure, other: &StatedFigure, coordinates: &[Coordinate]) -> bool {
    let long = |figure: &StatedFigure| {
        figure.amount(Coordinate::Households).is_some_and(|households| households.digits() >= PAIR_DIGITS_MIN)
    };
    let differ = first.context.place.is_some() && other.context.place.is_some() && first.context.place != other.context.place;
    first.unit == other.unit
        && long(first)
        && !differ
        && half_agrees(first, other, coordinates)
        && are_swapped(first, other, coordinates)
}

/// Whether two digits of one number changed places and every other number is the same.
fn are_swapped(first: &StatedFigure, other: &StatedFigure, coordinates: &[Coordinate]) -> bool {
    coordinates.iter().all(|coordinate| {
        let both = first.amount(*coordinate).zip(other.amount(*coordinate));
        both.is_some_and(|(one, two)| one.micro() == two.micro() || one.digits() >= 3 && one.is_swap_of(two))
    })
}

/// Whether two names are of one thing: a long part in common, and no word that tells them apart.
fn are_of_one_name(one: &str, two: &str, first: &StatedFigure, other: &StatedFigure) -> bool {
    const APART: [&str; 20] = [
        "应", "实", "计划", "预算", "拟", "新", "退", "减", "增", "未", "上", "下", "前", "后", "每", "均", "另", "标准", "补贴",
        "以",
    ];
    let label = |phrase: &str| phrase.split('|').next().unwrap_or_default().to_owned();
    let differ = |of: Option<&String>, from: Option<&String>| of.zip(from).is_some_and(|(of, from)| of != from);
    let (context, other_context) = (&first.context, &other.context);
    (first.unit_printed == other.unit_printed || first.unit == StatedUnit::Persons && other.unit == StatedUnit::Persons)
        && context.group == other_context.group
        && !differ(context.place.as_ref(), other_context.place.as_ref())
        && !differ(context.period.as_ref(), other_context.period.as_ref())
        && words::programme(one) == words::programme(two)
        && words::family_members(one) == words::family_members(two)
        && !APART.iter().any(|word| label(one).contains(word) != label(two).contains(word))
        && has_part_in_common(one, two)
}

/// Whether two names have so many neighbouring signs in common.
fn has_part_in_common(one: &str, two: &str) -> bool {
    let signs: Vec<char> = one.chars().collect();
    signs.windows(NAME_MIN).any(|part| {
        let part: String = part.iter().collect();
        !part.contains('|') && two.contains(&part)
    })
}

/// Whether the second speaks of the first: it points back, or both name the same thing.
fn points_back(reading: &Reading<'_>, first: &StatedFigure, other: &StatedFigure) -> bool {
    let said = reading.letters.between(reading.letters.sentence_start(first.start), first.start);
    let alike = first.context.place == other.context.place && first.context.own_programme == other.context.own_programme;
    POINTING_BACK.iter().any(|word| other.label.contains(word))
        || (alike && !other.context.core.is_empty() && said.contains(&other.context.core))
}

/// 上述追缴违规资金…: the second names the first and points back at it.
fn is_pointed_at(first: &StatedFigure, other: &StatedFigure) -> bool {
    let core = &first.context.core;
    first.unit_printed == other.unit_printed
        && core.chars().count() >= 2
        && ["上述", "前述"].iter().any(|word| other.label.contains(word))
        && other.label.ends_with(core.as_str())
}

/// Plain totals of one programme: 年末全市特困人员6214人 and 截至年底在册的6241名特困人员.
fn are_plain_totals(first: &StatedFigure, other: &StatedFigure) -> bool {
    let programme = first.context.own_programme;
    let bare = |figure: &StatedFigure| {
        let core = super::super::words::core(&figure.label);
        let rest = ["年末", "年底", "月末", "月底", "季末", "末", "底", "农村", "的", "名"]
            .iter()
            .fold(core, |core, word| core.replace(word, ""));
        let rest: String = rest.chars().filter(|sign| !sign.is_ascii_digit() && !matches!(sign, '年' | '月' | '日')).collect();
        programme.is_some_and(|programme| rest.is_empty() || rest == programme.trim_start_matches("农村"))
    };
    let digits = |figure: &StatedFigure| -> String {
        figure.context.period.iter().flat_map(|period| period.chars()).filter(char::is_ascii_digit).collect()
    };
    let long = |figure: &StatedFigure| figure.amount(Coordinate::Persons).is_some_and(|amount| amount.digits() >= 3);
    let place = |figure: &StatedFigure| figure.context.place.clone();
    programme.is_some()
        && programme == other.context.own_programme
        && (first.context.group.is_empty() && other.context.group.is_empty())
        && (place(first).is_none() || place(other).is_none() || place(first) == place(other))
        && digits(first) == digits(other)
        && long(first)
        && bare(first)
        && bare(other)
}

/// A plain count of a named group, without movement, time or vagueness.
fn is_stock(figure: &StatedFigure) -> bool {
    let context = &figure.context;
    !context.cell
        && !context.moves
        && !figure.approximate
        && figure.value != StatedValue::Unreadable
        && (figure.unit.is_count() || figure.unit == StatedUnit::Yuan)
        && figure.unit != StatedUnit::None
        && context.own_programme.is_some()
        && !context.core.is_empty()
        && context.core.chars().count() <= LABEL_MAX
}

fn key(reading: &Reading<'_>, figure: &StatedFigure) -> Key {
    let context = &figure.context;
    // A part is the same figure only below the same whole.
    let whole = reading
        .list_of(figure.id)
        .and_then(|list| reading.figures.get(list.whole))
        .map(|whole| whole.context.core.clone())
        .unwrap_or_default();
    let unit = if figure.unit == StatedUnit::Yuan { "元" } else { "人" };
    let core = context.core.trim_start_matches("农村特困").to_owned();
    let core = if core.is_empty() { "特困".to_owned() } else { core };
    (core, format!("{}|{whole}|{unit}", context.group), String::new(), context.period.clone(), context.place.clone())
}

fn twice(reading: &Reading<'_>, first: &StatedFigure, other: &StatedFigure) -> Option<StatedRelation> {
    let coordinates = shared(&[first, other]);
    let formulas: Vec<Formula> = coordinates
        .iter()
        .map(|coordinate| Formula::Same { one: variable(first.id, *coordinate), other: variable(other.id, *coordinate) })
        .collect();
    let sure = companions(reading, first, other)
        || half_agrees(first, other, &coordinates)
        || coordinates.iter().any(|coordinate| miswritten(first, other, *coordinate));
    let off = if sure { WhenOff::Fails } else { WhenOff::Unknown };
    judged(RelationKind::Repeat, format!("{}前后两处数字一致", name(first)), formulas, off, reading.figures)
}

/// The neighbours of both in their lists say the same: so the two are of one time and one place.
fn companions(reading: &Reading<'_>, first: &StatedFigure, other: &StatedFigure) -> bool {
    let beside = |figure: &StatedFigure, step: isize| {
        let at = figure.id.checked_add_signed(step)?;
        reading.figure(at).filter(|beside| reading.same_sentence(beside, figure) && !beside.context.moves)
    };
    [-1, 1].into_iter().any(|step| match (beside(first, step), beside(other, step)) {
        (Some(one), Some(two)) => {
            one.context.core == two.context.core
                && one.context.own_programme.is_some()
                && one.value == two.value
                && one.unit == two.unit
        }
        _ => false,
    })
}

/// Households agree and persons do not, or the other way round.
fn half_agrees(first: &StatedFigure, other: &StatedFigure, coordinates: &[Coordinate]) -> bool {
    coordinates.len() > 1
        && coordinates.iter().filter(|coordinate| first.amount(**coordinate) == other.amount(**coordinate)).count() == 1
}

/// One is the other with a slip of the pen. Short numbers differ so by chance.
pub(super) fn miswritten(first: &StatedFigure, other: &StatedFigure, coordinate: Coordinate) -> bool {
    let (Some(one), Some(two)) = (first.amount(coordinate), other.amount(coordinate)) else { return false };
    one.digits() >= 3 && one.digits() == two.digits() && one.is_slip_of(two)
}
