//! The same person twice in one file.

use std::collections::HashMap;

use vocabulary::CitizenId;

use super::complaint::{Complaint, ComplaintCode, Consequence};
use super::{RowIdentity, SourceRow};
use crate::{FactKind, FactValue};

/// Leaves out the second of two rows that state the same, and all rows of a number that state different things.
/// `households` gets the 户号 of the latter.
pub(super) fn leave_out(rows: Vec<SourceRow>, complaints: &mut Vec<Complaint>, households: &mut Vec<String>) -> Vec<SourceRow> {
    let mut places: HashMap<CitizenId, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some((number, _)) = row.identity.citizen_id {
            places.entry(number).or_default().push(at);
        }
    }
    let mut left_out = vec![false; rows.len()];
    let mut doubled: Vec<&Vec<usize>> = places.values().filter(|places| places.len() > 1).collect();
    doubled.sort();
    for places in doubled {
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
