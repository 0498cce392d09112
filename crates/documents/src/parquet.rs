//! Columns of text to the bytes of a Parquet file.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

/// A Parquet file with these columns of text, compressed with Snappy; an empty text is a null. Columns are of one length.
pub fn text_table(columns: &[(&str, Vec<&str>)]) -> Result<Vec<u8>, ParquetError> {
    let fields: Vec<Field> = columns.iter().map(|(name, _)| Field::new(*name, DataType::Utf8, true)).collect();
    let arrays = columns.iter().map(|(_, values)| {
        let values = values.iter().map(|value| (!value.is_empty()).then_some(*value));
        Arc::new(StringArray::from_iter(values)) as ArrayRef
    });
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), arrays.collect())?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties))?;
    writer.write(&batch)?;
    writer.into_inner()
}
