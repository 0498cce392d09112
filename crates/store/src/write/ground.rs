//! Officials, received files with their originals, complaints.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use vocabulary::{Date, FileId};

use crate::bulk;
use crate::column::{day_number, month_number, region_number};
use crate::entity::{complaint, file_original, official, received_file};
use crate::people::original_context;
use crate::{Act, Added, Complaint, Official, Original, ReceivedFile, StoreFault};

impl Act {
    /// Adds officials; one who changes is a row that supersedes the old one.
    pub async fn add_officials(&mut self, officials: &[Official]) -> Result<Added, StoreFault> {
        let rows: Vec<official::Model> = officials
            .iter()
            .map(|official| official::Model {
                county: self.view.number,
                id: official.id.number(),
                login: official.login.clone(),
                name: official.name.clone(),
                role: official.role.clone(),
                region: region_number(official.region),
                supersedes: official.supersedes.map(|old| old.number()),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<official::Entity>(&self.view.transaction, &rows).await
    }

    /// Adds received files; the same bytes again are the same file, but where they count again as a `repeat`.
    pub async fn add_files(&mut self, files: &[ReceivedFile]) -> Result<Added, StoreFault> {
        let rows: Vec<received_file::Model> = files
            .iter()
            .map(|file| received_file::Model {
                county: self.view.number,
                id: file.id.number(),
                digest: file.digest.to_vec(),
                name: file.name.clone(),
                department: i64::from(file.department),
                month: month_number(file.month),
                rows_read: file.rows_read,
                rows_taken: file.rows_taken,
                rows_complained: file.rows_complained,
                rows_dropped: file.rows_dropped,
                sequence: self.sequence().0,
                repeat: file.repeat,
            })
            .collect();
        bulk::insert::<received_file::Entity>(&self.view.transaction, &rows).await
    }

    /// Keeps the bytes of received files, each sealed under a key of its own.
    pub async fn add_originals(&mut self, originals: &[Original]) -> Result<Added, StoreFault> {
        let mut rows = Vec::with_capacity(originals.len());
        for original in originals {
            let key = self.view.cipher.new_key()?;
            let context = original_context(self.view.number, original.file.number());
            let sealed = self.view.cipher.seal(&key, &[(&context, &original.bytes)])?.pop();
            rows.push(file_original::Model {
                county: self.view.number,
                id: original.file.number(),
                key_version: Some(key.version),
                wrapped_key: Some(key.bytes),
                sealed,
                retained_until: day_number(original.retained_until),
                sequence: self.sequence().0,
            });
        }
        bulk::insert::<file_original::Entity>(&self.view.transaction, &rows).await
    }

    /// Destroys key and bytes of the originals whose retention ended on or before a day; gives the files.
    pub async fn erase_originals(&mut self, on: Date) -> Result<Vec<FileId>, StoreFault> {
        let due = Condition::all()
            .add(file_original::Column::County.eq(self.view.number))
            .add(file_original::Column::RetainedUntil.lte(day_number(on)))
            .add(file_original::Column::WrappedKey.is_not_null());
        // Their ids only: originals are long.
        let files: Vec<i64> = file_original::Entity::find()
            .select_only()
            .column(file_original::Column::Id)
            .filter(due.clone())
            .order_by_asc(file_original::Column::Id)
            .into_tuple()
            .all(&self.view.transaction)
            .await?;
        file_original::Entity::update_many()
            .col_expr(file_original::Column::KeyVersion, Expr::value(Option::<i64>::None))
            .col_expr(file_original::Column::WrappedKey, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(file_original::Column::Sealed, Expr::value(Option::<Vec<u8>>::None))
            .filter(due)
            .exec(&self.view.transaction)
            .await?;
        files.into_iter().map(crate::column::id).collect()
    }

    /// Adds complaints; the same complaint about the same cell is the same row.
    pub async fn add_complaints(&mut self, complaints: &[Complaint]) -> Result<Added, StoreFault> {
        let rows: Vec<complaint::Model> = complaints
            .iter()
            .map(|complaint| complaint::Model {
                county: self.view.number,
                id: complaint.id.number(),
                file: complaint.file.number(),
                sheet: i64::from(complaint.sheet),
                row_number: i64::from(complaint.row),
                column_number: complaint.column.map(i64::from),
                code: complaint.code.clone(),
                message: complaint.message.clone(),
                sequence: self.sequence().0,
            })
            .collect();
        bulk::insert::<complaint::Entity>(&self.view.transaction, &rows).await
    }
}
