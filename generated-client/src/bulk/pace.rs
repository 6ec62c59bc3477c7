//! How fast a mailing may go.

use std::time::{Duration, Instant};

/// Hands out the time at which the next entries may be sent.
pub(super) struct Pace {
    rate: Option<u32>,
    /// When the entries handed out so far are through.
    free: Instant,
}

impl Pace {
    /// A pace of so many entries a second, or as many as go.
    pub(super) fn new(rate: Option<u32>) -> Self {
        Self { rate, free: Instant::now() }
    }

    /// Reserves time for some entries and returns how long to wait before they are sent.
    pub(super) fn reserve(&mut self, entries: usize) -> Duration {
        let Some(rate) = self.rate else { return Duration::ZERO };
        let now = Instant::now();
        let start = self.free.max(now);
        // A chunk is at most 50 entries, so neither number loses anything.
        let entries = u32::try_from(entries).unwrap_or(u32::MAX);
        self.free = start + Duration::from_secs(1) * entries / rate;
        start - now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_wait_for_those_before_them() {
        let mut pace = Pace::new(Some(10));
        assert!(pace.reserve(5) < Duration::from_millis(50));
        let wait = pace.reserve(5);
        assert!(wait > Duration::from_millis(400) && wait <= Duration::from_millis(500), "{wait:?}");
    }

    #[test]
    fn without_a_rate_nothing_waits() {
        let mut pace = Pace::new(None);
        assert_eq!((pace.reserve(1_000), pace.reserve(1_000)), (Duration::ZERO, Duration::ZERO));
    }
}
