//! Query batches.

use crate::bulk;
use crate::column::{day_number, month_number, unreadable};
use crate::entity::{query_batch, query_batch_member};
use crate::{Act, Added, QueryBatch, StoreFault};

impl Act {
    /// Adds query batches with the persons they ask about; the name is the key.
    pub async fn add_query_batches(&mut self, batches: &[QueryBatch]) -> Result<Added, StoreFault> {
        let mut rows = Vec::with_capacity(batches.len());
        let mut members = Vec::new();
        for batch in batches {
            let until = batch.valid.until().ok_or_else(|| unreadable("end of query batch", &batch.name))?;
            rows.push(query_batch::Model {
                county: self.view.number,
                id: batch.id.number(),
                name: batch.name.clone(),
                month: month_number(batch.month),
                departments: batch.departments.join(","),
                purpose: batch.purpose.clone(),
                valid_from: day_number(batch.valid.from()),
                valid_until: day_number(until),
                made_by: batch.made_by.number(),
                made_on: day_number(batch.made_on),
                sequence: self.sequence().0,
            });
            members.extend((1i64..).zip(&batch.members).map(|(place, member)| query_batch_member::Model {
                county: self.view.number,
                id: batch.id.number(),
                place,
                person: member.person.number(),
                unit: member.unit.number(),
                sequence: self.sequence().0,
            }));
        }
        let added = bulk::insert::<query_batch::Entity>(&self.view.transaction, &rows).await?;
        if added.inserted > 0 {
            bulk::insert::<query_batch_member::Entity>(&self.view.transaction, &members).await?;
        }
        Ok(added)
    }
}
