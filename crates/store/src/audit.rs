//! The audit chain: each entry's hash is SM3 over the hash before it and the entry, so that none can be changed, left out
//! or put in between without breaking every later one.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use vocabulary::{RegionCode, Sequence};

use crate::cipher::{from_hexadecimal, hexadecimal, sm3};
use crate::column::{id_or_none, unreadable};
use crate::entity::{audit_checkpoint, audit_entry, county_head};
use crate::{AuditEntry, AuditVerdict, RecordedEntry, Store, StoreFault, View};

/// A checkpoint stands at every so many entries.
pub const CHECKPOINT_EVERY: i64 = 100;
/// Entries read at a time.
const PAGE: u64 = 5_000;

/// What the first entry of a county is chained to.
pub fn first_hash(county: i64) -> [u8; 32] {
    sm3(format!("doudi audit chain of {county}").as_bytes())
}

/// An entry as a row, its hash still to come.
pub fn entry_row(county: i64, sequence: Sequence, previous: &[u8], entry: &AuditEntry) -> audit_entry::Model {
    audit_entry::Model {
        county,
        id: sequence.0,
        moment_ms: entry.moment_ms,
        official: entry.official.map(|official| official.number()),
        act: entry.act.clone(),
        subject: entry.subject.clone(),
        row_count: entry.rows,
        // Keys of an object are sorted by serde_json's map, so that one value has one text.
        detail: entry.detail.to_string(),
        previous_hash: previous.to_vec(),
        hash: Vec::new(),
    }
}

/// SM3 over the previous hash and the entry's canonical bytes: numbers as 8 bytes, texts with their length before them.
pub fn entry_hash(row: &audit_entry::Model) -> Vec<u8> {
    let mut bytes = row.previous_hash.clone();
    for number in [row.county, row.id, row.moment_ms, row.official.unwrap_or(0), row.row_count] {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
    for text in [&row.act, &row.subject, &row.detail] {
        bytes.extend_from_slice(&u64::try_from(text.len()).expect("a length fits into 64 bits").to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    sm3(&bytes).to_vec()
}

/// Reads a chain from its first entry; remembers where it stands.
struct Walk {
    entries: i64,
    hash: Vec<u8>,
}

impl Walk {
    fn new(county: i64) -> Walk {
        Walk { entries: 0, hash: first_hash(county).to_vec() }
    }

    /// Checks the next entry; says what differs.
    fn step(&mut self, row: &audit_entry::Model) -> Result<(), AuditVerdict> {
        let expected = self.entries + 1;
        let broken = |sequence: i64, what: String| Err(AuditVerdict::Broken { sequence: Sequence(sequence), what });
        if row.id != expected {
            return broken(expected, format!("entry {expected} is missing; the next one is {}", row.id));
        }
        if row.previous_hash != self.hash {
            return broken(row.id, "its previous hash is not the hash of the entry before".to_owned());
        }
        if entry_hash(row) != row.hash {
            return broken(row.id, "its hash does not fit its content: a field was changed".to_owned());
        }
        self.entries = row.id;
        self.hash.clone_from(&row.hash);
        Ok(())
    }

    fn checkpoint(&self, at: i64, hash: &[u8]) -> Result<(), AuditVerdict> {
        if at == self.entries && hash != self.hash {
            let what = "its hash is not the one of the checkpoint written with it".to_owned();
            return Err(AuditVerdict::Broken { sequence: Sequence(at), what });
        }
        Ok(())
    }

    fn end(self, head: (i64, &[u8])) -> AuditVerdict {
        if (self.entries, self.hash.as_slice()) == head {
            AuditVerdict::Whole { entries: self.entries, last_hash: hexadecimal(&self.hash) }
        } else {
            let sequence = Sequence(self.entries.min(head.0) + 1);
            let what = format!("the chain ends at {}, the county's head says {}", self.entries, head.0);
            AuditVerdict::Broken { sequence, what }
        }
    }
}

/// A line of an exported chain.
#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case", deny_unknown_fields)]
enum ExportLine {
    /// The last line: what the head says.
    Head { county: i64, sequence: i64, hash: String },
    /// A checkpoint, right after its entry.
    Checkpoint { sequence: i64, hash: String },
    /// An entry.
    Entry {
        county: i64,
        sequence: i64,
        moment_ms: i64,
        official: Option<i64>,
        act: String,
        subject: String,
        rows: i64,
        detail: String,
        previous_hash: String,
        hash: String,
    },
}

impl Store {
    /// Reads a county's whole chain and names the first link that does not hold.
    pub async fn verify_audit(&self, county: RegionCode) -> Result<AuditVerdict, StoreFault> {
        let view = self.view(county).await?;
        let mut walk = Walk::new(view.number);
        let mut after = 0;
        loop {
            let (rows, checkpoints) = page(&view.transaction, view.number, after).await?;
            let Some(last) = rows.last().map(|row| row.id) else { break };
            let mut checkpoints = checkpoints.iter().peekable();
            for row in &rows {
                if let Err(verdict) = walk.step(row) {
                    return Ok(verdict);
                }
                while let Some(checkpoint) = checkpoints.next_if(|checkpoint| checkpoint.id <= row.id) {
                    if let Err(verdict) = walk.checkpoint(checkpoint.id, &checkpoint.hash) {
                        return Ok(verdict);
                    }
                }
            }
            after = last;
        }
        let head = county_head::Entity::find_by_id((view.number, 1)).one(&view.transaction).await?;
        let first = first_hash(view.number);
        let end = head.as_ref().map_or((0, first.as_slice()), |head| (head.sequence, head.audit_hash.as_slice()));
        Ok(walk.end(end))
    }

    /// A county's whole chain as lines of JSON, for [`verify_export`] on another machine.
    pub async fn export_audit(&self, county: RegionCode) -> Result<Vec<u8>, StoreFault> {
        let view = self.view(county).await?;
        let mut out = Vec::new();
        let mut write = |line: &ExportLine| {
            serde_json::to_writer(&mut out, line).expect("texts and numbers are always JSON");
            out.push(b'\n');
        };
        let mut after = 0;
        loop {
            let (rows, checkpoints) = page(&view.transaction, view.number, after).await?;
            let Some(last) = rows.last().map(|row| row.id) else { break };
            for row in rows {
                let sequence = row.id;
                write(&export_entry(row));
                for checkpoint in checkpoints.iter().filter(|checkpoint| checkpoint.id == sequence) {
                    write(&ExportLine::Checkpoint { sequence, hash: hexadecimal(&checkpoint.hash) });
                }
            }
            after = last;
        }
        if let Some(head) = county_head::Entity::find_by_id((view.number, 1)).one(&view.transaction).await? {
            write(&ExportLine::Head { county: head.county, sequence: head.sequence, hash: hexadecimal(&head.audit_hash) });
        }
        Ok(out)
    }
}

/// Checks an exported chain without a database. A text that is no export is told at the entry where reading ends.
pub fn verify_export(bytes: &[u8]) -> AuditVerdict {
    let mut walk: Option<Walk> = None;
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let next = Sequence(walk.as_ref().map_or(1, |walk| walk.entries + 1));
        let broken = |what: &str| AuditVerdict::Broken { sequence: next, what: what.to_owned() };
        let Ok(line) = serde_json::from_slice::<ExportLine>(line) else { return broken("a line is not of an export") };
        let checked = match line {
            ExportLine::Entry { county, .. } => match import_entry(line) {
                Some(row) => walk.get_or_insert_with(|| Walk::new(county)).step(&row),
                None => return broken("a hash is not hexadecimal"),
            },
            ExportLine::Checkpoint { sequence, hash } => match (&walk, from_hexadecimal(&hash)) {
                (Some(walk), Some(hash)) => walk.checkpoint(sequence, &hash),
                (None, _) | (_, None) => return broken("a checkpoint stands where none can"),
            },
            ExportLine::Head { county, sequence, hash } => {
                let hash = from_hexadecimal(&hash).unwrap_or_default();
                return walk.unwrap_or_else(|| Walk::new(county)).end((sequence, &hash));
            }
        };
        if let Err(verdict) = checked {
            return verdict;
        }
    }
    let sequence = Sequence(walk.map_or(1, |walk| walk.entries + 1));
    AuditVerdict::Broken { sequence, what: "the export ends without the line of the county's head".to_owned() }
}

fn export_entry(row: audit_entry::Model) -> ExportLine {
    ExportLine::Entry {
        county: row.county,
        sequence: row.id,
        moment_ms: row.moment_ms,
        official: row.official,
        act: row.act,
        subject: row.subject,
        rows: row.row_count,
        detail: row.detail,
        previous_hash: hexadecimal(&row.previous_hash),
        hash: hexadecimal(&row.hash),
    }
}

fn import_entry(line: ExportLine) -> Option<audit_entry::Model> {
    let ExportLine::Entry { county, sequence, moment_ms, official, act, subject, rows, detail, previous_hash, hash } = line
    else {
        return None;
    };
    Some(audit_entry::Model {
        county,
        id: sequence,
        moment_ms,
        official,
        act,
        subject,
        row_count: rows,
        detail,
        previous_hash: from_hexadecimal(&previous_hash)?,
        hash: from_hexadecimal(&hash)?,
    })
}

async fn page(
    transaction: &DatabaseTransaction,
    county: i64,
    after: i64,
) -> Result<(Vec<audit_entry::Model>, Vec<audit_checkpoint::Model>), StoreFault> {
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::County.eq(county))
        .filter(audit_entry::Column::Id.gt(after))
        .order_by_asc(audit_entry::Column::Id)
        .limit(PAGE)
        .all(transaction)
        .await?;
    let last = rows.last().map_or(after, |row| row.id);
    let checkpoints = audit_checkpoint::Entity::find()
        .filter(audit_checkpoint::Column::County.eq(county))
        .filter(audit_checkpoint::Column::Id.gt(after))
        .filter(audit_checkpoint::Column::Id.lte(last))
        .order_by_asc(audit_checkpoint::Column::Id)
        .all(transaction)
        .await?;
    Ok((rows, checkpoints))
}

impl View {
    /// Entries of the audit chain by their numbers, first to last.
    pub async fn audit_entries(&self, range: std::ops::Range<i64>) -> Result<Vec<RecordedEntry>, StoreFault> {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::County.eq(self.number))
            .filter(audit_entry::Column::Id.gte(range.start))
            .filter(audit_entry::Column::Id.lt(range.end))
            .order_by_asc(audit_entry::Column::Id)
            .all(&self.transaction)
            .await?;
        rows.into_iter().map(recorded_entry).collect()
    }
}

fn recorded_entry(row: audit_entry::Model) -> Result<RecordedEntry, StoreFault> {
    Ok(RecordedEntry {
        sequence: Sequence(row.id),
        hash: hexadecimal(&row.hash),
        entry: AuditEntry {
            moment_ms: row.moment_ms,
            official: id_or_none(row.official)?,
            act: row.act,
            subject: row.subject,
            rows: row.row_count,
            detail: serde_json::from_str(&row.detail).map_err(|_| unreadable("audit detail", row.id))?,
        },
    })
}
