//! The file of a journal: locked, read to its last whole line, and written so that it survives a crash.

use std::fs::{self, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::digest::Digest;
use super::error::JournalError;
use super::record::{Header, Record, VERSION};

/// A journal's file, which is locked for as long as it is open.
#[derive(Clone)]
pub(super) struct File(Arc<Mutex<Inner>>);

struct Inner {
    path: PathBuf,
    file: fs::File,
    /// Where the last whole line ends; `None` once that isn't certain any more.
    end: Option<u64>,
}

/// An open file, and what it says.
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) records: Vec<Record>,
}

impl File {
    /// Opens the journal of a mailing with this content, or begins it.
    pub(super) fn open(path: &Path, content: Digest) -> Result<Opened, JournalError> {
        let failed = |source| JournalError::Open { path: path.to_owned(), source };
        let mut file = open(path).map_err(failed)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => JournalError::Locked { path: path.to_owned() },
            TryLockError::Error(source) => failed(source),
        })?;
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        let header = Record::Journal(Header { version: VERSION, content });
        let (records, end) = read(&text, &header, path)?;
        match records.first() {
            None => {}
            Some(Record::Journal(Header { version, .. })) if *version != VERSION => {
                return Err(JournalError::Version { path: path.to_owned(), version: *version });
            }
            Some(first) if *first == header => {}
            Some(Record::Journal(_)) => return Err(JournalError::OtherContent { path: path.to_owned() }),
            Some(_) => return Err(JournalError::NotAJournal { path: path.to_owned() }),
        }
        // What a crash left of the last line goes, so that the next one is a line of its own.
        file.set_len(end).map_err(failed)?;
        let file = Self(Arc::new(Mutex::new(Inner { path: path.to_owned(), file, end: Some(end) })));
        if records.is_empty() {
            file.append(&header)?;
            keep_name(path).map_err(failed)?;
        }
        Ok(Opened { file, records })
    }

    /// Writes a record, and returns once it is on disk.
    pub(super) fn append(&self, record: &Record) -> Result<(), JournalError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).append(&record.line())
    }
}

impl Inner {
    fn append(&mut self, line: &[u8]) -> Result<(), JournalError> {
        let written = match self.end.take() {
            Some(end) => self.write(end, line),
            None => Err(io::Error::other("an earlier line was written in part only")),
        };
        written.map_err(|source| JournalError::Write { path: self.path.clone(), source })
    }

    fn write(&mut self, end: u64, line: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(end))?;
        self.file.write_all(line)?;
        self.file.sync_data()?;
        self.end = Some(end + line.len() as u64);
        Ok(())
    }
}

/// The whole records of a journal, and where the last of them ends. The last line may be torn, for a crash may meet
/// it half written; no other may.
fn read(text: &[u8], header: &Record, path: &Path) -> Result<(Vec<Record>, u64), JournalError> {
    let (mut records, mut end) = (Vec::new(), 0);
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let is_last = index + 1 == lines.len();
        match serde_json::from_slice(line) {
            Ok(record) if line.ends_with(b"\n") => records.push(record),
            _ if index == 0 && !(is_last && is_torn(line, header)) => {
                return Err(JournalError::NotAJournal { path: path.to_owned() });
            }
            Err(source) if !is_last => {
                return Err(JournalError::Damaged { path: path.to_owned(), line: index + 1, source });
            }
            _ => break,
        }
        end += line.len() as u64;
    }
    Ok((records, end))
}

/// Whether a line that can't be read is what a crash left of the first one, with room behind it that was never filled.
/// Anything else is somebody's file.
fn is_torn(line: &[u8], header: &Record) -> bool {
    let written = line.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    header.line().starts_with(&line[..written])
}

/// Opens a file for nobody but its owner: it has the addresses of all recipients.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes the name of a new file survive a crash too.
#[cfg(unix)]
fn keep_name(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(folder)?.sync_all()
}

/// Here a folder can't be opened; its file system keeps names by itself.
#[cfg(not(unix))]
fn keep_name(_: &Path) -> io::Result<()> {
    Ok(())
}
