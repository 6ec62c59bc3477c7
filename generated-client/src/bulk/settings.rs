//! What a mailing was told: what its entries share, and how they are sent.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use lowcodeapi_runtime::RetryPolicy;

use super::{BulkProgress, MAX_ENTRIES};
use crate::types::{BulkEmailContent, BulkEmailEntry, SendBulkEmailRequest};
use crate::{Client, SendBulkEmail};

/// What a mailing was told.
pub(super) struct Settings {
    client: Client,
    /// What all entries share; its own are ignored.
    pub(super) request: SendBulkEmailRequest,
    /// How many entries travel together, at most.
    pub(super) chunk: usize,
    /// How many requests are under way at once, at most.
    pub(super) concurrency: usize,
    /// How many recipients there may be a second.
    pub(super) rate: Option<u32>,
    /// How often an entry is sent, at most.
    pub(super) attempts: u32,
    pub(super) retry: RetryPolicy,
    pub(super) timeout: Option<Duration>,
    /// Where the journal is.
    pub(super) journal: Option<PathBuf>,
    /// Whether entries are sent that an earlier run left in doubt.
    pub(super) resend_in_doubt: bool,
    pub(super) progress: Option<Box<dyn FnMut(BulkProgress) + Send>>,
}

impl Settings {
    pub(super) fn new(client: Client, content: BulkEmailContent) -> Self {
        Self {
            rate: client.core().max_rate(),
            client,
            request: SendBulkEmailRequest::new(content, std::iter::empty::<BulkEmailEntry>()),
            chunk: MAX_ENTRIES,
            concurrency: 4,
            attempts: 8,
            // The mailing itself takes up again what wasn't sent, at its own pace.
            retry: RetryPolicy::none(),
            timeout: None,
            journal: None,
            resend_in_doubt: false,
            progress: None,
        }
    }

    /// What all entries share, without any of them.
    pub(super) fn shared(&self) -> SendBulkEmailRequest {
        let mut request = self.request.clone();
        request.bulk_email_entries.clear();
        request
    }

    /// The call that sends some entries.
    pub(super) fn call(&self, entries: impl Iterator<Item = BulkEmailEntry>) -> SendBulkEmail {
        let mut request = self.shared();
        request.bulk_email_entries.extend(entries);
        let call = self.client.send_bulk_email(request).retry(self.retry.clone());
        match self.timeout {
            Some(timeout) => call.timeout(timeout),
            None => call,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BulkMailing")
            .field("chunk_size", &self.chunk)
            .field("concurrency", &self.concurrency)
            .field("max_rate", &self.rate)
            .field("attempts", &self.attempts)
            .field("retry", &self.retry)
            .field("timeout", &self.timeout)
            .field("journal", &self.journal)
            .finish_non_exhaustive()
    }
}
