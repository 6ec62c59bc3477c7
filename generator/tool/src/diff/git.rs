//! What git knows, asked of its command line.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::Error;

/// What the default branch may be called, the likeliest first.
const DEFAULT_BRANCHES: [&str; 5] =
    ["refs/remotes/origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// A commit, as a log shows it.
#[derive(Debug)]
pub(super) struct Commit {
    pub(super) hash: String,
    pub(super) short: String,
    /// The day it was committed.
    pub(super) date: String,
    pub(super) subject: String,
}

impl Commit {
    fn parse(line: &str) -> Option<Self> {
        let [hash, short, date, subject] = line.splitn(4, '\u{1f}').collect::<Vec<_>>().try_into().ok()?;
        let owned = str::to_owned;
        Some(Self { hash: owned(hash), short: owned(short), date: owned(date), subject: owned(subject) })
    }
}

/// A repository, or the hope for one.
#[derive(Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    /// The repository around a folder.
    pub(super) fn around(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// The commit a revision names; none where it names none.
    pub(super) fn commit(&self, revision: &str) -> Result<Option<String>, Error> {
        let commit = format!("{revision}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        Ok(found.map(|text| text.trim().to_owned()))
    }

    /// The last commit that what is checked out has in common with the default branch.
    pub(super) fn merge_base(&self) -> Result<String, Error> {
        for branch in DEFAULT_BRANCHES {
            if let Some(tip) = self.commit(branch)?
                && let Some(base) = self.ask(&["merge-base", "HEAD", &tip])?
            {
                return Ok(base.trim().to_owned());
            }
        }
        match self.ask(&["rev-parse", "--git-dir"])? {
            Some(_) => Err(Error::NoBase),
            None => Err(Error::NoRepository { folder: self.folder.display().to_string() }),
        }
    }

    /// The commits of a range that touched one of some files, the oldest first. Of a merge, what it brought counts.
    pub(super) fn log(&self, range: &str, paths: &[String]) -> Result<Vec<Commit>, Error> {
        let mut arguments = vec!["log", "--first-parent", "--reverse", "--format=%H%x1f%h%x1f%cs%x1f%s"];
        arguments.extend(["--end-of-options", range, "--"]);
        arguments.extend(paths.iter().map(String::as_str));
        let text = self.ask(&arguments)?.ok_or_else(|| Error::Range { range: range.to_owned() })?;
        Ok(text.lines().filter_map(Commit::parse).collect())
    }

    /// A file as it is in a commit; none where the commit hasn't got it. The path is relative to the folder.
    pub(super) fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.run(&["cat-file", "blob", &format!("{commit}:./{path}")])
    }

    /// A file as `REV:PATH` names it: relative to the top, unless it says otherwise.
    pub(super) fn named(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Error> {
        self.run(&["cat-file", "blob", &format!("{commit}:{path}")])
    }

    fn ask(&self, arguments: &[&str]) -> Result<Option<String>, Error> {
        Ok(self.run(arguments)?.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// What git prints; none where it says no.
    fn run(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>, Error> {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(arguments);
        let output = command.output().map_err(|source| Error::Git { source })?;
        Ok(output.status.success().then_some(output.stdout))
    }
}
