//! Parts that close a whole, stated totals, the two disability subsidies, and parts larger than their whole.

use super::super::figure::{Coordinate, StatedFigure, StatedUnit};
use super::super::formula::Formula;
use super::super::layout::{Lead, PartsList, comparable};
use super::super::relation::{RelationKind, StatedRelation, WhenOff, judged};
use super::super::words::{self, CLASSES, FAMILIES};
use super::{Reading, name, shared, sum_formulas, variable};
use crate::Verdict;

/// Figures a total's items are looked for among.
const ITEMS_MAX: usize = 24;
/// Figures of a list whose sums are tried.
const SUBSET_MAX: usize = 10;
/// How far before the first part its whole may stand, in figures.
const WHOLE_BEFORE_MAX: usize = 3;

pub(super) fn relations(reading: &Reading<'_>) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    for list in reading.lists {
        let closed = of_families(reading, list);
        let subsidies = reading.figure(list.whole).is_some_and(|whole| whole.label.contains("两项补贴"));
        if closed.is_empty() && !subsidies {
            found.extend(distinct(reading, list));
        }
        found.extend(closed);
        found.extend(larger_parts(reading, list));
    }
    let closed: Vec<usize> = found
        .iter()
        .filter(|relation| relation.kind == RelationKind::Sum)
        .flat_map(|relation| relation.figures.iter().skip(1).copied())
        .collect();
    found.extend(unlinked(reading, &closed));
    for figure in reading.figures.iter().filter(|figure| !figure.context.cell) {
        found.extend(total(reading, figure));
        found.extend(union(reading, figure));
        found.extend(persons(reading, figure));
        found.extend(of_named_group(reading, figure));
        found.extend(closing_named_group(reading, figure));
    }
    found
}

/// Runs of parts of one family, each with the members they name together.
fn runs<'a>(parts: &[&'a StatedFigure]) -> Vec<(usize, u32, Vec<&'a StatedFigure>)> {
    let mut runs: Vec<(usize, u32, Vec<&StatedFigure>)> = Vec::new();
    for part in parts {
        for (family, members) in reading_members(part) {
            match runs.iter_mut().rev().find(|run| run.0 == family) {
                Some(run) if run.1 & members == 0 => {
                    run.1 |= members;
                    run.2.push(part);
                }
                Some(_) | None => runs.push((family, members, vec![part])),
            }
        }
    }
    runs.retain(|run| run.2.len() > 1);
    runs
}

/// The families of a part, by its label or by that of the figure it stands beside.
fn reading_members(part: &StatedFigure) -> Vec<(usize, u32)> {
    let own = words::family_members(&part.label);
    if own.is_empty() { words::family_members(&part.context.carrier) } else { own }
}

fn closes(whole: &StatedFigure, family: usize, members: u32, parts: &[&StatedFigure]) -> bool {
    let own = if family == CLASSES { words::class_members(&whole.label) } else { 0 };
    let named = words::family_members(&whole.label).iter().any(|(other, _)| *other == family);
    let complete = if own > 0 { own == members } else { !named && words::closes(family, members, &whole.label) };
    let of = FAMILIES[family].of;
    // 监测的对象中，脱贫不稳定户……，总户数803户: the total names no programme of its own.
    let monitored = FAMILIES[family].name == "监测类型" && whole.context.own_programme.is_none();
    let fits = of.is_empty() || monitored || whole.context.programme.is_some_and(|programme| of.contains(&programme));
    let same_programme = parts.iter().all(|part| {
        words::may_be_part(part.context.own_programme, whole.context.programme) || FAMILIES[family].name == "监测类型"
    });
    complete && fits && same_programme
}

fn family_sum(reading: &Reading<'_>, whole: &StatedFigure, family: usize, parts: &[&StatedFigure]) -> Option<StatedRelation> {
    let signed: Vec<(&StatedFigure, i8)> = parts.iter().map(|part| (*part, 1)).collect();
    let statement = format!("{}等于按{}分列的各项之和", name(whole), FAMILIES[family].name);
    judged(RelationKind::Sum, statement, sum_formulas(whole, &signed), WhenOff::Fails, reading.figures)
}

fn of_families(reading: &Reading<'_>, list: &PartsList) -> Vec<StatedRelation> {
    let Some(whole) = reading.figure(list.whole) else { return Vec::new() };
    let parts: Vec<&StatedFigure> =
        list.parts.iter().filter_map(|id| reading.figure(*id)).filter(|part| comparable(whole, part)).collect();
    runs(&parts)
        .into_iter()
        .filter(|(family, members, parts)| closes(whole, *family, *members, parts))
        .filter_map(|(family, _, parts)| family_sum(reading, whole, family, &parts))
        .collect()
}

/// Parts of a family that follow their whole without 其中.
fn unlinked(reading: &Reading<'_>, closed: &[usize]) -> Vec<StatedRelation> {
    let mut found = Vec::new();
    let free: Vec<&StatedFigure> = reading
        .figures
        .iter()
        .filter(|figure| {
            let counts = figure.unit.is_count() || matches!(figure.unit, StatedUnit::Yuan | StatedUnit::Pieces);
            !figure.context.cell && counts && !closed.contains(&figure.id)
        })
        .collect();
    for paragraph in free.chunk_by(|one, other| {
        reading.same_paragraph(one, other) && reading.letters.open(one.start) == reading.letters.open(other.start)
    }) {
        for (family, members, parts) in runs(paragraph) {
            let Some(first) = parts.first() else { continue };
            let adjacent = parts.windows(2).all(|pair| {
                pair[1].id - pair[0].id <= 2
                    && pair[0].context.moves == pair[1].context.moves
                    && pair[0].context.place == pair[1].context.place
            });
            let whole = reading.figures[..first.id].iter().rev().take(WHOLE_BEFORE_MAX).find(|whole| {
                comparable(whole, first)
                    && reading.same_paragraph(whole, first)
                    && reading.letters.open(whole.start) == reading.letters.open(first.start)
                    && moves_alike(whole, first)
                    && !is_closing_total(reading, whole)
                    && (whole.context.own_programme.is_some()
                        || (whole.id + 1 == first.id && reading.same_sentence(whole, first)))
                    && closes(whole, family, members, &parts)
            });
            // 城市……、农村……，全县……: the whole may stand behind its parts.
            let behind = parts.last().and_then(|last| reading.figure(last.id + 1)).filter(|whole| {
                let said = ["全", "共", "总", "合计", "城乡", "累计"].iter().any(|word| whole.label.contains(word));
                said && comparable(whole, first)
                    && reading.same_paragraph(whole, first)
                    && (moves_alike(whole, first) || whole.label.contains("累计"))
                    && closes(whole, family, members, &parts)
            });
            let whole = whole.or(behind);
            // Without 其中 only parts that name their programme themselves, or stand in one sentence with the whole.
            let tied = |whole: &StatedFigure| {
                parts.iter().all(|part| part.context.own_programme.is_some()) || reading.same_sentence(whole, first)
            };
            if let Some(whole) = whole.filter(|whole| adjacent && tied(whole)) {
                found.extend(family_sum(reading, whole, family, &parts));
            }
        }
    }
    found
}

/// Whether a figure adds up what stands before it in its sentence: what follows is another account.
fn is_closing_total(reading: &Reading<'_>, figure: &StatedFigure) -> bool {
    ["合计", "总计", "共计"].iter().any(|word| figure.label.starts_with(word)) && reading.before(figure).next().is_some()
}

/// Whether both are of a movement or neither is, by the sentence or by their own labels.
fn moves_alike(one: &StatedFigure, other: &StatedFigure) -> bool {
    one.context.moves == other.context.moves || words::moves(&one.label) == words::moves(&other.label)
}

/// A 其中 list of programmes that can overlap: it comes out, or persons do while some households count twice.
fn distinct(reading: &Reading<'_>, list: &PartsList) -> Option<StatedRelation> {
    let whole = reading.figure(list.whole)?;
    let parts: Vec<&StatedFigure> = list
        .parts
        .iter()
        .filter_map(|id| reading.figure(*id))
        .filter(|part| comparable(whole, part) && part.coordinates() == whole.coordinates())
        .collect();
    let (first, last) = (*parts.first()?, *parts.last()?);
    let depth = reading.letters.depth(first.start);
    let mut parts = parts;
    // A bracket may close too early: what follows at once, of the same group and with both numbers, may still be a part.
    parts.extend(reading.behind(last).take(2).filter(|other| {
        let paired = other.coordinates() == whole.coordinates() && whole.coordinates().len() > 1;
        paired && other.context.group == whole.context.group && reading.letters.depth(other.start) < depth
    }));
    parts.truncate(SUBSET_MAX);
    if parts.len() < 2 {
        return None;
    }
    let chosen = best_subset(whole, &parts).unwrap_or_else(|| parts.clone());
    let signed: Vec<(&StatedFigure, i8)> = chosen.iter().map(|part| (*part, 1)).collect();
    let formulas = sum_formulas(whole, &signed);
    let numbers = super::super::formula::Numbers { figures: reading.figures, trial: None };
    let persons_hold = formulas.iter().any(|formula| formula.holds(&numbers) == Some(true));
    let is_count = whole.unit.is_count();
    let off = if persons_hold && is_count { WhenOff::Plausible } else { WhenOff::Unknown };
    let mut relation = judged(RelationKind::Sum, String::new(), formulas, off, reading.figures)?;
    relation.statement = match relation.verdict {
        Verdict::Holds => format!("{}等于所列各项之和", name(whole)),
        Verdict::Plausible => format!("{}少于所列各项之和：可能是去重计数（同一户兼有两项只计一次），请核实", name(whole)),
        Verdict::Fails | Verdict::Unknown => format!("{}与所列各项之和：“其中”所列不一定是全部，无法判断", name(whole)),
    };
    Some(relation)
}

/// The most parts whose persons (or only number) add up to the whole's.
fn best_subset<'a>(whole: &StatedFigure, parts: &[&'a StatedFigure]) -> Option<Vec<&'a StatedFigure>> {
    let last = *whole.coordinates().last()?;
    let total = whole.amount(last)?.micro();
    let values: Vec<i128> = parts.iter().map(|part| part.amount(last).map_or(0, |amount| amount.micro())).collect();
    let mask = (1u32..(1 << parts.len()))
        .filter(|mask| mask.count_ones() > 1)
        .filter(|mask| {
            values.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, value)| *value).sum::<i128>() == total
        })
        .max_by_key(|mask| mask.count_ones())?;
    Some(parts.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0).map(|(_, part)| *part).collect())
}

/// Words of a rate: it has no parts.
const RATE: [&str; 8] = ["每", "标准", "均", "全年", "年标", "月标", "按月", "档"];

/// Words that begin a new whole behind 其中: 全县护理型床位达到…….
pub(super) const SCOPES: [&str; 8] = ["全县", "全市", "全区", "全镇", "全乡", "总数", "达到", "累计"];

/// Parts of a list that are more than their whole.
fn larger_parts(reading: &Reading<'_>, list: &PartsList) -> Vec<StatedRelation> {
    // A change has no parts, and a division may be of another whole than the one before it.
    let whole = reading.figure(list.whole).filter(|whole| {
        list.lead == Lead::Among
            && !["增加", "减少", "同比", "环比", "比上", "较上"].iter().any(|word| whole.label.contains(word))
    });
    let Some(whole) = whole else { return Vec::new() };
    let times = |unit: StatedUnit| {
        matches!(unit, StatedUnit::HouseholdTimes | StatedUnit::PersonTimes | StatedUnit::HouseholdAndPersonTimes)
    };
    list.parts
        .iter()
        .take(list.close)
        .filter_map(|id| reading.figure(*id))
        .filter(|part| {
            let fits = match (part.context.own_programme, whole.context.programme) {
                (Some(part), Some(whole)) if whole == "社会救助" || whole == "残疾人两项补贴" => {
                    part != "临时救助" || whole == "社会救助"
                }
                // 新办证386人，其中老年残疾人402人: right behind a whole that names no programme.
                (Some(_), None) => part.id == list.whole + 1 && list.from <= whole.end + 2,
                (part, whole) => words::may_be_part(part, whole),
            };
            let alike = whole.unit_printed == part.unit_printed || part.unit.is_count();
            let rate =
                |figure: &StatedFigure| figure.unit == StatedUnit::Yuan && RATE.iter().any(|word| figure.label.contains(word));
            !rate(whole)
                && !rate(part)
                && comparable(whole, part)
                && fits
                && !part.label.contains('实')
                && !SCOPES.iter().any(|word| part.label.contains(word))
                && alike
                && times(part.unit) == times(whole.unit)
                && !part.approximate
                && !whole.approximate
                && !part.context.core.contains("每")
                && (part.unit != StatedUnit::None && whole.unit != StatedUnit::None)
        })
        .filter_map(|part| {
            let formulas = shared(&[whole, part])
                .into_iter()
                .map(|coordinate| Formula::AtMost { part: variable(part.id, coordinate), whole: variable(whole.id, coordinate) })
                .collect();
            let statement = format!("{}是{}的一部分，不应大于它", name(part), name(whole));
            judged(RelationKind::Part, statement, formulas, WhenOff::Fails, reading.figures)
        })
        .filter(|relation| relation.verdict == Verdict::Fails)
        .collect()
}

const NO_MEMBER: [&str; 8] = ["每", "均", "其余", "新增", "退出", "累计", "上年", "去年"];

/// `精神残疾人中，……的有931人`: not more than the figure that names the group.
fn of_named_group(reading: &Reading<'_>, part: &StatedFigure) -> Option<StatedRelation> {
    let whole = named_group(reading, part)?;
    let coordinate = *shared(&[whole, part]).first()?;
    let formula = Formula::AtMost { part: variable(part.id, coordinate), whole: variable(whole.id, coordinate) };
    let statement = format!("{}是{}的一部分，不应大于它", name(part), name(whole));
    judged(RelationKind::Part, statement, vec![formula], WhenOff::Fails, reading.figures)
        .filter(|relation| relation.verdict == Verdict::Fails)
}

/// `急难型中，因火灾……、因突发重病……、因其他意外……`: parts up to 其他 close the group named before.
fn closing_named_group(reading: &Reading<'_>, last: &StatedFigure) -> Option<StatedRelation> {
    if !["其他", "其它"].iter().any(|word| last.label.contains(word)) {
        return None;
    }
    let whole = named_group(reading, last)?;
    let mut parts: Vec<&StatedFigure> = reading
        .before(last)
        .take_while(|part| part.unit == last.unit && named_group(reading, part).is_some_and(|other| other.id == whole.id))
        .collect();
    parts.reverse();
    parts.push(last);
    let signed: Vec<(&StatedFigure, i8)> = parts.iter().map(|part| (*part, 1)).collect();
    let statement = format!("{}等于所列各项之和", name(whole));
    (parts.len() > 2)
        .then(|| judged(RelationKind::Sum, statement, sum_formulas(whole, &signed), WhenOff::Fails, reading.figures))
        .flatten()
}

/// The figure that names the group a clause speaks of: 精神残疾人中.
fn named_group<'a>(reading: &'a Reading<'a>, part: &StatedFigure) -> Option<&'a StatedFigure> {
    if !part.unit.is_count() || part.unit.is_pair() || part.approximate || NO_MEMBER.iter().any(|word| part.label.contains(word))
    {
        return None;
    }
    let said = reading.letters.between(reading.letters.sentence_start(part.start), part.start);
    let (head, behind) = said.rsplit_once('中')?;
    let opens = behind.starts_with(['，', ',', '、', ':', '有']) && !behind.contains([';', '(', '其']);
    let group: String = head.chars().rev().take_while(|sign| !super::super::letters::is_boundary(*sign)).collect();
    let group: String = group.chars().rev().collect();
    if !opens || group.ends_with('其') || group.chars().any(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let group = words::core(&group);
    let names = |figure: &&StatedFigure| {
        let core = figure.context.core.as_str();
        core.chars().count() >= 2
            && group.starts_with(core)
            && !figure.context.cell
            && !figure.approximate
            && figure.unit == part.unit
            && !NO_MEMBER.iter().any(|word| figure.label.contains(word))
    };
    let mut wholes = reading.figures[..part.id].iter().rev().filter(names);
    let whole = wholes.next()?;
    (!wholes.any(|other| other.value != whole.value)).then_some(whole)
}

/// A stated 合计 of the items before it in its sentence.
fn total(reading: &Reading<'_>, figure: &StatedFigure) -> Option<StatedRelation> {
    const TOTAL: [&str; 5] = ["合计", "共计", "总计", "合共", "累计共"];
    const NO_ITEM: [&str; 12] = ["预算", "标准", "每", "上年", "去年", "同期", "比", "提高", "其中", "计划", "剩余", "结余"];
    let label = &figure.label;
    let bare = label.starts_with('共') && !TOTAL.iter().any(|word| label.contains(word));
    if !(bare || TOTAL.iter().any(|word| label.contains(word)))
        || figure.unit == StatedUnit::None
        || reading.lists.iter().any(|list| list.whole == figure.id)
    {
        return None;
    }
    let first = reading.before(figure).next().is_none();
    let mut items: Vec<&StatedFigure> = reading.figures[..figure.id]
        .iter()
        .rev()
        // A total that begins its sentence adds up the one before.
        .take_while(|item| if first { reading.same_paragraph(item, figure) } else { reading.same_sentence(item, figure) })
        .take(ITEMS_MAX)
        .filter(|item| {
            !item.context.cell
                && !["每", "标准", "均", "水平"].iter().any(|word| item.label.contains(word))
                && item.unit_printed_alike(figure)
                // 110×510元=5.61万元: a rate in yuan is no item of a total in 万元.
                && (item.unit != StatedUnit::Yuan || item.unit_printed == figure.unit_printed)
                && reading.letters.open(item.start) == reading.letters.open(figure.start)
        })
        .take_while(|item| !TOTAL.iter().any(|word| item.label.contains(word)))
        .collect();
    items.reverse();
    if items.len() < 2 || items.iter().any(|item| NO_ITEM.iter().any(|word| item.label.contains(word))) {
        return None;
    }
    if items.iter().any(|item| reading.list_of(item.id).is_some()) {
        return None;
    }
    let sum = |items: &[&StatedFigure]| {
        let signed: Vec<(&StatedFigure, i8)> = items.iter().map(|item| (*item, 1)).collect();
        judged(
            RelationKind::Sum,
            format!("{}等于前列各项之和", label.trim()),
            sum_formulas(figure, &signed),
            if first || bare { WhenOff::Slip } else { WhenOff::Fails },
            reading.figures,
        )
    };
    let all = sum(&items)?;
    if all.verdict == Verdict::Holds {
        return Some(all);
    }
    (1..items.len().saturating_sub(1))
        .filter_map(|from| sum(&items[from..]))
        .find(|relation| relation.verdict == Verdict::Holds)
        .or(Some(all))
}

impl StatedFigure {
    fn unit_printed_alike(&self, other: &StatedFigure) -> bool {
        self.unit == other.unit && (self.unit != StatedUnit::Pieces || self.unit_printed == other.unit_printed)
    }
}

/// Words for those who get both subsidies.
const BOTH: [&str; 18] = [
    "兼得",
    "兼领",
    "兼有",
    "均领取",
    "都领取",
    "双享",
    "重复领取",
    "既享受",
    "叠加",
    "同时",
    "均享受",
    "双重",
    "重复享受",
    "两项都",
    "两项均",
    "兼享",
    "都领",
    "都享受",
];

/// Persons with either disability subsidy = nursing + living − both. The total stands before its parts, or behind them
/// with a word for it.
fn union(reading: &Reading<'_>, figure: &StatedFigure) -> Option<StatedRelation> {
    let around = |figure: &StatedFigure| reading.around(figure);
    let both = |figure: &StatedFigure| BOTH.iter().any(|word| around(figure).contains(word));
    let persons = |figure: &StatedFigure| figure.coordinates().contains(&Coordinate::Persons);
    if !figure.label.contains("护理") || both(figure) || !persons(figure) {
        return None;
    }
    let near = |other: &&StatedFigure| reading.same_paragraph(other, figure) && persons(other) && !other.context.cell;
    let before: Vec<&StatedFigure> = reading.figures[..figure.id].iter().rev().take(3).filter(near).collect();
    // 护理补贴3215人，其中一级……、二级……；生活补贴……: its own parts stand between.
    let own = reading.lists.iter().find(|list| list.whole == figure.id).and_then(|list| list.parts.get(..list.close));
    let is_own = |other: &&StatedFigure| {
        own.is_some_and(|parts| parts.contains(&other.id)) && !other.label.contains("补贴") && !both(other)
    };
    let behind: Vec<&StatedFigure> =
        reading.figures.iter().skip(figure.id + 1).take(3 + own.map_or(0, <[usize]>::len)).filter(near).collect();
    let own_between = behind.iter().take_while(|other| is_own(other)).count();
    let behind: Vec<&StatedFigure> = behind.into_iter().skip(own_between).take(3).collect();
    let living = before
        .iter()
        .take(1)
        .chain(behind.iter().take(1))
        .copied()
        .find(|other| other.label.contains("生活") && !other.label.contains("护理") && !both(other))?;
    let last = figure.id.max(living.id);
    let overlap = behind.iter().copied().find(|other| other.id > last && other.id <= last + 2 && both(other));
    let is_total = |other: &&StatedFigure| other.label.contains("两项补贴") && !both(other) && !other.context.moves;
    let said = ["共", "实", "合计", "总", "去重"];
    let whole = before.iter().copied().find(|other| other.id < living.id && is_total(other)).or_else(|| {
        let from = overlap.map_or(last, |overlap| overlap.id);
        behind.iter().copied().find(|other| {
            other.id == from + 1 && said.iter().any(|word| other.label.contains(word)) && reading.same_sentence(other, figure)
        })
    })?;
    union_of(reading, whole, figure, living, overlap)
}

fn union_of(
    reading: &Reading<'_>,
    whole: &StatedFigure,
    nursing: &StatedFigure,
    living: &StatedFigure,
    overlap: Option<&StatedFigure>,
) -> Option<StatedRelation> {
    let mut parts = vec![(nursing, 1), (living, 1)];
    parts.extend(overlap.map(|figure| (figure, -1)));
    let part = |figure: &StatedFigure| variable(figure.id, Coordinate::Persons);
    let formula = Formula::Sum { total: part(whole), parts: parts.iter().map(|(figure, sign)| (part(figure), *sign)).collect() };
    let amount = |figure: &StatedFigure| figure.amount(Coordinate::Persons).map_or(0, |amount| amount.micro());
    let off = match overlap {
        Some(_) => WhenOff::Fails,
        None if amount(whole) > amount(nursing) + amount(living) => WhenOff::Fails,
        None => WhenOff::Plausible,
    };
    let statement = match overlap {
        Some(_) => "享受两项补贴的人数等于护理补贴人数加生活补贴人数减同时享受两项的人数",
        None => "享受两项补贴的人数不多于护理补贴与生活补贴人数之和（同时享受两项的只计一次）",
    };
    judged(RelationKind::Union, statement.to_owned(), vec![formula], off, reading.figures)
}

/// Persons fewer than households.
fn persons(reading: &Reading<'_>, figure: &StatedFigure) -> Option<StatedRelation> {
    // 减少14户13人: of a difference either may be more.
    const DIFFERENCE: [&str; 8] = ["减少", "增加", "净增", "净减", "增长", "下降", "相差", "差额"];
    if !figure.unit.is_pair() || DIFFERENCE.iter().any(|word| figure.label.contains(word)) {
        return None;
    }
    let formula =
        Formula::AtMost { part: variable(figure.id, Coordinate::Households), whole: variable(figure.id, Coordinate::Persons) };
    let statement = format!("{}：人数不少于户数", name(figure));
    judged(RelationKind::Persons, statement, vec![formula], WhenOff::Fails, reading.figures)
        .filter(|relation| relation.verdict == Verdict::Fails)
}
