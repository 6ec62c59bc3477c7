//! Message and request ids: unique, and of the length and form SES gives them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

/// Hands out ids.
#[derive(Debug)]
pub(crate) struct Ids {
    start: u64,
    next: AtomicU64,
}

impl Ids {
    /// Ids that no earlier run handed out.
    pub(crate) fn new() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { start: u64::try_from(since.as_micros()).unwrap_or_default(), next: AtomicU64::new(1) }
    }

    /// The id of a mail.
    pub(super) fn message(&self) -> String {
        format!("0100{}-000000", self.uuid())
    }

    /// The headers of an answer.
    pub(crate) fn headers(&self) -> Map<String, Value> {
        Map::from_iter([
            ("content-type".to_owned(), "application/json".into()),
            ("x-amzn-requestid".to_owned(), self.uuid().into()),
        ])
    }

    fn uuid(&self) -> String {
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        let start = format!("{:016x}", self.start);
        let (a, b, c) = (&start[..8], &start[8..12], &start[12..]);
        format!("{a}-{b}-{c}-{:04x}-{:012x}", next >> 48, next & 0xffff_ffff_ffff)
    }
}
