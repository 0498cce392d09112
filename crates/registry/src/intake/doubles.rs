//! The same person twice in one file.

use std::collections::BTreeMap;

use vocabulary::CitizenId;

use super::complaint::{Complaint, ComplaintCode, Consequence};
use super::{RowIdentity, SourceRow};
use crate::{FactKind, FactValue};

/// Leaves out the second of two rows that state the same, and all rows of a number that state different things.
/// `households` gets the 户号 of the latter. Rows that `distinct_by` tells apart are not the same.
pub(super) fn leave_out(
    rows: Vec<SourceRow>,
    distinct_by: &[FactKind],
    complaints: &mut Vec<Complaint>,
    households: &mut Vec<String>,
) -> Vec<SourceRow> {
    let doubled = doubled(&rows, distinct_by);
    if doubled.is_empty() {
        return rows;
    }
    let mut left_out = vec![false; rows.len()];
    for places in &doubled {
        let same = places.iter().skip(1).all(|at| states_the_same(&rows[places[0]], &rows[*at]));
        let kept = usize::from(same);
        for at in places.iter().skip(kept) {
            left_out[*at] = true;
            if !same {
                households.extend(rows[*at].identity.household_number.clone());
            }
            let other = if *at == places[0] { places[1] } else { places[0] };
            complaints.push(complaint(&rows[*at], &rows[other], same));
        }
    }
    let mut left_out = left_out.into_iter();
    rows.into_iter().filter(|_| left_out.next() == Some(false)).collect()
}

/// The places of rows that bear one number, in the order of the file; nearly every number stands once.
fn doubled(rows: &[SourceRow], distinct_by: &[FactKind]) -> Vec<Vec<usize>> {
    // Sorting beats a table of all numbers: registers are sorted by household, and few numbers stand twice.
    let mut numbers: Vec<(CitizenId, usize)> = Vec::with_capacity(rows.len());
    numbers.extend(rows.iter().enumerate().filter_map(|(at, row)| Some((row.identity.citizen_id?.0, at))));
    numbers.sort_unstable();
    let mut doubled: Vec<Vec<usize>> = Vec::new();
    for same_number in numbers.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        let mut same: BTreeMap<Vec<(FactKind, FactValue)>, Vec<usize>> = BTreeMap::new();
        for (_, at) in same_number {
            same.entry(rows[*at].distinct(distinct_by)).or_default().push(*at);
        }
        doubled.extend(same.into_values().filter(|same| same.len() > 1));
    }
    doubled.sort_unstable();
    doubled
}

fn complaint(row: &SourceRow, other: &SourceRow, same: bool) -> Complaint {
    let column = row.identity.citizen_id.map(|(_, column)| column);
    let at = format!("第{}张表第{}行", u32::from(other.sheet) + 1, other.row);
    let (code, what, kept) = if same {
        (ComplaintCode::DoubledSame, format!("与{at}是同一号码，内容相同。"), Consequence::OneKept)
    } else {
        (ComplaintCode::DoubledOtherwise, format!("与{at}是同一号码，内容不同。"), Consequence::AllLeftOut)
    };
    Complaint::new(row.sheet, row.row, column, code, what, kept)
}

/// Whether two rows state the same, in whatever columns.
fn states_the_same(one: &SourceRow, other: &SourceRow) -> bool {
    let who = |row: &SourceRow| RowIdentity {
        citizen_id: row.identity.citizen_id.map(|(number, _)| (number, 0)),
        ..row.identity.clone()
    };
    let facts = |row: &SourceRow| row.facts.iter().map(|fact| (fact.kind, fact.value)).collect::<Vec<(FactKind, FactValue)>>();
    who(one) == who(other) && facts(one) == facts(other)
}
