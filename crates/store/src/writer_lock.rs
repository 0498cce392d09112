//! The lock of the process that writes to a database file. SQLite itself lets only one write at a time; this lock lasts
//! as long as the process has the store open, so that another one learns who it waits for.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::StoreFault;

/// Held from the first write until the store is closed; the operating system frees it also when the process dies.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

/// The lock file of a database file: beside it, with `.writer` after its name.
fn lock_path(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".writer");
    PathBuf::from(name)
}

impl WriterLock {
    /// Takes the lock and writes down who has it.
    pub fn take(database: &Path) -> Result<WriterLock, StoreFault> {
        let path = lock_path(database);
        let fault = |source| StoreFault::File { path: path.clone(), source };
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Where the system lets nobody read a locked file, the holder stays unnamed.
                if file.read_to_string(&mut holder).is_err() || holder.trim().is_empty() {
                    "未知进程 (an unknown process)".clone_into(&mut holder);
                }
                return Err(StoreFault::LockedByAnother { path: database.to_owned(), holder: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(fault(source)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(fault)?;
        writeln!(file, "pid {} ({})", std::process::id(), command()).map_err(fault)?;
        Ok(WriterLock { _file: file })
    }
}

/// The program's name and its first two words: enough to know which command it is, without paths or keys of later ones.
fn command() -> String {
    let mut words = std::env::args();
    let program = words.next().unwrap_or_default();
    let program = Path::new(&program).file_name().map_or(program.clone(), |name| name.to_string_lossy().into_owned());
    words.take(2).filter(|word| !word.contains("://")).fold(program, |line, word| format!("{line} {word}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_learns_who_the_first_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("county.db");
        let first = WriterLock::take(&database).expect("the first has it");
        let fault = WriterLock::take(&database).expect_err("the second waits");
        assert!(fault.to_string().contains(&format!("pid {}", std::process::id())), "{fault}");
        assert!(fault.chinese().contains("另一程序正在写入数据库"), "{}", fault.chinese());
        drop(first);
        WriterLock::take(&database).expect("free again");
    }
}
