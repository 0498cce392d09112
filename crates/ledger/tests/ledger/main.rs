//! Scripts of postings and balances, and the laws of the ledger as properties.

mod laws;
mod planning;
mod scripts;

use ledger::{PayoutLine, PayoutOrder, Posting, PostingDraft, Purpose};
use vocabulary::{AwardId, BatchId, Fen, HouseholdId, LineId, Month, PersonId, PostingId};

/// An order under award `number` for October 2022.
fn order(number: i64, amount: Fen) -> PayoutOrder {
    PayoutOrder {
        award: AwardId::new(number).expect("an id"),
        unit: HouseholdId::new(number).expect("an id"),
        entitlement_month: Month::new(2022, 10).expect("a month"),
        purpose: Purpose::Regular,
        payee: PersonId::new(number).expect("an id"),
        instalment: 1,
        heads: 1,
        amount,
    }
}

/// Line `number` of batch 1.
fn line(number: i64, amount: Fen) -> PayoutLine {
    PayoutLine { id: LineId::new(number).expect("an id"), batch: BatchId::new(1).expect("an id"), order: order(number, amount) }
}

/// Writes drafts behind the postings there are, with the next ids.
fn write(postings: &mut Vec<Posting>, drafts: Vec<PostingDraft>) {
    for draft in drafts {
        let number = i64::try_from(postings.len()).expect("few postings") + 1;
        postings.push(Posting { id: PostingId::new(number).expect("an id"), batch: BatchId::new(1).expect("an id"), draft });
    }
}
