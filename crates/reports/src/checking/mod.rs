//! The checker: reads a report anybody wrote, finds its figures, puts lost separators back where only one reading is
//! possible, and checks the relations the text itself states or the field knows.
//!
//! Holds: offsets are Unicode scalar values of [`Checked::text`]; a relation is said to fail only where the text says that
//! it had to hold; a wrong accusation is worse than a miss. The verdicts are those of our own relations ([`crate::Verdict`]).
//! Absent on purpose: names and figures of any place, files, and deciding which number is right: a person does.

mod amount;
mod blame;
mod columns;
mod figure;
mod formula;
mod layout;
mod letters;
mod marking;
mod reading;
mod relating;
mod relation;
mod repair;
mod scan;
mod table;
mod words;

pub use amount::Amount;
pub use blame::Correction;
pub use figure::{Coordinate, StatedFigure, StatedUnit, StatedValue};
pub use reading::{BYTES_MAX, ReportRead, TextRefusal, read};
pub use relation::{RelationKind, StatedRelation};

use crate::Verdict;
use letters::Letters;
use relating::Reading;

/// A report with what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The text; offsets are Unicode scalar values of it.
    pub text: String,
    /// The figures, in order of the text.
    pub figures: Vec<StatedFigure>,
    /// The relations between them.
    pub relations: Vec<StatedRelation>,
    /// Likeliest wrong figures.
    pub corrections: Vec<Correction>,
}

/// Finds figures and relations of a text.
pub fn check(text: &str) -> Checked {
    let letters = Letters::of(text);
    let signs: Vec<char> = text.chars().collect();
    let tables = table::tables(&letters);
    let cells = table::scanned(&tables);
    let taken: Vec<(usize, usize)> = cells.iter().map(|cell| (cell.start, cell.end)).collect();
    let mut scanned = scan::scan(&letters, &taken);
    scanned.extend(cells);
    scanned.sort_by_key(|figure| figure.start);
    let mut figures = figure::with_meaning(&letters, &signs, scanned);
    table::name_cells(&tables, &mut figures);
    let lists = layout::parts_lists(&letters, &figures);
    repair::repair(&letters, &mut figures, &lists);
    let mut relations = relating::relations(&Reading { letters: &letters, figures: &figures, lists: &lists });
    relations.extend(table::relations(&tables, &figures));
    // One sum can be found by its family and by its list: it is told once, as the firmest verdict has it.
    relations.sort_by_key(|relation| relation.verdict);
    let mut told = std::collections::BTreeSet::new();
    relations.retain(|relation| {
        let mut parts = relation.figures.clone();
        parts.sort_unstable();
        told.insert((relation.kind, relation.expression.clone(), parts))
    });
    relations.sort_by_key(|relation| relation.figures.iter().copied().min());
    for (id, relation) in relations.iter_mut().enumerate() {
        relation.id = id;
    }
    let corrections = blame::corrections(&figures, &relations);
    let mut checked = Checked { text: text.to_owned(), figures, relations, corrections };
    checked.say_likeliest();
    checked
}

impl Checked {
    /// Relations that fail.
    pub fn failing(&self) -> impl Iterator<Item = &StatedRelation> {
        self.relations.iter().filter(|relation| relation.verdict == Verdict::Fails)
    }

    /// What a figure should likeliest say, where it is likeliest wrong.
    pub fn corrected(&self, figure: usize) -> Option<String> {
        let stated = self.figures.get(figure)?;
        let of_figure = |coordinate| self.corrections.iter().find(|one| one.figure == figure && one.coordinate == coordinate);
        let texts: Vec<String> = [Coordinate::Households, Coordinate::Persons, Coordinate::Value]
            .into_iter()
            .filter_map(|coordinate| of_figure(coordinate).map(|one| stated.number_text(coordinate, one.likeliest)))
            .collect();
        (!texts.is_empty()).then(|| texts.concat())
    }

    /// The text with every repair and likeliest correction marked in it, and listed at the end.
    pub fn marked_text(&self) -> String {
        marking::marked(self)
    }

    /// Puts the likeliest wrong figure into the statements of the relations it settles and into its own reason.
    fn say_likeliest(&mut self) {
        let notes: Vec<(usize, Vec<usize>, String)> = self
            .corrections
            .iter()
            .filter_map(|one| {
                let figure = self.figures.get(one.figure)?;
                let (stated, likeliest) =
                    (figure.number_text(one.coordinate, one.stated), figure.number_text(one.coordinate, one.likeliest));
                Some((one.figure, one.settles.clone(), format!("最可能是{stated}有误，应为{likeliest}")))
            })
            .collect();
        for (figure, settles, note) in notes {
            if let Some(figure) = self.figures.get_mut(figure) {
                figure.why.push_str(&format!("；{note}"));
            }
            for relation in self.relations.iter_mut().filter(|relation| settles.contains(&relation.id)) {
                relation.statement.push_str(&format!("；{note}"));
            }
        }
    }
}
