//! Recomputes balances its own way and compares.
