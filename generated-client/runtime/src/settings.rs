//! What holds for every call of a client.

use std::time::Duration;

use crate::retry::RetryPolicy;
use crate::url_format::UrlFormat;

/// What holds for every call of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
    /// How much may come of an answer that is read while it comes in.
    pub(crate) max_stream_bytes: u64,
    pub(crate) retry: RetryPolicy,
    /// What may leave a second.
    pub(crate) max_rate: Option<u32>,
    pub(crate) format: Option<UrlFormat>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            max_response_bytes: 32 * 1024 * 1024,
            max_stream_bytes: u64::MAX,
            retry: RetryPolicy::default(),
            max_rate: None,
            format: None,
        }
    }
}
