//! Which figures stand below which: lists in brackets and behind 其中.

use super::figure::StatedFigure;
use super::figure::StatedUnit;
use super::letters::Letters;

/// Signs between a whole and the bracket of its parts.
const GAP_MAX: usize = 6;

/// What leads from a whole to its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    /// 其中, 包括, a bracket: some of the whole.
    Among,
    /// 按……分, 从……看, 由……构成: all of the whole, each once.
    Divided,
}

/// A list of figures below one.
#[derive(Clone, Debug)]
pub(crate) struct PartsList {
    /// The whole.
    pub whole: usize,
    /// The parts, in order.
    pub parts: Vec<usize>,
    /// How many of the parts stand before the first ；: the others may have gone on to something else.
    pub close: usize,
    /// What leads to the parts.
    pub lead: Lead,
    /// Place the list begins at.
    pub from: usize,
}

/// A word that leads from a whole to its parts.
#[derive(Clone, Copy, Debug)]
struct Marker {
    at: usize,
    lead: Lead,
}

/// Where a list stands: its first place, its whole, what leads to it.
struct Place {
    from: usize,
    whole: usize,
    lead: Lead,
}

/// The lists of a text, in order of their wholes.
pub(crate) fn parts_lists(letters: &Letters, figures: &[StatedFigure]) -> Vec<PartsList> {
    let markers = markers(letters);
    let mut lists: Vec<PartsList> = Vec::new();
    // 另有…… is beside the whole, not of it.
    for figure in figures.iter().filter(|figure| !figure.context.cell && !figure.label.starts_with('另')) {
        let Some(Place { from, whole, lead }) = place_of(letters, figures, &markers, &lists, figure) else { continue };
        let broken = letters.plain.get(from..figure.start).is_some_and(|signs| signs.contains(&';'));
        match lists.iter_mut().rev().take(8).find(|list| list.from == from && list.whole == whole) {
            Some(list) => {
                list.parts.push(figure.id);
                if !broken {
                    list.close = list.parts.len();
                }
            }
            None => lists.push(PartsList { whole, parts: vec![figure.id], close: usize::from(!broken), lead, from }),
        }
    }
    lists
}

/// Words behind a division that say only some of its parts follow.
const SOME_ONLY: [&str; 8] = ["前三", "前五", "前两", "主要", "较多", "居前", "最多", "最高"];
/// Signs a phrase such as 按致困原因分 may have.
const PHRASE_MAX: usize = 14;

/// Places of the words that lead to parts.
fn markers(letters: &Letters) -> Vec<Marker> {
    let mut found = Vec::new();
    for (at, sign) in letters.plain.iter().enumerate() {
        let lead = match sign {
            '其' if letters.at(at + 1) == Some('中') => Some(Lead::Among),
            '包' if letters.at(at + 1) == Some('括') => Some(Lead::Among),
            '按' | '从' | '分' | '由' | '全' => divides(letters, at).then_some(Lead::Divided),
            _ => None,
        };
        if let Some(lead) = lead {
            found.push(Marker { at, lead });
        }
    }
    found
}

/// Whether a phrase such as 按类别分, 从致困原因看, 由四部分构成 begins here, with all parts behind it.
fn divides(letters: &Letters, at: usize) -> bool {
    let phrase: String = letters
        .between(at, at + PHRASE_MAX)
        .chars()
        .take_while(|sign| !super::letters::is_boundary(*sign) && !sign.is_ascii_digit())
        .collect();
    let closed = letters.at(at + phrase.chars().count()).is_some_and(super::letters::is_boundary);
    let ends = |words: &[&str]| words.iter().any(|word| phrase.ends_with(word));
    let starts = |words: &[&str]| words.iter().any(|word| phrase.starts_with(word));
    let fits =
        (starts(&["按"]) && closed && (ends(&["分", "分类", "划分", "统计", "看", "区分", "分布", "分组", "分别为", "分为"])))
            || (starts(&["从", "分"]) && closed && ends(&["看", "来看", "分析", "划分", "统计"]))
            || (starts(&["由", "全部由"]) && closed && ends(&["构成", "组成", "承担", "分担", "解决", "负担", "安排"]))
            || (starts(&["分为"]) && closed && phrase.chars().count() > 2)
            || (starts(&["按"]) && ends(&["分为"]));
    let until = at + PHRASE_MAX * 2;
    let some = letters.between(at, until);
    fits && !SOME_ONLY.iter().any(|word| some.contains(word))
}

/// Where the list a figure stands in begins, and its whole.
fn place_of(
    letters: &Letters,
    figures: &[StatedFigure],
    markers: &[Marker],
    lists: &[PartsList],
    figure: &StatedFigure,
) -> Option<Place> {
    let open = letters.open(figure.start);
    let marker = in_force(letters, markers, figure);
    if let Some(open) = open {
        let nested =
            marker.filter(|marker| figures[..figure.id].iter().any(|other| other.start > open && other.end <= marker.at));
        return match nested {
            Some(marker) => {
                let whole = last_before(letters, figures, figure, marker.at)?;
                Some(Place { from: marker.at, whole, lead: marker.lead })
            }
            None => {
                let whole = before_bracket(letters, figures, figure, open)?;
                Some(Place { from: open, whole, lead: marker.map_or(Lead::Among, |marker| marker.lead) })
            }
        };
    }
    let marker = marker?;
    let whole = last_before(letters, figures, figure, marker.at)?;
    let whole = if marker.lead == Lead::Divided { above(letters, lists, whole, marker.at) } else { whole };
    Some(Place { from: marker.at, whole, lead: marker.lead })
}

/// A division that follows another one divides the same whole: 按类别分……；按性别分…….
fn above(letters: &Letters, lists: &[PartsList], whole: usize, marker: usize) -> usize {
    lists
        .iter()
        .rev()
        .find(|list| {
            list.from < marker && letters.sentence(list.from) + 2 > letters.sentence(marker) && list.parts.contains(&whole)
        })
        .map_or(whole, |list| list.whole)
}

/// The word that leads to a figure, in its sentence and bracket; behind ； the 其中 before the last one is in force again.
fn in_force(letters: &Letters, markers: &[Marker], figure: &StatedFigure) -> Option<Marker> {
    let open = letters.open(figure.start);
    let depth = letters.depth(figure.start);
    let sentence = letters.sentence(figure.start);
    let before = markers.partition_point(|marker| marker.at < figure.start);
    let leading: Vec<Marker> = markers[..before]
        .iter()
        .rev()
        .take_while(|marker| letters.sentence(marker.at) == sentence)
        .filter(|marker| letters.open(marker.at) == open && letters.depth(marker.at) == depth)
        .copied()
        .collect();
    let last = *leading.first()?;
    let left =
        last.lead == Lead::Among && (last.at..figure.start).any(|at| letters.at(at) == Some(';') && letters.depth(at) == depth);
    Some(if left { leading.get(1).copied().unwrap_or(last) } else { last })
}

/// The figure a bracket stands at.
fn before_bracket(letters: &Letters, figures: &[StatedFigure], figure: &StatedFigure, open: usize) -> Option<usize> {
    let at = figures[..figure.id].iter().rposition(|other| other.end <= open)?;
    let gap = letters.plain.get(figures[at].end..open)?;
    let clear = gap.len() <= GAP_MAX && !gap.iter().any(|sign| super::letters::is_boundary(*sign));
    (clear && comparable(&figures[at], figure)).then_some(at)
}

/// The last figure of the same bracket before 其中, in this sentence or the one before it.
fn last_before(letters: &Letters, figures: &[StatedFigure], figure: &StatedFigure, marker: usize) -> Option<usize> {
    let (open, sentence) = (letters.open(marker), letters.sentence(marker));
    figures[..figure.id]
        .iter()
        .rev()
        .take(24)
        .filter(|other| other.end <= marker && !other.context.cell)
        .take_while(|other| {
            letters.sentence(other.start) + 1 >= sentence && letters.paragraph(other.start) == letters.paragraph(marker)
        })
        // 上年三季度末为22015人。按年龄分……: what is divided is the figure of now.
        .find(|other| letters.open(other.start) == open && comparable(other, figure) && !is_of_another_time(other))
        .map(|other| other.id)
}

/// Whether a figure says of itself that it is of the time before.
fn is_of_another_time(figure: &StatedFigure) -> bool {
    const OTHER_TIME: [&str; 6] = ["上年", "去年", "同期", "上月", "上季", "上期"];
    let compared = ["比", "较", "增", "减"].iter().any(|word| figure.label.contains(word));
    !compared && OTHER_TIME.iter().any(|word| figure.label.contains(word))
}

/// Whether one can be part of the other by what is counted.
pub(crate) fn comparable(whole: &StatedFigure, part: &StatedFigure) -> bool {
    let counts = |figure: &StatedFigure| figure.unit.is_count();
    (counts(whole) && counts(part))
        || (whole.unit == part.unit && whole.unit == StatedUnit::Yuan)
        || (whole.unit == part.unit && whole.unit == StatedUnit::Pieces && whole.unit_printed == part.unit_printed)
}
