//! Bulk mail of any length: chunks that SES accepts, several at a time, and exactly one outcome an entry.

use std::fmt;
use std::time::Duration;

use lowcodeapi_runtime::RetryPolicy;

mod flight;
mod outcome;
mod pace;

pub use outcome::{BulkFailure, BulkOutcome, BulkProgress, BulkReport};

use self::flight::{Chunk, Flight};
use self::pace::Pace;
use crate::types::{BulkEmailContent, BulkEmailEntry, SendBulkEmailRequest};
use crate::{Client, ErrorKind};

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
        BulkMailing {
            client: self.clone(),
            request: SendBulkEmailRequest::new(default_content, std::iter::empty::<BulkEmailEntry>()),
            chunk: MAX_ENTRIES,
            concurrency: 4,
            rate: None,
            retry: RetryPolicy::default(),
            timeout: None,
            progress: None,
        }
    }
}

/// A mailing to any number of recipients.
///
/// Nothing that may have been accepted is sent again: a chunk that timed out or broke off is reported as it is, with
/// [`Delivery::Unknown`](crate::Delivery::Unknown), and left to the caller.
#[must_use = "a mailing does nothing until it is sent"]
pub struct BulkMailing {
    client: Client,
    request: SendBulkEmailRequest,
    chunk: usize,
    concurrency: usize,
    rate: Option<u32>,
    retry: RetryPolicy,
    timeout: Option<Duration>,
    progress: Option<Box<dyn FnMut(BulkProgress) + Send>>,
}

impl BulkMailing {
    /// Sets what all chunks share: sender, tags, configuration set. Entries set here are ignored.
    pub fn with(mut self, change: impl FnOnce(SendBulkEmailRequest) -> SendBulkEmailRequest) -> Self {
        self.request = change(self.request);
        self
    }

    /// Sets how many entries travel in one request: 1 to [`MAX_ENTRIES`], which is the default.
    pub fn chunk_size(mut self, entries: usize) -> Self {
        self.chunk = entries.clamp(1, MAX_ENTRIES);
        self
    }

    /// Sets how many requests are under way at once: 4 unless told otherwise, at least 1.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests.max(1);
        self
    }

    /// Sets how many entries may be sent a second; without it as many as go. Sandboxed accounts have 1, others
    /// begin with 14. 0 means no limit.
    pub fn max_rate(mut self, entries_per_second: u32) -> Self {
        self.rate = Some(entries_per_second).filter(|rate| *rate > 0);
        self
    }

    /// Sets when a chunk is tried again; the default is the client's safe one.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the time for one chunk, all its tries included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Is told after each chunk how far the mailing is.
    pub fn on_progress(mut self, progress: impl FnMut(BulkProgress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Sends the entries and collects what became of each, in their order.
    pub async fn send(self, entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>) -> BulkReport {
        let mut outcomes = Vec::new();
        self.send_each(entries, |outcome| outcomes.push(outcome)).await;
        BulkReport::new(outcomes)
    }

    /// Sends the entries and hands on what became of each, in their order, as soon as it is known.
    ///
    /// The entries are taken as they are needed and no outcome is kept, so memory is bounded by
    /// [`chunk_size`](Self::chunk_size) times [`concurrency`](Self::concurrency), however many there are.
    pub async fn send_each(
        mut self,
        entries: impl IntoIterator<Item = impl Into<BulkEmailEntry>>,
        mut outcome: impl FnMut(BulkOutcome),
    ) {
        let mut entries = entries.into_iter().map(Into::into);
        let mut flight = Flight::new();
        let mut pace = Pace::new(self.rate);
        let mut progress = BulkProgress::default();
        // Why no further chunk is sent, once it is certain that none would get through.
        let mut halted = false;
        loop {
            while flight.len() < self.concurrency {
                let chunk: Vec<BulkEmailEntry> = entries.by_ref().take(self.chunk).collect();
                if chunk.is_empty() {
                    break;
                }
                let call = (!halted).then(|| self.call(&chunk));
                let wait = if halted { Duration::ZERO } else { pace.reserve(chunk.len()) };
                flight.launch(chunk, wait, call);
            }
            let Some(chunk) = flight.next().await else { return };
            halted |= chunk.error().is_some_and(|error| is_final(error.kind()));
            self.land(chunk, &mut progress, &mut outcome);
        }
    }

    fn call(&self, entries: &[BulkEmailEntry]) -> crate::SendBulkEmail {
        let mut request = self.request.clone();
        request.bulk_email_entries = entries.to_vec();
        let call = self.client.send_bulk_email(request).retry(self.retry.clone());
        match self.timeout {
            Some(timeout) => call.timeout(timeout),
            None => call,
        }
    }

    fn land(&mut self, chunk: Chunk, progress: &mut BulkProgress, outcome: &mut impl FnMut(BulkOutcome)) {
        for landed in chunk.outcomes(progress.done()) {
            progress.count(&landed);
            outcome(landed);
        }
        if let Some(told) = &mut self.progress {
            told(*progress);
        }
    }
}

/// Whether every further chunk would fail the same way.
fn is_final(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Config | ErrorKind::Unauthorized | ErrorKind::RouteMiss | ErrorKind::Redirect)
}

impl fmt::Debug for BulkMailing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkMailing")
            .field("chunk_size", &self.chunk)
            .field("concurrency", &self.concurrency)
            .field("max_rate", &self.rate)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
