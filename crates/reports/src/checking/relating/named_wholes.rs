//! Shares whose whole is named with its number beside them: 占农业人口249000人的5.0%, and 占总人数的32%，总人数为8000人.

use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::Formula;
use super::super::layout::comparable;
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::super::words;
use super::{Reading, name, share_relation, shared, variable};
use crate::Verdict;

/// Figures behind a per cent its whole is looked for among.
const BEHIND_MAX: usize = 2;
/// Figures between a part of a sum and its share at most.
const PARTS_MAX: usize = 4;
/// Words between a whole and its per cent: 的, 的比例为.
const TIE_MAX: usize = 6;
/// Words before the name of a whole that do not make it another one.
const OF_ALL: [&str; 14] =
    ["", "全县", "全市", "全区", "全镇", "全乡", "全村", "全省", "全部", "全年", "全体", "在册", "其", "其中"];

/// The shares with a named whole, one at most for each per cent.
pub(super) fn relations(reading: &Reading<'_>, sums: &[StatedRelation]) -> Vec<StatedRelation> {
    let open = |figure: &&StatedFigure| figure.unit == StatedUnit::Percent && !figure.context.cell && !figure.approximate;
    reading
        .figures
        .iter()
        .filter(open)
        .filter_map(|percent| {
            right_before(reading, percent)
                .or_else(|| right_behind(reading, percent))
                .or_else(|| of_closing_total(reading, percent))
                .or_else(|| of_closed_total(reading, percent, sums))
                .or_else(|| in_bracket(reading, percent))
        })
        .collect()
}

/// `特困1164人，集中供养219人，分散供养945人，集中供养人员占18.8%`: the part adds up with others to a total.
fn of_closed_total(reading: &Reading<'_>, percent: &StatedFigure, sums: &[StatedRelation]) -> Option<StatedRelation> {
    let (subject, of) = percent.label.rsplit_once('占')?;
    let named = words::core(subject);
    if named.is_empty() || !matches!(of, "" | "比" | "比例" | "总数" | "总人数" | "总户数") {
        return None;
    }
    let totals = sums.iter().filter(|sum| sum.kind == RelationKind::Sum && sum.verdict == Verdict::Holds);
    let mut wholes = totals.filter_map(|sum| {
        let (total, parts) = sum.figures.split_first()?;
        let is_it = |id: &&usize| {
            reading.figure(**id).is_some_and(|part| {
                part.context.core == named
                    && part.id < percent.id
                    && percent.id - part.id <= PARTS_MAX
                    && reading.same_paragraph(part, percent)
            })
        };
        parts.iter().find(is_it).map(|part| (*part, *total))
    });
    let (part, whole) = wholes.next()?;
    let (part, whole) = (reading.figure(part)?, reading.figure(whole)?);
    let coordinate = *shared(&[part, whole]).last()?;
    let formula = Formula::Share {
        part: variable(part.id, coordinate),
        whole: variable(whole.id, coordinate),
        percent: variable(percent.id, Coordinate::Value),
    };
    let statement = format!("{}占{}的比例与印出的百分比相符", name(part), name(whole));
    judged(RelationKind::Share, statement, vec![formula], WhenOff::Fails, reading.figures)
}

/// `低保占76.0%（3800万元），……，合计5000万元`: the part stands in a bracket behind its share, the total at the end.
fn in_bracket(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    const TOTAL: [&str; 4] = ["合计", "总计", "共计", "共"];
    let part = reading.behind(percent).next()?;
    let bare = reading.letters.at(percent.end) == Some('(') && part.start == percent.end + 1;
    let whole = reading.behind(part).last().filter(|whole| TOTAL.iter().any(|word| whole.label.starts_with(word)))?;
    let fits = bare && percent.label.contains('占') && !part.approximate && part.unit == whole.unit;
    let coordinate = *shared(&[part, whole]).last()?;
    let formula = Formula::Share {
        part: variable(part.id, coordinate),
        whole: variable(whole.id, coordinate),
        percent: variable(percent.id, Coordinate::Value),
    };
    let statement = format!("括号中的数占{}的比例与印出的百分比相符", name(whole));
    fits.then(|| judged(RelationKind::Share, statement, vec![formula], WhenOff::Slip, reading.figures)).flatten()
}

/// `女性3120人，比重为48%，男性3380人，比重为52%，合计6500人`: the total stands at the end of the sentence.
fn of_closing_total(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    const BARE: [&str; 5] = ["比重", "占比", "比例", "所占比重", "所占比例"];
    const TOTAL: [&str; 4] = ["合计", "总计", "共计", "共"];
    let label = percent.label.trim_end_matches(['为', '达', '是']);
    let part = reading.before(percent).next().filter(|part| BARE.contains(&label) && part.id + 1 == percent.id)?;
    let whole = reading.behind(percent).last().filter(|whole| TOTAL.iter().any(|word| whole.label.starts_with(word)))?;
    share(reading, "", whole, percent, WhenOff::Slip).filter(|relation| relation.figures.contains(&part.id))
}

/// `12450人，占农业人口249000人的5.0%`.
fn right_before(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    let whole = reading.before(percent).next()?;
    let (subject, _) = whole.label.rsplit_once('占')?;
    let tied = percent.label.starts_with('的') && percent.label.chars().count() <= TIE_MAX;
    if !tied || reading.letters.between(whole.end, percent.start).contains('，') {
        return None;
    }
    share(reading, subject, whole, percent, WhenOff::Fails)
}

/// `占总人数的32%，总人数为8000人`.
fn right_behind(reading: &Reading<'_>, percent: &StatedFigure) -> Option<StatedRelation> {
    let (subject, of) = percent.label.rsplit_once('占')?;
    let of = of.trim_end_matches("比例").trim_end_matches('的');
    let names = |whole: &&StatedFigure| {
        let name = whole.label.trim_start_matches('而').trim_end_matches(['共', '为', '有', '是', '达']);
        let rest = name.strip_suffix(of).or_else(|| of.strip_suffix(name));
        of.chars().count() > 1 && name.chars().count() > 1 && rest.is_some_and(|rest| OF_ALL.contains(&rest))
    };
    let whole = reading.behind(percent).take(BEHIND_MAX).find(names)?;
    share(reading, subject, whole, percent, WhenOff::Fails)
}

/// The part is the nearest figure before that the per cent can speak of.
fn share(
    reading: &Reading<'_>,
    subject: &str,
    whole: &StatedFigure,
    percent: &StatedFigure,
    off: WhenOff,
) -> Option<StatedRelation> {
    let subject: String = subject.chars().filter(|sign| sign.is_alphabetic()).collect();
    let subject = subject.trim_start_matches(['即', '约', '仅', '共', '只', '人', '数']);
    let first = whole.id.min(percent.id);
    let part = reading.figures[..first]
        .iter()
        .rev()
        .take(BEHIND_MAX)
        .take_while(|part| reading.same_sentence(part, percent))
        .find(|part| comparable(whole, part) && !shared(&[part, whole]).is_empty())?;
    if part.approximate || part.context.cell || !part.label.contains(subject) {
        return None;
    }
    share_relation(reading, part, whole, percent, off)
}
