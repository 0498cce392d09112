//! Bulk paths: many rows in one statement, rows that a list names, and long tables page by page. The only raw SQL of rows
//! stands here and below.
//!
//! Both engines take multi-row `INSERT … ON CONFLICT DO NOTHING`; they differ in the sign of a parameter and in how many
//! there may be. A repeat is told by the number of rows the engine says it wrote.

mod listed;

use std::borrow::Borrow;

use sea_orm::sea_query::Value;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IdenStatic, Iterable, ModelTrait, QueryResult, Statement,
};

use crate::column::unreadable;
use crate::{Added, StoreFault};

pub use listed::{
    Listed, NameAsked, by_bytes, by_numbers, by_texts, counts_by_texts, files_about_the_same, numbers_by_numbers,
    persons_by_names, persons_in_units,
};

/// Rows in one statement; beyond this the time for each row no longer falls.
const ROWS_MAX: usize = 512;
/// Rows of a page of a long table.
const PAGE: usize = 20_000;

/// Parameters one statement may have.
fn parameters_max(engine: DbBackend) -> usize {
    if engine == DbBackend::Postgres { 65_535 } else { 32_766 }
}

/// Adds rows; those whose key stands there already are left as they are.
pub async fn insert<E>(
    connection: &DatabaseTransaction,
    rows: impl IntoIterator<Item = impl Borrow<E::Model>>,
) -> Result<Added, StoreFault>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
{
    write::<E>(connection, rows, "ON CONFLICT DO NOTHING").await
}

/// Writes these columns of rows that stand there already under their key `(county, id)`; only for tables whose rows may
/// change.
pub async fn change<E>(connection: &DatabaseTransaction, rows: &[E::Model], columns: &[E::Column]) -> Result<(), StoreFault>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
{
    let changes: Vec<String> = columns.iter().map(|column| format!("\"{0}\" = excluded.\"{0}\"", column.as_str())).collect();
    write::<E>(connection, rows, &format!("ON CONFLICT (county, id) DO UPDATE SET {}", changes.join(", "))).await.map(|_| ())
}

async fn write<E>(
    connection: &DatabaseTransaction,
    rows: impl IntoIterator<Item = impl Borrow<E::Model>>,
    on_conflict: &str,
) -> Result<Added, StoreFault>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
{
    let engine = connection.get_database_backend();
    let columns: Vec<E::Column> = E::Column::iter().collect();
    let at_once = ROWS_MAX.min(parameters_max(engine) / columns.len());
    let mut rows = rows.into_iter();
    let mut text = (0, String::new());
    let (mut all, mut inserted) = (0, 0);
    let mut statement_of_next_rows = || {
        let mut values: Vec<Value> = Vec::with_capacity(at_once * columns.len());
        for row in rows.by_ref().take(at_once) {
            values.extend(columns.iter().map(|column| row.borrow().get(*column)));
        }
        let count = values.len() / columns.len();
        if count == 0 {
            return None;
        }
        if text.0 != count {
            text = (count, insert_text::<E>(engine, &columns, count, on_conflict));
        }
        all += u64::try_from(count).expect("a list's length fits into 64 bits");
        Some(Statement::from_sql_and_values(engine, text.1.clone(), values))
    };
    let mut next = statement_of_next_rows();
    while let Some(statement) = next {
        // The engine works on a thread or a machine of its own: what it is given next is made meanwhile.
        let (done, following) = tokio::join!(connection.execute_raw(statement), async { statement_of_next_rows() });
        inserted += done?.rows_affected();
        next = following;
    }
    Ok(Added { inserted, existing: all - inserted })
}

fn insert_text<E: EntityTrait>(engine: DbBackend, columns: &[E::Column], rows: usize, on_conflict: &str) -> String {
    use std::fmt::Write as _;
    let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.as_str())).collect();
    // A row that breaks a rule of its table ends the whole act on both engines. SQLite, told so, need not keep a copy of each
    // page to take back the rows of the same statement.
    let insert = if engine == DbBackend::Postgres { "INSERT" } else { "INSERT OR FAIL" };
    let mut text = format!("{insert} INTO \"{}\" ({}) VALUES ", E::default().table_name(), names.join(", "));
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
    text.push(' ');
    text.push_str(on_conflict);
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
    take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    read_pages(connection, &pages, &pages.columns.join(", "), take).await
}

/// Stands for a missing number in a row that travels as text; no column holds it.
const MISSING: i64 = i64::MIN;

/// Reads rows that hold nothing but numbers. Each travels as one text: the drivers spend more on each value of a row than
/// the engines do on writing them out. Measured on a million facts: half the time on PostgreSQL, two thirds on SQLite.
pub async fn read_numbers<T>(
    connection: &DatabaseTransaction,
    pages: Pages<'_>,
    mut take: impl FnMut(&Numbers<'_>) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let what = format!("id, {}", as_numbers(connection.get_database_backend(), pages.columns));
    let mut numbers = Vec::with_capacity(pages.columns.len());
    read_pages(connection, &pages, &what, |row| {
        numbers_of(&mut numbers, row)?;
        take(&Numbers(&numbers))
    })
    .await
}

/// All columns of a row as one text.
fn as_numbers(engine: DbBackend, columns: &[&str]) -> String {
    let values: Vec<String> = columns.iter().map(|column| format!("coalesce({column}, {MISSING})")).collect();
    if engine == DbBackend::Postgres {
        format!("concat_ws(' ', {})", values.join(", "))
    } else {
        format!("printf('{}', {})", vec!["%lld"; values.len()].join(" "), values.join(", "))
    }
}

/// The numbers of a row that [`as_numbers`] asked for.
fn numbers_of(numbers: &mut Vec<Option<i64>>, row: &QueryResult) -> Result<(), StoreFault> {
    let text: String = row.try_get_by_index(1)?;
    numbers.clear();
    for number in text.split(' ') {
        numbers.push(number_or_none(number)?);
    }
    Ok(())
}

fn number_or_none(text: &str) -> Result<Option<i64>, StoreFault> {
    let number: i64 = text.parse().map_err(|_| unreadable("row of numbers", text))?;
    Ok((number != MISSING).then_some(number))
}

async fn read_pages<T>(
    connection: &DatabaseTransaction,
    pages: &Pages<'_>,
    what: &str,
    mut take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let engine = connection.get_database_backend();
    // Only names of our own and whole numbers stand in the text.
    let only = pages.only.map_or(String::new(), |(column, number)| format!(" AND {column} = {number}"));
    let select = |after: i64| {
        let (table, county, up_to) = (pages.table, pages.county, pages.up_to);
        format!("SELECT {what} FROM {table} WHERE county = {county} AND id > {after} AND sequence <= {up_to}{only} ORDER BY id")
    };
    let cursor = format!("long_read_of_{}", pages.table);
    if engine == DbBackend::Postgres {
        // Right after a load the server has no statistics and would sort the whole rest for each page anew.
        connection.execute_unprepared(&format!("DECLARE {cursor} NO SCROLL CURSOR FOR {}", select(0))).await?;
    }
    let mut all = Vec::new();
    let mut after = 0i64;
    loop {
        let text = if engine == DbBackend::Postgres {
            format!("FETCH {PAGE} FROM {cursor}")
        } else {
            format!("{} LIMIT {PAGE}", select(after))
        };
        let page = connection.query_all_raw(Statement::from_string(engine, text)).await?;
        for row in &page {
            all.push(take(row)?);
        }
        let Some(last) = page.last().filter(|_| page.len() == PAGE) else { break };
        after = last.try_get_by_index(0)?;
    }
    if engine == DbBackend::Postgres {
        connection.execute_unprepared(&format!("CLOSE {cursor}")).await?;
    }
    Ok(all)
}

/// A row of numbers, column by column.
pub struct Numbers<'a>(pub &'a [Option<i64>]);

impl Numbers<'_> {
    /// The number of a column that is never empty.
    pub fn at(&self, column: usize) -> Result<i64, StoreFault> {
        self.or_none(column).ok_or_else(|| unreadable("number in column", column))
    }

    /// The number of a column, if it has one.
    pub fn or_none(&self, column: usize) -> Option<i64> {
        self.0.get(column).copied().flatten()
    }
}
