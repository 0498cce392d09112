//! Double-entry postings.

use vocabulary::{BatchId, Fen, LineId, PostingId};

/// The accounts a county keeps for payouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// 救助支出: assistance decided, an expense.
    AssistanceExpense,
    /// 应付救助对象款: owed to households.
    OwedToHouseholds,
    /// 在途: handed to the bank, not yet confirmed.
    InTransit,
    /// 国库资金: the treasury's money.
    Treasury,
}

/// A posting before it has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostingDraft {
    /// The line it is about.
    pub line: LineId,
    /// Account debited.
    pub debit: Account,
    /// Account credited.
    pub credit: Account,
    /// Amount; above zero.
    pub amount: Fen,
}

/// A posting. It is never changed or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// The batch it belongs to.
    pub batch: BatchId,
    /// What it says.
    pub draft: PostingDraft,
}
