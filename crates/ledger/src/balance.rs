//! Balances of the accounts.

use vocabulary::Fen;

use crate::{Account, Posting};

/// Debits and credits of each account. Every posting puts the same amount on both sides, so the sum over all is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balances {
    /// Debits less credits, in the order of [`Account::ALL`].
    nets: [Fen; 4],
}

impl Account {
    /// All accounts, in the order of the books.
    pub const ALL: [Account; 4] = [Account::AssistanceExpense, Account::OwedToHouseholds, Account::InTransit, Account::Treasury];

    /// Chinese name.
    pub fn label(self) -> &'static str {
        match self {
            Account::AssistanceExpense => "救助支出",
            Account::OwedToHouseholds => "应付救助对象款",
            Account::InTransit => "在途资金",
            Account::Treasury => "国库资金",
        }
    }

    fn place(self) -> usize {
        match self {
            Account::AssistanceExpense => 0,
            Account::OwedToHouseholds => 1,
            Account::InTransit => 2,
            Account::Treasury => 3,
        }
    }
}

impl Balances {
    /// Debits less credits of an account.
    pub fn net(&self, account: Account) -> Fen {
        self.nets[account.place()]
    }

    /// Assistance approved.
    pub fn expense(&self) -> Fen {
        self.net(Account::AssistanceExpense)
    }

    /// What households are still owed and the bank does not have.
    pub fn owed(&self) -> Fen {
        -self.net(Account::OwedToHouseholds)
    }

    /// What is with the bank and not confirmed.
    pub fn in_transit(&self) -> Fen {
        -self.net(Account::InTransit)
    }

    /// What has arrived, out of the treasury's money.
    pub fn paid(&self) -> Fen {
        -self.net(Account::Treasury)
    }

    /// The sum over all accounts; zero in sound books.
    pub fn sum(&self) -> Fen {
        self.nets.iter().copied().sum()
    }
}

/// The balances after these postings.
pub fn balances(postings: &[Posting]) -> Balances {
    let mut balances = Balances::default();
    for posting in postings {
        balances.nets[posting.draft.debit.place()] += posting.draft.amount;
        balances.nets[posting.draft.credit.place()] -= posting.draft.amount;
    }
    balances
}
