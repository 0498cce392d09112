//! Options of what is checked without a county: reports and lists of anybody's.

use std::path::PathBuf;

use clap::Args;

/// `check-report`.
#[derive(Args, Debug)]
pub struct CheckReport {
    /// The report
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write the text with repaired separators and likeliest corrections marked in it
    #[arg(long, value_name = "OUT")]
    pub fix: Option<PathBuf>,
}

/// `check-up`.
#[derive(Args, Debug)]
pub struct CheckUp {
    /// Folder with the spreadsheets, also in folders below it
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Write the workbook of findings and the summary into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Mask names and identity numbers everywhere
    #[arg(long)]
    pub masked: bool,
    /// Keep the answer as JSON and copies of the files beside the findings (needs --out)
    #[arg(long, requires = "out")]
    pub keep: bool,
    /// Correct what a file or column was taken for: FILE=LIST or FILE:HEADING=FIELD
    #[arg(long, value_name = "CORRECTION")]
    pub correct: Vec<String>,
    /// File with the county's own values of law (toml)
    #[arg(long, value_name = "FILE")]
    pub policy: Vec<PathBuf>,
    /// The county's code; without it the one that the lists speak of
    #[arg(long, value_name = "CODE")]
    pub county: Option<String>,
}

/// `reconcile`.
#[derive(Args, Debug)]
pub struct Reconcile {
    /// Two to four lists, ours first
    #[arg(value_name = "FILE", num_args = 2..=4, required = true)]
    pub files: Vec<PathBuf>,
    /// Write the differences to this file (xlsx)
    #[arg(long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// Mask names and identity numbers everywhere
    #[arg(long)]
    pub masked: bool,
    /// Correct what a file or column was taken for: FILE=LIST or FILE:HEADING=FIELD
    #[arg(long, value_name = "CORRECTION")]
    pub correct: Vec<String>,
}
