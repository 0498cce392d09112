//! Why an operation says no: law, permission, conflict, not found, an unknown value, or a file that cannot be read.
//! Each refusal has a code, and says in Chinese or English what, where, why and what next. Faults are ours and stand apart.

use casework::{ApplyRefusal, AssembleFault, CaseRefusal};
use policy::{PolicyFault, Unknown};
use registry::intake::FileRefusal;
use reports::ReportRefusal;
use reports::checking::TextRefusal;
use store::StoreFault;
use vocabulary::{CalendarFault, Date, Month};

use crate::permission::{Act, Role};

/// Language of messages and screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

/// A message in its four parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Stable code, the same in both languages.
    pub code: String,
    /// What was refused, and where.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do next.
    pub next: String,
}

/// An operation's no.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The law or the procedure stands against it.
    #[error("law: {0}")]
    Law(#[from] CaseRefusal),
    /// The unit cannot be put before the rules.
    #[error("assembly: {0}")]
    Assembly(#[from] AssembleFault),
    /// The awards are not as they were when a decision was confirmed.
    #[error("award: {0}")]
    Award(#[from] ApplyRefusal),
    /// The official may not do this, or not there.
    #[error("permission: {role:?} may not {act:?} in {region}")]
    Permission {
        /// What was tried.
        act: Act,
        /// As whom.
        role: Role,
        /// Where.
        region: String,
    },
    /// It was done already otherwise, or someone else is at it.
    #[error("conflict: {what}")]
    Conflict {
        /// What stands against what, in Chinese.
        what: String,
        /// The same in English.
        english: String,
    },
    /// There is no such record (or the official may not know of it).
    #[error("not found: {kind:?} {id}")]
    NotFound {
        /// Kind of record.
        kind: RecordKind,
        /// As it was asked for.
        id: String,
    },
    /// A value of law that the county must supply.
    #[error("unknown value: {0}")]
    UnknownValue(#[from] Unknown),
    /// There is no version of the rules for that day.
    #[error("no rules: {0}")]
    NoRules(String),
    /// Holidays of that year are not loaded.
    #[error("calendar: {0}")]
    Calendar(#[from] CalendarFault),
    /// The file cannot be read as a table of a known department.
    #[error("file {name}: {why}")]
    File {
        /// Its name.
        name: String,
        /// Why.
        #[source]
        why: Box<FileRefusal>,
    },
    /// The file names a later month than the one it was sent for. One that names an earlier month corrects it.
    #[error("file {name}: states {stated}, sent for {month}")]
    OtherMonth {
        /// Its name.
        name: String,
        /// The month it states.
        stated: Month,
        /// The month it was sent for.
        month: Month,
    },
    /// The month's inbox holds no table.
    #[error("no files of {month} in {folder}")]
    EmptyInbox {
        /// The folder.
        folder: String,
        /// The month.
        month: Month,
    },
    /// A roll of the opening comes after the county's first round.
    #[error("opening roll {name}: the first round was that of {first}")]
    RollTooLate {
        /// The file.
        name: String,
        /// Month of the first round.
        first: Month,
    },
    /// The original of a file is no longer kept.
    #[error("the original of {name} was kept until {since}")]
    OriginalDestroyed {
        /// The file.
        name: String,
        /// First day on which it is not kept.
        since: Date,
    },
    /// An act is dated on a day that has not come.
    #[error("{day} has not come; today is {today}")]
    NotYet {
        /// The day given.
        day: Date,
        /// Today.
        today: Date,
    },
    /// An act that needs a reason was given none.
    #[error("no reason given")]
    NoReason,
    /// The report would print figures that do not agree.
    #[error("report: {0}")]
    Report(#[from] ReportRefusal),
    /// The file gives no text that could be checked.
    #[error("text: {0}")]
    Text(#[from] TextRefusal),
    /// No county was set up in the data folder.
    #[error("not set up: {data}")]
    NotSetUp {
        /// The data folder.
        data: String,
    },
    /// A settings or policy file cannot be read or written.
    #[error("settings {file}: {why}")]
    Settings {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// Policy files have faults.
    #[error("policy: {} faults", .0.len())]
    Policy(Vec<PolicyFault>),
    /// The database cannot be used now.
    #[error("store: {0}")]
    Store(#[from] StoreFault),
    /// Our bug.
    #[error("fault: {0}")]
    Fault(String),
}

/// Kinds of records a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// 官员账号.
    Official,
    /// 保障户.
    Unit,
    /// 人员.
    Person,
    /// 差距.
    Gap,
    /// 个案.
    Case,
    /// 文件.
    File,
    /// 指标.
    Figure,
    /// 认定.
    Determination,
    /// 月份.
    Month,
    /// 区划.
    Region,
    /// 核对批次.
    QueryBatch,
    /// 报送表样式.
    Layout,
    /// 比对问题.
    LinkQuestion,
}

impl RecordKind {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            RecordKind::Official => ("账号", "account"),
            RecordKind::Unit => ("保障户", "assistance unit"),
            RecordKind::Person => ("人员", "person"),
            RecordKind::Gap => ("差距条目", "gap line"),
            RecordKind::Case => ("个案", "case"),
            RecordKind::File => ("文件", "file"),
            RecordKind::Figure => ("指标", "figure"),
            RecordKind::Determination => ("认定", "determination"),
            RecordKind::Month => ("月份", "month"),
            RecordKind::Region => ("区划", "region"),
            RecordKind::QueryBatch => ("核对批次", "query batch"),
            RecordKind::Layout => ("报送表样式", "layout"),
            RecordKind::LinkQuestion => ("比对问题", "link question"),
        }
    }
}

impl Refusal {
    /// Exit code of the command line for this refusal (`docs/exit-codes.md`).
    pub fn exit_code(&self) -> u8 {
        match self {
            Refusal::Fault(_) => 1,
            Refusal::Law(_)
            | Refusal::Report(_)
            | Refusal::Assembly(_)
            | Refusal::Award(_)
            | Refusal::NoReason
            | Refusal::RollTooLate { .. }
            | Refusal::OriginalDestroyed { .. }
            | Refusal::NotYet { .. } => 3,
            Refusal::Permission { .. } => 4,
            Refusal::Conflict { .. } => 5,
            Refusal::NotFound { .. } | Refusal::NotSetUp { .. } => 6,
            Refusal::UnknownValue(_) | Refusal::NoRules(_) | Refusal::Calendar(_) => 7,
            Refusal::File { .. }
            | Refusal::OtherMonth { .. }
            | Refusal::EmptyInbox { .. }
            | Refusal::Settings { .. }
            | Refusal::Text(_)
            | Refusal::Policy(_) => 8,
            Refusal::Store(_) => 9,
        }
    }

    /// Whether, in an act on a list, this line is left with its reason while the others go on.
    pub(crate) fn left_in_a_list(&self) -> Option<String> {
        match self {
            Refusal::Law(refusal) => Some(refusal.to_string()),
            Refusal::Conflict { what, .. } => Some(what.clone()),
            Refusal::Assembly(fault) => Some(fault.to_string()),
            Refusal::Award(refusal) => Some(refusal.to_string()),
            Refusal::Permission { .. }
            | Refusal::NotFound { .. }
            | Refusal::UnknownValue(_)
            | Refusal::NoRules(_)
            | Refusal::Calendar(_)
            | Refusal::File { .. }
            | Refusal::OtherMonth { .. }
            | Refusal::RollTooLate { .. }
            | Refusal::OriginalDestroyed { .. }
            | Refusal::NoReason
            | Refusal::NotYet { .. }
            | Refusal::EmptyInbox { .. }
            | Refusal::Report(_)
            | Refusal::Text(_)
            | Refusal::NotSetUp { .. }
            | Refusal::Settings { .. }
            | Refusal::Policy(_)
            | Refusal::Store(_)
            | Refusal::Fault(_) => None,
        }
    }

    /// Whether, in an import of many files, only this one is left while the others go on.
    pub fn is_of_one_file(&self) -> bool {
        matches!(self, Refusal::File { .. } | Refusal::OtherMonth { .. } | Refusal::RollTooLate { .. })
    }

    /// The message in a language.
    pub fn message(&self, language: Language) -> Message {
        match language {
            Language::Chinese => self.chinese(),
            Language::English => self.english(),
        }
    }

    fn chinese(&self) -> Message {
        let message =
            |code: &str, what: String, why: String, next: &str| Message { code: code.into(), what, why, next: next.into() };
        match self {
            Refusal::Law(refusal) => {
                message(refusal.code(), "该项办理未予执行。".into(), refusal.to_string(), "请按所引条款补齐手续后重新办理。")
            }
            Refusal::Assembly(fault) => {
                message("OP-410", "该户暂不能认定。".into(), fault.to_string(), "请补齐所缺资料后重新认定。")
            }
            Refusal::Award(refusal) => {
                message("OP-411", "决定未能落实为待遇。".into(), refusal.to_string(), "请核对现有待遇后重新办理。")
            }
            Refusal::Permission { act, role, region } => message(
                "OP-403",
                format!("不能在{region}办理“{}”。", act.label()),
                format!("“{}”无此权限，或不在其辖区。", role.label()),
                "请由有权限的人员办理，或请安全管理员核定角色。",
            ),
            Refusal::Conflict { what, .. } => {
                message("OP-409", what.clone(), "与已有记录冲突。".into(), "请先查看已有记录，再决定是否更正。")
            }
            Refusal::NotFound { kind, id } => message(
                "OP-404",
                format!("找不到{}“{id}”。", kind.words().0),
                "没有这一记录，或不在您的辖区。".into(),
                "请核对编号后重试。",
            ),
            Refusal::UnknownValue(unknown) => message(
                "OP-422",
                unknown.to_string(),
                "没有该数值就不能计算，系统不作猜测。".into(),
                "请在本县政策文件中录入该数值及其出处后重试。",
            ),
            Refusal::NoRules(what) => message("OP-423", what.clone(), "该日没有可用的规则版本。".into(), "请核对日期。"),
            Refusal::Calendar(fault) => {
                message("OP-424", "无法计算工作日期限。".into(), fault.to_string(), "请录入国务院办公厅该年放假安排后重试。")
            }
            Refusal::File { name, why } => message(
                why.reason.code(),
                format!("文件“{name}”未导入。"),
                why.to_string(),
                "其他文件不受影响；更正后可重新导入。",
            ),
            Refusal::OtherMonth { name, stated, month } => message(
                "OP-427",
                format!("文件“{name}”未导入。"),
                format!("文件写明为{stated}，却作为{month}的文件导入。"),
                "请核对月份：按文件所写的月份导入，或请报送单位更正文件。",
            ),
            Refusal::EmptyInbox { folder, month } => message(
                "OP-431",
                format!("{month}的月度认定未开始。"),
                format!("目录“{folder}”中没有 xlsx、xls 或 csv 文件。"),
                "请把当月部门文件放入该目录，或用 --inbox 指明目录。",
            ),
            Refusal::RollTooLate { name, first } => message(
                "OP-432",
                format!("名册“{name}”未导入。"),
                format!("在册名册只在启用本系统时导入一次，本县已于{first}开展首次月度认定，此后以系统内的决定为准。"),
                "名册有误的，请按个案办理变更；漏列的家庭请按新申请办理。",
            ),
            Refusal::OriginalDestroyed { name, since } => message(
                "OP-433",
                format!("原始文件“{name}”不能打开。"),
                format!("保存期限至{since}届满，原件及其密钥已销毁。"),
                "请查看系统中由该文件记录的事实和问题清单，或请报送单位重新提供。",
            ),
            Refusal::NotYet { day, today } => message(
                "OP-429",
                "该项办理未予执行。".into(),
                format!("办理日{day}尚未到来，今天是{today}。"),
                "办理日只能是今天或以前。",
            ),
            Refusal::NoReason => message("OP-428", "该项办理未予执行。".into(), "没有写明事由。".into(), "请写明事由后重试。"),
            Refusal::Report(refusal) => {
                message("OP-430", "报告未生成。".into(), refusal.to_string(), "请先查明不一致的数字再生成报告。")
            }
            Refusal::Text(refusal) => {
                message(refusal.code(), "报告未核对。".into(), refusal.to_string(), "请按上述办法换一份文件后重试。")
            }
            Refusal::NotSetUp { data } => message(
                "OP-405",
                format!("数据目录“{data}”尚未初始化。"),
                "其中没有 settings.toml。".into(),
                "请先执行 doudi init，或用 --data 指明数据目录。",
            ),
            Refusal::Settings { file, why } => {
                message("OP-425", format!("不能读写文件“{file}”。"), why.clone(), "请更正该文件或其权限后重试。")
            }
            Refusal::Policy(faults) => {
                message("OP-426", "政策文件有误，未采用。".into(), faults_text(faults), "请逐条更正后重试。")
            }
            Refusal::Store(fault) => message(
                fault.code(),
                "数据库暂不可用。".into(),
                fault.to_string(),
                "已完成的步骤不会丢失；排除原因后重新执行同一命令即可。",
            ),
            Refusal::Fault(what) => {
                message("OP-500", "系统内部错误。".into(), what.clone(), "数据未改动；请把错误代码和时间告知维护人员。")
            }
        }
    }

    fn english(&self) -> Message {
        let message =
            |code: &str, what: String, why: String, next: &str| Message { code: code.into(), what, why, next: next.into() };
        match self {
            Refusal::Law(refusal) => message(
                refusal.code(),
                "The act was not carried out.".into(),
                format!("The law or the procedure stands against it: {refusal}"),
                "Complete what the clause asks for and try again.",
            ),
            Refusal::Assembly(fault) => message(
                "OP-410",
                "The unit cannot be determined.".into(),
                fault.to_string(),
                "Complete what is missing and determine it again.",
            ),
            Refusal::Award(refusal) => message(
                "OP-411",
                "The decision could not be carried into an award.".into(),
                refusal.to_string(),
                "Check the existing award and decide again.",
            ),
            Refusal::Permission { act, role, region } => message(
                "OP-403",
                format!("{act:?} was refused in {region}."),
                format!("The role {role:?} has no such permission, or the place is not its own."),
                "Ask an official with the permission, or the security administrator to review the role.",
            ),
            Refusal::Conflict { english, .. } => message(
                "OP-409",
                english.clone(),
                "It conflicts with a record that exists.".into(),
                "Look at the existing record first, then decide whether to correct it.",
            ),
            Refusal::NotFound { kind, id } => message(
                "OP-404",
                format!("There is no {} {id:?}.", kind.words().1),
                "No such record exists, or it is outside your region.".into(),
                "Check the number and try again.",
            ),
            Refusal::UnknownValue(unknown) => message(
                "OP-422",
                format!("The policy value {} is not known for {} on {}.", unknown.key, unknown.region, unknown.day),
                "Without it nothing can be worked out, and the system does not guess.".into(),
                "Enter the value with its source in the county's policy file and try again.",
            ),
            Refusal::NoRules(what) => {
                message("OP-423", what.clone(), "There is no version of the rules for that day.".into(), "Check the date.")
            }
            Refusal::Calendar(fault) => message(
                "OP-424",
                "The deadline cannot be counted.".into(),
                fault.to_string(),
                "Load the State Council's holiday notice for that year and try again.",
            ),
            Refusal::File { name, why } => message(
                why.reason.code(),
                format!("The file {name:?} was not imported."),
                why.to_string(),
                "Other files are not affected; correct it and import it again.",
            ),
            Refusal::OtherMonth { name, stated, month } => message(
                "OP-427",
                format!("The file {name:?} was not imported."),
                format!("It states {stated} but was sent for {month}."),
                "Import it for the month it states, or have its sender correct it.",
            ),
            Refusal::EmptyInbox { folder, month } => message(
                "OP-431",
                format!("The round of {month} was not begun."),
                format!("There is no xlsx, xls or csv file in {folder:?}."),
                "Put the month's files there, or name the folder with --inbox.",
            ),
            Refusal::RollTooLate { name, first } => message(
                "OP-432",
                format!("The roll {name:?} was not imported."),
                format!(
                    "Rolls are imported once, when the county begins; its first round was that of {first}, and from then on its own decisions count."
                ),
                "Correct a mistake of the roll by a case; a family it left out applies anew.",
            ),
            Refusal::OriginalDestroyed { name, since } => message(
                "OP-433",
                format!("The original file {name:?} cannot be opened."),
                format!("It was kept until {since}; it was destroyed with its key."),
                "Look at the facts and complaints recorded from it, or ask its sender for it.",
            ),
            Refusal::NotYet { day, today } => message(
                "OP-429",
                "The act was not carried out.".into(),
                format!("Its day {day} has not come; today is {today}."),
                "An act is dated today or earlier.",
            ),
            Refusal::NoReason => message(
                "OP-428",
                "The act was not carried out.".into(),
                "No reason was given.".into(),
                "Give the reason and try again.",
            ),
            Refusal::Report(refusal) => message(
                "OP-430",
                "The report was not made.".into(),
                refusal.to_string(),
                "Find out which figure is wrong, then make the report again.",
            ),
            Refusal::Text(refusal) => message(
                refusal.code(),
                "The report was not checked.".into(),
                refusal.to_string(),
                "Give another file: docx, xlsx, html, txt, or a PDF with a text layer.",
            ),
            Refusal::NotSetUp { data } => message(
                "OP-405",
                format!("The data folder {data:?} has not been set up."),
                "There is no settings.toml in it.".into(),
                "Run doudi init first, or name the data folder with --data.",
            ),
            Refusal::Settings { file, why } => message(
                "OP-425",
                format!("The file {file:?} cannot be read or written."),
                why.clone(),
                "Correct the file or its permissions and try again.",
            ),
            Refusal::Policy(faults) => message(
                "OP-426",
                "The policy files have faults and are not used.".into(),
                faults_text(faults),
                "Correct each of them and try again.",
            ),
            Refusal::Store(fault) => message(
                fault.code(),
                "The database cannot be used now.".into(),
                fault.to_string(),
                "No finished step is lost; remove the cause and run the same command again.",
            ),
            Refusal::Fault(what) => message(
                "OP-500",
                "An internal fault.".into(),
                what.clone(),
                "Nothing was changed; give the code and the time to those who maintain the system.",
            ),
        }
    }
}

fn faults_text(faults: &[PolicyFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
