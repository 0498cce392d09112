//! Query batches.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use vocabulary::Month;

use crate::column::{day, days, id, month, month_number};
use crate::entity::{query_batch, query_batch_member};
use crate::{QueryBatch, QueryBatchMember, StoreFault, View};

impl View {
    /// Query batches in the order of their names with whom they ask about; those of one month where one is given.
    pub async fn query_batches(&self, of: Option<Month>) -> Result<Vec<QueryBatch>, StoreFault> {
        let mut select = query_batch::Entity::find().filter(query_batch::Column::County.eq(self.number));
        if let Some(of) = of {
            select = select.filter(query_batch::Column::Month.eq(month_number(of)));
        }
        let rows = select.order_by_asc(query_batch::Column::Name).all(&self.transaction).await?;
        let members = query_batch_member::Entity::find()
            .filter(query_batch_member::Column::County.eq(self.number))
            .filter(query_batch_member::Column::Id.is_in(rows.iter().map(|row| row.id)))
            .order_by_asc(query_batch_member::Column::Id)
            .order_by_asc(query_batch_member::Column::Place)
            .all(&self.transaction)
            .await?;
        let mut of_batch: HashMap<i64, Vec<QueryBatchMember>> = HashMap::new();
        for row in members {
            of_batch.entry(row.id).or_default().push(QueryBatchMember { person: id(row.person)?, unit: id(row.unit)? });
        }
        rows.into_iter().map(|row| batch_of(row, &mut of_batch)).collect()
    }
}

fn batch_of(row: query_batch::Model, members: &mut HashMap<i64, Vec<QueryBatchMember>>) -> Result<QueryBatch, StoreFault> {
    Ok(QueryBatch {
        id: id(row.id)?,
        month: month(row.month)?,
        departments: row.departments.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
        valid: days(row.valid_from, Some(row.valid_until))?,
        made_by: id(row.made_by)?,
        made_on: day(row.made_on)?,
        members: members.remove(&row.id).unwrap_or_default(),
        name: row.name,
        purpose: row.purpose,
    })
}
