//! Requests that leave evenly, never more within a second than a service takes.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// Requests overtake each other on their way to the service, so a second is a little longer here.
const SECOND: Duration = Duration::from_millis(1_060);

/// Hands out turns to all copies of a client.
#[derive(Debug)]
pub(crate) struct Pace {
    /// What may leave a second.
    pub(crate) rate: u32,
    next: Mutex<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new(rate: u32) -> Self {
        Self { rate, next: Mutex::default() }
    }

    /// When a request of this weight may leave; `None` where that is too late, and then it takes no turn.
    pub(crate) fn turn(&self, weight: u32, deadline: Instant) -> Option<Instant> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let turn = next.map_or(now, |next| next.max(now));
        if turn >= deadline {
            return None;
        }
        *next = Some(turn + SECOND * weight / self.rate);
        Some(turn)
    }
}
