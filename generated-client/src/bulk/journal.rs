//! The journal of a mailing: what is about to be sent, and what became of it, so that a mailing survives a crash.
//!
//! Before a request leaves, its entries are in the file; once it is answered, so are their outcomes. Each is on disk before
//! the mailing goes on. An entry with a beginning and no end is in doubt: it was in flight when the program died.

mod digest;
mod error;
mod file;
mod record;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use error::JournalError;

use self::digest::{Digest, digest};
use self::file::{File, Opened};
use self::record::{Done, Outcome, Record, Sending};
use super::answer::EntryResult;
use super::queue::Pending;
use crate::Delivery;
use crate::types::{BulkEmailEntry, SendBulkEmailRequest};

/// Which entry: what it says to whom and, counted from 0, its place among those that say the same to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key {
    entry: Digest,
    nth: u32,
}

/// What the journal says of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// It was sent, with this id.
    Sent(Option<String>),
    /// It may have been sent.
    InDoubt,
}

/// An open journal. No other process has it.
pub(super) struct Journal {
    known: HashMap<Key, Known>,
    /// How many of each entry were met in this run.
    met: HashMap<Digest, u32>,
    file: File,
}

impl Journal {
    /// Opens the journal of a mailing, or begins one, and reads what it says.
    pub(super) async fn open(
        path: PathBuf,
        shared: &SendBulkEmailRequest,
    ) -> Result<Self, Arc<JournalError>> {
        let content = digest(shared);
        tokio::task::spawn_blocking(move || Self::read(&path, content))
            .await
            .unwrap_or_else(|gone| Err(JournalError::Interrupted(gone.to_string())))
            .map_err(Arc::new)
    }

    fn read(path: &Path, content: Digest) -> Result<Self, JournalError> {
        let Opened { file, records } = File::open(path, content)?;
        let mut known = HashMap::new();
        for record in records {
            match record {
                Record::Journal(_) => {}
                Record::Sending(entries) => {
                    known.extend(entries.into_iter().map(|sending| (sending.key(), Known::InDoubt)));
                }
                Record::Done(entries) => {
                    for done in entries {
                        let key = done.key();
                        match done.outcome {
                            Outcome::Sent(id) => known.insert(key, Known::Sent(id)),
                            Outcome::InDoubt => known.insert(key, Known::InDoubt),
                            Outcome::NotSent => known.remove(&key),
                        };
                    }
                }
            }
        }
        Ok(Self { known, met: HashMap::new(), file })
    }

    /// Which entry this is, in the order in which the caller gives them.
    pub(super) fn meet(&mut self, entry: &BulkEmailEntry) -> Key {
        let entry = digest(entry);
        let met = self.met.entry(entry).or_default();
        *met += 1;
        Key { entry, nth: *met - 1 }
    }

    /// What an earlier run left of an entry.
    pub(super) fn known(&self, key: Key) -> Option<&Known> {
        self.known.get(&key)
    }

    /// What writes while requests are under way.
    pub(super) fn writer(&self) -> Writer {
        Writer(self.file.clone())
    }
}

/// Writes to a journal.
#[derive(Clone)]
pub(super) struct Writer(File);

impl Writer {
    /// Writes that entries are about to be sent.
    pub(super) async fn sending(&self, entries: &[Pending]) -> Result<(), Arc<JournalError>> {
        let sending = |pending: &Pending| Some(Sending::new(pending.key?, &pending.entry.destination));
        self.write(Record::Sending(entries.iter().filter_map(sending).collect())).await
    }

    /// Writes what became of entries.
    pub(super) async fn done(
        &self,
        entries: &[Pending],
        results: &[EntryResult],
    ) -> Result<(), Arc<JournalError>> {
        let done = |(pending, result): (&Pending, &EntryResult)| Some(Done::new(pending.key?, result.into()));
        self.write(Record::Done(entries.iter().zip(results).filter_map(done).collect())).await
    }

    async fn write(&self, record: Record) -> Result<(), Arc<JournalError>> {
        let file = self.0.clone();
        tokio::task::spawn_blocking(move || file.append(&record))
            .await
            .unwrap_or_else(|gone| Err(JournalError::Interrupted(gone.to_string())))
            .map_err(Arc::new)
    }
}

impl From<&EntryResult> for Outcome {
    fn from(result: &EntryResult) -> Self {
        match result {
            Ok(id) => Self::Sent(id.clone()),
            Err(failure) if matches!(failure.delivery(), Delivery::Repeatable | Delivery::Unknown) => {
                Self::InDoubt
            }
            Err(_) => Self::NotSent,
        }
    }
}
