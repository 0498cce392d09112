//! The binary `doudi`: command line, pages. It parses, calls one operation, and prints; it decides nothing and knows no SQL.

mod arguments;
mod commands;
mod help_chinese;
mod output;
mod pages;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::arguments::{Arguments, Lang};
use crate::output::Output;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("DOUDI_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let language = language_typed();
    let command = match language {
        Lang::Zh => help_chinese::in_chinese(Arguments::command()),
        Lang::En => Arguments::command(),
    };
    let arguments = match command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => return output_of_typed(language).stop(&usage(&error)),
        Err(help) => help.exit(),
    };
    let output = Output::new(arguments.common.lang.into(), arguments.common.json);
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("CLI-500: {error}");
            return ExitCode::from(1);
        }
    };
    runtime.block_on(async {
        tokio::select! {
            result = commands::run(&arguments, &output) => match result {
                Ok(()) => ExitCode::SUCCESS,
                Err(stop) => output.stop(&stop),
            },
            _ = stopped() => {
                output.note("已停止；再次执行同一命令即从中断处继续。", "Stopped; the same command goes on where this one left off.");
                ExitCode::from(130)
            }
        }
    })
}

/// Where refusals go before the command line is understood.
fn output_of_typed(language: Lang) -> Output {
    Output::new(language.into(), std::env::args().any(|argument| argument == "--json"))
}

/// What the command line's reader says, without its own hints.
fn usage(error: &clap::Error) -> output::Stop {
    let text = error.to_string();
    let said: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.starts_with("Usage")).collect();
    let said = said.join(" ").trim_start_matches("error: ").trim().to_owned();
    output::Stop::Usage { chinese: format!("命令行有误：{said}。"), english: said }
}

/// Resolves when the process is asked to stop (Ctrl-C or a service manager's signal).
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// The language is needed before the command line is read, since help is in that language.
fn language_typed() -> Lang {
    let arguments: Vec<String> = std::env::args().collect();
    let typed = arguments
        .iter()
        .enumerate()
        .find_map(|(at, argument)| match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1).cloned(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        })
        .or_else(|| std::env::var("DOUDI_LANG").ok());
    match typed.as_deref() {
        Some("en") => Lang::En,
        Some(_) | None => Lang::Zh,
    }
}
