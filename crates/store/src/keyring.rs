//! The key file: master keys by version, and the two keys of the indexes.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::StoreFault;
use crate::cipher::{Index, KEY_BYTES, from_hexadecimal, hexadecimal, random};

/// Word that a key file of this layout starts with.
const FORMAT: &str = "doudi-keyring-1";

/// The keys of a database. They live in a file of mode 0600 and are backed up apart from the database: without them the
/// sealed columns cannot be read by anybody. `Debug` shows versions only.
#[derive(Clone, PartialEq, Eq)]
pub struct Keyring {
    masters: BTreeMap<i64, [u8; KEY_BYTES]>,
    exact_index: [u8; 32],
    last_four_index: [u8; 32],
}

/// The file's layout: keys in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: String,
    masters: BTreeMap<i64, String>,
    exact_index: String,
    last_four_index: String,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keyring(masters {:?})", self.masters.keys().collect::<Vec<_>>())
    }
}

impl Keyring {
    /// New random keys, written to a new file; one that exists is never written over.
    pub fn create(path: &Path) -> Result<Keyring, StoreFault> {
        let keys = Keyring::random()?;
        let mut file = new_private_file(path).map_err(|source| {
            if source.kind() == std::io::ErrorKind::AlreadyExists {
                key_fault(path, "文件已存在 (it exists already)")
            } else {
                StoreFault::File { path: path.to_owned(), source }
            }
        })?;
        keys.write_to(&mut file).map_err(|source| StoreFault::File { path: path.to_owned(), source })?;
        Ok(keys)
    }

    /// The keys of a file. One that others than its owner can read is refused.
    pub fn load(path: &Path) -> Result<Keyring, StoreFault> {
        let text = std::fs::read_to_string(path).map_err(|fault| {
            if fault.kind() == std::io::ErrorKind::NotFound {
                key_fault(path, "文件不存在 (no such file)")
            } else {
                key_fault(path, &format!("无法读取 (it cannot be read): {fault}"))
            }
        })?;
        refuse_if_others_read(path)?;
        Keyring::parse(&text).ok_or_else(|| key_fault(path, "内容不是密钥文件 (it is no key file)"))
    }

    /// Adds a new master key to the file; new keys are wrapped by it from now on, old ones at a rotation
    /// ([`crate::Store::rotate_person_keys`]). The index keys stay: they must find what was entered before.
    pub fn rotate(path: &Path) -> Result<Keyring, StoreFault> {
        let mut keys = Keyring::load(path)?;
        let version = keys.newest_master().0 + 1;
        keys.masters.insert(version, random()?);
        // The new file takes the old one's place in one step, so that no crash leaves half a key file.
        let beside = path.with_extension("rotating");
        if beside.exists() {
            // Left by a rotation that was cut off: it never took effect.
            std::fs::remove_file(&beside).map_err(|source| StoreFault::File { path: beside.clone(), source })?;
        }
        let written = new_private_file(&beside).and_then(|mut file| keys.write_to(&mut file));
        written
            .and_then(|()| std::fs::rename(&beside, path))
            .map_err(|source| StoreFault::File { path: beside.clone(), source })?;
        Ok(keys)
    }

    /// New random keys that stand in no file; for tests.
    pub fn random() -> Result<Keyring, StoreFault> {
        Ok(Keyring { masters: BTreeMap::from([(1, random()?)]), exact_index: random()?, last_four_index: random()? })
    }

    /// The newest master key with its version.
    pub(crate) fn newest_master(&self) -> (i64, &[u8; KEY_BYTES]) {
        let (version, key) = self.masters.last_key_value().expect("a keyring holds a master key");
        (*version, key)
    }

    /// The master keys by version.
    pub(crate) fn masters(&self) -> impl Iterator<Item = (i64, &[u8; KEY_BYTES])> {
        self.masters.iter().map(|(version, key)| (*version, key))
    }

    /// The key of an index.
    pub(crate) fn index(&self, index: Index) -> &[u8; 32] {
        match index {
            Index::Exact => &self.exact_index,
            Index::LastFour => &self.last_four_index,
        }
    }

    fn parse(text: &str) -> Option<Keyring> {
        let file: KeyFile = serde_json::from_str(text).ok()?;
        let masters: Option<BTreeMap<_, _>> =
            file.masters.iter().map(|(version, key)| Some((*version, from_hexadecimal(key)?.try_into().ok()?))).collect();
        let masters = masters.filter(|masters| !masters.is_empty() && file.format == FORMAT)?;
        let index = |text: &str| from_hexadecimal(text)?.try_into().ok();
        Some(Keyring { masters, exact_index: index(&file.exact_index)?, last_four_index: index(&file.last_four_index)? })
    }

    fn write_to(&self, file: &mut std::fs::File) -> std::io::Result<()> {
        let content = KeyFile {
            format: FORMAT.to_owned(),
            masters: self.masters.iter().map(|(version, key)| (*version, hexadecimal(key))).collect(),
            exact_index: hexadecimal(&self.exact_index),
            last_four_index: hexadecimal(&self.last_four_index),
        };
        let text = serde_json::to_string_pretty(&content).expect("texts and numbers are always JSON");
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()
    }
}

fn key_fault(path: &Path, why: &str) -> StoreFault {
    StoreFault::KeyFile { path: path.to_owned(), why: why.to_owned() }
}

/// A new file that only its owner can read from the start.
fn new_private_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(unix)]
fn refuse_if_others_read(path: &Path) -> Result<(), StoreFault> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::metadata(path).map_err(|source| StoreFault::File { path: path.to_owned(), source })?;
    if metadata.permissions().mode() & 0o077 != 0 {
        return Err(key_fault(path, "其他用户可读，须设为 0600 (others can read it; set its mode to 0600)"));
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_if_others_read(_path: &Path) -> Result<(), StoreFault> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_reads_back_and_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("county.keys");
        let keys = Keyring::create(&path).expect("created");
        assert_eq!(Keyring::load(&path).expect("loaded"), keys);
        assert!(matches!(Keyring::create(&path), Err(StoreFault::KeyFile { .. })));
        assert_eq!(Keyring::load(&path).expect("loaded"), keys);
    }

    #[test]
    fn a_rotation_adds_a_master_key_and_keeps_the_rest() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("county.keys");
        let old = Keyring::create(&path).expect("created");
        let new = Keyring::rotate(&path).expect("rotated");
        assert_eq!(Keyring::load(&path).expect("loaded"), new);
        assert_eq!(new.newest_master().0, 2);
        assert_eq!(new.masters().next(), old.masters().next());
        assert_eq!(new.index(Index::Exact), old.index(Index::Exact));
    }

    #[test]
    fn a_missing_broken_or_open_key_file_is_refused_with_the_reason() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("county.keys");
        assert!(Keyring::load(&path).expect_err("missing").to_string().contains("no such file"));
        Keyring::create(&path).expect("created");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("set");
            assert!(Keyring::load(&path).expect_err("readable by others").to_string().contains("0600"));
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("set");
        }
        std::fs::write(&path, "{}").expect("written");
        assert!(Keyring::load(&path).expect_err("broken").to_string().contains("no key file"));
    }

    #[test]
    fn keys_are_never_shown() {
        assert_eq!(format!("{:?}", Keyring::random().expect("random keys")), "Keyring(masters [1])");
    }
}
