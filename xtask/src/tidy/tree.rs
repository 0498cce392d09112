//! The repository as text: what git tracks, and what it would track if it were added now.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::process::Command;

use super::rust_text;

/// A file of the repository that is text.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// Its content.
    pub text: String,
    /// True for Rust that is compiled for tests only.
    pub is_test: bool,
}

/// The files of the repository.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Those that are text, by path.
    pub files: Vec<TextFile>,
    /// Every path, pictures and other bytes too.
    pub paths: BTreeSet<String>,
}

/// Why the tree cannot be read.
#[derive(Debug)]
pub struct TreeFault(String);

impl fmt::Display for TreeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for TreeFault {}

impl Tree {
    /// The repository this program was built from. Files that git ignores are not in it.
    pub fn of_repository() -> Result<Tree, TreeFault> {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = xtask.parent().ok_or_else(|| TreeFault("xtask has no directory above it".to_owned()))?;
        let listed = Command::new("git")
            // The checkout may belong to another user than the one who tests it, in a container say.
            .args(["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(root)
            .output()
            .map_err(|fault| {
                TreeFault(format!("git could not be started ({fault}). Install git: tidy asks it for the files."))
            })?;
        if !listed.status.success() {
            let said = String::from_utf8_lossy(&listed.stderr).into_owned();
            return Err(TreeFault(format!("git ls-files failed: {said}Run tidy in a clone of the repository.")));
        }
        let mut tree = Tree::default();
        for path in String::from_utf8_lossy(&listed.stdout).split('\0').filter(|path| !path.is_empty()) {
            // Bytes are not read as text; a file that is deleted and not yet committed is not in the tree.
            let Ok(bytes) = std::fs::read(root.join(path)) else { continue };
            tree.paths.insert(path.to_owned());
            if let Ok(text) = String::from_utf8(bytes) {
                tree.files.push(TextFile { path: path.to_owned(), text, is_test: rust_text::is_test_file(path) });
            }
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        tree.files.dedup_by(|a, b| a.path == b.path);
        tree.mark_test_modules();
        Ok(tree)
    }

    /// A module is a test where the file that declares it says so, whatever its own name is.
    fn mark_test_modules(&mut self) {
        let rust = self.files.iter().filter(|file| file.path.ends_with(".rs"));
        let modules: Vec<String> = rust.flat_map(|file| rust_text::test_modules(&file.path, &file.text)).collect();
        for file in &mut self.files {
            let of_module =
                |module: &String| file.path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
            file.is_test |= modules.iter().any(of_module);
        }
    }

    /// The text of a file, where there is one.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }
}
