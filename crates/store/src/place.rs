//! Where the database is.

use std::fmt;
use std::path::PathBuf;

use crate::StoreFault;

/// The place of a database.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of the embedded engine; the default for a county.
    Sqlite(PathBuf),
    /// A PostgreSQL server, by its address; for a city or province.
    Postgres(String),
}

impl Place {
    /// Reads `sqlite:<path>` (also `sqlite://<path>`) or `postgres://…` (also `postgresql://…`).
    pub fn parse(text: &str) -> Result<Place, StoreFault> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Place::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")).unwrap_or_default();
        if path.is_empty() || path.contains(":memory:") {
            return Err(StoreFault::BadPlace { text: without_password(text) });
        }
        Ok(Place::Sqlite(PathBuf::from(path)))
    }
}

impl fmt::Display for Place {
    /// The address without its password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Place::Postgres(address) => f.write_str(&without_password(address)),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// The address with `***` for a password, in its authority or among its parameters.
fn without_password(address: &str) -> String {
    let (base, parameters) = address.split_once('?').map_or((address, None), |(base, rest)| (base, Some(rest)));
    let mut shown = match base.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
        Some((scheme, (login, host))) => {
            let login = login.split_once(':').map_or(login.to_owned(), |(name, _)| format!("{name}:***"));
            format!("{scheme}://{login}@{host}")
        }
        None => base.to_owned(),
    };
    for (at, parameter) in parameters.into_iter().flat_map(|list| list.split('&')).enumerate() {
        shown.push(if at == 0 { '?' } else { '&' });
        shown.push_str(if parameter.starts_with("password=") { "password=***" } else { parameter });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_server_are_told_apart() {
        assert_eq!(Place::parse("sqlite:county.db").ok(), Some(Place::Sqlite("county.db".into())));
        assert_eq!(Place::parse("sqlite:///var/county.db").ok(), Some(Place::Sqlite("/var/county.db".into())));
        assert!(matches!(Place::parse("postgres://host/county"), Ok(Place::Postgres(_))));
    }

    #[test]
    fn other_addresses_are_refused_without_showing_a_password() {
        for text in ["county.db", "sqlite:", "sqlite::memory:", "mysql://doudi:secret@host/county"] {
            let fault = Place::parse(text).expect_err("no place");
            assert!(!fault.to_string().contains("secret"), "{fault}");
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        for address in ["postgres://doudi:sec:ret@host:5432/county", "postgres://host/county?user=doudi&password=secret"] {
            let shown = format!("{:?}", Place::parse(address).expect("a server"));
            assert!(!shown.contains("ret"), "{shown}");
            assert!(shown.contains("***"), "{shown}");
        }
    }
}
