//! Rows that a list names: one statement asks for thousands of keys, and works as much as there are of them.
//!
//! A list travels as one JSON text, which both engines take apart: the statement is the same for every length, so that it
//! is prepared once.

use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, QueryResult, Statement};

use super::{Numbers, as_numbers, number_or_none};
use crate::StoreFault;
use crate::cipher::hexadecimal;

/// Keys asked for in one statement: the driver holds the rows of one at a time.
const KEYS: usize = 4_096;
/// Keys asked for in one statement whose answer is one text: of persons it holds a megabyte or two.
const KEYS_OF_ONE_TEXT: usize = 512;

/// Which rows of a table to read: those whose `column` has one of a list's values.
#[derive(Clone, Copy)]
pub struct Listed<'a> {
    /// The table.
    pub table: &'a str,
    /// Columns to read; the first is the id.
    pub columns: &'a [&'a str],
    /// The county.
    pub county: i64,
    /// The column that is compared; an index begins with county and column.
    pub column: &'a str,
}

/// What a list holds; it says how a value is read out of JSON.
#[derive(Clone, Copy)]
enum Holds {
    Numbers,
    Texts,
    Bytes,
}

impl Holds {
    /// A value of the list as its column holds it.
    fn read_out(self, engine: DbBackend) -> &'static str {
        match (self, engine == DbBackend::Postgres) {
            (Holds::Numbers, true) => "CAST(value AS bigint)",
            (Holds::Bytes, true) => "decode(value, 'hex')",
            (Holds::Bytes, false) => "unhex(value)",
            (Holds::Texts, _) | (Holds::Numbers, false) => "value",
        }
    }
}

impl Listed<'_> {
    fn statement(&self, engine: DbBackend, what: &str, holds: Holds, list: String) -> Statement {
        let Listed { table, county, column, .. } = self;
        let (each, value) = (each(engine), holds.read_out(engine));
        let text = format!("SELECT {what} FROM {table} WHERE county = {county} AND {column} IN (SELECT {value} FROM {each})");
        Statement::from_sql_and_values(engine, text, [Value::from(list)])
    }
}

/// The values of a list, as texts on PostgreSQL.
fn each(engine: DbBackend) -> &'static str {
    if engine == DbBackend::Postgres { "json_array_elements_text(CAST($1 AS json))" } else { "json_each(?)" }
}

/// Reads rows by whole numbers.
pub async fn by_numbers<T>(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    numbers: &[i64],
    take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let lists = numbers.chunks(KEYS).map(|part| json_of(part.iter()));
    read(connection, listed, &listed.columns.join(", "), Holds::Numbers, lists, take).await
}

/// Reads rows of nothing but numbers by whole numbers. All that is found for a list travels as one text: the drivers spend
/// more on each row, and on each value of it, than the engines do on finding it.
pub async fn numbers_by_numbers<T>(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    numbers: &[i64],
    mut take: impl FnMut(&Numbers<'_>) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let engine = connection.get_database_backend();
    let what = rows_as_numbers(engine, listed.columns);
    let mut lists = numbers.chunks(KEYS_OF_ONE_TEXT).map(|part| json_of(part.iter()));
    let mut all = Vec::new();
    let mut found = None;
    loop {
        let list = lists.next();
        let is_last = list.is_none();
        let finding = async {
            let Some(list) = list else { return Ok(None) };
            let row = connection.query_one_raw(listed.statement(engine, &what, Holds::Numbers, list)).await?;
            row.map_or(Ok(None), |row| row.try_get_by_index::<Option<String>>(0))
        };
        // While the engine looks for the next ones, those it found are taken.
        let taking = async { rows_of_numbers(found.as_deref().unwrap_or_default(), listed.columns.len(), &mut all, &mut take) };
        let (next, taken) = tokio::join!(finding, taking);
        taken?;
        found = next?;
        if is_last {
            return Ok(all);
        }
    }
}

/// All columns of all rows as one text.
fn rows_as_numbers(engine: DbBackend, columns: &[&str]) -> String {
    let row = as_numbers(engine, columns);
    if engine == DbBackend::Postgres { format!("string_agg({row}, ' ')") } else { format!("group_concat({row}, ' ')") }
}

/// Takes the rows of a text that [`rows_as_numbers`] asked for.
fn rows_of_numbers<T>(
    text: &str,
    columns: usize,
    all: &mut Vec<T>,
    take: &mut impl FnMut(&Numbers<'_>) -> Result<T, StoreFault>,
) -> Result<(), StoreFault> {
    let mut row = Vec::with_capacity(columns);
    for number in text.split(' ').filter(|number| !number.is_empty()) {
        row.push(number_or_none(number)?);
        if row.len() == columns {
            all.push(take(&Numbers(&row))?);
            row.clear();
        }
    }
    Ok(())
}

/// Reads rows by texts.
pub async fn by_texts<T>(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    texts: &[&str],
    take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let lists = texts.chunks(KEYS).map(|part| serde_json::to_string(part).expect("texts are always JSON"));
    read(connection, listed, &listed.columns.join(", "), Holds::Texts, lists, take).await
}

/// How many rows have each of these texts in the column; texts that none has are in it with zero.
pub async fn counts_by_texts(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    texts: &[&str],
) -> Result<Vec<(String, i64)>, StoreFault> {
    let Listed { table, county, column, .. } = listed;
    let engine = connection.get_database_backend();
    let each = each(engine);
    // Asked for each text by itself: the index alone answers, and no row of a common name is handed over.
    let text = format!(
        "SELECT asked.value, (SELECT count(*) FROM {table} WHERE county = {county} AND {column} = asked.value) FROM {each} AS asked"
    );
    let mut counts = Vec::with_capacity(texts.len());
    for part in texts.chunks(KEYS) {
        let list = serde_json::to_string(part).expect("texts are always JSON");
        let statement = Statement::from_sql_and_values(engine, text.as_str(), [Value::from(list)]);
        for row in connection.query_all_raw(statement).await? {
            counts.push((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        }
    }
    Ok(counts)
}

/// Reads rows by bytes.
pub async fn by_bytes<T>(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    values: &[[u8; 32]],
    take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let lists = values.chunks(KEYS).map(|part| {
        let texts: Vec<String> = part.iter().map(|bytes| hexadecimal(bytes)).collect();
        serde_json::to_string(&texts).expect("texts are always JSON")
    });
    read(connection, listed, &listed.columns.join(", "), Holds::Bytes, lists, take).await
}

async fn read<T>(
    connection: &DatabaseTransaction,
    listed: Listed<'_>,
    what: &str,
    holds: Holds,
    lists: impl Iterator<Item = String>,
    mut take: impl FnMut(&QueryResult) -> Result<T, StoreFault>,
) -> Result<Vec<T>, StoreFault> {
    let engine = connection.get_database_backend();
    let mut all = Vec::new();
    for list in lists {
        for row in connection.query_all_raw(listed.statement(engine, what, holds, list)).await? {
            all.push(take(&row)?);
        }
    }
    Ok(all)
}

fn json_of<'a>(numbers: impl Iterator<Item = &'a i64>) -> String {
    let texts: Vec<String> = numbers.map(i64::to_string).collect();
    format!("[{}]", texts.join(","))
}

/// A name with what else is known of who bears it, to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NameAsked {
    /// The name as it is compared.
    pub name: String,
    /// Day of birth as in its column.
    pub birth: Option<i64>,
    /// Village as in its column.
    pub village: Option<i64>,
}

impl NameAsked {
    /// Eight digits of the day, twelve of the village and the name; a zero, which no column holds, for what is not known.
    fn in_fixed_width(&self) -> String {
        format!("{:08}{:012}{}", self.birth.unwrap_or(0), self.village.unwrap_or(0), self.name)
    }
}

/// Persons of whom some version bears an asked name and was born on the day or is registered in the village asked with it.
pub async fn persons_by_names(
    connection: &DatabaseTransaction,
    county: i64,
    asked: &[NameAsked],
) -> Result<Vec<i64>, StoreFault> {
    let engine = connection.get_database_backend();
    let each = each(engine);
    // The list comes first and the index of names is looked into for each: neither engine has to guess. Day and village stand
    // before the name in a fixed width: taking apart a list within the list costs more than looking into the index.
    let text = format!(
        "WITH asked AS MATERIALIZED (SELECT substr(value, 21) AS name, CAST(substr(value, 1, 8) AS bigint) AS birth, \
         CAST(substr(value, 9, 12) AS bigint) AS village FROM {each}) \
         SELECT known.person FROM asked CROSS JOIN person AS known WHERE known.county = {county} \
         AND known.comparable_name = asked.name AND (known.birth = asked.birth OR known.village = asked.village)"
    );
    let mut found = Vec::new();
    for part in asked.chunks(KEYS) {
        let list: Vec<String> = part.iter().map(NameAsked::in_fixed_width).collect();
        let list = serde_json::to_string(&list).expect("texts and numbers are always JSON");
        let statement = Statement::from_sql_and_values(engine, text.as_str(), [Value::from(list)]);
        for row in connection.query_all_raw(statement).await? {
            found.push(row.try_get_by_index(0)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The later ones of these files that state something of persons of whom `file` states something.
pub async fn files_about_the_same(
    connection: &DatabaseTransaction,
    county: i64,
    file: i64,
    later: &[i64],
) -> Result<Vec<i64>, StoreFault> {
    let engine = connection.get_database_backend();
    let (each, value) = (each(engine), Holds::Numbers.read_out(engine));
    let text = format!(
        "SELECT DISTINCT later.file FROM fact AS own JOIN fact AS later ON later.county = own.county AND later.person = own.person \
         WHERE own.county = {county} AND own.file = {file} AND later.file IN (SELECT {value} FROM {each}) ORDER BY 1"
    );
    let statement = Statement::from_sql_and_values(engine, text, [Value::from(json_of(later.iter()))]);
    let rows = connection.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// Everybody who ever was in an assistance unit of any programme.
pub async fn persons_in_units(connection: &DatabaseTransaction, county: i64) -> Result<Vec<i64>, StoreFault> {
    let text = format!(
        "SELECT DISTINCT membership.person FROM household \
         JOIN membership ON membership.county = household.county AND membership.household = household.household \
         WHERE household.county = {county} AND household.kind NOT IN (1, 3) ORDER BY 1"
    );
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), text)).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}
