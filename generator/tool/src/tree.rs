//! What should be on disk, compared with what is.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

/// What a file staged beside its target is called, until it takes the target's place.
pub(crate) const STAGED_PREFIX: &str = ".regen-";
/// The other end of that name.
pub(crate) const STAGED_SUFFIX: &str = ".tmp";

/// Files as they should be, in the order in which they are written.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    /// Path and text.
    pub(crate) files: Vec<(PathBuf, Cow<'a, str>)>,
    /// The folder in which nothing else may be.
    pub(crate) owned: PathBuf,
    /// Files that may only be there where they are among `files`.
    pub(crate) optional: Vec<PathBuf>,
}

/// A file that is not as it should be.
#[derive(Debug)]
pub(crate) struct Change<'a> {
    /// Which.
    pub(crate) path: PathBuf,
    /// In what way.
    pub(crate) drift: Drift<'a>,
}

/// In what way a file is not as it should be.
#[derive(Debug)]
pub(crate) enum Drift<'a> {
    /// It has other contents.
    Stale {
        /// What it should hold.
        text: Cow<'a, str>,
        /// Where it first differs.
        difference: Difference,
    },
    /// It isn't there.
    Missing {
        /// What it should hold.
        text: Cow<'a, str>,
    },
    /// It is there, and should not be.
    Orphaned,
    /// It was staged by a run that did not end.
    Leftover,
}

/// The first line that differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Counted from 1.
    pub(crate) line: usize,
    /// As it is; none past the end.
    pub(crate) is: Option<String>,
    /// As it should be; none past the end.
    pub(crate) should_be: Option<String>,
}

impl<'a> Tree<'a> {
    /// Everything that is not as it should be, in the order of writing; what is to be deleted comes last.
    ///
    /// # Errors
    ///
    /// When a file or folder that is there can't be read.
    pub(crate) fn compare(self) -> io::Result<Vec<Change<'a>>> {
        let others = self.others()?;
        let mut changes = Vec::new();
        for (path, text) in self.files {
            let drift = match std::fs::read(&path) {
                Ok(bytes) if bytes == text.as_bytes() => continue,
                Ok(bytes) => {
                    let difference = Difference::between(&String::from_utf8_lossy(&bytes), &text);
                    Drift::Stale { text, difference }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => Drift::Missing { text },
                Err(error) => return Err(error),
            };
            changes.push(Change { path, drift });
        }
        changes.extend(others);
        Ok(changes)
    }

    /// What is there and should not be.
    fn others(&self) -> io::Result<Vec<Change<'a>>> {
        let files: HashSet<&Path> = self.files.iter().map(|(path, _)| path.as_path()).collect();
        let mut others = Vec::new();
        for path in self.found()? {
            let drift = if is_staged(&path) {
                Drift::Leftover
            } else if (path.starts_with(&self.owned) || self.optional.contains(&path))
                && !files.contains(path.as_path())
            {
                Drift::Orphaned
            } else {
                continue;
            };
            others.push(Change { path, drift });
        }
        Ok(others)
    }

    /// Every file in the folders that are written to, sorted.
    fn found(&self) -> io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        walk(&self.owned, true, &mut found)?;
        let mut folders: Vec<&Path> = self.files.iter().filter_map(|(path, _)| path.parent()).collect();
        folders.sort_unstable();
        folders.dedup();
        for folder in folders.into_iter().filter(|folder| !folder.starts_with(&self.owned)) {
            walk(folder, false, &mut found)?;
        }
        found.sort();
        Ok(found)
    }
}

impl Difference {
    fn between(is: &str, should_be: &str) -> Self {
        let (mut left, mut right) = (is.split('\n'), should_be.split('\n'));
        let mut line = 0;
        loop {
            line += 1;
            let (is, should_be) = (left.next(), right.next());
            if is != should_be || is.is_none() {
                return Self { line, is: is.map(str::to_owned), should_be: should_be.map(str::to_owned) };
            }
        }
    }
}

fn is_staged(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(STAGED_PREFIX) && name.ends_with(STAGED_SUFFIX)
}

fn walk(folder: &Path, deep: bool, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            found.push(entry.path());
        } else if deep {
            walk(&entry.path(), deep, found)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_found_also_past_an_end() {
        let between = Difference::between;
        let line = |line, is: Option<&str>, should_be: Option<&str>| Difference {
            line,
            is: is.map(str::to_owned),
            should_be: should_be.map(str::to_owned),
        };
        assert_eq!(between("a\nb\n", "a\nc\n"), line(2, Some("b"), Some("c")));
        assert_eq!(between("a\n", "a\nc\n"), line(2, Some(""), Some("c")));
        assert_eq!(between("a", "a\n"), line(2, None, Some("")));
    }
}
