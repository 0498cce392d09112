//! Which figures stand below which: lists in brackets and behind 其中.

use super::figure::StatedFigure;
use super::figure::StatedUnit;
use super::letters::Letters;

/// Signs between a whole and the bracket of its parts.
const GAP_MAX: usize = 6;

/// A list of figures below one.
#[derive(Clone, Debug)]
pub(crate) struct PartsList {
    /// The whole.
    pub whole: usize,
    /// The parts, in order.
    pub parts: Vec<usize>,
    /// How many of the parts stand before the first ；: the others may have gone on to something else.
    pub close: usize,
}

/// The lists of a text, in order of their wholes.
pub(crate) fn parts_lists(letters: &Letters, figures: &[StatedFigure]) -> Vec<PartsList> {
    let markers = markers(letters);
    let mut lists: Vec<(usize, PartsList)> = Vec::new();
    for figure in figures.iter().filter(|figure| !figure.context.cell) {
        let Some((from, whole)) = whole_of(letters, figures, &markers, figure) else { continue };
        let broken = letters.plain.get(from..figure.start).is_some_and(|signs| signs.contains(&';'));
        match lists.iter_mut().rev().take(8).find(|(start, list)| *start == from && list.whole == whole) {
            Some((_, list)) => {
                list.parts.push(figure.id);
                if !broken {
                    list.close = list.parts.len();
                }
            }
            None => lists.push((from, PartsList { whole, parts: vec![figure.id], close: usize::from(!broken) })),
        }
    }
    lists.into_iter().map(|(_, list)| list).collect()
}

/// Places of 其中.
fn markers(letters: &Letters) -> Vec<usize> {
    letters.plain.windows(2).enumerate().filter(|(_, pair)| matches!(pair, ['其', '中'])).map(|(at, _)| at).collect()
}

/// Where the list a figure stands in begins, and its whole.
fn whole_of(letters: &Letters, figures: &[StatedFigure], markers: &[usize], figure: &StatedFigure) -> Option<(usize, usize)> {
    let open = letters.open(figure.start);
    let depth = letters.depth(figure.start);
    let sentence = letters.sentence(figure.start);
    // 其中 of the same sentence and bracket; behind ； the one before it is in force again.
    let before = markers.partition_point(|at| *at < figure.start);
    let mut in_force: Vec<usize> = Vec::new();
    for marker in markers[..before]
        .iter()
        .rev()
        .take_while(|at| letters.sentence(**at) == sentence)
        .filter(|at| letters.open(**at) == open && letters.depth(**at) == depth)
    {
        in_force.push(*marker);
    }
    let mut marker = in_force.first().copied();
    if in_force.len() > 1
        && let Some(last) = marker
    {
        let left = (last..figure.start).any(|at| letters.at(at) == Some(';') && letters.depth(at) == depth);
        if left {
            marker = in_force.get(1).copied();
        }
    }
    if let Some(open) = open {
        let nested = marker.filter(|marker| figures[..figure.id].iter().any(|other| other.start > open && other.end <= *marker));
        let from = nested.unwrap_or(open);
        let whole = if nested.is_some() {
            last_before(letters, figures, figure, from)
        } else {
            before_bracket(letters, figures, figure, open)
        };
        return whole.map(|whole| (from, whole));
    }
    let marker = marker?;
    last_before(letters, figures, figure, marker).map(|whole| (marker, whole))
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
        .find(|other| letters.open(other.start) == open && comparable(other, figure))
        .map(|other| other.id)
}

/// Whether one can be part of the other by what is counted.
pub(crate) fn comparable(whole: &StatedFigure, part: &StatedFigure) -> bool {
    let counts = |figure: &StatedFigure| figure.unit.is_count();
    (counts(whole) && counts(part)) || (whole.unit == part.unit && matches!(whole.unit, StatedUnit::Yuan | StatedUnit::Pieces))
}
