//! One consistent state of one county.

use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use vocabulary::{RegionCode, Sequence};

use crate::Cipher;

/// Reads one county in one consistent state: what is committed after it began is not seen. The questions it answers stand
/// by subject under `read`.
#[derive(Debug)]
pub struct View {
    pub(crate) transaction: DatabaseTransaction,
    county: RegionCode,
    pub(crate) number: i64,
    pub(crate) cipher: Arc<dyn Cipher>,
}

impl View {
    pub(crate) fn new(transaction: DatabaseTransaction, county: RegionCode, number: i64, cipher: Arc<dyn Cipher>) -> View {
        View { transaction, county, number, cipher }
    }

    /// The county it reads.
    pub fn county(&self) -> RegionCode {
        self.county
    }

    /// The number up to which rows count as known: all of them for `None`.
    pub(crate) fn known_at(at: Option<Sequence>) -> i64 {
        at.map_or(i64::MAX, |sequence| sequence.0)
    }
}
