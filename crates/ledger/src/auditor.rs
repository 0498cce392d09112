//! Recomputes balances its own way and compares. It shares no code with the steps that make postings: it counts
//! postings by pair of accounts and adds up money line by line, so that a fault in the steps cannot hide itself.

use std::collections::{BTreeMap, BTreeSet};

use vocabulary::{BatchId, Fen, LineId, PostingId};

use crate::{Account, PayoutLine, Posting};

/// What the auditor found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum AuditFault {
    /// Two lines have one id.
    #[error("发放明细{line}：编号出现两次。请核对发放批次")]
    LineTwice {
        /// The line.
        line: LineId,
    },
    /// Two postings have one id.
    #[error("分录{posting}：编号出现两次。请核对账簿")]
    PostingTwice {
        /// The posting.
        posting: PostingId,
    },
    /// A posting is about no line.
    #[error("分录{posting}：没有对应的发放明细{line}。请查明来源，更正以新分录进行")]
    NoLine {
        /// The posting.
        posting: PostingId,
        /// The line it names.
        line: LineId,
    },
    /// A posting stands in another batch than its line.
    #[error("分录{posting}：记在批次{found}，明细属于批次{expected}。请核对发放批次")]
    OtherBatch {
        /// The posting.
        posting: PostingId,
        /// Batch of the line.
        expected: BatchId,
        /// Batch of the posting.
        found: BatchId,
    },
    /// A posting has another amount than its line.
    #[error("分录{posting}：金额{found}元，明细金额{expected}元。请核对后以新分录更正")]
    OtherAmount {
        /// The posting.
        posting: PostingId,
        /// Amount of the line.
        expected: Fen,
        /// Amount of the posting.
        found: Fen,
    },
    /// A posting's pair of accounts belongs to no step.
    #[error("分录{posting}：借{}贷{}不是发放业务的分录。请查明来源", debit.label(), credit.label())]
    UnknownPair {
        /// The posting.
        posting: PostingId,
        /// Account debited.
        debit: Account,
        /// Account credited.
        credit: Account,
    },
    /// A line was approved another number of times than once.
    #[error("发放明细{line}：审批分录{times}笔，应为1笔。请核对审批记录")]
    NotApprovedOnce {
        /// The line.
        line: LineId,
        /// How often.
        times: usize,
    },
    /// An account of a line fell below zero at a posting: money left that had not come.
    #[error("发放明细{line}：分录{posting}之后{}为负。前一步缺失或本步重复，请核对", account.label())]
    BelowZero {
        /// The line.
        line: LineId,
        /// The posting after which it was so.
        posting: PostingId,
        /// The account.
        account: Account,
    },
    /// Debits and credits of the books, added up one posting after the other, are not those of the lines.
    #[error("账簿借方合计{debits}元，贷方合计{credits}元，按明细推算{lines}元，三者应相等。请逐笔核对")]
    SumsDiffer {
        /// All debits.
        debits: Fen,
        /// All credits.
        credits: Fen,
        /// What the lines' own amounts make, times their postings.
        lines: Fen,
    },
    /// The books and the bank's files disagree about a line.
    #[error("发放明细{line}：银行往来“{}”{in_files}次，账簿{in_books}笔。请与银行对账", event.label())]
    BankDisagrees {
        /// The line.
        line: LineId,
        /// What happened.
        event: BankEvent,
        /// How often the bank's files say so.
        in_files: usize,
        /// How often the books say so.
        in_books: usize,
    },
}

/// What passed between county and bank about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BankEvent {
    /// It stood in a file to the bank.
    Sent,
    /// A result file says it arrived.
    Confirmed,
    /// A result file says it came back.
    Returned,
}

/// A row of a file to or from the bank: evidence outside the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankRow {
    /// The line.
    pub line: LineId,
    /// What it says.
    pub event: BankEvent,
}

/// The pairs of accounts (debited, credited) that something between county and bank stands behind.
const BANK_PAIRS: [((Account, Account), BankEvent); 3] = [
    ((Account::OwedToHouseholds, Account::InTransit), BankEvent::Sent),
    ((Account::InTransit, Account::Treasury), BankEvent::Confirmed),
    ((Account::InTransit, Account::OwedToHouseholds), BankEvent::Returned),
];

impl BankEvent {
    /// Chinese label.
    pub fn label(self) -> &'static str {
        match self {
            BankEvent::Sent => "送出",
            BankEvent::Confirmed => "到账",
            BankEvent::Returned => "退回",
        }
    }
}

/// Checks the books against the approved lines: every line is approved once, no posting is without its line, batch and
/// amount, no account of a line ever falls below zero, debits equal credits. `approved` are all lines of approved batches.
/// What the books alone cannot show (the last step of a line left out) is found by [`audit_against_bank`].
pub fn audit(approved: &[PayoutLine], postings: &[Posting]) -> Vec<AuditFault> {
    let mut faults = Vec::new();
    let mut lines: BTreeMap<LineId, &PayoutLine> = BTreeMap::new();
    for line in approved {
        if lines.insert(line.id, line).is_some() {
            faults.push(AuditFault::LineTwice { line: line.id });
        }
    }
    let mut seen = BTreeSet::new();
    let mut of_line: BTreeMap<LineId, Vec<&Posting>> = BTreeMap::new();
    for posting in postings {
        if !seen.insert(posting.id) {
            faults.push(AuditFault::PostingTwice { posting: posting.id });
        }
        match lines.get(&posting.draft.line) {
            Some(line) => faults.extend(disagreements(line, posting)),
            None => faults.push(AuditFault::NoLine { posting: posting.id, line: posting.draft.line }),
        }
        of_line.entry(posting.draft.line).or_default().push(posting);
    }
    for line in lines.keys() {
        faults.extend(faults_of_line(*line, of_line.get_mut(line).map_or(&mut [], Vec::as_mut_slice)));
    }
    faults.extend(sums(&lines, postings));
    faults.sort();
    faults
}

/// Checks the books against the files exchanged with the bank: each row sent, confirmed or returned has its posting and
/// each posting its row.
pub fn audit_against_bank(rows: &[BankRow], postings: &[Posting]) -> Vec<AuditFault> {
    let mut counts: BTreeMap<BankRow, (usize, usize)> = BTreeMap::new();
    for row in rows {
        counts.entry(*row).or_default().0 += 1;
    }
    for posting in postings {
        let pair = (posting.draft.debit, posting.draft.credit);
        if let Some((_, event)) = BANK_PAIRS.iter().find(|(of_event, _)| *of_event == pair) {
            counts.entry(BankRow { line: posting.draft.line, event: *event }).or_default().1 += 1;
        }
    }
    counts
        .into_iter()
        .filter(|(_, (in_files, in_books))| in_files != in_books)
        .map(|(row, (in_files, in_books))| AuditFault::BankDisagrees { line: row.line, event: row.event, in_files, in_books })
        .collect()
}

fn disagreements(line: &PayoutLine, posting: &Posting) -> Vec<AuditFault> {
    let mut faults = Vec::new();
    let Posting { id, batch, draft } = *posting;
    if batch != line.batch {
        faults.push(AuditFault::OtherBatch { posting: id, expected: line.batch, found: batch });
    }
    if draft.amount != line.order.amount || draft.amount <= Fen::ZERO {
        faults.push(AuditFault::OtherAmount { posting: id, expected: line.order.amount, found: draft.amount });
    }
    let known = matches!(
        (draft.debit, draft.credit),
        (Account::AssistanceExpense | Account::InTransit, Account::OwedToHouseholds)
            | (Account::OwedToHouseholds, Account::InTransit)
            | (Account::InTransit, Account::Treasury)
    );
    if !known {
        faults.push(AuditFault::UnknownPair { posting: id, debit: draft.debit, credit: draft.credit });
    }
    faults
}

fn faults_of_line(line: LineId, postings: &mut [&Posting]) -> Vec<AuditFault> {
    let mut faults = Vec::new();
    let times = postings.iter().filter(|posting| posting.draft.debit == Account::AssistanceExpense).count();
    if times != 1 {
        faults.push(AuditFault::NotApprovedOnce { line, times });
    }
    postings.sort_by_key(|posting| posting.id);
    let (mut owed, mut in_transit) = (0i64, 0i64);
    for posting in postings.iter() {
        let amount = posting.draft.amount.as_fen();
        for (account, sum) in [(Account::OwedToHouseholds, &mut owed), (Account::InTransit, &mut in_transit)] {
            *sum += if posting.draft.credit == account { amount } else { 0 };
            *sum -= if posting.draft.debit == account { amount } else { 0 };
            if *sum < 0 {
                faults.push(AuditFault::BelowZero { line, posting: posting.id, account });
            }
        }
    }
    faults
}

fn sums(lines: &BTreeMap<LineId, &PayoutLine>, postings: &[Posting]) -> Option<AuditFault> {
    let mut debits: BTreeMap<Account, Fen> = BTreeMap::new();
    let mut credits: BTreeMap<Account, Fen> = BTreeMap::new();
    for Posting { draft, .. } in postings {
        *debits.entry(draft.debit).or_default() += draft.amount;
        *credits.entry(draft.credit).or_default() += draft.amount;
    }
    let debits: Fen = debits.into_values().sum();
    let credits: Fen = credits.into_values().sum();
    let lines: Fen = postings.iter().filter_map(|posting| lines.get(&posting.draft.line)).map(|line| line.order.amount).sum();
    (debits != credits || credits != lines).then_some(AuditFault::SumsDiffer { debits, credits, lines })
}
