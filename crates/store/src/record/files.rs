//! Received files and what did not become a fact.

use vocabulary::{CellRef, Date, FileId, Id, Month, PersonId};

/// The kind of a complaint's id.
pub enum ComplaintKind {}
/// Id of a complaint.
pub type ComplaintId = Id<ComplaintKind>;
/// The kind of a clue's id.
pub enum ClueKind {}
/// Id of a clue.
pub type ClueId = Id<ClueKind>;

/// A file a department sent. The same bytes again are the same file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Its id.
    pub id: FileId,
    /// SM3 of its bytes.
    pub digest: [u8; 32],
    /// Its name as sent.
    pub name: String,
    /// Number of the layout it was read by.
    pub department: i16,
    /// The month it is for.
    pub month: Month,
    /// Rows it holds.
    pub rows_read: i64,
    /// Rows that were taken over.
    pub rows_taken: i64,
    /// Rows with a complaint.
    pub rows_complained: i64,
    /// Rows about people without a lawful basis: counted, not kept.
    pub rows_dropped: i64,
    /// How often the same bytes counted before this: zero but where an official had them count again.
    pub repeat: i64,
}

/// The bytes of a received file, to be sealed. `Debug` shows their number only.
#[derive(Clone, PartialEq, Eq)]
pub struct Original {
    /// The file.
    pub file: FileId,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// First day on which they are no longer kept.
    pub retained_until: Date,
}

impl std::fmt::Debug for Original {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Original({:?}, {} bytes, until {})", self.file, self.bytes.len(), self.retained_until)
    }
}

/// How long the original of a file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// First day on which it is no longer kept.
    pub until: Date,
    /// Key and bytes are destroyed.
    pub destroyed: bool,
}

/// A fault in a row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Its id.
    pub id: ComplaintId,
    /// The file.
    pub file: FileId,
    /// Sheet, from 0.
    pub sheet: u16,
    /// Row as a spreadsheet shows it, from 1.
    pub row: u32,
    /// Column, from 0; `None` where the whole row is at fault.
    pub column: Option<u16>,
    /// Its code.
    pub code: String,
    /// What, where, why, what next, in Chinese; numbers of persons masked.
    pub message: String,
}

/// Something found in a file that a person must look at: a name without a number, a death, a doubt. It is settled by a
/// second row that supersedes it and says what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// Its id.
    pub id: ClueId,
    /// Code of its kind.
    pub kind: String,
    /// The person it may be about.
    pub person: Option<PersonId>,
    /// Where it was read.
    pub cell: Option<CellRef>,
    /// What was found, in Chinese; numbers of persons masked.
    pub message: String,
    /// What came of it; `None` while it is open.
    pub outcome: Option<String>,
    /// The row this one takes the place of.
    pub supersedes: Option<ClueId>,
}
