//! Parquet bytes to columns: only the columns that are asked for are decoded.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;

use crate::matching::TextColumn;

use super::{Chosen, List, ListOptions, ListRefusal};

/// Rows decoded at a time.
const BATCH_ROWS: usize = 16_384;

pub(super) fn read(bytes: impl ChunkReader + 'static, options: &ListOptions) -> Result<List, ListRefusal> {
    let broken = |fault: &dyn std::fmt::Display| ListRefusal::Broken(fault.to_string());
    let metadata = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new()).map_err(|fault| broken(&fault))?;
    let headings: Vec<String> = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
    let chosen = Chosen::new(&headings, options)?;
    let rows = usize::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or(0);
    let places = chosen.places();
    let mask = ProjectionMask::roots(metadata.parquet_schema(), places.iter().copied());
    let batches = ParquetRecordBatchReaderBuilder::new_with_metadata(bytes, metadata)
        .with_projection(mask)
        .with_batch_size(BATCH_ROWS)
        .build()
        .map_err(|fault| broken(&fault))?;
    let mut columns: Vec<TextColumn> = places.iter().map(|_| TextColumn::with_capacity(rows, rows * 12)).collect();
    for batch in batches {
        let batch = batch.map_err(|fault| broken(&fault))?;
        for (column, array) in columns.iter_mut().zip(batch.columns()) {
            push(column, array)?;
        }
    }
    chosen.list(&headings, columns)
}

/// Adds the values of an array of any type that can be written as text; a null is a blank.
fn push(column: &mut TextColumn, array: &ArrayRef) -> Result<(), ListRefusal> {
    if let Some(texts) = array.as_string_opt::<i32>() {
        texts.iter().for_each(|value| column.push(value.unwrap_or("")));
    } else if let Some(texts) = array.as_string_opt::<i64>() {
        texts.iter().for_each(|value| column.push(value.unwrap_or("")));
    } else if let Some(texts) = array.as_string_view_opt() {
        texts.iter().for_each(|value| column.push(value.unwrap_or("")));
    } else if *array.data_type() == DataType::Null {
        column.fill_to(column.len() + array.len());
    } else {
        let kind = array.data_type();
        let texts = arrow_cast::cast(array, &DataType::Utf8)
            .map_err(|fault| ListRefusal::Broken(format!("列的类型 {kind} 不能读作文字（{fault}）")))?;
        texts.as_string::<i32>().iter().for_each(|value| column.push(value.unwrap_or("")));
    }
    Ok(())
}
