//! Faults: what the disk, the server, a key or another program stands in the way with. Those an administrator can act
//! on have a text of four parts (what, where, why, what next) in Chinese and English.

use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr};
use vocabulary::RegionCode;

/// Why the store could not do what it was asked. `Display` is the English text; [`StoreFault::chinese`] the Chinese one.
#[derive(Debug, thiserror::Error)]
pub enum StoreFault {
    /// The address is neither a file nor a server.
    #[error(
        "The database address was not understood. Place: `{text}`. Why: it starts with neither `sqlite:` and a file \
         nor `postgres://`. Next: write `sqlite:/path/county.db` or `postgres://user@host/name`."
    )]
    BadPlace {
        /// What was given, without a password.
        text: String,
    },
    /// Another process writes to the file.
    #[error(
        "The database is being written by another process. Place: {}. Why: {holder} holds its writer lock. \
         Next: wait until it has finished or stop it, then repeat; nothing was changed.", path.display()
    )]
    LockedByAnother {
        /// The database file.
        path: PathBuf,
        /// Process number and command of the holder.
        holder: String,
    },
    /// The database stayed busy for longer than the store waits.
    #[error(
        "The database is busy. Place: the writer's connection. Why: another act has not ended within the time the store \
         waits. Next: repeat in a moment; nothing was changed."
    )]
    Busy,
    /// The schema was written by a newer program.
    #[error(
        "The database is newer than this program. Place: schema {found}. Why: this program knows schemas up to {known}. \
         Next: install the newer program; do not write with this one."
    )]
    NewerSchema {
        /// Last migration in the database.
        found: String,
        /// Last migration this program knows.
        known: String,
    },
    /// The schema is older than the program.
    #[error(
        "The database must be brought up to this program's schema first. Place: schema {found}. Why: this program works \
         on {known}. Next: make a backup, then run the migration."
    )]
    OlderSchema {
        /// Last migration in the database; empty for none.
        found: String,
        /// Last migration this program knows.
        known: String,
    },
    /// The key file cannot be used.
    #[error(
        "The key file cannot be used. Place: {}. Why: {why}. Next: put the key file of this database back from its \
         safekeeping; without it, sealed numbers cannot be read by anybody.", path.display()
    )]
    KeyFile {
        /// The key file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The keys are those of another database.
    #[error(
        "The keys do not belong to this database. Place: county {county}. Why: its key check differs. \
         Next: give the key file the database was made with; nothing was changed."
    )]
    WrongKey {
        /// The county, six digits.
        county: i64,
    },
    /// No room on the disk.
    #[error(
        "The disk is full. Place: the database's disk. Why: no room for another row. \
         Next: free room and repeat; the act was taken back as a whole."
    )]
    DiskFull,
    /// The server does not answer.
    #[error(
        "The database cannot be reached. Place: {place}. Why: {why}. Next: check that the server runs and that address, \
         user and network are right, then repeat."
    )]
    Unreachable {
        /// The place, without a password.
        place: String,
        /// What the driver says.
        why: String,
    },
    /// A row with the same key says something else.
    #[error(
        "A record stands there already and says something else. Place: {table}, {key}. Why: {why}. \
         Next: look at the record and enter a correction that follows it; nothing was changed."
    )]
    Conflict {
        /// The table.
        table: &'static str,
        /// Its key.
        key: String,
        /// What differs.
        why: String,
    },
    /// A job's lease went to somebody else.
    #[error(
        "The job is no longer held. Place: job `{key}`. Why: its lease ran out or another took it up. \
         Next: claim it again and continue from its progress."
    )]
    LeaseLost {
        /// The job's key or id.
        key: String,
    },
    /// A file to be used is not there or not readable.
    #[error("A file could not be used. Place: {}. Why: {source}. Next: check the path and its permissions.", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The region is no county.
    #[error("records are kept by county; {region} is not one")]
    NotACounty {
        /// The region.
        region: RegionCode,
    },
    /// A value in a row is none of its type.
    #[error("a row holds `{value}`, which is no {what}")]
    Unreadable {
        /// What it should be.
        what: String,
        /// What stands there; never a sealed value.
        value: String,
    },
    /// A sealed value cannot be opened: changed, or of another row.
    #[error("a sealed value of {what} cannot be opened: it was changed or belongs elsewhere")]
    Unsealed {
        /// Which value.
        what: String,
    },
    /// The system gives no random numbers.
    #[error("the operating system gives no random numbers: {0}")]
    Random(String),
    /// Anything else the database says.
    #[error("the database failed")]
    Database(#[source] DbErr),
}

impl StoreFault {
    /// A code for messages, logs and exit codes.
    pub fn code(&self) -> &'static str {
        match self {
            StoreFault::BadPlace { .. } => "store.bad_place",
            StoreFault::LockedByAnother { .. } => "store.locked",
            StoreFault::Busy => "store.busy",
            StoreFault::NewerSchema { .. } => "store.newer_schema",
            StoreFault::OlderSchema { .. } => "store.older_schema",
            StoreFault::KeyFile { .. } => "store.key_file",
            StoreFault::WrongKey { .. } => "store.wrong_key",
            StoreFault::DiskFull => "store.disk_full",
            StoreFault::Unreachable { .. } => "store.unreachable",
            StoreFault::Conflict { .. } => "store.conflict",
            StoreFault::LeaseLost { .. } => "store.lease_lost",
            StoreFault::File { .. } => "store.file",
            StoreFault::NotACounty { .. } => "store.not_a_county",
            StoreFault::Unreadable { .. } => "store.unreadable",
            StoreFault::Unsealed { .. } => "store.unsealed",
            StoreFault::Random(_) => "store.random",
            StoreFault::Database(_) => "store.database",
        }
    }

    /// The text in Chinese: what, where, why and what next. Faults nobody but a developer can act on share one text.
    pub fn chinese(&self) -> String {
        let parts =
            |what: &str, place: &str, why: &str, next: &str| format!("{what}。位置：{place}。原因：{why}。处理：{next}。");
        match self {
            StoreFault::BadPlace { text } => parts(
                "数据库地址无法识别",
                text,
                "既不是“sqlite:”加文件路径，也不是“postgres://”地址",
                "请改写为 sqlite:/路径/county.db 或 postgres://用户@主机/库名",
            ),
            StoreFault::LockedByAnother { path, holder } => parts(
                "另一程序正在写入数据库",
                &path.display().to_string(),
                &format!("写锁由 {holder} 持有"),
                "请等待其结束或停止该程序后重试；本次未改动任何数据",
            ),
            StoreFault::Busy => {
                parts("数据库正忙", "写入连接", "另一项操作在等待时限内没有结束", "请稍后重试；本次未改动任何数据")
            }
            StoreFault::NewerSchema { found, known } => parts(
                "数据库版本高于本程序",
                &format!("库结构 {found}"),
                &format!("本程序最高支持 {known}"),
                "请安装新版程序，勿用本程序写入",
            ),
            StoreFault::OlderSchema { found, known } => parts(
                "数据库须先升级",
                &format!("库结构 {}", if found.is_empty() { "（空库）" } else { found }),
                &format!("本程序使用 {known}"),
                "请先备份，再执行升级",
            ),
            StoreFault::KeyFile { path, why } => parts(
                "密钥文件不可用",
                &path.display().to_string(),
                why,
                "请从保管处取回本库的密钥文件；没有它，任何人都无法读取加密的号码",
            ),
            StoreFault::WrongKey { county } => parts(
                "密钥与本数据库不符",
                &format!("区划 {county}"),
                "密钥校验值不一致",
                "请使用建库时的密钥文件；本次未改动任何数据",
            ),
            StoreFault::DiskFull => {
                parts("磁盘已满", "数据库所在磁盘", "没有空间写入新记录", "请清理空间后重试；本次操作已整体撤回")
            }
            StoreFault::Unreachable { place, why } => {
                parts("无法连接数据库", place, why, "请检查服务是否运行，地址、用户和网络是否正确，然后重试")
            }
            StoreFault::Conflict { table, key, why } => {
                parts("已有同一记录且内容不同", &format!("{table}，{key}"), why, "请查看原记录，另行录入更正；本次未改动任何数据")
            }
            StoreFault::LeaseLost { key } => {
                parts("任务已不由本程序持有", &format!("任务“{key}”"), "租期已过或已被他人接手", "请重新领取任务，从其进度继续")
            }
            StoreFault::File { path, source } => {
                parts("文件不可用", &path.display().to_string(), &source.to_string(), "请检查路径和权限")
            }
            StoreFault::NotACounty { .. }
            | StoreFault::Unreadable { .. }
            | StoreFault::Unsealed { .. }
            | StoreFault::Random(_)
            | StoreFault::Database(_) => {
                parts("系统内部故障", "数据库", "程序或磁盘出错", "请将参考编号交给系统管理员；本次操作已整体撤回")
            }
        }
    }
}

/// SQLite's code for a full disk.
const SQLITE_FULL: &str = "13";
/// PostgreSQL's code for a full disk.
const POSTGRES_DISK_FULL: &str = "53100";
/// PostgreSQL's code for a lock that was not had in time.
const POSTGRES_LOCK_NOT_AVAILABLE: &str = "55P03";

impl From<DbErr> for StoreFault {
    fn from(fault: DbErr) -> StoreFault {
        if matches!(fault, DbErr::ConnectionAcquire(_)) {
            return StoreFault::Busy;
        }
        let (DbErr::Conn(RuntimeErr::SqlxError(driver))
        | DbErr::Exec(RuntimeErr::SqlxError(driver))
        | DbErr::Query(RuntimeErr::SqlxError(driver))) = &fault
        else {
            return StoreFault::Database(fault);
        };
        let driver = driver.clone();
        #[expect(clippy::wildcard_enum_match_arm, reason = "the driver's reasons are not ours and grow with it")]
        match driver.as_ref() {
            sqlx::Error::Database(said) => match said.code().as_deref() {
                Some(SQLITE_FULL | POSTGRES_DISK_FULL) => StoreFault::DiskFull,
                Some(POSTGRES_LOCK_NOT_AVAILABLE) => StoreFault::Busy,
                Some(code) if is_sqlite_busy(code) => StoreFault::Busy,
                Some(_) | None => StoreFault::Database(fault),
            },
            sqlx::Error::Io(why) => StoreFault::Unreachable { place: "数据库连接".to_owned(), why: why.to_string() },
            _ => StoreFault::Database(fault),
        }
    }
}

/// SQLITE_BUSY is 5 in the low byte, whatever the rest of the code says. PostgreSQL's codes have five signs.
fn is_sqlite_busy(code: &str) -> bool {
    code.len() < 5 && code.parse::<i64>().is_ok_and(|code| code & 0xff == 5)
}
