//! Developer tasks: `cargo xtask tidy` prints what breaks a style rule that a machine can check.

use std::process::ExitCode;

use xtask::tidy::{RULES, Tree};

const USAGE: &str = "usage: cargo xtask tidy   (prints every place that breaks a style rule; 1 where there is one)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [task] if task == "tidy" => tidy(),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn tidy() -> ExitCode {
    let tree = match Tree::of_repository() {
        Ok(tree) => tree,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::FAILURE;
        }
    };
    let mut found = 0;
    for rule in RULES {
        for finding in (rule.findings)(&tree) {
            found += 1;
            println!("{finding}\n    [{}]", rule.name);
        }
    }
    println!("tidy: {} rules, {} files, {found} findings", RULES.len(), tree.files.len());
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
