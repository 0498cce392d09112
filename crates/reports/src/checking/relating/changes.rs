//! 由…提高到…, 同比, 环比, 比上月增加…: the change printed fits the two values.

use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::{Formula, Numbers};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::{Reading, name, says, shared, sum_formulas, variable};
use crate::Verdict;

const UP_TO: [&str; 27] = [
    "提至",
    "调高到",
    "调高至",
    "提高到",
    "提高至",
    "提高为",
    "增加到",
    "增加至",
    "增加为",
    "上升到",
    "上升至",
    "增长到",
    "增长至",
    "提升到",
    "提升至",
    "提标到",
    "提标至",
    "上调至",
    "上调到",
    "增至",
    "升至",
    "升到",
    "涨到",
    "扩大到",
    "扩大至",
    "扩面到",
    "发展到",
];
const DOWN_TO: [&str; 20] = [
    "降到",
    "降至",
    "降为",
    "下降到",
    "下降至",
    "减少到",
    "减少至",
    "减少为",
    "降低到",
    "降低至",
    "下调至",
    "下调到",
    "减至",
    "减为",
    "缩短到",
    "缩短至",
    "压缩到",
    "压缩至",
    "压减到",
    "压减至",
];
/// Words that say a value became another one without saying which way.
const BECAME: [&str; 5] = ["整合为", "调整为", "调整到", "变为", "调整至"];
const UP: [&str; 13] = ["上调", "增加", "增长", "提高", "上升", "增幅", "涨幅", "净增", "提升", "上涨", "增多", "扩大", "多发放"];
const DOWN: [&str; 12] = ["下调", "减少", "下降", "降低", "降幅", "减幅", "净减", "回落", "缩短", "压减", "压缩", "少发放"];
const BASE: [&str; 12] =
    ["上年同期", "去年同期", "上年", "去年", "上月", "上季度", "上期", "同期", "年初", "前一月", "前一年", "上一年"];
const COMPARED: [&str; 6] = ["比", "较", "同比", "环比", "净增", "净减"];

/// Figures a change looks back over.
const BACK_MAX: usize = 6;

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for figure in reading.figures.iter().filter(|figure| !figure.context.cell) {
        found.extend(from_to(reading, figure));
        found.extend(compared(reading, figure));
    }
    found
}

fn ends(figure: &StatedFigure, words: &[&str]) -> bool {
    // 提高到每人每月…, 减少到9月末的…: what stands between says when and for whom.
    const BETWEEN: &str = "每人户床均年月日季度初末底上下半今现在目前行当的了为";
    let says_when = |rest: &str| rest.chars().all(|sign| sign.is_ascii_digit() || sign == ' ' || BETWEEN.contains(sign));
    words.iter().any(|word| figure.label.rsplit_once(word).is_some_and(|(_, rest)| says_when(rest)))
}

/// Up or down, as a label says.
fn direction(figure: &StatedFigure) -> Option<i8> {
    // 比上年多, 较8月末少, 同比多支出.
    const ACT_MAX: usize = 3;
    let ends_in = |words: [char; 2]| {
        let (_, said) = figure.label.rsplit_once(['比', '较']).unwrap_or_default();
        said.rsplit_once(words).is_some_and(|(_, act)| act.chars().count() <= ACT_MAX && !act.contains('数'))
    };
    // 比2022年的386户多退出26户: the base stands between 比 and 多.
    let more = |word: char| figure.label.starts_with(word) && figure.label.chars().count() <= ACT_MAX;
    match (says(figure, &UP) || ends_in(['多', '增']) || more('多'), says(figure, &DOWN) || ends_in(['少', '减']) || more('少'))
    {
        (true, false) => Some(1),
        (false, true) => Some(-1),
        (true, true) | (false, false) => None,
    }
}

/// What a change is compared with: 8月末 of 比8月末多.
fn compared_with(figure: &StatedFigure) -> Option<String> {
    const TIME_MAX: usize = 8;
    let (_, behind) = figure.label.rsplit_once(['比', '较'])?;
    let time: String =
        behind.chars().take_while(|sign| !"的增减多少提上下降净回高".contains(*sign) || behind.starts_with(*sign)).collect();
    let time = time.trim_end_matches(['同', '共']).to_owned();
    let says_when = time.contains(['年', '月', '季', '期', '初', '末', '底']);
    (says_when && (2..=TIME_MAX).contains(&time.chars().count())).then_some(time)
}

/// `较5月末增加35人；5月末在册7830人`: the value of the time it is compared with stands behind it, under its name.
fn base_behind<'a>(reading: &'a Reading<'a>, figure: &StatedFigure) -> Option<&'a StatedFigure> {
    const BEHIND_MAX: usize = 2;
    let time = compared_with(figure)?;
    let near = reading.figures.iter().skip(figure.id + 1).take(BEHIND_MAX);
    let mut named = near.filter(|other| {
        let label = other.label.trim_start_matches("其中").trim_start_matches('而');
        reading.same_paragraph(other, figure) && label.starts_with(&time) && direction(other).is_none() && !other.approximate
    });
    named.next()
}

/// `由A提高到B，提高C，增长P%`.
fn from_to(reading: &Reading<'_>, to: &StatedFigure) -> Vec<StatedRelation> {
    // 由…整合为…，减少…: the difference says which way.
    let became =
        || (to.label.ends_with('为') || ends(to, &BECAME)).then(|| reading.behind(to).next().and_then(direction)).flatten();
    let sign = match (ends(to, &UP_TO), ends(to, &DOWN_TO)) {
        (true, false) => 1,
        (false, true) => -1,
        (true, true) | (false, false) => match became() {
            Some(sign) => sign,
            None => return Vec::new(),
        },
    };
    let Some(from) = reading.before(to).next().filter(|from| from.unit == to.unit || to.unit == StatedUnit::None) else {
        return Vec::new();
    };
    let led = reading.letters.between(reading.letters.sentence_start(from.start), from.start);
    if !(led.contains('由') || led.contains('从')) || led.contains("分别") || to.label.contains("分别") || to.unit != from.unit
    {
        return Vec::new();
    }
    let coordinates = shared(&[from, to]);
    let order = |coordinate| {
        let (low, high) = if sign > 0 { (from, to) } else { (to, from) };
        Formula::AtMost { part: variable(low.id, coordinate), whole: variable(high.id, coordinate) }
    };
    let statement = format!("{}由前数变为后数，升降方向与文字一致", name(from));
    let mut found: Vec<StatedRelation> = judged(
        RelationKind::Change,
        statement,
        coordinates.iter().copied().map(order).collect(),
        WhenOff::Fails,
        reading.figures,
    )
    .into_iter()
    .filter(|relation| relation.verdict == Verdict::Fails)
    .collect();
    // 较年初净减212户，由年初的4368户减至4156户: the change may stand before.
    let ahead =
        reading.before(from).next().filter(|by| by.id + 1 == from.id && by.unit == to.unit && direction(by) == Some(sign));
    if let Some(by) = ahead.filter(|by| ends(by, &["净减", "净增", "减少", "增加"])) {
        let statement = format!("{}的增减与前后两数相符", name(from));
        let formulas = sum_formulas(to, &[(from, 1), (by, sign)]);
        found.extend(judged(RelationKind::Change, statement, formulas, WhenOff::Slip, reading.figures));
    }
    // 从1860张增加到2140张，新增280张: what is new may be more than the difference.
    let new = reading.behind(to).next().filter(|by| sign > 0 && by.label.starts_with("新增") && by.unit == to.unit);
    if let Some(by) = new.filter(|by| by.unit_printed == to.unit_printed) {
        let statement = format!("{}的增减与前后两数相符", name(from));
        found.extend(judged(
            RelationKind::Change,
            statement,
            sum_formulas(to, &[(from, 1), (by, 1)]),
            WhenOff::Slip,
            reading.figures,
        ));
    }
    for by in reading.behind(to).take(2).take_while(|by| is_of_the_two(by, sign)) {
        let points = by.unit == StatedUnit::PercentagePoints && to.unit == StatedUnit::Percent;
        let formulas = if by.unit == StatedUnit::Percent {
            let percent = variable(by.id, Coordinate::Value);
            let change = |coordinate: &Coordinate| Formula::Change {
                from: variable(from.id, *coordinate),
                to: variable(to.id, *coordinate),
                percent,
                sign,
            };
            coordinates.iter().map(change).collect()
        } else if by.unit == to.unit || points {
            sum_formulas(to, &[(from, 1), (by, sign)])
        } else {
            break;
        };
        // Over several years 每年提高 is a part of the whole change.
        let each = by.label.replace("每人每年", "").replace("每户每年", "");
        let off = if ["每年", "每次"].iter().any(|word| each.contains(word)) { WhenOff::Slip } else { WhenOff::Fails };
        let statement = format!("{}的增减与前后两数相符", name(from));
        found.extend(judged(RelationKind::Change, statement, formulas, off, reading.figures));
    }
    found
}

/// Whether a change is that from the one value to the other, not one compared with something else.
fn is_of_the_two(by: &StatedFigure, sign: i8) -> bool {
    let compared = COMPARED.iter().any(|word| !word.starts_with('净') && by.label.contains(word));
    direction(by) == Some(sign) && !compared && !by.label.contains("年均")
}

/// What a change is told about: the figure now, the one before, the difference.
struct Told<'a> {
    now: Option<&'a StatedFigure>,
    base: Option<&'a StatedFigure>,
    by: Option<&'a StatedFigure>,
}

fn told<'a>(reading: &'a Reading<'a>, figure: &'a StatedFigure) -> Told<'a> {
    let mut told = Told { now: None, base: None, by: None };
    for other in reading.before(figure).take(BACK_MAX) {
        let is_change =
            direction(other).is_some() && !ends(other, &UP_TO) && !ends(other, &DOWN_TO) && !other.label.contains("新增");
        if matches!(other.unit, StatedUnit::Percent | StatedUnit::PercentagePoints | StatedUnit::Months)
            && figure.unit == StatedUnit::Percent
        {
            break;
        } else if is_base(other) && !is_change {
            told.base = told.base.or(Some(other));
        } else if is_change && says(other, &COMPARED) || (is_change && told.by.is_none() && figure.unit == StatedUnit::Percent) {
            told.by = told.by.or(Some(other));
        } else if told.base.or(told.by).is_none_or(|told| told.unit == other.unit) {
            told.now = Some(other);
            break;
        }
    }
    // 同比增长…（上年同期…）: the base may stand behind.
    if told.base.is_none() && told.by.is_none() {
        told.base = base_behind(reading, figure);
    }
    if told.base.is_none() && told.by.is_none() && says(figure, &["同比", "环比", "比", "较"]) {
        told.base = reading.behind(figure).next().filter(|other| is_base(other) && direction(other).is_none());
    }
    if told.base.is_none()
        && says(figure, &["同比", "环比"])
        && let Some((now, base)) = of_two_times(reading, figure)
    {
        (told.now, told.base) = (Some(now), Some(base));
    }
    // 较上年的1406人减少58人，现为1348人: the value of now may stand behind.
    if told.now.is_none() && told.base.is_some_and(|base| base.id + 1 == figure.id && says(base, &COMPARED)) {
        let now = |other: &&StatedFigure| {
            ["现", "目前", "今年", "本年", "达", "为", "降", "升"].iter().any(|word| other.label.starts_with(word))
        };
        told.now = reading.behind(figure).take(1).find(now).filter(|other| other.unit == figure.unit);
    }
    told
}

/// `2024年一季度支出1088万元，2023年一季度支出1012万元，同比…`: two values that say their times; the later one first.
fn of_two_times<'a>(reading: &'a Reading<'a>, figure: &'a StatedFigure) -> Option<(&'a StatedFigure, &'a StatedFigure)> {
    let mut before = reading.before(figure);
    let (near, far) = (before.next()?, before.next()?);
    let time = |figure: &StatedFigure| {
        let (digits, rest) = figure.label.split_once(['年', '月'])?;
        let number: u32 = digits.parse().ok()?;
        let year = figure.label.get(digits.len()..)?.starts_with('年');
        (direction(figure).is_none()).then(|| (year, number, rest.to_owned()))
    };
    let ((of_years, one, one_rest), (also_years, two, two_rest)) = (time(near)?, time(far)?);
    let alike = near.unit == far.unit
        && of_years == also_years
        && (one_rest.starts_with(&two_rest) || two_rest.starts_with(&one_rest))
        && one.abs_diff(two) == 1;
    let fits = if of_years { says(figure, &["同比"]) } else { says(figure, &["环比"]) };
    (alike && fits).then_some(if one > two { (near, far) } else { (far, near) })
}

/// Whether a sentence says 由…变为….
fn became_from(reading: &Reading<'_>, now: &StatedFigure) -> bool {
    reading.letters.between(reading.letters.sentence_start(now.start), now.start).contains(['由', '从'])
}

/// A value of the time before: 上年同期为…, 比2022年的….
fn is_base(figure: &StatedFigure) -> bool {
    let compared = figure.label.starts_with(['比', '较']) && figure.label.ends_with('的');
    says(figure, &BASE) || figure.label.ends_with("年为") || (compared && figure.label.contains(['年', '月', '季']))
}

/// `支出资金比上年同期的…`: the figure of that name in the sentences before.
fn spoken_of<'a>(reading: &'a Reading<'a>, base: &StatedFigure) -> Option<&'a StatedFigure> {
    let name = base.label.split(['比', '较']).next().map(str::trim)?;
    if name.is_empty() {
        return opening_of_the_sentence_before(reading, base);
    }
    let before = reading.figures[..base.id].iter().rev().take(8).take_while(|other| reading.same_paragraph(other, base));
    let mut named = before.filter(|other| other.unit == base.unit && other.label.ends_with(name));
    named.next().filter(|_| named.next().is_none())
}

/// `全年临时救助4985户次……。比2023年的4520户次增加465户次`: a sentence that begins with 比 speaks of what the one before it began with.
fn opening_of_the_sentence_before<'a>(reading: &'a Reading<'a>, base: &StatedFigure) -> Option<&'a StatedFigure> {
    let sentence = reading.letters.sentence(base.start);
    let last = reading.figures[..base.id].last()?;
    let before = sentence.checked_sub(1).filter(|before| reading.letters.sentence(last.start) == *before)?;
    let from = reading.figures[..base.id].iter().rposition(|other| reading.letters.sentence(other.start) != before);
    let first = reading.figures.get(from.map_or(0, |at| at + 1))?;
    let alike = !shared(&[first, base]).is_empty() && reading.same_paragraph(first, base) && !is_base(first);
    alike.then_some(first)
}

fn compared(reading: &Reading<'_>, figure: &StatedFigure) -> Vec<StatedRelation> {
    let Some(sign) = direction(figure) else { return Vec::new() };
    let label = &figure.label;
    if label.contains("分别")
        || label.contains("新增")
        || label.contains('占')
        || ends(figure, &UP_TO)
        || ends(figure, &DOWN_TO)
        || ["人均", "户均", "标准"].iter().any(|word| label.contains(word))
    {
        return Vec::new();
    }
    let told = told(reading, figure);
    let of_sentence_before = || spoken_of(reading, told.base?);
    let Some(now) = told.now.or_else(of_sentence_before) else { return Vec::new() };
    // 由A提高到B is judged by itself.
    if ends(now, &UP_TO) || ends(now, &DOWN_TO) || now.label.ends_with('为') && became_from(reading, now) {
        return Vec::new();
    }
    let mut formulas: Vec<Formula> = Vec::new();
    if figure.unit == StatedUnit::Percent {
        let percent = variable(figure.id, Coordinate::Value);
        if let Some(from) = told.base.filter(|base| of_one_measure(base, now)) {
            formulas = shared(&[from, now])
                .into_iter()
                .map(|coordinate| Formula::Change {
                    from: variable(from.id, coordinate),
                    to: variable(now.id, coordinate),
                    percent,
                    sign,
                })
                .collect();
        } else if let Some(by) = told.by.filter(|by| says(by, &COMPARED) && by.unit == now.unit && direction(by) == Some(sign)) {
            formulas = shared(&[by, now])
                .into_iter()
                .map(|coordinate| Formula::ChangeBy {
                    to: variable(now.id, coordinate),
                    by: variable(by.id, coordinate),
                    percent,
                    sign,
                })
                .collect();
        }
        // Of households and persons either may be meant.
        let numbers = Numbers { figures: reading.figures, trial: None };
        if formulas.len() > 1 {
            let chosen = formulas.iter().find(|formula| formula.holds(&numbers) == Some(true)).or(formulas.last()).cloned();
            formulas = chosen.into_iter().collect();
        }
    } else if let Some(base) = told.base.filter(|base| {
        let points = figure.unit == StatedUnit::PercentagePoints && now.unit == StatedUnit::Percent;
        of_one_measure(base, now) && (of_one_measure(figure, now) || points)
    }) {
        formulas = sum_formulas(now, &[(base, 1), (figure, sign)]);
    }
    // Two values of one figure are of one size; where they are not, something else was compared.
    let apart = |base: &StatedFigure| {
        let last = shared(&[base, now]).pop();
        let size = |figure: &StatedFigure| last.and_then(|last| figure.amount(last)).map_or(0, |amount| amount.micro());
        size(base) > 3 * size(now) || size(now) > 3 * size(base)
    };
    if told.base.is_some_and(apart) {
        return Vec::new();
    }
    let statement = format!("{}的增减与前后两数相符", name(now));
    let from_before = told.now.is_none() && !reading.same_sentence(now, figure);
    let off = if from_before && told.base.is_some_and(|base| base.label.starts_with(['比', '较'])) {
        WhenOff::Slip
    } else {
        WhenOff::Fails
    };
    judged(RelationKind::Change, statement, formulas, off, reading.figures).into_iter().collect()
}

/// Whether a value and its change or base are counted in one measure; one may be without the persons of the other.
fn of_one_measure(one: &StatedFigure, now: &StatedFigure) -> bool {
    one.unit == now.unit || (now.unit.is_pair() && !shared(&[one, now]).is_empty())
}
