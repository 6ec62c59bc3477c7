//! A run in a process of its own, watched from outside: no stack overflow ends unexplained.
//!
//! A panic is caught where it happens. A stack that overflows, or a system out of memory, ends the whole process
//! without a word about the document. So the command runs a second time as its own child, which keeps a journal of what
//! it is working on.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::error::Error;
use tool::exit::{ExitCode, Failure};

/// Where the journal is, for the process that is watched.
const JOURNAL: &str = "XTASK_JOURNAL";

/// What is being worked on.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
}

/// Does something in a process of its own, and names the documents at hand where that process is ended.
pub(crate) fn watched(work: impl FnOnce(&Journal) -> Result<ExitCode, Failure>) -> Result<ExitCode, Failure> {
    if let Some(path) = std::env::var_os(JOURNAL) {
        return work(&Journal::open(Path::new(&path))?);
    }
    let program = std::env::current_exe().map_err(Error::read(Path::new("this program")))?;
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1));
    Ok(watch(&mut command)?)
}

/// Runs a command that keeps a journal, to its end.
fn watch(command: &mut Command) -> Result<ExitCode, Error> {
    let failed = || Error::write(Path::new("the journal"));
    let journal = tempfile::NamedTempFile::new().map_err(failed())?;
    command.env(JOURNAL, journal.path());
    let status = command.status();
    let status = status.map_err(Error::read(Path::new("this program")))?;
    if let Some(code) = status.code().and_then(ExitCode::known) {
        return Ok(code);
    }
    let journal = std::fs::read_to_string(journal.path()).map_err(failed())?;
    Err(Error::Ended { how: status.to_string(), documents: at_hand(&journal) })
}

impl Journal {
    fn open(path: &Path) -> Result<Self, Error> {
        let file = OpenOptions::new().append(true).open(path).map_err(Error::write(path))?;
        Ok(Self { path: path.to_owned(), file: Mutex::new(file) })
    }

    /// A document is begun.
    pub(super) fn begin(&self, document: &str) -> Result<(), Error> {
        self.note('+', document)
    }

    /// It is done, whatever came of it.
    pub(super) fn end(&self, document: &str) -> Result<(), Error> {
        self.note('-', document)
    }

    fn note(&self, sign: char, document: &str) -> Result<(), Error> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // In one piece, and unbuffered: what comes next may be the end.
        file.write_all(format!("{sign}{document:?}\n").as_bytes()).map_err(Error::write(&self.path))
    }
}

/// What was begun and not done.
fn at_hand(journal: &str) -> Vec<String> {
    let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
    for line in journal.lines() {
        match (line.strip_prefix('+'), line.strip_prefix('-')) {
            (Some(document), _) => *begun.entry(document).or_default() += 1,
            (_, Some(document)) => *begun.entry(document).or_default() -= 1,
            _ => {}
        }
    }
    begun.into_iter().filter(|(_, times)| *times > 0).map(|(document, _)| document.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_and_not_done_is_at_hand() {
        assert_eq!(at_hand("+\"a\"\n+\"b\"\n-\"a\"\n+\"c d\"\n"), ["\"b\"", "\"c d\""]);
        assert!(at_hand("").is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_process_that_is_ended_leaves_the_name_of_its_document() {
        let sh = |script: &str| watch(Command::new("sh").args(["-c", script]));
        let write = r#"printf '+"deep.json"\n' >> "$XTASK_JOURNAL";"#;
        let Err(Error::Ended { how, documents }) = sh(&format!("{write} kill -ABRT $$")) else {
            panic!("it was ended");
        };
        assert!(how.contains("signal"), "{how}");
        assert_eq!(documents, ["\"deep.json\""]);
        assert_eq!(sh(&format!("{write} exit 113")).unwrap(), ExitCode::Generation);
        assert!(matches!(sh("exit 101"), Err(Error::Ended { documents, .. }) if documents.is_empty()));
    }
}
