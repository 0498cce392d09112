//! Runs the binary and reads what it prints.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Persons of the townships in these tests.
pub const PEOPLE: &str = "400";
/// The model county's assumptions, as `doudi demo` lays them into its data folder.
pub const MODEL_COUNTY: &str = include_str!("../../../../policy/model-county.toml");

/// A data folder that is removed with the test.
pub struct County {
    folder: tempfile::TempDir,
    database: Option<String>,
}

impl County {
    /// An empty data folder with a database file in it.
    pub fn new() -> County {
        County { folder: tempfile::tempdir().expect("a folder"), database: None }
    }

    /// An empty data folder with its database on a server.
    pub fn on(database: String) -> County {
        County { database: Some(database), ..County::new() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command with the data folder and database set.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doudi"));
        command.env_remove("DOUDI_AS").env_remove("DOUDI_DATA").env("DOUDI_LANG", "zh");
        command.arg("--data").arg(self.path());
        if let Some(database) = &self.database {
            command.arg("--database").arg(database);
        }
        command.args(arguments);
        command
    }

    /// Runs the command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Runs the command, which must succeed, and gives what it printed.
    pub fn text(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "doudi {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("output is UTF-8")
    }

    /// Runs the command with `--json`, which must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let mut arguments = arguments.to_vec();
        arguments.push("--json");
        serde_json::from_str(&self.text(&arguments)).expect("well-formed JSON")
    }

    /// The whole demonstration without pages.
    pub fn demo(&self) {
        self.text(&["demo", "--no-serve", "--people", PEOPLE, "--seed", "7"]);
    }

    /// What each unit was paid in all months, in fen: the rows of the year's figure.
    pub fn paid(&self) -> BTreeMap<(String, String), i64> {
        let figure = self.json(&["figures", "dibao.rural.paid", "--rows"]);
        let rows = figure["rows"].as_array().expect("rows");
        rows.iter()
            .map(|row| {
                let text = |name: &str| row[name].as_str().expect("a text").to_owned();
                ((text("unit"), text("record")), row["amount_fen"].as_i64().expect("an amount"))
            })
            .collect()
    }

    /// A file of the inbox by its name.
    pub fn inbox_file(&self, name: &str) -> PathBuf {
        let month = name.rsplit_once('_').and_then(|(_, end)| end.split_once('.')).expect("a name with its month").0;
        self.path().join("inbox").join(month).join(name)
    }
}

/// A fact of `doudi explain --json` that was read from a csv: file name, row from 1, column from 0, and what it states.
pub struct CsvFact {
    pub file: String,
    pub row: usize,
    pub column: usize,
    pub label: String,
    pub value: String,
}

/// The facts of an explained unit that stand in csv files.
pub fn csv_facts(explained: &Value) -> Vec<CsvFact> {
    let facts = explained["facts"].as_array().expect("facts");
    facts
        .iter()
        .filter_map(|fact| {
            let place = fact["source"].as_str()?;
            let (file, rest) = place.split_once(' ')?;
            let (_, address) = rest.split_once(' ')?;
            if !file.ends_with(".csv") {
                return None;
            }
            let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
            let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A' + 1)) - 1;
            Some(CsvFact {
                file: file.to_owned(),
                row: address[letters.len()..].parse().ok()?,
                column,
                label: fact["label"].as_str()?.to_owned(),
                value: fact["value"].as_str()?.to_owned(),
            })
        })
        .collect()
}

/// A GB18030 csv as rows of cells.
pub fn read_csv(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).expect("the file is there");
    let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Writes rows as a GB18030 csv.
pub fn write_csv(path: &Path, rows: &[Vec<String>]) {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("a row");
    }
    let text = String::from_utf8(writer.into_inner().expect("all rows")).expect("UTF-8");
    std::fs::write(path, encoding_rs::GB18030.encode(&text).0).expect("the file is written");
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
