//! Puts the lost 户 back between households and persons (`550512331人` is 5505户12331人), only where the split is forced.
//!
//! A run of digits has at most one split at all: neither number begins with 0, persons are not fewer than households, and
//! nobody's household has more than [`HOUSEHOLD_PERSONS_MAX`] persons on average. What has to be proved is that the run is
//! two numbers and not one: by size, by sums that come out on both sides, by a repeat, by what else the text says.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::Amount;
use super::figure::{Coordinate, StatedFigure, StatedUnit, StatedValue};
use super::layout::PartsList;
use super::letters::Letters;

/// Average persons of a household of any group; below ten, so that a run has one split at most.
const HOUSEHOLD_PERSONS_MAX: i64 = 8;
/// Figures of one list whose sums are tried.
const SUM_PARTS_MAX: usize = 12;
/// Figures behind a bracket that may still be parts of the whole before it.
const PARTS_BEHIND_MAX: usize = 2;
/// Digits from which a run above the programme's own total is two numbers; shorter ones must be well above it.
const LONG_DIGITS: usize = 6;
/// How far above the total a short run must be.
const WELL_ABOVE: i64 = 3;
/// Persons no village, township, county and city has (in this order), nor any province.
const LEVEL_PERSONS_MAX: [(&[&str], i64); 4] = [
    (&["全市", "我市"], 30_000_000),
    (&["全县", "我县", "全区", "我区", "县民政局", "区民政局"], 3_000_000),
    (&["全镇", "全乡", "我镇", "我乡", "镇人民政府", "乡人民政府", "街道办事处"], 300_000),
    (&["全村", "我村", "本村", "村委会"], 30_000),
];
/// Digits from which a run of a damaged text that can be parted and need not be is read both ways.
const READINGS_DIGITS_MIN: usize = 4;
/// Persons no place has.
const PERSONS_MAX: i64 = 99_999_999;

/// A run and its only split.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    plain: i64,
    digits: usize,
    split: Option<(i64, i64)>,
}

struct Repairs<'a> {
    letters: &'a Letters,
    figures: &'a [StatedFigure],
    candidates: BTreeMap<usize, Candidate>,
    certain: BTreeMap<usize, String>,
    plain: BTreeSet<usize>,
}

/// Repairs the figures in place.
pub(crate) fn repair(letters: &Letters, figures: &mut [StatedFigure], lists: &[PartsList]) {
    let candidates: BTreeMap<usize, Candidate> =
        figures.iter().filter_map(|figure| Some((figure.id, candidate(figure.context.run.as_deref()?)?))).collect();
    if candidates.is_empty() {
        return;
    }
    let mut repairs = Repairs { letters, figures, candidates, certain: BTreeMap::new(), plain: BTreeSet::new() };
    let largest = level_persons_max(letters);
    let too_large = repairs.too_large(largest);
    repairs.by_size(&too_large, largest);
    repairs.by_head();
    repairs.by_sums(lists);
    repairs.by_total_behind();
    repairs.by_repeat();
    let mut before = usize::MAX;
    while before != repairs.certain.len() && !repairs.certain.is_empty() {
        before = repairs.certain.len();
        repairs.by_repeat();
        repairs.by_totals();
        repairs.by_parallel_label();
        repairs.by_family_word();
        repairs.by_series(lists);
    }
    let doubtful = repairs.doubtful();
    let Repairs { candidates, certain, .. } = repairs;
    for (id, candidate) in candidates {
        if let Some(figure) = figures.get_mut(id) {
            apply(figure, candidate, certain.get(&id), (too_large.contains(&id), !certain.is_empty(), doubtful.contains(&id)));
        }
    }
}

fn apply(
    figure: &mut StatedFigure,
    candidate: Candidate,
    certain: Option<&String>,
    (too_large, damaged, doubtful): (bool, bool, bool),
) {
    match (candidate.split, certain) {
        (Some((households, persons)), Some(why)) => {
            figure.value = StatedValue::Both { households: Amount::whole(households), persons: Amount::whole(persons) };
            let times = figure.unit == StatedUnit::PersonTimes;
            figure.unit = if times { StatedUnit::HouseholdAndPersonTimes } else { StatedUnit::HouseholdsAndPersons };
            let (household_word, person_word) = if times { ("户次", "人次") } else { ("户", "人") };
            figure.repaired = Some(format!("{households}{household_word}{persons}{person_word}"));
            figure.why = format!("户数与人数之间缺“户”字：{why}；每户不超过{HOUSEHOLD_PERSONS_MAX}人的拆法只有一种");
        }
        (None, _) if too_large => {
            figure.value = StatedValue::Unreadable;
            figure.why = "数字连写，按每户人数找不到合理的拆法，无法还原，请查原件".to_owned();
        }
        (Some((households, persons)), None) if damaged => {
            let plain = candidate.plain;
            figure.context.two_readings = candidate.digits >= READINGS_DIGITS_MIN && doubtful;
            figure.why = if figure.context.two_readings {
                format!("有两种读法：一个数{plain}，或{households}户{persons}人；没有足够依据取舍，按原文读取，不据此认定有误")
            } else {
                format!("按原文读取；也可拆为{households}户{persons}人，但没有足够依据，未拆")
            };
        }
        (None | Some(_), _) => {}
    }
}

fn candidate(digits: &str) -> Option<Candidate> {
    let plain = digits.parse().ok()?;
    let split = (1..digits.len()).find_map(|at| {
        let (households, persons) = digits.split_at(at);
        let whole = |part: &str| (!part.starts_with('0')).then(|| part.parse::<i64>().ok()).flatten();
        let (households, persons) = (whole(households)?, whole(persons)?);
        (households <= persons && persons <= households * HOUSEHOLD_PERSONS_MAX).then_some((households, persons))
    });
    Some(Candidate { plain, digits: digits.len(), split })
}

fn level_persons_max(letters: &Letters) -> i64 {
    let text: String = letters.plain.iter().collect();
    let level = LEVEL_PERSONS_MAX.iter().find(|(words, _)| words.iter().any(|word| text.contains(word)));
    level.map_or(PERSONS_MAX, |(_, most)| *most)
}

impl Repairs<'_> {
    fn add(&mut self, id: usize, why: &str) {
        let can = self.candidates.get(&id).is_some_and(|candidate| candidate.split.is_some());
        let single = self.figures.get(id).is_some_and(|figure| figure.label.contains("单人"));
        if can && !single && !self.plain.contains(&id) {
            self.certain.entry(id).or_insert_with(|| why.to_owned());
        }
    }

    /// Runs beside others of their sentence that were parted, where nothing proves that they are one number or two.
    fn doubtful(&self) -> BTreeSet<usize> {
        let beside = |figure: &&StatedFigure| {
            !self.certain.contains_key(&figure.id)
                && !self.plain.contains(&figure.id)
                && !self.is_of_persons(figure.id)
                && self.certain_in_sentence(figure) > 1
        };
        self.candidates.keys().filter_map(|id| self.figures.get(*id)).filter(beside).map(|figure| figure.id).collect()
    }

    /// Households and persons of a figure, printed or split.
    fn pair(&self, id: usize) -> Option<(i64, i64)> {
        let figure = self.figures.get(id)?;
        match figure.value {
            StatedValue::Both { households, persons } => Some((households.as_whole()?, persons.as_whole()?)),
            StatedValue::One(_) | StatedValue::Unreadable => self.candidates.get(&id)?.split,
        }
    }

    fn too_large(&self, largest: i64) -> BTreeSet<usize> {
        self.candidates.iter().filter(|(_, candidate)| candidate.plain > largest).map(|(id, _)| *id).collect()
    }

    fn by_size(&mut self, too_large: &BTreeSet<usize>, largest: i64) {
        for id in too_large {
            self.add(*id, &format!("按一个数读超过{largest}，不可能"));
        }
    }

    /// The head of the column says 户、人.
    fn by_head(&mut self) {
        let under: Vec<usize> = self
            .figures
            .iter()
            .filter(|figure| figure.context.cell && figure.context.run.is_some())
            .map(|figure| figure.id)
            .collect();
        for id in under {
            self.add(id, "表头写明户、人两数");
        }
    }

    /// The whole and its parts come out in households and in persons.
    fn by_sums(&mut self, lists: &[PartsList]) {
        for list in lists {
            let parts = self.with_those_behind(list);
            let plain = |id: &usize| self.candidates.get(id).map(|candidate| candidate.plain);
            let in_list: Option<Vec<i64>> = list.parts.iter().map(plain).collect();
            if let (Some(whole), Some(parts)) = (plain(&list.whole), in_list)
                && parts.len() > 1
                && parts.iter().try_fold(0i64, |sum, part| sum.checked_add(*part)) == Some(whole)
            {
                self.plain.insert(list.whole);
                self.plain.extend(list.parts.iter().copied());
                continue;
            }
            let Some(whole) = self.pair(list.whole) else { continue };
            if list.close == list.parts.len() && self.persons_of_parts(list) == Some(whole.1) {
                self.add(list.whole, "与所列各项的人数相加相符");
                self.plain.extend(list.parts.iter().copied());
                continue;
            }
            let pairs: Vec<(usize, (i64, i64))> =
                parts.into_iter().filter_map(|id| Some((id, self.pair(id)?))).take(SUM_PARTS_MAX).collect();
            if let Some(subset) = adding_up(whole, &pairs) {
                let why = "与所列各项的户数、人数分别相加相符";
                for id in subset.into_iter().chain([list.whole]) {
                    self.add(id, why);
                }
            }
        }
    }

    /// Persons of all parts of a list, each read as one number; none where a part is of both or is no whole number.
    fn persons_of_parts(&self, list: &PartsList) -> Option<i64> {
        let persons = |id: &usize| {
            let part = self.figures.get(*id).filter(|part| part.unit.is_persons() && !part.approximate)?;
            part.amount(Coordinate::Persons)?.as_whole()
        };
        let parts: Option<Vec<i64>> = list.parts.iter().map(persons).collect();
        parts.filter(|parts| parts.len() > 1)?.iter().try_fold(0i64, |sum, part| sum.checked_add(*part))
    }

    /// A total behind its items comes out in households and in persons: 甲村38户96人，乙村4191人，……，合计…….
    fn by_total_behind(&mut self) {
        let totals: Vec<&StatedFigure> = self
            .figures
            .iter()
            .filter(|figure| {
                ["合计", "共计", "总计", "共"].iter().any(|word| figure.label.contains(word)) && !figure.context.cell
            })
            .collect();
        for total in totals {
            let Some(whole) = self.pair(total.id) else { continue };
            let sentence = self.letters.sentence(total.start);
            let items: Vec<usize> = self.figures[..total.id]
                .iter()
                .rev()
                .take(SUM_PARTS_MAX)
                .take_while(|item| self.letters.sentence(item.start) == sentence)
                .map(|item| item.id)
                .collect();
            let pairs: Option<Vec<(i64, i64)>> = items.iter().map(|id| self.pair(*id)).collect();
            let Some(pairs) = pairs.filter(|pairs| pairs.len() > 2) else { continue };
            if pairs.iter().fold((0, 0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1)) == whole {
                for id in items.into_iter().chain([total.id]) {
                    self.add(id, "与合计的户数、人数分别相符");
                }
            }
        }
    }

    /// The parts of a list, with the next figures of its sentence: a bracket may close too early.
    fn with_those_behind(&self, list: &PartsList) -> Vec<usize> {
        let mut parts = list.parts.clone();
        let Some(last) = parts.last().and_then(|id| self.figures.get(*id)) else { return parts };
        let sentence = self.letters.sentence(last.start);
        for figure in self.figures.iter().skip(last.id + 1).take(PARTS_BEHIND_MAX) {
            if self.letters.sentence(figure.start) != sentence || figure.context.group != last.context.group {
                break;
            }
            parts.push(figure.id);
        }
        parts
    }

    /// The same digits elsewhere were forced, or stand there with their 户.
    fn by_repeat(&mut self) {
        let forced: BTreeSet<i64> = self
            .certain
            .keys()
            .filter_map(|id| self.candidates.get(id))
            .filter(|one| one.digits > 4)
            .map(|one| one.plain)
            .collect();
        let printed: BTreeSet<(i64, i64)> = self
            .figures
            .iter()
            .filter(|figure| matches!(figure.value, StatedValue::Both { .. }))
            .filter_map(|figure| self.pair(figure.id))
            .collect();
        let repeats: Vec<usize> = self
            .candidates
            .iter()
            .filter(|(_, one)| {
                forced.contains(&one.plain) || (one.digits > 4 && one.split.is_some_and(|split| printed.contains(&split)))
            })
            .map(|(id, _)| *id)
            .collect();
        for id in repeats {
            self.add(id, "同一数字在别处已能确定");
        }
    }

    /// Read as one number it is above all persons of its programme the text speaks of.
    fn by_totals(&mut self) {
        let mut totals: BTreeMap<Option<&str>, i64> = BTreeMap::new();
        // A part of a group says nothing about all persons of its programme.
        for figure in
            self.figures.iter().filter(|figure| !figure.approximate && !figure.context.moves && figure.context.group.is_empty())
        {
            let split = self.candidates.get(&figure.id).and_then(|candidate| candidate.split);
            let persons = match (self.certain.contains_key(&figure.id), split) {
                (true, Some((_, persons))) => Some(persons),
                (false, None) => figure
                    .amount(Coordinate::Persons)
                    .and_then(Amount::as_whole)
                    .filter(|_| figure.unit.is_persons() || figure.unit.is_pair()),
                (true, None) | (false, Some(_)) => None,
            };
            if let Some(persons) = persons {
                for key in [None, figure.context.own_programme] {
                    let total = totals.entry(key).or_insert(persons);
                    *total = (*total).max(persons);
                }
            }
        }
        let above: Vec<usize> = self
            .candidates
            .iter()
            .filter(|(id, candidate)| {
                let programme =
                    self.figures.get(**id).and_then(|figure| figure.context.own_programme.or(figure.context.programme));
                // A short run may be a larger programme's persons: only its own programme's total speaks against it.
                let of_all = totals.get(&None).filter(|_| candidate.digits >= LONG_DIGITS || programme.is_none());
                let total = totals.get(&programme).or(of_all);
                // Persons of another figure, printed alone: 910户968人 and later 968 of them.
                let known =
                    self.candidates.values().any(|other| other.split.is_some_and(|(_, persons)| persons == candidate.plain))
                        || totals.values().any(|total| *total == candidate.plain);
                !known
                    && total.is_some_and(|total| {
                        candidate.plain > total * if candidate.digits >= LONG_DIGITS { 1 } else { WELL_ABOVE }
                    })
            })
            .map(|(id, _)| *id)
            .collect();
        for id in above {
            self.add(id, "按一个数读超过本文所述该类人员的总数");
        }
    }

    /// In another group of the same paragraph the figure of the same name was forced.
    fn by_parallel_label(&mut self) {
        let place = |figure: &StatedFigure| (self.letters.paragraph(figure.start), figure.context.core.clone());
        let forced: BTreeSet<(u32, String)> = self
            .certain
            .keys()
            .filter_map(|id| self.figures.get(*id))
            .filter(|figure| !figure.context.group.is_empty() && !figure.context.core.is_empty())
            .map(place)
            .collect();
        let parallel: Vec<usize> = self
            .candidates
            .keys()
            .filter_map(|id| self.figures.get(*id))
            .filter(|figure| !figure.context.group.is_empty() && forced.contains(&place(figure)))
            .map(|figure| figure.id)
            .collect();
        for id in parallel {
            self.add(id, "与其他各类对象的同名项写法一致");
        }
    }

    /// 困难户45214人, 家庭44: the label counts families, and the text around lost its 户.
    fn by_family_word(&mut self) {
        let named: Vec<usize> = self
            .candidates
            .keys()
            .filter_map(|id| self.figures.get(*id))
            .filter(|figure| {
                (figure.label.ends_with('户') || figure.label.ends_with("家庭")) && self.certain_in_sentence(figure) > 1
            })
            .map(|figure| figure.id)
            .collect();
        for id in named {
            self.add(id, "名称按户计，同句其他数字也缺“户”字");
        }
    }

    /// All others of its list were forced.
    fn by_series(&mut self, lists: &[PartsList]) {
        let mut series = Vec::new();
        for list in lists {
            let certain = list.parts.iter().filter(|id| self.certain.contains_key(id)).count();
            let counts =
                list.parts.iter().filter(|id| self.figures.get(**id).is_some_and(|figure| figure.unit.is_count())).count();
            if certain > 1 && self.certain.contains_key(&list.whole) && certain + 1 >= counts {
                series.extend(list.parts.iter().copied().filter(|id| !self.is_of_persons(*id)));
            }
        }
        for id in series {
            self.add(id, "同一列举中的其他数字都缺“户”字");
        }
    }

    /// Whether a label counts persons, never families.
    fn is_of_persons(&self, id: usize) -> bool {
        const OF_PERSONS: [&str; 10] = ["残疾人", "老年人", "老人", "儿童", "未成年", "女", "男", "学生", "重病", "单人"];
        self.figures.get(id).is_none_or(|figure| OF_PERSONS.iter().any(|word| figure.label.contains(word)))
    }

    fn certain_in_sentence(&self, figure: &StatedFigure) -> usize {
        let sentence = self.letters.sentence(figure.start);
        self.certain
            .keys()
            .filter_map(|id| self.figures.get(*id))
            .filter(|other| self.letters.sentence(other.start) == sentence)
            .count()
    }
}

/// The largest choice of parts whose households and persons both add up to the whole's; or, from three parts on, whose
/// persons do while a few households count under two of them.
fn adding_up(whole: (i64, i64), parts: &[(usize, (i64, i64))]) -> Option<Vec<usize>> {
    let mut best: Option<(u32, u32)> = None;
    for mask in 1u32..(1 << parts.len()) {
        let count = mask.count_ones();
        if count < 2 || best.is_some_and(|(most, _)| count <= most) {
            continue;
        }
        let chosen = parts.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, part)| part.1);
        let (households, persons) = chosen.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let twice = households - whole.0;
        let close = count > 2 && (0..=whole.0 / 100).contains(&twice);
        if persons == whole.1 && (twice == 0 || close) {
            best = Some((count, mask));
        }
    }
    best.map(|(_, mask)| parts.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, part)| part.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_one_split_or_none() {
        let check = |digits: &str, split| assert_eq!(candidate(digits).expect("digits").split, split, "{digits}");
        check("550512331", Some((5_505, 12_331)));
        check("44", Some((4, 4)));
        check("527", Some((5, 27)));
        check("25", Some((2, 5)));
        check("85", None);
        check("4808", None);
        check("98249", Some((98, 249)));
    }
}
