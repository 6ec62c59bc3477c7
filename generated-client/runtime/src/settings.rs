//! What holds for every call of a client.

use std::time::Duration;

use crate::retry::RetryPolicy;
use crate::url_format::UrlFormat;

/// What holds for every call of a client.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) max_response_bytes: usize,
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
            retry: RetryPolicy::default(),
            max_rate: None,
            format: None,
        }
    }
}
