//! What a command prints: notes and progress for people, JSON for programs, refusals in their four parts.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use operations::{Language, Refusal};

/// Why a command stops before it is done.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// An operation's no.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// What was typed cannot be meant: which option, in both languages.
    #[error("{chinese}")]
    Usage {
        /// Chinese.
        chinese: String,
        /// English.
        english: String,
    },
    /// A file on this machine cannot be read or written.
    #[error("{path}: {why}")]
    File {
        /// The path.
        path: String,
        /// What the system says.
        why: std::io::Error,
    },
    /// A list cannot be used: which, why, and what to do, Chinese and English.
    #[error("{what}: {why}")]
    List {
        /// The file, or the side that is meant.
        what: String,
        /// Why.
        why: String,
    },
    /// Of an act on a list nothing could be done; how many lines were left, each told with its reason.
    #[error("nothing done, {0} left")]
    NothingDone(usize),
    /// The audit chain is broken: at which link and how.
    #[error("{0}")]
    BrokenChain(String),
}

/// Where and how a command prints.
pub struct Output {
    language: Language,
    json: bool,
    started: Instant,
}

impl Output {
    /// Prints in that language, or JSON.
    pub fn new(language: Language, json: bool) -> Output {
        Output { language, json, started: Instant::now() }
    }

    /// The language asked for.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text in the language asked for.
    pub fn pick<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => chinese,
            Language::English => english,
        }
    }

    /// A line for people; with `--json` it goes to standard error.
    pub fn note(&self, chinese: &str, english: &str) {
        self.line(self.pick(chinese, english));
    }

    /// A line that is the same in both languages, or already picked.
    pub fn line(&self, text: &str) {
        // A closed pipe (`doudi gaps | head`) is no fault of ours and nothing is left to tell it to.
        let _ = if self.json { writeln!(std::io::stderr(), "{text}") } else { writeln!(std::io::stdout(), "{text}") };
    }

    /// The result as JSON where it was asked for; otherwise `people` prints it.
    pub fn result(&self, value: &serde_json::Value, people: impl FnOnce(&Output)) {
        if self.json {
            let _ = writeln!(std::io::stdout(), "{value:#}");
        } else {
            people(self);
        }
    }

    /// A stage of long work with the time since the start.
    pub fn stage(&self, chinese: &str, english: &str) {
        let elapsed = self.started.elapsed().as_secs_f64();
        self.line(&format!("[{elapsed:6.1} s] {}", self.pick(chinese, english)));
    }

    /// A spinner with a text on a terminal; nothing elsewhere.
    pub fn progress(&self) -> ProgressBar {
        if self.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{spinner} {msg} {pos}/{len}").expect("the template is well formed");
        let bar = ProgressBar::new(0).with_style(style);
        bar.enable_steady_tick(Duration::from_millis(120));
        bar
    }

    /// Prints why a command stops and gives its exit code.
    pub fn stop(&self, stop: &Stop) -> ExitCode {
        let (code, message) = match stop {
            Stop::Refusal(refusal) => {
                let message = refusal.message(self.language);
                (refusal.exit_code(), [message.code, message.what, message.why, message.next])
            }
            Stop::Usage { chinese, english } => (
                2,
                [
                    "CLI-200".to_owned(),
                    self.pick(chinese, english).to_owned(),
                    self.pick("命令行写法不符合要求。", "The command line cannot be understood so.").to_owned(),
                    self.pick("请查看 doudi 命令 --help。", "See doudi COMMAND --help.").to_owned(),
                ],
            ),
            Stop::File { path, why } => (
                8,
                [
                    "CLI-210".to_owned(),
                    format!("{} {path}", self.pick("不能读写文件", "Cannot read or write")),
                    why.to_string(),
                    self.pick("请检查路径、权限和磁盘空间后重试。", "Check the path, permissions and disk space and try again.")
                        .to_owned(),
                ],
            ),
            Stop::List { what, why } => (
                8,
                [
                    "CLI-230".to_owned(),
                    format!("{} {what}", self.pick("名单不能使用：", "The list cannot be used:")),
                    why.clone(),
                    self.pick(
                        "请改正文件，或用 --columns、--left-key、--right-key 指明列，然后重试。",
                        "Correct the file, or name its columns by --columns, --left-key, --right-key, and try again.",
                    )
                    .to_owned(),
                ],
            ),
            Stop::NothingDone(left) => (
                3,
                [
                    "CLI-220".to_owned(),
                    self.pick("没有一件办成。", "Nothing was done.").to_owned(),
                    match self.language {
                        Language::Chinese => format!("{left}件未办理，原因见上。"),
                        Language::English => format!("{left} left, each with its reason above."),
                    },
                    self.pick("请按所列原因处理后重试。", "Attend to the reasons and try again.").to_owned(),
                ],
            ),
            Stop::BrokenChain(what) => (
                10,
                [
                    "AU-900".to_owned(),
                    self.pick("审计链不完整。", "The audit chain is broken.").to_owned(),
                    what.clone(),
                    self.pick(
                        "请从备份恢复，并查明何人改动了数据库文件。",
                        "Restore from a backup and find out who changed the database.",
                    )
                    .to_owned(),
                ],
            ),
        };
        let [message_code, what, why, next] = message;
        if self.json {
            eprintln!("{}", serde_json::json!({ "code": message_code, "what": what, "why": why, "next": next }));
        } else {
            eprintln!("{message_code}  {what}");
            eprintln!("  {} {why}", self.pick("原因：", "Why: "));
            eprintln!("  {} {next}", self.pick("下一步：", "Next:"));
        }
        ExitCode::from(code)
    }
}

/// A table for a terminal: columns as wide as their widest cell, Chinese signs counted as two.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let mut widths: Vec<usize> = head.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (at, cell) in row.iter().enumerate().take(widths.len()) {
            widths[at] = widths[at].max(width(cell));
        }
    }
    let mut text = String::new();
    let mut push = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (at, cell) in cells.enumerate().take(widths.len()) {
            line.push_str(cell);
            line.push_str(&" ".repeat(widths[at] - width(cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    };
    push(&mut head.iter().copied());
    for row in rows {
        push(&mut row.iter().map(String::as_str));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_with_chinese_cells() {
        let text = table(&["户号", "n"], &[vec!["甲".into(), "1".into()], vec!["abcdef".into(), "22".into()]]);
        assert_eq!(text, "户号    n\n甲      1\nabcdef  22\n");
    }
}
