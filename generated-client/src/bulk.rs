//! Bulk mail of any length: chunks that SES accepts, several at a time, and exactly one outcome an entry.

use std::path::PathBuf;
use std::time::Duration;

use lowcodeapi_runtime::{Async, RetryPolicy};

mod answer;
mod flight;
mod journal;
mod landing;
mod outcome;
mod pace;
mod queue;
mod run;
mod settings;

pub use journal::JournalError;
pub use outcome::{BulkFailure, BulkOutcome, BulkProgress, BulkReport};

use self::run::Run;
use self::settings::Settings;
use crate::Client;
use crate::types::{BulkEmailContent, BulkEmailEntry, SendBulkEmailRequest};

/// The most entries SES takes in one request
/// ([`SendBulkEmail`](https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendBulkEmail.html)).
pub const MAX_ENTRIES: usize = 50;

impl Client {
    /// Begins a mailing to any number of recipients: one template, and values of its own for each.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), lowcodeapi_awsses::Error> {
    /// use lowcodeapi_awsses::{Client, types::*};
    ///
    /// let client = Client::from_env()?;
    /// let readers = [("ann@example.com", r#"{"name":"Ann"}"#), ("bob@example.com", r#"{"name":"Bob"}"#)];
    /// let report = client
    ///     .bulk(BulkEmailContent::stored("Promotion", r#"{"name":"friend"}"#))
    ///     .with(|request| request.from_email_address("news@example.com"))
    ///     .max_rate(14)
    ///     .send(readers.map(|(to, values)| BulkEmailEntry::new(Destination::to([to])).template_data(values)))
    ///     .await;
    /// println!("{} sent, {} not", report.sent(), report.failures().count());
    /// # Ok(())
    /// # }
    /// ```
    pub fn bulk(&self, default_content: impl Into<BulkEmailContent>) -> BulkMailing {
        BulkMailing { settings: Settings::new(self.clone(), default_content.into()), mode: Async }
    }
}

/// A mailing to any number of recipients.
///
/// Entries that are proven unsent, because SES had no room for them or there was no connection, are taken up again within
/// the mailing. Nothing that may have been accepted is sent again: a chunk that timed out or broke off is reported as it is, with
/// [`Delivery::Unknown`](crate::Delivery::Unknown), and left to the caller. A failure that would meet every further
/// entry, such as a quota that is used up, ends the mailing: the rest is [`NotTried`](BulkFailure::NotTried).
#[must_use = "a mailing does nothing until it is sent"]
#[derive(Debug)]
pub struct BulkMailing<M = Async> {
    settings: Settings,
    #[cfg_attr(
        not(feature = "blocking"),
        expect(dead_code, reason = "what is awaited needs nothing to wait with")
    )]
    mode: M,
}

impl<M> BulkMailing<M> {
    /// Sets what all chunks share: sender, tags, configuration set. Entries set here are ignored.
    pub fn with(mut self, change: impl FnOnce(SendBulkEmailRequest) -> SendBulkEmailRequest) -> Self {
        self.settings.request = change(self.settings.request);
        self
    }

    /// Sets how many entries travel in one request at most: 1 to [`MAX_ENTRIES`], which is the default. With a rate there
    /// are fewer: what may leave in a second leaves in several chunks.
    pub fn chunk_size(mut self, entries: usize) -> Self {
        self.settings.chunk = entries.clamp(1, MAX_ENTRIES);
        self
    }

    /// Sets how many requests are under way at once: 4 unless told otherwise, at least 1.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.settings.concurrency = requests.max(1);
        self
    }

    /// Sets how many recipients there may be a second, as SES counts them; without it the client's rate holds
    /// ([`ClientBuilder::max_rate`](crate::ClientBuilder::max_rate)), or as many as go. Sandboxed accounts have 1, others begin
    /// with 14. 0 means no limit of the mailing's own.
    ///
    /// Entries leave evenly and a little below the rate. Where SES has no room all the same, the mailing slows down for a
    /// while.
    pub fn max_rate(mut self, per_second: u32) -> Self {
        self.settings.rate = Some(per_second).filter(|rate| *rate > 0);
        self
    }

    /// Sets how often an entry is sent at most where it is proven unsent, because SES had no room for it or there was no
    /// connection: 8 times unless told otherwise, with waits from 250 ms to 8 s.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.settings.attempts = attempts.max(1);
        self
    }

    /// Sets when the request of a chunk is repeated at once; by default it isn't, and its entries are taken up again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Sets the time for one chunk, all its tries included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(timeout);
        self
    }

    /// Is told after each chunk how far the mailing is.
    pub fn on_progress(mut self, progress: impl FnMut(BulkProgress) + Send + 'static) -> Self {
        self.settings.progress = Some(Box::new(progress));
        self
    }

    /// Keeps a journal of the mailing in a file, so that it survives a crash: run again with the same entries, or with some
    /// added or taken away, it sends those that were not sent before.
    ///
    /// An entry is known by its recipients and its content. Those that were sent are reported as
    /// [`earlier`](field@BulkOutcome::earlier) ones; those that were in flight when the program ended are
    /// [`InDoubt`](BulkFailure::InDoubt), and are not sent again unless [`resend_in_doubt`](Self::resend_in_doubt) asks
    /// for it. A mailing with other content, sender or settings is refused, and so is a second one at the same time.
    /// Where the journal can't be used, nothing is sent: every entry fails with [`Journal`](BulkFailure::Journal).
    ///
    /// The file is only for its owner to read. It has recipients and message ids; it has neither the token nor what the
    /// mails say. What it knows of the entries is held in memory.
    pub fn journal(mut self, path: impl Into<PathBuf>) -> Self {
        self.settings.journal = Some(path.into());
        self
    }

    /// Sends also what an earlier run left in doubt: **such a mail may be sent twice**.
    pub fn resend_in_doubt(mut self) -> Self {
        self.settings.resend_in_doubt = true;
        self
    }
}

impl BulkMailing {
    /// Sends the entries and collects what became of each, in their order.
    pub async fn send(self, entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>) -> BulkReport {
        let mut outcomes = Vec::new();
        self.send_each(entries, |outcome| outcomes.push(outcome)).await;
        BulkReport::new(outcomes)
    }

    /// Sends the entries and hands on what became of each, in their order, as soon as it is known.
    ///
    /// The entries are taken as they are needed and no outcome is kept, so memory is bounded by
    /// [`chunk_size`](Self::chunk_size) times [`concurrency`](Self::concurrency), however many there are, but for what a
    /// [`journal`](Self::journal) knows of them.
    pub async fn send_each(
        mut self,
        entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>,
        outcome: impl FnMut(BulkOutcome),
    ) {
        Run::new(&mut self.settings, entries.into_iter().map(Into::into), outcome).finish().await;
    }
}

#[cfg(feature = "blocking")]
mod blocking;
