//! How every table begins: `county` first in its key, numbers of 64 bits, texts and bytes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A table being written down. Its key is `(county, id)`.
pub struct NewTable {
    name: &'static str,
    columns: Vec<ColumnDef>,
    key: Vec<&'static str>,
    /// Rows hold long texts or bytes: SQLite then keeps them beside the key, not in it.
    wide: bool,
    checks: Vec<&'static str>,
    references: Vec<(&'static str, &'static str)>,
}

/// A table of short rows; SQLite keeps them in the key's own tree, so that a load only appends.
pub fn table(name: &'static str) -> NewTable {
    NewTable { name, columns: Vec::new(), key: vec!["county", "id"], wide: false, checks: Vec::new(), references: Vec::new() }
        .number("county")
        .number("id")
}

/// A table of long rows.
pub fn wide_table(name: &'static str) -> NewTable {
    NewTable { wide: true, ..table(name) }
}

impl NewTable {
    /// A whole number.
    pub fn number(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).big_integer().not_null().take());
        self
    }

    /// A whole number that may be missing.
    pub fn number_or_none(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).big_integer().null().take());
        self
    }

    /// A text.
    pub fn text(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).text().not_null().take());
        self
    }

    /// A text that may be missing.
    pub fn text_or_none(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).text().null().take());
        self
    }

    /// Bytes.
    pub fn bytes(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).blob().not_null().take());
        self
    }

    /// Bytes that may be missing.
    pub fn bytes_or_none(mut self, name: &'static str) -> NewTable {
        self.columns.push(ColumnDef::new(name).blob().null().take());
        self
    }

    /// One more column in the key.
    pub fn keyed_also_by(mut self, name: &'static str) -> NewTable {
        self.key.push(name);
        self
    }

    /// What must hold in each row.
    pub fn check(mut self, condition: &'static str) -> NewTable {
        self.checks.push(condition);
        self
    }

    /// A column that names a row of another table of the same county.
    pub fn references(mut self, column: &'static str, table: &'static str) -> NewTable {
        self.references.push((column, table));
        self
    }

    /// Makes it.
    pub async fn create(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let mut create = Table::create();
        create.table(self.name);
        for column in self.columns {
            create.col(column);
        }
        let mut key = Index::create();
        for column in self.key {
            key.col(column);
        }
        create.primary_key(&mut key);
        for condition in self.checks {
            create.check(Expr::cust(condition));
        }
        for (column, table) in self.references {
            create.foreign_key(ForeignKey::create().from(self.name, ("county", column)).to(table, ("county", "id")));
        }
        if !self.wide && manager.get_database_backend() == DbBackend::Sqlite {
            create.extra("WITHOUT ROWID");
        }
        manager.create_table(create).await
    }
}

/// A unique key: a sender's id or whatever else makes a repeat the same row. Expressions are allowed.
pub async fn unique(manager: &SchemaManager<'_>, table: &str, columns: &str) -> Result<(), DbErr> {
    let text = format!("CREATE UNIQUE INDEX {table}_once ON {table} (county, {columns})");
    manager.get_connection().execute_unprepared(&text).await.map(|_| ())
}

/// An index for a question often asked.
pub async fn index(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    let text = format!("CREATE INDEX {table}_by_{column} ON {table} (county, {column})");
    manager.get_connection().execute_unprepared(&text).await.map(|_| ())
}
