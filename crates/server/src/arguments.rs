//! The command line: what can be typed. English texts stand here, Chinese ones in `help_chinese.rs`; a test compares them.

mod checking;
mod lists;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use operations::Language;

pub use checking::{CheckReport, CheckUp, Reconcile};
pub use lists::{Dedupe, Link, LinkModelCommand, Links, Persons, Verdict};

/// The system a county runs its social safety net with.
#[derive(Debug, Parser)]
#[command(name = "doudi", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Options every command takes.
    #[command(flatten)]
    pub common: CommonOptions,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options every command takes.
#[derive(Args, Clone, Debug)]
pub struct CommonOptions {
    /// Folder of the county's data: key file, database file, settings, inbox, reports
    #[arg(long, global = true, value_name = "DIR", env = "DOUDI_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Database to use instead of the file in the data folder: sqlite:PATH or postgres://…
    #[arg(long, global = true, value_name = "URL", env = "DOUDI_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// Language of messages: zh or en
    #[arg(long, global = true, value_name = "LANGUAGE", env = "DOUDI_LANG", default_value = "zh")]
    pub lang: Lang,
    /// Print JSON for a program to read
    #[arg(long, global = true)]
    pub json: bool,
    /// Account that acts; each command has a usual one
    #[arg(long = "as", global = true, value_name = "LOGIN", env = "DOUDI_AS")]
    pub login: Option<String>,
    /// Day of the act (YYYY-MM-DD), when papers of an earlier day are entered; otherwise today
    #[arg(long, global = true, value_name = "DATE")]
    pub day: Option<String>,
}

/// Languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set up a county: key file, database, accounts
    Init(Init),
    /// Import department files of a month
    Import(Import),
    /// List the complaints about a received file, or write a copy with them marked
    Complaints(Complaints),
    /// Open the original of a received file; audited
    #[command(subcommand)]
    Original(Original),
    /// Query batches: authorised families whom departments are asked about
    #[command(subcommand)]
    Query(Query),
    /// Work that is due, such as destroying originals after their retention
    #[command(subcommand)]
    Jobs(Jobs),
    /// Run the month's round: files, determinations, gaps; or, with --close, payout, figures and closing
    Round(Round),
    /// List the gaps of a month
    Gaps(Gaps),
    /// Propose, confirm or close on gaps
    #[command(subcommand)]
    Decide(Decide),
    /// Make the payout list of a month
    Payout(MonthOnly),
    /// Show figures and the rows they count
    Figures(Figures),
    /// Write the monthly report as docx
    Report(Report),
    /// Find the contradictions in anyone's report (txt, docx, html, xlsx, PDF with text); needs no county
    CheckReport(CheckReport),
    /// Find what an auditor would find in a folder of spreadsheets; needs no county
    CheckUp(CheckUp),
    /// Compare two to four lists of the same people: ours first
    Reconcile(Reconcile),
    /// Show why a unit gets what it gets: facts, tests, clauses, sources
    Explain(Explain),
    /// Check the audit chain
    #[command(subcommand)]
    Audit(Audit),
    /// Keys and personal data
    #[command(subcommand)]
    Privacy(Privacy),
    /// Open the pages on this machine (read-only, loopback only)
    Serve(Serve),
    /// Make the model township, run three months, write the report, open the pages
    Demo(Demo),
    /// Link the rows of two lists: who of the left one is who of the right one
    Link(Link),
    /// Find rows of one list that are one person
    Dedupe(Dedupe),
    /// Saved models of linking
    #[command(subcommand)]
    LinkModel(LinkModelCommand),
    /// Rows that no number links: list, settle, take back
    #[command(subcommand)]
    Links(Links),
    /// Write the model county's year as the files its offices would send
    Model(Model),
    /// Measure this machine
    #[command(subcommand)]
    Bench(Bench),
}

/// `init`.
#[derive(Args, Debug)]
pub struct Init {
    /// County code, six digits
    #[arg(long, value_name = "CODE", default_value = "620521")]
    pub county: String,
    /// Folder with the county's own policy values (toml), laid over the embedded ones
    #[arg(long, value_name = "DIR")]
    pub policy: Option<PathBuf>,
}

/// `import`.
#[derive(Args, Debug)]
pub struct Import {
    /// Month the files are of (YYYY-MM)
    #[arg(long, value_name = "MONTH")]
    pub month: String,
    /// Let files count again that were imported before and corrected since
    #[arg(long)]
    pub again: bool,
    /// Files (xlsx, xls, csv) or folders of them
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// `complaints`.
#[derive(Args, Debug)]
pub struct Complaints {
    /// Number of the file, or its name
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Workbook to write: a copy of the file with its faults marked; audited
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `original`.
#[derive(Debug, Subcommand)]
pub enum Original {
    /// Write the original to a file
    Open {
        /// Number of the file, or its name
        #[arg(value_name = "FILE")]
        file: String,
        /// What for
        #[arg(long)]
        reason: String,
        /// File to write; without it its own name
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// `query`.
#[derive(Debug, Subcommand)]
pub enum Query {
    /// Make the month's batch of families who may be asked about and were not yet
    Make {
        /// Month (YYYY-MM)
        #[arg(long, value_name = "MONTH")]
        month: String,
        /// What for; without it the check of economic circumstances for social assistance
        #[arg(long)]
        purpose: Option<String>,
        /// Code of a layout to ask for; may be repeated; without it all
        #[arg(long = "department", value_name = "CODE")]
        departments: Vec<String>,
    },
    /// List the batches
    List,
    /// Write the list of a batch, with names and numbers; audited
    Export {
        /// Name of the batch
        #[arg(value_name = "BATCH")]
        batch: String,
        /// File to write; without it the batch's name
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// `jobs`.
#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Do what is due
    Run,
}

/// `round`.
#[derive(Args, Debug)]
pub struct Round {
    /// Month (YYYY-MM)
    #[arg(long, value_name = "MONTH")]
    pub month: String,
    /// Folder with the month's files; without it DATA/inbox/MONTH
    #[arg(long, value_name = "DIR")]
    pub inbox: Option<PathBuf>,
    /// Go on after the decisions: payout, figures, closing of the month
    #[arg(long)]
    pub close: bool,
}

/// Only a month.
#[derive(Args, Debug)]
pub struct MonthOnly {
    /// Month (YYYY-MM)
    #[arg(long, value_name = "MONTH")]
    pub month: String,
}

/// `gaps`.
#[derive(Args, Debug)]
pub struct Gaps {
    /// Month (YYYY-MM); without it the latest
    #[arg(long, value_name = "MONTH")]
    pub month: Option<String>,
    /// Only this list: uncovered, overstayed, misgraded, undetermined
    #[arg(long, value_name = "LIST")]
    pub kind: Option<String>,
    /// Only gaps without a finished case
    #[arg(long)]
    pub open: bool,
}

/// `decide`.
#[derive(Debug, Subcommand)]
pub enum Decide {
    /// A township official proposes what the determination supports
    Propose {
        /// Numbers of gaps
        #[arg(required = true, value_name = "GAP")]
        gaps: Vec<i64>,
        /// Reasons; without them the determination's own sentences
        #[arg(long)]
        reasons: Option<String>,
        /// End gradually before this month (YYYY-MM) instead of at once, after employment raised the income
        #[arg(long, value_name = "MONTH")]
        gradual_until: Option<String>,
        /// Opinion of those who lose by it, heard today
        #[arg(long, value_name = "TEXT")]
        heard: Option<String>,
    },
    /// Another official confirms, after the village notice
    Confirm {
        /// Numbers of cases
        #[arg(required = true, value_name = "CASE")]
        cases: Vec<i64>,
    },
    /// Give a proposal back to the township
    Return {
        /// Number of the case
        #[arg(value_name = "CASE")]
        case: i64,
        /// Why
        #[arg(long)]
        why: String,
    },
    /// Close a gap as checked: not so, declined by the household, or waiting
    Close {
        /// Number of the gap
        #[arg(value_name = "GAP")]
        gap: i64,
        /// Why
        #[arg(long)]
        why: String,
    },
}

/// `figures`.
#[derive(Args, Debug)]
pub struct Figures {
    /// Code of one figure; without it all
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Show the rows it counts
    #[arg(long, requires = "code")]
    pub rows: bool,
    /// As at this day (YYYY-MM-DD): the roll of its month
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
}

/// `report`.
#[derive(Args, Debug)]
pub struct Report {
    /// Month (YYYY-MM)
    #[arg(long, value_name = "MONTH")]
    pub month: String,
    /// File to write; without it DATA/reports/MONTH.docx
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// Number of the unit (户号 or 户号/place)
    #[arg(value_name = "UNIT")]
    pub unit: String,
    /// On this day; without it today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// `audit`.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Check every link; with a file, an exported chain without any database
    Verify {
        /// Exported chain
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Print the hash of the county's whole content: two databases told the same have the same
    State,
    /// Write the chain to a file for checking elsewhere
    Export {
        /// File to write
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// `privacy`.
#[derive(Debug, Subcommand)]
pub enum Privacy {
    /// Make a new master key version and wrap every person's key under it
    RotateKeys,
    /// Destroy a person's key and indexes: their numbers can never be read again
    Erase {
        /// Number of the person
        #[arg(value_name = "PERSON")]
        person: i64,
        /// On whose order and why
        #[arg(long)]
        why: String,
    },
    /// Show a person's identity number in full; audited
    Reveal {
        /// Number of the person
        #[arg(value_name = "PERSON")]
        person: i64,
        /// What for
        #[arg(long)]
        why: String,
    },
}

/// `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Port on this machine; the next free one if it is taken
    #[arg(long, value_name = "PORT", default_value_t = 7620)]
    pub port: u16,
    /// Address; only loopback addresses are accepted until there is a login
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: String,
}

/// `demo`.
#[derive(Args, Debug)]
pub struct Demo {
    /// Stop after the report
    #[arg(long)]
    pub no_serve: bool,
    /// Persons of the model township
    #[arg(long, value_name = "N", default_value_t = 2_000)]
    pub people: u32,
    /// Seed of the model township
    #[arg(long, value_name = "N", default_value_t = 20_220_101)]
    pub seed: u64,
    /// Port for the pages
    #[arg(long, value_name = "PORT", default_value_t = 7620)]
    pub port: u16,
}

/// `model`.
#[derive(Args, Debug)]
pub struct Model {
    /// Folder for the files, one folder in it for each month
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Farm people; without it as many as the table of totals has
    #[arg(long, value_name = "N")]
    pub people: Option<i64>,
    /// Seed: the same seed gives the same county
    #[arg(long, value_name = "N", default_value_t = 20_220_101)]
    pub seed: u64,
    /// Which year
    #[arg(long, value_name = "YEAR", default_value = "2022")]
    pub year: ModelYear,
    /// Table of totals of your own (toml) in place of the year's
    #[arg(long, value_name = "FILE")]
    pub totals: Option<PathBuf>,
    /// Months to write, from January on
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub months: usize,
    /// Write where each planted fault stands to this file
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

/// Years the model county has tables of totals for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ModelYear {
    /// 2022, the year of the report
    #[value(name = "2022")]
    Of2022,
    /// 2026, under the Social Assistance Law
    #[value(name = "2026")]
    Of2026,
    /// 2022 with a flood
    Disaster,
}

/// `bench`.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// A month of a generated township: files, gaps, cases, payout, figures
    Round(BenchRound),
    /// Reading files, and the first load of a whole county
    Intake(BenchIntake),
    /// Linking two generated lists, with accuracy, beside exact numbers and a cascade of four keys
    Link {
        /// People of the lists, several sizes by commas
        #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "30000,300000")]
        people: Vec<u32>,
        /// Numbers for most and some slips, in place of many errors
        #[arg(long)]
        normal: bool,
        /// Folder to keep the generated lists in; otherwise they are removed
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    /// The checker of reports: milliseconds for 10,000 characters
    Check,
    /// Joining two generated lists on the identity number alone
    Join {
        /// People of the lists, several sizes by commas
        #[arg(long, value_name = "N,…", value_delimiter = ',', default_value = "30000,300000,3000000")]
        people: Vec<u32>,
        /// Folder to keep the generated lists in; otherwise they are removed
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
}

/// `bench round`.
#[derive(Args, Debug)]
pub struct BenchRound {
    /// Persons of the generated township
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub people: u32,
}

/// `bench intake`.
#[derive(Args, Debug)]
pub struct BenchIntake {
    /// Rows of the generated workbook of twenty columns
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub workbook_rows: usize,
    /// Rows of the generated register as text in GB18030
    #[arg(long, value_name = "N", default_value_t = 300_000)]
    pub text_rows: usize,
    /// Farm people of the county that is made and loaded; 0 loads none
    #[arg(long, value_name = "N", default_value_t = 295_708)]
    pub people: u32,
    /// Keep the generated files in this folder, for another program to read beside
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
}
