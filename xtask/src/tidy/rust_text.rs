//! Rust as the rules read it: code without comments, literals and tests, in lines that keep their numbers.

/// A Rust file taken apart.
#[derive(Clone, Debug, Default)]
pub struct RustText {
    /// The code; comments and the contents of literals are blanks. Line breaks stand where they stood.
    pub code: String,
    /// Every string literal with the line it begins on.
    pub strings: Vec<(usize, String)>,
}

/// True for a file that is a test as a whole: `tests.rs`, `…_tests.rs`, or anything in `tests/` or `benches/`.
pub fn is_test_file(path: &str) -> bool {
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
    stem == "tests" || stem.ends_with("_tests") || path.split('/').any(|part| part == "tests" || part == "benches")
}

/// Beginnings of the paths whose files are tests because `text`, the file at `path`, declares their module under
/// `#[cfg(test)]`: `#[cfg(test)] mod samples;` in `src/pages/mod.rs` makes `src/pages/samples.rs` and `src/pages/samples/` tests.
pub fn test_modules(path: &str, text: &str) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.trim_end_matches(".rs");
    let folder = if ["mod", "lib", "main"].contains(&stem) { folder.to_owned() } else { format!("{folder}/{stem}") };
    let code = read(text).code;
    let declarations = code.split("#[cfg(test)]").skip(1).filter_map(|rest| rest.split_once(';')).map(|(first, _)| first.trim());
    let names = declarations.filter_map(|first| first.strip_prefix("mod ")).filter(|name| words(name) == [*name]);
    names.map(|name| format!("{folder}/{name}")).collect()
}

/// Takes a Rust file apart.
pub fn read(text: &str) -> RustText {
    Reader { characters: text.chars().collect(), at: 0, line: 1, out: RustText::default() }.read()
}

/// `code` with every item under `#[cfg(test)]` blanked. `code` is as [`read`] returns it.
pub fn without_tests(code: &str) -> String {
    let mut rest: Vec<char> = code.chars().collect();
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut at = 0;
    while at + mark.len() <= rest.len() {
        if rest[at..].starts_with(&mark) {
            let end = end_of_item(&rest, at + mark.len());
            for character in &mut rest[at..end] {
                if *character != '\n' {
                    *character = ' ';
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
    rest.into_iter().collect()
}

/// The place after the item that begins at `from`: after its `;`, or after the brace that closes it.
fn end_of_item(code: &[char], from: usize) -> usize {
    let mut depth = 0;
    for (at, character) in code.iter().enumerate().skip(from) {
        match character {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The lines of `code`, counted from 1.
pub fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// The identifiers, keywords and numbers of a line.
pub fn words(line: &str) -> Vec<&str> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect()
}

/// Items declared in `code`: line, keyword (`fn`, `mod`, `struct`, `enum`, `trait`, `type`), name, and whether it is `pub`.
pub fn declared(code: &str) -> Vec<(usize, &str, &str, bool)> {
    let mut items = Vec::new();
    for (number, line) in lines(code) {
        let found = words(line);
        for pair in found.windows(2) {
            let [keyword, name] = pair else { continue };
            if ["fn", "mod", "struct", "enum", "trait", "type"].contains(keyword) {
                items.push((number, *keyword, *name, line.trim_start().starts_with("pub ")));
                break;
            }
        }
    }
    items
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    line: usize,
    out: RustText,
}

impl Reader {
    fn read(mut self) -> RustText {
        while let Some(character) = self.peek(0) {
            match (character, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('r', Some('"' | '#')) if !self.inside_word() && self.raw_string_hashes().is_some() => self.raw_string(),
                ('"', _) => self.string(),
                ('\'', _) => self.character_or_lifetime(),
                _ => self.keep(),
            }
        }
        self.out
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    /// True where the character before belongs to the same identifier; `b` of a byte string does not count.
    fn inside_word(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.characters.get(at)).copied();
        before.is_some_and(|c| c != 'b' && (c.is_alphanumeric() || c == '_'))
    }

    fn keep(&mut self) {
        if let Some(character) = self.peek(0) {
            self.line += usize::from(character == '\n');
            self.out.code.push(character);
            self.at += 1;
        }
    }

    /// Passes one character by, leaving a blank in the code.
    fn blank(&mut self) -> Option<char> {
        let character = self.peek(0)?;
        self.line += usize::from(character == '\n');
        self.out.code.push(if character == '\n' { '\n' } else { ' ' });
        self.at += 1;
        Some(character)
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            let step = match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => 1,
                (Some('*'), Some('/')) => -1,
                (None, _) => return,
                _ => 0,
            };
            depth += step;
            self.blank();
            if step != 0 {
                self.blank();
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn raw_string_hashes(&self) -> Option<usize> {
        let hashes = (1..).take_while(|ahead| self.peek(*ahead) == Some('#')).count();
        (self.peek(1 + hashes) == Some('"')).then_some(hashes)
    }

    fn raw_string(&mut self) {
        let (line, hashes) = (self.line, self.raw_string_hashes().unwrap_or(0));
        for _ in 0..hashes + 1 {
            self.keep();
        }
        self.keep();
        let mut content = String::new();
        while self.peek(0).is_some() {
            if self.peek(0) == Some('"') && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                break;
            }
            content.extend(self.blank());
        }
        for _ in 0..hashes + 1 {
            self.keep();
        }
        self.out.strings.push((line, content));
    }

    fn string(&mut self) {
        let line = self.line;
        let mut content = String::new();
        self.keep();
        while let Some(character) = self.peek(0) {
            if character == '"' {
                break;
            }
            content.extend(self.blank());
            if character == '\\' {
                content.extend(self.blank());
            }
        }
        self.keep();
        self.out.strings.push((line, content));
    }

    fn character_or_lifetime(&mut self) {
        let escaped = self.peek(1) == Some('\\');
        let quoted = self.peek(2) == Some('\'');
        self.keep();
        if escaped {
            self.blank();
            self.blank();
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.blank();
            }
            self.keep();
        } else if quoted {
            self.blank();
            self.keep();
        }
    }
}
