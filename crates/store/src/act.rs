//! An act of an official: one transaction with one audit entry.

use std::ops::Deref;

use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};
use vocabulary::Sequence;

use crate::audit::{CHECKPOINT_EVERY, entry_hash, entry_row};
use crate::entity::{audit_checkpoint, audit_entry, county_head};
use crate::{AuditEntry, StoreFault, View, bulk};

/// Writes to one county; dropping it without [`Act::commit`] leaves nothing. It reads as a [`View`] that sees its own rows.
/// Each list it takes is one statement for many rows; a row whose key stands there already is left as it is and counted.
#[derive(Debug)]
pub struct Act {
    pub(crate) view: View,
    head: county_head::Model,
}

impl Deref for Act {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl Act {
    pub(crate) fn new(view: View, head: county_head::Model) -> Act {
        Act { view, head }
    }

    /// The number this act has in the county's chain when it is committed; its rows carry it.
    pub fn sequence(&self) -> Sequence {
        Sequence(self.head.sequence + 1)
    }

    /// The county as this act sees it, its own rows included.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Writes the audit entry and makes everything last; gives the act's number.
    pub async fn commit(self, entry: &AuditEntry) -> Result<Sequence, StoreFault> {
        let sequence = self.sequence();
        let transaction = &self.view.transaction;
        let mut row = entry_row(self.view.number, sequence, &self.head.audit_hash, entry);
        let hash = entry_hash(&row);
        row.hash.clone_from(&hash);
        if bulk::insert::<audit_entry::Entity>(transaction, &[row]).await?.inserted != 1 {
            // The head is locked, so only somebody past the store can have written this number.
            let why = "审计链头之后已有记录 (an entry stands after the chain's head)".to_owned();
            return Err(StoreFault::Conflict { table: "audit_entry", key: sequence.to_string(), why });
        }
        if sequence.0 % CHECKPOINT_EVERY == 0 {
            let checkpoint =
                audit_checkpoint::Model { county: self.view.number, id: sequence.0, entry_count: sequence.0, hash: hash.clone() };
            bulk::insert::<audit_checkpoint::Entity>(transaction, &[checkpoint]).await?;
        }
        let mut head = self.head.into_active_model();
        head.sequence = Set(sequence.0);
        head.audit_hash = Set(hash);
        head.update(transaction).await?;
        self.view.transaction.commit().await?;
        Ok(sequence)
    }
}
