//! 每人每月 × 人 × 月 = 元, the average a head, and twelve months in a year.

use super::super::amount::Amount;
use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::{Formula, Numbers};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::super::words;
use super::{Reading, name, variable};
use crate::Verdict;

/// Months of a quarter, of half a year and of a year: the calendar, not the law.
const QUARTER: i64 = 3;
const HALF_YEAR: i64 = 6;
const YEAR: i64 = 12;
/// Money and product farther apart than one part in this many are not explained by entries and exits.
const ENTRIES_AND_EXITS: i128 = 10;

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    let text: Vec<&StatedFigure> = reading.figures.iter().filter(|figure| !figure.context.cell).collect();
    for sentence in text.chunk_by(|one, other| reading.same_sentence(one, other)) {
        let mut clause: Vec<&StatedFigure> = Vec::new();
        for figure in sentence {
            let split = clause
                .last()
                .is_some_and(|last| reading.letters.plain.get(last.end..figure.start).is_some_and(|signs| signs.contains(&';')));
            if split {
                found.extend(product(reading, &clause));
                clause.clear();
            }
            clause.push(figure);
        }
        found.extend(product(reading, &clause));
        found.extend(years(reading, sentence));
    }
    let judged: Vec<usize> = found
        .iter()
        .filter(|relation| relation.verdict != Verdict::Unknown)
        .filter_map(|relation| relation.figures.get(1))
        .copied()
        .collect();
    let open = text.iter().filter(|figure| !judged.contains(&figure.id));
    found.extend(open.filter_map(|figure| nearly(reading, figure)));
    found
}

/// Figures money and count of a rate are looked for among.
const NEARLY_MAX: usize = 7;

/// A rate whose count or money stands in another sentence: it comes out, or misses by a slip of the pen.
fn nearly(reading: &Reading<'_>, rate_figure: &StatedFigure) -> Option<StatedRelation> {
    let (per, who) = rate(reading, rate_figure)?;
    let around = reading.around(rate_figure);
    let near = |other: &&StatedFigure| {
        other.id != rate_figure.id
            && other.id.abs_diff(rate_figure.id) <= NEARLY_MAX
            && !other.context.cell
            && !other.approximate
            && reading.same_paragraph(other, rate_figure)
    };
    let beds = if around.contains("每床") || around.contains("每张") { "张床" } else { "个所家村站处" };
    let counts = |other: &&StatedFigure| match who {
        Coordinate::Value => other.unit == StatedUnit::Pieces && other.unit_printed.chars().any(|sign| beds.contains(sign)),
        Coordinate::Households | Coordinate::Persons => other.amount(who).is_some() && other.unit != StatedUnit::None,
    };
    let monies = reading.figures.iter().filter(near).filter(|other| {
        let placed = other.id > rate_figure.id || (around.contains('均') && other.id + 3 > rate_figure.id);
        other.unit == StatedUnit::Yuan && placed && rate(reading, other).is_none() && !other.label.contains('准')
    });
    let mut slipped: Option<StatedRelation> = None;
    for money in monies {
        for count in reading.figures.iter().filter(near).filter(counts).filter(|count| count.id < money.id.max(rate_figure.id)) {
            let (first, last) = (count.id.min(rate_figure.id).min(money.id), money.id.max(rate_figure.id));
            let clause: Vec<&StatedFigure> = reading.figures.get(first..=last)?.iter().collect();
            let said = clause.iter().find(|figure| figure.unit == StatedUnit::Months);
            let times = match (per, said) {
                (Per::Once | Per::Year, _) => Some(1),
                (Per::Month, Some(figure)) => figure.amount(Coordinate::Value).and_then(Amount::as_whole),
                (Per::Month, None) => months_of(reading, &clause),
            };
            let Some(times) = times else { continue };
            let formula = Formula::Product {
                money: variable(money.id, Coordinate::Value),
                factors: vec![variable(rate_figure.id, Coordinate::Value), variable(count.id, who)],
                times,
            };
            let statement = format!("{}：标准、数量与月数的乘积等于资金", name(money));
            let numbers = Numbers { figures: reading.figures, trial: None };
            let swapped = formula
                .solved_for(variable(money.id, Coordinate::Value), &numbers)
                .zip(money.amount(Coordinate::Value))
                .is_some_and(|(right, stated)| stated.digits() >= 3 && stated.is_swap_of(right));
            let averaged = comes_out_on_average(reading, rate_figure, money, count, who);
            let mut relation = judged(RelationKind::Product, statement, vec![formula], WhenOff::Slip, reading.figures)?;
            if averaged && times == 1 {
                relation.verdict = Verdict::Holds;
            }
            match relation.verdict {
                Verdict::Holds => return Some(relation),
                // A monthly average of a roll that changes comes out only nearly.
                Verdict::Fails if around.contains('均') && per == Per::Month => {}
                Verdict::Fails if money.amount(Coordinate::Value).is_some_and(|amount| amount.digits() >= 4 || swapped) => {
                    slipped = slipped.or(Some(relation));
                }
                Verdict::Fails | Verdict::Plausible | Verdict::Unknown => {}
            }
        }
    }
    slipped
}

/// What a rate is paid for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Per {
    Month,
    Once,
    /// A year: who is paid for less of it is not said.
    Year,
}

fn rate(reading: &Reading<'_>, figure: &StatedFigure) -> Option<(Per, Coordinate)> {
    if figure.unit != StatedUnit::Yuan || figure.approximate {
        return None;
    }
    let around = reading.around(figure);
    let has = |words: &[&str]| words.iter().any(|word| around.contains(word));
    // A floor or a ceiling is no rate.
    if has(&["不低于", "不高于", "不超过", "至少", "最高", "最低", "以内", "以上", "上限"]) {
        return None;
    }
    let who = if has(&["每户", "户均", "/户", "户次均"]) {
        Coordinate::Households
    } else if has(&["每人", "人均", "/人", "每名", "每孩", "每位", "次均"]) {
        Coordinate::Persons
    } else if has(&["每个", "每村", "每乡", "每镇", "每所", "每家", "每床", "每张", "每站"]) {
        Coordinate::Value
    } else {
        return None;
    };
    if has(&["每年", "/年", "每人年", "年人均"]) {
        return has(&["每人每年", "/人/年", "/年/人"]).then_some((Per::Year, who));
    }
    let monthly = has(&["每月", "月人均", "人均月", "/月", "人均每月", "人月均"]);
    Some((if monthly { Per::Month } else { Per::Once }, who))
}

/// One rate, one count, one sum of money, and months that are said.
fn product(reading: &Reading<'_>, clause: &[&StatedFigure]) -> Option<StatedRelation> {
    let rates: Vec<(&StatedFigure, (Per, Coordinate))> =
        clause.iter().filter_map(|figure| Some((*figure, rate(reading, figure)?))).collect();
    let [(rate, (per, who))] = rates.as_slice() else { return None };
    if *per == Per::Year {
        return None;
    }
    let one = |wanted: &dyn Fn(&StatedFigure) -> bool| {
        let mut all = clause.iter().copied().filter(|figure| wanted(figure));
        all.next().filter(|_| all.next().is_none())
    };
    let summed = clause
        .iter()
        .copied()
        .find(|figure| figure.unit == StatedUnit::Yuan && figure.id == rate.id + 1 && is_summed(&figure.label));
    let money = summed.or_else(|| one(&|figure| figure.unit == StatedUnit::Yuan && figure.id != rate.id))?;
    let count = match who {
        Coordinate::Value => one(&|figure| figure.unit == StatedUnit::Pieces && figure.id < money.id)?,
        Coordinate::Households | Coordinate::Persons => one(&|figure| figure.unit.is_count() && figure.unit != StatedUnit::None)?,
    };
    count.amount(*who)?;
    let text = reading.letters.between(clause.first()?.label_start_guess(), clause.last()?.end);
    if ["提高", "增加", "比", "其中", "占", "左右", "不等", "以上", "最高"].iter().any(|word| text.contains(word))
    {
        return None;
    }
    let months_figure = clause.iter().find(|figure| figure.unit == StatedUnit::Months);
    let times = match (per, months_figure) {
        (Per::Once, None) => 1,
        (Per::Once, Some(_)) | (Per::Year, _) => return None,
        (Per::Month, Some(figure)) => figure.amount(Coordinate::Value)?.as_whole()?,
        (Per::Month, None) => months_of(reading, clause)?,
    };
    let formula = Formula::Product {
        money: variable(money.id, Coordinate::Value),
        factors: vec![variable(rate.id, Coordinate::Value), variable(count.id, *who)],
        times,
    };
    let numbers = Numbers { figures: reading.figures, trial: None };
    let computed = formula.solved_for(variable(money.id, Coordinate::Value), &numbers)?.micro();
    let stated = money.amount(Coordinate::Value)?.micro();
    let near = (computed - stated).abs() <= stated / ENTRIES_AND_EXITS;
    let average = times > 1 && reading.around(rate).contains('均');
    let slip = formula.is_off_by_slip(&numbers) && money.amount(Coordinate::Value)?.digits() >= 4;
    let off = if near && (average || (!slip && times > 1 && months_figure.is_none())) {
        WhenOff::Plausible
    } else if money.id < rate.id && !reading.around(rate).contains('均') {
        // A sum that stands before the rate may be for more than this.
        WhenOff::Slip
    } else {
        WhenOff::Fails
    };
    let statement = format!("{}：标准、人数（户数）与月数的乘积等于资金", name(money));
    let mut relation = judged(RelationKind::Product, statement, vec![formula], off, reading.figures)?;
    if times == 1 && comes_out_on_average(reading, rate, money, count, *who) {
        relation.verdict = Verdict::Holds;
    }
    if relation.verdict == Verdict::Plausible {
        relation.statement.push_str("；期间有新增和退出，略有出入属正常");
    }
    Some(relation)
}

/// Whether money, shared out, is the printed average rounded or cut to its last place.
fn comes_out_on_average(
    reading: &Reading<'_>,
    rate: &StatedFigure,
    money: &StatedFigure,
    count: &StatedFigure,
    who: Coordinate,
) -> bool {
    let amounts = (rate.amount(Coordinate::Value), money.amount(Coordinate::Value), count.amount(who).and_then(Amount::as_whole));
    let (Some(average), Some(money), Some(count)) = amounts else { return false };
    let heads = i128::from(count);
    reading.around(rate).contains('均')
        && (average.micro() * heads - money.micro()).abs() <= average.step() * heads + money.step() / 2
}

/// 计, 共计, 合计: what the product before it comes to. 审计 and 统计 are no sums.
fn is_summed(label: &str) -> bool {
    label.starts_with('计') || ["共计", "合计", "总计", "应计", "折合"].iter().any(|word| label.contains(word))
}

/// Months a clause says it is about.
fn months_of(reading: &Reading<'_>, clause: &[&StatedFigure]) -> Option<i64> {
    let (first, last) = (clause.first()?, clause.last()?);
    let text = reading.letters.between(reading.letters.sentence_start(first.start), last.end);
    for (words, months) in [
        (&["本月", "当月"][..], 1),
        (&["一季度", "二季度", "三季度", "四季度", "本季度"][..], QUARTER),
        (&["上半年", "下半年"][..], HALF_YEAR),
        (&["全年"][..], YEAR),
    ] {
        if words.iter().any(|word| text.contains(word)) && !text.contains("前三季度") {
            return Some(months);
        }
    }
    let signs: Vec<char> = text.chars().collect();
    let at = signs.iter().enumerate().position(|(at, sign)| *sign == '月' && at > 0 && signs[at - 1].is_ascii_digit())?;
    let head: String = signs[..at].iter().collect();
    let tail = head.rsplit(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '-' | '—' | '至' | '~' | '月'))).next()?;
    let mut ends = tail
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse::<i64>().ok());
    let from = ends.next()?;
    let until = match ends.next() {
        Some(until) => until,
        // 1月至10月: the first month stands before the sign that was found.
        None => {
            let rest: String = signs.get(at + 1..)?.iter().collect();
            let rest = rest.strip_prefix(['至', '-', '—', '到', '~']);
            match rest.and_then(|rest| rest.split('月').next()).and_then(|until| until.trim_start_matches('—').parse().ok()) {
                Some(until) => until,
                None => from,
            }
        }
    };
    (from >= 1 && until >= from && until <= YEAR).then_some(until - from + 1)
}

/// Annual or monthly, and whether it is the value before or after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    Annual,
    Monthly,
}

/// Which value of a change a standard is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// 5340元提高到…: what it was.
    Old,
    /// 提高到5868元: what it became.
    New,
    /// No change is spoken of.
    Plain,
}

impl Side {
    fn of(reading: &Reading<'_>, figure: &StatedFigure) -> Side {
        const TO: [&str; 3] = ["到", "至", "调整为"];
        let has = |text: &str| TO.iter().any(|word| text.contains(word));
        match (has(&figure.label), has(&reading.around(figure))) {
            (true, _) => Side::New,
            (false, true) => Side::Old,
            (false, false) => Side::Plain,
        }
    }
}

/// The standards of a sentence with their time; the one behind 提高到 is of the time of the one before it.
fn standards<'a>(reading: &Reading<'_>, sentence: &[&'a StatedFigure]) -> Vec<(&'a StatedFigure, Time, Side)> {
    let mut found: Vec<(&StatedFigure, Time, Side)> = Vec::new();
    for figure in sentence.iter().copied().filter(|figure| figure.unit == StatedUnit::Yuan && !figure.approximate) {
        let around = reading.around(figure);
        let of = |words: &[&str]| words.iter().any(|word| around.contains(word));
        if of(&["增加", "提高了", "增长", "减少", "补发"]) {
            continue;
        }
        let monthly =
            of(&["每月", "/月", "月标准", "月人均", "人月", "月均", "月保障标准", "按月", "·月"]) || figure.label == "月";
        let yearly = of(&["每年", "/年", "年标准", "人年", "全年", "年人均", "年保障标准", "年补助标准", "年均", "·年"])
            || figure.label == "年";
        let side = Side::of(reading, figure);
        let time = match (yearly, monthly) {
            (true, false) => Some(Time::Annual),
            (false, true) => Some(Time::Monthly),
            (false, false) if side == Side::New => found
                .last()
                .filter(|(last, _, before)| *before != Side::New && last.id + 1 == figure.id)
                .map(|(_, time, _)| *time),
            (true, true) | (false, false) => None,
        };
        found.extend(time.map(|time| (figure, time, side)));
    }
    found
}

/// 每人每年5268元（每月439元）.
fn years(reading: &Reading<'_>, sentence: &[&StatedFigure]) -> Vec<StatedRelation> {
    let standards = standards(reading, sentence);
    let mut found: Vec<StatedRelation> = Vec::new();
    for (annual, _, of_annual) in standards.iter().filter(|(_, time, _)| *time == Time::Annual) {
        let months = standards.iter().filter(|(month, time, of_month)| {
            let adjacent = month.id.abs_diff(annual.id) == 1;
            let crossed = *of_month == Side::New && month.id < annual.id && *of_annual == Side::New;
            let fits = match (of_annual, of_month) {
                (Side::Old, Side::Old) | (Side::New, Side::New) | (Side::Plain, Side::Plain) => true,
                (Side::Old, Side::New | Side::Plain) | (Side::New | Side::Plain, Side::Old) => false,
                (Side::New, Side::Plain) | (Side::Plain, Side::New) => adjacent && !crossed,
            };
            *time == Time::Monthly && fits
        });
        let mut relations: Vec<(usize, StatedRelation)> = months
            .filter(|(month, _, _)| are_one(annual, month))
            .filter_map(|(month, _, _)| Some((month.id.abs_diff(annual.id), year(reading, annual, month)?)))
            .collect();
        relations.sort_by_key(|(far, relation)| (relation.verdict != Verdict::Holds, *far));
        found.extend(relations.into_iter().next().map(|(_, relation)| relation));
    }
    found
}

/// Whether two standards can be of one programme and one group.
fn are_one(one: &StatedFigure, other: &StatedFigure) -> bool {
    let later = if one.id > other.id { one } else { other };
    let earlier = if one.id > other.id { other } else { one };
    let members = words::family_members(&later.label);
    let same_programme = later.context.own_programme.is_none() || later.context.own_programme == earlier.context.programme;
    same_programme && (members.is_empty() || members == words::family_members(&earlier.label))
}

/// The annual standard is twelve monthly ones; the monthly one may be rounded to its last printed place.
fn year(reading: &Reading<'_>, annual: &StatedFigure, month: &StatedFigure) -> Option<StatedRelation> {
    let (annual_amount, month_amount) = (annual.amount(Coordinate::Value)?, month.amount(Coordinate::Value)?);
    let twelve = month_amount.micro().checked_mul(i128::from(YEAR))?;
    let near = (twelve - annual_amount.micro()).abs() * 5 <= annual_amount.micro();
    if !near {
        return None;
    }
    let within = (twelve - annual_amount.micro()).abs() <= month_amount.step() * i128::from(YEAR) / 2;
    let formula = Formula::Product {
        money: variable(annual.id, Coordinate::Value),
        factors: vec![variable(month.id, Coordinate::Value)],
        times: YEAR,
    };
    let mut relation =
        judged(RelationKind::Year, "年标准等于月标准的十二倍".to_owned(), vec![formula], WhenOff::Fails, reading.figures)?;
    if within {
        relation.verdict = Verdict::Holds;
    }
    Some(relation)
}

impl StatedFigure {
    /// Where its label can begin at the earliest.
    fn label_start_guess(&self) -> usize {
        self.start.saturating_sub(self.label.chars().count())
    }
}
