//! Which rows of a file a person is asked about: those that became a clue and may be somebody, and, so that it can be undone,
//! those that were linked because of what was settled before.

use std::collections::{HashMap, HashSet};

use registry::intake::SourceRow;
use registry::statement::{ClueReason, RowAddress, Statement};
use store::{LinkCandidate, LinkDigest, LinkQuestion, LinkQuestionId, LinkRow, LinkSubject};
use vocabulary::{CellRef, FileId, Sequence};

use crate::context::Context;

/// The reason of a row that was linked because a person had settled it: nothing is asked.
pub(crate) const REMEMBERED: i16 = 0;

/// Rows of a file that may be asked about, by where they stand.
pub(super) struct Asked {
    rows: HashMap<RowAddress, (LinkRow, LinkDigest, Vec<LinkCandidate>)>,
    settled: Vec<RowAddress>,
}

impl Asked {
    pub(super) fn of(
        rows: &[SourceRow],
        file: FileId,
        mut candidates: HashMap<usize, Vec<LinkCandidate>>,
        digests: HashMap<usize, LinkDigest>,
        settled: HashSet<usize>,
    ) -> Asked {
        let mut asked = Asked { rows: HashMap::new(), settled: Vec::new() };
        for (place, digest) in digests {
            let (Some(row), found) = (rows.get(place), candidates.remove(&place).unwrap_or_default()) else { continue };
            let is_settled = settled.contains(&place);
            if is_settled {
                asked.settled.push(row.address(file));
            }
            if is_settled || !found.is_empty() {
                asked.rows.insert(row.address(file), (link_row(row, file), digest, found));
            }
        }
        asked
    }

    /// The questions, in the order of the rows.
    pub(super) fn questions(mut self, ctx: &Context, sequence: Sequence, statement: &Statement) -> Vec<LinkQuestion> {
        let is_about_the_link = |reason: ClueReason| match reason {
            ClueReason::Doubtful(_) | ClueReason::NoNumber | ClueReason::UnknownNumber => true,
            ClueReason::IncompletePerson
            | ClueReason::PersonTwice
            | ClueReason::NoRegisterHousehold
            | ClueReason::InAnotherUnit => false,
        };
        let clues = statement.clues.iter().filter(|clue| is_about_the_link(clue.reason));
        let mut wanted: Vec<(RowAddress, i16)> = clues.map(|clue| (clue.row, clue.reason.number())).collect();
        wanted.extend(self.settled.iter().map(|row| (*row, REMEMBERED)));
        wanted.sort_unstable();
        let mut questions = Vec::new();
        for (address, reason) in wanted {
            let Some((row, digest, candidates)) = self.rows.remove(&address) else { continue };
            questions.push(LinkQuestion {
                id: LinkQuestionId::new(ctx.new_id()).expect("an id source gives numbers above zero"),
                subject: LinkSubject::Row(row),
                digest,
                reason,
                candidates,
                sequence,
            });
        }
        questions
    }
}

fn link_row(row: &SourceRow, file: FileId) -> LinkRow {
    let identity = &row.identity;
    LinkRow {
        cell: CellRef { file, sheet: row.sheet, row: row.row, column: 0 },
        name: identity.name.clone().unwrap_or_default(),
        // `Display` of a number is its mask.
        number_masked: identity.citizen_id.map(|(number, _)| number.to_string()).unwrap_or_default(),
        sex: identity.sex,
        birth: identity.birth,
        village: identity.village,
        household_number: identity.household_number.clone().unwrap_or_default(),
    }
}
