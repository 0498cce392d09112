//! Double-entry postings, and the steps of a line that make them.

use std::collections::HashMap;

use vocabulary::{BatchId, Fen, LineId, PostingId};

use crate::PayoutLine;

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

/// What happens to a line; each step is one posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineStep {
    /// 审批: the county approves the batch; from now on the money is owed.
    Approve,
    /// 送银行: first handed to the bank.
    Send,
    /// 银行确认: the bank says it arrived.
    Confirm,
    /// 退回: the bank sends it back; it is owed again.
    Return,
    /// 重新发放: a returned line is handed to the bank again.
    Reissue,
}

/// Where a line stands, by its postings alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineState {
    /// 待审批: nothing is posted.
    #[default]
    Planned,
    /// 待发放: approved and owed.
    Owed,
    /// 在途: with the bank.
    InTransit,
    /// 已退回: sent back by the bank and owed.
    Returned,
    /// 已到账: confirmed by the bank.
    Confirmed,
}

/// The states of all lines that have postings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineStates {
    states: HashMap<LineId, LineState>,
}

/// What a step over many lines gives. A repeated step changes nothing: its lines stand under `already`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stepped {
    /// The postings to write, in the order of the lines.
    pub drafts: Vec<PostingDraft>,
    /// Lines that are past this step.
    pub already: Vec<LineId>,
    /// Lines in a state from which the step cannot be taken; nothing is posted for them.
    pub refused: Vec<(LineId, LineState)>,
}

impl LineState {
    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            LineState::Planned => "待审批",
            LineState::Owed => "待发放",
            LineState::InTransit => "在途",
            LineState::Returned => "已退回",
            LineState::Confirmed => "已到账",
        }
    }
}

impl LineStep {
    /// All steps.
    pub const ALL: [LineStep; 5] = [LineStep::Approve, LineStep::Send, LineStep::Confirm, LineStep::Return, LineStep::Reissue];

    /// The state it is taken from and the one it leads to.
    fn states(self) -> (LineState, LineState) {
        match self {
            LineStep::Approve => (LineState::Planned, LineState::Owed),
            LineStep::Send => (LineState::Owed, LineState::InTransit),
            LineStep::Confirm => (LineState::InTransit, LineState::Confirmed),
            LineStep::Return => (LineState::InTransit, LineState::Returned),
            LineStep::Reissue => (LineState::Returned, LineState::InTransit),
        }
    }

    /// Account debited and account credited.
    fn accounts(self) -> (Account, Account) {
        match self {
            LineStep::Approve => (Account::AssistanceExpense, Account::OwedToHouseholds),
            LineStep::Send | LineStep::Reissue => (Account::OwedToHouseholds, Account::InTransit),
            LineStep::Confirm => (Account::InTransit, Account::Treasury),
            LineStep::Return => (Account::InTransit, Account::OwedToHouseholds),
        }
    }

    /// Whether a line in that state has taken this step already, so that a repeat of it is no news.
    fn is_behind(self, state: LineState) -> bool {
        match self {
            LineStep::Approve => state != LineState::Planned,
            LineStep::Send => matches!(state, LineState::InTransit | LineState::Returned | LineState::Confirmed),
            LineStep::Confirm => state == LineState::Confirmed,
            LineStep::Return => state == LineState::Returned,
            LineStep::Reissue => matches!(state, LineState::InTransit | LineState::Confirmed),
        }
    }
}

impl LineStates {
    /// The states that follow from the postings; these are in the order in which they were written.
    pub fn of(postings: &[Posting]) -> LineStates {
        let mut states = LineStates::default();
        for posting in postings {
            states.advance(&posting.draft);
        }
        states
    }

    /// The state of a line.
    pub fn state(&self, line: LineId) -> LineState {
        self.states.get(&line).copied().unwrap_or_default()
    }

    /// Takes one more posting into account. A posting that fits no step from the line's state changes nothing here;
    /// the auditor names it.
    pub fn advance(&mut self, draft: &PostingDraft) {
        let state = self.states.entry(draft.line).or_default();
        let step =
            LineStep::ALL.into_iter().find(|step| step.accounts() == (draft.debit, draft.credit) && step.states().0 == *state);
        if let Some(step) = step {
            *state = step.states().1;
        }
    }
}

/// Approves lines: debit expense, credit what is owed to households.
pub fn approve(lines: &[PayoutLine], states: &LineStates) -> Stepped {
    take(LineStep::Approve, lines, states)
}

/// Hands approved lines to the bank for the first time: debit owed, credit in transit. A returned line is not sent
/// again by this; see [`reissue`].
pub fn send(lines: &[PayoutLine], states: &LineStates) -> Stepped {
    take(LineStep::Send, lines, states)
}

/// Hands returned lines to the bank again: debit owed, credit in transit.
pub fn reissue(lines: &[PayoutLine], states: &LineStates) -> Stepped {
    take(LineStep::Reissue, lines, states)
}

/// Books what the bank says has arrived: debit in transit, credit the treasury.
pub fn bank_confirmed(lines: &[PayoutLine], states: &LineStates) -> Stepped {
    take(LineStep::Confirm, lines, states)
}

/// Books what the bank sent back: debit in transit, credit owed to households. The household has not been paid, so it
/// is owed as before; it is never a saving. A result file is taken once by its own number: after a reissue its repeat
/// could not be told from a second return.
pub fn bank_returned(lines: &[PayoutLine], states: &LineStates) -> Stepped {
    take(LineStep::Return, lines, states)
}

fn take(step: LineStep, lines: &[PayoutLine], states: &LineStates) -> Stepped {
    // A line named twice in one call takes the step once, as in two calls.
    let mut taken: HashMap<LineId, LineState> = HashMap::new();
    let (from, to) = step.states();
    let (debit, credit) = step.accounts();
    let mut stepped = Stepped::default();
    for line in lines {
        let state = taken.get(&line.id).copied().unwrap_or_else(|| states.state(line.id));
        if state == from {
            stepped.drafts.push(PostingDraft { line: line.id, debit, credit, amount: line.order.amount });
            taken.insert(line.id, to);
        } else if step.is_behind(state) {
            stepped.already.push(line.id);
        } else {
            stepped.refused.push((line.id, state));
        }
    }
    stepped
}
