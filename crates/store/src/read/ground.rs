//! Acts, officials, jobs, received files and complaints.

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use vocabulary::{FileId, Month, OfficialId, Sequence};

use crate::bulk;
use crate::cipher::WrappedKey;
use crate::column::{day, id, id_or_none, month, month_number, narrow, region, unreadable};
use crate::entity::{
    audit_entry, award, clue, complaint, county_head, decision, fact, file_original, gap, household, job, official, payout_line,
    person, posting, received_file,
};
use crate::jobs::job_of;
use crate::people::original_context;
use crate::{Complaint, Counts, Job, Official, ReceivedFile, Retention, StoreFault, View};

impl View {
    /// Number of the last act; zero before the first. Inside an act, of the one before it.
    pub async fn latest_sequence(&self) -> Result<Sequence, StoreFault> {
        let head = county_head::Entity::find_by_id((self.number, 1)).one(&self.transaction).await?;
        Ok(Sequence(head.map_or(0, |head| head.sequence)))
    }

    /// Received files in the order of their ids; those of one month where one is given.
    pub async fn files(&self, of: Option<Month>) -> Result<Vec<ReceivedFile>, StoreFault> {
        let mut select = received_file::Entity::find().filter(received_file::Column::County.eq(self.number));
        if let Some(of) = of {
            select = select.filter(received_file::Column::Month.eq(month_number(of)));
        }
        let rows = select.order_by_asc(received_file::Column::Id).all(&self.transaction).await?;
        rows.into_iter().map(file_of).collect()
    }

    /// One received file.
    pub async fn file(&self, file: FileId) -> Result<Option<ReceivedFile>, StoreFault> {
        let row = received_file::Entity::find_by_id((self.number, file.number())).one(&self.transaction).await?;
        row.map(file_of).transpose()
    }

    /// The file with that SM3 digest: the same bytes sent before; the last one where they counted more than once.
    pub async fn file_by_digest(&self, digest: &[u8; 32]) -> Result<Option<ReceivedFile>, StoreFault> {
        let row = received_file::Entity::find()
            .filter(received_file::Column::County.eq(self.number))
            .filter(received_file::Column::Digest.eq(digest.to_vec()))
            .order_by_desc(received_file::Column::Repeat)
            .one(&self.transaction)
            .await?;
        row.map(file_of).transpose()
    }

    /// Files of the same department and month that came after a file and state something of persons of whom it states
    /// something too, in the order they came: what it said of them is no longer the last word.
    pub async fn files_about_the_same_since(&self, file: &ReceivedFile) -> Result<Vec<ReceivedFile>, StoreFault> {
        let later = received_file::Entity::find()
            .filter(received_file::Column::County.eq(self.number))
            .filter(received_file::Column::Department.eq(i64::from(file.department)))
            .filter(received_file::Column::Month.eq(month_number(file.month)))
            .filter(received_file::Column::Id.gt(file.id.number()))
            .order_by_asc(received_file::Column::Id)
            .all(&self.transaction)
            .await?;
        let ids: Vec<i64> = later.iter().map(|row| row.id).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let about = bulk::files_about_the_same(&self.transaction, self.number, file.id.number(), &ids).await?;
        later.into_iter().filter(|row| about.contains(&row.id)).map(file_of).collect()
    }

    /// The moment a file was received, in milliseconds UTC; zero where there is no such file.
    pub async fn received_at(&self, file: FileId) -> Result<i64, StoreFault> {
        let row = received_file::Entity::find_by_id((self.number, file.number())).one(&self.transaction).await?;
        let Some(row) = row else { return Ok(0) };
        let entry = audit_entry::Entity::find_by_id((self.number, row.sequence)).one(&self.transaction).await?;
        Ok(entry.map_or(0, |entry| entry.moment_ms))
    }

    /// Until when an original is kept, and whether it still is; `None` where there is no such file.
    pub async fn retention(&self, file: FileId) -> Result<Option<Retention>, StoreFault> {
        let row: Option<(i64, Option<i64>)> = file_original::Entity::find()
            .select_only()
            .column(file_original::Column::RetainedUntil)
            .column(file_original::Column::KeyVersion)
            .filter(file_original::Column::County.eq(self.number))
            .filter(file_original::Column::Id.eq(file.number()))
            .into_tuple()
            .one(&self.transaction)
            .await?;
        row.map(|(until, key)| Ok(Retention { until: day(until)?, destroyed: key.is_none() })).transpose()
    }

    /// The bytes of a received file, opened; `None` where they are kept no longer. The caller audits the read.
    pub async fn original(&self, file: FileId) -> Result<Option<Vec<u8>>, StoreFault> {
        let row = file_original::Entity::find_by_id((self.number, file.number())).one(&self.transaction).await?;
        let Some(file_original::Model { key_version: Some(version), wrapped_key: Some(bytes), sealed: Some(sealed), .. }) = row
        else {
            return Ok(None);
        };
        let context = original_context(self.number, file.number());
        Ok(self.cipher.open(&WrappedKey { version, bytes }, &[(&context, &sealed)])?.pop())
    }

    /// Complaints about a file's rows, in the order of sheets and rows.
    pub async fn complaints(&self, file: FileId) -> Result<Vec<Complaint>, StoreFault> {
        let rows = complaint::Entity::find()
            .filter(complaint::Column::County.eq(self.number))
            .filter(complaint::Column::File.eq(file.number()))
            .order_by_asc(complaint::Column::Sheet)
            .order_by_asc(complaint::Column::RowNumber)
            .order_by_asc(complaint::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(complaint_of).collect()
    }

    /// Officials as they are now, by login.
    pub async fn officials(&self) -> Result<Vec<Official>, StoreFault> {
        let rows = official::Entity::find()
            .filter(official::Column::County.eq(self.number))
            .order_by_asc(official::Column::Login)
            .order_by_asc(official::Column::Id)
            .all(&self.transaction)
            .await?;
        let superseded: std::collections::HashSet<i64> = rows.iter().filter_map(|row| row.supersedes).collect();
        rows.into_iter().filter(|row| !superseded.contains(&row.id)).map(official_of).collect()
    }

    /// An official's row by its id, superseded or not: decisions name the one of their day.
    pub async fn official(&self, official: OfficialId) -> Result<Option<Official>, StoreFault> {
        let row = official::Entity::find_by_id((self.number, official.number())).one(&self.transaction).await?;
        row.map(official_of).transpose()
    }

    /// The official with that login, as they are now.
    pub async fn official_by_login(&self, login: &str) -> Result<Option<Official>, StoreFault> {
        Ok(self.officials().await?.into_iter().find(|official| official.login == login))
    }

    /// All jobs, newest first.
    pub async fn jobs(&self) -> Result<Vec<Job>, StoreFault> {
        let rows = job::Entity::find()
            .filter(job::Column::County.eq(self.number))
            .order_by_desc(job::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(job_of).collect()
    }

    /// The job with that idempotency key.
    pub async fn job_by_key(&self, key: &str) -> Result<Option<Job>, StoreFault> {
        let row = job::Entity::find()
            .filter(job::Column::County.eq(self.number))
            .filter(job::Column::Key.eq(key))
            .one(&self.transaction)
            .await?;
        row.map(job_of).transpose()
    }

    /// How many rows the county has.
    pub async fn counts(&self) -> Result<Counts, StoreFault> {
        /// Rows of a table that meet a condition.
        macro_rules! count {
            ($table:ident $(, $condition:expr)?) => {{
                let select = $table::Entity::find().filter($table::Column::County.eq(self.number));
                $(let select = select.filter($condition);)?
                let number = select.count(&self.transaction).await?;
                i64::try_from(number).map_err(|_| unreadable("count", number))?
            }};
        }
        let settled = count!(clue, clue::Column::Supersedes.is_not_null());
        Ok(Counts {
            acts: self.latest_sequence().await?.0,
            persons: count!(person, person::Column::Supersedes.is_null()),
            households: count!(household, household::Column::Supersedes.is_null()),
            facts: count!(fact),
            files: count!(received_file),
            complaints: count!(complaint),
            open_clues: count!(clue, clue::Column::Supersedes.is_null()) - settled,
            gaps: count!(gap),
            open_cases: self.count_open_cases().await?,
            decisions: count!(decision),
            awards: count!(award),
            lines: count!(payout_line),
            postings: count!(posting),
        })
    }
}

fn file_of(row: received_file::Model) -> Result<ReceivedFile, StoreFault> {
    Ok(ReceivedFile {
        id: id(row.id)?,
        digest: row.digest.try_into().map_err(|_| unreadable("file digest", row.id))?,
        name: row.name,
        department: narrow("department", row.department)?,
        month: month(row.month)?,
        rows_read: row.rows_read,
        rows_taken: row.rows_taken,
        rows_complained: row.rows_complained,
        rows_dropped: row.rows_dropped,
        repeat: row.repeat,
    })
}

fn complaint_of(row: complaint::Model) -> Result<Complaint, StoreFault> {
    Ok(Complaint {
        id: id(row.id)?,
        file: id(row.file)?,
        sheet: narrow("sheet", row.sheet)?,
        row: narrow("row", row.row_number)?,
        column: row.column_number.map(|column| narrow("column", column)).transpose()?,
        code: row.code,
        message: row.message,
    })
}

fn official_of(row: official::Model) -> Result<Official, StoreFault> {
    Ok(Official {
        id: id(row.id)?,
        login: row.login,
        name: row.name,
        role: row.role,
        region: region(row.region)?,
        supersedes: id_or_none(row.supersedes)?,
    })
}
