//! One file for each command: parse what was typed, call one operation, print.

mod audit;
mod bench;
mod check_report;
mod check_up;
mod decide;
mod dedupe;
mod demo;
mod explain;
mod figures;
mod gaps;
mod import;
mod init;
mod link;
mod link_model;
mod links;
mod list_files;
mod model;
mod privacy;
mod query;
mod received;
mod reconcile;
mod report;
mod round;
mod serve;

use operations::{Context, Office, Premises};
use vocabulary::{Date, Month};

use crate::arguments::{Arguments, Command, CommonOptions};
use crate::output::{Output, Stop};

/// Carries out what was typed.
pub async fn run(arguments: &Arguments, output: &Output) -> Result<(), Stop> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Init(options) => init::run(common, options, output).await,
        Command::Import(options) => import::run(common, options, output).await,
        Command::Complaints(options) => received::complaints(common, options, output).await,
        Command::Original(options) => received::original(common, options, output).await,
        Command::Query(options) => query::run(common, options, output).await,
        Command::Jobs(options) => received::jobs(common, options, output).await,
        Command::Round(options) => round::run(common, options, output).await,
        Command::Gaps(options) => gaps::run(common, options, output).await,
        Command::Decide(options) => decide::run(common, options, output).await,
        Command::Payout(options) => round::payout(common, options, output).await,
        Command::Figures(options) => figures::run(common, options, output).await,
        Command::Report(options) => report::run(common, options, output).await,
        Command::CheckReport(options) => check_report::run(options, output),
        Command::CheckUp(options) => check_up::run(common, options, output),
        Command::Reconcile(options) => reconcile::run(common, options, output),
        Command::Explain(options) => explain::run(common, options, output).await,
        Command::Link(options) => link::run(options, output),
        Command::LinkModel(options) => link_model::run(options, output),
        Command::Links(options) => links::run(common, options, output).await,
        Command::Dedupe(options) => dedupe::run(options, output),
        Command::Audit(options) => audit::run(common, options, output).await,
        Command::Privacy(options) => privacy::run(common, options, output).await,
        Command::Serve(options) => serve::run(common, options, output).await,
        Command::Demo(options) => demo::run(common, options, output).await,
        Command::Model(options) => model::run(options, output),
        Command::Bench(options) => bench::run(options, output).await,
    }
}

/// The accounts a new county starts with; `--as` names another.
pub mod accounts {
    /// 系统管理员.
    pub const ADMINISTRATOR: &str = "admin";
    /// 乡镇经办人员.
    pub const CLERK: &str = "clerk";
    /// 县级业务人员.
    pub const OFFICER: &str = "officer";
    /// 县级确认人员.
    pub const CONFIRMER: &str = "confirmer";
    /// 资金发放经办人员.
    pub const FINANCE: &str = "finance";
    /// 审计人员.
    pub const AUDITOR: &str = "auditor";
}

fn premises(common: &CommonOptions) -> Premises {
    Premises { data: common.data.clone(), database: common.database.clone() }
}

/// Opens the county and the account that acts: the one typed, or the command's usual one.
async fn open(common: &CommonOptions, usual: &str) -> Result<(Office, Context), Stop> {
    let day = common.day.as_deref().map(|text| day(text, "--day")).transpose()?;
    let office = Office::open(&premises(common)).await?;
    let context = office.context(common.login.as_deref().unwrap_or(usual), day).await?;
    Ok((office, context))
}

fn day(text: &str, option: &str) -> Result<Date, Stop> {
    Date::parse(text).map_err(|fault| Stop::Usage {
        chinese: format!("{option} “{text}”：{fault}，应写作 2022-01-31。"),
        english: format!("{option} {text:?} is not a day such as 2022-01-31."),
    })
}

fn month(text: &str) -> Result<Month, Stop> {
    Month::parse(text).map_err(|fault| Stop::Usage {
        chinese: format!("--month “{text}”：{fault}，应写作 2022-01。"),
        english: format!("--month {text:?} is not a month such as 2022-01."),
    })
}
