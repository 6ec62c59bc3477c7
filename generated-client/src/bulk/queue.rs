//! The entries whose turn has not come: those the caller still has, and those that are taken up again.

use tokio::time::Instant;

use super::journal::Key;
use crate::types::BulkEmailEntry;

/// An entry, with what is known of it.
#[derive(Debug)]
pub(super) struct Pending {
    /// Its position in the mailing.
    pub(super) position: usize,
    pub(super) entry: BulkEmailEntry,
    /// How many addresses it goes to, for SES counts these.
    pub(super) recipients: u32,
    /// How often it was sent so far.
    pub(super) tries: u32,
    /// What the journal knows it by, once it was looked up there.
    pub(super) key: Option<Key>,
}

impl Pending {
    fn new(position: usize, entry: BulkEmailEntry) -> Self {
        let recipients = u32::try_from(entry.destination.addresses().count()).unwrap_or(u32::MAX).max(1);
        Self { position, entry, recipients, tries: 0, key: None }
    }
}

/// The entries whose turn has not come.
pub(super) struct Queue<I: Iterator<Item = BulkEmailEntry>> {
    fresh: I,
    /// How many the caller gave so far.
    taken: usize,
    /// Those to take up again, and when.
    again: Vec<(Instant, Pending)>,
}

impl<I: Iterator<Item = BulkEmailEntry>> Queue<I> {
    pub(super) fn new(entries: I) -> Self {
        Self { fresh: entries, taken: 0, again: Vec::new() }
    }

    /// Takes an entry up again at a time.
    pub(super) fn take_up(&mut self, pending: Pending, at: Instant) {
        self.again.push((at, pending));
    }

    /// When the first of those to take up again is due.
    pub(super) fn due(&self) -> Option<Instant> {
        self.again.iter().map(|(at, _)| *at).min()
    }

    /// The next entry: the first of those that are due to be taken up again, or one the caller still has, where
    /// there may be more of these than `most`.
    pub(super) fn next(&mut self, now: Instant, most: usize) -> Option<Pending> {
        let due = self.again.iter().enumerate().filter(|(_, (at, _))| *at <= now);
        if let Some((index, _)) = due.min_by_key(|(_, (_, pending))| pending.position) {
            return Some(self.again.swap_remove(index).1);
        }
        if self.taken < most { self.fresh() } else { None }
    }

    /// Any entry, whether its turn has come or not.
    pub(super) fn any(&mut self) -> Option<Pending> {
        self.again.pop().map(|(_, pending)| pending).or_else(|| self.fresh())
    }

    fn fresh(&mut self) -> Option<Pending> {
        let pending = Pending::new(self.taken, self.fresh.next()?);
        self.taken += 1;
        Some(pending)
    }
}
