//! Values to the bytes of documents: official letters as docx, tables as xlsx, long lists as Parquet.
//!
//! Holds: the same value gives the same bytes, for a document's hash stands in the audit chain.
//! Absent on purpose: files, clocks, the database, any choice of what is said.

pub mod check_up;
mod document;
pub mod docx;
pub mod parquet;
mod report;
pub mod xlsx;

pub use document::{Alignment, Block, Document, DocumentFault, Run, Table};
