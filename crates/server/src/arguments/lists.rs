//! What can be typed about lists and the links of their rows.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `link`.
#[derive(Args, Debug)]
pub struct Link {
    /// List whose rows are looked for (csv, xlsx, xls, Parquet)
    #[arg(value_name = "LEFT")]
    pub left: PathBuf,
    /// List they are looked for in, usually the register
    #[arg(value_name = "RIGHT")]
    pub right: PathBuf,
    /// File to write (csv): left_key, right_key, probability, explanation
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Columns whose headings are not the usual ones: id=…,name=…,birth=…,sex=…,village=…,township=…,address=…,phone=…,household=…
    #[arg(long, value_name = "FIELD=HEADING,…", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Column that names the rows of LEFT; otherwise they are numbered from 1
    #[arg(long, value_name = "COLUMN")]
    pub left_key: Option<String>,
    /// Column that names the rows of RIGHT; otherwise they are numbered from 1
    #[arg(long, value_name = "COLUMN")]
    pub right_key: Option<String>,
    /// Probability from which a pair counts as linked; pairs from 0.1 on are written as doubtful
    #[arg(long, value_name = "P", default_value_t = 0.9)]
    pub threshold: f32,
    /// Model to use; where there is no such file, the learnt one is saved there
    #[arg(long, value_name = "FILE")]
    pub model: Option<PathBuf>,
    /// True pairs (csv, keys of LEFT and RIGHT): prints precision, recall and F1
    #[arg(long, value_name = "FILE")]
    pub truth: Option<PathBuf>,
    /// Leave the explanations out
    #[arg(long)]
    pub no_explain: bool,
    /// Join on the identity number alone
    #[arg(long)]
    pub exact: bool,
    /// How often a person can stand in each list; otherwise it is seen from the lists
    #[arg(long, value_name = "HOW")]
    pub persons: Option<Persons>,
}

/// How often a person can stand in the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Persons {
    /// Once in each
    OneToOne,
    /// Several times in LEFT, once in RIGHT
    ManyToOne,
    /// Several times in both
    ManyToMany,
}

/// `link-model`.
#[derive(Debug, Subcommand)]
pub enum LinkModelCommand {
    /// Show the parameters of two models that differ by more than a tenth
    Diff {
        /// A saved model
        #[arg(value_name = "FIRST")]
        first: PathBuf,
        /// Another one
        #[arg(value_name = "SECOND")]
        second: PathBuf,
    },
}

/// `links`.
#[derive(Debug, Subcommand)]
pub enum Links {
    /// List the questions that are open
    List {
        /// Those that are settled as well
        #[arg(long)]
        all: bool,
    },
    /// Settle whom a row is about; its facts attach from then on
    Settle {
        /// Number of the question
        #[arg(value_name = "QUESTION")]
        question: i64,
        /// What is settled
        #[arg(value_name = "VERDICT")]
        verdict: Verdict,
        /// Number of the person; without it not-same means nobody of those asked about
        #[arg(long, value_name = "PERSON")]
        person: Option<i64>,
        /// Why
        #[arg(long)]
        why: String,
    },
    /// Take back what was settled about a question
    Undo {
        /// Number of the question
        #[arg(value_name = "QUESTION")]
        question: i64,
        /// Why
        #[arg(long)]
        why: String,
    },
    /// Compare the register with itself and ask about entries that may be one person
    Duplicates,
}

/// What an official settles about a row and a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Verdict {
    /// The same person
    Same,
    /// Not the same person, never to be linked
    NotSame,
    /// Nobody can say; it stays a clue
    CannotSay,
}

/// `dedupe`.
#[derive(Args, Debug)]
pub struct Dedupe {
    /// The list (csv, xlsx, xls, Parquet)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// File to write (csv): left_key, right_key, probability, explanation
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Columns whose headings are not the usual ones, as for `link`
    #[arg(long, value_name = "FIELD=HEADING,…", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Column that names the rows; otherwise they are numbered from 1
    #[arg(long, value_name = "COLUMN")]
    pub key: Option<String>,
    /// Probability from which two rows count as one person
    #[arg(long, value_name = "P", default_value_t = 0.9)]
    pub threshold: f32,
}
