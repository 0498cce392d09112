//! Payout batches, double-entry postings, bank results, balances and their auditor.
