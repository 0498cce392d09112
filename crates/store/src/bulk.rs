//! Bulk paths: many rows in one statement, and long tables page by page. The only raw SQL of rows stands here.
//!
//! Both engines take multi-row `INSERT … ON CONFLICT DO NOTHING`; they differ in the sign of a parameter and in how many
//! there may be. A repeat is told by the number of rows the engine says it wrote.

use sea_orm::sea_query::Value;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryResult, Statement,
};

use crate::{Added, StoreFault};

/// Rows in one statement; beyond this the time for each row no longer falls.
const ROWS_MAX: usize = 512;
/// Rows of a page of a long table.
const PAGE: usize = 20_000;

/// Parameters one statement may have.
fn parameters_max(engine: DbBackend) -> usize {
    if engine == DbBackend::Postgres { 65_535 } else { 32_766 }
}

/// Adds rows; those whose key stands there already are left as they are.
pub async fn insert<E>(connection: &DatabaseTransaction, rows: &[E::Model]) -> Result<Added, StoreFault>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
{
    let engine = connection.get_database_backend();
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let at_once = ROWS_MAX.min(parameters_max(engine) / columns.len());
    let mut inserted = 0;
    let mut text = (0, String::new());
    for chunk in rows.chunks(at_once) {
        if text.0 != chunk.len() {
            text = (chunk.len(), insert_text::<E>(engine, &columns, chunk.len()));
        }
        let values: Vec<Value> = chunk.iter().flat_map(|row| columns.iter().map(|column| row.get(*column))).collect();
        let done = connection.execute_raw(Statement::from_sql_and_values(engine, text.1.clone(), values)).await?;
        inserted += done.rows_affected();
    }
    let all = u64::try_from(rows.len()).expect("a list's length fits into 64 bits");
    Ok(Added { inserted, existing: all - inserted })
}

fn insert_text<E: EntityTrait>(engine: DbBackend, columns: &[E::Column], rows: usize) -> String {
    use std::fmt::Write as _;
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    let mut text = format!("INSERT INTO \"{}\" ({}) VALUES ", E::default().table_name(), names.join(", "));
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns.len() {
            text.push_str(if column == 0 { "" } else { ", " });
            if engine == DbBackend::Postgres {
                write!(text, "${}", row * columns.len() + column + 1).expect("writing to a text cannot fail");
            } else {
                text.push('?');
            }
        }
        text.push(')');
    }
    text.push_str(" ON CONFLICT DO NOTHING");
    text
}

/// Which rows of a long table to read.
pub struct Pages<'a> {
    /// The table.
    pub table: &'a str,
    /// Its columns; the first is the id.
    pub columns: &'a [&'a str],
    /// The county.
    pub county: i64,
    /// The last act whose rows are read.
    pub up_to: i64,
    /// Only rows with that number in that column.
    pub only: Option<(&'a str, i64)>,
}

/// Reads rows page by page in the order of their ids, so that memory holds one page of the driver's rows at a time.
pub async fn read<T>(
    connection: &DatabaseTransaction,
    pages: Pages<'_>,
    mut take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let engine = connection.get_database_backend();
    let sign = if engine == DbBackend::Postgres { '$' } else { '?' };
    let only = pages.only.map_or(String::new(), |(column, _)| format!(" AND {column} = {sign}4"));
    let text = format!(
        "SELECT {} FROM {} WHERE county = {sign}1 AND id > {sign}2 AND sequence <= {sign}3{only} ORDER BY county, id LIMIT {PAGE}",
        pages.columns.join(", "),
        pages.table,
    );
    let mut all = Vec::new();
    let mut after = 0i64;
    loop {
        let mut values = vec![Value::from(pages.county), Value::from(after), Value::from(pages.up_to)];
        values.extend(pages.only.map(|(_, number)| Value::from(number)));
        let page = connection.query_all_raw(Statement::from_sql_and_values(engine, text.clone(), values)).await?;
        for row in &page {
            all.push(take(row)?);
        }
        let Some(last) = page.last().filter(|_| page.len() == PAGE) else { return Ok(all) };
        after = last.try_get_by_index(0)?;
    }
}
